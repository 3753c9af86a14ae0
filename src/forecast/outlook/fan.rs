//! How the chance of a target moved, week by week, as it was known at the time.

use rustc_hash::FxHashMap;

use super::deal::{Standing, standing};
use super::figures::TARGET_LEVELS;
use super::links::{Links, link};
use super::rates::Reached;
use super::result::Combining;
use super::signals::betas;
use super::survey::Stays;
use super::targets::{Whose, targets};
use super::{Period, Policy, Rates, StageLimit, Thresholds};
use crate::forecast::history::{AsOf, History};
use crate::forecast::{Bet, BetError, Block, Limits, Stretch};
use crate::log::{Ledger, Replay, Touched};
use crate::model::{Date, Plan, RowId, Sheet, order};

/// A plan walked through in time, with every deal's standing for one period kept up.
#[derive(Debug)]
pub(super) struct Walk {
    replay: Replay,
    pub period: Period,
    pub person: Option<RowId>,
    pub rates: Option<Rates>,
    /// In the order of the rows, which mostly come in that order.
    standings: Vec<(RowId, Standing)>,
    links: Links,
    won: i128,
    basis: Option<Vec<u64>>,
    learns: bool,
    learned: Option<Rates>,
    limits: Vec<StageLimit>,
    touched: Touched,
    leg: Leg,
}

/// The legs of the way to a day.
#[derive(Debug)]
enum Leg {
    /// Edits are folded in.
    Replay,
    /// Closed deals are looked at, if what they have shown is asked for.
    Learn(std::vec::IntoIter<RowId>, Option<(Reached, Stays)>),
    /// Signs are looked for that move a probability.
    Adjust(std::vec::IntoIter<RowId>, Option<Rates>),
    /// Deals are counted again.
    Count(std::vec::IntoIter<RowId>),
}

/// What it takes to look at a deal, or to fold an operation, beside moving one result of a distribution.
pub(super) const LOOK: u64 = 500;
/// So many are taken at once.
const AT_ONCE: usize = 100;

/// Tables whose change makes every deal count anew.
const BASIS: [Sheet; 3] = [Sheet::Stages, Sheet::Settings, Sheet::Rates];
/// Cells of a distribution that is only drawn: the rounding keeps the mean, and the sd to 1 in 1 000.
const CELLS: u32 = 1 << 14;

impl Walk {
    pub fn new(period: Period, person: Option<RowId>) -> Walk {
        Walk {
            replay: Replay::default(),
            period,
            person,
            rates: None,
            standings: Vec::new(),
            links: Links::default(),
            won: 0,
            basis: None,
            learns: false,
            learned: None,
            limits: Vec::new(),
            touched: Touched::default(),
            leg: Leg::Replay,
        }
    }

    /// Looks at another period from here on.
    pub fn turn(&mut self, period: Period) {
        self.period = period;
        self.basis = None;
    }

    /// The plan as it was.
    pub fn plan(&self) -> &Plan {
        self.replay.plan()
    }

    /// Knows at each day what closed deals had shown, whatever the plan's policy.
    pub fn learning(self) -> Walk {
        Walk { learns: true, ..self }
    }

    /// What closed deals had shown, where that was asked for.
    pub const fn learned(&self) -> Option<&Rates> {
        self.learned.as_ref()
    }

    /// What stages allowed, where closed deals were looked at.
    pub fn limits(&self) -> &[StageLimit] {
        &self.limits
    }

