//! How the period may end: the exact distribution of S = W + Σ a·B, and what it answers.

use super::aside::Aside;
use super::bet::{Bet, BetError};
use super::block::Block;
use super::form::{Form, convolve_block, split_atoms};
use super::grid::{Adding, Grid};
use super::making::{Making, Stretch};
use super::moments::Moments;
use super::route::{Limits, Resolution, Route};

/// What a sum of thousands of products may be off by: an answer within this of a limit counts as having reached it.
pub(super) const TOLERANCE: f64 = 1e-9;

/// The distribution of the period's result S = W + Σ a·B: what is won already plus independent bets and blocks.
///
/// Exact wherever the amounts allow ([`Distribution::resolution`] tells), by convolution (De Pril, ASTIN Bulletin 19), never by
/// sampling or a normal approximation. Masses below 10⁻²¹ at the two ends are left out. All amounts are in minor units.
#[derive(Clone, Debug)]
pub struct Distribution {
    pub(super) least: i64,
    pub(super) most: i64,
    pub(super) moments: Moments,
    pub(super) form: Form,
}

impl Distribution {
    /// The distribution of `won` (minor units) plus the bets.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`] where all of it together passes `i64::MAX`.
    pub fn of(won: i64, bets: &[Bet]) -> Result<Self, BetError> {
        Self::with(won, bets, &[], &Limits::default())
    }

