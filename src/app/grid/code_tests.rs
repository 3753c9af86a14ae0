//! Arrangements as texts and back.

use proptest::prelude::*;

use super::*;
use crate::app::grid::{Choice, Filter};
use crate::model::{Date, RowId, Stamp};

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![4 => "[a-z_]{1,6}", 1 => "\\PC{0,4}"].prop_map(Key::from)
}

fn value() -> impl Strategy<Value = Value> {
    let text = || "\\PC{0,5}|[\"\\\\\n a]{0,4}".prop_map(SmolStr::from);
    prop_oneof![
        Just(Value::Empty),
        Just(Value::Unknown),
        text().prop_map(Value::Text),
        text().prop_map(Value::Invalid),
        text().prop_map(Value::Foreign),
        text().prop_map(Value::Choice),
        any::<i64>().prop_map(|millionths| Value::Number(Decimal { millionths })),
        any::<i64>().prop_map(|ppm| Value::Percent(Percent { ppm })),
        any::<i64>().prop_map(|minor| Value::Money(Money::new(minor, Currency::CNY))),
        (0u64..4_000_000_000_000).prop_map(|millis| Value::Date(Date::of_millis(millis))),
        any::<bool>().prop_map(Value::Check),
        any::<(u64, u64)>().prop_map(|(time, replica)| Value::Link(RowId(Stamp { time, replica }))),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let unit = || proptest::sample::select(&Unit::ALL[..]);
    prop_oneof![
        (prop::collection::vec(value(), 0..4), any::<bool>())
            .prop_map(|(values, except)| Condition::Among { values, except }),
        (proptest::sample::select(&Likeness::ALL[..]), "\\PC{0,6}")
            .prop_map(|(likeness, text)| Condition::Like(likeness, text.into())),
        proptest::sample::select(vec![Condition::Empty, Condition::Filled, Condition::Invalid, Condition::Overdue]),
        (prop::option::of(value()), prop::option::of(value()))
            .prop_map(|(from, until)| Condition::Between { from, until }),
        (unit(), any::<i32>()).prop_map(|(unit, offset)| Condition::During(unit, offset)),
    ]
}

/// Any arrangement.
pub fn arrangement() -> impl Strategy<Value = Arrangement> {
    let columns = (
        prop::collection::vec(proptest::sample::select(PACKS.map(|(_, pack)| pack).to_vec()), 0..3),
        prop::collection::vec((key(), any::<bool>()), 0..3),
        prop::collection::vec((key(), any::<u16>()), 0..3),
        prop::collection::vec(key(), 0..4),
        prop::option::of(0usize..9),
    );
    let columns =
        columns.prop_map(|(packs, columns, widths, order, frozen)| Choice { packs, columns, widths, order, frozen });
    let filter = (prop::collection::vec((key(), condition()), 0..3), any::<bool>(), any::<bool>());
    let filter = filter.prop_map(|(columns, attention, mine)| Filter { columns, attention, mine });
    let unit = prop::option::of(proptest::sample::select(&Unit::ALL[..]));
    let tone = proptest::sample::select(TONES.map(|(_, tone)| tone).to_vec());
    (
        columns,
        prop::collection::vec((key(), any::<bool>()), 0..3),
        filter,
        prop::collection::vec((key(), unit), 0..3),
        prop::collection::vec((key(), proptest::sample::select(&Total::ALL[..])), 0..3),
        prop::collection::vec((key(), condition(), tone, any::<bool>()), 0..3),
    )
        .prop_map(|(columns, sort, filter, groups, totals, colours)| Arrangement {
            columns,
            sort: sort.into_iter().map(|(column, descending)| Sort { column, descending }).collect(),
            filter,
            groups: groups.into_iter().map(|(column, unit)| Group { column, unit }).collect(),
            totals,
            colours: colours.into_iter().map(|(column, when, tone, row)| Colour { column, when, tone, row }).collect(),
            unknown: Vec::new(),
        })
}

fn again(texts: &[String; PARTS]) -> Arrangement {
    Arrangement::decode(texts.each_ref().map(String::as_str))
}

proptest! {
    #[test]
    fn reads_what_it_writes(arrangement in arrangement()) {
        prop_assert_eq!(again(&arrangement.encode()), arrangement);
    }

    #[test]
    fn keeps_whatever_else_stands_there(texts in prop::collection::vec("(\\PC|[ \"\n#:-]|among|from|row){0,20}", PARTS)) {
        let texts: [String; PARTS] = texts.try_into().unwrap();
        let read = again(&texts);
        let written = read.encode();
        prop_assert_eq!(again(&written).encode(), written.clone());
        for (text, out) in texts.iter().zip(&written) {
            prop_assert!(text.trim().is_empty() || !out.is_empty(), "{} was lost", text);
        }
    }
}

#[test]
fn the_text_is_for_people_too() {
    let texts = [
        "freeze 2\npack dimensions\nhide note\nwidth name 240\norder name stage amount",
        "stage desc\namount",
        "* mine\nstage among #3eb-0 -\nname contains \"press \\\"A\\\"\"\namount range from m100000USD",
        "close quarter\nowner",
        "amount average",
        "row bad amount range until m100USD\ncell sparkling amount empty",
    ];
    let read = Arrangement::decode(texts);
    assert_eq!(read.encode(), texts);
    assert_eq!(read.unknown, [(5, "cell sparkling amount empty".to_owned())], "of a newer version");
}
