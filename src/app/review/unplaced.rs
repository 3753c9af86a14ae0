//! Columns of a paste that the table does not have: each goes into a column, becomes one, or is left out, as those of a CSV
//! file do.

use smol_str::SmolStr;

use crate::app::action::Effect;
use crate::app::card::Dock;
use crate::app::csv::{ColumnPreview, CsvIntake, Goes};
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::app::state::is_refused;
use crate::log::{Change, Label};
use crate::model::{Key, RowId, Stamp, Value};
use crate::text::heading;

/// The columns that found no place, with the records that the rows below them have become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Unplaced {
    intake: CsvIntake,
    /// Columns of the table into which the paste has put others of its own.
    taken: Vec<Key>,
    /// The step that pasted.
    step: Option<Stamp>,
    /// Once they were taken in: a cell that was written, and what it held before.
    written: Option<(RowId, Key, Value)>,
    /// Whether a person has decided to do without them.
    is_left: bool,
}

/// A column that came with a paste and has no place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What it is called, its first values, and what a new column for it would hold.
    pub column: ColumnPreview,
    /// Where it goes.
    pub goes: Goes,
    /// Rows that were read to say so.
    pub read: usize,
}

impl Unplaced {
    pub fn new(intake: CsvIntake, taken: Vec<Key>) -> Unplaced {
        Unplaced { intake, taken, step: None, written: None, is_left: false }
    }

    /// The same of a paste that is in the log.
    pub fn of_step(self, step: Option<Stamp>) -> Unplaced {
        Unplaced { step, ..self }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.intake.width()
    }
}

impl App {
    /// The columns of the last paste that wait for a place.
    fn open_columns(&self) -> Option<&Unplaced> {
        let open = self.review.as_ref()?.unplaced.as_ref().filter(|own| !own.is_left)?;
        let table = self.plan().table(open.intake.sheet);
        let records = open.intake.pasted.iter().flat_map(|pasted| &pasted.records);
        let mut there = records.filter(|row| table.contains(**row));
        // What was taken in and taken back waits again.
        let is_in = open.written.as_ref().is_some_and(|(row, key, before)| table.value(*row, key) != before);
        (there.next().is_some() && !is_in).then_some(open)
    }

    /// Whether there are any.
    pub(super) fn has_leftovers(&self) -> bool {
        self.open_columns().is_some()
    }

    /// The columns of the last paste that have no place, and where each is to go.
    #[must_use]
    pub fn leftovers(&self) -> Vec<Leftover> {
        let Some(open) = self.open_columns() else { return Vec::new() };
        let preview = self.csv_preview(&open.intake);
        let columns = preview.columns.into_iter().zip(&open.intake.columns);
        columns.map(|(column, goes)| Leftover { column, goes: goes.clone(), read: preview.read }).collect()
    }

    /// The columns of the table into which one of them can go: those that can be written and that the paste left alone.
    #[must_use]
    pub fn leftovers_go_to(&self) -> Vec<(Key, SmolStr)> {
        let Some(open) = self.open_columns() else { return Vec::new() };
        let free = self.csv_columns(open.intake.sheet).into_iter().filter(|own| !open.taken.contains(&own.key));
        free.map(|own| (own.key.clone(), heading(self.plan(), own, self.lang))).collect()
    }

    /// Sends a column somewhere; nothing is written yet.
    pub(super) fn send_leftover(&mut self, at: usize, goes: Goes) {
        if let Some(open) = self.review.as_mut().and_then(|review| review.unplaced.as_mut()) {
            open.intake.put(at, goes);
            self.version += 1;
        }
    }

    /// Does without them.
    pub(super) fn leave_leftovers(&mut self, now: u64) -> Vec<Effect> {
        if let Some(open) = self.review.as_mut().and_then(|review| review.unplaced.as_mut()) {
            open.is_left = true;
            self.version += 1;
        }
        self.go_on_after_leftovers(now)
    }

    /// Back to the table where nothing else waits in the review.
    fn go_on_after_leftovers(&mut self, now: u64) -> Vec<Effect> {
        let is_done = self.panel == Some(Dock::Review) && self.review_count() == 0 && !self.has_left_out();
        if is_done { self.close_panel(now) } else { Vec::new() }
    }

    /// Takes them in, as part of the step that pasted them where that is the latest: one undo takes back all of it.
    pub(super) fn take_leftovers(&mut self, now: u64) -> Vec<Effect> {
        let Some(open) = self.open_columns().cloned() else { return Vec::new() };
        let sheet = open.intake.sheet;
        let columns = open.intake.columns.iter().filter(|goes| **goes != Goes::Nowhere).count();
        let mut taken = self.csv_taken_whole(&open.intake, now);
        let unfit: Vec<_> = taken.unfit.iter().map(|(row, column, _)| (sheet, *row, column.clone())).collect();
        let changes = taken.changes(sheet);
        let written = changes.iter().find_map(|change| match change {
            Change::Set { sheet: of, row, column, .. } if *of == sheet => {
                Some((*row, column.clone(), self.plan().value(sheet, *row, column).clone()))
            }
            _ => None,
        });
        if changes.is_empty() {
            return self.leave_leftovers(now);
        }
        let mut effects = self.commit_with(open.step, changes, "paste", now);
        if is_refused(&effects) {
            return effects;
        }
        let invalid = unfit.len();
        if let Some(review) = &mut self.review {
            review.items.extend(unfit.into_iter().map(super::Item::of));
            review.unplaced.iter_mut().for_each(|own| own.written.clone_from(&written));
        }
        self.version += 1;
        effects.extend(self.go_on_after_leftovers(now));
        effects.push(Effect::Say(Notice::TookColumns { columns, invalid }));
        effects
    }

    /// Commits changes as a part of a step that was made before, where nothing was done since and nobody else has touched
    /// it: that step is taken back and made again with them. Else they are a step of their own.
    fn commit_with(
        &mut self,
        step: Option<Stamp>,
        mut changes: Vec<Change>,
        label: &'static str,
        now: u64,
    ) -> Vec<Effect> {
        let is_latest = step.is_some() && self.ledger.undoable().map(|mark| mark.id) == step;
        let Some((_, back)) = is_latest
            .then(|| {
                changes.extend(self.consequences(&changes, now));
                self.ledger.undo(now)
            })
            .flatten()
        else {
            return self.commit(changes, label, now);
        };
        let again = self.ledger.redoable().map(|mark| mark.inverse().to_vec()).unwrap_or_default();
        let made = match back.left {
            0 => self.ledger.commit(again.into_iter().chain(changes.clone()).collect(), Label::new(label), now),
            _ => Ok(None),
        };
        let mut effects = Vec::new();
        match made {
            Ok(Some(commit)) => {
                self.changed(&back.touched);
                self.changed(&commit.touched);
                // The whole is stored before what takes its first part back: where a browser is killed while it stores, or has
                // no room for both, there is never a plan without the paste.
                effects.extend([commit.transaction, back.transaction].map(Effect::Store));
            }
            // Others have changed the same: their work stands between the two.
            _ => {
                effects.push(Effect::Store(back.transaction));
                if let Some((_, again)) = self.ledger.redo(now) {
                    self.changed(&back.touched);
                    self.changed(&again.touched);
                    effects.push(Effect::Store(again.transaction));
                }
                effects.extend(self.commit(changes, label, now));
            }
        }
        effects
    }
}
