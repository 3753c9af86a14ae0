//! The index: made once of a log, then kept up transaction by transaction.

use rustc_hash::FxHashMap;

use super::track::Track;
use super::{AsOf, Field, Past};
use crate::log::{Ledger, Operation, Step, Transaction, add_to_digest};
use crate::model::{RowId, Sheet, Stamp, Value, order};

const EMPTY: &Value = &Value::Empty;

/// When each step was taken back (true) or done again (false), in order.
type Flips = FxHashMap<Stamp, Vec<(u64, bool)>>;

/// What became of each deal.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Transactions seen.
    seen: usize,
    latest: Stamp,
    tracks: FxHashMap<RowId, Track>,
    /// Every deal that ever was in the table, in order.
    born: Vec<RowId>,
    flips: Flips,
    /// The step that an undo or redo is about in the end.
    roots: FxHashMap<Stamp, Stamp>,
}

impl History {
    /// The history of a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> History {
        let mut history = History::default();
        history.refresh(ledger);
        history
    }

    /// Takes note of what the log has gained: one pass over the new transactions, or over all of them where some were
    /// merged in among the old ones.
    pub fn refresh(&mut self, ledger: &Ledger) {
        if ledger.len() == self.seen {
            return;
        }
        let continues = match self.seen.checked_sub(1) {
            None => true,
            Some(last) => ledger.nth(last).is_some_and(|transaction| transaction.id == self.latest),
        };
        if !continues {
            *self = History::default();
        }
        for transaction in ledger.log().skip(self.seen) {
            self.add(ledger, transaction);
            self.latest = transaction.id;
        }
        self.seen = ledger.len();
        // Rows are mostly typed in the order of their identities.
        if !self.born.is_sorted() {
            order::sort(&mut self.born);
        }
    }

    /// What stood in a cell; empty where nothing did.
    #[must_use]
    pub fn value(&self, deal: RowId, field: Field, as_of: AsOf) -> &Value {
        self.tracks.get(&deal).map_or(EMPTY, |track| track.value(field, as_of, &self.flips))
    }

    /// Whether the deal was in the table.
    #[must_use]
    pub fn is_alive(&self, deal: RowId, as_of: AsOf) -> bool {
        self.value(deal, Field::Alive, as_of) == &Value::Check(true)
    }

    /// Every value that a field has had and that was not taken back, earliest first; neighbours differ.
    pub fn changes(&self, deal: RowId, field: Field, as_of: AsOf) -> impl Iterator<Item = &Past> {
        let past = self.tracks.get(&deal).map_or(&[][..], |track| track.past.as_slice());
        let mut before = EMPTY;
        past.iter().filter(move |past| past.field == field && self.counts(past, as_of)).filter(move |past| {
            let changed = past.value != *before;
            before = &past.value;
            changed
        })
    }

    /// When the deal was first typed in, in milliseconds since 1970; none where it was not there yet.
    #[must_use]
    pub fn born(&self, deal: RowId, as_of: AsOf) -> Option<u64> {
        self.changes(deal, Field::Alive, as_of).find(|past| past.value == Value::Check(true)).map(|past| past.at)
    }

    /// How often the expected close was moved to a later day; an empty cell in between hides nothing.
    #[must_use]
    pub fn pushes(&self, deal: RowId, as_of: AsOf) -> usize {
        let mut last = None;
        let days = self.changes(deal, Field::Close, as_of).filter_map(|past| match past.value {
            Value::Date(day) => Some(day),
            _ => None,
        });
        days.filter(|day| last.replace(*day).is_some_and(|before| *day > before)).count()
    }

    /// Whether a deal has been left alone since a time, apart from the day on which it was typed in: no value was written, and
    /// nothing that was written is ever taken back or done again.
    #[must_use]
    pub fn is_quiet(&self, deal: RowId, since: AsOf) -> bool {
        let past = self.tracks.get(&deal).map_or(&[][..], |track| track.past.as_slice());
        let born = past.first().map(Past::day);
        past.iter().all(|past| (past.at < since.0 || Some(past.day()) == born) && !self.flips.contains_key(&past.step))
    }

    /// Every deal that ever was in the table, in the order of their identities.
    #[must_use]
    pub fn deals(&self) -> Vec<RowId> {
        self.born.clone()
    }

    fn counts(&self, past: &Past, as_of: AsOf) -> bool {
        counts(past, as_of, &self.flips)
    }

    fn add(&mut self, ledger: &Ledger, transaction: &Transaction) {
        if transaction.step.is_do() {
            for (stamp, operation) in transaction.stamped() {
                self.count(stamp, operation);
                if let (Some(row), Operation::Insert { cells, .. }) = (deal_of(operation), operation)
                    && let Some(track) = self.tracks.get_mut(&row).filter(|track| track.past.is_empty())
                {
                    // Most of what a large plan remembers: no more room than is needed.
                    track.past.reserve_exact(1 + cells.iter().filter(|(key, _)| is_remembered(key)).count());
                }
                written(operation, &mut |(deal, field), value| {
                    let track = self.tracks.entry(deal).or_default();
                    track.write(field, value, transaction, &self.flips);
                });
            }
            return;
        }
        // What the cells show after the transaction: in the order of the log the latest write of a cell is the one shown.
        let mut shown: FxHashMap<(RowId, Field), Value> = FxHashMap::default();
        if let Step::Undo(of) | Step::Redo(of) = transaction.step {
            let root = self.roots.get(&of).copied().unwrap_or(of);
            self.roots.insert(transaction.id, root);
            // What the step had changed and this transaction leaves as it is stays as it is.
            let turned = ledger.turned(root, matches!(transaction.step, Step::Undo(_)));
            let steps = turned.iter().filter_map(|(step, _)| ledger.transaction(*step));
            for (_, operation) in steps.flat_map(|step| step.stamped()) {
                written(operation, &mut |cell, _| {
                    let value = self.value(cell.0, cell.1, AsOf::LATEST).clone();
                    shown.insert(cell, value);
                });
            }
            for (step, undone) in turned {
                self.flips.entry(step).or_default().push((transaction.id.millis(), undone));
            }
        }
        for (stamp, operation) in transaction.stamped() {
            self.count(stamp, operation);
            written(operation, &mut |cell, value| drop(shown.insert(cell, value.clone())));
        }
        for ((deal, field), value) in shown {
            self.tracks.entry(deal).or_default().write(field, &value, transaction, &self.flips);
        }
    }

    /// Counts an operation for or against the life of its row.
    fn count(&mut self, stamp: Stamp, operation: &Operation) {
        let Some(row) = deal_of(operation) else { return };
        let track = self.tracks.entry(row).or_default();
        match operation {
            Operation::Delete { seen, .. } => track.deletions.push(*seen),
            _ => add_to_digest(&mut track.digest, stamp),
        }
        if !track.born && matches!(operation, Operation::Insert { .. }) {
            track.born = true;
            self.born.push(row);
        }
    }
}

