//! Find and replace: in the table that is shown or in all of them.
//!
//! What is found follows from the plan, the query and the rows that the grid shows; it is worked out when somebody
//! asks and kept for as long as none of them changes. Computed texts can be found, not replaced.

mod matching;
mod replace;

use std::cell::Ref;
use std::sync::Arc;

use matching::Needle;
use rustc_hash::FxHashSet;

use super::action::Effect;
use super::grid::{At, GridId, Layout, Selection};
use super::state::App;
use crate::model::{Definition, Key, Kind, RowId, Sheet, Value};
use crate::text::{DATE_MARKS, edit_text};

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The text.
    pub text: String,
    /// What takes its place.
    pub by: String,
    /// Whether capital and small letters differ.
    pub case: bool,
    /// Whether the whole cell must be the text.
    pub whole: bool,
    /// Whether what was said of a cell is searched as well.
    pub comments: bool,
    /// Whether all tables are searched.
    pub everywhere: bool,
    /// The only column to be searched, in the table that is shown.
    pub column: Option<Key>,
}

/// The open search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// What to look for.
    pub query: Query,
    /// Whether replacing is offered as well.
    pub replaces: bool,
    /// Whether the bar is seen. A search that was closed is found again by its next opening and by F3.
    pub is_open: bool,
}

/// A cell whose text was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The table.
    pub sheet: Sheet,
    /// The record.
    pub row: RowId,
    /// The column.
    pub column: Key,
}

/// What a person does in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seek {
    /// Changes what to look for.
    Query(Query),
    /// Goes to the next cell.
    Next,
    /// Goes to the one before.
    Previous,
    /// Replaces the text of the cell that was found and goes on.
    Replace,
    /// Replaces the text of every cell.
    ReplaceAll,
    /// Ends the search.
    Close,
}

/// More cells are counted no more.
pub const MOST: usize = 100_000;

/// What was found last, for as long as nothing changes.
#[derive(Debug)]
pub(super) struct Found {
    made_of: (u64, Query, Option<Arc<Layout>>),
    hits: Arc<[Hit]>,
    /// Where nothing is found: how many cells would be in rows that are not shown.
    hidden: usize,
}

impl App {
    /// The grid that is searched: the one in use.
    fn searched(&self) -> Option<GridId> {
        self.active.filter(|id| self.laid_out(*id).is_some())
    }

    fn needle(&self) -> Needle {
        let Query { text, case, whole, .. } = &self.find.query;
        // A count of days is a number as well.
        let is_marked = text.contains(DATE_MARKS);
        let day = if is_marked { self.parser().written_date(text) } else { None };
        Needle::new(text, *case, *whole).or_day(day)
    }

    /// Whether a cell that is seen holds what is looked for.
    #[must_use]
    pub fn is_found(&self, id: GridId, at: At) -> bool {
        let query = &self.find.query;
        if !self.find.is_open || query.text.is_empty() || (self.searched() != Some(id) && !query.everywhere) {
            return false;
        }
        let target = self.laid_out(id).and_then(|grid| grid.layout.target(at.row, at.column));
        let Some((target, row)) = target.and_then(|target| target.row.map(|row| (target, row))) else { return false };
        let definition = self.plan().table(target.sheet).definition(&target.column);
        definition.is_some_and(|definition| {
            (query.everywhere || query.column.as_ref().is_none_or(|column| *column == definition.key))
                && self.holds(&self.needle(), target.sheet, row, definition)
        })
    }

    /// Whether a cell holds a text: as it is shown, or as it is edited, `1,200` or `1200`; a day however it is written; or, where that is asked for, what was
    /// said of it.
    fn holds(&self, needle: &Needle, sheet: Sheet, row: RowId, definition: &Definition) -> bool {
        let is_edited_otherwise = definition.computed.is_none()
            && matches!(definition.kind, Kind::Money | Kind::Number { .. } | Kind::Percent | Kind::Date);
        let is_said = || {
            let said = self.comments_on(sheet, row, &definition.key);
            said.iter().any(|comment| needle.is_in(&comment.text))
        };
        let is_day = || needle.day().is_some_and(|day| self.value_of(sheet, row, definition) == Value::Date(day));
        needle.is_in(&self.text_of(sheet, row, definition))
            || definition.kind == Kind::Date && is_day()
            || self.find.query.comments && is_said()
            || is_edited_otherwise
                && needle.is_in(&edit_text(
                    self.plan(),
                    definition,
                    self.plan().value(sheet, row, &definition.key),
                    self.lang,
                ))
    }

    /// Every cell that holds what is looked for, in the order in which they are seen; at most [`MOST`].
    #[must_use]
    pub fn hits(&self) -> Arc<[Hit]> {
        self.search_once().0
    }

