//! From where on something deserves attention: every threshold of the state rules stands here.

use crate::model::schema::setup::{settings, stages};
use crate::model::{Col, Date, Decimal, Key, Plan, RowId, typed};

/// The thresholds of the state rules (forecast.md §7), all of them settings of the plan. The days a stage allows stand in the
/// table of stages.
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
    pub pushes: i64,
    /// So many warnings make a deal dirty; one error does.
    pub warnings: i64,
    /// So many visits of a stage must have led on before their days say how long one takes.
    pub visits: i64,
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

/// Each threshold with the setting that holds it: an empty cell leaves the default.
type Setting = (Col<typed::Number>, fn(&mut Thresholds) -> &mut i64);

const SETTINGS: [Setting; 8] = [
    (settings::STATE_DAYS, |own| &mut own.window_days),
    (settings::AMOUNT_STAGE, |own| &mut own.amount_stage),
    (settings::BUYER_STAGE, |own| &mut own.buyer_stage),
    (settings::VERDICT_STAGE, |own| &mut own.verdict_stage),
    (settings::AHEAD_MAX, |own| &mut own.ahead),
    (settings::PUSHES_MAX, |own| &mut own.pushes),
    (settings::WARNINGS_MAX, |own| &mut own.warnings),
    (settings::VISITS_MIN, |own| &mut own.visits),
];

impl Thresholds {
    /// As a plan has set them.
    #[must_use]
    pub fn of(plan: &Plan) -> Thresholds {
        let mut own = Thresholds::default();
        for (column, threshold) in SETTINGS {
            if let Some(set) = plan.get(Plan::SETTINGS, column).map(Decimal::trunc).filter(|set| *set >= 0) {
                *threshold(&mut own) = set;
            }
        }
        own
    }

    /// Each setting by its key, with the value that a new plan begins with.
    pub fn defaults() -> impl Iterator<Item = (Key, i64)> {
        let own = Thresholds::default();
        SETTINGS.into_iter().map(move |(column, threshold)| (column.key(), *threshold(&mut own.clone())))
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
