//! What people have in their fingers from other spreadsheets.

use super::*;
use crate::app::grid::GridId;
use crate::model::Sheet;

#[test]
fn an_apostrophe_before_what_is_no_text_is_not_part_of_it() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close |
         | [a]  |        |       |
         | b    |        |       |
         | c    |        |       |",
    );
    desk.press("\"'007\" Tab \"'1200\" Tab \"'2026-12-18\" Enter \"'s-Hertogenbosch\" Tab \"'soon\" Enter").shows(
        "| name             | amount | close      |
         | 007              | 1,200  | 2026-12-18 |
         | 's-Hertogenbosch | !'soon |            |
         | [c]              |        |            |
         |                  |        |            |",
    );
    desk.press("\"=x\" Enter paste:'=y Enter").shows(
        "| name             | amount | close      |
         | 007              | 1,200  | 2026-12-18 |
         | 's-Hertogenbosch | !'soon |            |
         | =x               |        |            |
         | '=y              |        |            |
         | []               |        |            |",
    );
    // What is corrected keeps what it began with.
    desk.press("Up F2 z Enter");
    assert_eq!(desk.cell(3, "name"), "'=yz");
}

#[test]
fn what_is_typed_into_several_columns_is_read_by_each() {
    check(
        "| name | amount |
         | [a   | 1]     |",
        "\"'0700\" Ctrl+Enter",
        "| name  | amount |
         | [0700 | 700]   |
         |       |        |",
    );
}
