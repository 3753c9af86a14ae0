//! What the commands about sort, filter, groups, columns and views do, and when they cannot.

use super::super::action::Effect;
use super::super::command::{Arranging, Command, Scope};
use super::super::grid::{At, Grid, GridId, Layout, MAX_GROUPS, Selection, Unit};
use super::super::notice::Notice;
use super::super::screen::{Naming, Panel};
use super::super::state::App;
use super::Deed;
use crate::model::{Key, Kind};
use crate::text::messages::Impossible;

/// By so much a column grows at a key, in CSS pixels.
const STEP: u16 = 20;

impl App {
    /// What a command does while a heading has the focus; none where it does what it always does.
    pub(in crate::app) fn run_in_heading(&mut self, id: GridId, command: Command) -> Option<Vec<Effect>> {
        self.grid(id).head?;
        match (command, command.entry().map(|entry| entry.scope)) {
            (Command::Go(motion), _) => self.go_along_headings(id, motion),
            (Command::Tab, _) => self.go_along_headings(id, super::super::grid::Motion::Right),
            (Command::TabBack, _) => self.go_along_headings(id, super::super::grid::Motion::Left),
            (Command::Cancel, _) => {
                self.grid(id).head = None;
                Some(Vec::new())
            }
            (Command::Menu, _) => Some(vec![Effect::HeadingMenu(id)]),
            (
                Command::Arrange(_)
                | Command::Explain
                | Command::AddColumn
                | Command::EditColumn
                | Command::DeleteColumn,
                _,
            ) => None,
            (Command::SelectColumns | Command::SelectAll | Command::SelectBlock | Command::Add, _) => {
                self.grid(id).head = None;
                None
            }
            // A heading is no cell: nothing is written from there.
            (_, Some(Scope::Grid | Scope::Cells | Scope::Rows | Scope::Editor)) => {
                Some(vec![Effect::Say(Notice::Impossible(Impossible::Heading))])
            }
            _ => None,
        }
    }

    /// Whether Up from the active cell leads to its heading.
    pub(in crate::app) fn is_below_headings(&mut self, id: GridId) -> bool {
        let grid = self.grid(id);
        grid.selection.active.row == 0 && matches!(*grid.layout, Layout::Table { .. })
    }

    /// Opens or closes the group whose head holds the active cell; says whether there is one.
    pub(in crate::app) fn fold_active(&mut self, id: GridId) -> bool {
        let grid = self.grid(id);
        let head = grid.layout.rows().and_then(|rows| rows.head(grid.selection.active.row));
        let Some(path) = head.map(|section| section.path.clone()) else { return false };
        self.rearrange(id, Deed::Fold(path), 0);
        true
    }

    /// At the beginning of the head of a group, an arrow opens what is closed, or closes what is open, as in any tree; says
    /// whether it did.
    pub(in crate::app) fn fold_as_tree(&mut self, id: GridId, opens: bool) -> bool {
        let grid = self.grid(id);
        let At { row, column } = grid.selection.active;
        let head = grid.layout.rows().and_then(|rows| rows.head(row));
        let turns = column == 0 && head.is_some_and(|section| grid.closed.contains(&section.path) == opens);
        turns && self.fold_active(id)
    }

    /// Runs a command about how a table is arranged.
    pub(in crate::app) fn run_arranging(&mut self, id: GridId, what: Arranging, now: u64) -> Vec<Effect> {
        let (Some(column), grid) = (self.column_in_use(id), self.grid(id)) else { return Vec::new() };
        let at = grid.head.unwrap_or(grid.selection.active.column);
        let width = grid.layout.shown(0, at).map_or(0, |shown| shown.width);
        let sort = |descending, add| Deed::Sort { column: column.clone(), descending, add };
        let panel = |panel| vec![Effect::Panel(id, panel)];
        let deed = match what {
            Arranging::SortUp => sort(false, false),
            Arranging::SortDown => sort(true, false),
            Arranging::ThenUp => sort(false, true),
            Arranging::ThenDown => sort(true, true),
            Arranging::TurnSort => Deed::TurnSort { column, add: false },
            Arranging::TurnThen => Deed::TurnSort { column, add: true },
            Arranging::SortPanel => return panel(Panel::Sort),
            Arranging::Unsort => Deed::Unsort(None),
            Arranging::FilterColumn => return panel(Panel::FilterOf(column)),
            Arranging::UnfilterColumn => Deed::Ask(column, None),
            Arranging::FilterPanel => return panel(Panel::Filter),
            Arranging::Unfilter => Deed::Unfilter,
            Arranging::ApplyAgain => Deed::Apply,
            Arranging::GroupColumn => {
                let is_date = self.plan().table(id.sheet()).definition(&column).is_some_and(|d| d.kind == Kind::Date);
                Deed::Group(column, is_date.then_some(Unit::Month))
            }
            Arranging::UngroupColumn => Deed::Ungroup(Some(column)),
            Arranging::GroupPanel => return panel(Panel::Group),
            Arranging::Fold => match self.path_of_active(id) {
                Some(path) => Deed::Fold(path),
                None => return Vec::new(),
            },
            Arranging::FoldAll => Deed::FoldAll(true),
            Arranging::UnfoldAll => Deed::FoldAll(false),
            Arranging::Colours => return panel(Panel::Colours),
            Arranging::SaveView => Deed::Save,
            Arranging::SaveViewAs => return panel(Panel::NameView(Naming::New)),
            Arranging::RenameView => match self.base_view(id) {
                Some(view) => return panel(Panel::NameView(Naming::Rename(view))),
                None => return Vec::new(),
            },
            Arranging::CopyView => match self.base_view(id) {
                Some(view) => return panel(Panel::NameView(Naming::Copy(view))),
                None => return Vec::new(),
            },
            Arranging::DeleteView => match self.base_view(id) {
                Some(view) => Deed::Delete(view),
                None => return Vec::new(),
            },
            Arranging::TotalMenu => return vec![Effect::TotalMenu(id)],
            Arranging::HeadingMenu => return vec![Effect::HeadingMenu(id)],
            Arranging::ColumnsPanel => return panel(Panel::Columns),
            Arranging::HideColumn => Deed::Show(column, false),
            Arranging::ColumnLeft => return self.shift_column(id, column, -1, now),
            Arranging::ColumnRight => return self.shift_column(id, column, 1, now),
            Arranging::Narrower => Deed::Width(column, width.saturating_sub(STEP)),
            Arranging::Wider => Deed::Width(column, width.saturating_add(STEP)),
            Arranging::FitColumn => return vec![Effect::Fit(id, column)],
            Arranging::Freeze => Deed::Freeze(at + 1),
            Arranging::Unfreeze => Deed::Freeze(0),
        };
        self.rearrange(id, deed, now)
    }

