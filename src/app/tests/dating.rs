//! Days without their year.

use super::*;
use crate::app::grid::GridId;
use crate::app::{Action, Block, Notice};
use crate::model::Sheet;

#[test]
fn a_day_without_its_year_is_looked_for_where_the_column_looks_typed_and_pasted() {
    // It is the 10th of March.
    let table =
        |close: &str, entered: &str| format!("| name | close | entered |\n| a | {close} | {entered} |\n| | | |");
    let before = "| name | close | entered |\n| a | [] | |";
    let behind = "| name | close | entered |\n| a | | [] |";
    check(
        before,
        "\"10/1\" Tab \"10/1\" Enter",
        &table("2026-10-01", "2025-10-01").replacen("| | | |", "| | [] | |", 1),
    );
    let table_of = table("2026-10-01", "2025-10-01").replacen("| | | |", "| | [] | |", 1);
    check(before, "\"1.10.\" Tab \"1. 10.\" Enter", &table_of);
    check(behind, "\"Oct 1, 2026\" Enter Up", &table("", "[2026-10-01]"));
    check(behind, "\"end of October\" Enter Up", &table("", "[2025-10-31]"));
    check(behind, "\"end of month\" Enter Up", &table("", "[2026-03-31]"));
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), before);
    desk.act(Action::Paste(desk.grid, Block::Texts(vec![vec!["10/1".into(), "10/1".into()]])));
    desk.press("Up").shows(&table("[2026-10-01]", "2025-10-01"));
}

#[test]
fn a_target_begun_with_its_amount_is_that_of_the_period_in_sight() {
    let mut desk = Desk::new(GridId::Table(Sheet::Targets), "| from | until | target |\n| | | |");
    desk.act(Action::SetTarget);
    let Some(Notice::TargetFor(period)) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!((period.number, period.year), (1, 2026), "which quarter it is of is said before it is typed");
    desk.press("1 0 0 Enter");
    desk.shows(
        "| from       | until      | target |
         | 2026-01-01 | 2026-03-31 | 100    |
         |            |            | []     |",
    );
    // The next amount is that of the next period.
    desk.press("2 0 0 Enter");
    desk.shows(
        "| from       | until      | target |
         | 2026-01-01 | 2026-03-31 | 100    |
         | 2026-04-01 | 2026-06-30 | 200    |
         |            |            | []     |",
    );
    // Whoever writes a day first means another period.
    desk.press("Home \"2026-07-01\" Enter");
    desk.shows(
        "| from       | until      | target |
         | 2026-01-01 | 2026-03-31 | 100    |
         | 2026-04-01 | 2026-06-30 | 200    |
         | 2026-07-01 |            |        |
         | []         |            |        |",
    );
}

#[test]
fn two_targets_for_the_same_days_say_that_they_add_up() {
    let before = "| from | until | target |\n| 2026-01-01 | 2026-03-31 | 1 |\n| 2026-01-01 | [2026-03-31] | 2 |";
    let mut desk = Desk::new(GridId::Table(Sheet::Targets), before);
    assert_eq!(desk.app.problem_counts().warnings, 1, "at the later one");
    desk.press("\"2026-02-28\" Enter");
    assert_eq!(desk.app.problem_counts().warnings, 0);
    desk.press("Up Up \"2026-02-28\" Enter");
    assert_eq!(desk.app.problem_counts().warnings, 1, "the other one is counted anew");
}

#[test]
fn a_period_named_in_place_of_a_day_begins_and_ends_a_target() {
    for (typed, from, until) in [
        ("2027Q1", "2027-01-01", "2027-03-31"),
        ("2027年第一季度", "2027-01-01", "2027-03-31"),
        ("2027H1", "2027-01-01", "2027-06-30"),
    ] {
        let mut desk = Desk::new(GridId::Table(Sheet::Targets), "| from | until | target |\n| [] | | 5 |");
        desk.act(Action::Paste(desk.grid, Block::Texts(vec![vec![typed.into(), typed.into()]])));
        let shown = [desk.cell(0, "from"), desk.cell(0, "until")];
        assert_eq!(shown, [from, until], "{typed}");
    }
    // Of a column that neither begins nor ends anything it is no day.
    let mut desk = Desk::new(GridId::Table(Sheet::Settings), "| name | today |\n| | [] |");
    desk.press("\"2027Q1\" Enter");
    assert!(desk.value(0, "today").is_invalid());
}
