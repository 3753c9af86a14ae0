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

#[test]
fn a_cell_works_out_what_begins_with_an_equals_sign() {
    // Tuesday, 10 March 2026.
    check(
        "| name | amount | close | p_own |
         | a    | []     |       |       |",
        "\"=50000/2\" Tab \"=TODAY()+7\" Tab \"=1/4\" Enter \"=1200*1.06\" Tab \"今天+7\" Tab \"=SUM(1)\" Enter",
        "| name | amount | close      | p_own    |
         | a    | 25,000 | 2026-03-17 | 25 %     |
         |      | 1,272  | 2026-03-17 | !=SUM(1) |
         |      | []     |            |          |",
    );
}
