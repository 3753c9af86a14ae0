//! What was worked out, for as long as no cell on which it depends has changed.

use std::collections::VecDeque;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compiled::{Column, Compiled, Reader};
use super::links::Links;
use crate::log::Touched;
use crate::model::formula::{Fault, Step};
use crate::model::{Date, Plan, RowId, Sheet, Value, order};

/// What a formula gave for a row.
pub(super) type Worked = Result<Value, Box<Fault>>;

/// The formulas of the plan with what they gave.
#[derive(Clone, Debug, Default)]
pub struct Formulas {
    made_of: Option<MadeOf>,
    compiled: Rc<Compiled>,
    links: Links,
    /// By column, then by the slot of the row.
    values: FxHashMap<Column, Vec<Option<Worked>>>,
}

/// What all of it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MadeOf {
    columns: Vec<u64>,
    basis: Vec<u64>,
    today: Date,
}

/// Tables on which rows of many others depend.
const BASIS: [Sheet; 5] = [Sheet::Stages, Sheet::Milestones, Sheet::Settings, Sheet::Rates, Sheet::ActivityTypes];

impl Formulas {
    /// Takes note of what changed in the plan: forgets what it makes worthless, and nothing else. Returns the rows in which
    /// a result went that is looked at for problems.
    pub fn touch(&mut self, plan: &Plan, today: Date, touched: &Touched) -> Vec<(Sheet, RowId)> {
        let mut counted = Vec::new();
        let made_of = MadeOf {
            columns: Sheet::ALL.iter().map(|sheet| plan.table(*sheet).defined()).collect(),
            basis: BASIS.iter().map(|sheet| plan.table(*sheet).version()).collect(),
            today,
        };
        if self.made_of.as_ref().is_none_or(|before| before.columns != made_of.columns) {
            *self = Formulas { compiled: Rc::new(Compiled::of(plan)), ..Formulas::default() };
        }
        let compiled = Rc::clone(&self.compiled);
        if !compiled.formulas.is_empty() {
            let before = self.made_of.as_ref();
            if before.is_some_and(|before| before.basis != made_of.basis) {
                self.values.clear();
            }
            let day_passed = before.is_some_and(|before| before.today != today);
            self.values.retain(|column, _| {
                let reach = compiled.reach.get(column).copied().unwrap_or_default();
                !(reach.wide || reach.daily && day_passed)
            });
            counted = self.forget(plan, &compiled, touched);
        }
        self.made_of = Some(made_of);
        counted
    }

    /// Forgets what depends on the forecast, since a cell is being typed.
    pub fn touch_draft(&mut self) {
        let compiled = Rc::clone(&self.compiled);
        self.values.retain(|column, _| !compiled.reach.get(column).is_some_and(|reach| reach.wide));
    }

    /// The formulas as they are compiled.
    pub(super) fn compiled(&self) -> Rc<Compiled> {
        Rc::clone(&self.compiled)
    }

    /// What was worked out for a row.
    pub(super) fn get(&self, column: Column, slot: u32) -> Option<Worked> {
        self.values.get(&column)?.get(slot as usize)?.clone()
    }

    /// Keeps what was worked out for a row.
    pub(super) fn put(&mut self, column: Column, slot: u32, worked: Worked) {
        let values = self.values.entry(column).or_default();
        let at = slot as usize;
        if values.len() <= at {
            values.resize(at + 1, None);
        }
        if let Some(value) = values.get_mut(at) {
            *value = Some(worked);
        }
    }

    /// The living rows that link to a row by a column.
    pub(super) fn linking(&mut self, plan: &Plan, column: Column, row: RowId) -> Vec<RowId> {
        self.links.to(plan, column, row)
    }

    fn forget(&mut self, plan: &Plan, compiled: &Compiled, touched: &Touched) -> Vec<(Sheet, RowId)> {
        let mut counted = Vec::new();
        let mut ahead: VecDeque<(Reader, RowId)> = VecDeque::new();
        let mut rows: FxHashSet<(Sheet, RowId)> = FxHashSet::default();
        let mut cells: FxHashSet<(Sheet, RowId, usize)> = FxHashSet::default();
        for (sheet, row, key) in &touched.cells {
            let is_first = rows.insert((*sheet, *row));
            if is_first {
                for (column, readers) in compiled.collectors.iter().filter(|(column, _)| column.0 == *sheet) {
                    let targets = self.links.update(plan, *column, *row);
                    ahead.extend(readers.iter().flat_map(|reader| targets.iter().map(|to| (reader.clone(), *to))));
                }
                // Links that lead the way back are kept up to date too.
                for column in self.links.known(*sheet, &compiled.collectors) {
                    self.links.update(plan, column, *row);
                }
                let readers = compiled.row_readers.get(sheet).into_iter().flatten();
                ahead.extend(readers.map(|reader| (reader.clone(), *row)));
            }
            match plan.table(*sheet).column(key) {
                Some(column) => drop(cells.insert((*sheet, *row, column))),
                // A whole row came, went or moved.
                None => cells
                    .extend(compiled.readers.keys().filter(|(of, _)| of == sheet).map(|(_, at)| (*sheet, *row, *at))),
            }
        }
        for (sheet, row, column) in cells {
            let readers = compiled.readers.get(&(sheet, column)).into_iter().flatten();
            ahead.extend(readers.map(|reader| (reader.clone(), row)));
        }
        while let Some((reader, row)) = ahead.pop_front() {
            for row in self.back(plan, &reader.before, row) {
                let (sheet, column) = reader.formula;
                let slot = plan.table(sheet).slot(row).map_or(usize::MAX, |slot| slot as usize);
                let value = self.values.get_mut(&reader.formula).and_then(|values| values.get_mut(slot));
                // What was never worked out was never built on.
                if value.is_some_and(|value| value.take().is_some()) {
                    if compiled.counted.contains(&reader.formula) {
                        counted.push((sheet, row));
                    }
                    let readers = compiled.readers.get(&(sheet, column)).into_iter().flatten();
                    ahead.extend(readers.map(|reader| (reader.clone(), row)));
                }
            }
        }
        counted
    }

    /// The rows from which some steps lead to a row.
    fn back(&mut self, plan: &Plan, steps: &[Step], row: RowId) -> Vec<RowId> {
        let mut rows = vec![row];
        for step in steps.iter().rev() {
            let mut before: Vec<RowId> = Vec::new();
            for row in rows {
                match step {
                    Step::Column { sheet, column } => before.extend(self.links.to(plan, (*sheet, *column), row)),
                    Step::Rows { sheet, column } => {
                        let table = plan.table(*sheet);
                        let cell = table.slot(row).map(|slot| table.cell(slot, *column).linked());
                        before.extend(cell.unwrap_or_default());
                    }
                }
            }
            order::sort(&mut before);
            before.dedup();
            rows = before;
        }
        rows
    }
}
