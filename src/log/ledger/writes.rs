//! Every write of a contested cell, out of the log: what was known of it when its writes came depends on their order.

use super::super::register::{CellAt, Contested, Past};
use super::{Key, Ledger, Operation, RowId, Sheet, Stamp, Transaction, Value};

/// A cell by its names, which are the same in every copy of a plan.
pub(super) type Named = (Sheet, RowId, Key);

impl Ledger {
    /// A contested cell with every write of it.
    pub(super) fn with_all_writes(&self, (sheet, slot, at): CellAt, own: &Contested) -> Contested {
        let table = self.fold.plan.table(sheet);
        let column = table.definitions().get(at as usize).map(|definition| definition.key.clone());
        let Some(cell) = table.id(slot).zip(column).map(|(row, column)| (sheet, row, column)) else {
            return own.clone();
        };
        let mut writes = self.writes.borrow_mut();
        let past = writes.entry(cell).or_insert_with_key(|cell| {
            let mut past = Vec::new();
            for transaction in &self.log {
                each_write(transaction, |other, stamp, value, seen| {
                    if other == cell {
                        past.push(Past::new(stamp, value, seen));
                    }
                });
            }
            past
        });
        own.with_past(past)
    }

    /// Takes note of the writes of those cells in a transaction that came.
    pub(super) fn note_writes(&mut self, transaction: &Transaction) {
        let writes = self.writes.get_mut();
        if writes.is_empty() {
            return;
        }
        each_write(transaction, |cell, stamp, value, seen| {
            if let Some(past) = writes.get_mut(cell) {
                past.push(Past::new(stamp, value, seen));
            }
        });
    }
}

/// Every write of a cell in a transaction: the cell, the operation, the value, and what its author had before him.
fn each_write(transaction: &Transaction, mut take: impl FnMut(&Named, Stamp, &Value, &[Stamp])) {
    for (stamp, operation) in transaction.stamped() {
        match operation {
            Operation::Set { sheet, row, column, value, seen } => take(&(sheet, row, column), stamp, &value, &seen),
            Operation::Insert { sheet, row, cells, .. } => {
                let filled = || cells.iter().filter(|(_, value)| !value.is_empty());
                for (nth, (column, value)) in filled().enumerate() {
                    // Of a column that stands in it twice the last value counts.
                    if !filled().skip(nth + 1).any(|(later, _)| later == column) {
                        take(&(sheet, row, column.clone()), stamp, value, &[]);
                    }
                }
            }
            _ => {}
        }
    }
}
