//! Journal entries and the journal's head: built inside the transaction that writes them, read on later.

use super::frame::{Codec, Flaw, Kind};
use super::ranges::Ranges;
use super::{PlanId, Record};

/// What one journal entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A transaction of the plan.
    Record(Record),
    /// Journal numbers that could not be read, and that were dealt with: their records were found in
    /// another replica and written again, or a person accepted the loss.
    Settled(Ranges),
}

/// The last entry of a journal: the next one takes `seq + 1` and carries `crc`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// Number of the entry; 0 for an empty journal.
    pub seq: u64,
    /// Its checksum; the plan's own for an empty journal.
    pub crc: u32,
}

impl Head {
    /// The head of an empty journal.
    #[must_use]
    pub fn empty(plan: &PlanId) -> Self {
        Self { seq: 0, crc: Codec::new(plan).genesis() }
    }

    /// The head as bytes for the store `heads`.
    #[must_use]
    pub fn write(&self, plan: &PlanId) -> Vec<u8> {
        let mut text = String::new();
        Codec::new(plan).write(&mut text, Kind::Head, self.crc, self.seq, "", "");
        text.into_bytes()
    }

    /// Reads the bytes of the store `heads`.
    ///
    /// # Errors
    /// The [`Flaw`] of the frame.
    pub fn read(plan: &PlanId, bytes: &[u8]) -> Result<Self, Flaw> {
        let frame = Codec::new(plan).read_one(bytes)?;
        if frame.kind == Kind::Head { Ok(Self { seq: frame.seq, crc: frame.previous }) } else { Err(Flaw::Misplaced) }
    }
}

/// Entries ready for the journal: what the transaction adds and puts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Number and bytes of each entry, in order.
    pub entries: Vec<(u64, Vec<u8>)>,
    /// The bytes of the new head.
    pub head_bytes: Vec<u8>,
    /// What comes back to the saver when the transaction is complete.
    pub appended: Appended,
}

/// What an append that was acknowledged has written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Number of its first entry.
    pub first: u64,
    /// The journal's head after it.
    pub head: Head,
}

/// The journal holds less than this tab has already read from it: it was emptied or set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetBack {
    /// The number that was read or acknowledged before.
    pub known: u64,
    /// The number the journal ends with now.
    pub found: u64,
}

/// Whether an append has to look at the last entry of the journal: where the head does not tell of it.
#[must_use]
pub fn is_beyond(plan: &PlanId, head: Option<&[u8]>, last: u64) -> bool {
    last > head_of(plan, head).seq
}

fn head_of(plan: &PlanId, head: Option<&[u8]>) -> Head {
    head.and_then(|bytes| Head::read(plan, bytes).ok()).unwrap_or(Head::empty(plan))
}

/// Builds the entries of one append, inside its transaction.
///
/// `head` are the bytes of the store `heads`, `last` is the last entry of the journal itself where it [`is_beyond`]
/// the head; where one is lost or damaged the other leads. `known` is the number this tab has read up to.
///
/// # Errors
/// [`SetBack`] when the journal is shorter than `known`; the transaction must then be aborted and
/// [`super::Cause::SetBack`] reported.
pub fn batch(
    plan: &PlanId,
    head: Option<&[u8]>,
    last: Option<(u64, &[u8])>,
    known: u64,
    entries: &[Entry],
) -> Result<Batch, SetBack> {
    let codec = Codec::new(plan);
    let before = last_head(plan, head, last);
    if before.seq < known {
        return Err(SetBack { known, found: before.seq });
    }
    let Head { mut seq, mut crc } = before;
    let mut built = Vec::with_capacity(entries.len());
    for entry in entries {
        seq += 1;
        let mut text = String::new();
        crc = match entry {
            Entry::Record(Record { id, body }) => codec.write(&mut text, Kind::Record, crc, seq, id, body),
            Entry::Settled(ranges) => codec.write(&mut text, Kind::Settled, crc, seq, "", &ranges.to_string()),
        };
        built.push((seq, text.into_bytes()));
    }
    let head = Head { seq, crc };
    let appended = Appended { first: before.seq + 1, head };
    Ok(Batch { entries: built, head_bytes: head.write(plan), appended })
}

/// The journal's end from its two witnesses. Where the later one is damaged the chain cannot be told,
/// and the checksum 0 says so.
fn last_head(plan: &PlanId, head: Option<&[u8]>, last: Option<(u64, &[u8])>) -> Head {
    let head = head_of(plan, head);
    match last {
        Some((seq, bytes)) if seq > head.seq => {
            Head { seq, crc: Codec::new(plan).read_one(bytes).map_or(0, |frame| frame.crc) }
        }
        _ => head,
    }
}

/// A sound journal entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// What it says.
    pub entry: Entry,
    /// Its checksum.
    pub crc: u32,
    /// The checksum of the entry before it.
    pub previous: u32,
}

