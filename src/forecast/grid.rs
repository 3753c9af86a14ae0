//! Masses at equally spaced results, and the loops that add a bet to them and take it away again.
//!
//! The individual risk model by convolution, f ← (1 − p)·f(x) + p·f(x − a) (De Pril, On the exact computation of the aggregate
//! claims distribution in the individual life model, ASTIN Bulletin 19, 1989), between two buffers so that the loop is one
//! straight pass. Only the stretch that carries mass is kept: cells below [`DUST`] are cut off at both ends.

use super::lanes;
use super::making::Stretch;
use super::step::Step;

/// A mass too small to matter to any sum: ends below it are trimmed.
const DUST: f64 = 1e-21;

/// From so many cells at a time on a bet is added where the masses stand: elsewhere it takes as much again for a moment.
const IN_PLACE: usize = 32;

/// More than this where nothing should be left is not rounding: either the masses are spoilt, or the bet had almost no chance.
const RESIDUE: f64 = 1e-11;

/// Masses over cells; cell 0 of [`Grid::masses`] is result number [`Grid::low`] of the lattice.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    low: i64,
    /// Where the masses stand in `cells`: what lies before `start` is zero, for at least `front` cells; so it is in `spare`.
    start: usize,
    end: usize,
    front: usize,
    cells: Vec<f64>,
    spare: Vec<f64>,
    dropped: f64,
}

/// Outcomes that are being added.
#[derive(Clone, Debug)]
pub(super) struct Adding {
    atoms: Vec<(usize, f64)>,
    /// The next one.
    at: usize,
    /// The distance of the nearest.
    first: usize,
    /// Where the sum ends.
    to: usize,
}

impl Grid {
    /// All mass on result 0.
    pub(super) fn certain() -> Self {
        Self { low: 0, start: 0, end: 1, front: 0, cells: vec![1.0], spare: Vec::new(), dropped: 0.0 }
    }

    /// The lattice number of the first mass.
    pub(super) fn low(&self) -> i64 {
        self.low
    }

    /// The masses, at least one.
    pub(super) fn masses(&self) -> &[f64] {
        self.cells.get(self.start..self.end).unwrap_or_default()
    }

