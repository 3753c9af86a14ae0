//! What if: the period with some deals taken otherwise, without touching the plan.
//!
//! A supposition is cells that are not written: the deal is counted as it would be with them in the plan, so that keeping
//! it brings just the numbers that were shown.

use super::deal::{Draft, is_open};
use super::derive::View;
use super::pool::{Counted, Outcome, Pool, Prospect};
use super::result::Combining;
use super::sweep::{Sweep, at_once};
use super::{Period, Policy, Span, Standing};
use crate::forecast::{Bet, BetError, Distribution, Stretch};
use crate::model::schema::deals::{self, AMOUNT, CLOSE, CLOSED, DEFINITIONS, FINAL, OUTCOME, P_OWN};
use crate::model::{Date, Key, Money, Percent, RowId, Sheet, Value};

/// A supposition about one deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suppose {
    /// It is won within the period.
    Won,
    /// It is lost.
    Lost,
    /// It has this chance, 0–1.
    Chance(f64),
    /// It closes on this day.
    Close(Date),
    /// It brings so much, in minor units of the plan's currency, ≥ 0.
    Amount(i64),
}

impl Suppose {
    /// Whether both are about the same: how likely it is, when, or how much. Of such the later one holds.
    #[must_use]
    pub const fn is_about_the_same(self, other: Suppose) -> bool {
        matches!(
            (self, other),
            (Suppose::Won | Suppose::Lost | Suppose::Chance(_), Suppose::Won | Suppose::Lost | Suppose::Chance(_))
                | (Suppose::Close(_), Suppose::Close(_))
                | (Suppose::Amount(_), Suppose::Amount(_))
        )
    }
}

/// Why a supposition changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// The deal is not there any more.
    Gone,
    /// It has ended.
    Ended,
    /// It belongs to somebody else than the person looked at, or is not counted by choice.
    Elsewhere,
    /// It closes in another period, and would even so.
    Outside,
    /// It lacks an amount, a rate, a close or a stage, and cannot be counted even so.
    Uncounted,
}

/// The period as it is, and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// As it is.
    pub before: Outcome,
    /// As it would be.
    pub after: Outcome,
    /// P(S ≥ x) as it is and as it would be, for results x in minor units that lie evenly, from certain to impossible.
    pub curve: Vec<(i64, f64, f64)>,
    /// Suppositions that changed nothing, and why.
    pub idle: Vec<(RowId, Idle)>,
    /// How many chances are supposed that the plan would not count if they were kept: its policy does not ask for own ones.
    pub unasked: usize,
}

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
        let taken = pool.take(&|deal: &Prospect| self.period.contains(deal.close).then_some(1.0));
        let own = |(_, supposed): &&(RowId, Suppose)| matches!(supposed, Suppose::Chance(_));
        let unasked = if asks(view) { 0 } else { suppositions.iter().filter(own).count() };
        let making = Box::new(taken.combining(won));
        Ok(Supposed { idle, unasked, won, counted: taken.counted, making })
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
        let Some(distribution) = supposed.making.step(stretch)? else { return Ok(None) };
        let counted = std::mem::take(&mut supposed.counted);
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
    counted: Counted,
    making: Box<Combining>,
}

/// The period made ready in short steps: call [`Rehearsing::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Rehearsing {
    deals: Sweep<Inside>,
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
        Rehearsing { deals: Sweep::new(plan.table(Sheet::Deals).ids().collect(), inside, Inside::look), making: None }
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
            let taken = pool.take(&|deal: &Prospect| period.contains(deal.close).then_some(1.0));
            self.making = Some((won, taken.counted.clone(), Box::new(taken.combining(won))));
        }
        let Some((won, counted, making)) = &mut self.making else { return Ok(None) };
        let Some(distribution) = making.step(stretch)? else { return Ok(None) };
        let Inside { period, pool } = &mut self.deals.gathered;
        let before = Outcome::of(*period, view.board.targets(), *won, &distribution, std::mem::take(counted));
        Ok(Some(Rehearsal { period: *period, pool: std::mem::take(pool), before, distribution }))
    }
}

/// Counts the deals of a period as they would be with suppositions; those that change nothing, and why.
pub(super) fn suppose_in(
    pool: &mut Pool,
    view: &View<'_>,
    period: &Period,
    suppositions: &[(RowId, Suppose)],
) -> Result<Vec<(RowId, Idle)>, BetError> {
    let mut idle = Vec::new();
    for (row, supposed) in by_deal(suppositions) {
        idle.extend(put_in(pool, view, period, row, &supposed)?.map(|why| (row, why)));
    }
    Ok(idle)
}

/// The board's period with some suppositions: [`Rehearsal::suppose`] for once.
///
/// # Errors
/// Those of [`Rehearsal::suppose`].
pub fn what_if(view: &View<'_>, suppositions: &[(RowId, Suppose)]) -> Result<WhatIf, BetError> {
    Rehearsal::of(view)?.suppose(view, suppositions)
}

/// The cells that would make suppositions about one deal true: its columns, by their keys, with what would stand there.
/// What is won is won today, or on the day of the period that is nearest.
#[must_use]
pub fn supposed_cells(view: &View<'_>, row: RowId, supposed: &[Suppose]) -> Vec<(Key, Value)> {
    let period = view.board.period().unwrap_or_else(|| Period::of(view.plan(), view.today, Span::default(), 0));
    let cells = cells(view, &period, row, supposed).into_iter();
    cells.filter_map(|(at, value)| Some((DEFINITIONS.get(at)?.key.clone(), value))).collect()
}

