//! The commands by name.

use super::super::grid::Motion;
use super::super::screen::Tab;

/// What a key or a menu entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Moves the active cell.
    Go(Motion),
    /// Stretches the range.
    Extend(Motion),
    /// Brings the active cell into sight.
    Reveal,
    /// Selects the block of filled cells; where that is selected already, everything.
    SelectBlock,
    /// Selects everything.
    SelectAll,
    /// Selects whole rows.
    SelectRows,
    /// Selects whole columns.
    SelectColumns,
    /// Lets what is selected stay while more is selected.
    SelectAlso,
    /// Commits and moves as after Enter.
    Enter,
    /// Commits and moves up.
    EnterUp,
    /// Commits and moves right.
    Tab,
    /// Commits and moves left.
    TabBack,
    /// Writes into every selected cell.
    EnterAll,
    /// Opens the editor with the cell's text.
    Edit,
    /// Opens the editor empty.
    Retype,
    /// Begins a new line in the editor.
    NewLine,
    /// Closes the editor without a change, or lets the next Tab leave the grid.
    Cancel,
    /// Empties the selected cells.
    Clear,
    /// Copies the first selected row into the others.
    FillDown,
    /// Copies the first selected column into the others.
    FillRight,
    /// Goes on with what the first selected cells hold.
    FillSeries,
    /// Opens the choices, dates or links of the cell.
    Pick,
    /// Writes today's date.
    Today,
    /// Copies the text of the cell above into the editor.
    CopyAbove,
    /// Does the last change again on what is selected.
    Repeat,
    /// Goes to the record that the cell links to.
    Follow,
    /// Makes a deal of the active cell of the white space.
    MakeDeal,
    /// Begins an activity for the deal that is meant: its next step.
    PlanActivity,
    /// Opens the menu of what is selected.
    Menu,
    /// Goes to the row in which a new record begins.
    Add,
    /// Adds a row above.
    InsertAbove,
    /// Adds a row below.
    InsertBelow,
    /// Doubles the selected rows.
    Duplicate,
    /// Deletes the selected rows.
    DeleteRows,
    /// Joins the record in use with the one of the same name.
    Join,
    /// Deletes the deal or the account whose page is shown.
    DeleteRecord,
    /// Moves the selected rows up by one.
    MoveRowsUp,
    /// Moves the selected rows down by one.
    MoveRowsDown,
    /// Opens the form of a new column, behind the active one.
    AddColumn,
    /// Opens the form of the active column.
    EditColumn,
    /// Takes the active column out.
    DeleteColumn,
    /// Opens the record of the active cell as a card.
    Card,
    /// Opens the comments on the active cell.
    Comment,
    /// Explains the number of the active cell.
    Explain,
    /// Goes back to where one was before a link or an explanation led elsewhere.
    Back,
    /// Arranges the table: sort, filter, groups, columns, views.
    Arrange(Arranging),
    /// Copies the selected cells.
    Copy,
    /// Copies the selected cells with the headings of their columns.
    CopyHeadings,
    /// Marks the selected cells to be moved by pasting.
    Cut,
    /// Pastes from the clipboard.
    Paste,
    /// Takes back the last step.
    Undo,
    /// Does it again.
    Redo,
    /// Shows the steps of the plan.
    History,
    /// Goes to a page.
    Show(Tab),
    /// The page before this one.
    PreviousTable,
    /// The page after this one.
    NextTable,
    /// Shows all accounts as a table.
    AllAccounts,
    /// Shows the user's columns of all tables.
    Columns,
    /// Searches the table.
    Find,
    /// Searches the table and replaces what is found.
    Replace,
    /// Goes to the next cell that was found.
    FindNext,
    /// Goes to the cell that was found before.
    FindPrevious,
    /// Opens the values that a paste left to look at.
    Review,
    /// Shows what is wrong in the plan.
    Problems,
    /// Shows the plans in this browser.
    Plans,
    /// Gives the plan another name.
    RenamePlan,
    /// Begins a new plan.
    NewPlan,
    /// Saves a file.
    Save,
    /// Opens a file.
    Open,
    /// Takes the rows of a file into a table.
    TakeTable,
    /// Saves a plan of what may go to the team.
    SaveTeam,
    /// Saves a plan of the set-up alone.
    SaveTemplate,
    /// Saves the table as it is shown, for a spreadsheet.
    SaveTable,
    /// Saves the whole table, for another program.
    SaveRaw,
    /// Prints the tables of the page.
    Print,
    /// Takes the sample's records out.
    RemoveSample,
    /// Opens the palette: everything by name.
    Palette,
    /// Opens the preferences: language, theme, keys.
    Preferences,
    /// The focus goes to the next part of the page.
    NextRegion,
    /// The focus goes to the part of the page before.
    PreviousRegion,
    /// Shows the keys.
    Help,
    /// Changes to the other language.
    OtherLanguage,
    /// Light, dark, or as the system has it, in turn.
    NextTheme,
}

/// What a command does to how a table is arranged; the column is the one whose heading has the focus, else that of the
/// active cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arranging {
    /// Sorts by the column, the least first.
    SortUp,
    /// Sorts by the column, the greatest first.
    SortDown,
    /// Sorts by the column after those that are sorted by already, the least first.
    ThenUp,
    /// The same, the greatest first.
    ThenDown,
    /// Sorts by the column: the least first, then the greatest, then not.
    TurnSort,
    /// The same, after those that are sorted by already.
    TurnThen,
    /// Chooses the columns to sort by.
    SortPanel,
    /// Shows rows as they were entered.
    Unsort,
    /// Asks something of the column.
    FilterColumn,
    /// Asks nothing of the column.
    UnfilterColumn,
    /// Asks something of the table.
    FilterPanel,
    /// Shows all rows.
    Unfilter,
    /// Applies sort, filter and groups again.
    ApplyAgain,
    /// Groups by the column.
    GroupColumn,
    /// Groups by the column no more.
    UngroupColumn,
    /// Chooses the columns to group by.
    GroupPanel,
    /// Opens or closes the group.
    Fold,
    /// Closes all groups.
    FoldAll,
    /// Opens all groups.
    UnfoldAll,
    /// Makes rules that colour.
    Colours,
    /// Keeps changes in the view.
    SaveView,
    /// Keeps how the table is arranged under a name.
    SaveViewAs,
    /// Gives the view that is shown another name.
    RenameView,
    /// Doubles the view that is shown.
    CopyView,
    /// Deletes the view that is shown.
    DeleteView,
    /// Opens the menu of the heading.
    HeadingMenu,
    /// Chooses the columns that are shown.
    ColumnsPanel,
    /// Hides the column.
    HideColumn,
    /// Moves the column to the left.
    ColumnLeft,
    /// Moves the column to the right.
    ColumnRight,
    /// Makes the column narrower.
    Narrower,
    /// Makes the column wider.
    Wider,
    /// Makes the column as wide as its texts.
    FitColumn,
    /// Keeps the columns up to this one in sight.
    Freeze,
    /// Chooses what stands under the column.
    TotalMenu,
    /// Keeps no column in sight.
    Unfreeze,
}
