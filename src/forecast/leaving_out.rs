//! Each block left out of all others, and what reaching a level then rests on.
//!
//! A block cannot be taken away again as a bet can: with chances around one half none of its outcomes leads, and the recurrence
//! runs nowhere. So the others are added up instead, by halves: whoever stands in the left half has all of the right one with him,
//! down to a block alone. That is k·log₂ k additions for all of k blocks, of positive masses only, and on a grid as long as the
//! blocks' amounts, not as all deals'; the plain bets come in with their tails, one look-up for each result of the others.

use std::ops::Range;

use super::block::Block;
use super::distribution::Distribution;
use super::form::Form;
use super::lattice::total;
use super::route::Limits;
use super::tails::Tails;

/// Hands the sum of all blocks but one to `seen`, for each block of a range of them. `none` is the sum of no blocks, in the form
/// that all are to be added in; false where it cannot hold them.
pub(super) fn all_but_one(
    none: Distribution,
    blocks: &[Block],
    wanted: &Range<usize>,
    limits: &Limits,
    seen: &mut impl FnMut(usize, &Distribution),
) -> bool {
    halve(none, blocks, 0..blocks.len(), wanted, limits, seen)
}

fn halve(
    outside: Distribution,
    blocks: &[Block],
    part: Range<usize>,
    wanted: &Range<usize>,
    limits: &Limits,
    seen: &mut impl FnMut(usize, &Distribution),
) -> bool {
    if part.start >= wanted.end || wanted.start >= part.end {
        return true;
    }
    if part.len() <= 1 {
        if !part.is_empty() {
            seen(part.start, &outside);
        }
        return true;
    }
    let middle = part.start + part.len() / 2;
    let halves = [part.start..middle, middle..part.end];
    let [first, second] = halves;
    for (half, other) in [(first.clone(), second.clone()), (second, first)] {
        if half.start >= wanted.end || wanted.start >= half.end {
            continue;
        }
        let more = blocks.get(other).unwrap_or_default();
        let Some(outside) = outside.plus(more, limits) else { return false };
        if !halve(outside, blocks, half, wanted, limits, seen) {
            return false;
        }
    }
    true
}

/// The tails of the plain bets at every result, for as long as pivots are worked out: each is asked for thousands of times.
pub(super) struct Reaching<'a> {
    tails: Tails<'a>,
    low: i64,
    whole: Vec<f64>,
}

impl<'a> Reaching<'a> {
    /// One pass over a distribution on a grid.
    pub fn of(base: &'a Distribution) -> Reaching<'a> {
        let tails = Tails::of(base);
        let low = tails.lattice().0;
        let whole = (low..tails.end()).map(|number| tails.at_number(number)).collect();
        Reaching { tails, low, whole }
    }

    /// P(S + R ≥ level) for these tails' S and an independent R on the same grid, in minor units.
    pub fn at_least(&self, level: i64, more: &Distribution) -> f64 {
        let (least, most) = self.tails.bounds();
        if level <= least.saturating_add(more.least) {
            return 1.0;
        }
        if level > most.saturating_add(more.most) {
            return 0.0;
        }
        let Form::Grid { unit, grid, .. } = &more.form else { return 0.0 };
        let steps = self.tails.lattice().1;
        // Each result of the others further up leaves a unit less to be brought: as many numbers as there are strands.
        let stride = steps.strands().max(1);
        let first = steps.number_from(level.saturating_sub(grid.low().saturating_mul(*unit)));
        let (place, last) = (first.saturating_sub(self.low), self.whole.len() as i64 - 1);
        let count = |numbers: i64| usize::try_from(numbers).unwrap_or(0).min(grid.masses().len());
        // So many bring too little with whatever the bets bring; from so many on they bring enough by themselves.
        let too_few = count((place - last + stride - 1).div_euclid(stride));
        let enough = count(place.div_euclid(stride).saturating_add(1));
        let open = grid.masses().get(too_few..enough).unwrap_or_default();
        let highest = usize::try_from(place - too_few as i64 * stride).unwrap_or(0);
        let tails = self.whole.get(..=highest).unwrap_or_default();
        // Where amounts are split over two results either may lie beyond its bounds, and not both together.
        let sum: f64 =
            open.iter().zip(tails.iter().rev().step_by(stride as usize)).map(|(mass, tail)| mass * tail).sum();
        (sum + total(grid.masses().get(enough..).unwrap_or_default())).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::forecast::Bet;

    fn block() -> impl Strategy<Value = Block> {
        (1_i64..400, 0_i64..300, 0_i64..300, 0.0..=1.0_f64).prop_map(|(low, more, most, chance)| {
            Block::three_point(low * 100, (low + more) * 100, (low + more + most) * 100, chance).expect("a block")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]
        #[test]
        fn each_left_out_is_what_the_others_are_when_they_are_made_alone(
            deals in vec((1_i64..900, 0.01..0.99_f64), 12..60),
            blocks in vec(block(), 1..12),
            part in 0.02..0.98_f64,
            rounded in any::<bool>(),
            odd in proptest::option::of(1_i64..90_000),
        ) {
            let limits = Limits { points: 0, cells: if rounded { 1_500 } else { 1 << 17 }, grouping: true };
            // What has an amount of its own stands beside the grid, on strands of it.
            let deals = deals.iter().map(|(amount, chance)| (amount * 100, *chance)).chain(odd.map(|amount| (amount, 0.3)));
            let bets: Vec<Bet> = deals.map(|(amount, chance)| Bet::new(amount, chance).expect("a bet")).collect();
            let Some(base) = Distribution::ready_for(7_00, &bets, &blocks, &limits) else { return Ok(()) };
            let none = base.of_nothing().expect("a grid");
            let tails = Reaching::of(&base);
            let level = Distribution::with(7_00, &bets, &blocks, &limits).expect("in range").quantile(part);
            let mut told = 0;
            let whole = all_but_one(none, &blocks, &(0..blocks.len()), &limits, &mut |place, others| {
                let mut rest = blocks.clone();
                rest.remove(place);
                let expected = base.plus(&rest, &limits).expect("it holds them").at_least(level);
                assert!((tails.at_least(level, others) - expected).abs() < 1e-12);
                told += 1;
            });
            prop_assert!(whole && told == blocks.len());
        }
    }
}
