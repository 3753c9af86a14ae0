//! Where scarce days count most, and how much pipeline a target takes.

use super::Standing;
use super::derive::View;
use crate::forecast::accuracy::{Coverage, coverage};
use crate::forecast::allocation::{Allocation, allocate};
use crate::forecast::{Bet, BetError, Candidate};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet, order};

/// Where so many days of work lift the board's target most: (deal, gain in chance, days) to choose from.
/// [`Allocation::chosen`] are places in `options`. Deals that are linked, or not open in the period, are not chosen.
///
/// None without a target.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn resources(view: &View<'_>, options: &[(RowId, f64, f64)], days: f64) -> Result<Option<Allocation>, BetError> {
    let board = view.board;
    let Some(target) = board.target() else { return Ok(None) };
    let rows: Vec<(RowId, Bet)> = board.live.bets().map(|(row, bet)| (*row, bet)).collect();
    let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
    let candidate = |(row, gain, effort_days): &(RowId, f64, f64)| {
        let bet = rows.iter().position(|(other, _)| other == row).unwrap_or(usize::MAX);
        Candidate { bet, gain: *gain, effort_days: *effort_days }
    };
    let candidates: Vec<Candidate> = options.iter().map(candidate).collect();
    allocate(board.won(), &bets, &board.links.blocks(), &candidates, target, days).map(Some)
}

/// So many days more are looked at for one that helps.
const AHEAD: u32 = 10;

/// What a few days more would buy: the fewest whole days, up to ten, that lift the target further, and the lift. None where
/// none does.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn more_days(
    view: &View<'_>,
    options: &[(RowId, f64, f64)],
    days: f64,
    found: &Allocation,
) -> Result<Option<(u32, f64)>, BetError> {
    for more in 1..=AHEAD {
        let Some(then) = resources(view, options, days + f64::from(more))? else { break };
        if then.after > found.after + 1e-6 {
            return Ok(Some((more, then.after - found.after)));
        }
    }
    Ok(None)
}

/// The gains within reach of the board's open deals, with the days that each takes: to the chance that the user gives, else to
/// that of the next stage; in the days that the user gives, else one. Those first that lift the target most.
#[must_use]
pub fn gains(view: &View<'_>) -> Vec<(RowId, f64, f64)> {
    let (board, plan) = (view.board, view.plan());
    let open = plan.table(Sheet::Deals).ids().filter(|row| matches!(board.standing(*row), Standing::Open(_)));
    let days = |row: RowId| plan.get(row, deals::EFFORT).map_or(1.0, |days| days.millionths as f64 / 1e6);
    let all = open
        .map(|row| (row, board.gain(row), days(row)))
        .filter(|(row, gain, _)| *gain > 0.0 || plan.get(*row, deals::P_NEXT).is_some());
    let pivot = |row: RowId| board.pivot(row).map_or(0.0, |pivot| pivot.pivot);
    let mut ranked: Vec<(f64, (RowId, f64, f64))> = all.map(|own| (own.1 * pivot(own.0), own)).collect();
    order::sort_by(&mut ranked, |one, two| two.0.total_cmp(&one.0));
    ranked.into_iter().map(|(_, own)| own).collect()
}

/// The smallest pipeline, made of deals like the board's open ones, that reaches its target with a confidence such as 0.9; none
/// without a target, an open deal, or where twenty times as many would not do. Linked deals count one by one.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn needed(view: &View<'_>, confidence: f64) -> Result<Option<Coverage>, BetError> {
    let board = view.board;
    let Some(target) = board.target() else { return Ok(None) };
    let rows = view.plan().table(Sheet::Deals).ids();
    let bets = rows.filter_map(|row| if let Standing::Open(bet) = board.standing(row) { Some(bet) } else { None });
    coverage(board.won(), &bets.collect::<Vec<Bet>>(), target, confidence)
}
