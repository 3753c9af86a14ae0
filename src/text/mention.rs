//! Names as chats write them: `@Wang` is Wang, `@Wang @Li` are two.

use std::borrow::Cow;

use super::initials::is_han;
use super::parser::MARKS;

/// What stands before a name in Feishu, WPS, Slack or Notion, also as an input method in full width writes it.
const SIGNS: [char; 2] = ['@', '\u{ff20}'];

/// The name behind a sign, which may not be typed yet; the text as it is where there is no sign.
#[must_use]
pub fn without_sign(text: &str) -> &str {
    match text.trim_start().strip_prefix(SIGNS).map(str::trim_start) {
        Some(name) if !name.starts_with(SIGNS) => name,
        _ => text,
    }
}

/// A list of names without the signs before them. What begins with one may hold more names without a comma: `@Wang @Li` is
/// `Wang; Li`.
#[must_use]
pub fn without_signs(text: &str) -> Cow<'_, str> {
    if !text.contains(SIGNS) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    // Whether nothing stands yet between two marks, or what stands there began with a sign.
    let (mut is_begin, mut is_mention) = (true, false);
    let mut last = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let names =
            letters.peek().is_some_and(|next| !next.is_whitespace() && !SIGNS.contains(next) && !MARKS.contains(next));
        let is_sign = SIGNS.contains(&c) && names;
        if is_sign && is_begin {
            is_mention = true;
        } else if is_sign && is_mention && (last.is_whitespace() || is_han(last)) {
            plain.push(';');
        } else {
            plain.push(c);
        }
        match c {
            c if MARKS.contains(&c) => (is_begin, is_mention) = (true, false),
            c if !c.is_whitespace() => is_begin = false,
            _ => {}
        }
        last = c;
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_before_a_name_is_no_part_of_it() {
        for (text, name) in [
            ("@Wang", "Wang"),
            (" ＠王伟", "王伟"),
            ("@ Wang Wei ", "Wang Wei "),
            ("Wang", "Wang"),
            ("wang@acme.com", "wang@acme.com"),
            ("@", ""),
            ("@@home", "@@home"),
            ("", ""),
        ] {
            assert_eq!(without_sign(text), name, "{text}");
        }
    }

    #[test]
    fn several_names_need_no_comma_behind_a_sign() {
        for (text, names) in [
            ("@Wang @Li", "Wang ;Li"),
            ("@Wang Wei ＠Li Na", "Wang Wei ;Li Na"),
            ("@王伟@李娜", "王伟;李娜"),
            ("@Wang, @Li; Zhao", "Wang, Li; Zhao"),
            // What does not begin with one is a name, or an address, that has one.
            ("R @Siemens", "R @Siemens"),
            ("@a@b.com", "a@b.com"),
            ("x, @Wang", "x, Wang"),
            ("@, @ @", "@, @ @"),
            ("Wang Li", "Wang Li"),
        ] {
            assert_eq!(without_signs(text), names, "{text}");
        }
    }
}
