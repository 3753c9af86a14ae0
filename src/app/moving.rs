//! Rows that change their place: by keys and menus, by dragging, by cutting and pasting.

use super::action::Effect;
use super::grid::{At, Grid, GridId, Layout, Selection};
use super::notice::Notice;
use super::state::App;
use crate::log::Change;
use crate::model::{Place, RowId, Sheet, Value};
use crate::text::messages::Impossible;

/// Whether the rows of a grid stand where somebody put them: then they can be put elsewhere.
pub(super) fn can_move(grid: &Grid) -> Result<(), Impossible> {
    let arrangement = &grid.arrangement;
    match &*grid.layout {
        Layout::Form { .. } => Err(Impossible::Form),
        Layout::Table { .. } if grid.is_scattered() => Err(Impossible::SeveralRanges),
        Layout::Table { .. } if arrangement.sort.is_empty() && arrangement.groups.is_empty() => Ok(()),
        Layout::Table { .. } => Err(Impossible::Ordered),
    }
}

impl App {
    /// Moves the selected rows up or down by one.
    pub(super) fn shift_rows(&mut self, id: GridId, down: bool, now: u64) -> Vec<Effect> {
        let grid = self.grid(id);
        let (top, bottom) = grid.selection.rows();
        let before = if down { bottom + 2 } else { top.saturating_sub(1) };
        let is_at_edge = if down { bottom + 1 >= grid.layout.records() } else { top == 0 };
        if is_at_edge {
            return vec![Effect::Say(Notice::Impossible(Impossible::RowsAtEdge))];
        }
        self.drop_rows(id, before, now)
    }

    /// Moves the selected rows so that they stand before the row that is shown at a place; at the end where none is.
    #[inline(never)]
    pub(super) fn drop_rows(&mut self, id: GridId, before: usize, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        if let Err(why) = can_move(&grid) {
            return vec![Effect::Say(Notice::Impossible(why))];
        }
        let (top, bottom) = grid.selection.rows();
        let moved: Vec<RowId> = (top..=bottom).filter_map(|row| grid.layout.record(row)).collect();
        if moved.is_empty() || (top..=bottom + 1).contains(&before) {
            return Vec::new();
        }
        self.put_rows(id, grid.id.sheet(), &moved, before, Some(grid.selection), now)
    }

    /// Puts records of a table before the row that is shown at a place. `keep` is the selection that goes with them;
    /// without one they are selected whole.
    pub(super) fn put_rows(
        &mut self,
        id: GridId,
        sheet: Sheet,
        moved: &[RowId],
        before: usize,
        keep: Option<Selection>,
        now: u64,
    ) -> Vec<Effect> {
        let (parent, layout) = (self.record_of(id), self.grid(id).layout.clone());
        let table = self.ledger.plan().table(sheet);
        // Before the row that is there; one that moves itself stands for the next one that does not.
        let stays = |row: &RowId| !moved.contains(row);
        let anchor = (before..layout.records()).filter_map(|row| layout.record(row)).find(stays);
        let others: Vec<u32> =
            table.order().iter().copied().filter(|slot| table.id(*slot).is_none_or(|row| stays(&row))).collect();
        let at = anchor.and_then(|row| table.slot(row)).and_then(|slot| others.iter().position(|own| *own == slot));
        let at = at.unwrap_or(others.len());
        let place = |at: Option<usize>| others.get(at?).and_then(|slot| table.place(*slot));
        let places = Place::spread(place(at.checked_sub(1)), place(Some(at)), moved.len());
        let mut changes: Vec<Change> =
            moved.iter().zip(places).map(|(row, place)| Change::Move { sheet, row: *row, place }).collect();
        if let (Some(record), Some(column)) = (parent, sheet.parent()) {
            let belongs = |row: &&RowId| table.value(**row, &column).linked().first() != Some(&record);
            let set =
                |row: &RowId| Change::Set { sheet, row: *row, column: column.clone(), value: Value::Link(record) };
            changes.extend(moved.iter().filter(belongs).map(set));
        }
        let mut effects = self.commit(changes, "move", now);
        let grid = self.grid(id);
        if let Some(row) = moved.first().and_then(|first| grid.layout.row_of(*first)) {
            let last = row + moved.len() - 1;
            let selection = match keep {
                Some(kept) => {
                    let at = |cell: At| At { row: row + (cell.row - kept.rows().0), ..cell };
                    Selection { active: at(kept.active), anchor: at(kept.anchor), far: at(kept.far) }
                }
                None => {
                    let far = At { row: last, column: grid.layout.width().saturating_sub(1) };
                    Selection::range(At { row, column: 0 }, far)
                }
            };
            grid.selection = selection.clamped(grid.layout.height(), grid.layout.width());
            effects.push(Effect::Reveal(id, grid.selection.active));
        }
        effects.push(Effect::Say(Notice::Moved(moved.len())));
        effects
    }
}
