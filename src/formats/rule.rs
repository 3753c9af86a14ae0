//! The rules of a column as JSON: `{"is":"at_least","severity":"error","value":…}`, bounds as tagged values.

use std::fmt::Write as _;

use smol_str::SmolStr;

use super::cell::{push_list, read_tagged, write_tagged};
use super::definition::{severity_name, severity_of};
use super::raw::{Raw, push_string};
use crate::model::{Condition, Key, Rule, Value};

/// Writes a rule, keys sorted.
pub(super) fn write_rule(out: &mut String, rule: &Rule) {
    let Rule { condition, severity } = rule;
    let begin = |out: &mut String, name: &str| {
        let _ = write!(out, r#"{{"is":"{name}","severity":"{}""#, severity_name(*severity));
    };
    let value = |out: &mut String, name: &str, write: &dyn Fn(&mut String)| {
        begin(out, name);
        out.push_str(",\"value\":");
        write(out);
    };
    match condition {
        Condition::AtLeast(bound) => value(out, "at_least", &|out| write_tagged(out, bound)),
        Condition::AtMost(bound) => value(out, "at_most", &|out| write_tagged(out, bound)),
        Condition::Longer(length) => value(out, "longer", &|out| out.push_str(&length.to_string())),
        Condition::Shorter(length) => value(out, "shorter", &|out| out.push_str(&length.to_string())),
        Condition::OneOf(texts) => {
            value(out, "one_of", &|out| push_list(out, texts, |out, text| push_string(out, text)));
        }
        Condition::Unique => begin(out, "unique"),
        Condition::Ticked => begin(out, "ticked"),
        Condition::NotPast => begin(out, "not_past"),
        Condition::NotBefore(key) => value(out, "not_before", &|out| push_string(out, key)),
    }
    out.push('}');
}

/// Reads a rule; none where a part of it is not known to this version.
pub(super) fn read_rule(raw: Raw<'_>) -> Option<Rule> {
    let (mut name, mut severity, mut value) = (None, None, None);
    for (field, part) in raw.members()? {
        match field.as_ref() {
            "is" => name = Some(part.string()?),
            "severity" => severity = Some(severity_of(&part.string()?)?),
            "value" => value = Some(part),
            _ => return None,
        }
    }
    let bound = |raw: Raw<'_>| read_tagged(raw).ok().filter(|value| !matches!(value, Value::Foreign(_)));
    let condition = match (name?.as_ref(), value) {
        ("at_least", Some(raw)) => Condition::AtLeast(bound(raw)?),
        ("at_most", Some(raw)) => Condition::AtMost(bound(raw)?),
        ("longer", Some(raw)) => Condition::Longer(raw.integer()?),
        ("shorter", Some(raw)) => Condition::Shorter(raw.integer()?),
        ("one_of", Some(raw)) => {
            Condition::OneOf(raw.items()?.map(|item| item.string().map(SmolStr::new)).collect::<Option<_>>()?)
        }
        ("unique", None) => Condition::Unique,
        ("ticked", None) => Condition::Ticked,
        ("not_past", None) => Condition::NotPast,
        ("not_before", Some(raw)) => Condition::NotBefore(Key::new(raw.string()?)),
        _ => return None,
    };
    Some(Rule { condition, severity: severity? })
}
