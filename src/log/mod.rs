//! The log: operations, transactions, the clock, the fold, undo, merge and conflicts.
//!
//! A plan is the fold of a set of operations; there is exactly one way to change it, [`Ledger::commit`], which happens
//! whole or not at all. Folding is commutative and idempotent, so undo, autosave, recovery, several tabs, history and
//! the merging of files are one engine: the union of operation sets. Knows no formats, no browser, no clock of its own.

#[cfg(test)]
mod asked_tests;
mod back;
#[cfg(test)]
mod beside_tests;
mod change;
mod clock;
#[cfg(test)]
mod define_tests;
mod defined;
mod fold;
mod history;
mod ledger;
mod operation;
mod operations;
mod packing;
#[cfg(test)]
mod parts_tests;
mod register;
mod replay;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod twice_tests;

pub use change::{Change, Refusal, fits};
pub use clock::{Clock, Replica};
pub use defined::{Apart, Part};
pub use fold::Touched;
pub use history::{Mark, Step};
pub use ledger::{Commit, Conflict, Ledger, TakenIn};
pub use operation::{Label, Operation, Seen, Transaction};
pub use operations::{Operations, Stand};
pub use register::add_to_digest;
pub use replay::Replay;
