//! What a cell displays.

use std::fmt::Write;

use smol_str::{SmolStr, SmolStrBuilder, format_smolstr};

use super::{Lang, grouped, title};
use crate::model::{Choice, Computed, Decimal, Definition, Kind, Money, Percent, Plan, Sheet, Value, column};

/// The display text of a value in a column.
///
/// Amounts are grouped, with decimals only where the minor part is not zero and with the currency only where it is
/// not the plan's; a share has the decimals that were typed, one at most where it was worked out; dates are ISO in both
/// languages; an invalid text shows as it was typed.
#[must_use]
pub fn show(plan: &Plan, definition: &Definition, value: &Value, lang: Lang) -> SmolStr {
    let kind = &definition.kind;
    match value {
        Value::Empty => SmolStr::default(),
        Value::Text(text) | Value::Invalid(text) | Value::Foreign(text) => text.clone(),
        Value::Number(number) => match kind {
            Kind::Rating { min, .. } if *min < 0 && number.millionths > 0 => {
                format_smolstr!("+{}", decimal(*number, 0, 6))
            }
            Kind::Number { places, .. } if *places > 3 => decimal(*number, 0, *places).into(),
            Kind::Number { places, .. } => decimal(*number, *places, *places).into(),
            _ => decimal(*number, 0, 6).into(),
        },
        Value::Money(money) if money.currency == plan.currency() => amount(*money, true).into(),
        Value::Money(money) => format_smolstr!("{} {}", amount(*money, true), money.currency),
        Value::Percent(percent) => share(*percent, if definition.computed.is_some() { ROUNDED } else { TYPED }),
        Value::Date(date) => format_smolstr!("{date}"),
        Value::Check(true) => SmolStr::new_static("✓"),
        // Nothing is ticked there: a formula says no, and that is not nothing.
        Value::Check(false) if definition.computed.is_some() => SmolStr::new_static(lang.of("no", "否")),
        Value::Check(false) => SmolStr::default(),
        Value::Unknown => SmolStr::new_static("?"),
        Value::Choice(key) => option(plan, definition, key, lang),
        Value::Choices(keys) => joined(keys.iter().map(|key| option(plan, definition, key, lang)), lang.comma()),
        Value::Link(_) | Value::Links(_) => match kind.target() {
            Some(sheet) => joined(value.linked().iter().map(|&row| title(plan, sheet, row, lang)), lang.comma()),
            None => joined(value.linked().iter().map(|row| format_smolstr!("#{row}")), lang.comma()),
        },
    }
}

/// The display text of a value that somebody typed, such as a bound, about a column that may be computed.
#[must_use]
pub fn show_typed(plan: &Plan, definition: &Definition, value: &Value, lang: Lang) -> SmolStr {
    match value {
        Value::Percent(percent) => share(*percent, TYPED),
        value => show(plan, definition, value, lang),
    }
}

/// The display text of a value that was worked out and stands in no column.
#[must_use]
pub fn show_result(plan: &Plan, kind: Kind, value: &Value, lang: Lang) -> SmolStr {
    show(plan, &column("", "", "", kind).computed(Computed::Formula), value, lang)
}

/// The heading of a column; an amount's names the plan's currency: `Amount, CNY`.
#[must_use]
pub fn heading(plan: &Plan, definition: &Definition, lang: Lang) -> SmolStr {
    let label = match lang.pick(&definition.label) {
        "" => definition.key.as_str(),
        label => label,
    };
    match definition.kind {
        Kind::Money => format_smolstr!("{label}{}{}", lang.of(", ", "\u{ff0c}"), plan.currency()),
        _ => SmolStr::new(label),
    }
}

