//! Cutting: what is cut stays until it is pasted, then moves, once.

use super::desk::add;
use super::*;
use crate::app::comments::Commenting;
use crate::app::grid::GridId;
use crate::app::{Action, Notice};
use crate::model::{Sheet, Value};

#[test]
fn cut_cells_stay_until_they_are_pasted_and_move_in_one_step() {
    let mut desk = check(
        "| name | amount |
         | a    | [1]    |
         | b    | 2      |",
        "Ctrl+X",
        "| name | amount |
         | a    | [1]    |
         | b    | 2      |
         |      |        |",
    );
    desk.press("Down Ctrl+V").shows(
        "| name | amount |
         | a    |        |
         | b    | [1]    |
         |      |        |",
    );
    assert_eq!(desk.stored(), 1);
    desk.press("Ctrl+Z").shows(
        "| name | amount |
         | a    | [1     |
         | b    | 2]     |
         |      |        |",
    );
}

#[test]
fn what_was_cut_moves_once_and_is_copied_after_that() {
    check(
        "| name | amount |
         | a    | [1]    |
         | b    | 2      |
         | c    | 3      |",
        "Ctrl+X Down Ctrl+V Down Ctrl+V",
        "| name | amount |
         | a    |        |
         | b    | 1      |
         | c    | [1]    |
         |      |        |",
    );
}

#[test]
fn cells_that_overlap_their_place_keep_what_is_pasted() {
    check(
        "| name | amount |
         | a    | [1     |
         | b    | 2]     |
         | c    | 3      |",
        "Ctrl+X Down Ctrl+V",
        "| name | amount |
         | a    |        |
         | b    | [1     |
         | c    | 2]     |
         |      |        |",
    );
}

#[test]
fn what_was_changed_since_the_cut_is_not_emptied() {
    check(
        "| name | amount |
         | a    | [1]    |
         | b    | 2      |",
        "Ctrl+X 9 Enter Ctrl+V",
        "| name | amount |
         | a    | 9      |
         | b    | [1]    |
         |      |        |",
    );
}

#[test]
fn esc_and_another_copy_end_a_cut() {
    for end in ["Esc", "Down Ctrl+C Up"] {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| a | [1] |\n| b | 2 |");
        desk.press("Ctrl+X");
        assert!(desk.app.cut.is_some());
        desk.press(end);
        assert!(desk.app.cut.is_none(), "{end}");
    }
    let mut desk = check(
        "| name | amount |
         | a    | [1]    |
         | b    | 2      |",
        "Ctrl+X Esc Down Ctrl+V",
        "| name | amount |
         | a    | 1      |
         | b    | [1]    |
         |      |        |",
    );
    desk.reload();
    assert!(desk.app.cut.is_none());
}

#[test]
fn whole_rows_move_and_stay_the_same_rows() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close      |
         | a    | 1      | 2026-04-01 |
         | [b]  | 2      | 2026-04-02 |
         | c    | 3      | 2026-04-03 |",
    );
    let moved = desk.record(1);
    let link = add(&mut desk.app, Sheet::Roles, vec![("name", Value::text("Ann")), ("deal", Value::Link(moved))]);
    desk.press("Shift+Space Ctrl+X click(0,1) Ctrl+V").shows(
        "| name | amount | close       |
         | [b   | 2      | 2026-04-02] |
         | a    | 1      | 2026-04-01  |
         | c    | 3      | 2026-04-03  |
         |      |        |             |",
    );
    assert_eq!((desk.record(0), desk.said()), (moved, Some(&Notice::Moved(1))));
    assert_eq!(desk.app.plan().value(Sheet::Roles, link, "deal"), &Value::Link(moved));
    desk.press("Ctrl+Z").shows(
        "| name | amount | close      |
         | a    | 1      | 2026-04-01 |
         | [b]  | 2      | 2026-04-02 |
         | c    | 3      | 2026-04-03 |
         |      |        |            |",
    );
}

#[test]
fn rows_move_to_the_end_and_below_one_another() {
    check(
        "| name | amount |
         | [a   | 1      |
         | b    | 2]     |
         | c    | 3      |
         | d    | 4      |",
        "Ctrl+X click(4,0) Ctrl+V",
        "| name | amount |
         | c    | 3      |
         | d    | 4      |
         | [a   | 1      |
         | b    | 2]     |
         |      |        |",
    );
    check(
        "| name | amount |
         | [a   | 1      |
         | b    | 2]     |
         | c    | 3      |",
        "Ctrl+X click(1,0) Ctrl+V",
        "| name | amount |
         | [a   | 1      |
         | b    | 2]     |
         | c    | 3      |
         |      |        |",
    );
}

