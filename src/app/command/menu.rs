//! In which menus a command stands.

use super::super::grid::{GridId, Layout};
use super::super::state::App;
use super::Arranging as A;
use super::Command;

/// Commands that belong together, between two lines of a menu.
pub type Section = &'static [Command];

/// The menu of the application.
pub const APPLICATION: &[Section] = &[
    &[Command::Undo, Command::Redo, Command::History],
    &[
        Command::NewPlan,
        Command::Plans,
        Command::Open,
        Command::Save,
        Command::SaveTeam,
        Command::SaveTemplate,
        Command::TakeTable,
        Command::Print,
    ],
    &[Command::Palette, Command::Find, Command::Replace],
    &[Command::Problems, Command::Review],
    &[Command::Preferences, Command::OtherLanguage, Command::NextTheme, Command::Help],
];

/// The menu of a page with one table.
pub const PAGE: &[Section] = &[
    &[Command::Add, Command::InsertAbove, Command::InsertBelow, Command::Duplicate, Command::DeleteRows],
    &[Command::AddColumn, Command::Columns],
    &[Command::SelectAll, Command::Print],
    &[Command::TakeTable, Command::SaveTable, Command::SaveRaw],
    &[
        Command::Arrange(A::FilterPanel),
        Command::Arrange(A::SortPanel),
        Command::Arrange(A::GroupPanel),
        Command::Arrange(A::ColumnsPanel),
        Command::Arrange(A::Colours),
    ],
    &[
        Command::Arrange(A::ApplyAgain),
        Command::Arrange(A::Unfilter),
        Command::Arrange(A::Unsort),
        Command::Arrange(A::FoldAll),
        Command::Arrange(A::UnfoldAll),
    ],
    &[Command::Arrange(A::SaveView), Command::Arrange(A::SaveViewAs)],
];

/// The menu of a heading.
pub const HEADING: &[Section] = &[
    &[
        Command::Arrange(A::SortUp),
        Command::Arrange(A::SortDown),
        Command::Arrange(A::ThenUp),
        Command::Arrange(A::ThenDown),
    ],
    &[
        Command::Arrange(A::FilterColumn),
        Command::Arrange(A::UnfilterColumn),
        Command::Arrange(A::GroupColumn),
        Command::Arrange(A::UngroupColumn),
    ],
    &[
        Command::Arrange(A::HideColumn),
        Command::Arrange(A::ColumnsPanel),
        Command::Arrange(A::Freeze),
        Command::Arrange(A::Unfreeze),
    ],
    &[
        Command::Arrange(A::ColumnLeft),
        Command::Arrange(A::ColumnRight),
        Command::Arrange(A::Narrower),
        Command::Arrange(A::Wider),
        Command::Arrange(A::FitColumn),
    ],
    &[Command::AddColumn, Command::EditColumn, Command::DeleteColumn],
    &[Command::Arrange(A::Colours), Command::Explain],
    &[Command::Arrange(A::TotalMenu)],
];

/// The menu of views: what can be done with the one that is shown.
pub const VIEW: Section =
    &[Command::Arrange(A::RenameView), Command::Arrange(A::CopyView), Command::Arrange(A::DeleteView)];

/// The menu of the page of one deal or one account.
pub const RECORD: &[Section] = &[
    &[Command::PlanActivity],
    &[Command::Print],
    &[Command::History, Command::Problems],
    &[Command::Join, Command::DeleteRecord],
];

const CELLS: &[Section] = &[
    &[Command::Cut, Command::Copy, Command::CopyHeadings, Command::Paste],
    &[Command::Edit, Command::Pick, Command::Today, Command::EnterAll, Command::Clear],
    &[Command::FillDown, Command::FillRight, Command::FillSeries],
    &[Command::Card, Command::Comment],
    &[Command::Follow, Command::Explain, Command::MakeDeal, Command::PlanActivity],
    &[Command::InsertAbove, Command::InsertBelow, Command::Duplicate, Command::Join, Command::DeleteRows],
    &[
        Command::Arrange(A::SortUp),
        Command::Arrange(A::SortDown),
        Command::Arrange(A::FilterColumn),
        Command::Arrange(A::GroupColumn),
        Command::Arrange(A::Fold),
    ],
    &[Command::SelectRows, Command::SelectColumns, Command::SelectAlso],
];

