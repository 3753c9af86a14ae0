//! Whole rows: insert, duplicate, delete; and taking the sample out.

use rustc_hash::FxHashSet;

use super::action::Effect;
use super::arrange::Arrival;
use super::card::{Card, Dock};
use super::editing::is_editable;
use super::entry::defaults;
use super::grid::{At, GridId, Layout, Selection};
use super::notice::Notice;
use super::screen::Tab;
use super::state::App;
use super::state::is_refused;
use crate::log::{Change, Touched};
use crate::model::{Definition, Key, Place, RowId, Sheet, Value};

impl App {
    /// Adds an empty row above or below the active one and goes there. It begins with what the filter asks for, and within a
    /// group with what that has in common.
    pub(super) fn insert(&mut self, id: GridId, below: bool, now: u64) -> Vec<Effect> {
        let parent = self.record_of(id);
        let grid = self.grid(id).clone();
        let Layout::Table { sheet, rows, .. } = &*grid.layout else { return Vec::new() };
        let sheet = *sheet;
        let ((top, bottom), active) = (grid.selection.rows(), grid.selection.active.row);
        // As many as are selected, beside all of them; who has selected whole columns has chosen no rows.
        let count = rows.shown(top, bottom).count();
        let count = if (2..rows.records().len()).contains(&count) { count } else { 1 };
        let active = match (count, below) {
            (1, _) => active,
            (_, false) => top,
            (_, true) => bottom,
        };
        let (beside, below) = match rows.record(active) {
            Some(record) => (Some(record), below),
            // Of the head of a group, before its first record; of the empty row, behind the last one.
            None => match rows.head(active) {
                Some(head) => (rows.records().get(head.from).copied(), false),
                None => (rows.records().last().copied(), true),
            },
        };
        let mut cells = defaults(self, sheet, parent);
        for (key, value) in self.of_filter(id).into_iter().chain(self.in_common(id, beside)) {
            cells.retain(|(own, _)| *own != key);
            cells.push((key, value));
        }
        let new: Vec<RowId> = self.ledger.fresh_rows(now, count).collect();
        let places = self.places_beside(sheet, beside, below, count);
        let insert = |(row, place): (&RowId, Place)| Change::Insert { sheet, row: *row, place, cells: cells.clone() };
        let changes = new.iter().zip(places).map(insert).collect();
        if let Some(beside) = beside {
            // Each below the one before it.
            let others = new.iter().zip(new.iter().skip(1));
            let others = others.map(|(beside, row)| Arrival { row: *row, beside: *beside, below: true });
            let first = new.first().map(|row| Arrival { row: *row, beside, below });
            self.grid(id).arrivals = first.into_iter().chain(others).collect();
        }
        let mut effects = self.commit(changes, "insert", now);
        if matches!(effects.as_slice(), [Effect::Store(_)]) {
            effects.push(Effect::Say(Notice::Inserted(new.len())));
        }
        let grid = self.grid(id);
        let row_of = |row: Option<&RowId>| row.and_then(|row| grid.layout.row_of(*row)).unwrap_or(active);
        let (first, last, column) = (row_of(new.first()), row_of(new.last()), grid.selection.active.column);
        grid.selection = Selection::range(At { row: first, column }, At { row: last, column });
        effects
    }

    /// So many places next to a row, or at the end of the table where there is none.
    fn places_beside(&self, sheet: Sheet, beside: Option<RowId>, below: bool, count: usize) -> Vec<Place> {
        let table = self.ledger.plan().table(sheet);
        let place = |at: Option<usize>| at.and_then(|at| table.order().get(at)).and_then(|slot| table.place(*slot));
        let at = beside.and_then(|row| table.position(row)).map(|at| at + usize::from(below));
        let at = at.unwrap_or(table.len());
        Place::spread(place(at.checked_sub(1)), place(Some(at)), count)
    }

    /// What the groups that a row stands in have in common, as cells that can be written.
    fn in_common(&self, id: GridId, row: Option<RowId>) -> Vec<(Key, Value)> {
        let (Some(row), Some(grid)) = (row, self.laid_out(id)) else { return Vec::new() };
        let table = self.plan().table(id.sheet());
        let groups =
            grid.arrangement.groups.iter().filter(|group| {
                table.definition(&group.column).is_some_and(|definition| definition.computed.is_none())
            });
        groups.map(|group| (group.column.clone(), table.value(row, &group.column).clone())).collect()
    }

