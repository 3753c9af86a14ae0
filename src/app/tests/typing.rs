//! Typing into cells: replace, keep, cancel, clear, begin a record.

use super::*;
use crate::app::grid::GridId;
use crate::app::{Effect, Notice};
use crate::model::{Sheet, Value};

#[test]
fn typing_replaces_enter_commits_and_undo_leads_back_to_the_cell() {
    check(
        "| name    | amount |
         | Haitian | [10]   |",
        "2 5 Enter Ctrl+Z",
        "| name    | amount |
         | Haitian | [10]   |
         |         |        |",
    )
    .press("Down Ctrl+Y")
    .shows(
        "| name    | amount |
         | Haitian | [25]   |
         |         |        |",
    );
}

#[test]
fn f2_keeps_the_text_and_backspace_takes_from_its_end() {
    check(
        "| name      |
         | [Haitian] |",
        "F2",
        "| name        |
         | [{Haitian}] |
         |             |",
    )
    .press("Backspace Backspace \"ng\"")
    .shows(
        "| name        |
         | [{Haiting}] |
         |             |",
    )
    .press("Shift+Enter")
    .shows(
        "| name      |
         | [Haiting] |
         |           |",
    );
}

#[test]
fn esc_keeps_the_old_value_and_stores_nothing() {
    let desk = check(
        "| name    | amount |
         | Haitian | [10]   |",
        "9 9 9 Esc",
        "| name    | amount |
         | Haitian | [10]   |
         |         |        |",
    );
    assert_eq!(desk.stored(), 0);
    assert!(desk.left().contains(&"999"));
    assert!(desk.effects.contains(&Effect::Draft(None)));
}

#[test]
fn an_unchanged_text_stores_nothing() {
    let desk = check(
        "| name    | amount |
         | Haitian | [10]   |",
        "F2 Enter Up F2 Esc 1 0 Enter Up F2 Backspace 0 Enter",
        "| name    | amount |
         | Haitian | 10     |
         |         | []     |",
    );
    assert_eq!(desk.stored(), 0, "{:?}", desk.effects);
}

#[test]
fn delete_clears_the_selection_in_one_step_and_backspace_begins_the_cell_anew() {
    check(
        "| name    | amount |
         | [Haitian | 10     |
         | Kehua   | 20]    |",
        "Delete",
        "| name | amount |
         | [    |        |
         |      | ]      |
         |      |        |",
    )
    .press("Ctrl+Z")
    .shows(
        "| name    | amount |
         | [Haitian | 10     |
         | Kehua   | 20]    |
         |         |        |",
    )
    .press("Right Backspace")
    .shows(
        "| name    | amount |
         | Haitian | [{}]   |
         | Kehua   | 20     |
         |         |        |",
    )
    .press("Esc Backspace 7 Enter Backspace Enter")
    .shows(
        "| name    | amount |
         | Haitian | 7      |
         | Kehua   |        |
         |         | []     |",
    );
}

#[test]
fn what_does_not_fit_is_kept_and_marked() {
    let desk = check(
        "| name    | amount | close |
         | Haitian | [10]   |       |",
        "\"about ten\" Tab \"soon\" Enter",
        "| name    | amount     | close |
         | Haitian | !about ten | !soon |
         |         | []         |       |",
    );
    assert_eq!(desk.value(0, "amount"), Value::Invalid("about ten".into()));
}

#[test]
fn the_empty_row_begins_a_record_with_defaults() {
    let desk = check(
        "| name    | amount |
         | Haitian | 10     |
         | []      |        |",
        "\"Kehua\" Tab 5 Enter",
        "| name    | amount |
         | Haitian | 10     |
         | Kehua   | 5      |
         | []      |        |",
    );
    assert_eq!(desk.cell(1, "stage"), "1 Interest");
    assert_eq!(desk.cell(1, "entered"), "2026-03-10");
    assert_eq!(desk.stored(), 2, "one for the row with its first cell, one for the amount");
}

#[test]
fn an_activity_begins_today_and_planned() {
    let desk = check_sheet(
        Sheet::Activities,
        "| account | goal |
         | []      |      |",
        "Right \"Ask for the budget\" Tab",
        "| account | goal               |
         |         | Ask for the budget |
         | []      |                    |",
    );
    assert_eq!((desk.cell(0, "planned"), desk.cell(0, "status")), ("2026-03-10".into(), "planned".into()));
}

#[test]
fn an_empty_text_in_the_empty_row_begins_nothing() {
    let desk = check(
        "| name |
         | []   |",
        "x Backspace Enter F2 Enter Delete Ctrl+; Esc Ctrl+Enter",
        "| name |
         | []   |",
    );
    assert_eq!(desk.stored(), 0);
}

#[test]
fn a_run_of_tabs_returns_with_enter() {
    check(
        "| name    | amount | close |
         | Haitian | [1]    | 2026-04-01 |",
        "2 Tab \"2026-5-1\" Enter",
        "| name    | amount | close      |
         | Haitian | 2      | 2026-05-01 |
         |         | []     |            |",
    )
    .press("3 Tab Enter Left Enter Tab")
    .shows(
        "| name    | amount | close      |
         | Haitian | 2      | 2026-05-01 |
         |         | 3      |            |
         |         | []     |            |",
    );
}