    /// Takes over the masses of another grid, keeping the memory held.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.cells.clone_from(&other.cells);
        (self.low, self.start, self.end) = (other.low, other.start, other.end);
        if self.front != other.front {
            self.spare.clear();
        }
        (self.front, self.dropped) = (other.front, other.dropped);
    }

    /// Lets go of what is held for the next bet alone: as much again as the masses.
    pub(super) fn rest(&mut self) {
        self.spare = Vec::new();
    }

    /// The mass trimmed or discarded since this was last asked.
    pub(super) fn take_dropped(&mut self) -> f64 {
        std::mem::take(&mut self.dropped)
    }

    /// Makes room for moves of up to `reach` cells at once, sparing later moves to do so one by one.
    pub(super) fn make_room(&mut self, reach: usize) {
        if reach <= self.front {
            return;
        }
        // Where the masses stand if there is room: another list would be as large again for a moment.
        let end = reach + self.end - self.start;
        stretch_to(&mut self.cells, end);
        self.cells.copy_within(self.start..self.end, reach);
        self.cells.get_mut(..reach).unwrap_or_default().fill(0.0);
        (self.start, self.end, self.front) = (reach, end, reach);
        self.spare.clear();
    }

    /// Adds a bet.
    pub(super) fn convolve(&mut self, step: &Step) {
        let reach = step.reach();
        let (rest, near, far) = (step.rest, step.near_mass, step.far_mass);
        match (step.down, far > 0.0) {
            (false, false) => self.spread_two(reach, rest, near),
            (true, false) => self.spread_two(reach, near, rest),
            (false, true) => self.spread_three((step.near, reach), (rest, near, far)),
            (true, true) => self.spread_three((1, reach), (far, near, rest)),
        }
        if step.down {
            self.low -= reach as i64;
        }
        self.trim();
    }

    /// Moves all results by `cells`.
    pub(super) fn shift(&mut self, cells: i64) {
        self.low += cells;
    }

    /// Adds outcomes that exclude one another: (distance in cells, mass), of which one happens.
    pub(super) fn convolve_atoms(&mut self, atoms: Vec<(usize, f64)>) {
        let mut adding = self.adding(atoms);
        self.add_on(&mut adding, &mut Stretch::endless());
    }

    /// Begins to add outcomes in short steps; until all are added the grid is to be left alone.
    pub(super) fn adding(&mut self, atoms: Vec<(usize, f64)>) -> Adding {
        let first = atoms.iter().map(|&(distance, _)| distance).min().unwrap_or(0);
        let reach = atoms.iter().map(|&(distance, _)| distance - first).max().unwrap_or(0);
        self.make_room(reach);
        let (from, to) = (self.front, self.front + self.end - self.start + reach);
        stretch_to(&mut self.spare, to);
        self.spare.get_mut(from..to).unwrap_or_default().fill(0.0);
        Adding { atoms, at: 0, first, to }
    }

    /// Goes on until the stretch is over; whether all outcomes are added.
    pub(super) fn add_on(&mut self, adding: &mut Adding, stretch: &mut Stretch) -> bool {
        let Adding { atoms, at, first, to } = adding;
        if atoms.is_empty() {
            return true;
        }
        let masses = self.cells.get(self.start..self.end).unwrap_or_default();
        while let Some(&(distance, mass)) = atoms.get(*at) {
            if stretch.is_over() {
                return false;
            }
            let out = self.spare.get_mut(self.front + distance - *first..*to).unwrap_or_default();
            lanes::add_two(out, masses, (1.0, mass));
            *at += 1;
            stretch.spend(masses.len() as u64);
        }
        self.turn_over(*to);
        self.low += *first as i64;
        self.trim();
        true
    }

    /// Takes a bet away again, by the recurrence that runs from the end where the mass that stays leads.
    ///
    /// False where what must vanish did not, which after many edits is a sign to compute the masses anew.
    pub(super) fn deconvolve(&mut self, step: &Step) -> bool {
        let reach = step.reach();
        self.make_room(reach);
        self.pad_behind(reach);
        match (step.down, step.far_mass > 0.0 || step.near >= 8) {
            (false, true) => self.unspread_up(step),
            (true, true) => self.unspread_down(step),
            (false, false) => {
                unspread_strands(self.cells.get_mut(self.start..self.end).unwrap_or_default().iter_mut(), step)
            }
            (true, false) => {
                unspread_strands(self.cells.get_mut(self.start..self.end).unwrap_or_default().iter_mut().rev(), step)
            }
        }
        let sound = self.end - self.start <= reach || self.drop_residue(step.down, reach);
        self.trim();
        sound
    }

    fn spread_two(&mut self, shift: usize, stay: f64, moved: f64) {
        self.make_room(shift);
        self.pad_behind(shift);
        if shift >= IN_PLACE {
            self.spread_in_place(shift, shift, |cells, there, _| lanes::add_two(cells, there, (stay, moved)));
            return;
        }
        let (from, to) = (self.front, self.front + self.end - self.start + shift);
        stretch_to(&mut self.spare, to);
        let out = self.spare.get_mut(from..to).unwrap_or_default();
        let here = self.cells.get(self.start..).unwrap_or_default();
        let there = self.cells.get(self.start - shift..).unwrap_or_default();
        lanes::blend_two(out, here, there, (stay, moved));
        self.turn_over(to);
    }

    fn spread_three(&mut self, (near, far): (usize, usize), masses: (f64, f64, f64)) {
        self.make_room(far);
        self.pad_behind(far);
        if near >= IN_PLACE {
            self.spread_in_place(near, far, |cells, near, far| lanes::add_three(cells, [near, far], masses));
            return;
        }
        let (from, to) = (self.front, self.front + self.end - self.start + far);
        stretch_to(&mut self.spare, to);
        let out = self.spare.get_mut(from..to).unwrap_or_default();
        let here = self.cells.get(self.start..).unwrap_or_default();
        let near = self.cells.get(self.start - near..).unwrap_or_default();
        let far = self.cells.get(self.start - far..).unwrap_or_default();
        lanes::blend_three(out, [here, near, far], masses);
        self.turn_over(to);
    }

    /// f(x) ← new(f(x), f(x − near), f(x − far)) from above, `near` cells at a time: each sees what is old of those below it.
    fn spread_in_place(&mut self, near: usize, far: usize, new: impl Fn(&mut [f64], &[f64], &[f64])) {
        let mut end = self.end + far;
        while end > self.start {
            let at = end - near.min(end - self.start);
            let (below, cells) = self.cells.split_at_mut(at);
            let nears = below.get(at - near..).unwrap_or_default();
            let fars = below.get(at - far..).unwrap_or_default();
            new(cells.get_mut(..end - at).unwrap_or_default(), nears, fars);
            end = at;
        }
        self.end += far;
    }

    /// Makes `spare`, filled from `front` to `end`, the grid.
    fn turn_over(&mut self, end: usize) {
        std::mem::swap(&mut self.cells, &mut self.spare);
        (self.start, self.end) = (self.front, end);
    }

    /// Makes sure that `count` cells behind the masses are there and zero.
    fn pad_behind(&mut self, count: usize) {
        let to = self.end + count;
        stretch_to(&mut self.cells, to);
        self.cells.get_mut(self.end..to).unwrap_or_default().fill(0.0);
    }

    /// g(x) = (f(x) − n·g(x − near) − r·g(x − near − 1))/s for x ascending, `near` cells at a time.
    fn unspread_up(&mut self, step: &Step) {
        let factors = factors(step);
        let mut at = self.start;
        while at < self.end {
            let count = step.near.min(self.end - at);
            let (done, todo) = self.cells.split_at_mut(at);
            let near = done.get(at - step.near..).unwrap_or_default();
            let far = done.get(at - step.reach()..).unwrap_or_default();
            unspread(todo.get_mut(..count).unwrap_or_default(), near, far, factors);
            at += count;
        }
    }

    /// g(x) = (f(x) − n·g(x + near) − r·g(x + near + 1))/s for x descending, `near` cells at a time.
    fn unspread_down(&mut self, step: &Step) {
        let factors = factors(step);
        let mut at = self.end;
        while at > self.start {
            let count = step.near.min(at - self.start);
            let (todo, done) = self.cells.split_at_mut(at);
            let near = done.get(step.near - count..).unwrap_or_default();
            let far = done.get(step.reach() - count..).unwrap_or_default();
            unspread(todo.get_mut(at - count..).unwrap_or_default(), near, far, factors);
            at -= count;
        }
    }

    /// Drops the `reach` cells that only the bet taken away had filled; keeps them, and says false, where they hold more than rounding.
    fn drop_residue(&mut self, at_bottom: bool, reach: usize) -> bool {
        let range = if at_bottom { self.start..self.start + reach } else { self.end - reach..self.end };
        let residue = self.cells.get_mut(range).unwrap_or_default();
        let sum: f64 = residue.iter().sum();
        if sum >= RESIDUE {
            return false;
        }
        residue.fill(0.0);
        if at_bottom {
            self.start += reach;
            self.low += reach as i64;
        } else {
            self.end -= reach;
        }
        self.dropped += sum;
        true
    }

    fn trim(&mut self) {
        let masses = self.cells.get_mut(self.start..self.end).unwrap_or_default();
        let last = masses.len().saturating_sub(1);
        let mut dropped = 0.0;
        let mut cut = |cell: &mut f64| {
            let dust = *cell < DUST;
            if dust {
                dropped += std::mem::take(cell);
            }
            dust
        };
        let behind = masses.iter_mut().rev().take(last).map_while(|cell| cut(cell).then_some(())).count();
        let before = masses.iter_mut().take(last - behind).map_while(|cell| cut(cell).then_some(())).count();
        self.end -= behind;
        self.start += before;
        self.low += before as i64;
        self.dropped += dropped;
    }
}

