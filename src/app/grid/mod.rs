//! One grid: its layout, its selection, its editor. Knows no screen; the ui draws what stands here.

mod areas;
mod arrangement;
mod code;
mod columns;
mod condition;
mod editor;
mod layout;
mod order;
mod rows;
mod selection;
mod viewport;

pub use areas::Areas;
pub use arrangement::{Arrangement, Colour, Filter, Group, MAX_GROUPS, Sort, Total};
pub use code::{COLUMNS, decode_path, encode_path};
pub use columns::{Choice, MOST_FROZEN, NARROWEST, WIDEST};
pub use condition::{Condition, Likeness, Unit};
pub use editor::{Editor, Option_, Picker, Takes};
pub use layout::{Layout, Shown, Target};
pub use order::{Beside, Head, Order};
pub use rows::{Line, Rows, Section};
pub use selection::{At, Bounds, Motion, Selection, block};
pub use viewport::Viewport;

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::arrange::Arrival;
use crate::model::{Key, Pack, Plan, RowId, Sheet, Value};

/// Which grid of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GridId {
    /// A whole table.
    Table(Sheet),
    /// The part of a table that belongs to the chosen deal or account.
    Part(Sheet),
    /// The header of the chosen deal or account, or the settings, as a form.
    Form(Sheet),
    /// One record of a table with all its fields, as a form beside the page.
    Card(Sheet),
}

impl GridId {
    /// The table whose cells the grid shows.
    #[must_use]
    pub const fn sheet(self) -> Sheet {
        match self {
            GridId::Table(sheet) | GridId::Part(sheet) | GridId::Form(sheet) | GridId::Card(sheet) => sheet,
        }
    }

    /// Whether it shows the fields of one record, one below the other.
    #[must_use]
    pub const fn is_form(self) -> bool {
        matches!(self, GridId::Form(_) | GridId::Card(_))
    }

    /// A name for element ids.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            GridId::Table(sheet) => format!("grid-{}", sheet.key()),
            GridId::Part(sheet) => format!("part-{}", sheet.key()),
            GridId::Form(sheet) => format!("form-{}", sheet.key()),
            GridId::Card(sheet) => format!("card-{}", sheet.key()),
        }
    }

    /// The grid of such a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<GridId> {
        let sheet = Sheet::of_key(name.split_once('-')?.1)?;
        let all = [GridId::Table(sheet), GridId::Part(sheet), GridId::Form(sheet), GridId::Card(sheet)];
        all.into_iter().find(|id| id.name() == name)
    }
}

/// The state of one grid.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Which grid it is.
    pub id: GridId,
    /// What it shows.
    pub layout: Arc<Layout>,
    /// The range that keys move; what else is selected stands in `areas`.
    pub selection: Selection,
    /// Ranges that are selected beside it.
    pub areas: Areas,
    /// The open editor.
    pub editor: Option<Editor>,
    /// Which columns and rows are shown, and how.
    pub arrangement: Arc<Arrangement>,
    /// The column whose heading has the focus, in place of a cell.
    pub head: Option<usize>,
    /// The groups that are closed, by what they have in common.
    pub closed: Arc<FxHashSet<Vec<Value>>>,
    /// Rows that no longer fit where they stand; they stay there until the order is made anew.
    pub misfits: FxHashSet<RowId>,
    /// So many rows were written into that nobody looked which of them still fit.
    pub stale: bool,
    /// Whether the next Tab leaves the grid: after Esc.
    pub leaving: bool,
    /// The column in which a run of Tabs began.
    pub run: Option<usize>,
    /// Rows that a screen holds.
    pub page: usize,
    /// The order of the rows, where they stand otherwise than in the plan.
    pub(super) order: Option<Arc<Order>>,
    /// Where rows that are about to be added are to stand.
    pub(super) arrivals: Vec<Arrival>,
    /// What the order was made for, and which of the columns it asks about were taken out.
    order_of: Option<(Arc<Arrangement>, Option<RowId>, Vec<Key>)>,
    /// What the layout was made from.
    made_of: Option<Made>,
}

/// What a layout was made from.
#[derive(Clone, Debug)]
struct Made {
    version: u64,
    record: Option<RowId>,
    arrangement: Arc<Arrangement>,
    order: Option<Arc<Order>>,
    closed: Arc<FxHashSet<Vec<Value>>>,
}

