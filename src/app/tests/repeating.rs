//! F4 does the last change again, on what is selected then.

use super::*;
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, Notice};
use crate::model::{Sheet, Value};
use crate::text::messages::Impossible;

const GRID: GridId = GridId::Table(Sheet::Deals);

const TABLE: &str = "| name | owner | amount | close      | entered    |
                     | a    | Li    | [1]    | 2026-04-01 |            |
                     | b    | Wu    | 2      | 2026-04-02 | 2026-03-02 |
                     | c    |       | 3      | 2026-04-03 |            |";

fn pressed(keys: &str) -> Desk {
    let mut desk = Desk::new(GRID, TABLE);
    desk.press("focus").press(keys);
    desk
}

fn column(desk: &Desk, key: &str) -> String {
    let records = desk.app.laid_out(GRID).expect("a table").layout.records();
    (0..records).map(|row| desk.cell(row, key)).collect::<Vec<_>>().join("/")
}

#[test]
fn what_was_typed_is_typed_again() {
    let mut desk = pressed("7 Enter F4");
    assert_eq!((column(&desk, "amount").as_str(), desk.stored()), ("7/7/3", 2));
    desk.press("Down F4 Ctrl+Z");
    assert_eq!(column(&desk, "amount"), "7/7/3", "each is a step of its own");
    // In several cells at once, each column reading it; the empty row at the end becomes one record.
    let desk = pressed("\"+7\" Enter click(0,3) drag(1,4) F4");
    assert_eq!(column(&desk, "close"), "2026-03-17/2026-03-17/2026-04-03");
    assert_eq!(column(&desk, "entered"), "2026-03-17/2026-03-17/");
    let desk = pressed("click(2,0) \"x\" Enter click(3,0) drag(3,2) F4");
    assert_eq!(column(&desk, "name"), "a/b/x/x");
    let desk = pressed("click(0,2) drag(1,2) 9 Ctrl+Enter click(2,2) F4");
    assert_eq!(column(&desk, "amount"), "9/9/9");
}

#[test]
fn what_was_picked_is_picked_again_in_its_own_column() {
    let mut desk = pressed("click(0,1) \"Wu\" Enter click(2,1) F4");
    assert_eq!(column(&desk, "owner"), "Wu/Wu/Wu");
    // Of a name that began a record the record is meant.
    let people = desk.titles(Sheet::Persons).len();
    desk.press("click(0,1) Alt+Down \"Zhao\" Enter click(1,1) F4");
    assert_eq!(column(&desk, "owner"), "Zhao/Zhao/Wu");
    assert_eq!(desk.titles(Sheet::Persons).len(), people + 1);
    let mut desk = pressed("click(0,1) Alt+Down");
    let line = desk.list().split(' ').position(|label| label.trim_matches(['[', ']', '*']) == "Wu").expect("a line");
    desk.press(&format!("pick({line}) click(2,2) F4"));
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::NotRepeatedHere)));
    assert_eq!((column(&desk, "owner").as_str(), column(&desk, "amount").as_str()), ("Wu/Wu/", "1/2/3"));
    desk.press("click(2,1) F4");
    assert_eq!(column(&desk, "owner"), "Wu/Wu/Wu");
}

#[test]
fn commands_are_done_again_on_what_is_selected_then() {
    let desk = pressed("Delete Down F4");
    assert_eq!(column(&desk, "amount"), "//3");
    let desk = pressed("Ctrl+Shift+Enter Down F4");
    assert_eq!(column(&desk, "name"), "//a/b/c");
    let desk = pressed("Ctrl+Delete F4");
    assert_eq!(column(&desk, "name"), "c");
    let desk = pressed("click(0,3) Ctrl+; Down F4");
    assert_eq!(column(&desk, "close"), "2026-03-10/2026-03-10/2026-04-03");
    let desk = pressed("click(1,2) Ctrl+D Down F4");
    assert_eq!(column(&desk, "amount"), "1/1/1");
}

#[test]
fn a_tick_is_set_again() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Persons),
        "| name | left |
         | a    | []   |
         | b    |      |",
    );
    desk.press("focus Space Down F4");
    assert_eq!(desk.value(1, "left"), Value::Check(true));
}

#[test]
fn only_the_last_change_is_repeated() {
    for (between, said) in
        [("Ctrl+Z", true), ("paste:5", true), ("7 Enter Ctrl+Z Ctrl+Y", true), ("F2 Esc", false), ("Down", false)]
    {
        let mut desk = pressed(&format!("9 Enter {between}"));
        let stored = desk.stored();
        desk.press("click(2,2) F4");
        let refused = desk.said() == Some(&Notice::Impossible(Impossible::NothingToRepeat));
        assert_eq!((refused, desk.stored() - stored), (said, usize::from(!said)), "{between}");
    }
    assert_eq!(pressed("F4").said(), Some(&Notice::Impossible(Impossible::NothingToRepeat)));
    // What changed nothing is none.
    let desk = pressed("9 Enter click(2,4) Delete click(2,2) F4");
    assert_eq!(column(&desk, "amount"), "9/2/9");
}

#[test]
fn ctrl_y_repeats_where_there_is_nothing_to_redo() {
    let mut desk = pressed("7 Enter Ctrl+Y");
    assert_eq!(column(&desk, "amount"), "7/7/3");
    // Who takes back and does again, and presses once too often, has changed nothing.
    desk.press("Ctrl+Z Ctrl+Y");
    assert_eq!(column(&desk, "amount"), "7/7/3");
    let stored = desk.stored();
    desk.press("click(2,2) Ctrl+Y Ctrl+Shift+Z");
    assert_eq!((desk.said(), desk.stored()), (Some(&Notice::NothingToRedo), stored));
    let desk = pressed("7 Enter Ctrl+Shift+Z");
    assert_eq!(column(&desk, "amount"), "7/2/3", "whoever presses that means no change");
}

#[test]
fn computed_cells_take_nothing() {
    let mut desk = Desk::new(GRID, "| name | amount | p |\n| a | [1] | |\n| b | 2 | |");
    desk.press("focus 7 Enter click(1,2) F4");
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::Computed)));
    desk.press("F2");
    assert!(desk.app.possible(Command::Repeat, Some(GRID)).is_ok());
    desk.act(Action::RunGlobal(Command::Undo));
    assert!(desk.app.possible(Command::Repeat, Some(GRID)).is_err());
}
