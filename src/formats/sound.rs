//! One pass over a JSON text before anything is taken from it: syntax, keys given twice, texts too long, depth.
//!
//! serde_json reads it, with its own limit of recursion; what is sound can then be cut into pieces without errors.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use rustc_hash::FxHashSet;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::damage::{Damage, FileError, Lines, Location, Measure, Why};

/// Checks a JSON text; no text in it may have more than `limit` characters.
pub(super) fn check(text: &str, limit: usize) -> Result<(), FileError> {
    let state = State { limit, path: RefCell::default(), found: Cell::default() };
    let mut reader = serde_json::Deserializer::from_str(text);
    let Err(error) = Walk(&state).deserialize(&mut reader).and_then(|()| reader.end()) else { return Ok(()) };
    let lines = Lines::new(text);
    let at = lines.byte(error.line(), error.column());
    let place = state.place(lines.locate(at));
    Err(match (state.found.take(), error.classify()) {
        (Some(Found::Twice(key)), _) => Damage { place, why: Why::DuplicateKey { key } }.into(),
        (Some(Found::Long(found)), _) => FileError::TooLarge { place, what: Measure::Characters, found, limit },
        (None, Category::Eof) => Damage { place, why: Why::Ends }.into(),
        (None, _) => {
            let message = error.to_string();
            let why = match () {
                () if message.starts_with("recursion limit") => Why::TooDeep,
                () if message.starts_with("number out of range") => Why::NumberOutOfRange,
                () => Why::Syntax,
            };
            Damage { place, why }.into()
        }
    })
}

/// How deeply lists and objects stand in one another in a sound text.
pub(super) fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

enum Found {
    Twice(String),
    Long(usize),
}

enum Segment<'de> {
    Key(Cow<'de, str>),
    Item(usize),
}

struct State<'de> {
    limit: usize,
    path: RefCell<Vec<Segment<'de>>>,
    found: Cell<Option<Found>>,
}

impl<'de> State<'de> {
    /// What the path says of the place; it was left as it was when the error arose.
    fn place(&self, mut place: Location) -> Location {
        let path = self.path.borrow();
        if let [Segment::Key(top), rest @ ..] = path.as_slice()
            && top == "tables"
        {
            let mut rest = rest.iter();
            if let Some(Segment::Key(table)) = rest.next() {
                place.table = Some(table.to_string());
            }
            if let Some(Segment::Item(row)) = rest.next() {
                place.row = Some(row + 1);
            }
            if let Some(Segment::Key(field)) = rest.next() {
                place.field = Some(field.to_string());
            }
        }
        place
    }

    fn text<E: serde::de::Error>(&self, text: &str) -> Result<(), E> {
        if text.len() > self.limit {
            let characters = text.chars().count();
            if characters > self.limit {
                self.found.set(Some(Found::Long(characters)));
                return Err(E::custom("too long"));
            }
        }
        Ok(())
    }

    fn enter(&self, segment: Segment<'de>) {
        self.path.borrow_mut().push(segment);
    }

    fn leave(&self) {
        self.path.borrow_mut().pop();
    }
}

struct Walk<'s, 'de>(&'s State<'de>);

impl<'de> DeserializeSeed<'de> for Walk<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.0.text(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for at in 0.. {
            self.0.enter(Segment::Item(at));
            if items.next_element_seed(Walk(self.0))?.is_none() {
                self.0.leave();
                break;
            }
            self.0.leave();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut seen = Keys::default();
        while let Some(key) = members.next_key_seed(KeySeed(self.0))? {
            self.0.enter(Segment::Key(key.clone()));
            if !seen.insert(key.clone()) {
                self.0.found.set(Some(Found::Twice(key.into_owned())));
                return Err(A::Error::custom("a key twice"));
            }
            members.next_value_seed(Walk(self.0))?;
            self.0.leave();
        }
        Ok(())
    }
}

/// The keys of one object: a list while there are few, as in a row.
#[derive(Default)]
struct Keys<'de> {
    few: Vec<Cow<'de, str>>,
    many: FxHashSet<Cow<'de, str>>,
}

impl<'de> Keys<'de> {
    fn insert(&mut self, key: Cow<'de, str>) -> bool {
        if self.many.is_empty() && self.few.len() < 24 {
            let new = !self.few.contains(&key);
            self.few.push(key);
            return new;
        }
        self.many.extend(self.few.drain(..));
        self.many.insert(key)
    }
}

struct KeySeed<'s, 'de>(&'s State<'de>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_, 'de> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, 'de> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        self.0.text(key)?;
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Cow<'de, str>, E> {
        self.0.text(key)?;
        Ok(Cow::Owned(key.to_owned()))
    }
}