/// The packs of a record's header, in the order of the form.
#[must_use]
pub const fn header_packs(sheet: Sheet) -> &'static [Pack] {
    match sheet {
        Sheet::Deals => &[Pack::Strategy],
        _ => &[Pack::Core, Pack::More, Pack::Relationship, Pack::Intent],
    }
}

/// The packs of a card: everything a record has.
const CARD_PACKS: &[Pack] = &[
    Pack::Core,
    Pack::More,
    Pack::Dimensions,
    Pack::Questions,
    Pack::Objections,
    Pack::Effort,
    Pack::Change,
    Pack::Coaching,
    Pack::Closing,
    Pack::Strategy,
    Pack::Relationship,
    Pack::Intent,
    Pack::Parent,
];

impl Grid {
    /// A grid that has not been laid out, arranged as it was left.
    #[must_use]
    pub fn new(id: GridId, arrangement: Arrangement) -> Grid {
        let columns = Vec::new();
        let layout = Layout::Table { sheet: id.sheet(), parent: None, rows: Rows::default(), columns };
        Grid {
            id,
            layout: layout.into(),
            selection: Selection::default(),
            areas: Areas::default(),
            editor: None,
            arrangement: arrangement.into(),
            head: None,
            closed: Arc::default(),
            misfits: FxHashSet::default(),
            stale: false,
            leaving: false,
            run: None,
            page: 20,
            order: None,
            arrivals: Vec::new(),
            order_of: None,
            made_of: None,
        }
    }

    /// What of the plan the layout depends on.
    fn version(&self, plan: &Plan) -> u64 {
        let table = plan.table(self.id.sheet());
        // A part depends on its links too, and those are cells; it is small, so any change may lay it out anew.
        match self.id {
            GridId::Part(_) => table.version(),
            GridId::Table(_) | GridId::Form(_) | GridId::Card(_) => table.shape(),
        }
    }

    /// Whether the layout shows the rows and columns that there are.
    pub(super) fn is_fresh(&self, plan: &Plan, record: Option<RowId>) -> bool {
        self.made_of.as_ref().is_some_and(|made| {
            (made.version, made.record) == (self.version(plan), record)
                && Arc::ptr_eq(&made.arrangement, &self.arrangement)
                && Arc::ptr_eq(&made.closed, &self.closed)
                && made.order.as_ref().map(Arc::as_ptr) == self.order.as_ref().map(Arc::as_ptr)
        })
    }

    /// Whether the order was made for other rows, or to be sorted, filtered or grouped otherwise.
    pub(super) fn is_order_old(&self, plan: &Plan, record: Option<RowId>) -> bool {
        let table = plan.table(self.id.sheet());
        self.order_of.as_ref().is_none_or(|(arrangement, of, gone)| {
            *of != record
                || *gone != arrangement.gone(table)
                || !(Arc::ptr_eq(arrangement, &self.arrangement) || arrangement.orders_as(&self.arrangement))
        })
    }

    /// Puts a new order of the rows in place.
    pub(super) fn set_order(&mut self, plan: &Plan, order: Arc<Order>, record: Option<RowId>) {
        self.order = Some(order);
        let gone = self.arrangement.gone(plan.table(self.id.sheet()));
        self.order_of = Some((Arc::clone(&self.arrangement), record, gone));
        self.stale = false;
        self.misfits.clear();
        self.arrivals.clear();
    }

    /// Lets the order be made anew.
    pub(super) fn forget_order(&mut self) {
        (self.order, self.order_of, self.stale) = (None, None, false);
        self.misfits.clear();
        self.arrivals.clear();
    }

