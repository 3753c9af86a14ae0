//! Signs by which a learned probability may be adjusted: all of them read from the log, as of any time.

use rustc_hash::FxHashMap;

use super::StageLimit;
use super::survey::{ladder, stage_number};
use crate::forecast::adjust::MOST;
use crate::forecast::history::{AsOf, Field, History};
use crate::model::schema::setup::settings;
use crate::model::{Col, Date, Plan, RowId, Value, typed};

/// A sign that a deal may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// It has been in its stage for longer than the stage allows.
    Overstayed,
    /// Its close was moved later twice or more.
    Pushed,
    /// Its stage went up within thirty days.
    Advanced,
}

/// So many moves of the close are a sign.
const PUSHES: usize = 2;
/// An advance is a sign for so many days.
const FRESH: i64 = 30;

impl Signal {
    /// Every sign.
    pub const ALL: [Signal; 3] = [Signal::Overstayed, Signal::Pushed, Signal::Advanced];

    /// The setting that holds its β; empty or 0 is off.
    #[must_use]
    pub const fn setting(self) -> Col<typed::Number> {
        match self {
            Signal::Overstayed => settings::B_OVERSTAYED,
            Signal::Pushed => settings::B_PUSHED,
            Signal::Advanced => settings::B_ADVANCED,
        }
    }

    /// β as the plan has it, within ±1.
    #[must_use]
    pub fn beta(self, plan: &Plan) -> f64 {
        let set = plan.get(Plan::SETTINGS, self.setting());
        set.map_or(0.0, |beta| beta.millionths as f64 / 1e6).clamp(-MOST, MOST)
    }
}

/// The signs of deals at a time.
#[derive(Debug)]
pub(super) struct Signs<'a> {
    plan: &'a Plan,
    history: &'a History,
    as_of: AsOf,
    day: Date,
    limits: FxHashMap<RowId, i64>,
}

impl<'a> Signs<'a> {
    /// `allowed` is what closed stays had taught by then: a stage allows the user's days, else those.
    pub fn new(plan: &'a Plan, history: &'a History, (as_of, day): (AsOf, Date), allowed: &[StageLimit]) -> Signs<'a> {
        let learned = |stage: RowId| allowed.iter().find(|own| own.stage == stage)?.learned;
        let limits =
            ladder(plan).into_iter().filter_map(|rung| Some((rung.stage, rung.limit.or_else(|| learned(rung.stage))?)));
        let limits = limits.collect();
        Signs { plan, history, as_of, day, limits }
    }

    /// Whether a deal shows a sign.
    pub fn shows(&self, deal: RowId, signal: Signal) -> bool {
        match signal {
            Signal::Overstayed => {
                let visits = self.history.visits(deal, self.as_of);
                visits.last().is_some_and(|visit| {
                    self.limits.get(&visit.stage).is_some_and(|limit| visit.days(self.day) > *limit)
                })
            }
            Signal::Pushed => self.history.pushes(deal, self.as_of) >= PUSHES,
            Signal::Advanced => {
                let visits = self.history.visits(deal, self.as_of);
                visits.windows(2).any(|pair| match pair {
                    [before, after] => {
                        let days = self.day.days_since(after.from);
                        let number = |stage| stage_number(self.plan, stage);
                        (0..=FRESH).contains(&days) && number(after.stage) > number(before.stage)
                    }
                    _ => false,
                })
            }
        }
    }

    /// By how much the log odds of an open deal are moved, by the plan's own β.
    pub fn shift(&self, deal: RowId, betas: &[(Signal, f64)]) -> f64 {
        if self.history.value(deal, Field::Outcome, self.as_of) != &Value::Empty {
            return 0.0;
        }
        betas.iter().filter(|(signal, _)| self.shows(deal, *signal)).map(|(_, beta)| beta).sum()
    }
}

/// The adjustments that the plan has switched on.
#[must_use]
pub fn betas(plan: &Plan) -> Vec<(Signal, f64)> {
    let all = Signal::ALL.into_iter().map(|signal| (signal, signal.beta(plan)));
    all.filter(|(_, beta)| *beta != 0.0).collect()
}
