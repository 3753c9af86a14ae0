//! Selecting: by a press, by keys, one range or several.

use super::super::action::Effect;
use super::super::grid::{At, GridId, Motion, Selection};
use super::super::habits::TabKey;
use super::super::notice::Notice;
use super::super::state::App;
use super::Chosen;

impl App {
    /// A cell was pressed: it is selected, or with `extend` all from the active one to it.
    pub(in crate::app) fn point(&mut self, id: GridId, at: At, extend: bool, now: u64) -> Vec<Effect> {
        if self.grid(id).is_adding() && !extend {
            return self.select_also(id, at, Chosen::Cells, now);
        }
        let mut effects = self.commit_as_seen(id, now);
        let grid = self.grid(id);
        let active = if extend { grid.selection.active } else { at };
        if !extend {
            grid.forget_areas();
        }
        grid.stretch_to(Selection::range(active, at).clamped(grid.layout.height(), grid.layout.width()));
        (grid.run, grid.leaving, grid.head) = (None, false, None);
        effects.push(Effect::Reveal(id, at));
        effects
    }

    /// Selects one more cell, row or column, or takes it out of what is selected.
    pub(in crate::app) fn select_also(&mut self, id: GridId, at: At, what: Chosen, now: u64) -> Vec<Effect> {
        let mut effects = self.commit_as_seen(id, now);
        let grid = self.grid(id);
        let (height, width) = (grid.layout.height(), grid.layout.width());
        let own = Selection::at(at.row, at.column).clamped(height, width);
        let At { row, column } = own.active;
        let area = match what {
            Chosen::Cells => own,
            Chosen::Rows => own.around(At { row, column: 0 }, At { row, column: width.saturating_sub(1) }),
            Chosen::Columns => {
                let last = grid.layout.records().saturating_sub(1);
                own.around(At { row: 0, column }, At { row: last, column })
            }
        };
        grid.toggle(area);
        if what == Chosen::Columns {
            grid.mark_columns();
        }
        (grid.run, grid.leaving, grid.head) = (None, false, None);
        effects.push(Effect::Reveal(id, own.active));
        effects
    }

    /// Lets what is selected stay while more is.
    pub(super) fn add_ranges(&mut self, id: GridId) -> Vec<Effect> {
        self.grid(id).add_more();
        vec![Effect::Say(Notice::SelectingMore)]
    }

    pub(super) fn select_rows(&mut self, id: GridId) -> Vec<Effect> {
        let grid = self.grid(id);
        let last = grid.layout.width().saturating_sub(1);
        let (anchor, far) = (grid.selection.anchor.row, grid.selection.far.row);
        grid.stretch_to(grid.selection.around(At { row: anchor, column: 0 }, At { row: far, column: last }));
        Vec::new()
    }

    pub(super) fn select_columns(&mut self, id: GridId) -> Vec<Effect> {
        let grid = self.grid(id);
        let last = grid.layout.records().saturating_sub(1);
        let (anchor, far) = (grid.selection.anchor.column, grid.selection.far.column);
        grid.stretch_to(grid.selection.around(At { row: 0, column: anchor }, At { row: last, column: far }));
        grid.mark_columns();
        Vec::new()
    }

    /// Something is asked of a cell, a row or a column that was pressed: it is the active one then. What is selected with it
    /// stays so; where it is not, it is selected alone.
    pub(in crate::app) fn turn_to(&mut self, id: GridId, at: At, what: Chosen, now: u64) -> Vec<Effect> {
        let mut effects = self.commit_as_seen(id, now);
        let chosen = self.chosen(id);
        let grid = self.grid(id);
        let stays = match what {
            Chosen::Cells => true,
            Chosen::Rows => chosen == Chosen::Rows,
            Chosen::Columns => chosen == Chosen::Columns && grid.is_of_columns(),
        };
        if stays && grid.activate(at) {
            (grid.run, grid.leaving, grid.head) = (None, false, None);
            return effects;
        }
        effects.extend(self.point(id, at, false, now));
        match what {
            Chosen::Cells => {}
            Chosen::Rows => effects.extend(self.select_rows(id)),
            Chosen::Columns => effects.extend(self.select_columns(id)),
        }
        effects
    }

