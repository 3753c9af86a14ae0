//! Stable, sortable, unique identities: of operations (stamps) and of rows.

use std::fmt::{self, Write};
use std::str::FromStr;

/// When and where an operation was made: a hybrid logical time, then the replica that made it.
///
/// Ordered by time, then replica, which is the order in which concurrent edits win.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16.
    pub time: u64,
    /// The replica (one tab of one browser) that made the operation.
    pub replica: u64,
}

impl Stamp {
    /// Milliseconds since 1970 of the physical part.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.time >> 16
    }

    /// The stamp of the operation that stands `count` places later in the same transaction.
    #[must_use]
    pub const fn nth(self, count: u64) -> Stamp {
        Stamp { time: self.time.saturating_add(count), replica: self.replica }
    }
}

/// The identity of a row: the stamp that was drawn when it was made, or a small number for built-in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub Stamp);

impl RowId {
    /// The identity of a built-in row (a default stage, the settings): the same in every plan.
    #[must_use]
    pub const fn builtin(number: u64) -> RowId {
        RowId(Stamp { time: number, replica: 0 })
    }
}

/// A text that is not an identity of the form `time-replica` in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hex(f, self.time)?;
        f.write_char('-')?;
        write_hex(f, self.replica)
    }
}

/// Every row and every cell of a log is written with one: what pads and signs takes several times as long.
fn write_hex(f: &mut fmt::Formatter<'_>, number: u64) -> fmt::Result {
    let length = (u64::BITS - number.leading_zeros()).div_ceil(4).max(1);
    (0..length).rev().try_for_each(|at| {
        let digit = char::from_digit((number >> (4 * at)) as u32 & 15, 16);
        f.write_char(digit.unwrap_or('0'))
    })
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Stamp {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Stamp, NotAnId> {
        let (time, replica) = text.split_once('-').ok_or(NotAnId)?;
        let part = |hex: &str| {
            let canonical = !hex.is_empty() && !hex.starts_with(['+', '0']) || hex == "0";
            let lower = hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            if canonical && lower { u64::from_str_radix(hex, 16).map_err(|_| NotAnId) } else { Err(NotAnId) }
        };
        Ok(Stamp { time: part(time)?, replica: part(replica)? })
    }
}

impl FromStr for RowId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<RowId, NotAnId> {
        text.parse().map(RowId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_what_it_shows(time: u64, replica: u64) {
            let stamp = Stamp { time, replica };
            prop_assert_eq!(stamp.to_string().parse::<Stamp>(), Ok(stamp));
        }
    }

    #[test]
    fn refuses_other_texts() {
        for text in ["", "-", "1", "1-", "01-1", "+1-1", "g-1", "1-1-1", "A-1", "10000000000000000-0"] {
            assert_eq!(text.parse::<Stamp>(), Err(NotAnId), "{text}");
        }
    }
}
