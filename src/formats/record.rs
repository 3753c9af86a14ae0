//! A transaction as one line of JSON, for the journal and for the log in a plan file.
//!
//! `{"by":"Wang","id":"…","label":"edit","ops":[["set","deals","<row>","amount",<value>,["<seen>"]],…]}`, with `undo`
//! or `redo` and an identity where it takes back or repeats another. Values are tagged (see `cell`).
//!
//! | operation | form |
//! |---|---|
//! | insert | `["insert", table, row, place, {column: value, …}]`; a list of pairs where a column comes twice |
//! | set | `["set", table, row, column, value, [seen, …]]`; without the last where nothing was seen |
//! | delete | `["delete", table, row, seen]` |
//! | restore | `["restore", table, row, [seen, …]]` |
//! | move | `["move", table, row, place]` |
//! | define | `["define", table, definition, [seen, …]]`; without the last where nothing was seen |
//! | merged | `["merged", [transaction, …], [operation, …]]`: what came in, and what takes it back |
//!
//! An operation of another form or of an unknown table or definition is kept as it came. So is a field of the
//! transaction that is not known: as a last foreign operation `["field", name, value]`, written back as the field.

use std::fmt::Write as _;

use smol_str::SmolStr;

use super::cell::{keep, push_list, read_tagged, write_tagged};
use super::damage::{Expected, Fault, FileError, RecordError, Why};
use super::definition::{read_definition, write_definition};
use super::digits::{push_id, push_stamp};
use super::raw::{Items, Raw, push_string};
use super::sound;
use crate::log::{Change, Label, Operation, Operations, Seen, Step, Transaction};
use crate::model::{Key, RowId, Sheet, Stamp, Value};

mod pieces;

pub use pieces::Pieces;

/// The fields of a transaction that this version knows.
const KNOWN: [&str; 6] = ["by", "id", "label", "ops", "redo", "undo"];

/// Writes a transaction as one line.
#[must_use]
pub fn write_record(transaction: &Transaction) -> String {
    let mut out = String::with_capacity(4 * transaction.operations.size() + 256);
    push_record(&mut out, transaction);
    out
}

/// Reads a transaction back.
///
/// # Errors
/// Where the text is not JSON, has a key twice, or a part that must be an identity or a place is none.
pub fn read_record(text: &str) -> Result<Transaction, RecordError> {
    // What an application has written may be of any length: the limit is for files.
    match sound::check(text, usize::MAX) {
        Ok(()) => read_transaction(Raw::whole(text)).map_err(|fault| fault.locate(text)),
        Err(FileError::Damaged { place, why }) => Err(RecordError { place, why }),
        Err(_) => Err(Fault { at: 0, why: Why::Syntax }.locate(text)),
    }
}

/// Reads back what [`write_record`] wrote and a checksum has kept: its form is not proved once more, but that it is read
/// to its end: what guards its inside is the checksum.
///
/// # Errors
/// As [`read_record`].
pub fn read_kept_record(text: &str) -> Result<Transaction, RecordError> {
    match read_whole(Raw::whole(text)) {
        Ok((transaction, true)) => Ok(transaction),
        _ => read_record(text),
    }
}

/// Appends a transaction as one line, keys sorted.
pub(super) fn push_record(out: &mut String, transaction: &Transaction) {
    let mut pieces = Pieces::of(transaction);
    while pieces.push(out) {}
}

