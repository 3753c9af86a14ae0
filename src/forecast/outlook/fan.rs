//! How the chance of a target moved, week by week, as it was known at the time.

use super::Period;
use super::figures::TARGET_LEVELS;
use super::result::Combining;
use super::targets::{Whose, targets};
use super::walk::Walk;
use crate::forecast::history::History;
use crate::forecast::{BetError, Stretch};
use crate::log::Ledger;
use crate::model::{Date, RowId};

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
                stretch.spend(self.walk.glance());
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
            quantiles: super::pool::ALPHAS.map(|alpha| distribution.amount_at(alpha)),
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