#[test]
fn tab_after_esc_leaves_the_grid_and_coming_back_forgets_it() {
    let mut desk = check(
        "| name    | amount |
         | [Haitian] | 1    |",
        "Esc Tab",
        "| name    | amount |
         | [Haitian] | 1    |
         |         |        |",
    );
    let id = GridId::Table(Sheet::Deals);
    assert_eq!(desk.effects.last(), Some(&Effect::Leave(id, true)));
    desk.press("Esc Shift+Tab");
    assert_eq!(desk.effects.last(), Some(&Effect::Leave(id, false)));
    desk.press("Esc blur focus Tab").shows(
        "| name    | amount |
         | Haitian | [1]  |
         |         |        |",
    );
    desk.press("Esc Left Tab").shows(
        "| name    | amount |
         | Haitian | [1]  |
         |         |        |",
    );
}

#[test]
fn esc_while_typing_does_not_make_the_next_tab_leave() {
    check(
        "| name    | amount |
         | [Haitian] | 1    |",
        "x Esc Tab",
        "| name    | amount |
         | Haitian | [1]    |
         |         |        |",
    );
}

#[test]
fn tab_at_the_end_of_a_row_goes_on_in_the_next() {
    check(
        "| name    | amount |
         | Haitian | [1]    |",
        "2 Tab \"Kehua\" Tab 3 Tab",
        "| name    | amount |
         | Haitian | 2      |
         | Kehua   | 3      |
         | []      |        |",
    )
    .press("Shift+Tab")
    .shows(
        "| name    | amount |
         | Haitian | 2      |
         | Kehua   | [3]    |
         |         |        |",
    );
}

#[test]
fn ctrl_enter_fills_the_selection() {
    check(
        "| name    | amount |
         | Haitian | [10    |
         | Kehua   | 20     |
         | Delta   | 30]    |",
        "7 Ctrl+Enter",
        "| name    | amount |
         | Haitian | [7     |
         | Kehua   | 7      |
         | Delta   | 7]     |
         |         |        |",
    )
    .press("Ctrl+Z")
    .shows(
        "| name    | amount |
         | Haitian | [10    |
         | Kehua   | 20     |
         | Delta   | 30]    |
         |         |        |",
    )
    .press("Ctrl+Enter")
    .shows(
        "| name    | amount |
         | Haitian | [10    |
         | Kehua   | 10     |
         | Delta   | 10]    |
         |         |        |",
    );
}

#[test]
fn a_computed_cell_says_so() {
    let desk = check(
        "| name    | weighted |
         | Haitian | []       |",
        "5",
        "| name    | weighted |
         | Haitian | [–]      |
         |         |          |",
    );
    assert_eq!(desk.said(), Some(&Notice::ReadOnly));
}

#[test]
fn ctrl_semicolon_writes_today_into_dates_only() {
    check(
        "| name    | close |
         | [Haitian | ]     |",
        "Ctrl+;",
        "| name    | close      |
         | [Haitian | 2026-03-10] |
         |         |            |",
    );
}

#[test]
fn a_click_elsewhere_commits() {
    check(
        "| name    | amount |
         | Haitian | [10]   |",
        "3 3 click(0,0)",
        "| name      | amount |
         | [Haitian] | 33     |
         |           |        |",
    );
}

#[test]
fn leaving_the_grid_commits() {
    check(
        "| name    | amount |
         | Haitian | [10]   |",
        "3 3 blur",
        "| name    | amount |
         | Haitian | [33]   |
         |         |        |",
    );
}

#[test]
fn alt_enter_is_a_new_line_in_the_editor() {
    check(
        "| name    | note |
         | Haitian | []   |",
        "a Alt+Enter b Enter",
        "| name    | note |
         | Haitian | a⏎b  |
         |         | []   |",
    );
}

#[test]
fn space_ticks_a_check_cell() {
    check_sheet(
        Sheet::Activities,
        "| goal | got_kept |
         | Ask  | []       |",
        "Space",
        "| goal | got_kept |
         | Ask  | [✓]      |
         |      |          |",
    )
    .press("Space")
    .shows(
        "| goal | got_kept |
         | Ask  | []       |
         |      |          |",
    );
}

#[test]
fn a_form_is_typed_into_like_a_column() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), "| name |\n| Haitian |", |_| {});
    desk.grid = GridId::Form(Sheet::Deals);
    desk.press("\"10 presses\" Enter \"Line 3 fails\" Enter");
    let deal = desk.app.deal.expect("a deal");
    let text = |key: &str| desk.app.plan().value(Sheet::Deals, deal, key).clone();
    assert_eq!((text("objective"), text("why_change")), (Value::text("10 presses"), Value::text("Line 3 fails")));
    assert_eq!(desk.app.laid_out(desk.grid).unwrap().selection.active.row, 2);
}

#[test]
fn a_name_that_nobody_had_is_said_to_be_new() {
    let said = |desk: &Desk| match desk.said() {
        Some(Notice::Begun { name, sheet }) => Some((name.to_string(), *sheet)),
        _ => None,
    };
    let mut desk = check(
        "| name    | owner |
         | Haitian | []    |
         | Other   |       |",
        "\"Li Wei\" Enter",
        "| name    | owner  |
         | Haitian | Li Wei |
         | Other   | []     |
         |         |        |",
    );
    assert_eq!(said(&desk), Some(("Li Wei".to_owned(), Sheet::Persons)));
    desk.effects.clear();
    desk.press("\"li wei\" Enter");
    assert_eq!(said(&desk), None, "whom one knows is not new");
}
