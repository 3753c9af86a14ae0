//! What takes a copy of the plan back that was merged in: the changes from what stands then to what stood before.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Change, Transaction};
use crate::model::{Key, Plan, RowId, Sheet};

/// The changes that take transactions back which are folded in one after the other.
pub(super) struct Back {
    /// The rows that they are about, with whether each lived before; none where it was not known.
    before: FxHashMap<(Sheet, RowId), Option<bool>>,
    /// What takes each of them back by itself, in the order in which they came.
    inverses: Vec<Vec<Change>>,
}

impl Back {
    /// Begins, with the plan as it is before any of the transactions is folded in.
    pub fn of(plan: &Plan, transactions: &[Arc<Transaction>]) -> Back {
        let rows = transactions.iter().flat_map(|transaction| &transaction.operations).filter_map(|own| own.row());
        let lives = |(sheet, row): (Sheet, RowId)| {
            let table = plan.table(sheet);
            ((sheet, row), table.slot(row).map(|slot| table.is_alive(slot)))
        };
        Back { before: rows.map(lives).collect(), inverses: Vec::new() }
    }

    /// Takes note of what takes the next transaction back.
    pub fn add(&mut self, inverse: Vec<Change>) {
        self.inverses.push(inverse);
    }

    /// The changes, in order, with the plan as it is after all of them. Whether a row lives follows from the whole: a row that
    /// one side deleted and the other one wrote to lives, though nobody brought it back.
    pub fn changes(self, plan: &Plan) -> Vec<Change> {
        let (mut changes, mut gone) = (Vec::new(), Vec::new());
        for ((sheet, row), before) in &self.before {
            match (*before == Some(true), plan.table(*sheet).contains(*row)) {
                (true, false) => changes.push(Change::Restore { sheet: *sheet, row: *row }),
                (false, true) => gone.push(Change::Delete { sheet: *sheet, row: *row }),
                _ => {}
            }
        }
        // Of each cell, place and column the change that goes furthest back: the last one. A place has no column, and a column
        // no row.
        let mut met: FxHashSet<(Sheet, RowId, Key)> = FxHashSet::default();
        let mut is_last = |change: &Change| match change {
            Change::Set { sheet, row, column, .. } => met.insert((*sheet, *row, column.clone())),
            Change::Move { sheet, row, .. } => met.insert((*sheet, *row, Key::default())),
            Change::Define { sheet, definition } => met.insert((*sheet, RowId::default(), definition.key.clone())),
            Change::Insert { .. } | Change::Delete { .. } | Change::Restore { .. } => false,
        };
        // A row that came goes whole, and of one that is dead before and after nobody sees a cell.
        let is_seen = |sheet: Sheet, row: RowId| {
            let before = self.before.get(&(sheet, row)).copied().flatten();
            before.is_some_and(|lived| lived || plan.table(sheet).contains(row))
        };
        let mut rest: Vec<Change> = Vec::new();
        // The last transaction is taken back first, so the last change of all stands in the first one.
        for change in self.inverses.iter().flat_map(|inverse| inverse.iter().rev()) {
            let needed = match change {
                Change::Set { sheet, row, .. } | Change::Move { sheet, row, .. } => is_seen(*sheet, *row),
                _ => true,
            };
            if needed && is_last(change) {
                rest.push(change.clone());
            }
        }
        changes.extend(rest.into_iter().rev());
        changes.extend(gone);
        changes
    }
}
