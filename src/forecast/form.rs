//! The two forms a distribution is held in, and how each is made.

use super::aside::{Aside, Lattice};
use super::bet::Bet;
use super::block::Block;
use super::grid::Grid;
use super::route::Route;
use super::sparse;
use super::step::{self, Step};

#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Result number i of the grid is `origin + i·unit`; an exact one may have a few deals beside it.
    Grid { origin: i64, unit: i64, exact: bool, grid: Grid, aside: Aside },
    /// (result, mass), results ascending.
    Points(Vec<(i64, f64)>),
}

impl Form {
    pub(super) fn build(route: Route, won: i64, bets: &[Bet], blocks: &[Block], grouping: bool) -> Self {
        match route {
            Route::Points => Self::points(won, bets, blocks),
            Route::Grid { unit, exact } => Self::grid(won, bets, blocks, unit, exact, grouping && exact),
        }
    }

    fn points(won: i64, bets: &[Bet], blocks: &[Block]) -> Self {
        let certain = bets.iter().filter(|bet| bet.chance() >= 1.0);
        let start = certain.fold(won, |sum, bet| sum.saturating_add(bet.amount()));
        let mut points = vec![(start, 1.0)];
        for bet in bets.iter().filter(|bet| bet.is_open()) {
            points = sparse::convolve(&points, &[(0, 1.0 - bet.chance()), (bet.amount(), bet.chance())]);
        }
        for block in blocks {
            points = convolve_block(&points, block);
        }
        Self::Points(points)
    }

    /// Smallest amounts first keeps the grid short while it can be; equal deals stand together so that they can be taken at once.
    fn grid(won: i64, bets: &[Bet], blocks: &[Block], unit: i64, exact: bool, grouping: bool) -> Self {
        let beside = |bet: &Bet| exact && stands_beside(*bet, unit);
        let mut open: Vec<Bet> = bets.iter().copied().filter(|bet| bet.is_open() && !beside(bet)).collect();
        open.sort_unstable_by(|a, b| a.amount().cmp(&b.amount()).then(a.chance().total_cmp(&b.chance())));
        let mut grid = Grid::certain();
        if let Some(largest) = open.last().and_then(|bet| Step::of(*bet, unit)) {
            grid.make_room(largest.near + 1);
        }
        for run in open.chunk_by(|a, b| a == b) {
            let Some(step) = run.first().and_then(|bet| Step::of(*bet, unit)) else { continue };
            match binomial(run.len(), step.near_mass).filter(|atoms| grouping && 2 * atoms.len() < run.len()) {
                Some(atoms) => convolve_run(&mut grid, &step, &atoms),
                None => run.iter().for_each(|_| grid.convolve(&step)),
            }
        }
        for block in blocks {
            grid.convolve_atoms(&split_atoms(block, unit));
        }
        let inside = bets.iter().filter(|bet| !beside(bet));
        let origin = inside.fold(won, |sum, bet| sum.saturating_add(step::constant(*bet)));
        let aside = Aside::of(bets.iter().copied().filter(beside).collect(), &grid, unit);
        Self::Grid { origin, unit, exact, grid, aside }
    }

    /// The masses by the number of their result; none where they are a list.
    pub(super) fn lattice(&self) -> Option<Lattice<'_>> {
        match self {
            Self::Grid { origin, unit, grid, aside, .. } => Some(aside.lattice(*origin, *unit, grid)),
            Self::Points(_) => None,
        }
    }
}

/// Whether a bet has no place on an exact grid of such a unit.
pub(super) fn stands_beside(bet: Bet, unit: i64) -> bool {
    bet.is_open() && bet.amount() % unit != 0
}

/// Where result `number` stands in masses that begin with result `low`; 0 below them.
pub(super) fn index_from(number: i64, low: i64) -> usize {
    usize::try_from(number.saturating_sub(low).max(0)).unwrap_or(usize::MAX)
}

/// P(k of n move) as (k, mass) where it matters, by ratios outward from the most likely k.
fn binomial(n: usize, chance: f64) -> Option<Vec<(usize, f64)>> {
    const NEGLIGIBLE: f64 = 1e-25;
    let odds = chance / (1.0 - chance);
    if n < 32 || odds <= 0.0 {
        return None;
    }
    let mode = (((n + 1) as f64 * chance) as usize).min(n);
    let mut atoms = vec![(mode, 1.0)];
    let mut mass = 1.0;
    for k in mode..n {
        mass *= odds * (n - k) as f64 / (k + 1) as f64;
        if mass < NEGLIGIBLE {
            break;
        }
        atoms.push((k + 1, mass));
    }
    mass = 1.0;
    for k in (1..=mode).rev() {
        mass *= k as f64 / (odds * (n - k + 1) as f64);
        if mass < NEGLIGIBLE {
            break;
        }
        atoms.push((k - 1, mass));
    }
    let sum: f64 = atoms.iter().map(|&(_, mass)| mass).sum();
    atoms.iter_mut().for_each(|(_, mass)| *mass /= sum);
    Some(atoms)
}

fn convolve_run(grid: &mut Grid, step: &Step, atoms: &[(usize, f64)]) {
    let most = atoms.iter().map(|&(moves, _)| moves).max().unwrap_or(0);
    let distance = |moves: usize| step.near * if step.down { most - moves } else { moves };
    let spread: Vec<_> = atoms.iter().map(|&(moves, mass)| (distance(moves), mass)).collect();
    grid.convolve_atoms(&spread);
    if step.down {
        grid.shift(-((step.near * most) as i64));
    }
}

/// Adds a block to a list of points.
pub(super) fn convolve_block(points: &[(i64, f64)], block: &Block) -> Vec<(i64, f64)> {
    let atoms: Vec<_> = std::iter::once((0, block.nothing())).chain(block.atoms().iter().copied()).collect();
    sparse::convolve(points, &atoms)
}

/// The outcomes of a block in cells, each split over its two neighbours so that the mean is exact.
pub(super) fn split_atoms(block: &Block, unit: i64) -> Vec<(usize, f64)> {
    let mut atoms = vec![(0, block.nothing())];
    for &(amount, mass) in block.atoms() {
        let near = usize::try_from(amount / unit).unwrap_or(0);
        let part = (amount % unit) as f64 / unit as f64;
        atoms.push((near, mass * (1.0 - part)));
        atoms.push((near + 1, mass * part));
    }
    atoms.retain(|(_, mass)| *mass > 0.0);
    atoms
}
