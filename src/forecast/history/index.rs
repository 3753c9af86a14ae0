//! The index: made once of a log, then kept up transaction by transaction.

use rustc_hash::FxHashMap;

use super::track::{Track, Written};
use super::{AsOf, Field, Past};
use crate::log::{Ledger, Operation, Step, Transaction, add_to_digest};
use crate::model::{Date, Pool, Roll, RowId, Sheet, Stamp, Value, order, put};

const EMPTY: &Value = &Value::Empty;

/// When each step was taken back (true) or done again (false), in order.
type Flips = FxHashMap<Stamp, Vec<(u64, bool)>>;

/// What became of each deal.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Transactions seen.
    seen: usize,
    latest: Stamp,
    /// Every deal that the log names. It outlives what is told of them, so that a deal keeps its number.
    deals: Roll,
    /// By the number of the deal.
    tracks: Vec<Track>,
    /// The digests that deleters of deals had seen, by the number of the deal.
    deletions: FxHashMap<u32, Vec<Stamp>>,
    /// What was written, each value once.
    values: Pool,
    /// The transactions that wrote something, in the order of the log.
    steps: Vec<Stamp>,
    /// Whether each of them was ever taken back: few were, and every question about a value asks.
    flipped: Vec<bool>,
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
            *self = History { deals: std::mem::take(&mut self.deals), ..History::default() };
        }
        if self.seen == 0 {
            let deals = ledger.plan().table(Sheet::Deals).slots();
            self.deals.reserve(deals.saturating_sub(self.deals.ids().len()));
            self.tracks.reserve(deals);
        }
        for transaction in ledger.log().skip(self.seen) {
            self.add(ledger, transaction);
            self.latest = transaction.id;
        }
        self.seen = ledger.len();
    }

    /// The number of a deal, for whoever keeps something of every one: it has it as long as the plan is open.
    #[must_use]
    pub(in crate::forecast) fn number(&self, deal: RowId) -> Option<u32> {
        self.deals.number(deal)
    }

    /// Every deal that the log names, by number.
    pub(in crate::forecast) fn met(&self) -> &[RowId] {
        self.deals.ids()
    }

    fn track(&self, deal: RowId) -> Option<&Track> {
        self.tracks.get(self.deals.number(deal)? as usize)
    }

    fn past(&self, deal: RowId) -> &[Written] {
        self.track(deal).map_or(&[], |track| &track.past)
    }

    /// What stood in a cell; empty where nothing did.
    #[must_use]
    pub fn value(&self, deal: RowId, field: Field, as_of: AsOf) -> &Value {
        self.track(deal).map_or(EMPTY, |track| self.values.get(self.shown(track, field, as_of)))
    }

    /// Whether the deal was in the table.
    #[must_use]
    pub fn is_alive(&self, deal: RowId, as_of: AsOf) -> bool {
        self.value(deal, Field::Alive, as_of) == &Value::Check(true)
    }

    /// Every value that a field has had and that was not taken back, earliest first; neighbours differ.
    pub fn changes(&self, deal: RowId, field: Field, as_of: AsOf) -> Changes<'_> {
        Changes { history: self, left: self.past(deal).iter(), field, as_of, before: 0 }
    }

    /// When the deal was first typed in, in milliseconds since 1970; none where it was not there yet.
    #[must_use]
    pub fn born(&self, deal: RowId, as_of: AsOf) -> Option<u64> {
        self.changes(deal, Field::Alive, as_of).find(|past| *past.value == Value::Check(true)).map(|past| past.at)
    }

    /// How often the expected close was moved to a later day; an empty cell in between hides nothing.
    #[must_use]
    pub fn pushes(&self, deal: RowId, as_of: AsOf) -> usize {
        let mut last = None;
        let days = self.changes(deal, Field::Close, as_of).filter_map(|past| match past.value {
            Value::Date(day) => Some(*day),
            _ => None,
        });
        days.filter(|day| last.replace(*day).is_some_and(|before| *day > before)).count()
    }

    /// Whether a deal has been left alone since a time, apart from the day on which it was typed in: no value was written, and
    /// nothing that was written is ever taken back or done again.
    #[must_use]
    pub fn is_quiet(&self, deal: RowId, since: AsOf) -> bool {
        let past = self.past(deal);
        let day = |own: &Written| Date::of_millis(self.at(*own));
        let born = past.first().map(day);
        past.iter().all(|own| {
            let is_before = self.at(*own) < since.0 || Some(day(own)) == born;
            is_before && !self.is_flipped(*own)
        })
    }

    /// Every deal that ever was in the table, as the log names them.
    pub(in crate::forecast) fn born_deals(&self) -> impl Iterator<Item = RowId> {
        self.deals.ids().iter().zip(&self.tracks).filter(|(_, track)| track.born).map(|(deal, _)| *deal)
    }

    /// Every deal that ever was in the table, in the order of their identities.
    #[must_use]
    pub fn deals(&self) -> Vec<RowId> {
        let mut deals = Vec::with_capacity(self.tracks.len());
        deals.extend(self.born_deals());
        // Rows are mostly typed in the order of their identities.
        if !deals.is_sorted() {
            order::sort(&mut deals);
        }
        deals
    }

    fn step(&self, own: Written) -> Stamp {
        self.steps.get(own.step as usize).copied().unwrap_or_default()
    }

    /// When something was written, in milliseconds since 1970.
    fn at(&self, own: Written) -> u64 {
        self.step(own).millis()
    }

    fn counts(&self, own: Written, as_of: AsOf) -> bool {
        let step = self.step(own);
        step.millis() < as_of.0 && !(self.is_flipped(own) && is_undone(step, as_of, &self.flips))
    }

    fn is_flipped(&self, own: Written) -> bool {
        self.flipped.get(own.step as usize).is_some_and(|flipped| *flipped)
    }

    /// The number of the value that a field showed.
    fn shown(&self, track: &Track, field: Field, as_of: AsOf) -> u32 {
        let past = track.past.iter().rev().find(|own| own.is_of(field) && self.counts(**own, as_of));
        past.map_or(0, |own| own.value())
    }

    fn track_mut(&mut self, deal: RowId) -> (u32, &mut Track) {
        let number = self.deals.enrol(deal);
        let at = number as usize;
        if self.tracks.len() <= at {
            put(&mut self.tracks, number, Track::default());
        }
        #[expect(clippy::indexing_slicing, reason = "the list was just made long enough")]
        (number, &mut self.tracks[at])
    }

    fn add(&mut self, ledger: &Ledger, transaction: &Transaction) {
        if transaction.step.is_do() {
            for (stamp, operation) in transaction.stamped() {
                self.count(stamp, &operation);
                if let (Some(row), Operation::Insert { cells, .. }) = (deal_of(&operation), &operation) {
                    let (_, track) = self.track_mut(row);
                    if track.past.is_empty() {
                        // Most of what a large plan remembers: no more room than is needed.
                        track.past.reserve_exact(1 + cells.iter().filter(|(key, _)| is_remembered(key)).count());
                    }
                }
                written(&operation, &mut |(deal, field), value| self.write(deal, field, value, transaction));
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
                written(&operation, &mut |cell, _| {
                    let value = self.value(cell.0, cell.1, AsOf::LATEST).clone();
                    shown.insert(cell, value);
                });
            }
            for (step, undone) in turned {
                if let Some(own) = self.steps.iter().rposition(|own| *own == step)
                    && let Some(flipped) = self.flipped.get_mut(own)
                {
                    *flipped = true;
                }
                self.flips.entry(step).or_default().push((transaction.id.millis(), undone));
            }
        }
        for (stamp, operation) in transaction.stamped() {
            self.count(stamp, &operation);
            written(&operation, &mut |cell, value| drop(shown.insert(cell, value.clone())));
        }
        for ((deal, field), value) in shown {
            self.write(deal, field, &value, transaction);
        }
    }

    /// Counts an operation for or against the life of its row.
    fn count(&mut self, stamp: Stamp, operation: &Operation) {
        let Some(row) = deal_of(operation) else { return };
        let (number, track) = self.track_mut(row);
        track.born |= matches!(operation, Operation::Insert { .. });
        match operation {
            Operation::Delete { seen, .. } => self.deletions.entry(number).or_default().push(*seen),
            _ => add_to_digest(&mut track.digest, stamp),
        }
    }

    /// Takes note of a value that a transaction wrote, or for [`Field::Alive`] of whether the row lives by now. Whatever one
    /// transaction does to a cell is one change.
    fn write(&mut self, deal: RowId, field: Field, value: &Value, transaction: &Transaction) {
        let last = self.steps.last() == Some(&transaction.id);
        let step = u32::try_from(self.steps.len() - usize::from(last)).unwrap_or(u32::MAX);
        put(&mut self.steps, step, transaction.id);
        if !last {
            put(&mut self.flipped, step, self.flips.contains_key(&transaction.id));
        }
        let (number, track) = self.track_mut(deal);
        // Its own are the latest.
        let mut own = track.past.iter().rev().take_while(|own| own.step == step);
        if let Some(back) = own.position(|own| own.is_of(field)) {
            track.past.remove(track.past.len() - 1 - back);
        }
        let value = match field {
            Field::Alive => self.values.put(&Value::Check(self.lives(number))),
            _ => self.values.put(value),
        };
        let Some(track) = self.tracks.get(number as usize) else { return };
        if self.shown(track, field, AsOf::LATEST) != value
            && let Some(track) = self.tracks.get_mut(number as usize)
        {
            track.past.push(Written::new(step, field, value));
        }
    }

    /// A row lives once it was inserted, unless a deleter saw every operation on it that there is.
    fn lives(&self, number: u32) -> bool {
        let Some(track) = self.tracks.get(number as usize) else { return false };
        track.born && !self.deletions.get(&number).is_some_and(|seen| seen.contains(&track.digest))
    }
}

/// The values that a field has had, one after the other.
#[derive(Clone, Debug)]
pub struct Changes<'a> {
    history: &'a History,
    left: std::slice::Iter<'a, Written>,
    field: Field,
    as_of: AsOf,
    /// The number of the value before.
    before: u32,
}

impl<'a> Iterator for Changes<'a> {
    type Item = Past<'a>;

    fn next(&mut self) -> Option<Past<'a>> {
        let Changes { history, field, as_of, before, .. } = *self;
        let own = self.left.find(|own| own.is_of(field) && own.value() != before && history.counts(**own, as_of))?;
        self.before = own.value();
        Some(Past { at: history.at(*own), value: history.values.get(own.value()) })
    }
}

fn is_undone(step: Stamp, as_of: AsOf, flips: &Flips) -> bool {
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