/// Reads the journal entry that stands under `seq`. The bytes become the record's body, so that the text of a large plan is
/// never there twice.
///
/// # Errors
/// The [`Flaw`], with the bytes as they are.
pub fn read(plan: &PlanId, seq: u64, bytes: Vec<u8>) -> Result<Sound, (Flaw, Vec<u8>)> {
    let frame = match Codec::new(plan).read_one(&bytes) {
        Ok(frame) if frame.seq == seq => frame,
        Ok(_) => return Err((Flaw::Misplaced, bytes)),
        Err(flaw) => return Err((flaw, bytes)),
    };
    let (crc, previous) = (frame.crc, frame.previous);
    let entry = match frame.kind {
        Kind::Record => {
            let (id, length) = (frame.id.to_owned(), frame.body.len());
            Entry::Record(Record { id, body: body(bytes, length)? })
        }
        Kind::Settled => match Ranges::read(frame.body) {
            Some(ranges) => Entry::Settled(ranges),
            None => return Err((Flaw::Misplaced, bytes)),
        },
        Kind::Head | Kind::Draft | Kind::End | Kind::Mirror | Kind::Slot => return Err((Flaw::Misplaced, bytes)),
    };
    Ok(Sound { entry, crc, previous })
}

/// The body of a frame in place of its bytes: it stands last, before the end of its line.
fn body(mut bytes: Vec<u8>, length: usize) -> Result<String, (Flaw, Vec<u8>)> {
    let end = bytes.len().saturating_sub(1);
    bytes.truncate(end);
    bytes.drain(..end.saturating_sub(length));
    String::from_utf8(bytes).map_err(|error| (Flaw::Checksum, error.into_bytes()))
}

/// What was read on from the journal after a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOn {
    /// The records, in journal order.
    pub records: Vec<Record>,
    /// The last entry that was read, sound or not; the `known` it was asked with when there was none.
    pub head: Head,
    /// The entries that could not be read: number, flaw, bytes.
    pub unreadable: Vec<(u64, Flaw, Vec<u8>)>,
    /// Numbers between `known` and `head` that are not there.
    pub missing: Ranges,
}

impl ReadOn {
    /// Whether every entry between `known` and `head` was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.unreadable.is_empty() && self.missing.is_empty()
    }
}

/// Reads the entries that the journal gave after `known`, in ascending order.
#[must_use]
pub fn read_on(plan: &PlanId, known: Head, entries: Vec<(u64, Vec<u8>)>) -> ReadOn {
    let mut result = ReadOn { records: Vec::new(), head: known, unreadable: Vec::new(), missing: Ranges::default() };
    let numbers: Vec<u64> = entries.iter().map(|(seq, _)| *seq).collect();
    for (seq, bytes) in entries {
        match read(plan, seq, bytes) {
            Ok(Sound { entry, crc, .. }) => {
                result.head = Head { seq, crc };
                if let Entry::Record(record) = entry {
                    result.records.push(record);
                }
            }
            Err((flaw, bytes)) => {
                result.head = Head { seq, crc: 0 };
                result.unreadable.push((seq, flaw, bytes));
            }
        }
    }
    result.missing = Ranges::missing(numbers, result.head.seq).above(known.seq);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanId {
        PlanId::new("p1").unwrap()
    }

    fn record(id: &str) -> Entry {
        Entry::Record(Record::new(id, "{}"))
    }

    #[test]
    fn entries_follow_one_another() {
        let one = batch(&plan(), None, None, 0, &[record("a"), record("b")]).unwrap();
        assert_eq!((one.appended.first, one.appended.head.seq), (1, 2));
        let two = batch(&plan(), Some(&one.head_bytes), None, 2, &[record("c")]).unwrap();
        let (seq, bytes) = &two.entries[0];
        let sound = read(&plan(), *seq, bytes.clone()).unwrap();
        assert_eq!((*seq, sound.previous, sound.entry), (3, one.appended.head.crc, record("c")));
        assert_eq!(read(&plan(), 4, bytes.clone()), Err((Flaw::Misplaced, bytes.clone())));
    }

    #[test]
    fn a_lost_head_is_found_from_the_last_entry() {
        let one = batch(&plan(), None, None, 0, &[record("a")]).unwrap();
        let last = one.entries.last().map(|(seq, bytes)| (*seq, bytes.as_slice()));
        for head in [None, Some(b"rubbish".as_slice())] {
            let two = batch(&plan(), head, last, 1, &[record("b")]).unwrap();
            assert_eq!(read(&plan(), 2, two.entries[0].1.clone()).unwrap().previous, one.appended.head.crc);
        }
        let blind = batch(&plan(), None, Some((7, b"rubbish")), 1, &[record("b")]).unwrap();
        assert_eq!(read(&plan(), 8, blind.entries[0].1.clone()).unwrap().previous, 0);
    }

    #[test]
    fn a_journal_that_was_set_back_is_refused() {
        assert_eq!(batch(&plan(), None, None, 5, &[record("a")]), Err(SetBack { known: 5, found: 0 }));
    }

    #[test]
    fn reading_on_keeps_what_cannot_be_read() {
        let mut batch = batch(&plan(), None, None, 0, &[record("a"), record("b"), record("c")]).unwrap();
        batch.entries[1].1[9] ^= 1;
        let on = read_on(&plan(), Head::empty(&plan()), batch.entries.clone());
        assert_eq!(on.records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!((on.head, on.unreadable.len(), on.is_whole()), (batch.appended.head, 1, false));
        let on = read_on(&plan(), Head { seq: 1, crc: 0 }, batch.entries[2..].to_vec());
        assert_eq!((on.missing.to_string().as_str(), on.is_whole()), ("2", false));
    }
}
