//! A foreign HTML text as a row of pieces: tags, and the text between them. Nothing is ever made of it.
//!
//! Not a browser's parser: the clipboard of a spreadsheet is flat and written by a program. Whatever is not understood
//! is passed over; no text makes this fail, or grow.

use std::borrow::Cow;

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A tag that opens an element, with the text of its attributes.
    Open(&'a str, &'a str),
    /// A tag that closes one.
    Close(&'a str),
    /// The text between tags, entities and white space as they came.
    Text(&'a str),
}

/// Elements whose content is no text of the page.
const SILENT: [&str; 6] = ["style", "script", "title", "xml", "template", "noscript"];

/// The pieces of a text, one after the other; comments, declarations and what is silent are left out.
#[derive(Clone, Debug)]
pub(super) struct Markup<'a> {
    rest: &'a str,
}

impl<'a> Markup<'a> {
    pub fn new(html: &'a str) -> Markup<'a> {
        Markup { rest: html }
    }

    /// Passes over the text up to and with `end`; over everything where that does not come.
    fn skip_past(&mut self, end: &str) {
        self.rest = self.rest.split_once(end).map_or("", |(_, after)| after);
    }

    /// Passes over the content of a silent element, up to the tag that closes it.
    fn skip_element(&mut self, name: &str) {
        while let Some((_, after)) = self.rest.split_once("</") {
            self.rest = after;
            if starts_with_name(after, name) {
                self.skip_past(">");
                return;
            }
        }
        self.rest = "";
    }
}

fn starts_with_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name))
}

impl<'a> Iterator for Markup<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(inside) = self.rest.strip_prefix('<') else {
                let (text, after) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
                self.rest = after;
                return Some(Piece::Text(text));
            };
            if inside.starts_with("!--") {
                self.skip_past("-->");
                continue;
            }
            let is_close = inside.starts_with('/');
            let name_begins = inside.get(usize::from(is_close)..).unwrap_or_default();
            if !name_begins.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // `<!doctype …>`, `<![if …]>`, `<?xml …?>` are passed over; a lone `<` is what it looks like.
                if name_begins.starts_with(['!', '?']) {
                    self.skip_past(">");
                    continue;
                }
                let (sign, after) = self.rest.split_at(1);
                self.rest = after;
                return Some(Piece::Text(sign));
            }
            let length = tag_length(name_begins);
            let tag = name_begins.get(..length).unwrap_or_default();
            self.rest = name_begins.get(length + 1..).unwrap_or_default();
            let ends = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(ends);
            if is_close {
                return Some(Piece::Close(name));
            }
            if let Some(silent) = SILENT.iter().find(|silent| silent.eq_ignore_ascii_case(name))
                && !attributes.ends_with('/')
            {
                self.skip_element(silent);
                continue;
            }
            return Some(Piece::Open(name, attributes));
        }
    }
}

/// How long a tag is up to the `>` that stands in no quotation marks.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A mark that nobody closed: then the tag ends where it seems to.
    tag.find('>').unwrap_or(tag.len())
}

/// The attributes of a tag, one after the other: name and value, the entities in it not read.
#[derive(Clone, Debug)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Attributes<'a> {
    pub fn new(attributes: &'a str) -> Attributes<'a> {
        Attributes { rest: attributes }
    }

    /// The value of an attribute; empty where it stands without one, none where it does not stand.
    pub fn get(mut self, name: &str) -> Option<&'a str> {
        self.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let ends = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        // A name of no letters would stand still.
        let (name, after) = rest.split_at(ends.max(rest.chars().next().map_or(1, char::len_utf8)));
        let (value, next) = value_of(after);
        self.rest = next;
        Some((name, value))
    }
}

/// The value after an attribute's name, and what follows it.
fn value_of(after: &str) -> (&str, &str) {
    let Some(value) = after.trim_start().strip_prefix('=') else { return ("", after) };
    let value = value.trim_start();
    for mark in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(mark) {
            return inside.split_once(mark).unwrap_or((inside, ""));
        }
    }
    value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))
}

/// A text with its entities read; what is no entity stays as it is.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, after)) = rest.split_once('&') {
        out.push_str(plain);
        let entity = after.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        let (c, after) = entity.unwrap_or(('&', after));
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The characters that spreadsheets write by name; all others they write as they are or by number.
const NAMED: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("hellip", '\u{2026}'),
    ("bull", '\u{2022}'),
    ("middot", '\u{b7}'),
    ("yen", '\u{a5}'),
    ("pound", '\u{a3}'),
    ("euro", '\u{20ac}'),
    ("times", '\u{d7}'),
];

fn entity(name: &str) -> Option<char> {
    if let Some((_, c)) = NAMED.iter().find(|(own, _)| *own == name) {
        return Some(*c);
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(html: &str) -> Vec<Piece<'_>> {
        Markup::new(html).collect()
    }

    #[test]
    fn cuts_what_office_programs_write() {
        use Piece::{Close, Open, Text};
        assert_eq!(
            pieces("<!DOCTYPE html><td class=x>a<br/>b</TD>"),
            [Open("td", " class=x"), Text("a"), Open("br", "/"), Text("b"), Close("TD")]
        );
        assert_eq!(pieces("<style><!-- td {a>b} --></style>x<!-- no <td> -->"), [Text("x")]);
        assert_eq!(pieces("<![if supportMisalignedColumns]><tr><![endif]>"), [Open("tr", "")]);
        assert_eq!(pieces("<td title='a>b'>1 < 2</td>").first(), Some(&Open("td", " title='a>b'")));
        assert_eq!(pieces("1 < 2"), [Text("1 "), Text("<"), Text(" 2")]);
        assert_eq!(pieces("<style>never closed"), []);
        assert_eq!(pieces("<td"), [Open("td", "")]);
    }

    #[test]
    fn reads_attributes_of_every_writing() {
        let attributes = " class=xl65 x:num=\"46086.0\" x:str COLSPAN = '2' data-v=\"{&quot;1&quot;:3}\"/";
        for (name, value) in [
            ("class", Some("xl65")),
            ("x:num", Some("46086.0")),
            ("x:str", Some("")),
            ("colspan", Some("2")),
            ("data-v", Some("{\"1\":3}")),
            ("x", None),
        ] {
            assert_eq!(Attributes::new(attributes).get(name).map(unescaped).as_deref(), value, "{name}");
        }
        assert_eq!(Attributes::new("= =a").get("a"), None);
    }

    #[test]
    fn reads_entities_and_leaves_the_rest() {
        assert_eq!(unescaped("a&nbsp;&#39;&#x4e2d;&yen;&unknown;&"), "a\u{a0}'中¥&unknown;&");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn no_text_is_too_odd(html in "(<|>|/|!|--|td|=|\"|'|&|;|#|style| |\\PC){0,40}") {
            for piece in Markup::new(&html) {
                if let Piece::Open(_, attributes) = piece {
                    prop_assert!(Attributes::new(attributes).count() <= attributes.len());
                }
            }
        }
    }
}
