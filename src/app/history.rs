//! The steps of a plan, named and dated, out of its log: what each touched, what it changed, how to get there.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::action::Effect;
use super::notice::{Notice, Others};
use super::state::App;
use crate::log::{Change, Mark, Operation, Step, Touched, Transaction};
use crate::model::schema::views;
use crate::model::{Key, Label, RowId, Sheet, Stamp, Value, order};

/// Whether a step holds, and how it is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds; so many steps must be taken back until it is the latest.
    Done(usize),
    /// It was taken back; so many steps must be done again until it holds.
    Undone(usize),
    /// It was taken back, and what was done then left no way to do it again.
    Dropped,
    /// Another person's, another browser's or the program's: it stays.
    Kept,
}

/// A step of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The transaction that made it first.
    pub id: Stamp,
    /// What it was: a key of [`Step`](crate::text::messages::Step).
    pub label: SmolStr,
    /// Who made it, by name; empty where nobody said.
    pub author: SmolStr,
    /// When, in milliseconds since 1970.
    pub millis: u64,
    /// What it touched.
    pub about: About,
    /// Whether it holds.
    pub standing: Standing,
}

/// What a step touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// One cell.
    Cell(Sheet, RowId, Key),
    /// Cells of one record, or the record itself.
    Record(Sheet, RowId),
    /// Rows of some tables, the table with the most first.
    Rows(Vec<(Sheet, usize)>),
    /// Columns of a table, as they were called then.
    Columns(Sheet, Vec<Label>),
    /// How a table is looked at: a named view, or the one that a device keeps.
    View(RowId),
    /// What a newer version understands.
    Other,
}

/// One thing that a step changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A cell.
    Cell {
        /// The table.
        sheet: Sheet,
        /// The record.
        row: RowId,
        /// The column.
        column: Key,
        /// Its value before; none where it is not known.
        before: Option<Value>,
        /// Its value after.
        after: Value,
    },
    /// A record appeared.
    Added(Sheet, RowId),
    /// A record disappeared.
    Deleted(Sheet, RowId),
    /// A record changed its place.
    Moved(Sheet, RowId),
    /// A column was defined anew.
    Defined(Sheet, Key),
}

impl App {
    /// The steps of the plan, the latest first, those that were taken back before them; `most` at most.
    #[must_use]
    pub fn history(&self, most: usize) -> Vec<Entry> {
        let ledger = &self.ledger;
        let (done, undone) = (ledger.done(), ledger.undone());
        let mut own: FxHashSet<Stamp> = FxHashSet::default();
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |mark: &Mark, standing: Standing| {
            let Some(origin) = ledger.origin(mark.id) else { return };
            own.insert(origin.id);
            entries.push(self.entry(origin, &mark.label.0, standing));
        };
        for (at, mark) in undone.iter().enumerate() {
            add(mark, Standing::Undone(undone.len() - at));
        }
        for (back, mark) in done.iter().rev().enumerate() {
            add(mark, Standing::Done(back));
        }
        // What undo does not reach stands between them by its time.
        let kept = ledger.log().rev().filter(|transaction| transaction.step.is_do() && !own.contains(&transaction.id));
        let undone = entries.iter().take_while(|entry| matches!(entry.standing, Standing::Undone(_))).count();
        let dropped = self.taken_back();
        let held = entries.split_off(undone);
        let mut held = held.into_iter().peekable();
        for transaction in kept {
            while let Some(entry) = held.next_if(|entry| entry.id > transaction.id) {
                entries.push(entry);
            }
            let standing = if dropped.contains(&transaction.id) { Standing::Dropped } else { Standing::Kept };
            entries.push(self.entry(transaction, &transaction.label.0, standing));
            if entries.len() >= most {
                break;
            }
        }
        entries.extend(held);
        entries.truncate(most);
        entries
    }

    /// The operations of a step, each made as it is asked for; what came in from another copy of the plan stands in that copy's
    /// transactions.
    fn operations<'a>(&'a self, step: &'a Transaction) -> impl Iterator<Item = Operation> + 'a {
        let came = step.merged().filter_map(|id| self.ledger.transaction(id)).map(AsRef::as_ref);
        let all = came.chain([step]).flat_map(|step| &step.operations);
        all.filter(|operation| !matches!(operation, Operation::Merged { .. }))
    }

