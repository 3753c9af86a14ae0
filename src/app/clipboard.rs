//! Copy, cut and paste of blocks of cells.

use super::action::{Block, Effect};
use super::entry::Entry;
use super::grid::{At, GridId, Layout, Selection, Target};
use super::notice::Notice;
use super::paste::shape;
use super::state::App;
use crate::formats::{self, write_html, write_tsv};
use crate::log::Change;
use crate::model::{Definition, Place, RowId, Value};
use crate::text::edit_text;

impl App {
    /// Copies the selected cells as text and as an HTML table with their values.
    pub(super) fn copy(&mut self, id: GridId, cut: bool, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let (height, width) = grid.selection.size();
        let ((top, _), (left, _)) = (grid.selection.rows(), grid.selection.columns());
        let records = grid.layout.records();
        let rows: Vec<Vec<(Value, String)>> = (top..(top + height).min(records.max(top + 1)))
            .filter(|row| !grid.layout.is_head(*row))
            .map(|row| (left..left + width).map(|column| self.cell_to_copy(&grid.layout, At { row, column })).collect())
            .collect();
        let texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|(_, text)| text.clone()).collect()).collect();
        let columns =
            (left..left + width).filter_map(|column| Some(grid.layout.shown(top, column)?.key.clone())).collect();
        let values = rows.iter().map(|row| row.iter().map(|(value, _)| value.clone()).collect()).collect();
        let html = write_html(&formats::Block { sheet: id.sheet(), columns, rows: values }, &[], &texts);
        let mut effects = vec![
            Effect::Clipboard { text: write_tsv(&texts), html },
            Effect::Say(Notice::Copied { rows: rows.len(), columns: width, cut }),
        ];
        if cut {
            effects.extend(self.clear(id, "cut", now));
        }
        effects
    }

    fn cell_to_copy(&self, layout: &Layout, at: At) -> (Value, String) {
        let Some(target) = layout.target(at.row, at.column) else { return Default::default() };
        let (Some(row), Some(definition)) = (target.row, self.plan().table(target.sheet).definition(&target.column))
        else {
            return Default::default();
        };
        let value = self.value_of(target.sheet, row, definition);
        let text = match definition.computed {
            Some(_) => self.text_of(target.sheet, row, definition),
            None => edit_text(self.plan(), definition, &value, self.lang).to_string(),
        };
        (value, text)
    }

    /// Empties the selected cells that can be edited.
    pub(super) fn clear(&mut self, id: GridId, label: &'static str, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let plan = self.ledger.plan();
        let mut changes = Vec::new();
        for at in grid.selection.cells() {
            let Some(target) = grid.layout.target(at.row, at.column) else { continue };
            let Some(row) = target.row else { continue };
            let editable = plan.table(target.sheet).definition(&target.column).is_some_and(|d| d.computed.is_none());
            if editable && !plan.value(target.sheet, row, &target.column).is_empty() {
                changes.push(Change::Set { sheet: target.sheet, row, column: target.column, value: Value::Empty });
            }
        }
        if changes.is_empty() {
            return Vec::new();
        }
        let count = changes.len();
        let mut effects = self.commit(changes, label, now);
        if label == "clear" {
            effects.push(Effect::Say(Notice::Cleared(count)));
        }
        effects
    }

    /// Pastes a block: rows grow, columns never; one step of undo.
    pub(super) fn paste(&mut self, id: GridId, block: &Block, now: u64) -> Vec<Effect> {
        let parent = self.record_of(id);
        let grid = self.grid(id).clone();
        let (rows, columns) = match block {
            Block::Texts(rows) => (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0)),
            Block::Values(rows) => (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0)),
        };
        if rows == 0 || columns == 0 {
            return Vec::new();
        }
        let limit = matches!(*grid.layout, Layout::Form { .. }).then(|| grid.layout.height());
        let mut shape = shape(&grid.selection, rows, columns, grid.layout.width(), limit);
        let records = grid.layout.records();
        if shape.height > rows {
            // What is repeated fills the rows there are; the empty row at the end is none of them.
            shape.height = shape.height.min(records.saturating_sub(shape.top).max(rows));
        }
        let is_blank = |offset: usize| match block {
            Block::Texts(rows) => {
                rows.get(offset % rows.len().max(1)).is_none_or(|row| row.iter().all(|t| t.trim().is_empty()))
            }
            Block::Values(rows) => rows
                .get(offset % rows.len().max(1))
                .is_none_or(|row| row.iter().all(|(value, text)| value.is_empty() && text.trim().is_empty())),
        };
        // Heads of groups take nothing in: what is pasted goes on below them.
        let targets: Vec<usize> = (shape.top..).filter(|row| !grid.layout.is_head(*row)).take(shape.height).collect();
        let added = targets.iter().filter(|row| **row >= records).count();
        let added = if limit.is_some() { 0 } else { added };
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, added + shape.height * shape.width).collect();
        let sheet = id.sheet();
        let table = self.ledger.plan().table(sheet);
        let last = table.order().last().and_then(|slot| table.place(*slot));
        let places = Place::spread(last, None, added);
        let definitions: Vec<Definition> = table.definitions().to_vec();

        let mut entry = Entry::new(self, fresh);
        let (mut invalid, mut computed, mut begun) = (0, 0, 0);
        let mut places = places.into_iter();
        for (offset, &row_at) in targets.iter().enumerate() {
            let record = match grid.layout.record(row_at) {
                Some(record) => record,
                // A blank line begins no record.
                None if is_blank(offset) => continue,
                None => match places.next().and_then(|place| entry.add_row(sheet, parent, place)) {
                    Some(record) => {
                        begun += 1;
                        record
                    }
                    None => continue,
                },
            };
            for across in 0..shape.width {
                let Some(shown) = grid.layout.shown(row_at, shape.left + across) else {
                    continue;
                };
                let Some(definition) = definitions.get(shown.index) else { continue };
                if definition.computed.is_some() {
                    computed += 1;
                    continue;
                }
                let target = Target { sheet, row: Some(record), column: definition.key.clone() };
                let account = entry.account_for(&target, parent);
                let value = match block {
                    Block::Texts(rows) => {
                        let Some(text) = rows.get(offset % rows.len().max(1)).and_then(|row| row.get(across % columns))
                        else {
                            continue;
                        };
                        entry.read(definition, text, account)
                    }
                    Block::Values(rows) => {
                        let Some((value, text)) =
                            rows.get(offset % rows.len().max(1)).and_then(|row| row.get(across % columns))
                        else {
                            continue;
                        };
                        if entry.fits(definition, value) {
                            value.clone()
                        } else {
                            entry.read(definition, text, account)
                        }
                    }
                };
                invalid += usize::from(value.is_invalid());
                entry.set(sheet, record, definition.key.clone(), value);
            }
        }
        let changes = entry.changes;
        let mut effects = self.commit(changes, "paste", now);
        let grid = self.grid(id);
        let (first, last) = (targets.first().copied(), targets.last().copied());
        let far = At { row: last.unwrap_or(shape.top), column: shape.left + shape.width.max(1) - 1 };
        grid.selection = Selection { active: At { row: first.unwrap_or(shape.top), column: shape.left }, far }
            .clamped(grid.layout.height(), grid.layout.width());
        effects.push(Effect::Say(Notice::Pasted {
            rows: shape.height,
            added: begun,
            invalid,
            computed,
            columns: shape.columns_left_out,
            rows_out: shape.rows_left_out,
        }));
        effects
    }
}
