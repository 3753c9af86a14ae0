//! Running sums: what the amounts under a column come to, kept up with the rows that change, so that a key costs the same
//! under ten deals and under a hundred thousand.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::super::grid::Layout;
use super::super::state::App;
use crate::forecast::outlook::{Lacking, lacking};
use crate::model::schema::deals;
use crate::model::{Computed, Currency, Definition, RowId, Sheet, Value, order};

/// What a row that the grid does not show brings.
const NOT_SHOWN: i64 = i64::MIN;
/// What a row brings whose currency has no rate.
const NO_RATE: i64 = i64::MIN + 1;
/// What a row brings whose cell holds a text that is no amount, or follows from such a one.
const UNREADABLE: i64 = i64::MIN + 2;
/// Columns kept at most.
const MOST: usize = 16;

/// What the amounts of a column come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MoneySum {
    /// In minor units of the plan's currency.
    pub minor: i128,
    /// How many amounts have no rate.
    pub without: usize,
    /// How many are of another currency.
    pub converted: usize,
    /// How many cells of a formula have no result.
    pub unknown: usize,
    /// How many amounts cannot be read.
    pub unreadable: usize,
}

impl MoneySum {
    /// Adds what a row brings.
    pub(super) fn add(&mut self, part: i64) {
        self.minor += known(part);
        self.without += usize::from(part == NO_RATE);
        self.unreadable += usize::from(part == UNREADABLE);
    }
}

/// The sums of columns of amounts.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Running {
    columns: Vec<Column>,
    /// At how many cells was looked.
    #[cfg(test)]
    pub looked: u64,
}

#[derive(Clone, Debug)]
struct Column {
    layout: Arc<Layout>,
    /// Its place among the definitions.
    index: usize,
    /// What else the amounts depend on.
    basis: [u64; 4],
    /// In minor units of the plan's currency.
    sum: i128,
    /// How many amounts have no rate.
    without: usize,
    /// How many cells hold a text that is no amount.
    unreadable: usize,
    /// The rows whose amounts are converted.
    converted: FxHashSet<RowId>,
    /// What each row brings, by its slot.
    parts: Vec<i64>,
    /// Rows to be looked at again.
    touched: Vec<RowId>,
}

impl Running {
    /// Notes rows of a table that are to be looked at again when somebody asks.
    pub fn touch(&mut self, sheet: Sheet, rows: &[RowId]) {
        if rows.is_empty() {
            return;
        }
        self.columns.retain_mut(|column| {
            if column.layout.sheet() != sheet {
                return true;
            }
            column.touched.extend_from_slice(rows);
            // Beyond that it is less work to begin anew.
            column.touched.len() <= column.parts.len() / 2 + 64
        });
    }

    /// The column if it is kept, as far as it was counted; in the front from now on.
    fn take(&mut self, layout: &Arc<Layout>, index: usize, basis: [u64; 4]) -> Option<Column> {
        // What was of other rows is not asked for again.
        self.columns.retain(|kept| kept.layout.sheet() != layout.sheet() || Arc::ptr_eq(&kept.layout, layout));
        let at = self.columns.iter().position(|kept| kept.index == index && Arc::ptr_eq(&kept.layout, layout))?;
        Some(self.columns.remove(at)).filter(|kept| kept.basis == basis)
    }

    fn keep(&mut self, column: Column, _looked: usize) {
        #[cfg(test)]
        {
            self.looked += _looked as u64;
        }
        self.columns.truncate(MOST - 1);
        self.columns.insert(0, column);
    }
}

