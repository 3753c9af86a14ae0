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
            Aim::Column(id, key) => self.go_to_column(id, &key),
        }
    }

    fn go_to_column(&mut self, id: GridId, key: &str) -> Vec<Effect> {
        let grid = self.grid(id);
        let active = grid.selection.active;
        let found = match id {
            GridId::Form(_) | GridId::Card(_) => {
                let at = (0..grid.layout.height()).find(|row| grid.layout.shown(*row, 0).is_some_and(|s| s.key == key));
                at.map(|row| At { row, column: 0 })
            }
            GridId::Table(_) | GridId::Part(_) => {
                let at = (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|s| s.key == key));
                at.map(|column| At { row: active.row, column })
            }
        };
        let Some(at) = found else { return Vec::new() };
        grid.selection = Selection::at(at.row, at.column);
        (grid.run, grid.leaving) = (None, false);
        vec![Effect::Focus(id), Effect::Reveal(id, at)]
    }
}
