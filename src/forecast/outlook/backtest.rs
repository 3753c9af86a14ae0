//! How good the forecast was: made again as of days gone by, with what was known then, beside what came of it.

use rustc_hash::FxHashSet;

use super::deal::chance_by;
use super::derive::View;
use super::fan::Walk;
use super::pool::category;
use super::signals::Signs;
use super::targets::targets;
use super::{Evidence, Period, Policy, Rates, Signal, Span};
use crate::forecast::BetError;
use crate::forecast::accuracy::{Bin, Brier, Errors, brier, calibration, ceiling, crps, errors, log_loss, pit};
use crate::forecast::adjust::{Proven, Trial, prove};
use crate::forecast::categories::{Category, Rollup};
use crate::forecast::history::AsOf;
use crate::model::schema::{deals, setup::calls};
use crate::model::{Date, Plan, RowId, Sheet, order};

/// A forecast of a period that is over, as of a day within it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The period.
    pub period: Period,
    /// The day at whose end the plan is looked at: the eve of the period, or one or two thirds into it.
    pub day: Date,
    /// What was won in the period in the end, in minor units.
    pub actual: i64,
    /// The expected result by the plan's policy.
    pub mean: f64,
    /// q(0.10) and q(0.90).
    pub sure_and_reach: (i64, i64),
    /// P(S ≥ target) as it was given, and whether the target of then was reached; none without a target.
    pub target: Option<(f64, bool)>,
    /// Where the actual result fell in the distribution, 0–1.
    pub pit: f64,
    /// The continuous ranked probability score, in minor units.
    pub crps: f64,
    /// The accuracy to be expected of perfect probabilities; none where nothing was expected.
    pub ceiling: Option<f64>,
    /// By the ladder alone.
    pub ladder: f64,
    /// The sum of what was won or committed.
    pub commit: i64,
    /// The result of the period before; none where the log does not reach it.
    pub previous: Option<i64>,
    /// The manager's own call of that time, where one was written down.
    pub call: Option<i64>,
}

