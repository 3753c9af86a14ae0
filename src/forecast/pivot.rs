//! How much each deal decides: the chance of the target with it won, with it lost, and the difference.

use super::aside::Aside;
use super::bet::Bet;
use super::distribution::Distribution;
use super::form::{Form, index_from, stands_beside};
use super::grid::Grid;
use super::lattice::total;
use super::step::Step;
use super::tails::{Sums, Tails};

/// Up to so many leaps a wedge of tails costs less than making the whole of g.
const FEW_LEAPS: i64 = 160;

/// What one deal does to P(S ≥ target).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pivot {
    /// P(target | the deal is won), in [0, 1].
    pub won: f64,
    /// P(target | the deal is lost), in [0, 1].
    pub lost: f64,
    /// won − lost, in [0, 1]: raising the deal's chance by Δ raises P(target) by exactly Δ times this (Birnbaum importance, 1969).
    pub pivot: f64,
}

/// The pivots of any deals of one distribution for one target.
///
/// Leaving a deal out inverts f(x) = (1 − p)·g(x) + p·g(x − a) from the end where the recurrence is stable (p ≤ ½ from below,
/// p > ½ from above). For a pivot two values of the tail of g are enough, and the tail obeys the same recurrence: so it runs over
/// every a-th cell only, from a table of tails made once. On a rounding grid the whole of g is made, in memory kept for all deals.
#[derive(Debug)]
pub struct Pivots<'a> {
    distribution: &'a Distribution,
    tails: Tails<'a>,
    target: i64,
    rest: Grid,
    list: Vec<(i64, f64)>,
}

impl<'a> Pivots<'a> {
    /// Prepares for `target` (minor units): one pass over the distribution.
    #[must_use]
    pub fn new(distribution: &'a Distribution, target: i64) -> Self {
        Self::with(distribution, Sums::of(distribution), target)
    }

    /// The same with the sums of the distribution's own tails, where they are at hand.
    #[must_use]
    pub fn with(distribution: &'a Distribution, sums: Sums, target: i64) -> Self {
        let tails = Tails::with(distribution, sums);
        Self { distribution, tails, target, rest: Grid::certain(), list: Vec::new() }
    }

    /// Gives the sums back, for another time.
    #[must_use]
    pub fn into_sums(self) -> Sums {
        self.tails.into_sums()
    }

    /// P(S ≥ target).
    #[must_use]
    pub fn chance(&self) -> f64 {
        self.tails.at_least(self.target)
    }

    /// The pivot of a bet that the distribution holds.
    pub fn of(&mut self, bet: Bet) -> Pivot {
        let (won, lost) = self.won_and_lost(bet);
        let (won, lost) = (won.clamp(0.0, 1.0), lost.clamp(0.0, 1.0));
        Pivot { won: won.max(lost), lost, pivot: (won - lost).max(0.0) }
    }

    /// P(the deal is lost | the target is missed) = (1 − p)·P(missed | lost)/P(missed): which deals would explain a miss.
    ///
    /// `None` where the target cannot be missed.
    pub fn lost_if_missed(&mut self, bet: Bet) -> Option<f64> {
        let missed = 1.0 - self.chance();
        let lost = self.of(bet).lost;
        (missed > 0.0).then(|| ((1.0 - bet.chance()) * (1.0 - lost) / missed).clamp(0.0, 1.0))
    }

