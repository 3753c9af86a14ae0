//! The table is whole: no chord twice, every command said in both languages and within reach.

use std::collections::BTreeSet;

use super::*;
use crate::text::Lang;

/// Every command that stands in a menu.
fn in_menus() -> Vec<Command> {
    let menus = [
        APPLICATION,
        PAGE,
        HEADING,
        &[VIEW],
        RECORD,
        Chosen::Cells.sections(),
        Chosen::Rows.sections(),
        Chosen::Columns.sections(),
    ];
    menus.into_iter().flatten().flat_map(|section| section.iter()).copied().collect()
}

#[test]
fn no_chord_does_two_things() {
    // At rest, in the editor, on a heading.
    for place in [None, Some(Scope::Editor), Some(Scope::Heading)] {
        let is_here = |entry: &&Entry| match place {
            None => !matches!(entry.scope, Scope::Editor | Scope::Heading),
            Some(scope) => entry.scope == scope,
        };
        let chords: Vec<Chord> = TABLE.iter().filter(is_here).flat_map(|entry| entry.keys).copied().collect();
        for (at, chord) in chords.iter().enumerate() {
            assert!(!chords[..at].contains(chord), "{chord:?}");
        }
    }
}

#[test]
fn every_command_stands_once_with_an_id_of_its_own() {
    let ids: BTreeSet<&str> = TABLE.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), TABLE.len());
    for (at, entry) in TABLE.iter().enumerate() {
        assert!(TABLE.iter().skip(at + 1).all(|other| other.command != entry.command), "{}", entry.id);
        assert_eq!(entry.command.entry().map(|found| found.id), Some(entry.id));
        assert!(entry.id.split_once('.').is_some_and(|(group, name)| !group.is_empty() && !name.is_empty()));
    }
}

#[test]
fn every_command_is_said_in_both_languages() {
    for entry in TABLE {
        let (en, zh) = (entry.label.text(Lang::En), entry.label.text(Lang::Zh));
        // The other language is named in itself.
        let is_english = en.chars().all(|c| c < '\u{2e80}') || entry.command == Command::OtherLanguage;
        assert!(!en.is_empty() && is_english, "{}: {en}", entry.id);
        assert!(zh.chars().any(|c| c >= '\u{4e00}'), "{}: {zh}", entry.id);
    }
}

#[test]
fn every_command_is_within_reach() {
    let menus = in_menus();
    for entry in TABLE {
        let is_chosen = entry.by_name || menus.contains(&entry.command);
        assert!(is_chosen || !entry.keys.is_empty(), "{} has no key and stands nowhere", entry.id);
    }
    for command in menus {
        let entry = command.entry().expect("a command of a menu stands in the table");
        // The palette does not offer itself.
        let is_chosen = entry.by_name || command == Command::Palette;
        assert!(is_chosen, "{} stands in a menu and cannot be chosen by name", entry.id);
    }
}

#[test]
fn groups_stand_together_in_the_order_of_the_help() {
    let mut order: Vec<Group> = TABLE.iter().map(|entry| entry.group).collect();
    order.dedup();
    assert_eq!(order, Group::ALL);
}

#[test]
fn chords_of_the_clipboard_are_left_to_the_browser() {
    for letter in ['c', 'x', 'v'] {
        assert_eq!(lookup(Chord::ctrl(KeyName::Char(letter)), false), None);
    }
}

#[test]
fn a_chord_may_mean_something_else_in_the_editor() {
    let chord = Chord::alt(KeyName::Enter);
    assert_eq!((lookup(chord, false), lookup(chord, true)), (Some(Command::Follow), Some(Command::NewLine)));
    assert_eq!(lookup(Chord::key(KeyName::Enter), true), Some(Command::Enter));
}

#[test]
fn a_chord_may_mean_something_else_on_a_heading() {
    let left = Chord::shift(KeyName::Left);
    assert_eq!(lookup_in_heading(left), Some(Command::Arrange(Arranging::ColumnLeft)));
    assert!(matches!(lookup(left, false), Some(Command::Extend(_))));
    assert_eq!(lookup_in_heading(Chord::key(KeyName::F(1))), Some(Command::Help));
}
