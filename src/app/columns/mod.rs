//! Columns of the user's own: made, changed, taken out, brought back, and turned into another kind.
//!
//! Each is one definition in the log and one step of undo. A column that is taken out keeps its values; one that is made
//! into another kind keeps what does not convert as text, marked.

mod choices;
mod define;
mod delete;
mod form;
mod retype;
#[cfg(test)]
mod retype_tests;
mod rules;

pub use define::ColumnEdit;
pub(in crate::app) use define::fresh_column;
pub use form::{Form, Unfinished};
pub use retype::{Line, Retype};
pub use rules::{RuleForm, RuleWord};