/// A card is one record, which has no row of its own to be deleted by.
const CARD: &[Section] = &[
    &[Command::Cut, Command::Copy, Command::Paste],
    &[Command::Edit, Command::Pick, Command::Today, Command::EnterAll, Command::Clear],
    &[Command::FillDown, Command::FillSeries],
    &[Command::Comment],
    &[Command::Follow, Command::Explain],
    &[Command::Join, Command::DeleteRecord],
];

const ROWS: &[Section] = &[
    &[Command::Card, Command::PlanActivity],
    &[Command::Cut, Command::Copy, Command::Paste],
    &[Command::InsertAbove, Command::InsertBelow, Command::Duplicate, Command::Join, Command::DeleteRows],
    &[Command::MoveRowsUp, Command::MoveRowsDown],
    &[Command::Clear],
];

const COLUMNS: &[Section] = &[
    &[Command::Cut, Command::Copy, Command::CopyHeadings, Command::Paste],
    &[Command::EnterAll, Command::FillDown, Command::FillSeries, Command::Clear],
    &[Command::AddColumn, Command::EditColumn, Command::DeleteColumn],
    &[
        Command::Arrange(A::SortUp),
        Command::Arrange(A::SortDown),
        Command::Arrange(A::FilterColumn),
        Command::Arrange(A::GroupColumn),
    ],
    &[
        Command::Arrange(A::HideColumn),
        Command::Arrange(A::Freeze),
        Command::Arrange(A::ColumnLeft),
        Command::Arrange(A::ColumnRight),
        Command::Arrange(A::FitColumn),
    ],
    &[Command::SelectAll],
];

/// What a context menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Some cells.
    Cells,
    /// Whole rows.
    Rows,
    /// Whole columns.
    Columns,
}

impl Chosen {
    /// The commands of its context menu.
    #[must_use]
    pub const fn sections(self) -> &'static [Section] {
        match self {
            Chosen::Cells => CELLS,
            Chosen::Rows => ROWS,
            Chosen::Columns => COLUMNS,
        }
    }
}

impl App {
    /// What a finger is offered for what is selected: filling, and moving rows.
    #[must_use]
    pub fn by_finger(&self, id: GridId) -> Vec<Command> {
        let Some(grid) = self.laid_out(id).filter(|grid| grid.editor.is_none()) else { return Vec::new() };
        if grid.is_adding() {
            // A press adds; the finger has no Esc.
            let more: &[Command] =
                if self.chosen(id) == Chosen::Rows { &[Command::Duplicate, Command::DeleteRows] } else { &[] };
            return [more, &[Command::Copy, Command::Clear, Command::Cancel]].concat();
        }
        let offered: &[Command] = match (self.chosen(id), grid.selection.size()) {
            (Chosen::Rows, _) => &[
                Command::MoveRowsUp,
                Command::MoveRowsDown,
                Command::FillDown,
                Command::Duplicate,
                Command::DeleteRows,
                Command::SelectAlso,
            ],
            (_, (1, 1)) => &[],
            (_, (1, _)) => &[Command::FillRight, Command::Copy, Command::Clear, Command::SelectAlso],
            (_, (_, 1)) => {
                &[Command::FillDown, Command::FillSeries, Command::Copy, Command::Clear, Command::SelectAlso]
            }
            _ => &[Command::FillDown, Command::FillRight, Command::FillSeries, Command::Copy, Command::Clear],
        };
        offered.iter().copied().filter(|command| self.possible(*command, Some(id)).is_ok()).collect()
    }

    /// The context menu of what is selected in a grid.
    #[must_use]
    pub fn context_menu(&self, id: GridId) -> &'static [Section] {
        App::menu_of(id, self.chosen(id))
    }

    /// The context menu of what a grid's selection is meant to be: of a table with one row its cells do not say that a whole
    /// column was asked for.
    #[must_use]
    pub fn menu_of(id: GridId, chosen: Chosen) -> &'static [Section] {
        if matches!(id, GridId::Card(_)) { CARD } else { chosen.sections() }
    }

    /// What the selection of a grid is: some cells, whole rows or whole columns.
    #[must_use]
    pub fn chosen(&self, id: GridId) -> Chosen {
        let Some(grid) = self.laid_out(id) else { return Chosen::Cells };
        let Layout::Table { rows, columns, .. } = &*grid.layout else { return Chosen::Cells };
        let whole = |(from, to): (usize, usize), count: usize| count > 1 && (from, to + 1) == (0, count);
        if grid.areas().all(|area| whole(area.columns(), columns.len())) {
            Chosen::Rows
        } else if grid.areas().all(|area| whole(area.rows(), rows.len())) {
            Chosen::Columns
        } else {
            Chosen::Cells
        }
    }
}
