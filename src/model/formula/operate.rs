//! What two values and an operator give. An empty cell makes a result empty; it is never taken for zero.

use std::cmp::Ordering;

use smol_str::SmolStr;

use super::{Context, Datum, Fault, Operator};
use crate::model::exact::Exact;
use crate::model::fold::search_key;
use crate::model::{Currency, Date};

/// A hundredth.
pub(super) fn percent(datum: &Datum) -> Result<Datum, Fault> {
    match datum {
        Datum::Blank => Ok(Datum::Blank),
        Datum::Number(number) => number.over(Exact::whole(100)).map(Datum::Percent).ok_or(Fault::TooLarge),
        _ => Err(Fault::Mismatch),
    }
}

/// The opposite.
pub(super) fn negative(datum: &Datum) -> Result<Datum, Fault> {
    datum.resized(|number| number.negative())
}

/// What an operator gives.
pub(super) fn operate(context: &dyn Context, operator: Operator, left: &Datum, right: &Datum) -> Result<Datum, Fault> {
    match operator {
        Operator::Join => {
            let mut text = context.text(left).to_string();
            text.push_str(&context.text(right));
            Ok(text_datum(&text))
        }
        Operator::Equal => Ok(Datum::Check(equal(context, left, right)?)),
        Operator::Differs => Ok(Datum::Check(!equal(context, left, right)?)),
        Operator::Less | Operator::AtMost | Operator::Greater | Operator::AtLeast => {
            let Some(order) = compare(context, left, right)? else { return Ok(Datum::Blank) };
            Ok(Datum::Check(match operator {
                Operator::Less => order.is_lt(),
                Operator::AtMost => order.is_le(),
                Operator::Greater => order.is_gt(),
                _ => order.is_ge(),
            }))
        }
        Operator::Plus | Operator::Minus => added(context, left, right, operator == Operator::Minus),
        Operator::Times => times(left, right),
        Operator::Over => over(context, left, right),
        Operator::Power => power(left, right),
        Operator::And => Ok(Datum::Check(left.holds() && right.holds())),
        Operator::Or => Ok(Datum::Check(left.holds() || right.holds())),
    }
}

/// A text, or nothing where it is empty.
pub(super) fn text_datum(text: &str) -> Datum {
    if text.is_empty() { Datum::Blank } else { Datum::Text(SmolStr::new(text)) }
}

/// An amount in units of the plan's currency.
pub(super) fn worth(context: &dyn Context, units: Exact, currency: Currency) -> Result<Exact, Fault> {
    let plan = context.plan();
    if currency == plan.currency() {
        return Ok(units);
    }
    let rate = plan.rate(currency).ok_or(Fault::NoRate { currency })?;
    let rate = Exact::new(rate.millionths.into(), 1_000_000).ok_or(Fault::TooLarge)?;
    units.times(rate).ok_or(Fault::TooLarge)
}

/// Two amounts in one currency: their own, or the plan's; a bare number is one in the plan's currency.
pub(super) fn in_one_currency(
    context: &dyn Context,
    left: &Datum,
    right: &Datum,
) -> Result<Option<(Exact, Exact, Currency)>, Fault> {
    let own = context.plan().currency();
    let part = |datum: &Datum| match datum {
        Datum::Money(units, currency) => Some((*units, *currency)),
        Datum::Number(units) => Some((*units, own)),
        _ => None,
    };
    let is_money = matches!(left, Datum::Money(..)) || matches!(right, Datum::Money(..));
    match (part(left), part(right)) {
        (Some((one, a)), Some((two, b))) if is_money && a == b => Ok(Some((one, two, a))),
        (Some((one, a)), Some((two, b))) if is_money => {
            Ok(Some((worth(context, one, a)?, worth(context, two, b)?, own)))
        }
        _ => Ok(None),
    }
}

/// The sum or the difference.
pub(super) fn added(context: &dyn Context, left: &Datum, right: &Datum, minus: bool) -> Result<Datum, Fault> {
    let sum = |one: Exact, two: Exact| if minus { one.minus(two) } else { one.plus(two) }.ok_or(Fault::TooLarge);
    if let Some((one, two, currency)) = in_one_currency(context, left, right)? {
        return Ok(Datum::Money(sum(one, two)?, currency));
    }
    match (left, right) {
        (Datum::Blank, _) | (_, Datum::Blank) => Ok(Datum::Blank),
        (Datum::Number(one), Datum::Number(two)) => Ok(Datum::Number(sum(*one, *two)?)),
        (Datum::Number(one) | Datum::Percent(one), Datum::Number(two) | Datum::Percent(two)) => {
            Ok(Datum::Percent(sum(*one, *two)?))
        }
        (Datum::Date(one), Datum::Date(two)) if minus => Ok(Datum::Number(Exact::whole(one.days_since(*two).into()))),
        (Datum::Date(day), Datum::Number(days)) => {
            moved(*day, if minus { days.negative().ok_or(Fault::TooLarge)? } else { *days })
        }
        (Datum::Number(days), Datum::Date(day)) if !minus => moved(*day, *days),
        _ => Err(Fault::Mismatch),
    }
}

/// The day so many whole days later.
pub(super) fn moved(day: Date, days: Exact) -> Result<Datum, Fault> {
    const FARTHEST: i128 = 4_000_000;
    let days = days.floor();
    if days.abs() > FARTHEST {
        return Err(Fault::NoSuchDay);
    }
    let days = i64::try_from(days).unwrap_or_default();
    let moved = day.plus_days(days);
    // At the ends of the calendar a day stays where it is: that is no result.
    if moved.days_since(day) == days { Ok(Datum::Date(moved)) } else { Err(Fault::NoSuchDay) }
}

