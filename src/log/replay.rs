//! A walk through the log: the plan as it was at one time after another, each transaction folded once.

use super::fold::Fold;
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
}

impl Default for Replay {
    fn default() -> Replay {
        Replay { fold: Fold::new(), place: 0 }
    }
}

impl Replay {
    /// Goes on to the transactions made before a time in milliseconds since 1970, and says what they touched.
    pub fn until(&mut self, ledger: &Ledger, millis: u64) -> Touched {
        let mut touched = Touched::default();
        while let Some(transaction) = ledger.nth(self.place).filter(|next| next.id.millis() < millis) {
            self.fold.apply(transaction, &mut touched);
            self.place += 1;
        }
        touched
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
