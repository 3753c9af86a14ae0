//! What must hold for every value of every kind, in both languages.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use smol_str::SmolStr;

use super::sample::{row, today};
use crate::model::schema::{activities, deals};
use crate::model::{Currency, Date, Decimal, Definition, Key, Kind, Money, Percent, Plan, RowId, Sheet, Value, column};
use crate::text::{Lang, Parser};

/// The sample plan of each currency, made once.
fn plan(currency: Currency) -> &'static Plan {
    static PLANS: LazyLock<Vec<Plan>> =
        LazyLock::new(|| CODES.iter().map(|code| super::sample::plan(Currency::parse(code).unwrap())).collect());
    PLANS.iter().find(|plan| plan.currency() == currency).unwrap()
}

const CODES: [&str; 9] = ["CNY", "USD", "EUR", "JPY", "KWD", "MNT", "XQZ", "BND", "KES"];

fn definition(kind: Kind) -> Definition {
    column("x", "X", "某", kind)
}

fn choices() -> std::borrow::Cow<'static, [crate::model::Choice]> {
    // Twins, a comma in a label, a key that is another's label, one language only.
    use crate::model::{Tone, choice};
    vec![
        choice("yes", "yes", "是", Tone::Good),
        choice("twin_a", "twin", "双", Tone::Plain),
        choice("twin_b", "Twin", "双", Tone::Plain),
        choice("comma", "first, second", "甲、乙", Tone::Plain),
        choice("first", "second", "", Tone::Plain),
        choice("second", "", "甲", Tone::Plain),
        choice("Upper", "upper case", "大写", Tone::Plain),
    ]
    .into()
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind::Text,
        Kind::Paragraph,
        Kind::Steps(3),
        Kind::Number { min: -1_000_000, max: 1_000_000, places: 2 },
        Kind::Number { min: i64::MIN, max: i64::MAX, places: 6 },
        Kind::Number { min: 0, max: 9999, places: 0 },
        Kind::Rating { min: -5, max: 5, unknown: true },
        Kind::Rating { min: 0, max: 4, unknown: false },
        Kind::Money,
        Kind::Percent,
        Kind::Date,
        Kind::Check,
        Kind::Choice(choices()),
        Kind::Choices(choices()),
        Kind::Link(Sheet::Accounts),
        Kind::Links(Sheet::Accounts),
        Kind::Link(Sheet::Stages),
        Kind::Links(Sheet::Stages),
        Kind::Currency,
    ]
}

fn rows() -> Vec<RowId> {
    // Living, deleted, and one that the plan does not have.
    (1..=9).chain([99]).map(row).collect()
}

/// A value that a column of the kind can hold.
fn value(kind: &Kind) -> BoxedStrategy<Value> {
    let keys: Vec<Key> = kind.choices().iter().map(|choice| choice.key.clone()).collect();
    match kind {
        Kind::Text | Kind::Paragraph => "\\PC{0,20}(\n\\PC{1,5}){0,2}".prop_map(clean).boxed(),
        Kind::Steps(_) => "\\PC{1,10}(\n\\PC{1,5}){0,2}".prop_map(clean).boxed(),
        Kind::Number { min, max, places } => {
            let step = 10_i64.pow(6 - places);
            let bound = |whole: i64| whole.saturating_mul(1_000_000) / step;
            (bound(*min)..=bound(*max))
                .prop_map(move |count| Value::Number(Decimal { millionths: count * step }))
                .boxed()
        }
        Kind::Rating { min, max, unknown } => {
            let rated = (i64::from(*min)..=i64::from(*max)).prop_map(|whole| Value::Number(Decimal::whole(whole)));
            if *unknown { prop_oneof![9 => rated, 1 => Just(Value::Unknown)].boxed() } else { rated.boxed() }
        }
        Kind::Money => {
            let minor =
                prop_oneof![0..=i64::MAX, 0..=10_000_000_i64, (0..=1_000_000_i64).prop_map(|whole| whole * 1000)];
            (minor, currency()).prop_map(|(minor, currency)| Value::Money(Money::new(minor, currency))).boxed()
        }
        Kind::Percent => {
            let ppm = prop_oneof![0..=1_000_000_i64, (0..=1000_i64).prop_map(|tenths| tenths * 1000)];
            ppm.prop_map(|ppm| Value::Percent(Percent { ppm })).boxed()
        }
        Kind::Date => {
            (0..=3_652_058_i64).prop_map(|days| Value::Date(Date::new(1, 1, 1).unwrap().plus_days(days))).boxed()
        }
        Kind::Check => any::<bool>().prop_map(Value::Check).boxed(),
        Kind::Choice(_) => select(keys).prop_map(Value::Choice).boxed(),
        Kind::Choices(_) => subsequence(keys.clone(), 0..=keys.len()).prop_shuffle().prop_map(Value::choices).boxed(),
        Kind::Link(_) => select(rows()).prop_map(Value::Link).boxed(),
        Kind::Links(_) => subsequence(rows(), 0..=10).prop_shuffle().prop_map(Value::links).boxed(),
        Kind::Currency => currency().prop_map(|currency| Value::Choice(SmolStr::new(currency.code()))).boxed(),
        Kind::Foreign => Just(Value::Empty).boxed(),
    }
}

