//! Which rows and columns a grid shows, and which cell of the plan stands where.

use super::{At, Choice, Line, Rows};
use crate::model::{Key, Pack, Plan, RowId, Sheet};

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
    /// One row a record, with heads where they stand in groups, then one empty row in which a new record begins.
    Table {
        /// The table.
        sheet: Sheet,
        /// The record that all rows belong to, in a table that hangs on another.
        parent: Option<RowId>,
        /// The rows above the empty one.
        rows: Rows,
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

impl Layout {
    /// The rows of a table, or of the part of it that belongs to a record.
    #[must_use]
    pub fn table(plan: &Plan, sheet: Sheet, parent: Option<RowId>, rows: Rows, choice: &Choice) -> Layout {
        Layout::Table { sheet, parent, rows, columns: choice.columns(plan.table(sheet), parent.is_some()) }
    }

    /// The fields of a record that belong to some packs.
    #[must_use]
    pub fn form(plan: &Plan, sheet: Sheet, record: RowId, packs: &[Pack], choice: &Choice) -> Layout {
        let fields = choice.in_order(plan.table(sheet)).into_iter();
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
    pub fn height(&self) -> usize {
        match self {
            Layout::Table { rows, .. } => rows.len() + 1,
            Layout::Form { fields, .. } => fields.len(),
        }
    }

    /// How many rows stand above the empty one at the end: the records, and the heads of their groups.
    #[must_use]
    pub fn records(&self) -> usize {
        match self {
            Layout::Table { rows, .. } => rows.len(),
            Layout::Form { fields, .. } => fields.len(),
        }
    }

    /// The rows of a table; none of a form.
    #[must_use]
    pub const fn rows(&self) -> Option<&Rows> {
        match self {
            Layout::Table { rows, .. } => Some(rows),
            Layout::Form { .. } => None,
        }
    }

    /// Whether a row is the empty one at the end, in which a new record begins.
    #[must_use]
    pub fn is_new(&self, row: usize) -> bool {
        matches!(self, Layout::Table { rows, .. } if row == rows.len())
    }

    /// Whether a row is the head of a group.
    #[must_use]
    pub fn is_head(&self, row: usize) -> bool {
        matches!(self, Layout::Table { rows, .. } if matches!(rows.line(row), Some(Line::Head(_))))
    }

    /// How many columns there are.
    #[must_use]
    pub const fn width(&self) -> usize {
        match self {
            Layout::Table { columns, .. } => columns.len(),
            Layout::Form { .. } => 1,
        }
    }

    /// The record of a row; none in the empty row at the end, and in the head of a group.
    #[must_use]
    pub fn record(&self, row: usize) -> Option<RowId> {
        match self {
            Layout::Table { rows, .. } => rows.record(row),
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

    /// What a cell of the grid is in the plan; none outside the grid, and in the head of a group.
    #[must_use]
    pub fn target(&self, row: usize, column: usize) -> Option<Target> {
        if row >= self.height() || self.is_head(row) {
            return None;
        }
        let shown = self.shown(row, column)?;
        Some(Target { sheet: self.sheet(), row: self.record(row), column: shown.key.clone() })
    }

    /// The row of a record; in a form the first one.
    #[must_use]
    pub fn row_of(&self, record: RowId) -> Option<usize> {
        match self {
            Layout::Table { rows, .. } => rows.row_of(record),
            Layout::Form { record: own, .. } => (*own == record).then_some(0),
        }
    }

    /// The rows that show records, one after the other. They mostly stand beside one another: each is looked for there first.
    pub fn rows_of<'a>(
        &'a self,
        records: impl Iterator<Item = RowId> + 'a,
    ) -> impl Iterator<Item = Option<usize>> + 'a {
        let (mut before, mut last) = (None, 0);
        records.map(move |record| match before {
            Some((same, row)) if same == record => row,
            _ => {
                let row = match self {
                    Layout::Table { rows, .. } => rows.row_near(record, last),
                    Layout::Form { .. } => self.row_of(record),
                };
                before = Some((record, row));
                last = row.unwrap_or(last);
                row
            }
        })
    }

    /// Where a column stands; nowhere where it is not shown, and in a form, whose columns are rows.
    #[must_use]
    pub fn column_of(&self, key: &str) -> Option<usize> {
        match self {
            Layout::Table { columns, .. } => columns.iter().position(|shown| shown.key == key),
            Layout::Form { .. } => None,
        }
    }

    /// From where to where the cells of some records in some columns, in the order of the grid, stand.
    #[must_use]
    pub fn bounds(&self, records: &[RowId], columns: &[Key]) -> Option<(At, At)> {
        let ends = [columns.first()?, columns.last()?];
        let (rows, across): (Vec<usize>, Vec<usize>) = match self {
            Layout::Table { .. } => (
                self.rows_of(records.iter().copied()).flatten().collect(),
                ends.into_iter().filter_map(|key| self.column_of(key)).collect(),
            ),
            Layout::Form { record, .. } => ends
                .into_iter()
                .filter(|_| records.contains(record))
                .filter_map(|key| self.locate(*record, key))
                .unzip(),
        };
        let near = At { row: *rows.iter().min()?, column: *across.iter().min()? };
        Some((near, At { row: *rows.iter().max()?, column: *across.iter().max()? }))
    }

    /// Where a cell of the plan stands in the grid; nowhere where its column is not shown.
    #[must_use]
    pub fn locate(&self, record: RowId, column: &str) -> Option<(usize, usize)> {
        match self {
            Layout::Table { rows, .. } => Some((rows.row_of(record)?, self.column_of(column)?)),
            Layout::Form { record: own, fields, .. } => {
                let row = fields.iter().position(|shown| shown.key == column)?;
                (*own == record).then_some((row, 0))
            }
        }
    }
}
