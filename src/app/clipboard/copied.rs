//! What was copied or cut last, as long as it is marked: Enter pastes it once, as in Excel and WPS.
//!
//! The mark says what Enter will do, so it ends with whatever could make that untrue: an edit, another table, another window in
//! which something else may be copied. Since nothing is edited under it, the cells are read when they are pasted.

use super::Block;
use super::cut::cells_of;
use crate::app::action::{Action, Effect};
use crate::app::command::Command;
use crate::app::grid::{GridId, Layout};
use crate::app::habits::EnterKey;
use crate::app::notice::Notice;
use crate::app::screen::Tab;
use crate::app::state::App;
use crate::model::{Key, RowId, Value};

/// Cells that were copied in a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The grid.
    pub grid: GridId,
    /// The records, in the order in which they were seen.
    pub rows: Vec<RowId>,
    /// The columns.
    pub columns: Vec<Key>,
}

impl App {
    /// Marks what is selected in a grid as copied. Ranges that lie apart have no edge that could be drawn.
    pub(super) fn mark_copied(&mut self, id: GridId) {
        let grid = self.grid(id);
        let (rows, columns) = cells_of(grid);
        let is_one = !grid.is_scattered() && !rows.is_empty() && !columns.is_empty();
        self.copied = is_one.then_some(Copied { grid: id, rows, columns });
    }

    /// Pastes what is marked as copied, and ends the mark; none where nothing is, or Enter opens cells as in Google Sheets.
    pub(in crate::app) fn paste_copied(&mut self, id: GridId, now: u64) -> Option<Vec<Effect>> {
        let copied = self.copied.clone().filter(|own| own.grid == id && self.habits.enter == EnterKey::Down)?;
        let grid = self.grid(id);
        if grid.layout.is_head(grid.selection.active.row) {
            // It opens and closes.
            return None;
        }
        if let Err(why) = self.possible(Command::Paste, Some(id)) {
            return Some(vec![Effect::Say(Notice::Impossible(why))]);
        }
        self.copied = None;
        if cells_of(self.grid(id)) == (copied.rows.clone(), copied.columns.clone()) {
            // Where it stands already.
            self.cut = None;
            self.version += 1;
            return Some(Vec::new());
        }
        let block = self.block_of(&copied);
        Some(self.paste(id, &block, now))
    }

    /// The block that the clipboard got when the cells were copied.
    pub(in crate::app) fn block_of(&self, copied: &Copied) -> Block {
        let parser = self.parser();
        let sheet = copied.grid.sheet();
        let table = self.plan().table(sheet);
        let cell = |row: RowId, column: &Key| -> (Value, String) {
            let definition = table.definition(column);
            definition.map(|own| self.value_to_copy(&parser, sheet, row, own)).unwrap_or_default()
        };
        let is_form = self.laid_out(copied.grid).is_some_and(|grid| matches!(*grid.layout, Layout::Form { .. }));
        let of_row = |row: &RowId| copied.columns.iter().map(|column| cell(*row, column)).collect::<Vec<_>>();
        let rows: Vec<Vec<_>> = copied.rows.iter().map(of_row).collect();
        // A form is copied downwards.
        let rows = if is_form { rows.into_iter().flatten().map(|cell| vec![cell]).collect() } else { rows };
        Block::Values { rows, cut: self.cut.as_ref().map(|cut| cut.name.clone()) }
    }

    /// Ends the mark where an action has done more than to move about in the table.
    pub(in crate::app) fn settle_copied(&mut self, ended: bool, before: (Tab, Option<GridId>), effects: &[Effect]) {
        let Some(copied) = &self.copied else { return };
        let is_away = self.page() != before || self.active.is_some_and(|active| active != copied.grid);
        let is_edited = effects.iter().any(|effect| matches!(effect, Effect::Store(_)));
        if ended || is_away || is_edited || self.is_editing() {
            self.copied = None;
        }
    }
}

/// Whether an action ends the mark whatever comes of it: another tab has written, or the person is elsewhere.
pub(in crate::app) const fn ends_copied(action: &Action) -> bool {
    matches!(
        action,
        Action::Blur(_)
            | Action::Away
            | Action::Merge(_)
            | Action::TakeIn(_)
            | Action::Choose(..)
            | Action::StepCard(_)
            | Action::Heading(..)
    )
}
