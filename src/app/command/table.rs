//! The table itself: each command once.

use super::super::grid::Motion;
use super::super::screen::Tab;
use super::Arranging as A;
use super::{Chord, Command, KeyName};
use crate::text::messages::Commands as Words;

/// What belongs together in menus and in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving about in a table.
    Moving,
    /// Selecting cells.
    Selecting,
    /// Writing into cells.
    Editing,
    /// Whole rows.
    Rows,
    /// The clipboard.
    Clipboard,
    /// Sorting, filtering, grouping, views.
    Arranging,
    /// Whole columns.
    Columns,
    /// Going elsewhere.
    Going,
    /// The plan and its files.
    Plan,
    /// The application.
    Application,
}

impl Group {
    /// All, in the order of the help.
    pub const ALL: [Group; 10] = [
        Group::Moving,
        Group::Selecting,
        Group::Editing,
        Group::Clipboard,
        Group::Rows,
        Group::Arranging,
        Group::Columns,
        Group::Going,
        Group::Plan,
        Group::Application,
    ];

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> Words {
        match self {
            Group::Moving => Words::Moving,
            Group::Selecting => Words::Selecting,
            Group::Editing => Words::Editing,
            Group::Rows => Words::Rows,
            Group::Clipboard => Words::Clipboard,
            Group::Arranging => Words::Arranging,
            Group::Columns => Words::OnHeading,
            Group::Going => Words::Going,
            Group::Plan => Words::Plan,
            Group::Application => Words::Application,
        }
    }
}

/// Where a command applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere in the application.
    Application,
    /// A table or form: its active cell and its range.
    Grid,
    /// The cells that are selected.
    Cells,
    /// The rows that are selected; a form has none.
    Rows,
    /// The columns that are selected; a form has none.
    Columns,
    /// The column whose heading has the focus, else that of the active cell: in cells these keys mean something else.
    Heading,
    /// The open editor of a cell: these keys mean something else at rest.
    Editor,
}

/// A command with everything that keys, menus, palette, help and documentation say of it.
#[derive(Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// A name that never changes.
    pub id: &'static str,
    /// What it does, as menus say it.
    pub label: Words,
    /// What it belongs to.
    pub group: Group,
    /// Where it applies.
    pub scope: Scope,
    /// Its keys, the one to show first; a Mac shows the first that it leaves to the page.
    pub keys: &'static [Chord],
    /// Whether it makes sense to choose it by name: a step of the active cell does not.
    pub by_name: bool,
}

const fn entry(
    command: Command,
    id: &'static str,
    label: Words,
    group: Group,
    scope: Scope,
    keys: &'static [Chord],
) -> Entry {
    Entry { command, id, label, group, scope, keys, by_name: true }
}

/// A command that is for the hand only.
const fn by_key(
    command: Command,
    id: &'static str,
    label: Words,
    group: Group,
    scope: Scope,
    keys: &'static [Chord],
) -> Entry {
    Entry { command, id, label, group, scope, keys, by_name: false }
}

const fn arranging(
    what: A,
    id: &'static str,
    label: Words,
    group: Group,
    scope: Scope,
    keys: &'static [Chord],
) -> Entry {
    entry(Command::Arrange(what), id, label, group, scope, keys)
}

const fn arranging_by_key(
    what: A,
    id: &'static str,
    label: Words,
    group: Group,
    scope: Scope,
    keys: &'static [Chord],
) -> Entry {
    by_key(Command::Arrange(what), id, label, group, scope, keys)
}

const fn go(motion: Motion, id: &'static str, label: Words, keys: &'static [Chord]) -> Entry {
    by_key(Command::Go(motion), id, label, Group::Moving, Scope::Grid, keys)
}

const fn extend(motion: Motion, id: &'static str, label: Words, keys: &'static [Chord]) -> Entry {
    by_key(Command::Extend(motion), id, label, Group::Selecting, Scope::Grid, keys)
}

use Group::{Application, Arranging, Clipboard, Columns, Editing, Going, Moving, Plan, Rows, Selecting};
use KeyName::Char;

