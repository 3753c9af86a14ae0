//! A period made ready to be supposed otherwise, in short steps.

use super::derive::View;
use super::horizon::GLANCE;
use super::pool::{Counted, Outcome, Pool, Prospect, Taking};
use super::result::Combining;
use super::sweep::{Sweep, at_once};
use super::what_if::{asks, is_kept, suppose_in};
use super::{Idle, Period, Span, Suppose, WhatIf};
use crate::forecast::{BetError, Distribution, Stretch};
use crate::model::{RowId, Sheet};

/// The board's period, ready to be supposed otherwise: what does not depend on suppositions is worked out once.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    period: Period,
    pool: Pool,
    before: Outcome,
    distribution: Distribution,
}

/// Steps of [`WhatIf::curve`].
const STEPS: i64 = 40;

impl Rehearsal {
    /// The board's period as it is.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn of(view: &View<'_>) -> Result<Rehearsal, BetError> {
        let mut rehearsing = Rehearsing::new(view);
        at_once(|stretch| rehearsing.step(view, stretch).transpose())
    }

    /// The deals of the period, and those linked to others.
    pub(super) const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The period as it is.
    #[must_use]
    pub const fn before(&self) -> &Outcome {
        &self.before
    }

    /// The period with some suppositions, later ones of a deal on top of earlier ones. The plan stays as it is.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`]; [`BetError::NegativeAmount`] and [`BetError::ChanceNotANumber`] for what cannot be supposed.
    pub fn suppose(&self, view: &View<'_>, suppositions: &[(RowId, Suppose)]) -> Result<WhatIf, BetError> {
        let mut supposing = self.begin(view, suppositions)?;
        at_once(|stretch| self.step(view, &mut supposing, stretch).transpose())
    }

    /// Begins to work the same out in short steps.
    ///
    /// # Errors
    /// Those of [`Rehearsal::suppose`].
    pub fn begin(&self, view: &View<'_>, suppositions: &[(RowId, Suppose)]) -> Result<Supposed, BetError> {
        let (pool, idle) = self.supposed(view, suppositions)?;
        let won = pool.won_in(&self.period)?;
        let own = |(_, supposed): &&(RowId, Suppose)| matches!(supposed, Suppose::Chance(_));
        let unasked = if asks(view) { 0 } else { suppositions.iter().filter(own).count() };
        Ok(Supposed { idle, unasked, won, pool, taking: None, making: None })
    }

    /// Goes on until the stretch is over; the period once it is known.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(
        &self,
        view: &View<'_>,
        supposed: &mut Supposed,
        stretch: &mut Stretch,
    ) -> Result<Option<WhatIf>, BetError> {
        let Supposed { pool, taking, making, won, .. } = supposed;
        if making.is_none() {
            if taking.is_none() {
                // They were copied to be supposed otherwise.
                stretch.spend(2 * GLANCE * pool.open.len() as u64);
            }
            *making = take(&self.period, pool, taking, *won, stretch);
        }
        let Some((counted, combining)) = making else { return Ok(None) };
        let Some(distribution) = combining.step(stretch)? else { return Ok(None) };
        let counted = std::mem::take(counted);
        Ok(Some(WhatIf {
            curve: curve(&self.distribution, &distribution, self.before.targets[0]),
            before: self.before.clone(),
            after: Outcome::of(self.period, view.board.targets(), supposed.won, &distribution, counted),
            idle: std::mem::take(&mut supposed.idle),
            unasked: supposed.unasked,
        }))
    }

    fn supposed(
        &self,
        view: &View<'_>,
        suppositions: &[(RowId, Suppose)],
    ) -> Result<(Pool, Vec<(RowId, Idle)>), BetError> {
        let mut pool = self.pool.clone();
        let idle = suppose_in(&mut pool, view, &self.period, suppositions)?;
        Ok((pool, idle))
    }
}

