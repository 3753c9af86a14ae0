//! Writes a plan file: keys sorted, one transaction and one row on a line, so that two files can be compared.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::cell::write_plain;
use super::damage::FileError;
use super::definition::{kind_name, write_definition};
use super::digits::push_id;
use super::migration::{MIN_READER, VERSION};
use super::plan_file::{FORMAT, Meta, read};
use super::raw::push_string;
use super::record::push_record;
use super::time::text_of;
use crate::log::{Ledger, Replica};
use crate::model::{Definition, Key, Sheet, Table, order};

/// Writes a plan file.
#[must_use]
pub fn write(ledger: &Ledger, meta: &Meta) -> String {
    let mut fields: BTreeMap<String, String> = meta.unknown.fields.clone();
    let mut put = |name: &str, value: String| drop(fields.insert(name.to_owned(), value));
    put("app", "\"quadrille\"".into());
    put("format", format!("\"{FORMAT}\""));
    put("log", log(ledger));
    put("min_reader", MIN_READER.to_string());
    put("name", string(ledger.plan().name()));
    put("saved", string(&text_of(meta.saved)));
    put("schema", schema(ledger, &meta.unknown.schema));
    put("tables", tables(ledger, &meta.unknown.tables));
    put("version", VERSION.to_string());
    let mut out = String::with_capacity(fields.values().map(|value| value.len() + 32).sum());
    push_object(&mut out, "", &fields);
    out.push('\n');
    out
}

/// Why a file that was just written must not be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// It could not be read back.
    Unreadable(FileError),
    /// It was read back as another plan.
    Differs,
}

/// Writes a plan file, reads it back and compares before it is handed out.
///
/// # Errors
/// Where what was written is not this plan.
pub fn write_checked(ledger: &Ledger, meta: &Meta) -> Result<String, WriteError> {
    let text = write(ledger, meta);
    let again = read(text.as_bytes(), Replica::new(0, 0), "", 0).map_err(WriteError::Unreadable)?;
    let same = again.imported.is_empty()
        && again.meta == *meta
        && again.ledger.plan().digest() == ledger.plan().digest()
        && again.ledger.log().eq(ledger.log());
    if same { Ok(text) } else { Err(WriteError::Differs) }
}

fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_string(&mut out, text);
    out
}

fn push_object(out: &mut String, indent: &str, members: &BTreeMap<String, String>) {
    out.push('{');
    let mut any = false;
    for (name, value) in members {
        let _ = write!(out, "{}\n{indent}  ", if any { "," } else { "" });
        push_string(out, name);
        out.push_str(": ");
        out.push_str(value);
        any = true;
    }
    let _ = write!(out, "{}{}}}", if any { "\n" } else { "" }, if any { indent } else { "" });
}

fn push_lines(out: &mut String, indent: &str, count: usize, mut line: impl FnMut(&mut String, usize)) {
    out.push('[');
    for at in 0..count {
        let _ = write!(out, "{}\n{indent}  ", if at > 0 { "," } else { "" });
        line(out, at);
    }
    let _ = write!(out, "{}{}]", if count > 0 { "\n" } else { "" }, if count > 0 { indent } else { "" });
}

fn log(ledger: &Ledger) -> String {
    let mut transactions = ledger.log();
    let mut out = String::new();
    push_lines(&mut out, "  ", ledger.len(), |out, _| {
        if let Some(transaction) = transactions.next() {
            push_record(out, transaction);
        }
    });
    out
}

fn schema(ledger: &Ledger, unknown: &BTreeMap<String, String>) -> String {
    let mut entries = unknown.clone();
    for &sheet in Sheet::ALL {
        let table = ledger.plan().table(sheet);
        let own = |definition: &&Definition| !is_built_in(sheet, definition) && !definition.is_claimed();
        if table.is_empty() && !table.definitions().iter().any(|definition| own(&definition)) {
            continue;
        }
        let mut columns: Vec<&Definition> = table.definitions().iter().filter(|d| !d.is_claimed()).collect();
        order::sort_by(&mut columns, |a, b| a.key.cmp(&b.key));
        let mut line = String::from("{");
        for (at, definition) in columns.iter().enumerate() {
            line.push_str(if at > 0 { "," } else { "" });
            push_string(&mut line, &definition.key);
            line.push(':');
            if is_built_in(sheet, definition) {
                push_string(&mut line, kind_name(&definition.kind));
            } else {
                write_definition(&mut line, definition);
            }
        }
        line.push('}');
        entries.insert(sheet.key().to_owned(), line);
    }
    let mut out = String::new();
    push_object(&mut out, "  ", &entries);
    out
}

fn is_built_in(sheet: Sheet, definition: &Definition) -> bool {
    sheet.definition(&definition.key) == Some(definition)
}

fn tables(ledger: &Ledger, unknown: &BTreeMap<String, String>) -> String {
    let mut entries = unknown.clone();
    for table in Sheet::ALL.iter().map(|&sheet| ledger.plan().table(sheet)).filter(|table| !table.is_empty()) {
        let (columns, order) = (Columns::of(table), table.order());
        let mut rows = String::new();
        push_lines(&mut rows, "    ", order.len(), |out, at| {
            if let Some(&slot) = order.get(at) {
                push_row(out, table, &columns, slot);
            }
        });
        entries.insert(table.sheet().key().to_owned(), rows);
    }
    let mut out = String::new();
    push_object(&mut out, "  ", &entries);
    out
}

/// The columns of a table in the order of their fields in a row.
pub(super) struct Columns(Vec<(String, usize)>);

impl Columns {
    pub fn of(table: &Table) -> Columns {
        let fields = table.definitions().iter().enumerate().map(|(at, definition)| (field_of(&definition.key), at));
        let mut fields: Vec<_> = fields.collect();
        order::sort(&mut fields);
        Columns(fields)
    }
}

/// The field of a column in a row: its key, with a mark where that would be taken for the row's own.
fn field_of(key: &str) -> String {
    if matches!(key, "id" | "place") || key.starts_with('~') { format!("~{key}") } else { key.to_owned() }
}

/// The key of the column that a field of a row holds.
pub(super) fn column_of(field: &str) -> Key {
    Key::new(field.strip_prefix('~').unwrap_or(field))
}

/// Appends a row as one line: identity, place, then the cells that hold something.
pub(super) fn push_row(out: &mut String, table: &Table, Columns(columns): &Columns, slot: u32) {
    let (id, place) = (table.id(slot).unwrap_or_default(), table.place(slot).cloned().unwrap_or_default());
    out.push_str("{\"id\":");
    push_id(out, &id);
    let _ = write!(out, r#","place":"{place}""#);
    for (field, at) in columns {
        let value = table.cell(slot, *at);
        if let (false, Some(definition)) = (value.is_empty(), table.definitions().get(*at)) {
            out.push(',');
            push_string(out, field);
            out.push(':');
            write_plain(out, &definition.kind, value);
        }
    }
    out.push('}');
}
