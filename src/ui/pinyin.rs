//! The first letters of Chinese syllables, asked of the browser once a character.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::platform::pinyin;
use crate::text;

thread_local! {
    static KNOWN: RefCell<HashMap<char, Option<char>>> = RefCell::default();
}

/// The letter that a Chinese character's syllable begins with; none where the browser does not know.
#[must_use]
pub fn initial(c: char) -> Option<char> {
    if !text::is_han(c) {
        return None;
    }
    if let Some(known) = KNOWN.with_borrow(|known| known.get(&c).copied()) {
        return known;
    }
    let is_known = pinyin::is_before(c, c).is_some();
    let found = text::initial(c, |a, b| pinyin::is_before(a, b).unwrap_or_default()).filter(|_| is_known);
    KNOWN.with_borrow_mut(|known| known.insert(c, found));
    found
}
