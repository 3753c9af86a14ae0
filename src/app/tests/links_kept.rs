//! Cells of several links that hold a name which fits nothing: the list loses nothing of it.

use super::columns::{desk, make, own, set};
use super::desk::{Desk, add};
use crate::app::Action;
use crate::app::grid::{GridId, Picker, Selection};
use crate::model::{Key, Kind, RowId, Sheet, Value};

const DEALS: GridId = GridId::Table(Sheet::Deals);

fn house() -> (Desk, Key, [RowId; 2]) {
    let mut desk = desk("| name | amount |\n| one | 100 |");
    let people =
        ["Zhang", "Chen, Li"].map(|name| add(&mut desk.app, Sheet::Persons, vec![("name", Value::text(name))]));
    let key = make(&mut desk, Sheet::Deals, own("Team", Kind::Links(Sheet::Persons)));
    set(&mut desk, 0, &key, "Zhang, unknown person");
    assert!(desk.value(0, &key).is_invalid());
    (desk, key, people)
}

fn open(desk: &mut Desk, key: &Key) {
    let row = desk.record(0);
    let at = desk.app.grid(DEALS).layout.locate(row, key).unwrap().1;
    desk.press("focus");
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("Alt+Down");
}

fn pick(desk: &mut Desk, label: &str) {
    let line = match desk.editor().and_then(|editor| editor.picker.clone()) {
        Some(Picker::List { options, .. }) => options.iter().position(|one| one.label == label),
        _ => None,
    };
    desk.act(Action::Pick(DEALS, line.unwrap_or_else(|| panic!("{label} is no line"))));
}

#[test]
fn who_ticks_one_more_keeps_a_name_that_nobody_has_as_it_was_typed() {
    let (mut desk, key, [zhang, chen]) = house();
    open(&mut desk, &key);
    desk.press("Enter");
    assert_eq!(desk.value(0, &key), Value::Invalid("Zhang, unknown person".into()), "nothing was ticked");
    open(&mut desk, &key);
    pick(&mut desk, "Chen, Li");
    desk.press("Enter");
    assert_eq!(desk.value(0, &key), Value::Invalid("Zhang, unknown person, Chen, Li".into()));
    open(&mut desk, &key);
    pick(&mut desk, "unknown person");
    desk.press("Enter");
    assert_eq!(desk.value(0, &key), Value::links(vec![zhang, chen]), "unless it is unticked");
}

#[test]
fn who_begins_one_more_keeps_it_too() {
    let (mut desk, key, _) = house();
    let before = desk.app.plan().table(Sheet::Persons).len();
    open(&mut desk, &key);
    desk.press("\"Wu\" Enter");
    assert_eq!(desk.value(0, &key), Value::Invalid("Zhang, unknown person, Wu".into()));
    assert_eq!(desk.app.plan().table(Sheet::Persons).len(), before + 1, "and it is begun");
}
