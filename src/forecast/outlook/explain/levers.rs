//! Why figures about the target are what they are: what would explain a miss, what a day of work adds, how much pipeline it
//! takes, which chances are assumed.

use super::super::pre_mortem::{missed, reason};
use super::told::{Part, Told, ToldExplanation, gain_and_pivot, together};
use crate::forecast::Bet;
use crate::forecast::accuracy::Coverage;
use crate::forecast::outlook::{Spent, View};
use crate::model::RowId;
use crate::model::schema::deals;

/// P(lost | missed) = P(lost) × P(missed | lost) ÷ P(missed); none for a deal that a miss says nothing of.
pub(super) fn given_miss(view: &View<'_>, deal: RowId) -> Option<ToldExplanation> {
    let missed = missed(view);
    let reason = reason(view, missed, deal)?;
    let pivot = view.board.pivot(deal)?;
    let parts =
        vec![(Part::Lost(deal), reason.lost), (Part::MissIfLost(deal), 1.0 - pivot.lost), (Part::Missed, missed)];
    Some(ToldExplanation::of(Told::GivenMiss(deal), reason.given_miss, parts))
}

/// The days that it takes to advance a deal.
fn effort(view: &View<'_>, deal: RowId) -> f64 {
    view.plan().get(deal, deals::EFFORT).map_or(1.0, |days| days.millionths as f64 / 1e6)
}

/// Gain × (P(target) if won − if lost) ÷ days; none where it takes none.
pub(super) fn a_day(view: &View<'_>, deal: RowId) -> Option<ToldExplanation> {
    let days = Some(effort(view, deal)).filter(|days| *days > 0.0)?;
    let (gain, won, lost) = gain_and_pivot(view.board, deal)?;
    let parts = vec![
        (Part::Gain(deal), gain),
        (Part::IfWon(deal), won),
        (Part::IfLost(deal), lost),
        (Part::Effort(deal), days),
    ];
    Some(ToldExplanation::of(Told::ADay(deal), gain * (won - lost) / days, parts))
}

/// P(target) with the best use of so many days: the gains that were chosen.
pub(super) fn spent(view: &View<'_>, told: Told, found: &Spent) -> Option<ToldExplanation> {
    let target = view.board.target()?;
    let part = |at: &usize| found.options.get(*at).map(|(deal, gain, _)| (Part::Gain(*deal), *gain));
    let parts = found.allocation.chosen.iter().filter_map(part).collect();
    let own = ToldExplanation::of(told, found.allocation.after, parts);
    Some(ToldExplanation { together: Some(together(view, target)), ..own })
}

/// The pipeline that makes the target so likely: the open deals in the order of their table, again from the first when all are in.
pub(super) fn needed_pipeline(told: Told, found: &Coverage, open: &[(RowId, Bet)]) -> ToldExplanation {
    let useful = open.iter().filter(|(_, bet)| bet.amount() > 0 && bet.chance() > 0.0);
    let mut counted: Vec<(RowId, i64, usize)> = useful.map(|(row, bet)| (*row, bet.amount(), 0)).collect();
    let (mut left, count) = (found.needed, counted.len());
    for at in (0..count).cycle().take(if count == 0 { 0 } else { usize::MAX }) {
        if left <= 0 {
            break;
        }
        if let Some((_, amount, times)) = counted.get_mut(at) {
            (left, *times) = (left - *amount, *times + 1);
        }
    }
    let counted = counted.into_iter().filter(|(.., times)| *times > 0);
    let part = |(row, amount, times): (RowId, i64, usize)| (Part::Times(row, times), amount as f64 * times as f64);
    ToldExplanation::of(told, found.needed as f64, counted.map(part).collect())
}

/// The open deals of the period whose chance is what their stage assumes.
pub(super) fn assumed_chances(deals: Vec<(RowId, Bet)>) -> Option<ToldExplanation> {
    let parts: Vec<(Part, f64)> = deals.into_iter().map(|(row, bet)| (Part::Assumed(row), bet.chance())).collect();
    Some(ToldExplanation::of(Told::Assumed, parts.len() as f64, parts)).filter(|found| !found.parts.is_empty())
}
