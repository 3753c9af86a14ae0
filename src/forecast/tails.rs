//! P(S ≥ x) for any number of levels, each at the cost of a look-up.

use super::distribution::Distribution;
use super::form::{Form, index_from};
use super::lattice::{Lattice, Steps, Strand, first_cell};

/// A sum is kept at every so many results, and what lies between is added where it is asked for: all of them would be as large
/// as the distribution.
const STRIDE: usize = 8;

/// The upper tail of a distribution at every [`STRIDE`]th result of its list, or of its grid alone: summed once.
#[derive(Clone, Debug)]
pub struct Sums(Vec<f64>);

impl Sums {
    /// One pass over the distribution.
    #[must_use]
    pub fn of(distribution: &Distribution) -> Sums {
        match &distribution.form {
            Form::Grid { grid, .. } => Sums::summed(grid.masses(), |mass| *mass),
            Form::Points(points) => Sums::summed(points, |(_, mass)| *mass),
        }
    }

    fn summed<T>(results: &[T], mass: impl Fn(&T) -> f64) -> Sums {
        let mut sum = 0.0;
        let mut sums: Vec<f64> = Vec::with_capacity(results.len().div_ceil(STRIDE));
        sums.extend(results.chunks(STRIDE).rev().map(|stretch| {
            stretch.iter().rev().for_each(|result| sum += mass(result));
            sum
        }));
        sums.reverse();
        Sums(sums)
    }

    fn from<T>(&self, at: usize, results: &[T], mass: impl Fn(&T) -> f64) -> f64 {
        if at == 0 {
            return 1.0;
        }
        let next = at / STRIDE + 1;
        let behind = self.0.get(next).copied().unwrap_or(0.0);
        let stretch = results.get(at..results.len().min(next * STRIDE)).unwrap_or_default();
        f64::min(stretch.iter().rev().fold(behind, |sum, result| sum + mass(result)), 1.0)
    }
}

/// The upper tail of a distribution at any level.
#[derive(Clone, Debug)]
pub struct Tails<'a> {
    distribution: &'a Distribution,
    sums: Sums,
}

impl<'a> Tails<'a> {
    /// Sums up the tail: one pass over the distribution.
    #[must_use]
    pub fn of(distribution: &'a Distribution) -> Self {
        Self::with(distribution, Sums::of(distribution))
    }

    /// The same with the distribution's own sums, where they are at hand.
    #[must_use]
    pub fn with(distribution: &'a Distribution, sums: Sums) -> Self {
        Self { distribution, sums }
    }

    /// The least and the greatest possible result.
    pub(super) fn bounds(&self) -> (i64, i64) {
        (self.distribution.least, self.distribution.most)
    }

    /// Gives the sums back, for another time.
    #[must_use]
    pub fn into_sums(self) -> Sums {
        self.sums
    }

    /// The number of the first result, and how results are numbered (by themselves in a list of points).
    pub(super) fn lattice(&self) -> (i64, Steps<'a>) {
        match self.distribution.form.lattice() {
            Some(Lattice { steps, low, .. }) => (low, steps),
            None => {
                let first = self.points().first().map_or(0, |(result, _)| *result);
                (first, Steps { origin: 0, unit: 1, above: &[0] })
            }
        }
    }

