//! What a plan is made of: values and kinds, columns and tables, places and identities.
//!
//! Knows no files, no clock, no browser, no language beyond the labels of its columns; money is never a float.

mod cells;
mod choice;
mod column;
pub(crate) mod date;
pub mod defaults;
pub mod exact;
mod facing;
pub mod fold;
pub mod formula;
mod id;
mod index;
pub mod letters;
mod number;
pub mod order;
mod place;
mod plan;
mod pool;
mod roll;
mod room;
mod rule;
pub mod schema;
mod sheet;
mod table;
mod value;

pub use choice::{Choice, Label, Tone, choice, fresh_key, slug};
pub use column::{Col, Computed, Definition, Kind, Pack, Severity, Stand, column};
pub use date::{Date, NotADate};
pub use facing::Facing;
pub use id::{NotAnId, RowId, Stamp};
pub use index::Index;
pub use number::{Currency, Decimal, Money, Percent};
pub use place::{NotAPlace, Place};
pub use plan::Plan;
pub use pool::Pool;
pub use roll::Roll;
pub use room::put;
pub use rule::{Condition, Rule};
pub use sheet::Sheet;
pub use table::Table;
pub use value::{Key, Read, Value, typed};
