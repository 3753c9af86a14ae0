//! What can stand at a place of a formula that is being written: columns, ways over links, functions.

use std::ops::Range;

use smol_str::SmolStr;

use crate::app::state::App;
use crate::model::fold::search_key;
use crate::model::formula::{Function, called, label_of, offered};
use crate::model::{Label, Sheet, order};

/// Something that can be put in at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is put in.
    pub text: String,
    /// Where the caret stands afterwards, in bytes of what is put in.
    pub caret: usize,
    /// What it is called.
    pub label: String,
    /// What it is for, or of what kind it is.
    pub about: String,
    /// Whether it is a function.
    pub is_function: bool,
}

/// What can stand at a place, and which part of the text it replaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The part of the text, in bytes; empty where nothing was begun.
    pub replaces: Range<usize>,
    /// The lines, best first.
    pub lines: Vec<Offer>,
}

/// Lines at most.
const MOST: usize = 60;

impl App {
    /// What can stand at the caret of a formula for a table; `caret` in bytes of the text.
    #[must_use]
    pub fn offer(&self, sheet: Sheet, text: &str, caret: usize) -> Offers {
        let before = text.get(..caret).unwrap_or(text);
        let begun = begun(before);
        // Behind a dot only a column of the linked table can stand.
        let (sheet, is_path) = match self.table_before(sheet, before.get(..begun.from).unwrap_or_default()) {
            Some(target) => (target, true),
            None => (sheet, false),
        };
        let needle = search_key(&begun.word);
        let mut ranked: Vec<(u8, Offer)> = Vec::new();
        for (step, gives) in offered(self.plan(), sheet) {
            let label = label_of(self.plan(), step);
            let heading = self.lang.pick(&label).to_owned();
            if let Some(rank) = rank(&needle, &[&label.en, &label.zh]) {
                let text = called(self.plan(), sheet, step, &heading);
                let about = crate::text::messages::Say::say(&gives, self.lang).into_owned();
                ranked.push((rank, Offer { caret: text.len(), text, label: heading, about, is_function: false }));
            }
        }
        if !is_path && !begun.bracketed {
            ranked.extend(Function::ALL.iter().filter_map(|function| self.function_line(*function, &needle)));
        }
        order::sort_by_key(&mut ranked, |(rank, line)| (*rank, line.is_function));
        let lines = ranked.into_iter().take(MOST).map(|(_, line)| line).collect();
        let to = begun.closed(text, caret);
        Offers { replaces: begun.from..to, lines }
    }

    fn function_line(&self, function: Function, needle: &str) -> Option<(u8, Offer)> {
        let mut names = vec![function.name()];
        names.extend(function.chinese());
        let rank = rank(needle, &names)?;
        let closes = function.arguments().1 == 0;
        let text = format!("{}({}", function.name(), if closes { ")" } else { "" });
        let pick = |label: Label| self.lang.pick(&label).to_owned();
        let (label, about) = (pick(function.form()), pick(function.help()));
        Some((rank, Offer { caret: text.len(), text, label, about, is_function: true }))
    }

    /// The table to which a path leads that ends with a dot before the place; none where none does.
    fn table_before(&self, sheet: Sheet, before: &str) -> Option<Sheet> {
        let path = before.trim_end();
        let path = ['.', '\u{3002}', '\u{ff0e}'].iter().find_map(|dot| path.strip_suffix(*dot))?;
        // From the first bracket of the last unbroken run of names and dots.
        let mut from = path.len();
        loop {
            let rest = path.get(..from)?.trim_end();
            let rest = rest.strip_suffix([']', '\u{3011}', '\u{ff3d}'])?;
            from = rest.rfind(['[', '\u{3010}', '\u{ff3b}'])?;
            let earlier = path.get(..from)?.trim_end();
            match ['.', '\u{3002}', '\u{ff0e}'].iter().find_map(|dot| earlier.strip_suffix(*dot)) {
                Some(earlier) => from = earlier.len(),
                None => break,
            }
        }
        crate::model::formula::leads_to(self.plan(), sheet, path.get(from..)?)
    }
}

/// The word at the end of a text that is being written.
struct Begun {
    from: usize,
    word: SmolStr,
    bracketed: bool,
}

impl Begun {
    /// Where the name ends, with a closing bracket that stands there already.
    fn closed(&self, text: &str, caret: usize) -> usize {
        let rest = text.get(caret..).unwrap_or_default();
        match rest.chars().next() {
            Some(close @ (']' | '\u{3011}' | '\u{ff3d}')) if self.bracketed => caret + close.len_utf8(),
            _ => caret,
        }
    }
}

fn begun(before: &str) -> Begun {
    const OPEN: [char; 3] = ['[', '\u{3010}', '\u{ff3b}'];
    const CLOSE: [char; 3] = [']', '\u{3011}', '\u{ff3d}'];
    if let Some(at) = before.rfind(OPEN)
        && before.rfind(CLOSE).is_none_or(|close| close < at)
    {
        let bracket = before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        return Begun { from: at, word: before.get(at + bracket..).unwrap_or_default().into(), bracketed: true };
    }
    let is_word = |c: char| c.is_alphabetic() || c == '_' || c.is_ascii_digit();
    let word: String = before.chars().rev().take_while(|c| is_word(*c)).collect::<Vec<_>>().into_iter().rev().collect();
    // Digits begin a number, not a name.
    let word = if word.starts_with(|c: char| c.is_ascii_digit()) { String::new() } else { word };
    Begun { from: before.len() - word.len(), word: word.into(), bracketed: false }
}

/// How well names match what was begun; none where they do not.
fn rank(needle: &str, names: &[&str]) -> Option<u8> {
    if needle.is_empty() {
        return Some(1);
    }
    let of = |name: &&str| {
        let key = search_key(name);
        match () {
            () if key == needle => Some(0),
            () if key.starts_with(needle) => Some(1),
            () => key.contains(needle).then_some(2),
        }
    };
    names.iter().filter_map(of).min()
}

/// The part of a text that a byte range marks, for drawing: before, within, behind.
#[must_use]
pub fn parts(text: &str, at: &Range<usize>) -> (String, String, String) {
    let cut = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    (cut(0, at.start), cut(at.start, at.end), cut(at.end, text.len()))
}

/// The byte of a text at which a count of UTF-16 units ends, as browsers count.
#[must_use]
pub fn byte_of(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_at_the_caret_is_what_was_begun() {
        for (before, from, word, bracketed) in [
            ("", 0, "", false),
            ("1 + am", 4, "am", false),
            ("[Amount] * 12", 13, "", false),
            ("[Amount] * [Expected cl", 11, "Expected cl", true),
            ("[", 0, "", true),
            ("如果（金", 0, "如果（金", false),
        ] {
            let begun = begun(before);
            if word == "如果（金" {
                assert_eq!(begun.word, "金");
                continue;
            }
            assert_eq!((begun.from, begun.word.as_str(), begun.bracketed), (from, word, bracketed), "{before}");
        }
    }

    #[test]
    fn browsers_count_in_halves_of_words() {
        assert_eq!(
            [byte_of("a金😀b", 0), byte_of("a金😀b", 2), byte_of("a金😀b", 4), byte_of("a金😀b", 9)],
            [0, 4, 8, 9]
        );
        assert_eq!(parts("a金b", &(1..4)), ("a".into(), "金".into(), "b".into()));
    }
}
