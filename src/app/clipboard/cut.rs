//! What was cut: it stays where it is until it is pasted, and then moves, once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Block;
use super::block::Piece;
use crate::app::action::Effect;
use crate::app::editing::is_editable;
use crate::app::grid::{Grid, GridId, Layout};
use crate::app::state::App;
use crate::log::Change;
use crate::model::{Key, RowId, Sheet, Value};

/// Cells that were cut: rows × columns of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Its name on the clipboard.
    pub name: Key,
    /// The table.
    pub sheet: Sheet,
    /// The records, in the order in which they were seen.
    pub rows: Vec<RowId>,
    /// The columns.
    pub columns: Vec<Key>,
    /// Whether whole rows were cut: they move with all that belongs to them.
    whole: bool,
}

impl Cut {
    /// What is selected in a grid. `name` is an identity that was never used.
    pub(super) fn of(grid: &Grid, name: RowId) -> Cut {
        let layout = &grid.layout;
        let (left, right) = grid.selection.columns();
        let (rows, columns) = cells_of(grid);
        let whole = matches!(**layout, Layout::Table { .. }) && (left, right + 1) == (0, layout.width());
        Cut { name: Key::new(name.to_string()), sheet: layout.sheet(), rows, columns, whole }
    }
}

/// The records and the columns that are selected in a grid.
pub(super) fn cells_of(grid: &Grid) -> (Vec<RowId>, Vec<Key>) {
    let layout = &grid.layout;
    let ((top, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
    let key = |row, column| Some(layout.shown(row, column)?.key.clone());
    match **layout {
        Layout::Table { .. } => {
            let rows = (top..=bottom).filter_map(|row| layout.record(row)).collect();
            (rows, (left..=right).filter_map(|column| key(top, column)).collect())
        }
        Layout::Form { record, .. } => (vec![record], (top..=bottom).filter_map(|row| key(row, 0)).collect()),
    }
}

impl App {
    /// The cut that a block comes from, where it was not pasted yet.
    pub(super) fn cut_of(&self, block: &Block) -> Option<Cut> {
        let Block::Values { cut: Some(name), .. } = block else { return None };
        self.cut.clone().filter(|cut| cut.name == *name)
    }

    /// Moves whole rows to where they are pasted: the same rows, so that everything that links to them still does.
    /// None where they cannot stand there.
    pub(super) fn move_rows(&mut self, id: GridId, cut: &Cut, now: u64) -> Option<Vec<Effect>> {
        let grid = self.grid(id).clone();
        let Layout::Table { sheet, .. } = &*grid.layout else { return None };
        let (sheet, top) = (*sheet, grid.selection.rows().0);
        if !cut.whole || sheet != cut.sheet {
            return None;
        }
        let table = self.ledger.plan().table(sheet);
        let moved: Vec<RowId> = cut.rows.iter().copied().filter(|row| table.contains(*row)).collect();
        Some(self.put_rows(id, sheet, &moved, top, None, now))
    }

    /// The changes that empty the cells which were cut, but for those that a paste writes or somebody changed since. What found
    /// no place stays: `landed` has the row and column in the block of all that did, and where in the table it is now. What was
    /// said of a cell goes with it.
    pub(super) fn emptied(
        &self,
        cut: &Cut,
        block: &Block,
        (written, to): (&[Change], Sheet),
        landed: &FxHashMap<(usize, usize), (RowId, Key)>,
    ) -> Vec<Change> {
        let written: FxHashSet<(Sheet, RowId, &Key)> = written
            .iter()
            .filter_map(|change| match change {
                Change::Set { sheet, row, column, .. } => Some((*sheet, *row, column)),
                _ => None,
            })
            .collect();
        let table = self.plan().table(cut.sheet);
        let mut changes = Vec::new();
        for (at, row) in cut.rows.iter().enumerate().filter(|(_, row)| table.contains(**row)) {
            for (across, column) in cut.columns.iter().enumerate() {
                // A form is cut downwards, a table across.
                let place = if block.piece(at, across).is_some() { (at, across) } else { (across, at) };
                let Some((new_row, new_column)) = landed.get(&place) else { continue };
                let piece = block.piece(place.0, place.1);
                let value = table.value(*row, column);
                let same = matches!(piece, Some(Piece::Value(cut, _)) if cut == value);
                let editable = table.definition(column).is_some_and(is_editable);
                if same && editable && !value.is_empty() && !written.contains(&(cut.sheet, *row, column)) {
                    let comments = self.comments_on(cut.sheet, *row, column);
                    changes.extend(comments.iter().flat_map(|comment| comment.put_on(to, *new_row, new_column)));
                    let (sheet, row, column) = (cut.sheet, *row, column.clone());
                    changes.push(Change::Set { sheet, row, column, value: Value::Empty });
                }
            }
        }
        changes
    }
}
