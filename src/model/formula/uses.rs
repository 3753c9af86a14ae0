//! On which cells a formula depends: the ways that lead from its row to them.

use crate::model::Sheet;

/// One step on the way from a row to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// To a cell of the row; where another step follows, on to the rows that it links to.
    Column {
        /// The table of the row.
        sheet: Sheet,
        /// The column's place among the definitions.
        column: usize,
    },
    /// To the rows of another table that link to this one.
    Rows {
        /// The other table.
        sheet: Sheet,
        /// The place of the linking column among its definitions.
        column: usize,
    },
}

/// The way to a cell: all steps but the last lead to rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// The steps, at least one.
    pub steps: Vec<Step>,
}

impl Path {
    /// The table and the column of the cell at the end; none where the way ends at rows.
    #[must_use]
    pub fn cell(&self) -> Option<(Sheet, usize)> {
        match self.steps.last()? {
            Step::Column { sheet, column } => Some((*sheet, *column)),
            Step::Rows { .. } => None,
        }
    }
}
