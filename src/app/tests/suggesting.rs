//! Rows that small tables could begin with, and what taking one does.

use super::desk::{Desk, NOON, add};
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, App, Effect, Suggestion, default_stage};
use crate::forecast::outlook::RedFlag;
use crate::model::{Currency, Date, Decimal, Key, Money, RowId, Sheet, Value};

fn text(text: &str) -> Value {
    Value::text(text)
}

/// A deal of Haitian in stage 2, chosen; today is 10 March 2026.
fn desk() -> (App, RowId, RowId) {
    let mut app = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| |").app;
    let account = add(&mut app, Sheet::Accounts, vec![("name", text("Haitian"))]);
    let cells =
        vec![("name", text("Presses")), ("account", Value::Link(account)), ("stage", Value::Link(default_stage(2)))];
    let deal = add(&mut app, Sheet::Deals, cells);
    app.update(Action::Choose(Sheet::Deals, deal), NOON);
    app.update(Action::Choose(Sheet::Accounts, account), NOON);
    (app, deal, account)
}

fn offered(app: &App, sheet: Sheet) -> Vec<Suggestion> {
    app.suggestions(sheet).1
}

fn labels(app: &App, sheet: Sheet) -> Vec<String> {
    offered(app, sheet).into_iter().map(|row| row.label.to_string()).collect()
}

/// The column of the active cell.
fn column(app: &App, grid: GridId) -> Option<Key> {
    app.laid_out(grid)?.target().map(|target| target.column)
}

fn take(app: &mut App, sheet: Sheet, rows: Vec<Suggestion>) -> Vec<Effect> {
    app.update(Action::Take(GridId::Part(sheet), rows), NOON)
}

#[test]
fn a_question_of_the_stage_is_taken_and_offered_no_more() {
    let (mut app, deal, _) = desk();
    let questions = offered(&app, Sheet::Unknowns);
    assert_eq!(questions.len(), 4, "two each of stages 1 and 2: {questions:?}");
    let effects = take(&mut app, Sheet::Unknowns, vec![questions[0].clone()]);
    let rows: Vec<RowId> = app.plan().linked(Sheet::Unknowns, "deal", deal).collect();
    let [row] = rows[..] else { panic!("one row") };
    assert_eq!(*app.plan().value(Sheet::Unknowns, row, "question"), text(&questions[0].label));
    assert_eq!(*app.plan().value(Sheet::Unknowns, row, "status"), Value::Choice(Key::new_static("open")));
    assert_eq!(labels(&app, Sheet::Unknowns).len(), 3);
    let part = GridId::Part(Sheet::Unknowns);
    assert!(effects.contains(&Effect::Focus(part)), "ready to be filled in: {effects:?}");
    assert_eq!(column(&app, part).as_deref(), Some("why"), "the first empty cell");
    take(&mut app, Sheet::Unknowns, questions[1..].to_vec());
    assert!(labels(&app, Sheet::Unknowns).is_empty());
    app.update(Action::RunGlobal(Command::Undo), NOON);
    assert_eq!(labels(&app, Sheet::Unknowns).len(), 3, "all three were one step");
}

#[test]
fn no_decision_is_in_every_deal() {
    let (mut app, ..) = desk();
    assert_eq!(labels(&app, Sheet::Competition), ["No decision", "Built in-house"]);
    let rows = offered(&app, Sheet::Competition);
    take(&mut app, Sheet::Competition, rows);
    assert!(labels(&app, Sheet::Competition).is_empty());
}

#[test]
fn people_of_the_customer_are_offered_to_his_deals() {
    let (mut app, deal, account) = desk();
    let cells = vec![("name", text("Wu Min")), ("title", text("Plant manager")), ("account", Value::Link(account))];
    let contact = add(&mut app, Sheet::Contacts, cells);
    add(&mut app, Sheet::Contacts, vec![("name", text("Somebody else"))]);
    assert_eq!(labels(&app, Sheet::Roles), ["Wu Min · Plant manager"]);
    let rows = offered(&app, Sheet::Roles);
    take(&mut app, Sheet::Roles, rows);
    let role = app.plan().linked(Sheet::Roles, "deal", deal).next().expect("a role");
    assert_eq!(*app.plan().value(Sheet::Roles, role, "contact"), Value::Link(contact));
    assert_eq!(*app.plan().value(Sheet::Roles, role, "title"), text("Plant manager"));
    assert!(labels(&app, Sheet::Roles).is_empty());
}

