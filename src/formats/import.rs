//! What the tables of a file say beyond its log becomes one more import in the log.

use rustc_hash::FxHashSet;

use super::cell::{read_plain, read_tagged, write_plain};
use super::damage::{Expected, Fault, FileError, Location, Measure, Why};
use super::definition::read_definition;
use super::plan_file::{MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS, Problem, Trouble, in_table};
use super::plan_text::{Columns, column_of, push_row};
use super::raw::Raw;
use super::record::{read_place, row_id};
use crate::log::{Change, Label, Ledger, Operation, Transaction};
use crate::model::{Definition, Key, Kind, Place, RowId, Sheet, Stamp, Value};

const IMPORT: Label = Label::new("import");

/// A plan that takes in the schema and the tables of a file.
pub(super) struct Import<'a> {
    pub ledger: Ledger,
    pub imported: Vec<Stamp>,
    /// With the byte at which each stands.
    pub problems: Vec<(usize, Problem)>,
    pub problem_count: usize,
    /// Columns of the table at hand that nobody has defined.
    unknown: FxHashSet<Key>,
    text: &'a str,
    now: u64,
}

/// A row of a file's table that is not as the log has it.
struct FileRow<'a> {
    raw: Raw<'a>,
    number: usize,
    id: RowId,
    place: Option<Place>,
    given: bool,
}

