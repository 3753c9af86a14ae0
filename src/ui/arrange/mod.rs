//! How tables are arranged, on the screen: the bar above a table, the chips that say what is on, and the panels in
//! which columns, filters, groups, colours and views are chosen.

mod bar;
mod chips;
mod colours;
mod columns;
mod condition;
mod controls;
mod filter;
mod heading;
mod order;
mod panel;
mod views;

pub use self::bar::bar;
pub use self::chips::{line as chips, what_is_on};
pub use self::heading::{column_menu, fit, total_menu};
pub use self::panel::{Open, close as close_panel, open, panels};