/// How good one way of forecasting was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolicyScore {
    /// The policy.
    pub policy: Policy,
    /// How good its probabilities were; none where no deal is resolved.
    pub brier: Option<Brier>,
    /// Mean of −ln of the probability of what happened.
    pub log_loss: Option<f64>,
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
    /// The probabilities of each policy, each deal once a period, as it stood when first seen there.
    pub policies: Vec<PolicyScore>,
    /// What became of probabilities of about the same size, by the plan's policy.
    pub calibration: Vec<Bin>,
    /// Deals resolved: each once for each period in which it was expected.
    pub resolved: usize,
    /// Signs that made learned probabilities better on deals they had not seen: their β may be switched on in the settings.
    pub adjustments: Vec<(Signal, Proven)>,
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
    let (plan, history) = (view.plan(), view.board.history());
    let own = Policy::of(plan);
    let born = view.ledger.log().next().map(|transaction| Date::of_millis(transaction.id.millis()));
    let mut trials: Vec<(Signal, Vec<Trial>)> = Signal::ALL.map(|signal| (signal, Vec::new())).into();
    let mut observed: Vec<(Policy, Vec<(f64, bool)>)> = Policy::ALL.map(|policy| (policy, Vec::new())).into();
    let mut checkpoints = Vec::new();
    // Periods follow one another, and so do the days within them: one walk through the log is enough.
    let mut walk = Walk::new(Period::of(plan, view.today, span, 0), person);
    for period in past_periods(plan, view.today, span, born) {
        let actual = won_in(plan, &period, person)?;
        let before = Period::of(plan, period.from, span, -1);
        let previous = born.is_some_and(|born| born <= before.until).then(|| won_in(plan, &before, person));
        let previous = previous.transpose()?;
        let third = period.until.days_since(period.from) / 3;
        let mut seen = FxHashSet::default();
        walk.turn(period);
        for day in [period.from.plus_days(-1), period.from.plus_days(third), period.from.plus_days(2 * third)] {
            if born.is_none_or(|born| day < born) {
                continue;
            }
            walk.go(view.ledger, history, day)?;
            let then = walk.plan();
            let as_of = AsOf::end_of(day);
            let open = walk.open();
            let mut rates = Rates::of(then, history, as_of);
            rates.adjust(then, history, (as_of, day), open.iter().map(|(row, _)| *row));
            let signs = Signs::new(then, history, as_of, day);
            for (row, _) in open.iter().filter(|(row, _)| !seen.contains(row)) {
                let learned = chance_by(Policy::Learned, then, None, Some(&rates), *row);
                for (signal, trials) in &mut trials {
                    let sign = signs.shows(*row, *signal);
                    let won = is_won_in(plan, *row, &period);
                    trials.extend(learned.map(|learned| Trial { chance: learned.p.chance(), sign, won }));
                }
            }
            for (policy, calls) in &mut observed {
                for (row, _) in open.iter().filter(|(row, _)| !seen.contains(row)) {
                    if let Some(chance) = chance_by(*policy, then, None, Some(&rates), *row) {
                        calls.push((chance.p.chance(), is_won_in(plan, *row, &period)));
                    }
                }
            }
            seen.extend(open.iter().map(|(row, _)| *row));
            let by_ladder = |row: RowId| chance_by(Policy::Ladder, then, None, None, row).map_or(0.0, |c| c.p.chance());
            let ladder =
                walk.won() as f64 + open.iter().map(|(row, bet)| bet.amount() as f64 * by_ladder(*row)).sum::<f64>();
            let categories = open.iter().map(|(row, bet)| (category(then, *row), bet.amount()));
            let commit = Rollup::of(categories.chain([(Category::Closed, walk.won())])).commit;
            let levels = targets(then, &period, person);
            let distribution = walk.distribution()?;
            checkpoints.push(Checkpoint {
                period,
                day,
                actual,
                mean: distribution.mean(),
                sure_and_reach: (distribution.quantile(0.10), distribution.quantile(0.90)),
                target: levels[0].map(|target| (distribution.at_least(target), actual >= target)),
                pit: pit(&distribution, actual),
                crps: crps(&distribution, actual),
                ceiling: ceiling(&distribution),
                ladder,
                commit,
                previous,
                call: call_of(plan, &period, person, day),
            });
        }
    }
    order::sort_by_key(&mut checkpoints, |point| (point.day, point.period.from));
    let proven = trials.iter().filter_map(|(signal, trials)| Some((*signal, prove(trials)?)));
    Ok(Accuracy { adjustments: proven.collect(), ..score(checkpoints, own, &observed) })
}

fn score(checkpoints: Vec<Checkpoint>, own: Policy, observed: &[(Policy, Vec<(f64, bool)>)]) -> Accuracy {
    let all = |forecast: &dyn Fn(&Checkpoint) -> Option<f64>| {
        let pairs = checkpoints.iter().filter_map(|point| Some((forecast(point)?, point.actual)));
        errors(&pairs.collect::<Vec<_>>())
    };
    let model = all(&|point| Some(point.mean));
    let ceilings: Vec<f64> = checkpoints.iter().filter_map(|point| point.ceiling).collect();
    let of_own = observed.iter().find(|(policy, _)| *policy == own).map_or(&[][..], |(_, calls)| calls.as_slice());
    Accuracy {
        model,
        reached: model.wape.map(|wape| 1.0 - wape),
        ceiling: (!ceilings.is_empty()).then(|| ceilings.iter().sum::<f64>() / ceilings.len() as f64),
        ladder: all(&|point| Some(point.ladder)),
        commit: all(&|point| Some(point.commit as f64)),
        previous: all(&|point| point.previous.map(|previous| previous as f64)),
        calls: all(&|point| point.call.map(|call| call as f64)),
        policies: observed
            .iter()
            .map(|(policy, calls)| PolicyScore { policy: *policy, brier: brier(calls), log_loss: log_loss(calls) })
            .collect(),
        calibration: calibration(of_own),
        resolved: of_own.len(),
        adjustments: Vec::new(),
        checkpoints,
    }
}

