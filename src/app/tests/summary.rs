//! The status of the selection, the totals.

use super::*;
use crate::app::grid::GridId;
use crate::model::{Sheet, Value};

const DEALS: &str = "| name | amount   | stage         | close      | p_own | weighted |
                     | a    | 100      | 5 Negotiation | 2026-04-01 | 50%   |          |
                     | b    | 200.50   | 5 Negotiation | 2026-05-01 |       |          |
                     | c    | ten      |               |            | 10%   |          |
                     | d    | 300 EUR  | 5 Negotiation |            |       |          |";

fn status(from: &str, to: &str) -> String {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    desk.press(&format!("click({from}) drag({to})"));
    let summary = desk.app.selection_summary(desk.grid);
    let text = |value: &Option<Value>| match value {
        Some(Value::Money(money)) => format!("{}", money.minor),
        Some(Value::Number(number)) => format!("{}", number.millionths),
        Some(Value::Percent(percent)) => format!("{}ppm", percent.ppm),
        Some(Value::Date(day)) => day.to_string(),
        None => "-".into(),
        other => panic!("{other:?}"),
    };
    let rate = if summary.without_rate > 0 { " rate!" } else { "" };
    let (sum, average) = (text(&summary.sum), text(&summary.average));
    let (rows, columns, count) = (summary.rows, summary.columns, summary.count);
    format!("{rows}×{columns} {count}: {sum} {average} {}–{}{rate}", text(&summary.min), text(&summary.max))
}

#[test]
fn amounts_are_added_in_the_plan_currency_and_the_rest_is_told() {
    assert_eq!(status("0,1", "1,1"), "2×1 2: 30050 15025 10000–20050");
    assert_eq!(status("0,1", "2,1"), "3×1 3: 30050 15025 10000–20050");
    assert_eq!(status("0,1", "4,1"), "5×1 4: 30050 15025 10000–20050 rate!");
    assert_eq!(status("3,1", "0,0"), "4×2 8: 30050 15025 10000–20050 rate!");
}

#[test]
fn shares_dates_and_mixtures() {
    assert_eq!(status("0,4", "3,4"), "4×1 2: 600000ppm 300000ppm 100000ppm–500000ppm");
    assert_eq!(status("0,3", "3,3"), "4×1 2: - - 2026-04-01–2026-05-01");
    assert_eq!(status("0,1", "0,4"), "1×4 4: - - -–-");
    assert_eq!(status("0,0", "0,0"), "1×1 1: - - -–-");
    assert_eq!(status("4,0", "4,5"), "1×6 0: - - -–-");
    assert_eq!(status("0,5", "1,5"), "2×1 2: 21040 10520 5000–16040");
}

#[test]
fn the_totals_stand_under_amounts() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), DEALS);
    assert_eq!(
        desk.app.totals(desk.grid),
        [
            "4 deals",
            "300.50 + 1 without a rate + 1 not readable",
            "",
            "",
            "",
            "210.40 + 1 without a rate + 1 not readable"
        ]
    );
    desk.press("click(0,1) 1 0");
    assert_eq!(
        desk.app.totals(desk.grid),
        [
            "4 deals",
            "210.50 + 1 without a rate + 1 not readable",
            "",
            "",
            "",
            "165.40 + 1 without a rate + 1 not readable"
        ],
        "what is typed counts, by itself and weighted"
    );
    desk.press("Esc");
    assert_eq!(
        desk.app.totals(desk.grid),
        [
            "4 deals",
            "300.50 + 1 without a rate + 1 not readable",
            "",
            "",
            "",
            "210.40 + 1 without a rate + 1 not readable"
        ]
    );
    desk.press("1 0 0 0 Enter");
    assert_eq!(
        desk.app.totals(desk.grid),
        [
            "4 deals",
            "1,200.50 + 1 without a rate + 1 not readable",
            "",
            "",
            "",
            "660.40 + 1 without a rate + 1 not readable"
        ]
    );
    desk.press("Ctrl+Delete");
    assert_eq!(
        desk.app.totals(desk.grid),
        ["3 deals", "1,000 + 1 without a rate + 1 not readable", "", "", "", "500 + 1 without a rate + 1 not readable"]
    );
}

#[test]
fn other_tables_count_rows_and_forms_have_no_totals() {
    let mut desk = Desk::new(GridId::Table(Sheet::Accounts), "| name | spend |\n| a | 10 |\n| b | 20 |");
    assert_eq!(desk.app.totals(desk.grid), ["2 rows", "30"]);
    desk.app.grid(GridId::Form(Sheet::Accounts));
    assert!(desk.app.totals(GridId::Form(Sheet::Accounts)).is_empty());
}
