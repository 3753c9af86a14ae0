//! What is not known about a deal: the questions written down, and those of the stages it has reached.

use rustc_hash::FxHashSet;

use super::deal::{is_open, read};
use super::derive::View;
use crate::model::schema::{deals, setup, strategy::unknowns};
use crate::model::{Decimal, RowId, Sheet, Value, order};

/// The questions of the deal that are written down and have no answer yet.
#[must_use]
pub fn open_unknowns(view: &View<'_>, deal: RowId) -> Vec<RowId> {
    let plan = view.plan();
    let is_open = |row: &RowId| !matches!(plan.get(*row, unknowns::STATUS), Some("answered" | "dropped"));
    plan.linked(Sheet::Unknowns, "deal", deal).filter(is_open).collect()
}

/// The lines of the information list, of the deal's stage and those before it, that nobody has written down for it.
#[must_use]
pub fn unasked(view: &View<'_>, deal: RowId) -> Vec<RowId> {
    let plan = view.plan();
    if !is_open(plan, view.draft, deal) || view.board.is_blank(deal) {
        return Vec::new();
    }
    let number = |stage: RowId| plan.get(stage, setup::stages::NUMBER).map_or(0, Decimal::trunc);
    let Some(reached) = read(plan, view.draft, deal, deals::STAGE).map(number) else { return Vec::new() };
    let mut taken = FxHashSet::default();
    let mut texts: FxHashSet<&str> = FxHashSet::default();
    for row in plan.linked(Sheet::Unknowns, "deal", deal) {
        taken.extend(plan.get(row, unknowns::FROM_LIST));
        texts.extend(plan.get(row, unknowns::QUESTION).map(str::trim));
    }
    let is_written = |row: RowId| {
        let says = |key: &str| matches!(plan.value(Sheet::Questions, row, key), Value::Text(text) if texts.contains(text.trim()));
        taken.contains(&row) || says("question") || says("question_zh")
    };
    let mut lines: Vec<(i64, RowId)> = plan
        .table(Sheet::Questions)
        .ids()
        .filter_map(|row| Some((number(plan.get(row, setup::questions::STAGE)?), row)))
        .filter(|(number, row)| (1..=reached).contains(number) && !is_written(*row))
        .collect();
    // By stage; within one, in the order of the list.
    order::sort_by_key(&mut lines, |(number, _)| *number);
    lines.into_iter().map(|(_, row)| row).collect()
}