#[test]
fn scorecards_years_and_white_space_are_offered_to_accounts() {
    let (mut app, _, account) = desk();
    assert_eq!(labels(&app, Sheet::Scores).len(), 4);
    assert_eq!(labels(&app, Sheet::Ratings).len(), 6);
    assert_eq!(labels(&app, Sheet::Revenue).len(), 15, "three years by five sources");
    assert_eq!(labels(&app, Sheet::Revenue)[0], "2026 · run rate");
    assert!(labels(&app, Sheet::WhiteSpace).is_empty(), "there is neither a unit nor an offering");
    let of = ("account", Value::Link(account));
    let unit = add(&mut app, Sheet::Units, vec![of.clone(), ("name", text("Moulding"))]);
    let offering = add(&mut app, Sheet::Offerings, vec![("name", text("Presses"))]);
    add(&mut app, Sheet::Offerings, vec![("name", text("Service"))]);
    assert_eq!(labels(&app, Sheet::WhiteSpace), ["Moulding × Presses", "Moulding × Service"]);
    add(
        &mut app,
        Sheet::WhiteSpace,
        vec![of.clone(), ("unit", Value::Link(unit)), ("offering", Value::Link(offering))],
    );
    assert_eq!(labels(&app, Sheet::WhiteSpace), ["Moulding × Service"]);
    let won = vec![
        of,
        ("name", text("Old")),
        ("outcome", Value::Choice(Key::new_static("won"))),
        ("closed", Value::Date("2024-05-01".parse::<Date>().expect("a date"))),
    ];
    add(&mut app, Sheet::Deals, won);
    assert_eq!(labels(&app, Sheet::PastRevenue), ["2024"]);
    let rows = offered(&app, Sheet::PastRevenue);
    take(&mut app, Sheet::PastRevenue, rows);
    let row = app.plan().linked(Sheet::PastRevenue, "account", account).next().expect("a year");
    assert_eq!(*app.plan().value(Sheet::PastRevenue, row, "year"), Value::Number(Decimal::whole(2024)));
    assert!(labels(&app, Sheet::PastRevenue).is_empty());
}

#[test]
fn a_cell_of_the_white_space_becomes_a_deal() {
    let (mut app, _, account) = desk();
    let of = ("account", Value::Link(account));
    let unit = add(&mut app, Sheet::Units, vec![of.clone(), ("name", text("Moulding"))]);
    let offering = add(&mut app, Sheet::Offerings, vec![("name", text("Service"))]);
    let amount = Value::Money(Money::new(5_000_000, Currency::USD));
    let cells =
        vec![of, ("unit", Value::Link(unit)), ("offering", Value::Link(offering)), ("potential", amount.clone())];
    let cell = add(&mut app, Sheet::WhiteSpace, cells);
    let map = GridId::Part(Sheet::WhiteSpace);
    app.grid(map);
    assert!(app.possible(Command::MakeDeal, Some(GridId::Table(Sheet::Deals))).is_err());
    app.update(Action::Run(map, Command::MakeDeal), NOON);
    let deal = app.plan().value(Sheet::WhiteSpace, cell, "deal").linked().first().copied().expect("a deal");
    let value = |key: &str| app.plan().value(Sheet::Deals, deal, key).clone();
    assert_eq!(value("name"), text("Moulding · Service"));
    assert_eq!((value("account"), value("product")), (Value::Link(account), Value::Link(offering)));
    assert_eq!((value("amount"), value("stage")), (amount, Value::Link(default_stage(1))));
    let count = app.plan().table(Sheet::Deals).len();
    app.update(Action::Run(map, Command::MakeDeal), NOON);
    assert_eq!(app.plan().table(Sheet::Deals).len(), count, "there is one already: it is shown");
    app.update(Action::RunGlobal(Command::Undo), NOON);
    assert_eq!(app.plan().table(Sheet::Deals).len(), count - 1);
    assert!(app.plan().value(Sheet::WhiteSpace, cell, "deal").is_empty(), "deal and link are one step");
}

#[test]
fn a_flag_is_put_off_by_a_row_that_waits_for_its_reason() {
    let (mut app, deal, _) = desk();
    let effects = app.update(Action::PutOff(RedFlag::NoEconomicBuyer), NOON);
    let part = GridId::Part(Sheet::Snoozes);
    assert!(effects.contains(&Effect::Focus(part)));
    assert_eq!(column(&app, part).as_deref(), Some("why"));
    let rows = |app: &App| app.plan().linked(Sheet::Snoozes, "deal", deal).count();
    assert_eq!(rows(&app), 1);
    app.update(Action::PutOff(RedFlag::NoEconomicBuyer), NOON);
    assert_eq!(rows(&app), 1, "the same flag has one row");
    app.update(Action::PutOff(RedFlag::NoNextStep), NOON);
    assert_eq!(rows(&app), 2);
}

#[test]
fn the_sample_goes_but_no_decision_stays() {
    let (mut app, ..) = desk();
    add(&mut app, Sheet::Competitors, vec![("name", text("Kunlun"))]);
    app.update(Action::RemoveSample, NOON);
    assert_eq!(app.plan().table(Sheet::Competitors).len(), 2);
    assert!(app.plan().table(Sheet::Accounts).is_empty());
}
