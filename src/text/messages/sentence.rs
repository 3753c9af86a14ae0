//! From a text with holes, `{rows} pasted`, to the sentence that is read.

use std::borrow::Cow;

use super::Say;
use crate::text::Lang;
use crate::text::initials::is_han;

/// The texts of an area, line after line: of each sentence of a line the English and the Chinese text. One text for all,
/// since a reference to each would take as much of the module as a fifth of what it refers to.
pub(in crate::text) struct Texts<const N: usize> {
    /// All of them, without anything between them.
    pub whole: &'static str,
    /// Where each one ends.
    pub ends: [u16; N],
    /// How many a line has.
    pub per_line: usize,
}

impl<const N: usize> Texts<N> {
    /// The text of the `nth` sentence of a line.
    pub fn of(&'static self, line: usize, nth: usize, lang: Lang) -> &'static str {
        part(self.whole, &self.ends, line * self.per_line + 2 * nth + lang as usize)
    }
}

fn part(whole: &'static str, ends: &[u16], at: usize) -> &'static str {
    let end = |at: usize| ends.get(at).map(|end| usize::from(*end));
    let from = at.checked_sub(1).map_or(Some(0), end);
    from.zip(end(at)).and_then(|(from, to)| whole.get(from..to)).unwrap_or_default()
}

/// Where each of some texts ends once they stand one after the other. Does not compile where they are too long for that.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs in the compiler, where a panic is the message"
)]
pub(in crate::text) const fn ends<const N: usize>(texts: &[&str]) -> [u16; N] {
    let mut ends = [0; N];
    let (mut nth, mut at) = (0, 0);
    while nth < N {
        at += texts[nth].len();
        assert!(at <= u16::MAX as usize, "the area is too long: divide it");
        ends[nth] = at as u16;
        nth += 1;
    }
    ends
}

/// A text with its arguments said in their places.
pub(in crate::text) fn fill(
    text: &'static str,
    lang: Lang,
    names: &[&str],
    arguments: &[&dyn Say],
) -> Cow<'static, str> {
    if arguments.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut sentence = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (hole, after) = after.split_once('}').unwrap_or((after, ""));
        let argument = names.iter().position(|name| *name == hole).and_then(|at| arguments.get(at));
        sentence.push_str(before);
        let said = argument.map(|argument| argument.say(lang)).unwrap_or_default();
        sentence.push_str(&said);
        rest = if is_number_in_words(&said) { joined(after) } else { after };
    }
    sentence.push_str(rest);
    Cow::Owned(sentence)
}

/// Whether an argument is a number that ends in Chinese: `954 万`, `5 个项目`.
fn is_number_in_words(said: &str) -> bool {
    said.starts_with(|first: char| first.is_ascii_digit() || first == '−') && said.ends_with(is_han)
}

/// What follows such a number: the room that digits have before Chinese is not for two Chinese characters.
fn joined(after: &str) -> &str {
    after.strip_prefix(' ').filter(|rest| rest.starts_with(is_han)).unwrap_or(after)
}

/// Does not compile where a hole of a text is not one of the names.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, where a panic is the message")]
pub(in crate::text) const fn check(texts: &[&str], names: &[&str]) {
    let mut nth = 0;
    while nth < texts.len() {
        let text = texts[nth].as_bytes();
        let mut at = 0;
        while at < text.len() {
            let begin = at + 1;
            if text[at] == b'{' {
                while text[at] != b'}' {
                    at += 1;
                }
                assert!(is_one_of(text, begin, at, names), "the message has no such argument");
            }
            at += 1;
        }
        nth += 1;
    }
}

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, where a panic is the message")]
const fn is_one_of(text: &[u8], begin: usize, end: usize, names: &[&str]) -> bool {
    let mut nth = 0;
    while nth < names.len() {
        let name = names[nth].as_bytes();
        let mut same = 0;
        while same < name.len() && begin + same < end && name[same] == text[begin + same] {
            same += 1;
        }
        if same == name.len() && begin + same == end {
            return true;
        }
        nth += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_stand_where_their_names_do() {
        let say = |text, lang| fill(text, lang, &["one", "two"], &[&1_usize, &2_i64]);
        assert_eq!((&*say("{one} and {two}", Lang::En), &*say("{two}、{one}。", Lang::Zh)), ("1 and 2", "2、1。"));
        assert_eq!(&*say("无", Lang::Zh), "无");
    }

    #[test]
    fn texts_that_stand_in_one_are_found_again() {
        const ALL: &[&str] = &["one", "一", "", "空", "two of a line", "同一行", "what to do", "怎么办"];
        static TEXTS: Texts<8> =
            Texts { whole: "one一空two of a line同一行what to do怎么办", ends: ends(ALL), per_line: 4 };
        let all = [(0, 0), (0, 1), (1, 0), (1, 1)]
            .map(|(line, nth)| [Lang::En, Lang::Zh].map(|lang| TEXTS.of(line, nth, lang)));
        assert_eq!(all.concat(), ALL);
        assert_eq!(TEXTS.of(2, 0, Lang::En), "");
    }

    #[test]
    fn a_number_that_ends_in_chinese_joins_the_words_after_it() {
        use crate::model::{Currency, Money};
        use crate::text::messages::{Compact, Deals};
        static TEXTS: [&str; 2] = ["至少 {one} 的概率", "{one} {one}"];
        let say = |nth: usize, one: &dyn Say| fill(TEXTS[nth], Lang::Zh, &["one"], &[one]);
        let amount = |whole: i64| Compact(Money::new(whole * 100, Currency::CNY));
        assert_eq!(say(0, &amount(9_540_000)), "至少 954 万的概率");
        assert_eq!(say(0, &amount(-9_540_000)), "至少 −954 万的概率");
        assert_eq!(say(0, &amount(954)), "至少 954 的概率", "digits keep their room");
        assert_eq!(say(0, &smol_str::SmolStr::new("海天")), "至少 海天 的概率", "and so do names");
        assert_eq!(say(1, &Deals(5)), "5 个项目 5 个项目");
    }

    #[test]
    fn a_hole_without_an_argument_does_not_compile() {
        check(&["{one} of {two}", "plain"], &["two", "one"]);
        for text in ["{on}", "{oney}", "{}", "{one"] {
            assert!(std::panic::catch_unwind(|| check(&[text], &["one"])).is_err(), "{text}");
        }
    }
}
