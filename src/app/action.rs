//! What comes in from the screen, and what goes out to the world.

use std::sync::Arc;

use smol_str::SmolStr;

use super::arrange::Deed;
use super::clipboard::Block;
use super::columns::{ColumnEdit, Form};
use super::command::{Chosen, Command};
use super::comments::Commenting;
use super::csv::{CsvFile, CsvIntake};
use super::excerpt::Excerpt;
use super::explain::{Source, Subject};
use super::find::Seek;
use super::grid::{At, GridId, Target};
use super::habits::Habits;
use super::left_text::LeftText;
use super::notice::Notice;
use super::outlook::Looking;
use super::palette::Aim;
use super::review::Reviewing;
use super::scenarios::Staging;
use super::screen::{Panel, Tab, Theme, Window};
use super::suggestions::Suggestion;
use super::whereabouts::Whereabouts;
use crate::forecast::outlook::{RedFlag, Scope};
use crate::log::Transaction;
use crate::model::{Date, Key, RowId, Sheet, Stamp, Value};
use crate::text::Lang;

/// What a person did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command of the table of keys.
    Run(GridId, Command),
    /// A command of the whole application.
    RunGlobal(Command),
    /// Pressed on a cell.
    Point {
        /// The grid.
        grid: GridId,
        /// The cell.
        at: At,
        /// With Shift, or dragged: stretches the range.
        extend: bool,
    },
    /// Pressed with Ctrl: one more range is selected, or taken out of what is selected.
    PointAlso {
        /// The grid.
        grid: GridId,
        /// The cell.
        at: At,
        /// The cell alone, its row or its column.
        what: Chosen,
    },
    /// Pressed to ask something of it, with the right button or a finger that rests: what is selected with it stays so.
    TurnTo {
        /// The grid.
        grid: GridId,
        /// The cell.
        at: At,
        /// The cell alone, its row or its column.
        what: Chosen,
    },
    /// The text of the editor changed.
    Input {
        /// The grid.
        grid: GridId,
        /// The whole text.
        text: String,
    },
    /// An input method began or ended.
    Compose {
        /// The grid.
        grid: GridId,
        /// Whether it is composing now.
        on: bool,
        /// The text of the editor.
        text: String,
    },
    /// The focus left the grid.
    Blur(GridId),
    /// The focus came to the grid.
    Focus(GridId),
    /// Went to another window: something else may be copied there.
    Away,
    /// Asked for a column behind the last one.
    AddColumn(GridId),
    /// Let the selected rows fall before the row that is shown at this place.
    DropRows(GridId, usize),
    /// Pasted.
    Paste(GridId, Block),
    /// Copied or cut.
    Copy {
        /// The grid.
        grid: GridId,
        /// Whether the cells move to where they are pasted.
        cut: bool,
        /// Whether the headings are copied as well.
        headings: bool,
    },
    /// Took one thing of the open list.
    Pick(GridId, usize),
    /// Took a day of the open calendar.
    PickDay(GridId, Date),
    /// Turned the open calendar to a day.
    ShowDay(GridId, Date),
    /// Tries out the width of a column, in CSS pixels; [`Deed::KeepWidths`] keeps it.
    Resize(GridId, Key, u16),
    /// Pressed on the heading of a column.
    Heading(GridId, usize),
    /// Arranged a grid: columns, sort, filter, groups, totals, colours, views.
    Arrange(GridId, Deed),
    /// The screen holds so many rows.
    Page(GridId, usize),
    /// Went to a page.
    Show(Tab),
    /// Chose a deal or an account.
    Choose(Sheet, RowId),
    /// Chose a table of the set-up.
    ShowSetup(Sheet),
    /// Wants to set the target of the period and the person in sight.
    SetTarget,
    /// Chose the list of the user's columns in the set-up.
    ShowColumns,
    /// Chose a period or a person.
    SetScope(Scope),
    /// Chose a language.
    SetLang(Lang),
    /// Chose a theme.
    SetTheme(Theme),
    /// Chose what keys do.
    SetHabits(Habits),
    /// Chose a line of the palette.
    Aim(Aim),
    /// Chose a step of the history to go back or forth to; none goes back to the beginning.
    StepTo(Option<Stamp>),
    /// Said who works here, by name; nobody where it is empty.
    SetMe(SmolStr),
    /// Dragged the corner of the selection to a cell: fills up to it.
    FillTo {
        /// The grid.
        grid: GridId,
        /// The cell.
        to: At,
        /// A copy where a series is usual, and the other way round.
        other: bool,
    },
    /// Fills down as far as the neighbouring column goes.
    FillToEnd(GridId),
    /// Searches, or replaces.
    Find(Seek),
    /// Settles values that need a person.
    Review(Reviewing),
    /// Writes comments.
    Comment(Commenting),
    /// Something on the Forecast page.
    Look(Looking),
    /// Keeps scenarios.
    Stage(Staging),
    /// Closed the panel beside the page.
    ClosePanel,
    /// Turned the card to the next record, or to the one before.
    StepCard(bool),
    /// Set one cell outside a grid: a tick of a milestone.
    Set {
        /// The table.
        sheet: Sheet,
        /// The row.
        row: RowId,
        /// The column.
        column: Key,
        /// The value.
        value: Value,
    },
    /// Made a column, or changed one.
    Define(Box<ColumnEdit>),
    /// Took a column out, or brought it back.
    SetDeleted {
        /// The table.
        sheet: Sheet,
        /// The column.
        column: Key,
        /// Whether it is taken out.
        deleted: bool,
    },
    /// Went from an explanation to a cell that it names.
    FollowSource(Subject, Source),
    /// Went to a record, wherever it is shown.
    Goto(Sheet, RowId, Key),
    /// Asked for a new record.
    Add(GridId),
    /// Took over rows that were suggested for a part.
    Take(GridId, Vec<Suggestion>),
    /// Puts an automatic flag of the chosen deal off.
    PutOff(RedFlag),
    /// Took the rows of a file in.
    TakeCsv(Box<CsvIntake>),
    /// Took the sample's records out.
    RemoveSample,
    /// Takes a copy of this plan in.
    TakeIn(Vec<Transaction>),
    /// Goes on with a text that a closed tab left.
    Resume(Box<LeftText>),
    /// Goes back to where one was before the page was loaded anew.
    ReturnTo(Box<Whereabouts>),
    /// Other tabs wrote.
    Merge(Vec<Transaction>),
    /// A day passed.
    Today(Date),
}

