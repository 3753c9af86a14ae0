//! Random values, operations, transactions and plans for the tests of this layer.

use proptest::prelude::*;
use proptest::sample::select;
use smol_str::SmolStr;

use crate::log::{Change, Label, Ledger, Operation, Replica, Step, Transaction};
use crate::model::{
    Choice, Condition, Currency, Date, Decimal, Definition, Key, Kind, Money, Percent, Place, RowId, Rule, Severity,
    Sheet, Stamp, Stand, Tone, Value, column,
};

pub fn stamp() -> impl Strategy<Value = Stamp> {
    (any::<u64>(), any::<u64>()).prop_map(|(time, replica)| Stamp { time, replica })
}

pub fn row() -> impl Strategy<Value = RowId> {
    prop_oneof![stamp().prop_map(RowId), (0u64..4).prop_map(RowId::builtin)]
}

pub fn text() -> impl Strategy<Value = SmolStr> {
    let odd = select(vec!["", "\"", "\\", "\u{0}", "a\tb\r\nc", "中文😀", "null", "{\"a\":1}", "\u{feff}", "\u{2028}"]);
    prop_oneof![
        odd.prop_map(SmolStr::new),
        "[a-z ]{0,8}".prop_map(SmolStr::new),
        any::<String>().prop_map(SmolStr::new)
    ]
}

pub fn key() -> impl Strategy<Value = Key> {
    let odd = select(vec!["id", "place", "~id", "name", "amount", "close"]);
    prop_oneof![odd.prop_map(Key::new), "[a-z_]{1,8}".prop_map(Key::new), text()]
}

/// Sound JSON without white space, as reading keeps it.
pub fn json() -> impl Strategy<Value = SmolStr> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        select(vec!["1e3", "0.10", "-0", "123456789012345678901234567890", "1.0000000001"]).prop_map(str::to_owned),
        text().prop_map(|t| serde_json::to_string(t.as_str()).unwrap()),
    ];
    let json = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            ("[a-z]{1,4}|choice|date|foreign|percent|invalid", inner).prop_map(|(k, v)| format!("{{\"{k}\":{v}}}")),
        ]
    });
    json.prop_map(SmolStr::new)
}

pub fn date() -> impl Strategy<Value = Date> {
    (0i64..3_652_059).prop_map(|days| Date::new(1, 1, 1).unwrap().plus_days(days))
}

pub fn money() -> impl Strategy<Value = Money> {
    (any::<i64>(), "[A-Z]{3}").prop_map(|(minor, code)| Money::new(minor, Currency::parse(&code).unwrap()))
}

pub fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Empty),
        Just(Value::Unknown),
        text().prop_map(Value::Text),
        any::<i64>().prop_map(|millionths| Value::Number(Decimal { millionths })),
        (-5000i64..5000).prop_map(|n| Value::Number(Decimal { millionths: n * 250_000 })),
        money().prop_map(Value::Money),
        any::<i64>().prop_map(|ppm| Value::Percent(Percent { ppm })),
        date().prop_map(Value::Date),
        any::<bool>().prop_map(Value::Check),
        key().prop_map(Value::Choice),
        prop::collection::vec(key(), 0..4).prop_map(|keys| Value::Choices(keys.into())),
        row().prop_map(Value::Link),
        prop::collection::vec(row(), 0..4).prop_map(|rows| Value::Links(rows.into())),
        text().prop_map(Value::Invalid),
        json().prop_map(Value::Foreign),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    let choice = || {
        (key(), text(), text(), select(vec![Tone::Plain, Tone::Good, Tone::Bad]))
            .prop_map(|(key, en, zh, tone)| Choice { key, label: crate::model::Label { en, zh }, tone })
    };
    let choices = || prop::collection::vec(choice(), 0..3).prop_map(std::borrow::Cow::Owned);
    prop_oneof![
        (0usize..9).prop_map(Kind::Steps),
        (any::<i64>(), any::<i64>(), 0u32..7).prop_map(|(min, max, places)| Kind::Number { min, max, places }),
        (any::<i8>(), any::<i8>(), any::<bool>()).prop_map(|(min, max, unknown)| Kind::Rating { min, max, unknown }),
        choices().prop_map(Kind::Choice),
        choices().prop_map(Kind::Choices),
        sheet().prop_map(Kind::Link),
        sheet().prop_map(Kind::Links),
        select(vec![Kind::Text, Kind::Paragraph, Kind::Money, Kind::Percent, Kind::Date, Kind::Check, Kind::Currency]),
        Just(Kind::Foreign),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let bound = || value().prop_filter("a bound is known", |value| !matches!(value, Value::Foreign(_)));
    prop_oneof![
        bound().prop_map(Condition::AtLeast),
        bound().prop_map(Condition::AtMost),
        (0usize..99).prop_map(Condition::Longer),
        (0usize..99).prop_map(Condition::Shorter),
        prop::collection::vec(text(), 0..3).prop_map(Condition::OneOf),
        select(vec![Condition::Unique, Condition::Ticked, Condition::NotPast]),
        key().prop_map(Condition::NotBefore),
    ]
}

