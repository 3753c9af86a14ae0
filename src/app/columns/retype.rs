//! What the values of a column become when it is made into another kind: a pure function, so that it can be shown before
//! it is done. What does not convert stays as the text that it showed, marked; nothing is lost.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::log::fits;
use crate::model::{Decimal, Definition, Key, Kind, Plan, RowId, Value, order};
use crate::text::{Parser, show};

/// What a cell has before its column becomes another kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// What it shows.
    pub shown: Value,
    /// What was typed into it before the column became a formula, which only hides it.
    pub typed: Option<Value>,
}

/// One distinct value and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the cells show now.
    pub from: SmolStr,
    /// What they will show.
    pub to: SmolStr,
    /// Whether it fits the new kind; else it stays as text.
    pub fits: bool,
    /// Whether it loses decimal places. Whole numbers count things: there nothing is rounded, and halves stay as text.
    pub rounded: bool,
    /// Whether it comes back from under a formula, having been typed before.
    pub back: bool,
    /// In how many rows it stands.
    pub rows: usize,
}

/// What becomes of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retype {
    /// Every distinct value: those that will not fit first, then the most frequent.
    pub lines: Vec<Line>,
    /// Rows whose values fit.
    pub converted: usize,
    /// Rows among them whose values lose decimal places.
    pub rounded: usize,
    /// Rows whose values stay as text, marked.
    pub kept: usize,
    /// Rows in which what was typed comes back from under a formula.
    pub back: usize,
    /// Rows whose result of a formula becomes their value, since nothing was typed in the column before it became one.
    pub results: usize,
    /// Rows that are empty again, as they were before the column became a formula.
    pub emptied: usize,
    /// The cells that change, with their new values.
    pub cells: Vec<(RowId, Value)>,
}

/// What the cells of a column become under a new definition; `cells` are those that hold something. What was typed before the
/// column became a formula was typed under `plain`, which is `from` where the column is none.
#[must_use]
pub fn retype(
    parser: &Parser<'_>,
    plan: &Plan,
    (plain, from): (&Definition, &Definition),
    to: &Definition,
    cells: impl IntoIterator<Item = (RowId, Held)>,
) -> Retype {
    let lang = parser.lang();
    let is_formula = from.computed.is_some();
    let cells: Vec<(RowId, Held)> = cells.into_iter().collect();
    let typed_in = |held: &Held| match &held.typed {
        Some(typed) => Some(typed.clone()),
        None if is_formula => None,
        None => Some(held.shown.clone()),
    };
    let points = matches!(to.kind, Kind::Percent)
        && are_points(parser, plain, cells.iter().filter_map(|(_, held)| typed_in(held)));
    let mut found = Retype::default();
    let mut known: FxHashMap<Held, (Value, usize)> = FxHashMap::default();
    for (row, held) in cells {
        let (of, value) = held.typed.as_ref().map_or((from, &held.shown), |typed| (plain, typed));
        let next = known.len();
        let (new, line) = known.entry(held.clone()).or_insert_with(|| {
            let is_typed = !is_formula || held.typed.is_some();
            let read = if points && is_typed { as_points(parser, of, to, value) } else { None };
            (read.unwrap_or_else(|| convert(parser, of, to, value)), next)
        });
        let (fits, back) = (!new.is_invalid() && fits(&to.kind, new), held.typed.is_some());
        if *line == found.lines.len() {
            let shown = (show(plan, from, &held.shown, lang), show(plan, to, new, lang));
            let rounded = is_rounded(parser, of, value, new);
            found.lines.push(Line { from: shown.0, to: shown.1, fits, rounded, back, rows: 0 });
        }
        if let Some(line) = found.lines.get_mut(*line) {
            line.rows += 1;
            found.rounded += usize::from(line.rounded);
        }
        *if fits { &mut found.converted } else { &mut found.kept } += 1;
        found.back += usize::from(back);
        found.results += usize::from(is_formula && !back);
        // The results of a formula stand nowhere yet.
        if *new != *value || is_formula && !back {
            found.cells.push((row, new.clone()));
        }
    }
    order::sort_by_key(&mut found.lines, |line| (line.fits, !line.rounded, std::cmp::Reverse(line.rows)));
    found
}

