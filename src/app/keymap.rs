//! The one table of keys and commands; menus, help and the documentation follow from it.

use super::grid::Motion;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// A letter, digit or sign; Latin letters in lower case.
    Char(char),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Escape.
    Escape,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
    /// Space.
    Space,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with its modifiers. Command on a Mac counts as Ctrl.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: KeyName,
    /// Ctrl or Command.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt or Option.
    pub alt: bool,
}

/// What a key or a menu entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Moves the active cell.
    Go(Motion),
    /// Stretches the range.
    Extend(Motion),
    /// Commits and moves as after Enter.
    Enter,
    /// Commits and moves up.
    EnterUp,
    /// Commits and moves right.
    Tab,
    /// Commits and moves left.
    TabBack,
    /// Writes into every selected cell.
    EnterAll,
    /// Opens the editor with the cell's text.
    Edit,
    /// Closes the editor without a change, or lets the next Tab leave the grid.
    Cancel,
    /// Empties the selected cells.
    Clear,
    /// Opens the choices, dates or links of the cell.
    Pick,
    /// Selects everything.
    SelectAll,
    /// Selects whole rows.
    SelectRows,
    /// Adds a row above.
    InsertAbove,
    /// Adds a row below.
    InsertBelow,
    /// Doubles the selected rows.
    Duplicate,
    /// Deletes the selected rows.
    DeleteRows,
    /// Goes to the record that the cell links to.
    Follow,
    /// Writes today's date.
    Today,
    /// Takes back the last step.
    Undo,
    /// Does it again.
    Redo,
    /// Saves a file.
    Save,
    /// Opens a file.
    Open,
    /// The table before this one.
    PreviousTable,
    /// The table after this one.
    NextTable,
    /// Shows the keys.
    Help,
}

const fn chord(key: KeyName) -> Chord {
    Chord { key, ctrl: false, shift: false, alt: false }
}

const fn ctrl(key: KeyName) -> Chord {
    Chord { key, ctrl: true, shift: false, alt: false }
}

const fn shift(key: KeyName) -> Chord {
    Chord { key, ctrl: false, shift: true, alt: false }
}

const fn alt(key: KeyName) -> Chord {
    Chord { key, ctrl: false, shift: false, alt: true }
}

const fn ctrl_shift(key: KeyName) -> Chord {
    Chord { key, ctrl: true, shift: true, alt: false }
}

