//! In which order texts stand: without regard to case and width, numbers by their size, Chinese by how it is spoken.
//!
//! The order of Chinese characters needs a table of some hundred kilobytes that every browser has; so it comes from
//! outside, as a function that puts distinct characters in order. It is asked once for every character that occurs,
//! never for texts: under pinyin every character has one reading and one weight of its own.

use crate::model::order;
use rustc_hash::FxHashMap;

use super::search_key;

/// Puts distinct characters into the order of their pronunciation; none where it does not know it.
pub type Pronunciation = fn(&str) -> Option<String>;

/// The order of texts.
#[derive(Clone, Debug, Default)]
pub struct Collation {
    pronunciation: Option<Pronunciation>,
    ranks: FxHashMap<char, u32>,
}

/// What kind of character comes before which.
mod class {
    pub const SIGN: u8 = 2;
    pub const NUMBER: u8 = 3;
    pub const LATIN: u8 = 4;
    pub const LETTER: u8 = 5;
    pub const HAN: u8 = 6;
}

impl Collation {
    /// An order of texts that knows how Chinese is spoken.
    #[must_use]
    pub fn new(pronunciation: Pronunciation) -> Collation {
        Collation { pronunciation: Some(pronunciation), ranks: FxHashMap::default() }
    }

    /// Learns the order of the Chinese characters in some texts; to be called before their keys are made. Keys made
    /// before it learned something new must not be compared with later ones.
    pub fn learn<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let Some(pronunciation) = self.pronunciation else { return };
        let before = self.ranks.len();
        for c in texts.into_iter().flat_map(str::chars).filter(|c| is_han(*c)) {
            self.ranks.entry(c).or_insert(u32::MAX);
        }
        if self.ranks.len() == before {
            return;
        }
        let mut known: Vec<char> = self.ranks.keys().copied().collect();
        order::sort(&mut known);
        let all: String = known.iter().collect();
        if let Some(ordered) = pronunciation(&all) {
            for (rank, c) in (0..).zip(ordered.chars()) {
                self.ranks.insert(c, rank);
            }
        }
    }

    /// Adds to `key` the bytes whose order is the order of the texts; texts that differ in case only have equal bytes.
    pub fn key(&self, text: &str, key: &mut Vec<u8>) {
        let folded = search_key(text);
        let mut rest = folded.as_str();
        while let Some(c) = rest.chars().next() {
            if c.is_ascii_digit() {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let (number, after) = rest.split_at(digits);
                let number = number.trim_start_matches('0');
                // The more digits, the greater the number.
                key.extend([class::NUMBER, number.len().min(255) as u8]);
                key.extend(number.bytes());
                rest = after;
                continue;
            }
            self.push(c, key);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        // What is the same but for accents and leading zeros has an order too.
        key.push(0);
        key.extend(folded.bytes());
    }

    fn push(&self, c: char, key: &mut Vec<u8>) {
        let (class, weight) = match base(c) {
            Some(letters) => {
                key.extend(letters.bytes().flat_map(|letter| [class::LATIN, letter]));
                return;
            }
            None if is_han(c) => (class::HAN, self.rank(c)),
            None if c.is_alphabetic() => (class::LETTER, u32::from(c)),
            None => (class::SIGN, u32::from(c)),
        };
        let [_, high, middle, low] = weight.to_be_bytes();
        key.extend([class, high, middle, low]);
    }

    fn rank(&self, c: char) -> u32 {
        // A character that nobody could order stands after those that were, in the order of Unicode.
        self.ranks.get(&c).copied().filter(|rank| *rank != u32::MAX).unwrap_or(0x40_0000 | u32::from(c))
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The Latin letters that a lower-case letter is filed under; none for other characters.
fn base(c: char) -> Option<&'static str> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    if c.is_ascii_lowercase() {
        let at = usize::from(c as u8 - b'a');
        return LETTERS.get(at..=at);
    }
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The readings of some characters, in place of a browser's.
    fn pinyin(characters: &str) -> Option<String> {
        const READ: &str = "安白北陈海贺李王张中";
        let mut ordered: Vec<char> = characters.chars().collect();
        order::sort_by_key(&mut ordered, |c| READ.find(*c));
        Some(ordered.into_iter().collect())
    }

    fn sorted<'a>(collation: &mut Collation, texts: &[&'a str]) -> Vec<&'a str> {
        collation.learn(texts.iter().copied());
        let mut texts = texts.to_vec();
        texts.sort_by_cached_key(|text| {
            let mut key = Vec::new();
            collation.key(text, &mut key);
            key
        });
        texts
    }

    #[test]
    fn texts_stand_as_people_read_them() {
        let expected = [
            "",
            "(draft)",
            "-5",
            "2 pumps",
            "010 pumps",
            "10 pumps",
            "Ärger",
            "deal 2",
            "Deal 10",
            "deal 10 b",
            "Éclair",
            "zebra",
            "Омега",
            "ひらがな",
            "白云",
            "海天",
            "海天二期",
            "王",
        ];
        let mut mixed = expected.to_vec();
        mixed.reverse();
        mixed.swap(2, 9);
        assert_eq!(sorted(&mut Collation::new(pinyin), &mixed), expected);
    }

    #[test]
    fn without_a_pronunciation_chinese_stands_by_code() {
        assert_eq!(sorted(&mut Collation::default(), &["王", "白", "李", "a"]), ["a", "李", "王", "白"]);
    }

    #[test]
    fn characters_learned_later_find_their_place() {
        let mut collation = Collation::new(pinyin);
        assert_eq!(sorted(&mut collation, &["张", "白"]), ["白", "张"]);
        assert_eq!(sorted(&mut collation, &["张", "李", "白", "安"]), ["安", "白", "李", "张"]);
    }

    proptest! {
        #[test]
        fn equal_keys_are_equal_search_keys(a in "[a-cÄ0-2 海李]{0,5}", b in "[a-cÄ0-2 海李]{0,5}") {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let collation = Collation::default();
            collation.key(&a, &mut one);
            collation.key(&b, &mut other);
            prop_assert_eq!(one == other, search_key(&a) == search_key(&b));
        }
    }
}
