//! What one deal stands for in the forecast.

use super::{Period, Policy, Rates};
use crate::forecast::Bet;
use crate::forecast::adjust::shifted;
use crate::forecast::learned::Tally;
use crate::model::schema::{deals, setup::stages};
use crate::model::{Col, Date, Percent, Plan, Read, RowId, Sheet, Value};

/// Cells of a deal that are counted before they are committed, if they ever are: one that is being typed, those that are
/// supposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The deal.
    pub row: RowId,
    /// Columns, by their places among the definitions, with what stands in them so far.
    pub cells: Vec<(usize, Value)>,
}

impl Draft {
    /// One cell.
    #[must_use]
    pub fn of(row: RowId, column: usize, value: Value) -> Draft {
        Draft { row, cells: vec![(column, value)] }
    }

    /// What stands in a column so far; none where the plan has the word.
    #[must_use]
    pub fn value(&self, column: usize) -> Option<&Value> {
        self.cells.iter().find(|(own, _)| *own == column).map(|(_, value)| value)
    }
}

/// Reads a cell of a deal, the draft in front.
pub(super) fn read<'a, T: Read>(
    plan: &'a Plan,
    draft: Option<&'a Draft>,
    row: RowId,
    column: Col<T>,
) -> Option<T::Out<'a>> {
    match draft.filter(|draft| draft.row == row).and_then(|draft| draft.value(column.index)) {
        Some(value) => T::read(value),
        None => plan.get(row, column),
    }
}

/// Where a probability comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The stage's assumed value.
    Ladder,
    /// The seller's own value.
    Own,
    /// What closed deals have shown, drawn towards the stage's assumed value.
    Learned,
    /// The same, or the assumed value, moved by what is known of the deal.
    Adjusted,
    /// The deal has ended: 0 or 1.
    Ended,
}

/// The probability used, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The probability.
    pub p: Percent,
    /// Where it comes from.
    pub source: Source,
    /// The stage, where there is one.
    pub stage: Option<RowId>,
    /// The stage's assumed value, where it has one.
    pub assumed: Option<Percent>,
    /// Closed deals that reached the stage, and how many were won, where the probability is learned from them.
    pub tally: Option<Tally>,
    /// The value before it was moved by what is known of the deal.
    pub base: Option<Percent>,
}

/// What a deal is to the forecast of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Won within the period, in minor units of the plan's currency.
    Won(i64),
    /// May be won within the period.
    Open(Bet),
    /// Belongs to another period or person, has ended without a win, or is not counted by choice.
    Elsewhere,
    /// Would count, but has no amount.
    NoAmount,
    /// Would count, but its amount is a text that cannot be read.
    Unread,
    /// Would count, but its currency has no rate.
    NoRate,
    /// Open, but without an expected close.
    NoClose,
    /// Open, but its expected close is a text that cannot be read.
    UnreadClose,
    /// Open, but expected before the period, on a day that has passed: of no period until its close is moved.
    Overdue,
    /// Open, but without a stage or an own probability.
    NoStage,
}

/// Whether a deal has not ended.
#[must_use]
pub fn is_open(plan: &Plan, draft: Option<&Draft>, row: RowId) -> bool {
    read(plan, draft, row, deals::OUTCOME).is_none()
}

/// Whether nobody has written anything into the row of a deal yet, be it in a draft: such a row is no deal.
#[must_use]
pub fn is_blank(plan: &Plan, draft: Option<&Draft>, row: RowId) -> bool {
    let typed = draft.is_some_and(|draft| draft.row == row && draft.cells.iter().any(|(_, value)| !value.is_empty()));
    !typed && plan.is_blank(Sheet::Deals, row)
}

/// The value a stage assumes; none outside the funnel.
#[must_use]
pub fn assumed(plan: &Plan, stage: RowId) -> Option<Percent> {
    plan.get(stage, stages::P)
}

