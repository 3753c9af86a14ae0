//! A few deals beside a grid: their amounts are no multiples of the unit that all others share.
//!
//! One amount of 62 500 among thousands of whole thousands would make the grid a hundred times as fine, or have every other
//! amount rounded. Kept beside it instead, it leaves the grid as it is: with k such deals each result of the grid may be moved
//! by 2ᵏ sums, so that the results stand on 2ᵏ strands of one unit, interleaved, and stay exact.

use super::bet::Bet;
use super::grid::Grid;
use super::lattice::{ALONE, Lattice, Masses, Steps, Strand};
use crate::model::order;

/// The most deals beside a grid: each doubles the results held.
pub(super) const MOST_ASIDE: usize = 2;

/// The deals beside a grid, and where they move its masses.
#[derive(Clone, Debug, Default)]
pub(super) struct Aside {
    bets: Vec<Bet>,
    /// By how much each strand lies above the multiples of the unit, ascending; empty where no deal is beside the grid.
    above: Vec<i64>,
    /// What moves masses to each.
    strands: Vec<Strand>,
}

impl Aside {
    /// Bets beside a grid of such a unit.
    pub(super) fn of(bets: Vec<Bet>, unit: i64) -> Self {
        let mut aside = Self { bets, ..Self::default() };
        aside.lay_out(unit);
        aside
    }

    pub(super) fn len(&self) -> usize {
        self.bets.len()
    }

    pub(super) fn push(&mut self, bet: Bet, unit: i64) {
        self.bets.push(bet);
        self.lay_out(unit);
    }

    pub(super) fn remove(&mut self, bet: Bet, unit: i64) {
        if let Some(place) = self.bets.iter().position(|other| *other == bet) {
            self.bets.swap_remove(place);
        }
        self.lay_out(unit);
    }

    fn lay_out(&mut self, unit: i64) {
        self.above.clear();
        self.strands.clear();
        if self.bets.is_empty() {
            return;
        }
        let strand =
            |(sum, share): (i64, f64)| (sum % unit, Strand { cells: usize::try_from(sum / unit).unwrap_or(0), share });
        let mut strands: Vec<(i64, Strand)> = sums(self.bets.iter().copied()).into_iter().map(strand).collect();
        order::sort_by_key(&mut strands, |&(above, strand)| (above, strand.cells));
        (self.above, self.strands) = strands.into_iter().unzip();
    }

    /// The results that can happen: those of the grid alone where no deal is beside it.
    pub(super) fn lattice<'a>(&'a self, origin: i64, unit: i64, grid: &'a Grid) -> Lattice<'a> {
        let (above, strands): (&[i64], _) = match self.above.as_slice() {
            [] => (&[0], ALONE),
            above => (above, self.strands.as_slice()),
        };
        let low = grid.low().saturating_mul(above.len() as i64);
        Lattice { steps: Steps { origin, unit, above }, low, masses: Masses::of(grid.masses(), strands) }
    }

    /// What P(S ≥ x) is without one of the deals beside the grid, from P(grid ≥ x).
    pub(super) fn without(&self, bet: Bet, at_least: impl Fn(i64) -> f64) -> impl Fn(i64) -> f64 {
        let own = self.bets.iter().position(|other| *other == bet);
        let others = self.bets.iter().enumerate().filter(|(place, _)| Some(*place) != own);
        let sums = sums(others.map(|(_, other)| *other));
        move |target| sums.iter().map(|(sum, share)| share * at_least(target.saturating_sub(*sum))).sum()
    }
}

/// What some deals may bring together, with the chance of each sum.
fn sums(bets: impl Iterator<Item = Bet>) -> Vec<(i64, f64)> {
    bets.fold(vec![(0, 1.0)], |sums, bet| {
        let of = |(sum, share): &(i64, f64)| {
            [(*sum, share * (1.0 - bet.chance())), (sum.saturating_add(bet.amount()), share * bet.chance())]
        };
        sums.iter().flat_map(of).collect()
    })
}
