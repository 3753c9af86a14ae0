//! The mirror: the whole plan in one of two localStorage slots, by generation parity.
//!
//! The outside is one frame: generation as its number, the journal's checksum at `covers` as its
//! chain, the figures of [`MirrorHead`] as its id, the payload as its body. The payload is a list of
//! record frames ([`payload`]), packed with gzip by the browser where it can.

use super::entry::Head;
use super::frame::{Codec, Damaged, Flaw, Kind, Measure, Outside};
use super::list::read_list;
use super::{PlanId, Record, packing};

mod payload;

pub use payload::{PAYLOAD_LIMIT, Payload, Written};

/// The least time between two mirrors of one plan, over all tabs.
pub const MIRROR_INTERVAL_MS: u64 = 10 * 60 * 1000;
/// How long a kept plan that was opened waits for its first one.
pub const SETTLING_MS: u64 = 3 * 1000;
/// The most UTF-16 units a slot takes; two slots of a plan stay well within Chromium's 5 Mi units.
pub const MIRROR_LIMIT_UNITS: usize = 1024 * 1024;

/// How a payload is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// The payload is the list itself.
    Plain,
    /// The payload is [`packing::to_text`] of the gzipped list.
    Gzip,
}

impl Packing {
    const ALL: [(Self, &'static str); 2] = [(Self::Plain, "plain"), (Self::Gzip, "gzip")];
}

/// What a mirror says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MirrorHead {
    /// Higher is newer; its parity is the slot.
    pub generation: u64,
    /// It holds every record of the journal up to here.
    pub covers: Head,
    /// When it was written, in milliseconds.
    pub written_ms: u64,
    /// How many records it holds.
    pub records: u64,
    /// How many of them were not in the journal when it was written.
    pub loose: u64,
    /// How its payload is packed.
    pub packing: Packing,
}

impl MirrorHead {
    /// The slot this mirror belongs in: 0 or 1.
    #[must_use]
    pub fn slot(&self) -> u8 {
        u8::from(self.generation % 2 == 1)
    }
}

/// A mirror does not fit into its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What stands before the payload of a mirror. The payload is the list itself for [`Packing::Plain`], else
/// [`packing::to_text`] of the packed bytes; after it comes a line feed.
#[must_use]
pub fn head(plan: &PlanId, head: &MirrorHead, payload: Measure) -> String {
    let packing = Packing::ALL.iter().find(|(known, _)| *known == head.packing).map_or("", |(_, name)| name);
    let MirrorHead { generation, covers, written_ms, records, loose, .. } = head;
    let id = format!("{packing} {} {written_ms} {records} {loose}", covers.seq);
    Codec::new(plan).head(Kind::Mirror, covers.crc, *generation, &id, payload).0
}

/// A mirror as one text.
///
/// # Errors
/// [`TooLarge`] over [`MIRROR_LIMIT_UNITS`].
pub fn write(plan: &PlanId, of: &MirrorHead, payload: &str) -> Result<String, TooLarge> {
    let text = format!("{}{payload}\n", head(plan, of, Measure::of(payload)));
    if text.encode_utf16().count() <= MIRROR_LIMIT_UNITS { Ok(text) } else { Err(TooLarge) }
}

/// Looks at a mirror that comes in pieces: its head, if all of it is sound.
///
/// # Errors
/// The [`Flaw`]; a mirror in the wrong slot is [`Flaw::Misplaced`].
pub fn check(plan: &PlanId, slot: u8, pieces: impl Iterator<Item = String>) -> Result<MirrorHead, Flaw> {
    let Outside { kind, previous, seq, id } = Codec::new(plan).read_pieces(pieces)?;
    head_of(slot, kind, previous, seq, &id)
}

fn head_of(slot: u8, kind: Kind, previous: u32, seq: u64, id: &str) -> Result<MirrorHead, Flaw> {
    let mut fields = id.split(' ');
    let packing = fields.next().and_then(|name| Packing::ALL.iter().find(|(_, known)| *known == name));
    let mut number = || fields.next().and_then(|field| field.parse::<u64>().ok()).ok_or(Flaw::Misplaced);
    let head = MirrorHead {
        generation: seq,
        covers: Head { seq: number()?, crc: previous },
        written_ms: number()?,
        records: number()?,
        loose: number()?,
        packing: packing.ok_or(Flaw::Misplaced)?.0,
    };
    if kind == Kind::Mirror && head.slot() == slot { Ok(head) } else { Err(Flaw::Misplaced) }
}

/// Reads the outside of a mirror: its head and its packed payload.
///
/// # Errors
/// The [`Flaw`]; a mirror in the wrong slot is [`Flaw::Misplaced`].
pub fn read<'a>(plan: &PlanId, slot: u8, text: &'a str) -> Result<(MirrorHead, &'a str), Flaw> {
    let frame = Codec::new(plan).read_one(text.as_bytes())?;
    Ok((head_of(slot, frame.kind, frame.previous, frame.seq, frame.id)?, frame.body))
}

