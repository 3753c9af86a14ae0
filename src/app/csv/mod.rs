//! Tables as CSV files: one goes out as it is shown, one comes in as rows of a table.
//!
//! | file | answers |
//! |---|---|
//! | `out` | the text of a table |
//! | `intake` | a file that was read: which table and which columns it goes to, which rows are there already |
//! | `matching` | which table and column a heading means, and what kind of values a new column holds |
//! | `take` | what becomes of each field: first as a preview, then as one step of undo |

mod intake;
mod matching;
mod out;
mod take;

pub(in crate::app) use intake::Pasted;
pub use intake::{CsvIntake, Goes, Named};
pub use out::CsvFile;
pub(in crate::app) use take::ID;
pub use take::{ColumnPreview, Preview};

pub use crate::formats::{CsvFor, MAX_COLUMNS, MAX_ROWS, older_encoding, text_of};
