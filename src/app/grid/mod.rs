//! One grid: its layout, its selection, its editor. Knows no screen; the ui draws what stands here.

mod editor;
mod layout;
mod selection;
mod viewport;

pub use editor::{Editor, Option_, Picker};
pub use layout::{Choice, Layout, Shown, Target};
pub use selection::{At, Bounds, Motion, Selection, block};
pub use viewport::Viewport;

use crate::model::{Pack, Plan, RowId, Sheet};

/// Which grid of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GridId {
    /// A whole table.
    Table(Sheet),
    /// The part of a table that belongs to the chosen deal or account.
    Part(Sheet),
    /// The header of the chosen deal or account, or the settings, as a form.
    Form(Sheet),
}

impl GridId {
    /// The table whose cells the grid shows.
    #[must_use]
    pub const fn sheet(self) -> Sheet {
        match self {
            GridId::Table(sheet) | GridId::Part(sheet) | GridId::Form(sheet) => sheet,
        }
    }

    /// A name for element ids.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            GridId::Table(sheet) => format!("grid-{}", sheet.key()),
            GridId::Part(sheet) => format!("part-{}", sheet.key()),
            GridId::Form(sheet) => format!("form-{}", sheet.key()),
        }
    }
}

/// The state of one grid.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Which grid it is.
    pub id: GridId,
    /// What it shows.
    pub layout: std::sync::Arc<Layout>,
    /// What is selected.
    pub selection: Selection,
    /// The open editor.
    pub editor: Option<Editor>,
    /// Which columns are shown, and how wide.
    pub choice: Choice,
    /// Whether the next Tab leaves the grid: after Esc.
    pub leaving: bool,
    /// The column in which a run of Tabs began.
    pub run: Option<usize>,
    /// Rows that a screen holds.
    pub page: usize,
    /// What the layout was made from.
    made_of: Option<(u64, Option<RowId>, Choice)>,
}

/// The packs of a record's header, in the order of the form.
#[must_use]
pub const fn header_packs(sheet: Sheet) -> &'static [Pack] {
    match sheet {
        Sheet::Deals => &[Pack::Strategy],
        _ => &[Pack::Core, Pack::More, Pack::Relationship, Pack::Intent],
    }
}

impl Grid {
    /// A grid that has not been laid out.
    #[must_use]
    pub fn new(id: GridId) -> Grid {
        let columns = Vec::new();
        let layout = Layout::Table { sheet: id.sheet(), parent: None, rows: Vec::new(), columns };
        Grid {
            id,
            layout: layout.into(),
            selection: Selection::default(),
            editor: None,
            choice: Choice::default(),
            leaving: false,
            run: None,
            page: 20,
            made_of: None,
        }
    }

    /// Lays the grid out anew where rows, columns or the chosen record have changed; says whether they have.
    ///
    /// The active cell stays on its record, wherever that went.
    pub fn refresh(&mut self, plan: &Plan, record: Option<RowId>) -> bool {
        let sheet = self.id.sheet();
        // A part depends on its links too, and those are cells; it is small, so any change may lay it out anew.
        let version = match self.id {
            GridId::Part(_) => plan.table(sheet).version(),
            GridId::Table(_) | GridId::Form(_) => plan.table(sheet).shape(),
        };
        if let Some((made, of, choice)) = &self.made_of
            && (*made, *of) == (version, record)
            && *choice == self.choice
        {
            return false;
        }
        let active = self.layout.record(self.selection.active.row);
        let same_record = self.made_of.as_ref().is_some_and(|(_, before, _)| *before == record);
        let layout = match self.id {
            GridId::Table(_) => Layout::table(plan, sheet, None, &self.choice),
            GridId::Part(_) => Layout::table(plan, sheet, Some(record.unwrap_or_default()), &self.choice),
            GridId::Form(_) => Layout::form(plan, sheet, record.unwrap_or_default(), header_packs(sheet), &self.choice),
        };
        if !same_record && !matches!(self.id, GridId::Table(_)) {
            self.selection = Selection::default();
            self.editor = None;
        } else if let (Some(active), Layout::Table { rows, .. }) = (active, &layout)
            && rows.get(self.selection.active.row) != Some(&active)
            && let Some(row) = rows.iter().position(|row| *row == active)
        {
            let by = row as isize - self.selection.active.row as isize;
            self.selection.active.row = row;
            self.selection.far.row = self.selection.far.row.saturating_add_signed(by);
        }
        self.selection = self.selection.clamped(layout.height(), layout.width());
        if let Some(editor) = &mut self.editor
            && let Some(row) = editor.target.row
        {
            match layout.locate(row, &editor.target.column) {
                Some((row, column)) => editor.at = At { row, column },
                None => self.editor = None,
            }
        }
        self.layout = layout.into();
        self.made_of = Some((version, record, self.choice.clone()));
        true
    }

    /// Whether the active cell is in the row that makes a new record.
    #[must_use]
    pub fn is_on_new_row(&self) -> bool {
        self.layout.record(self.selection.active.row).is_none()
    }

    /// Brings the active cell, and an editor that is open in it, back to the row that makes a new record: others have
    /// added rows above it.
    pub fn return_to_new_row(&mut self) {
        let last = self.layout.height().saturating_sub(1);
        let by = last as isize - self.selection.active.row as isize;
        self.selection.active.row = last;
        self.selection.far.row = self.selection.far.row.saturating_add_signed(by);
        self.selection = self.selection.clamped(self.layout.height(), self.layout.width());
        if let Some(editor) = self.editor.as_mut().filter(|editor| editor.target.row.is_none()) {
            editor.at.row = last;
        }
    }

    /// What the active cell is in the plan.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.layout.target(self.selection.active.row, self.selection.active.column)
    }

    /// Moves the active cell or stretches the range.
    pub fn go(&mut self, plan: &Plan, motion: Motion, extend: bool) {
        let selection = self.bounded(plan, |bounds| self.selection.moved(motion, extend, bounds));
        self.selection = selection.clamped(self.layout.height(), self.layout.width());
    }

    /// The block of filled cells around the active one.
    #[must_use]
    pub fn block(&self, plan: &Plan) -> Selection {
        self.bounded(plan, |bounds| block(self.selection.active, bounds))
    }

    /// What a motion needs to know. A computed cell of a record counts as filled, as a formula does in a spreadsheet.
    fn bounded<T>(&self, plan: &Plan, read: impl FnOnce(&Bounds<'_>) -> T) -> T {
        let table = plan.table(self.layout.sheet());
        let layout = &self.layout;
        let filled = |at: At| match (layout.record(at.row), layout.shown(at.row, at.column)) {
            (Some(row), Some(shown)) => {
                table.definitions().get(shown.index).is_some_and(|definition| definition.computed.is_some())
                    || table.slot(row).is_some_and(|slot| !table.cell(slot, shown.index).is_empty())
            }
            _ => false,
        };
        read(&Bounds {
            height: layout.height(),
            records: layout.records(),
            width: layout.width(),
            page: self.page,
            filled: &filled,
        })
    }
}
