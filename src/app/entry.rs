//! From text to changes: what a typed or pasted value does to the plan.

use rustc_hash::FxHashMap;

use super::grid::Target;
use super::state::App;
use crate::log::{Change, fits};
use crate::model::{Definition, Key, Kind, Place, RowId, Sheet, Value};
use crate::text::{Parser, search_key};

/// Tables in which a typed name that is not there begins a record.
const STUBS: [Sheet; 13] = [
    Sheet::Accounts,
    Sheet::Contacts,
    Sheet::Persons,
    Sheet::Competitors,
    Sheet::Offerings,
    Sheet::Strengths,
    Sheet::Objections,
    Sheet::Pains,
    Sheet::Scripts,
    Sheet::Skills,
    Sheet::References,
    Sheet::Units,
    Sheet::Themes,
];

/// The names in a list of names; the last two separators are the full-width comma and the enumeration comma.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n', '\u{ff0c}', '\u{ff1b}', '\u{3001}']).map(str::trim).filter(|name| !name.is_empty())
}

/// Whether a link to this table can begin a record by its name.
#[must_use]
pub(super) fn can_begin(sheet: Sheet) -> bool {
    STUBS.contains(&sheet)
}

/// Collects the changes of one gesture: cells, new rows, and records that a name begins.
pub(super) struct Entry<'a> {
    app: &'a App,
    parser: Parser<'a>,
    fresh: Vec<RowId>,
    begun: FxHashMap<(Sheet, String), RowId>,
    added: FxHashMap<RowId, usize>,
    pub changes: Vec<Change>,
}

impl<'a> Entry<'a> {
    /// Begins with as many unused identities as there may be new rows and records.
    pub fn new(app: &'a App, fresh: Vec<RowId>) -> Entry<'a> {
        Entry {
            app,
            parser: app.parser(),
            fresh,
            begun: FxHashMap::default(),
            added: FxHashMap::default(),
            changes: Vec::new(),
        }
    }

    /// The value of a text in a column; a name that is not there begins a record where the table allows it.
    ///
    /// `account` is the customer whom a record so begun belongs to.
    pub fn read(&mut self, definition: &Definition, text: &str, account: Option<RowId>) -> Value {
        let value = self.parser.parse(definition, text);
        let (Value::Invalid(_), Some(sheet)) = (&value, definition.kind.target()) else { return value };
        if !can_begin(sheet) {
            return value;
        }
        let names: Vec<&str> = match definition.kind {
            Kind::Links(_) => parts(text).collect(),
            _ => vec![text.trim()],
        };
        let mut rows = Vec::new();
        for name in names {
            match self.parser.parse(definition, name) {
                Value::Link(row) => rows.push(row),
                Value::Links(found) => rows.extend(found.iter()),
                _ => match self.begin(sheet, name, account) {
                    Some(row) => rows.push(row),
                    None => return value,
                },
            }
        }
        match definition.kind {
            Kind::Links(_) => Value::links(rows),
            _ => rows.first().map_or(value, |row| Value::Link(*row)),
        }
    }

    /// Begins a record by its name.
    fn begin(&mut self, sheet: Sheet, name: &str, account: Option<RowId>) -> Option<RowId> {
        let key = (sheet, search_key(name).to_string());
        if let Some(row) = self.begun.get(&key) {
            return Some(*row);
        }
        if name.is_empty() || name.contains('\n') {
            return None;
        }
        let row = self.fresh.pop()?;
        let mut cells = vec![(sheet.title(), Value::text(name))];
        if let (Some(account), Some(_)) = (account, sheet.definition("account")) {
            cells.push((Key::new_static("account"), Value::Link(account)));
        }
        self.changes.push(Change::Insert { sheet, row, place: self.last_place(sheet, self.begun.len()), cells });
        self.begun.insert(key, row);
        Some(row)
    }

    fn last_place(&self, sheet: Sheet, after: usize) -> Place {
        let table = self.app.plan().table(sheet);
        let last = table.order().last().and_then(|slot| table.place(*slot));
        Place::spread(last, None, after + 1).pop().unwrap_or_default()
    }

    /// The customer whom a record begun in this row belongs to.
    pub fn account_for(&self, sheet: Sheet, row: RowId, parent: Option<RowId>) -> Option<RowId> {
        self.app.account_of(&Target { sheet, row: Some(row), column: Key::default() }, parent)
    }

    /// Whether a value copied elsewhere means the same in this column.
    pub fn fits(&self, definition: &Definition, value: &Value) -> bool {
        let known = |key: &Key| definition.kind.choices().iter().any(|choice| choice.key == *key);
        let meant = match value {
            Value::Link(_) | Value::Links(_) => definition
                .kind
                .target()
                .is_some_and(|sheet| value.linked().iter().all(|row| self.app.plan().table(sheet).contains(*row))),
            Value::Choice(key) => matches!(definition.kind, Kind::Currency) || known(key),
            Value::Choices(keys) => keys.iter().all(known),
            Value::Invalid(_) | Value::Foreign(_) => false,
            _ => true,
        };
        meant && fits(&definition.kind, value)
    }

    /// Adds a row at the end of a table, with its first cells.
    pub fn add_row(&mut self, sheet: Sheet, parent: Option<RowId>, place: Place) -> Option<RowId> {
        let row = self.fresh.pop()?;
        let cells = defaults(self.app, sheet, parent);
        self.added.insert(row, self.changes.len());
        self.changes.push(Change::Insert { sheet, row, place, cells });
        Some(row)
    }

    /// Sets a cell; in a row that this entry adds, as one of its first cells.
    pub fn set(&mut self, sheet: Sheet, row: RowId, column: Key, value: Value) {
        let inserted = self.added.get(&row).and_then(|at| self.changes.get_mut(*at));
        if let Some(Change::Insert { cells, .. }) = inserted {
            cells.retain(|(key, _)| *key != column);
            cells.push((column, value));
        } else {
            self.changes.push(Change::Set { sheet, row, column, value });
        }
    }
}

/// The cells a new row begins with.
pub(super) fn defaults(app: &App, sheet: Sheet, parent: Option<RowId>) -> Vec<(Key, Value)> {
    let (plan, today) = (app.plan(), app.today());
    let mut cells = Vec::new();
    if let (Some(record), Some(column)) = (parent, sheet.parent()) {
        cells.push((column, Value::Link(record)));
    }
    let mut put = |key: &'static str, value: Value| cells.push((Key::new_static(key), value));
    match sheet {
        Sheet::Deals => {
            use crate::model::schema::setup::stages::NUMBER;
            let numbered =
                plan.table(Sheet::Stages).ids().filter(|row| plan.get(*row, NUMBER).is_some_and(|n| n.trunc() >= 1));
            if let Some(stage) = numbered.min_by_key(|row| plan.get(*row, NUMBER)) {
                put("stage", Value::Link(stage));
            }
            put("entered", Value::Date(today));
            if let Some(person) = app.scope.person {
                put("owner", Value::Link(person));
            }
        }
        Sheet::Activities => {
            put("planned", Value::Date(today));
            put("status", Value::Choice(Key::new_static("planned")));
            if let Some(person) = app.scope.person {
                put("owner", Value::Link(person));
            }
        }
        Sheet::Flags => {
            put("kind", Value::Choice(Key::new_static("flag")));
            put("since", Value::Date(today));
            put("status", Value::Choice(Key::new_static("open")));
        }
        Sheet::Unknowns => put("status", Value::Choice(Key::new_static("open"))),
        _ => {}
    }
    cells
}

impl App {
    /// The changes that write a text into a cell; in the empty row at the end they add a row.
    pub(super) fn write_text(&mut self, target: &Target, text: &str, parent: Option<RowId>, now: u64) -> Vec<Change> {
        let names = parts(text).count();
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, names + 1).collect();
        let Some(definition) = self.plan().table(target.sheet).definition(&target.column).cloned() else {
            return Vec::new();
        };
        let mut entry = Entry::new(self, fresh);
        let value = entry.read(&definition, text, self.account_of(target, parent));
        self.finish(entry, target, value, parent)
    }

