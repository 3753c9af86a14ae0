//! The one text frame that every replica is made of: kind, checksum, chain, lengths, id and body.
//!
//! ```text
//! q1 r 89abcdef 01234567 12 5 17⏎id…⏎body…⏎
//!  │ │ │        │        │  │ └ length of the body in bytes
//!  │ │ │        │        │  └ length of the id in bytes
//!  │ │ │        │        └ number: the seq of an entry, the generation of a mirror
//!  │ │ │        └ checksum of the frame before (the chain)
//!  │ │ └ checksum of the plan's id and of everything after this field
//!  │ └ kind
//!  └ version of the format
//! ```
//! The checksum begins with the plan's id, so a frame that strayed into another plan is not taken.
//! A damaged frame is handed back with its bytes; nothing is skipped in silence.

use std::ops::Range;

use super::PlanId;
use super::checksum::{crc32, joined};

mod pieces;

pub use pieces::Outside;

const MARK: &[u8] = b"q1 ";
/// No frame is written with a longer header line, so a search for its end stops here.
const HEADER_LIMIT: usize = 96;

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A [`super::Record`].
    Record,
    /// Ranges of journal numbers whose loss is known and dealt with.
    Settled,
    /// The journal's head: number and checksum of the last entry.
    Head,
    /// The unfinished text of an open cell editor.
    Draft,
    /// The end of a list of frames; its number is the count before it.
    End,
    /// A mirror slot.
    Mirror,
    /// A line of the list of plans.
    Slot,
}

impl Kind {
    const ALL: [(Self, u8); 7] = [
        (Self::Record, b'r'),
        (Self::Settled, b's'),
        (Self::Head, b'h'),
        (Self::Draft, b'd'),
        (Self::End, b'e'),
        (Self::Mirror, b'm'),
        (Self::Slot, b'p'),
    ];

    fn letter(self) -> u8 {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or(b'?', |(_, letter)| *letter)
    }

    fn of(letter: u8) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == letter).map(|(kind, _)| *kind)
    }
}

/// What is wrong with bytes that should be a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// They do not begin like a frame.
    Mark,
    /// They were written by a newer version of the format.
    Newer {
        /// That version.
        version: u32,
    },
    /// The header line cannot be read.
    Header,
    /// They end before the frame does.
    Torn,
    /// The checksum is another one.
    Checksum,
    /// More bytes follow where one frame was expected.
    Surplus,
    /// A sound frame, but not of the kind, the number or the chain that belongs here.
    Misplaced,
}

/// A sound frame, borrowed from the bytes it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What it holds.
    pub kind: Kind,
    /// Its own checksum.
    pub crc: u32,
    /// The checksum of the frame before it.
    pub previous: u32,
    /// Its number.
    pub seq: u64,
    /// Its id.
    pub id: &'a str,
    /// Its body.
    pub body: &'a str,
}

/// What a frame says of its body, so that a long one need not be there as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    length: usize,
    crc: u32,
}

impl Measure {
    /// The measure of a body.
    #[must_use]
    pub fn of(body: &str) -> Self {
        Self::default().and(body)
    }

    /// The measure of a body that goes on.
    #[must_use]
    pub fn and(self, piece: &str) -> Self {
        Self { length: self.length + piece.len(), crc: crc32(self.crc, piece.as_bytes()) }
    }

    /// The length in bytes.
    #[must_use]
    pub const fn length(self) -> usize {
        self.length
    }
}

/// Writes and reads the frames of one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codec {
    seed: u32,
}

impl Codec {
    /// The codec of a plan.
    #[must_use]
    pub fn new(plan: &PlanId) -> Self {
        Self { seed: crc32(0, plan.as_str().as_bytes()) }
    }

    /// The checksum that stands for "the frame before the first one".
    #[must_use]
    pub fn genesis(&self) -> u32 {
        self.seed
    }

    /// Appends one frame to `out` and returns its checksum.
    pub fn write(&self, out: &mut String, kind: Kind, previous: u32, seq: u64, id: &str, body: &str) -> u32 {
        let (head, crc) = self.head(kind, previous, seq, id, Measure::of(body));
        out.reserve(head.len() + body.len() + 1);
        for part in [&head, body, "\n"] {
            out.push_str(part);
        }
        crc
    }

    /// Everything of a frame that stands before its body, and its checksum. After the body comes a line feed.
    #[must_use]
    pub fn head(&self, kind: Kind, previous: u32, seq: u64, id: &str, body: Measure) -> (String, u32) {
        let rest = format!(" {previous:08x} {seq} {} {}\n", id.len(), body.length);
        let letter = char::from(kind.letter());
        let begun = crc32(self.seed, &[kind.letter()]);
        let mut crc = [rest.as_str(), id, "\n"].iter().fold(begun, |crc, part| crc32(crc, part.as_bytes()));
        crc = crc32(joined(crc, body.crc, body.length), b"\n");
        (format!("q1 {letter} {crc:08x}{rest}{id}\n"), crc)
    }

