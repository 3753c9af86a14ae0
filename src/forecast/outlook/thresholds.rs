//! From where on something deserves attention: every threshold of the state rules stands here.

use crate::model::{Date, Decimal, Plan, RowId, schema::setup::stages};

/// The thresholds of the state rules (forecast.md §7). The days a stage allows are the user's, in the table of stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A deal that entered within so many days counts as inflow where no other window is asked for.
    pub window_days: i64,
    /// An amount is expected from this stage on.
    pub amount_stage: i64,
    /// An economic buyer is expected from this stage on.
    pub buyer_stage: i64,
    /// A verdict of the manager is expected from this stage on.
    pub verdict_stage: i64,
    /// So many stages ahead of the evidence are too many.
    pub ahead: i64,
    /// So many moves of the close to a later day are too many.
    pub pushes: usize,
    /// So many warnings make a deal dirty; one error does.
    pub warnings: usize,
    /// So many visits of a stage must have led on before their days say how long one takes.
    pub visits: usize,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            window_days: 30,
            amount_stage: 2,
            buyer_stage: 3,
            verdict_stage: 2,
            ahead: 2,
            pushes: 3,
            warnings: 2,
            visits: 30,
        }
    }
}

/// The days a stage allows, as the user set them; none where he did not.
pub(super) fn user_limit(plan: &Plan, stage: RowId) -> Option<i64> {
    plan.get(stage, stages::LIMIT).map(Decimal::trunc)
}

/// A stretch of days, both included, over which changes are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Window {
    /// A day and so many days before it.
    #[must_use]
    pub fn last(days: i64, today: Date) -> Window {
        Window { from: today.plus_days(-days.max(0)), until: today }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// The times between which changes are looked at. A window that reaches today reaches all that is known: the clock
    /// of the log is UTC, and the user's day may be another.
    #[must_use]
    pub fn edges(&self, today: Date) -> (crate::forecast::history::AsOf, crate::forecast::history::AsOf) {
        use crate::forecast::history::AsOf;
        let until = if self.until >= today { AsOf::LATEST } else { AsOf::end_of(self.until) };
        (AsOf::start_of(self.from), until)
    }
}
