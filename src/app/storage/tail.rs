//! The tail: what this tab has not yet been acknowledged, and the draft of its open cell editor.
//!
//! It stands in localStorage, is written in the same turn as the edit and is bounded, because that
//! store is small and every tab has its own.

use super::entry::Entry;
use super::frame::{Codec, Damaged, Kind};
use super::list::{ListWriter, read_list};
use super::{PlanId, Record};

/// The most UTF-16 units a tail takes.
pub const TAIL_LIMIT_UNITS: usize = 64 * 1024;

/// A tail ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TailText {
    /// The text for localStorage.
    pub text: String,
    /// How many records (and the draft, if it is too long) did not fit.
    pub left_out: usize,
}

/// Writes the draft and as many of the entries, from the first on, as fit.
#[must_use]
pub fn write<'a>(plan: &PlanId, entries: impl IntoIterator<Item = &'a Entry>, draft: Option<&str>) -> TailText {
    let mut list = ListWriter::new(Codec::new(plan), TAIL_LIMIT_UNITS);
    let mut left_out = 0;
    if let Some(draft) = draft {
        left_out += usize::from(!list.push(Kind::Draft, "", draft));
    }
    let mut full = false;
    for entry in entries {
        match entry {
            Entry::Record(record) => {
                full = full || !list.push(Kind::Record, &record.id, &record.body);
                left_out += usize::from(full);
            }
            Entry::Settled(_) => {}
        }
    }
    TailText { text: list.finish(), left_out }
}

/// What a tail holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TailRead {
    /// Its sound records.
    pub records: Vec<Record>,
    /// The unfinished text of a cell editor.
    pub draft: Option<String>,
    /// Everything that shows damage; empty for a whole tail.
    pub damage: Vec<Damaged>,
}

/// Reads a tail.
#[must_use]
pub fn read(plan: &PlanId, text: &str) -> TailRead {
    let (frames, damage) = read_list(Codec::new(plan), text.as_bytes());
    let mut result = TailRead { records: Vec::new(), draft: None, damage };
    for frame in frames {
        match frame.kind {
            Kind::Record => result.records.push(Record::new(frame.id, frame.body)),
            Kind::Draft => result.draft = Some(frame.body.to_owned()),
            Kind::Settled | Kind::Head | Kind::End | Kind::Mirror | Kind::Slot => {}
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanId {
        PlanId::new("p1").unwrap()
    }

    fn entry(id: &str, body: &str) -> Entry {
        Entry::Record(Record::new(id, body))
    }

    #[test]
    fn comes_back_whole() {
        let entries = [entry("a", "1"), entry("b", "2")];
        let tail = write(&plan(), &entries, Some("=1+\n2"));
        let read = read(&plan(), &tail.text);
        assert_eq!(tail.left_out, 0);
        assert_eq!(read.records, [Record::new("a", "1"), Record::new("b", "2")]);
        assert_eq!((read.draft.as_deref(), read.damage.len()), (Some("=1+\n2"), 0));
    }

    #[test]
    fn is_bounded_and_counts_what_is_left_out() {
        let body = "成".repeat(30 * 1024);
        let entries = [entry("a", &body), entry("b", &body), entry("c", &body), entry("d", "1")];
        let tail = write(&plan(), &entries, None);
        assert!(tail.text.encode_utf16().count() <= TAIL_LIMIT_UNITS);
        assert_eq!((tail.left_out, read(&plan(), &tail.text).records.len()), (2, 2));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen() {
        let tail = write(&plan(), &[entry("a", "1"), entry("b", "2")], Some("x"));
        let whole = read(&plan(), &tail.text);
        for bit in 0..tail.text.len() * 8 {
            let mut bytes = tail.text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let flipped = read(&plan(), &String::from_utf8_lossy(&bytes));
            assert!(!flipped.damage.is_empty(), "bit {bit}");
            assert!(flipped.records.iter().all(|record| whole.records.contains(record)));
        }
        for length in 0..tail.text.len() {
            assert!(!read(&plan(), &tail.text[..length]).damage.is_empty(), "cut at {length}");
        }
    }
}