    fn won_and_lost(&mut self, bet: Bet) -> (f64, f64) {
        let chance = self.chance();
        if bet.amount() == 0 {
            return (chance, chance);
        }
        if bet.chance() <= 0.0 {
            return (self.tails.at_least(self.target.saturating_sub(bet.amount())), chance);
        }
        if bet.chance() >= 1.0 {
            return (chance, self.tails.at_least(self.target.saturating_add(bet.amount())));
        }
        if self.target <= self.distribution.least {
            return (1.0, 1.0);
        }
        if self.target > self.distribution.most {
            return (0.0, 0.0);
        }
        let distribution = self.distribution;
        match &distribution.form {
            Form::Grid { origin, unit, grid, aside, exact: true } if stands_beside(bet, *unit) => {
                let lattice = Aside::default();
                let lattice = lattice.lattice(*origin, *unit, grid);
                let tail = |target| lattice.from(lattice.index_from(target));
                let others = aside.without(bet, tail);
                (others(self.target.saturating_sub(bet.amount())), others(self.target))
            }
            Form::Grid { unit, grid, .. } if bet.amount() % unit != 0 => match self.strand(bet).1 {
                leaps if leaps <= FEW_LEAPS => self.by_tails(*unit, bet, leaps),
                _ => self.by_rest(grid, *unit, bet),
            },
            Form::Points(points) if self.strand(bet).1 > points.len() as i64 / 16 + 64 => self.by_list(points, bet),
            _ => self.by_strand(bet),
        }
    }

    /// Where the target stands, how many cells the strand through it has to its stable end, and how far it leaps.
    fn strand(&self, bet: Bet) -> (i64, i64, i64) {
        let (low, steps) = self.tails.lattice();
        let number = steps.number_from(self.target);
        let leap = (bet.amount() / steps.unit).max(1).saturating_mul(steps.strands());
        let cells =
            if bet.chance() > 0.5 { self.tails.end().saturating_sub(number) } else { number.saturating_sub(low) };
        // An error at the start of the strand shrinks by m/s with every leap: what is farther away than this is not felt.
        let (moved, rest) = (bet.chance().min(1.0 - bet.chance()), bet.chance().max(1.0 - bet.chance()));
        let felt = 45.0 / (rest / moved).ln();
        let leaps = cells.max(0) / leap + 1;
        (number, if (leaps as f64) < felt { leaps } else { felt as i64 + 1 }, leap)
    }

    fn by_strand(&self, bet: Bet) -> (f64, f64) {
        let (number, leaps, leap) = self.strand(bet);
        let down = bet.chance() > 0.5;
        let (moved, rest) = (bet.chance().min(1.0 - bet.chance()), bet.chance().max(1.0 - bet.chance()));
        let (inverse, ratio) = (1.0 / rest, moved / rest);
        let leap = if down { leap } else { -leap };
        let at = |leaps: i64| number.saturating_add(leap.saturating_mul(leaps));
        let mut before = self.tails.at_number(at(leaps));
        let mut here = before;
        for left in (0..leaps).rev() {
            before = here;
            here = (self.tails.at_number(at(left)) * inverse - ratio * before).clamp(0.0, 1.0);
        }
        if down { (here, before) } else { (before, here) }
    }

    /// On a rounding grid a leap lands between two cells: instead of a strand there is a wedge, k + 1 cells wide after k
    /// leaps, and the tail of g follows from the wedge's far end as it follows from the end of a strand.
    fn by_tails(&self, unit: i64, bet: Bet, leaps: i64) -> (f64, f64) {
        let Some(step) = Step::of(bet, unit) else { return (self.chance(), self.chance()) };
        let number = self.tails.lattice().1.number_from(self.target);
        let (sign, near) = (if step.down { 1 } else { -1 }, step.near as i64);
        let at =
            |leap: i64, aside: i64| number.saturating_add(sign * (leap.saturating_mul(near).saturating_add(aside)));
        let mut wedge: Vec<f64> = (0..=leaps).map(|aside| self.tails.at_number(at(leaps, aside))).collect();
        let mut next = (self.chance(), self.chance());
        for leap in (0..leaps).rev() {
            if let [first, second, ..] = wedge.as_slice() {
                next = (*first, *second);
            }
            // Each cell needs itself and its neighbour of the leap before, which is not yet overwritten.
            let mut cells = wedge.iter_mut().peekable();
            for aside in 0..=leap {
                let (Some(here), Some(beyond)) = (cells.next(), cells.peek()) else { break };
                let whole = self.tails.at_number(at(leap, aside));
                let moved = step.near_mass * *here + step.far_mass * **beyond;
                *here = ((whole - moved) / step.rest).clamp(0.0, 1.0);
            }
            wedge.truncate(leap as usize + 1);
        }
        let here = wedge.first().copied().unwrap_or_default();
        let part = (bet.amount() % unit) as f64 / unit as f64;
        // An amount below the unit stays in its cell or moves to the next one.
        let (nearer, farther) = if bet.amount() < unit { (here, next.0) } else { next };
        let there = (1.0 - part) * nearer + part * farther;
        if step.down { (here, there) } else { (there, here) }
    }

