//! The value of a cell as JSON, in two forms.
//!
//! | value | tagged (in the log: says itself what it is) | plain (in a table: the column's kind says it) |
//! |---|---|---|
//! | Empty | `null` | left out |
//! | Text | `"…"` | `"…"` |
//! | Number | `12.5`, exact to six places | the same |
//! | Check | `true` | the same |
//! | Money | `{"currency":"CNY","minor":1200000}` | the same |
//! | Unknown | `{"unknown":true}` | the same |
//! | Percent | `{"percent":400000}`, millionths: 40 % | `400000` |
//! | Date | `{"date":"2026-03-05"}` | `"2026-03-05"` |
//! | Choice, Choices | `{"choice":"won"}`, `{"choices":["a"]}` | `"won"`, `["a"]` |
//! | Link, Links | `{"link":"1f-2"}`, `{"links":["1f-2"]}` | `"1f-2"`, `["1f-2"]` |
//! | Invalid | `{"invalid":"…"}` | the same |
//! | Foreign | as it came, or `{"foreign":…}` where that reads as something else | as it came |
//!
//! A number's text is read and written digit by digit: nothing passes through floating point, and NaN has no form.

use smol_str::SmolStr;

use super::damage::Why;
use super::digits::{push_date, push_id, push_padded, push_whole};
use super::raw::{Raw, push_string};
use super::sound;
use crate::log::fits;
use crate::model::{Currency, Date, Decimal, Key, Kind, Money, Percent, RowId, Value};

/// How deeply lists and objects may stand in one another in what is kept without being understood: what a file of a
/// newer version holds must still fit, one day, into the log around it.
const FOREIGN_DEPTH: usize = 64;

/// Keeps a piece of JSON as it came, without white space.
pub(super) fn keep(raw: Raw<'_>) -> Result<SmolStr, Why> {
    if sound::depth(raw.text) > FOREIGN_DEPTH { Err(Why::TooDeep) } else { Ok(SmolStr::new(raw.compact())) }
}

