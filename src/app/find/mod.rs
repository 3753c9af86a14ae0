//! Find and replace: in the table that is shown or in all of them.
//!
//! What is found follows from the plan, the query and the rows that the grid shows; it is worked out when somebody
//! asks, in stretches where he need not wait, and kept for as long as none of them changes. Computed texts can be found, not
//! replaced.

//!
//! | file | answers |
//! |---|---|
//! | `matching` | where a text stands in another one |
//! | `search` | a search that goes on for some cells at a time |
//! | `replace` | what takes the place of what was found |

mod matching;
mod replace;
mod search;

use std::sync::Arc;

use matching::Needle;

use super::action::Effect;
use super::grid::{At, GridId, Layout, Selection};
use super::state::App;
use crate::model::{Computed, Definition, Key, Kind, RowId, Sheet, Table, Value};
use crate::text::{DATE_MARKS, edit_text};
pub(super) use search::Search;
use search::cell_at;

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
    /// The only column to be searched, in the table that is shown; one that has no such column is searched whole.
    pub column: Option<Key>,
}

impl Query {
    /// The only column of a table that is searched; none where all of them are.
    fn only<'a>(&self, table: &'a Table) -> Option<&'a Definition> {
        self.column.as_ref().and_then(|column| table.definition(column))
    }

    /// Whether a column of a table is searched.
    fn asks(&self, table: &Table, definition: &Definition) -> bool {
        self.only(table).is_none_or(|only| only.key == definition.key)
    }
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

/// Cells that are looked at at once for the next one: more would keep the page waiting.
const NEAR: usize = 20_000;

/// What was found about the active cell.
enum Near {
    Hit(Hit),
    /// Nothing anywhere.
    Nothing,
    /// Nothing so near that it could be looked at in one go.
    Farther,
}

/// What a search has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Which of the cells found is the active one, from 1.
    pub at: Option<usize>,
    /// How many there are, at most [`MOST`].
    pub of: usize,
    /// Where nothing is found: how many cells of rows that are not shown hold what is looked for.
    pub hidden: usize,
}

impl App {
    /// The only column that is searched in the table in use; none where all of them are.
    #[must_use]
    pub fn only_searched(&self) -> Option<&Definition> {
        self.find.query.only(self.plan().table(self.searched()?.sheet()))
    }

