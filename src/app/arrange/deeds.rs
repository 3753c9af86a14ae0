//! What a person can do to how a grid is arranged.

use std::sync::Arc;

use super::super::action::Effect;
use super::super::grid::{Arrangement, At, Colour, Condition, GridId, Selection, Sort, Total, Unit};
use super::super::notice::Notice;
use super::super::state::App;
use crate::model::{Key, Pack, RowId, Value};

/// One deed.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Sorts by a column, alone or after others.
    Sort {
        /// The column.
        column: Key,
        /// The greatest first.
        descending: bool,
        /// Keeps the columns that are sorted by already.
        add: bool,
    },
    /// Ascending, then descending, then not.
    TurnSort {
        /// The column.
        column: Key,
        /// Keeps the other columns that are sorted by.
        add: bool,
    },
    /// Sorts by these columns and no others.
    Sorts(Vec<Sort>),
    /// Sorts by a column no more; by none where none is given.
    Unsort(Option<Key>),
    /// Asks something of a column, or nothing.
    Ask(Key, Option<Condition>),
    /// Only rows that need attention, or all.
    Attention(bool),
    /// Only rows of the person who works here, or all.
    Mine(bool),
    /// Shows every row.
    Unfilter,
    /// Groups by a column; days by a unit.
    Group(Key, Option<Unit>),
    /// Groups by a column no more; by none where none is given.
    Ungroup(Option<Key>),
    /// Opens or closes a group.
    Fold(Vec<Value>),
    /// Opens or closes all groups.
    FoldAll(bool),
    /// Applies sort, filter and groups again.
    Apply,
    /// Shows or hides a column.
    Show(Key, bool),
    /// Switches a pack of columns on or off.
    Pack(Pack),
    /// Keeps so many columns in sight.
    Freeze(usize),
    /// Moves a column by so many.
    Shift(Key, isize),
    /// Puts columns before another one, or at the end.
    Put(Vec<Key>, Option<Key>),
    /// Sets the width of a column, in CSS pixels.
    Width(Key, u16),
    /// Keeps the widths that were tried out.
    KeepWidths,
    /// Shows the columns as they are defined.
    ResetColumns,
    /// Puts something under a column.
    Total(Key, Total),
    /// Sets the rules that colour.
    Colours(Vec<Colour>),
    /// Shows a named view; the table as it is defined where none is given.
    View(Option<RowId>),
    /// Keeps how the grid is arranged under a new name.
    SaveAs(String),
    /// Keeps how the grid is arranged in the view that it shows.
    Save,
    /// Gives a view another name.
    Rename(RowId, String),
    /// Doubles a view under another name.
    Copy(RowId, String),
    /// Deletes a view.
    Delete(RowId),
}

/// What becomes of a column.
enum Fate {
    Moved(Key),
    Hidden(Key),
    Widened(Key),
    Frozen,
}