fn cells(view: &View<'_>, period: &Period, row: RowId, supposed: &[Suppose]) -> Vec<(usize, Value)> {
    let plan = view.plan();
    let mut cells: Vec<(usize, Value)> = Vec::new();
    for supposed in supposed {
        match *supposed {
            Suppose::Won => {
                let day = view.today.clamp(period.from, period.until);
                cells.push((OUTCOME.index, Value::Choice(Key::new_static("won"))));
                cells.push((CLOSED.index, Value::Date(day)));
            }
            Suppose::Lost => {
                cells.push((OUTCOME.index, Value::Choice(Key::new_static("lost"))));
                cells.push((CLOSED.index, Value::Date(view.today)));
            }
            Suppose::Chance(p) => {
                let ppm = (p.clamp(0.0, 1.0) * 1e6).round() as i64;
                cells.push((P_OWN.index, Value::Percent(Percent { ppm })));
            }
            Suppose::Close(day) => cells.push((CLOSE.index, Value::Date(day))),
            Suppose::Amount(minor) => {
                let money = Value::Money(Money::new(minor, plan.currency()));
                if plan.get(row, FINAL).is_some() {
                    cells.push((FINAL.index, money.clone()));
                }
                cells.push((AMOUNT.index, money));
            }
        }
    }
    cells
}

/// The suppositions deal by deal, in the order in which deals are first named; of those about the same the latest.
#[must_use]
pub fn by_deal(suppositions: &[(RowId, Suppose)]) -> Vec<(RowId, Vec<Suppose>)> {
    let mut found: Vec<(RowId, Vec<Suppose>)> = Vec::new();
    for &(row, supposed) in suppositions {
        let at = found.iter().position(|(own, _)| *own == row).unwrap_or_else(|| {
            found.push((row, Vec::new()));
            found.len() - 1
        });
        if let Some((_, own)) = found.get_mut(at) {
            own.retain(|other| !other.is_about_the_same(supposed));
            own.push(supposed);
        }
    }
    found
}

/// Counts a deal as it would be; says why where that changes nothing.
fn put_in(
    pool: &mut Pool,
    view: &View<'_>,
    period: &Period,
    row: RowId,
    supposed: &[Suppose],
) -> Result<Option<Idle>, BetError> {
    let plan = view.plan();
    for supposed in supposed {
        match *supposed {
            Suppose::Chance(p) => drop(Bet::new(0, p)?),
            Suppose::Amount(minor) => drop(Bet::new(minor, 0.0)?),
            _ => {}
        }
    }
    if !plan.table(Sheet::Deals).contains(row) {
        return Ok(Some(Idle::Gone));
    }
    if !is_open(plan, view.draft, row) {
        return Ok(Some(Idle::Ended));
    }
    if !is_kept(view, row) {
        return Ok(Some(Idle::Elsewhere));
    }
    let mut cells = cells(view, period, row, supposed);
    // What is being typed stands beside what is supposed.
    cells.extend(view.draft.filter(|draft| draft.row == row).into_iter().flat_map(|draft| draft.cells.clone()));
    let draft = Draft { row, cells };
    let is_inside = |pool: &Pool| pool.open.iter().any(|deal| deal.row == row && period.contains(deal.close));
    let was_inside = is_inside(pool);
    pool.take_out(row);
    let standing = pool.put(&View { draft: Some(&draft), ..*view }, row, true);
    let chance = supposed.iter().find_map(|supposed| if let Suppose::Chance(p) = supposed { Some(*p) } else { None });
    if let (Standing::Open(bet), Some(p)) = (standing, chance.filter(|_| !asks(view)))
        && let Some(deal) = pool.open.last_mut()
    {
        deal.bet = Bet::new(bet.amount(), p)?;
    }
    Ok(match standing {
        Standing::Won(_) => None,
        _ if !was_inside && !is_inside(pool) && is_counted(standing, supposed) => Some(Idle::Outside),
        Standing::Open(_) => None,
        // A deal that is lost is nowhere.
        Standing::Elsewhere if supposed.contains(&Suppose::Lost) => None,
        Standing::Elsewhere => Some(Idle::Elsewhere),
        Standing::Overdue => Some(Idle::Outside),
        Standing::NoAmount | Standing::NoRate | Standing::NoClose | Standing::NoStage => Some(Idle::Uncounted),
    })
}

/// Whether a deal that is not won counts in some period, or did before it was supposed to be lost.
fn is_counted(standing: Standing, supposed: &[Suppose]) -> bool {
    matches!(standing, Standing::Open(_)) || standing == Standing::Elsewhere && supposed.contains(&Suppose::Lost)
}

/// Whether the plan counts own probabilities.
fn asks(view: &View<'_>) -> bool {
    Policy::of(view.plan()) == Policy::Own
}

/// Whether a deal is of the person that the board looks at, or of anybody.
pub(super) fn is_kept(view: &View<'_>, row: RowId) -> bool {
    let person = view.board.scope().person;
    person.is_none() || view.plan().get(row, deals::OWNER) == person
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
