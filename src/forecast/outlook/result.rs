//! The distribution of a board, linked deals included, and what each deal does to it.

use super::board::Board;
use crate::forecast::{Bet, BetError, Block, Distribution, Limits, Pivot, Pivots, Tails};
use crate::model::RowId;

impl Board {
    /// The distribution of the plain bets with blocks.
    pub(super) fn combine(&self, blocks: &[Block]) -> Result<Distribution, BetError> {
        let limits = Limits::default();
        match self.live.made().and(blocks, &limits) {
            Some(combined) => Ok(combined),
            None => {
                let bets: Vec<Bet> = self.live.bets().map(|(_, bet)| bet).collect();
                Distribution::with(self.won(), &bets, blocks, &limits)
            }
        }
    }

    /// How the period may end.
    #[must_use]
    pub fn distribution(&self) -> &Distribution {
        self.combined.as_ref().unwrap_or_else(|| self.live.made())
    }

    /// The pivot of an open deal of the period; none for other deals, or without a target.
    #[must_use]
    pub fn pivot(&self, row: RowId) -> Option<Pivot> {
        let target = self.targets[0]?;
        if let Some(known) = self.pivots.borrow().get(&row) {
            return Some(*known);
        }
        let pivot = match self.live.get(&row) {
            Some(bet) => self.with_pivots(target, |pivots| pivots.of(bet)),
            None => self.links.pivot(row, target, |place| {
                let mut others = self.links.blocks();
                others.remove(place);
                self.combine(&others).ok()
            })?,
        };
        self.pivots.borrow_mut().insert(row, pivot);
        Some(pivot)
    }

    /// Works out pivots with the tails of the distribution, which are summed once for all.
    pub(super) fn with_pivots<T>(&self, target: i64, work: impl FnOnce(&mut Pivots<'_>) -> T) -> T {
        let distribution = self.distribution();
        let tails = self.tails.borrow_mut().take().unwrap_or_else(|| Tails::of(distribution));
        let mut pivots = Pivots::with(distribution, tails, target);
        let result = work(&mut pivots);
        *self.tails.borrow_mut() = Some(pivots.into_tails());
        result
    }
}