impl Track {
    /// A row lives once it was inserted, unless a deleter saw every operation on it that there is.
    fn lives(&self) -> bool {
        self.born && !self.deletions.contains(&self.digest)
    }

    fn value(&self, field: Field, as_of: AsOf, flips: &Flips) -> &Value {
        let past = self.past.iter().rev().find(|past| past.field == field && counts(past, as_of, flips));
        past.map_or(EMPTY, |past| &past.value)
    }

    /// Takes note of a value that a transaction wrote, or for [`Field::Alive`] of whether the row lives by now. Whatever one
    /// transaction does to a cell is one change.
    fn write(&mut self, field: Field, value: &Value, transaction: &Transaction, flips: &Flips) {
        let lives = Value::Check(self.lives());
        let value = if field == Field::Alive { &lives } else { value };
        // Its own are the latest.
        let mut own = self.past.iter().rev().take_while(|past| past.step == transaction.id);
        if let Some(back) = own.position(|past| past.field == field) {
            self.past.remove(self.past.len() - 1 - back);
        }
        if self.value(field, AsOf::LATEST, flips) != value {
            let past = Past { at: transaction.id.millis(), field, value: value.clone(), step: transaction.id };
            self.past.push(past);
        }
    }
}

fn counts(past: &Past, as_of: AsOf, flips: &Flips) -> bool {
    past.at < as_of.0 && !is_undone(past.step, as_of, flips)
}

fn is_undone(step: Stamp, as_of: AsOf, flips: &Flips) -> bool {
    if flips.is_empty() {
        return false;
    }
    let flips = flips.get(&step).map_or(&[][..], Vec::as_slice);
    flips.iter().rev().find(|(at, _)| *at < as_of.0).is_some_and(|(_, undone)| *undone)
}

/// Whether the values of a column of the funnel are remembered.
fn is_remembered(key: &str) -> bool {
    Field::of(Sheet::Deals, key).is_some()
}

fn deal_of(operation: &Operation) -> Option<RowId> {
    match operation {
        Operation::Insert { sheet: Sheet::Deals, row, .. }
        | Operation::Set { sheet: Sheet::Deals, row, .. }
        | Operation::Delete { sheet: Sheet::Deals, row, .. }
        | Operation::Restore { sheet: Sheet::Deals, row, .. }
        | Operation::Move { sheet: Sheet::Deals, row, .. } => Some(*row),
        _ => None,
    }
}

/// The cells that an operation writes; every one of them may bring a deleted row back.
fn written(operation: &Operation, write: &mut dyn FnMut((RowId, Field), &Value)) {
    let Some(row) = deal_of(operation) else { return };
    write((row, Field::Alive), EMPTY);
    match operation {
        Operation::Insert { cells, .. } => {
            for (key, value) in cells.iter().filter(|(_, value)| !value.is_empty()) {
                Field::of(Sheet::Deals, key).into_iter().for_each(|field| write((row, field), value));
            }
        }
        Operation::Set { column, value, .. } => {
            Field::of(Sheet::Deals, column).into_iter().for_each(|field| write((row, field), value));
        }
        _ => {}
    }
}
