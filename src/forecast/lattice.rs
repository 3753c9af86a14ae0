//! The results of a grid, and of a few deals beside it, by their numbers.
//!
//! What stands beside the grid moves each of its masses to 2ᵏ strands. They are told from the masses of the grid where they are
//! asked for, so that nothing is held twice.

use std::ops::Range;

use super::form::index_from;

/// How results are numbered: strand by strand within each multiple of the unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps<'a> {
    pub(super) origin: i64,
    pub(super) unit: i64,
    /// By how much each strand lies above the multiples of the unit, ascending from zero: one, or a power of two of them.
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

/// What moves masses of the grid to a strand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strand {
    /// By so many cells.
    pub(super) cells: usize,
    /// So much of each, 0–1.
    pub(super) share: f64,
}

/// The one strand of a grid with nothing beside it.
pub(super) const ALONE: &[Strand] = &[Strand { cells: 0, share: 1.0 }];

/// Masses by their place: strand by strand within each cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Masses<'a> {
    grid: &'a [f64],
    /// A power of two of them.
    strands: &'a [Strand],
    len: usize,
}

impl<'a> Masses<'a> {
    /// Those of a grid, moved by strands.
    pub(super) fn of(grid: &'a [f64], strands: &'a [Strand]) -> Masses<'a> {
        Masses { grid, strands, len: numbers(grid.len(), strands) }
    }

    /// What moves masses of the grid.
    pub(super) fn strands(&self) -> &'a [Strand] {
        self.strands
    }

    /// How many results there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn at(&self, place: usize) -> f64 {
        let shift = self.strands.len().trailing_zeros();
        let Some(strand) = self.strands.get(place & (self.strands.len() - 1)) else { return 0.0 };
        let cell = (place >> shift).checked_sub(strand.cells);
        cell.and_then(|cell| self.grid.get(cell)).map_or(0.0, |mass| strand.share * mass)
    }

    /// All of them, in the order of their results.
    pub(super) fn iter(self) -> impl Iterator<Item = f64> + 'a {
        (0..self.len).map(move |place| self.at(place))
    }

    /// The sum of the masses at these places.
    pub(super) fn total(&self, places: Range<usize>) -> f64 {
        let of = |(strand, Strand { cells, share }): (usize, &Strand)| {
            let from = first_cell(places.start, strand, self.strands.len()).saturating_sub(*cells).min(self.grid.len());
            let until = first_cell(places.end, strand, self.strands.len()).saturating_sub(*cells).min(self.grid.len());
            share * total(self.grid.get(from..until).unwrap_or_default())
        };
        self.strands.iter().enumerate().map(of).sum()
    }

    /// The place at which the running sum reaches `wanted`, leaping over 64 places at a time.
    pub(super) fn place_reaching(&self, wanted: f64) -> Option<usize> {
        let mut before = 0.0;
        for from in (0..self.len).step_by(64) {
            let until = self.len.min(from + 64);
            let sum = self.total(from..until);
            if before + sum >= wanted {
                let mut running = before;
                let reached = (from..until).find(|place| {
                    running += self.at(*place);
                    running >= wanted
                });
                if reached.is_some() {
                    return reached;
                }
            }
            before += sum;
        }
        None
    }
}

/// How many numbers the results of so many cells and some strands have.
pub(super) fn numbers(cells: usize, strands: &[Strand]) -> usize {
    let farthest = strands.iter().map(|strand| strand.cells).max().unwrap_or(0);
    (cells + farthest) * strands.len()
}

/// The first cell whose mass on a strand stands at a place or behind it.
pub(super) fn first_cell(place: usize, strand: usize, strands: usize) -> usize {
    (place.saturating_sub(strand) + strands - 1) >> strands.trailing_zeros()
}

/// Masses by the number of their result.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lattice<'a> {
    pub(super) steps: Steps<'a>,
    /// The number of the first mass.
    pub(super) low: i64,
    pub(super) masses: Masses<'a>,
}

impl Lattice<'_> {
    /// Where the first result that is at least `target` stands among the masses, their number where none is.
    pub(super) fn index_from(&self, target: i64) -> usize {
        index_from(self.steps.number_from(target), self.low).min(self.masses.len())
    }

    /// The sum of the masses from a place on.
    pub(super) fn from(&self, place: usize) -> f64 {
        self.masses.total(place..self.masses.len())
    }
}

/// The sum of masses, in eight lanes.
pub(super) fn total(masses: &[f64]) -> f64 {
    let (chunks, rest) = masses.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for chunk in chunks {
        for (lane, mass) in lanes.iter_mut().zip(chunk) {
            *lane += mass;
        }
    }
    lanes.iter().sum::<f64>() + rest.iter().sum::<f64>()
}
