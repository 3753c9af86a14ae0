//! What a few letters mean in a list: what begins so, never what merely holds them, and by one rule typed or pasted.

use super::desk::add;
use super::*;
use crate::app::Notice;
use crate::app::grid::{GridId, Takes};
use crate::model::{Key, Sheet, Value};

const DEALS: &str = "| name | account  | stage | outcome |
                     | a    | Beta Ltd |       |         |
                     | b    | []       |       |         |";

fn letter(c: char) -> Option<char> {
    Some(match c {
        '商' => 's',
        '务' => 'w',
        '谈' => 't',
        '判' => 'p',
        _ => return None,
    })
}

/// A desk whose stage of negotiation has a Chinese name.
fn desk() -> Desk {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), DEALS, |app| {
        let stages: Vec<_> = app.plan().table(Sheet::Stages).ids().collect();
        let column = Key::new_static("name");
        let row = stages[5];
        let change = crate::log::Change::Set { sheet: Sheet::Stages, row, column, value: Value::text("商务谈判") };
        app.commit(vec![change], "setup", super::desk::NOON - 800);
    });
    desk.app.initial_of = letter;
    desk
}

fn takes(desk: &Desk) -> Option<Takes> {
    let editor = desk.editor()?;
    editor.picker.as_ref()?.takes(&editor.text)
}

/// The line that Enter would take.
fn highlighted(desk: &Desk) -> Option<String> {
    let list = desk.list();
    Some(list.split_once('[')?.1.split_once(']')?.0.to_owned())
}

#[test]
fn what_a_name_goes_on_to_is_said_before_it_is_taken_and_after() {
    let mut desk = desk();
    desk.press("\"Beta\"");
    assert_eq!(desk.list(), "[Beta Ltd] +Beta");
    assert_eq!(takes(&desk), Some(Takes::LineOrNew("Beta Ltd".into())));
    desk.press("Tab");
    assert_eq!(desk.cell(1, "account"), "Beta Ltd");
    let said = Notice::TakenFor { text: "Beta".into(), name: "Beta Ltd".into(), sheet: Sheet::Accounts };
    assert_eq!((desk.said(), said.offers()), (Some(&said), Some(false)), "with undo beside it");
    desk.press("Ctrl+Z click(1,1) \"Beta\" Down");
    assert_eq!(takes(&desk), None, "what was typed is taken");
    desk.press("Tab");
    assert_eq!(desk.titles(Sheet::Accounts), ["Beta Ltd", "Beta"]);
    assert!(matches!(desk.said(), Some(Notice::Begun { .. })), "{:?}", desk.said());
}

#[test]
fn a_piece_of_a_word_is_completed_without_a_word() {
    for keys in ["\"Bet\" Tab", "\"Bet\" Enter", "\"Bet\" click(0,0)", "\"beta ltd\" Tab"] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!((desk.cell(1, "account"), desk.said()), ("Beta Ltd".into(), None), "{keys}");
    }
    let mut desk = desk();
    desk.press("\"Beta\" Enter");
    assert!(matches!(desk.said(), Some(Notice::TakenFor { .. })), "Enter as Tab");
}

#[test]
fn a_pasted_amount_is_nobody_and_stays_marked() {
    let mut desk = desk();
    let before = desk.titles(Sheet::Accounts);
    desk.press("paste:`25.5万`");
    assert_eq!(desk.titles(Sheet::Accounts), before);
    assert_eq!(desk.value(1, "account"), Value::Invalid("25.5万".into()));
}

#[test]
fn a_name_that_begins_a_later_word_is_a_new_one_and_a_whole_word_is_not() {
    for (text, account) in [("Lt", "Lt"), ("Ltd", "Beta Ltd")] {
        let mut desk = desk();
        desk.press(&format!("\"{text}\" Tab"));
        assert_eq!(desk.cell(1, "account"), account);
    }
}