/// The label of a choice, be it one of the program's own that the user took out, or of a column that is of another kind by now;
/// a key that nobody knows shows as it is.
fn option(plan: &Plan, definition: &Definition, key: &SmolStr, lang: Lang) -> SmolStr {
    let of = |choices: &'static [Choice]| choices.iter().find(|choice| choice.key == *key);
    let own = definition.kind.choices().iter().find(|choice| choice.key == *key);
    let built_in =
        || Sheet::ALL.iter().filter_map(|sheet| of(sheet.definition(&definition.key)?.kind.choices())).next();
    let label = own.or_else(built_in).map(|choice| &choice.label);
    let former = || Sheet::ALL.iter().find_map(|sheet| plan.table(*sheet).former_choice(&definition.key, key));
    match label.or_else(former).map(|label| lang.pick(label)) {
        None | Some("") => key.clone(),
        Some(label) => SmolStr::new(label),
    }
}

pub(super) fn joined(parts: impl Iterator<Item = SmolStr>, comma: &str) -> SmolStr {
    let mut text = SmolStrBuilder::new();
    for (at, part) in parts.enumerate() {
        if at > 0 {
            text.push_str(comma);
        }
        text.push_str(&part);
    }
    text.finish()
}

/// A number with at least `least` and at most `most` places; grouped from five digits on, so that years are not.
pub(super) fn decimal(number: Decimal, least: u32, most: u32) -> String {
    let (whole, decimals) = places(number.millionths, 6, least, most);
    let text = if whole < 10_000 { whole.to_string() } else { grouped_unsigned(whole) };
    signed(number.millionths < 0 && (whole > 0 || decimals.bytes().any(|b| b != b'0')), &text, &decimals)
}

/// The number in the form in which the editor shows it: every place, no grouping.
pub(super) fn decimal_plain(number: Decimal) -> String {
    let (whole, decimals) = places(number.millionths, 6, 0, 6);
    signed(number.millionths < 0, &whole.to_string(), &decimals)
}

/// An amount without its currency; the minor part only where there is one.
pub(super) fn amount(money: Money, grouping: bool) -> String {
    let digits = money.currency.digits();
    let least = if money.minor % money.currency.scale() == 0 { 0 } else { digits };
    let (whole, decimals) = places(money.minor, digits, least, digits);
    let text = if grouping { grouped_unsigned(whole) } else { whole.to_string() };
    signed(money.minor < 0, &text, &decimals)
}

/// The decimals of a share that was typed: all that it can have.
pub(super) const TYPED: u32 = 4;
/// The decimals of a share that was worked out.
const ROUNDED: u32 = 1;

fn share(percent: Percent, most: u32) -> SmolStr {
    format_smolstr!("{} %", hundredths(percent, most, true))
}

/// A share in per cent with at most `most` decimals, without the sign.
pub(super) fn hundredths(percent: Percent, most: u32, grouping: bool) -> String {
    let (whole, decimals) = places(percent.ppm, 4, 0, most);
    let text = if grouping { grouped_unsigned(whole) } else { whole.to_string() };
    signed(percent.ppm < 0 && (whole > 0 || !decimals.is_empty()), &text, &decimals)
}

fn signed(negative: bool, whole: &str, decimals: &str) -> String {
    let mut text = String::with_capacity(whole.len() + decimals.len() + 2);
    if negative {
        text.push('-');
    }
    text.push_str(whole);
    if !decimals.is_empty() {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

fn grouped_unsigned(whole: u64) -> String {
    // Cells hold 64 bits with a sign, and at least their absolute value fits, but for the least of all.
    grouped(i64::try_from(whole).unwrap_or(i64::MAX))
}

/// The whole part and the decimals of a count of 10^-`digits`, rounded half away from zero to `most` places.
fn places(count: i64, digits: u32, least: u32, most: u32) -> (u64, String) {
    let most = most.min(digits);
    let drop = 10_u64.pow(digits - most);
    let kept = count.unsigned_abs() / drop + u64::from(count.unsigned_abs() % drop * 2 >= drop && drop > 1);
    let unit = 10_u64.pow(most);
    let mut decimals = String::new();
    if most > 0 {
        let _ = write!(decimals, "{:0width$}", kept % unit, width = most as usize);
        let needed = decimals.trim_end_matches('0').len().max(least as usize);
        decimals.truncate(needed);
    }
    (kept / unit, decimals)
}
