//! The parts of a column's definition that change each by itself.

use crate::model::{Definition, Kind};

/// A part of a definition. What somebody else made of another part is kept beside it when copies come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The heading, in both languages.
    Name,
    /// What it is for.
    Help,
    /// What it holds, by which formula, and the rules that this keeps to: they fit each other only.
    Holds,
    /// Whether an empty cell is a problem.
    Required,
    /// The width to begin with, and with which columns it is shown.
    Look,
    /// Whether it is about a person.
    Private,
    /// Where it stands.
    Stand,
    /// Whether it was taken out.
    Deleted,
    /// What the choices are called and how they are coloured, each of them by itself.
    Choices,
}

impl Part {
    /// The parts that are kept or exchanged whole, by their number.
    pub(super) const WHOLE: [Part; 8] =
        [Part::Name, Part::Help, Part::Holds, Part::Required, Part::Look, Part::Private, Part::Stand, Part::Deleted];

    /// Whether two definitions say the same of it.
    pub(super) fn is_same(self, one: &Definition, other: &Definition) -> bool {
        match self {
            Part::Name => one.label == other.label,
            Part::Help => one.help == other.help,
            Part::Holds => {
                have_one_kind(one, other)
                    && (one.computed, &one.formula, &one.rules) == (other.computed, &other.formula, &other.rules)
            }
            Part::Required => one.required == other.required,
            Part::Look => (one.width, one.pack) == (other.width, other.pack),
            Part::Private => one.private == other.private,
            Part::Stand => one.stand == other.stand,
            Part::Deleted => one.deleted == other.deleted,
            Part::Choices => one.kind.choices() == other.kind.choices(),
        }
    }

    /// Gives a definition this part of another one. Where both hold choices these stay what they are.
    pub(super) fn take(self, into: &mut Definition, from: &Definition) {
        match self {
            Part::Name => into.label = from.label.clone(),
            Part::Help => into.help = from.help.clone(),
            Part::Holds => {
                if !have_one_kind(into, from) {
                    into.kind = from.kind.clone();
                }
                (into.computed, into.formula, into.rules) = (from.computed, from.formula.clone(), from.rules.clone());
            }
            Part::Required => into.required = from.required,
            Part::Look => (into.width, into.pack) = (from.width, from.pack),
            Part::Private => into.private = from.private,
            Part::Stand => into.stand = from.stand.clone(),
            Part::Deleted => into.deleted = from.deleted,
            Part::Choices => *into = into.with_choices(from.kind.choices().to_vec()),
        }
    }
}

/// Whether two definitions hold the same, whatever the choices are: these are told apart one by one.
fn have_one_kind(one: &Definition, other: &Definition) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Choice(_), Kind::Choice(_)) | (Kind::Choices(_), Kind::Choices(_)) => true,
        (one, other) => one == other,
    }
}

/// A definition as it is, with those parts as they were before that a step changed and nobody has changed since. `left` is
/// what the step left behind.
pub(in crate::log) fn taken_back(now: &Definition, left: &Definition, before: &Definition) -> Definition {
    let mut own = now.clone();
    for part in Part::WHOLE {
        if !part.is_same(before, left) && part.is_same(now, left) {
            part.take(&mut own, before);
        }
    }
    if !have_one_kind(now, left)
        || !have_one_kind(before, left)
        || left.kind.choices().is_empty() && before.kind.choices().is_empty()
    {
        return own;
    }
    let find = |of: &Definition, key: &str| of.kind.choices().iter().find(|choice| choice.key == key).cloned();
    let mut choices = Vec::new();
    for choice in now.kind.choices() {
        match (find(before, &choice.key), find(left, &choice.key)) {
            // Added by the step, and as it left it.
            (None, Some(left)) if left == *choice => {}
            (Some(before), Some(left)) => {
                let mut choice = choice.clone();
                for part in 0..super::PARTS {
                    if super::is_same(&choice, &left, part) {
                        super::take(&mut choice, &before, part);
                    }
                }
                choices.push(choice);
            }
            _ => choices.push(choice.clone()),
        }
    }
    // Taken out by the step: back where they were.
    for (at, choice) in before.kind.choices().iter().enumerate() {
        if find(left, &choice.key).is_none() && choices.iter().all(|own| own.key != choice.key) {
            choices.insert(at.min(choices.len()), choice.clone());
        }
    }
    // The order is the step's where nobody else touched it.
    let keys = |of: &Definition| of.kind.choices().iter().map(|choice| choice.key.clone()).collect::<Vec<_>>();
    if keys(now) == keys(left) {
        let place = |key: &str| before.kind.choices().iter().position(|choice| choice.key == key).unwrap_or(usize::MAX);
        crate::model::order::sort_by_key(&mut choices, |choice| place(&choice.key));
    }
    own.with_choices(choices)
}
