//! Undo and redo: across kinds of edits, tables and sessions.

use super::*;
use crate::app::Notice;
use crate::app::grid::GridId;
use crate::model::Sheet;

const PLAN: &str = "| name    | account | amount |
                    | [Haitian] | Haitian Co | 10     |
                    | Kehua   |         | 20     |";

/// Every kind of edit, one after the other; each is one step.
const EDITS: [&str; 12] = [
    "\"Delta\" Enter",
    "Right \"NewCo\" Enter",
    "Right 3 3 Enter",
    "click(0,0) Shift+Down Shift+Right Delete",
    "paste:a\\tb\\t1\\nc\\td\\t2\\ne\\tb\\tx",
    "click(1,0) Ctrl+Shift+Enter",
    "Ctrl+Shift+D",
    "click(0,0) Shift+Down Ctrl+Delete",
    "click(0,2) Shift+Down 9 Ctrl+Enter",
    "click(0,0) Ctrl+C Down Ctrl+V",
    "click(0,2) Ctrl+X Down Ctrl+V",
    "click(0,1) F2 \"x\" Enter",
];

#[test]
fn every_kind_of_edit_is_one_step_back_and_forth() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let mut digests = vec![desk.digest()];
    for edit in EDITS {
        let before = desk.stored();
        desk.press(edit);
        assert_eq!(desk.stored(), before + 1, "{edit} is one transaction");
        digests.push(desk.digest());
    }
    assert!(digests.windows(2).all(|pair| pair[0] != pair[1]), "{digests:?}");
    for (at, digest) in digests.iter().enumerate().rev().skip(1) {
        desk.press("Ctrl+Z");
        assert_eq!(desk.digest(), *digest, "undo of {}", EDITS[at]);
    }
    desk.press("Ctrl+Z");
    assert_eq!(desk.said(), Some(&Notice::NothingToUndo));
    for (at, digest) in digests.iter().enumerate().skip(1) {
        desk.press(if at % 2 == 0 { "Ctrl+Y" } else { "Ctrl+Shift+Z" });
        assert_eq!(desk.digest(), *digest, "redo of {}", EDITS[at - 1]);
    }
    desk.press("Ctrl+Y");
    assert_eq!(desk.said(), Some(&Notice::NothingToRedo));
}

#[test]
fn undo_goes_on_after_the_plan_was_opened_again() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let mut digests = vec![desk.digest()];
    for edit in EDITS {
        desk.press(edit);
        digests.push(desk.digest());
    }
    for digest in digests.iter().rev().skip(1) {
        desk.press("reload Ctrl+Z");
        assert_eq!(desk.digest(), *digest);
    }
    desk.press("reload Ctrl+Z");
    assert_eq!(desk.said(), Some(&Notice::NothingToUndo), "the plan's beginning is nobody's step");
    for digest in digests.iter().skip(1) {
        desk.press("reload Ctrl+Y");
        assert_eq!(desk.digest(), *digest);
    }
}

#[test]
fn a_new_edit_ends_redo() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    desk.press("x Enter Ctrl+Z y Enter Ctrl+Y");
    assert_eq!(desk.said(), Some(&Notice::NothingToRedo));
}

#[test]
fn the_active_cell_stays_on_its_record() {
    check(
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | [20]   |",
        "Up Ctrl+Shift+Enter Down Ctrl+Z",
        "| name    | amount |
         | Haitian | [10]   |
         | Kehua   | 20     |
         |         |        |",
    );
}

#[test]
fn undo_reaches_other_tables() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    let before = desk.digest();
    desk.press("Right \"NewCo\" Enter");
    assert_eq!(desk.titles(Sheet::Accounts), ["Haitian Co", "NewCo"]);
    desk.grid = GridId::Table(Sheet::Accounts);
    desk.press("Ctrl+Z");
    assert_eq!((desk.digest(), desk.titles(Sheet::Accounts)), (before, vec!["Haitian Co".to_owned()]));
}

#[test]
fn undo_commits_an_open_editor_first_only_by_command() {
    // Ctrl+Z belongs to the text field while it is open.
    check(
        "| name      |
         | [Haitian] |",
        "x Ctrl+Z",
        "| name  |
         | [{x}] |
         |       |",
    );
}