impl App {
    /// Does something to how a grid is arranged.
    #[inline(never)]
    pub(in crate::app) fn rearrange(&mut self, id: GridId, deed: Deed, now: u64) -> Vec<Effect> {
        let (before, rows) = (Arc::clone(&self.grid(id).arrangement), self.rows_shown(id));
        let at = self.grid(id).selection.active;
        let applies = matches!(deed, Deed::Sort { .. } | Deed::TurnSort { .. } | Deed::Ask(..) | Deed::Apply);
        let fate = match &deed {
            Deed::Shift(column, _) => Some(Fate::Moved(column.clone())),
            Deed::Put(columns, _) => columns.first().cloned().map(Fate::Moved),
            Deed::Show(column, false) => Some(Fate::Hidden(column.clone())),
            Deed::Width(column, _) => Some(Fate::Widened(column.clone())),
            Deed::Freeze(_) => Some(Fate::Frozen),
            _ => None,
        };
        let mut effects = match deed {
            Deed::Sort { column, descending, add } => {
                self.arrange(id, "sort", now, |it| it.sort_by(&column, descending, add))
            }
            Deed::TurnSort { column, add } => self.arrange(id, "sort", now, |it| it.turn_sort(&column, add)),
            Deed::Sorts(sorts) => self.arrange(id, "sort", now, |it| it.sort = sorts),
            Deed::Unsort(column) => self.arrange(id, "sort", now, |it| {
                it.sort.retain(|sort| column.as_ref().is_some_and(|column| sort.column != *column));
            }),
            Deed::Ask(column, condition) => self.arrange(id, "filter", now, |it| it.filter.ask(&column, condition)),
            Deed::Attention(on) => self.arrange(id, "filter", now, |it| it.filter.attention = on),
            Deed::Mine(on) => self.arrange(id, "filter", now, |it| it.filter.mine = on),
            Deed::Unfilter => self.arrange(id, "filter", now, |it| it.filter = Default::default()),
            Deed::Group(column, unit) => {
                self.arrange(id, "group", now, |it| match it.groups.iter_mut().find(|group| group.column == column) {
                    Some(group) => group.unit = unit,
                    None => it.turn_group(&column, unit),
                })
            }
            Deed::Ungroup(column) => self.arrange(id, "group", now, |it| {
                it.groups.retain(|group| column.as_ref().is_some_and(|column| group.column != *column));
            }),
            Deed::Fold(path) => self.fold(id, &path),
            Deed::FoldAll(close) => self.fold_all(id, close),
            Deed::Apply => Vec::new(),
            Deed::Show(column, on) => {
                let definition = self.plan().table(id.sheet()).definition(&column).cloned();
                self.arrange(id, "columns", now, |it| {
                    if let Some(definition) = definition {
                        it.columns.show(&definition, on);
                    }
                })
            }
            Deed::Pack(pack) => self.arrange(id, "columns", now, |it| it.columns.toggle(pack)),
            Deed::Freeze(count) => self.arrange(id, "columns", now, |it| {
                it.columns.frozen = (count != 1).then_some(count);
            }),
            Deed::Shift(column, by) => self.move_column(id, now, |it, table, within| {
                it.columns.shift(table, within, &column, by);
            }),
            Deed::Put(columns, before) => {
                let effects = self.move_column(id, now, |it, table, _| {
                    columns.iter().for_each(|column| it.columns.put(table, column, before.as_ref()));
                });
                self.select_moved(id, &columns);
                effects
            }
            Deed::Width(column, width) => self.arrange(id, "columns", now, |it| it.columns.resize(&column, width)),
            Deed::KeepWidths => self.arrange(id, "columns", now, |_| {}),
            Deed::ResetColumns => self.arrange(id, "columns", now, |it| it.columns = Default::default()),
            Deed::Total(column, total) => self.arrange(id, "totals", now, |it| it.set_total(&column, total)),
            Deed::Colours(colours) => self.arrange(id, "colours", now, |it| it.colours = colours),
            Deed::View(row) => self.use_view(id, row, now),
            Deed::SaveAs(name) => return self.save_view_as(id, &name, now),
            Deed::Save => return self.save_view(id, now),
            Deed::Rename(row, name) => return self.rename_view(row, &name, now),
            Deed::Copy(row, name) => return self.copy_view(id, row, &name, now),
            Deed::Delete(row) => return self.delete_view(row, now),
        };
        let after = Arc::clone(&self.grid(id).arrangement);
        if *after == *before && applies && after.arranges_rows() {
            // Asked for once more: rows that no longer fit go where they belong.
            self.apply_again(id);
        }
        let what = (after.sort != before.sort, after.filter != before.filter, after.groups != before.groups);
        if what.0 {
            // The eye stays where it is, as in other tables; the row that was there goes to its place.
            let grid = self.grid(id);
            grid.selection = Selection::at(at.row, at.column).clamped(grid.layout.height(), grid.layout.width());
            effects.retain(|effect| !matches!(effect, Effect::Reveal(..)));
            effects.push(Effect::Reveal(id, grid.selection.active));
        }
        let shown = self.rows_shown(id);
        let notice = match what {
            (_, true, _) => Some(Notice::Filtered { shown: shown.0, of: shown.1 }),
            (true, ..) => Some(Notice::Sorted(after.sort.clone())),
            (_, _, true) => Some(Notice::Grouped { groups: self.groups_shown(id) }),
            _ if applies => Some(Notice::AppliedAgain { before: rows.0, shown: shown.0 }),
            _ => fate.filter(|_| after.columns != before.columns).and_then(|fate| self.column_said(id, fate)),
        };
        effects.extend(notice.map(Effect::Say));
        effects
    }

