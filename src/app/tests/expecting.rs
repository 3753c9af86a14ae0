//! What people who come from a spreadsheet expect of keys without thinking.

use super::arranging::sort;
use super::columns::{make, own};
use super::*;
use crate::app::arrange::Deed;
use crate::app::command::{Chord, Command, KeyName};
use crate::app::grid::{At, Condition, GridId};
use crate::app::{Action, Notice};
use crate::model::{Kind, Sheet, Value};
use crate::text::messages::Impossible;

const GRID: GridId = GridId::Table(Sheet::Deals);

#[test]
fn in_a_range_enter_goes_down_its_columns_and_tab_along_its_rows_and_it_stays() {
    let mut desk = Desk::new(
        GRID,
        "| name | amount |
         | [a   | 1      |
         | b    | 2]     |
         | c    | 3      |",
    );
    let mut walk = |keys: &str| {
        let mut seen = Vec::new();
        for key in keys.split(' ') {
            desk.press(key);
            let selection = desk.app.grid(GRID).selection;
            assert_eq!((selection.rows(), selection.columns()), ((0, 1), (0, 1)), "{key}");
            seen.push((selection.active.row, selection.active.column));
        }
        seen
    };
    assert_eq!(walk("Enter Enter Enter Enter"), [(1, 0), (0, 1), (1, 1), (0, 0)]);
    assert_eq!(walk("Shift+Enter Shift+Enter"), [(1, 1), (0, 1)]);
    assert_eq!(walk("Tab Tab Tab Shift+Tab"), [(1, 0), (1, 1), (0, 0), (1, 1)]);
    // Four values are typed one after the other.
    desk.press("Enter \"p\" Enter \"q\" Enter \"7\" Enter \"8\" Enter Esc click(2,1)").shows(
        "| name | amount |
         | p    | 7      |
         | q    | 8      |
         | c    | [3]    |
         |      |        |",
    );
}

#[test]
fn f2_while_typing_lets_the_arrows_move_in_the_text() {
    let mut desk = Desk::new(GRID, "| name | amount |\n| a | [5] |");
    desk.press("1 2 9");
    let arrows = [KeyName::Left, KeyName::Right, KeyName::Up, KeyName::Down].map(Chord::key);
    for arrow in arrows {
        assert!(desk.app.command_for(GRID, arrow).is_some(), "while typing {arrow:?} commits");
    }
    desk.press("F2");
    for arrow in arrows {
        assert!(desk.app.command_for(GRID, arrow).is_none(), "{arrow:?} is the field's own");
    }
    assert_eq!(desk.editor().map(|editor| editor.text.as_str()), Some("129"));
    desk.press("Enter").shows("| name | amount |\n| a | 129 |\n| | [] |");
}

#[test]
fn a_series_of_amounts_stops_at_what_an_amount_can_be() {
    let mut desk = Desk::new(
        GRID,
        "| name | amount |
         | a    | [20    |
         | b    | 10]    |
         | c    |        |
         | d    |        |",
    );
    desk.act(Action::FillTo { grid: GRID, to: At { row: 3, column: 1 }, other: false });
    assert_eq!((desk.cell(2, "amount").as_str(), desk.cell(3, "amount").as_str()), ("0", "-10"));
    assert_eq!(desk.said(), Some(&Notice::Filled { cells: 2, invalid: 1, left: 0 }));
}

#[test]
fn as_many_rows_are_put_in_as_are_selected() {
    let three = "| name |\n| a |\n| b |\n| c |";
    let mut desk = Desk::new(GRID, three);
    desk.press("click(0,0) drag(1,0) Ctrl+Shift+Enter");
    assert_eq!(desk.names(), ", , a, b, c");
    desk.press("Ctrl+Z click(1,0) drag(2,0)");
    desk.act(Action::Run(GRID, Command::InsertBelow));
    assert_eq!(desk.names(), "a, b, c, , ");
    // Who has selected everything has chosen no rows.
    desk.press("Ctrl+Z Ctrl+A Ctrl+A Ctrl+Shift+Enter");
    assert_eq!(desk.names().split(", ").count(), 4);
}

#[test]
fn rows_put_in_stay_together_in_a_sorted_table() {
    let mut desk = Desk::new(GRID, "| name |\n| c |\n| a |\n| b |");
    desk.arrange(sort("name", false));
    desk.press("click(0,0) drag(1,0) Ctrl+Shift+Enter");
    assert_eq!(desk.names().replace('*', ""), ", , a, b, c");
}

#[test]
fn what_was_asked_of_a_column_that_is_taken_out_waits_for_it() {
    let mut desk = Desk::new(GRID, "| name |\n| a |\n| b |\n| c |");
    let seg = make(&mut desk, Sheet::Deals, own("Seg", Kind::Text));
    let rows: Vec<_> = desk.app.plan().table(Sheet::Deals).ids().collect();
    for (row, text) in rows.into_iter().zip(["x", "y", "x"]) {
        desk.act(Action::Set { sheet: Sheet::Deals, row, column: seg.clone(), value: Value::text(text) });
    }
    let condition = Condition::Among { values: vec![Value::text("x")], except: false };
    desk.arrange(Deed::Ask(seg.clone(), Some(condition)));
    desk.arrange(sort(&seg, true));
    assert_eq!(desk.names(), "a, c");
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: seg.clone(), deleted: true });
    desk.arrange(Deed::Apply);
    assert_eq!(desk.names(), "a, b, c");
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: seg.clone(), deleted: false });
    desk.arrange(Deed::Apply);
    assert_eq!(desk.names(), "a, c");
}

