//! The clipboard: what is copied and cut, what a paste brings, where it lands.
//!
//! | file | answers |
//! |---|---|
//! | `block` | what a clipboard holds, whoever filled it |
//! | `shape` | what goes where, what is repeated, what has no room |
//! | `paste` | what becomes of each cell |
//! | `headed`, `foreign` | which of its rows are no records: headings, totals |
//! | `leftover` | what is kept of columns that the table does not have |
//! | `cut` | what was cut, and moving it once it is pasted |
//! | `copied` | what is marked as copied, and pasting it with Enter |

mod block;
mod copied;
mod cut;
mod foreign;
mod headed;
mod leftover;
mod paste;
mod shape;

pub use block::{Block, block};
pub use copied::Copied;
pub(super) use copied::ends_copied;
pub use cut::Cut;

use super::action::Effect;
use super::editing::is_editable;
use super::grid::{At, GridId, Layout};
use super::notice::Notice;
use super::state::App;
use crate::formats::{self, write_html, write_tsv};
use crate::log::Change;
use crate::model::{Definition, RowId, Sheet, Value};
use crate::text::Parser;
use crate::text::messages::Impossible;

impl App {
    /// Copies the selected cells as text and as an HTML table with their values. What is cut stays until it is pasted.
    #[inline(never)]
    pub(super) fn copy(&mut self, id: GridId, cut: bool, headings: bool, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        if grid.head.is_some() {
            return vec![Effect::Say(Notice::Impossible(Impossible::Heading))];
        }
        let (rows, columns) = match grid.closed_up() {
            Some(_) if cut && grid.is_scattered() => {
                return vec![Effect::Say(Notice::Impossible(Impossible::SeveralRanges))];
            }
            Some(block) => block,
            None => return vec![Effect::Say(Notice::Impossible(Impossible::ApartRanges))],
        };
        let records = grid.layout.records();
        let top = rows.first().copied().unwrap_or(0);
        // One for all cells: it knows each name of the linked tables.
        let parser = self.parser();
        // The empty row at the end is copied where nothing else is.
        let rows: Vec<Vec<(Value, String)>> = rows
            .into_iter()
            .filter(|row| (*row < records || *row == top) && !grid.layout.is_head(*row))
            .map(|row| {
                let cell = |column: &usize| self.cell_to_copy(&parser, &grid.layout, At { row, column: *column });
                columns.iter().map(cell).collect()
            })
            .collect();
        let mut texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|(_, text)| text.clone()).collect()).collect();
        let keys = columns.iter().filter_map(|column| Some(grid.layout.shown(top, *column)?.key.clone())).collect();
        let values = rows.iter().map(|row| row.iter().map(|(value, _)| value.clone()).collect()).collect();
        self.cut = cut.then(|| Cut::of(&grid, self.ledger.fresh_row(now)));
        self.mark_copied(id);
        self.version += 1;
        let heads: Vec<String> = match headings && !matches!(*grid.layout, Layout::Form { .. }) {
            true => columns.iter().map(|column| self.heading(&grid.layout, top, *column).to_string()).collect(),
            false => Vec::new(),
        };
        let name = self.cut.as_ref().map(|cut| cut.name.clone());
        let block = formats::Block { sheet: id.sheet(), columns: keys, rows: values, cut: name };
        let html = write_html(&block, &heads, &texts);
        if !heads.is_empty() {
            texts.insert(0, heads);
        }
        vec![
            Effect::Clipboard { text: write_tsv(&texts), html },
            Effect::Say(Notice::Copied { rows: rows.len(), columns: columns.len(), cut }),
        ]
    }

    /// What a cell holds, and the text by which it is edited.
    fn cell_to_copy(&self, parser: &Parser<'_>, layout: &Layout, at: At) -> (Value, String) {
        let found = layout.target(at.row, at.column).and_then(|target| {
            let definition = self.plan().table(target.sheet).definition(&target.column)?;
            Some(self.value_to_copy(parser, target.sheet, target.row?, definition))
        });
        found.unwrap_or_default()
    }

    /// What a record holds in a column, and its text as a spreadsheet takes it.
    pub(super) fn value_to_copy(
        &self,
        parser: &Parser<'_>,
        sheet: Sheet,
        row: RowId,
        definition: &Definition,
    ) -> (Value, String) {
        let value = self.value_of(sheet, row, definition);
        let text = self.plain(parser, sheet, row, (definition, &value));
        (value, text)
    }

    /// Empties the selected cells that can be edited.
    pub(super) fn clear(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let plan = self.ledger.plan();
        let mut changes = Vec::new();
        for at in grid.selected() {
            let Some(target) = grid.layout.target(at.row, at.column) else { continue };
            let Some(row) = target.row else { continue };
            let editable = plan.table(target.sheet).definition(&target.column).is_some_and(is_editable);
            if editable && !plan.value(target.sheet, row, &target.column).is_empty() {
                changes.push(Change::Set { sheet: target.sheet, row, column: target.column, value: Value::Empty });
            }
        }
        if changes.is_empty() {
            return Vec::new();
        }
        let count = changes.len();
        let mut effects = self.commit(changes, "clear", now);
        effects.push(Effect::Say(Notice::Cleared(count)));
        effects
    }
}
