//! What can be wrong with a text from outside, and where; sentences are made in the text layer.

use crate::log::Refusal;

/// Where in a file something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The line, from 1; 0 where the bytes are not text.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// The table, by its key in the file.
    pub table: Option<String>,
    /// The row in the table's list, from 1.
    pub row: Option<usize>,
    /// The field of the row, by its key.
    pub field: Option<String>,
}

/// What was expected in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object, `{…}`.
    Object,
    /// A list, `[…]`.
    List,
    /// A text, `"…"`.
    Text,
    /// A field that is not there.
    Field(&'static str),
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It ends in the middle.
    Ends,
    /// It is not JSON here.
    Syntax,
    /// The bytes are not text in UTF-8 or UTF-16.
    Encoding,
    /// A number is too great for any program.
    NumberOutOfRange,
    /// An object has a key twice, so that one of the two values would be lost.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// Lists and objects stand in one another too deeply.
    TooDeep,
    /// Something else was expected here.
    Expected(Expected),
    /// Not the identity of a row or an operation.
    NotAnId {
        /// The text found.
        text: String,
    },
    /// Not the place of a row.
    NotAPlace {
        /// The text found.
        text: String,
    },
    /// A table has two rows of one identity.
    DuplicateRow,
    /// Two transactions of one identity differ.
    DuplicateTransaction,
    /// What the tables say beyond the log could not be taken in.
    Refused(Box<Refusal>),
}

/// Something wrong in a certain place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub place: Location,
    /// What.
    pub why: Why,
}

/// Why a record of the journal cannot be read.
pub type RecordError = Damage;

/// What of a file is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Bytes of the file.
    Bytes,
    /// Rows of all tables.
    Rows,
    /// Columns of one table.
    Columns,
    /// Characters of one text.
    Characters,
}

/// Why a file is not a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// There is nothing in it.
    Empty,
    /// It is not JSON: a picture, a workbook, a web page.
    NotJson,
    /// It is JSON, but not of this program.
    OtherFormat,
    /// It does not say of which version it is, or of one that never was.
    NoVersion,
}

/// Why a file cannot be opened; the open plan is not touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The file is something else.
    NotAPlan {
        /// What makes that clear.
        why: Stranger,
    },
    /// The file was written by a newer version that says older ones cannot read it.
    TooNew {
        /// The format version that can.
        needs: u64,
    },
    /// The file is a plan, but damaged.
    Damaged {
        /// Where.
        place: Location,
        /// What.
        why: Why,
    },
    /// Something in the file is larger than this program takes.
    TooLarge {
        /// Where.
        place: Location,
        /// What is too large.
        what: Measure,
        /// How large it is.
        found: usize,
        /// How large it may be.
        limit: usize,
    },
}

impl From<Damage> for FileError {
    fn from(Damage { place, why }: Damage) -> FileError {
        FileError::Damaged { place, why }
    }
}

/// Something wrong at a byte of the text; becomes a [`Damage`] where the text is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: usize,
    pub why: Why,
}

impl Fault {
    pub fn expected(at: usize, expected: Expected) -> Fault {
        Fault { at, why: Why::Expected(expected) }
    }

    pub fn locate(self, text: &str) -> Damage {
        Damage { place: Lines::new(text).locate(self.at), why: self.why }
    }
}

/// Finds the line and the character of a byte.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Lines<'a> {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Lines { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    pub fn locate(&self, at: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        // Bytes that begin a character, so that a byte within one counts as that character.
        let begins = |byte: &u8| *byte & 0xc0 != 0x80;
        let before = self.text.as_bytes().get(start..at.min(self.text.len())).unwrap_or_default();
        Location { line, column: before.iter().filter(|byte| begins(byte)).count() + 1, ..Location::default() }
    }

    /// The byte of a line (from 1) and a byte in it (from 1), as serde_json counts.
    pub fn byte(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        (start + column.saturating_sub(1)).min(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_are_counted_from_one() {
        let lines = Lines::new("ab\n中文x\n");
        let at = |byte| (lines.locate(byte).line, lines.locate(byte).column);
        assert_eq!(
            [at(0), at(2), at(3), at(6), at(9), at(11), at(99)],
            [(1, 1), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1), (3, 1)]
        );
        assert_eq!(lines.byte(2, 4), 6);
    }
}
