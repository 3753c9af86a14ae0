//! A list of frames, chained and closed by an end frame: the inside of tails and, written in pieces, of mirrors.

use super::frame::{Codec, Damaged, Flaw, Frame, Kind};

/// Writes a list of frames within a limit of UTF-16 units.
pub(super) struct ListWriter {
    codec: Codec,
    text: String,
    units: usize,
    limit: usize,
    count: u64,
    previous: u32,
}

/// Room kept for the end frame.
const END_UNITS: usize = 64;

impl ListWriter {
    pub(super) fn new(codec: Codec, limit: usize) -> Self {
        Self { codec, text: String::new(), units: END_UNITS, limit, count: 0, previous: codec.genesis() }
    }

    /// Adds one frame; `false` when it does not fit, and then nothing was added.
    pub(super) fn push(&mut self, kind: Kind, id: &str, body: &str) -> bool {
        // No unit has more than three bytes: what is far too long is not even copied.
        if self.units + body.len() / 3 > self.limit {
            return false;
        }
        let (before, count) = (self.text.len(), self.count + 1);
        let crc = self.codec.write(&mut self.text, kind, self.previous, count, id, body);
        let units = self.text.get(before..).unwrap_or_default().encode_utf16().count();
        if self.units + units > self.limit {
            self.text.truncate(before);
            return false;
        }
        (self.units, self.count, self.previous) = (self.units + units, count, crc);
        true
    }

    pub(super) fn finish(mut self) -> String {
        self.codec.write(&mut self.text, Kind::End, self.previous, self.count, "", "");
        self.text
    }
}

/// Reads a list; every frame that is sound is returned, and every sign of damage beside it.
pub(super) fn read_list(codec: Codec, bytes: &[u8]) -> (Vec<Frame<'_>>, Vec<Damaged>) {
    let (mut frames, mut damage) = codec.read_all(bytes);
    let end = frames.pop_if(|frame| frame.kind == Kind::End);
    if damage.is_empty() {
        let mut previous = codec.genesis();
        let chained = frames.iter().zip(1..).all(|(frame, seq)| {
            let fits = frame.seq == seq && frame.previous == previous && frame.kind != Kind::End;
            previous = frame.crc;
            fits
        });
        let closed = end.map(|end| end.seq == frames.len() as u64 && end.previous == previous);
        let flaw = match (chained, closed) {
            (true, Some(true)) => None,
            (true, None) => Some(Flaw::Torn),
            (false, _) | (true, Some(false)) => Some(Flaw::Misplaced),
        };
        damage.extend(flaw.map(|flaw| Damaged { place: 0..bytes.len(), flaw, raw: bytes.to_vec() }));
    }
    (frames, damage)
}
