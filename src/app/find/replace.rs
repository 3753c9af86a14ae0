//! Replacing what was found: as if the new texts were typed, so that they are read by the kinds of their columns.

use rustc_hash::FxHashSet;

use super::Hit;
use super::matching::Needle;
use crate::app::action::Effect;
use crate::app::editing::is_editable;
use crate::app::entry::Entry;
use crate::app::grid::Target;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::Change;
use crate::model::{Definition, Key, RowId, Sheet};
use crate::text::edit_text;

/// What replacing came to.
#[derive(Default)]
struct Replaced {
    changes: Vec<Change>,
    cells: usize,
    computed: usize,
    /// Cells left as they are because no record has the new name.
    links: usize,
    attention: Vec<(Sheet, RowId, Key)>,
}

impl App {
    /// Replaces the text of the active cell, where it was found, and goes to the next one; else goes there.
    pub(super) fn replace_one(&mut self, now: u64) -> Vec<Effect> {
        let hits = self.hits();
        let Some(at) = self.count_found(usize::MAX).and_then(|found| found.at) else { return self.find_next(true) };
        let Some(hit) = hits.get(at - 1).cloned() else { return Vec::new() };
        let mut effects = self.replace(std::slice::from_ref(&hit), false, now);
        // What took its place may hold the text again: the next one is looked for after it.
        effects.extend(self.find_next(true));
        effects
    }

    /// Replaces the text of every cell that was found, or, where a range is selected, of those in it: one step of undo.
    pub(super) fn replace_all(&mut self, now: u64) -> Vec<Effect> {
        let hits = self.hits();
        let Some(selected) = self.cells_to_replace() else { return self.replace(&hits, false, now) };
        let is_within = |hit: &&Hit| selected.contains(&(hit.row, hit.column.clone()));
        let hits: Vec<Hit> = hits.iter().filter(is_within).cloned().collect();
        self.replace(&hits, true, now)
    }

    /// Whether replacing all means the selected cells only, as where more than one is selected in the table that is searched.
    #[must_use]
    pub fn replaces_selected(&self) -> bool {
        let grid = self.searched().and_then(|id| self.laid_out(id));
        !self.find.query.everywhere && grid.is_some_and(|grid| !grid.is_one_cell())
    }

    fn cells_to_replace(&self) -> Option<FxHashSet<(RowId, Key)>> {
        let grid = self.laid_out(self.searched()?).filter(|_| self.replaces_selected())?;
        let targets = grid.selected().filter_map(|at| grid.layout.target(at.row, at.column));
        Some(targets.filter_map(|target| Some((target.row?, target.column))).collect())
    }

    /// Replaces in some cells; `within` says that they are those of a selection, in which there may be none.
    fn replace(&mut self, hits: &[Hit], within: bool, now: u64) -> Vec<Effect> {
        if hits.is_empty() && !within {
            return Vec::new();
        }
        let Replaced { changes, cells, computed, links, attention } = self.replaced(hits);
        let invalid = attention.len();
        let mut effects = self.commit(changes, "replace", now);
        self.look_at(attention);
        effects.push(Effect::Say(Notice::Replaced { cells, invalid, computed, links, within }));
        effects
    }

    fn replaced(&self, hits: &[Hit]) -> Replaced {
        let (needle, by) = (self.needle(), &self.find.query.by);
        // Without identities for new ones a text begins no record.
        let mut entry = Entry::new(self, Vec::new());
        let mut replaced = Replaced::default();
        for Hit { sheet, row, column } in hits {
            let Some(definition) = self.plan().table(*sheet).definition(column) else { continue };
            if !is_editable(definition) {
                replaced.computed += 1;
                continue;
            }
            let Some(text) = self.text_replaced(&needle, by, *row, *sheet, definition) else { continue };
            let target = Target { sheet: *sheet, row: Some(*row), column: column.clone() };
            let value = entry.read(definition, &text, &target, self.parent_of(*sheet, *row));
            let names = !self.plan().value(*sheet, *row, column).linked().is_empty();
            if value.is_invalid() && names {
                // The cell shows the name of another record: where that is renamed, the new name shows here as well.
                replaced.links += 1;
                continue;
            }
            replaced.cells += 1;
            if value.is_invalid() {
                replaced.attention.push((*sheet, *row, column.clone()));
            }
            entry.set(*sheet, *row, column.clone(), value);
        }
        replaced.changes = entry.changes;
        replaced
    }

    /// The text of a cell with what was found replaced: the one that is edited, or, where the text stands in it only as
    /// it is shown, that one.
    fn text_replaced(
        &self,
        needle: &Needle,
        by: &str,
        row: RowId,
        sheet: Sheet,
        definition: &Definition,
    ) -> Option<String> {
        let value = self.plan().value(sheet, row, &definition.key);
        let edited = edit_text(self.plan(), definition, value, self.lang);
        needle.replaced(&edited, by).or_else(|| needle.replaced(&self.text_of(sheet, row, definition), by))
    }
}