    /// Moves a column; the focus goes with it.
    fn shift_column(&mut self, id: GridId, column: Key, by: isize, now: u64) -> Vec<Effect> {
        let effects = self.rearrange(id, Deed::Shift(column.clone(), by), now);
        let grid = self.grid(id);
        let to = (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|s| s.key == column));
        if let Some(to) = to {
            grid.head = grid.head.map(|_| to);
            let here = |at: At| At { column: to, ..at };
            let Selection { active, anchor, far } = grid.selection;
            grid.selection = Selection { active: here(active), anchor: here(anchor), far: here(far) };
        }
        effects
    }

    /// The path of the group that the active row heads, or stands in.
    fn path_of_active(&self, id: GridId) -> Option<Vec<crate::model::Value>> {
        let grid = self.laid_out(id)?;
        let (rows, row) = (grid.layout.rows()?, grid.selection.active.row);
        if let Some(section) = rows.head(row) {
            return Some(section.path.clone());
        }
        let innermost = rows.sections_of(rows.record(row)?).last()?;
        Some(innermost.path.clone())
    }

    /// Whether a command about how a table is arranged can run.
    pub(in crate::app) fn can_arrange(&self, command: Command, grid: &Grid) -> Result<(), Impossible> {
        let Command::Arrange(what) = command else { return Ok(()) };
        let (id, it) = (grid.id, &grid.arrangement);
        let column = self.column_in_use(id).unwrap_or_default();
        let is_grouped = it.groups.iter().any(|group| group.column == column);
        let at = grid.head.unwrap_or(grid.selection.active.column);
        let refused = match what {
            Arranging::Unsort => it.sort.is_empty().then_some(Impossible::NotSorted),
            Arranging::Unfilter => it.filter.is_empty().then_some(Impossible::NotFiltered),
            Arranging::UnfilterColumn => it.filter.of(&column).is_none().then_some(Impossible::NotFilteredHere),
            Arranging::ApplyAgain => (!it.arranges_rows()).then_some(Impossible::NotArranged),
            Arranging::GroupColumn if is_grouped => Some(Impossible::GroupedHere),
            Arranging::GroupColumn => (it.groups.len() >= MAX_GROUPS).then_some(Impossible::GroupsFull),
            Arranging::UngroupColumn => (!is_grouped).then_some(Impossible::NotGroupedHere),
            Arranging::FoldAll | Arranging::UnfoldAll => it.groups.is_empty().then_some(Impossible::NotGrouped),
            Arranging::Fold => self.path_of_active(id).is_none().then_some(Impossible::NotInGroup),
            Arranging::SaveView | Arranging::RenameView | Arranging::CopyView | Arranging::DeleteView
                if self.base_view(id).is_none() =>
            {
                Some(Impossible::NoView)
            }
            Arranging::SaveView => (!self.is_view_changed(id)).then_some(Impossible::ViewUnchanged),
            Arranging::HideColumn => (grid.layout.width() <= 1).then_some(Impossible::LastColumn),
            Arranging::ColumnLeft => (at == 0).then_some(Impossible::NoFarther),
            Arranging::ColumnRight => (at + 1 >= grid.layout.width()).then_some(Impossible::NoFarther),
            _ => None,
        };
        refused.map_or(Ok(()), Err)
    }
}