    /// Reads the frame at the beginning of `bytes`; returns it with its length in bytes.
    ///
    /// # Errors
    /// The [`Flaw`] when there is no sound frame.
    pub fn read<'a>(&self, bytes: &'a [u8]) -> Result<(Frame<'a>, usize), Flaw> {
        let Begun { header, id, sum, rest } = self.begin(bytes)?;
        let (body, after) = cut(rest, header.body_length)?;
        let sum = crc32(crc32(sum, body), b"\n");
        if sum != header.crc {
            return Err(Flaw::Checksum);
        }
        let body = std::str::from_utf8(body).map_err(|_| Flaw::Checksum)?;
        let Header { kind, crc, previous, seq, .. } = header;
        Ok((Frame { kind, crc, previous, seq, id, body }, bytes.len() - after.len()))
    }

    /// Reads what stands before the body of a frame.
    fn begin<'a>(&self, bytes: &'a [u8]) -> Result<Begun<'a>, Flaw> {
        let Some(after_mark) = bytes.strip_prefix(MARK) else {
            return Err(self.wrong_mark(bytes));
        };
        let searched = after_mark.get(..HEADER_LIMIT.min(after_mark.len())).unwrap_or_default();
        let Some(line_end) = searched.iter().position(|byte| *byte == b'\n') else {
            return Err(if after_mark.len() < HEADER_LIMIT { Flaw::Torn } else { Flaw::Header });
        };
        let line = after_mark.get(..line_end).unwrap_or_default();
        let header = Header::read(line).ok_or(Flaw::Header)?;
        let (id, rest) = cut(after_mark.get(line_end + 1..).unwrap_or_default(), header.id_length)?;
        let seed = crc32(self.seed, &[header.kind.letter()]);
        let parts = [line.get(10..).unwrap_or_default(), b"\n", id, b"\n"];
        let sum = parts.into_iter().fold(seed, crc32);
        Ok(Begun { header, id: std::str::from_utf8(id).map_err(|_| Flaw::Checksum)?, sum, rest })
    }

    /// Reads bytes that are exactly one frame.
    ///
    /// # Errors
    /// The [`Flaw`] when they are not.
    pub fn read_one<'a>(&self, bytes: &'a [u8]) -> Result<Frame<'a>, Flaw> {
        let (frame, length) = self.read(bytes)?;
        if length == bytes.len() { Ok(frame) } else { Err(Flaw::Surplus) }
    }

    /// Reads frame after frame; after damage it goes on at the next line that begins a sound frame.
    #[must_use]
    pub fn read_all<'a>(&self, bytes: &'a [u8]) -> (Vec<Frame<'a>>, Vec<Damaged>) {
        let (mut frames, mut damage) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            match self.read(rest) {
                Ok((frame, length)) => {
                    frames.push(frame);
                    at += length;
                }
                Err(flaw) => {
                    let skipped = self.next_sound(rest);
                    let raw = rest.get(..skipped).unwrap_or(rest).to_vec();
                    damage.push(Damaged { place: at..at + skipped, flaw, raw });
                    at += skipped;
                }
            }
        }
        (frames, damage)
    }

    /// How far it is to the next place where a sound frame begins.
    fn next_sound(&self, bytes: &[u8]) -> usize {
        let lines = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1);
        let starts = lines.filter(|start| bytes.get(*start..).is_some_and(|rest| rest.starts_with(MARK)));
        let mut sound = starts.filter(|start| bytes.get(*start..).is_some_and(|rest| self.read(rest).is_ok()));
        sound.next().unwrap_or(bytes.len())
    }

    /// Tells a newer format from a flipped bit in the mark: the latter is sound under our own mark.
    fn wrong_mark(&self, bytes: &[u8]) -> Flaw {
        if MARK.starts_with(bytes) {
            return Flaw::Torn;
        }
        let digits = bytes.strip_prefix(b"q").and_then(|rest| rest.split(|byte| *byte == b' ').next());
        let version = digits.and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|text| text.parse().ok());
        let Some(version) = version.filter(|version| *version > 1) else {
            return Flaw::Mark;
        };
        let remarked = [MARK, bytes.get(MARK.len()..).unwrap_or_default()].concat();
        if self.read(&remarked).is_ok() { Flaw::Mark } else { Flaw::Newer { version } }
    }
}

/// A stretch of bytes that is not a sound frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// What is wrong at its beginning.
    pub flaw: Flaw,
    /// The bytes, for the quarantine.
    pub raw: Vec<u8>,
}

/// What stands before the body of a frame, its checksum so far, and what follows.
struct Begun<'a> {
    header: Header,
    id: &'a str,
    sum: u32,
    rest: &'a [u8],
}

