//! Between the plan's log and the outside: transactions as records, ledgers as plan files, sentences for what failed.
//!
//! The screen knows neither the log nor the formats; what it stores, opens and hands out goes through here. Knows no
//! browser; clock and identities are arguments.

use std::sync::Arc;

use super::storage::mirror::Written;
use super::storage::{Opened, Problem, Record, Verdict};
use super::template::template;
use crate::formats::{self, Meta, Unknown, WriteError};
use crate::log::{Change, Label, Operation};
use crate::model::{Date, Key, Place, Plan, Sheet, Stamp, Value};
use crate::text::Lang;
use crate::text::messages::{Damage, Edits, Entries, Files, Storage};

pub use crate::log::{Ledger, Transaction};

mod beside;
mod editor;
mod refusal;
#[cfg(test)]
mod tests;

pub use crate::formats::MAX_BYTES;
pub(super) use beside::is_beside;
use beside::{keep, kept};
pub use editor::Editor;
pub use refusal::{failure, stranger};

/// A transaction as storage keeps it.
#[must_use]
pub fn record_of(transaction: &Transaction) -> Record {
    Record::new(id_of(transaction), formats::write_record(transaction))
}

fn id_of(transaction: &Transaction) -> String {
    let Stamp { time, replica } = transaction.id;
    format!("{time:016x}-{replica:016x}")
}

/// All transactions of a plan as records.
#[must_use]
pub fn all_records(ledger: &Ledger) -> Vec<Record> {
    ledger.log().map(|transaction| record_of(transaction)).collect()
}

/// A record of a plan that goes on being edited while the record is written.
#[derive(Clone, Debug)]
pub enum Kept {
    /// A transaction.
    Transaction(Arc<Transaction>),
    /// One that this version cannot read.
    Unread(Record),
}

impl Kept {
    /// All records of a plan, without their texts.
    #[must_use]
    pub fn all(ledger: &Ledger, unread: &[Record]) -> Vec<Self> {
        let log = ledger.log().map(|transaction| Self::Transaction(Arc::clone(transaction)));
        log.chain(unread.iter().cloned().map(Self::Unread)).collect()
    }
}

impl Written for Kept {
    type Pieces = Box<dyn Iterator<Item = String>>;

    fn id(&self) -> String {
        match self {
            Self::Transaction(transaction) => id_of(transaction),
            Self::Unread(record) => record.id.clone(),
        }
    }

    fn pieces(&self) -> Self::Pieces {
        match self {
            Self::Transaction(transaction) => Box::new(formats::Pieces::of(Arc::clone(transaction))),
            Self::Unread(record) => Box::new(record.pieces()),
        }
    }
}

/// Whether the records of a plan take more than so many bytes, about, without writing one.
#[must_use]
pub fn is_heavier(ledger: &Ledger, most: usize) -> bool {
    let mut sum = 0;
    for transaction in ledger.log() {
        sum += 100;
        for operation in &transaction.operations {
            sum += match operation {
                Operation::Insert { cells, .. } => 60 + 32 * cells.len(),
                Operation::Merged { taken, back } => 20 * taken.len() + 100 * back.len(),
                _ => 100,
            };
            if sum > most {
                return true;
            }
        }
    }
    false
}

/// The transactions of records, and the records that cannot be read, as a newer version may have written them.
#[must_use]
pub fn transactions_of(records: Vec<Record>) -> (Vec<Transaction>, Vec<Record>) {
    let mut unread = Vec::new();
    let transactions = records.into_iter().filter_map(|record| transaction_of(record, &mut unread)).collect();
    (transactions, unread)
}

/// The text of a record is let go as soon as it was read: a large plan would else be held twice.
fn transaction_of(record: Record, unread: &mut Vec<Record>) -> Option<Transaction> {
    let read = formats::read_kept_record(&record.body);
    if read.is_err() {
        unread.push(record);
    }
    read.ok()
}

/// The plan of records, each asked for when the one before it was read, and the records that cannot be read. `now` in
/// milliseconds since 1970.
#[must_use]
pub fn ledger_of(
    records: impl IntoIterator<Item = Record>,
    editor: Editor,
    author: &str,
    now: u64,
) -> (Ledger, Vec<Record>) {
    let (mut unread, mut records) = (Vec::new(), records.into_iter());
    let records: &mut dyn Iterator<Item = Record> = &mut records;
    let transactions = records.filter_map(|record| transaction_of(record, &mut unread));
    let ledger = Ledger::open(transactions, editor.replica(), author, now);
    (ledger, unread)
}

