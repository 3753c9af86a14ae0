//! The two forms in which a table goes out as CSV, and files that hold less, or more, than rows.

use super::Desk;
use super::round_trip::full;
use crate::app::csv::CsvFor;
use crate::app::grid::GridId;
use crate::app::{Action, Notice};
use crate::formats::read_csv;
use crate::model::{Computed, Sheet};

const DEALS: GridId = GridId::Table(Sheet::Deals);

fn at(lines: &[Vec<String>], key: &str) -> usize {
    lines[0].iter().position(|head| head == key).unwrap_or_else(|| panic!("{key} in {:?}", lines[0]))
}

#[test]
fn what_a_column_shows_is_never_empty_in_the_form_for_programs() {
    let mut app = full();
    let mut shown = 0;
    for &sheet in Sheet::ALL.iter().filter(|sheet| sheet.is_seen() && sheet.parent().is_none()) {
        let id = GridId::Table(sheet);
        app.grid(id);
        let Some(file) = app.csv_of(id, CsvFor::Program) else { continue };
        let lines = read_csv(&file.text).rows;
        let table = app.plan().table(sheet);
        for definition in table.definitions().iter().filter(|own| !own.deleted && own.computed.is_some()) {
            let column = at(&lines, &definition.key);
            for (line, row) in lines.iter().skip(1).zip(table.ids()) {
                let text = app.text_of(sheet, row, definition);
                let is_seen = !text.is_empty() && text != "–";
                shown += usize::from(is_seen);
                assert!(!is_seen || !line[column].is_empty(), "{sheet:?} {}: {text}", definition.key);
            }
        }
    }
    assert!(shown > 100, "{shown}");
    let file = app.csv_of(DEALS, CsvFor::Program).unwrap();
    let lines = read_csv(&file.text).rows;
    let states: Vec<&str> = lines.iter().skip(1).map(|line| line[at(&lines, "state")].as_str()).collect();
    assert!(states.iter().any(|state| state.split("; ").any(|key| key == "dirty" || key == "won")), "{states:?}");
}

#[test]
fn what_is_worked_out_is_as_readable_for_a_spreadsheet_as_what_is_typed() {
    let mut app = full();
    for computed in [Computed::Weighted, Computed::Pivot, Computed::Chance] {
        let column = app.plan().table(Sheet::Deals).definitions().iter().find(|own| own.computed == Some(computed));
        let key = column.unwrap().key.clone();
        app.update(Action::Arrange(DEALS, crate::app::arrange::Deed::Show(key, true)), 0);
    }
    app.grid(DEALS);
    let lines = read_csv(&app.csv_of(DEALS, CsvFor::Spreadsheet).unwrap().text).rows;
    let column = lines[0].iter().position(|head| head.starts_with("Weighted")).unwrap();
    let weighted: Vec<&str> = lines.iter().skip(1).map(|line| line[column].as_str()).collect();
    assert!(weighted.iter().any(|text| text.parse::<f64>().is_ok_and(|amount| amount > 1000.0)), "{weighted:?}");
    assert!(weighted.iter().all(|text| text.is_empty() || text.chars().all(|c| c.is_ascii_digit() || c == '.')));
    assert!(lines.iter().flatten().all(|text| text != "–"), "no value is nothing");
    let state = lines[0].iter().position(|head| head == "State").unwrap();
    assert!(lines.iter().skip(1).any(|line| !line[state].is_empty()), "words stay words");
    let names = [CsvFor::Spreadsheet, CsvFor::Program].map(|reader| app.csv_of(DEALS, reader).unwrap().file_name);
    assert_ne!(names[0], names[1], "the two are told apart");
}

fn desk() -> Desk {
    Desk::new(DEALS, "| name | amount |\n| [Haitian] | 10 |")
}

#[test]
fn a_total_below_the_rows_of_a_file_is_left_out_and_said() {
    for (text, sheet, added) in [
        ("项目,客户,金额\n甲,x,100000\n乙,y,200000\n丙,z,300000\n合计,,600000\n", Sheet::Deals, 3),
        ("Deal,Customer,Amount\na,x,100\nb,y,200\nc,z,300\nTotal,,600\n", Sheet::Deals, 3),
        ("项目,金额\n甲,100\n乙,200\n小计,300\n丙,300\n总计,600\n", Sheet::Deals, 3),
        // The amounts go into a column of the user's own.
        ("客户名称,行业,去年采购额\n甲,x,100000\n乙,y,200000\n丙,z,300000\n合计,,600000\n", Sheet::Accounts, 3),
        ("Account,Orders last year\na,1\nb,2\nc,3\nTotal,6\n", Sheet::Accounts, 3),
    ] {
        let mut desk = desk();
        let intake = desk.app.csv_intake("report.csv", text);
        assert!(intake.sheet == sheet && intake.without_totals, "{text}");
        let left_out = desk.app.csv_preview(&intake).totals;
        let before = desk.app.plan().table(sheet).len();
        desk.act(Action::TakeCsv(Box::new(intake)));
        let Some(Notice::TookIn { totals, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
        let came = desk.app.plan().table(sheet).len() - before;
        assert_eq!((came, *totals, left_out > 0), (added, left_out, true), "{text}");
    }
}

#[test]
fn a_list_of_anything_is_meant_for_the_table_that_is_open() {
    for sheet in [Sheet::Deals, Sheet::Activities, Sheet::Accounts] {
        for text in [
            "Shopping for the office\nmilk\n",
            "just some text\nand more of it\n",
            "a few notes\nof mine\n",
            "会议备注\n其他说明\n",
            "客户，今天来访\n明天再来\n",
            "please ask the competitor\nand the customer\n",
        ] {
            let mut desk = desk();
            desk.app.active = Some(GridId::Table(sheet));
            let intake = desk.app.csv_intake("anything.txt", text);
            assert_eq!((intake.sheet, intake.headed, intake.data().count()), (sheet, false, 2), "{text}");
            desk.app.active = Some(DEALS);
        }
    }
    let desk = desk();
    for (text, sheet) in [("Account\nHaitian\n", Sheet::Accounts), ("客户名称\n海天\n", Sheet::Accounts)] {
        assert_eq!(desk.app.csv_intake("list.csv", text).sheet, sheet, "a heading that says it");
    }
}
