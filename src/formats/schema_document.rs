//! The JSON Schema of plan files, made from the model, so that it cannot fall behind it.
//!
//! It says what this program writes. Reading takes more: what is not described here is kept and written back.

use serde_json::{Map, Value, json};

use super::plan_file::{FORMAT, MAX_CHARACTERS};
use crate::model::{Definition, Kind, Label, Sheet};

/// The schema as text, ready to be published.
#[must_use]
pub fn schema_document() -> String {
    let mut tables = Map::new();
    for sheet in Sheet::ALL {
        let rows = json!({"title": both(&sheet.label()), "type": "array", "items": row(*sheet)});
        tables.insert(sheet.key().to_owned(), rows);
    }
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Made from the model: cargo test --test plan_files with UPDATE=1 writes it anew.",
        "title": "Quadrille plan file",
        "description": "A plan as its log of transactions, with its tables beside it for people and other programs. \
            The log is the truth; what the tables say beyond it is taken in as an import. A file may have tables only. \
            What is not described here is kept.",
        "type": "object",
        "required": ["format", "version"],
        "properties": {
            "app": {"type": "string"},
            "format": {"const": FORMAT},
            "version": {"type": "integer", "minimum": 1},
            "min_reader": {"type": "integer", "minimum": 1},
            "name": text(),
            "saved": {"type": "string", "format": "date-time"},
            "log": {"type": "array", "items": {"$ref": "#/$defs/transaction"}},
            "schema": {
                "description": "The columns by table and key: the kind of a built-in one, the definition of any other.",
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": {
                    "anyOf": [{"type": "string"}, {"$ref": "#/$defs/definition"}]
                }},
            },
            "tables": {"type": "object", "properties": tables},
        },
        "$defs": definitions(),
    });
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

fn definitions() -> Value {
    json!({
        "id": {"type": "string", "pattern": "^(0|[1-9a-f][0-9a-f]{0,15})-(0|[1-9a-f][0-9a-f]{0,15})$"},
        "place": {
            "description": "Where the row stands: places in order of the whole number, then of the digits after the point.",
            "type": "string",
            "pattern": "^(0|-?[1-9][0-9]{0,18})(\\.[0-9a-z]*[1-9a-z])?$",
        },
        "money": {
            "description": "Minor units of the currency: 12.50 USD is 1250.",
            "type": "object",
            "required": ["currency", "minor"],
            "properties": {"currency": {"type": "string", "pattern": "^[A-Z]{3}$"}, "minor": {"type": "integer"}},
            "additionalProperties": false,
        },
        "unknown": {"type": "object", "required": ["unknown"], "properties": {"unknown": {"const": true}}, "maxProperties": 1},
        "invalid": {
            "description": "A text that does not fit the column, kept as it was typed.",
            "type": "object", "required": ["invalid"], "properties": {"invalid": text()}, "maxProperties": 1,
        },
        "transaction": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"$ref": "#/$defs/id"},
                "by": text(),
                "label": text(),
                "undo": {"$ref": "#/$defs/id"},
                "redo": {"$ref": "#/$defs/id"},
                "ops": {"type": "array", "items": {"type": ["array", "object", "string", "number", "boolean", "null"]}},
            },
        },
        "label": {"type": "object", "properties": {"en": text(), "zh": text()}, "additionalProperties": false},
        "choice": {
            "type": "object",
            "required": ["key"],
            "properties": {"key": text(), "en": text(), "zh": text(), "tone": {"enum": ["plain", "good", "warn", "bad"]}},
        },
        "rule": {
            "description": "What values should keep to; bounds are values that say what they are, as in the log.",
            "type": "object",
            "required": ["is", "severity"],
            "properties": {
                "is": {"examples": ["at_least", "at_most", "longer", "shorter", "one_of", "unique", "ticked", "not_past", "not_before"]},
                "severity": {"enum": ["hint", "warning", "error"]},
                "value": {},
            },
        },
        "definition": {
            "description": "A column of the user's, or a built-in one that he changed.",
            "type": "object",
            "required": ["kind"],
            "properties": {
                "key": text(),
                "kind": text(),
                "label": {"$ref": "#/$defs/label"},
                "help": {"$ref": "#/$defs/label"},
                "choices": {"type": "array", "items": {"$ref": "#/$defs/choice"}},
                "computed": text(),
                "formula": {
                    "description": "With computed \"formula\": columns stand in it by key, as [#amount].",
                    "type": "string", "minLength": 1,
                },
                "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
                "required": {"enum": ["hint", "warning", "error"]},
                "private": {"type": "boolean"},
                "deleted": {"description": "Taken out; its values are kept.", "type": "boolean"},
                "after": {"description": "The built-in column behind which it stands; empty before all.", "type": "string"},
                "place": {"$ref": "#/$defs/place"},
                "width": {"type": "integer"},
            },
        },
    })
}

