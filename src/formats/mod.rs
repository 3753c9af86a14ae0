//! What leaves the plan and what comes in: records of the journal, plan files, clipboard text.
//!
//! Text and bytes in and out, and nothing of where they go: knows no browser and no application. The only layer that
//! knows JSON. Whatever it does not understand it keeps, and it never panics over what it reads.

#[cfg(test)]
mod arbitrary;
mod cell;
mod csv;
mod damage;
mod definition;
mod digits;
mod encoding;
mod foreign_table;
mod html_table;
mod import;
mod markup;
mod migration;
mod plan_file;
mod plan_text;
mod raw;
mod record;
mod rule;
mod schema_document;
mod sound;
mod time;
mod tsv;

pub use csv::{CsvFor, CsvText, ID as CSV_ID, older_encoding, read_csv, text_of, write_csv};
pub use damage::{Damage, Expected, FileError, Location, Measure, RecordError, Stranger, Why};
pub use foreign_table::{ForeignCell, ForeignTable, read_table};
pub use html_table::{Block, read_html, write_html};
pub use migration::{MIN_READER, VERSION, migrate};
pub use plan_file::{
    MAX_BYTES, MAX_CHARACTERS, MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS, Meta, PlanFile, Problem, Trouble, Unknown, read,
};
pub use plan_text::{WriteError, write, write_checked};
pub use record::{Pieces, read_kept_record, read_record, write_record};
pub use schema_document::schema_document;
pub use tsv::{read_tsv, write_tsv};
