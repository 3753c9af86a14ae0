//! The series that some values show: what comes after them, and what came before.

use super::Manner;
use crate::app::grid::At;
use crate::model::{Currency, Date, Decimal, Kind, Money, Percent, Value};
use crate::text::Sequence;

/// Values with what they show of a series.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    source: Vec<(At, Value)>,
    rule: Rule,
}

#[derive(Clone, Debug, PartialEq)]
enum Rule {
    /// Again and again.
    Copy,
    Number {
        first: i64,
        step: i64,
    },
    Money {
        first: i64,
        step: i64,
        currency: Currency,
    },
    Share {
        first: i64,
        step: i64,
    },
    Days {
        first: Date,
        step: i64,
    },
    /// Monday to Friday.
    Weekdays {
        first: Date,
        step: i64,
    },
    Months {
        first: Date,
        step: i64,
        day: u32,
    },
    Text(Sequence),
}

impl Series {
    /// What a source shows. Choices, links and ratings are copied always; a single number or amount is copied and a single
    /// date or numbered text goes on, unless the other is asked for.
    pub fn of(kind: &Kind, source: &[(At, Value)], manner: Manner) -> Series {
        let values: Vec<&Value> = source.iter().map(|(_, value)| value).collect();
        let goes_on = match (manner, values.as_slice()) {
            (Manner::Copy, _) => false,
            (Manner::Usual, [Value::Number(_) | Value::Percent(_) | Value::Money(_)]) => false,
            (Manner::Usual, _) => true,
            (Manner::Other, [_]) => matches!(values.as_slice(), [Value::Number(_)]),
            (Manner::Other, _) => false,
        };
        let rule = if goes_on { rule(kind, &values) } else { None };
        Series { source: source.to_vec(), rule: rule.unwrap_or(Rule::Copy) }
    }

    /// The `n`-th value, and the cell of the source that it repeats; the first of the source is number 0.
    pub fn nth(&self, n: i64) -> (At, Value) {
        let length = self.source.len().max(1) as i64;
        let (at, copy) = self.source.get(n.rem_euclid(length) as usize).cloned().unwrap_or_default();
        let after = |first: i64, step: i64| first.saturating_add(step.saturating_mul(n));
        let value = match &self.rule {
            Rule::Copy => copy,
            Rule::Number { first, step } => Value::Number(Decimal { millionths: after(*first, *step) }),
            Rule::Money { first, step, currency } => Value::Money(Money::new(after(*first, *step), *currency)),
            Rule::Share { first, step } => Value::Percent(Percent { ppm: after(*first, *step) }),
            Rule::Days { first, step } => Value::Date(first.plus_days(step.saturating_mul(n))),
            Rule::Weekdays { first, step } => Value::Date(plus_weekdays(*first, step.saturating_mul(n))),
            Rule::Months { first, step, day } => Value::Date(plus_months(*first, step.saturating_mul(n), *day)),
            Rule::Text(sequence) => Value::text(&sequence.nth(n)),
        };
        (at, value)
    }
}

/// The rule that all the values follow; none where there is none.
fn rule(kind: &Kind, values: &[&Value]) -> Option<Rule> {
    fn all<T>(values: &[&Value], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
        values.iter().map(|value| read(value)).collect()
    }
    match values.first()? {
        Value::Number(_) if matches!(kind, Kind::Number { .. }) => {
            let numbers = all(values, |value| if let Value::Number(n) = value { Some(n.millionths) } else { None })?;
            let (first, step) = even(&numbers, Decimal::ONE)?;
            Some(Rule::Number { first, step })
        }
        Value::Percent(_) => {
            let shares = all(values, |value| if let Value::Percent(p) = value { Some(p.ppm) } else { None })?;
            let (first, step) = even(&shares, 10_000)?;
            Some(Rule::Share { first, step })
        }
        Value::Money(Money { currency, .. }) => {
            let of_currency = |value: &Value| match value {
                Value::Money(money) if money.currency == *currency => Some(money.minor),
                _ => None,
            };
            let (first, step) = even(&all(values, of_currency)?, 0)?;
            Some(Rule::Money { first, step, currency: *currency })
        }
        Value::Date(_) => dates(&all(values, |value| if let Value::Date(day) = value { Some(*day) } else { None })?),
        Value::Text(_) => {
            let texts = all(values, |value| if let Value::Text(text) = value { Some(text.clone()) } else { None })?;
            let texts: Vec<&str> = texts.iter().map(smol_str::SmolStr::as_str).collect();
            Sequence::of(&texts).map(Rule::Text)
        }
        _ => None,
    }
}

/// The first number and the step, where all steps are the same and lead somewhere.
fn even(numbers: &[i64], alone: i64) -> Option<(i64, i64)> {
    let first = *numbers.first()?;
    let step = numbers.get(1).map_or(Some(alone), |second| second.checked_sub(first))?;
    let is_even = numbers.windows(2).all(|pair| matches!(pair, [a, b] if b.checked_sub(*a) == Some(step)));
    (is_even && step != 0).then_some((first, step))
}

/// Month ends, the same day of months, days, days of work: the first that all the dates follow.
fn dates(days: &[Date]) -> Option<Rule> {
    let first = *days.first()?;
    if days.len() == 1 {
        return Some(Rule::Days { first, step: 1 });
    }
    let months: Vec<i64> = days.iter().map(|day| i64::from(day.year()) * 12 + i64::from(day.month())).collect();
    if let Some((_, step)) = even(&months, 0) {
        // A month that is too short for the day ends with its last one; the 30th and the 31st of others stay.
        let day = if days.iter().all(|day| is_month_end(*day)) { 31 } else { days.iter().map(|d| d.day()).max()? };
        if (0..).zip(days).all(|(n, own)| plus_months(first, step * n, day) == *own) {
            return Some(Rule::Months { first, step, day });
        }
    }
    let differences: Vec<i64> = days.iter().map(|day| day.days_since(first)).collect();
    let is_work = |day: &Date| day.weekday() < 5;
    if days.iter().all(is_work) {
        let numbers: Vec<i64> = days.iter().map(|day| weekday_number(*day)).collect();
        let over_weekend = even(&differences, 0).is_none()
            || matches!(days, [a, b] if a.weekday() == 4 && b.weekday() == 0 && b.days_since(*a) == 3);
        if let Some((_, step)) = even(&numbers, 0).filter(|_| over_weekend) {
            return Some(Rule::Weekdays { first, step });
        }
    }
    even(&differences, 0).map(|(_, step)| Rule::Days { first, step })
}

fn is_month_end(day: Date) -> bool {
    day.plus_days(1).day() == 1
}

/// The date some months on, on a day of the month, or on its last one.
fn plus_months(first: Date, months: i64, day: u32) -> Date {
    let months = i32::try_from(months.clamp(-200_000, 200_000)).unwrap_or(0);
    let start = first.month_start(months);
    let end = start.month_start(1).plus_days(-1);
    start.plus_days(i64::from(day.max(1) - 1)).min(end.max(start))
}

/// Days of work since a Monday long ago; for weekdays only.
fn weekday_number(day: Date) -> i64 {
    let days = day.days_since(Date::of_millis(0)) + 3;
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(4)
}

fn plus_weekdays(first: Date, count: i64) -> Date {
    let number = weekday_number(first).saturating_add(count);
    let days = number.div_euclid(5).saturating_mul(7).saturating_add(number.rem_euclid(5));
    Date::of_millis(0).plus_days(days.saturating_sub(3))
}