fn row(sheet: Sheet) -> Value {
    let mut properties = Map::new();
    properties.insert("id".into(), json!({"$ref": "#/$defs/id"}));
    properties.insert("place".into(), json!({"$ref": "#/$defs/place"}));
    for definition in sheet.definitions() {
        properties.insert(definition.key.to_string(), cell(definition));
    }
    json!({"type": "object", "properties": properties})
}

fn cell(definition: &Definition) -> Value {
    let Definition { label, help, kind, computed, private, .. } = definition;
    let mut cell = Map::new();
    cell.insert("title".into(), both(label));
    if *help != Label::default() {
        cell.insert("description".into(), both(help));
    }
    if computed.is_some() {
        cell.insert("readOnly".into(), true.into());
    }
    if *private {
        cell.insert("$comment".into(), "About a person.".into());
    }
    let mut forms = vec![form(kind)];
    if let Kind::Rating { unknown: true, .. } = kind {
        forms.push(json!({"$ref": "#/$defs/unknown"}));
    }
    forms.push(json!({"$ref": "#/$defs/invalid"}));
    cell.insert("anyOf".into(), forms.into());
    cell.into()
}

fn form(kind: &Kind) -> Value {
    let described = |mut form: Value, what: String| {
        if let Some(fields) = form.as_object_mut() {
            fields.insert("description".into(), what.into());
        }
        form
    };
    let keys = || kind.choices().iter().map(|choice| choice.key.as_str()).collect::<Vec<_>>();
    match kind {
        Kind::Text | Kind::Paragraph => text(),
        Kind::Steps(steps) => described(text(), format!("Up to {steps} lines.")),
        Kind::Number { min, max, places } => {
            described(json!({"type": "number"}), format!("{min} to {max}, {places} decimal places."))
        }
        Kind::Rating { min, max, .. } => described(json!({"type": "number"}), format!("Whole, {min} to {max}.")),
        Kind::Money => json!({"$ref": "#/$defs/money"}),
        Kind::Percent => described(json!({"type": "integer"}), "Millionths: 40 % is 400000.".into()),
        Kind::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Kind::Check => json!({"type": "boolean"}),
        // A newer version may know more choices, so that these are no closed list.
        Kind::Choice(_) => json!({"type": "string", "examples": keys()}),
        Kind::Choices(_) => json!({"type": "array", "items": {"type": "string", "examples": keys()}}),
        Kind::Link(sheet) => described(json!({"$ref": "#/$defs/id"}), format!("A row of {}.", sheet.key())),
        Kind::Links(sheet) => {
            described(json!({"type": "array", "items": {"$ref": "#/$defs/id"}}), format!("Rows of {}.", sheet.key()))
        }
        Kind::Currency => json!({"type": "string", "pattern": "^[A-Z]{3}$"}),
        Kind::Foreign => json!({}),
    }
}

fn text() -> Value {
    json!({"type": "string", "maxLength": MAX_CHARACTERS})
}

fn both(label: &Label) -> Value {
    let Label { en, zh } = label;
    if zh.is_empty() { en.as_str().into() } else { format!("{en} · {zh}").into() }
}