    /// Goes on towards the end of a day until the stretch is over; whether it has arrived. Days must ascend.
    pub fn step(
        &mut self,
        ledger: &Ledger,
        history: &History,
        day: Date,
        stretch: &mut Stretch,
    ) -> Result<bool, BetError> {
        let as_of = AsOf::end_of(day);
        while !stretch.is_over() {
            match std::mem::replace(&mut self.leg, Leg::Replay) {
                Leg::Replay => {
                    let folded = self.replay.advance(ledger, as_of.0, AT_ONCE, &mut self.touched);
                    stretch.spend(LOOK * folded as u64);
                    if folded == 0 {
                        let learns = self.learns || Policy::of(self.plan()).learns();
                        let deals = if learns { history.deals() } else { Vec::new() };
                        self.leg = Leg::Learn(deals.into_iter(), learns.then(Default::default));
                    }
                }
                Leg::Learn(mut deals, mut reached) => {
                    if let Some(deal) = deals.next() {
                        if let Some((reached, stays)) = &mut reached {
                            reached.put(self.plan(), history, deal, as_of);
                            stays.put(self.plan(), history, deal, as_of);
                        }
                        stretch.spend(LOOK);
                        self.leg = Leg::Learn(deals, reached);
                        continue;
                    }
                    let thresholds = Thresholds::of(self.plan());
                    let rates = reached.map(|(reached, mut stays)| {
                        self.limits = stays.limits(self.replay.plan(), &thresholds).to_vec();
                        reached.rates(self.replay.plan())
                    });
                    let shifted = !betas(self.plan()).is_empty();
                    let rows = self.plan().table(Sheet::Deals).ids().filter(|_| shifted && rates.is_some());
                    self.leg = Leg::Adjust(rows.collect::<Vec<_>>().into_iter(), rates);
                }
                Leg::Adjust(mut rows, mut rates) => {
                    let some: Vec<RowId> = rows.by_ref().take(AT_ONCE).collect();
                    stretch.spend(LOOK * some.len() as u64);
                    self.leg = if some.is_empty() {
                        Leg::Count(self.changed(rates).into_iter())
                    } else {
                        if let Some(rates) = &mut rates {
                            rates.adjust(self.replay.plan(), history, (as_of, day), &self.limits, some.into_iter());
                        }
                        Leg::Adjust(rows, rates)
                    };
                }
                Leg::Count(mut rows) => {
                    let Some(row) = rows.next() else {
                        self.touched.cells.clear();
                        self.links.settle();
                        i64::try_from(self.won).map_err(|_| BetError::TotalTooLarge)?;
                        return Ok(true);
                    };
                    self.count(row);
                    stretch.spend(LOOK);
                    self.leg = Leg::Count(rows);
                }
            }
        }
        Ok(false)
    }

    /// Takes over what closed deals had shown; the deals that have to be counted again.
    fn changed(&mut self, rates: Option<Rates>) -> Vec<RowId> {
        let plan = self.replay.plan();
        let basis: Vec<u64> = BASIS.iter().map(|sheet| plan.table(*sheet).version()).collect();
        let used = match Policy::of(plan) {
            Policy::Adjusted => rates.clone(),
            Policy::Learned => rates.clone().map(|rates| Rates { shifts: FxHashMap::default(), ..rates }),
            Policy::Ladder | Policy::Own => None,
        };
        let all = self.basis.as_ref() != Some(&basis) || used != self.rates;
        let mut rows: Vec<RowId> = if all {
            let gone =
                self.standings.iter().map(|(row, _)| *row).filter(|row| !plan.table(Sheet::Deals).contains(*row));
            plan.table(Sheet::Deals).ids().chain(gone.collect::<Vec<_>>()).collect()
        } else {
            let deals = self.touched.cells.iter().filter(|(sheet, ..)| *sheet == Sheet::Deals);
            deals.map(|(_, row, _)| *row).collect()
        };
        // Rows mostly stand in the order of their identities.
        if !rows.is_sorted() {
            order::sort(&mut rows);
        }
        rows.dedup();
        (self.basis, self.rates, self.learned) = (Some(basis), used, rates);
        rows
    }

    fn count(&mut self, row: RowId) {
        let plan = self.replay.plan();
        let lives = plan.table(Sheet::Deals).contains(row);
        let now = lives
            .then(|| standing(plan, None, self.rates.as_ref(), row, (&self.period, self.period.from), self.person));
        let link = if lives { link(plan, None, row) } else { None };
        self.links.put(row, link, now);
        let before = match (now, self.standings.binary_search_by_key(&row, |(own, _)| *own)) {
            (Some(now), Ok(at)) => self.standings.get_mut(at).map(|(_, own)| std::mem::replace(own, now)),
            (Some(now), Err(at)) => {
                self.standings.insert(at, (row, now));
                None
            }
            (None, Ok(at)) => Some(self.standings.remove(at).1),
            (None, Err(_)) => None,
        };
        let won = |standing: Option<Standing>| if let Some(Standing::Won(minor)) = standing { minor } else { 0 };
        self.won += i128::from(won(now)) - i128::from(won(before));
    }

    /// Won so far in the period.
    pub fn won(&self) -> i64 {
        i64::try_from(self.won).unwrap_or(i64::MAX)
    }

    /// The open deals of the period, linked ones included.
    pub fn open(&self) -> Vec<(RowId, Bet)> {
        let bets = self.standings.iter().filter_map(|(row, standing)| match standing {
            Standing::Open(bet) => Some((*row, *bet)),
            _ => None,
        });
        bets.collect()
    }

    /// How many open deals the period has.
    pub fn open_count(&self) -> usize {
        self.standings.iter().filter(|(_, standing)| matches!(standing, Standing::Open(_))).count()
    }

    /// The won deals of the period with what each brought, in minor units.
    pub fn won_deals(&self) -> Vec<(RowId, i64)> {
        let won = self.standings.iter().filter_map(|(row, standing)| match standing {
            Standing::Won(minor) => Some((*row, *minor)),
            _ => None,
        });
        won.collect()
    }

