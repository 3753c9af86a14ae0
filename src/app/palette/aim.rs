//! What can be chosen in the palette, and what choosing it does.

use super::super::action::Effect;
use super::super::arrange::Deed;
use super::super::command::Command;
use super::super::grid::{At, GridId, Selection};
use super::super::state::App;
use crate::model::{Key, RowId, Sheet};

/// What the palette leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Aim {
    /// Runs a command.
    Command(Command),
    /// Shows a table of the set-up.
    Table(Sheet),
    /// Shows a record.
    Record(Sheet, RowId),
    /// Shows a table as a view of it says.
    View(GridId, RowId),
    /// Goes to a column of a grid, in the row of the active cell.
    Column(GridId, Key),
}

/// Choices remembered, so that they come first.
const REMEMBERED: usize = 12;

impl App {
    /// Does what was chosen in the palette, and remembers it.
    #[inline(never)]
    pub(in crate::app) fn take_aim(&mut self, aim: Aim, now: u64) -> Vec<Effect> {
        self.recent.retain(|other| *other != aim);
        self.recent.insert(0, aim.clone());
        self.recent.truncate(REMEMBERED);
        if !matches!(aim, Aim::Command(_) | Aim::View(..)) {
            let stand = self.stand(None);
            self.remember_stand(stand);
        }
        match aim {
            Aim::Command(command) => match self.grid_in_use() {
                Some(id) if !command.is_global() => {
                    let mut effects = vec![Effect::Focus(id)];
                    effects.extend(self.run(id, command, now));
                    effects
                }
                _ => self.run_global(command, now),
            },
            Aim::Table(sheet) => self.show_setup(sheet),
            Aim::Record(sheet, row) => self.goto(sheet, row, &sheet.title()),
            Aim::View(id, view) => {
                let mut effects = self.rearrange(id, Deed::View(Some(view)), now);
                effects.push(Effect::Focus(id));
                effects
            }
            Aim::Column(id, key) => self.go_to_column(id, &key, now),
        }
    }

    /// Goes to a column. One that is not shown is meant to be seen by whoever asks for it: it is shown, a step of undo.
    fn go_to_column(&mut self, id: GridId, key: &Key, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut found = self.column_at(id, key);
        if found.is_none() && !id.is_form() {
            effects = self.rearrange(id, Deed::Show(key.clone(), true), now);
            found = self.column_at(id, key);
        }
        let Some(at) = found else { return effects };
        let grid = self.grid(id);
        grid.selection = Selection::at(at.row, at.column);
        (grid.run, grid.leaving, grid.head) = (None, false, None);
        effects.extend([Effect::Focus(id), Effect::Reveal(id, at)]);
        effects
    }

    /// Where a column stands in the row of the active cell, a field in its form.
    fn column_at(&mut self, id: GridId, key: &Key) -> Option<At> {
        let grid = self.grid(id);
        let row = grid.selection.active.row;
        match id {
            GridId::Form(_) | GridId::Card(_) => {
                let at =
                    (0..grid.layout.height()).find(|row| grid.layout.shown(*row, 0).is_some_and(|s| s.key == *key));
                at.map(|row| At { row, column: 0 })
            }
            GridId::Table(_) | GridId::Part(_) => {
                let at = (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|s| s.key == *key));
                at.map(|column| At { row, column })
            }
        }
    }
}