/// Every command, in the order of the help. To add one: its name in [`Command`], its label in
/// `text/messages/commands.rs`, a line here, what it does in `App::run`; where it cannot run, `App::possible`; in which
/// menus it stands, `command/menu.rs`.
#[rustfmt::skip]
pub const TABLE: &[Entry] = &[
    go(Motion::Up, "go.up", Words::Move, &[Chord::key(KeyName::Up)]),
    go(Motion::Down, "go.down", Words::Move, &[Chord::key(KeyName::Down)]),
    go(Motion::Left, "go.left", Words::Move, &[Chord::key(KeyName::Left)]),
    go(Motion::Right, "go.right", Words::Move, &[Chord::key(KeyName::Right)]),
    go(Motion::EdgeUp, "go.edge-up", Words::Edge, &[Chord::ctrl(KeyName::Up)]),
    go(Motion::EdgeDown, "go.edge-down", Words::Edge, &[Chord::ctrl(KeyName::Down)]),
    go(Motion::EdgeLeft, "go.edge-left", Words::Edge, &[Chord::ctrl(KeyName::Left)]),
    go(Motion::EdgeRight, "go.edge-right", Words::Edge, &[Chord::ctrl(KeyName::Right)]),
    go(Motion::RowStart, "go.row-start", Words::RowEnds, &[Chord::key(KeyName::Home)]),
    go(Motion::RowEnd, "go.row-end", Words::RowEnds, &[Chord::key(KeyName::End)]),
    go(Motion::Start, "go.start", Words::TableEnds, &[Chord::ctrl(KeyName::Home)]),
    go(Motion::End, "go.end", Words::TableEnds, &[Chord::ctrl(KeyName::End)]),
    go(Motion::PageUp, "go.page-up", Words::Page, &[Chord::key(KeyName::PageUp)]),
    go(Motion::PageDown, "go.page-down", Words::Page, &[Chord::key(KeyName::PageDown)]),
    entry(Command::Reveal, "go.reveal", Words::Reveal, Moving, Scope::Grid, &[Chord::ctrl(KeyName::Backspace)]),

    extend(Motion::Up, "extend.up", Words::Extend, &[Chord::shift(KeyName::Up)]),
    extend(Motion::Down, "extend.down", Words::Extend, &[Chord::shift(KeyName::Down)]),
    extend(Motion::Left, "extend.left", Words::Extend, &[Chord::shift(KeyName::Left)]),
    extend(Motion::Right, "extend.right", Words::Extend, &[Chord::shift(KeyName::Right)]),
    extend(Motion::EdgeUp, "extend.edge-up", Words::ExtendEdge, &[Chord::ctrl_shift(KeyName::Up)]),
    extend(Motion::EdgeDown, "extend.edge-down", Words::ExtendEdge, &[Chord::ctrl_shift(KeyName::Down)]),
    extend(Motion::EdgeLeft, "extend.edge-left", Words::ExtendEdge, &[Chord::ctrl_shift(KeyName::Left)]),
    extend(Motion::EdgeRight, "extend.edge-right", Words::ExtendEdge, &[Chord::ctrl_shift(KeyName::Right)]),
    extend(Motion::RowStart, "extend.row-start", Words::ExtendRow, &[Chord::shift(KeyName::Home)]),
    extend(Motion::RowEnd, "extend.row-end", Words::ExtendRow, &[Chord::shift(KeyName::End)]),
    extend(Motion::Start, "extend.start", Words::ExtendTable, &[Chord::ctrl_shift(KeyName::Home)]),
    extend(Motion::End, "extend.end", Words::ExtendTable, &[Chord::ctrl_shift(KeyName::End)]),
    extend(Motion::PageUp, "extend.page-up", Words::ExtendPage, &[Chord::shift(KeyName::PageUp)]),
    extend(Motion::PageDown, "extend.page-down", Words::ExtendPage, &[Chord::shift(KeyName::PageDown)]),
    entry(Command::SelectBlock, "select.block", Words::SelectBlock, Selecting, Scope::Grid, &[Chord::ctrl(Char('a'))]),
    entry(Command::SelectAll, "select.all", Words::SelectAll, Selecting, Scope::Grid, &[Chord::ctrl_shift(KeyName::Space)]),
    entry(Command::SelectRows, "select.rows", Words::SelectRows, Selecting, Scope::Rows, &[Chord::shift(KeyName::Space)]),
    entry(Command::SelectColumns, "select.columns", Words::SelectColumns, Selecting, Scope::Columns, &[Chord::ctrl(KeyName::Space)]),
    entry(Command::SelectAlso, "select.also", Words::SelectAlso, Selecting, Scope::Grid, &[Chord::shift(KeyName::F(8))]),

    by_key(Command::Enter, "edit.enter", Words::Enter, Editing, Scope::Grid, &[Chord::key(KeyName::Enter)]),
    by_key(Command::EnterUp, "edit.enter-up", Words::EnterUp, Editing, Scope::Grid, &[Chord::shift(KeyName::Enter)]),
    by_key(Command::Tab, "edit.tab", Words::Tab, Editing, Scope::Grid, &[Chord::key(KeyName::Tab)]),
    by_key(Command::TabBack, "edit.tab-back", Words::TabBack, Editing, Scope::Grid, &[Chord::shift(KeyName::Tab)]),
    entry(Command::Edit, "edit.open", Words::Edit, Editing, Scope::Cells, &[Chord::key(KeyName::F(2))]),
    by_key(Command::Retype, "edit.retype", Words::Retype, Editing, Scope::Cells, &[Chord::key(KeyName::Backspace)]),
    by_key(Command::NewLine, "edit.new-line", Words::NewLine, Editing, Scope::Editor, &[Chord::alt(KeyName::Enter)]),
    by_key(Command::Cancel, "edit.cancel", Words::Escape, Editing, Scope::Grid, &[Chord::key(KeyName::Escape)]),
    entry(Command::EnterAll, "edit.fill-selection", Words::EnterAll, Editing, Scope::Cells, &[Chord::ctrl(KeyName::Enter)]),
    entry(Command::FillDown, "edit.fill-down", Words::FillDown, Editing, Scope::Cells, &[Chord::ctrl(Char('d'))]),
    entry(Command::FillRight, "edit.fill-right", Words::FillRight, Editing, Scope::Cells, &[Chord::ctrl(Char('r'))]),
    entry(Command::FillSeries, "edit.fill-series", Words::FillSeries, Editing, Scope::Cells, &[]),
    entry(Command::Clear, "edit.clear", Words::Clear, Editing, Scope::Cells, &[Chord::key(KeyName::Delete)]),
    entry(Command::Pick, "edit.pick", Words::Pick, Editing, Scope::Cells, &[Chord::alt(KeyName::Down)]),
    entry(Command::Today, "edit.today", Words::Today, Editing, Scope::Cells, &[Chord::ctrl(Char(';'))]),
    entry(Command::CopyAbove, "edit.copy-above", Words::CopyAbove, Editing, Scope::Cells, &[Chord::ctrl(Char('\'')), Chord::ctrl(Char('"'))]),
    entry(Command::Repeat, "edit.repeat", Words::Repeat, Editing, Scope::Cells, &[Chord::key(KeyName::F(4))]),

    entry(Command::Cut, "clipboard.cut", Words::Cut, Clipboard, Scope::Cells, &[Chord::ctrl(Char('x'))]),
    entry(Command::Copy, "clipboard.copy", Words::Copy, Clipboard, Scope::Cells, &[Chord::ctrl(Char('c'))]),
    entry(Command::CopyHeadings, "clipboard.copy-headings", Words::CopyHeadings, Clipboard, Scope::Columns, &[]),
    entry(Command::Paste, "clipboard.paste", Words::Paste, Clipboard, Scope::Cells, &[Chord::ctrl(Char('v'))]),

    entry(Command::Add, "rows.add", Words::Add, Rows, Scope::Rows, &[]),
    entry(Command::InsertAbove, "rows.insert-above", Words::InsertAbove, Rows, Scope::Rows, &[Chord::ctrl_shift(KeyName::Enter)]),
    entry(Command::InsertBelow, "rows.insert-below", Words::InsertBelow, Rows, Scope::Rows, &[]),
    entry(Command::Duplicate, "rows.duplicate", Words::Duplicate, Rows, Scope::Rows, &[Chord::ctrl_shift(Char('d'))]),
    entry(Command::DeleteRows, "rows.delete", Words::DeleteRows, Rows, Scope::Rows, &[Chord::ctrl(KeyName::Delete)]),
    entry(Command::Join, "rows.join", Words::Join, Rows, Scope::Application, &[]),
    entry(Command::DeleteRecord, "rows.delete-record", Words::DeleteRecord, Rows, Scope::Application, &[]),
    entry(Command::MoveRowsUp, "rows.up", Words::MoveRowsUp, Rows, Scope::Rows, &[Chord { alt: true, ..Chord::shift(KeyName::Up) }]),
    entry(Command::MoveRowsDown, "rows.down", Words::MoveRowsDown, Rows, Scope::Rows, &[Chord { alt: true, ..Chord::shift(KeyName::Down) }]),
    entry(Command::PlanActivity, "rows.plan-activity", Words::PlanActivity, Rows, Scope::Application, &[]),
    entry(Command::MakeDeal, "rows.make-deal", Words::MakeDeal, Rows, Scope::Rows, &[]),

    arranging_by_key(A::TurnSort, "sort.turn", Words::TurnSort, Arranging, Scope::Heading, &[Chord::key(KeyName::Enter)]),
    arranging_by_key(A::TurnThen, "sort.turn-then", Words::TurnThen, Arranging, Scope::Heading, &[Chord::shift(KeyName::Enter)]),
    arranging(A::SortUp, "sort.up", Words::SortUp, Arranging, Scope::Columns, &[]),
    arranging(A::SortDown, "sort.down", Words::SortDown, Arranging, Scope::Columns, &[]),
    arranging(A::ThenUp, "sort.then-up", Words::ThenUp, Arranging, Scope::Columns, &[]),
    arranging(A::ThenDown, "sort.then-down", Words::ThenDown, Arranging, Scope::Columns, &[]),
    arranging(A::SortPanel, "sort.columns", Words::SortPanel, Arranging, Scope::Columns, &[]),
    arranging(A::Unsort, "sort.clear", Words::Unsort, Arranging, Scope::Columns, &[]),
    arranging(A::FilterColumn, "filter.column", Words::FilterColumn, Arranging, Scope::Columns, &[Chord::ctrl_shift(Char('l'))]),
    arranging(A::UnfilterColumn, "filter.clear-column", Words::UnfilterColumn, Arranging, Scope::Columns, &[]),
    arranging(A::FilterPanel, "filter.table", Words::FilterPanel, Arranging, Scope::Columns, &[]),
    arranging(A::Unfilter, "filter.clear", Words::Unfilter, Arranging, Scope::Columns, &[]),
    arranging(A::ApplyAgain, "arrange.apply", Words::ApplyAgain, Arranging, Scope::Columns, &[Chord { alt: true, ..Chord::ctrl(Char('l')) }]),
    arranging(A::GroupColumn, "group.column", Words::GroupColumn, Arranging, Scope::Columns, &[Chord { alt: true, ..Chord::shift(KeyName::Right) }]),
    arranging(A::UngroupColumn, "group.clear-column", Words::UngroupColumn, Arranging, Scope::Columns, &[Chord { alt: true, ..Chord::shift(KeyName::Left) }]),
    arranging(A::GroupPanel, "group.columns", Words::GroupPanel, Arranging, Scope::Columns, &[]),
    arranging(A::Fold, "group.fold", Words::Fold, Arranging, Scope::Columns, &[]),
    arranging(A::FoldAll, "group.fold-all", Words::FoldAll, Arranging, Scope::Columns, &[]),
    arranging(A::UnfoldAll, "group.unfold-all", Words::UnfoldAll, Arranging, Scope::Columns, &[]),
    arranging(A::Colours, "arrange.colours", Words::Colours, Arranging, Scope::Columns, &[]),
    arranging(A::SaveView, "view.save", Words::SaveView, Arranging, Scope::Columns, &[]),
    arranging(A::SaveViewAs, "view.save-as", Words::SaveViewAs, Arranging, Scope::Columns, &[]),
    arranging(A::RenameView, "view.rename", Words::RenameView, Arranging, Scope::Columns, &[]),
    arranging(A::CopyView, "view.copy", Words::CopyView, Arranging, Scope::Columns, &[]),
    arranging(A::DeleteView, "view.delete", Words::DeleteView, Arranging, Scope::Columns, &[]),

    arranging_by_key(A::HeadingMenu, "columns.menu", Words::HeadingMenu, Columns, Scope::Heading, &[Chord::alt(KeyName::Down)]),
    arranging(A::ColumnsPanel, "columns.choose", Words::ColumnsPanel, Columns, Scope::Columns, &[]),
    arranging(A::HideColumn, "columns.hide", Words::HideColumn, Columns, Scope::Columns, &[]),
    arranging(A::ColumnLeft, "columns.left", Words::ColumnLeft, Columns, Scope::Heading, &[Chord::shift(KeyName::Left)]),
    arranging(A::ColumnRight, "columns.right", Words::ColumnRight, Columns, Scope::Heading, &[Chord::shift(KeyName::Right)]),
    arranging(A::Narrower, "columns.narrower", Words::Narrower, Columns, Scope::Heading, &[Chord::alt(KeyName::Left)]),
    arranging(A::Wider, "columns.wider", Words::Wider, Columns, Scope::Heading, &[Chord::alt(KeyName::Right)]),
    arranging(A::FitColumn, "columns.fit", Words::FitColumn, Columns, Scope::Columns, &[]),
    arranging(A::Freeze, "columns.freeze", Words::Freeze, Columns, Scope::Columns, &[]),
    arranging(A::Unfreeze, "columns.unfreeze", Words::Unfreeze, Columns, Scope::Columns, &[]),
    arranging(A::TotalMenu, "columns.total", Words::TotalMenu, Columns, Scope::Columns, &[]),
    entry(Command::AddColumn, "columns.add", Words::AddColumn, Columns, Scope::Grid, &[]),
    entry(Command::EditColumn, "columns.edit", Words::EditColumn, Columns, Scope::Grid, &[]),
    entry(Command::DeleteColumn, "columns.delete", Words::DeleteColumn, Columns, Scope::Grid, &[]),
    entry(Command::Columns, "columns.all", Words::AllColumns, Columns, Scope::Application, &[]),

    entry(Command::Card, "go.card", Words::Card, Going, Scope::Rows, &[Chord::key(KeyName::Space)]),
    entry(Command::Comment, "edit.comment", Words::Comment, Going, Scope::Cells, &[Chord::shift(KeyName::F(2))]),
    entry(Command::Explain, "go.explain", Words::Explain, Going, Scope::Cells, &[Chord::ctrl(Char('['))]),
    entry(Command::Follow, "go.follow", Words::Follow, Going, Scope::Cells, &[Chord::alt(KeyName::Enter)]),
    entry(Command::Back, "go.back", Words::Back, Going, Scope::Application, &[Chord::alt(KeyName::Left)]),
    entry(Command::Show(Tab::Activities), "show.activities", Words::ShowActivities, Going, Scope::Application, &[]),
    entry(Command::Show(Tab::Strategy), "show.strategy", Words::ShowStrategy, Going, Scope::Application, &[]),
    entry(Command::Show(Tab::Funnel), "show.funnel", Words::ShowFunnel, Going, Scope::Application, &[]),
    entry(Command::Show(Tab::Accounts), "show.accounts", Words::ShowAccounts, Going, Scope::Application, &[]),
    entry(Command::AllAccounts, "show.all-accounts", Words::AllAccounts, Going, Scope::Application, &[]),
    entry(Command::Show(Tab::Forecast), "show.forecast", Words::ShowForecast, Going, Scope::Application, &[]),
    entry(Command::Show(Tab::Setup), "show.setup", Words::ShowSetup, Going, Scope::Application, &[]),
    by_key(Command::PreviousTable, "show.previous", Words::PreviousTable, Going, Scope::Application, &[Chord::alt(KeyName::PageUp)]),
    by_key(Command::NextTable, "show.next", Words::NextTable, Going, Scope::Application, &[Chord::alt(KeyName::PageDown)]),
    entry(Command::Find, "find.open", Words::Find, Going, Scope::Application, &[Chord::ctrl(Char('f'))]),
    entry(Command::Replace, "find.replace", Words::Replace, Going, Scope::Application, &[Chord::ctrl(Char('h')), Chord::ctrl_shift(Char('h'))]),
    entry(Command::FindNext, "find.next", Words::FindNext, Going, Scope::Application, &[Chord::key(KeyName::F(3)), Chord::ctrl(KeyName::Char('g'))]),
    entry(Command::FindPrevious, "find.previous", Words::FindPrevious, Going, Scope::Application, &[Chord::shift(KeyName::F(3))]),
    entry(Command::Review, "show.review", Words::Review, Going, Scope::Application, &[Chord::key(KeyName::F(8))]),
    entry(Command::Problems, "show.problems", Words::Problems, Going, Scope::Application, &[]),

    entry(Command::Undo, "plan.undo", Words::Undo, Plan, Scope::Application, &[Chord::ctrl(Char('z'))]),
    entry(Command::Redo, "plan.redo", Words::Redo, Plan, Scope::Application, &[Chord::ctrl(Char('y')), Chord::ctrl_shift(Char('z'))]),
    entry(Command::History, "plan.history", Words::History, Plan, Scope::Application, &[]),
    entry(Command::NewPlan, "plan.new", Words::NewPlan, Plan, Scope::Application, &[]),
    entry(Command::Plans, "plan.plans", Words::Plans, Plan, Scope::Application, &[]),
    entry(Command::RenamePlan, "plan.rename", Words::RenamePlan, Plan, Scope::Application, &[]),
    entry(Command::Open, "plan.open", Words::Open, Plan, Scope::Application, &[Chord::ctrl(Char('o'))]),
    entry(Command::Save, "plan.save", Words::Save, Plan, Scope::Application, &[Chord::ctrl(Char('s'))]),
    entry(Command::TakeTable, "plan.take-table", Words::TakeTable, Plan, Scope::Application, &[]),
    entry(Command::SaveTeam, "plan.save-team", Words::SaveTeam, Plan, Scope::Application, &[]),
    entry(Command::SaveTemplate, "plan.save-template", Words::SaveTemplate, Plan, Scope::Application, &[]),
    entry(Command::SaveTable, "plan.save-table", Words::SaveTable, Plan, Scope::Rows, &[]),
    entry(Command::SaveRaw, "plan.save-raw", Words::SaveRaw, Plan, Scope::Rows, &[]),
    entry(Command::Print, "plan.print", Words::Print, Plan, Scope::Application, &[Chord::ctrl(Char('p'))]),
    entry(Command::RemoveSample, "plan.remove-sample", Words::RemoveSample, Plan, Scope::Application, &[]),

    by_key(Command::Palette, "app.palette", Words::Palette, Application, Scope::Application, &[Chord::ctrl(Char('k'))]),
    by_key(Command::NextRegion, "app.next-region", Words::NextRegion, Application, Scope::Application, &[Chord::key(KeyName::F(6))]),
    by_key(Command::PreviousRegion, "app.previous-region", Words::PreviousRegion, Application, Scope::Application, &[Chord::shift(KeyName::F(6))]),
    by_key(Command::Menu, "app.menu", Words::Menu, Application, Scope::Grid, &[Chord::shift(KeyName::F(10)), Chord::key(KeyName::Menu)]),
    entry(Command::Preferences, "app.preferences", Words::Preferences, Application, Scope::Application, &[Chord::ctrl(Char(','))]),
    entry(Command::OtherLanguage, "app.language", Words::OtherLanguage, Application, Scope::Application, &[]),
    entry(Command::NextTheme, "app.theme", Words::NextTheme, Application, Scope::Application, &[]),
    entry(Command::Help, "app.help", Words::Help, Application, Scope::Application, &[Chord::key(KeyName::F(1)), Chord::ctrl(Char('/'))]),
];

impl Command {
    /// Its line of the table.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }
}
