//! What people made of a column who did not see one another's definitions.

mod part;

pub use part::Part;
pub(super) use part::taken_back;

use rustc_hash::FxHashMap;

use super::register::Contest;
use crate::model::{Choice, Definition, Key, Kind, Stamp, order};

/// The definitions of a column that the user made or changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Defined {
    contest: Contest<Definition>,
    /// Every definition, by which it is told what each of them has changed; the one of the schema stands first.
    past: FxHashMap<Stamp, Past>,
}

/// A definition, and those that its author had before him.
#[derive(Clone, Debug)]
struct Past {
    definition: Definition,
    seen: Box<[Stamp]>,
}

/// What the schema says has the stamp of nobody.
const BUILT_IN: Stamp = Stamp { time: 0, replica: 0 };

/// The parts of a choice that change each by itself: the name in either language, and the colour.
const PARTS: usize = 3;

/// Which definition gave each part what it says.
#[derive(Clone, Debug, Default)]
struct Since {
    parts: [Stamp; Part::WHOLE.len()],
    choices: FxHashMap<Key, [Stamp; PARTS]>,
}

type Known = FxHashMap<Stamp, Since>;

/// A definition of a column of which something is not shown, since somebody said otherwise who had not seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The definition.
    pub stamp: Stamp,
    /// What of it is not shown.
    pub parts: Vec<Part>,
    /// The definition that says what is shown of the first of these.
    pub shown: Stamp,
    /// The column as it is, with those parts as this definition has them.
    pub definition: Definition,
}

impl Defined {
    /// Of a column with what the schema says of it, where it is built in.
    pub fn of(built_in: Option<&Definition>) -> Defined {
        let past = |definition: &Definition| Past { definition: definition.clone(), seen: Box::default() };
        Defined { past: built_in.map(|own| (BUILT_IN, past(own))).into_iter().collect(), ..Defined::default() }
    }

    /// Adds a definition whose author had seen some others.
    pub fn add(&mut self, stamp: Stamp, definition: Definition, seen: &[Stamp]) {
        // Whoever saw none had the built-in column before him.
        let before = if seen.is_empty() { &[BUILT_IN] } else { seen };
        self.past.insert(stamp, Past { definition: definition.clone(), seen: before.into() });
        self.contest.add(stamp, definition, seen);
    }

    /// The definitions that no other one has seen.
    pub fn heads(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.contest.heads.iter().map(|(stamp, _)| *stamp)
    }

    /// Every definition that is known.
    pub fn known(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.past.keys().copied()
    }

    /// What the author of a definition had before him.
    pub fn seen(&self, definition: Stamp) -> &[Stamp] {
        self.past.get(&definition).map(|past| &*past.seen).unwrap_or_default()
    }

    /// Whether some definitions that had not seen one another make what another one says.
    pub fn makes(&self, definitions: &[Stamp], other: Stamp) -> bool {
        let heads = self.of_stamps(definitions);
        let said = self.past.get(&other).map(|past| &past.definition);
        heads.len() == definitions.len() && self.merged_by(&self.since(), &heads).as_ref() == said
    }

    fn of_stamps(&self, stamps: &[Stamp]) -> Vec<(Stamp, &Definition)> {
        stamps.iter().filter_map(|stamp| Some((*stamp, &self.past.get(stamp)?.definition))).collect()
    }

    /// What people made of the column who had not seen one another's: each part as it was last said, with the choices that any
    /// of them gave it, each called and coloured as it was last. It is there for as long as one of them kept it.
    pub fn merged(&self) -> Option<Definition> {
        match self.contest.heads.len() {
            0 | 1 => self.contest.winner().map(|(_, definition)| definition.clone()),
            _ => self.merged_by(&self.since(), &self.of_stamps(&self.heads().collect::<Vec<_>>())),
        }
    }

    fn merged_by(&self, known: &Known, heads: &[(Stamp, &Definition)]) -> Option<Definition> {
        let (latest, winner) = heads.iter().max_by_key(|(stamp, _)| *stamp).copied()?;
        let stamps = || heads.iter().map(|(stamp, _)| *stamp);
        let mut merged = winner.clone();
        for (at, part) in Part::WHOLE.into_iter().enumerate() {
            if let Some((_, said)) = self.part_last_said(known, stamps(), at) {
                part.take(&mut merged, said);
            }
        }
        merged.deleted = heads.iter().all(|(_, definition)| definition.deleted);
        if !matches!(merged.kind, Kind::Choice(_) | Kind::Choices(_)) {
            return Some(merged);
        }
        let mut others: Vec<_> = heads.iter().filter(|(stamp, _)| *stamp != latest).collect();
        order::sort_by_key(&mut others, |(stamp, _)| *stamp);
        let theirs = others.iter().flat_map(|(_, definition)| definition.kind.choices());
        let mut choices: Vec<Choice> = merged.kind.choices().to_vec();
        for choice in winner.kind.choices().iter().chain(theirs) {
            if choices.iter().all(|own| own.key != choice.key) {
                choices.push(choice.clone());
            }
        }
        for choice in &mut choices {
            for part in 0..PARTS {
                if let Some((_, last)) = self.last_said(known, stamps(), &choice.key, part) {
                    take(choice, last, part);
                }
            }
        }
        Some(merged.with_choices(choices))
    }

