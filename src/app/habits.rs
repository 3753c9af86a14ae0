//! What a person is used to: two keys that spreadsheets treat differently.

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

/// Kept in the browser, not in the plan: a colleague may be used to other keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// What Enter does.
    pub enter: EnterKey,
    /// What Tab does.
    pub tab: TabKey,
}
