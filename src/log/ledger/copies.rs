//! Copies of the plan: what they hold is taken in as one step of undo.

use std::sync::Arc;

use super::super::back::Back;
use super::super::fold::Kept;
use super::{Change, Commit, Label, Ledger, Operation, Step, Touched, Transaction};
use crate::model::{Stamp, order};

/// What came in from another copy of the plan.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// How many of its transactions were not known.
    pub edits: usize,
    /// They, and last the step that they are here.
    pub transactions: Vec<Arc<Transaction>>,
    /// What they touched.
    pub touched: Touched,
}

impl Ledger {
    /// Takes in the transactions of another copy of the plan as one step of this replica's undo; none where all of them are
    /// known. `now` in milliseconds since 1970.
    pub fn take_in(&mut self, transactions: impl IntoIterator<Item = Transaction>, now: u64) -> Option<TakenIn> {
        let mut taken: Vec<Kept> = transactions.into_iter().filter(|own| !self.knows(own.id)).map(Arc::new).collect();
        order::sort_by_key(&mut taken, |transaction| transaction.id);
        taken.dedup_by_key(|transaction| transaction.id);
        if taken.is_empty() {
            return None;
        }
        let (mut touched, mut back) = (Touched::default(), Back::of(&self.fold.plan, &taken));
        for transaction in &taken {
            self.clock.observe(transaction.last(), now);
            back.add(self.fold.apply(transaction, &mut touched));
            self.keep(Arc::clone(transaction));
        }
        let (edits, back) = (taken.len(), back.changes(&self.fold.plan));
        let operation =
            Operation::Merged { taken: taken.iter().map(|transaction| transaction.id).collect(), back: back.clone() };
        let (id, author, label) = (self.clock.tick(now, 1), self.author.clone(), Label::new("merge"));
        let step = Arc::new(Transaction { id, author, label, step: Step::Do, operations: vec![operation] });
        self.history.record(&step, back);
        self.keep(Arc::clone(&step));
        taken.push(step);
        Some(TakenIn { edits, transactions: taken, touched })
    }

    /// Makes the changes of some transactions once more, which were taken in and taken back: a step of undo of its own.
    pub fn take_in_again(&mut self, transactions: &[Stamp], now: u64) -> Option<Commit> {
        let known = transactions.iter().filter_map(|id| self.transaction(*id));
        let changes = known.flat_map(|transaction| transaction.operations.iter().cloned());
        let changes = changes.filter_map(Operation::into_change).map(|change| match change {
            // The row is there, and its cells are in it.
            Change::Insert { sheet, row, .. } if self.fold.plan.table(sheet).slot(row).is_some() => {
                Change::Restore { sheet, row }
            }
            change => change,
        });
        let possible = self.possible(changes.collect());
        self.make(possible, Label::new("merge"), Step::Do, now).ok().flatten()
    }
}
