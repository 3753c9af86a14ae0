//! What is said about formulas: examples work as they stand, and what other programs call a column is known.

use super::columns::desk;
use crate::app::Trial;
use crate::model::formula::Function;
use crate::model::{Label, Sheet};
use crate::text::Lang;

const ONE: &str = "| name | account | amount | stage | close      |
                   | one  | Haitian | 1000   | 3     | 2026-06-30 |";

/// The calls of functions in a sentence, each to its closing bracket.
fn calls(sentence: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(open) = rest.find('(') {
        let from = rest[..open]
            .rfind(|c: char| !c.is_ascii_lowercase())
            .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
        let mut depth = 0;
        let close = rest[open..].char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        let to = close.map_or(rest.len(), |(at, _)| open + at + 1);
        if from < open {
            found.push(&rest[from..to]);
        }
        rest = &rest[to..];
    }
    found
}

#[test]
fn examples_in_the_help_of_functions_work_in_both_languages() {
    let desk = desk(ONE);
    let row = desk.app.plan().table(Sheet::Deals).ids().next();
    let mut count = 0;
    for function in Function::ALL {
        for lang in Lang::ALL {
            let Label { en, zh } = function.help();
            for example in calls(if lang == Lang::En { &en } else { &zh }) {
                count += 1;
                match desk.app.try_formula(Sheet::Deals, "", example, row) {
                    Trial::Right { result, .. } => assert!(result.is_ok(), "{example}: {result:?}"),
                    Trial::Wrong { what, .. } => panic!("{example}: {what}"),
                }
            }
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn columns_in_what_is_said_about_formulas_are_there() {
    let desk = desk(ONE);
    let source = include_str!("../../text/messages/formula.rs");
    let sentences = source.lines().filter(|line| line.contains("en \"") || line.contains("zh \""));
    let names = sentences.flat_map(|line| line.split('[').skip(1)).filter_map(|rest| rest.split_once(']'));
    for (name, _) in names.filter(|(name, _)| !name.starts_with('{') && *name != "a") {
        let is_there = |sheet: Sheet| {
            let trial = desk.app.try_formula(sheet, "", &format!("isempty([{name}])"), None);
            matches!(trial, Trial::Right { .. })
        };
        assert!(is_there(Sheet::Deals) || is_there(Sheet::Accounts), "{name}");
    }
}

#[test]
fn a_column_that_is_called_as_elsewhere_is_suggested() {
    let mut desk = desk(ONE);
    let mut remedy = |lang: Lang, text: &str| {
        desk.app.lang = lang;
        match desk.app.try_formula(Sheet::Deals, "", text, None) {
            Trial::Wrong { remedy, .. } => remedy,
            Trial::Right { .. } => panic!("{text}"),
        }
    };
    assert_eq!(remedy(Lang::Zh, "[预计成交]"), "是否要写 [预计签约]？");
    assert_eq!(remedy(Lang::Zh, "[合同金额] * 2"), "是否要写 [金额]？");
    assert_eq!(remedy(Lang::En, "[Deal value] * 2"), "Did you mean [Amount]?");
    assert_eq!(remedy(Lang::En, "[Probability]"), "Did you mean [Own probability]?");
    assert_eq!(remedy(Lang::En, "[Nothing like it]"), "Choose one from the list below.");
    assert_eq!(remedy(Lang::En, "[Amount] * [Amount]"), "Take the bare number of an amount: number([Amount]).");
}

#[test]
fn the_number_of_a_text_is_what_a_cell_reads() {
    let desk = desk(ONE);
    let row = desk.app.plan().table(Sheet::Deals).ids().next();
    let gives = |text: &str| match desk.app.try_formula(Sheet::Deals, "", &format!("number(\"{text}\")"), row) {
        Trial::Right { result, .. } => result,
        Trial::Wrong { what, .. } => panic!("{text}: {what}"),
    };
    for (text, number) in [
        ("1,234.5", "1234.5"),
        ("50%", "0.5"),
        ("1.2M", "1,200,000"),
        ("12万", "120,000"),
        ("１２万", "120,000"),
        ("$5", "5"),
        ("¥1,200.50", "1200.5"),
        ("(500)", "-500"),
        ("($500)", "-500"),
        ("1e3", "1000"),
        ("0.1234567", "0.123457"),
    ] {
        assert_eq!(gives(text).as_deref(), Ok(number), "{text}");
    }
    for text in ["1.2.3", "2026-03-05", "5-10", "1,2", "soon"] {
        assert!(gives(text).is_err(), "{text}");
    }
}
