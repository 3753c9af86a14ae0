//! Texts that are more than one number: `120-130`, 1-2万, `50~80k`, 七八成. In a cell for a number a range is meant, never a
//! difference, unless the text begins with `=`.

use std::cmp::Ordering;

use super::chinese::digit;
use super::fault::Fault;
use super::fold::{fold, unquoted};
use super::parser::Parser;
use crate::model::{Decimal, Definition, Kind, Money, Percent, Value};

/// What a text that is a range may come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The lower end.
    pub low: Value,
    /// What lies in the middle, where the column has such a value.
    pub middle: Option<Value>,
    /// The upper end.
    pub high: Value,
    /// What is left where the second is taken from the first, and that is something.
    pub difference: Option<Value>,
}

/// What stands between the two ends. A dash is read last, since a name of a unit may hold none.
const MARKS: [&str; 8] = ["~", "\u{2014}\u{2014}", "\u{2014}", "..", "至", "到", " to ", "-"];

/// What makes a calculation of a text.
const OPERATORS: [char; 9] = ['=', '+', '*', '×', '/', '÷', '^', '(', ')'];

impl Parser<'_> {
    /// The ends of a text that is a range of values of the column; none where it is none.
    #[must_use]
    pub fn ends(&self, definition: &Definition, text: &str) -> Option<Ends> {
        let folded = fold(text);
        let (one, two) = parts(unquoted(&folded))?;
        let (one, two) = (self.read(definition, &one).ok()?, self.read(definition, &two).ok()?);
        let difference = || self.read(definition, &format!("={}", folded.trim())).ok();
        let (low, high, difference) = match order(&one, &two)? {
            Ordering::Less => (one, two, None),
            Ordering::Greater => (two, one, difference()),
            Ordering::Equal => (one, two, difference()),
        };
        let middle = middle(definition, &low, &high);
        Some(Ends { low, middle, high, difference })
    }
}

/// Whether a folded text is a range, of values that the column takes or not: `read` reads an end.
pub(super) fn is_range(folded: &str, read: impl Fn(&str) -> Result<Value, Fault>) -> bool {
    // An end beyond the bounds of the column is an end.
    let is_number = |text: &str| {
        use Fault::{NotWhole, OutOfRange, PercentOutOfRange, TooLarge};
        matches!(read(text), Ok(_) | Err(NotWhole | OutOfRange { .. } | PercentOutOfRange | TooLarge))
    };
    parts(unquoted(folded)).is_some_and(|(one, two)| is_number(&one) && is_number(&two))
}

/// Which of two values is less; none where they are not of one kind and currency.
fn order(one: &Value, two: &Value) -> Option<Ordering> {
    match (one, two) {
        (Value::Money(one), Value::Money(two)) if one.currency == two.currency => Some(one.minor.cmp(&two.minor)),
        (Value::Percent(one), Value::Percent(two)) => Some(one.ppm.cmp(&two.ppm)),
        (Value::Number(one), Value::Number(two)) => Some(one.millionths.cmp(&two.millionths)),
        _ => None,
    }
}

fn middle(definition: &Definition, low: &Value, high: &Value) -> Option<Value> {
    let between = |low: i64, high: i64| low.checked_add(high.checked_sub(low)? / 2);
    match (low, high) {
        (Value::Money(low), Value::Money(high)) => {
            between(low.minor, high.minor).map(|minor| Value::Money(Money::new(minor, low.currency)))
        }
        (Value::Percent(low), Value::Percent(high)) => {
            between(low.ppm, high.ppm).map(|ppm| Value::Percent(Percent { ppm }))
        }
        (Value::Number(low), Value::Number(high)) => {
            let millionths = between(low.millionths, high.millionths)?;
            let Kind::Number { places, .. } = definition.kind else { return None };
            // A middle that the column would round is none.
            let step = 10_i64.pow(6_u32.saturating_sub(places));
            (millionths % step == 0).then_some(Value::Number(Decimal { millionths }))
        }
        _ => None,
    }
}

/// The two ends as texts of their own: what is written with one of them holds for both, as in 1-2万 and `$50-80k`.
fn parts(text: &str) -> Option<(String, String)> {
    let is_digit = |c: char| c.is_ascii_digit() || digit(c).is_some();
    if text.contains(OPERATORS) || !text.contains(is_digit) {
        return None;
    }
    if let Some(both) = neighbours(text) {
        return Some(both);
    }
    let (one, two) = MARKS.iter().find_map(|mark| {
        let (one, two) = text.split_once(mark)?;
        (!two.contains(mark)).then_some((one.trim(), two.trim()))
    })?;
    let begins = |text: &str| text.find(is_digit).unwrap_or(text.len());
    let is_of_number = |c: char| is_digit(c) || matches!(c, '十' | '百' | '千' | '拾' | '佰' | '仟');
    let ends = |text: &str| text.rfind(is_of_number).map_or(0, |at| at + text.get(at..).map_or(0, width));
    let (before, behind) = (one.get(..begins(one))?, two.get(ends(two)..)?);
    let is_bare = |text: &str| text.chars().any(is_digit) && !text.contains('-');
    if !is_bare(one) || !is_bare(two) {
        return None;
    }
    let first = if ends(one) == one.len() { format!("{one}{behind}") } else { one.to_owned() };
    let second = if begins(two) == 0 { format!("{before}{two}") } else { two.to_owned() };
    Some((first, second))
}

/// The width of the first character.
fn width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// 七八成 is seven to eight tenths, 三五万 three to five of them.
fn neighbours(text: &str) -> Option<(String, String)> {
    let mut chars = text.chars();
    let (one, two) = (chars.next()?, chars.next()?);
    let (first, second) = (digit(one)?, digit(two)?);
    let rest = chars.as_str();
    let is_range = first > 0 && (second == first + 1 || (first, second) == (3, 5));
    (is_range && !rest.starts_with(|c: char| digit(c).is_some()))
        .then(|| (format!("{one}{rest}"), format!("{two}{rest}")))
}
