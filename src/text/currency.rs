//! Currencies as people write them: codes, symbols, Chinese words.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::fold;

use crate::model::schema::setup::rates;
use crate::model::{Currency, Plan, Sheet};

/// The codes of ISO 4217 that are in use, one after the other.
const CODES: &str = "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBGNBHDBIFBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCLPCNHCNYCOPCRCCUPCVECZKDJFDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHTGHUFIDRILSINRIQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSDUYUUZSVEDVESVNDVUVWSTXAFXCDXOFXPFYERZARZMWZWG";

/// Words and symbols, the longer before those they contain or end with.
const WORDS: [(&str, &str); 34] = [
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("CN¥", "CNY"),
    ("JP¥", "JPY"),
    ("RMB", "CNY"),
    ("人民币", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("新台币", "TWD"),
    ("韩元", "KRW"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("円", "JPY"),
    ("¥", "¥"),
    ("$", "$"),
    ("块钱", "元"),
    ("元整", "元"),
    ("元", "元"),
    ("圆", "元"),
    ("块", "元"),
];

/// The codes of all currencies: the plan's, those that it has rates for, the rest by name.
#[must_use]
pub fn currencies(plan: &Plan) -> Vec<SmolStr> {
    let rates = plan.table(Sheet::Rates).ids().filter_map(|row| plan.get(row, rates::CURRENCY).map(SmolStr::new));
    let mut codes: Vec<SmolStr> = std::iter::once(SmolStr::new(plan.currency().code())).chain(rates).collect();
    let known = CODES.as_bytes().chunks_exact(3).filter_map(|code| std::str::from_utf8(code).ok()).map(SmolStr::new);
    codes.extend(known);
    let mut seen = FxHashSet::default();
    codes.retain(|code| seen.insert(code.clone()));
    codes
}

/// Whether a code is one of ISO 4217 or of the plan.
pub(super) fn is_known(plan: &Plan, currency: Currency) -> bool {
    let code = currency.code().as_bytes();
    CODES.as_bytes().chunks_exact(3).any(|known| known == code)
        || plan.currency() == currency
        || plan.table(Sheet::Rates).ids().any(|row| plan.get(row, rates::CURRENCY) == Some(currency.code()))
}

/// The currency that a heading names in brackets, or behind its last stroke or comma: `Amount (kUSD)`, 金额（美元）. As a cell
/// writes it.
pub(super) fn in_heading(heading: &str) -> Option<&'static str> {
    let heading = fold(heading);
    let (_, said) = heading.trim_end_matches([')', ']']).rsplit_once(['(', '[', '/', ',', '，'])?;
    // Whoever heads a table with 万元 means the currency it is in.
    let is_word = |word: &str| !matches!(word, "块" | "块钱" | "元整" | "元" | "圆");
    let words = WORDS.iter().filter(|(word, _)| is_word(word));
    let by_word = || words.clone().find(|(word, _)| said.contains(word)).map(|(_, currency)| *currency);
    let code = |text: &str| {
        let at = (0..CODES.len()).step_by(3).filter_map(|at| CODES.get(at..at + 3));
        // Words of English, in capital letters.
        at.into_iter().find(|code| *code == text && !matches!(*code, "ALL" | "TOP" | "TRY"))
    };
    let tokens = said.split(|c: char| !c.is_ascii_alphabetic());
    let in_token = |token: &'_ str| match token.len() {
        3 => code(token),
        4 => code(token.get(1..)?).or_else(|| code(token.get(..3)?)),
        _ => None,
    };
    tokens.into_iter().find_map(in_token).or_else(by_word)
}

/// A symbol that several currencies share means the plan's, where the plan's is among them.
fn of_word(plan: &Plan, word: &str) -> Option<Currency> {
    let own = plan.currency();
    let (family, first): (&[&str], Currency) = match word {
        "¥" => (&["CNY", "CNH", "JPY"], Currency::CNY),
        "$" => (&["USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP"], Currency::USD),
        "元" => (&["CNY", "CNH", "HKD", "TWD", "MOP", "SGD"], Currency::CNY),
        code => return Currency::parse(code),
    };
    Some(if family.contains(&own.code()) { own } else { first })
}

/// A currency word at the start of a folded text, and its length in bytes.
pub(super) fn at_start(plan: &Plan, text: &str) -> Option<(usize, Currency)> {
    WORDS.iter().find_map(|(name, word)| {
        let begins = text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        begins.then(|| of_word(plan, word)).flatten().map(|currency| (name.len(), currency))
    })
}

/// A currency word at the end of a folded text, and its length in bytes.
pub(super) fn at_end(plan: &Plan, text: &str) -> Option<(usize, Currency)> {
    WORDS.iter().find_map(|(name, word)| {
        let from = text.len().checked_sub(name.len())?;
        let ends = text.get(from..).is_some_and(|end| end.eq_ignore_ascii_case(name));
        ends.then(|| of_word(plan, word)).flatten().map(|currency| (name.len(), currency))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_mean_the_plans_currency_where_they_can() {
        let plan = Plan::default();
        assert_eq!(CODES.len() % 3, 0);
        assert_eq!(at_start(&plan, "¥12"), Some((2, Currency::CNY)));
        assert_eq!(at_start(&plan, "hk$12"), Some((3, Currency::HKD)));
        assert_eq!(at_end(&plan, "12万美元"), Some((6, Currency::USD)));
        assert_eq!(at_end(&plan, "12万元"), Some((3, Currency::CNY)));
        assert!(is_known(&plan, Currency::JPY) && !is_known(&plan, Currency::parse("ABC").unwrap()));
    }
}
