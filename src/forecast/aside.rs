//! A few deals beside a grid: their amounts are no multiples of the unit that all others share.
//!
//! One amount of 62 500 among thousands of whole thousands would make the grid a hundred times as fine, or have every other
//! amount rounded. Kept beside it instead, it leaves the grid as it is: with k such deals each result of the grid may be moved
//! by 2ᵏ sums, so that the results stand on 2ᵏ strands of one unit, interleaved, and stay exact.

use super::bet::Bet;
use super::form::index_from;
use super::grid::Grid;
use crate::model::order;

/// The most deals beside a grid: each doubles the results held.
pub(super) const MOST_ASIDE: usize = 2;

/// The deals beside a grid, and the results of both together.
#[derive(Clone, Debug, Default)]
pub(super) struct Aside {
    bets: Vec<Bet>,
    /// By how much each strand lies above the multiples of the unit, ascending; empty where no deal is beside the grid.
    above: Vec<i64>,
    /// The masses, strand by strand within each cell of the grid.
    masses: Vec<f64>,
}

impl Aside {
    /// Bets that are to stand beside a grid, once it is there.
    pub(super) fn of(bets: Vec<Bet>) -> Self {
        Self { bets, ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.bets.len()
    }

    pub(super) fn push(&mut self, bet: Bet) {
        self.bets.push(bet);
    }

    pub(super) fn remove(&mut self, bet: Bet) {
        if let Some(place) = self.bets.iter().position(|other| *other == bet) {
            self.bets.swap_remove(place);
        }
    }

    /// Lays the strands out anew, after the grid or the deals beside it have changed.
    pub(super) fn settle(&mut self, grid: &Grid, unit: i64) {
        self.above.clear();
        self.masses.clear();
        if self.bets.is_empty() {
            return;
        }
        let mut strands: Vec<(i64, usize, f64)> = sums(self.bets.iter().copied())
            .into_iter()
            .map(|(sum, share)| (sum % unit, usize::try_from(sum / unit).unwrap_or(0), share))
            .collect();
        order::sort_by_key(&mut strands, |&(above, cells, _)| (above, cells));
        let farthest = strands.iter().map(|(_, cells, _)| *cells).max().unwrap_or(0);
        self.above.extend(strands.iter().map(|(above, ..)| *above));
        self.masses.resize((grid.masses().len() + farthest) * strands.len(), 0.0);
        for (strand, (_, cells, share)) in strands.iter().enumerate() {
            let moved = self.masses.chunks_exact_mut(strands.len()).skip(*cells);
            for (cell, mass) in moved.zip(grid.masses()) {
                if let Some(cell) = cell.get_mut(strand) {
                    *cell = share * mass;
                }
            }
        }
    }

    /// The results that can happen: those of the grid alone where no deal is beside it.
    pub(super) fn lattice<'a>(&'a self, origin: i64, unit: i64, grid: &'a Grid) -> Lattice<'a> {
        if self.above.is_empty() {
            return Lattice { steps: Steps { origin, unit, above: &[0] }, low: grid.low(), masses: grid.masses() };
        }
        let low = grid.low().saturating_mul(self.above.len() as i64);
        Lattice { steps: Steps { origin, unit, above: &self.above }, low, masses: &self.masses }
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

/// How results are numbered: strand by strand within each multiple of the unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps<'a> {
    pub(super) origin: i64,
    pub(super) unit: i64,
    /// By how much each strand lies above the multiples of the unit, ascending from zero.
    pub(super) above: &'a [i64],
}

impl Steps<'_> {
    /// How many numbers a unit has.
    pub(super) fn strands(&self) -> i64 {
        self.above.len() as i64
    }

    /// Result `number`, in minor units.
    pub(super) fn result_at(&self, number: i64) -> i64 {
        let (cell, strand) = (number.div_euclid(self.strands()), number.rem_euclid(self.strands()));
        let above = usize::try_from(strand).ok().and_then(|strand| self.above.get(strand)).copied().unwrap_or(0);
        self.origin.saturating_add(self.unit.saturating_mul(cell)).saturating_add(above)
    }

    /// The number of the first result that is at least `target`.
    pub(super) fn number_from(&self, target: i64) -> i64 {
        let unit = self.unit.max(1);
        let (cell, left) = match target.checked_sub(self.origin) {
            Some(distance) => (distance.div_euclid(unit), distance.rem_euclid(unit)),
            // Only here: a division of 128 bits costs many times as much.
            None => {
                let (distance, unit) = (i128::from(target) - i128::from(self.origin), i128::from(unit));
                let cell = i64::try_from(distance.div_euclid(unit));
                let beyond = if distance < 0 { i64::MIN } else { i64::MAX };
                (cell.unwrap_or(beyond), i64::try_from(distance.rem_euclid(unit)).unwrap_or(0))
            }
        };
        let strand = self.above.iter().take_while(|above| **above < left).count() as i64;
        cell.saturating_mul(self.strands()).saturating_add(strand)
    }
}

/// Masses by the number of their result.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lattice<'a> {
    pub(super) steps: Steps<'a>,
    /// The number of the first mass.
    pub(super) low: i64,
    pub(super) masses: &'a [f64],
}

impl Lattice<'_> {
    /// Where the first result that is at least `target` stands among the masses, their number where none is.
    pub(super) fn index_from(&self, target: i64) -> usize {
        index_from(self.steps.number_from(target), self.low).min(self.masses.len())
    }
}
