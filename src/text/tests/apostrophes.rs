//! Texts that begin with an apostrophe, as Excel is told to take them as texts.

use super::sample::{plan, today};
use crate::model::schema::{accounts, activities, deals};
use crate::model::{Col, Currency, Date, Definition, Sheet, Value};
use crate::text::{Fault, Lang, Parser, edit_text};

fn definition<T>(column: Col<T>) -> &'static Definition {
    column.sheet.definition(&column.key()).unwrap()
}

#[test]
fn a_value_that_is_right_without_its_apostrophe_is_read() {
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    let edited = |column: &Definition, text: &str| {
        let value = parser.parse(column, text);
        (edit_text(&plan, column, &value, Lang::En).to_string(), value.is_invalid())
    };
    let (amount, share, close) = (definition(deals::AMOUNT), definition(deals::P_OWN), definition(deals::CLOSE));
    for (column, text, expected) in [
        (amount, "'007", "7"),
        (amount, "\u{2018}1,200.5", "1200.50"),
        (amount, "\u{2019}1200*1.06", "1272"),
        (amount, " \u{ff07}500 EUR", "500 EUR"),
        (share, "'40%", "40%"),
        (close, "'2026-12-18", "2026-12-18"),
        (close, "'+7", "2026-11-30"),
        (definition(accounts::R_SENIOR), "'1", "1"),
        (definition(activities::STATUS), "'planned", "planned"),
    ] {
        assert_eq!(edited(column, text), (expected.to_owned(), false), "{text}");
    }
    for text in ["'", "''7", "'soon", "'=x", "'\u{3000}"] {
        assert_eq!(edited(amount, text), (text.to_owned(), true), "kept as it was typed");
    }
}

#[test]
fn a_day_without_its_year_is_on_the_side_to_which_the_column_looks() {
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    let read = |text: &str| parser.read_in(Sheet::Deals, definition(deals::CLOSE), text);
    assert_eq!(read("'3-5"), Ok(Value::Date(Date::new(2027, 3, 5).unwrap())));
    assert_eq!(read("'Q3 2027"), Ok(Value::Date(Date::new(2027, 9, 30).unwrap())));
}

#[test]
fn what_is_wrong_behind_it_is_said_of_the_text_as_it_was_typed() {
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    let fault = |column: &Definition, text: &str| parser.problem(column, text);
    let amount = definition(deals::AMOUNT);
    assert_eq!(fault(amount, "'=A1*2"), Some(Fault::FormulaInCell));
    assert_eq!(fault(amount, "'1,5"), Some(Fault::DoubtfulComma { point: "1.5".into(), whole: "15".into() }));
    assert_eq!(fault(amount, "'100-200"), Some(Fault::AmountRange { text: "'100-200".into() }));
    assert_eq!(fault(definition(deals::CLOSE), "'2026-02-30"), Some(Fault::NoSuchDay));
    let Some(Fault::UnknownChoice { text, .. }) = fault(definition(activities::STATUS), "'perhaps") else {
        panic!("it is no choice")
    };
    assert_eq!(text, "'perhaps");
}

#[test]
fn a_text_loses_the_apostrophe_only_where_the_rest_would_be_taken_for_more() {
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    for (typed, meant) in [
        ("'007", "007"),
        ("\u{2018}=x", "=x"),
        ("\u{ff07}+86 138 0000 0000", "+86 138 0000 0000"),
        ("'010-6234-5678", "010-6234-5678"),
        ("'11010119900307757X", "11010119900307757X"),
        ("'6222 0200 1234 5678 901", "6222 0200 1234 5678 901"),
        ("'- first of all", "- first of all"),
        ("'@home", "@home"),
        ("'3-5", "3-5"),
        ("'5 March 2026", "5 March 2026"),
        ("'500 EUR", "500 EUR"),
        ("'3\u{4e07}", "3\u{4e07}"),
        ("'TRUE", "TRUE"),
    ] {
        assert_eq!(parser.typed_text(typed), meant);
    }
    for text in ["'s-Hertogenbosch", "'t Hooft BV", "'90s music", "'", "''", "'007'", "007", "rock 'n' roll", "'x", ""]
    {
        assert_eq!(parser.typed_text(text), text);
    }
}
