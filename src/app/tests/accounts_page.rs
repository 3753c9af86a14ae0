//! The page of accounts: the table of all, the plan of one, and the ways between them.

use super::desk::add;
use super::*;
use crate::app::command::Command;
use crate::app::grid::{GridId, Selection};
use crate::app::{Action, Dock, Tab};
use crate::model::{RowId, Sheet, Value};

const ALL: GridId = GridId::Table(Sheet::Accounts);
const PLAN: GridId = GridId::Form(Sheet::Accounts);
const DEALS: GridId = GridId::Table(Sheet::Deals);

/// A plan with three accounts, at its funnel.
fn desk() -> (Desk, [RowId; 3]) {
    let mut desk = Desk::new(DEALS, "| name | amount |\n| press | [1] |\n| line | 2 |");
    let rows = ["Haitian", "Kehua", "Ruian"]
        .map(|name| add(&mut desk.app, Sheet::Accounts, vec![("name", Value::text(name))]));
    (desk, rows)
}

/// The same, at the table of all accounts, in the row of one.
fn at_table(row: usize) -> (Desk, [RowId; 3]) {
    let (mut desk, rows) = desk();
    desk.act(Action::RunGlobal(Command::AllAccounts));
    desk.grid = ALL;
    desk.act(Action::Focus(ALL));
    desk.app.grid(ALL).selection = Selection::at(row, 0);
    (desk, rows)
}

#[test]
fn all_accounts_are_a_table_like_any_other() {
    let (mut desk, rows) = at_table(1);
    assert!(desk.app.shows(ALL) && !desk.app.shows(PLAN) && !desk.app.shows(GridId::Part(Sheet::Themes)));
    assert_eq!((desk.app.tab, desk.app.grid_in_use()), (Tab::Accounts, Some(ALL)));
    desk.press("\"Kehua-Tools\" Enter");
    assert_eq!(desk.app.plan().value(Sheet::Accounts, rows[1], "name"), &Value::text("Kehua-Tools"));
    // What belongs to the plan of one account cannot be done here.
    assert!(desk.app.possible(Command::DeleteRecord, None).is_err());
    assert_eq!(desk.app.printed().iter().map(|printed| printed.id).collect::<Vec<_>>(), [ALL]);
}

#[test]
fn a_row_leads_to_its_plan_and_back_leads_to_the_row() {
    let (mut desk, rows) = at_table(2);
    desk.press("Alt+Enter");
    assert_eq!((desk.app.account, desk.app.grid_in_use()), (Some(rows[2]), Some(PLAN)));
    assert!(desk.app.possible(Command::DeleteRecord, None).is_ok());
    desk.act(Action::RunGlobal(Command::Back));
    assert_eq!((desk.app.shows(ALL), desk.app.grid(ALL).selection.active.row), (true, 2));
    // The list beside it leads to a plan as well.
    desk.act(Action::Choose(Sheet::Accounts, rows[0]));
    assert_eq!((desk.app.account, desk.app.shows(PLAN)), (Some(rows[0]), true));
}

#[test]
fn a_deal_leads_to_its_strategy_and_a_link_to_what_it_links() {
    let (mut desk, rows) = desk();
    let deal = desk.app.plan().table(Sheet::Deals).ids().nth(1).unwrap();
    desk.press("focus click(1,0) Alt+Enter");
    assert_eq!((desk.app.tab, desk.app.deal), (Tab::Strategy, Some(deal)));
    desk.act(Action::RunGlobal(Command::Back));
    assert_eq!((desk.app.tab, desk.app.grid_in_use()), (Tab::Funnel, Some(DEALS)));

    let owner = crate::log::Change::Set {
        sheet: Sheet::Deals,
        row: deal,
        column: "account".into(),
        value: Value::Link(rows[1]),
    };
    desk.app.commit(vec![owner], "edit", 7);
    let place = desk.app.grid(DEALS).layout.locate(deal, "account");
    let Some((row, column)) = place else { return };
    desk.app.grid(DEALS).selection = Selection::at(row, column);
    desk.press("Alt+Enter");
    assert_eq!((desk.app.tab, desk.app.account, desk.app.shows(PLAN)), (Tab::Accounts, Some(rows[1]), true));
}

#[test]
fn the_table_is_found_again_after_a_reload_in_its_row() {
    let (mut desk, _) = at_table(1);
    let place = desk.app.whereabouts();
    let read = crate::app::Whereabouts::read(&place.write());
    assert_eq!(read.as_ref(), Some(&place));
    let ledger = desk.app.ledger.clone();
    desk.app.open(ledger);
    assert!(!desk.app.all_accounts);
    desk.act(Action::ReturnTo(place.into()));
    assert_eq!((desk.app.shows(ALL), desk.app.grid(ALL).selection.active.row), (true, 1));
}

#[test]
fn what_was_half_typed_in_the_table_is_gone_on_with_there() {
    let (mut desk, _) = at_table(1);
    desk.press("\"half\"");
    let left = crate::app::LeftText::of(desk.app.grid(ALL).editor.as_ref().unwrap());
    let place = desk.app.whereabouts();
    let ledger = desk.app.ledger.clone();
    desk.app.open(ledger);
    desk.act(Action::ReturnTo(place.into()));
    desk.act(Action::Resume(left.into()));
    let grid = desk.app.grid(ALL);
    assert_eq!((grid.editor.as_ref().unwrap().text.as_str(), grid.selection.active.row), ("half", 1));
    assert!(desk.app.shows(ALL));
}

#[test]
fn the_card_of_a_row_stays_with_its_table() {
    let (mut desk, rows) = at_table(0);
    desk.press("Space");
    assert_eq!(desk.app.panel, Some(Dock::Card));
    desk.act(Action::Choose(Sheet::Accounts, rows[1]));
    assert_eq!(desk.app.panel, None);
}

#[test]
fn what_leads_to_the_table_of_accounts_leads_to_their_page() {
    let (mut desk, _) = desk();
    desk.act(Action::ShowSetup(Sheet::Accounts));
    assert_eq!((desk.app.tab, desk.app.shows(ALL)), (Tab::Accounts, true));
    desk.act(Action::Add(ALL));
    assert!(desk.app.grid(ALL).is_on_new_row());
}
