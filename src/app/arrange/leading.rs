//! Filters and colour rules that name a record which becomes another.

use super::{arrangement_in, cells_of};
use crate::app::grid::Condition;
use crate::app::state::App;
use crate::log::Change;
use crate::model::schema::views;
use crate::model::{Key, RowId, Sheet, Table, Value};

impl App {
    /// The changes by which what views ask of columns about a record is asked about another one: in named views, and in how
    /// devices left their tables.
    pub(in crate::app) fn asked_of_another(&self, of: Sheet, (row, other): (RowId, RowId)) -> Vec<Change> {
        let (plan, sheet) = (self.plan(), Sheet::Views);
        let mut changes = Vec::new();
        for view in plan.table(sheet).ids() {
            let Some(table) = plan.get(view, views::TABLE).and_then(Sheet::of_key).map(|sheet| plan.table(sheet))
            else {
                continue;
            };
            let before = arrangement_in(plan, view);
            let mut after = before.clone();
            let filters = after.filter.columns.iter_mut().map(|(key, condition)| (&*key, condition));
            let colours = after.colours.iter_mut().map(|colour| (&colour.column, &mut colour.when));
            for (key, condition) in filters.chain(colours) {
                if leads_to(table, key, of) {
                    exchange(condition, row, other);
                }
            }
            if after != before {
                let cells = cells_of(table.sheet(), &after).into_iter();
                let cells = cells.filter(|(column, value)| plan.value(sheet, view, column) != value);
                changes.extend(cells.map(|(column, value)| Change::Set { sheet, row: view, column, value }));
            }
        }
        changes
    }
}

/// Whether what is asked of a column may be a row of a table.
fn leads_to(table: &Table, key: &Key, of: Sheet) -> bool {
    table.definition(key).is_some_and(|definition| definition.kind.target() == Some(of))
}

fn exchange(condition: &mut Condition, row: RowId, other: RowId) {
    let Condition::Among { values, .. } = condition else { return };
    if !values.contains(&Value::Link(row)) {
        return;
    }
    let is_there = values.contains(&Value::Link(other));
    match is_there {
        true => values.retain(|value| *value != Value::Link(row)),
        false => {
            values.iter_mut().filter(|value| **value == Value::Link(row)).for_each(|value| *value = Value::Link(other))
        }
    }
}