pub fn definition() -> impl Strategy<Value = Definition> {
    let severity = select(vec![Severity::Hint, Severity::Warning, Severity::Error]);
    let rule = (condition(), severity).prop_map(|(condition, severity)| Rule { condition, severity });
    let stand = prop::option::of((key(), place()).prop_map(|(after, place)| Stand { after, place }));
    let plain = (key(), kind(), text(), text(), any::<u16>(), any::<bool>());
    let made = ("[a-z]{0,3}", prop::collection::vec(rule, 0..3), stand, any::<bool>());
    (plain, made).prop_map(|((key, kind, zh, help, width, private), (formula, rules, stand, deleted))| {
        let mut definition = column("", "", "", kind);
        definition.label.zh = zh;
        definition.help.en = help;
        definition.required = private.then_some(Severity::Warning);
        if !formula.is_empty() {
            definition = definition.formula(&formula);
        }
        Definition { key, width, private, rules, stand, deleted, ..definition }
    })
}

pub fn sheet() -> impl Strategy<Value = Sheet> {
    select(Sheet::ALL.to_vec())
}

pub fn place() -> impl Strategy<Value = Place> {
    (0usize..9, 1usize..9)
        .prop_map(|(at, n)| Place::spread(Some(&Place::nth(at)), Some(&Place::nth(at)), n).pop().unwrap())
}