    /// The column that may be the only one to be searched: the one that is, else that of the active cell.
    #[must_use]
    pub fn column_to_search(&self) -> Option<&Definition> {
        self.only_searched().or_else(|| self.active_column())
    }

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
        let table = self.plan().table(target.sheet);
        table.definition(&target.column).is_some_and(|definition| {
            (query.everywhere || query.asks(table, definition))
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
        if !needle.is_of_digits() && self.is_of_digits(sheet, row, definition) {
            // Its text need not be made: most cells of a long table are numbers and days.
            return self.find.query.comments && is_said();
        }
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

    /// Whether a cell shows a number or a day without a letter.
    fn is_of_digits(&self, sheet: Sheet, row: RowId, definition: &Definition) -> bool {
        match definition.computed {
            Some(Computed::Formula) => false,
            Some(_) => matches!(definition.kind, Kind::Number { .. } | Kind::Percent | Kind::Date),
            None => match self.plan().value(sheet, row, &definition.key) {
                Value::Number(_) | Value::Percent(_) | Value::Date(_) => {
                    definition.kind.is_numeric() || definition.kind == Kind::Date
                }
                Value::Money(money) => money.currency == self.plan().currency(),
                _ => false,
            },
        }
    }

    /// Every cell that holds what is looked for, in the order in which they are seen; once there are [`MOST`], no more rows.
    #[must_use]
    pub fn hits(&self) -> Arc<[Hit]> {
        self.with_search(usize::MAX, Search::hits).unwrap_or_default()
    }

    /// What was found, once every cell was looked at; none where `most` cells more were looked at and some may be left. For
    /// whoever can wait: a long table has no time for it between two letters.
    #[must_use]
    pub fn count_found(&self, most: usize) -> Option<Counted> {
        let (hits, hidden) = self.with_search(most, |search| (search.hits(), search.hidden()))?;
        let active = self.searched().and_then(|id| self.laid_out(id)?.target());
        let at = active.and_then(|target| {
            let row = target.row?;
            let same = |hit: &Hit| (hit.sheet, hit.row, &hit.column) == (target.sheet, row, &target.column);
            hits.iter().position(same)
        });
        Some(Counted { at: at.map(|at| at + 1), of: hits.len().min(MOST), hidden })
    }

    fn layout_searched(&self) -> Option<Arc<Layout>> {
        self.searched().and_then(|id| self.laid_out(id)).map(|grid| Arc::clone(&grid.layout))
    }

    /// Changes something of the search as far as it is.
    fn with_search_so_far(&self, change: impl FnOnce(&mut Search)) {
        if let Some(search) = self.search.borrow_mut().as_mut() {
            change(search);
        }
    }

    /// Goes on with the search for so many cells, and reads it once it is over.
    fn with_search<T>(&self, most: usize, read: impl FnOnce(&Search) -> T) -> Option<T> {
        let mut kept = self.search.borrow_mut();
        let search = match &mut *kept {
            Some(search) if search.is_of(self) => search,
            other => other.insert(Search::new(self)),
        };
        search.go_on(self, most).then(|| read(search))
    }

    /// Looks for something else. With each letter that is added only what was found before it can hold the text.
    fn look_for(&mut self, query: Query) {
        let before = self.needle();
        let last = self.search.take().filter(|search| search.is_of(self));
        let is_same_but_for_text = Query { text: query.text.clone(), ..self.find.query.clone() } == query;
        self.find.query = query;
        self.version += 1;
        let narrows = is_same_but_for_text && self.needle().narrows(&before);
        self.search.replace(last.filter(|_| narrows).map(|search| search.narrowed(self)));
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
        // The bar asks for a text, and says where there is nothing of it.
        let nothing = |app: &mut App| if app.find.is_open { Vec::new() } else { app.open_find(false) };
        match self.next_cell_found(forward) {
            Some(Near::Hit(hit)) => return self.show_hit(&hit),
            Some(Near::Nothing) => return nothing(self),
            Some(Near::Farther) => {
                self.with_search_so_far(|search| search.awaited = Some(forward));
                return Vec::new();
            }
            None => {}
        }
        let hits = self.hits();
        self.with_search_so_far(|search| search.awaited = None);
        let Some(last) = hits.len().checked_sub(1) else { return nothing(self) };
        let to = match self.place_among(&hits) {
            // Between two hits: the one before which it stands is the next one.
            Err(at) if forward => at,
            Ok(at) if forward => at + 1,
            Ok(at) | Err(at) => at.checked_sub(1).unwrap_or(last),
        };
        let Some(hit) = hits.get(if to > last { 0 } else { to }) else { return Vec::new() };
        self.show_hit(hit)
    }

    /// The step that waits until everything was looked at; none once nothing waits, or for as long as it is not.
    #[must_use]
    pub fn seek_awaited(&self) -> Option<Seek> {
        let awaited = self.with_search(0, |search| search.awaited)??;
        Some(if awaited { Seek::Next } else { Seek::Previous })
    }

    /// The next cell of the searched table that holds what is looked for: found from the active cell on, for as long as not all of
    /// them are known. None where they are, or where all tables are searched.
    fn next_cell_found(&self, forward: bool) -> Option<Near> {
        let query = &self.find.query;
        let looked = if query.everywhere && self.find.is_open { NEAR } else { 0 };
        if self.with_search(looked, |_| ()).is_some() {
            return None;
        }
        if query.everywhere {
            return self.find.is_open.then_some(Near::Farther);
        }
        let grid = self.searched().and_then(|id| self.laid_out(id))?;
        let (needle, layout, active) = (self.needle(), &*grid.layout, grid.selection.active);
        let (height, width) = (layout.height(), layout.width());
        let cells = height.checked_mul(width).filter(|cells| *cells > 0)?;
        let here = (active.row * width + active.column).min(cells - 1);
        let places =
            (1..=cells).map(|step| if forward { (here + step) % cells } else { (here + cells - step) % cells });
        let holds = |place: usize| {
            cell_at(self, layout, place / width, place % width, query)
                .filter(|(row, definition)| self.holds(&needle, layout.sheet(), *row, definition))
        };
        // Without the bar nobody goes on with the search, so that all of it is looked at now.
        let most = if self.find.is_open { NEAR } else { cells };
        let hit = |(row, definition): (RowId, &Definition)| Hit {
            sheet: layout.sheet(),
            row,
            column: definition.key.clone(),
        };
        Some(match places.take(most).filter_map(holds).next() {
            Some(found) => Near::Hit(hit(found)),
            None if cells <= most => Near::Nothing,
            None => Near::Farther,
        })
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