/// The period with some suppositions, being worked out.
#[derive(Debug)]
pub struct Supposed {
    idle: Vec<(RowId, Idle)>,
    unasked: usize,
    won: i64,
    pool: Pool,
    taking: Option<Box<Taking>>,
    making: Option<(Counted, Box<Combining>)>,
}

/// Takes the deals of a period until the stretch is over; their sums, and their distribution begun, once all are taken.
fn take(
    period: &Period,
    pool: &Pool,
    taking: &mut Option<Box<Taking>>,
    won: i64,
    stretch: &mut Stretch,
) -> Option<(Counted, Box<Combining>)> {
    let inside = |deal: &Prospect| period.contains(deal.close).then_some(1.0);
    let taken = pool.take_on(taking.get_or_insert_with(|| Box::new(pool.taking())), &inside, stretch)?;
    stretch.spend(2 * GLANCE * taken.deals.len() as u64);
    let combining = Box::new(taken.combining(won));
    Some((taken.counted, combining))
}

/// The period made ready in short steps: call [`Rehearsing::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Rehearsing {
    deals: Sweep<Inside>,
    taking: Option<Box<Taking>>,
    making: Option<(i64, Counted, Box<Combining>)>,
}

/// The deals that count in a period, and those that are linked to others wherever they close.
#[derive(Debug)]
pub(super) struct Inside {
    pub period: Period,
    pub pool: Pool,
}

impl Inside {
    pub fn look(view: &View<'_>, own: &mut Inside, row: RowId) {
        own.pool.put(view, row, is_kept(view, row));
        own.pool.open.pop_if(|deal| deal.link.is_none() && !own.period.contains(deal.close));
        own.pool.won.pop_if(|(_, day, _)| !own.period.contains(*day));
        own.pool.left_out.clear();
    }
}

impl Rehearsing {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>) -> Rehearsing {
        let plan = view.plan();
        let period = view.board.period().unwrap_or_else(|| Period::of(plan, view.today, Span::default(), 0));
        let inside = Inside { period, pool: Pool::default() };
        let deals = Sweep::new(plan.table(Sheet::Deals).ids().collect(), inside, Inside::look);
        Rehearsing { deals, taking: None, making: None }
    }

    /// Goes on until the stretch is over; the period once it is ready.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Rehearsal>, BetError> {
        if self.making.is_none() {
            if !self.deals.step(view, stretch) {
                return Ok(None);
            }
            let Inside { period, pool } = &self.deals.gathered;
            let won = pool.won_in(period)?;
            let taken = take(period, pool, &mut self.taking, won, stretch);
            self.making = taken.map(|(counted, combining)| (won, counted, combining));
        }
        let Some((won, counted, making)) = &mut self.making else { return Ok(None) };
        let Some(distribution) = making.step(stretch)? else { return Ok(None) };
        let Inside { period, pool } = &mut self.deals.gathered;
        let before = Outcome::of(*period, view.board.targets(), *won, &distribution, std::mem::take(counted));
        Ok(Some(Rehearsal { period: *period, pool: std::mem::take(pool), before, distribution }))
    }
}

fn curve(before: &Distribution, after: &Distribution, target: Option<i64>) -> Vec<(i64, f64, f64)> {
    /// What is less likely at either end is not drawn.
    const RARE: f64 = 0.001;
    let ends = |of: &Distribution| [of.quantile(RARE), of.quantile(1.0 - RARE)];
    let drawn = [ends(before), ends(after)].concat();
    let results = drawn.into_iter().chain(target);
    let (least, most) = results.fold((i64::MAX, i64::MIN), |(least, most), at| (least.min(at), most.max(at)));
    let wide = i128::from(most) - i128::from(least);
    let at = |step: i64| i64::try_from(i128::from(least) + wide * i128::from(step) / i128::from(STEPS)).unwrap_or(most);
    let mut results: Vec<i64> = (0..=STEPS).map(at).collect();
    results.dedup();
    results.into_iter().map(|at| (at, before.at_least(at), after.at_least(at))).collect()
}
