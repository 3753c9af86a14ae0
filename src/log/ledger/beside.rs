//! What others did after a step of this tab, which stays when the step is taken back or done again.
//!
//! Undo is of one's own steps (Figma, Google Sheets), and no step of one's own is a reason to lose what somebody else typed
//! later: where a cell shows it, the cell is left alone, and the rest of the step is taken back.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::defined::{Defined, taken_back};
use super::{Change, Ledger, Mark, Operation, Transaction};
use crate::model::{Key, RowId, Sheet, Stamp, Value};

/// What a step that is taken back, or done again, has left in the plan.
struct Left {
    step: Stamp,
    /// How many transactions of clocks that are not believed were there before it.
    ahead: usize,
    /// What it wrote.
    written: FxHashMap<(Sheet, RowId, Key), Value>,
    /// What came in with it.
    came: FxHashSet<Stamp>,
}

impl Ledger {
    /// Takes note of a transaction that is none of the steps made or read here.
    pub(super) fn note_foreign(&mut self, transaction: &Transaction) {
        self.is_shared = true;
        if self.is_of_device(transaction.id) {
            self.foreign.insert(transaction.id);
        }
    }

    /// Those of the changes which take a step back that take nothing away that somebody else did after it; and how many others
    /// there are.
    pub(super) fn without_others(&self, mark: &Mark, changes: Vec<Change>) -> (Vec<Change>, usize) {
        if !self.is_shared {
            return (changes, 0);
        }
        let left = self.left_by(mark);
        let count = changes.len();
        let changes = changes.into_iter().map(|change| self.of_own_parts(mark, change));
        let own: Vec<Change> = changes.filter(|change| !self.takes_from_others(&left, change)).collect();
        let others = count - own.len();
        (own, others)
    }

    /// A change that takes the definition of a column back, with what others made of the column meanwhile: only the parts that
    /// the step changed go back.
    fn of_own_parts(&self, mark: &Mark, change: Change) -> Change {
        let Change::Define { sheet, definition: before } = &change else { return change };
        let left =
            self.transaction(mark.id).into_iter().flat_map(|step| &step.operations).filter_map(|own| match own {
                Operation::Define { sheet: of, definition, .. } if of == *sheet && definition.key == before.key => {
                    Some(definition)
                }
                _ => None,
            });
        match (left.last(), self.plan().table(*sheet).definition(&before.key)) {
            (Some(left), Some(now)) => {
                Change::Define { sheet: *sheet, definition: Box::new(taken_back(now, &left, before)) }
            }
            _ => change,
        }
    }

    fn left_by(&self, mark: &Mark) -> Left {
        let mut written = FxHashMap::default();
        for operation in self.transaction(mark.id).into_iter().flat_map(|step| &step.operations) {
            match operation {
                Operation::Set { sheet, row, column, value, .. } => {
                    written.insert((sheet, row, column), value);
                }
                Operation::Insert { sheet, row, cells, .. } => {
                    written.extend(cells.into_iter().map(|(key, value)| ((sheet, row, key), value)));
                }
                _ => {}
            }
        }
        let came = self.origin(mark.id).into_iter().flat_map(|origin| origin.merged()).collect();
        Left { step: mark.id, ahead: mark.ahead, written, came }
    }

    fn takes_from_others(&self, left: &Left, change: &Change) -> bool {
        let is_later = |own: &Transaction| self.ahead.get(&own.id).is_none_or(|before| *before >= left.ahead);
        let is_others = |operation: Stamp| {
            operation > left.step
                && self.transaction_of(operation).is_some_and(|own| {
                    !left.came.contains(&own.id)
                        && is_later(own)
                        && (!self.is_of_device(own.id) || self.foreign.contains(&own.id))
                })
        };
        match change {
            Change::Set { sheet, row, column, .. } => {
                // Whoever came back to what the step wrote has left it as it was.
                let cell = (*sheet, *row, column.clone());
                self.writer(*sheet, *row, column).is_some_and(is_others)
                    && left.written.get(&cell) != Some(self.plan().value(*sheet, *row, column))
            }
            Change::Delete { sheet, row } => {
                let columns = self.plan().table(*sheet).definitions();
                columns.iter().filter_map(|column| self.writer(*sheet, *row, &column.key)).any(is_others)
            }
            Change::Move { sheet, row, .. } => self.placed(*sheet, *row).is_some_and(is_others),
            Change::Define { sheet, definition } => {
                let defined = self.fold.registers.definitions.get(&(*sheet, definition.key.clone()));
                // What it has left of the column nobody sees any more, or it is a merge, whose parts are not told apart.
                let is_left = self.plan().table(*sheet).definition(&definition.key) == Some(definition.as_ref());
                let latest = defined.into_iter().flat_map(Defined::heads).max();
                (is_left || !left.came.is_empty()) && latest.is_some_and(is_others)
            }
            Change::Insert { .. } | Change::Restore { .. } => false,
        }
    }

    /// The operation that gave a row its place.
    fn placed(&self, sheet: Sheet, row: RowId) -> Option<Stamp> {
        let slot = self.plan().table(sheet).slot(row)?;
        Some(self.fold.registers.row(sheet, slot)?.placed)
    }

    fn is_of_device(&self, transaction: Stamp) -> bool {
        super::Replica(transaction.replica).device() == self.replica().device()
    }
}
