//! What an edit costs, in counts: times are for the benches.

use super::*;
use crate::app::grid::GridId;
use crate::model::{RowId, Sheet};

fn desk(rows: usize) -> Desk {
    let rows: String =
        (0..rows).map(|row| format!("| deal {row} | 100 | 5 Negotiation | 2026-03-20 | | |\n")).collect();
    Desk::new(GridId::Table(Sheet::Deals), &format!("| name | amount | stage | close | weighted | note |\n{rows}"))
}

#[test]
fn a_forecast_is_made_for_each_key_and_none_for_the_enter_that_commits_what_was_typed() {
    let mut desk = desk(3);
    desk.press("click(1,1)");
    let before = desk.app.board().turns();
    desk.press("2 5");
    assert_eq!(desk.app.board().turns(), before + 2);
    desk.press("Enter");
    assert_eq!(desk.cell(1, "amount"), "25");
    assert_eq!(desk.app.board().turns(), before + 2);
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.board().turns(), before + 3);
}

#[test]
fn what_is_given_up_or_read_otherwise_is_counted_as_it_stands() {
    let mut desk = desk(3);
    let mean = desk.app.figures().unwrap().mean;
    desk.press("click(1,1) 2 5 Esc");
    assert_eq!(desk.app.figures().unwrap().mean, mean, "given up");
    desk.press("click(1,1) 1 0 0 Enter");
    assert_eq!((desk.stored(), desk.app.figures().unwrap().mean), (0, mean), "the same again");
}

#[test]
fn words_cost_no_forecast() {
    let mut desk = desk(3);
    let before = desk.app.board().turns();
    desk.press("click(1,5) a b c Enter click(2,0) x Tab");
    assert_eq!((desk.cell(1, "note"), desk.cell(2, "name")), ("abc".into(), "x".into()));
    assert_eq!(desk.app.board().turns(), before);
}

#[test]
fn sums_are_kept_up_with_the_rows_that_change() {
    let mut desk = desk(300);
    assert_eq!(desk.app.totals(desk.grid), ["300 deals", "30,000", "", "", "24,000", ""]);
    let looked = |desk: &Desk| desk.app.memory.borrow().running.looked;
    let all = looked(&desk);
    assert_eq!(all, 600, "once, under two columns");
    desk.press("click(7,1) 9");
    assert_eq!(desk.app.totals(desk.grid), ["300 deals", "29,909", "", "", "23,927.20", ""]);
    desk.press("Enter");
    assert_eq!(desk.app.totals(desk.grid), ["300 deals", "29,909", "", "", "23,927.20", ""]);
    assert!(looked(&desk) - all <= 4, "{}", looked(&desk) - all);
    let row: RowId = desk.record(7);
    desk.press("click(7,0) Ctrl+Delete");
    assert!(!desk.app.plan().table(Sheet::Deals).contains(row));
    assert_eq!(desk.app.totals(desk.grid), ["299 deals", "29,900", "", "", "23,920", ""]);
}