    /// Where nothing is found in the rows that are shown: how many cells of the others hold what is looked for.
    #[must_use]
    pub fn hidden_hits(&self) -> usize {
        self.search_once().1
    }

    fn search_once(&self) -> (Arc<[Hit]>, usize) {
        let query = &self.find.query;
        if let Some(found) = self.found_last().filter(|found| found.made_of.1 == *query) {
            return (Arc::clone(&found.hits), found.hidden);
        }
        let layout = self.layout_searched();
        let hits = self.search(query, layout.as_deref());
        self.has_found(hits, layout)
    }

    fn layout_searched(&self) -> Option<Arc<Layout>> {
        self.searched().and_then(|id| self.laid_out(id)).map(|grid| Arc::clone(&grid.layout))
    }

    /// What was found last, where nothing has changed since but perhaps the query.
    fn found_last(&self) -> Option<Ref<'_, Found>> {
        let found = Ref::filter_map(self.found.borrow(), Option::as_ref).ok()?;
        let (version, query, shown) = &found.made_of;
        let same_layout = match (shown, &self.layout_searched()) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => query.everywhere,
        };
        (*version == self.version && same_layout).then_some(found)
    }

    fn has_found(&self, hits: Vec<Hit>, layout: Option<Arc<Layout>>) -> (Arc<[Hit]>, usize) {
        let query = &self.find.query;
        let hits: Arc<[Hit]> = hits.into();
        let hidden = if hits.is_empty() && !query.everywhere { self.search_hidden(query) } else { 0 };
        let made_of = (self.version, query.clone(), layout);
        *self.found.borrow_mut() = Some(Found { made_of, hits: Arc::clone(&hits), hidden });
        (hits, hidden)
    }

    /// Looks for something else. With each letter that is added only what was found before it can hold the text.
    fn look_for(&mut self, query: Query) {
        let last = self.found_last().map(|found| (Arc::clone(&found.hits), found.made_of.2.clone()));
        let before = self.needle();
        let is_same_but_for_text = Query { text: query.text.clone(), ..self.find.query.clone() } == query;
        self.find.query = query;
        self.version += 1;
        let needle = self.needle();
        let last = last.filter(|(hits, _)| hits.len() < MOST && is_same_but_for_text && needle.narrows(&before));
        let Some((hits, layout)) = last else { return };
        let holds = |hit: &&Hit| {
            let definition = self.plan().table(hit.sheet).definition(&hit.column);
            definition.is_some_and(|definition| self.holds(&needle, hit.sheet, hit.row, definition))
        };
        let hits = hits.iter().filter(holds).cloned().collect();
        self.has_found(hits, layout);
    }

    /// How many cells hold what is looked for in rows of the searched grid that its filter leaves out, or a closed group.
    fn search_hidden(&self, query: &Query) -> usize {
        let needle = self.needle();
        let Some(grid) = self.searched().and_then(|id| self.laid_out(id)).filter(|_| !needle.is_empty()) else {
            return 0;
        };
        let Layout::Table { columns, .. } = &*grid.layout else { return 0 };
        let table = self.plan().table(grid.id.sheet());
        let shown: FxHashSet<RowId> = (0..grid.layout.records()).filter_map(|row| grid.layout.record(row)).collect();
        let all = App::candidates(self.plan(), grid.id, self.record_of(grid.id)).into_iter();
        let hidden = all.filter_map(|slot| table.id(slot)).filter(|row| !shown.contains(row));
        let columns = columns.iter().filter_map(|shown| table.definitions().get(shown.index));
        let columns: Vec<&Definition> =
            columns.filter(|own| query.column.as_ref().is_none_or(|only| *only == own.key)).collect();
        let found = |row: RowId| columns.iter().filter(|own| self.holds(&needle, grid.id.sheet(), row, own)).count();
        hidden.map(found).sum::<usize>().min(MOST)
    }

    fn search(&self, query: &Query, layout: Option<&Layout>) -> Vec<Hit> {
        let needle = self.needle();
        let mut hits = Vec::new();
        if needle.is_empty() {
            return hits;
        }
        let mut look = |sheet: Sheet, row: RowId, definition: &Definition| {
            if hits.len() < MOST && self.holds(&needle, sheet, row, definition) {
                hits.push(Hit { sheet, row, column: definition.key.clone() });
            }
        };
        if query.everywhere {
            for &sheet in Sheet::ALL.iter().filter(|sheet| sheet.is_seen()) {
                let table = self.plan().table(sheet);
                for row in table.ids() {
                    table.present().for_each(|definition| look(sheet, row, definition));
                }
            }
            return hits;
        }
        let Some(layout) = layout else { return hits };
        let sheet = layout.sheet();
        let definitions = self.plan().table(sheet).definitions();
        for row in 0..layout.height() {
            let Some(record) = layout.record(row) else { continue };
            for column in 0..layout.width() {
                let shown = layout.shown(row, column);
                let Some(definition) = shown.and_then(|shown| definitions.get(shown.index)) else { continue };
                if query.column.as_ref().is_none_or(|only| *only == definition.key) {
                    look(sheet, record, definition);
                }
            }
        }
        hits
    }

    /// Which of the cells found is the active one, from 1, and how many there are.
    #[must_use]
    pub fn hit_count(&self) -> (Option<usize>, usize) {
        let hits = self.hits();
        let active = self.searched().and_then(|id| self.laid_out(id)?.target());
        let at = active.and_then(|target| {
            let row = target.row?;
            let same = |hit: &Hit| (hit.sheet, hit.row, &hit.column) == (target.sheet, row, &target.column);
            hits.iter().position(same)
        });
        (at.map(|at| at + 1), hits.len())
    }

    /// Opens the search, or turns to it: with `replaces` to replace what is found.
    pub(super) fn open_find(&mut self, replaces: bool) -> Vec<Effect> {
        self.find.is_open = true;
        self.find.replaces = replaces;
        self.version += 1;
        vec![Effect::FocusFind]
    }

    /// Does what a person asked for in a search.
    #[inline(never)]
    pub(super) fn seek(&mut self, act: Seek, now: u64) -> Vec<Effect> {
        match act {
            Seek::Query(query) => {
                self.look_for(query);
                Vec::new()
            }
            Seek::Next => self.find_next(true),
            Seek::Previous => self.find_next(false),
            Seek::Replace => self.replace_one(now),
            Seek::ReplaceAll => self.replace_all(now),
            Seek::Close => {
                self.find.is_open = false;
                self.version += 1;
                self.searched().map(Effect::Focus).into_iter().collect()
            }
        }
    }

    /// Goes to the cell that was found after, or before, the active one; after the last comes the first.
    pub(super) fn find_next(&mut self, forward: bool) -> Vec<Effect> {
        let hits = self.hits();
        let Some(last) = hits.len().checked_sub(1) else { return Vec::new() };
        let to = match self.place_among(&hits) {
            // Between two hits: the one before which it stands is the next one.
            Err(at) if forward => at,
            Ok(at) if forward => at + 1,
            Ok(at) | Err(at) => at.checked_sub(1).unwrap_or(last),
        };
        let Some(hit) = hits.get(if to > last { 0 } else { to }) else { return Vec::new() };
        self.show_hit(hit)
    }

    /// Which hit the active cell is, or before which one it stands.
    fn place_among(&self, hits: &[Hit]) -> Result<usize, usize> {
        let Some(grid) = self.searched().and_then(|id| self.laid_out(id)) else { return Err(0) };
        let Some(target) = grid.target() else { return Err(0) };
        let same =
            |hit: &Hit| Some(hit.row) == target.row && (hit.sheet, &hit.column) == (target.sheet, &target.column);
        if let Some(at) = hits.iter().position(same) {
            return Ok(at);
        }
        if self.find.query.everywhere {
            // In the order of the plan, columns that are not shown among the others.
            let place = |sheet: Sheet, row: Option<RowId>, column: &str| {
                let table = self.plan().table(sheet);
                let row = row.and_then(|row| table.position(row)).unwrap_or(usize::MAX);
                (sheet, row, table.column(column))
            };
            let here = place(target.sheet, target.row, &target.column);
            return Err(hits.partition_point(|hit| place(hit.sheet, Some(hit.row), &hit.column) < here));
        }
        let here = (grid.selection.active.row, grid.selection.active.column);
        let before = |hit: &Hit| grid.layout.locate(hit.row, &hit.column).is_none_or(|place| place <= here);
        Err(hits.partition_point(before))
    }

    /// Selects a cell that was found, without taking the focus from where it is.
    fn show_hit(&mut self, hit: &Hit) -> Vec<Effect> {
        if let Some(id) = self.searched()
            && let grid = self.grid(id)
            && grid.layout.sheet() == hit.sheet
            && let Some((row, column)) = grid.layout.locate(hit.row, &hit.column)
        {
            grid.selection = Selection::at(row, column);
            // Also where a heading had the focus: what is typed next is meant for the cell.
            (grid.run, grid.head) = (None, None);
            return vec![Effect::Reveal(id, At { row, column })];
        }
        let effects = self.goto(hit.sheet, hit.row, &hit.column);
        let focused = effects.iter().find_map(|effect| if let Effect::Focus(id) = effect { Some(*id) } else { None });
        self.active = focused.or(self.active);
        effects.into_iter().filter(|effect| !matches!(effect, Effect::Focus(_)) || !self.find.is_open).collect()
    }
}