impl App {
    /// The amounts of a column under a table: those that have a rate in minor units of the plan's currency, how many have
    /// none, and how many are of another currency.
    ///
    /// None where the column depends on more than its own row.
    pub(super) fn running_sum(&self, layout: &Arc<Layout>, index: usize, definition: &Definition) -> Option<MoneySum> {
        if !stands_alone(definition) {
            return None;
        }
        let (sheet, plan) = (layout.sheet(), self.plan());
        let table = plan.table(sheet);
        let version = |sheet: Sheet| plan.table(sheet).version();
        let basis = [table.defined(), version(Sheet::Settings), version(Sheet::Rates), self.board.rebuilds()];
        let kept = self.memory.borrow_mut().running.take(layout, index, basis);
        let looked;
        let column = match kept {
            Some(mut column) => {
                let mut touched = std::mem::take(&mut column.touched);
                order::sort(&mut touched);
                touched.dedup();
                looked = touched.len();
                for row in touched {
                    let part = table.slot(row).and_then(|slot| column.parts.get_mut(slot as usize));
                    if let Some(part) = part.filter(|part| **part != NOT_SHOWN) {
                        let now = self.amount_in(sheet, row, index, definition);
                        column.sum += known(now) - known(*part);
                        column.without += usize::from(now == NO_RATE);
                        column.without -= usize::from(*part == NO_RATE);
                        column.unreadable += usize::from(now == UNREADABLE);
                        column.unreadable -= usize::from(*part == UNREADABLE);
                        match self.is_converted(sheet, row, index, definition) {
                            true => column.converted.insert(row),
                            false => column.converted.remove(&row),
                        };
                        *part = now;
                    }
                }
                column
            }
            None => {
                let (mut parts, mut sum) = (vec![NOT_SHOWN; table.slots()], 0);
                let (mut without, mut unreadable) = (0, 0);
                let mut converted = FxHashSet::default();
                let records = layout.rows()?.records();
                looked = records.len();
                for row in records {
                    let part = table.slot(*row).and_then(|slot| parts.get_mut(slot as usize))?;
                    *part = self.amount_in(sheet, *row, index, definition);
                    sum += known(*part);
                    without += usize::from(*part == NO_RATE);
                    unreadable += usize::from(*part == UNREADABLE);
                    if self.is_converted(sheet, *row, index, definition) {
                        converted.insert(*row);
                    }
                }
                let (layout, touched) = (Arc::clone(layout), Vec::new());
                Column { layout, index, basis, sum, without, unreadable, converted, parts, touched }
            }
        };
        let (minor, without, converted) = (column.sum, column.without, column.converted.len());
        let found = MoneySum { minor, without, converted, unknown: 0, unreadable: column.unreadable };
        self.memory.borrow_mut().running.keep(column, looked);
        Some(found)
    }

    /// What is being typed into a cell of a deal, as far as it goes.
    pub(super) fn drafted(&self, sheet: Sheet, row: RowId, index: usize) -> Option<&Value> {
        let draft = self.draft.as_ref().filter(|draft| sheet == Sheet::Deals && draft.row == row)?;
        draft.value(index)
    }

    /// Whether the amount in a cell, or one behind it, is of another currency that has a rate.
    pub(super) fn is_converted(&self, sheet: Sheet, row: RowId, index: usize, definition: &Definition) -> bool {
        !self.converted_from(sheet, row, index, definition).is_empty()
    }

    /// The other currencies, as far as they have a rate, of the amount in a cell, of that behind what is weighted, and of those
    /// of its row that a formula reads.
    pub(in crate::app) fn converted_from(
        &self,
        sheet: Sheet,
        row: RowId,
        index: usize,
        definition: &Definition,
    ) -> Vec<Currency> {
        let (plan, table) = (self.plan(), self.plan().table(sheet));
        let other = |value: &Value| match value {
            Value::Money(money) if money.currency != plan.currency() => {
                plan.in_plan_currency(*money).map(|_| money.currency)
            }
            _ => None,
        };
        if definition.computed == Some(Computed::Formula) {
            let value = self.facet(sheet, row, definition);
            let mut found: Vec<Currency> = other(&value).into_iter().collect();
            for at in self.amounts_behind((sheet, index)) {
                let read = table.definitions().get(at).filter(|_| matches!(value, Value::Money(_)));
                found.extend(read.into_iter().flat_map(|read| self.converted_from(sheet, row, at, read)));
            }
            return found;
        }
        let index = if definition.computed == Some(Computed::Weighted) { deals::AMOUNT.index } else { index };
        let value = self.drafted(sheet, row, index).or_else(|| table.slot(row).map(|slot| table.cell(slot, index)));
        value.and_then(other).into_iter().collect()
    }

    /// The amount in a cell, in minor units of the plan's currency; 0 where there is none, [`NO_RATE`] without a rate,
    /// [`UNREADABLE`] where a text stands for it.
    pub(super) fn amount_in(&self, sheet: Sheet, row: RowId, index: usize, definition: &Definition) -> i64 {
        if definition.computed == Some(Computed::Weighted) {
            // The board has worked it out already.
            return match self.board.weighted(row) {
                0 => {
                    let Lacking { unread, unrated } = lacking(&self.view(), Computed::Weighted, row);
                    match (unread.is_empty(), unrated.is_empty()) {
                        (false, _) => UNREADABLE,
                        (true, false) => NO_RATE,
                        (true, true) => 0,
                    }
                }
                weighted => weighted,
            };
        }
        let table = self.plan().table(sheet);
        match self.drafted(sheet, row, index).or_else(|| table.slot(row).map(|slot| table.cell(slot, index))) {
            Some(Value::Money(money)) => {
                self.plan().in_plan_currency(*money).map_or(NO_RATE, |minor| minor.max(UNREADABLE + 1))
            }
            Some(Value::Invalid(_)) => UNREADABLE,
            _ => 0,
        }
    }
}

/// Whether what a column brings depends on its own row alone.
pub(super) const fn stands_alone(definition: &Definition) -> bool {
    matches!(definition.computed, None | Some(Computed::Weighted))
}

fn known(part: i64) -> i128 {
    if matches!(part, NO_RATE | UNREADABLE) { 0 } else { i128::from(part) }
}