    /// What became of a column: for whoever does not see it, and with undo for whoever did not mean it.
    fn column_said(&self, id: GridId, fate: Fate) -> Option<Notice> {
        let label = |key: &Key| Some(self.plan().table(id.sheet()).definition(key)?.label.clone());
        let grid = self.laid_out(id)?;
        let of = grid.layout.width();
        let place = |key: &Key| (0..of).find(|at| grid.layout.shown(0, *at).is_some_and(|shown| shown.key == *key));
        Some(match fate {
            Fate::Hidden(column) => Notice::ColumnHidden(label(&column)?),
            Fate::Moved(column) => Notice::ColumnMoved { column: label(&column)?, at: place(&column)? + 1, of },
            Fate::Widened(column) => {
                let width = grid.layout.shown(0, place(&column)?)?.width;
                Notice::Widened { column: label(&column)?, width }
            }
            Fate::Frozen => Notice::Frozen(grid.arrangement.columns.frozen()),
        })
    }

    /// How many records a grid shows, closed groups included, and how many there are.
    #[must_use]
    pub fn rows_shown(&self, id: GridId) -> (usize, usize) {
        let Some(grid) = self.laid_out(id) else { return (0, 0) };
        let shown = grid.layout.rows().map_or(0, |rows| rows.records().len());
        match id {
            // Counting the rows of a record would read all of its table.
            GridId::Part(_) if !grid.arrangement.filter.is_empty() => {
                (shown, App::candidates(self.plan(), id, self.record_of(id)).len())
            }
            GridId::Part(_) => (shown, shown),
            _ => (shown, self.plan().table(id.sheet()).len()),
        }
    }

    fn groups_shown(&self, id: GridId) -> usize {
        self.laid_out(id).and_then(|grid| grid.layout.rows()).map_or(0, |rows| rows.sections().len())
    }

    fn move_column(
        &mut self,
        id: GridId,
        now: u64,
        change: impl FnOnce(&mut Arrangement, &crate::model::Table, bool),
    ) -> Vec<Effect> {
        let mut arrangement = Arrangement::clone(&self.grid(id).arrangement);
        change(&mut arrangement, self.plan().table(id.sheet()), matches!(id, GridId::Part(_)));
        self.arrange(id, "columns", now, |it| *it = arrangement)
    }

    /// What was selected goes with its columns.
    fn select_moved(&mut self, id: GridId, columns: &[Key]) {
        let grid = self.grid(id);
        let place = |key: &Key| {
            (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|shown| shown.key == *key))
        };
        if let Some((left, right)) = columns.first().and_then(place).zip(columns.last().and_then(place)) {
            let (top, bottom) = grid.selection.rows();
            let row = grid.selection.active.row;
            let whole = Selection::range(At { row: top, column: left }, At { row: bottom, column: right });
            grid.selection = Selection { active: At { row, column: left }, ..whole };
        }
    }

    fn fold(&mut self, id: GridId, path: &[Value]) -> Vec<Effect> {
        let grid = self.grid(id);
        let closed = Arc::make_mut(&mut grid.closed);
        if !closed.remove(path) {
            closed.insert(path.to_vec());
        }
        self.version += 1;
        let grid = self.grid(id);
        vec![Effect::Reveal(id, grid.selection.active)]
    }

    fn fold_all(&mut self, id: GridId, close: bool) -> Vec<Effect> {
        let grid = self.grid(id);
        let paths = grid.layout.rows().map(|rows| rows.sections().iter().map(|section| section.path.clone()).collect());
        grid.closed = Arc::new(if close { paths.unwrap_or_default() } else { Default::default() });
        self.version += 1;
        let grid = self.grid(id);
        vec![Effect::Reveal(id, grid.selection.active)]
    }
}
