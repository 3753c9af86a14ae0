//! What was cut: it stays where it is until it is pasted, and then moves, once.

use rustc_hash::FxHashSet;

use super::Block;
use super::block::Piece;
use crate::app::action::Effect;
use crate::app::editing::is_editable;
use crate::app::grid::{At, Grid, GridId, Layout, Selection};
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::Change;
use crate::model::{Key, Place, RowId, Sheet, Value};

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
        let ((top, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
        let key = |row, column| Some(layout.shown(row, column)?.key.clone());
        let (rows, columns) = match **layout {
            Layout::Table { .. } => {
                let rows = (top..=bottom).filter_map(|row| layout.record(row)).collect();
                (rows, (left..=right).filter_map(|column| key(top, column)).collect())
            }
            Layout::Form { record, .. } => (vec![record], (top..=bottom).filter_map(|row| key(row, 0)).collect()),
        };
        let whole = matches!(**layout, Layout::Table { .. }) && (left, right + 1) == (0, layout.width());
        Cut { name: Key::new(name.to_string()), sheet: layout.sheet(), rows, columns, whole }
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
        let parent = self.record_of(id);
        let grid = self.grid(id).clone();
        let Layout::Table { sheet, .. } = &*grid.layout else { return None };
        let (sheet, top) = (*sheet, grid.selection.rows().0);
        if !cut.whole || sheet != cut.sheet {
            return None;
        }
        let table = self.ledger.plan().table(sheet);
        let moved: Vec<RowId> = cut.rows.iter().copied().filter(|row| table.contains(*row)).collect();
        // Before the row that they were pasted on; a row that moves itself stands for the next one that does not.
        let stays = |row: &RowId| !moved.contains(row);
        let anchor = (top..grid.layout.records()).filter_map(|row| grid.layout.record(row)).find(stays);
        let others: Vec<u32> =
            table.order().iter().copied().filter(|slot| table.id(*slot).is_none_or(|row| stays(&row))).collect();
        let at = anchor.and_then(|row| table.slot(row)).and_then(|slot| others.iter().position(|own| *own == slot));
        let at = at.unwrap_or(others.len());
        let place = |at: Option<usize>| others.get(at?).and_then(|slot| table.place(*slot));
        let places = Place::spread(place(at.checked_sub(1)), place(Some(at)), moved.len());
        let mut changes: Vec<Change> =
            moved.iter().zip(places).map(|(row, place)| Change::Move { sheet, row: *row, place }).collect();
        if let (Some(record), Some(column)) = (parent, sheet.parent()) {
            let set =
                |row: &RowId| Change::Set { sheet, row: *row, column: column.clone(), value: Value::Link(record) };
            changes.extend(moved.iter().map(set));
        }
        let mut effects = self.commit(changes, "move", now);
        let grid = self.grid(id);
        if let Some((row, _)) = moved.first().and_then(|first| grid.layout.locate(*first, "")) {
            let far = At { row: row + moved.len() - 1, column: grid.layout.width().saturating_sub(1) };
            grid.selection =
                Selection { active: At { row, column: 0 }, far }.clamped(grid.layout.height(), grid.layout.width());
        }
        effects.push(Effect::Say(Notice::Moved(moved.len())));
        Some(effects)
    }

    /// The changes that empty the cells which were cut, but for those that a paste writes or somebody changed since.
    pub(super) fn emptied(&self, cut: &Cut, block: &Block, written: &[Change]) -> Vec<Change> {
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
                let piece = block.piece(at, across).or_else(|| block.piece(across, at));
                let value = table.value(*row, column);
                let same = matches!(piece, Some(Piece::Value(cut, _)) if cut == value);
                let editable = table.definition(column).is_some_and(is_editable);
                if same && editable && !value.is_empty() && !written.contains(&(cut.sheet, *row, column)) {
                    let (sheet, row, column) = (cut.sheet, *row, column.clone());
                    changes.push(Change::Set { sheet, row, column, value: Value::Empty });
                }
            }
        }
        changes
    }
}
