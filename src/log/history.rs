//! Undo and redo, rebuilt from the log itself: a reload loses no step.

use rustc_hash::FxHashSet;

pub use super::operation::Step;
use super::{Change, Label, Transaction};
use crate::model::Stamp;

/// One step that can be taken back or done again.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The transaction.
    pub id: Stamp,
    /// Why it was made.
    pub label: Label,
    /// The changes that take it back.
    pub(super) inverse: Vec<Change>,
    /// How many transactions of clocks that are not believed were there before it, though it does not look so by their stamps.
    pub(super) ahead: usize,
}

/// Steps that can be taken back, and steps that can be done again; the latest last.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub done: Vec<Mark>,
    pub undone: Vec<Mark>,
}

/// Steps kept.
const DEPTH: usize = 1000;

impl Mark {
    /// The changes that take the step back.
    #[must_use]
    pub fn inverse(&self) -> &[Change] {
        &self.inverse
    }
}

impl History {
    /// Takes note of a transaction of this device, with the changes that take it back, and with how many transactions of
    /// clocks that are not believed there are.
    pub fn record(&mut self, transaction: &Transaction, inverse: Vec<Change>, ahead: usize) {
        let mark = Mark { id: transaction.id, label: transaction.label.clone(), inverse, ahead };
        match transaction.step {
            Step::Do => {
                // What came in with a step is taken back with it, though this device may have written it in another copy.
                let came: FxHashSet<Stamp> = transaction.merged().collect();
                if !came.is_empty() {
                    self.done.retain(|mark| !came.contains(&mark.id));
                }
                self.done.push(mark);
                self.undone.clear();
            }
            Step::Undo(of) => {
                let label = take(&mut self.done, of);
                self.undone.push(Mark { label: label.unwrap_or(mark.label), ..mark });
            }
            Step::Redo(of) => {
                let label = take(&mut self.undone, of);
                self.done.push(Mark { label: label.unwrap_or(mark.label), ..mark });
            }
        }
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
    }
}

fn take(marks: &mut Vec<Mark>, id: Stamp) -> Option<Label> {
    let at = marks.iter().rposition(|mark| mark.id == id)?;
    Some(marks.remove(at).label)
}