/// Whether the numbers of a column are per cent, as they would be typed into one of shares: none of them lies between 0 and 1. With
/// one that does all of them are parts of 1, so that no cell becomes a hundred times what the others do.
fn are_points(parser: &Parser<'_>, from: &Definition, values: impl Iterator<Item = Value>) -> bool {
    let is_part = |value: Value| {
        let unit = Decimal::ONE;
        matches!(as_read(parser, from, &value), Value::Number(n) if n.millionths != 0 && n.millionths.abs() < unit)
    };
    matches!(from.kind, Kind::Number { .. } | Kind::Rating { .. }) && !values.into_iter().any(is_part)
}

/// A number of per cent as a share; none where the value is no number, or says itself what it is.
fn as_points(parser: &Parser<'_>, from: &Definition, to: &Definition, value: &Value) -> Option<Value> {
    let text = text_of(parser, from, value);
    let is_bare = matches!(as_read(parser, from, value), Value::Number(_)) && !text.contains(['%', '\u{ff05}']);
    // A hundredth of it, as the reader of shares makes it of a text with its sign.
    is_bare.then(|| parser.parse(to, &format!("{text}%")))
}

/// What a value says: a text that its column could not hold may be a number all the same, on the scale of its column.
fn as_read(parser: &Parser<'_>, from: &Definition, value: &Value) -> Value {
    match (value, &from.kind) {
        (Value::Invalid(text), Kind::Number { .. } | Kind::Rating { .. }) => {
            parser.parse(&Definition { kind: Kind::own_number(6), ..from.clone() }, text)
        }
        (Value::Invalid(text), Kind::Percent | Kind::Money) => parser.parse(from, text),
        _ => value.clone(),
    }
}

/// Whether a number is no longer what the text of its cell says.
fn is_rounded(parser: &Parser<'_>, from: &Definition, value: &Value, new: &Value) -> bool {
    let kind = Kind::own_number(6);
    let exact = parser.parse(&Definition { kind, ..from.clone() }, &text_of(parser, from, value));
    match (exact, new) {
        (Value::Number(exact), Value::Number(new)) => exact != *new,
        (Value::Number(exact), Value::Money(new)) => {
            let [exact, minor, scale] = [exact.millionths, new.minor, new.currency.scale()].map(i128::from);
            exact * scale != minor * 1_000_000
        }
        _ => false,
    }
}

/// What stands in a cell when it is edited.
fn text_of(parser: &Parser<'_>, from: &Definition, value: &Value) -> SmolStr {
    match value {
        Value::Invalid(text) => text.clone(),
        _ => parser.edit_text(from, value),
    }
}

/// The names that a value has as choices, one for each of several: each as it is edited, which says all of it.
pub(super) fn words_of(parser: &Parser<'_>, from: &Definition, value: &Value) -> Vec<SmolStr> {
    let one = |single: &Value| text_of(parser, from, single);
    match value {
        Value::Empty => Vec::new(),
        Value::Choices(keys) => keys.iter().map(|key| one(&Value::choices(vec![key.clone()]))).collect(),
        Value::Links(rows) => rows.iter().map(|row| one(&Value::links(vec![*row]))).collect(),
        _ => vec![one(value)],
    }
}

/// The choices that have exactly the names of a value.
fn chosen(parser: &Parser<'_>, from: &Definition, to: &Definition, value: &Value) -> Option<Value> {
    let named = |word: &SmolStr| {
        let mut same = to.kind.choices().iter().filter(|choice| choice.label.is(word));
        same.next().filter(|_| same.next().is_none()).map(|choice| choice.key.clone())
    };
    let keys: Option<Vec<Key>> = words_of(parser, from, value).iter().map(named).collect();
    match (&to.kind, keys?) {
        (Kind::Choices(_), keys) if !keys.is_empty() => Some(Value::choices(keys)),
        (Kind::Choice(_), keys) => keys.first().filter(|_| keys.len() == 1).cloned().map(Value::Choice),
        _ => None,
    }
}

