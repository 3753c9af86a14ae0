//! Paste into a table that is filtered or grouped, and of links to records of another table.

use super::desk::Desk;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::grid::{Condition, GridId};
use crate::model::{Sheet, Value};

const DEALS: GridId = GridId::Table(Sheet::Deals);

#[test]
fn what_was_pasted_is_selected_though_the_head_of_new_rows_moved_it() {
    let mut desk = Desk::new(DEALS, "| name | owner |\n| a | Li |\n| b | Li |\n| c | |");
    desk.act(Action::Arrange(DEALS, Deed::Group("owner".into(), None)));
    // Below the heads of Li and of nobody.
    desk.press("click(4,0) paste:n1\\nn2\\nn3");
    assert_eq!([4, 6, 7].map(|row| desk.cell(row, "name")), ["n1", "n2", "n3"]);
    let rows: Vec<(usize, usize)> = desk.app.grid(DEALS).areas().map(|area| area.rows()).collect();
    assert_eq!(rows, [(4, 7)], "with the head of new rows, which takes nothing in");
}

#[test]
fn rows_that_are_pasted_below_a_filter_belong_to_what_is_seen() {
    let mut desk =
        Desk::new(DEALS, "| name | owner | amount | note |\n| a | Li | 1 | |\n| b | Chen | 2 | |\n| [] | | | |");
    let li = desk.value(0, "owner");
    let condition = Condition::Among { values: vec![li.clone()], except: false };
    desk.act(Action::Arrange(DEALS, Deed::Ask("owner".into(), Some(condition))));
    desk.press("click(1,0) paste:c\\nd");
    assert_eq!(
        [1, 2].map(|row| (desk.cell(row, "name"), desk.value(row, "owner"))),
        [("c".into(), li.clone()), ("d".into(), li)]
    );
    desk.press("click(3,0) paste:e\\tChen");
    assert_eq!((desk.cell(3, "name"), desk.cell(3, "owner")), ("e".into(), "Chen".into()), "what is pasted says more");
}

#[test]
fn a_link_to_a_record_of_another_table_begins_none() {
    let mut desk = Desk::new(DEALS, "| name | account | owner |\n| a | [Haida] | Li |\n| b | | |");
    let people = desk.titles(Sheet::Persons);
    // By place, a customer comes into the column of people.
    desk.press("Ctrl+C click(1,2) Ctrl+V");
    assert_eq!(desk.titles(Sheet::Persons), people);
    assert_eq!(desk.value(1, "owner"), Value::Invalid("Haida".into()), "marked, not lost");
    desk.press("click(1,2) paste:Haida");
    assert_eq!(desk.titles(Sheet::Persons).len(), people.len() + 1, "a text of another program may be a new name");
}
