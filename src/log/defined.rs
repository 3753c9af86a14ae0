//! What people made of a column who did not see one another's definitions.

use rustc_hash::FxHashMap;

use super::register::Contest;
use crate::model::{Choice, Definition, Key, Kind, Stamp, order};

/// The definitions of a column that the user made or changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Defined {
    contest: Contest<Definition>,
    /// What every definition says of the choices, by which it is told what each of them has changed.
    past: FxHashMap<Stamp, Past>,
}

/// A definition as far as its choices go.
#[derive(Clone, Debug)]
struct Past {
    choices: Box<[Choice]>,
    /// The definitions that its author had before him.
    seen: Box<[Stamp]>,
}

/// The parts of a choice that change each by itself: the name in either language, and the colour.
const PARTS: usize = 3;

/// By the key of a choice, which definition gave each part of it what it says.
type Since = FxHashMap<Key, [Stamp; PARTS]>;

impl Defined {
    /// Adds a definition whose author had seen some others.
    pub fn add(&mut self, stamp: Stamp, definition: Definition, seen: &[Stamp]) {
        let past = Past { choices: definition.kind.choices().into(), seen: seen.into() };
        self.past.insert(stamp, past);
        self.contest.add(stamp, definition, seen);
    }

    /// The definitions that no other one has seen.
    pub fn heads(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.contest.heads.iter().map(|(stamp, _)| *stamp)
    }

    /// The latest of them.
    pub fn latest(&self) -> Option<Stamp> {
        self.contest.winner().map(|(stamp, _)| *stamp)
    }

    /// The latest definition, with the choices that the others gave the column, each called and coloured as it was last, and
    /// there for as long as one of them kept it.
    pub fn merged(&self) -> Option<Definition> {
        let heads = &self.contest.heads;
        let (latest, winner) = self.contest.winner()?;
        let mut merged = winner.clone();
        if heads.len() < 2 {
            return Some(merged);
        }
        merged.deleted = heads.iter().all(|(_, definition)| definition.deleted);
        if !matches!(merged.kind, Kind::Choice(_) | Kind::Choices(_)) {
            return Some(merged);
        }
        let mut others: Vec<_> = heads.iter().filter(|(stamp, _)| stamp != latest).collect();
        order::sort_by_key(&mut others, |(stamp, _)| *stamp);
        let theirs = others.iter().flat_map(|(_, definition)| definition.kind.choices());
        let mut choices: Vec<Choice> = merged.kind.choices().to_vec();
        for choice in theirs {
            if choices.iter().all(|own| own.key != choice.key) {
                choices.push(choice.clone());
            }
        }
        let since = self.since();
        for choice in &mut choices {
            for part in 0..PARTS {
                let said = heads.iter().map(|(stamp, _)| stamp);
                if let Some((_, last)) = self.last_said(&since, said, &choice.key, part) {
                    take(choice, last, part);
                }
            }
        }
        Some(merged.with_choices(choices))
    }

    /// Of every definition, which one gave each part of its choices what it says: an earlier one where its author left that as
    /// he found it. It follows from the definitions alone, in whatever order they came.
    fn since(&self) -> FxHashMap<Stamp, Since> {
        let mut stamps: Vec<Stamp> = self.past.keys().copied().collect();
        order::sort(&mut stamps);
        let mut known: FxHashMap<Stamp, Since> = FxHashMap::default();
        for stamp in stamps {
            let Some(past) = self.past.get(&stamp) else { continue };
            let of = |choice: &Choice| {
                let mut own = [stamp; PARTS];
                for (part, since) in own.iter_mut().enumerate() {
                    let found = self.last_said(&known, past.seen.iter(), &choice.key, part);
                    if let Some((earlier, _)) = found.filter(|(_, before)| is_same(choice, before, part)) {
                        *since = earlier;
                    }
                }
                (choice.key.clone(), own)
            };
            let own = past.choices.iter().map(of).collect();
            known.insert(stamp, own);
        }
        known
    }

    /// What was said last of a part of a choice in some definitions, and by which one.
    fn last_said<'a>(
        &self,
        known: &FxHashMap<Stamp, Since>,
        stamps: impl Iterator<Item = &'a Stamp>,
        key: &Key,
        part: usize,
    ) -> Option<(Stamp, &Choice)> {
        let said = stamps.filter_map(|stamp| {
            let since = known.get(stamp)?.get(key)?.get(part)?;
            Some((*since, self.past.get(stamp)?.choices.iter().find(|choice| choice.key == *key)?))
        });
        said.max_by_key(|(since, _)| *since)
    }
}

fn is_same(one: &Choice, other: &Choice, part: usize) -> bool {
    match part {
        0 => one.label.en == other.label.en,
        1 => one.label.zh == other.label.zh,
        _ => one.tone == other.tone,
    }
}

fn take(choice: &mut Choice, from: &Choice, part: usize) {
    match part {
        0 => choice.label.en = from.label.en.clone(),
        1 => choice.label.zh = from.label.zh.clone(),
        _ => choice.tone = from.tone,
    }
}
