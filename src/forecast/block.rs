//! Linked deals and uncertain amounts: several outcomes of which at most one happens.

use super::bet::{Bet, BetError};
use crate::model::order;

/// Outcomes that exclude one another; with the chance that is left, nothing comes in.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    atoms: Vec<(i64, f64)>,
    nothing: f64,
}

impl Block {
    /// Takes (amount in minor units, chance) pairs; equal amounts are merged, a sum of chances within 1e-9 above one is scaled to one.
    ///
    /// # Errors
    /// The errors of [`Bet::new`] for any pair, and [`BetError::ChancesExceedOne`].
    pub fn new(atoms: &[(i64, f64)]) -> Result<Self, BetError> {
        let mut bets = atoms.iter().map(|&(amount, chance)| Bet::new(amount, chance)).collect::<Result<Vec<_>, _>>()?;
        let sum: f64 = bets.iter().map(|bet| bet.chance()).sum();
        if sum > 1.0 + 1e-9 {
            return Err(BetError::ChancesExceedOne { sum });
        }
        let scale = if sum > 1.0 { 1.0 / sum } else { 1.0 };
        order::sort_by_key(&mut bets, |bet| bet.amount());
        let mut merged: Vec<(i64, f64)> = Vec::with_capacity(bets.len());
        let mut nothing = (1.0 - sum).max(0.0);
        for bet in bets {
            let chance = bet.chance() * scale;
            match merged.last_mut() {
                _ if bet.amount() == 0 => nothing += chance,
                _ if chance <= 0.0 => {}
                Some((amount, mass)) if *amount == bet.amount() => *mass += chance,
                _ => merged.push((bet.amount(), chance)),
            }
        }
        Ok(Self { atoms: merged, nothing })
    }

    /// Deals of which at most one is won, such as two offers for the same budget: chances must not add up to more than one.
    ///
    /// # Errors
    /// [`BetError::ChancesExceedOne`].
    pub fn either_or(bets: &[Bet]) -> Result<Self, BetError> {
        let atoms: Vec<_> = bets.iter().map(|bet| (bet.amount(), bet.chance())).collect();
        Self::new(&atoms)
    }

    /// Deals won or lost together: one atom of their sum.
    ///
    /// # Errors
    /// The errors of [`Bet::new`], and [`BetError::TotalTooLarge`].
    pub fn all_or_none(amounts: &[i64], chance: f64) -> Result<Self, BetError> {
        if let Some(&amount) = amounts.iter().find(|amount| **amount < 0) {
            return Err(BetError::NegativeAmount { amount });
        }
        let sum =
            amounts.iter().try_fold(0_i64, |sum, &amount| sum.checked_add(amount)).ok_or(BetError::TotalTooLarge)?;
        Self::new(&[(sum, chance)])
    }

    /// One deal of uncertain size: low, likely and high amount at ¼, ½ and ¼ of its chance.
    ///
    /// # Errors
    /// The errors of [`Bet::new`].
    pub fn three_point(low: i64, likely: i64, high: i64, chance: f64) -> Result<Self, BetError> {
        let chance = Bet::new(0, chance)?.chance();
        Self::new(&[(low, chance / 4.0), (likely, chance / 2.0), (high, chance / 4.0)])
    }

    /// The outcomes above zero as (amount in minor units, chance), amounts ascending and distinct, chances above zero.
    #[must_use]
    pub fn atoms(&self) -> &[(i64, f64)] {
        &self.atoms
    }

    /// The chance that nothing comes in.
    #[must_use]
    pub fn nothing(&self) -> f64 {
        self.nothing
    }

    /// The largest outcome, in minor units.
    #[must_use]
    pub fn most(&self) -> i64 {
        self.atoms.last().map_or(0, |&(amount, _)| amount)
    }

    /// The smallest outcome with a chance above zero, in minor units.
    #[must_use]
    pub fn least(&self) -> i64 {
        if self.nothing > 0.0 { 0 } else { self.atoms.first().map_or(0, |&(amount, _)| amount) }
    }

    /// The expected value, in minor units.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.atoms.iter().map(|&(amount, chance)| amount as f64 * chance).sum()
    }

    /// The variance, in squared minor units.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        let about = |amount: f64, chance: f64| (amount - mean) * (amount - mean) * chance;
        about(0.0, self.nothing) + self.atoms.iter().map(|&(amount, chance)| about(amount as f64, chance)).sum::<f64>()
    }
}