#[test]
fn a_stage_is_taken_by_a_beginning_and_never_by_a_letter_within() {
    for (typed, line, left) in [
        ("n", Some("2 Needs"), "2 Needs"),
        ("e", Some("4 Evaluation"), "4 Evaluation"),
        ("o", None, "o"),
        ("v", None, "v"),
        ("3", Some("3 Preferred"), "3 Preferred"),
        ("谈判", Some("5 商务谈判"), "5 商务谈判"),
        ("tp", Some("5 商务谈判"), "5 商务谈判"),
        ("zz", None, "zz"),
    ] {
        let mut desk = desk();
        desk.press(&format!("click(1,2) \"{typed}\""));
        assert_eq!(highlighted(&desk).as_deref(), line, "{typed}");
        desk.press("Enter");
        assert_eq!(desk.cell(1, "stage"), left, "{typed}");
    }
    let mut desk = desk();
    desk.press("click(1,2) o");
    assert_eq!(takes(&desk), Some(Takes::Nothing));
    desk.press("Down Enter");
    assert_eq!(desk.cell(1, "stage"), "4 Evaluation", "what the list shows can be chosen");
}

#[test]
fn a_choice_is_taken_by_a_beginning_and_never_by_letters_within() {
    for (typed, line, left) in
        [("d", Some("no decision"), "no decision"), ("w", Some("won"), "won"), ("cis", None, "cis"), ("o", None, "o")]
    {
        let mut desk = desk();
        desk.press(&format!("click(1,3) \"{typed}\""));
        assert_eq!(highlighted(&desk).as_deref(), line, "{typed}");
        desk.press("Enter");
        assert_eq!(desk.cell(1, "outcome"), left, "{typed}");
    }
}

#[test]
fn what_is_typed_and_what_is_pasted_means_the_same() {
    for (text, stage) in [
        ("谈判", "5 商务谈判"),
        ("商务", "5 商务谈判"),
        ("needs", "2 Needs"),
        ("判", "5 商务谈判"),
        ("ead", "ead"),
        ("eva", "4 Evaluation"),
    ] {
        let mut typed = desk();
        typed.press(&format!("click(1,2) \"{text}\" Enter"));
        let mut left = desk();
        left.press(&format!("click(1,2) \"{text}\" blur"));
        let mut pasted = desk();
        pasted.press(&format!("click(1,2) paste:{text}"));
        let found = [&typed, &left, &pasted].map(|desk| desk.cell(1, "stage"));
        assert_eq!(found, [stage; 3], "{text}");
    }
    let mut desk = desk();
    desk.press("click(1,1) paste:Beta");
    assert_eq!(desk.cell(1, "account"), "Beta", "a pasted name is the name of an account, not its beginning");
    for lost in ["\"Lost\" Enter", "paste:Lost", "\"丢单\" Enter"] {
        desk.press(&format!("click(1,3) Delete {lost}"));
        assert_eq!(desk.cell(1, "outcome"), "lost", "nobody has said to whom");
    }
    desk.press("click(1,3) paste:decision");
    assert_eq!(desk.cell(1, "outcome"), "no decision");
}

#[test]
fn several_that_are_equally_like_a_part_are_left_to_the_person() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), DEALS, |app| {
        for name in ["初步谈判", "最终谈判"] {
            add(app, Sheet::Stages, vec![("name", Value::text(name))]);
        }
    });
    desk.press("click(1,2) \"谈判\"");
    assert_eq!(desk.list(), "初步谈判 最终谈判");
    desk.press("Enter");
    assert_eq!(desk.value(1, "stage"), Value::Invalid("谈判".into()));
    desk.press("click(1,2) paste:谈判");
    assert_eq!(desk.value(1, "stage"), Value::Invalid("谈判".into()));
    desk.press("click(1,2) paste:最终");
    assert_eq!(desk.cell(1, "stage"), "最终谈判");
}

#[test]
fn what_fits_no_line_stays_beside_what_was_picked() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | milestones |\n| a | [] |");
    desk.press("Alt+Down pick(0) \"xyz\" Tab");
    let Value::Invalid(text) = desk.value(0, "milestones") else { panic!("{:?}", desk.value(0, "milestones")) };
    let first = desk.titles(Sheet::Milestones).remove(0);
    assert_eq!(text, format!("{first}, xyz"));
}