    fn by_rest(&mut self, grid: &Grid, unit: i64, bet: Bet) -> (f64, f64) {
        let Some(step) = Step::of(bet, unit) else { return (self.chance(), self.chance()) };
        self.rest.copy_from(grid);
        self.rest.deconvolve(&step);
        let number = self.tails.lattice().1.number_from(self.target);
        let (near, part) = (bet.amount() / unit, (bet.amount() % unit) as f64 / unit as f64);
        let tail =
            |number: i64| total(self.rest.masses().get(index_from(number, self.rest.low())..).unwrap_or_default());
        let split = |near: f64, far: f64| (1.0 - part) * near + part * far;
        if step.down {
            (tail(number), split(tail(number + near), tail(number + near + 1)))
        } else {
            (split(tail(number - near), tail(number - near - 1)), tail(number))
        }
    }

    fn by_list(&mut self, points: &[(i64, f64)], bet: Bet) -> (f64, f64) {
        let (amount, chance) = (bet.amount(), bet.chance());
        let down = chance > 0.5;
        // Seen from above, winning is what leaves results where they are: sign turns the list round, `home` undoes the shift.
        let (sign, rest, moved) = if down { (-1, chance, 1.0 - chance) } else { (1, 1.0 - chance, chance) };
        let home = if down { amount } else { 0 };
        self.list.clear();
        let mut behind = 0;
        let count = points.len();
        for index in 0..count {
            let Some(&(result, mass)) = points.get(if down { count - 1 - index } else { index }) else { break };
            let wanted = result.saturating_sub(sign * amount);
            while self
                .list
                .get(behind)
                .is_some_and(|(earlier, _)| (wanted > *earlier) == (sign > 0) && wanted != *earlier)
            {
                behind += 1;
            }
            let earlier =
                self.list.get(behind).filter(|(earlier, _)| *earlier == wanted).map_or(0.0, |&(_, mass)| mass);
            self.list.push((result, ((mass - moved * earlier) / rest).max(0.0)));
        }
        let tail =
            |target: i64| self.list.iter().filter(|(result, _)| *result >= target).map(|&(_, mass)| mass).sum::<f64>();
        let lost_at = self.target.saturating_add(home);
        (tail(lost_at.saturating_sub(amount)), tail(lost_at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::forecast::Limits;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn a_wedge_of_tails_gives_what_the_whole_of_g_gives(
            deals in vec((300_i64..9_000_000, 0.01..0.99_f64), 40..90), part in 0.02..0.98_f64
        ) {
            let limits = Limits { cells: 1_500, points: 0, grouping: true };
            let bets: Vec<Bet> = deals.iter().map(|(amount, chance)| Bet::new(*amount, *chance).expect("a bet")).collect();
            let distribution = Distribution::with(0, &bets, &[], &limits).expect("in range");
            let Form::Grid { unit, grid, exact: false, .. } = &distribution.form else { return Ok(()) };
            let mut pivots = Pivots::new(&distribution, distribution.quantile(part));
            for bet in bets.iter().filter(|bet| bet.amount() % unit != 0) {
                let leaps = pivots.strand(*bet).1;
                if leaps <= 4 * FEW_LEAPS {
                    let (wedge, whole) = (pivots.by_tails(*unit, *bet, leaps), pivots.by_rest(grid, *unit, *bet));
                    prop_assert!((wedge.0 - whole.0).abs() < 1e-9 && (wedge.1 - whole.1).abs() < 1e-9, "{bet:?} {wedge:?} {whole:?}");
                }
            }
        }
    }
}
