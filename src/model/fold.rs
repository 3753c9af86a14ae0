//! Width folding: full-width forms that a Chinese input method produces become their ASCII twins.
//!
//! Full NFKC would need tables of some 60 KB in the bundle, and would also change what must stay (㎡, ①, ligatures in
//! names). Only these forms ever reach a number, a date or a choice, and a few ranges cover them.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::letters::small;

/// The text with full-width letters, digits and punctuation, odd spaces and invisible marks folded.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| fold_letter(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(fold_letter).collect())
}

/// The form by which names, labels and keys are compared: folded, trimmed, lower case, single spaces.
#[must_use]
pub fn search_key(text: &str) -> SmolStr {
    // Every name of a plan goes through here when it is opened, and most are one line of plain letters.
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain && !text.as_bytes().windows(2).any(|pair| pair == b"  ") && text.trim_ascii().len() == text.len() {
        return text.to_ascii_lowercase().into();
    }
    let mut key = String::with_capacity(text.len());
    for word in fold(text).split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(small));
    }
    key.into()
}

/// A letter as [`fold`] has it; none where it is a mark that counts for nothing.
#[must_use]
pub fn fold_letter(c: char) -> Option<char> {
    match c {
        '\u{20}'..='\u{7e}' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        '。' => Some('.'),
        '￥' => Some('¥'),
        '￡' => Some('£'),
        '￦' => Some('₩'),
        '“' | '”' | '„' => Some('"'),
        '‘' | '’' => Some('\''),
        '‐' | '‑' | '–' | '−' | '﹣' => Some('-'),
        _ => Some(c),
    }
}

/// The text without blanks and without one pair of quotation marks around it.
#[must_use]
pub fn unquoted(folded: &str) -> &str {
    let text = folded.trim();
    let inner = ['"', '\''].into_iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    inner.map_or(text, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_letters_have_the_key_they_had(text in "[ -~\t]{0,12}") {
            // With a mark that counts for nothing it is no plain text.
            prop_assert_eq!(search_key(&text), search_key(&format!("{text}\u{feff}")));
        }
    }

    #[test]
    fn folds_what_input_methods_produce() {
        assert_eq!(fold("１２３％￥。，"), "123%¥.,");
        assert_eq!(fold("“１，２００”\u{3000}ＵＳＤ\u{feff}"), "\"1,200\" USD");
        assert!(matches!(fold("plain 项目"), Cow::Borrowed(_)));
        assert_eq!(search_key("  Ｌｉ \u{3000}Wei\n"), "li wei");
        assert_eq!(unquoted(" \" 12 \" "), "12");
    }
}
