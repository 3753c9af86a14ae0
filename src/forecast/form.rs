//! The two forms a distribution is held in, and how each is made.

use std::cmp::Ordering;

use super::aside::Aside;
use super::bet::Bet;
use super::block::Block;
use super::grid::{Adding, Grid};
use super::lattice::Lattice;
use super::making::Stretch;
use super::route::Route;
use super::sorting::Sorting;
use super::sparse;
use super::step::{self, Step};

#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Result number i of the grid is `origin + i·unit`; an exact one may have a few deals beside it.
    Grid { origin: i64, unit: i64, exact: bool, grid: Grid, aside: Aside },
    /// (result, mass), results ascending.
    Points(Vec<(i64, f64)>),
}

/// A form being made, deal by deal.
///
/// Smallest amounts first keeps the grid short while it can be; equal deals stand together so that they can be taken at once.
#[derive(Debug)]
pub(super) struct Growing {
    /// The open bets on the grid while they are put in order.
    sorting: Option<Sorting<Bet>>,
    /// The same in order, the next one last.
    left: Vec<Bet>,
    /// So many of the next are taken one by one: they are alone, or too few to be taken at once.
    single: usize,
    blocks: Vec<Block>,
    /// The last of them while it is being added.
    adding: Option<Adding>,
    grouping: bool,
    /// None once it is handed out.
    form: Option<Form>,
}

impl Growing {
    pub(super) fn new(route: Route, won: i64, bets: &[Bet], blocks: &[Block], grouping: bool) -> Self {
        let Route::Grid { unit, exact } = route else {
            let form = Some(Form::points(won, bets, blocks));
            let (sorting, left, blocks, adding) = (None, Vec::new(), Vec::new(), None);
            return Self { sorting, left, single: 0, blocks, adding, grouping, form };
        };
        let beside = |bet: &Bet| exact && stands_beside(*bet, unit);
        let open: Vec<Bet> = bets.iter().copied().filter(|bet| bet.is_open() && !beside(bet)).collect();
        let mut grid = Grid::certain();
        let largest = open.iter().min_by(|a, b| by_size(a, b));
        if let Some(largest) = largest.and_then(|bet| Step::of(*bet, unit)) {
            grid.make_room(largest.near + 1);
        }
        let inside = bets.iter().filter(|bet| !beside(bet));
        let origin = inside.fold(won, |sum, bet| sum.saturating_add(step::constant(*bet)));
        let aside = Aside::of(bets.iter().copied().filter(beside).collect(), unit);
        let form = Some(Form::Grid { origin, unit, exact, grid, aside });
        let blocks = blocks.iter().rev().cloned().collect();
        let sorting = Some(Sorting::new(open, by_size));
        Self { sorting, left: Vec::new(), single: 0, blocks, adding: None, grouping: grouping && exact, form }
    }

    /// Goes on until the stretch is over; the form once it is whole.
    pub(super) fn step(&mut self, stretch: &mut Stretch) -> Option<Form> {
        let Some(Form::Grid { unit, grid, .. }) = &mut self.form else { return self.form.take() };
        if let Some(sorting) = &mut self.sorting {
            self.left = sorting.step(stretch)?;
            self.sorting = None;
        }
        while let Some(bet) = self.left.last().copied() {
            if stretch.is_over() {
                return None;
            }
            let Some(step) = Step::of(bet, *unit) else {
                self.left.pop();
                continue;
            };
            if self.single == 0 {
                let equal = self.left.iter().rev().take_while(|other| **other == bet).count();
                let atoms = if self.grouping { binomial(equal, step.near_mass) } else { None };
                if let Some(atoms) = atoms.filter(|atoms| 2 * atoms.len() < equal) {
                    convolve_run(grid, &step, &atoms);
                    self.left.truncate(self.left.len() - equal);
                    stretch.spend((atoms.len() * grid.masses().len()) as u64);
                    continue;
                }
                self.single = equal;
            }
            grid.convolve(&step);
            self.left.pop();
            self.single -= 1;
            stretch.spend(grid.masses().len() as u64);
        }
        while let Some(block) = self.blocks.last() {
            let adding = self.adding.get_or_insert_with(|| grid.adding(split_atoms(block, *unit)));
            if !grid.add_on(adding, stretch) {
                return None;
            }
            self.adding = None;
            self.blocks.pop();
        }
        self.form.take()
    }
}

impl Form {
    pub(super) fn build(route: Route, won: i64, bets: &[Bet], blocks: &[Block], grouping: bool) -> Self {
        let form = Growing::new(route, won, bets, blocks, grouping).step(&mut Stretch::endless());
        // An endless stretch ends with the form.
        form.unwrap_or_else(|| Self::Points(vec![(won, 1.0)]))
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

    /// The masses by the number of their result; none where they are a list.
    pub(super) fn lattice(&self) -> Option<Lattice<'_>> {
        match self {
            Self::Grid { origin, unit, grid, aside, .. } => Some(aside.lattice(*origin, *unit, grid)),
            Self::Points(_) => None,
        }
    }
}

/// The largest amounts first, and of equal ones the likeliest.
fn by_size(a: &Bet, b: &Bet) -> Ordering {
    b.amount().cmp(&a.amount()).then(b.chance().total_cmp(&a.chance()))
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
    grid.convolve_atoms(spread);
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