fn clean(text: String) -> Value {
    if crate::text::fold(&text).trim().is_empty() { Value::Empty } else { Value::text(text.trim_end_matches('\n')) }
}

fn currency() -> impl Strategy<Value = Currency> {
    select(CODES.to_vec()).prop_map(|code| Currency::parse(code).unwrap())
}

fn kind_and_value() -> impl Strategy<Value = (Kind, Value)> {
    select(kinds()).prop_flat_map(|kind| {
        let values = value(&kind);
        values.prop_map(move |value| (kind.clone(), value))
    })
}

fn lang() -> impl Strategy<Value = Lang> {
    select(Lang::ALL.to_vec())
}

/// Texts that look like values, and texts that look like nothing.
fn junk() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,30}",
        "[-+*/×÷()0-9.,%' ¥$€元万亿成kKmMeE=]{1,16}",
        "[0-9]{1,5}[-/.年 ]{1,2}[0-9]{1,3}[-/.月 ]{1,2}[0-9]{1,5}[日号]?",
        "(Acme|twin|yes|first|second|甲|#5-7|#|5-7|,|、|;|\n| ){1,8}",
        "[#?？０-９，。（）％\u{3000}“”a-z\n\r]{0,12}",
        "[-+]?[0-9]{1,40}[dw天周]?",
    ]
}

/// The text as a Chinese input method in full-width mode writes it.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        ' ' => '\u{3000}',
        c => c,
    };
    text.chars().map(wide).collect()
}

fn is_lossless(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Check(ticked)) => *ticked,
        // Twins, deleted and unnamed rows show what cannot lead back.
        (Kind::Link(Sheet::Accounts) | Kind::Links(Sheet::Accounts), value) => {
            let clear: Vec<_> = [1, 3, 9].into_iter().map(row).collect();
            value.linked().iter().all(|row| clear.contains(row))
        }
        (Kind::Link(_) | Kind::Links(_), value) => value.linked().iter().all(|id| *id <= row(3)),
        (Kind::Choice(_), Value::Choice(key)) => ["yes", "comma", "Upper"].contains(&key.as_str()),
        (Kind::Choices(_), Value::Choices(keys)) => keys.iter().all(|key| ["yes", "Upper"].contains(&key.as_str())),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40_000, max_global_rejects: 1_000_000, ..ProptestConfig::default() })]

    #[test]
    fn editing_without_a_change_changes_nothing((kind, value) in kind_and_value(), lang in lang(), own in currency()) {
        let plan = plan(own);
        let parser = Parser::new(plan, lang, today());
        let column = definition(kind);
        let text = parser.edit_text(&column, &value);
        prop_assert_eq!(parser.parse(&column, &text), value.clone(), "{}", text);
        // Of rows that the plan has nobody is shown an identity, be they twins, deleted or without a name.
        let is_there = |row: &RowId| column.kind.target().is_some_and(|sheet| plan.table(sheet).slot(*row).is_some());
        prop_assert!(!value.linked().iter().all(is_there) || value.linked().is_empty() || !text.contains('#'), "{}", text);
    }

    #[test]
    fn what_is_shown_can_be_typed((kind, value) in kind_and_value(), lang in lang(), own in currency()) {
        prop_assume!(is_lossless(&kind, &value));
        let plan = plan(own);
        let column = definition(kind);
        let text = crate::text::show(plan, &column, &value, lang);
        let parser = Parser::new(plan, lang, today());
        prop_assert_eq!(parser.parse(&column, &text), value, "{}", text);
    }

    #[test]
    fn full_width_reads_the_same((kind, value) in kind_and_value(), lang in lang()) {
        prop_assume!(!matches!(kind, Kind::Text | Kind::Paragraph | Kind::Steps(_)));
        let plan = plan(Currency::CNY);
        let parser = Parser::new(plan, lang, today());
        let column = definition(kind);
        let text = full_width(&parser.edit_text(&column, &value));
        prop_assert_eq!(parser.parse(&column, &text), value, "{}", text);
    }

    #[test]
    fn nothing_typed_is_lost(kind in select(kinds()), text in junk(), lang in lang()) {
        let plan = plan(Currency::CNY);
        let parser = Parser::new(plan, lang, today());
        let column = definition(kind);
        let value = parser.parse(&column, &text);
        match parser.problem(&column, &text) {
            Some(fault) => {
                prop_assert_eq!(&value, &Value::Invalid(SmolStr::new(&text)));
                prop_assert!(!fault.text(lang).is_empty() && !fault.remedy(lang).is_empty());
                let shown = crate::text::show(plan, &column, &value, lang);
                prop_assert_eq!(shown.as_str(), &text);
            }
            None => prop_assert!(!value.is_invalid()),
        }
        // Whatever was read can be edited, and edited again.
        let again = parser.edit_text(&column, &value);
        prop_assert_eq!(parser.parse(&column, &again), value, "{} → {}", text, again);
    }
}

#[test]
fn every_kind_was_drawn() {
    // A kind that is added must be added to `kinds` as well.
    let drawn = kinds();
    for definition in activities::DEFINITIONS.iter().chain(&deals::DEFINITIONS) {
        let kind = std::mem::discriminant(&definition.kind);
        assert!(drawn.iter().any(|k| std::mem::discriminant(k) == kind), "{:?}", definition.kind);
    }
}