    /// The same with linked deals, and with limits of one's own on the form taken.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn with(won: i64, bets: &[Bet], blocks: &[Block], limits: &Limits) -> Result<Self, BetError> {
        Ok(Making::new(won, bets, blocks, limits)?.finish())
    }

    /// The distribution with independent blocks added, by a pass or two for each; none where the form would not hold them as well
    /// as one made afresh would, or together they pass `i64::MAX`.
    pub(super) fn and(&self, blocks: &[Block], limits: &Limits) -> Option<Self> {
        self.holds(blocks, limits).then(|| self.plus(blocks, limits)).flatten()
    }

    /// The same, whether or not one made afresh would hold them better.
    pub(super) fn plus(&self, blocks: &[Block], limits: &Limits) -> Option<Self> {
        let mut sum = self.clone();
        blocks.iter().all(|block| sum.add(block, limits)).then_some(sum)
    }

    /// The bets alone, on the grid that they are on with the blocks; none where all of it is a short list of results.
    pub(super) fn ready_for(won: i64, bets: &[Bet], blocks: &[Block], limits: &Limits) -> Option<Self> {
        let route = Route::choose(bets.iter().copied(), blocks, limits);
        (route != Route::Points).then(|| Making::on(route, won, bets, limits).ok()).flatten().map(Making::finish)
    }

    /// Nothing at all, for certain, on the grid of this one; none where this one is a list of results.
    pub(super) fn of_nothing(&self) -> Option<Self> {
        let Form::Grid { unit, exact, .. } = self.form else { return None };
        let form = Form::Grid { origin: 0, unit, exact, grid: Grid::certain(), aside: Aside::default() };
        Some(Self { least: 0, most: 0, moments: Moments::default(), form })
    }

    /// Whether the form would hold blocks as well as one made afresh would, as far as that is known before.
    pub(super) fn holds(&self, blocks: &[Block], limits: &Limits) -> bool {
        let span = blocks.iter().fold(0_i64, |span, block| span.saturating_add(block.most()));
        let Form::Grid { unit, exact, grid, .. } = &self.form else { return true };
        if !exact {
            return i128::from(span / *unit) + grid.masses().len() as i128 <= 2 * i128::from(limits.cells);
        }
        let whole = |block: &Block| block.atoms().iter().all(|(amount, _)| amount % *unit == 0);
        let added = |of: fn(&Block) -> i64| blocks.iter().map(|block| i128::from(of(block))).sum::<i128>();
        let open = i128::from(self.most) - i128::from(self.least) + added(Block::most) - added(Block::least);
        // As far as exactness goes for one made afresh.
        blocks.iter().all(whole) && open <= i128::from(limits.cells) * i128::from(*unit)
    }

    /// Adds a block; false where the form cannot hold it, which leaves nothing to go on with.
    fn add(&mut self, block: &Block, limits: &Limits) -> bool {
        let Some(mut adding) = self.adding(block, limits) else { return false };
        self.add_on(&mut adding, &mut Stretch::endless())
    }

    /// Begins to add a block in short steps; none where the form cannot hold it. Until all of it is added the distribution is to be
    /// left alone.
    pub(super) fn adding(&mut self, block: &Block, limits: &Limits) -> Option<Option<Adding>> {
        self.moments.add(block.mean(), block.variance());
        (self.least, self.most) = (self.least.checked_add(block.least())?, self.most.checked_add(block.most())?);
        match &mut self.form {
            Form::Grid { unit, grid, .. } => Some(Some(grid.adding(split_atoms(block, *unit)))),
            Form::Points(points) if points.len() * (block.atoms().len() + 1) > limits.points as usize => None,
            Form::Points(points) => {
                *points = convolve_block(points, block);
                Some(None)
            }
        }
    }

    /// Goes on until the stretch is over; whether the block is added.
    pub(super) fn add_on(&mut self, adding: &mut Option<Adding>, stretch: &mut Stretch) -> bool {
        let (Some(adding), Form::Grid { grid, .. }) = (adding, &mut self.form) else { return true };
        grid.add_on(adding, stretch)
    }

    /// Moves every result by what more, or less, is won already; the bounds are the caller's.
    pub(super) fn shift(&mut self, by: i64) {
        self.moments.add(by as f64, 0.0);
        match &mut self.form {
            Form::Grid { origin, .. } => *origin = origin.saturating_add(by),
            Form::Points(points) => points.iter_mut().for_each(|(result, _)| *result = result.saturating_add(by)),
        }
    }

    /// The expected result, from the bets themselves, in minor units.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.moments.mean()
    }

    /// The variance, from the bets themselves, in squared minor units.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.moments.variance()
    }

    /// The standard deviation, from the bets themselves, in minor units.
    #[must_use]
    pub fn sd(&self) -> f64 {
        self.variance().sqrt()
    }

    /// The least possible result: what is won and what is certain.
    #[must_use]
    pub fn least(&self) -> i64 {
        self.least
    }

    /// The greatest possible result.
    #[must_use]
    pub fn most(&self) -> i64 {
        self.most
    }

    /// Whether the amounts stand as given, or had to be split over multiples of a unit.
    #[must_use]
    pub fn resolution(&self) -> Resolution {
        match self.form {
            Form::Grid { unit, exact: false, .. } => Resolution::Rounded { unit },
            _ => Resolution::Exact,
        }
    }

    /// The distance between neighbouring results of the grid that they stand on, if they do, in minor units.
    #[must_use]
    pub fn unit(&self) -> Option<i64> {
        match self.form {
            Form::Grid { unit, .. } => Some(unit),
            Form::Points(_) => None,
        }
    }

    /// The number of results held: what one pass over the distribution costs.
    #[must_use]
    pub fn cells(&self) -> usize {
        match &self.form {
            Form::Grid { .. } => self.form.lattice().map_or(0, |lattice| lattice.masses.len()),
            Form::Points(points) => points.len(),
        }
    }

    /// The results that can happen, ascending, with their masses, which add up to one.
    pub fn points(&self) -> impl Iterator<Item = (i64, f64)> {
        let list = match &self.form {
            Form::Grid { .. } => None,
            Form::Points(points) => Some(points),
        };
        let on_grid = self.form.lattice().into_iter().flat_map(|lattice| {
            (lattice.low..)
                .zip(lattice.masses.iter())
                .map(move |(number, mass)| (lattice.steps.result_at(number), mass))
        });
        on_grid.chain(list.into_iter().flatten().copied()).filter(|(_, mass)| *mass > 0.0)
    }

    /// P(from ≤ S < until), in minor units, without an end where none is given: as many additions as there are results in
    /// between.
    pub(super) fn mass_between(&self, from: Option<i64>, until: Option<i64>) -> f64 {
        match &self.form {
            Form::Grid { origin, unit, grid, aside, .. } => {
                let lattice = aside.lattice(*origin, *unit, grid);
                let at = |result: i64| lattice.index_from(result);
                let (from, until) = (from.map_or(0, at), until.map_or(lattice.masses.len(), at));
                lattice.masses.total(from..until)
            }
            Form::Points(points) => {
                let at = |result: i64| points.partition_point(|(other, _)| *other < result);
                let points = points.get(from.map_or(0, at)..until.map_or(points.len(), at)).unwrap_or_default();
                points.iter().map(|(_, mass)| mass).sum()
            }
        }
    }

    /// P(S ≥ target): the chance of reaching a target in minor units. Exactly 1 up to [`Self::least`], 0 above [`Self::most`].
    #[must_use]
    pub fn at_least(&self, target: i64) -> f64 {
        if target <= self.least {
            return 1.0;
        }
        if target > self.most {
            return 0.0;
        }
        let chance = match &self.form {
            Form::Grid { origin, unit, grid, aside, .. } => {
                let lattice = aside.lattice(*origin, *unit, grid);
                lattice.from(lattice.index_from(target))
            }
            Form::Points(points) => {
                let from = points.partition_point(|&(result, _)| result < target);
                points.get(from..).unwrap_or_default().iter().map(|&(_, mass)| mass).sum()
            }
        };
        chance.clamp(0.0, 1.0)
    }

    /// q(α) = min{x : P(S ≤ x) ≥ α}, in minor units: "1 − α sure of at least" this. α is clamped to [0, 1].
    ///
    /// A chance within 10⁻⁹ of α counts as α, so that the dust of floating point does not move a quantile by a whole deal.
    #[must_use]
    pub fn quantile(&self, alpha: f64) -> i64 {
        if alpha.is_nan() || alpha <= 0.0 {
            return self.least;
        }
        if alpha >= 1.0 {
            return self.most;
        }
        self.first_reaching(alpha - TOLERANCE)
    }

    /// What is said of α, in minor units: up to one half [`Distribution::quantile`], above it the largest amount that is
    /// still reached with a chance of 1 − α, within 10⁻⁹. The two differ where a chance is exactly that, as with few deals:
    /// of one with 10 % "one in ten" is its amount.
    #[must_use]
    pub fn amount_at(&self, alpha: f64) -> i64 {
        if alpha > 0.5 && alpha < 1.0 { self.first_reaching(alpha + TOLERANCE) } else { self.quantile(alpha) }
    }

    fn first_reaching(&self, wanted: f64) -> i64 {
        let found = match &self.form {
            Form::Grid { origin, unit, grid, aside, .. } => {
                let lattice = aside.lattice(*origin, *unit, grid);
                let place = lattice.masses.place_reaching(wanted);
                place.map(|place| lattice.steps.result_at(lattice.low + place as i64))
            }
            Form::Points(points) => {
                let mut sum = 0.0;
                points
                    .iter()
                    .find(|(_, mass)| {
                        sum += mass;
                        sum >= wanted
                    })
                    .map(|&(result, _)| result)
            }
        };
        found.unwrap_or(self.most).clamp(self.least, self.most)
    }
}

/// P(exactly k wins) for k = 0 … n: the Poisson binomial distribution, by the same convolution with amounts of one.
#[must_use]
pub fn wins(bets: &[Bet]) -> Vec<f64> {
    let ones: Vec<Bet> = bets.iter().filter_map(|bet| Bet::new(1, bet.chance()).ok()).collect();
    let mut chances = vec![0.0; ones.len() + 1];
    let form = Form::build(Route::Grid { unit: 1, exact: true }, 0, &ones, &[], true);
    if let Form::Grid { origin, grid, .. } = form {
        for (wins, mass) in (origin + grid.low()..).zip(grid.masses()) {
            if let Some(chance) = usize::try_from(wins).ok().and_then(|wins| chances.get_mut(wins)) {
                *chance = *mass;
            }
        }
    }
    chances
}
