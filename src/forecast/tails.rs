//! P(S ≥ x) for any number of levels, each at the cost of a look-up.

use super::distribution::Distribution;
use super::form::{Form, index_from};
use super::grid::roomy;
use super::lattice::{Steps, Strand, first_cell, numbers};

/// The upper tail of a distribution, summed once.
#[derive(Clone, Debug)]
pub struct Tails {
    least: i64,
    most: i64,
    levels: Levels,
}

#[derive(Clone, Debug)]
enum Levels {
    /// The tails of the grid alone, and where deals beside it move them.
    Grid {
        origin: i64,
        unit: i64,
        above: Vec<i64>,
        strands: Vec<Strand>,
        low: i64,
        tails: Vec<f64>,
    },
    Points {
        results: Vec<i64>,
        tails: Vec<f64>,
    },
}

impl Tails {
    /// Sums up the tail: one pass over the distribution.
    #[must_use]
    pub fn of(distribution: &Distribution) -> Self {
        let levels = match &distribution.form {
            Form::Grid { origin, unit, grid, aside, .. } => {
                let lattice = aside.lattice(*origin, *unit, grid);
                Levels::Grid {
                    origin: *origin,
                    unit: *unit,
                    above: lattice.steps.above.to_vec(),
                    strands: lattice.masses.strands().to_vec(),
                    low: lattice.low,
                    tails: suffix_sums(grid.masses().iter().copied()),
                }
            }
            Form::Points(points) => Levels::Points {
                results: points.iter().map(|&(result, _)| result).collect(),
                tails: suffix_sums(points.iter().map(|&(_, mass)| mass)),
            },
        };
        Self { least: distribution.least, most: distribution.most, levels }
    }

    /// The number of the first result, and how results are numbered (by themselves in a list of points).
    pub(super) fn lattice(&self) -> (i64, Steps<'_>) {
        match &self.levels {
            Levels::Grid { origin, unit, above, low, .. } => (*low, Steps { origin: *origin, unit: *unit, above }),
            Levels::Points { results, .. } => {
                (results.first().copied().unwrap_or(0), Steps { origin: 0, unit: 1, above: &[0] })
            }
        }
    }

    /// The number above all results.
    pub(super) fn end(&self) -> i64 {
        match &self.levels {
            Levels::Grid { low, strands, tails, .. } => low + numbers(tails.len(), strands) as i64,
            Levels::Points { results, .. } => results.last().map_or(0, |last| last.saturating_add(1)),
        }
    }

    /// P(number of the result ≥ `number`), without the cut at the least and the greatest result.
    pub(super) fn at_number(&self, number: i64) -> f64 {
        let at = |tails: &[f64], from: usize| if from == 0 { 1.0 } else { tails.get(from).copied().unwrap_or(0.0) };
        match &self.levels {
            Levels::Grid { low, tails, strands, .. } if strands.len() == 1 => at(tails, index_from(number, *low)),
            Levels::Grid { low, tails, strands, .. } => {
                // Far above all results an addition would overflow.
                let from = index_from(number, *low).min(numbers(tails.len(), strands));
                let of = |(nth, strand): (usize, &Strand)| {
                    let cell = first_cell(from, nth, strands.len()).saturating_sub(strand.cells);
                    strand.share * at(tails, cell)
                };
                f64::min(strands.iter().enumerate().map(of).sum(), 1.0)
            }
            Levels::Points { results, tails } => at(tails, results.partition_point(|result| *result < number)),
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
                () if level <= self.least => 1.0,
                () if level > self.most => 0.0,
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
        if target <= self.least {
            return 1.0;
        }
        if target > self.most {
            return 0.0;
        }
        match &self.levels {
            Levels::Grid { .. } => self.at_number(self.lattice().1.number_from(target)),
            Levels::Points { .. } => self.at_number(target),
        }
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

fn suffix_sums(masses: impl DoubleEndedIterator<Item = f64> + ExactSizeIterator) -> Vec<f64> {
    let mut tails = Vec::with_capacity(roomy(masses.len()));
    tails.resize(masses.len(), 0.0);
    let mut sum = 0.0;
    for (tail, mass) in tails.iter_mut().rev().zip(masses.rev()) {
        sum += mass;
        *tail = f64::min(sum, 1.0);
    }
    tails
}