impl<'a> Import<'a> {
    pub fn new(ledger: Ledger, text: &'a str, now: u64) -> Import<'a> {
        let (imported, problems, unknown) = (Vec::new(), Vec::new(), FxHashSet::default());
        Import { ledger, imported, problems, problem_count: 0, unknown, text, now }
    }

    fn problem(&mut self, sheet: Sheet, row: usize, field: &str, at: usize, what: Trouble) {
        self.problem_count += 1;
        if self.problems.len() < MAX_PROBLEMS {
            let (table, field) = (Some(sheet.key().to_owned()), Some(field.to_owned()));
            let place = Location { table, row: (row > 0).then_some(row), field, ..Location::default() };
            self.problems.push((at, Problem { place, what }));
        }
    }

    fn commit(&mut self, changes: Vec<Change>, at: usize) -> Result<(), FileError> {
        if changes.is_empty() {
            return Ok(());
        }
        let refused = |refusal| Fault { at, why: Why::Refused(Box::new(refusal)) }.locate(self.text);
        let commit = self.ledger.commit(changes, IMPORT, self.now).map_err(refused)?;
        self.imported.extend(commit.map(|commit| commit.transaction.id));
        Ok(())
    }

    /// Takes in operations that no user could make: cells of columns that nobody has defined.
    fn merge(&mut self, operations: Vec<Operation>) {
        if operations.is_empty() {
            return;
        }
        let id = self.ledger.fresh_row(self.now).0;
        let transaction = Transaction { id, label: IMPORT, operations: operations.into(), ..Transaction::default() };
        self.ledger.merge([transaction], self.now);
        self.imported.push(id);
    }

    /// Takes in the definitions of a table's columns that the log does not have.
    pub fn schema(&mut self, sheet: Sheet, raw: Raw<'a>) -> Result<(), FileError> {
        let members = raw
            .members()
            .ok_or_else(|| in_table(self.text, sheet, 0, None, Fault::expected(raw.at, Expected::Object)))?;
        let (mut changes, mut foreign) = (Vec::new(), Vec::new());
        for (key, value) in members.filter(|(_, value)| value.members().is_some()) {
            let definition = read_definition(value).map(|definition| Definition { key: Key::new(&key), ..definition });
            let own = sheet.definition(&key);
            match definition {
                Some(d) if own.is_none_or(|own| own.may_become(&d)) => {
                    if self.ledger.plan().table(sheet).definition(&key) != Some(&d) {
                        changes.push(Change::Define { sheet, definition: Box::new(d) });
                    }
                }
                _ => {
                    self.problem(sheet, 0, &key, value.at, Trouble::Definition);
                    let text = format!(r#"["define","{}",{}]"#, sheet.key(), value.compact());
                    foreign.push(Operation::Foreign(text.into()));
                }
            }
        }
        foreign.retain(|operation| {
            !self.ledger.log().any(|kept| kept.operations.beside().any(|(_, own)| own == operation))
        });
        self.commit(changes, raw.at)?;
        self.merge(foreign);
        Ok(())
    }

    /// Takes in the rows of the tables that the file has.
    pub fn tables(&mut self, tables: Vec<(Sheet, Raw<'a>)>) -> Result<(), FileError> {
        let (mut changes, mut orphans, mut count) = (Vec::new(), Vec::new(), 0);
        for (sheet, raw) in tables {
            self.unknown.clear();
            let rows = self.rows(sheet, raw, &mut count, &mut changes)?;
            for row in rows {
                self.row(sheet, &row, &mut changes, &mut orphans)?;
            }
        }
        self.commit(changes, 0)?;
        // A row of which the log knew an edit but no insertion could not be restored: it is inserted.
        let mut operations = Vec::new();
        for operation in orphans {
            if let Operation::Insert { sheet, row, .. } = &operation
                && self.ledger.plan().table(*sheet).contains(*row)
            {
                continue;
            }
            operations.push(operation);
        }
        self.merge(operations);
        Ok(())
    }

    /// The rows of a table that are not as the log has them; those that are missing are deleted.
    fn rows(
        &mut self,
        sheet: Sheet,
        raw: Raw<'a>,
        count: &mut usize,
        changes: &mut Vec<Change>,
    ) -> Result<Vec<FileRow<'a>>, FileError> {
        let text = self.text;
        let fault = |row, field, fault| in_table(text, sheet, row, field, fault);
        let items = raw.items().ok_or_else(|| fault(0, None, Fault::expected(raw.at, Expected::List)))?;
        let table = self.ledger.plan().table(sheet);
        let (columns, mut line) = (Columns::of(table), String::new());
        let mut seen: FxHashSet<RowId> = FxHashSet::default();
        let (mut rows, mut fresh) = (Vec::new(), Vec::new());
        // Where each row of the file stands, as far as it says so.
        let mut places: Vec<Option<Place>> = Vec::new();
        for (item, number) in items.zip(1..) {
            *count += 1;
            let mut members =
                item.members().ok_or_else(|| fault(number, None, Fault::expected(item.at, Expected::Object)))?;
            let id = match members.clone().find(|(field, _)| field == "id") {
                Some((_, id)) => Some(row_id(id).map_err(|wrong| fault(number, Some("id"), wrong))?),
                None => None,
            };
            if id.is_some_and(|id| !seen.insert(id)) {
                return Err(fault(number, Some("id"), Fault { at: item.at, why: Why::DuplicateRow }));
            }
            let slot = id.and_then(|id| table.slot(id)).filter(|slot| table.is_alive(*slot));
            if let Some(slot) = slot {
                line.clear();
                push_row(&mut line, table, &columns, slot);
                if line == item.text {
                    places.push(table.place(slot).cloned());
                    continue;
                }
            }
            let place = match members.find(|(field, _)| field == "place") {
                Some((_, place)) => Some(read_place(place).map_err(|wrong| fault(number, Some("place"), wrong))?),
                None => slot.and_then(|slot| table.place(slot).cloned()),
            };
            places.push(place.clone());
            if id.is_none() {
                fresh.push(rows.len());
            }
            let given = place.is_some();
            rows.push(FileRow { raw: item, number, id: id.unwrap_or_default(), place, given });
        }
        if *count > MAX_ROWS {
            let place = Location { table: Some(sheet.key().to_owned()), ..Location::default() };
            return Err(FileError::TooLarge { place, what: Measure::Rows, found: *count, limit: MAX_ROWS });
        }
        let gone = table.ids().filter(|id| !seen.contains(id));
        changes.extend(gone.map(|row| Change::Delete { sheet, row }));
        for at in fresh {
            let id = self.ledger.fresh_row(self.now);
            if let Some(row) = rows.get_mut(at) {
                row.id = id;
            }
        }
        let places = filled(&places);
        for row in rows.iter_mut().filter(|row| !row.given) {
            row.place = places.get(row.number - 1).cloned();
        }
        Ok(rows)
    }

    fn row(
        &mut self,
        sheet: Sheet,
        row: &FileRow<'a>,
        changes: &mut Vec<Change>,
        orphans: &mut Vec<Operation>,
    ) -> Result<(), FileError> {
        let id = row.id;
        let slot = self.ledger.plan().table(sheet).slot(id);
        let place = row.place.clone().unwrap_or_default();
        if let Some(slot) = slot {
            let table = self.ledger.plan().table(sheet);
            if !table.is_alive(slot) {
                changes.push(Change::Restore { sheet, row: id });
                orphans.push(Operation::Insert { sheet, row: id, place: place.clone(), cells: Vec::new() });
            }
            if row.given && table.place(slot) != Some(&place) {
                changes.push(Change::Move { sheet, row: id, place: place.clone() });
            }
        }
        let (mut cells, mut named) = (Vec::new(), Vec::new());
        for (field, raw) in row.raw.members().into_iter().flatten() {
            if matches!(field.as_ref(), "id" | "place") {
                continue;
            }
            let column = column_of(&field);
            let table = self.ledger.plan().table(sheet);
            let at = table.column(&column);
            let definition = at.and_then(|at| table.definitions().get(at));
            let kind = definition.map_or(&Kind::Foreign, |definition| &definition.kind);
            let here = at.zip(slot).map_or(&Value::Empty, |(at, slot)| table.cell(slot, at));
            let mut same = String::new();
            write_plain(&mut same, kind, here);
            named.push(column.clone());
            if same == raw.compact() {
                continue;
            }
            let value = read_plain(raw, kind);
            let value =
                value.map_err(|why| in_table(self.text, sheet, row.number, Some(&field), Fault { at: raw.at, why }))?;
            if value == *here || read_tagged(raw).is_ok_and(|value| value == *here) {
                continue;
            }
            if definition.is_some_and(|definition| definition.computed.is_some()) {
                self.problem(sheet, row.number, &field, raw.at, Trouble::Computed);
                continue;
            }
            let fits = *kind == Kind::Foreign || !matches!(value, Value::Foreign(_) | Value::Invalid(_));
            match at {
                Some(_) => cells.push((column, value)),
                None => {
                    self.unknown.insert(column.clone());
                    orphans.push(Operation::Set { sheet, row: id, column, value, seen: Vec::new() });
                }
            }
            if !fits {
                self.problem(sheet, row.number, &field, raw.at, Trouble::DoesNotFit);
            }
        }
        let table = self.ledger.plan().table(sheet);
        let found = table.definitions().len() + self.unknown.len();
        if found > MAX_COLUMNS {
            let place = Location { table: Some(sheet.key().to_owned()), ..Location::default() };
            return Err(FileError::TooLarge { place, what: Measure::Columns, found, limit: MAX_COLUMNS });
        }
        let set = |(column, value)| Change::Set { sheet, row: id, column, value };
        match slot {
            None => changes.push(Change::Insert { sheet, row: id, place, cells }),
            Some(slot) => {
                // A cell that the file does not have was emptied.
                let gone = table.definitions().iter().enumerate().filter(|(at, definition)| {
                    definition.computed.is_none()
                        && !table.cell(slot, *at).is_empty()
                        && !named.contains(&definition.key)
                });
                cells.extend(gone.map(|(_, definition)| (definition.key.clone(), Value::Empty)));
                changes.extend(cells.into_iter().map(set));
            }
        }
        Ok(())
    }
}

/// Gives every row a place: those that have none stand after the row before them.
fn filled(places: &[Option<Place>]) -> Vec<Place> {
    let mut all: Vec<Place> = Vec::with_capacity(places.len());
    let mut at = 0;
    while let Some(place) = places.get(at) {
        if let Some(place) = place {
            all.push(place.clone());
            at += 1;
            continue;
        }
        let rest = places.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|place| place.is_none()).count();
        let low = all.last().cloned();
        let high = rest.get(count).cloned().flatten().filter(|high| low.as_ref().is_none_or(|low| low < high));
        all.extend(Place::spread(low.as_ref(), high.as_ref(), count));
        at += count;
    }
    all
}
