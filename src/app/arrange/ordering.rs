//! Making the order of a grid's rows, taking new rows in, and finding rows that no longer fit where they stand.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::grid::{Arrangement, Beside, Grid, GridId, Group, Head, Order};
use super::super::state::App;
use super::keys::SortKey;
use super::matching::{Matcher, bucket};
use crate::log::Touched;
use crate::model::{Definition, Key, Plan, RowId, Sheet, Table, Value};

/// With more rows written into at once, nobody looks which of them still fit: the order is called old as a whole.
const MANY: usize = 1_000;

/// Where a row that somebody adds is to stand.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The new row.
    pub row: RowId,
    /// The row it is put beside.
    pub beside: RowId,
    /// Below it, not above.
    pub below: bool,
}

impl App {
    /// The rows that a grid may show, in the order of the plan, by slot: all of its table, or those of its record.
    pub(in crate::app) fn candidates(plan: &Plan, id: GridId, record: Option<RowId>) -> Vec<u32> {
        let sheet = id.sheet();
        let table = plan.table(sheet);
        match (id, sheet.parent()) {
            (GridId::Part(_), Some(key)) => {
                let record = record.unwrap_or_default();
                let column = table.column(&key).unwrap_or(usize::MAX);
                let is_of = |slot: &u32| table.cell(*slot, column).linked().contains(&record);
                table.order().iter().copied().filter(is_of).collect()
            }
            _ => table.order().to_vec(),
        }
    }

    /// Makes the order of a grid's rows anew, or takes in the rows that came since.
    pub(in crate::app) fn order_rows(&mut self, id: GridId, record: Option<RowId>) {
        let Some(grid) = self.grids.get(&id) else { return };
        if !grid.arrangement.arranges_rows() {
            if let Some(grid) = self.grids.get_mut(&id) {
                grid.forget_order();
            }
            return;
        }
        let candidates = App::candidates(self.ledger.plan(), id, record);
        match grid.order.clone().filter(|_| !grid.is_order_old(self.ledger.plan(), record)) {
            None => {
                let order = self.make_order(id.sheet(), &grid.arrangement, &candidates);
                let order = std::sync::Arc::new(order);
                if let Some(grid) = self.grids.get_mut(&id) {
                    grid.set_order(self.ledger.plan(), order, record);
                }
            }
            Some(order) => {
                let news: Vec<u32> = candidates.iter().copied().filter(|slot| !order.knows(*slot)).collect();
                // Held no longer, so that it can be changed in place.
                drop(order);
                if !news.is_empty() {
                    self.take_in(id, &news);
                }
            }
        }
    }

    fn take_in(&mut self, id: GridId, news: &[u32]) {
        let Some(grid) = self.grids.get(&id) else { return };
        let sheet = id.sheet();
        let table = self.plan().table(sheet);
        let welcome: Vec<bool> = if self.takes_all_in {
            vec![true; news.len()]
        } else {
            let matcher = Matcher::new(self, sheet, &grid.arrangement.filter, None);
            news.iter().map(|slot| matcher.holds(*slot)).collect()
        };
        let mut beside: FxHashMap<u32, Beside> = FxHashMap::default();
        for arrival in &grid.arrivals {
            if let (Some(slot), Some(other)) = (table.slot(arrival.row), table.slot(arrival.beside)) {
                beside.insert(slot, Beside { slot: other, below: arrival.below });
            }
        }
        let mut rows = Vec::new();
        let Some(grid) = self.grids.get_mut(&id) else { return };
        let order = std::sync::Arc::make_mut(grid.order.get_or_insert_default());
        for (slot, welcome) in news.iter().zip(welcome) {
            if welcome {
                order.take_in(*slot, beside.get(slot).copied());
                rows.extend(self.ledger.plan().table(sheet).id(*slot));
            } else {
                order.leave_out(*slot);
            }
        }
        grid.arrivals.clear();
        self.find_misfits(id, &rows);
    }

    /// Shows rows that the filter leaves out or that stand in closed groups: somebody goes to them.
    pub(in crate::app) fn show_rows(&mut self, id: GridId, rows: &[RowId]) {
        let sheet = id.sheet();
        let Some(grid) = self.grids.get_mut(&id) else { return };
        let table = self.ledger.plan().table(sheet);
        let hides = |order: &Order, row: &RowId| table.slot(*row).filter(|slot| order.hides(*slot));
        if let Some(order) = &mut grid.order {
            let hidden: Vec<u32> = rows.iter().filter_map(|row| hides(order, row)).collect();
            if !hidden.is_empty() {
                let order = std::sync::Arc::make_mut(order);
                hidden.into_iter().for_each(|slot| order.take_in(slot, None));
            }
        }
        if !grid.closed.is_empty() {
            let shown = grid.layout.rows();
            let paths: Vec<Vec<Value>> = rows
                .iter()
                .filter_map(|row| shown.map(|shown| shown.sections_of(*row)))
                .flat_map(|sections| sections.map(|section| section.path.clone()))
                .collect();
            if paths.iter().any(|path| grid.closed.contains(path)) {
                let closed = std::sync::Arc::make_mut(&mut grid.closed);
                closed.retain(|path| !paths.contains(path));
            }
        }
        self.find_misfits(id, rows);
        self.grid(id);
    }

