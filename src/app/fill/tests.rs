//! What values go on to, and where filling goes. How texts go on is told in `text::sequence`.

use super::series::Series;
use super::{Direction, Fill, Manner};
use crate::app::grid::{At, Selection};
use crate::model::{Date, Decimal, Kind, Money, Percent, Value};

const ANY: Kind = Kind::Number { min: -1000, max: 1000, places: 2 };

fn value(text: &str) -> Value {
    let number = |text: &str| (text.parse::<f64>().unwrap() * 1e6).round() as i64;
    if text.is_empty() {
        Value::Empty
    } else if let Ok(day) = text.parse::<Date>() {
        Value::Date(day)
    } else if let Some(share) = text.strip_suffix('%') {
        Value::Percent(Percent { ppm: number(share) / 100 })
    } else if let Some(minor) = text.strip_prefix('$') {
        Value::Money(Money::new(minor.parse().unwrap(), crate::model::Currency::USD))
    } else if text.parse::<f64>().is_ok() {
        Value::Number(Decimal { millionths: number(text) })
    } else {
        Value::text(text)
    }
}

/// The values of some numbers of a series.
fn nth(source: &[&str], manner: Manner, numbers: impl IntoIterator<Item = i64>) -> Vec<Value> {
    let source: Vec<(At, Value)> = source.iter().map(|text| (At::default(), value(text))).collect();
    let series = Series::of(&ANY, &source, manner);
    for (n, (_, value)) in source.iter().enumerate() {
        assert_eq!(series.nth(n as i64).1, *value, "the source itself is in the series");
    }
    numbers.into_iter().map(|n| series.nth(n).1).collect()
}

#[track_caller]
fn check(source: &[&str], manner: Manner, before: &str, after: [&str; 3]) {
    let count = source.len() as i64;
    let expected: Vec<Value> = [before].into_iter().chain(after).map(value).collect();
    assert_eq!(nth(source, manner, [-1, count, count + 1, count + 2]), expected, "{source:?}");
}

#[test]
fn values_go_on_as_their_kind_does() {
    use Manner::{Copy, Other, Usual};
    check(&["5"], Usual, "5", ["5", "5", "5"]);
    check(&["5"], Other, "4", ["6", "7", "8"]);
    check(&["5"], Copy, "5", ["5", "5", "5"]);
    check(&["1", "3"], Usual, "-1", ["5", "7", "9"]);
    check(&["1", "3"], Other, "3", ["1", "3", "1"]);
    check(&["1.5", "1.25"], Usual, "1.75", ["1", "0.75", "0.5"]);
    check(&["1", "3", "6"], Usual, "6", ["1", "3", "6"]);
    check(&["10%", "15%"], Usual, "5%", ["20%", "25%", "30%"]);
    check(&["10%"], Usual, "10%", ["10%", "10%", "10%"]);
    check(&["$100", "$200"], Usual, "$0", ["$300", "$400", "$500"]);
    check(&["$100"], Usual, "$100", ["$100", "$100", "$100"]);
    check(&["a", ""], Usual, "", ["a", "", "a"]);
    check(&["Visit 3"], Usual, "Visit 2", ["Visit 4", "Visit 5", "Visit 6"]);
    check(&["Visit 3"], Other, "Visit 3", ["Visit 3", "Visit 3", "Visit 3"]);
    check(&["a", "b"], Usual, "b", ["a", "b", "a"]);
}

#[test]
fn dates_go_on_by_days_weekdays_months_and_month_ends() {
    use Manner::{Other, Usual};
    check(&["2026-03-05"], Usual, "2026-03-04", ["2026-03-06", "2026-03-07", "2026-03-08"]);
    check(&["2026-03-05"], Other, "2026-03-05", ["2026-03-05", "2026-03-05", "2026-03-05"]);
    check(&["2026-03-05", "2026-03-12"], Usual, "2026-02-26", ["2026-03-19", "2026-03-26", "2026-04-02"]);
    check(&["2026-03-05", "2026-03-04"], Usual, "2026-03-06", ["2026-03-03", "2026-03-02", "2026-03-01"]);
    // Friday and Monday; Thursday, Friday, Monday; every other day of work.
    check(&["2026-03-06", "2026-03-09"], Usual, "2026-03-05", ["2026-03-10", "2026-03-11", "2026-03-12"]);
    check(&["2026-03-05", "2026-03-06", "2026-03-09"], Usual, "2026-03-04", ["2026-03-10", "2026-03-11", "2026-03-12"]);
    check(&["2026-03-04", "2026-03-06", "2026-03-10"], Usual, "2026-03-02", ["2026-03-12", "2026-03-16", "2026-03-18"]);
    check(&["2026-03-15", "2026-04-15"], Usual, "2026-02-15", ["2026-05-15", "2026-06-15", "2026-07-15"]);
    check(&["2026-01-31", "2026-02-28"], Usual, "2025-12-31", ["2026-03-31", "2026-04-30", "2026-05-31"]);
    check(&["2026-01-30", "2026-02-28"], Usual, "2025-12-30", ["2026-03-30", "2026-04-30", "2026-05-30"]);
    check(&["2026-03-31", "2026-06-30"], Usual, "2025-12-31", ["2026-09-30", "2026-12-31", "2027-03-31"]);
    check(&["2026-05-01", "2027-05-01"], Usual, "2025-05-01", ["2028-05-01", "2029-05-01", "2030-05-01"]);
    check(&["2026-03-05", "2026-03-07", "2026-03-08"], Usual, "2026-03-08", ["2026-03-05", "2026-03-07", "2026-03-08"]);
}

#[test]
fn numbers_that_leave_what_can_be_kept_stop_there() {
    let most = Value::Number(Decimal { millionths: i64::MAX });
    let source = [(At::default(), Value::Number(Decimal { millionths: i64::MAX - 1 })), (At::default(), most.clone())];
    assert_eq!(Series::of(&ANY, &source, Manner::Usual).nth(5).1, most);
    assert_eq!(Series::of(&ANY, &[], Manner::Usual).nth(3).1, Value::Empty);
}

#[test]
fn a_corner_goes_along_the_longer_way() {
    let source = Selection::range(At { row: 4, column: 3 }, At { row: 2, column: 2 });
    let to = |row, column| Fill::to(source, At { row, column }).map(|fill| (fill.direction, fill.count));
    assert_eq!(to(7, 3), Some((Direction::Down, 3)));
    assert_eq!(to(0, 2), Some((Direction::Up, 2)));
    assert_eq!(to(5, 9), Some((Direction::Right, 6)));
    assert_eq!(to(3, 0), Some((Direction::Left, 2)));
    assert_eq!(to(3, 2), None);
    assert_eq!(to(6, 5), Some((Direction::Down, 2)), "down where both are as long");
    let whole = Fill { source, direction: Direction::Up, count: 2 }.whole();
    assert_eq!((whole.rows(), whole.columns()), ((0, 4), (2, 3)));
}
