//! How commands behave: for the whole application or not, while a cell is edited, while a key is held down.

use super::super::grid::Motion;
use super::{Command, Scope};

impl Command {
    /// Whether the command belongs to the whole application and not to the grid that has the focus.
    #[must_use]
    pub fn is_global(self) -> bool {
        self.entry().is_some_and(|entry| entry.scope == Scope::Application)
    }

    /// Whether the browser itself turns its keys into events: copy, cut, paste.
    #[must_use]
    pub const fn is_of_the_clipboard(self) -> bool {
        matches!(self, Command::Copy | Command::Cut | Command::Paste)
    }

    /// Whether its key, held down, would change the plan again and again.
    #[must_use]
    pub const fn changes_the_plan(self) -> bool {
        matches!(
            self,
            Command::Undo
                | Command::Redo
                | Command::EnterAll
                | Command::Clear
                | Command::FillDown
                | Command::FillRight
                | Command::FillSeries
                | Command::Today
                | Command::Repeat
                | Command::InsertAbove
                | Command::InsertBelow
                | Command::Duplicate
                | Command::DeleteRows
                | Command::DeleteRecord
                | Command::Join
                | Command::PlanActivity
                | Command::MoveRowsUp
                | Command::MoveRowsDown
        )
    }

    /// Whether menus leave it out where it cannot run: few records have what it is for.
    #[must_use]
    pub const fn is_occasional(self) -> bool {
        matches!(self, Command::Join)
    }

    /// Whether its key works while a cell is edited; the others are the editor's own keys then. `typed` where the text
    /// replaces the cell's.
    #[must_use]
    pub fn works_in_editor(self, typed: bool) -> bool {
        match self {
            Command::Enter
            | Command::EnterUp
            | Command::EnterAll
            | Command::Tab
            | Command::TabBack
            | Command::NewLine
            | Command::Today
            | Command::CopyAbove
            | Command::Cancel
            | Command::Pick => true,
            // A cell that was just typed into behaves as in Excel: an arrow commits and moves on.
            Command::Go(
                Motion::Up | Motion::Down | Motion::Left | Motion::Right | Motion::PageUp | Motion::PageDown,
            ) => typed,
            // The text field takes back its own typing.
            Command::Undo | Command::Redo | Command::Back => false,
            _ => self.is_global(),
        }
    }
}
