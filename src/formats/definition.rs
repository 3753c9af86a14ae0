//! The definition of a column as JSON.
//!
//! Reading understands a definition wholly or not at all: one with a field or a word of a newer version is kept as it
//! came, since writing back what was understood of it would lose the rest.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::cell::push_list;
use super::raw::{Raw, push_string};
use super::rule::{read_rule, write_rule};
use crate::model::{
    Choice, Computed, Definition, Key, Kind, Label, Pack, Place, Rule, Severity, Sheet, Stand, Tone, column,
};

/// The names of an enum's variants in files; a new variant is a compile error until it has one.
macro_rules! names {
    ($($name:ident / $read:ident: $type:ident { $($variant:ident = $text:literal),* $(,)? })*) => {$(
        pub(super) const fn $name(value: $type) -> &'static str {
            match value { $($type::$variant => $text),* }
        }
        pub(super) fn $read(text: &str) -> Option<$type> {
            match text { $($text => Some($type::$variant),)* _ => None }
        }
    )*};
}

names! {
    pack_name / pack_of: Pack {
        Core = "core", More = "more", Dimensions = "dimensions", Questions = "questions", Objections = "objections",
        Effort = "effort", Change = "change", Coaching = "coaching", Closing = "closing", Strategy = "strategy",
        Relationship = "relationship", Intent = "intent", Parent = "parent",
    }
    severity_name / severity_of: Severity { Hint = "hint", Warning = "warning", Error = "error" }
    tone_name / tone_of: Tone { Plain = "plain", Good = "good", Warn = "warn", Bad = "bad" }
    computed_name / computed_of: Computed {
        Preparation = "preparation", ProvenStage = "proven_stage", UnmetMilestones = "unmet_milestones",
        Chance = "chance", Weighted = "weighted", Pivot = "pivot", Age = "age", StageAge = "stage_age",
        StageLimit = "stage_limit", NextStep = "next_step", LastAdvance = "last_advance", Pushes = "pushes",
        State = "state", Fit = "fit", Coverage = "coverage", OpenUnknowns = "open_unknowns", OpenFlags = "open_flags",
        LastContact = "last_contact", Revenue = "revenue", Share = "share", Level = "level",
        Attractiveness = "attractiveness", Strength = "strength", Pipeline = "pipeline",
        Health = "health", WonInYear = "won_in_year", RevenueOfYear = "revenue_of_year",
        PlanFromTables = "plan_from_tables", DealsOfContact = "deals_of_contact", LastMet = "last_met",
        Formula = "formula",
    }
}

/// The name of a kind in files.
pub(super) const fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Paragraph => "paragraph",
        Kind::Steps(_) => "steps",
        Kind::Number { .. } => "number",
        Kind::Rating { .. } => "rating",
        Kind::Money => "money",
        Kind::Percent => "percent",
        Kind::Date => "date",
        Kind::Check => "check",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Link(_) => "link",
        Kind::Links(_) => "links",
        Kind::Currency => "currency",
        Kind::Foreign => "foreign",
    }
}