    /// The block of filled cells around the active one; where that is selected already, or is one cell, everything.
    pub(super) fn select_block(&mut self, id: GridId) -> Vec<Effect> {
        self.grid(id);
        let plan = self.ledger.plan();
        let Some(grid) = self.grids.get_mut(&id) else { return Vec::new() };
        let block = grid.block(plan);
        if block.is_single() || block.same_cells(&grid.selection) {
            return self.select_all(id);
        }
        grid.forget_areas();
        grid.selection = block;
        Vec::new()
    }

    pub(super) fn select_all(&mut self, id: GridId) -> Vec<Effect> {
        let grid = self.grid(id);
        let (height, width) = (grid.layout.records().max(1), grid.layout.width());
        let far = At { row: height - 1, column: width.saturating_sub(1) };
        grid.forget_areas();
        grid.selection = grid.selection.around(At::default(), far);
        Vec::new()
    }

    /// Goes to the row in which a new record begins.
    pub(in crate::app) fn add(&mut self, id: GridId) -> Vec<Effect> {
        let grid = self.grid(id);
        let last = grid.layout.height().saturating_sub(1);
        grid.selection = Selection::at(last, 0);
        (grid.run, grid.leaving, grid.head) = (None, false, None);
        vec![Effect::Reveal(id, At { row: last, column: 0 }), Effect::Focus(id)]
    }

    pub(in crate::app) fn go(&mut self, id: GridId, motion: Motion, extend: bool) -> Vec<Effect> {
        self.grid(id);
        let plan = self.ledger.plan();
        let Some(grid) = self.grids.get_mut(&id) else { return Vec::new() };
        let (before, keeps) = (grid.selection.far, extend || grid.is_adding());
        if !keeps {
            grid.forget_areas();
        }
        grid.go(plan, motion, extend);
        if keeps {
            grid.stretch_to(grid.selection);
        }
        grid.run = None;
        let Selection { active, far, .. } = grid.selection;
        let mut seen = if extend { far } else { active };
        // Whole columns are stretched to the side, whole rows up or down: the eye stays at the active cell.
        if extend && far.row == before.row && grid.selection.size().0 >= grid.layout.records() {
            seen.row = active.row;
        }
        if extend && far.column == before.column && grid.selection.size().1 == grid.layout.width() {
            seen.column = active.column;
        }
        vec![Effect::Reveal(id, seen)]
    }

    /// In a range Enter and Tab go from cell to cell and keep it, as in every spreadsheet; none where one cell is selected.
    fn go_within(&mut self, id: GridId, across: bool, forward: bool) -> Option<Vec<Effect>> {
        let grid = self.grid(id);
        if grid.is_one_cell() {
            return None;
        }
        grid.step_within(across, forward);
        Some(vec![Effect::Reveal(id, grid.selection.active)])
    }

    /// To the next or the last cell, over the end of a row as in a table of a spreadsheet.
    pub(in crate::app) fn tab(&mut self, id: GridId, forward: bool) -> Vec<Effect> {
        let wraps = self.habits.tab == TabKey::Wrap;
        if let Some(effects) = self.go_within(id, true, forward) {
            return effects;
        }
        let grid = self.grid(id);
        let (At { row, column }, run) = (grid.selection.active, grid.run);
        let (height, width) = (grid.layout.height(), grid.layout.width());
        let to = match forward {
            true if column + 1 < width => At { row, column: column + 1 },
            true if wraps && row + 1 < height => At { row: row + 1, column: 0 },
            false if column > 0 => At { row, column: column - 1 },
            false if wraps && row > 0 => At { row: row - 1, column: width.saturating_sub(1) },
            _ => At { row, column },
        };
        grid.selection = Selection::at(to.row, to.column);
        grid.run = run.or(Some(column));
        vec![Effect::Reveal(id, to)]
    }

    /// After Enter the active cell moves down, and back to the column where a run of Tabs began.
    pub(in crate::app) fn after_enter(&mut self, id: GridId, motion: Motion) -> Vec<Effect> {
        if let Some(effects) = self.go_within(id, false, motion == Motion::Down) {
            return effects;
        }
        let run = self.grid(id).run;
        let effects = self.go(id, motion, false);
        let grid = self.grid(id);
        if let Some(column) = run {
            grid.selection = Selection::at(grid.selection.active.row, column);
            return vec![Effect::Reveal(id, grid.selection.active)];
        }
        effects
    }
}