/// What must happen outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The transaction must be stored.
    Store(Arc<Transaction>),
    /// The text of the open editor must survive a crash; none once it is committed or cancelled.
    Draft(Option<Box<LeftText>>),
    /// To the clipboard.
    Clipboard {
        /// Tab-separated text.
        text: String,
        /// A table in HTML.
        html: String,
    },
    /// To be said, and shown for a while.
    Say(Notice),
    /// A text that was typed does not fit its cell: it is kept there, marked.
    Marked(Target),
    /// The cell must be brought into sight.
    Reveal(GridId, At),
    /// The grid must have the focus.
    Focus(GridId),
    /// The focus must leave the grid: `true` forwards.
    Leave(GridId, bool),
    /// The form of a column must be shown.
    Column(Box<Form>),
    /// A number must be explained.
    Explain(Subject),
    /// The plan must be saved as a file.
    SaveFile,
    /// Write a plan for other hands and hand it out.
    SaveExcerpt(Excerpt),
    /// A table must be saved as a file.
    SaveTable(Box<CsvFile>),
    /// A file must be chosen.
    OpenFile,
    /// A file with a table must be chosen.
    OpenTable,
    /// Language, theme and habits must be remembered.
    Preferences,
    /// What was opened over a table is about something that is gone: it must be closed.
    Uncover,
    /// Something must be opened over the page.
    Open(Window),
    /// The menu of what is selected in the grid must be opened.
    Menu(GridId),
    /// The menu of the heading that has the focus must be opened.
    HeadingMenu(GridId),
    /// The menu of what can stand under its column must be opened.
    TotalMenu(GridId),
    /// A panel must be opened beside the grid.
    Panel(GridId, Panel),
    /// The column must be made as wide as its texts, which only the screen can measure.
    Fit(GridId, Key),
    /// The cells must be copied without the browser's own event.
    Copy {
        /// The grid.
        grid: GridId,
        /// Whether they move to where they are pasted.
        cut: bool,
        /// Whether the headings are copied as well.
        headings: bool,
    },
    /// The clipboard must be read and pasted, without the browser's own event.
    Paste(GridId),
    /// A new plan must be begun and opened.
    NewPlan,
    /// The page must be printed.
    Print,
    /// The focus must go to the next part of the page, or to the one before.
    Region(bool),
    /// The page must have the focus: it has no grid that could.
    FocusPage,
    /// The panel beside the page must have the focus.
    FocusPanel,
    /// The search must have the focus.
    FocusFind,
    /// The text field of the editor must write this where its cursor stands.
    Write(GridId, SmolStr),
}
