//! Values are read as they were written, in both forms, and what does not fit is kept.

use proptest::prelude::*;

use super::*;
use crate::formats::arbitrary;
use crate::model::Sheet;

fn tagged_text(value: &Value) -> String {
    let mut out = String::new();
    write_tagged(&mut out, value);
    out
}

fn plain_text(kind: &Kind, value: &Value) -> String {
    let mut out = String::new();
    write_plain(&mut out, kind, value);
    out
}

const KINDS: [Kind; 13] = [
    Kind::Text,
    Kind::Steps(5),
    Kind::Number { min: 0, max: 9, places: 2 },
    Kind::Rating { min: 0, max: 4, unknown: true },
    Kind::Money,
    Kind::Percent,
    Kind::Date,
    Kind::Check,
    Kind::Choice(std::borrow::Cow::Borrowed(&[])),
    Kind::Choices(std::borrow::Cow::Borrowed(&[])),
    Kind::Link(Sheet::Deals),
    Kind::Links(Sheet::Deals),
    Kind::Currency,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_tagged_value_is_read_as_it_was_written(value in arbitrary::value()) {
        let text = tagged_text(&value);
        prop_assert_eq!(read_tagged(Raw::checked(&text).unwrap()), Ok(value), "{}", text);
    }

    #[test]
    fn a_plain_value_of_its_kind_is_read_as_it_was_written(value in arbitrary::value()) {
        let empty = matches!(&value, Value::Empty | Value::Foreign(_))
            || matches!(&value, Value::Text(text) | Value::Choice(text) if text.is_empty())
            || matches!(&value, Value::Choices(keys) if keys.is_empty())
            || matches!(&value, Value::Links(rows) if rows.is_empty());
        for kind in KINDS.iter().filter(|kind| !empty && fits(kind, &value)) {
            let text = plain_text(kind, &value);
            let read = read_plain(Raw::checked(&text).unwrap(), kind);
            prop_assert_eq!(read.as_ref(), Ok(&value), "{} {:?}", text, kind);
        }
    }

    #[test]
    fn any_json_in_any_column_is_kept(json in arbitrary::json()) {
        for kind in KINDS.iter().chain([&Kind::Foreign]) {
            let value = read_plain(Raw::checked(&json).unwrap(), kind).unwrap();
            let text = plain_text(kind, &value);
            let again = read_plain(Raw::checked(&text).unwrap(), kind).unwrap();
            prop_assert_eq!(&again, &value, "{} {:?}", text, kind);
            if let Value::Foreign(_) = value { prop_assert!(text == json, "{}", text) }
        }
    }

    #[test]
    fn decimals_are_exact(millionths: i64) {
        let text = tagged_text(&Value::Number(Decimal { millionths }));
        prop_assert_eq!(decimal(&text), Some(Decimal { millionths }));
        if millionths.abs() < 1 << 50 {
            let float: f64 = text.parse().unwrap();
            prop_assert_eq!((float * 1e6).round() as i64, millionths, "another program reads the same number");
        }
    }
}

#[test]
fn decimals_are_read_in_every_form_that_json_has() {
    let cases = [
        ("0", Some(0)),
        ("-0", Some(0)),
        ("-0.5", Some(-500_000)),
        ("1.50", Some(1_500_000)),
        ("1.5e3", Some(1_500_000_000)),
        ("25E-1", Some(2_500_000)),
        ("1e-6", Some(1)),
        ("1e-7", None),
        ("1.0000001", None),
        ("1.00000010e1", Some(10_000_001)),
        ("9223372036854.775807", Some(i64::MAX)),
        ("-9223372036854.775808", Some(i64::MIN)),
        ("9223372036854.775808", None),
        ("1e400", None),
        ("0e999999999", Some(0)),
        ("0e99999999999", None),
        ("1e-2147483648", None),
    ];
    for (text, millionths) in cases {
        assert_eq!(decimal(text), millionths.map(|millionths| Decimal { millionths }), "{text}");
    }
}

#[test]
fn what_does_not_fit_its_column_is_kept_and_marked() {
    let cases = [
        (Kind::Date, r#""2026-02-30""#, Value::Invalid("2026-02-30".into())),
        (Kind::Money, r#""12""#, Value::Invalid("12".into())),
        (Kind::Money, "12", Value::Foreign("12".into())),
        (Kind::Money, r#"{"minor": 5, "currency": "CNY"}"#, Value::Money(Money::new(5, Currency::CNY))),
        (Kind::Money, r#"{"minor":5.5,"currency":"CNY"}"#, Value::Foreign(r#"{"minor":5.5,"currency":"CNY"}"#.into())),
        (Kind::Money, r#"{"minor":5,"currency":"yuan"}"#, Value::Foreign(r#"{"minor":5,"currency":"yuan"}"#.into())),
        (Kind::Percent, "0.4", Value::Foreign("0.4".into())),
        (Kind::Link(Sheet::Deals), r#""Wang""#, Value::Invalid("Wang".into())),
        (Kind::Choices((&[]).into()), r#"["a", 5]"#, Value::Foreign(r#"["a",5]"#.into())),
        (Kind::Text, "[1, 2]", Value::Foreign("[1,2]".into())),
        (Kind::Text, r#""""#, Value::Empty),
        (Kind::Date, r#""""#, Value::Empty),
        (Kind::Date, "null", Value::Empty),
        (Kind::Check, r#"{"unknown":true}"#, Value::Foreign(r#"{"unknown":true}"#.into())),
        (Kind::Foreign, r#""x y""#, Value::Foreign(r#""x y""#.into())),
    ];
    for (kind, text, value) in cases {
        assert_eq!(read_plain(Raw::checked(text).unwrap(), &kind), Ok(value), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
    assert_eq!(read_plain(Raw::checked(&deep).unwrap(), &Kind::Text), Err(Why::TooDeep));
}