/// The periods that are over and that had not ended when the log began, earliest first; at most 60.
fn past_periods(plan: &Plan, today: Date, span: Span, born: Option<Date>) -> Vec<Period> {
    let Some(born) = born.filter(|_| span != Span::All) else { return Vec::new() };
    let back = (1..=60).map(|back| Period::of(plan, today, span, -back));
    let mut periods: Vec<Period> =
        back.take_while(|period| period.until >= born && period.from < period.until).collect();
    periods.reverse();
    periods
}

fn is_won_in(plan: &Plan, row: RowId, period: &Period) -> bool {
    let closed = plan.get(row, deals::CLOSED).or_else(|| plan.get(row, deals::CLOSE));
    plan.get(row, deals::OUTCOME) == Some("won") && closed.is_some_and(|day| period.contains(day))
}

fn won_in(plan: &Plan, period: &Period, person: Option<RowId>) -> Result<i64, BetError> {
    let mut sum = 0_i128;
    for row in plan.table(Sheet::Deals).ids().filter(|row| is_won_in(plan, *row, period)) {
        if person.is_none() || plan.get(row, deals::OWNER) == person {
            let amount = plan.get(row, deals::FINAL).or_else(|| plan.get(row, deals::AMOUNT));
            sum += i128::from(amount.and_then(|money| plan.in_plan_currency(money)).unwrap_or(0).max(0));
        }
    }
    i64::try_from(sum).map_err(|_| BetError::TotalTooLarge)
}

/// The manager's latest call of exactly this period, for the person or for all, made up to a day.
fn call_of(plan: &Plan, period: &Period, person: Option<RowId>, until: Date) -> Option<i64> {
    let mut found: Option<(Date, i64)> = None;
    for row in plan.table(Sheet::Calls).ids() {
        let (Some(from), Some(last)) = (plan.get(row, calls::FROM), plan.get(row, calls::UNTIL)) else { continue };
        let (Some(on), Some(amount)) = (plan.get(row, calls::ON), plan.get(row, calls::AMOUNT)) else { continue };
        let own = (from, last) == (period.from, period.until) && plan.get(row, calls::PERSON) == person;
        if own
            && on <= until
            && found.is_none_or(|(day, _)| on >= day)
            && let Some(minor) = plan.in_plan_currency(amount)
        {
            found = Some((on, minor));
        }
    }
    found.map(|(_, minor)| minor)
}

/// The manager's latest call of a period, for one person or for all, beside which the model is shown; in minor units.
#[must_use]
pub fn call(plan: &Plan, period: &Period, person: Option<RowId>, today: Date) -> Option<i64> {
    call_of(plan, period, person, today)
}

/// The deals most likely to explain a miss: P(lost | missed), the likeliest first, those that a miss makes likelier only.
///
/// Empty without a target, or where it cannot be missed.
#[must_use]
pub fn pre_mortem(view: &View<'_>) -> Vec<(RowId, f64)> {
    let board = view.board;
    let Some(target) = board.target() else { return Vec::new() };
    let missed = 1.0 - board.distribution().at_least(target);
    if missed <= 0.0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in view.plan().table(Sheet::Deals).ids() {
        let super::Standing::Open(bet) = board.standing(row) else { continue };
        let Some(pivot) = board.pivot(row) else { continue };
        let lost = 1.0 - bet.chance();
        let explained = (lost * (1.0 - pivot.lost) / missed).clamp(0.0, 1.0);
        if explained > lost {
            found.push((row, explained));
        }
    }
    order::sort_by(&mut found, |(a, p), (b, q)| q.total_cmp(p).then(a.cmp(b)));
    found
}

/// What the evidence of a plan allows a page to say, with the number it rests on.
#[must_use]
pub fn evidence(view: &View<'_>) -> (Evidence, u32) {
    let rates = Rates::of(view.plan(), view.board.history(), AsOf::LATEST);
    (rates.evidence, rates.all.closed)
}
