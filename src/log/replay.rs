//! A walk through the log: the plan as it was at one time after another, each transaction folded once.

use super::fold::Fold;
use super::operations::Stand;
use super::{Ledger, Touched};
use crate::model::Plan;

/// The plan as it was, moving forward in time.
///
/// It holds no reference to the ledger, so that a walk can be interrupted and taken up again; it must be continued with
/// the same ledger. What is merged in behind it meanwhile is not seen.
#[derive(Clone, Debug)]
pub struct Replay {
    fold: Fold,
    place: usize,
    /// Up to where the operations of the transaction at `place` are folded.
    within: Stand,
    /// How many those are.
    count: u64,
}

impl Default for Replay {
    fn default() -> Replay {
        Replay { fold: Fold::new(), place: 0, within: Stand::default(), count: 0 }
    }
}

impl Replay {
    /// Goes on to the transactions made before a time in milliseconds since 1970, and says what they touched.
    pub fn until(&mut self, ledger: &Ledger, millis: u64) -> Touched {
        let mut touched = Touched::default();
        while self.advance(ledger, millis, usize::MAX, &mut touched) > 0 {}
        touched
    }

    /// The same by at most so many operations: how many it folded, none where it has arrived. Between two calls a
    /// transaction may be folded in part; only where it has arrived is the plan one that was.
    pub fn advance(&mut self, ledger: &Ledger, millis: u64, operations: usize, touched: &mut Touched) -> usize {
        let mut folded = 0;
        while let Some(transaction) = ledger.nth(self.place).filter(|next| next.id.millis() < millis) {
            let mut left = transaction.operations.iter_from(self.within);
            for operation in left.by_ref().take(operations - folded) {
                self.fold.operation(transaction.id.nth(self.count), &operation, touched);
                (folded, self.count) = (folded + 1, self.count + 1);
            }
            self.within = left.stand();
            if left.len() > 0 {
                break;
            }
            (self.place, self.within, self.count) = (self.place + 1, Stand::default(), 0);
            if folded == operations {
                break;
            }
        }
        folded
    }

    /// The plan as it was.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.fold.plan
    }

    /// The plan as it was, for keeps.
    #[must_use]
    pub fn into_plan(self) -> Plan {
        self.fold.plan
    }
}
