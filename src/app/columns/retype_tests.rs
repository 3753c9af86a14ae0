//! Numbers go from kind to kind by what they are, and come back.

use proptest::prelude::*;

use super::retype::convert;
use crate::model::{Currency, Date, Decimal, Definition, Key, Kind, Money, Percent, Place, Plan, Stand, Value, column};
use crate::text::{Lang, Parser};

/// A kind of numbers and a value that it can hold.
fn held() -> impl Strategy<Value = (Kind, Value)> {
    let number = |places: u32| {
        let unit = 10_i64.pow(6 - places);
        (-9_000_000_000_000_i64..9_000_000_000_000)
            .prop_map(move |n| (Kind::own_number(places), Value::Number(Decimal { millionths: n / unit * unit })))
    };
    let share = |ppm| (Kind::Percent, Value::Percent(Percent { ppm }));
    let rating = |grade: i64| (Kind::Rating { min: -5, max: 5, unknown: true }, Value::Number(Decimal::whole(grade)));
    let money = |minor| (Kind::Money, Value::Money(Money::new(minor, Currency::CNY)));
    prop_oneof![
        (0_u32..=6).prop_flat_map(number),
        (-9_000_000_000_000_i64..9_000_000_000_000).prop_map(share),
        (-3_000_000_i64..3_000_000).prop_map(share),
        (-5_i64..=5).prop_map(rating),
        (-9_000_000_000_i64..9_000_000_000).prop_map(money),
    ]
}

proptest! {
    #[test]
    fn numbers_come_back_from_every_kind_that_holds_them((kind, value) in held(), other in 0_usize..4) {
        let plan = Plan::default();
        let parser = Parser::new(&plan, Lang::En, Date::of_millis(0));
        let stand = Some(Stand { after: Key::default(), place: Place::default() });
        let own = |kind: Kind| Definition { stand: stand.clone(), ..column("size", "Size", "数量", kind) };
        let others = [Kind::own_number(6), Kind::Percent, Kind::Money, Kind::Rating { min: -9, max: 9, unknown: false }];
        let (from, to) = (own(kind), own(others[other].clone()));
        let there = convert(&parser, &from, &to, &value);
        let back = convert(&parser, &to, &from, &there);
        let is_rounded = matches!(there, Value::Money(_)) && !matches!(value, Value::Money(_));
        if is_rounded {
            // An amount has two places.
            let again = convert(&parser, &from, &to, &back);
            prop_assert_eq!(&again, &there);
        } else {
            prop_assert_eq!(&back, &value, "by way of {:?}", there);
        }
        if let (Value::Number(number), Value::Percent(share)) = (&value, &there) {
            prop_assert_eq!(number.millionths, share.ppm);
        }
        if let (Value::Percent(share), Value::Number(number)) = (&value, &there) {
            prop_assert_eq!(number.millionths, share.ppm);
        }
    }
}
