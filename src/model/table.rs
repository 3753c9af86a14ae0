//! One table: rows in slots, cells in columns, the order of the living rows.

mod former;
mod standing;

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cells::Cells;
use super::{Definition, Key, Label, Place, Roll, RowId, Sheet, Value, put};

/// The rows and columns of one sheet.
///
/// A row keeps its slot for as long as the plan is open, deleted or not; the order lists living rows only. Only the log writes.
#[derive(Clone, Debug)]
pub struct Table {
    sheet: Sheet,
    // Both are the sheet's own until a column of this plan is defined or met.
    definitions: Cow<'static, [Definition]>,
    by_key: Cow<'static, FxHashMap<Key, usize>>,
    /// The rows by slot.
    rows: Roll,
    /// By slot.
    places: Vec<Place>,
    /// By slot.
    alive: Vec<bool>,
    order: Vec<u32>,
    /// By column.
    cells: Vec<Cells>,
    /// How many rows there will be, as far as is known.
    expected: usize,
    arranged: Vec<usize>,
    version: u64,
    shape: u64,
    defined: u64,
    former: former::Former,
}

const EMPTY: &Value = &Value::Empty;

/// Where each built-in column stands, by its key; one map for each sheet.
static BUILT_IN: LazyLock<Vec<FxHashMap<Key, usize>>> = LazyLock::new(|| {
    let keys = |sheet: &Sheet| sheet.definitions().iter().enumerate().map(|(at, d)| (d.key.clone(), at)).collect();
    Sheet::ALL.iter().map(keys).collect()
});

impl Table {
    /// An empty table with the built-in columns.
    #[must_use]
    pub fn new(sheet: Sheet) -> Table {
        let definitions = sheet.definitions();
        let by_key = BUILT_IN.get(sheet as usize).map_or_else(Cow::default, Cow::Borrowed);
        let cells = vec![Cells::default(); definitions.len()];
        let arranged = (0..definitions.len()).collect();
        Table {
            sheet,
            definitions: Cow::Borrowed(definitions),
            by_key,
            rows: Roll::default(),
            places: Vec::new(),
            alive: Vec::new(),
            order: Vec::new(),
            cells,
            expected: 0,
            arranged,
            version: 0,
            shape: 0,
            defined: 0,
            former: former::Former::default(),
        }
    }

    /// Where a built-in column stands.
    #[must_use]
    pub fn built_in(sheet: Sheet, key: &str) -> Option<usize> {
        BUILT_IN.get(sheet.index())?.get(key).copied()
    }

    /// Which sheet this is.
    #[must_use]
    pub const fn sheet(&self) -> Sheet {
        self.sheet
    }

    /// Counts every change; equal versions of one table mean equal contents.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Counts every change of which rows and columns there are, and their order.
    #[must_use]
    pub const fn shape(&self) -> u64 {
        self.shape
    }

    /// Counts every change of the columns; equal counts of one table mean equal definitions.
    #[must_use]
    pub const fn defined(&self) -> u64 {
        self.defined
    }

    /// The columns, built-in ones first, those that the user took out among them.
    #[must_use]
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The column of a key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The columns that were not taken out, in the order in which they stand: the user's behind the built-in ones that
    /// they were put behind.
    #[must_use]
    pub fn arranged(&self) -> &[usize] {
        &self.arranged
    }

    /// What a choice was called in a column that had it once.
    #[must_use]
    pub fn former_choice(&self, column: &str, choice: &str) -> Option<&Label> {
        self.former.label(column, choice)
    }

    /// The definition of a key.
    #[must_use]
    pub fn definition(&self, key: &str) -> Option<&Definition> {
        self.definitions.get(self.column(key)?)
    }

    /// The columns that are there, in the order of [`Self::definitions`]: not those that were taken out.
    pub fn present(&self) -> impl Iterator<Item = &Definition> {
        self.present_at().map(|(_, definition)| definition)
    }

    /// The same with their places among the definitions.
    pub fn present_at(&self) -> impl Iterator<Item = (usize, &Definition)> {
        self.definitions.iter().enumerate().filter(|(_, definition)| !definition.deleted)
    }

    /// A column that is there: of one that was taken out nothing is asked until it is brought back.
    #[must_use]
    pub fn present_column(&self, key: &str) -> Option<&Definition> {
        self.definition(key).filter(|definition| !definition.deleted)
    }

    /// Whether a column is there.
    #[must_use]
    pub fn is_present(&self, key: &str) -> bool {
        self.present_column(key).is_some()
    }

