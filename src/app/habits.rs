//! What a person is used to and needs: two keys that spreadsheets treat differently, rows for other programs to read, the order
//! of day and month.

use crate::text::DayOrder;

/// What Enter does to a cell at rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EnterKey {
    /// Moves down, as in Excel and WPS.
    #[default]
    Down,
    /// Opens the cell, as in Google Sheets.
    Edit,
}

/// What Tab does at the end of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TabKey {
    /// Goes on in the next row, as in a table of Excel.
    #[default]
    Wrap,
    /// Stays, as in a plain sheet.
    Stay,
}

/// Which rows of a large table the page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DrawnRows {
    /// Those in sight: the same quickness in every table.
    #[default]
    InSight,
    /// All, up to [`MOST_DRAWN`]: for the browser's own search, and for a screen reader that reads on by itself.
    All,
}

/// Larger tables draw what is in sight, whatever was chosen.
pub const MOST_DRAWN: usize = 2_000;

/// Kept in the browser, not in the plan: a colleague may be used to other keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// What Enter does.
    pub enter: EnterKey,
    /// What Tab does.
    pub tab: TabKey,
    /// Which rows the page holds.
    pub rows: DrawnRows,
    /// Whether day or month comes first.
    pub days: DayOrder,
    /// Whether a comma stands before decimals.
    pub commas: bool,
}
