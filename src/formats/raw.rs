//! Pieces of a JSON text that was found sound: cut without copying, each knowing where it stands.
//!
//! A piece keeps the text of its numbers, so that nothing passes through floating point, and of what is not understood,
//! so that it can be written back as it came.

use std::borrow::Cow;

use super::sound;

/// A value in a sound JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw<'a> {
    /// The text of the value, without white space around it.
    pub text: &'a str,
    /// The byte of the whole text at which it begins.
    pub at: usize,
}

impl<'a> Raw<'a> {
    /// The value of a whole sound text.
    pub fn whole(text: &'a str) -> Raw<'a> {
        let trimmed = text.trim_start_matches(SPACE);
        Raw { text: trimmed.trim_end_matches(SPACE), at: text.len() - trimmed.len() }
    }

    /// The value of a text that may be unsound; none where it is.
    pub fn checked(text: &'a str) -> Option<Raw<'a>> {
        sound::check(text, usize::MAX).ok().map(|()| Raw::whole(text))
    }

    fn starts(self, with: char) -> bool {
        self.text.starts_with(with)
    }

    /// The elements, where this is a list.
    pub fn items(self) -> Option<Items<'a>> {
        self.starts('[').then_some(Items { raw: self, next: 1 })
    }

    /// The members in their order, where this is an object.
    pub fn members(self) -> Option<Members<'a>> {
        self.starts('{').then_some(Members(Items { raw: self, next: 1 }))
    }

    /// The only member, where this is an object with one.
    pub fn only_member(self) -> Option<(Cow<'a, str>, Raw<'a>)> {
        let mut members = self.members()?;
        members.next().filter(|_| members.next().is_none())
    }

    /// The text, where this is one.
    pub fn string(self) -> Option<Cow<'a, str>> {
        let inner = self.text.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') { serde_json::from_str(self.text).ok().map(Cow::Owned) } else { Some(inner.into()) }
    }

    /// The text of the number, where this is one.
    pub fn number(self) -> Option<&'a str> {
        self.text.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(self.text)
    }

    /// The whole number, where this is one that fits.
    pub fn integer<T: TryFrom<i128>>(self) -> Option<T> {
        self.number()?.parse::<i128>().ok().and_then(|number| number.try_into().ok())
    }

    /// Whether this is `true` or `false`.
    pub fn check(self) -> Option<bool> {
        match self.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    pub fn is_null(self) -> bool {
        self.text == "null"
    }

    /// The text without white space between its parts.
    pub fn compact(self) -> Cow<'a, str> {
        if !self.text.contains(SPACE) {
            return self.text.into();
        }
        let (mut quoted, mut escaped) = (false, false);
        let kept = self.text.chars().filter(|c| {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                _ => {}
            }
            quoted || !SPACE.contains(c)
        });
        kept.collect::<String>().into()
    }
}

const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The elements of a list, or the keys and values of an object one after the other.
#[derive(Clone, Debug)]
pub(super) struct Items<'a> {
    raw: Raw<'a>,
    next: usize,
}

impl<'a> Iterator for Items<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        let bytes = self.raw.text.as_bytes();
        let skipped = |byte: &u8| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':');
        let begin = self.next + bytes.get(self.next..)?.iter().position(skipped)?;
        let end = begin + length(bytes.get(begin..)?)?;
        self.next = end;
        Some(Raw { text: self.raw.text.get(begin..end)?, at: self.raw.at + begin })
    }
}

/// The members of an object.
#[derive(Clone, Debug)]
pub(super) struct Members<'a>(Items<'a>);

impl Members<'_> {
    /// Whether all of the object was read, up to the bracket that closes it and the end of its text.
    pub fn is_done(&self) -> bool {
        self.0.raw.text.get(self.0.next..).is_some_and(|rest| rest.trim_matches(SPACE) == "}")
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, str>, Raw<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.0.next()?.string()?;
        Some((key, self.0.next()?))
    }
}

/// How many bytes the value at the beginning takes; none at a closing bracket.
fn length(bytes: &[u8]) -> Option<usize> {
    match bytes.first()? {
        b']' | b'}' => None,
        b'"' => quoted(bytes),
        b'[' | b'{' => {
            // Every level of a record is gone through once: this is where a large plan is opened or waited for.
            let mut depth = 0usize;
            let mut bytes = bytes.iter().enumerate();
            loop {
                let (at, byte) = bytes.next()?;
                match byte {
                    b'"' => loop {
                        match bytes.next()?.1 {
                            b'"' => break,
                            b'\\' => drop(bytes.next()?),
                            _ => {}
                        }
                    },
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' if depth == 1 => return Some(at + 1),
                    b']' | b'}' => depth -= 1,
                    _ => {}
                }
            }
        }
        _ => {
            let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
            Some(bytes.iter().position(ends).unwrap_or(bytes.len()))
        }
    }
}

fn quoted(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if bytes.get(at) == Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Appends a text as JSON.
pub(super) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '\\' || c < ' ' || c == '\u{7f}') {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut special = special.chars();
        match special.next().unwrap_or_default() {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push_str(&format!("\\u{:04x}", u32::from(other))),
        }
        rest = special.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_lists_and_objects() {
        let raw = Raw::whole("  [ 1 , \"a,]\\\"\" ,[],{\"k\" : [2, {\"x\":null}] ,\"l\":-0.5e3}, true ] ");
        let items: Vec<_> = raw.items().unwrap().map(|r| (r.at, r.text)).collect();
        assert_eq!(items[0], (4, "1"));
        assert_eq!(items[1].1, "\"a,]\\\"\"");
        assert_eq!(items[2].1, "[]");
        assert_eq!(items[4].1, "true");
        assert_eq!(raw.items().unwrap().nth(1).unwrap().string().unwrap(), "a,]\"");
        let object = raw.items().unwrap().nth(3).unwrap();
        let members: Vec<_> =
            object.members().unwrap().map(|(k, v)| (k.into_owned(), v.compact().into_owned())).collect();
        assert_eq!(members, [("k".into(), "[2,{\"x\":null}]".into()), ("l".into(), "-0.5e3".to_owned())]);
        assert_eq!(Raw::whole("[]").items().unwrap().count() + Raw::whole("{ }").members().unwrap().count(), 0);
    }

    proptest! {
        #[test]
        fn texts_are_written_as_serde_json_reads_them(text in any::<String>()) {
            let mut out = String::new();
            push_string(&mut out, &text);
            prop_assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text.clone());
            let raw = Raw::whole(&out).string();
            prop_assert_eq!(raw.as_deref(), Some(text.as_str()));
        }
    }
}
