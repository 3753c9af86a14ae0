//! Input methods: the first letter survives, nothing happens in between, one composition is one step.

use super::*;
use crate::app::Effect;
use crate::model::Sheet;

#[test]
fn the_first_letter_survives_and_replaces_the_value() {
    let desk = check(
        "| name      | amount |
         | [Haitian] | 10     |",
        "ime:k,ke,keh,科华 Enter",
        "| name | amount |
         | 科华 | 10     |
         | []   |        |",
    );
    assert_eq!(desk.stored(), 1);
}

#[test]
fn one_composition_is_one_step_of_undo() {
    let undone = "| name      |
                  | [Haitian] |
                  |           |";
    check("| name |\n| [Haitian] |", "ime:k,科 ime:h,华 Tab Ctrl+Z", undone)
        .press("ime:k,科 ime:h,华 Enter Ctrl+Z")
        .shows(undone);
}

#[test]
fn keys_during_composition_neither_commit_nor_cancel_nor_move() {
    for key in [
        "Enter",
        "Tab",
        "Esc",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "PageDown",
        "1",
        "Space",
        "Delete",
        "Ctrl+Enter",
        "Alt+Down",
        "F2",
    ] {
        let mut desk =
            Desk::new(crate::app::grid::GridId::Table(Sheet::Deals), "| name | amount |\n| [Haitian] | 10 |");
        desk.press(&format!("ime:k,<{key}>,ke,科"));
        desk.shows("| name | amount |\n| [{科}] | 10 |\n| | |");
        assert_eq!(desk.stored(), 0, "{key}");
        desk.press("Esc").shows("| name | amount |\n| [Haitian] | 10 |\n| | |");
    }
}

#[test]
fn intermediate_text_is_no_draft_of_the_forecast_and_filters_nothing() {
    let mut desk = Desk::new(
        crate::app::grid::GridId::Table(Sheet::Deals),
        "| name | account |\n| Haitian | [科华] |\n| Delta | Kepler |",
    );
    let before = desk.app.version;
    desk.act(crate::app::Action::Compose { grid: desk.grid, on: true, text: String::new() });
    let opened = desk.app.version;
    desk.act(crate::app::Action::Input { grid: desk.grid, text: "ke".into() });
    assert_eq!(desk.list(), "-", "no list while composing");
    assert!(opened > before && desk.app.version == opened, "nothing is drawn anew for intermediate text");
    assert!(desk.left().contains(&"ke"), "but it survives a crash");
    desk.act(crate::app::Action::Compose { grid: desk.grid, on: false, text: "科".into() });
    assert_eq!(desk.list(), "[*科华] +科");
}

#[test]
fn full_width_digits_are_numbers() {
    check(
        "| name    | amount | close |
         | Haitian | [10]   |       |",
        "ime:１,１２３ Tab ime:2,２０２６－５－１ Enter",
        "| name    | amount | close      |
         | Haitian | 123    | 2026-05-01 |
         |         | []     |            |",
    );
    check(
        "| name    | amount |
         | Haitian | [10]   |",
        "\"１。５万\" Enter",
        "| name    | amount |
         | Haitian | 15,000 |
         |         | []     |",
    );
}

#[test]
fn blur_commits_what_was_composed() {
    let mut desk = Desk::new(crate::app::grid::GridId::Table(Sheet::Deals), "| name |\n| [Haitian] |");
    desk.act(crate::app::Action::Compose { grid: desk.grid, on: true, text: String::new() });
    desk.act(crate::app::Action::Input { grid: desk.grid, text: "科华".into() });
    desk.press("blur").shows("| name |\n| [科华] |\n| |");
}

#[test]
fn letters_left_before_they_are_a_name_begin_no_record() {
    for (letters, is_known) in [("heng", false), ("科华", true)] {
        let mut desk = Desk::new(
            crate::app::grid::GridId::Table(Sheet::Deals),
            "| name | account |\n| Haitian | [] |\n| Delta | 科华 |",
        );
        let accounts = desk.app.plan().table(Sheet::Accounts).ids().count();
        desk.act(crate::app::Action::Compose { grid: desk.grid, on: true, text: String::new() });
        desk.act(crate::app::Action::Input { grid: desk.grid, text: letters.into() });
        desk.press("click(1,0)");
        assert_eq!(desk.app.plan().table(Sheet::Accounts).ids().count(), accounts, "{letters}");
        assert_eq!(desk.cell(0, "account"), letters, "what was composed is kept");
        let is_marked = desk.effects.iter().any(|effect| matches!(effect, Effect::Marked(_)));
        assert_eq!(is_marked, !is_known, "{letters}");
    }
}

#[test]
fn composing_into_an_open_editor_keeps_its_text() {
    check(
        "| name      |
         | [Haitian] |",
        "F2 ime:k,科 Enter",
        "| name      |
         | Haitian科 |
         | []        |",
    );
}

#[test]
fn a_composition_that_is_given_up_changes_nothing() {
    let mut desk = Desk::new(crate::app::grid::GridId::Table(Sheet::Deals), "| name |\n| [Haitian] |");
    desk.act(crate::app::Action::Compose { grid: desk.grid, on: true, text: String::new() });
    desk.act(crate::app::Action::Input { grid: desk.grid, text: "k".into() });
    desk.act(crate::app::Action::Input { grid: desk.grid, text: String::new() });
    desk.act(crate::app::Action::Compose { grid: desk.grid, on: false, text: String::new() });
    desk.press("Tab").shows("| name |\n| Haitian |\n| [] |");
    assert_eq!(desk.stored(), 0);
}

#[test]
fn the_search_of_a_list_takes_composed_text() {
    let mut desk = check(
        "| name    | account |
         | Haitian | 科华    |
         | Delta   | []      |",
        "ime:k,科",
        "| name    | account |
         | Haitian | 科华    |
         | Delta   | [{科}]  |
         |         |         |",
    );
    assert_eq!(desk.list(), "[科华] +科");
    desk.press("Enter").shows(
        "| name    | account |
         | Haitian | 科华    |
         | Delta   | 科华    |
         |         | []      |",
    );
}