fn push_step(out: &mut String, name: &str, of: &Stamp) {
    let _ = write!(out, r#","{name}":"#);
    push_stamp(out, *of);
}

/// The field of a transaction that a foreign operation stands for.
fn field(operation: &Operation) -> Option<(SmolStr, Raw<'_>)> {
    let Operation::Foreign(text) = operation else { return None };
    let raw = text.starts_with("[\"field\",").then(|| Raw::checked(text)).flatten()?;
    let parts: Vec<Raw<'_>> = raw.items()?.collect();
    let [_, name, value] = parts.as_slice() else { return None };
    let name = name.string().filter(|name| !KNOWN.contains(&name.as_ref()))?;
    // Only what reading made, so that reading makes it again.
    (*text == field_operation(&name, value.text)).then(|| (SmolStr::new(name), *value))
}

fn field_operation(name: &str, value: &str) -> SmolStr {
    let mut text = String::from("[\"field\",");
    push_string(&mut text, name);
    text.push(',');
    text.push_str(value);
    text.push(']');
    text.into()
}

/// The last operations as far as they stand for fields of different names, the last one first.
fn trailing_fields(operations: &Operations) -> Vec<(SmolStr, Raw<'_>)> {
    let mut fields: Vec<(SmolStr, Raw<'_>)> = Vec::new();
    for (place, operation) in operations.beside().rev() {
        let is_last = place + fields.len() + 1 == operations.len();
        match field(operation).filter(|(name, _)| is_last && fields.iter().all(|(own, _)| own != name)) {
            Some(field) => fields.push(field),
            None => break,
        }
    }
    fields
}

fn push_operation(out: &mut String, operation: &Operation) {
    let begin = |out: &mut String, name: &str, sheet: &Sheet, row: &RowId| {
        for part in ["[\"", name, "\",\"", sheet.key(), "\","] {
            out.push_str(part);
        }
        push_id(out, row);
        out.push(',');
    };
    match operation {
        Operation::Insert { sheet, row, place, cells } => {
            begin(out, "insert", sheet, row);
            let _ = write!(out, r#""{place}","#);
            push_cells(out, cells);
        }
        Operation::Set { sheet, row, column, value, seen } => {
            begin(out, "set", sheet, row);
            push_string(out, column);
            out.push(',');
            write_tagged(out, value);
            if !seen.is_empty() {
                out.push(',');
                push_seen(out, seen);
            }
        }
        Operation::Delete { sheet, row, seen } => {
            begin(out, "delete", sheet, row);
            push_stamp(out, *seen);
        }
        Operation::Restore { sheet, row, seen } => {
            begin(out, "restore", sheet, row);
            push_seen(out, seen);
        }
        Operation::Move { sheet, row, place } => {
            begin(out, "move", sheet, row);
            let _ = write!(out, r#""{place}""#);
        }
        Operation::Define { sheet, definition, seen } => {
            let _ = write!(out, r#"["define","{}","#, sheet.key());
            write_definition(out, definition);
            if !seen.is_empty() {
                out.push(',');
                push_seen(out, seen);
            }
        }
        Operation::Merged { taken, back } => {
            out.push_str("[\"merged\",");
            push_seen(out, taken);
            out.push(',');
            push_list(out, back, |out, change| push_operation(out, &Operation::unseen(change.clone())));
        }
        Operation::Foreign(text) => {
            match Raw::checked(text) {
                Some(raw) => out.push_str(&raw.compact()),
                None => {
                    out.push_str("[\"unreadable\",");
                    push_string(out, text);
                    out.push(']');
                }
            }
            return;
        }
    }
    out.push(']');
}

fn push_seen(out: &mut String, seen: &Seen) {
    push_list(out, seen, |out, stamp| push_stamp(out, *stamp));
}

fn push_cells(out: &mut String, cells: &[(Key, Value)]) {
    let twice = cells.iter().enumerate().any(|(at, (key, _))| cells.iter().take(at).any(|(other, _)| other == key));
    out.push(if twice { '[' } else { '{' });
    for (at, (column, value)) in cells.iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        out.push_str(if twice { "[" } else { "" });
        push_string(out, column);
        out.push(if twice { ',' } else { ':' });
        write_tagged(out, value);
        out.push_str(if twice { "]" } else { "" });
    }
    out.push(if twice { ']' } else { '}' });
}

/// Reads a transaction from a sound text.
pub(super) fn read_transaction(raw: Raw<'_>) -> Result<Transaction, Fault> {
    read_whole(raw).map(|(transaction, _)| transaction)
}

/// Reads a transaction, and says whether its text was read to the end.
fn read_whole(raw: Raw<'_>) -> Result<(Transaction, bool), Fault> {
    let mut members = raw.members().ok_or_else(|| Fault::expected(raw.at, Expected::Object))?;
    let mut transaction = Transaction::default();
    let (mut id, mut fields) = (None, Vec::new());
    for (name, value) in members.by_ref() {
        match name.as_ref() {
            "id" => id = Some(stamp(value)?),
            "by" => transaction.author = SmolStr::new(string(value)?),
            "label" => transaction.label = Label(SmolStr::new(string(value)?)),
            "undo" => transaction.step = Step::Undo(stamp(value)?),
            "redo" => transaction.step = Step::Redo(stamp(value)?),
            "ops" => {
                let items = value.items().ok_or_else(|| Fault::expected(value.at, Expected::List))?;
                transaction.operations = read_operations(items)?;
            }
            _ => {
                let kept = keep(value).map_err(|why| Fault { at: value.at, why })?;
                fields.push(Operation::Foreign(field_operation(&name, &kept)));
            }
        }
    }
    transaction.operations.extend(fields);
    transaction.id = id.ok_or_else(|| Fault::expected(raw.at, Expected::Field("id")))?;
    Ok((transaction, members.is_done()))
}

/// Reads a list of operations. What is kept for as long as the plan is open has no more room than it needs.
fn read_operations(items: Items<'_>) -> Result<Operations, Fault> {
    let mut operations = Operations::default();
    for item in items {
        operations.push(read_operation(item)?);
    }
    operations.shrink_to_fit();
    Ok(operations)
}

fn read_operation(raw: Raw<'_>) -> Result<Operation, Fault> {
    let foreign = || keep(raw).map(Operation::Foreign).map_err(|why| Fault { at: raw.at, why });
    let parts: Vec<Raw<'_>> = raw.items().into_iter().flatten().collect();
    if let [name, taken, back] = parts.as_slice()
        && name.text == "\"merged\""
    {
        return Ok(match read_changes(*back)? {
            Some(back) => Operation::Merged { taken: stamps(*taken)?, back },
            None => return foreign(),
        });
    }
    let [name, sheet, rest @ ..] = parts.as_slice() else { return foreign() };
    let (Some(name), Some(sheet)) = (name.string(), sheet.string().and_then(|key| Sheet::of_key(&key))) else {
        return foreign();
    };
    Ok(match (name.as_ref(), rest) {
        ("insert", [row, place, cells]) => {
            let cells = read_cells(*cells)?;
            Operation::Insert { sheet, row: row_id(*row)?, place: read_place(*place)?, cells }
        }
        ("set", [row, column, value, seen @ ..]) if seen.len() < 2 => Operation::Set {
            sheet,
            row: row_id(*row)?,
            column: Key::new(string(*column)?),
            value: cell_value(*value)?,
            seen: seen.first().map_or_else(|| Ok(Seen::new()), |seen| stamps(*seen))?,
        },
        ("delete", [row, seen]) => Operation::Delete { sheet, row: row_id(*row)?, seen: stamp(*seen)? },
        ("restore", [row, seen]) => Operation::Restore { sheet, row: row_id(*row)?, seen: stamps(*seen)? },
        ("move", [row, place]) => Operation::Move { sheet, row: row_id(*row)?, place: read_place(*place)? },
        ("define", [definition, seen @ ..]) if seen.len() < 2 => match read_definition(*definition) {
            Some(definition) => {
                let seen = seen.first().map_or_else(|| Ok(Seen::new()), |seen| stamps(*seen))?;
                Operation::Define { sheet, definition: Box::new(definition), seen }
            }
            None => return foreign(),
        },
        _ => return foreign(),
    })
}

/// A list of changes; none where there is one that this version does not know.
fn read_changes(raw: Raw<'_>) -> Result<Option<Vec<Change>>, Fault> {
    let items = raw.items().ok_or_else(|| Fault::expected(raw.at, Expected::List))?;
    items.map(|item| read_operation(item).map(Operation::into_change)).collect()
}

fn read_cells(raw: Raw<'_>) -> Result<Vec<(Key, Value)>, Fault> {
    let mut cells = Vec::new();
    if let Some(members) = raw.members() {
        for (column, value) in members {
            cells.push((Key::new(column), cell_value(value)?));
        }
    } else {
        for pair in raw.items().ok_or_else(|| Fault::expected(raw.at, Expected::Object))? {
            let parts: Vec<Raw<'_>> = pair.items().into_iter().flatten().collect();
            let [column, value] = parts.as_slice() else { return Err(Fault::expected(pair.at, Expected::List)) };
            cells.push((Key::new(string(*column)?), cell_value(*value)?));
        }
    }
    Ok(cells)
}

fn cell_value(raw: Raw<'_>) -> Result<Value, Fault> {
    read_tagged(raw).map_err(|why| Fault { at: raw.at, why })
}

pub(super) fn string(raw: Raw<'_>) -> Result<std::borrow::Cow<'_, str>, Fault> {
    raw.string().ok_or_else(|| Fault::expected(raw.at, Expected::Text))
}

fn stamp(raw: Raw<'_>) -> Result<Stamp, Fault> {
    let text = string(raw)?;
    text.parse().map_err(|_| Fault { at: raw.at, why: Why::NotAnId { text: text.to_string() } })
}

fn stamps(raw: Raw<'_>) -> Result<Seen, Fault> {
    raw.items().ok_or_else(|| Fault::expected(raw.at, Expected::List))?.map(stamp).collect()
}

pub(super) fn row_id(raw: Raw<'_>) -> Result<RowId, Fault> {
    stamp(raw).map(RowId)
}

pub(super) fn read_place(raw: Raw<'_>) -> Result<crate::model::Place, Fault> {
    let text = string(raw)?;
    text.parse().map_err(|_| Fault { at: raw.at, why: Why::NotAPlace { text: text.to_string() } })
}

#[cfg(test)]
mod tests;