    /// Of some definitions that had not seen one another, those of which something is not shown, because the others said
    /// otherwise.
    pub fn apart(&self, stamps: &[Stamp]) -> Vec<Apart> {
        let mut apart = Vec::new();
        if stamps.len() < 2 {
            return apart;
        }
        let (known, heads) = (self.since(), self.of_stamps(stamps));
        let Some(merged) = self.merged_by(&known, &heads) else { return apart };
        let stamps = || stamps.iter().copied();
        for (stamp, own) in &heads {
            let mut definition = merged.clone();
            let mut parts: Vec<(Part, Stamp)> = Vec::new();
            for (at, part) in Part::WHOLE.into_iter().enumerate() {
                let said = |stamp: &Stamp| known.get(stamp).and_then(|since| since.parts.get(at)).copied();
                let Some(since) = said(stamp).filter(|_| !part.is_same(own, &merged)) else { continue };
                let shown = match part {
                    // It stays because somebody kept it, whoever said last that it does not.
                    Part::Deleted => heads.iter().filter(|(_, head)| !head.deleted).map(|(head, _)| *head).max(),
                    _ => self.part_last_said(&known, stamps(), at).map(|(shown, _)| shown),
                };
                if let Some(shown) = shown.filter(|shown| !self.has_seen(*shown, since)) {
                    parts.push((part, shown));
                    part.take(&mut definition, own);
                }
            }
            let mut choices = definition.kind.choices().to_vec();
            let before = parts.len();
            for choice in &mut choices {
                let Some(theirs) = own.kind.choices().iter().find(|theirs| theirs.key == choice.key) else { continue };
                for at in (0..PARTS).filter(|at| !is_same(choice, theirs, *at)).collect::<Vec<_>>() {
                    let of = |since: &Since| since.choices.get(&choice.key).and_then(|all| all.get(at)).copied();
                    let shown = self.last_said(&known, stamps(), &choice.key, at).map(|(shown, _)| shown);
                    let since = known.get(stamp).and_then(of);
                    if let (Some(shown), Some(since)) = (shown, since)
                        && !self.has_seen(shown, since)
                    {
                        take(choice, theirs, at);
                        if parts.len() == before {
                            parts.push((Part::Choices, shown));
                        }
                    }
                }
            }
            if let Some((_, shown)) = parts.first().copied() {
                let parts = parts.into_iter().map(|(part, _)| part).collect();
                apart.push(Apart { stamp: *stamp, parts, shown, definition: definition.with_choices(choices) });
            }
        }
        order::sort_by_key(&mut apart, |own| std::cmp::Reverse(own.stamp));
        apart
    }

    /// Whether the author of a definition had another one before him, be it in what it was made of.
    pub fn has_seen(&self, later: Stamp, earlier: Stamp) -> bool {
        let (mut open, mut met) = (vec![later], rustc_hash::FxHashSet::default());
        while let Some(stamp) = open.pop() {
            if stamp == earlier || earlier == BUILT_IN {
                return true;
            }
            if met.insert(stamp) {
                open.extend(self.past.get(&stamp).into_iter().flat_map(|past| &past.seen));
            }
        }
        false
    }

    /// Of every definition, which one gave each part what it says: an earlier one where its author left that as he found it.
    /// It follows from the definitions alone, in whatever order they came.
    fn since(&self) -> Known {
        let mut stamps: Vec<Stamp> = self.past.keys().copied().collect();
        order::sort(&mut stamps);
        let mut known = Known::default();
        for stamp in stamps {
            let Some(past) = self.past.get(&stamp) else { continue };
            let seen = || past.seen.iter().copied();
            let mut own = Since { parts: [stamp; Part::WHOLE.len()], ..Since::default() };
            for ((at, part), since) in Part::WHOLE.into_iter().enumerate().zip(&mut own.parts) {
                let found = self.part_last_said(&known, seen(), at);
                if let Some((earlier, _)) = found.filter(|(_, before)| part.is_same(&past.definition, before)) {
                    *since = earlier;
                }
            }
            for choice in past.definition.kind.choices() {
                let mut parts = [stamp; PARTS];
                for (part, since) in parts.iter_mut().enumerate() {
                    let found = self.last_said(&known, seen(), &choice.key, part);
                    if let Some((earlier, _)) = found.filter(|(_, before)| is_same(choice, before, part)) {
                        *since = earlier;
                    }
                }
                own.choices.insert(choice.key.clone(), parts);
            }
            known.insert(stamp, own);
        }
        known
    }

    /// What was said last of a part in some definitions, and by which one.
    fn part_last_said(
        &self,
        known: &Known,
        stamps: impl Iterator<Item = Stamp>,
        part: usize,
    ) -> Option<(Stamp, &Definition)> {
        let said =
            stamps.filter_map(|stamp| Some((*known.get(&stamp)?.parts.get(part)?, &self.past.get(&stamp)?.definition)));
        said.max_by_key(|(since, _)| *since)
    }

    /// What was said last of a part of a choice in some definitions, and by which one.
    fn last_said(
        &self,
        known: &Known,
        stamps: impl Iterator<Item = Stamp>,
        key: &Key,
        part: usize,
    ) -> Option<(Stamp, &Choice)> {
        let said = stamps.filter_map(|stamp| {
            let since = known.get(&stamp)?.choices.get(key)?.get(part)?;
            let choices = self.past.get(&stamp)?.definition.kind.choices();
            Some((*since, choices.iter().find(|choice| choice.key == *key)?))
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
