//! An amount as people write it: a number with a currency before or after it.

use smol_str::SmolStr;

use super::arithmetic::{Trouble, number};
use super::chinese::with_digits;
use super::exact::Exact;
use super::fold::unquoted;
use super::numeral::unit;
use super::{currency, fault::Fault};
use crate::model::{Currency, Money, Plan};

/// Reads a folded text as an amount in the currency written with it, or in the plan's; `signed` where it may be
/// negative.
pub(super) fn amount(plan: &Plan, folded: &str, signed: bool) -> Result<Money, Fault> {
    let text = &*with_digits(unquoted(folded));
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return nothing(plan, text).ok_or(Fault::NotAnAmount);
    }
    let (inner, bracketed) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) if !inner.contains(['(', ')', '+', '-', '*', '/', '×', '÷', '^', '%']) => (inner.trim(), true),
        _ => (text, false),
    };
    let mut rest = inner.to_owned();
    let before = take_before(plan, &mut rest)?;
    let after = take_after(plan, &mut rest)?;
    let currency = match (before, after) {
        (Some(one), Some(two)) if one != two => return Err(Fault::TwoCurrencies { one, two }),
        (one, two) => one.or(two).unwrap_or_else(|| plan.currency()),
    };
    let reading = number(&rest).map_err(|trouble| match trouble {
        Trouble::NotANumber => Fault::NotAnAmount,
        trouble => trouble.into(),
    })?;
    // `50%` alone was meant for another column; `80000*50%` is an amount.
    let unsigned = rest.trim_start_matches(['=', '+', '-', ' ']);
    if reading.percent && !unsigned.contains(['+', '-', '*', '/', '×', '÷', '^']) {
        return Err(Fault::ShareForMoney);
    }
    let mut value = reading.number;
    if bracketed {
        value = value.negative().ok_or(Trouble::TooLarge)?;
    }
    in_minor_units(value, currency, signed)
}

/// A zero as accountants have it shown: a dash beside a currency. A dash alone may stand for what nobody knows.
fn nothing(plan: &Plan, text: &str) -> Option<Money> {
    let is_dash = |rest: &str| matches!(rest.trim(), "-" | "–" | "—");
    let before = currency::at_start(plan, text).filter(|(length, _)| text.get(*length..).is_some_and(is_dash));
    let after =
        || currency::at_end(plan, text).filter(|(length, _)| text.get(..text.len() - length).is_some_and(is_dash));
    before.or_else(after).map(|(_, currency)| Money::new(0, currency))
}

pub(super) fn in_minor_units(value: Exact, currency: Currency, signed: bool) -> Result<Money, Fault> {
    if value.is_negative() && !signed {
        return Err(Fault::NegativeMoney);
    }
    let minor = value.scaled(currency.scale()).ok_or(Fault::TooLarge)?;
    Ok(Money::new(minor, currency))
}

/// Takes a currency from the start; a sign may stand before it: `-¥5`.
fn take_before(plan: &Plan, text: &mut String) -> Result<Option<Currency>, Fault> {
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-' | '='));
    let signs = sign.map_or(0, char::len_utf8);
    let body = text.get(signs..).unwrap_or_default().trim_start().to_owned();
    let found = match currency::at_start(plan, &body) {
        Some(found) => Some(found),
        None => {
            let letters = body.bytes().take_while(u8::is_ascii_alphabetic).count();
            code(plan, body.get(..letters).unwrap_or_default())?.map(|currency| (letters, currency))
        }
    };
    if let Some((length, _)) = found {
        let rest = body.get(length..).unwrap_or_default().trim_start();
        *text = sign.map(String::from).unwrap_or_default() + rest;
    }
    Ok(found.map(|(_, currency)| currency))
}

/// Takes a currency from the end: `5 USD`, `5kUSD`, `5万元`.
fn take_after(plan: &Plan, text: &mut String) -> Result<Option<Currency>, Fault> {
    if let Some((length, currency)) = currency::at_end(plan, text) {
        text.truncate(text.len() - length);
        return Ok(Some(currency));
    }
    let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let from = text.len() - letters;
    let word = text.get(from..).unwrap_or_default();
    if unit(word).is_some() {
        return Ok(None);
    }
    let skip = usize::from(letters == 4 && unit(word.get(..1).unwrap_or_default()).is_some());
    let found = code(plan, word.get(skip..).unwrap_or_default())?;
    if found.is_some() {
        text.truncate(from + skip);
    }
    Ok(found)
}

fn code(plan: &Plan, word: &str) -> Result<Option<Currency>, Fault> {
    match Currency::parse(word) {
        Some(currency) if currency::is_known(plan, currency) => Ok(Some(currency)),
        Some(_) => Err(Fault::UnknownCurrency { code: SmolStr::new(word) }),
        None => Ok(None),
    }
}

/// Reads a folded text as a currency: a code or a symbol.
pub(super) fn currency_code(plan: &Plan, folded: &str) -> Result<Currency, Fault> {
    let word = folded.trim();
    match currency::at_start(plan, word) {
        Some((length, currency)) if length == word.len() => Ok(currency),
        _ => code(plan, word)?.ok_or_else(|| Fault::UnknownCurrency { code: SmolStr::new(word) }),
    }
}
