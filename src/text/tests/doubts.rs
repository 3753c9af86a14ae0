//! Texts that could be read but are meant otherwise, or in more than one way: they are asked about, never guessed.

use super::sample::{plan, today};
use crate::model::schema::{accounts, activities, deals};
use crate::model::{Col, Currency, Date, Definition, Facing, Sheet, Value};
use crate::text::{DayOrder, Ends, Fault, Lang, Parser, show};

fn definition<T>(column: Col<T>) -> &'static Definition {
    &column.sheet.definitions()[column.index]
}

/// The ends of a range, its middle and its difference, as they are shown.
fn shown<T>(column: Col<T>, text: &str) -> Option<[String; 4]> {
    let plan = plan(Currency::CNY);
    let column = definition(column);
    let Ends { low, middle, high, difference } = Parser::new(&plan, Lang::En, today()).ends(column, text)?;
    let shown = |value: &Value| show(&plan, column, value, Lang::En).to_string();
    let some = |value: Option<Value>| value.map(|value| shown(&value)).unwrap_or_default();
    Some([shown(&low), some(middle), shown(&high), some(difference)])
}

fn fault<T>(column: Col<T>, text: &str) -> Option<Fault> {
    let plan = plan(Currency::CNY);
    Parser::new(&plan, Lang::En, today()).problem(definition(column), text)
}

#[test]
fn two_amounts_with_a_dash_are_a_range() {
    for (text, ends) in [
        ("120-130", ["120", "125", "130", ""]),
        ("120 - 130", ["120", "125", "130", ""]),
        ("120–130", ["120", "125", "130", ""]),
        ("100-20", ["20", "60", "100", "80"]),
        ("1-2万", ["10,000", "15,000", "20,000", ""]),
        ("1万-2万", ["10,000", "15,000", "20,000", ""]),
        ("50~80万", ["500,000", "650,000", "800,000", ""]),
        ("５０～８０万元", ["500,000", "650,000", "800,000", ""]),
        ("50至80万", ["500,000", "650,000", "800,000", ""]),
        ("三十到五十万", ["300,000", "400,000", "500,000", ""]),
        ("三五万", ["30,000", "40,000", "50,000", ""]),
        ("50 to 80k", ["50,000", "65,000", "80,000", ""]),
        ("$50-80k", ["50,000 USD", "65,000 USD", "80,000 USD", ""]),
        ("50-80k EUR", ["50,000 EUR", "65,000 EUR", "80,000 EUR", ""]),
        ("1,200-1,300", ["1,200", "1,250", "1,300", ""]),
        ("50-50", ["50", "50", "50", "0"]),
    ] {
        assert!(matches!(fault(deals::AMOUNT, text), Some(Fault::AmountRange { .. })), "{text}");
        assert_eq!(shown(deals::AMOUNT, text), Some(ends.map(String::from)), "{text}");
    }
}

#[test]
fn so_are_two_shares_and_two_numbers() {
    for (text, ends) in [
        ("60-70%", ["60 %", "65 %", "70 %", ""]),
        ("60%~70%", ["60 %", "65 %", "70 %", ""]),
        ("0.6-0.7", ["60 %", "65 %", "70 %", ""]),
        ("七八成", ["70 %", "75 %", "80 %", ""]),
        ("6-7成", ["60 %", "65 %", "70 %", ""]),
    ] {
        assert!(matches!(fault(deals::P_OWN, text), Some(Fault::NumberRange { .. })), "{text}");
        assert_eq!(shown(deals::P_OWN, text), Some(ends.map(String::from)), "{text}");
    }
    assert!(matches!(fault(deals::P_OWN, "120-90"), Some(Fault::NumberRange { .. })), "not 30");
    assert!(matches!(fault(deals::EFFORT, "3-5"), Some(Fault::NumberRange { .. })));
    assert_eq!(shown(deals::EFFORT, "3-5"), Some(["3.0", "4.0", "5.0", ""].map(String::from)));
}

#[test]
fn a_calculation_is_none() {
    let plan = plan(Currency::CNY);
    let read = |text: &str| {
        let column = definition(deals::AMOUNT);
        show(&plan, column, &Parser::new(&plan, Lang::En, today()).parse(column, text), Lang::En).to_string()
    };
    for (text, amount) in [
        ("=100-20", "80"),
        ("=120 - 20", "100"),
        ("100-20*2", "60"),
        ("100+50-20", "130"),
        ("(100-20)", "80"),
        ("=1万-2千", "8,000"),
        ("1.2E-01", "0.12"),
        ("1200*1.06", "1,272"),
        ("2026-3-5", "2026-3-5"),
        ("三十五万", "350,000"),
        ("一百二十万", "1,200,000"),
        ("叁拾伍万元整", "350,000"),
        ("十万", "100,000"),
    ] {
        assert_eq!(read(text), amount, "{text}");
    }
    assert_eq!(fault(deals::AMOUNT, "几十万"), Some(Fault::NotAnAmount));
}

#[test]
fn shares_may_be_said_in_chinese() {
    let plan = plan(Currency::CNY);
    let column = definition(deals::P_OWN);
    for (text, share) in
        [("八成", "80 %"), ("两成", "20 %"), ("百分之四十", "40 %"), ("百分之40", "40 %"), ("六成五", "六成五")]
    {
        let value = Parser::new(&plan, Lang::Zh, today()).parse(column, text);
        assert_eq!(show(&plan, column, &value, Lang::En), share, "{text}");
    }
}