/// The probability used for a deal, by the plan's policy; 0 or 1 once the deal has ended. None where the policy knows none.
///
/// `rates` are what closed deals have shown, where the policy is to learn from them.
#[must_use]
pub fn chance(plan: &Plan, draft: Option<&Draft>, rates: Option<&Rates>, row: RowId) -> Option<Chance> {
    chance_by(Policy::of(plan), plan, draft, rates, row)
}

/// The probability that a policy gives a deal.
#[must_use]
pub fn chance_by(
    policy: Policy,
    plan: &Plan,
    draft: Option<&Draft>,
    rates: Option<&Rates>,
    row: RowId,
) -> Option<Chance> {
    let stage = read(plan, draft, row, deals::STAGE).filter(|stage| plan.table(Sheet::Stages).contains(*stage));
    let ladder = stage.and_then(|stage| assumed(plan, stage));
    let with = |p, source| Some(Chance { p, source, stage, assumed: ladder, tally: None, base: None });
    if let Some(outcome) = read(plan, draft, row, deals::OUTCOME) {
        return with(Percent::of(if outcome == "won" { 100 } else { 0 }), Source::Ended);
    }
    let of_stage = || ladder.and_then(|p| with(p, Source::Ladder));
    match policy {
        Policy::Ladder => of_stage(),
        Policy::Own => match read(plan, draft, row, deals::P_OWN) {
            Some(p) => with(p, Source::Own),
            None => of_stage(),
        },
        Policy::Learned | Policy::Adjusted => {
            let (exact, tally) = learned_at(plan, rates, stage?)?;
            let source = if tally.is_some() { Source::Learned } else { Source::Ladder };
            let rounded = |p: f64| Percent { ppm: (p * 1e6).round() as i64 };
            let found = Chance { p: rounded(exact), source, stage, assumed: ladder, tally, base: None };
            let shift = rates.filter(|_| policy == Policy::Adjusted).and_then(|rates| rates.shifts.get(&row));
            Some(match shift {
                Some(shift) => {
                    let p = rounded(shifted(exact, *shift));
                    Chance { p, source: Source::Adjusted, base: Some(found.p), ..found }
                }
                None => found,
            })
        }
    }
}

/// Whether the chance of an open deal would be what its stage assumes, and nothing that anybody has said of it or that closed
/// deals have shown.
pub(super) fn is_assumed(plan: &Plan, draft: Option<&Draft>, rates: Option<&Rates>, row: RowId) -> bool {
    match Policy::of(plan) {
        Policy::Ladder => true,
        Policy::Own => read(plan, draft, row, deals::P_OWN).is_none(),
        Policy::Learned | Policy::Adjusted => {
            let stage = read(plan, draft, row, deals::STAGE);
            stage.and_then(|stage| rates?.stage(stage)).is_none_or(|rate| rate.learned.is_none())
        }
    }
}

/// The rate learned of a stage with what it rests on, else the value that the stage assumes.
fn learned_at(plan: &Plan, rates: Option<&Rates>, stage: RowId) -> Option<(f64, Option<Tally>)> {
    let known = rates.and_then(|rates| rates.stage(stage)).and_then(|rate| Some((rate.learned?, Some(rate.tally))));
    known.or_else(|| assumed(plan, stage).map(|p| (p.chance(), None)))
}

/// The probability that the plan's policy would give an open deal in another stage, if nobody gave it one of its own; the
/// signs that it shows now go with it.
pub(super) fn chance_at(plan: &Plan, rates: Option<&Rates>, row: RowId, stage: RowId) -> Option<f64> {
    let policy = Policy::of(plan);
    let (p, _) = learned_at(plan, rates.filter(|_| policy.learns()), stage)?;
    let shift = rates.filter(|_| policy == Policy::Adjusted).and_then(|rates| rates.shifts.get(&row));
    Some(shift.map_or(p, |shift| shifted(p, *shift)))
}

