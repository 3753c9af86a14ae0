//! Which rows and columns a grid shows, and which cell of the plan stands where.

use crate::model::{Definition, Key, Pack, Plan, RowId, Sheet, Table};

/// A column as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its place among the table's definitions.
    pub index: usize,
    /// Its key.
    pub key: Key,
    /// Its width in CSS pixels.
    pub width: u16,
}

/// Rows × columns of a table, or the fields of one record as a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One row a record, then one empty row in which a new record begins.
    Table {
        /// The table.
        sheet: Sheet,
        /// The record that all rows belong to, in a table that hangs on another.
        parent: Option<RowId>,
        /// The records, in order.
        rows: Vec<RowId>,
        /// The columns, in order.
        columns: Vec<Shown>,
    },
    /// One row a field of one record.
    Form {
        /// The table.
        sheet: Sheet,
        /// The record.
        record: RowId,
        /// The fields, in order.
        fields: Vec<Shown>,
    },
}

/// What a cell of the grid is in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The table.
    pub sheet: Sheet,
    /// The record; none in the empty row at the end.
    pub row: Option<RowId>,
    /// The column's key.
    pub column: Key,
}

/// Which columns are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Packs switched on beside the core.
    pub packs: Vec<Pack>,
    /// Single columns switched on or off against their pack.
    pub columns: Vec<(Key, bool)>,
    /// Widths that the user set.
    pub widths: Vec<(Key, u16)>,
}

impl Choice {
    fn shows(&self, definition: &Definition, within_parent: bool) -> bool {
        match self.columns.iter().find(|(key, _)| *key == definition.key) {
            Some((_, on)) => *on,
            None if definition.pack == Pack::Parent => !within_parent,
            None => definition.pack == Pack::Core || self.packs.contains(&definition.pack),
        }
    }

    fn shown(&self, index: usize, definition: &Definition) -> Shown {
        let own = self.widths.iter().find(|(key, _)| *key == definition.key).map(|(_, width)| *width);
        Shown { index, key: definition.key.clone(), width: own.unwrap_or(definition.width) }
    }

    /// Sets the width of a column, between 40 and 800 CSS pixels.
    pub fn resize(&mut self, key: &Key, width: u16) {
        let width = width.clamp(40, 800);
        match self.widths.iter_mut().find(|(own, _)| own == key) {
            Some((_, own)) => *own = width,
            None => self.widths.push((key.clone(), width)),
        }
    }

    /// Switches a pack on or off.
    pub fn toggle(&mut self, pack: Pack) {
        match self.packs.iter().position(|own| *own == pack) {
            Some(at) => drop(self.packs.remove(at)),
            None => self.packs.push(pack),
        }
    }
}

impl Layout {
    /// The rows of a table, or of the part of it that belongs to a record.
    #[must_use]
    pub fn table(plan: &Plan, sheet: Sheet, parent: Option<RowId>, choice: &Choice) -> Layout {
        let table = plan.table(sheet);
        let rows = match (parent, sheet.parent()) {
            (Some(record), Some(key)) => plan.linked(sheet, &key, record).collect(),
            _ => table.ids().collect(),
        };
        let columns = arranged(table);
        let columns = columns.filter(|(_, d)| choice.shows(d, parent.is_some())).map(|(at, d)| choice.shown(at, d));
        Layout::Table { sheet, parent, rows, columns: columns.collect() }
    }

    /// The fields of a record that belong to some packs.
    #[must_use]
    pub fn form(plan: &Plan, sheet: Sheet, record: RowId, packs: &[Pack], choice: &Choice) -> Layout {
        let fields = arranged(plan.table(sheet));
        let fields = fields.filter(|(_, d)| packs.contains(&d.pack)).map(|(at, d)| choice.shown(at, d));
        Layout::Form { sheet, record, fields: fields.collect() }
    }

    /// The table that the cells belong to.
    #[must_use]
    pub const fn sheet(&self) -> Sheet {
        match self {
            Layout::Table { sheet, .. } | Layout::Form { sheet, .. } => *sheet,
        }
    }

    /// How many rows there are, the empty one at the end included.
    #[must_use]
    pub const fn height(&self) -> usize {
        match self {
            Layout::Table { rows, .. } => rows.len() + 1,
            Layout::Form { fields, .. } => fields.len(),
        }
    }

    /// How many rows hold records.
    #[must_use]
    pub const fn records(&self) -> usize {
        match self {
            Layout::Table { rows, .. } => rows.len(),
            Layout::Form { fields, .. } => fields.len(),
        }
    }

    /// How many columns there are.
    #[must_use]
    pub const fn width(&self) -> usize {
        match self {
            Layout::Table { columns, .. } => columns.len(),
            Layout::Form { .. } => 1,
        }
    }

    /// The record of a row; none in the empty row at the end.
    #[must_use]
    pub fn record(&self, row: usize) -> Option<RowId> {
        match self {
            Layout::Table { rows, .. } => rows.get(row).copied(),
            Layout::Form { record, .. } => Some(*record),
        }
    }

    /// The column that is shown at a cell.
    #[must_use]
    pub fn shown(&self, row: usize, column: usize) -> Option<&Shown> {
        match self {
            Layout::Table { columns, .. } => columns.get(column),
            Layout::Form { fields, .. } => fields.get(row).filter(|_| column == 0),
        }
    }

    /// What a cell of the grid is in the plan; none outside the grid.
    #[must_use]
    pub fn target(&self, row: usize, column: usize) -> Option<Target> {
        if row >= self.height() {
            return None;
        }
        let shown = self.shown(row, column)?;
        Some(Target { sheet: self.sheet(), row: self.record(row), column: shown.key.clone() })
    }

    /// Where a cell of the plan stands in the grid.
    #[must_use]
    pub fn locate(&self, record: RowId, column: &str) -> Option<(usize, usize)> {
        match self {
            Layout::Table { rows, columns, .. } => {
                let row = rows.iter().position(|row| *row == record)?;
                Some((row, columns.iter().position(|shown| shown.key == column).unwrap_or(0)))
            }
            Layout::Form { record: own, fields, .. } => {
                let row = fields.iter().position(|shown| shown.key == column)?;
                (*own == record).then_some((row, 0))
            }
        }
    }
}

/// The columns that were not taken out, in the order in which they stand, each with its place among the definitions.
fn arranged(table: &Table) -> impl Iterator<Item = (usize, &Definition)> {
    table.arranged().iter().filter_map(|at| Some((*at, table.definitions().get(*at)?)))
}
