//! What the log holds: operations, grouped into transactions.

use smol_str::SmolStr;

use super::{Change, Operations};
use crate::model::{Definition, Key, Place, RowId, Sheet, Stamp, Value};

/// The stamps of the operations that the editor had before him when he made this one.
pub type Seen = Vec<Stamp>;

/// One change of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A row appears, with its first cells.
    Insert {
        /// The table.
        sheet: Sheet,
        /// The new row.
        row: RowId,
        /// Where it stands.
        place: Place,
        /// Its first cells.
        cells: Vec<(Key, Value)>,
    },
    /// A cell changes.
    Set {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// The column.
        column: Key,
        /// The new value.
        value: Value,
        /// The writes that the editor saw in the cell; empty where it had never been written.
        seen: Seen,
    },
    /// A row disappears, if nobody changed it meanwhile.
    Delete {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// The digest of all operations on the row that the deleter had seen.
        seen: Stamp,
    },
    /// A deleted row comes back.
    Restore {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// The deletions that are taken back.
        seen: Seen,
    },
    /// A row changes its place.
    Move {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// Its new place.
        place: Place,
    },
    /// A column is defined anew; the latest definition holds, and no choice of one that did not see it is lost.
    Define {
        /// The table.
        sheet: Sheet,
        /// The whole definition.
        definition: Box<Definition>,
        /// The definitions that the editor saw; empty where the user had never defined the column.
        seen: Seen,
    },
    /// Transactions of another copy of the plan came in here, as one step: changes nothing itself.
    Merged {
        /// Which.
        taken: Vec<Stamp>,
        /// What takes them back. The fold goes in the order of stamps and cannot tell what stood here before they came.
        back: Vec<Change>,
    },
    /// An operation of a newer version, as the JSON text in which it arrived: kept, not understood.
    Foreign(SmolStr),
}

impl Operation {
    /// The change that the operation makes, whatever its author had seen; none of what is no change.
    #[must_use]
    pub fn into_change(self) -> Option<Change> {
        Some(match self {
            Operation::Insert { sheet, row, place, cells } => Change::Insert { sheet, row, place, cells },
            Operation::Set { sheet, row, column, value, .. } => Change::Set { sheet, row, column, value },
            Operation::Delete { sheet, row, .. } => Change::Delete { sheet, row },
            Operation::Restore { sheet, row, .. } => Change::Restore { sheet, row },
            Operation::Move { sheet, row, place } => Change::Move { sheet, row, place },
            Operation::Define { sheet, definition, .. } => Change::Define { sheet, definition },
            Operation::Merged { .. } | Operation::Foreign(_) => return None,
        })
    }

    /// The row that the operation is about.
    #[must_use]
    pub const fn row(&self) -> Option<(Sheet, RowId)> {
        match self {
            Operation::Insert { sheet, row, .. }
            | Operation::Set { sheet, row, .. }
            | Operation::Delete { sheet, row, .. }
            | Operation::Restore { sheet, row, .. }
            | Operation::Move { sheet, row, .. } => Some((*sheet, *row)),
            Operation::Define { .. } | Operation::Merged { .. } | Operation::Foreign(_) => None,
        }
    }

    /// A change as the operation of an author who had seen nothing.
    #[must_use]
    pub fn unseen(change: Change) -> Operation {
        match change {
            Change::Insert { sheet, row, place, cells } => Operation::Insert { sheet, row, place, cells },
            Change::Set { sheet, row, column, value } => {
                Operation::Set { sheet, row, column, value, seen: Seen::new() }
            }
            Change::Delete { sheet, row } => Operation::Delete { sheet, row, seen: Stamp::default() },
            Change::Restore { sheet, row } => Operation::Restore { sheet, row, seen: Seen::new() },
            Change::Move { sheet, row, place } => Operation::Move { sheet, row, place },
            Change::Define { sheet, definition } => Operation::Define { sheet, definition, seen: Seen::new() },
        }
    }
}

/// Why a transaction was made: a stable key, named in both languages by the text layer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label(pub SmolStr);

impl Label {
    /// A label of the program's own.
    #[must_use]
    pub const fn new(key: &'static str) -> Label {
        Label(SmolStr::new_static(key))
    }
}

/// What a transaction does to the history of undo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// A new edit.
    #[default]
    Do,
    /// Takes back the transaction of this identity.
    Undo(Stamp),
    /// Does again what the transaction of this identity took back.
    Redo(Stamp),
}

impl Step {
    /// Whether it is an edit, not the taking back of one or its return.
    #[must_use]
    pub const fn is_do(self) -> bool {
        matches!(self, Step::Do)
    }
}

/// One gesture of a person: happens whole or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// The stamp of its first operation; the n-th operation has the n-th stamp after it.
    pub id: Stamp,
    /// Who made it, by name; empty where nobody said.
    pub author: SmolStr,
    /// Why it was made.
    pub label: Label,
    /// What it does to the history of undo.
    pub step: Step,
    /// What it changes, in order.
    pub operations: Operations,
}

impl Transaction {
    /// The operations with their stamps.
    pub fn stamped(&self) -> impl Iterator<Item = (Stamp, Operation)> {
        self.operations.iter().enumerate().map(|(at, operation)| (self.id.nth(at as u64), operation))
    }

    /// The transactions that came in with it, from another copy of the plan.
    pub fn merged(&self) -> impl Iterator<Item = Stamp> + '_ {
        let taken = self.operations.beside().flat_map(|(_, operation)| match operation {
            Operation::Merged { taken, .. } => taken.as_slice(),
            _ => &[],
        });
        taken.copied()
    }

    /// Whether a transaction came in with it, from another copy of the plan.
    #[must_use]
    pub fn brought(&self, id: Stamp) -> bool {
        self.operations.beside().any(|(_, operation)| match operation {
            // They stand in the order of the log.
            Operation::Merged { taken, .. } => taken.binary_search(&id).is_ok(),
            _ => false,
        })
    }

    /// Whether it makes the changes of transactions once more that had come in before and were taken back.
    #[must_use]
    pub fn merges_again(&self) -> bool {
        self.operations.len() > 1 && self.merged().next().is_some()
    }

    /// The changes that take back what came in with it; none where it is no such step.
    #[must_use]
    pub fn back(&self) -> Option<Vec<Change>> {
        self.operations.beside().find_map(|(_, operation)| match operation {
            Operation::Merged { back, .. } => Some(back.clone()),
            _ => None,
        })
    }

    /// The stamp of the operation that would come next.
    #[must_use]
    pub fn next(&self) -> Stamp {
        self.id.nth(self.operations.len() as u64)
    }

    /// The stamp of the last operation.
    #[must_use]
    pub fn last(&self) -> Stamp {
        self.id.nth((self.operations.len() as u64).saturating_sub(1))
    }
}
