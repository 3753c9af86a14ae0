//! What is printed: every row of the page's tables, whatever the screen shows.

use super::desk::{Desk, add};
use crate::app::Action;
use crate::app::grid::GridId;
use crate::model::{Key, Sheet, Value};

#[test]
fn a_table_is_printed_whole() {
    let mut rows = String::from("| name | amount |\n");
    for nth in 0..300 {
        rows.push_str(&format!("| Deal {nth} | {nth} |\n"));
    }
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), &rows);
    let printed = desk.app.printed();
    assert_eq!(printed.len(), 1);
    assert_eq!((printed[0].rows, printed[0].of.clone()), (300, None));
    assert_eq!(printed[0].columns.iter().map(|(_, numeric)| *numeric).collect::<Vec<_>>(), [false, true]);
    assert_eq!(desk.app.printed_row(printed[0].id, 299), ["Deal 299", "299"]);
}

#[test]
fn of_a_deal_the_form_and_the_parts_that_hold_something_are_printed() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| Haitian |");
    let deal = desk.record(0);
    add(&mut desk.app, Sheet::Roles, vec![("deal", Value::Link(deal)), ("name", Value::text("Zhao Min"))]);
    desk.act(Action::Goto(Sheet::Deals, deal, Key::new_static("objective")));
    let printed = desk.app.printed();
    let ids: Vec<GridId> = printed.iter().map(|table| table.id).collect();
    assert_eq!(ids, [GridId::Form(Sheet::Deals), GridId::Part(Sheet::Roles)]);
    assert!(printed.iter().all(|table| table.of.as_deref() == Some("Haitian")));
    assert_eq!(desk.app.printed_row(ids[0], 0).len(), 2, "a field's name and its value");
    assert!(desk.app.printed_row(ids[1], 0).iter().any(|text| text == "Zhao Min"));
}
