//! The fold: operations in any order become the same plan.

use std::sync::Arc;

use super::defined::Defined;
use super::register::{CellAt, Contested, Deletion, Registers, Restored};
use super::{Change, Operation, Step, Transaction};
use crate::model::{Definition, Key, Plan, RowId, Sheet, Stamp, Value};

/// What a transaction touched, so that only what depends on it is computed anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Cells: table, row, column. A whole row is named with an empty column.
    pub cells: Vec<(Sheet, RowId, Key)>,
}

/// The plan and what is remembered beside it.
#[derive(Clone, Debug)]
pub(super) struct Fold {
    pub plan: Plan,
    pub registers: Registers,
}

impl Fold {
    pub fn new() -> Fold {
        Fold { plan: Plan::default(), registers: Registers::new() }
    }

    /// Takes note that so many rows of a table will come: there is room for them then, and not much more.
    pub fn expect(&mut self, sheet: Sheet, rows: usize) {
        self.plan.table_mut(sheet).expect(rows);
        self.registers.expect(sheet, rows);
    }

    /// Folds a transaction in and returns the changes that would take it back, in order.
    pub fn apply(&mut self, transaction: &Transaction, touched: &mut Touched) -> Vec<Change> {
        let mut inverse = Vec::with_capacity(transaction.operations.len());
        for (stamp, operation) in transaction.stamped() {
            if let Some(change) = self.operation(stamp, &operation, touched) {
                inverse.push(change);
            }
        }
        inverse.reverse();
        inverse
    }

    /// Folds in a transaction that nobody here takes back, when nobody asks what it touches: as a plan is opened.
    pub fn read(&mut self, transaction: &Transaction) {
        let mut touched = Touched::default();
        for (stamp, operation) in transaction.stamped() {
            self.operation(stamp, &operation, &mut touched);
            touched.cells.clear();
        }
    }

