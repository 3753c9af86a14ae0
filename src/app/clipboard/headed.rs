//! A block whose first row names the columns it is pasted into: people select a table with its heading.

use super::Block;
use crate::app::grid::{Grid, Layout};
use crate::app::state::App;
use crate::text::{heading, search_key};

impl App {
    /// Whether the first row of a block, pasted from a column on, holds nothing but the headings of the columns it would
    /// land in, two at least and in either language, with something below: no record is called by the names of its fields.
    pub(super) fn is_headed(&self, grid: &Grid, block: &Block, left: usize) -> bool {
        let Layout::Table { columns, sheet, .. } = &*grid.layout else { return false };
        let (rows, width) = block.size();
        if rows < 2 {
            return false;
        }
        let plan = self.plan();
        let definitions = plan.table(*sheet).definitions();
        let named = |at: usize| {
            let text = search_key(block.piece(0, at)?.text());
            if text.is_empty() {
                return None;
            }
            let definition = columns.get(left + at).and_then(|shown| definitions.get(shown.index));
            Some(definition.is_some_and(|own| {
                let names = [own.label.en.clone(), own.label.zh.clone(), heading(plan, own, self.lang)];
                names.iter().any(|name| search_key(name) == text)
            }))
        };
        let named: Vec<bool> = (0..width).filter_map(named).collect();
        named.len() >= 2 && named.iter().all(|is_name| *is_name)
    }
}