/// What a deal stands for in a period, for one person or for all, on a day.
#[must_use]
pub fn standing(
    plan: &Plan,
    draft: Option<&Draft>,
    rates: Option<&Rates>,
    row: RowId,
    (period, today): (&Period, Date),
    person: Option<RowId>,
) -> Standing {
    if person.is_some() && read(plan, draft, row, deals::OWNER) != person {
        return Standing::Elsewhere;
    }
    let worth = |money| plan.in_plan_currency(money).filter(|minor| *minor >= 0);
    if let Some(outcome) = read(plan, draft, row, deals::OUTCOME) {
        let closed: Option<Date> =
            read(plan, draft, row, deals::CLOSED).or_else(|| read(plan, draft, row, deals::CLOSE));
        if outcome != "won" || !closed.is_some_and(|day| period.contains(day)) {
            return Standing::Elsewhere;
        }
        let amount = read(plan, draft, row, deals::FINAL).or_else(|| read(plan, draft, row, deals::AMOUNT));
        return match amount.map(worth) {
            Some(Some(minor)) => Standing::Won(minor),
            Some(None) => Standing::NoRate,
            None => without_amount(plan, draft, row),
        };
    }
    let stage = read(plan, draft, row, deals::STAGE);
    let outside = stage.is_some_and(|stage| plan.get(stage, stages::NUMBER).is_some_and(|n| n.millionths == 0));
    if outside || category(plan, draft, row) == Some("omit") {
        return Standing::Elsewhere;
    }
    let Some(close) = read(plan, draft, row, deals::CLOSE) else {
        return match is_unread(plan, draft, row, deals::CLOSE) {
            true => Standing::UnreadClose,
            false if is_blank(plan, draft, row) => Standing::Elsewhere,
            false => Standing::NoClose,
        };
    };
    if !period.contains(close) {
        return if close < period.from && close < today { Standing::Overdue } else { Standing::Elsewhere };
    }
    // The ends of an uncertain amount count as well: one of them without a rate would be taken for the likely amount.
    let unrated = |column| read(plan, draft, row, column).is_some_and(|money| plan.in_plan_currency(money).is_none());
    let Some(chance) = chance(plan, draft, rates, row) else { return Standing::NoStage };
    match read(plan, draft, row, deals::AMOUNT).map(worth) {
        Some(Some(_)) if unrated(deals::LOW) || unrated(deals::HIGH) => Standing::NoRate,
        Some(Some(minor)) => Bet::new(minor, chance.p.chance()).map_or(Standing::NoAmount, Standing::Open),
        Some(None) => Standing::NoRate,
        None => without_amount(plan, draft, row),
    }
}

/// What a deal is of which no amount is known, be it that nobody wrote one or that it cannot be read.
pub(super) fn without_amount(plan: &Plan, draft: Option<&Draft>, row: RowId) -> Standing {
    let won = read(plan, draft, row, deals::OUTCOME).is_some();
    let is_unread = |column| is_unread(plan, draft, row, column);
    if is_unread(deals::AMOUNT) || won && is_unread(deals::FINAL) { Standing::Unread } else { Standing::NoAmount }
}

/// Whether a cell of a deal holds a text that cannot be read, the draft in front.
pub(super) fn is_unread<T>(plan: &Plan, draft: Option<&Draft>, row: RowId, column: Col<T>) -> bool {
    let typed = draft.filter(|draft| draft.row == row).and_then(|draft| draft.value(column.index));
    typed.unwrap_or_else(|| plan.value(Sheet::Deals, row, &column.key())).is_invalid()
}

/// The forecast category: the seller's choice, else the stage's.
fn category<'a>(plan: &'a Plan, draft: Option<&'a Draft>, row: RowId) -> Option<&'a str> {
    let stage = read(plan, draft, row, deals::STAGE);
    read(plan, draft, row, deals::CATEGORY).or_else(|| plan.get(stage?, stages::CATEGORY))
}
