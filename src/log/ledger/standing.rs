//! Which steps hold, and what a write stands for that takes another one back.
//!
//! Whoever takes a step back, or does it again, says nothing of his own: he comes back to what there was. So nothing is settled
//! by it and nothing is asked about by it. It is told from the log, so that everybody who has it asks the same.

use rustc_hash::FxHashSet;

use super::super::register::{CellAt, Contested};
use super::{Change, Defined, Key, Ledger, RowId, Sheet, Stamp, Step, Touched, Transaction, Value, order};

/// So many edits are followed at most, each of which is about what was there after another one had been taken back.
const DEEPEST: usize = 100;

impl Ledger {
    /// Whether an edit holds: nobody took it back, or it was done again since.
    #[must_use]
    pub fn holds(&self, edit: Stamp) -> bool {
        let steps = self.steps_about(edit).into_iter().filter(|step| !self.is_lost(*step));
        let latest = steps.max().and_then(|step| self.transaction(step));
        latest.is_none_or(|transaction| !matches!(transaction.step, Step::Undo(_)))
    }

    /// Whether a transaction came in with a copy, and that merge was taken back.
    #[must_use]
    pub fn is_lost(&self, id: Stamp) -> bool {
        let merges = self.lost.iter().filter(|merge| **merge > id);
        merges.filter_map(|merge| self.transaction(*merge)).any(|merge| merge.brought(id))
    }

    /// Takes note of what a transaction means for others: whether it takes one back, and which merges hold now.
    pub(super) fn note_turn(&mut self, transaction: &Transaction) {
        if let Step::Undo(of) | Step::Redo(of) = transaction.step {
            self.turns.entry(of).or_default().push(transaction.id);
        } else if transaction.merged().next().is_some() {
            let at = self.merges.partition_point(|merge| *merge < transaction.id);
            self.merges.insert(at, transaction.id);
        }
        let is_about_merge = |origin: &Transaction| self.merges.binary_search(&origin.id).is_ok();
        if !self.merges.is_empty() && self.origin(transaction.id).is_some_and(|origin| is_about_merge(origin)) {
            // Whether a merge holds may depend on later ones, with which a step came that takes it back.
            self.lost.clear();
            for merge in self.merges.clone().into_iter().rev() {
                if !self.holds(merge) {
                    self.lost.push(merge);
                }
            }
        }
    }

    /// The steps that take an edit back or do it again.
    fn steps_about(&self, edit: Stamp) -> Vec<Stamp> {
        let (mut open, mut found) = (vec![edit], Vec::new());
        while let Some(step) = open.pop() {
            // What a step refers to was there before it.
            let later = self.turns.get(&step).into_iter().flatten().copied().filter(|later| *later > step);
            let before = found.len();
            found.extend(later);
            open.extend(found.iter().skip(before));
        }
        found
    }

    /// The edits that came in with a copy of the plan and went with it again, as somebody took that merge back. What its own
    /// author has taken back is none of them.
    #[must_use]
    pub fn gone_with_merges(&self) -> FxHashSet<Stamp> {
        let mut gone = FxHashSet::default();
        for merge in self.merges.iter().filter_map(|merge| self.transaction(*merge)) {
            let taken = merge.merged();
            // What came in once more is here, for as long as that holds.
            match (!self.lost.contains(&merge.id), merge.merges_again()) {
                (false, _) => gone.extend(taken),
                (true, true) => taken.for_each(|id| {
                    gone.remove(&id);
                }),
                (true, false) => {}
            }
        }
        gone.retain(|id| self.transaction(*id).is_some_and(|own| own.step.is_do()));
        gone
    }

    /// Whether a change would alter nothing, and settle nothing.
    pub(super) fn is_idle(&self, change: &Change) -> bool {
        self.fold.is_idle(change)
            && match change {
                Change::Define { sheet, definition } => self.defined_apart(*sheet, &definition.key).is_empty(),
                _ => true,
            }
    }

    /// Names the rows about which a step back or forth asks, or asks no more, though it leaves them as they are.
    pub(super) fn touch_asked(&self, step: &Transaction, touched: &mut Touched) {
        let Some(origin) = (!step.step.is_do()).then(|| self.origin(step.id)).flatten() else { return };
        let rows = origin.operations.iter().filter_map(|own| own.row());
        let asked = rows.filter(|row| self.fold.registers.deletions.contains_key(row));
        touched.cells.extend(asked.map(|(sheet, row)| (sheet, row, Key::default())));
    }

    /// Whether a deletion of a living row is to be asked about. One that was taken back is none, and one that a step back made
    /// says nothing of its own, unless it took out what it had brought.
    pub(super) fn asks(&self, (sheet, row): (Sheet, RowId), deletion: Stamp) -> bool {
        let Some(transaction) = self.transaction_of(deletion) else { return false };
        let stands = match transaction.step {
            _ if self.is_lost(transaction.id) => false,
            Step::Do => self.holds(transaction.id),
            Step::Undo(_) => self.origin(transaction.id).is_some_and(|origin| {
                let born = self.born(sheet, row).and_then(|born| self.transaction_of(born));
                born.is_some_and(|born| born.id == origin.id || origin.brought(born.id)) && !self.holds(origin.id)
            }),
            Step::Redo(_) => false,
        };
        let answers = || self.fold.registers.restored.get(&(sheet, row)).into_iter().flatten();
        let is_answer = |restored: Stamp| {
            let stands = |own: &Transaction| own.step.is_do() && self.holds(own.id) && !self.is_lost(own.id);
            self.transaction_of(restored).is_some_and(|own| stands(own))
        };
        stands && !answers().any(|restored| restored.deletion == deletion && is_answer(restored.stamp))
    }

