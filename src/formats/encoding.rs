//! Bytes from outside become text: UTF-8 with or without a byte order mark, UTF-16 with one.

use std::borrow::Cow;

use super::damage::{Damage, Lines, Location, Why};

/// Reads bytes as text; the mark is taken off.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Damage> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Damage> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let sound = bytes.get(..error.valid_up_to()).and_then(|sound| std::str::from_utf8(sound).ok());
        wrong_after(sound.unwrap_or_default())
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, Damage> {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| pair.try_into().ok().map(unit));
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(units) {
        text.push(character.map_err(|_| wrong_after(&text))?);
    }
    if odd { Err(wrong_after(&text)) } else { Ok(text.into()) }
}

fn wrong_after(sound: &str) -> Damage {
    Damage { place: Location { ..Lines::new(sound).locate(sound.len()) }, why: Why::Encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_windows_and_the_rest_write() {
        let text = "{\"a\":\"中😀\"}";
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            [vec![0xff, 0xfe], units(u16::to_le_bytes)].concat(),
            [vec![0xfe, 0xff], units(u16::to_be_bytes)].concat(),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text);
        }
        for bytes in [&b"{\n\"\xff"[..], b"\xff\xfe{\0\n\0\"\0\x00\xd8", b"\xff\xfe{\0\n\0\"\0a"] {
            let damage = decode(bytes).unwrap_err();
            assert_eq!((damage.why, damage.place.line, damage.place.column), (Why::Encoding, 2, 2));
        }
    }
}