/// A new plan: the set-up, which undo does not take back. `now` in milliseconds since 1970.
#[must_use]
pub fn new_plan(lang: Lang, name: &str, editor: Editor, now: u64, today: Date) -> Ledger {
    let mut made = Ledger::new(editor.maker(now), "");
    // The template changes an empty plan, where nothing can be refused.
    let _ = made.commit(template(lang, name, today), Label::new("template"), now);
    handed_over(&made, editor, "", now)
}

/// The same plan, edited by `editor` from now on.
fn handed_over(ledger: &Ledger, editor: Editor, author: &str, now: u64) -> Ledger {
    Ledger::open(ledger.log().map(|transaction| transaction.as_ref().clone()), editor.replica(), author, now)
}

/// The same plan under another name, as a copy of its own. `now` in milliseconds since 1970.
#[must_use]
pub fn renamed(ledger: &Ledger, name: &str, editor: Editor, now: u64) -> Ledger {
    let log = ledger.log().map(|transaction| transaction.as_ref().clone());
    let mut made = Ledger::open(log, editor.maker(now), "", now);
    name_plan(&mut made, name, now);
    handed_over(&made, editor, "", now)
}

fn name_plan(ledger: &mut Ledger, name: &str, now: u64) {
    let (sheet, row, column) = (Sheet::Settings, Plan::SETTINGS, Key::new_static("name"));
    let value = Value::text(name);
    let change = if ledger.plan().table(sheet).contains(row) {
        Change::Set { sheet, row, column, value }
    } else {
        Change::Insert { sheet, row, place: Place::nth(0), cells: vec![(column, value)] }
    };
    // A deleted row of settings cannot be named: the plan then stays without a name.
    let _ = ledger.commit(vec![change], Label::new("rename"), now);
}

/// A plan that was read from a file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The plan with its log.
    pub ledger: Ledger,
    /// Its name: the plan's own, else that of the file; empty where nobody gave either.
    pub name: String,
    /// How many values were taken in otherwise than they stand.
    pub attention: usize,
    /// How many transactions, the last ones, the reading has made itself.
    pub made: usize,
}

impl Imported {
    /// What whoever merges it takes in: what it holds, with what the file had beside the plan; not the name of the file.
    #[must_use]
    pub fn edits(&self) -> Vec<Transaction> {
        let held = self.ledger.len().saturating_sub(self.made);
        let all = self.ledger.log().enumerate();
        let taken = all.filter(|(at, transaction)| *at < held || is_beside(transaction));
        taken.map(|(_, transaction)| transaction.as_ref().clone()).collect()
    }
}

/// Reads a plan file. A plan without a name gets that of the file, unless that is the one that we have given the file of a plan
/// without a name: merged back into its owner's, it would pass for a name that somebody gave. `now` in milliseconds since 1970.
///
/// # Errors
/// What is wrong, where, and what to do about it.
pub fn read_plan_file(
    bytes: &[u8],
    file_name: &str,
    editor: Editor,
    author: &str,
    now: u64,
) -> Result<Imported, Box<Damage>> {
    let refused = |error| refusal::stranger(file_name, bytes).unwrap_or_else(|| refusal::damage(&error, bytes));
    let file = formats::read(bytes, editor.maker(now), "", now).map_err(|error| Box::new(refused(error)))?;
    let mut ledger = file.ledger;
    let held = ledger.len();
    let is_of_others = held == file.imported.len();
    keep(&mut ledger, &file.meta.unknown, now);
    if ledger.plan().name().trim().is_empty() {
        match file.name.trim() {
            "" if is_of_others || !is_default(stem(file_name)) => name_plan(&mut ledger, stem(file_name), now),
            "" => {}
            own => name_plan(&mut ledger, own, now),
        }
    }
    let name = ledger.plan().name().to_owned();
    let made = ledger.len() - held;
    Ok(Imported { ledger: handed_over(&ledger, editor, author, now), name, attention: file.problem_count, made })
}

