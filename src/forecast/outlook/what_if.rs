//! What if: the period with some deals taken otherwise, without touching the plan.
//!
//! A supposition is cells that are not written: the deal is counted as it would be with them in the plan, so that keeping
//! it brings just the numbers that were shown.

use super::deal::{Draft, is_open};
use super::derive::View;
use super::pool::{Outcome, Pool};
use super::{Period, Policy, Rehearsal, Span, Standing};
use crate::forecast::{Bet, BetError};
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
                cells.push((OUTCOME.index, Value::Choice(Key::new_static(deals::NOT_WON))));
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
        Standing::NoAmount | Standing::Unread | Standing::NoRate => Some(Idle::Uncounted),
        Standing::NoClose | Standing::UnreadClose | Standing::NoStage => Some(Idle::Uncounted),
    })
}

/// Whether a deal that is not won counts in some period, or did before it was supposed to be lost.
fn is_counted(standing: Standing, supposed: &[Suppose]) -> bool {
    matches!(standing, Standing::Open(_)) || standing == Standing::Elsewhere && supposed.contains(&Suppose::Lost)
}

/// Whether the plan counts own probabilities.
pub(super) fn asks(view: &View<'_>) -> bool {
    Policy::of(view.plan()) == Policy::Own
}

/// Whether a deal is of the person that the board looks at, or of anybody.
pub(super) fn is_kept(view: &View<'_>, row: RowId) -> bool {
    let person = view.board.scope().person;
    person.is_none() || view.plan().get(row, deals::OWNER) == person
}