/// Makes cells at least so many. There is room for a few more, not for twice as many, which would be megabytes; and of few sizes,
/// so that what one list lets go the next one can take.
fn stretch_to(cells: &mut Vec<f64>, count: usize) {
    if count > cells.capacity() {
        cells.reserve_exact(roomy(count) - cells.len());
    }
    cells.resize(cells.len().max(count), 0.0);
}

/// How many cells there is room for where so many are needed.
pub(super) fn roomy(count: usize) -> usize {
    let step = (count / 8).next_power_of_two().max(64);
    count.next_multiple_of(step)
}

/// (1/s, n/s, r/s) for the mass s that stays and n and r that move.
fn factors(step: &Step) -> (f64, f64, f64) {
    let inverse = 1.0 / step.rest;
    (inverse, step.near_mass * inverse, step.far_mass * inverse)
}

fn unspread(cells: &mut [f64], near: &[f64], far: &[f64], (inverse, nearer, farther): (f64, f64, f64)) {
    if farther > 0.0 {
        for ((cell, near), far) in cells.iter_mut().zip(near).zip(far) {
            *cell = above_zero(*cell * inverse - nearer * near - farther * far);
        }
    } else {
        for (cell, near) in cells.iter_mut().zip(near) {
            *cell = above_zero(*cell * inverse - nearer * near);
        }
    }
}

/// The same for short distances on an exact grid: each residue class is a strand of its own.
fn unspread_strands<'a>(cells: impl Iterator<Item = &'a mut f64>, step: &Step) {
    let (inverse, nearer, _) = factors(step);
    let mut previous = [0.0_f64; 8];
    let mut strand = 0;
    for cell in cells {
        if let Some(previous) = previous.get_mut(strand) {
            *previous = above_zero(*cell * inverse - nearer * *previous);
            *cell = *previous;
        }
        strand = if strand + 1 == step.near { 0 } else { strand + 1 };
    }
}

/// A mass is never negative: moving an error to zero moves it towards the truth.
fn above_zero(mass: f64) -> f64 {
    if mass > 0.0 { mass } else { 0.0 }
}
