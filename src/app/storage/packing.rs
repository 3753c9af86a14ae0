//! Bytes as text for localStorage: fifteen bits in each UTF-16 unit, which is what its quota counts.

/// The first character used; the 32 768 after it are all single units and none is a surrogate.
const BASE: u32 = 0x1000;
const BITS: u32 = 15;
const MASK: u32 = (1 << BITS) - 1;

/// Packs bytes as they come.
#[derive(Clone, Copy, Debug)]
pub struct Packer {
    held: u32,
    count: u32,
}

impl Packer {
    /// Begins the text of so many bytes; its first character tells how many bits of the last one are used.
    #[must_use]
    pub fn of(length: usize, text: &mut String) -> Self {
        let used = (length % BITS as usize) as u32 * 8 % BITS;
        text.extend(char::from_u32(BASE + used));
        Self { held: 0, count: 0 }
    }

    /// Packs the next bytes.
    pub fn push(&mut self, bytes: &[u8], text: &mut String) {
        for byte in bytes {
            self.held = (self.held << 8) | u32::from(*byte);
            self.count += 8;
            if self.count >= BITS {
                self.count -= BITS;
                text.extend(char::from_u32(BASE + ((self.held >> self.count) & MASK)));
                self.held &= (1 << self.count) - 1;
            }
        }
    }

    /// Ends the text.
    pub fn finish(self, text: &mut String) {
        if self.count > 0 {
            text.extend(char::from_u32(BASE + ((self.held << (BITS - self.count)) & MASK)));
        }
    }
}

/// Packs bytes.
#[must_use]
pub fn to_text(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut packer = Packer::of(bytes.len(), &mut text);
    packer.push(bytes, &mut text);
    packer.finish(&mut text);
    text
}

/// Unpacks what [`to_text`] made; anything else is `None`.
#[must_use]
pub fn to_bytes(text: &str) -> Option<Vec<u8>> {
    let value = |unit: char| u32::from(unit).checked_sub(BASE).filter(|value| *value <= MASK);
    let mut units = text.chars();
    let used = value(units.next()?)?;
    let mut bytes = Vec::with_capacity(text.len() / 3 * 2);
    let (mut held, mut count) = (0_u32, 0);
    let mut units = units.peekable();
    while let Some(unit) = units.next() {
        let mut bits = BITS;
        let mut value = value(unit)?;
        if units.peek().is_none() && used > 0 {
            bits = used;
            value >>= BITS.checked_sub(used)?;
        }
        held = (held << bits) | value;
        count += bits;
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    if count == 0 { Some(bytes) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{to_bytes, to_text};

    #[test]
    fn comes_back_at_every_length() {
        for length in 0..200_usize {
            let bytes: Vec<u8> = (0..length).map(|index| (index * 151 + length) as u8).collect();
            let text = to_text(&bytes);
            assert_eq!(to_bytes(&text).as_deref(), Some(bytes.as_slice()), "{length} bytes");
            assert_eq!(text.encode_utf16().count(), 1 + (length * 8).div_ceil(15));
        }
    }

    #[test]
    fn refuses_other_text() {
        for text in ["", "abc", "\u{1001}\u{9000}x"] {
            assert_eq!(to_bytes(text), None);
        }
    }
}