/// The name of a file without what all plan files end in.
fn stem(file_name: &str) -> &str {
    let plan = file_name.strip_suffix(".json").unwrap_or(file_name);
    plan.strip_suffix(".plan").unwrap_or(plan).trim()
}

/// A plan file, ready to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanText {
    /// A name for the file.
    pub file_name: String,
    /// Its text, in UTF-8.
    pub text: String,
}

/// Writes a plan file and reads it back. `now` in milliseconds since 1970.
///
/// # Errors
/// Why the file must not be handed out, in words.
pub fn write_plan_file(ledger: &Ledger, lang: Lang, now: u64) -> Result<PlanText, String> {
    let meta = Meta { saved: now, unknown: kept(ledger) };
    written(ledger, &meta, file_name(ledger.plan().name(), lang), lang)
}

/// The same of a new plan that begins with some changes, made for `editor`.
pub(super) fn write_new(
    (changes, label): (Vec<Change>, Label),
    file_name: String,
    editor: Editor,
    lang: Lang,
    now: u64,
) -> Result<PlanText, String> {
    let mut made = Ledger::new(editor.maker(now), "");
    // What another plan holds an empty one takes.
    let _ = made.commit(changes, label, now);
    written(&made, &Meta { saved: now, unknown: Unknown::default() }, file_name, lang)
}

fn written(ledger: &Ledger, meta: &Meta, file_name: String, lang: Lang) -> Result<PlanText, String> {
    match formats::write_checked(ledger, meta) {
        Ok(text) => Ok(PlanText { file_name, text }),
        Err(WriteError::Unreadable(error)) => Err(refusal::damage(&error, &[]).text(lang).into()),
        Err(WriteError::Differs) => Err(Files::SaveDiffers.text(lang).into()),
    }
}

/// The name of a plan's file, without what file systems forbid.
fn file_name(plan: &str, lang: Lang) -> String {
    Files::FileName { plan: sound_name(plan, lang).into() }.text(lang).into()
}

/// Whether the name of a file, without its ending, is that of a plan without a name, be it the second one in its folder.
fn is_default(stem: &str) -> bool {
    let rest = |lang: &Lang| stem.trim().strip_prefix(&*Files::DefaultName.text(*lang));
    Lang::ALL.iter().filter_map(rest).any(|rest| !rest.contains(char::is_alphabetic))
}

/// A name without what file systems forbid, for a file without its ending.
pub(super) fn sound_name(name: &str, lang: Lang) -> String {
    const FORBIDDEN: &str = "\\/:*?\"<>|";
    const LONGEST: usize = 80;
    let sound = |c: char| if c.is_control() || FORBIDDEN.contains(c) { '-' } else { c };
    let name: String = name.trim().trim_start_matches('.').chars().take(LONGEST).map(sound).collect();
    let name = name.trim();
    if name.is_empty() { Files::DefaultName.text(lang).into() } else { name.to_owned() }
}

/// Whether the journal could not be read for a reason that may pass: the plan is opened once more then.
#[must_use]
pub fn may_pass(opened: &Opened) -> bool {
    opened.problems.iter().any(|problem| matches!(problem, Problem::JournalUnreadable(cause) if cause.is_passing()))
}

/// What a person must read about an opened plan before anything is written; none where all is well.
/// `unread` counts the records that this version cannot read.
#[must_use]
pub fn warning(opened: &Opened, unread: usize) -> Option<Storage> {
    let journal = opened.problems.iter().find_map(|problem| match problem {
        Problem::JournalUnreadable(cause) => Some(refusal::storage(cause, 0)),
        Problem::JournalEmpty => Some(Storage::FoundElsewhere { found: Entries(opened.records.len()) }),
        _ => None,
    });
    match opened.verdict {
        _ if may_pass(opened) => journal,
        Verdict::Newer { version } => Some(Storage::NewerPlan { version: version as usize }),
        Verdict::Damaged { lost_at_least } => Some(journal.unwrap_or(match lost_at_least {
            0 => Storage::SomeLost,
            some => Storage::SomeLostCounted { at_least: Edits(usize::try_from(some).unwrap_or(usize::MAX)) },
        })),
        Verdict::Fresh | Verdict::Whole | Verdict::Repaired if unread > 0 => {
            Some(Storage::Quarantined { entries: Entries(unread) })
        }
        Verdict::Fresh | Verdict::Whole | Verdict::Repaired => None,
    }
}