/// Every key that does something, in the order of the help.
pub const KEYS: &[(Chord, Command)] = &[
    (chord(KeyName::Up), Command::Go(Motion::Up)),
    (chord(KeyName::Down), Command::Go(Motion::Down)),
    (chord(KeyName::Left), Command::Go(Motion::Left)),
    (chord(KeyName::Right), Command::Go(Motion::Right)),
    (ctrl(KeyName::Up), Command::Go(Motion::EdgeUp)),
    (ctrl(KeyName::Down), Command::Go(Motion::EdgeDown)),
    (ctrl(KeyName::Left), Command::Go(Motion::EdgeLeft)),
    (ctrl(KeyName::Right), Command::Go(Motion::EdgeRight)),
    (chord(KeyName::Home), Command::Go(Motion::RowStart)),
    (chord(KeyName::End), Command::Go(Motion::RowEnd)),
    (ctrl(KeyName::Home), Command::Go(Motion::Start)),
    (ctrl(KeyName::End), Command::Go(Motion::End)),
    (chord(KeyName::PageUp), Command::Go(Motion::PageUp)),
    (chord(KeyName::PageDown), Command::Go(Motion::PageDown)),
    (shift(KeyName::Up), Command::Extend(Motion::Up)),
    (shift(KeyName::Down), Command::Extend(Motion::Down)),
    (shift(KeyName::Left), Command::Extend(Motion::Left)),
    (shift(KeyName::Right), Command::Extend(Motion::Right)),
    (ctrl_shift(KeyName::Up), Command::Extend(Motion::EdgeUp)),
    (ctrl_shift(KeyName::Down), Command::Extend(Motion::EdgeDown)),
    (ctrl_shift(KeyName::Left), Command::Extend(Motion::EdgeLeft)),
    (ctrl_shift(KeyName::Right), Command::Extend(Motion::EdgeRight)),
    (shift(KeyName::Home), Command::Extend(Motion::RowStart)),
    (shift(KeyName::End), Command::Extend(Motion::RowEnd)),
    (ctrl_shift(KeyName::Home), Command::Extend(Motion::Start)),
    (ctrl_shift(KeyName::End), Command::Extend(Motion::End)),
    (shift(KeyName::PageUp), Command::Extend(Motion::PageUp)),
    (shift(KeyName::PageDown), Command::Extend(Motion::PageDown)),
    (ctrl(KeyName::Char('a')), Command::SelectAll),
    (shift(KeyName::Space), Command::SelectRows),
    (chord(KeyName::Enter), Command::Enter),
    (shift(KeyName::Enter), Command::EnterUp),
    (ctrl(KeyName::Enter), Command::EnterAll),
    (chord(KeyName::Tab), Command::Tab),
    (shift(KeyName::Tab), Command::TabBack),
    (chord(KeyName::F(2)), Command::Edit),
    (chord(KeyName::Escape), Command::Cancel),
    (chord(KeyName::Delete), Command::Clear),
    (chord(KeyName::Backspace), Command::Clear),
    (alt(KeyName::Down), Command::Pick),
    (ctrl(KeyName::Char(';')), Command::Today),
    (ctrl_shift(KeyName::Enter), Command::InsertAbove),
    (ctrl_shift(KeyName::Char('d')), Command::Duplicate),
    (ctrl(KeyName::Delete), Command::DeleteRows),
    (alt(KeyName::Enter), Command::Follow),
    (ctrl(KeyName::Char('z')), Command::Undo),
    (ctrl(KeyName::Char('y')), Command::Redo),
    (ctrl_shift(KeyName::Char('z')), Command::Redo),
    (ctrl(KeyName::Char('s')), Command::Save),
    (ctrl(KeyName::Char('o')), Command::Open),
    (alt(KeyName::PageUp), Command::PreviousTable),
    (alt(KeyName::PageDown), Command::NextTable),
    (chord(KeyName::F(1)), Command::Help),
    (ctrl(KeyName::Char('/')), Command::Help),
];

/// What a chord does.
#[must_use]
pub fn lookup(chord: Chord) -> Option<Command> {
    KEYS.iter().find(|(own, _)| *own == chord).map(|(_, command)| *command)
}

impl Command {
    /// Whether the command belongs to the whole application and not to the grid that has the focus.
    #[must_use]
    pub const fn is_global(self) -> bool {
        matches!(
            self,
            Command::Undo
                | Command::Redo
                | Command::Save
                | Command::Open
                | Command::PreviousTable
                | Command::NextTable
                | Command::Help
        )
    }

    /// Whether the command works while a cell is edited; the others are the editor's own keys then.
    #[must_use]
    pub const fn works_in_editor(self, typed: bool) -> bool {
        match self {
            Command::Enter
            | Command::EnterUp
            | Command::EnterAll
            | Command::Tab
            | Command::TabBack
            | Command::Cancel => true,
            // A cell that was just typed into behaves as in Excel: an arrow commits and moves on.
            Command::Go(
                Motion::Up | Motion::Down | Motion::Left | Motion::Right | Motion::PageUp | Motion::PageDown,
            ) => typed,
            Command::Save
            | Command::Open
            | Command::PreviousTable
            | Command::NextTable
            | Command::Help
            | Command::Pick => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_chord_does_two_things() {
        for (at, (chord, _)) in KEYS.iter().enumerate() {
            assert!(KEYS.iter().skip(at + 1).all(|(other, _)| other != chord), "{chord:?}");
        }
    }
}
