//! Which edits a step back or forth takes along.

use super::{Ledger, Step, Transaction};
use crate::model::Stamp;

/// Steps that are followed at most, and how far one leads to another: no honest plan comes near, a made one could go on for
/// ever.
const MOST: usize = 100_000;
const DEEPEST: usize = 64;

impl Ledger {
    /// The steps that are taken back with one, or done again, each with whether it is taken back, in the order in which that
    /// comes about. A step that merged a copy of the plan takes along what came with it, and to take an undo back is to do its
    /// step again.
    #[must_use]
    pub fn turned(&self, step: Stamp, undone: bool) -> Vec<(Stamp, bool)> {
        let mut turned = Vec::new();
        match self.transaction(step) {
            Some(transaction) => self.turn(transaction, undone, true, DEEPEST, &mut turned),
            None => turned.push((step, undone)),
        }
        turned
    }

    /// A merge that came with a copy is not `whole`: what is new of it came as well, and the rest was here before.
    fn turn(
        &self,
        transaction: &Transaction,
        undone: bool,
        whole: bool,
        depth: usize,
        turned: &mut Vec<(Stamp, bool)>,
    ) {
        if depth == 0 || turned.len() >= MOST {
            return;
        }
        let about = match transaction.step {
            Step::Do => None,
            Step::Undo(of) => Some((of, !undone)),
            Step::Redo(of) => Some((of, undone)),
        };
        // What a step refers to was there before it.
        let earlier = |id: Stamp| self.transaction(id).filter(|earlier| earlier.id < transaction.id);
        if let Some((of, undone)) = about
            && let Some(root) = self.origin(of).filter(|root| root.id < transaction.id)
        {
            self.turn(root, undone, true, depth - 1, turned);
        }
        if whole && !transaction.merges_again() {
            let taken: Vec<&Transaction> = transaction.merged().filter_map(earlier).map(AsRef::as_ref).collect();
            let in_turn: &mut dyn Iterator<Item = &Transaction> =
                if undone { &mut taken.into_iter().rev() } else { &mut taken.into_iter() };
            in_turn.for_each(|taken| self.turn(taken, undone, false, depth - 1, turned));
        }
        turned.push((transaction.id, undone));
    }
}