#[test]
fn a_comma_is_asked_about_where_it_groups_nothing() {
    let doubt = |point: &str, whole: &str| Some(Fault::DoubtfulComma { point: point.into(), whole: whole.into() });
    assert_eq!(fault(deals::AMOUNT, "1,2"), doubt("1.2", "12"));
    assert_eq!(fault(deals::AMOUNT, "¥12,50"), doubt("12.50", "1250"));
    assert_eq!(fault(deals::AMOUNT, "1，2万"), doubt("1.2", "12"), "of an input method");
    assert_eq!(fault(deals::P_OWN, "12,5%"), doubt("12.5", "125"));
    for text in ["1,200", "1 234,5", "1.234,5", "0,5", "1,200.5"] {
        assert_eq!(fault(deals::AMOUNT, text), None, "{text}");
    }
    let plan = plan(Currency::CNY);
    let german = Parser::new(&plan, Lang::En, today()).with_commas(true);
    assert_eq!(german.problem(definition(deals::AMOUNT), "12,5"), None, "who writes decimals so is not asked");
}

#[test]
fn a_point_is_asked_about_where_it_may_group() {
    let doubt = |point: &str, whole: &str| Some(Fault::DoubtfulPoint { point: point.into(), whole: whole.into() });
    assert_eq!(fault(deals::AMOUNT, "48.000"), doubt("48", "48000"));
    assert_eq!(fault(deals::AMOUNT, "1．250 €"), doubt("1.25", "1250"), "of an input method");
    for text in ["48.00", "1.125M", "1.234.567", "1,200.500", "=2*1.125", "0.125"] {
        assert_eq!(fault(deals::AMOUNT, text), None, "{text}");
    }
    assert_eq!(fault(deals::P_OWN, "12.375"), None, "a share has its decimals");
    let plan = plan(Currency::parse("KWD").expect("a currency with thousandths"));
    let dinars = Parser::new(&plan, Lang::En, today());
    assert_eq!(dinars.problem(definition(deals::AMOUNT), "48.250"), None);
}

#[test]
fn a_formula_of_a_spreadsheet_is_led_to_where_formulas_stand() {
    for text in
        ["=SUM(1,2)", "=sum(A1:A3)", "=A1*2", "=$B$2", "=[Amount]*2", "=EDATE(TODAY(),3)", "=1200*", "=", "=total"]
    {
        assert_eq!(fault(deals::AMOUNT, text), Some(Fault::FormulaInCell), "{text}");
        assert_eq!(fault(deals::CLOSE, text), Some(Fault::FormulaInCell), "{text}");
        assert_eq!(fault(accounts::R_SENIOR, text), Some(Fault::FormulaInCell), "{text}");
        assert_eq!(fault(deals::NAME, text), None, "a text may be anything");
    }
    assert_eq!(fault(deals::AMOUNT, "=3k*2"), None);
    assert_eq!(fault(deals::AMOUNT, "=TODAY()"), Some(Fault::FormulaInCell), "a day is no amount");
    assert_eq!(fault(deals::CLOSE, "=TODAY()+30"), None);
    // What was worked out and does not fit says what it is.
    assert_eq!(fault(deals::AMOUNT, "=1/0"), Some(Fault::DividedByZero));
    assert_eq!(fault(deals::AMOUNT, "=5-7"), Some(Fault::NegativeMoney));
    assert!(matches!(
        fault(accounts::R_SENIOR, "=50*2"),
        Some(Fault::NotARating { .. } | Fault::NotARatingOrUnknown { .. })
    ));
    assert_eq!(fault(deals::AMOUNT, "1200*"), Some(Fault::NotAnAmount), "nobody who types no = looks for formulas");
}

#[test]
fn a_stretch_of_days_is_a_day_where_the_column_looks_one_way() {
    let plan = plan(Currency::CNY);
    let parser = Parser::new(&plan, Lang::En, today());
    let read = |sheet: Sheet, column: &Definition, text: &str| match parser.read_in(sheet, column, text) {
        Ok(Value::Date(day)) => day.to_string(),
        other => format!("{other:?}"),
    };
    let (close, entered) = (definition(deals::CLOSE), definition(deals::ENTERED));
    assert_eq!((close.facing, entered.facing), (Facing::Ahead, Facing::Behind));
    assert_eq!(read(Sheet::Deals, close, "Q3 2027"), "2027-09-30");
    assert_eq!(read(Sheet::Deals, close, "下季度"), "2027-03-31");
    assert_eq!(read(Sheet::Deals, close, "明年3月"), "2027-03-31");
    assert_eq!(read(Sheet::Deals, close, "next month"), "2026-12-31");
    assert_eq!(read(Sheet::Deals, entered, "last month"), "2026-10-01");
    assert_eq!(read(Sheet::Activities, definition(activities::PLANNED), "next week"), "2026-12-04");
}

#[test]
fn a_point_between_month_and_day_is_chinese() {
    let plan = plan(Currency::CNY);
    let close = definition(deals::CLOSE);
    let read = |parser: Parser<'_>, text: &str| parser.read_in(Sheet::Deals, close, text).ok();
    let chinese = |text: &str| read(Parser::new(&plan, Lang::Zh, today()), text);
    let day = |year, month, day| Some(Value::Date(Date::new(year, month, day).unwrap()));
    assert_eq!(chinese("12.5"), day(2026, 12, 5));
    assert_eq!(chinese("１２．３１"), day(2026, 12, 31));
    assert_eq!(chinese("1.15"), day(2027, 1, 15), "the column looks ahead");
    for text in ["13.5", "12.32", "0.5", "12.", ".5", "12.5.", "1.2.3"] {
        assert_eq!(chinese(text), read(Parser::new(&plan, Lang::En, today()), text), "{text}");
    }
    assert_eq!(read(Parser::new(&plan, Lang::En, today()), "12.5"), None);
    assert_eq!(read(Parser::new(&plan, Lang::Zh, today()).with_days(DayOrder::DayFirst), "12.5"), None);
}
