//! Going elsewhere while a cell is edited: what is half typed is entered where it was typed.

use super::*;
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, Effect, Notice, Seek, Tab};
use crate::model::Sheet;
use crate::text::messages::Impossible;

const DEALS: &str = "| name | amount | note |\n| a | [1] | |\n| b | 2 | |";

fn desk() -> Desk {
    Desk::new(GridId::Table(Sheet::Deals), DEALS)
}

#[test]
fn back_enters_what_is_half_typed_before_it_leads_away() {
    let mut desk = desk();
    let other = desk.record(1);
    desk.act(Action::Goto(Sheet::Deals, other, "note".into()));
    desk.press("\"call Chen\"");
    assert!(desk.app.is_editing());
    desk.act(Action::RunGlobal(Command::Back));
    assert!(!desk.app.is_editing());
    desk.shows("| name | amount | note |\n| a | [1] | |\n| b | 2 | call Chen |\n| | | |");
}

#[test]
fn whatever_leads_elsewhere_enters_it_first_and_the_editor_stands_over_no_other_cell() {
    let elsewhere = |desk: &Desk| {
        vec![
            Action::Goto(Sheet::Deals, desk.record(1), "name".into()),
            Action::Aim(crate::app::palette::Aim::Column(desk.grid, "note".into())),
            Action::Show(Tab::Accounts),
            Action::ShowSetup(Sheet::Stages),
            Action::SetTarget,
            Action::Find(Seek::Next),
            Action::RunGlobal(Command::Show(Tab::Forecast)),
            Action::RunGlobal(Command::Save),
            Action::RunGlobal(Command::Redo),
        ]
    };
    for which in 0..elsewhere(&desk()).len() {
        let mut desk = desk();
        desk.press("7");
        let action = elsewhere(&desk).swap_remove(which);
        let said = format!("{action:?}");
        desk.act(action);
        assert_eq!((desk.cell(0, "amount").as_str(), desk.app.is_editing()), ("7", false), "{said}");
    }
}

#[test]
fn undo_from_a_button_takes_back_what_was_half_typed_and_no_other_cell_is_written_over() {
    let mut desk = desk();
    desk.press("focus Delete Down F2");
    desk.act(Action::RunGlobal(Command::Undo));
    assert!(!desk.app.is_editing(), "nothing was typed: the step before is taken back");
    desk.shows("| name | amount | note |\n| a | [1] | |\n| b | 2 | |\n| | | |");
    desk.press("9");
    desk.act(Action::RunGlobal(Command::Undo));
    desk.shows("| name | amount | note |\n| a | [1] | |\n| b | 2 | |\n| | | |");
    desk.act(Action::RunGlobal(Command::Redo));
    assert_eq!(desk.cell(0, "amount"), "9");
}

#[test]
fn rows_are_not_deleted_by_whole_columns_nor_fields_of_a_form_filled_down() {
    let mut desk = desk();
    desk.press("Ctrl+Space Ctrl+Delete");
    assert_eq!(desk.titles(Sheet::Deals).len(), 2);
    let refused = |desk: &Desk, why| assert_eq!(desk.effects.last(), Some(&Effect::Say(Notice::Impossible(why))));
    refused(&desk, Impossible::WholeColumns);
    let mut desk = Desk::new(GridId::Form(Sheet::Deals), "| name | a |\n| note | [x] |");
    desk.press("Ctrl+D");
    refused(&desk, Impossible::Form);
}

#[test]
fn f3_asks_for_a_text_where_there_is_none_to_find() {
    let mut desk = desk();
    desk.press("focus F3");
    assert!(desk.app.find.is_open && desk.effects.contains(&Effect::FocusFind));
}
