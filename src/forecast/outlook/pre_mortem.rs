//! What would have gone wrong if the target were missed.

use super::days::Levers;
use super::derive::View;
use crate::model::{RowId, Sheet, order};

/// A deal that a miss makes likelier to have been lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// The deal.
    pub deal: RowId,
    /// P(lost) as it is, 0–1.
    pub lost: f64,
    /// P(lost | missed), 0–1.
    pub given_miss: f64,
}

impl Reason {
    /// By how much a miss makes the loss likelier, 0–1.
    #[must_use]
    pub fn rise(&self) -> f64 {
        self.given_miss - self.lost
    }
}

/// The deals that would explain a miss: P(lost | missed) = (1 − p)·P(miss | lost)/P(miss) (forecast.md §9), those first of which
/// the miss says most, that is by how much it lies above P(lost): a deal lost almost anyway explains nothing.
///
/// Empty without a target, or where it cannot be missed. Of very many deals those are weighed that lead by spread or by gain.
#[must_use]
pub fn pre_mortem(view: &View<'_>) -> Vec<Reason> {
    let mut levers = Levers::new(view);
    let rows: Vec<RowId> = view.plan().table(Sheet::Deals).ids().collect();
    rows.into_iter().for_each(|row| Levers::look(view, &mut levers, row));
    levers.leading().into_iter().for_each(|row| Levers::weigh(view, &mut levers, row));
    levers.reasons()
}

/// P(missed); none can be said without a target.
pub(super) fn missed(view: &View<'_>) -> f64 {
    view.board.target().map_or(0.0, |target| 1.0 - view.board.distribution().at_least(target))
}

/// What a miss of some probability would say of one deal; none where it would not make its loss likelier.
pub(super) fn reason(view: &View<'_>, missed: f64, deal: RowId) -> Option<Reason> {
    let board = view.board;
    let super::Standing::Open(bet) = board.standing(deal) else { return None };
    let lost = 1.0 - bet.chance();
    let given_miss = (lost * (1.0 - board.pivot(deal)?.lost) / missed).clamp(0.0, 1.0);
    // What rounding adds is no reason.
    (missed > 0.0 && given_miss > lost + 1e-9).then_some(Reason { deal, lost, given_miss })
}

pub(super) fn ranked(mut found: Vec<Reason>) -> Vec<Reason> {
    order::sort_by(&mut found, |one, two| two.rise().total_cmp(&one.rise()).then(one.deal.cmp(&two.deal)));
    found
}
