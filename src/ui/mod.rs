//! The screen: Leptos components over the application's state.
//!
//! Knows how things are drawn and which events the browser reports; changes a plan through [`Session::dispatch`] only.

mod accounts;
mod arrange;
mod clipboard;
mod columns;
mod csv;
mod dialogs;
mod dock;
mod element;
mod explain;
mod files;
mod find;
mod forecast;
mod funnel;
mod grid;
mod help;
mod history;
mod keys;
mod lasting;
mod menu;
mod merging;
mod mouse;
mod options;
mod pages;
mod palette;
mod pinyin;
mod plans;
mod preferences;
mod print;
mod red_flags;
mod regions;
mod session;
mod setup;
mod shell;
mod side;
mod start;
mod status;
mod strategy;
mod stretch;
mod strip;
mod toast;
mod told;
mod vault;
mod whenever;
mod words;

pub use session::{Dialog, Session};
pub use start::start;