/// The packed bytes of a payload, for the browser to unpack; `None` when nothing is to be unpacked.
#[must_use]
pub fn packed_bytes(head: &MirrorHead, body: &str) -> Option<Vec<u8>> {
    match head.packing {
        Packing::Plain => None,
        Packing::Gzip => packing::to_bytes(body),
    }
}

/// Reads an unpacked payload.
#[must_use]
pub fn read_payload(plan: &PlanId, list: &[u8]) -> (Vec<Record>, Vec<Damaged>) {
    let (frames, damage) = read_list(Codec::new(plan), list);
    let records = frames.iter().filter(|frame| frame.kind == Kind::Record);
    (records.map(|frame| Record::new(frame.id, frame.body)).collect(), damage)
}

/// Why no mirror is written now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// Another tab has written one lately.
    Recent {
        /// When, in milliseconds.
        written_ms: u64,
    },
    /// The newest mirror holds more records than this tab has.
    Behind {
        /// How many it holds.
        records: u64,
    },
    /// A slot is damaged and not yet in quarantine; nothing may be written over it.
    Damaged {
        /// That slot.
        slot: u8,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

/// Chooses the generation (and by parity the slot) of the next mirror from what the slots hold now, as [`check`] says.
///
/// # Errors
/// [`NotNow`].
pub fn next_generation(
    slots: [Option<Result<MirrorHead, Flaw>>; 2],
    records: u64,
    now_ms: u64,
    is_urgent: bool,
) -> Result<u64, NotNow> {
    let mut newest: Option<MirrorHead> = None;
    for (slot, held) in [0_u8, 1].into_iter().zip(slots) {
        let Some(held) = held else { continue };
        let head = held.map_err(|flaw| NotNow::Damaged { slot, flaw })?;
        if newest.is_none_or(|known| head.generation > known.generation) {
            newest = Some(head);
        }
    }
    let Some(newest) = newest else { return Ok(1) };
    let MirrorHead { generation, written_ms, .. } = newest;
    if newest.records > records {
        return Err(NotNow::Behind { records: newest.records });
    }
    if !is_urgent && now_ms >= written_ms && now_ms - written_ms < MIRROR_INTERVAL_MS {
        return Err(NotNow::Recent { written_ms });
    }
    Ok(generation + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanId {
        PlanId::new("p1").unwrap()
    }

    fn mirror(generation: u64, records: &[Record]) -> String {
        let covers = Head { seq: 7, crc: 9 };
        let count = records.len() as u64;
        let packing = Packing::Plain;
        let head = MirrorHead { generation, covers, written_ms: 1000, records: count, loose: 0, packing };
        let list: Result<String, TooLarge> = Payload::of(&plan(), records.to_vec()).collect();
        write(&plan(), &head, &list.unwrap()).unwrap()
    }

    #[test]
    fn comes_back_whole_and_only_in_its_slot() {
        let records = [Record::new("a", "1"), Record::new("b", "2")];
        let text = mirror(3, &records);
        let (head, body) = read(&plan(), 1, &text).unwrap();
        assert_eq!((head.generation, head.covers, head.records), (3, Head { seq: 7, crc: 9 }, 2));
        assert_eq!(read_payload(&plan(), body.as_bytes()), (records.to_vec(), vec![]));
        assert_eq!(read(&plan(), 0, &text), Err(Flaw::Misplaced));
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let text = mirror(3, &[Record::new("a", "1")]);
        for bit in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&plan(), 1, &String::from_utf8_lossy(&bytes)).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn writes_over_the_older_sound_slot_only() {
        let (two, three) = (mirror(2, &[]), mirror(3, &[Record::new("a", "1")]));
        let later = 1000 + MIRROR_INTERVAL_MS;
        let held = |slot, text: Option<&String>| Some(check(&plan(), slot, std::iter::once(text?.clone())));
        let next = |zero, one, records, now| next_generation([held(0, zero), held(1, one)], records, now, false);
        assert_eq!(next(None, None, 0, 0), Ok(1));
        assert_eq!(next(Some(&two), Some(&three), 1, later), Ok(4));
        assert_eq!(next(Some(&two), None, 1, later), Ok(3));
        assert_eq!(next(Some(&two), Some(&three), 0, later), Err(NotNow::Behind { records: 1 }));
        assert_eq!(next(Some(&two), Some(&three), 1, later - 1), Err(NotNow::Recent { written_ms: 1000 }));
        assert_eq!(next_generation([held(0, Some(&two)), held(1, Some(&three))], 1, later - 1, true), Ok(4));
        let damaged = Err(NotNow::Damaged { slot: 1, flaw: Flaw::Mark });
        assert_eq!(next(Some(&two), Some(&"rubbish".to_owned()), 1, later), damaged);
    }
}
