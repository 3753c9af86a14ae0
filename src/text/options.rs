//! The choice that a typed text means.

use super::{Lang, Parser, fault::Fault, fold::search_key, names::nearest};
use crate::model::{Choice, Definition, Key, Kind, Label, Value};

/// How many choices a sentence names.
const NAMED: usize = 12;

impl Parser<'_> {
    /// Whether a text is the whole name of the choices that it is read as, and not merely the beginning of one.
    #[must_use]
    pub fn is_whole_name(&self, column: &Definition, read: &Value, text: &str) -> bool {
        match read {
            Value::Choice(key) => {
                column.kind.choices().iter().any(|choice| choice.key == *key && choice.label.is(text))
            }
            Value::Choices(_) => search_key(&self.edit_text(column, read)) == search_key(text),
            _ => false,
        }
    }

    /// Why a text that a cell keeps does not fit its column: the name of a choice that is gone may be the beginning of
    /// another, for which it would be taken if it were typed, and is not that one all the same.
    #[must_use]
    pub fn problem_of_kept(&self, column: &Definition, text: &str) -> Option<Fault> {
        match (self.read(column, text), &column.kind) {
            (Err(fault), _) => Some(fault),
            (Ok(read), Kind::Choice(choices) | Kind::Choices(choices)) if !self.is_whole_name(column, &read, text) => {
                let options = choices.iter().take(NAMED).map(label).collect();
                Some(Fault::UnknownChoice { text: text.trim().into(), options })
            }
            _ => None,
        }
    }
}

/// A choice by its label in either language, by its key (`#key` always means the key), or by the beginning of
/// a word, or in Chinese a part, that only one choice has.
pub(super) fn choice(choices: &[Choice], text: &str, lang: Lang) -> Result<Key, Fault> {
    let key = search_key(text);
    if let Some(found) = exact(choices, &key, lang) {
        return found.map_err(|several| Fault::AmbiguousChoice { text: text.trim().into(), options: several });
    }
    let names = choices.iter().flat_map(|choice| {
        let names = [search_key(&choice.label.en), search_key(&choice.label.zh), search_key(&choice.key)];
        names.map(|name| (name, choice))
    });
    let names: Vec<_> = names.filter(|(name, _)| !name.is_empty() && !key.is_empty()).collect();
    let mut started = nearest(names.iter().map(|(name, choice)| (name.as_str(), *choice)), &key);
    started.dedup_by_key(|choice| &choice.key);
    let labels = |choices: &[&Choice]| choices.iter().take(NAMED).map(|choice| label(choice)).collect();
    match started.as_slice() {
        [only] => Ok(only.key.clone()),
        [] => {
            Err(Fault::UnknownChoice { text: text.trim().into(), options: labels(&choices.iter().collect::<Vec<_>>()) })
        }
        several => Err(Fault::AmbiguousChoice { text: text.trim().into(), options: labels(several) }),
    }
}

/// The choice of exactly this label or key: the language's own labels first, then the other's, then the keys.
pub(super) fn exact(choices: &[Choice], key: &str, lang: Lang) -> Option<Result<Key, Vec<Label>>> {
    if let Some(bare) = key.strip_prefix('#')
        && let Some(choice) =
            choices.iter().find(|choice| choice.key.as_str() == bare || search_key(&choice.key) == bare)
    {
        return Some(Ok(choice.key.clone()));
    }
    let (own, other): (fn(&Choice) -> &str, fn(&Choice) -> &str) = match lang {
        Lang::En => (|c| &c.label.en, |c| &c.label.zh),
        Lang::Zh => (|c| &c.label.zh, |c| &c.label.en),
    };
    [own, other, |c: &Choice| c.key.as_str()].into_iter().find_map(|read| {
        let equal: Vec<_> =
            choices.iter().filter(|choice| !key.is_empty() && search_key(read(choice)) == key).collect();
        match equal.as_slice() {
            [] => None,
            [only] => Some(Ok(only.key.clone())),
            several => Some(Err(several.iter().take(NAMED).map(|choice| label(choice)).collect())),
        }
    })
}

fn label(choice: &Choice) -> Label {
    if choice.label == Label::default() {
        Label { en: choice.key.clone(), zh: choice.key.clone() }
    } else {
        choice.label.clone()
    }
}
