//! What would have gone wrong if the target were missed.

use super::derive::View;
use crate::model::{RowId, Sheet, order};

/// The deals most likely to explain a miss: P(lost | missed), the likeliest first, those that a miss makes likelier only.
///
/// Empty without a target, or where it cannot be missed.
#[must_use]
pub fn pre_mortem(view: &View<'_>) -> Vec<(RowId, f64)> {
    let board = view.board;
    let Some(target) = board.target() else { return Vec::new() };
    let missed = 1.0 - board.distribution().at_least(target);
    if missed <= 0.0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in view.plan().table(Sheet::Deals).ids() {
        let super::Standing::Open(bet) = board.standing(row) else { continue };
        let Some(pivot) = board.pivot(row) else { continue };
        let lost = 1.0 - bet.chance();
        let explained = (lost * (1.0 - pivot.lost) / missed).clamp(0.0, 1.0);
        if explained > lost {
            found.push((row, explained));
        }
    }
    order::sort_by(&mut found, |(a, p), (b, q)| q.total_cmp(p).then(a.cmp(b)));
    found
}
