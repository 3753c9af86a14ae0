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
            self.observe(transaction, now);
            self.note_foreign(transaction);
            back.add(self.fold.apply(transaction, &mut touched));
            self.keep(Arc::clone(transaction));
            self.touch_asked(transaction, &mut touched);
        }
        let (edits, back) = (taken.len(), back.changes(&self.fold.plan));
        let operation =
            Operation::Merged { taken: taken.iter().map(|transaction| transaction.id).collect(), back: back.clone() };
        let (id, author, label) = (self.clock.tick(now, 1), self.author.clone(), Label::new("merge"));
        let step = Arc::new(Transaction { id, author, label, step: Step::Do, operations: vec![operation].into() });
        self.history.record(&step, back, self.ahead.len());
        self.keep(Arc::clone(&step));
        taken.push(step);
        Some(TakenIn { edits, transactions: taken, touched })
    }

    /// Makes the changes of some transactions once more, which had come in and were taken back: a step of undo of its own.
    /// What somebody wrote into one of their cells meanwhile is kept beside it, as where both wrote at the same time.
    pub fn take_in_again(&mut self, transactions: &[Stamp], now: u64) -> Option<Commit> {
        let known: Vec<Kept> = transactions.iter().filter_map(|id| self.transaction(*id)).cloned().collect();
        let made: Vec<(Stamp, Change)> = known
            .iter()
            .flat_map(|transaction| transaction.stamped())
            .filter_map(|(stamp, operation)| Some((stamp, operation.into_change()?)))
            .collect();
        let id = self.clock.tick(now, made.len() + 1);
        let author = self.author.clone();
        let mut transaction = Transaction { id, author, label: Label::new("merge"), ..Transaction::default() };
        let (mut touched, mut back) = (Touched::default(), Vec::new());
        for (stamp, change) in made {
            let change = match change {
                // The row is there, and its cells are in it.
                Change::Insert { sheet, row, .. } if self.plan().table(sheet).slot(row).is_some() => {
                    Change::Restore { sheet, row }
                }
                change => change,
            };
            let is_there =
                matches!(&change, Change::Restore { sheet, row } if self.plan().table(*sheet).contains(*row));
            if is_there || self.is_idle(&change) || self.possible(vec![change.clone()]).is_empty() {
                continue;
            }
            let mut operation = self.fold.operation_of(change, Step::Do);
            if let Operation::Set { seen, .. } = &mut operation
                && !seen.iter().all(|seen| *seen >= id || self.is_of_a_merge(*seen, transactions))
            {
                *seen = vec![stamp];
            }
            back.extend(self.fold.operation(transaction.next(), &operation, &mut touched));
            transaction.operations.push(operation);
        }
        if transaction.operations.is_empty() {
            return None;
        }
        back.reverse();
        transaction.operations.push(Operation::Merged { taken: transactions.to_vec(), back: back.clone() });
        let transaction = Arc::new(transaction);
        self.history.record(&transaction, back, self.ahead.len());
        self.keep(Arc::clone(&transaction));
        Some(Commit { transaction, touched, left: 0 })
    }

    /// Whether an operation is one of some transactions, or takes a merge back or does it again.
    fn is_of_a_merge(&self, operation: Stamp, transactions: &[Stamp]) -> bool {
        let Some(transaction) = self.transaction_of(operation) else { return false };
        let is_step_of_merge = || {
            !transaction.step.is_do()
                && self.origin(transaction.id).is_some_and(|origin| origin.merged().next().is_some())
        };
        transactions.contains(&transaction.id) || is_step_of_merge()
    }
}
