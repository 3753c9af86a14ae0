//! Every key of the table, on a cell at rest, in one that was typed into and in one opened with F2.

use super::script::chord;
use super::*;
use crate::app::command::{Command, Scope, TABLE, lookup};
use crate::app::grid::{GridId, Selection};
use crate::app::{Effect, Notice, Tab, Window};
use crate::model::Sheet;

const GRID: &str = "| name | amount | close      |
                    | a    | 1      | 2026-04-01 |
                    | b    | [2]    | 2026-04-02 |
                    | c    | 3      | 2026-04-03 |";

fn desk() -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), GRID);
    desk.app.grid(desk.grid).page = 2;
    desk
}

/// What a key is seen to do: the cell that is active, the far cell, the open editor, the amounts, what was asked for.
fn seen(desk: &mut Desk) -> String {
    let grid = desk.app.grid(desk.grid).clone();
    let records = (0..grid.layout.records()).filter(|row| grid.layout.record(*row).is_some());
    let amounts: Vec<String> = records.map(|row| desk.cell(row, "amount")).collect();
    let at = |at: crate::app::grid::At| format!("{},{}", at.row, at.column);
    let Selection { active, anchor, far } = grid.selection;
    let from = if anchor == active { String::new() } else { format!(" in {}", at(anchor)) };
    let far = if grid.selection.is_single() { String::new() } else { format!("{from}–{}", at(far)) };
    let editor = grid.editor.map_or(String::new(), |editor| {
        let picker = if editor.picker.is_some() { "+" } else { "" };
        format!(" {{{}}}{picker}", editor.text)
    });
    let asked = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Leave(_, forward) => Some(if *forward { " leaves" } else { " leaves back" }),
        Effect::SaveFile => Some(" saves"),
        Effect::OpenFile => Some(" opens"),
        Effect::Open(Window::Help) => Some(" helps"),
        Effect::Open(window) => Some(match window {
            Window::Palette => " palette",
            Window::Preferences => " preferences",
            _ => " opens a window",
        }),
        Effect::Print => Some(" prints"),
        Effect::Region(true) => Some(" next region"),
        Effect::Region(false) => Some(" previous region"),
        Effect::Menu(_) => Some(" menu"),
        Effect::Panel(..) => Some(" panel"),
        Effect::Say(Notice::Impossible(_)) => Some(" refused"),
        Effect::Say(Notice::SelectingMore) => Some(" selects more"),
        Effect::FocusFind => Some(" finds"),
        Effect::FocusPanel => Some(" panel"),
        Effect::Focus(crate::app::grid::GridId::Card(_)) => Some(" card"),
        _ => None,
    });
    let tab = if desk.app.tab == Tab::Funnel { String::new() } else { format!(" {:?}", desk.app.tab) };
    format!("{}{far}{editor} {}{}{tab}", at(grid.selection.active), amounts.join("/"), asked.unwrap_or_default())
}

