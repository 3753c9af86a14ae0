//! A frame that is looked at piece by piece, since all of it would be as large as a mirror.

use super::{Begun, Codec, Flaw, Header, Kind, crc32};

/// What stands before the body of a sound frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// What it holds.
    pub kind: Kind,
    /// The checksum of the frame before it.
    pub previous: u32,
    /// Its number.
    pub seq: u64,
    /// Its id.
    pub id: String,
}

impl Codec {
    /// Reads a text that is exactly one frame and comes in pieces, of which none is kept: what stands before its body, once
    /// all of it was seen to be sound.
    ///
    /// # Errors
    /// The [`Flaw`] when it is not.
    pub fn read_pieces(&self, mut pieces: impl Iterator<Item = String>) -> Result<Outside, Flaw> {
        let mut begun = String::new();
        let (header, id, mut sum, mut length) = loop {
            let is_whole = match pieces.next() {
                Some(piece) => {
                    begun.push_str(&piece);
                    false
                }
                None => true,
            };
            match self.begin(begun.as_bytes()) {
                // Where more comes it may be there; what goes on beyond any header is none.
                Err(Flaw::Torn) if !is_whole => {}
                Err(flaw) => return Err(flaw),
                Ok(Begun { header, id, sum, rest }) => break (header, id.to_owned(), crc32(sum, rest), rest.len()),
            }
        };
        let mut last = begun.as_bytes().last().copied();
        for piece in pieces {
            sum = crc32(sum, piece.as_bytes());
            length += piece.len();
            last = piece.as_bytes().last().copied().or(last);
        }
        match length.checked_sub(header.body_length + 1) {
            None => Err(Flaw::Torn),
            Some(0) if sum == header.crc && last == Some(b'\n') => {
                let Header { kind, previous, seq, .. } = header;
                Ok(Outside { kind, previous, seq, id })
            }
            Some(0) => Err(Flaw::Checksum),
            Some(_) => Err(Flaw::Surplus),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::storage::PlanId;

    fn cut(text: &str, length: usize) -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        characters.chunks(length).map(|piece| piece.iter().collect()).collect()
    }

    #[test]
    fn in_pieces_the_same_is_sound_as_in_one() {
        let codec = Codec::new(&PlanId::new("p1").unwrap());
        let mut text = String::new();
        codec.write(&mut text, Kind::Mirror, 7, 12, "gzip 5 6", "ሀሁሂ\nbody");
        let sound = Outside { kind: Kind::Mirror, previous: 7, seq: 12, id: "gzip 5 6".to_owned() };
        for length in [1, 2, 3, 10, 1000] {
            assert_eq!(codec.read_pieces(cut(&text, length).into_iter()).as_ref(), Ok(&sound), "{length}");
        }
        for bit in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            assert!(codec.read_one(flipped.as_bytes()).is_err());
            assert!(codec.read_pieces(cut(&flipped, 3).into_iter()).is_err(), "bit {bit} went unseen");
        }
        for (end, _) in text.char_indices() {
            let flaw = codec.read_pieces(cut(&text[..end], 5).into_iter());
            assert_eq!(flaw, Err(Flaw::Torn), "torn at {end}");
        }
        assert_eq!(codec.read_pieces(cut(&format!("{text}x"), 4).into_iter()), Err(Flaw::Surplus));
        assert!(codec.read_pieces(std::iter::empty()).is_err());
    }
}