    /// Whether an open deal is linked to others or of uncertain amount.
    pub fn is_tied(&self, row: RowId) -> bool {
        self.links.holds(row)
    }

    /// Linked deals as they are counted.
    pub fn blocks(&self) -> Vec<Block> {
        self.links.blocks()
    }

    /// How the period may end, by what was known: made afresh, since a week of edits costs more to follow one by one.
    pub fn combining(&self) -> Combining {
        let open = self.open();
        let plain: Vec<Bet> = open.iter().filter(|(row, _)| !self.links.holds(*row)).map(|(_, bet)| *bet).collect();
        let limits = Limits { cells: CELLS, ..Limits::default() };
        Combining::new(self.won(), plain, self.links.blocks(), limits)
    }
}

/// The forecast of a period as it was known on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct FanPoint {
    /// The day, at whose end the plan is looked at.
    pub day: Date,
    /// Target, stretch, challenge as they were set then.
    pub targets: [Option<i64>; TARGET_LEVELS],
    /// P(S ≥ target); none without a target.
    pub chance: Option<f64>,
    /// The expected result, in minor units.
    pub mean: f64,
    /// q(0.10), q(0.25), q(0.50), q(0.75), q(0.90).
    pub quantiles: [i64; 5],
    /// Won until then.
    pub won: i64,
    /// Open deals counted.
    pub open: usize,
}

/// The fan chart of a period: one point a week from when the plan begins, or the period does, until a day or the period's end.
///
/// Each point costs what changed in its week, and is made in short steps, so that a page may go on between two keys: call
/// [`Fan::step`] with the same ledger and its history until it gives none.
#[derive(Debug)]
pub struct Fan {
    walk: Walk,
    next: Option<Date>,
    last: Date,
    making: Option<Combining>,
}

/// What a step has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress<T> {
    /// The stretch is over.
    Working,
    /// The next one is done.
    Next(T),
    /// There is no further one.
    Done,
}

/// Days between two points.
const WEEK: i64 = 7;
/// The most days that a chart looks back: ten years.
const MOST: i64 = 3_650;

impl Fan {
    /// Begins the chart of a period for one person or all, up to `today`.
    #[must_use]
    pub fn new(ledger: &Ledger, period: Period, person: Option<RowId>, today: Date) -> Fan {
        let born = ledger.log().next().map(|transaction| Date::of_millis(transaction.id.millis()));
        let last = today.min(period.until);
        let first = born.map(|born| born.max(period.from).max(last.plus_days(-MOST))).filter(|first| *first <= last);
        // The last point is the last day, and the others lie whole weeks before it.
        let first = first.map(|first| first.plus_days(last.days_since(first) % WEEK));
        Fan { walk: Walk::new(period, person), next: first, last, making: None }
    }

    /// Goes on towards the next point until the stretch is over.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`] where the plan of that day cannot be counted.
    pub fn step(
        &mut self,
        ledger: &Ledger,
        history: &History,
        stretch: &mut Stretch,
    ) -> Result<Progress<FanPoint>, BetError> {
        let Some(day) = self.next else { return Ok(Progress::Done) };
        let making = match &mut self.making {
            Some(making) => making,
            None => {
                if !self.walk.step(ledger, history, day, stretch)? {
                    return Ok(Progress::Working);
                }
                self.making.insert(self.walk.combining())
            }
        };
        let Some(distribution) = making.step(stretch)? else { return Ok(Progress::Working) };
        self.making = None;
        self.next = Some(day.plus_days(WEEK)).filter(|next| *next <= self.last && *next > day);
        let targets = targets(self.walk.plan(), &self.walk.period, Whose::of(self.walk.person));
        Ok(Progress::Next(FanPoint {
            day,
            targets,
            chance: targets[0].map(|target| distribution.at_least(target)),
            mean: distribution.mean(),
            quantiles: super::pool::ALPHAS.map(|alpha| distribution.quantile(alpha)),
            won: self.walk.won(),
            open: self.walk.open_count(),
        }))
    }
}

/// The whole fan chart at once.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn fan(
    ledger: &Ledger,
    history: &History,
    period: Period,
    person: Option<RowId>,
    today: Date,
) -> Result<Vec<FanPoint>, BetError> {
    let mut fan = Fan::new(ledger, period, person, today);
    let mut points = Vec::new();
    loop {
        match fan.step(ledger, history, &mut Stretch::endless())? {
            Progress::Working => {}
            Progress::Next(point) => points.push(point),
            Progress::Done => return Ok(points),
        }
    }
}
