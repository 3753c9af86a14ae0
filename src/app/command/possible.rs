//! Whether a command can run now, else why not.

use std::borrow::Cow;

use super::super::editing::is_editable;
use super::super::explain::Subject;
use super::super::grid::{Grid, GridId, Layout, Rows};
use super::super::moving::can_move;
use super::super::picking::has_picker;
use super::super::state::App;
use super::follow::Leads;
use super::{Command, Scope};
use crate::log::Mark;
use crate::model::{Definition, Kind, Sheet};
use crate::text::messages::{Impossible, Shell, Step};

impl App {
    /// Whether a command can run now, on the selection of a grid where it needs one.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn possible(&self, command: Command, id: Option<GridId>) -> Result<(), Impossible> {
        match command {
            Command::Undo | Command::Redo if self.steps_suppositions(command == Command::Undo) => {}
            Command::Undo if self.ledger.undoable().is_none() => return Err(Impossible::NothingToUndo),
            Command::Redo if self.ledger.redoable().is_none() => return Err(Impossible::NothingToRedo),
            Command::Repeat if self.repeatable.is_none() => return Err(Impossible::NothingToRepeat),
            Command::Back if self.trail.is_empty() => return Err(Impossible::NowhereBack),
            Command::Review
                if self.review_count() == 0
                    && !self.has_left_out()
                    && self.remarks_on_paste().is_empty()
                    && self.unread_cells().next().is_none() =>
            {
                return Err(Impossible::NothingToReview);
            }
            Command::PlanActivity if self.deal_in_use().is_none() => return Err(Impossible::NoDeal),
            Command::Join if self.to_join().is_none() => return Err(Impossible::NoNamesake),
            Command::DeleteRecord if self.record_of_page().is_none() => return Err(Impossible::NoPage),
            Command::RemoveSample if !self.plan().is_sample() => return Err(Impossible::NoSample),
            _ => {}
        }
        let Some(scope) = command.entry().map(|entry| entry.scope).filter(|scope| *scope != Scope::Application) else {
            return Ok(());
        };
        let grid = id.and_then(|id| self.laid_out(id)).ok_or(Impossible::NoTable)?;
        if matches!(scope, Scope::Rows | Scope::Columns | Scope::Heading)
            && matches!(&*grid.layout, Layout::Form { .. })
        {
            return Err(Impossible::Form);
        }
        self.can_arrange(command, grid)?;
        match command {
            Command::Cut
            | Command::FillDown
            | Command::FillRight
            | Command::FillSeries
            | Command::MoveRowsUp
            | Command::MoveRowsDown
                if grid.is_scattered() =>
            {
                Err(Impossible::SeveralRanges)
            }
            Command::FillDown | Command::FillRight | Command::FillSeries
                if matches!(&*grid.layout, Layout::Form { .. }) =>
            {
                Err(Impossible::Form)
            }
            // Whoever selected columns means columns: all rows would go.
            Command::DeleteRows if grid.is_of_columns() => Err(Impossible::WholeColumns),
            Command::Copy | Command::CopyHeadings if grid.closed_up().is_none() => Err(Impossible::ApartRanges),
            Command::Edit
            | Command::Retype
            | Command::Clear
            | Command::Cut
            | Command::Paste
            | Command::EnterAll
            | Command::FillDown
            | Command::FillRight
            | Command::Today
            | Command::CopyAbove
            | Command::Pick
            | Command::Card
            | Command::Comment
            | Command::Duplicate
            | Command::DeleteRows
                if is_on_head(grid) =>
            {
                Err(Impossible::GroupHead)
            }
            Command::Duplicate | Command::DeleteRows if !has_records(grid) => Err(Impossible::NoRecord),
            Command::MoveRowsUp | Command::MoveRowsDown => match can_move(grid) {
                Ok(()) if !has_records(grid) => Err(Impossible::NoRecord),
                can => can,
            },
            Command::Edit | Command::Retype if !self.columns(grid, true).any(is_editable) => Err(Impossible::Computed),
            Command::Clear
            | Command::Cut
            | Command::Paste
            | Command::EnterAll
            | Command::FillDown
            | Command::FillRight
            | Command::FillSeries
                if !self.columns(grid, false).any(is_editable) =>
            {
                Err(Impossible::Computed)
            }
            Command::FillSeries if grid.is_one_cell() => Err(Impossible::NothingToFill),
            Command::Card | Command::Comment if !has_records(grid) => Err(Impossible::NoRecord),
            Command::Today
                if !self.has_dates(grid.id)
                    && !self.columns(grid, true).any(|d| is_editable(d) && d.kind.is_text()) =>
            {
                Err(Impossible::NoDate)
            }
            Command::CopyAbove if !self.columns(grid, true).any(is_editable) => Err(Impossible::Computed),
            Command::Pick if !self.columns(grid, true).any(is_editable) => Err(Impossible::Computed),
            Command::Pick if !self.columns(grid, true).any(|d| is_editable(d) && has_picker(&d.kind)) => {
                Err(Impossible::NoChoices)
            }
            Command::MakeDeal if id.map(GridId::sheet) != Some(Sheet::WhiteSpace) => Err(Impossible::NoWhiteSpace),
            Command::MakeDeal if grid.is_on_new_row() => Err(Impossible::NoRecord),
            Command::EditColumn if !self.columns(grid, true).any(|d| d.kind != Kind::Foreign) => {
                Err(Impossible::ForeignColumn)
            }
            Command::DeleteColumn
                if !self.columns(grid, true).any(|d| grid.layout.sheet().definition(&d.key).is_none()) =>
            {
                Err(Impossible::BuiltInColumn)
            }
            Command::Explain => {
                let is_explained = match self.total_in_use(grid.id) {
                    Some(Subject::Total(id, path, key)) => self.totaling(id, path.as_deref(), &key).is_some(),
                    Some(other) => self.explain(&other).is_some(),
                    None => self.columns(grid, true).any(|d| d.computed.is_some()) && has_records(grid),
                };
                is_explained.then_some(()).ok_or(Impossible::NotComputed)
            }
            Command::Follow => {
                let leads = grid.target().and_then(|target| self.leads_to(grid.id, &target));
                leads.map(drop).ok_or(Impossible::NoLink)
            }
            _ => Ok(()),
        }
    }

    /// Where the active cell leads.
    fn leads_in_use(&self) -> Option<Leads> {
        let id = self.grid_in_use()?;
        self.leads_to(id, &self.laid_out(id)?.target()?)
    }

    /// What a command does, as menus say it now: undo and redo name their step.
    #[must_use]
    pub fn label_of(&self, command: Command) -> Cow<'static, str> {
        let step = |mark: &Mark| Step::of_key(&mark.label.0);
        let is_adding = || self.grid_in_use().and_then(|id| self.laid_out(id)).is_some_and(Grid::is_adding);
        let said = match command {
            Command::Follow => self.leads_in_use().and_then(|leads| match leads {
                Leads::Record(..) => None,
                Leads::Strategy(_) => Some(Shell::OpenStrategy),
                Leads::Plan(_) => Some(Shell::OpenAccount),
            }),
            Command::Cancel if is_adding() => Some(Shell::EndSelecting),
            Command::Undo if self.steps_suppositions(true) => Some(Shell::UndoWhat { what: Step::Suppose }),
            Command::Redo if self.steps_suppositions(false) => Some(Shell::RedoWhat { what: Step::Suppose }),
            Command::DeleteRecord => self.record_of_page().map(|(sheet, _)| Shell::DeleteOne { one: sheet.one() }),
            Command::Undo => self.ledger.undoable().map(|mark| Shell::UndoWhat { what: step(mark) }),
            Command::Redo => self.ledger.redoable().map(|mark| Shell::RedoWhat { what: step(mark) }),
            _ => None,
        };
        match said {
            Some(said) => said.text(self.lang),
            None => command.entry().map(|entry| entry.label.text(self.lang)).unwrap_or_default(),
        }
    }

    /// The columns of the selected cells, or of the active one.
    pub(in crate::app) fn columns<'a>(&'a self, grid: &'a Grid, active: bool) -> impl Iterator<Item = &'a Definition> {
        let table = self.plan().table(grid.layout.sheet());
        let active = active.then_some(grid.selection.active);
        // All rows of a table have the same columns.
        let row = matches!(*grid.layout, Layout::Table { .. }).then_some(grid.selection.active.row);
        let areas = grid.areas().filter(move |_| active.is_none()).flat_map(move |area| {
            let (top, bottom) = row.map_or(area.rows(), |row| (row, row));
            let (left, right) = area.columns();
            (top..=bottom).flat_map(move |row| (left..=right).map(move |column| (row, column)))
        });
        let cells = active.map(|at| (at.row, at.column)).into_iter().chain(areas);
        cells.filter_map(|(row, column)| table.definitions().get(grid.layout.shown(row, column)?.index))
    }
}

/// Whether nothing but the head of a group is selected.
fn is_on_head(grid: &Grid) -> bool {
    grid.selected_rows().iter().all(|(top, bottom)| top == bottom && grid.layout.is_head(*top))
}

fn has_records(grid: &Grid) -> bool {
    let is_there =
        |rows: &Rows| grid.selected_rows().iter().any(|(top, bottom)| rows.shown(*top, *bottom).next().is_some());
    grid.layout.rows().is_none_or(is_there)
}