/// Key, then what it does to the cell at rest, after typing `7`, after F2.
const SEEN: &[[&str; 4]] = &[
    ["Up", "0,1 1/2/3", "0,1 1/7/3", "1,1 {2} 1/2/3"],
    ["Down", "2,1 1/2/3", "2,1 1/7/3", "1,1 {2} 1/2/3"],
    ["Left", "1,0 1/2/3", "1,0 1/7/3", "1,1 {2} 1/2/3"],
    ["Right", "1,2 1/2/3", "1,2 1/7/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Up", "0,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Down", "2,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Left", "1,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Right", "1,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Home", "1,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["End", "1,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Home", "0,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+End", "2,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["PageUp", "0,1 1/2/3", "0,1 1/7/3", "1,1 {2} 1/2/3"],
    ["PageDown", "3,1 1/2/3", "3,1 1/7/3", "1,1 {2} 1/2/3"],
    ["Shift+Up", "1,1–0,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+Down", "1,1–2,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+Left", "1,1–1,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+Right", "1,1–1,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Up", "1,1–0,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Down", "1,1–2,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Left", "1,1–1,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Right", "1,1–1,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+Home", "1,1–1,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+End", "1,1–1,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Home", "1,1–0,0 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+End", "1,1–2,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+PageUp", "1,1–0,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+PageDown", "1,1–3,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Backspace", "1,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Space", "1,1 in 0,0–2,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Space", "1,1 in 0,1–2,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+F10", "1,1 1/2/3 menu", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Menu", "1,1 1/2/3 menu", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+a", "1,1 in 0,0–2,2 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Shift+Space", "1,1 in 1,0–1,2 1/2/3", "1,1 {7 } 1/2/3", "1,1 {2 } 1/2/3"],
    ["Enter", "2,1 1/2/3", "2,1 1/7/3", "2,1 1/2/3"],
    ["Shift+Enter", "0,1 1/2/3", "0,1 1/7/3", "0,1 1/2/3"],
    ["Ctrl+Enter", "1,1 1/2/3", "1,1 1/7/3", "1,1 1/2/3"],
    ["Tab", "1,2 1/2/3", "1,2 1/7/3", "1,2 1/2/3"],
    ["Shift+Tab", "1,0 1/2/3", "1,0 1/7/3", "1,0 1/2/3"],
    ["F2", "1,1 {2} 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Esc", "1,1 1/2/3", "1,1 1/2/3", "1,1 1/2/3"],
    ["Delete", "1,1 1//3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Backspace", "1,1 {} 1/2/3", "1,1 {} 1/2/3", "1,1 {} 1/2/3"],
    ["Alt+Down", "1,1 1/2/3 refused", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+d", "1,1 1/1/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+r", "1,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Space", "1,1 1/2/3 card", "1,1 {7 } 1/2/3", "1,1 {2 } 1/2/3"],
    ["Shift+F2", "1,1 1/2/3 panel", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+f", "1,1 1/2/3 finds", "1,1 1/7/3 finds", "1,1 1/2/3 finds"],
    ["Ctrl+h", "1,1 1/2/3 finds", "1,1 1/7/3 finds", "1,1 1/2/3 finds"],
    ["Ctrl+Shift+h", "1,1 1/2/3 finds", "1,1 1/7/3 finds", "1,1 1/2/3 finds"],
    ["F3", "1,1 1/2/3 finds", "1,1 1/7/3 finds", "1,1 1/2/3 finds"],
    ["Ctrl+g", "1,1 1/2/3 finds", "1,1 1/7/3 finds", "1,1 1/2/3 finds"],
    ["Shift+F3", "1,1 1/2/3 finds", "1,1 1/7/3 finds", "1,1 1/2/3 finds"],
    ["F8", "1,1 1/2/3 refused", "1,1 1/7/3 refused", "1,1 1/2/3 refused"],
    ["Ctrl+;", "1,1 1/2/3 refused", "1,1 {72026-03-10} 1/2/3", "1,1 {22026-03-10} 1/2/3"],
    ["Ctrl+'", "1,1 {1} 1/2/3", "1,1 {71} 1/2/3", "1,1 {21} 1/2/3"],
    ["Ctrl+\"", "1,1 {1} 1/2/3", "1,1 {71} 1/2/3", "1,1 {21} 1/2/3"],
    ["F4", "1,1 1/2/3 refused", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+Enter", "1,1 1//2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+d", "2,1 1/2/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Delete", "1,1 1/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+l", "1,1 1/2/3 panel", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Alt+l", "1,1 1/2/3 refused", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Alt+Shift+Right", "3,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Alt+Shift+Left", "1,1 1/2/3 refused", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+[", "1,1 1/2/3 refused", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Alt+Left", "1,1 1/2/3 refused", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Alt+Shift+Up", "0,1 2/1/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Alt+Shift+Down", "2,1 1/3/2", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Alt+Enter", "1,1 1/2/3 Strategy", "1,1 {7\n} 1/2/3", "1,1 {2\n} 1/2/3"],
    ["Shift+F8", "1,1 1/2/3 selects more", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+z", "1,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+y", "1,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+Shift+z", "1,1 1/2/3", "1,1 {7} 1/2/3", "1,1 {2} 1/2/3"],
    ["Ctrl+s", "1,1 1/2/3 saves", "1,1 1/7/3 saves", "1,1 1/2/3 saves"],
    ["Ctrl+o", "1,1 1/2/3 opens", "1,1 1/7/3 opens", "1,1 1/2/3 opens"],
    ["Alt+PageUp", "1,1 1/2/3 Strategy", "1,1 1/7/3 Strategy", "1,1 1/2/3 Strategy"],
    ["Alt+PageDown", "1,1 1/2/3 Accounts", "1,1 1/7/3 Accounts", "1,1 1/2/3 Accounts"],
    ["Ctrl+p", "1,1 1/2/3 prints", "1,1 1/7/3 prints", "1,1 1/2/3 prints"],
    ["Ctrl+k", "1,1 1/2/3 palette", "1,1 1/7/3 palette", "1,1 1/2/3 palette"],
    ["Ctrl+,", "1,1 1/2/3 preferences", "1,1 1/7/3 preferences", "1,1 1/2/3 preferences"],
    ["F6", "1,1 1/2/3 next region", "1,1 1/7/3 next region", "1,1 1/2/3 next region"],
    ["Shift+F6", "1,1 1/2/3 previous region", "1,1 1/7/3 previous region", "1,1 1/2/3 previous region"],
    ["F1", "1,1 1/2/3 helps", "1,1 1/7/3 helps", "1,1 1/2/3 helps"],
    ["Ctrl+/", "1,1 1/2/3 helps", "1,1 1/7/3 helps", "1,1 1/2/3 helps"],
];

#[test]
fn every_key_does_what_it_should_at_rest_typed_and_after_f2() {
    let mut wrong = Vec::new();
    for [key, ready, typed, opened] in SEEN {
        for (before, expected) in [("", ready), ("7 ", typed), ("F2 ", opened)] {
            let mut desk = desk();
            desk.press(&format!("{before}{key}"));
            let actual = seen(&mut desk);
            if actual != *expected {
                wrong.push(format!("{before}{key}: expected {expected:?}, saw {actual:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_key_of_the_table_was_tried() {
    // Those of headings are tried there.
    let of_cells = TABLE.iter().filter(|entry| entry.scope != Scope::Heading);
    for entry in of_cells.filter(|entry| !entry.command.is_of_the_clipboard()) {
        for own in entry.keys {
            assert!(SEEN.iter().any(|[key, ..]| chord(key) == *own), "{own:?} {}", entry.id);
        }
    }
    for [key, ..] in SEEN {
        assert!(lookup(chord(key), false).is_some(), "{key} is in the table");
    }
}

#[test]
fn keys_that_nobody_has_do_nothing() {
    let before = seen(&mut desk());
    for key in ["Ctrl+b", "Alt+x", "F5", "Ctrl+Shift+a", "Alt+Up", "Shift+Delete", "Ctrl+Tab"] {
        let mut desk = desk();
        desk.press(key);
        assert_eq!(seen(&mut desk), before, "{key}");
    }
}

#[test]
fn commands_that_menus_run_work_while_a_cell_is_edited() {
    use crate::app::Action;
    let mut desk = desk();
    desk.press("7");
    desk.act(Action::Run(desk.grid, Command::InsertBelow));
    assert_eq!(seen(&mut desk), "2,1 1/7//3", "what was typed is committed first");
    desk.press("8");
    desk.act(Action::Run(desk.grid, Command::Undo));
    assert_eq!(seen(&mut desk), "2,1 1/7//3");
}
