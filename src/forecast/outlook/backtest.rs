//! How good the forecast was: made again as of days gone by, with what was known then, beside what came of it.

use rustc_hash::FxHashSet;

use super::checkpoint::{Known, Summing};
use super::deal::chance_by;
use super::derive::View;
use super::horizon::PASSES;
use super::past::{Wins, is_won_in, past_periods};
use super::result::Combining;
use super::scoring::Scoring;
use super::signals::Signs;
use super::sweep::Sweep;
use super::walk::{LOOK, Walk};
use super::{Checkpoint, Evidence, Period, Policy, Rates, Signal, Span, Standing};
use crate::forecast::accuracy::{Bin, Brier, Errors};
use crate::forecast::adjust::{Proven, Trial};
use crate::forecast::history::AsOf;
use crate::forecast::{BetError, Distribution, Stretch};
use crate::model::{Date, RowId, Sheet};

/// A deal that was judged: the probability given to it, and whether it was won.
pub(super) type Judged = (RowId, f64, bool);

/// How good one way of forecasting was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolicyScore {
    /// The policy.
    pub policy: Policy,
    /// How good its probabilities were; none where no deal is resolved.
    pub brier: Option<Brier>,
    /// Mean of −ln of the probability of what happened.
    pub log_loss: Option<f64>,
    /// Whether they were as bold as what came: 1, or less where too bold; none where that cannot be said.
    pub slope: Option<f64>,
}

/// How good the forecasts were.
#[derive(Clone, Debug, PartialEq)]
pub struct Accuracy {
    /// The forecasts, earliest first.
    pub checkpoints: Vec<Checkpoint>,
    /// By the plan's policy.
    pub model: Errors,
    /// 1 − WAPE, the accuracy reached; none where nothing came in.
    pub reached: Option<f64>,
    /// The mean ceiling of the checkpoints: beside what was reached, how much could have been.
    pub ceiling: Option<f64>,
    /// By the ladder, a baseline.
    pub ladder: Errors,
    /// By the sum of what was committed, a baseline.
    pub commit: Errors,
    /// By the result of the period before, a baseline.
    pub previous: Errors,
    /// By the manager's own calls.
    pub calls: Errors,
    /// By the plan's policy on those forecasts alone for which there is a period before, and those for which there is a call:
    /// like beside like.
    pub beside: [Errors; 2],
    /// The probabilities of each policy, each deal once a period, as it stood when first seen there.
    pub policies: Vec<PolicyScore>,
    /// The deals behind those scores.
    pub judged: Vec<(Policy, Vec<Judged>)>,
    /// The plan's policy.
    pub policy: Policy,
    /// What became of probabilities of about the same size, by the plan's policy.
    pub calibration: Vec<Bin>,
    /// Deals resolved: each once for each period in which it was expected.
    pub resolved: usize,
    /// Signs that made learned probabilities better on deals they had not seen: their β may be switched on in the settings.
    pub adjustments: Vec<(Signal, Proven)>,
    /// Won deals of the periods that are not in what came in, for want of an amount or a rate.
    pub left_out: Vec<(RowId, Standing)>,
}

/// A change of policy that has earned its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// The policy to change to.
    pub policy: Policy,
    /// Its Brier score.
    pub score: f64,
    /// That of the ladder on the same deals.
    pub ladder: f64,
    /// On so many resolved deals.
    pub resolved: usize,
}

/// So many resolved deals it takes for a policy to be offered.
pub const RESOLVED: usize = 20;

impl Accuracy {
    /// The learned policy, where it beats the ladder on enough resolved deals and is not in use already.
    #[must_use]
    pub fn offer(&self, current: Policy) -> Option<Offer> {
        let score = |policy: Policy| {
            let found = self.policies.iter().find(|score| score.policy == policy)?;
            found.brier.map(|brier| brier.score)
        };
        let (learned, ladder) = (score(Policy::Learned)?, score(Policy::Ladder)?);
        let earned = self.resolved >= RESOLVED && learned < ladder && !current.learns();
        earned.then_some(Offer { policy: Policy::Learned, score: learned, ladder, resolved: self.resolved })
    }
}