    /// A new row at the end of a table: the cells of its own before those with which new rows begin.
    pub(super) fn begun_with(
        &self,
        sheet: Sheet,
        row: RowId,
        own: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Change {
        let own = own.into_iter().filter(|(_, value)| !value.is_empty());
        let own: Vec<(Key, Value)> = own.map(|(key, value)| (Key::new_static(key), value)).collect();
        let mut cells = defaults(self, sheet, None);
        cells.retain(|(key, _)| !own.iter().any(|(other, _)| other == key));
        cells.extend(own);
        let place = self.places_beside(sheet, None, false, 1).pop().unwrap_or_default();
        Change::Insert { sheet, row, place, cells }
    }

    /// The records of the selected rows.
    fn selected_records(&mut self, id: GridId) -> Vec<RowId> {
        let grid = self.grid(id);
        let Layout::Table { rows, .. } = &*grid.layout else { return Vec::new() };
        grid.selected_rows().into_iter().flat_map(|(top, bottom)| rows.shown(top, bottom)).collect()
    }

    /// Deletes the selected rows, with the rows that belong to them.
    pub(super) fn delete_rows(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let rows = self.selected_records(id);
        if rows.is_empty() {
            return Vec::new();
        }
        let first = self.grid(id).selected_rows().first().map_or(0, |(top, _)| *top);
        let effects = self.delete(id.sheet(), &rows, now);
        let grid = self.grid(id);
        let (top, column) = (first, grid.selection.active.column);
        grid.selection = Selection::at(top, column).clamped(grid.layout.height(), grid.layout.width());
        effects
    }

    /// The record on the card, while that is in use.
    fn card_in_use(&self) -> Option<Card> {
        let is_in_use = self.panel == Some(Dock::Card) && matches!(self.grid_in_use(), Some(GridId::Card(_)));
        self.card.filter(|_| is_in_use)
    }

    /// The record on the card that is in use, else the deal or the account whose page is shown.
    pub(super) fn record_of_page(&self) -> Option<(Sheet, RowId)> {
        self.card_in_use().map(|card| (card.sheet, card.record)).or_else(|| self.record_shown())
    }

    /// The deal or the account whose page is shown.
    pub(super) fn record_shown(&self) -> Option<(Sheet, RowId)> {
        match self.tab {
            Tab::Strategy => Some((Sheet::Deals, self.deal?)),
            Tab::Accounts if !self.all_accounts => Some((Sheet::Accounts, self.account?)),
            Tab::Accounts | Tab::Activities | Tab::Funnel | Tab::Forecast | Tab::Setup => None,
        }
    }

    /// Shows the deal or the account that has come back on its page: it was looked at when it went.
    pub(super) fn look_again(&mut self, touched: &Touched) {
        let Some((sheet, _)) = self.record_shown() else { return };
        let table = self.ledger.plan().table(sheet);
        let is_back = |(of, row, key): &&(Sheet, RowId, Key)| *of == sheet && key.is_empty() && table.contains(*row);
        let Some((_, row, _)) = touched.cells.iter().find(is_back) else { return };
        match sheet {
            Sheet::Accounts => self.account = Some(*row),
            _ => self.deal = Some(*row),
        }
    }

    /// Deletes the record whose page is shown; the next one in the list takes its place there. That on a card in use goes with
    /// its card, and the table it was opened from has the focus again.
    pub(super) fn delete_record(&mut self, now: u64) -> Vec<Effect> {
        if let Some(card) = self.card_in_use() {
            let mut effects = self.delete(card.sheet, &[card.record], now);
            if !is_refused(&effects) {
                self.active = Some(card.origin);
                let active = self.grid(card.origin).selection.active;
                effects.extend([Effect::Focus(card.origin), Effect::Reveal(card.origin, active)]);
            }
            return effects;
        }
        let Some((sheet, record)) = self.record_shown() else { return Vec::new() };
        let table = self.plan().table(sheet);
        let at = table.position(record).unwrap_or(0);
        let next = table.ids().nth(at + 1).or_else(|| table.ids().nth(at.checked_sub(1)?));
        let effects = self.delete(sheet, &[record], now);
        if !is_refused(&effects) {
            match sheet {
                Sheet::Accounts => self.account = next,
                _ => self.deal = next,
            }
            self.version += 1;
        }
        effects
    }

    /// Deletes rows of a table, with the rows that belong to them, and says so.
    fn delete(&mut self, sheet: Sheet, rows: &[RowId], now: u64) -> Vec<Effect> {
        let mut changes: Vec<Change> = Vec::new();
        let column = match sheet {
            Sheet::Deals => Some("deal"),
            Sheet::Accounts => Some("account"),
            _ => None,
        };
        let plan = self.ledger.plan();
        let gone: FxHashSet<RowId> = rows.iter().copied().collect();
        if let Some(column) = column {
            // People stay: they were met, and may work elsewhere now.
            let hangs = |child: &&Sheet| child.parent().as_deref() == Some(column) && **child != Sheet::Contacts;
            for &child in Sheet::ALL.iter().filter(hangs) {
                let table = plan.table(child);
                let belongs = |row: &RowId| table.value(*row, column).linked().iter().any(|of| gone.contains(of));
                changes.extend(table.ids().filter(belongs).map(|row| Change::Delete { sheet: child, row }));
            }
        }
        if sheet == Sheet::Scenarios {
            let of = |row: &RowId| plan.linked(Sheet::Suppositions, "scenario", *row).collect::<Vec<_>>();
            let own = rows.iter().flat_map(of);
            changes.extend(own.map(|row| Change::Delete { sheet: Sheet::Suppositions, row }));
        }
        changes.extend(rows.iter().map(|row| Change::Delete { sheet, row: *row }));
        let links = self.links_lost(sheet, &gone, &changes);
        let mut effects = self.commit(changes, "delete", now);
        if is_refused(&effects) {
            return effects;
        }
        effects.push(Effect::Say(Notice::Deleted { rows: rows.len(), links }));
        effects
    }

    /// How many cells that stay lead to rows of a table that go.
    fn links_lost(&self, sheet: Sheet, gone: &FxHashSet<RowId>, changes: &[Change]) -> usize {
        let going: FxHashSet<(Sheet, RowId)> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Delete { sheet, row } => Some((*sheet, *row)),
                _ => None,
            })
            .collect();
        let mut links = 0;
        for &from in Sheet::ALL {
            let table = self.plan().table(from);
            let leads = |definition: &&Definition| definition.kind.target() == Some(sheet) && is_editable(definition);
            for definition in table.definitions().iter().filter(leads) {
                let is_lost = |row: &RowId| {
                    let linked = table.value(*row, &definition.key).linked();
                    linked.iter().any(|to| gone.contains(to)) && !going.contains(&(from, *row))
                };
                links += table.ids().filter(is_lost).count();
            }
        }
        links
    }

    /// Doubles the selected rows, below the last of them.
    pub(super) fn duplicate(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let rows = self.selected_records(id);
        let Some(last) = rows.last().copied() else { return Vec::new() };
        let sheet = id.sheet();
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, rows.len()).collect();
        let table = self.ledger.plan().table(sheet);
        let position = table.position(last).unwrap_or(0);
        let order = table.order();
        let place = |at: usize| order.get(at).and_then(|slot| table.place(*slot));
        let places = Place::spread(place(position), place(position + 1), rows.len());
        let cells_of = |row: RowId| -> Vec<(Key, Value)> {
            let editable = table.definitions().iter().filter(|d| d.computed.is_none());
            editable
                .map(|d| (d.key.clone(), table.value(row, &d.key).clone()))
                .filter(|(_, value)| !value.is_empty())
                .collect()
        };
        let copies = rows.iter().zip(fresh.iter().zip(places));
        // Each below the one before it, so that they stand in the order of their originals.
        let neighbours = std::iter::once(last).chain(fresh.iter().copied());
        let arrivals = fresh.iter().zip(neighbours).map(|(row, beside)| Arrival { row: *row, beside, below: true });
        let arrivals: Vec<Arrival> = arrivals.collect();
        let changes = copies
            .map(|(row, (new, place))| Change::Insert { sheet, row: *new, place, cells: cells_of(*row) })
            .collect();
        self.grid(id).arrivals = arrivals;
        let mut effects = self.commit(changes, "duplicate", now);
        let first = fresh.first().copied().unwrap_or_default();
        let grid = self.grid(id);
        if let Some(row) = grid.layout.row_of(first) {
            let (left, right) = grid.selection.columns();
            let far = At { row: row + rows.len() - 1, column: right };
            grid.selection = Selection::range(At { row, column: left }, far);
        }
        effects.push(Effect::Say(Notice::Duplicated(rows.len())));
        effects
    }
}
