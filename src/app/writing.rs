//! Writing into every selected cell at once: with Ctrl+Enter, by ticking, today's date.

use super::action::Effect;
use super::editing::{Meaning, begun, is_editable};
use super::entry::Entry;
use super::grid::GridId;
use super::notice::Notice;
use super::state::App;
use crate::log::Change;
use crate::model::{Definition, Kind, RowId, Value};

impl App {
    /// Ticks the selected check cells, or unticks them, as the active one goes.
    pub(super) fn tick(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let Some(target) = self.grid(id).target() else { return Vec::new() };
        let ticked =
            target.row.is_some_and(|row| *self.plan().value(target.sheet, row, &target.column) == Value::Check(true));
        let value = if ticked { Value::Empty } else { Value::Check(true) };
        let ticks = |definition: &Definition| matches!(definition.kind, Kind::Check).then(|| value.clone());
        let effects = self.write_selection(id, now, ticks);
        self.remember_written(&target, &Meaning::Value(value), &effects);
        effects
    }

    /// Writes what the editor holds, or the active cell, into every selected cell of its column's kind.
    pub(super) fn fill_selection(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let Some(active) = grid.target() else { return Vec::new() };
        let meaning = match (&grid.editor, active.row) {
            (Some(editor), _) => self.meaning(editor, true),
            (None, Some(row)) => Meaning::Value(self.plan().value(active.sheet, row, &active.column).clone()),
            (None, None) => Meaning::Same,
        };
        let meant = |app: &App| match &meaning {
            // Nothing was typed: the active cell as it is goes everywhere.
            Meaning::Same => {
                let value = active.row.map(|row| app.plan().value(active.sheet, row, &active.column).clone());
                Meaning::Value(value.unwrap_or_default())
            }
            other => other.clone(),
        };
        let meaning = meant(self);
        let table = self.plan().table(active.sheet);
        let cells = grid.selected().filter_map(|at| grid.layout.target(at.row, at.column));
        let targets: Vec<_> = cells
            .filter(|to| to.row.is_some() || *to == active)
            .filter(|to| to.column == active.column || matches!(meaning, Meaning::Text(_)))
            .filter(|to| table.definition(&to.column).is_some_and(is_editable))
            .collect();
        let changes = self.write(id, &targets, &meaning, now);
        let begun = begun(&changes, active.sheet);
        let is_wrong = |change: &&Change| matches!(change, Change::Set { value, .. } if value.is_invalid());
        let (cells, invalid) = (targets.len(), changes.iter().filter(is_wrong).count());
        let is_filled = cells > 1 && !changes.is_empty();
        let mut effects = self.close_and_commit(id, changes, "fill", now);
        self.remember_written(&active, &meaning, &effects);
        if is_filled {
            effects.push(Effect::Say(Notice::Filled { cells, invalid, left: 0 }));
        }
        effects.extend(begun.map(Effect::Say));
        effects
    }

    /// Whether dates are among the selected cells.
    pub(super) fn has_dates(&self, id: GridId) -> bool {
        let is_date = |definition: &Definition| is_editable(definition) && matches!(definition.kind, Kind::Date);
        self.laid_out(id).is_some_and(|grid| self.columns(grid, false).any(is_date))
    }

    /// Writes a value into the selected cells whose columns take one.
    pub(super) fn write_selection(
        &mut self,
        id: GridId,
        now: u64,
        value: impl Fn(&Definition) -> Option<Value>,
    ) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let parent = self.record_of(id);
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, 1).collect();
        let mut entry = Entry::new(self, fresh).seen_in(id);
        for at in grid.selected() {
            let Some(target) = grid.layout.target(at.row, at.column) else { continue };
            let definition = self.plan().table(target.sheet).definition(&target.column);
            if let Some(value) = definition.filter(|d| is_editable(d)).and_then(&value) {
                entry.put(&target, value, parent);
            }
        }
        let changes: Vec<Change> = entry.changes;
        self.commit(changes, "edit", now)
    }
}
