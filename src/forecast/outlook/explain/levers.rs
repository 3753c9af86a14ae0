//! Why figures about the target are what they are: what would explain a miss, what a day of work adds, how much pipeline it
//! takes, how deals slip, which chances are assumed.

use super::super::days::{gains, needed, resources};
use super::super::horizon::Slips;
use super::super::pre_mortem::{missed, reason};
use super::told::{Part, Told, ToldExplanation, gain_and_pivot, together};
use crate::forecast::BetError;
use crate::forecast::history::AsOf;
use crate::forecast::outlook::{Span, Standing, View};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};

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

/// P(target) with the best use of so many tenths of days: the gains that were chosen.
pub(super) fn spent(view: &View<'_>, tenths: u32) -> Result<Option<ToldExplanation>, BetError> {
    let Some(target) = view.board.target() else { return Ok(None) };
    let options = gains(view);
    let Some(found) = resources(view, &options, f64::from(tenths) / 10.0)? else { return Ok(None) };
    let part = |at: &usize| options.get(*at).map(|(deal, gain, _)| (Part::Gain(*deal), *gain));
    let parts = found.chosen.iter().filter_map(part).collect();
    let own = ToldExplanation::of(Told::Spent(tenths), found.after, parts);
    Ok(Some(ToldExplanation { together: Some(together(view, target)), ..own }))
}

/// The pipeline that makes the target so likely: the open deals in the order of their table, again from the first when all are in.
pub(super) fn needed_pipeline(view: &View<'_>, thousandths: u32) -> Result<Option<ToldExplanation>, BetError> {
    let Some(found) = needed(view, f64::from(thousandths) / 1000.0)? else { return Ok(None) };
    let open = view.plan().table(Sheet::Deals).ids().filter_map(|row| match view.board.standing(row) {
        Standing::Open(bet) if bet.amount() > 0 && bet.chance() > 0.0 => Some((row, bet.amount())),
        _ => None,
    });
    let mut counted: Vec<(RowId, i64, usize)> = open.map(|(row, amount)| (row, amount, 0)).collect();
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
    let parts = counted.map(part).collect();
    Ok(Some(ToldExplanation::of(Told::Needed(thousandths), found.needed as f64, parts)))
}

/// (won deals that came so late + m × assumed) ÷ (won deals + m).
pub(super) fn slip_share(view: &View<'_>, span: Span, late: usize) -> Option<ToldExplanation> {
    let (plan, history) = (view.plan(), view.board.history());
    let mut slips = Slips::new(plan, AsOf::LATEST, view.today, span);
    let mut parts = Vec::new();
    for deal in history.deals() {
        if let Some(own) = slips.count(plan, history, deal) {
            parts.push((Part::Late(deal), f64::from(u8::from(own == late))));
        }
    }
    let value = slips.slip().shares.get(late).copied()?;
    let own = ToldExplanation::of(Told::Slip(span, late), value, parts);
    Some(ToldExplanation { towards: crate::forecast::slip::assumed(late), ..own })
}

/// The open deals of the period whose chance is what their stage assumes.
pub(super) fn assumed_chances(view: &View<'_>) -> Option<ToldExplanation> {
    let rows = view.plan().table(Sheet::Deals).ids();
    let parts: Vec<(Part, f64)> = rows
        .filter_map(|row| match view.board.standing(row) {
            Standing::Open(bet) if view.board.is_assumed(row) => Some((Part::Assumed(row), bet.chance())),
            _ => None,
        })
        .collect();
    Some(ToldExplanation::of(Told::Assumed, parts.len() as f64, parts)).filter(|found| !found.parts.is_empty())
}