pub fn operation() -> impl Strategy<Value = Operation> {
    let stamps = || prop::collection::vec(stamp(), 0..3);
    let foreign = prop_oneof![
        json().prop_map(|json| format!("[\"paint\",\"deals\",{json}]")),
        json().prop_map(|json| format!("[\"set\",\"moods\",{json}]")),
        json().prop_map(|json| format!("[\"field\",\"zebra\",{json}]")),
        json().prop_map(|json| format!("{{\"op\":{json}}}")),
    ];
    prop_oneof![
        (sheet(), row(), place(), prop::collection::vec((key(), value()), 0..5))
            .prop_map(|(sheet, row, place, cells)| Operation::Insert { sheet, row, place, cells }),
        (sheet(), row(), key(), value(), stamps()).prop_map(|(sheet, row, column, value, seen)| Operation::Set {
            sheet,
            row,
            column,
            value,
            seen
        }),
        (sheet(), row(), stamp()).prop_map(|(sheet, row, seen)| Operation::Delete { sheet, row, seen }),
        (sheet(), row(), stamps()).prop_map(|(sheet, row, seen)| Operation::Restore { sheet, row, seen }),
        (sheet(), row(), place()).prop_map(|(sheet, row, place)| Operation::Move { sheet, row, place }),
        (sheet(), definition(), stamps()).prop_map(|(sheet, definition, seen)| Operation::Define {
            sheet,
            definition: Box::new(definition),
            seen
        }),
        foreign.prop_map(|text| Operation::Foreign(text.into())),
        (stamps(), prop::collection::vec(change(), 0..3)).prop_map(|(taken, back)| Operation::Merged { taken, back }),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let cells = prop::collection::vec((key(), value()), 0..3);
    prop_oneof![
        (sheet(), row(), key(), value()).prop_map(|(sheet, row, column, value)| Change::Set {
            sheet,
            row,
            column,
            value
        }),
        (sheet(), row(), place(), cells).prop_map(|(sheet, row, place, cells)| Change::Insert {
            sheet,
            row,
            place,
            cells
        }),
        (sheet(), row()).prop_map(|(sheet, row)| Change::Delete { sheet, row }),
        (sheet(), row()).prop_map(|(sheet, row)| Change::Restore { sheet, row }),
        (sheet(), row(), place()).prop_map(|(sheet, row, place)| Change::Move { sheet, row, place }),
        (sheet(), definition())
            .prop_map(|(sheet, definition)| Change::Define { sheet, definition: Box::new(definition) }),
    ]
}

pub fn transaction() -> impl Strategy<Value = Transaction> {
    let step = prop_oneof![Just(Step::Do), stamp().prop_map(Step::Undo), stamp().prop_map(Step::Redo)];
    (stamp(), text(), text(), step, prop::collection::vec(operation(), 0..6)).prop_map(
        |(id, author, label, step, operations)| Transaction {
            id,
            author,
            label: Label(label),
            step,
            operations: operations.into(),
        },
    )
}

/// Two people with a few rows, who edit the same cells apart and then meet; also foreign operations.
pub fn ledger() -> impl Strategy<Value = Ledger> {
    let act = (any::<bool>(), 0u8..8, 0usize..4, value(), json());
    prop::collection::vec(act, 1..16).prop_map(|acts| {
        let mut two = [Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(2, 1), "b")];
        for (now, (who, what, at, value, json)) in (1_000_000u64..).zip(acts) {
            let sheet = [Sheet::Deals, Sheet::Stages][at % 2];
            if what == 7 {
                let other: Vec<Transaction> = two[usize::from(!who)].log().map(|t| t.as_ref().clone()).collect();
                two[usize::from(who)].merge(other, now);
                continue;
            }
            let ledger = &mut two[usize::from(who)];
            let ids: Vec<RowId> = ledger.plan().table(sheet).ids().collect();
            let row = ids.get(at).copied();
            let id = ledger.fresh_row(now);
            let change = match (what, row) {
                (0 | 1, _) | (_, None) => Change::Insert { sheet, row: id, place: Place::nth(at), cells: Vec::new() },
                (2, Some(row)) => Change::Delete { sheet, row },
                (3, Some(row)) => {
                    // What no user can do, but another version: any value in any column, and unknown operations.
                    let column = Key::new(["name", "colour", "amount", "id", "expected"][at]);
                    let set = Operation::Set { sheet, row, column, value, seen: Vec::new() };
                    let foreign = Operation::Foreign(format!("[\"paint\",{json}]").into());
                    let operations = vec![set, foreign];
                    ledger.merge(
                        [Transaction { id: id.0, operations: operations.into(), ..Transaction::default() }],
                        now,
                    );
                    continue;
                }
                (4, Some(_)) => {
                    let mut definition = column("mood", "Mood", "", Kind::Percent);
                    definition.width = at as u16;
                    Change::Define { sheet, definition: Box::new(definition) }
                }
                (5, Some(row)) => Change::Set { sheet, row, column: Key::new("name"), value: Value::Foreign(json) },
                (_, Some(row)) => {
                    let value = Value::Text(format!("v{at}{now}").into());
                    Change::Set { sheet, row, column: Key::new("name"), value }
                }
            };
            ledger.commit(vec![change], Label::new("edit"), now).unwrap();
        }
        let [mut one, other] = two;
        one.merge(other.log().map(|t| t.as_ref().clone()).collect::<Vec<_>>(), 2_000_000);
        one
    })
}
