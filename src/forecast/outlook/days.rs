//! Where scarce days count most, and how much pipeline a target takes.

use super::Standing;
use super::derive::View;
use crate::forecast::accuracy::{Coverage, coverage};
use crate::forecast::allocation::{Allocation, allocate};
use crate::forecast::{Bet, BetError, Candidate};
use crate::model::{RowId, Sheet};

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

/// The gains within reach of the board's open deals: to the chance of the next stage, each taken for one day of work until
/// somebody says better.
#[must_use]
pub fn gains(view: &View<'_>) -> Vec<(RowId, f64, f64)> {
    let board = view.board;
    let open = view.plan().table(Sheet::Deals).ids().filter(|row| matches!(board.standing(*row), Standing::Open(_)));
    open.map(|row| (row, board.gain(row), 1.0)).filter(|(_, gain, _)| *gain > 0.0).collect()
}

/// The smallest pipeline, made of deals like the board's open ones, that reaches its target with a confidence such as 0.9; none
/// without a target, an open deal, or where twenty times as many would not do. Linked deals count one by one.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn needed(view: &View<'_>, confidence: f64) -> Result<Option<Coverage>, BetError> {
    let board = view.board;
    let Some(target) = board.target() else { return Ok(None) };
    let deals = view.plan().table(Sheet::Deals).ids();
    let bets = deals.filter_map(|row| if let Standing::Open(bet) = board.standing(row) { Some(bet) } else { None });
    coverage(board.won(), &bets.collect::<Vec<Bet>>(), target, confidence)
}
