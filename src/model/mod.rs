//! What a plan is made of: values and kinds, columns and tables, places and identities.
//!
//! Knows no files, no clock, no browser, no language beyond the labels of its columns; money is never a float.

mod column;
mod date;
pub mod defaults;
mod id;
mod number;
pub mod order;
mod place;
mod plan;
pub mod schema;
mod sheet;
mod table;
mod value;

pub use column::{Choice, Col, Computed, Definition, Kind, Label, Pack, Severity, Tone, choice, column};
pub use date::{Date, NotADate};
pub use id::{NotAnId, RowId, Stamp};
pub use number::{Currency, Decimal, Money, Percent};
pub use place::{NotAPlace, Place};
pub use plan::Plan;
pub use sheet::Sheet;
pub use table::Table;
pub use value::{Key, Read, Value, typed};
