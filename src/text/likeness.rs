//! How well a name answers what was typed or pasted: the one rule of the lists one types into and of the parser.

use super::initials::{initials, is_han};

/// How a name answers a text, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is the name.
    Same,
    /// The name begins so.
    Beginning,
    /// One of its words does.
    Word,
    /// The syllables of a Chinese name begin with these letters.
    Letters,
    /// Some of its characters, or of its syllables: Chinese is written without gaps, so this may be a word of it.
    Part,
    /// Letters in the midst of a word.
    Within,
}

impl Likeness {
    /// How a name answers a text, both as [`search_key`](super::search_key) gives them; none where it does not. First
    /// letters are looked for in the name as it is written.
    #[must_use]
    pub fn of(key: &str, label: &str, text: &str, initial_of: fn(char) -> Option<char>) -> Option<Likeness> {
        // 3 means +3, not -3.
        if key == text || key.strip_prefix('+') == Some(text) {
            return Some(Likeness::Same);
        }
        if key.starts_with(text) {
            return Some(Likeness::Beginning);
        }
        let is_apart = |at: usize| {
            let before = key.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        if key.match_indices(text).any(|(at, _)| is_apart(at)) {
            return Some(Likeness::Word);
        }
        if key.contains(text) {
            let is_chinese = text.chars().next().is_some_and(is_han);
            return Some(if is_chinese { Likeness::Part } else { Likeness::Within });
        }
        let letters = if text.is_ascii() { initials(label, initial_of) } else { return None };
        match () {
            () if letters.is_empty() => None,
            () if letters.starts_with(text) => Some(Likeness::Letters),
            () => letters.contains(text).then_some(Likeness::Part),
        }
    }

    /// Whether who types a text may mean the name: it begins so, or a word of it does.
    #[must_use]
    pub const fn is_beginning(self) -> bool {
        matches!(self, Likeness::Same | Likeness::Beginning | Likeness::Word | Likeness::Letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::search_key;

    #[test]
    fn a_beginning_comes_before_a_part() {
        let letter = |c| match c {
            '商' => Some('s'),
            '务' => Some('w'),
            '谈' => Some('t'),
            '判' => Some('p'),
            _ => None,
        };
        for (name, text, like) in [
            ("5 Negotiation", "5 negotiation", Some(Likeness::Same)),
            ("+3", "3", Some(Likeness::Same)),
            ("Northwind", "north", Some(Likeness::Beginning)),
            ("5 Negotiation", "n", Some(Likeness::Word)),
            ("5 Negotiation", "o", Some(Likeness::Within)),
            ("5 商务谈判", "谈判", Some(Likeness::Part)),
            ("商务谈判", "商务", Some(Likeness::Beginning)),
            ("商务谈判", "sw", Some(Likeness::Letters)),
            ("商务谈判", "tp", Some(Likeness::Part)),
            ("商务谈判", "pt", None),
            ("Northwind", "nw", None),
        ] {
            assert_eq!(Likeness::of(&search_key(name), name, text, letter), like, "{text} in {name}");
        }
    }
}