    fn entry(&self, origin: &Transaction, label: &SmolStr, standing: Standing) -> Entry {
        Entry {
            id: origin.id,
            label: label.clone(),
            author: origin.author.clone(),
            millis: origin.id.millis(),
            about: self.about(label, self.operations(origin)),
            standing,
        }
    }

    /// What a row of the views is called in a list: the view and its table, or only the table, where a device keeps how it
    /// left that.
    #[must_use]
    pub fn view_title(&self, row: RowId) -> SmolStr {
        let table = self.plan().get(row, views::TABLE).and_then(Sheet::of_key);
        let of = table.map(|sheet| self.lang.pick(&sheet.label()).to_owned());
        let name = self.plan().get(row, views::NAME).map(ToOwned::to_owned);
        let parts: Vec<String> = name.into_iter().chain(of).collect();
        parts.join(" · ").into()
    }

    /// The edits that stand taken back in the log.
    fn taken_back(&self) -> FxHashSet<Stamp> {
        // Of each step back or forth: the edit that it is about.
        let mut about: FxHashMap<Stamp, Stamp> = FxHashMap::default();
        let mut taken = FxHashSet::default();
        let mut turn = |step: Stamp, undone: bool| {
            if undone {
                taken.insert(step);
            } else {
                taken.remove(&step);
            }
        };
        for transaction in self.ledger.log() {
            let (Step::Undo(of) | Step::Redo(of)) = transaction.step else {
                if transaction.merges_again() {
                    transaction.merged().for_each(|again| turn(again, false));
                }
                continue;
            };
            let edit = about.get(&of).copied().unwrap_or(of);
            about.insert(transaction.id, edit);
            for (step, undone) in self.ledger.turned(edit, matches!(transaction.step, Step::Undo(_))) {
                turn(step, undone);
                let again = self.ledger.transaction(step).filter(|step| step.merges_again());
                again.into_iter().flat_map(|step| step.merged()).for_each(|again| turn(again, undone));
            }
        }
        taken
    }

    /// What a step changed, `most` things at most, and how many there are.
    #[must_use]
    pub fn differences(&self, id: Stamp, most: usize) -> (Vec<Difference>, usize) {
        let Some(origin) = self.ledger.transaction(id) else { return (Vec::new(), 0) };
        let is_of = |mark: &&Mark| self.ledger.origin(mark.id).is_some_and(|origin| origin.id == id);
        let before = |sheet: Sheet, row: RowId, column: &Key| {
            // A step that holds is taken back by its inverse; one that was taken back stands so in the log.
            if let Some(mark) = self.ledger.done().iter().find(is_of) {
                return mark.inverse().iter().find_map(|change| match change {
                    Change::Set { sheet: s, row: r, column: c, value } if (*s, *r, c) == (sheet, row, column) => {
                        Some(value.clone())
                    }
                    _ => None,
                });
            }
            let undo = self.ledger.undone().iter().find(is_of).and_then(|mark| self.ledger.transaction(mark.id))?;
            undo.operations.iter().find_map(|operation| match operation {
                Operation::Set { sheet: s, row: r, column: c, value, .. } if (s, r, &c) == (sheet, row, column) => {
                    Some(value)
                }
                _ => None,
            })
        };
        let (mut differences, mut count) = (Vec::new(), 0);
        for operation in self.operations(origin) {
            count += 1;
            if differences.len() == most {
                continue;
            }
            differences.extend(match operation {
                Operation::Insert { sheet, row, .. } | Operation::Restore { sheet, row, .. } => {
                    Some(Difference::Added(sheet, row))
                }
                Operation::Delete { sheet, row, .. } => Some(Difference::Deleted(sheet, row)),
                Operation::Move { sheet, row, .. } => Some(Difference::Moved(sheet, row)),
                Operation::Set { sheet, row, column, value, .. } => {
                    let before = before(sheet, row, &column);
                    Some(Difference::Cell { sheet, row, column, before, after: value })
                }
                Operation::Define { sheet, definition, .. } => Some(Difference::Defined(sheet, definition.key.clone())),
                Operation::Merged { .. } | Operation::Foreign(_) => None,
            });
        }
        (differences, count)
    }