    /// The slots of the living rows, in order.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// How many rows live.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no row lives.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// How many slots there are, dead rows included.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.rows.ids().len()
    }

    /// The identities of the living rows, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = RowId> + ExactSizeIterator + '_ {
        self.order.iter().map(|&slot| self.id(slot).unwrap_or_default())
    }

    /// The slot of a row, living or dead.
    #[must_use]
    pub fn slot(&self, id: RowId) -> Option<u32> {
        self.rows.number(id)
    }

    /// Whether a row of this identity lives.
    #[must_use]
    pub fn contains(&self, id: RowId) -> bool {
        self.slot(id).is_some_and(|slot| self.is_alive(slot))
    }

    /// The identity of the row in a slot.
    #[must_use]
    pub fn id(&self, slot: u32) -> Option<RowId> {
        self.rows.id(slot)
    }

    /// Whether the row in a slot lives.
    #[must_use]
    pub fn is_alive(&self, slot: u32) -> bool {
        self.alive.get(slot as usize).copied().unwrap_or_default()
    }

    /// The place of the row in a slot.
    #[must_use]
    pub fn place(&self, slot: u32) -> Option<&Place> {
        self.places.get(slot as usize)
    }

    /// The place of the last row; none where there is no row.
    #[must_use]
    pub fn last_place(&self) -> Option<&Place> {
        self.place(*self.order.last()?)
    }

    /// Where a living row stands in the order.
    #[must_use]
    pub fn position(&self, id: RowId) -> Option<usize> {
        let slot = self.slot(id).filter(|&slot| self.is_alive(slot))?;
        self.order.binary_search_by(|&other| self.rank(other).cmp(&self.rank(slot))).ok()
    }

    /// The cell of a slot and a column; empty where there is none.
    #[must_use]
    pub fn cell(&self, slot: u32, column: usize) -> &Value {
        self.cells.get(column).map_or(EMPTY, |cells| cells.get(slot as usize))
    }

    /// The cell of a row and a column's key; empty where there is none.
    #[must_use]
    pub fn value(&self, id: RowId, key: &str) -> &Value {
        self.slot(id).zip(self.column(key)).map_or(EMPTY, |(slot, column)| self.cell(slot, column))
    }

    /// A column's cells by slot; fewer than the table has slots where the rest is empty.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &Value> {
        self.cells.get(column).into_iter().flat_map(|cells| (0..cells.len()).map(|slot| cells.get(slot)))
    }

    fn rank(&self, slot: u32) -> Option<(&Place, RowId)> {
        self.place(slot).zip(self.id(slot))
    }

    /// Takes note that so many rows will come: there is room for them then, and not much more.
    pub(crate) fn expect(&mut self, rows: usize) {
        self.expected = self.slots() + rows;
        self.rows.reserve(rows);
        self.places.reserve(rows);
        self.alive.reserve(rows);
        self.order.reserve(rows);
    }

    /// The slot of a row; a row that is not yet known gets one, dead at first.
    pub(crate) fn claim(&mut self, id: RowId) -> u32 {
        let slot = self.rows.enrol(id);
        if self.places.len() <= slot as usize {
            put(&mut self.places, slot, Place::default());
            put(&mut self.alive, slot, false);
        }
        slot
    }

    /// The column of a key; a key that is not known becomes a foreign column.
    pub(crate) fn claim_column(&mut self, key: &Key) -> usize {
        if let Some(at) = self.column(key) {
            return at;
        }
        self.push_column(Definition::claimed(key))
    }

    fn push_column(&mut self, definition: Definition) -> usize {
        self.by_key.to_mut().insert(definition.key.clone(), self.definitions.len());
        self.definitions.to_mut().push(definition);
        self.cells.push(Cells::default());
        self.redefined();
        self.definitions.len() - 1
    }

    fn redefined(&mut self) {
        self.arrange();
        self.version += 1;
        self.shape += 1;
        self.defined += 1;
    }

    /// Takes note of what somebody called the choices of a column, be it of another kind for everybody by now.
    pub(crate) fn know_choices(&mut self, definition: &Definition) {
        self.former.note(definition);
    }

    /// Replaces or adds a definition.
    pub(crate) fn define(&mut self, definition: Definition) {
        match self.column(&definition.key).and_then(|at| self.definitions.to_mut().get_mut(at)) {
            Some(place) => {
                *place = definition;
                self.redefined();
            }
            None => {
                self.push_column(definition);
            }
        }
    }

    pub(crate) fn write(&mut self, slot: u32, column: usize, value: Value) {
        let Some(cells) = self.cells.get_mut(column) else { return };
        self.version += u64::from(cells.write(slot, value, self.expected));
    }

    pub(crate) fn put(&mut self, slot: u32, place: Place) {
        let alive = self.is_alive(slot);
        self.set_alive(slot, false);
        put(&mut self.places, slot, place);
        self.set_alive(slot, alive);
        self.version += 1;
    }

    pub(crate) fn set_alive(&mut self, slot: u32, alive: bool) {
        if self.is_alive(slot) == alive {
            return;
        }
        let found = match self.order.last() {
            // Rows usually come in order: no search, no move.
            Some(&last) if alive && self.rank(last) < self.rank(slot) => Err(self.order.len()),
            _ => self.order.binary_search_by(|&other| self.rank(other).cmp(&self.rank(slot))),
        };
        match found {
            Ok(at) if !alive => {
                self.order.remove(at);
            }
            Err(at) if alive => self.order.insert(at, slot),
            _ => {}
        }
        put(&mut self.alive, slot, alive);
        self.version += 1;
        self.shape += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, column};

    #[test]
    fn a_users_column_stands_where_it_was_put() {
        let mut table = Table::new(Sheet::Stages);
        let keys = |table: &Table| table.arranged().iter().map(|at| table.key(*at).to_string()).collect::<Vec<_>>();
        let headings = |table: &Table| keys(table).join(" ");
        let put = |table: &mut Table, key: &str, behind: Option<&str>| {
            let stand = Some(table.stand_behind(behind));
            table.define(Definition { key: key.into(), stand, ..column("", "", "", Kind::Text) });
        };
        put(&mut table, "one", Some("number"));
        put(&mut table, "two", Some("number"));
        put(&mut table, "three", Some("one"));
        put(&mut table, "first", None);
        table.claim_column(&"met".into());
        put(&mut table, "last", Some("met"));
        assert_eq!(headings(&table), "first name name_zh number two one three p limit category buying last met");
        let two = Definition { deleted: true, ..table.definition("two").cloned().unwrap() };
        table.define(two);
        assert_eq!(headings(&table), "first name name_zh number one three p limit category buying last met");
        assert!(table.definition("met").unwrap().is_claimed() && !table.definition("two").unwrap().is_claimed());
    }
}
