//! The choice of form: an exact grid, an exact list of points, or a grid with a rounding unit.

use super::aside::MOST_ASIDE;
use super::bet::Bet;
use super::block::Block;
use crate::model::order;

/// How far exactness may go before a rounding unit is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most grid cells the sum of all open amounts may span exactly; a rounding grid has no more, and less for few deals.
    pub cells: u32,
    /// The most points a list may hold.
    pub points: u32,
    /// Whether runs of equal deals may be taken at once, as a binomial.
    pub grouping: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { cells: 1 << 17, points: 1 << 16, grouping: true }
    }
}

/// Whether the distribution is that of the deals as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Every amount stands for itself.
    Exact,
    /// Amounts are split over the two nearest multiples of `unit` so that every mean is kept.
    Rounded {
        /// In minor units, > 1.
        unit: i64,
    },
}

/// A rounding grid has this many cells a deal, and [`ROUNDED_CELLS`] at least, as far as [`Limits::cells`] allows. At 64 cells the split
/// widens the standard deviation of an average deal by less than 1 in 10 000.
const ROUNDED_CELLS_A_DEAL: i128 = 64;
const ROUNDED_CELLS: i128 = 1 << 15;

/// The form chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Points,
    Grid { unit: i64, exact: bool },
}

impl Route {
    /// Chooses for the open bets (others are ignored) and the blocks.
    pub(super) fn choose(bets: impl Iterator<Item = Bet> + Clone, blocks: &[Block], limits: &Limits) -> Self {
        let open = bets.filter(|bet| bet.is_open());
        let (count, sum) = open.clone().fold((0, 0), |(count, sum), bet| (count + 1, sum + i128::from(bet.amount())));
        Self::choose_for(count, sum, open, blocks, limits)
    }

    /// The same, where the open bets are counted and summed already.
    pub(super) fn choose_for(
        count: usize,
        sum: i128,
        bets: impl Iterator<Item = Bet> + Clone,
        blocks: &[Block],
        limits: &Limits,
    ) -> Self {
        let open = bets.filter(|bet| bet.is_open());
        let span = sum + blocks.iter().map(|block| i128::from(block.most())).sum::<i128>();
        let cells = i128::from(limits.cells).max(1);
        let unit = shared_unit(open.clone().map(Bet::amount), blocks, span, cells);
        let wide = unit.map_or(i128::MAX, |unit| span / i128::from(unit));
        if let Some(points) = points_at_most(open, blocks, limits.points)
            && i128::from(points) <= wide / 4
        {
            return Self::Points;
        }
        if let Some(unit) = unit {
            return Self::Grid { unit, exact: true };
        }
        let deals = count + blocks.len();
        let rounded = (deals as i128 * ROUNDED_CELLS_A_DEAL).max(ROUNDED_CELLS).min(cells);
        Self::Grid { unit: round_unit(span, rounded), exact: false }
    }
}

/// The unit at which the fewest results have to be held, of those that fit into `cells`: all amounts but a few are multiples
/// of it. None where there is no such unit.
///
/// Each divisor kept is that of all amounts seen so far but as many as are counted with it. An amount that is no multiple of it
/// is taken in, which makes it smaller, or set aside; so no unit is missed, and whoever knows one need not look for another.
fn shared_unit(amounts: impl Iterator<Item = i64>, blocks: &[Block], span: i128, cells: i128) -> Option<i64> {
    let atoms = blocks.iter().flat_map(|block| block.atoms().iter().map(|&(amount, _)| amount));
    let fits = |divisor: i64| span <= cells * i128::from(divisor);
    let mut found = vec![(atoms.fold(0, common_divisor), 0)];
    for amount in amounts {
        if found.iter().all(|(divisor, _)| *divisor != 0 && amount % divisor == 0) {
            continue;
        }
        let seen = std::mem::take(&mut found);
        for (divisor, aside) in seen {
            let shared = common_divisor(divisor, amount);
            let taken_in = (fits(shared)).then_some((shared, aside));
            let set_aside = (shared != divisor && aside < MOST_ASIDE).then_some((divisor, aside + 1));
            for (divisor, aside) in taken_in.into_iter().chain(set_aside) {
                let better =
                    |other: &(i64, usize)| other.0 != 0 && divisor != 0 && other.0 % divisor == 0 && other.1 <= aside;
                if !found.iter().any(better) {
                    found.push((divisor, aside));
                }
            }
        }
        if found.is_empty() {
            return None;
        }
    }
    // Without an open amount there is one result, whatever the unit.
    let divisors = found.into_iter().filter(|(divisor, aside)| *divisor != 0 || *aside == 0);
    let divisors = divisors.map(|(divisor, aside)| (divisor.max(1), aside)).filter(|(divisor, _)| fits(*divisor));
    divisors.min_by_key(|(divisor, aside)| (span / i128::from(*divisor)) << aside).map(|(divisor, _)| divisor)
}

/// The greatest common divisor, with gcd(0, a) = a.
pub(super) fn common_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The smallest of 1, 2, 5, 10, 20 … by which `span` fits into `cells`: a step, so that small edits keep the unit.
fn round_unit(span: i128, cells: i128) -> i64 {
    let mut decade = 1_i128;
    loop {
        for digit in [1, 2, 5] {
            let unit = digit * decade;
            if span <= cells * unit {
                return i64::try_from(unit).unwrap_or(i64::MAX);
            }
        }
        match decade.checked_mul(10) {
            Some(next) if next < i128::from(i64::MAX) => decade = next,
            _ => return i64::MAX,
        }
    }
}

/// A bound on the number of distinct sums, or `None` where it passes `limit`.
fn points_at_most(open: impl Iterator<Item = Bet>, blocks: &[Block], limit: u32) -> Option<u32> {
    const MOST_BETS: usize = 64;
    let mut amounts = Vec::with_capacity(MOST_BETS);
    for bet in open {
        if amounts.len() == MOST_BETS {
            return None;
        }
        amounts.push(bet.amount());
    }
    order::sort(&mut amounts);
    let runs = amounts.chunk_by(PartialEq::eq).map(<[i64]>::len).chain(blocks.iter().map(|block| block.atoms().len()));
    let mut points = 1_u32;
    for run in runs {
        points = points.checked_mul(u32::try_from(run).ok()?.checked_add(1)?).filter(|points| *points <= limit)?;
    }
    Some(points)
}
