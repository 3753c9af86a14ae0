//! How the chance of a target moved, week by week, as it was known at the time.

use rustc_hash::FxHashMap;

use super::deal::{Standing, standing};
use super::figures::TARGET_LEVELS;
use super::links::{Links, link};
use super::result::combined;
use super::targets::targets;
use super::{Period, Policy, Rates};
use crate::forecast::history::{AsOf, History};
use crate::forecast::{Bet, BetError, Distribution, Limits};
use crate::log::{Ledger, Replay};
use crate::model::{Date, Plan, RowId, Sheet, order};

/// A plan walked through in time, with every deal's standing for one period kept up.
#[derive(Debug)]
pub(super) struct Walk {
    replay: Replay,
    pub period: Period,
    pub person: Option<RowId>,
    pub rates: Option<Rates>,
    standings: FxHashMap<RowId, Standing>,
    links: Links,
    won: i128,
    basis: Option<Vec<u64>>,
}

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
            standings: FxHashMap::default(),
            links: Links::default(),
            won: 0,
            basis: None,
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

    /// Goes on to the end of a day. Times must ascend.
    pub fn go(&mut self, ledger: &Ledger, history: &History, day: Date) -> Result<(), BetError> {
        let as_of = AsOf::end_of(day);
        let touched = self.replay.until(ledger, as_of.0);
        let plan = self.replay.plan();
        let basis: Vec<u64> = BASIS.iter().map(|sheet| plan.table(*sheet).version()).collect();
        let policy = Policy::of(plan);
        let mut rates = policy.learns().then(|| Rates::of(plan, history, as_of));
        if let Some(rates) = rates.as_mut().filter(|_| policy == Policy::Adjusted) {
            rates.adjust(plan, history, (as_of, day), plan.table(Sheet::Deals).ids());
        }
        let all = self.basis.as_ref() != Some(&basis) || rates != self.rates;
        (self.basis, self.rates) = (Some(basis), rates);
        let mut rows: Vec<RowId> = if all {
            let gone = self.standings.keys().copied().filter(|row| !plan.table(Sheet::Deals).contains(*row));
            plan.table(Sheet::Deals).ids().chain(gone.collect::<Vec<_>>()).collect()
        } else {
            touched.cells.iter().filter(|(sheet, ..)| *sheet == Sheet::Deals).map(|(_, row, _)| *row).collect()
        };
        order::sort(&mut rows);
        rows.dedup();
        for row in rows {
            self.count(row);
        }
        self.links.settle();
        i64::try_from(self.won).map(drop).map_err(|_| BetError::TotalTooLarge)
    }

    fn count(&mut self, row: RowId) {
        let plan = self.replay.plan();
        let lives = plan.table(Sheet::Deals).contains(row);
        let now = lives.then(|| standing(plan, None, self.rates.as_ref(), row, &self.period, self.person));
        let link = if lives { link(plan, None, row) } else { None };
        self.links.put(row, link, now);
        let before = match now {
            Some(now) => self.standings.insert(row, now),
            None => self.standings.remove(&row),
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
        let mut bets: Vec<(RowId, Bet)> = bets.collect();
        order::sort_by_key(&mut bets, |(row, _)| *row);
        bets
    }

    /// How the period may end, by what was known: made afresh, since a week of edits costs more to follow one by one.
    pub fn distribution(&self) -> Result<Distribution, BetError> {
        let open = self.open();
        let plain: Vec<Bet> = open.iter().filter(|(row, _)| !self.links.holds(*row)).map(|(_, bet)| *bet).collect();
        let limits = Limits { cells: CELLS, ..Limits::default() };
        combined(self.won(), &plain, &self.links.blocks(), &limits)
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
/// Each point costs what changed in its week, so that a page may take one at a time between two keys: call [`Fan::step`]
/// with the same ledger and its history until it gives none.
#[derive(Debug)]
pub struct Fan {
    walk: Walk,
    next: Option<Date>,
    last: Date,
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
        Fan { walk: Walk::new(period, person), next: first, last }
    }

    /// The next point; none where there is no further one.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`] where the plan of that day cannot be counted.
    pub fn step(&mut self, ledger: &Ledger, history: &History) -> Result<Option<FanPoint>, BetError> {
        let Some(day) = self.next else { return Ok(None) };
        self.next = Some(day.plus_days(WEEK)).filter(|next| *next <= self.last && *next > day);
        self.walk.go(ledger, history, day)?;
        let distribution = self.walk.distribution()?;
        let targets = targets(self.walk.plan(), &self.walk.period, self.walk.person);
        Ok(Some(FanPoint {
            day,
            targets,
            chance: targets[0].map(|target| distribution.at_least(target)),
            mean: distribution.mean(),
            quantiles: super::pool::ALPHAS.map(|alpha| distribution.quantile(alpha)),
            won: self.walk.won(),
            open: self.walk.open().len(),
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
    while let Some(point) = fan.step(ledger, history)? {
        points.push(point);
    }
    Ok(points)
}
