//! From a text with holes, `{rows} pasted`, to the sentence that is read.

use std::borrow::Cow;

use super::Say;
use crate::text::Lang;

/// The `nth` sentence of `texts`, which hold English and Chinese in turn, with its arguments said in their places.
pub(in crate::text) fn fill(
    texts: Option<&&'static [&'static str]>,
    nth: usize,
    lang: Lang,
    names: &[&str],
    arguments: &[&dyn Say],
) -> Cow<'static, str> {
    let text = texts.and_then(|texts| texts.get(2 * nth + lang as usize)).copied().unwrap_or_default();
    if arguments.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut sentence = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (hole, after) = after.split_once('}').unwrap_or((after, ""));
        let argument = names.iter().position(|name| *name == hole).and_then(|at| arguments.get(at));
        sentence.push_str(before);
        if let Some(argument) = argument {
            sentence.push_str(&argument.say(lang));
        }
        rest = after;
    }
    sentence.push_str(rest);
    Cow::Owned(sentence)
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
        static TEXTS: &[&str] = &["{one} and {two}", "{two}、{one}。", "none", "无"];
        let say = |nth, lang| fill(Some(&TEXTS), nth, lang, &["one", "two"], &[&1_usize, &2_i64]);
        assert_eq!((&*say(0, Lang::En), &*say(0, Lang::Zh)), ("1 and 2", "2、1。"));
        assert_eq!((&*say(1, Lang::En), &*say(1, Lang::Zh)), ("none", "无"));
    }

    #[test]
    fn a_hole_without_an_argument_does_not_compile() {
        check(&["{one} of {two}", "plain"], &["two", "one"]);
        for text in ["{on}", "{oney}", "{}", "{one"] {
            assert!(std::panic::catch_unwind(|| check(&[text], &["one"])).is_err(), "{text}");
        }
    }
}