/// What a value becomes.
#[must_use]
pub fn convert(parser: &Parser<'_>, from: &Definition, to: &Definition, value: &Value) -> Value {
    let known = |key: &SmolStr| to.kind.choices().iter().any(|choice| choice.key == *key);
    match (value, &to.kind) {
        (Value::Empty, _) => return Value::Empty,
        // What a newer version wrote is not touched.
        (Value::Foreign(_), _) => return value.clone(),
        (Value::Text(_), Kind::Text | Kind::Paragraph) => return value.clone(),
        (Value::Choice(key), Kind::Choice(_)) if known(key) => return value.clone(),
        (Value::Choice(key), Kind::Choices(_)) if known(key) => return Value::choices(vec![key.clone()]),
        (Value::Choices(keys), Kind::Choices(_)) if keys.iter().all(known) => return value.clone(),
        (Value::Choices(keys), Kind::Choice(_)) => {
            if let [key] = &**keys
                && known(key)
            {
                return Value::Choice(key.clone());
            }
        }
        (Value::Link(_) | Value::Links(_), Kind::Link(_) | Kind::Links(_))
            if from.kind.target() == to.kind.target() =>
        {
            match (value.linked(), &to.kind) {
                (rows, Kind::Links(_)) => return Value::links(rows.to_vec()),
                ([row], Kind::Link(_)) => return Value::Link(*row),
                _ => {}
            }
        }
        (Value::Date(_), Kind::Date) | (Value::Check(_), Kind::Check) | (Value::Money(_), Kind::Money) => {
            return value.clone();
        }
        (Value::Percent(_), Kind::Percent) => return value.clone(),
        _ => {}
    }
    if let Some(chosen) = chosen(parser, from, to, value) {
        return chosen;
    }
    let text = text_of(parser, from, value);
    let number = as_read(parser, from, value);
    if let Some(read) = parser.as_number(to, &number) {
        return read.unwrap_or(Value::Invalid(text));
    }
    let is_number = matches!(number, Value::Number(_) | Value::Percent(_) | Value::Money(_) | Value::Unknown);
    if is_number && matches!(to.kind, Kind::Date) && !is_day(&number, &text) {
        return Value::Invalid(text);
    }
    let read = parser.parse(to, &text);
    let was_choice = matches!(value, Value::Choice(_) | Value::Choices(_)) && from.kind != Kind::Currency;
    if !was_choice || !matches!(to.kind, Kind::Choice(_) | Kind::Choices(_)) {
        return read;
    }
    match parser.is_whole_name(to, &read, &text) {
        true => read,
        // A key of which nobody knows the name any more says the most as it is.
        false if !is_named(from, value) && fits(&to.kind, value) => value.clone(),
        // Another choice that begins like one that is gone is not meant by it.
        false => Value::Invalid(text),
    }
}

/// Whether a number is a day: one that spreadsheets count by, or all its digits. What it would be if it were typed, so many days
/// from today or the day of this month, is not meant by a number.
fn is_day(number: &Value, text: &str) -> bool {
    let has_digits = matches!(text.len(), 5 | 8) && text.bytes().all(|b| b.is_ascii_digit());
    matches!(number, Value::Number(_)) && has_digits
}

/// Whether the column has a name for every choice of a value.
fn is_named(column: &Definition, value: &Value) -> bool {
    let known = |key: &SmolStr| column.kind.choices().iter().any(|choice| choice.key == *key);
    match value {
        Value::Choice(key) => known(key),
        Value::Choices(keys) => keys.iter().all(known),
        _ => true,
    }
}