    /// Lays the grid out anew where rows, columns or the chosen record have changed; says whether they have.
    ///
    /// The active cell stays on its record, wherever that went.
    pub(super) fn refresh(&mut self, plan: &Plan, record: Option<RowId>) -> bool {
        if self.is_fresh(plan, record) {
            return false;
        }
        let sheet = self.id.sheet();
        let before = self.made_of.take();
        let active = self.layout.record(self.selection.active.row);
        let was_new = self.layout.is_new(self.selection.active.row);
        let same_record = before.as_ref().is_some_and(|made| made.record == record);
        let layout = match self.id {
            GridId::Table(_) | GridId::Part(_) => {
                let parent = matches!(self.id, GridId::Part(_)).then(|| record.unwrap_or_default());
                let rows = match &self.order {
                    None => Rows::plain(unordered(plan, self.id, record)),
                    Some(order) => {
                        let candidates = super::state::App::candidates(plan, self.id, record);
                        order.rows(plan.table(sheet), &candidates, &self.closed)
                    }
                };
                Layout::table(plan, sheet, parent, rows, &self.arrangement.columns)
            }
            GridId::Form(_) | GridId::Card(_) => {
                let packs = if matches!(self.id, GridId::Card(_)) { CARD_PACKS } else { header_packs(sheet) };
                Layout::form(plan, sheet, record.unwrap_or_default(), packs, &self.arrangement.columns)
            }
        };
        if !same_record && !matches!(self.id, GridId::Table(_)) {
            self.selection = Selection::default();
            self.editor = None;
            self.head = None;
        } else if let (Some(active), Layout::Table { rows, .. }) = (active, &layout) {
            if layout.record(self.selection.active.row) != Some(active)
                && let Some(row) = rows.row_of(active)
            {
                self.move_selection(row);
            }
        } else if was_new && before.is_some_and(|made| !Arc::ptr_eq(&made.arrangement, &self.arrangement)) {
            self.move_selection(layout.height().saturating_sub(1));
        } else if was_new && layout.is_head(self.selection.active.row) {
            // The head of the rows that came later: the row that was begun here stands below it.
            self.move_selection(self.selection.active.row + 1);
        }
        self.selection = self.selection.clamped(layout.height(), layout.width());
        // A heading in use stays so wherever its column went, and so does the column that Enter comes back to.
        let follow = |column: usize| {
            let key = self.layout.shown(0, column).map(|shown| &shown.key);
            let place = key.and_then(|key| layout.column_of(key));
            place.unwrap_or_else(|| column.min(layout.width().saturating_sub(1)))
        };
        (self.head, self.run) = (self.head.map(follow), self.run.map(follow));
        if let Some(editor) = &mut self.editor
            && let Some(row) = editor.target.row
        {
            // A column that another tab took out keeps what is being typed into it, for as long as it is typed.
            let beside = || layout.row_of(row).filter(|_| !self.id.is_form()).map(|row| (row, editor.at.column));
            match layout.locate(row, &editor.target.column).or_else(beside) {
                Some((row, column)) => editor.at = At { row, column },
                None => self.editor = None,
            }
        }
        if self.areas.are_some() && *self.layout != layout {
            // Other rows stand there now.
            self.forget_areas();
        }
        self.layout = layout.into();
        self.made_of = Some(Made {
            version: self.version(plan),
            record,
            arrangement: Arc::clone(&self.arrangement),
            order: self.order.clone(),
            closed: Arc::clone(&self.closed),
        });
        true
    }

    fn move_selection(&mut self, row: usize) {
        let by = row as isize - self.selection.active.row as isize;
        self.selection.active.row = row;
        self.selection.anchor.row = self.selection.anchor.row.saturating_add_signed(by);
        self.selection.far.row = self.selection.far.row.saturating_add_signed(by);
    }

    /// Whether the active cell is in the row that makes a new record.
    #[must_use]
    pub fn is_on_new_row(&self) -> bool {
        self.layout.is_new(self.selection.active.row)
    }

    /// Brings the active cell, and an editor that is open in it, back to the row that makes a new record: others have
    /// added rows above it.
    pub fn return_to_new_row(&mut self) {
        let last = self.layout.height().saturating_sub(1);
        self.move_selection(last);
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

/// The rows of a table or of a part of it, as they stand in the plan.
fn unordered(plan: &Plan, id: GridId, record: Option<RowId>) -> Vec<RowId> {
    let sheet = id.sheet();
    match (id, sheet.parent()) {
        (GridId::Part(_), Some(key)) => plan.linked(sheet, &key, record.unwrap_or_default()).collect(),
        _ => plan.table(sheet).ids().collect(),
    }
}