    /// The changes that write a value into a cell; in the empty row at the end they add a row.
    pub(super) fn write_value(
        &mut self,
        target: &Target,
        value: Value,
        parent: Option<RowId>,
        now: u64,
    ) -> Vec<Change> {
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, 1).collect();
        let entry = Entry::new(self, fresh);
        self.finish(entry, target, value, parent)
    }

    fn finish(&self, mut entry: Entry<'_>, target: &Target, value: Value, parent: Option<RowId>) -> Vec<Change> {
        match target.row {
            Some(row) => entry.set(target.sheet, row, target.column.clone(), value),
            None if value.is_empty() => {}
            None => {
                let place = entry.last_place(target.sheet, 0);
                if let Some(row) = entry.add_row(target.sheet, parent, place) {
                    entry.set(target.sheet, row, target.column.clone(), value);
                }
            }
        }
        entry.changes
    }

    /// The account that a record begun from this cell belongs to.
    pub(super) fn account_of(&self, target: &Target, parent: Option<RowId>) -> Option<RowId> {
        let plan = self.plan();
        let linked = |sheet: Sheet, row: RowId, key: &str| plan.value(sheet, row, key).linked().first().copied();
        let of_deal = |deal: RowId| linked(Sheet::Deals, deal, "account");
        match (parent, target.row) {
            (Some(parent), _) if target.sheet.parent().as_deref() == Some("deal") => of_deal(parent),
            (Some(parent), _) => Some(parent),
            (None, Some(row)) => {
                linked(target.sheet, row, "account").or_else(|| of_deal(linked(target.sheet, row, "deal")?))
            }
            (None, None) => None,
        }
    }
}