/// Writes a definition, keys sorted.
pub(super) fn write_definition(out: &mut String, definition: &Definition) {
    let Definition { key, label, help, kind, pack, width, required, computed, private, .. } = definition;
    let Definition { formula, rules, stand, deleted, .. } = definition;
    out.push('{');
    if let Some(Stand { after, .. }) = stand {
        out.push_str("\"after\":");
        push_string(out, after);
        out.push(',');
    }
    if let Kind::Choice(choices) | Kind::Choices(choices) = kind {
        out.push_str("\"choices\":");
        push_list(out, choices, push_choice);
        out.push(',');
    }
    if let Some(computed) = computed {
        let _ = write!(out, r#""computed":"{}","#, computed_name(*computed));
    }
    if *deleted {
        out.push_str("\"deleted\":true,");
    }
    if !formula.is_empty() {
        out.push_str("\"formula\":");
        push_string(out, formula);
        out.push(',');
    }
    if *help != Label::default() {
        out.push_str("\"help\":");
        push_label(out, help);
        out.push(',');
    }
    out.push_str("\"key\":");
    push_string(out, key);
    let _ = write!(out, r#","kind":"{}","label":"#, kind_name(kind));
    push_label(out, label);
    if let Some((min, max)) = bounds(kind) {
        let _ = write!(out, r#","max":{max},"min":{min}"#);
    }
    let _ = write!(out, r#","pack":"{}""#, pack_name(*pack));
    if let Some(Stand { place, .. }) = stand {
        let _ = write!(out, r#","place":"{place}""#);
    }
    if let Kind::Number { places, .. } = kind {
        let _ = write!(out, r#","places":{places}"#);
    }
    if *private {
        out.push_str(",\"private\":true");
    }
    if let Some(severity) = required {
        let _ = write!(out, r#","required":"{}""#, severity_name(*severity));
    }
    if !rules.is_empty() {
        out.push_str(",\"rules\":");
        push_list(out, rules, write_rule);
    }
    if let Kind::Steps(steps) = kind {
        let _ = write!(out, r#","steps":{steps}"#);
    }
    if let Some(sheet) = kind.target() {
        let _ = write!(out, r#","table":"{}""#, sheet.key());
    }
    if let Kind::Rating { unknown: true, .. } = kind {
        out.push_str(",\"unknown\":true");
    }
    let _ = write!(out, r#","width":{width}}}"#);
}

fn bounds(kind: &Kind) -> Option<(i64, i64)> {
    match kind {
        Kind::Number { min, max, .. } => Some((*min, *max)),
        Kind::Rating { min, max, .. } => Some((i64::from(*min), i64::from(*max))),
        _ => None,
    }
}

fn push_choice(out: &mut String, choice: &Choice) {
    let Choice { key, label, tone } = choice;
    out.push_str("{\"en\":");
    push_string(out, &label.en);
    out.push_str(",\"key\":");
    push_string(out, key);
    if *tone != Tone::Plain {
        let _ = write!(out, r#","tone":"{}""#, tone_name(*tone));
    }
    out.push_str(",\"zh\":");
    push_string(out, &label.zh);
    out.push('}');
}

fn push_label(out: &mut String, label: &Label) {
    out.push_str("{\"en\":");
    push_string(out, &label.en);
    out.push_str(",\"zh\":");
    push_string(out, &label.zh);
    out.push('}');
}

/// Reads a definition; none where a part of it is not known to this version.
pub(super) fn read_definition(raw: Raw<'_>) -> Option<Definition> {
    let mut parts = Parts::default();
    let mut common = column("", "", "", Kind::Foreign);
    let (mut key, mut name, mut label, mut width) = (None, None, None, None);
    let (mut after, mut place) = (None, None);
    for (field, value) in raw.members()? {
        match field.as_ref() {
            "key" => key = Some(Key::new(value.string()?)),
            "kind" => name = Some(value.string()?),
            "label" => label = Some(read_label(value)?),
            "help" => common.help = read_label(value)?,
            "pack" => common.pack = pack_of(&value.string()?)?,
            "width" => width = Some(value.integer()?),
            "required" => common.required = Some(severity_of(&value.string()?)?),
            "computed" => common.computed = Some(computed_of(&value.string()?)?),
            "private" => common.private = value.check()?,
            "deleted" => common.deleted = value.check()?,
            "formula" => common.formula = Key::new(value.string()?),
            "rules" => common.rules = value.items()?.map(read_rule).collect::<Option<Vec<Rule>>>()?,
            "after" => after = Some(Key::new(value.string()?)),
            "place" => place = Some(value.string()?.parse::<Place>().ok()?),
            "choices" => parts.choices = Some(value.items()?.map(read_choice).collect::<Option<_>>()?),
            "min" => parts.min = Some(value.integer()?),
            "max" => parts.max = Some(value.integer()?),
            "places" => parts.places = Some(value.integer()?),
            "steps" => parts.steps = Some(value.integer()?),
            "table" => parts.table = Some(Sheet::of_key(&value.string()?)?),
            "unknown" => parts.unknown = Some(value.check()?),
            _ => return None,
        }
    }
    let key = key?;
    let kind = parts.kind(&name?)?;
    // A formula without being one, a place without a column to stand behind: half of something newer.
    if (common.computed == Some(Computed::Formula)) == common.formula.is_empty() || after.is_some() != place.is_some() {
        return None;
    }
    common.stand = after.zip(place).map(|(after, place)| Stand { after, place });
    let defaults = column("", "", "", kind);
    let label = label.unwrap_or_else(|| Label { en: key.clone(), zh: Key::default() });
    Some(Definition { key, label, width: width.unwrap_or(defaults.width), kind: defaults.kind, ..common })
}

/// The fields that some kinds have; each kind takes its own and leaves none.
#[derive(Default)]
struct Parts {
    choices: Option<Vec<Choice>>,
    min: Option<i64>,
    max: Option<i64>,
    places: Option<u32>,
    steps: Option<usize>,
    table: Option<Sheet>,
    unknown: Option<bool>,
}

impl Parts {
    fn kind(mut self, name: &str) -> Option<Kind> {
        let kind = match name {
            "text" => Kind::Text,
            "paragraph" => Kind::Paragraph,
            "steps" => Kind::Steps(self.steps.take()?),
            "number" => Kind::Number { min: self.min.take()?, max: self.max.take()?, places: self.places.take()? },
            "rating" => Kind::Rating {
                min: i8::try_from(self.min.take()?).ok()?,
                max: i8::try_from(self.max.take()?).ok()?,
                unknown: self.unknown.take().unwrap_or_default(),
            },
            "money" => Kind::Money,
            "percent" => Kind::Percent,
            "date" => Kind::Date,
            "check" => Kind::Check,
            "choice" => Kind::Choice(Cow::Owned(self.choices.take()?)),
            "choices" => Kind::Choices(Cow::Owned(self.choices.take()?)),
            "link" => Kind::Link(self.table.take()?),
            "links" => Kind::Links(self.table.take()?),
            "currency" => Kind::Currency,
            "foreign" => Kind::Foreign,
            _ => return None,
        };
        let Parts { choices, min, max, places, steps, table, unknown } = self;
        let used = choices.is_none() && table.is_none() && steps.is_none() && unknown.is_none();
        (used && min.is_none() && max.is_none() && places.is_none()).then_some(kind)
    }
}

fn read_label(raw: Raw<'_>) -> Option<Label> {
    let mut label = Label::default();
    for (language, text) in raw.members()? {
        match language.as_ref() {
            "en" => label.en = Key::new(text.string()?),
            "zh" => label.zh = Key::new(text.string()?),
            _ => return None,
        }
    }
    Some(label)
}

fn read_choice(raw: Raw<'_>) -> Option<Choice> {
    let (mut key, mut label, mut tone) = (None, Label::default(), Tone::Plain);
    for (field, value) in raw.members()? {
        match field.as_ref() {
            "key" => key = Some(Key::new(value.string()?)),
            "en" => label.en = Key::new(value.string()?),
            "zh" => label.zh = Key::new(value.string()?),
            "tone" => tone = tone_of(&value.string()?)?,
            _ => return None,
        }
    }
    Some(Choice { key: key?, label, tone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_column_is_read_as_it_was_written() {
        for sheet in Sheet::ALL {
            for definition in sheet.definitions() {
                let mut text = String::new();
                write_definition(&mut text, definition);
                let raw = Raw::checked(&text).unwrap();
                // On which side of today its days lie, the schema says.
                let read = read_definition(raw).map(|read| Definition { facing: definition.facing, ..read });
                assert_eq!(read.as_ref(), Some(definition), "{text}");
                let keys: Vec<_> = raw.members().unwrap().map(|(key, _)| key).collect();
                assert!(keys.is_sorted(), "{text}");
            }
        }
    }

    #[test]
    fn what_is_new_in_a_definition_is_not_understood_by_halves() {
        for text in [
            r#"{"key":"x","kind":"text","colour":"red"}"#,
            r#"{"key":"x","kind":"formula"}"#,
            r#"{"key":"x","kind":"text","steps":3}"#,
            r#"{"key":"x","kind":"rating","min":0,"max":1000}"#,
            r#"{"key":"x","kind":"link","table":"moods"}"#,
            r#"{"key":"x","kind":"text","pack":"new"}"#,
            r#"{"kind":"text"}"#,
            r#"[]"#,
        ] {
            assert_eq!(read_definition(Raw::checked(text).unwrap()), None, "{text}");
        }
        let short = read_definition(Raw::whole(r#"{"key":"x","kind":"date"}"#)).unwrap();
        assert_eq!((short.width, short.label.en.as_str()), (112, "x"));
    }
}
