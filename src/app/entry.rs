//! From text to changes: what a typed or pasted value does to the plan.

mod ending;
mod first;

pub(super) use first::{defaults, free_period};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::editing::Meaning;
use super::grid::{GridId, Target};
use super::state::App;
use crate::log::{Change, fits};
use crate::model::{Definition, Key, Kind, Place, RowId, Sheet, Value};
use crate::text::{Fault, MARKS, Parser, is_no_name, search_key, without_sign, without_signs};

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

/// A longer text is no name.
const LONGEST: usize = 120;

/// The names in a list of names without signs before them.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(MARKS).map(str::trim).filter(|name| !name.is_empty())
}

/// How many records a text may begin.
pub(super) fn count_names(text: &str) -> usize {
    names_in(&without_signs(text)).count()
}

/// Whether a link to this table can begin a record by its name.
#[must_use]
pub(super) fn can_begin(sheet: Sheet) -> bool {
    STUBS.contains(&sheet)
}

fn linked(kind: &Kind, rows: Vec<RowId>) -> Value {
    match kind {
        Kind::Links(_) => Value::links(rows),
        _ => rows.first().map_or(Value::Empty, |row| Value::Link(*row)),
    }
}

/// Collects the changes of one gesture: cells, new rows, and records that a name begins.
pub(super) struct Entry<'a> {
    app: &'a App,
    parser: Parser<'a>,
    fresh: Vec<RowId>,
    begun: FxHashMap<(Sheet, SmolStr, Option<RowId>), RowId>,
    added: FxHashMap<RowId, usize>,
    /// With what new rows of a table begin beside their defaults, by what is looked at there.
    in_sight: Vec<(Key, Value)>,
    /// Deals whose end stood where their stage does, with what stood there.
    pub ended: Vec<(RowId, SmolStr)>,
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
            in_sight: Vec::new(),
            ended: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Lets the rows that are begun in a grid belong to what its filter shows.
    pub fn seen_in(mut self, id: GridId) -> Entry<'a> {
        self.in_sight = self.app.of_filter(id);
        self
    }

    /// The value of a text in a column; a name that is not there begins a record where the table allows it, of the
    /// customer of the row it stands in.
    pub fn read(&mut self, definition: &Definition, text: &str, target: &Target, parent: Option<RowId>) -> Value {
        self.read_with(definition, text, target, parent, can_begin)
    }

    /// The same, in every table: the person has asked for it.
    pub fn read_beginning(
        &mut self,
        definition: &Definition,
        text: &str,
        target: &Target,
        parent: Option<RowId>,
    ) -> Value {
        self.read_with(definition, text, target, parent, |_| true)
    }

    /// The same of a name that stands for a record already, of another table perhaps: none is begun for it.
    pub fn read_known(&mut self, definition: &Definition, text: &str, target: &Target, parent: Option<RowId>) -> Value {
        self.read_with(definition, text, target, parent, |_| false)
    }

    fn read_with(
        &mut self,
        definition: &Definition,
        text: &str,
        target: &Target,
        parent: Option<RowId>,
        can_begin: fn(Sheet) -> bool,
    ) -> Value {
        match self.parser.read_in(target.sheet, definition, text) {
            Ok(value) => value,
            Err(fault) => self.begin_or_keep(definition, text, &fault, target, parent, can_begin),
        }
    }

    /// The value of a text that another program showed, with the number behind it.
    pub fn read_shown(
        &mut self,
        definition: &Definition,
        shown: &str,
        number: &str,
        target: &Target,
        parent: Option<RowId>,
    ) -> Value {
        match self.parser.read_shown(definition, shown, number) {
            Ok(value) => value,
            Err(fault) => self.begin_or_keep(definition, shown, &fault, target, parent, can_begin),
        }
    }

    /// A text that does not fit: names begin records where they may; anything else is kept as it is.
    fn begin_or_keep(
        &mut self,
        definition: &Definition,
        text: &str,
        fault: &Fault,
        target: &Target,
        parent: Option<RowId>,
        can_begin: fn(Sheet) -> bool,
    ) -> Value {
        let kept = Value::Invalid(text.into());
        let names = match definition.kind {
            Kind::Links(_) => without_signs(text),
            _ => without_sign(text).into(),
        };
        let Some(sheet) = definition.kind.target().filter(|sheet| can_begin(*sheet)) else { return kept };
        let account = self.account_for(target, parent);
        let mut rows = Vec::new();
        match (&definition.kind, fault) {
            // What one asks for by its name is begun whatever it is called; this is read from a table.
            (_, Fault::UnknownRecord { .. }) if is_no_name(&names) => {}
            (Kind::Link(_), Fault::UnknownRecord { .. }) => rows.extend(self.begin(sheet, names.trim(), account)),
            (Kind::Links(_), Fault::UnknownRecord { .. }) => {
                for name in names_in(&names) {
                    match self.parser.read(definition, name) {
                        Ok(found) => rows.extend(found.linked()),
                        Err(Fault::UnknownRecord { .. }) => match self.begin(sheet, name, account) {
                            Some(row) => rows.push(row),
                            None => return kept,
                        },
                        Err(_) => return kept,
                    }
                }
            }
            _ => {}
        }
        if rows.is_empty() { kept } else { linked(&definition.kind, rows) }
    }

    /// The value that is meant for a column.
    fn value(
        &mut self,
        definition: &Definition,
        meaning: &Meaning,
        target: &Target,
        parent: Option<RowId>,
    ) -> Option<Value> {
        match meaning {
            Meaning::Same => None,
            Meaning::Text(text) => Some(self.read(definition, self.as_typed(definition, text, target), target, parent)),
            Meaning::Value(value) => Some(value.clone()),
            Meaning::New { rows, beside, name } => {
                let sheet = definition.kind.target()?;
                let account = self.account_for(target, parent);
                let new = self.begin(sheet, name, account)?;
                if !beside.is_empty() {
                    return Some(Value::Invalid(format!("{beside}{name}").into()));
                }
                Some(linked(&definition.kind, rows.iter().copied().chain([new]).collect()))
            }
        }
    }

    /// A text as it was typed into a cell: see [`Parser::typed_text`]. Where one with an apostrophe stood, it was corrected.
    fn as_typed<'t>(&self, definition: &Definition, text: &'t str, target: &Target) -> &'t str {
        let stood = target.row.map(|row| self.app.plan().value(target.sheet, row, &target.column));
        let is_corrected =
            matches!((stood, text.chars().next()), (Some(Value::Text(stood)), Some(c)) if stood.starts_with(c));
        if definition.kind.is_text() && !is_corrected { self.parser.typed_text(text) } else { text }
    }

    /// Begins a record by its name; one for one name.
    fn begin(&mut self, sheet: Sheet, name: &str, account: Option<RowId>) -> Option<RowId> {
        // A person who does not work for the customer belongs to no customer.
        let account = account.filter(|_| sheet.definition("account").is_some());
        let key = (sheet, search_key(name), account);
        if let Some(row) = self.begun.get(&key) {
            return Some(*row);
        }
        if name.is_empty() || name.contains('\n') || name.chars().count() > LONGEST {
            return None;
        }
        let row = self.fresh.pop()?;
        let mut cells = vec![(sheet.title(), Value::text(name))];
        if let Some(account) = account {
            cells.push((Key::new_static("account"), Value::Link(account)));
        }
        self.changes.push(Change::Insert { sheet, row, place: self.last_place(sheet, self.begun.len()), cells });
        self.begun.insert(key, row);
        Some(row)
    }

    /// Takes note of a row that was added and of what it is called: whoever links to that name means it.
    pub fn know(&mut self, sheet: Sheet, row: RowId, name: &str, parent: Option<RowId>) {
        let name = search_key(name);
        if can_begin(sheet) && !name.is_empty() {
            let target = Target { sheet, row: Some(row), column: sheet.title() };
            let account = self.account_for(&target, parent).filter(|_| sheet.definition("account").is_some());
            self.begun.entry((sheet, name, account)).or_insert(row);
        }
    }

    /// How many records names have begun, by table.
    pub fn begun(&self) -> Vec<(Sheet, usize)> {
        let is_new = |row: &RowId| !self.added.contains_key(row);
        let count = |sheet: &Sheet| self.begun.iter().filter(|((of, ..), row)| of == sheet && is_new(row)).count();
        STUBS.iter().map(|sheet| (*sheet, count(sheet))).filter(|(_, count)| *count > 0).collect()
    }

    fn last_place(&self, sheet: Sheet, after: usize) -> Place {
        let table = self.app.plan().table(sheet);
        Place::spread(table.last_place(), None, after + 1).pop().unwrap_or_default()
    }

    /// The customer whom a record begun in this row belongs to.
    fn account_for(&self, target: &Target, parent: Option<RowId>) -> Option<RowId> {
        let added = target.row.and_then(|row| self.changes.get(*self.added.get(&row)?));
        if let Some(Change::Insert { cells, .. }) = added
            && let Some((_, account)) = cells.iter().find(|(key, _)| key == "account")
        {
            return account.linked().first().copied();
        }
        self.app.account_of(target, parent)
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

    /// Writes a value into a cell; in the empty row at the end it adds a row.
    pub fn put(&mut self, target: &Target, value: Value, parent: Option<RowId>) {
        match target.row {
            Some(row) => self.set(target.sheet, row, target.column.clone(), value),
            None if value.is_empty() => {}
            None => {
                if let Some(row) = self.add_last(target.sheet, parent) {
                    for (column, value) in first::period_in_sight(self.app, target) {
                        self.set(target.sheet, row, column, value);
                    }
                    self.set(target.sheet, row, target.column.clone(), value);
                }
            }
        }
    }

    /// Adds a row at the end of a table, with its first cells.
    pub fn add_row(&mut self, sheet: Sheet, parent: Option<RowId>, place: Place) -> Option<RowId> {
        let row = self.fresh.pop()?;
        let cells = defaults(self.app, sheet, parent);
        self.added.insert(row, self.changes.len());
        self.changes.push(Change::Insert { sheet, row, place, cells });
        Some(row)
    }

    /// Adds a row at the end, with the cells that new rows begin with.
    pub fn add_last(&mut self, sheet: Sheet, parent: Option<RowId>) -> Option<RowId> {
        let place = self.last_place(sheet, 0);
        self.add_seen(sheet, parent, place)
    }

    /// Adds a row that belongs to what one sees: see [`Entry::seen_in`].
    pub fn add_seen(&mut self, sheet: Sheet, parent: Option<RowId>, place: Place) -> Option<RowId> {
        let row = self.add_row(sheet, parent, place)?;
        for (column, value) in self.in_sight.clone() {
            self.set(sheet, row, column, value);
        }
        Some(row)
    }

    /// Leaves a cell of a row that this entry adds empty, whatever new rows begin with.
    pub fn leave_empty(&mut self, row: RowId, column: &Key) {
        let inserted = self.added.get(&row).and_then(|at| self.changes.get_mut(*at));
        if let Some(Change::Insert { cells, .. }) = inserted {
            cells.retain(|(key, _)| key != column);
        }
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

impl App {
    /// The changes that write what was meant into cells; in the empty row at the end they add a row.
    pub(super) fn write(&mut self, id: GridId, targets: &[Target], meaning: &Meaning, now: u64) -> Vec<Change> {
        let parent = self.record_of(id);
        let names = match meaning {
            Meaning::Text(text) => count_names(text),
            Meaning::New { .. } => 1,
            Meaning::Same | Meaning::Value(_) => 0,
        };
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, targets.len() * names + 1).collect();
        let mut entry = Entry::new(self, fresh).seen_in(id);
        for target in targets {
            let Some(definition) = self.plan().table(target.sheet).definition(&target.column) else { continue };
            if let Some(value) = entry.value(definition, meaning, target, parent) {
                entry.put(target, value, parent);
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
            (None, Some(row)) if target.sheet == Sheet::Accounts => Some(row),
            (None, Some(row)) => {
                linked(target.sheet, row, "account").or_else(|| of_deal(linked(target.sheet, row, "deal")?))
            }
            (None, None) => None,
        }
    }
}
