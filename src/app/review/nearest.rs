//! What a text may have meant: the names that are nearest to it, and the value that stands inside it.

use super::distance::distance;
use crate::app::state::App;
use crate::model::{Decimal, Definition, Kind, Percent, Plan, RowId, Sheet, Value, order};
use crate::text::{DATE_MARKS, Fault, Lang, Parser, edit_text, search_key, step_of_stage, title};

/// So many names are offered at most.
const OFFERED: usize = 4;
/// A longer text is not searched for a value inside it.
const LONGEST: usize = 80;

impl App {
    /// The choices or records whose names are nearest to a text, nearest first.
    pub(super) fn nearest(&self, definition: &Definition, text: &str) -> Vec<Value> {
        let key = search_key(text);
        // One error in three letters is still an error of typing.
        let most = (key.chars().count() / 3).max(1);
        let rank = |name: &str| {
            let name = search_key(name);
            let part =
                !key.is_empty() && (name.contains(key.as_str()) || (key.contains(name.as_str()) && name.len() > 2));
            match distance(&key, &name, most) {
                Some(distance) => Some(distance),
                None => part.then_some(most + 1),
            }
        };
        let mut found: Vec<(usize, Value)> = match &definition.kind {
            Kind::Choice(choices) | Kind::Choices(choices) => choices
                .iter()
                .filter_map(|choice| {
                    let names = [choice.label.en.as_str(), choice.label.zh.as_str(), choice.key.as_str()];
                    Some((names.into_iter().filter_map(rank).min()?, Value::Choice(choice.key.clone())))
                })
                .collect(),
            Kind::Link(sheet) | Kind::Links(sheet) => {
                let names = |row| Lang::ALL.map(|lang| title(self.plan(), *sheet, row, lang));
                let rows = self.plan().table(*sheet).ids();
                rows.filter_map(|row| Some((names(row).iter().filter_map(|name| rank(name)).min()?, Value::Link(row))))
                    .collect()
            }
            _ => Vec::new(),
        };
        order::sort_by_key(&mut found, |(rank, _)| *rank);
        if definition.kind.target() == Some(Sheet::Stages) {
            let like = self.stages_like(text);
            found.retain(|(_, value)| !like.contains(value));
            found.splice(0..0, like.into_iter().map(|value| (0, value)));
        }
        found.into_iter().take(OFFERED).map(|(_, value)| value).collect()
    }

    /// The stages of the plan that are about what a stage of another program is about, by their names; else those a step
    /// before or behind it.
    fn stages_like(&self, text: &str) -> Vec<Value> {
        let Some(step) = step_of_stage(text) else { return Vec::new() };
        let names = |row| Lang::ALL.map(|lang| title(self.plan(), Sheet::Stages, row, lang));
        let step_of = |row: RowId| names(row).iter().find_map(|name| step_of_stage(name));
        let stages: Vec<(usize, RowId)> = self
            .plan()
            .table(Sheet::Stages)
            .ids()
            .filter_map(|row| Some((step_of(row)?.abs_diff(step), row)))
            .collect();
        let nearest = stages.iter().map(|(distance, _)| *distance).min().filter(|distance| *distance <= 1);
        stages.into_iter().filter(|(own, _)| Some(*own) == nearest).map(|(_, row)| Value::Link(row)).collect()
    }
}

/// The value of the longest part of a text that fits the column: `about 1.2M` holds 1.2M. A number is never cut, nor
/// is what looks like a date, and no sign is taken away: what is left of them would be another value.
pub(super) fn inside(parser: &Parser<'_>, definition: &Definition, text: &str) -> Option<Value> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    if bounds.len() > LONGEST {
        return None;
    }
    let is_date = matches!(definition.kind, Kind::Date);
    // Of 2027年3月底 no part may lose its year.
    let of_date = |c: char| DATE_MARKS.contains(&c);
    let in_number = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || is_date && of_date(c));
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    // Between digits a mark may group them in another way than ours: no part of 1,23,456 is that number.
    let groups = |c: Option<char>| c.is_some_and(|c| matches!(c, ',' | '.' | '\''));
    let joined = |before: &str, after: &str| {
        let (mut left, mut right) = (before.chars().rev(), after.chars());
        let ((one, two), (next, then)) = ((left.next(), left.next()), (right.next(), right.next()));
        (in_number(one) && in_number(next))
            || (is_digit(one) && groups(next) && is_digit(then))
            || (is_digit(two) && groups(one) && is_digit(next))
    };
    let part = |from: usize, to: usize| {
        let (before, part) = (text.get(..from)?, text.get(from..to)?);
        let (ahead, after) = (text.get(..to)?, text.get(to..)?);
        let cut = joined(before, text.get(from..)?)
            || joined(ahead, after)
            || (matches!(before.chars().next_back(), Some('-' | '−' | '(')) && is_digit(part.chars().next()));
        (!cut && part.chars().any(char::is_numeric) && part.trim() == part).then_some(part)
    };
    let lengths = (1..bounds.len()).rev();
    lengths
        .flat_map(|length| (0..bounds.len() - length).map(move |from| (from, from + length)))
        .filter_map(|(from, to)| part(*bounds.get(from)?, *bounds.get(to)?))
        .find_map(|part| parser.read(definition, part).ok())
}

/// The value nearest to a number that lies outside its column's bounds, or has decimals where there are none.
pub(super) fn within(
    plan: &Plan,
    parser: &Parser<'_>,
    definition: &Definition,
    text: &str,
    fault: &Fault,
) -> Option<Value> {
    const ONE: i64 = Decimal::ONE;
    let anything = Kind::Number { min: i64::MIN, max: i64::MAX, places: 6 };
    let Value::Number(number) = parser.read(&Definition { kind: anything, ..definition.clone() }, text).ok()? else {
        return None;
    };
    let half = if number.millionths < 0 { -ONE / 2 } else { ONE / 2 };
    let whole = number.millionths.saturating_add(half) / ONE * ONE;
    let millionths = match fault {
        Fault::NotWhole => whole,
        Fault::OutOfRange { min, max } => number.millionths.clamp(min.millionths, max.millionths),
        Fault::NotARating { min, max } | Fault::NotARatingOrUnknown { min, max } => {
            whole.clamp(min.millionths, max.millionths)
        }
        Fault::PercentOutOfRange => {
            let ppm = if number.millionths > 0 { ONE } else { 0 };
            return Some(Value::Percent(Percent { ppm }));
        }
        _ => return None,
    };
    let value = Value::Number(Decimal { millionths });
    // What is offered must itself fit: a number out of range may also have decimals.
    let again = edit_text(plan, definition, &value, Lang::En);
    parser.read(definition, &again).ok()
}

/// The last day of the month where a day was written that it does not have: 30 February.
pub(super) fn last_day(parser: &Parser<'_>, definition: &Definition, text: &str) -> Option<Value> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text
        .get(..end)?
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    // "30 Feb" has its day in front.
    let first = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let spans = [(start, end), (0, first)];
    spans.into_iter().filter(|(from, to)| from < to).find_map(|(from, to)| {
        let (before, after) = (text.get(..from)?, text.get(to..)?);
        (28..=30).rev().find_map(|day| parser.read(definition, &format!("{before}{day}{after}")).ok())
    })
}