    /// Folds one operation in and returns the change that would take it back.
    pub fn operation(&mut self, stamp: Stamp, operation: &Operation, touched: &mut Touched) -> Option<Change> {
        match operation {
            Operation::Insert { sheet, row, place, cells } => {
                let slot = self.plan.table_mut(*sheet).claim(*row);
                let facts = self.registers.row(*sheet, slot).unwrap_or_default();
                let first = facts.born.is_none() && facts.sum == Stamp::default();
                if let Some(born) = facts.born.filter(|born| stamp < *born) {
                    self.credit(*sheet, slot, born);
                }
                if self.registers.place(*sheet, slot, stamp, true) {
                    self.plan.table_mut(*sheet).put(slot, place.clone());
                }
                let filled = |(_, value): &&(Key, Value)| !value.is_empty();
                for (nth, (column, value)) in cells.iter().enumerate().filter(|(_, cell)| filled(cell)) {
                    let table = self.plan.table_mut(*sheet);
                    let at = table.claim_column(column);
                    if first {
                        table.write(slot, at, value.clone());
                    } else if !cells.iter().skip(nth + 1).filter(filled).any(|(later, _)| later == column) {
                        // Of a column that stands in it twice the last value counts, as in a row that is new.
                        self.write((*sheet, slot, at as u32), stamp, value.clone(), &[]);
                    }
                }
                self.settle(*sheet, *row, slot);
                touched.cells.push((*sheet, *row, Key::default()));
                Some(Change::Delete { sheet: *sheet, row: *row })
            }
            Operation::Set { sheet, row, column, value, seen } => {
                let table = self.plan.table_mut(*sheet);
                let (slot, at) = (table.claim(*row), table.claim_column(column));
                let before = table.cell(slot, at).clone();
                self.write((*sheet, slot, at as u32), stamp, value.clone(), seen);
                self.registers.change(*sheet, slot, |facts| facts.count(stamp));
                self.settle(*sheet, *row, slot);
                touched.cells.push((*sheet, *row, column.clone()));
                Some(Change::Set { sheet: *sheet, row: *row, column: column.clone(), value: before })
            }
            Operation::Delete { sheet, row, seen } => {
                let slot = self.plan.table_mut(*sheet).claim(*row);
                self.registers.deletions.entry((*sheet, *row)).or_default().push(Deletion { stamp, seen: *seen });
                self.settle(*sheet, *row, slot);
                touched.cells.push((*sheet, *row, Key::default()));
                Some(Change::Restore { sheet: *sheet, row: *row })
            }
            Operation::Restore { sheet, row, seen } => {
                let slot = self.plan.table_mut(*sheet).claim(*row);
                let lived = self.plan.table(*sheet).is_alive(slot);
                self.registers.change(*sheet, slot, |facts| facts.count(stamp));
                let restored = self.registers.restored.entry((*sheet, *row)).or_default();
                restored.extend(seen.iter().map(|deletion| Restored { stamp, deletion: *deletion }));
                self.settle(*sheet, *row, slot);
                touched.cells.push((*sheet, *row, Key::default()));
                // Whoever keeps a row that lives, though somebody deleted it, brings nothing back.
                (!lived).then_some(Change::Delete { sheet: *sheet, row: *row })
            }
            Operation::Move { sheet, row, place } => {
                let slot = self.plan.table_mut(*sheet).claim(*row);
                let before = self.plan.table(*sheet).place(slot).cloned().unwrap_or_default();
                if self.registers.place(*sheet, slot, stamp, false) {
                    self.plan.table_mut(*sheet).put(slot, place.clone());
                }
                self.settle(*sheet, *row, slot);
                touched.cells.push((*sheet, *row, Key::default()));
                Some(Change::Move { sheet: *sheet, row: *row, place: before })
            }
            Operation::Define { sheet, definition, seen } => {
                let before = self.plan.table(*sheet).definition(&definition.key).cloned();
                self.plan.table_mut(*sheet).know_choices(definition);
                let built_in = || Defined::of(sheet.definition(&definition.key));
                let defined =
                    self.registers.definitions.entry((*sheet, definition.key.clone())).or_insert_with(built_in);
                defined.add(stamp, definition.as_ref().clone(), seen);
                if let Some(merged) = defined.merged() {
                    self.plan.table_mut(*sheet).define(merged);
                }
                // A new column is taken out again, so that doing it once more finds its values.
                let before = before.unwrap_or_else(|| Definition { deleted: true, ..definition.as_ref().clone() });
                Some(Change::Define { sheet: *sheet, definition: Box::new(before) })
            }
            Operation::Merged { .. } | Operation::Foreign(_) => None,
        }
    }

    /// The writes that the cell shows, for the next editor to name as seen.
    pub fn heads(&self, (sheet, slot, at): CellAt) -> Vec<Stamp> {
        if let Some(own) = self.registers.contests.get(&(sheet, slot, at)) {
            return own.contest.heads.iter().map(|(stamp, _)| *stamp).collect();
        }
        self.writer((sheet, slot, at)).into_iter().collect()
    }

    /// The operation that wrote the cell's value; none where the cell was never written.
    pub fn writer(&self, (sheet, slot, at): CellAt) -> Option<Stamp> {
        if let Some(stamp) = self.registers.writers.get(&(sheet, slot, at)) {
            return Some(*stamp);
        }
        let born = self.registers.row(sheet, slot)?.born?;
        (!self.plan.table(sheet).cell(slot, at as usize).is_empty()).then_some(born)
    }

    /// Writes down which insertion filled the cells of a row, before an earlier one of the same row passes for the one that did.
    fn credit(&mut self, sheet: Sheet, slot: u32, born: Stamp) {
        let table = self.plan.table(sheet);
        let filled = (0..table.definitions().len()).filter(|at| !table.cell(slot, *at).is_empty());
        for at in filled.filter_map(|at| u32::try_from(at).ok()) {
            self.registers.writers.entry((sheet, slot, at)).or_insert(born);
        }
    }

