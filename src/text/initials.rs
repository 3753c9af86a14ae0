//! The first letters of Chinese syllables: by `htyj` one finds what is written 海天压机.

use smol_str::SmolStr;

/// The first character of each letter's syllables in the order of pinyin; no syllable begins with i, u or v.
const FIRST: [(char, char); 23] = [
    ('a', '阿'),
    ('b', '八'),
    ('c', '嚓'),
    ('d', '哒'),
    ('e', '妸'),
    ('f', '发'),
    ('g', '旮'),
    ('h', '哈'),
    ('j', '讥'),
    ('k', '咔'),
    ('l', '垃'),
    ('m', '妈'),
    ('n', '拏'),
    ('o', '噢'),
    ('p', '妑'),
    ('q', '七'),
    ('r', '呥'),
    ('s', '仨'),
    ('t', '它'),
    ('w', '穵'),
    ('x', '夕'),
    ('y', '丫'),
    ('z', '帀'),
];

/// Whether a character is Chinese.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// The letter that a Chinese character's syllable begins with. `is_before` tells whether the first stands before the
/// second in the order of pinyin.
#[must_use]
pub fn initial(c: char, is_before: impl Fn(char, char) -> bool) -> Option<char> {
    if !is_han(c) {
        return None;
    }
    let at = FIRST.partition_point(|(_, first)| !is_before(c, *first));
    FIRST.get(at.checked_sub(1)?).map(|(letter, _)| *letter)
}

/// The first letters of a name's syllables, with its Latin letters and digits between them; empty where there is no
/// Chinese in it, or where the letter of a character is not known.
#[must_use]
pub fn initials(name: &str, initial_of: fn(char) -> Option<char>) -> SmolStr {
    if !name.chars().any(is_han) {
        return SmolStr::default();
    }
    let letters = name.chars().filter_map(|c| match c {
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        c => initial_of(c),
    });
    letters.collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_letter_between_its_neighbours() {
        // Ranks of some characters in the order of pinyin.
        let rank = |c: char| match c {
            '海' => 1000 * 7 + 500,
            '天' => 1000 * 18 + 500,
            '安' => 500,
            '真' => 1000 * 22 + 500,
            first => 1000 * FIRST.iter().position(|(_, own)| *own == first).unwrap_or(0),
        };
        let of = |c| initial(c, |a, b| rank(a) < rank(b));
        assert_eq!(
            [of('海'), of('天'), of('安'), of('真'), of('x')],
            [Some('h'), Some('t'), Some('a'), Some('z'), None]
        );
        for (letter, first) in FIRST {
            assert_eq!(of(first), Some(letter));
        }
    }

    #[test]
    fn latin_letters_stay_between_them() {
        let of = |c: char| if c == '海' { Some('h') } else { None };
        assert_eq!(initials("海 ERP 2", of), "herp2");
        assert_eq!(initials("Haitian", of), "");
    }
}