    /// Takes steps back or does them again until the one of this identity is the latest that holds; without one, until
    /// none holds. Every step stays in the log, so nothing is lost and the way back is open.
    #[inline(never)]
    pub(super) fn step_to(&mut self, id: Option<Stamp>, now: u64) -> Vec<Effect> {
        let is_it = |app: &App, mark: &Mark| app.ledger.origin(mark.id).map(|origin| origin.id) == id;
        let done = self.ledger.done().iter().rev().position(|mark| is_it(self, mark));
        let undone = self.ledger.undone().iter().rev().position(|mark| is_it(self, mark));
        let (back, forth) = match (id, done, undone) {
            (None, ..) => (self.ledger.done().len(), 0),
            (Some(_), Some(back), _) => (back, 0),
            (Some(_), None, Some(forth)) => (0, forth + 1),
            (Some(_), None, None) => return Vec::new(),
        };
        let (mut touched, mut effects, mut others) = (Touched::default(), Vec::new(), Others::None);
        for nth in 0..back + forth {
            let stepped = if nth < back { self.ledger.undo(now) } else { self.ledger.redo(now) };
            let Some((_, commit)) = stepped else { break };
            if commit.left > 0 {
                others = Others::Some;
            }
            touched.cells.extend(commit.touched.cells);
            effects.push(Effect::Store(commit.transaction));
        }
        if !effects.is_empty() {
            effects.push(Effect::Say(Notice::Stepped { back: back > 0, steps: effects.len(), others }));
            self.changed(&touched);
        }
        effects
    }
}

impl App {
    fn about(&self, label: &str, operations: impl Iterator<Item = Operation>) -> About {
        let (about, defined) = about(operations, &|row| self.plan().get(row, views::NAME).is_some());
        match (about, defined) {
            // A step about a column is about it, however many cells changed with it.
            (None, Some((sheet, columns))) => About::Columns(sheet, columns),
            (_, Some((sheet, columns))) if label.ends_with("_column") => About::Columns(sheet, columns),
            (Some(About::Cell(Sheet::Views, row, _) | About::Record(Sheet::Views, row)), _) => About::View(row),
            (about, _) => about.unwrap_or(About::Other),
        }
    }
}

/// The rows that a step touched, none where it touched none; and the columns that it defined.
fn about(
    operations: impl Iterator<Item = Operation>,
    is_named: &dyn Fn(RowId) -> bool,
) -> (Option<About>, Option<(Sheet, Vec<Label>)>) {
    let mut rows: Vec<(Sheet, FxHashSet<RowId>)> = Vec::new();
    let (mut column, mut columns, mut defined, mut whole) = (None, 0, None::<(Sheet, Vec<Label>)>, false);
    for operation in operations {
        let (sheet, row) = match operation {
            Operation::Set { sheet, row, column: key, .. } => {
                if column.as_ref() != Some(&key) {
                    column = Some(key);
                    columns += 1;
                }
                (sheet, row)
            }
            Operation::Insert { sheet, row, .. }
            | Operation::Delete { sheet, row, .. }
            | Operation::Restore { sheet, row, .. }
            | Operation::Move { sheet, row, .. } => {
                whole = true;
                (sheet, row)
            }
            Operation::Define { sheet, definition, .. } => {
                let (_, labels) = defined.get_or_insert_with(|| (sheet, Vec::new()));
                labels.push(definition.label.clone());
                continue;
            }
            Operation::Merged { .. } | Operation::Foreign(_) => continue,
        };
        match rows.iter_mut().find(|(own, _)| *own == sheet) {
            Some((_, of)) => drop(of.insert(row)),
            None => rows.push((sheet, FxHashSet::from_iter([row]))),
        }
    }
    order::sort_by_key(&mut rows, |(_, rows)| std::cmp::Reverse(rows.len()));
    let only = match rows.as_slice() {
        // Whoever saves a view under a name keeps that for this device, too.
        [(Sheet::Views, rows)] if rows.len() == 2 => {
            let named = rows.iter().find(|row| is_named(**row));
            named.map(|row| (Sheet::Views, *row))
        }
        [(sheet, rows)] if rows.len() == 1 => rows.iter().next().map(|row| (*sheet, *row)),
        [] => return (None, defined),
        _ => None,
    };
    let about = match (only, column) {
        (Some((sheet, row)), Some(column)) if columns == 1 && !whole => About::Cell(sheet, row, column),
        (Some((sheet, row)), _) => About::Record(sheet, row),
        (None, _) => About::Rows(rows.into_iter().map(|(sheet, rows)| (sheet, rows.len())).collect()),
    };
    (Some(about), defined)
}