    /// After undo and redo what changed is seen, whatever the filter of the grid in use says.
    pub(in crate::app) fn show_hidden(&mut self, touched: &Touched) {
        let Some(id) = self.active else { return };
        let of_grid = touched.cells.iter().filter(|(sheet, ..)| *sheet == id.sheet());
        let mut rows: Vec<RowId> = of_grid.map(|(_, row, _)| *row).take(MANY).collect();
        rows.dedup();
        if !rows.is_empty() {
            self.show_rows(id, &rows);
        }
    }

    /// The order of some rows.
    pub(in crate::app) fn make_order(&self, sheet: Sheet, arrangement: &Arrangement, candidates: &[u32]) -> Order {
        let table = self.plan().table(sheet);
        let (shown, hidden): (Vec<u32>, Vec<u32>) = if arrangement.filter.is_empty() {
            (candidates.to_vec(), Vec::new())
        } else {
            let matcher = Matcher::new(self, sheet, &arrangement.filter, None);
            candidates.iter().partition(|slot| matcher.holds(**slot))
        };
        if !arrangement.is_ordered() {
            return Order::new(
                shown.into_iter().map(|slot| (slot, 0)).collect(),
                &hidden,
                Vec::new(),
                table.slots(),
                false,
            );
        }
        let sorted = self.sorted(sheet, arrangement, &shown);
        let groups = grouping(table, &arrangement.groups);
        if groups.is_empty() {
            let shown = sorted.into_iter().map(|slot| (slot, 0)).collect();
            return Order::new(shown, &hidden, Vec::new(), table.slots(), true);
        }
        let (shown, heads) = self.in_groups(sheet, &groups, sorted);
        Order::new(shown, &hidden, heads, table.slots(), true)
    }

    /// Rows in the order that an arrangement asks for: by their groups, then by the sorted columns, then as they were.
    pub(in crate::app) fn sorted(&self, sheet: Sheet, arrangement: &Arrangement, slots: &[u32]) -> Vec<u32> {
        let table = self.plan().table(sheet);
        let mut columns: Vec<Vec<SortKey>> = Vec::new();
        for group in &arrangement.groups {
            let descending = arrangement.sorted(&group.column).is_some_and(|(_, descending)| descending);
            let column = table.column(&group.column).filter(|_| table.is_present(&group.column));
            columns.extend(column.map(|column| self.sort_keys(sheet, column, slots, descending, group.unit)));
        }
        for sort in &arrangement.sort {
            let column = table.column(&sort.column).filter(|_| table.is_present(&sort.column));
            columns.extend(column.map(|column| self.sort_keys(sheet, column, slots, sort.descending, None)));
        }
        let Some((first, rest)) = columns.split_first() else { return slots.to_vec() };
        let mut order: Vec<(SortKey, u32)> = first.iter().copied().zip(0..).collect();
        let at = |keys: &Vec<SortKey>, place: u32| keys.get(place as usize).copied().unwrap_or_default();
        order.sort_unstable_by(|a, b| {
            let by_rest = || rest.iter().map(|keys| at(keys, a.1).cmp(&at(keys, b.1))).find(|order| order.is_ne());
            // Where all columns agree, as they were.
            a.0.cmp(&b.0).then_with(|| by_rest().unwrap_or_else(|| a.1.cmp(&b.1)))
        });
        order.into_iter().filter_map(|(_, place)| slots.get(place as usize).copied()).collect()
    }

    /// Cuts sorted rows where what they are grouped by changes.
    fn in_groups(
        &self,
        sheet: Sheet,
        groups: &[(&Group, usize, &Definition)],
        sorted: Vec<u32>,
    ) -> (Vec<(u32, u32)>, Vec<Head>) {
        let table = self.plan().table(sheet);
        let mut heads: Vec<Head> = Vec::new();
        // The open head of each level.
        let mut open: Vec<usize> = Vec::new();
        let mut shown = Vec::with_capacity(sorted.len());
        for slot in sorted {
            let mut path: Vec<Value> = Vec::with_capacity(groups.len());
            for (level, (group, column, definition)) in groups.iter().enumerate() {
                let value = self.grouped_value(table, slot, *column, definition, group);
                path.push(bucket(definition, &value));
                let own = open.get(level).and_then(|head| heads.get(*head));
                if own.is_none_or(|head| head.path != path) {
                    open.truncate(level);
                    let outer = open.last().copied();
                    let common = Some((group.column.clone(), value));
                    heads.push(Head { level, outer, common, path: path.clone() });
                    open.push(heads.len() - 1);
                }
            }
            shown.push((slot, open.last().copied().unwrap_or(0) as u32));
        }
        (shown, heads)
    }