/// Makes the forecasts of all periods of a span that are over and in which the log had begun, for one person or all.
///
/// A checkpoint knows the log up to its day and nothing after it; what came of it is read from the plan as it is today.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn accuracy(view: &View<'_>, span: Span, person: Option<RowId>) -> Result<Accuracy, BetError> {
    let mut test = Backtest::new(view, span, person);
    loop {
        if let Some(found) = test.step(view, &mut Stretch::endless())? {
            return Ok(found);
        }
    }
}

/// The back-test in short steps, so that a page may go on between two keys: call [`Backtest::step`] with the same view
/// until it answers.
#[derive(Debug)]
pub struct Backtest {
    wins: Sweep<Wins>,
    /// The days at whose ends forecasts are made, with their periods, in order.
    days: std::vec::IntoIter<(Period, Date)>,
    /// Periods follow one another, and so do the days within them: one walk through the log is enough.
    walk: Walk,
    past: Option<Past>,
    /// The day at which the walk is, with what is still to be done there.
    at: Option<(Date, Task)>,
    trials: Vec<(Signal, Vec<Trial>)>,
    observed: Vec<(Policy, Vec<Judged>)>,
    checkpoints: Vec<Checkpoint>,
    left_out: Vec<(RowId, Standing)>,
    scoring: Option<Scoring>,
}

/// A period that is over.
#[derive(Debug)]
struct Past {
    period: Period,
    actual: i64,
    previous: Option<i64>,
    /// Deals that were seen at an earlier day of the period.
    seen: FxHashSet<RowId>,
}

/// What is done at a day.
#[derive(Debug)]
enum Task {
    /// The walk goes there.
    Walk,
    /// The probabilities of the open deals are looked at.
    Judge(std::vec::IntoIter<RowId>),
    /// The distribution is made.
    Make(Box<Combining>),
    /// The baselines are summed up.
    Sum(Box<(Distribution, Summing)>),
}

