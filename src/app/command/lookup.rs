//! What a chord does, where it is pressed.

use super::{Chord, Command, Entry, Scope, TABLE};

/// What a chord does: at rest, or while a cell is edited. None for the chords of the clipboard, which the browser turns
/// into events of their own.
#[must_use]
pub fn lookup(chord: Chord, editing: bool) -> Option<Command> {
    let has = |entry: &&Entry| entry.keys.contains(&chord) && !entry.command.is_of_the_clipboard();
    let in_editor = TABLE.iter().filter(has).find(|entry| editing && entry.scope == Scope::Editor);
    let elsewhere = |entry: &&Entry| !matches!(entry.scope, Scope::Editor | Scope::Heading);
    in_editor.or_else(|| TABLE.iter().filter(has).find(elsewhere)).map(|entry| entry.command)
}

/// What a chord does while a heading has the focus.
#[must_use]
pub fn lookup_in_heading(chord: Chord) -> Option<Command> {
    let own = TABLE.iter().find(|entry| entry.scope == Scope::Heading && entry.keys.contains(&chord));
    own.map(|entry| entry.command).or_else(|| lookup(chord, false))
}