#[test]
fn the_head_of_a_group_says_why_it_takes_nothing() {
    let mut desk = Desk::new(GRID, "| name | owner | amount |\n| a | Li | 5 |\n| b | Wu | 6 |");
    desk.arrange(Deed::Group("owner".into(), None));
    for keys in ["x", "F2", "Delete", "Ctrl+Delete", "paste:5", "Ctrl+D"] {
        desk.effects.clear();
        desk.press(&format!("click(0,2) {keys}"));
        assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::GroupHead)), "{keys}");
    }
    assert_eq!(desk.cell(1, "amount"), "5");
}

/// What was said of a paste: rows, whether the columns went by name, headings left out, columns not shown, cells computed.
fn pasted_by(desk: &Desk) -> (usize, Option<(bool, String, usize)>, usize) {
    let Some(Notice::Pasted { rows, headed, computed, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    (*rows, headed.as_ref().map(|own| (own.by_name, own.unknown.join(", "), own.unseen)), *computed)
}

#[test]
fn a_table_that_is_pasted_with_its_headings_begins_below_them() {
    for heads in ["Deal\\tAccount\\tAmount", "项目\\t客户\\t金额", "deal\\taccount\\tAmount, USD"] {
        let mut desk = Desk::new(GRID, "| name | account | amount |\n| [] | | |");
        desk.press(&format!("`paste:{heads}\\nPump\\tHaitian\\t5\\nFan\\tHaitian\\t6`"));
        assert_eq!(desk.names(), "Pump, Fan", "{heads}");
        assert_eq!(pasted_by(&desk), (2, Some((false, String::new(), 0)), 0));
    }
    // One name is a text like any other; so is a row of names alone, and one among values.
    for texts in
        ["Deal\\nPump", "Deal\\tAccount", "Big deal\\tAccount\\nPump\\tHaitian", "Deal\\tAccount\\t5\\t6\\nPump"]
    {
        let mut desk = Desk::new(GRID, "| name | account | amount |\n| [] | | |");
        desk.press(&format!("`paste:{texts}`"));
        assert_ne!(desk.names(), "Pump");
    }
}

#[test]
fn each_column_of_a_headed_table_goes_under_the_heading_it_names() {
    let table = "| name | account | owner | amount |\n| a | | | |\n| [] | | | |";
    // The owner stands between them and is not written: only the first column is selected.
    let after = "| name  | account | owner | amount |
         | a     |         |       |        |
         | [Pump | Haitian |       | 5      |
         | Fan]  | Haitian |       | 6      |
         |       |         |       |        |";
    let cases = [
        ("Amount\\tDeal\\tAccount\\n5\\tPump\\tHaitian\\n6\\tFan\\tHaitian", ""),
        ("客户\\t项目\\t金额\\nHaitian\\tPump\\t5\\nHaitian\\tFan\\t6", ""),
        ("公司\\t商机名称\\t金额\\nHaitian\\tPump\\t5\\nHaitian\\tFan\\t6", ""),
        ("Colour\\tAmount\\tCompany\\tOpportunity name\\nred\\t5\\tHaitian\\tPump\\n\\t6\\tHaitian\\tFan", "Colour"),
        ("id\\tAmount\\t\\tAccount\\tDeal\\n7\\t5\\tx\\tHaitian\\tPump\\n8\\t6\\t\\tHaitian\\tFan", "Column 3"),
    ];
    for (pasted, unknown) in cases {
        let mut desk = Desk::new(GRID, table);
        desk.press(&format!("click(1,2) `paste:{pasted}`"));
        desk.shows(after);
        assert_eq!(pasted_by(&desk), (2, Some((true, unknown.into(), 0)), 0), "{pasted}");
        desk.press("Ctrl+Z");
        assert_eq!(desk.names(), "a", "one step of undo");
    }
}

#[test]
fn records_under_headings_of_their_own_write_over_none_that_one_only_stands_on() {
    let table = "| name | amount |\n| [a] | 1 |\n| b | 2 |";
    let pasted = "`paste:Amount\\tDeal\\n5\\tPump\\n6\\tFan`";
    let mut desk = Desk::new(GRID, table);
    desk.press(pasted);
    assert_eq!(desk.names(), "a, b, Pump, Fan");
    // Whoever selects them means them.
    let mut desk = Desk::new(GRID, table);
    desk.press(&format!("click(0,0) drag(1,1) {pasted}"));
    assert_eq!(desk.names(), "Pump, Fan");
}

#[test]
fn a_heading_gives_its_amounts_their_unit() {
    for (pasted, amounts) in [
        ("项目\\t金额（万元）\\n甲\\t12\\n乙\\t1.5亿", ["120,000", "150,000,000"]),
        ("Amount (kUSD)\\tDeal\\n12\\tPump\\n1.2M\\tFan", ["12,000", "1,200,000"]),
    ] {
        let mut desk = Desk::new(GRID, "| name | amount |\n| [] | |");
        desk.press(&format!("`paste:{pasted}`"));
        assert_eq!([desk.cell(0, "amount"), desk.cell(1, "amount")], amounts, "{pasted}");
    }
}

#[test]
fn headings_find_columns_that_are_not_shown_and_leave_computed_ones() {
    let mut desk = Desk::new(GRID, "| name | amount |\n| [] | |");
    desk.press("`paste:Owner\\tWeighted\\tDeal\\tAmount\\nLi\\t3\\tPump\\t5`");
    assert_eq!((desk.names(), desk.cell(0, "amount")), ("Pump".to_owned(), "5".to_owned()));
    assert_eq!(pasted_by(&desk), (1, Some((true, String::new(), 1)), 1));
    let row = desk.app.grid(GRID).layout.record(0).expect("a row");
    let plan = desk.app.plan();
    let owner = plan.value(Sheet::Deals, row, "owner").linked().first().copied().expect("an owner");
    assert_eq!(plan.value(Sheet::Persons, owner, "name"), &Value::text("Li"));
}
