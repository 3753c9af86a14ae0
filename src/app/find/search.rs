//! A search that goes on for some cells at a time: where a letter is added, over what it has found, and on from where it is.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::matching::Needle;
use super::{Hit, MOST, Query};
use crate::app::grid::Layout;
use crate::app::state::App;
use crate::model::{Definition, RowId, Sheet};

/// A search under way, for as long as nothing changes.
#[derive(Debug)]
pub(in crate::app) struct Search {
    version: u64,
    query: Query,
    layout: Option<Arc<Layout>>,
    needle: Needle,
    /// What was found with fewer letters, and how many of that were looked at.
    candidates: (Arc<[Hit]>, usize),
    /// The next row, as its table of [`Sheet::ALL`], where all are searched, and its place; none once all were looked at.
    next: Option<(usize, usize)>,
    /// What is found so far; in `all` once that is everything.
    hits: Vec<Hit>,
    all: Option<Arc<[Hit]>>,
    hidden: Hidden,
    /// Whether somebody waits for the next cell, forward or back.
    pub(super) awaited: Option<bool>,
}

/// The rows that are not shown, of which is asked where nothing is found in the others.
#[derive(Debug, Default)]
struct Hidden {
    rows: Option<Vec<RowId>>,
    next: usize,
    cells: usize,
}

impl Search {
    /// A search for what is looked for now, at its beginning.
    pub(super) fn new(app: &App) -> Search {
        let needle = app.needle();
        Search {
            version: app.version,
            query: app.find.query.clone(),
            layout: app.layout_searched(),
            next: (!needle.is_empty()).then_some((0, 0)),
            needle,
            candidates: (Arc::default(), 0),
            hits: Vec::new(),
            all: None,
            hidden: Hidden::default(),
            awaited: None,
        }
    }

    /// The same search for a text that holds the one it was for.
    pub(super) fn narrowed(mut self, app: &App) -> Search {
        let candidates = match self.all.take() {
            Some(all) => all,
            None => {
                self.hits.extend(self.candidates.0.iter().skip(self.candidates.1).cloned());
                self.hits.into()
            }
        };
        Search { candidates: (candidates, 0), next: self.next, layout: self.layout, ..Search::new(app) }
    }

    /// Whether nothing has changed since it began.
    pub(super) fn is_of(&self, app: &App) -> bool {
        let same_layout = || match (&self.layout, &app.layout_searched()) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        self.version == app.version && self.query == app.find.query && (self.query.everywhere || same_layout())
    }

    /// What was found, once it is over.
    pub(super) fn hits(&self) -> Arc<[Hit]> {
        self.all.clone().unwrap_or_default()
    }

    /// How many cells of rows that are not shown hold what is looked for, where nothing else does.
    pub(super) const fn hidden(&self) -> usize {
        self.hidden.cells
    }

    /// Looks at about so many cells more; whether it is over.
    pub(super) fn go_on(&mut self, app: &App, most: usize) -> bool {
        let mut left = most;
        while left > 0
            && let Some(hit) = self.candidates.0.get(self.candidates.1)
        {
            self.candidates.1 += 1;
            left -= 1;
            let definition = app.plan().table(hit.sheet).definition(&hit.column);
            if definition.is_some_and(|definition| app.holds(&self.needle, hit.sheet, hit.row, definition)) {
                self.hits.push(hit.clone());
            }
        }
        let is_narrowed = self.candidates.1 >= self.candidates.0.len();
        while left > 0
            && is_narrowed
            && self.hits.len() < MOST
            && let Some(row) = self.next
        {
            let looked = self.look_at(app, row);
            left = left.saturating_sub(looked.max(1));
        }
        if self.all.is_none() {
            if !is_narrowed || self.next.is_some() && self.hits.len() < MOST {
                return false;
            }
            self.all = Some(std::mem::take(&mut self.hits).into());
        }
        self.look_at_hidden(app, left)
    }

    /// Looks at a row, and says how many cells that were.
    fn look_at(&mut self, app: &App, (table, row): (usize, usize)) -> usize {
        if self.query.everywhere {
            let Some(&sheet) = Sheet::ALL.get(table) else {
                self.next = None;
                return 0;
            };
            let of = app.plan().table(sheet);
            let Some(record) = of.order().get(row).and_then(|slot| of.id(*slot)).filter(|_| sheet.is_seen()) else {
                self.next = Some((table + 1, 0));
                return 0;
            };
            self.next = Some((table, row + 1));
            return of.present().map(|definition| self.look_in(app, sheet, record, definition)).count();
        }
        let Some(layout) = self.layout.clone().filter(|layout| row < layout.height()) else {
            self.next = None;
            return 0;
        };
        self.next = Some((table, row + 1));
        let query = self.query.clone();
        let cells = (0..layout.width()).filter_map(|column| cell_at(app, &layout, row, column, &query));
        cells.map(|(record, definition)| self.look_in(app, layout.sheet(), record, definition)).count()
    }

    fn look_in(&mut self, app: &App, sheet: Sheet, row: RowId, definition: &Definition) {
        if app.holds(&self.needle, sheet, row, definition) {
            self.hits.push(Hit { sheet, row, column: definition.key.clone() });
        }
    }

    /// Where nothing was found: looks at rows that a filter leaves out, or a closed group; whether that is over.
    fn look_at_hidden(&mut self, app: &App, most: usize) -> bool {
        let is_found = self.all.as_ref().is_some_and(|all| !all.is_empty());
        let (Some(grid), false) = (app.searched().and_then(|id| app.laid_out(id)), is_found) else { return true };
        let Layout::Table { columns, .. } = &*grid.layout else { return true };
        if self.query.everywhere || self.needle.is_empty() {
            return true;
        }
        let (sheet, table) = (grid.id.sheet(), app.plan().table(grid.id.sheet()));
        let rows = self.hidden.rows.get_or_insert_with(|| {
            let shown: FxHashSet<RowId> =
                (0..grid.layout.records()).filter_map(|row| grid.layout.record(row)).collect();
            let all = App::candidates(app.plan(), grid.id, app.record_of(grid.id)).into_iter();
            all.filter_map(|slot| table.id(slot)).filter(|row| !shown.contains(row)).collect()
        });
        let columns = columns.iter().filter_map(|shown| table.definitions().get(shown.index));
        let columns: Vec<&Definition> = columns.filter(|own| self.query.asks(table, own)).collect();
        let mut left = most;
        while left > 0
            && let Some(row) = rows.get(self.hidden.next)
        {
            self.hidden.next += 1;
            left = left.saturating_sub(columns.len().max(1));
            self.hidden.cells += columns.iter().filter(|own| app.holds(&self.needle, sheet, *row, own)).count();
            self.hidden.cells = self.hidden.cells.min(MOST);
        }
        self.hidden.next >= rows.len()
    }
}

/// The record and the column of a cell of a layout, where it is searched.
pub(super) fn cell_at<'a>(
    app: &'a App,
    layout: &Layout,
    row: usize,
    column: usize,
    query: &Query,
) -> Option<(RowId, &'a Definition)> {
    let record = layout.record(row)?;
    let shown = layout.shown(row, column)?;
    let table = app.plan().table(layout.sheet());
    let definition = table.definitions().get(shown.index)?;
    query.asks(table, definition).then_some((record, definition))
}