fn times(left: &Datum, right: &Datum) -> Result<Datum, Fault> {
    let product = |one: &Exact, two: &Exact| one.times(*two).ok_or(Fault::TooLarge);
    match (left, right) {
        (Datum::Blank, _) | (_, Datum::Blank) => Ok(Datum::Blank),
        (Datum::Money(units, currency), Datum::Number(by) | Datum::Percent(by))
        | (Datum::Number(by) | Datum::Percent(by), Datum::Money(units, currency)) => {
            Ok(Datum::Money(product(units, by)?, *currency))
        }
        (Datum::Percent(one), Datum::Percent(two)) => Ok(Datum::Percent(product(one, two)?)),
        (Datum::Number(one) | Datum::Percent(one), Datum::Number(two) | Datum::Percent(two)) => {
            Ok(Datum::Number(product(one, two)?))
        }
        _ => Err(Fault::Mismatch),
    }
}

fn over(context: &dyn Context, left: &Datum, right: &Datum) -> Result<Datum, Fault> {
    let quotient = |one: Exact, two: Exact| {
        if two.is_zero() { Err(Fault::DividedByZero) } else { one.over(two).ok_or(Fault::TooLarge) }
    };
    match (left, right) {
        (Datum::Blank, _) | (_, Datum::Blank) => Ok(Datum::Blank),
        (Datum::Money(..), Datum::Money(..)) => match in_one_currency(context, left, right)? {
            Some((one, two, _)) => Ok(Datum::Number(quotient(one, two)?)),
            None => Err(Fault::Mismatch),
        },
        (Datum::Money(units, currency), Datum::Number(by) | Datum::Percent(by)) => {
            Ok(Datum::Money(quotient(*units, *by)?, *currency))
        }
        (Datum::Percent(one), Datum::Number(two)) => Ok(Datum::Percent(quotient(*one, *two)?)),
        (Datum::Number(one) | Datum::Percent(one), Datum::Number(two) | Datum::Percent(two)) => {
            Ok(Datum::Number(quotient(*one, *two)?))
        }
        _ => Err(Fault::Mismatch),
    }
}

/// The power.
pub(super) fn power(left: &Datum, right: &Datum) -> Result<Datum, Fault> {
    let raised = |base: &Exact, exponent: &Exact| {
        if base.is_zero() && exponent.is_negative() {
            Err(Fault::DividedByZero)
        } else if base.is_zero() && exponent.is_zero() || base.is_negative() && !exponent.is_whole() {
            Err(Fault::NoSuchPower)
        } else {
            base.power(*exponent).ok_or(Fault::TooLarge)
        }
    };
    match (left, right) {
        (Datum::Blank, _) | (_, Datum::Blank) => Ok(Datum::Blank),
        (Datum::Number(one), Datum::Number(two) | Datum::Percent(two)) => Ok(Datum::Number(raised(one, two)?)),
        (Datum::Percent(one), Datum::Number(two) | Datum::Percent(two)) => Ok(Datum::Percent(raised(one, two)?)),
        _ => Err(Fault::Mismatch),
    }
}

/// The texts under which something is known.
fn known_as(context: &dyn Context, datum: &Datum) -> Vec<SmolStr> {
    let texts = match datum {
        Datum::Choice(label) => vec![label.en.clone(), label.zh.clone()],
        Datum::Row(sheet, row) => context.names(*sheet, *row),
        other => vec![context.text(other)],
    };
    texts.iter().map(|text| search_key(text)).filter(|key| !key.is_empty()).collect()
}

/// Whether two values are the same; texts whatever their width and case, choices and rows by name in either language.
pub(super) fn equal(context: &dyn Context, left: &Datum, right: &Datum) -> Result<bool, Fault> {
    if left.is_blank() || right.is_blank() {
        return Ok(left.is_blank() == right.is_blank());
    }
    match (left, right) {
        (Datum::Row(a, one), Datum::Row(b, two)) if a == b => Ok(one == two),
        (Datum::Check(one), Datum::Check(two)) => Ok(one == two),
        (one, two) if one.type_of().is_text() && two.type_of().is_text() => {
            let (one, two) = (known_as(context, one), known_as(context, two));
            Ok(one.iter().any(|key| two.contains(key)))
        }
        _ => Ok(compare(context, left, right)? == Some(Ordering::Equal)),
    }
}

/// The order of two values; none where one is empty.
pub(super) fn compare(context: &dyn Context, left: &Datum, right: &Datum) -> Result<Option<Ordering>, Fault> {
    if let Some((one, two, _)) = in_one_currency(context, left, right)? {
        return Ok(Some(one.cmp(&two)));
    }
    Ok(Some(match (left, right) {
        (Datum::Blank, _) | (_, Datum::Blank) => return Ok(None),
        (Datum::Number(one) | Datum::Percent(one), Datum::Number(two) | Datum::Percent(two)) => one.cmp(two),
        (Datum::Date(one), Datum::Date(two)) => one.cmp(two),
        // A part that may be a text or a name stays what it is, so that it is known in both languages.
        (one, two) if one.type_of().is_text() && two.type_of().is_text() => {
            search_key(&context.text(one)).cmp(&search_key(&context.text(two)))
        }
        _ => return Err(Fault::Mismatch),
    }))
}

/// Whether a text, or one of several values, has a part in it; in either language where it has names in both.
pub(super) fn contains(context: &dyn Context, whole: &Datum, part: &Datum) -> bool {
    let part = search_key(&context.text(part));
    let within = |datum: &Datum| known_as(context, datum).iter().any(|key| key.contains(part.as_str()));
    match whole {
        _ if part.is_empty() => false,
        Datum::Several(all) => all.iter().any(within),
        one => within(one),
    }
}