    /// The writes of a cell that nobody has written over, what takes a step back as what it comes back to.
    pub(super) fn standing(&self, cell: CellAt, own: &Contested) -> Vec<(Stamp, Value)> {
        if self.turns.is_empty() {
            return own.contest.heads.clone();
        }
        let own = &self.with_all_writes(cell, own);
        let heads = &own.contest.heads;
        let stamps = self.writes_stood_for(own, &heads.iter().map(|(head, _)| *head).collect::<Vec<_>>(), DEEPEST);
        stamps.into_iter().filter_map(|stamp| Some((stamp, own.value(stamp)?.clone()))).collect()
    }

    /// What writes that had not seen one another stand for. What one comes back to is left out where the others have written
    /// over it, and then it stands for itself.
    fn writes_stood_for(&self, own: &Contested, writes: &[Stamp], depth: usize) -> Vec<Stamp> {
        let mut all = Vec::new();
        for write in writes {
            let turned = (depth > 0).then(|| self.turned_by(*write, own.known())).flatten().unwrap_or_default();
            let first = turned.first();
            let from = if turned.is_undone { turned.made.as_slice() } else { first.as_slice() };
            let before = turned.without(from.iter().flat_map(|write| own.seen(*write)));
            let before: Vec<Stamp> = before.into_iter().filter(|before| own.value(*before).is_some()).collect();
            let before = latest(&before, |later, earlier| own.has_seen(later, earlier));
            let is_seen = |stamp: Stamp| writes.iter().any(|other| other != write && own.has_seen(*other, stamp));
            let mut found = match before.is_empty() {
                true => Vec::new(),
                false => self.writes_stood_for(own, &before, depth - 1),
            };
            found.retain(|stamp| !is_seen(*stamp));
            if found.iter().all(|stamp| own.value(*stamp) != own.value(*write)) {
                found.push(*write);
            }
            all.extend(found);
        }
        ordered(all)
    }

    /// The same of a column: the definitions that no other one has seen.
    pub(super) fn standing_definitions(&self, own: &Defined) -> Vec<Stamp> {
        self.definitions_stood_for(own, &own.heads().collect::<Vec<_>>(), DEEPEST)
    }

    fn definitions_stood_for(&self, own: &Defined, definitions: &[Stamp], depth: usize) -> Vec<Stamp> {
        let mut all = Vec::new();
        for definition in definitions {
            let turned = (depth > 0).then(|| self.turned_by(*definition, own.known())).flatten().unwrap_or_default();
            let made = turned.made.iter().filter(|_| turned.is_undone);
            // Unlike a write of a cell one of a column has seen all that others made of it.
            let before = turned.without(turned.first().iter().chain(made).flat_map(|of| own.seen(*of)));
            let before = latest(&before, |later, earlier| own.has_seen(later, earlier));
            let is_seen =
                |stamp: &Stamp| definitions.iter().any(|other| other != definition && own.has_seen(*other, *stamp));
            let found = match before.is_empty() || !own.makes(&before, *definition) {
                true => Vec::new(),
                false => self.definitions_stood_for(own, &before, depth - 1),
            };
            match found.is_empty() || found.iter().any(is_seen) {
                true => all.push(*definition),
                false => all.extend(found),
            }
        }
        ordered(all)
    }

    /// Of the writes of one thing those that belong to the same edit as another one, where this takes it back or does it again.
    fn turned_by(&self, write: Stamp, known: impl Iterator<Item = Stamp>) -> Option<Turned> {
        let transaction = self.transaction_of(write).filter(|own| !own.step.is_do())?;
        let origin = self.origin(transaction.id)?;
        let steps = self.steps_about(origin.id);
        let mut turned = Turned { is_undone: matches!(transaction.step, Step::Undo(_)), ..Turned::default() };
        for known in known {
            let Some(of) = self.transaction_of(known) else { continue };
            if steps.contains(&of.id) {
                turned.steps.push(known);
            } else if of.id == origin.id || !origin.merges_again() && origin.brought(of.id) {
                turned.made.push(known);
            }
        }
        Some(turned)
    }
}

/// The writes of one thing that an edit made, and those of the steps that took it back or did it again.
#[derive(Default)]
struct Turned {
    /// Whether it is taken back.
    is_undone: bool,
    made: Vec<Stamp>,
    steps: Vec<Stamp>,
}

impl Turned {
    /// The write that took the edit back first: its author had before him what there was with it.
    fn first(&self) -> Option<Stamp> {
        self.steps.iter().min().copied()
    }

    /// Those of some writes that are none of these: what was there before the edit, or with it where it was done again.
    fn without<'a>(&self, writes: impl Iterator<Item = &'a Stamp>) -> Vec<Stamp> {
        let is_own = |write: &Stamp| self.steps.contains(write) || self.is_undone && self.made.contains(write);
        ordered(writes.copied().filter(|write| !is_own(write)).collect())
    }
}

/// Those that no other one has seen.
fn latest(stamps: &[Stamp], has_seen: impl Fn(Stamp, Stamp) -> bool) -> Vec<Stamp> {
    let is_seen = |stamp: Stamp| stamps.iter().any(|other| *other != stamp && has_seen(*other, stamp));
    stamps.iter().copied().filter(|stamp| !is_seen(*stamp)).collect()
}

/// Each once.
fn ordered(mut stamps: Vec<Stamp>) -> Vec<Stamp> {
    order::sort(&mut stamps);
    stamps.dedup();
    stamps
}
