//! Cells of other programs: their text, the number behind it, and the value that the better of the two gives.

use super::sample::{plan, today};
use crate::model::schema::{activities, deals, strategy::roles};
use crate::model::{Col, Currency};
use crate::text::{Lang, Parser, is_hashes, show};

fn read<T>(column: Col<T>, shown: &str, number: &str) -> String {
    let plan = plan(Currency::CNY);
    let definition = &column.sheet.definitions()[column.index];
    let parser = Parser::new(&plan, Lang::En, today());
    match parser.read_shown(definition, shown, number) {
        Ok(value) => show(&plan, definition, &value, Lang::En).into(),
        Err(fault) => fault.text(Lang::En).into_owned(),
    }
}

#[test]
fn the_better_of_the_two_is_taken() {
    for (read, expected) in [
        (read(deals::AMOUNT, "1,235", "1234.5600000000001"), "1,234.56"),
        (read(deals::AMOUNT, "US$ 1.2K", "1234"), "1,234 USD"),
        (read(deals::AMOUNT, "####", "640000.0"), "640,000"),
        (read(deals::AMOUNT, "(1,200)", "-1200"), "An amount cannot be negative."),
        (read(deals::P_OWN, "40%", "0.39583333333333331"), "39.5833 %"),
        (read(deals::P_OWN, "100%", "1"), "100 %"),
        (read(deals::P_OWN, "0.4", "0.4"), "40 %"),
        (read(deals::P_OWN, "140%", "1.4"), "A share lies between 0 % and 100 %."),
        (read(activities::HOURS, "2", "1.5"), "1.5"),
        (read(roles::SUPPORT, "3", "3"), "+3"),
        (read(deals::CLOSE, "3/5/2026", "46086"), "2026-03-05"),
        (read(deals::CLOSE, "5-Mar", "45356.75"), "2024-03-05"),
        (read(deals::CLOSE, "2026/3/5", "44624"), "2026-03-05"),
        (read(deals::CLOSE, "2026/3/5 14:05", "46086.58680555556"), "2026-03-05"),
        (read(deals::CLOSE, "soon", "7"), "This is not a date."),
        (read(deals::NAME, "3/5/2026", "46086"), "3/5/2026"),
        (read(deals::NAME, "###", "46086"), "46086"),
        (read(deals::STAGE, "3", "3"), "3 Preferred solution"),
        (read(activities::GOT_KEPT, "TRUE", "1"), "✓"),
    ] {
        assert_eq!(read, expected);
    }
}

#[test]
fn hashes_are_only_hashes() {
    assert!(is_hashes("##") && is_hashes(" ########\n"));
    assert!(!is_hashes("#") && !is_hashes("#5-7") && !is_hashes("") && !is_hashes("# #"));
}
