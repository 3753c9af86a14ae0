//! A plan as a file, `.plan.json`: the log is the truth, the tables are there for people and other programs.
//!
//! Reading folds the log. Where the tables say something else, since somebody has edited the file by hand or a program
//! wrote one without a log, the difference becomes one more import in the log, so that nothing is lost. What a newer
//! version or another program has added, be it fields, tables, columns or operations, is kept and written back.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::damage::{Damage, Expected, Fault, FileError, Lines, Location, Measure, Stranger, Why};
use super::encoding::decode;
use super::import::Import;
use super::migration::{VERSION, migrate};
use super::raw::Raw;
use super::record::read_transaction;
use super::sound;
use super::time::millis_of;
use crate::log::{Ledger, Replica, Transaction};
use crate::model::{Sheet, Stamp};

/// What a plan file says it is.
pub(super) const FORMAT: &str = "quadrille-plan";

/// The fields at the top of a file that this version knows.
pub(super) const FIELDS: [&str; 9] =
    ["app", "format", "log", "min_reader", "name", "saved", "schema", "tables", "version"];

/// The most bytes that a file may have. A deal with its log takes 600 to 1 200, so that plans of 100 000 deals are opened, and
/// what was opened is saved; the limits on rows, columns and letters hold beside it.
pub const MAX_BYTES: usize = 200_000_000;
/// The most rows that the tables of a file may have together.
pub const MAX_ROWS: usize = 200_000;
/// The most characters that one text in a file may have.
pub const MAX_CHARACTERS: usize = 65_536;
/// The most columns that one table of a file may have.
pub const MAX_COLUMNS: usize = 512;

/// What a file holds beside the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// When it was written, in milliseconds since 1970.
    pub saved: u64,
    /// What was not understood, to be written back.
    pub unknown: Unknown,
}

/// What of a file was not understood, as the JSON text in which it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Fields at the top of the file.
    pub(super) fields: BTreeMap<String, String>,
    /// Tables.
    pub(super) tables: BTreeMap<String, String>,
    /// The columns of tables that are not known.
    pub(super) schema: BTreeMap<String, String>,
}

impl Unknown {
    /// Whether everything was understood.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.tables.is_empty() && self.schema.is_empty()
    }

    /// Whether all of another one is in it.
    #[must_use]
    pub fn holds(&self, other: &Unknown) -> bool {
        let in_it = |own: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
            other.iter().all(|(key, text)| own.get(key) == Some(text))
        };
        in_it(&self.fields, &other.fields) && in_it(&self.tables, &other.tables) && in_it(&self.schema, &other.schema)
    }

    /// Both together; of what both have the other's.
    #[must_use]
    pub fn with(mut self, other: Unknown) -> Unknown {
        self.fields.extend(other.fields);
        self.tables.extend(other.tables);
        self.schema.extend(other.schema);
        self
    }

    /// The names of the tables that were not understood.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }
}

/// Something in a file that was taken in, but not as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Location,
    /// What.
    pub what: Trouble,
}

/// What is wrong with a part of a file that can be read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The value does not fit its column: it is kept, marked, and left out of sums.
    DoesNotFit,
    /// The column is computed: the value was left out.
    Computed,
    /// A definition of a column that this version does not understand, or that would change a built-in kind: kept only.
    Definition,
}

/// A plan that was read from a file.
#[derive(Clone, Debug)]
pub struct PlanFile {
    /// The plan with its log, what the tables say beyond it included.
    pub ledger: Ledger,
    /// The name that the file gives the plan.
    pub name: String,
    /// What to hand to the next writing; `saved` is when the file was written, 0 where it does not say.
    pub meta: Meta,
    /// The transactions that were made of what the tables say beyond the log.
    pub imported: Vec<Stamp>,
    /// What was taken in otherwise than it stands, at most [`MAX_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// How many problems there are in all.
    pub problem_count: usize,
}

/// The most problems that are described one by one.
pub const MAX_PROBLEMS: usize = 200;

/// Reads a plan file. `replica` and `author` are whose edits come next, `now` in milliseconds since 1970.
///
/// # Errors
/// Where the file is something else, of a newer format, damaged or too large; with the place.
pub fn read(bytes: &[u8], replica: Replica, author: &str, now: u64) -> Result<PlanFile, FileError> {
    if bytes.len() > MAX_BYTES {
        let (place, found) = (Location::default(), bytes.len());
        return Err(FileError::TooLarge { place, what: Measure::Bytes, found, limit: MAX_BYTES });
    }
    let not = |why| FileError::NotAPlan { why };
    let text = match decode(bytes) {
        Ok(text) => text,
        // A picture or a workbook is no damaged plan.
        Err(_) if !looks_like_json(bytes) => return Err(not(Stranger::NotJson)),
        Err(damage) => return Err(damage.into()),
    };
    match text.trim_start().chars().next() {
        None => return Err(not(Stranger::Empty)),
        Some('{') => {}
        Some('[') => return Err(not(Stranger::OtherFormat)),
        Some(_) => return Err(not(Stranger::NotJson)),
    }
    if let Err(error) = sound::check(&text, MAX_CHARACTERS) {
        // What is too long or too deep for this version may be right in a newer one.
        return Err(Head::of(&text).filter(|_| may_be_right(&error)).and_then(|head| head.too_new()).unwrap_or(error));
    }
    let head = Head::of(&text).ok_or_else(|| not(Stranger::OtherFormat))?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(not(Stranger::OtherFormat));
    }
    if let Some(error) = head.too_new() {
        return Err(error);
    }
    match head.version.ok_or_else(|| not(Stranger::NoVersion))? {
        version @ 0..VERSION => sections(&migrate(version, &text)?, replica, author, now),
        _ => sections(&text, replica, author, now),
    }
}

