//! Names with an @ before them, as one types them in Feishu, WPS, Slack or Notion.

use super::*;
use crate::app::grid::{GridId, Takes};
use crate::app::{Action, block};
use crate::model::{Sheet, Value};

const DEALS: &str = "| name | account   |
                     | a    | Northwind |
                     | b    | South     |
                     | c    | []        |";

const VISITS: &str = "| account | people  |
                      | First   | Ann, Bo |
                      | First   | []      |";

fn accounts(desk: &Desk) -> Vec<String> {
    desk.titles(Sheet::Accounts)
}

#[test]
fn a_list_that_opens_while_one_types_looks_for_the_name_alone() {
    for sign in ["@", "＠"] {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
        desk.press(&format!("\"{sign}\""));
        assert_eq!(desk.list(), "Northwind South", "whom does one mean");
        desk.press("\"so\"");
        assert_eq!(desk.list(), "[South] +so");
        desk.press("Enter");
        assert_eq!((desk.cell(2, "account").as_str(), accounts(&desk).len()), ("South", 2));
    }
}

#[test]
fn a_name_that_is_known_is_found_and_another_one_begun_without_the_sign() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    desk.press("\"@south\"");
    assert_eq!(desk.list(), "[South]", "none of that name is offered");
    desk.press("Enter");
    desk.press("click(0,1) \"＠Newco\" Enter");
    assert_eq!([0, 2].map(|row| desk.cell(row, "account")), ["Newco", "South"]);
    assert_eq!(accounts(&desk), ["Northwind", "South", "Newco"]);
    // Left by going elsewhere it is read as a text.
    desk.press("click(1,1) \"@Otherco\" blur");
    assert_eq!((desk.cell(1, "account").as_str(), accounts(&desk).len()), ("Otherco", 4));
    desk.press("click(1,1) \"@\" blur");
    assert_eq!(accounts(&desk).len(), 4, "a sign alone names nobody");
}

#[test]
fn a_paste_and_a_file_mean_the_same() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    desk.press("click(0,1)");
    desk.act(Action::Paste(desk.grid, block(Some("@South\n＠Northwind\n@Newco"), None).unwrap()));
    assert_eq!([0, 1, 2].map(|row| desk.cell(row, "account")), ["South", "Northwind", "Newco"]);
    let intake = desk.app.csv_intake("deals.csv", "Deal,Customer\nd,@South\ne,@Fourth\n");
    desk.act(Action::TakeCsv(Box::new(intake)));
    assert_eq!([3, 4].map(|row| desk.cell(row, "account")), ["South", "Fourth"]);
    assert_eq!(accounts(&desk), ["Northwind", "South", "Newco", "Fourth"]);
}

#[test]
fn several_names_need_no_comma() {
    for typed in ["@Ann @Dee", "＠Ann ＠Dee", "@Ann, @Dee", "@Ann、Dee"] {
        let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
        desk.press(&format!("click(1,1) \"{typed}\""));
        let picker = desk.editor().and_then(|editor| editor.picker.clone()).unwrap();
        assert_eq!((desk.list().as_str(), picker.takes(typed)), ("", Some(Takes::Names(2))), "{typed}");
        desk.press("Enter");
        assert_eq!(desk.cell(1, "people"), "Ann, Dee", "{typed}");
        assert_eq!(desk.titles(Sheet::Contacts), ["Ann", "Bo", "Dee"], "{typed}");
    }
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(1,1) \"@王伟@李娜\" Enter");
    assert_eq!(desk.titles(Sheet::Contacts)[2..], ["王伟", "李娜"]);
}

#[test]
fn one_after_the_other_they_are_picked() {
    let mut desk = Desk::new(GridId::Table(Sheet::Activities), VISITS);
    desk.press("click(1,1) \"@an\" Enter \"@Dee\" Enter");
    assert_eq!((desk.cell(1, "people"), desk.editor().is_none()), ("Ann, Dee".into(), true));
}

#[test]
fn who_is_called_so_with_the_sign_is_found_by_it() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    let south = desk.value(1, "account").linked()[0];
    desk.act(Action::Set { sheet: Sheet::Accounts, row: south, column: "name".into(), value: Value::text("@home") });
    desk.press("click(2,1)");
    desk.act(Action::Paste(desk.grid, block(Some("@home"), None).unwrap()));
    assert_eq!(desk.value(2, "account"), Value::Link(south));
    assert_eq!(accounts(&desk).len(), 2);
}

#[test]
fn a_text_keeps_what_was_typed() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    desk.press("click(0,0) \"@Wang\" Enter");
    assert_eq!(desk.cell(0, "name"), "@Wang");
}