struct Header {
    kind: Kind,
    crc: u32,
    previous: u32,
    seq: u64,
    id_length: usize,
    body_length: usize,
}

impl Header {
    fn read(line: &[u8]) -> Option<Self> {
        let mut fields = std::str::from_utf8(line).ok()?.split(' ');
        let kind = match fields.next()?.as_bytes() {
            [letter] => Kind::of(*letter)?,
            _ => return None,
        };
        let crc = hex(fields.next()?)?;
        let previous = hex(fields.next()?)?;
        let seq = fields.next()?.parse().ok()?;
        let id_length = fields.next()?.parse().ok()?;
        let body_length = fields.next()?.parse().ok()?;
        if fields.next().is_some() {
            return None;
        }
        Some(Self { kind, crc, previous, seq, id_length, body_length })
    }
}

/// Eight lower-case hexadecimal digits and nothing else: an upper-case one is a flipped bit.
fn hex(text: &str) -> Option<u32> {
    let strict = text.len() == 8 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if strict { u32::from_str_radix(text, 16).ok() } else { None }
}

/// Takes `length` bytes and the line feed after them.
fn cut(bytes: &[u8], length: usize) -> Result<(&[u8], &[u8]), Flaw> {
    let (taken, rest) = bytes.split_at_checked(length).ok_or(Flaw::Torn)?;
    match rest.split_first() {
        Some((b'\n', rest)) => Ok((taken, rest)),
        Some(_) => Err(Flaw::Checksum),
        None => Err(Flaw::Torn),
    }
}

#[cfg(test)]
mod tests {
    use super::super::PlanId;
    use super::{Codec, Flaw, Frame, Kind};

    fn codec(plan: &str) -> Codec {
        Codec::new(&PlanId::new(plan).unwrap())
    }

    fn sample() -> (Codec, String) {
        let codec = codec("p1");
        let mut text = String::new();
        let first = codec.write(&mut text, Kind::Record, codec.genesis(), 1, "a", "{\"x\":\"商机\"}");
        let second = codec.write(&mut text, Kind::Record, first, 2, "b", "");
        codec.write(&mut text, Kind::End, second, 2, "", "");
        (codec, text)
    }

    #[test]
    fn reads_what_was_written() {
        let (codec, text) = sample();
        let (frames, damage) = codec.read_all(text.as_bytes());
        assert!(damage.is_empty());
        let bodies: Vec<_> = frames.iter().map(|frame| (frame.kind, frame.seq, frame.id, frame.body)).collect();
        assert_eq!(
            bodies,
            [(Kind::Record, 1, "a", "{\"x\":\"商机\"}"), (Kind::Record, 2, "b", ""), (Kind::End, 2, "", "")]
        );
        assert_eq!(frames[0].crc, frames[1].previous);
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let (codec, text) = sample();
        let good = codec.read_all(text.as_bytes()).0;
        for bit in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let (frames, damage) = codec.read_all(&bytes);
            assert!(!damage.is_empty(), "bit {bit} went unseen");
            assert!(frames.iter().all(|frame| good.contains(frame)), "bit {bit} made a new frame");
            let raw: usize = damage.iter().map(|part| part.raw.len()).sum();
            assert!(raw > 0, "bit {bit}: no bytes kept");
        }
    }

    #[test]
    fn every_tear_is_seen_and_the_frames_before_it_are_kept() {
        let (codec, text) = sample();
        let mut ends = vec![0];
        for frame in codec.read_all(text.as_bytes()).0 {
            let Frame { id, body, .. } = frame;
            let header = text[*ends.last().unwrap()..].find('\n').unwrap();
            ends.push(ends.last().unwrap() + header + id.len() + body.len() + 3);
        }
        for length in 0..=text.len() {
            let (frames, damage) = codec.read_all(&text.as_bytes()[..length]);
            assert_eq!(frames.len(), ends.iter().filter(|end| **end <= length).count() - 1);
            assert_eq!(damage.is_empty(), ends.contains(&length), "cut at {length}");
        }
    }

    #[test]
    fn names_the_flaw() {
        let (codec_1, text) = sample();
        let flaw = |codec: Codec, text: &str| codec.read(text.as_bytes()).unwrap_err();
        assert_eq!(flaw(codec_1, "rubbish"), Flaw::Mark);
        assert_eq!(flaw(codec_1, "q"), Flaw::Torn);
        assert_eq!(flaw(codec_1, "q7 whatever comes"), Flaw::Newer { version: 7 });
        assert_eq!(flaw(codec_1, "q1 r zz\n"), Flaw::Header);
        assert_eq!(flaw(codec_1, &text[..36]), Flaw::Torn);
        assert_eq!(flaw(codec("p2"), &text), Flaw::Checksum);
        assert_eq!(codec_1.read_one(text.as_bytes()), Err(Flaw::Surplus));
    }
}
