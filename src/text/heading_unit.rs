//! The unit and the currency that a heading gives the numbers below it: 金额（万元）, `Amount (K)`, `Amount, USD thousands`.

use std::borrow::Cow;

use super::numeral::unit;
use super::{currency, search_key};
use crate::model::{Definition, Kind};

/// Units as headings write them, and as a cell writes them behind its number.
const WORDS: [(&str, &str); 8] = [
    ("thousand", "K"),
    ("thousands", "K"),
    ("'000", "K"),
    ("000s", "K"),
    ("mn", "M"),
    ("mm", "M"),
    ("million", "M"),
    ("millions", "M"),
];

/// The unit in a heading, as a cell writes it behind its number; none where it names none.
#[must_use]
fn heading_unit(heading: &str) -> Option<String> {
    let folded = search_key(heading);
    // What stands in brackets, or behind the last stroke or comma.
    let (_, said) = folded.trim_end_matches([')', ']']).rsplit_once(['(', '[', '/', ','])?;
    let said = said.rsplit(['：', ':']).next().unwrap_or(said).trim();
    let said = said.strip_prefix("in ").unwrap_or(said);
    said.split_whitespace().chain([said]).find_map(of_word)
}

/// The unit that a heading gives the amounts of a column which has none of its own, and behind a space the currency.
#[must_use]
pub fn unit_for(definition: &Definition, heading: &str) -> Option<String> {
    if definition.kind != Kind::Money {
        return None;
    }
    let label = &definition.label;
    let own = [&label.en, &label.zh].into_iter().find_map(|label| heading_unit(label));
    let unit = heading_unit(heading).filter(|_| own.is_none()).unwrap_or_default();
    match currency::in_heading(heading) {
        Some(currency) => Some(format!("{unit} {currency}")),
        None => Some(unit).filter(|unit| !unit.is_empty()),
    }
}

/// `万`, `万元`, `k`, `kusd`, `thousands`.
fn of_word(word: &str) -> Option<String> {
    if let Some((_, written)) = WORDS.iter().find(|(name, _)| *name == word) {
        return Some((*written).to_owned());
    }
    let bare = word.trim_end_matches(['元', '圆']);
    // A currency stands before or behind it: `kUSD`, `USDk`, `€k`, `人民币万元`.
    let bare = bare.trim_start_matches("人民币").trim_matches(['¥', '$', '€', '£']);
    let of_currency = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let bare = match bare.is_ascii() && bare.len() == 4 {
        true if bare.get(1..).is_some_and(of_currency) => bare.get(..1)?,
        true if bare.get(..3).is_some_and(of_currency) => bare.get(3..)?,
        _ => bare,
    };
    unit(bare).filter(|(length, _)| *length == bare.len()).map(|_| bare.to_owned())
}

/// A number as it would be written with its unit; what is more than a number keeps what it says.
#[must_use]
pub fn in_units<'a>(text: &'a str, unit: Option<&str>) -> Cow<'a, str> {
    let is_number = text.contains(|c: char| c.is_numeric())
        && text
            .chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | ',' | '-' | '+' | ' ' | '¥' | '$' | '€' | '£' | '．' | '，'));
    // What says its own currency has another one's unit at most.
    let says_own = text.contains(['¥', '$', '€', '£']);
    let unit =
        unit.filter(|_| is_number).map(|unit| if says_own { unit.split(' ').next().unwrap_or(unit) } else { unit });
    match unit {
        Some(unit) => format!("{}{unit}", text.trim_end()).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_their_units() {
        let said = [
            ("金额（万元）", Some("万")),
            ("金额(万)", Some("万")),
            ("金额/万元", Some("万")),
            ("金额（单位：亿元）", Some("亿")),
            ("合同额（人民币万元）", Some("万")),
            ("Amount (K)", Some("k")),
            ("Amount (kUSD)", Some("k")),
            ("Amount (USD k)", Some("k")),
            ("Amount, USD thousands", Some("K")),
            ("Amount [in millions]", Some("M")),
            ("Amount ($M)", Some("m")),
            ("Amount, USD", None),
            ("Amount (USD)", None),
            ("金额（元）", None),
            ("Amount", None),
            ("Deal (key account)", None),
            ("预计签约（日期）", None),
        ];
        for (heading, unit) in said {
            assert_eq!(heading_unit(heading).as_deref(), unit, "{heading}");
        }
    }

    #[test]
    fn headings_say_their_currencies() {
        let amount = crate::model::column("", "", "", Kind::Money);
        for (heading, unit) in [
            ("金额（万元）", Some("万")),
            ("金额（美元）", Some(" USD")),
            ("合同额（人民币万元）", Some("万 CNY")),
            ("Amount (kUSD)", Some("k USD")),
            ("Amount, USD thousands", Some("K USD")),
            ("Amount ($k)", Some("k $")),
            ("Amount (EUR k)", Some("k EUR")),
            ("Amount (RMB)", Some(" CNY")),
            ("Amount, USD", Some(" USD")),
            ("金额，USD", Some(" USD")),
            ("Amount (K)", Some("k")),
            ("Amount (all)", None),
            ("Amount", None),
            ("USD", None),
        ] {
            assert_eq!(unit_for(&amount, heading).as_deref(), unit, "{heading}");
        }
        assert_eq!(in_units("1,000", Some("k USD")), "1,000k USD");
        assert_eq!(in_units("$1,000", Some("k USD")), "$1,000k");
        assert_eq!(in_units("€5", Some(" USD")), "€5");
    }

    #[test]
    fn only_numbers_take_a_unit() {
        for (text, with) in [("12", "12万"), ("1,234.5 ", "1,234.5万"), ("¥12", "¥12万"), ("１２", "１２万")]
        {
            assert_eq!(in_units(text, Some("万")), with);
        }
        for text in ["", "12万", "3亿", "1.2M", "not sure", "12 EUR", "-", "12%"] {
            assert_eq!(in_units(text, Some("万")), text);
        }
        assert_eq!(in_units("12", None), "12");
    }
}
