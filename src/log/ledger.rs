//! The plan with its log: the one place where a plan changes.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::change::{Coming, check};
use super::defined::Defined;
use super::fold::{Fold, Kept};
use super::history::History;
use super::register::Past;
use super::{Change, Clock, Label, Mark, Operation, Operations, Refusal, Replay, Replica, Step, Touched, Transaction};
use crate::model::{Key, Plan, RowId, Sheet, Stamp, Value, order};

mod apart;
mod beside;
mod copies;
mod standing;
mod stepping;
mod turning;
mod writes;

pub use apart::Conflict;
pub use copies::TakenIn;
use writes::Named;

/// A plan, the set of transactions it is the fold of, and the history of undo.
#[derive(Clone, Debug)]
pub struct Ledger {
    fold: Fold,
    /// In the order of their stamps.
    log: Vec<Kept>,
    history: History,
    clock: Clock,
    author: SmolStr,
    /// Transactions of this device that came from another tab since the plan was opened.
    foreign: FxHashSet<Stamp>,
    /// Transactions that lie too far ahead to be believed, each with how many of them had come before it.
    ahead: FxHashMap<Stamp, usize>,
    /// Whether anything in the log is no step of this tab's.
    is_shared: bool,
    /// Of a step: those that take it back, or do it again.
    turns: FxHashMap<Stamp, Vec<Stamp>>,
    /// The steps that merged a copy, the earliest first.
    merges: Vec<Stamp>,
    /// Those of them that were taken back.
    lost: Vec<Stamp>,
    /// The writes of contested cells that were asked for.
    writes: RefCell<FxHashMap<Named, Vec<Past>>>,
}

/// What a commit did.
#[derive(Clone, Debug)]
pub struct Commit {
    /// The transaction, for storage and for other tabs.
    pub transaction: Arc<Transaction>,
    /// What it touched.
    pub touched: Touched,
    /// Of a step back or forth: how many changes were left out, because somebody else changed the same later.
    pub left: usize,
}

impl Ledger {
    /// An empty plan, edited by a replica.
    #[must_use]
    pub fn new(replica: Replica, author: &str) -> Ledger {
        Ledger {
            fold: Fold::new(),
            log: Vec::new(),
            history: History::default(),
            clock: Clock::new(replica),
            author: SmolStr::new(author),
            foreign: FxHashSet::default(),
            ahead: FxHashMap::default(),
            is_shared: false,
            turns: FxHashMap::default(),
            merges: Vec::new(),
            lost: Vec::new(),
            writes: RefCell::default(),
        }
    }

    /// The plan of a set of transactions, in whatever order and however often each comes.
    /// `now` in milliseconds since 1970.
    #[must_use]
    pub fn open(
        transactions: impl IntoIterator<Item = Transaction>,
        replica: Replica,
        author: &str,
        now: u64,
    ) -> Ledger {
        let mut ledger = Ledger::new(replica, author);
        let mut log: Vec<Kept> = transactions.into_iter().map(Arc::new).collect();
        order::sort_by_key(&mut log, |transaction| transaction.id);
        log.dedup_by_key(|transaction| transaction.id);
        let mut rows = [0; Sheet::ALL.len()];
        for (sheet, count) in log.iter().flat_map(|own| own.operations.rows()) {
            rows.get_mut(sheet.index()).into_iter().for_each(|rows| *rows += count);
        }
        for (sheet, rows) in Sheet::ALL.iter().zip(rows) {
            ledger.fold.expect(*sheet, rows);
        }
        let is_local = |id: Stamp| Replica(id.replica).device() == replica.device();
        // What came in from a copy is folded where it came in, not where it was made: so what takes a step back is what it was.
        let mut claimed: FxHashSet<Stamp> = FxHashSet::default();
        for transaction in log.iter().rev().filter(|transaction| is_local(transaction.id)) {
            if !claimed.contains(&transaction.id) {
                claimed.extend(transaction.merged().filter(|taken| *taken < transaction.id));
            }
        }
        let mut came: FxHashMap<Stamp, Kept> = match claimed.is_empty() {
            true => FxHashMap::default(),
            false => log.iter().filter(|own| claimed.contains(&own.id)).map(|own| (own.id, Arc::clone(own))).collect(),
        };
        ledger.log.reserve_exact(log.len());
        for transaction in log {
            ledger.observe(&transaction, now);
            if claimed.contains(&transaction.id) {
                continue;
            }
            let local = is_local(transaction.id);
            if local {
                // Merged again after that was taken back, they stand where they came in first.
                for taken in transaction.merged().filter_map(|taken| came.remove(&taken)) {
                    ledger.note_foreign(&taken);
                    ledger.fold.read(&taken);
                    ledger.keep(taken);
                }
                ledger.take(transaction, true, &mut Touched::default());
            } else {
                // What made the plan, an import or a merge, may be most of it: what would take it back is never made.
                ledger.is_shared = true;
                ledger.fold.read(&transaction);
                ledger.keep(transaction);
            }
        }
        ledger
    }

