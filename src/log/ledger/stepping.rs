//! Steps of this tab taken back, and done again.

use super::super::change::{Coming, check};
use super::{Change, Commit, Label, Ledger, Mark, Step};
use crate::model::{Key, Stamp};

impl Ledger {
    /// The step that undo would take back.
    #[must_use]
    pub fn undoable(&self) -> Option<&Mark> {
        self.history.done.last()
    }

    /// The step that redo would do again.
    #[must_use]
    pub fn redoable(&self) -> Option<&Mark> {
        self.history.undone.last()
    }

    /// The steps that can be taken back, the latest last.
    #[must_use]
    pub fn done(&self) -> &[Mark] {
        &self.history.done
    }

    /// The steps that can be done again, the next one last.
    #[must_use]
    pub fn undone(&self) -> &[Mark] {
        &self.history.undone
    }

    /// How many steps can be taken back, and how many done again.
    #[must_use]
    pub fn history_depth(&self) -> (usize, usize) {
        (self.history.done.len(), self.history.undone.len())
    }

    /// Takes back the latest step; none where there is none. What somebody else changed after it stays, and is counted.
    pub fn undo(&mut self, now: u64) -> Option<(Label, Commit)> {
        let mark = self.history.done.last()?.clone();
        self.step(mark.clone(), Step::Undo(mark.id), now).or_else(|| {
            self.history.done.pop();
            self.undo(now)
        })
    }

    /// Does the latest undone step again, as far as nobody else has changed the same since.
    pub fn redo(&mut self, now: u64) -> Option<(Label, Commit)> {
        let mark = self.history.undone.last()?.clone();
        self.step(mark.clone(), Step::Redo(mark.id), now).or_else(|| {
            self.history.undone.pop();
            self.redo(now)
        })
    }

    /// Those of some changes that can be made one after the other.
    pub(super) fn possible(&self, changes: Vec<Change>) -> Vec<Change> {
        let mut coming = Coming::back(&changes);
        changes.into_iter().filter(|change| check(&self.fold.plan, change, &mut coming).is_ok()).collect()
    }

    fn step(&mut self, mark: Mark, step: Step, now: u64) -> Option<(Label, Commit)> {
        let key = if matches!(step, Step::Undo(_)) { "undo" } else { "redo" };
        // What another replica has removed meanwhile cannot be taken back; the rest can.
        let was_empty = mark.inverse.is_empty();
        let possible = self.possible(mark.inverse.clone());
        if possible.is_empty() && !was_empty {
            return None;
        }
        let (possible, left) = self.without_others(&mark, possible);
        let mut commit = self.make(possible, Label::new(key), step, now).ok().flatten()?;
        commit.left = left;
        self.touch_asked(&commit.transaction, &mut commit.touched);
        // With a merge questions come and go, also in rows that stay as they are.
        let came: Vec<Stamp> = self.origin(mark.id).into_iter().flat_map(|origin| origin.merged()).collect();
        let came = came.into_iter().filter_map(|id| self.transaction(id));
        let rows = came.flat_map(|transaction| &transaction.operations).filter_map(|own| own.row());
        commit.touched.cells.extend(rows.map(|(sheet, row)| (sheet, row, Key::default())));
        Some((mark.label, commit))
    }
}