    fn write(&mut self, cell: CellAt, stamp: Stamp, value: Value, seen: &[Stamp]) {
        let (sheet, slot, at) = cell;
        let writer = self.writer(cell);
        let expected = match seen {
            [] => writer.is_none(),
            [one] => writer == Some(*one),
            _ => false,
        };
        let (stamp, value) = if expected && !self.registers.contests.contains_key(&cell) {
            (stamp, value)
        } else {
            let shown = self.plan.table(sheet).cell(slot, at as usize);
            let before = || Contested::of(writer.map(|writer| (writer, shown.clone())));
            let own = self.registers.contests.entry(cell).or_insert_with(before);
            own.add(stamp, value, seen);
            let Some(winner) = own.contest.winner().cloned() else { return };
            if own.is_none() {
                self.registers.contests.remove(&cell);
            }
            winner
        };
        self.registers.writers.insert(cell, stamp);
        self.plan.table_mut(sheet).write(slot, at as usize, value);
    }

    /// A row lives once it was inserted, unless a deleter saw every operation on it that there is.
    fn settle(&mut self, sheet: Sheet, row: RowId, slot: u32) {
        let facts = self.registers.row(sheet, slot).unwrap_or_default();
        let (born, sum) = (facts.born.is_some(), facts.sum);
        let dead = !self.registers.deletions.is_empty()
            && self.registers.deletions.get(&(sheet, row)).is_some_and(|all| all.iter().any(|d| d.seen == sum));
        self.plan.table_mut(sheet).set_alive(slot, born && !dead);
    }

    /// The operation that a change becomes, with what its author has before him.
    ///
    /// Who takes a step back, or does it again, has the shown value before him and no other one that was written beside it:
    /// what is not settled stays so.
    pub fn operation_of(&self, change: Change, step: Step) -> Operation {
        match change {
            Change::Set { sheet, row, column, value } => {
                let table = self.plan.table(sheet);
                let seen = match (table.slot(row), table.column(&column)) {
                    (Some(slot), Some(at)) if step.is_do() => self.heads((sheet, slot, at as u32)),
                    (Some(slot), Some(at)) => self.writer((sheet, slot, at as u32)).into_iter().collect(),
                    _ => Vec::new(),
                };
                Operation::Set { sheet, row, column, value, seen }
            }
            Change::Insert { sheet, row, place, cells } => Operation::Insert { sheet, row, place, cells },
            Change::Delete { sheet, row } => {
                let slot = self.plan.table(sheet).slot(row);
                let seen = slot.and_then(|slot| self.registers.row(sheet, slot)).map(|facts| facts.sum);
                Operation::Delete { sheet, row, seen: seen.unwrap_or_default() }
            }
            Change::Restore { sheet, row } => {
                let deletions = self.registers.deletions.get(&(sheet, row));
                let seen = deletions.into_iter().flatten().map(|deletion| deletion.stamp).collect();
                Operation::Restore { sheet, row, seen }
            }
            Change::Move { sheet, row, place } => Operation::Move { sheet, row, place },
            Change::Define { sheet, definition } => {
                let defined = self.registers.definitions.get(&(sheet, definition.key.clone()));
                let seen = defined.into_iter().flat_map(Defined::heads);
                Operation::Define { sheet, definition, seen: seen.collect() }
            }
        }
    }

    /// Whether a change would alter nothing.
    pub fn is_idle(&self, change: &Change) -> bool {
        match change {
            Change::Set { sheet, row, column, value } => {
                let table = self.plan.table(*sheet);
                match (table.slot(*row), table.column(column)) {
                    (Some(slot), Some(at)) => {
                        table.cell(slot, at) == value
                            && !self.registers.contests.contains_key(&(*sheet, slot, at as u32))
                    }
                    _ => false,
                }
            }
            Change::Define { sheet, definition } => {
                let defined = self.registers.definitions.get(&(*sheet, definition.key.clone()));
                defined.is_none_or(|defined| defined.heads().count() == 1)
                    && self.plan.table(*sheet).definition(&definition.key) == Some(definition.as_ref())
            }
            _ => false,
        }
    }
}

/// A transaction as it is kept: shared between the log, storage and history.
pub(super) type Kept = Arc<Transaction>;
