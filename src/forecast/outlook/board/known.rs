//! What the board knows of single deals, and of what it rests on.

use std::num::NonZeroU64;

use super::Board;
use crate::forecast::Bet;
use crate::forecast::history::History;
use crate::forecast::outlook::{Evidence, Rates, Standing};
use crate::model::{Plan, RowId, Sheet};

/// What makes every deal count anew: some tables, and which columns of deals can be written into, so that a row is one.
pub(super) fn basis(plan: &Plan) -> [u64; 5] {
    let [a, b, c, d] =
        [Sheet::Stages, Sheet::Settings, Sheet::Rates, Sheet::Targets].map(|of| plan.table(of).version());
    [a, b, c, d, plan.table(Sheet::Deals).defined()]
}

impl Board {
    /// Open deals of everybody, where none of them is of the period: they close in others.
    #[must_use]
    pub fn open_elsewhere(&self, plan: &Plan) -> usize {
        let counts =
            !self.live.is_empty() || self.won != 0 || self.left_out.deals() > 0 || !self.links.knots.is_empty();
        match counts || self.scope.person.is_some() {
            true => 0,
            false => plan.table(Sheet::Deals).len().saturating_sub(self.ended + self.blank.len()),
        }
    }

    /// What closed deals have shown, where the plan's policy is to learn from them.
    #[must_use]
    pub const fn rates(&self) -> Option<&Rates> {
        self.rates.as_ref()
    }

    /// Won in the period, in minor units.
    pub(in crate::forecast::outlook) fn won(&self) -> i64 {
        i64::try_from(self.won).unwrap_or(i64::MAX)
    }

    /// What became of each deal, by the log.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Amount × probability of an open deal, in minor units of the plan's currency; 0 for others.
    #[must_use]
    pub fn weighted(&self, row: RowId) -> i64 {
        self.entry(row).map_or(0, |entry| entry.weighted)
    }

    /// Whether a row of the table of deals is no deal yet, because nothing was written into it.
    #[must_use]
    pub fn is_blank(&self, row: RowId) -> bool {
        self.blank.contains(&row)
    }

    /// How many of some rows are no deals yet.
    #[must_use]
    pub fn blank_among(&self, rows: &[RowId]) -> usize {
        if self.blank.is_empty() { 0 } else { rows.iter().filter(|row| self.blank.contains(row)).count() }
    }

    /// Whether another open deal of the same customer bears the same name.
    pub(in crate::forecast::outlook) fn is_double(&self, row: RowId) -> bool {
        self.entry(row).and_then(|own| self.names.get(&halves(own.name?))).is_some_and(|count| *count > 1)
    }

    /// The deals of an account, in no order.
    #[must_use]
    pub fn deals_of(&self, account: RowId) -> &[RowId] {
        self.accounts.number(account).and_then(|number| self.deals.get(number as usize)).map_or(&[], Vec::as_slice)
    }

    /// The account of a deal as it was counted last.
    #[must_use]
    pub fn account_of(&self, row: RowId) -> Option<RowId> {
        self.accounts.id(self.entry(row)?.account?.get() - 1)
    }

    /// What a deal stands for in the period.
    #[must_use]
    pub fn standing(&self, row: RowId) -> Standing {
        self.entry(row).map_or(Standing::Elsewhere, |entry| entry.standing)
    }

    /// The open deals of the period, in no order.
    pub(in crate::forecast::outlook) fn open(&self) -> impl Iterator<Item = (RowId, Bet)> {
        let entries = self.history.met().iter().zip(&self.entries);
        entries.filter_map(|(row, entry)| match entry.as_ref()?.standing {
            Standing::Open(bet) => Some((*row, bet)),
            _ => None,
        })
    }

    /// Whether a deal is open in the period with a chance that is only assumed for its stage.
    #[must_use]
    pub fn is_assumed(&self, row: RowId) -> bool {
        self.entry(row).is_some_and(super::Entry::is_guess)
    }

    /// How many such deals there are.
    #[must_use]
    pub const fn assumed(&self) -> usize {
        self.assumed
    }

    /// What the deals that have ended allow to be learned.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence::of(u32::try_from(self.ended).unwrap_or(u32::MAX))
    }

    /// By how much the chance of a deal would rise with the next stage, 0–1.
    pub(in crate::forecast::outlook) fn gain(&self, row: RowId) -> f64 {
        self.entry(row).map_or(0.0, |entry| entry.gain)
    }
}

/// In two words a map of names takes a quarter less.
pub(super) const fn halves(name: NonZeroU64) -> [u32; 2] {
    [(name.get() >> 32) as u32, name.get() as u32]
}