    fn points(&self) -> &'a [(i64, f64)] {
        match &self.distribution.form {
            Form::Grid { .. } => &[],
            Form::Points(points) => points,
        }
    }

    /// The number above all results.
    pub(super) fn end(&self) -> i64 {
        match self.distribution.form.lattice() {
            Some(Lattice { low, masses, .. }) => low + masses.len() as i64,
            None => self.points().last().map_or(0, |(last, _)| last.saturating_add(1)),
        }
    }

    /// P(number of the result ≥ `number`), without the cut at the least and the greatest result.
    pub(super) fn at_number(&self, number: i64) -> f64 {
        match &self.distribution.form {
            Form::Grid { grid, aside, .. } if aside.len() == 0 => {
                self.sums.from(index_from(number, grid.low()), grid.masses(), |mass| *mass)
            }
            Form::Grid { origin, unit, grid, aside, .. } => {
                let Lattice { low, masses, .. } = aside.lattice(*origin, *unit, grid);
                // Far above all results an addition would overflow.
                let from = index_from(number, low).min(masses.len());
                let strands = masses.strands();
                let of = |(nth, strand): (usize, &Strand)| {
                    let cell = first_cell(from, nth, strands.len()).saturating_sub(strand.cells);
                    strand.share * self.sums.from(cell, grid.masses(), |mass| *mass)
                };
                f64::min(strands.iter().enumerate().map(of).sum(), 1.0)
            }
            Form::Points(points) => {
                self.sums.from(points.partition_point(|(result, _)| *result < number), points, |(_, mass)| *mass)
            }
        }
    }

    /// P(S ≥ target − the sum of a choice of the amounts) for every choice: bit i of the index says whether amount i is chosen.
    ///
    /// Choices are made of two halves by an addition each: each half is as many units, and what is left of one.
    #[must_use]
    pub fn at_least_less(&self, target: i64, amounts: &[i64]) -> Vec<f64> {
        let (_, steps) = self.lattice();
        let Steps { origin, unit, .. } = steps;
        if steps.strands() > 1 {
            return self.at_least_each(target, amounts);
        }
        let number = steps.number_from(target);
        // By how much a level lies below its number: in 0..unit.
        let below = i128::from(origin) + i128::from(number) * i128::from(unit) - i128::from(target);
        let below = i64::try_from(below).unwrap_or(0).clamp(0, unit - 1);
        let (low, high) = amounts.split_at(amounts.len() / 2);
        let (low, high) = (choices(low, unit, below), choices(high, unit, 0));
        let chance = |more: &Choice, less: &Choice| {
            // Each part is less than a unit.
            let carried = i64::from(more.part >= unit - less.part);
            let level = target.saturating_sub(more.amount).saturating_sub(less.amount);
            match () {
                () if level <= self.distribution.least => 1.0,
                () if level > self.distribution.most => 0.0,
                () => self.at_number(number.saturating_sub(more.units).saturating_sub(less.units + carried)),
            }
        };
        let mut chances = Vec::with_capacity(low.len() * high.len());
        chances.extend(high.iter().flat_map(|more| low.iter().map(move |less| chance(more, less))));
        chances
    }

    /// The same, choice by choice.
    fn at_least_each(&self, target: i64, amounts: &[i64]) -> Vec<f64> {
        let mut levels = vec![target];
        for amount in amounts {
            levels.extend_from_within(..);
            let chosen = levels.len() / 2;
            levels.iter_mut().skip(chosen).for_each(|level| *level = level.saturating_sub(*amount));
        }
        levels.into_iter().map(|level| self.at_least(level)).collect()
    }

    /// P(S ≥ target), as [`Distribution::at_least`].
    #[must_use]
    pub fn at_least(&self, target: i64) -> f64 {
        if target <= self.distribution.least {
            return 1.0;
        }
        if target > self.distribution.most {
            return 0.0;
        }
        self.at_number(self.lattice().1.number_from(target))
    }
}

/// What a choice of amounts adds up to: an amount, which is so many units and what is left of one.
struct Choice {
    amount: i64,
    units: i64,
    part: i64,
}

/// Every choice of some amounts, beside a part of a unit: bit i of the index says whether amount i is chosen.
fn choices(amounts: &[i64], unit: i64, part: i64) -> Vec<Choice> {
    let mut choices = Vec::with_capacity(1 << amounts.len());
    choices.push(Choice { amount: 0, units: 0, part });
    for amount in amounts {
        for at in 0..choices.len() {
            let Some(Choice { amount: sum, units, part }) = choices.get(at) else { break };
            let part = part.saturating_add(amount % unit);
            let (more, part) = if part >= unit { (1, part - unit) } else { (0, part) };
            let units = units.saturating_add(amount / unit).saturating_add(more);
            choices.push(Choice { amount: sum.saturating_add(*amount), units, part });
        }
    }
    choices
}