/// Writes a value so that it says itself what it is.
pub(super) fn write_tagged(out: &mut String, value: &Value) {
    match value {
        Value::Empty => out.push_str("null"),
        Value::Text(text) => push_string(out, text),
        Value::Number(number) => push_decimal(out, *number),
        Value::Check(ticked) => out.push_str(if *ticked { "true" } else { "false" }),
        Value::Money(Money { currency, minor }) => {
            out.push_str(r#"{"currency":""#);
            out.push_str(currency.code());
            out.push_str(r#"","minor":"#);
            push_whole(out, *minor);
            out.push('}');
        }
        Value::Unknown => out.push_str(r#"{"unknown":true}"#),
        Value::Foreign(text) => push_foreign(out, text),
        Value::Percent(percent) => tag(out, "percent", |out| push_whole(out, percent.ppm)),
        Value::Date(date) => tag(out, "date", |out| push_date(out, *date)),
        Value::Choice(key) => tag(out, "choice", |out| push_string(out, key)),
        Value::Choices(keys) => tag(out, "choices", |out| push_list(out, keys, |out, key| push_string(out, key))),
        Value::Link(row) => tag(out, "link", |out| push_id(out, row)),
        Value::Links(rows) => tag(out, "links", |out| push_list(out, rows, push_id)),
        Value::Invalid(text) => tag(out, "invalid", |out| push_string(out, text)),
    }
}

fn tag(out: &mut String, name: &str, content: impl FnOnce(&mut String)) {
    out.push_str("{\"");
    out.push_str(name);
    out.push_str("\":");
    content(out);
    out.push('}');
}

/// Reads a value that says itself what it is; anything else is kept.
pub(super) fn read_tagged(raw: Raw<'_>) -> Result<Value, Why> {
    match tagged(raw) {
        Some(value) => Ok(value),
        None => match raw.only_member() {
            Some((name, inside)) if name == "foreign" => keep(inside).map(Value::Foreign),
            _ => keep(raw).map(Value::Foreign),
        },
    }
}

fn tagged(raw: Raw<'_>) -> Option<Value> {
    match raw.text.bytes().next()? {
        b'n' => Some(Value::Empty),
        b'"' => raw.string().map(|text| Value::Text(SmolStr::new(text))),
        b't' | b'f' => raw.check().map(Value::Check),
        b'{' => match raw.only_member() {
            None => money(raw),
            Some((name, inside)) => Some(match name.as_ref() {
                "percent" => Value::Percent(Percent { ppm: inside.integer()? }),
                "date" => Value::Date(inside.string()?.parse::<Date>().ok()?),
                "choice" => Value::Choice(Key::new(inside.string()?)),
                "choices" => Value::Choices(keys(inside)?.into()),
                "link" => Value::Link(id(inside)?),
                "links" => Value::Links(ids(inside)?.into()),
                "invalid" => Value::Invalid(SmolStr::new(inside.string()?)),
                "unknown" => inside.check().filter(|known| *known).map(|_| Value::Unknown)?,
                _ => return None,
            }),
        },
        b'[' => None,
        _ => decimal(raw.number()?).map(Value::Number),
    }
}

fn money(raw: Raw<'_>) -> Option<Value> {
    let (mut currency, mut minor) = (None, None);
    for (name, inside) in raw.members()? {
        match name.as_ref() {
            "currency" => {
                let code = inside.string()?;
                currency = Some(Currency::parse(&code).filter(|currency| currency.code() == code)?);
            }
            "minor" => minor = Some(inside.integer()?),
            _ => return None,
        }
    }
    Some(Value::Money(Money::new(minor?, currency?)))
}

/// Writes a value of a column of this kind.
pub(super) fn write_plain(out: &mut String, kind: &Kind, value: &Value) {
    match (kind, value) {
        (Kind::Percent, Value::Percent(percent)) => push_whole(out, percent.ppm),
        (Kind::Date, Value::Date(date)) => push_date(out, *date),
        (Kind::Choice(_) | Kind::Currency, Value::Choice(key)) => push_string(out, key),
        (Kind::Choices(_), Value::Choices(keys)) => push_list(out, keys, |out, key| push_string(out, key)),
        (Kind::Link(_), Value::Link(row)) => push_id(out, row),
        (Kind::Links(_), Value::Links(rows)) => push_list(out, rows, push_id),
        (_, Value::Foreign(text)) => match Raw::checked(text).filter(|raw| !raw.is_null()) {
            Some(raw) => out.push_str(&raw.compact()),
            None => push_foreign(out, text),
        },
        _ => write_tagged(out, value),
    }
}

/// Reads a value of a column of this kind. A text that does not fit is invalid, anything else is kept as foreign.
pub(super) fn read_plain(raw: Raw<'_>, kind: &Kind) -> Result<Value, Why> {
    if raw.is_null() {
        return Ok(Value::Empty);
    }
    if *kind != Kind::Foreign {
        if let Some(value) = plain(raw, kind).or_else(|| tagged(raw).filter(|value| fits(kind, value))) {
            return Ok(if is_blank(&value) { Value::Empty } else { value });
        }
        if let Some(text) = raw.string() {
            return Ok(if text.is_empty() { Value::Empty } else { Value::Invalid(SmolStr::new(text)) });
        }
    }
    keep(raw).map(Value::Foreign)
}

fn plain(raw: Raw<'_>, kind: &Kind) -> Option<Value> {
    Some(match kind {
        Kind::Text | Kind::Paragraph | Kind::Steps(_) => Value::Text(SmolStr::new(raw.string()?)),
        Kind::Percent => Value::Percent(Percent { ppm: raw.integer()? }),
        Kind::Date => Value::Date(raw.string()?.parse().ok()?),
        Kind::Choice(_) | Kind::Currency => Value::Choice(Key::new(raw.string()?)),
        Kind::Choices(_) => Value::Choices(keys(raw)?.into()),
        Kind::Link(_) => Value::Link(id(raw)?),
        Kind::Links(_) => Value::Links(ids(raw)?.into()),
        Kind::Number { .. } | Kind::Rating { .. } | Kind::Money | Kind::Check | Kind::Foreign => return None,
    })
}

/// Whether a value holds nothing, though it says of which kind.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) | Value::Choice(text) => text.is_empty(),
        Value::Choices(keys) => keys.is_empty(),
        Value::Links(rows) => rows.is_empty(),
        _ => false,
    }
}

fn push_foreign(out: &mut String, text: &SmolStr) {
    match Raw::checked(text).map(|raw| (raw, read_tagged(raw))) {
        Some((_, Ok(Value::Foreign(again)))) if again == *text => out.push_str(text),
        Some((raw, Ok(_))) => tag(out, "foreign", |out| out.push_str(&raw.compact())),
        // Not JSON, or deeper than anything that was ever read: kept as a text, so that the file stays whole.
        _ => tag(out, "invalid", |out| push_string(out, text)),
    }
}

pub(super) fn push_list<T>(out: &mut String, items: &[T], write: impl FnMut(&mut String, &T)) {
    push_each(out, items, write);
}

pub(super) fn push_each<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

fn keys(raw: Raw<'_>) -> Option<Vec<Key>> {
    raw.items()?.map(|item| item.string().map(Key::new)).collect()
}

fn id(raw: Raw<'_>) -> Option<RowId> {
    raw.string()?.parse().ok()
}

fn ids(raw: Raw<'_>) -> Option<Vec<RowId>> {
    raw.items()?.map(id).collect()
}

fn push_decimal(out: &mut String, number: Decimal) {
    let size = number.millionths.unsigned_abs();
    let (whole, rest) = (size / 1_000_000, size % 1_000_000);
    if number.millionths < 0 {
        out.push('-');
    }
    push_padded(out, whole, 1);
    if rest != 0 {
        out.push('.');
        push_padded(out, rest, 6);
        out.truncate(out.trim_end_matches('0').len());
    }
}

/// The decimal of a JSON number; none where six places or the range do not hold it exactly.
fn decimal(number: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (number, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut digits = whole.parse::<i128>().ok()?.unsigned_abs();
    for digit in fraction.bytes() {
        digits = digits.checked_mul(10)?.checked_add(u128::from(digit.wrapping_sub(b'0')))?;
    }
    let shift = exponent.checked_add(6)?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let power = || 10u128.checked_pow(shift.unsigned_abs());
    let size = match (digits, shift) {
        (0, _) => 0,
        (_, 0..) => digits.checked_mul(power()?)?,
        _ => power().filter(|power| digits % power == 0).map(|power| digits / power)?,
    };
    let size = i128::try_from(size).ok()?;
    let millionths = i64::try_from(if mantissa.starts_with('-') { -size } else { size }).ok()?;
    Some(Decimal { millionths })
}

#[cfg(test)]
mod tests;
