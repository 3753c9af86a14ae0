//! What deserves attention about a deal: several states at once, the gravest first.

use super::deal::is_open;
use super::derive::{View, stage_age};
use crate::model::RowId;
use crate::model::schema::{deals, setup::stages};
use crate::model::{Sheet, Value};

/// One state of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealState {
    /// Ended with a win.
    Won,
    /// Ended otherwise, with the key of the outcome.
    Ended(&'static str),
    /// The expected close has passed.
    ClosePast,
    /// There is no amount at stage 2 or later, or one that cannot be read.
    NoAmount,
    /// Claimed two stages or more ahead of what the customer's acts prove.
    AheadOfEvidence,
    /// In its stage for longer than its limit, without an advance of the customer: days in stage.
    Stalled(i64),
    /// No next step is planned.
    NoNextStep,
    /// Entered the funnel within 30 days.
    Inflow,
    /// Rests by agreement.
    Parked,
}

/// A deal that entered within so many days counts as inflow.
const INFLOW_DAYS: i64 = 30;

/// The states of a deal.
#[must_use]
pub fn states(view: &View<'_>, row: RowId) -> Vec<DealState> {
    let (plan, draft) = (view.plan(), view.draft);
    if !is_open(plan, draft, row) {
        let outcome = super::deal::read(plan, draft, row, deals::OUTCOME).unwrap_or_default();
        let known = ["lost", "no_decision", "withdrew", "invalid"].into_iter().find(|key| *key == outcome);
        return vec![known.map_or(DealState::Won, DealState::Ended)];
    }
    let mut found = Vec::new();
    let stage = super::deal::read(plan, draft, row, deals::STAGE);
    let number = stage.and_then(|stage| plan.get(stage, stages::NUMBER)).map_or(0, |n| n.trunc());
    let close = super::deal::read(plan, draft, row, deals::CLOSE);
    if close.is_some_and(|close| close < view.today) {
        found.push(DealState::ClosePast);
    }
    let amount = super::deal::read(plan, draft, row, deals::AMOUNT);
    if amount.is_none() && (number >= 2 || plan.value(Sheet::Deals, row, "amount").is_invalid()) {
        found.push(DealState::NoAmount);
    }
    let parked = plan.get(row, deals::PARKED).is_some_and(|until| until >= view.today)
        && !matches!(plan.value(Sheet::Deals, row, "parked_why"), Value::Empty);
    if number >= 2 && view.proven_number(row).is_some_and(|proven| number - proven >= 2) {
        found.push(DealState::AheadOfEvidence);
    }
    let limit = stage.and_then(|stage| plan.get(stage, stages::LIMIT)).map(|days| days.trunc());
    if let (Some(days), Some(limit), false) = (stage_age(view, row), limit, parked) {
        let advanced = view.activities.deal(row).and_then(|facts| facts.last_advance);
        if days > limit && advanced.is_none_or(|day| view.today.days_since(day) > limit) {
            found.push(DealState::Stalled(days));
        }
    }
    if number >= 1 && !parked && view.activities.deal(row).is_none_or(|facts| facts.next.is_none()) {
        found.push(DealState::NoNextStep);
    }
    if plan.get(row, deals::ENTERED).is_some_and(|day| (0..=INFLOW_DAYS).contains(&view.today.days_since(day))) {
        found.push(DealState::Inflow);
    }
    if parked {
        found.push(DealState::Parked);
    }
    found
}
