//! A forecast made again as of a day gone by, beside what came of it.

use super::calls::call;
use super::deal::chance_by;
use super::pool::category;
use super::targets::{Whose, targets};
use super::walk::{LOOK, Walk};
use super::{Period, Policy};
use crate::forecast::accuracy::{ceiling, crps, pit};
use crate::forecast::categories::{Category, Rollup};
use crate::forecast::{Bet, Distribution, Stretch};
use crate::model::{Date, RowId};

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
    /// The target of then, in minor units.
    pub level: Option<i64>,
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
    /// The manager's own call of that time, where one had been written down by then: what is written, changed or dated back
    /// afterwards is no call of that day.
    pub call: Option<i64>,
}

impl Checkpoint {
    /// Whether the result fell between q(0.10) and q(0.90), as four of five should.
    #[must_use]
    pub fn is_within(&self) -> bool {
        (self.sure_and_reach.0..=self.sure_and_reach.1).contains(&self.actual)
    }
}

/// What is known of a forecast before it is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub period: Period,
    pub day: Date,
    pub actual: i64,
    pub previous: Option<i64>,
}

/// The baselines of a day being summed up, deal by deal.
#[derive(Debug)]
pub(super) struct Summing {
    open: std::vec::IntoIter<(RowId, Bet)>,
    ladder: f64,
    categories: Vec<(Category, i64)>,
}

impl Summing {
    /// Begins at the day at which a walk is.
    pub fn new(walk: &Walk) -> Summing {
        Summing { open: walk.open().into_iter(), ladder: 0.0, categories: Vec::new() }
    }

    /// Goes on until the stretch is over; whether all deals are counted.
    pub fn step(&mut self, walk: &Walk, stretch: &mut Stretch) -> bool {
        let then = walk.plan();
        while !stretch.is_over() {
            let Some((row, bet)) = self.open.next() else { return true };
            let p = chance_by(Policy::Ladder, then, None, None, row).map_or(0.0, |chance| chance.p.chance());
            self.ladder += bet.amount() as f64 * p;
            self.categories.push((category(then, row), bet.amount()));
            stretch.spend(LOOK / 2);
        }
        false
    }

    /// The forecast of that day.
    pub fn checkpoint(&mut self, walk: &Walk, known: Known, distribution: &Distribution) -> Checkpoint {
        let Known { period, day, actual, previous } = known;
        let categories = std::mem::take(&mut self.categories);
        let commit = Rollup::of(categories.into_iter().chain([(Category::Closed, walk.won())])).commit;
        let levels = targets(walk.plan(), &period, Whose::of(walk.person));
        Checkpoint {
            period,
            day,
            actual,
            mean: distribution.mean(),
            sure_and_reach: (distribution.quantile(0.10), distribution.amount_at(0.90)),
            target: levels[0].map(|target| (distribution.at_least(target), actual >= target)),
            level: levels[0],
            pit: pit(distribution, actual),
            crps: crps(distribution, actual),
            ceiling: ceiling(distribution),
            ladder: walk.won() as f64 + self.ladder,
            commit,
            previous,
            call: call(walk.plan(), &period, walk.person, day),
        }
    }
}
