//! The choices of a choice column: how they are named, coloured, and edited by the user.

use std::borrow::Cow;

use smol_str::{SmolStr, format_smolstr};

use super::fold::search_key;
use super::{Definition, Key, Kind};

/// A name or a sentence in both languages; where one is empty the other is shown, marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Label {
    /// English.
    pub en: SmolStr,
    /// Chinese.
    pub zh: SmolStr,
}

impl Label {
    /// A label of the program's own.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static str) -> Label {
        Label { en: SmolStr::new_static(en), zh: SmolStr::new_static(zh) }
    }
}

/// One choice of a choice column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What is stored.
    pub key: Key,
    /// What is shown.
    pub label: Label,
    /// How it is coloured, beside its words.
    pub tone: Tone,
}

/// The meaning behind a colour; colour is never the only sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// No meaning of its own.
    #[default]
    Plain,
    /// Good for us.
    Good,
    /// Needs attention.
    Warn,
    /// Bad for us.
    Bad,
}

/// A choice of the program's own.
#[must_use]
pub const fn choice(key: &'static str, en: &'static str, zh: &'static str, tone: Tone) -> Choice {
    Choice { key: SmolStr::new_static(key), label: Label::new(en, zh), tone }
}

impl Label {
    /// The same text in both languages, as a person types it who knows one of them.
    #[must_use]
    pub fn both(text: &str) -> Label {
        Label { en: SmolStr::new(text), zh: SmolStr::new(text) }
    }

    /// Whether a text names it, in either language, however wide or high its letters are.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let key = search_key(text);
        !key.is_empty() && [&self.en, &self.zh].into_iter().any(|own| search_key(own) == key)
    }
}

impl Definition {
    /// The column with one more choice at the end, and its key; with the choice that has this label already where there
    /// is one. None where the column has no choices or the label is blank.
    #[must_use]
    pub fn with_choice(&self, label: Label) -> Option<(Definition, Key)> {
        let (Kind::Choice(choices) | Kind::Choices(choices)) = &self.kind else { return None };
        let named = [&label.en, &label.zh].into_iter().find(|text| !text.trim().is_empty())?;
        if let Some(same) = choices.iter().find(|choice| choice.label.is(&label.en) || choice.label.is(&label.zh)) {
            return Some((self.clone(), same.key.clone()));
        }
        let key = fresh_key(named, choices);
        let mut more = choices.to_vec();
        more.push(Choice { key: key.clone(), label, tone: Tone::Plain });
        Some((self.with_choices(more), key))
    }

    /// The column with other choices; the column as it is where it has none.
    #[must_use]
    pub fn with_choices(&self, choices: Vec<Choice>) -> Definition {
        let kind = match &self.kind {
            Kind::Choice(_) => Kind::Choice(Cow::Owned(choices)),
            Kind::Choices(_) => Kind::Choices(Cow::Owned(choices)),
            other => other.clone(),
        };
        Definition { kind, ..self.clone() }
    }
}

/// The key of a new choice: it follows from the label, so that a choice that was removed and is added again finds the
/// cells that hold it, and so that two people who add the same choice add one.
#[must_use]
pub fn fresh_key(label: &str, choices: &[Choice]) -> Key {
    let stem = slug(label);
    let taken = |key: &str| choices.iter().any(|choice| choice.key == key);
    let numbered = (2..).map(|number| format_smolstr!("{stem}_{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or_default()
}

/// The Latin letters and digits of a text in lower case with `_` between words; a number made of its characters where it
/// has none.
#[must_use]
pub fn slug(text: &str) -> SmolStr {
    const LONGEST: usize = 24;
    let key = search_key(text);
    if key.is_ascii() {
        let words = key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let joined = words.collect::<Vec<_>>().join("_");
        let cut = joined.get(..LONGEST).unwrap_or(&joined).trim_end_matches('_');
        if !cut.is_empty() {
            return cut.into();
        }
    }
    // FNV-1a, 32 bits.
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format_smolstr!("o{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::column;

    fn source() -> Definition {
        let choices = Cow::Owned(vec![choice("fair", "trade fair", "展会", Tone::Good)]);
        column("source", "Source", "来源", Kind::Choice(choices))
    }

    #[test]
    fn a_new_choice_has_a_key_of_its_own_that_follows_from_its_label() {
        let (one, key) = source().with_choice(Label::both("Web  Site")).unwrap();
        assert_eq!((key.as_str(), one.kind.choices().len()), ("web_site", 2));
        let (same, again) = one.with_choice(Label::both("ｗｅｂ site")).unwrap();
        assert_eq!((again, &same), (key, &one));
        let zh = |text: &str| source().with_choice(Label { en: SmolStr::default(), zh: text.into() }).unwrap().1;
        assert_eq!(zh("转介绍"), zh(" 转介绍 "));
        assert_ne!(zh("转介绍"), zh("介绍"));
        assert_eq!(zh("展会"), "fair");
        assert_eq!(source().with_choice(Label::both("Fair")).unwrap().1, "fair_2", "another label, another key");
        assert_eq!(source().with_choice(Label::both("  ")), None);
        assert_eq!(column("x", "", "", Kind::Text).with_choice(Label::both("a")), None);
    }
}
