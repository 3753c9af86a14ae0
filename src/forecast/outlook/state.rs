//! What deserves attention about a deal: several states at once, the gravest first.

use super::attention::{dirt, is_dirty, is_parked, moves};
use super::deal::is_open;
use super::derive::{View, stage_age};
use super::{Dirt, Standpoint, Survey, Window};
use crate::model::RowId;
use crate::model::schema::deals;

/// One state of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealState {
    /// Ended with a win.
    Won,
    /// Ended otherwise, with the key of the outcome.
    Ended(&'static str),
    /// Its data cannot be trusted: one error, or two warnings, by the plan's own number.
    Dirty,
    /// The expected close has passed.
    ClosePast,
    /// There is no amount at stage 2 or later, or one that cannot be read.
    NoAmount,
    /// Claimed two stages or more ahead of what the customer's acts prove.
    AheadOfEvidence,
    /// In its stage for longer than its limit, without an advance of the customer: days in stage.
    Stalled(i64),
    /// Its stage went down within 30 days, or a ticked milestone was withdrawn.
    MovedBack,
    /// Its close moved out of the period within 30 days.
    Slipped,
    /// No next step is planned.
    NoNextStep,
    /// Its stage went up within 30 days, or a milestone was gained.
    Advanced,
    /// Entered the funnel, moved into the period or was opened again within 30 days.
    Inflow,
    /// Rests by agreement.
    Parked,
}

impl DealState {
    /// The states in the order of their gravity, those of ended deals last.
    pub const ALL: [DealState; 17] = [
        DealState::Dirty,
        DealState::ClosePast,
        DealState::NoAmount,
        DealState::AheadOfEvidence,
        DealState::Stalled(0),
        DealState::MovedBack,
        DealState::Slipped,
        DealState::NoNextStep,
        DealState::Advanced,
        DealState::Inflow,
        DealState::Parked,
        DealState::Won,
        DealState::Ended(deals::NOT_WON),
        DealState::Ended("lost"),
        DealState::Ended("no_decision"),
        DealState::Ended("withdrew"),
        DealState::Ended("invalid"),
    ];

    /// The name of the state: stable, without its numbers.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            DealState::Won => "won",
            DealState::Ended(outcome) => outcome,
            DealState::Dirty => "dirty",
            DealState::ClosePast => "close_past",
            DealState::NoAmount => "no_amount",
            DealState::AheadOfEvidence => "ahead",
            DealState::Stalled(_) => "stalled",
            DealState::MovedBack => "moved_back",
            DealState::Slipped => "slipped",
            DealState::NoNextStep => "no_next_step",
            DealState::Advanced => "advanced",
            DealState::Inflow => "inflow",
            DealState::Parked => "parked",
        }
    }
}

impl Dirt {
    /// The state that says the same, where there is one.
    #[must_use]
    pub const fn state(self) -> Option<DealState> {
        match self {
            Dirt::ClosePast => Some(DealState::ClosePast),
            Dirt::NoAmount => Some(DealState::NoAmount),
            Dirt::AheadOfEvidence(_) => Some(DealState::AheadOfEvidence),
            Dirt::NoNextStep => Some(DealState::NoNextStep),
            _ => None,
        }
    }
}

/// The states of a deal.
#[must_use]
pub fn states(view: &View<'_>, row: RowId) -> Vec<DealState> {
    let (plan, draft) = (view.plan(), view.draft);
    if !is_open(plan, draft, row) {
        let outcome = super::deal::read(plan, draft, row, deals::OUTCOME).unwrap_or_default();
        let known =
            [deals::NOT_WON, "lost", "no_decision", "withdrew", "invalid"].into_iter().find(|key| *key == outcome);
        // Only what is won is: so does the chance count.
        let ended = || DealState::Ended(known.unwrap_or(deals::NOT_WON));
        return vec![if outcome == "won" { DealState::Won } else { ended() }];
    }
    if view.board.is_blank(row) {
        return Vec::new();
    }
    let survey = Survey::of(view);
    let thresholds = survey.thresholds;
    let mut found = Vec::new();
    let stage = super::deal::read(plan, draft, row, deals::STAGE);
    let parked = is_parked(view, row);
    let dirt = dirt(view, &survey, row);
    if is_dirty(&dirt, &survey) {
        found.push(DealState::Dirty);
    }
    let own = dirt.iter().filter_map(|dirt| dirt.state());
    found.extend(own.clone().filter(|state| *state != DealState::NoNextStep));
    let limit = stage.and_then(|stage| view.board.stage_limit(plan, stage));
    if let (Some(days), Some(limit), false) = (stage_age(view, row), limit, parked) {
        let advanced = view.activities.deal(row).and_then(|facts| facts.last_advance);
        if days > limit && advanced.is_none_or(|day| view.today.days_since(day) > limit) {
            found.push(DealState::Stalled(days));
        }
    }
    let moves = match view.board.period() {
        Some(period) => moves(view, row, &Window::last(thresholds.window_days, view.today), &period),
        None => Vec::new(),
    };
    let moved = |pairs: [(Standpoint, DealState); 2]| pairs.into_iter().filter(|(at, _)| moves.contains(at));
    found.extend(
        moved([(Standpoint::MovedBack, DealState::MovedBack), (Standpoint::Slipped, DealState::Slipped)])
            .map(|(_, state)| state),
    );
    found.extend(own.filter(|state| *state == DealState::NoNextStep));
    found.extend(
        moved([(Standpoint::Advanced, DealState::Advanced), (Standpoint::Inflow, DealState::Inflow)])
            .map(|(_, state)| state),
    );
    if parked {
        found.push(DealState::Parked);
    }
    found
}
