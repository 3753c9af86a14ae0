//! How grids are arranged: sorting, filtering, grouping, columns, totals, colours, and the views that keep it all.
//!
//! What a grid looks like is a change of the plan like any other: undo takes it back, it survives a reload, and it goes
//! with the file. It stands in a row of the table of views, one for each grid and device, so that people do not move
//! one another's columns; a device that has none begins with what another one left. A tab follows that row when it
//! opens the plan and when it writes the row itself, by a deed, undo or redo; what another tab of the same device
//! writes there is taken at the next opening, so that two tabs do not fight about how a table is looked at.

mod colours;
mod commands;
mod deeds;
mod facets;
mod headings;
mod keys;
mod leading;
mod matching;
mod ordering;
mod running;
mod totals;
mod views;
mod wording;

pub use colours::Mark;
pub use deeds::Deed;
pub use facets::Facet;
pub use keys::can_sort;
pub(in crate::app) use matching::owner_column;
pub use ordering::Arrival;
pub(in crate::app) use running::Running;
pub use totals::totals_for;
pub use wording::{during, like, total_name, unit_name};

use std::sync::Arc;

use super::action::Effect;
use super::grid::{Arrangement, COLUMNS, GridId};
use super::state::App;
use crate::log::{Change, Touched};
use crate::model::schema::views as columns;
use crate::model::{Key, Place, Plan, RowId, Sheet, Stamp, Value};

impl App {
    /// The row in which this device keeps how it left a grid; it has the same identity in all its tabs.
    fn own_view(&self, id: GridId) -> RowId {
        let is_part = matches!(id, GridId::Part(_));
        let time = 2 * (id.sheet().index() as u64 + 1) + u64::from(is_part);
        RowId(Stamp { time, replica: self.ledger.replica().device() << 16 })
    }

    /// The row that says how a grid is arranged: this device's, or the one that another device wrote last.
    fn kept_view(&self, id: GridId) -> Option<RowId> {
        let table = self.plan().table(Sheet::Views);
        let own = self.own_view(id);
        if table.contains(own) {
            return Some(own);
        }
        let of_others = table.ids().filter(|row| row.0.time == own.0.time);
        of_others.max_by_key(|row| {
            let written = COLUMNS.iter().filter_map(|column| self.ledger.writer(Sheet::Views, *row, column));
            (written.max(), *row)
        })
    }

    /// How a grid was left.
    pub(super) fn kept_arrangement(&self, id: GridId) -> Arrangement {
        match (id, self.kept_view(id)) {
            (GridId::Form(_) | GridId::Card(_), _) | (_, None) => Arrangement::default(),
            (_, Some(row)) => arrangement_in(self.plan(), row),
        }
    }

    /// The named view that a grid shows, as it is or changed.
    #[must_use]
    pub fn base_view(&self, id: GridId) -> Option<RowId> {
        let base = self.plan().get(self.kept_view(id)?, columns::BASE)?;
        self.plan().table(Sheet::Views).contains(base).then_some(base)
    }

    /// The changes that keep how a grid is arranged.
    fn changes_of(&self, id: GridId, arrangement: &Arrangement, base: Option<RowId>) -> Vec<Change> {
        let (sheet, row) = (Sheet::Views, self.own_view(id));
        let mut cells = cells_of(id.sheet(), arrangement);
        cells.push((Key::new_static("base"), base.map_or(Value::Empty, Value::Link)));
        let table = self.plan().table(sheet);
        match table.slot(row) {
            None => {
                let last = table.last_place();
                let place = Place::spread(last, None, 1).pop().unwrap_or_default();
                vec![Change::Insert { sheet, row, place, cells }]
            }
            Some(slot) => {
                let restore = (!table.is_alive(slot)).then_some(Change::Restore { sheet, row });
                let sets = cells.into_iter().map(|(column, value)| Change::Set { sheet, row, column, value });
                restore.into_iter().chain(sets).collect()
            }
        }
    }

    /// Arranges a grid: one step of undo. Nothing where it is arranged so already.
    pub(super) fn arrange(
        &mut self,
        id: GridId,
        label: &'static str,
        now: u64,
        change: impl FnOnce(&mut Arrangement),
    ) -> Vec<Effect> {
        let mut arrangement = Arrangement::clone(&self.grid(id).arrangement);
        change(&mut arrangement);
        self.put_arrangement(id, arrangement, self.base_view(id), label, now)
    }

    fn put_arrangement(
        &mut self,
        id: GridId,
        arrangement: Arrangement,
        base: Option<RowId>,
        label: &'static str,
        now: u64,
    ) -> Vec<Effect> {
        if id.is_form() {
            return Vec::new();
        }
        let mut effects = self.commit_editor(id, now);
        if arrangement != self.kept_arrangement(id) || base != self.base_view(id) {
            let changes = self.changes_of(id, &arrangement, base);
            effects.extend(self.commit(changes, label, now));
        }
        let at = self.grid(id).selection.active;
        effects.push(Effect::Reveal(id, at));
        effects
    }

    /// Takes over what this tab itself has written about how grids are arranged.
    pub(super) fn adopt_arrangements(&mut self, touched: &Touched) {
        if touched.cells.iter().all(|(sheet, ..)| *sheet != Sheet::Views) {
            return;
        }
        let ids: Vec<GridId> = self.grids.keys().copied().collect();
        for id in ids {
            let own = self.own_view(id);
            if touched.cells.iter().any(|(sheet, row, _)| (*sheet, *row) == (Sheet::Views, own)) {
                let kept = self.kept_arrangement(id);
                if let Some(grid) = self.grids.get_mut(&id)
                    && *grid.arrangement != kept
                {
                    grid.arrangement = Arc::new(kept);
                }
            }
        }
    }

    /// Makes the order of a grid's rows anew, as its sort, filter and groups ask now.
    pub(super) fn apply_again(&mut self, id: GridId) {
        if let Some(grid) = self.grids.get_mut(&id) {
            grid.forget_order();
        }
        self.grid(id);
        self.version += 1;
    }
}

/// The arrangement that a row of the table of views holds.
fn arrangement_in(plan: &Plan, row: RowId) -> Arrangement {
    let text = |column: &str| match plan.value(Sheet::Views, row, column) {
        Value::Text(text) => text.as_str(),
        _ => "",
    };
    Arrangement::decode(COLUMNS.map(text))
}

/// The cells by which a view keeps an arrangement of a table.
fn cells_of(sheet: Sheet, arrangement: &Arrangement) -> Vec<(Key, Value)> {
    let parts = COLUMNS.into_iter().zip(arrangement.encode());
    let table = (Key::new_static("table"), Value::text(sheet.key()));
    std::iter::once(table).chain(parts.map(|(column, text)| (Key::new_static(column), Value::text(&text)))).collect()
}