    fn grouped_value(&self, table: &Table, slot: u32, column: usize, definition: &Definition, group: &Group) -> Value {
        let value = match definition.computed {
            None => table.cell(slot, column).clone(),
            Some(_) => self.facet(table.sheet(), table.id(slot).unwrap_or_default(), definition),
        };
        match (value, group.unit) {
            (Value::Date(day), Some(unit)) => Value::Date(self.unit_around(day, unit, 0).0),
            (value, _) => value,
        }
    }

    /// What a row has in common with its group, were the groups made now.
    fn path_now(&self, sheet: Sheet, arrangement: &Arrangement, slot: u32) -> Vec<Value> {
        let table = self.plan().table(sheet);
        let groups = grouping(table, &arrangement.groups);
        groups
            .iter()
            .map(|(group, column, definition)| {
                bucket(definition, &self.grouped_value(table, slot, *column, definition, group))
            })
            .collect()
    }

    /// Notes which of the grid's rows that were written into no longer fit where they stand.
    pub(in crate::app) fn note_misfits(&mut self, touched: &Touched) {
        let ids: Vec<GridId> = self.grids.keys().copied().collect();
        for id in ids {
            let Some(grid) = self.grids.get(&id).filter(|grid| grid.order.is_some()) else { continue };
            let sheet = id.sheet();
            let mut rows: Vec<RowId> = touched
                .cells
                .iter()
                .filter(|(of, _, column)| *of == sheet && self.may_move(grid, sheet, column))
                .map(|(_, row, _)| *row)
                .collect();
            rows.dedup();
            if !rows.is_empty() {
                self.find_misfits(id, &rows);
            }
        }
    }

    /// Whether a write into a column can change where a row belongs.
    fn may_move(&self, grid: &Grid, sheet: Sheet, column: &Key) -> bool {
        let arrangement = &grid.arrangement;
        let table = self.plan().table(sheet);
        let mut asked = arrangement
            .sort
            .iter()
            .map(|sort| &sort.column)
            .chain(arrangement.groups.iter().map(|group| &group.column))
            .chain(arrangement.filter.columns.iter().map(|(key, _)| key));
        arrangement.filter.attention
            || arrangement.filter.mine
            || column.is_empty()
            || asked.any(|key| key == column || table.definition(key).is_some_and(|d| d.computed.is_some()))
    }

    /// Looks whether some rows fit where they stand.
    fn find_misfits(&mut self, id: GridId, rows: &[RowId]) {
        let Some(grid) = self.grids.get(&id) else { return };
        let Some(order) = grid.order.clone() else { return };
        let sheet = id.sheet();
        let table = self.plan().table(sheet);
        let mut misfits = grid.misfits.clone();
        let mut stale = grid.stale;
        if rows.len() > MANY {
            stale = true;
        } else {
            let matcher = Matcher::new(self, sheet, &grid.arrangement.filter, None);
            for row in rows {
                misfits.remove(row);
            }
            for row in rows {
                let Some(slot) = table.slot(*row).filter(|slot| table.is_alive(*slot) && !order.hides(*slot)) else {
                    continue;
                };
                if !matcher.holds(slot) || !self.stands_right(grid, &order, sheet, slot, &misfits) {
                    misfits.insert(*row);
                }
            }
        }
        if let Some(grid) = self.grids.get_mut(&id)
            && (grid.misfits != misfits || grid.stale != stale)
        {
            (grid.misfits, grid.stale) = (misfits, stale);
        }
    }

    /// Whether a row stands in its group, and between rows that belong before and after it.
    fn stands_right(&self, grid: &Grid, order: &Order, sheet: Sheet, slot: u32, misfits: &FxHashSet<RowId>) -> bool {
        if !order.is_ordered() {
            return true;
        }
        let arrangement = &grid.arrangement;
        let table = self.plan().table(sheet);
        if !arrangement.groups.is_empty()
            && order.path(slot) != Some(self.path_now(sheet, arrangement, slot).as_slice())
        {
            return false;
        }
        let pass = |slot: u32| {
            !table.is_alive(slot) || order.hides(slot) || table.id(slot).is_some_and(|row| misfits.contains(&row))
        };
        let (before, after) = order.neighbours(slot, pass);
        let three: Vec<u32> = before.into_iter().chain([slot]).chain(after).collect();
        self.sorted(sheet, arrangement, &three) == three
    }
}

/// The columns that are grouped by and that there are.
fn grouping<'a>(table: &'a Table, groups: &'a [Group]) -> Vec<(&'a Group, usize, &'a Definition)> {
    let known = |group: &'a Group| {
        let column = table.column(&group.column).filter(|_| table.is_present(&group.column))?;
        Some((group, column, table.definitions().get(column)?))
    };
    groups.iter().filter_map(known).collect()
}