impl Backtest {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, span: Span, person: Option<RowId>) -> Backtest {
        let plan = view.plan();
        let born = born(view);
        let mut days = Vec::new();
        for period in past_periods(plan, view.today, span, born) {
            let third = period.until.days_since(period.from) / 3;
            let looks = [period.from.plus_days(-1), period.from.plus_days(third), period.from.plus_days(2 * third)];
            days.extend(looks.into_iter().filter(|day| born.is_some_and(|born| *day >= born)).map(|day| (period, day)));
        }
        Backtest {
            wins: Sweep::new(plan.table(Sheet::Deals).ids().collect(), Wins::new(person), Wins::look),
            days: days.into_iter(),
            walk: Walk::new(Period::of(plan, view.today, span, 0), person).learning(),
            past: None,
            at: None,
            trials: Signal::ALL.map(|signal| (signal, Vec::new())).into(),
            observed: Policy::ALL.map(|policy| (policy, Vec::new())).into(),
            checkpoints: Vec::new(),
            left_out: Vec::new(),
            scoring: None,
        }
    }

    /// Goes on until the stretch is over; the score once all is done.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Accuracy>, BetError> {
        while !stretch.is_over() {
            if !self.go(view, stretch)? {
                let Backtest { checkpoints, observed, trials, .. } = self;
                let scoring = self.scoring.get_or_insert_with(|| {
                    let own = Policy::of(view.plan());
                    let (said, seen) = (std::mem::take(observed), std::mem::take(trials));
                    Scoring::new(std::mem::take(checkpoints), own, said, seen)
                });
                let Some(found) = scoring.step(stretch) else { return Ok(None) };
                return Ok(Some(Accuracy { left_out: std::mem::take(&mut self.left_out), ..found }));
            }
        }
        Ok(None)
    }

    /// Does a part of the next task; false where there is none.
    fn go(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<bool, BetError> {
        if !self.wins.step(view, stretch) {
            return Ok(true);
        }
        let Some((day, task)) = self.at.take() else {
            let Some((period, day)) = self.days.next() else { return Ok(false) };
            if self.past.as_ref().is_none_or(|past| past.period != period) {
                self.begin(view, period)?;
            }
            self.at = Some((day, Task::Walk));
            return Ok(true);
        };
        let Some(past) = &mut self.past else { return Ok(false) };
        let next = match task {
            Task::Walk => {
                if self.walk.step(view.ledger, view.board.history(), day, stretch)? {
                    stretch.spend(self.walk.glance());
                    let open: Vec<RowId> = self.walk.open().into_iter().map(|(row, _)| row).collect();
                    Task::Judge(open.into_iter())
                } else {
                    Task::Walk
                }
            }
            Task::Judge(mut open) => {
                let some: Vec<RowId> = open.by_ref().take(AT_ONCE).collect();
                stretch.spend(LOOK * some.len() as u64);
                if some.is_empty() {
                    stretch.spend(self.walk.glance());
                    Task::Make(Box::new(self.walk.combining()))
                } else {
                    self.judge(view, day, &some);
                    Task::Judge(open)
                }
            }
            Task::Make(mut making) => match making.step(stretch)? {
                None => Task::Make(making),
                Some(distribution) => {
                    stretch.spend(PASSES * distribution.cells() as u64);
                    Task::Sum(Box::new((distribution, Summing::new(&self.walk))))
                }
            },
            Task::Sum(mut own) => {
                let (distribution, summing) = &mut *own;
                if summing.step(&self.walk, stretch) {
                    let known = Known { period: past.period, day, actual: past.actual, previous: past.previous };
                    self.checkpoints.push(summing.checkpoint(&self.walk, known, distribution));
                    return Ok(true);
                }
                Task::Sum(own)
            }
        };
        self.at = Some((day, next));
        Ok(true)
    }

    /// Goes on to the next period.
    fn begin(&mut self, view: &View<'_>, period: Period) -> Result<(), BetError> {
        let (plan, wins) = (view.plan(), &self.wins.gathered);
        let before = Period::of(plan, period.from, period.span, -1);
        let known = born(view).is_some_and(|born| born <= before.until);
        let previous = known.then(|| wins.within(&before)).transpose()?.map(|(sum, _)| sum);
        let (actual, lacking) = wins.within(&period)?;
        self.left_out.extend(lacking);
        self.past = Some(Past { period, actual, previous, seen: FxHashSet::default() });
        self.walk.turn(period);
        Ok(())
    }

    /// Writes down what was said of some open deals at a day, and what became of it, where it is said for the first time in
    /// the period.
    fn judge(&mut self, view: &View<'_>, day: Date, open: &[RowId]) {
        let (Some(past), Some(rates)) = (&mut self.past, self.walk.learned()) else { return };
        let then = self.walk.plan();
        let signs = Signs::new(then, view.board.history(), (AsOf::end_of(day), day), self.walk.limits());
        for row in open.iter().filter(|row| past.seen.insert(**row)) {
            let won = is_won_in(view.plan(), *row, &past.period);
            let by = |policy| chance_by(policy, then, None, Some(rates), *row).map(|chance| chance.p.chance());
            if let Some(chance) = by(Policy::Learned) {
                for (signal, trials) in &mut self.trials {
                    trials.push(Trial { chance, sign: signs.shows(*row, *signal), won });
                }
            }
            for (policy, calls) in &mut self.observed {
                calls.extend(by(*policy).map(|chance| (*row, chance, won)));
            }
        }
    }
}

/// Deals that are judged at once.
const AT_ONCE: usize = 100;

/// The day on which the log begins.
fn born(view: &View<'_>) -> Option<Date> {
    view.ledger.log().next().map(|transaction| Date::of_millis(transaction.id.millis()))
}

/// What the evidence of a plan allows a page to say, with the number it rests on.
#[must_use]
pub fn evidence(view: &View<'_>) -> (Evidence, u32) {
    let rates = Rates::of(view.plan(), view.board.history(), AsOf::LATEST);
    (rates.evidence, rates.all.closed)
}