/// What decides whether and how a file is read; a field of another type is as good as none.
#[derive(Default)]
struct Head<'a> {
    format: Option<Cow<'a, str>>,
    version: Option<u64>,
    min_reader: Option<u64>,
}

/// Whether a newer version may find nothing wrong.
const fn may_be_right(error: &FileError) -> bool {
    matches!(error, FileError::TooLarge { .. } | FileError::Damaged { why: Why::TooDeep, .. })
}

impl<'a> Head<'a> {
    fn of(text: &'a str) -> Option<Head<'a>> {
        let mut head = Head::default();
        for (field, value) in Raw::whole(text).members()? {
            match field.as_ref() {
                "format" => head.format = value.string(),
                "version" => head.version = value.integer(),
                "min_reader" => head.min_reader = value.integer(),
                _ => {}
            }
        }
        Some(head)
    }

    fn too_new(&self) -> Option<FileError> {
        let needs = self.min_reader.filter(|needs| *needs > VERSION)?;
        (self.format.as_deref() == Some(FORMAT)).then_some(FileError::TooNew { needs })
    }
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    marked || bytes.trim_ascii_start().first() == Some(&b'{')
}

/// Reads a sound text of this version.
fn sections(text: &str, replica: Replica, author: &str, now: u64) -> Result<PlanFile, FileError> {
    let mut unknown = Unknown::default();
    let (mut log, mut schema, mut tables) = (Vec::new(), None, None);
    let (mut name, mut saved) = (String::new(), 0);
    let located = |fault: Fault| fault.locate(text);
    for (field, value) in Raw::whole(text).members().into_iter().flatten() {
        match field.as_ref() {
            "log" => log = read_log(value).map_err(located)?,
            "schema" => schema = Some(value),
            "tables" => tables = Some(value),
            "name" => name = value.string().map(Into::into).unwrap_or_default(),
            "saved" => saved = value.string().and_then(|time| millis_of(&time)).unwrap_or_default(),
            known if FIELDS.contains(&known) => {}
            _ => drop(unknown.fields.insert(field.into_owned(), value.text.to_owned())),
        }
    }
    let ledger = Ledger::open(log, replica, author, now);
    let mut import = Import::new(ledger, text, now);
    if let Some(schema) = schema {
        let unknown_schema = by_sheet(schema).map_err(located)?;
        for (key, sheet, columns) in unknown_schema {
            match sheet {
                Some(sheet) => import.schema(sheet, columns)?,
                None => drop(unknown.schema.insert(key, columns.text.to_owned())),
            }
        }
    }
    if let Some(tables) = tables {
        let mut known = Vec::new();
        for (key, sheet, rows) in by_sheet(tables).map_err(located)? {
            match sheet {
                Some(sheet) => known.push((sheet, rows)),
                None => drop(unknown.tables.insert(key, rows.text.to_owned())),
            }
        }
        import.tables(known)?;
    }
    let Import { ledger, imported, problems, problem_count, .. } = import;
    let lines = (!problems.is_empty()).then(|| Lines::new(text));
    let problems = problems
        .into_iter()
        .map(|(at, problem)| match &lines {
            Some(lines) => {
                let Location { line, column, .. } = lines.locate(at);
                Problem { place: Location { line, column, ..problem.place }, ..problem }
            }
            None => problem,
        })
        .collect();
    Ok(PlanFile { ledger, name, meta: Meta { saved, unknown }, imported, problems, problem_count })
}

fn by_sheet(raw: Raw<'_>) -> Result<Vec<(String, Option<Sheet>, Raw<'_>)>, Fault> {
    let members = raw.members().ok_or_else(|| Fault::expected(raw.at, Expected::Object))?;
    Ok(members.map(|(key, value)| (key.to_string(), Sheet::of_key(&key), value)).collect())
}

fn read_log(raw: Raw<'_>) -> Result<Vec<Transaction>, Fault> {
    let items = raw.items().ok_or_else(|| Fault::expected(raw.at, Expected::List))?;
    let mut log: Vec<Transaction> = Vec::new();
    let mut places: HashMap<Stamp, usize> = HashMap::new();
    for item in items {
        let transaction = read_transaction(item)?;
        match places.get(&transaction.id).and_then(|place| log.get(*place)) {
            Some(same) if *same == transaction => {}
            Some(_) => return Err(Fault { at: item.at, why: Why::DuplicateTransaction }),
            None => {
                places.insert(transaction.id, log.len());
                log.push(transaction);
            }
        }
    }
    Ok(log)
}

/// A fault in a row of a table.
pub(super) fn in_table(text: &str, sheet: Sheet, row: usize, field: Option<&str>, fault: Fault) -> FileError {
    let Damage { place, why } = fault.locate(text);
    let (table, field) = (Some(sheet.key().to_owned()), field.map(str::to_owned));
    Damage { place: Location { table, row: (row > 0).then_some(row), field, ..place }, why }.into()
}

#[cfg(test)]
mod tests;
