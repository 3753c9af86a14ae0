//! Where a text stands in another one, however wide or high its letters are.

use std::ops::Range;

use crate::model::Date;
use crate::model::letters::small;
use crate::text::fold_letter;

/// A text to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needle {
    letters: Vec<char>,
    /// The letters as bytes, where all of them are ASCII: so are most texts.
    plain: Option<Vec<u8>>,
    case: bool,
    whole: bool,
    day: Option<Date>,
}

impl Needle {
    /// `case` where capital and small letters differ, `whole` where the whole text must be this one.
    pub fn new(text: &str, case: bool, whole: bool) -> Needle {
        let letters: Vec<char> = letters(text, case).map(|(_, letter)| letter).collect();
        let plain = letters.iter().map(|letter| u8::try_from(*letter).ok().filter(u8::is_ascii)).collect();
        Needle { letters, plain, case, whole, day: None }
    }

    /// The same, which is also the text of a day, in whatever way that is written.
    pub fn or_day(self, day: Option<Date>) -> Needle {
        Needle { day, ..self }
    }

    /// The day that it is the text of.
    pub const fn day(&self) -> Option<Date> {
        self.day
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether no text holds it that does not hold `other`.
    pub fn narrows(&self, other: &Needle) -> bool {
        let alike = self.day.is_none() && self.case == other.case && !self.whole && !other.whole;
        alike && !other.is_empty() && self.letters.windows(other.letters.len()).any(|window| window == other.letters)
    }

    /// Whether it may stand in a number or a day: it has no letter of a word.
    pub fn is_of_digits(&self) -> bool {
        self.day.is_some() || !self.letters.iter().any(|letter| letter.is_alphabetic())
    }

    /// Whether a text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let text = if self.whole { text.trim() } else { text };
        if text.is_ascii() {
            let Some(plain) = &self.plain else { return false };
            let same = |bytes: &[u8]| if self.case { bytes == plain } else { bytes.eq_ignore_ascii_case(plain) };
            return if self.whole { same(text.as_bytes()) } else { text.as_bytes().windows(plain.len()).any(same) };
        }
        let letters = letters(text, self.case).map(|(_, letter)| letter);
        if self.whole {
            return letters.eq(self.letters.iter().copied());
        }
        let letters: Vec<char> = letters.collect();
        letters.windows(self.letters.len()).any(|window| window == self.letters)
    }

    /// The text with another one in its place, wherever it stands; none where it stands nowhere.
    pub fn replaced(&self, text: &str, by: &str) -> Option<String> {
        let places = self.places(text);
        if places.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for place in places {
            out.push_str(text.get(from..place.start).unwrap_or_default());
            out.push_str(by);
            from = place.end;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        Some(out)
    }

    /// From and to which bytes of a text it stands, not over one another.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() || !self.is_in(text) {
            return Vec::new();
        }
        if self.whole {
            return std::iter::once(0..text.len()).collect();
        }
        let letters: Vec<(Range<usize>, char)> = letters(text, self.case).collect();
        let mut places: Vec<Range<usize>> = Vec::new();
        for window in letters.windows(self.letters.len()) {
            let (Some((first, _)), Some((last, _))) = (window.first(), window.last()) else { continue };
            let same = window.iter().map(|(_, letter)| letter).eq(&self.letters);
            if same && places.last().is_none_or(|place| place.end <= first.start) {
                places.push(first.start..last.end);
            }
        }
        places
    }
}

/// The letters of a text as they are compared, each with the bytes it comes from.
fn letters(text: &str, case: bool) -> impl Iterator<Item = (Range<usize>, char)> + '_ {
    text.char_indices().flat_map(move |(at, c)| {
        let letter = fold_letter(c).map(|letter| if case { letter } else { small(letter) });
        letter.map(|letter| (at..at + c.len_utf8(), letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_any_width_and_height_are_found() {
        for (text, needle, case, whole, found) in [
            ("Haitian press", "PRESS", false, false, true),
            ("Haitian press", "PRESS", true, false, false),
            ("Haitian press", "haitian", false, true, false),
            (" Haitian ", "haitian", false, true, true),
            ("１２３ＡＢＣ", "3abc", false, false, true),
            ("海天压机", "压机", true, false, true),
            ("a\u{200b}b", "ab", false, false, true),
            ("abc", "", false, false, false),
        ] {
            assert_eq!(Needle::new(needle, case, whole).is_in(text), found, "{needle} in {text}");
        }
    }

    #[test]
    fn replacing_touches_nothing_else() {
        let replaced = |text: &str, needle: &str, by: &str| Needle::new(needle, false, false).replaced(text, by);
        assert_eq!(replaced("Press line, press shop", "press", "Mill").as_deref(), Some("Mill line, Mill shop"));
        assert_eq!(replaced("aaaa", "aa", "b").as_deref(), Some("bb"));
        assert_eq!(replaced("１２００万", "12", "3").as_deref(), Some("3００万"));
        assert_eq!(replaced("İstanbul", "i", "x").as_deref(), Some("xstanbul"));
        assert_eq!(replaced("nothing", "x", "y"), None);
        assert_eq!(Needle::new("a b", false, true).replaced(" A B ", "c").as_deref(), Some("c"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn plain_texts_hold_what_they_hold_with_a_mark_that_counts_for_nothing(text in "[aAbB1 \t]{0,9}", needle in "[aAbBＢ1 ]{1,3}", case: bool, whole: bool) {
            let needle = Needle::new(&needle, case, whole);
            // With it they are gone through letter by letter.
            let marked = format!("{}\u{feff}", text.trim_end());
            prop_assert_eq!(needle.is_in(text.trim_end()), needle.is_in(&marked));
        }

        #[test]
        fn what_narrows_is_found_nowhere_else(text in "[aAbＢ中 ]{0,9}", one in "[abＡB中]{0,3}", two in "[abＡB中]{0,2}", case: bool) {
            let (one, two) = (Needle::new(&one, case, false), Needle::new(&two, case, false));
            prop_assert!(!one.narrows(&two) || !one.is_in(&text) || two.is_in(&text));
        }

        #[test]
        fn what_is_found_is_replaced(text in "[aAbＢ\u{200b}中 ]{0,12}", needle in "[abＡB中]{1,3}", case: bool) {
            let needle = Needle::new(&needle, case, false);
            let replaced = needle.replaced(&text, "#");
            prop_assert_eq!(replaced.is_some(), needle.is_in(&text));
            if let Some(replaced) = replaced {
                prop_assert!(replaced.contains('#'));
                prop_assert!(!needle.is_in(&replaced.replace('#', "|")) , "{} → {}", text, replaced);
            }
        }
    }
}
