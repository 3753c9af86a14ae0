//! How often the expected close of a deal was moved later, by the log.

use rustc_hash::FxHashMap;

use crate::log::{Ledger, Operation, Step, Transaction};
use crate::model::{Date, RowId, Sheet, Stamp, Value};

/// Moves of the expected close to a later day, deal by deal; what was taken back does not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Pushes {
    /// Transactions seen.
    seen: usize,
    last: FxHashMap<RowId, Date>,
    counts: FxHashMap<RowId, usize>,
}

impl Pushes {
    /// Takes note of what the log has gained.
    pub fn refresh(&mut self, ledger: &Ledger) {
        if ledger.len() == self.seen {
            return;
        }
        match ledger.log().next_back() {
            Some(latest) if ledger.len() == self.seen + 1 && self.can_add(latest) => self.add(latest),
            _ => *self = Pushes::of(ledger),
        }
        self.seen = ledger.len();
    }

    /// How often the expected close of a deal was moved later.
    pub fn of_deal(&self, row: RowId) -> usize {
        self.counts.get(&row).copied().unwrap_or(0)
    }

    fn of(ledger: &Ledger) -> Pushes {
        // Undo and redo name what they take back; in the end each step counts, or does not.
        let mut roots: FxHashMap<Stamp, Stamp> = FxHashMap::default();
        let mut undone: FxHashMap<Stamp, bool> = FxHashMap::default();
        for transaction in ledger.log() {
            if let Step::Undo(of) | Step::Redo(of) = transaction.step {
                let root = roots.get(&of).copied().unwrap_or(of);
                roots.insert(transaction.id, root);
                undone.insert(root, matches!(transaction.step, Step::Undo(_)));
            }
        }
        let mut pushes = Pushes::default();
        for transaction in ledger.log() {
            let counts = matches!(transaction.step, Step::Do) && undone.get(&transaction.id) != Some(&true);
            if counts {
                pushes.add(transaction);
            }
        }
        pushes
    }

    /// Whether the latest transaction can be counted on top of the others: it takes nothing back that counts.
    fn can_add(&self, latest: &Transaction) -> bool {
        let writes = |operation: &Operation| matches!(operation, Operation::Set { sheet: Sheet::Deals, column, .. } if column == "close");
        matches!(latest.step, Step::Do) || !latest.operations.iter().any(writes)
    }

    fn add(&mut self, transaction: &Transaction) {
        for (row, day) in closes(transaction) {
            if self.last.insert(row, day).is_some_and(|before| day > before) {
                *self.counts.entry(row).or_default() += 1;
            }
        }
    }
}

/// The days of expected close that a transaction writes.
fn closes(transaction: &Transaction) -> impl Iterator<Item = (RowId, Date)> + '_ {
    transaction.operations.iter().filter_map(|operation| match operation {
        Operation::Insert { sheet: Sheet::Deals, row, cells, .. } => {
            let (_, value) = cells.iter().find(|(key, _)| key == "close")?;
            if let Value::Date(day) = value { Some((*row, *day)) } else { None }
        }
        Operation::Set { sheet: Sheet::Deals, row, column, value: Value::Date(day), .. } if column == "close" => {
            Some((*row, *day))
        }
        _ => None,
    })
}