    /// The plan as it is.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.fold.plan
    }

    /// The transactions, earliest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Arc<Transaction>> + '_ {
        self.log.iter()
    }

    /// The transaction that stands so many places after the earliest.
    #[must_use]
    pub fn nth(&self, place: usize) -> Option<&Arc<Transaction>> {
        self.log.get(place)
    }

    /// How many transactions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.log.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// Whether a transaction is in the log.
    #[must_use]
    pub fn knows(&self, id: Stamp) -> bool {
        self.place_of(id).is_ok()
    }

    /// The replica that edits here.
    #[must_use]
    pub const fn replica(&self) -> Replica {
        self.clock.replica()
    }

    /// Lets another tab of the same device edit from now on.
    pub fn hand_to(&mut self, replica: Replica) {
        self.clock = self.clock.clone().handed_to(replica);
    }

    /// Names the author of the transactions to come.
    pub fn set_author(&mut self, author: &str) {
        self.author = SmolStr::new(author);
    }

    /// A row identity that was never used. `now` in milliseconds since 1970.
    pub fn fresh_row(&mut self, now: u64) -> RowId {
        RowId(self.clock.tick(now, 1))
    }

    /// Row identities that were never used, as many as asked for. `now` in milliseconds since 1970.
    pub fn fresh_rows(&mut self, now: u64, count: usize) -> impl Iterator<Item = RowId> + use<> {
        let first = self.clock.tick(now, count);
        (0..count as u64).map(move |n| RowId(first.nth(n)))
    }

    /// Makes one transaction of some changes: all of them, or none.
    ///
    /// Changes that alter nothing are left out; where none is left there is no transaction.
    ///
    /// # Errors
    /// Where one change cannot be made; nothing has happened then.
    pub fn commit(&mut self, changes: Vec<Change>, label: Label, now: u64) -> Result<Option<Commit>, Refusal> {
        self.make(changes, label, Step::Do, now)
    }

    fn make(&mut self, changes: Vec<Change>, label: Label, step: Step, now: u64) -> Result<Option<Commit>, Refusal> {
        // What nobody could see is taken back by nothing, but a step it is.
        let may_be_empty = !step.is_do() && changes.is_empty();
        let mut coming = if step.is_do() { Coming::of(&changes) } else { Coming::back(&changes) };
        for change in &changes {
            check(&self.fold.plan, change, &mut coming)?;
        }
        let id = self.clock.tick(now, changes.len().max(1));
        let author = self.author.clone();
        let mut transaction = Transaction { id, author, label, step, operations: Operations::default() };
        let mut touched = Touched::default();
        let mut inverse = Vec::with_capacity(changes.len());
        for change in changes.into_iter() {
            // Undo of a step that nobody could see is a step all the same, and must not take the one before it instead.
            if step == Step::Do && self.is_idle(&change) {
                continue;
            }
            let operation = self.fold.operation_of(change, step);
            inverse.extend(self.fold.operation(transaction.next(), &operation, &mut touched));
            transaction.operations.push(operation);
        }
        if transaction.operations.is_empty() && !may_be_empty {
            return Ok(None);
        }
        inverse.reverse();
        transaction.operations.shrink_to_fit();
        let transaction = Arc::new(transaction);
        self.history.record(&transaction, inverse, self.ahead.len());
        self.keep(Arc::clone(&transaction));
        Ok(Some(Commit { transaction, touched, left: 0 }))
    }

    /// Takes note of when a transaction was made, by a clock that may be wrong.
    fn observe(&mut self, transaction: &Transaction, now: u64) {
        if !self.clock.observe(transaction.last(), now) {
            let before = self.ahead.len();
            self.ahead.entry(transaction.id).or_insert(before);
        }
    }

    fn take(&mut self, transaction: Kept, local: bool, touched: &mut Touched) {
        let inverse = self.fold.apply(&transaction, touched);
        if local {
            let inverse = transaction.back().unwrap_or(inverse);
            self.history.record(&transaction, inverse, self.ahead.len());
        }
        self.keep(transaction);
    }

    fn place_of(&self, id: Stamp) -> Result<usize, usize> {
        match self.log.last() {
            // Most are the latest.
            Some(last) if last.id >= id => self.log.binary_search_by_key(&id, |transaction| transaction.id),
            _ => Err(self.log.len()),
        }
    }

    fn keep(&mut self, transaction: Kept) {
        if let Err(at) = self.place_of(transaction.id) {
            self.log.insert(at, Arc::clone(&transaction));
            self.note_turn(&transaction);
            self.note_writes(&transaction);
        }
    }

    /// Takes in transactions of other tabs or files; those that are known already change nothing.
    /// They are not steps of this tab's undo. `now` in milliseconds since 1970.
    pub fn merge(&mut self, transactions: impl IntoIterator<Item = Transaction>, now: u64) -> (usize, Touched) {
        let (mut added, mut touched) = (0, Touched::default());
        for transaction in transactions {
            if !self.knows(transaction.id) {
                self.observe(&transaction, now);
                self.note_foreign(&transaction);
                let transaction = Arc::new(transaction);
                self.take(Arc::clone(&transaction), false, &mut touched);
                self.touch_asked(&transaction, &mut touched);
                added += 1;
            }
        }
        (added, touched)
    }

    /// A transaction of the log.
    #[must_use]
    pub fn transaction(&self, id: Stamp) -> Option<&Arc<Transaction>> {
        self.log.get(self.place_of(id).ok()?)
    }

    /// The edit that a transaction made, took back or did again.
    #[must_use]
    pub fn origin(&self, id: Stamp) -> Option<&Arc<Transaction>> {
        let mut transaction = self.transaction(id)?;
        while let Step::Undo(of) | Step::Redo(of) = transaction.step {
            // What a step refers to was there before it.
            transaction = self.transaction(of).filter(|before| before.id < transaction.id)?;
        }
        Some(transaction)
    }

    /// The transaction that an operation is part of.
    #[must_use]
    pub fn transaction_of(&self, operation: Stamp) -> Option<&Arc<Transaction>> {
        let after = self.log.partition_point(|transaction| transaction.id <= operation);
        self.log.get(after.checked_sub(1)?).filter(|transaction| transaction.last() >= operation)
    }

    /// The operation that last wrote a cell; none where it was never written.
    #[must_use]
    pub fn writer(&self, sheet: Sheet, row: RowId, column: &str) -> Option<Stamp> {
        let table = self.fold.plan.table(sheet);
        self.fold.writer((sheet, table.slot(row)?, u32::try_from(table.column(column)?).ok()?))
    }

    /// The definitions of a column that no other one has seen, as the user made them; none where he never did.
    #[must_use]
    pub fn defined(&self, sheet: Sheet, column: &str) -> Vec<Stamp> {
        let defined = self.fold.registers.definitions.get(&(sheet, Key::new(column)));
        defined.into_iter().flat_map(Defined::heads).collect()
    }

    /// The operation that inserted a row; none where it is not known.
    #[must_use]
    pub fn born(&self, sheet: Sheet, row: RowId) -> Option<Stamp> {
        let slot = self.fold.plan.table(sheet).slot(row)?;
        self.fold.registers.row(sheet, slot)?.born
    }

    /// The plan as it was: the fold of the transactions made before a time in milliseconds since 1970.
    #[must_use]
    pub fn as_of(&self, millis: u64) -> Plan {
        let mut replay = Replay::default();
        replay.until(self, millis);
        replay.into_plan()
    }
}