#[test]
fn rows_of_one_deal_move_to_another() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| one |\n| two |");
    let (one, two) = (desk.record(0), desk.record(1));
    let ann = add(&mut desk.app, Sheet::Roles, vec![("name", Value::text("Ann")), ("deal", Value::Link(one))]);
    desk.grid = GridId::Part(Sheet::Roles);
    desk.app.deal = Some(one);
    desk.app.grid(desk.grid);
    desk.press("click(0,0) Shift+Space Ctrl+X");
    desk.app.deal = Some(two);
    desk.app.grid(desk.grid);
    desk.press("Ctrl+V");
    assert_eq!(desk.app.plan().value(Sheet::Roles, ann, "deal"), &Value::Link(two));
    assert_eq!(desk.titles(Sheet::Roles).len(), 1);
}

#[test]
fn the_fields_of_a_form_are_cut_downwards() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| one |");
    desk.grid = GridId::Form(Sheet::Deals);
    desk.press("\"a\" Enter \"b\" Enter click(0,0) drag(1,0) Ctrl+X click(1,0) Ctrl+V");
    let text = |key: &str| desk.app.plan().value(Sheet::Deals, desk.app.deal.unwrap(), key).clone();
    assert_eq!(
        (text("objective"), text("why_change"), text("why_now")),
        (Value::Empty, Value::text("a"), Value::text("b"))
    );
}

#[test]
fn what_finds_no_place_is_not_cut_away() {
    // A computed column takes nothing: the paste is refused as a whole, and can be made elsewhere.
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | weighted |
         | [a]  | 1      |          |
         | b    | 2      |          |",
    );
    desk.press("click(0,1) Ctrl+X click(1,2) Ctrl+V");
    assert_eq!((desk.cell(0, "amount"), desk.stored()), ("1".into(), 0));
    desk.press("click(1,1) Ctrl+V");
    assert_eq!((desk.cell(0, "amount"), desk.cell(1, "amount")), ("".into(), "1".into()));
    // Of two columns the second finds none at the edge of the table.
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close      |
         | [a]  | 1      | 2026-04-01 |
         | b    | 2      | 2026-04-02 |",
    );
    desk.press("click(0,0) drag(0,1) Ctrl+X click(1,2) Ctrl+V");
    assert_eq!((desk.cell(0, "name"), desk.cell(1, "close")), ("".into(), "a".into()), "kept as it is, marked");
    assert_eq!(desk.cell(0, "amount"), "1", "left out, so that it stays");
}

#[test]
fn what_was_said_of_a_cell_goes_with_it() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| a | [1] |\n| b | 2 |");
    let target = desk.app.laid_out(desk.grid).unwrap().target().unwrap();
    desk.act(Action::Comment(Commenting::Add(target, "Who says so?".into())));
    let said = |desk: &Desk, row: usize| desk.app.comments_on(Sheet::Deals, desk.record(row), &"amount".into()).len();
    assert_eq!((said(&desk, 0), said(&desk, 1)), (1, 0));
    desk.press("click(0,1) Ctrl+X click(1,1) Ctrl+V");
    assert_eq!((said(&desk, 0), said(&desk, 1)), (0, 1));
    desk.press("Ctrl+Z");
    assert_eq!((said(&desk, 0), said(&desk, 1)), (1, 0));
}

#[test]
fn what_is_worked_out_is_copied_as_what_is_typed_and_a_value_it_stays_here() {
    let mut desk = check(
        "| name | amount  | close      | p | weighted | next |
         | [a   | 1200000 | 2026-04-01 |   |          | ]    |
         | b    |         |            |   |          |      |",
        "Ctrl+C",
        "| name | amount    | close      | p    | weighted | next |
         | [a   | 1,200,000 | 2026-04-01 | 10 % | 120,000  | –]   |
         | b    |           |            | 10 % | –        | –    |
         |      |           |            |      |          |      |",
    );
    assert_eq!(desk.clipboard().trim_end_matches(['\r', '\n']), "a\t1200000\t2026-04-01\t10%\t120000\t");
    desk.press("click(1,0) drag(1,5) Ctrl+C");
    assert_eq!(desk.clipboard().trim_end_matches(['\r', '\n']), "b\t\t\t10%\t\t", "nothing where there is nothing");
    // Another column takes the very value, not what another program would be given.
    desk.press("click(0,4) Ctrl+C click(1,1) Ctrl+V");
    assert_eq!(desk.cell(1, "amount"), "120,000");
    // Words stay words.
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | state |\n| a | [] |");
    desk.press("focus Ctrl+C");
    assert!(!desk.clipboard().trim().is_empty());
    let state = desk.cell(0, "state");
    assert_eq!(desk.clipboard().trim_end_matches(['\r', '\n']), state);
}
