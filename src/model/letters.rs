//! Small and capital letters.
//!
//! The standard library's tables hold a line for each letter, 24 KB that hardly compress and that every first visit would
//! fetch. Letters stand in runs: of the next ones, or of every second one, each as far from its other form as the first.
//! Of one letter comes one letter, but for `ß`, which is `SS` in capitals.

/// The first letter, how many there are (of every second one where it is negative), and how far the other form is away.
type Run = (u32, i16, i32);

/// The small form of a letter; anything else as it is.
#[must_use]
pub fn small(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        // In full it is this letter with a dot above.
        '\u{130}' => 'i',
        c => moved(c, &SMALL),
    }
}

/// The capital form of a letter; anything else, and `ß`, as it is.
#[must_use]
pub fn capital(c: char) -> char {
    if c.is_ascii() { c.to_ascii_uppercase() } else { moved(c, &CAPITAL) }
}

/// A text in small letters.
#[must_use]
pub fn in_small(text: &str) -> String {
    text.chars().map(small).collect()
}

/// A text in capitals.
#[must_use]
pub fn in_capitals(text: &str) -> String {
    let mut capitals = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{df}' => capitals.push_str("SS"),
            c => capitals.push(capital(c)),
        }
    }
    capitals
}

/// A text with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| capital(first).to_string()).unwrap_or_default();
    first + rest.as_str()
}

fn moved(c: char, runs: &[Run]) -> char {
    let code = u32::from(c);
    let at = runs.partition_point(|(first, ..)| *first <= code);
    let Some((first, count, away)) = at.checked_sub(1).and_then(|at| runs.get(at)) else { return c };
    let (step, count) =
        if *count < 0 { (2, u32::from(count.unsigned_abs())) } else { (1, u32::from(count.unsigned_abs())) };
    let offset = code - first;
    if offset % step != 0 || offset / step >= count {
        return c;
    }
    code.checked_add_signed(*away).and_then(char::from_u32).unwrap_or(c)
}

#[rustfmt::skip]
const SMALL: [Run; 185] = [
    (0x41, 26, 32), (0xc0, 23, 32), (0xd8, 7, 32), (0x100, -24, 1), (0x132, -3, 1), (0x139, -8, 1), (0x14a, -23, 1),
    (0x178, 1, -121), (0x179, -3, 1), (0x181, 1, 210), (0x182, -2, 1), (0x186, 1, 206), (0x187, 1, 1),
    (0x189, 2, 205), (0x18b, 1, 1), (0x18e, 1, 79), (0x18f, 1, 202), (0x190, 1, 203), (0x191, 1, 1), (0x193, 1, 205),
    (0x194, 1, 207), (0x196, 1, 211), (0x197, 1, 209), (0x198, 1, 1), (0x19c, 1, 211), (0x19d, 1, 213),
    (0x19f, 1, 214), (0x1a0, -3, 1), (0x1a6, 1, 218), (0x1a7, 1, 1), (0x1a9, 1, 218), (0x1ac, 1, 1), (0x1ae, 1, 218),
    (0x1af, 1, 1), (0x1b1, 2, 217), (0x1b3, -2, 1), (0x1b7, 1, 219), (0x1b8, 1, 1), (0x1bc, 1, 1), (0x1c4, 1, 2),
    (0x1c5, 1, 1), (0x1c7, 1, 2), (0x1c8, 1, 1), (0x1ca, 1, 2), (0x1cb, -9, 1), (0x1de, -9, 1), (0x1f1, 1, 2),
    (0x1f2, -2, 1), (0x1f6, 1, -97), (0x1f7, 1, -56), (0x1f8, -20, 1), (0x220, 1, -130), (0x222, -9, 1),
    (0x23a, 1, 10795), (0x23b, 1, 1), (0x23d, 1, -163), (0x23e, 1, 10792), (0x241, 1, 1), (0x243, 1, -195),
    (0x244, 1, 69), (0x245, 1, 71), (0x246, -5, 1), (0x370, -2, 1), (0x376, 1, 1), (0x37f, 1, 116), (0x386, 1, 38),
    (0x388, 3, 37), (0x38c, 1, 64), (0x38e, 2, 63), (0x391, 17, 32), (0x3a3, 9, 32), (0x3cf, 1, 8), (0x3d8, -12, 1),
    (0x3f4, 1, -60), (0x3f7, 1, 1), (0x3f9, 1, -7), (0x3fa, 1, 1), (0x3fd, 3, -130), (0x400, 16, 80), (0x410, 32, 32),
    (0x460, -17, 1), (0x48a, -27, 1), (0x4c0, 1, 15), (0x4c1, -7, 1), (0x4d0, -48, 1), (0x531, 38, 48),
    (0x10a0, 38, 7264), (0x10c7, 1, 7264), (0x10cd, 1, 7264), (0x13a0, 80, 38864), (0x13f0, 6, 8), (0x1c89, 1, 1),
    (0x1c90, 43, -3008), (0x1cbd, 3, -3008), (0x1e00, -75, 1), (0x1e9e, 1, -7615), (0x1ea0, -48, 1), (0x1f08, 8, -8),
    (0x1f18, 6, -8), (0x1f28, 8, -8), (0x1f38, 8, -8), (0x1f48, 6, -8), (0x1f59, -4, -8), (0x1f68, 8, -8),
    (0x1f88, 8, -8), (0x1f98, 8, -8), (0x1fa8, 8, -8), (0x1fb8, 2, -8), (0x1fba, 2, -74), (0x1fbc, 1, -9),
    (0x1fc8, 4, -86), (0x1fcc, 1, -9), (0x1fd8, 2, -8), (0x1fda, 2, -100), (0x1fe8, 2, -8), (0x1fea, 2, -112),
    (0x1fec, 1, -7), (0x1ff8, 2, -128), (0x1ffa, 2, -126), (0x1ffc, 1, -9), (0x2126, 1, -7517), (0x212a, 1, -8383),
    (0x212b, 1, -8262), (0x2132, 1, 28), (0x2160, 16, 16), (0x2183, 1, 1), (0x24b6, 26, 26), (0x2c00, 48, 48),
    (0x2c60, 1, 1), (0x2c62, 1, -10743), (0x2c63, 1, -3814), (0x2c64, 1, -10727), (0x2c67, -3, 1),
    (0x2c6d, 1, -10780), (0x2c6e, 1, -10749), (0x2c6f, 1, -10783), (0x2c70, 1, -10782), (0x2c72, 1, 1),
    (0x2c75, 1, 1), (0x2c7e, 2, -10815), (0x2c80, -50, 1), (0x2ceb, -2, 1), (0x2cf2, 1, 1), (0xa640, -23, 1),
    (0xa680, -14, 1), (0xa722, -7, 1), (0xa732, -31, 1), (0xa779, -2, 1), (0xa77d, 1, -35332), (0xa77e, -5, 1),
    (0xa78b, 1, 1), (0xa78d, 1, -42280), (0xa790, -2, 1), (0xa796, -10, 1), (0xa7aa, 1, -42308), (0xa7ab, 1, -42319),
    (0xa7ac, 1, -42315), (0xa7ad, 1, -42305), (0xa7ae, 1, -42308), (0xa7b0, 1, -42258), (0xa7b1, 1, -42282),
    (0xa7b2, 1, -42261), (0xa7b3, 1, 928), (0xa7b4, -8, 1), (0xa7c4, 1, -48), (0xa7c5, 1, -42307),
    (0xa7c6, 1, -35384), (0xa7c7, -2, 1), (0xa7cb, 1, -42343), (0xa7cc, -8, 1), (0xa7dc, 1, -42561), (0xa7f5, 1, 1),
    (0xff21, 26, 32), (0x10400, 40, 40), (0x104b0, 36, 40), (0x10570, 11, 39), (0x1057c, 15, 39), (0x1058c, 7, 39),
    (0x10594, 2, 39), (0x10c80, 51, 64), (0x10d50, 22, 32), (0x118a0, 32, 32), (0x16e40, 32, 32), (0x16ea0, 25, 27),
    (0x1e900, 34, 34),
];
#[rustfmt::skip]
const CAPITAL: [Run; 198] = [
    (0x61, 26, -32), (0xb5, 1, 743), (0xe0, 23, -32), (0xf8, 7, -32), (0xff, 1, 121), (0x101, -24, -1),
    (0x131, 1, -232), (0x133, -3, -1), (0x13a, -8, -1), (0x14b, -23, -1), (0x17a, -3, -1), (0x17f, 1, -300),
    (0x180, 1, 195), (0x183, -2, -1), (0x188, 1, -1), (0x18c, 1, -1), (0x192, 1, -1), (0x195, 1, 97), (0x199, 1, -1),
    (0x19a, 1, 163), (0x19b, 1, 42561), (0x19e, 1, 130), (0x1a1, -3, -1), (0x1a8, 1, -1), (0x1ad, 1, -1),
    (0x1b0, 1, -1), (0x1b4, -2, -1), (0x1b9, 1, -1), (0x1bd, 1, -1), (0x1bf, 1, 56), (0x1c5, 1, -1), (0x1c6, 1, -2),
    (0x1c8, 1, -1), (0x1c9, 1, -2), (0x1cb, 1, -1), (0x1cc, 1, -2), (0x1ce, -8, -1), (0x1dd, 1, -79), (0x1df, -9, -1),
    (0x1f2, 1, -1), (0x1f3, 1, -2), (0x1f5, 1, -1), (0x1f9, -20, -1), (0x223, -9, -1), (0x23c, 1, -1),
    (0x23f, 2, 10815), (0x242, 1, -1), (0x247, -5, -1), (0x250, 1, 10783), (0x251, 1, 10780), (0x252, 1, 10782),
    (0x253, 1, -210), (0x254, 1, -206), (0x256, 2, -205), (0x259, 1, -202), (0x25b, 1, -203), (0x25c, 1, 42319),
    (0x260, 1, -205), (0x261, 1, 42315), (0x263, 1, -207), (0x264, 1, 42343), (0x265, 1, 42280), (0x266, 1, 42308),
    (0x268, 1, -209), (0x269, 1, -211), (0x26a, 1, 42308), (0x26b, 1, 10743), (0x26c, 1, 42305), (0x26f, 1, -211),
    (0x271, 1, 10749), (0x272, 1, -213), (0x275, 1, -214), (0x27d, 1, 10727), (0x280, 1, -218), (0x282, 1, 42307),
    (0x283, 1, -218), (0x287, 1, 42282), (0x288, 1, -218), (0x289, 1, -69), (0x28a, 2, -217), (0x28c, 1, -71),
    (0x292, 1, -219), (0x29d, 1, 42261), (0x29e, 1, 42258), (0x345, 1, 84), (0x371, -2, -1), (0x377, 1, -1),
    (0x37b, 3, 130), (0x3ac, 1, -38), (0x3ad, 3, -37), (0x3b1, 17, -32), (0x3c2, 1, -31), (0x3c3, 9, -32),
    (0x3cc, 1, -64), (0x3cd, 2, -63), (0x3d0, 1, -62), (0x3d1, 1, -57), (0x3d5, 1, -47), (0x3d6, 1, -54),
    (0x3d7, 1, -8), (0x3d9, -12, -1), (0x3f0, 1, -86), (0x3f1, 1, -80), (0x3f2, 1, 7), (0x3f3, 1, -116),
    (0x3f5, 1, -96), (0x3f8, 1, -1), (0x3fb, 1, -1), (0x430, 32, -32), (0x450, 16, -80), (0x461, -17, -1),
    (0x48b, -27, -1), (0x4c2, -7, -1), (0x4cf, 1, -15), (0x4d1, -48, -1), (0x561, 38, -48), (0x10d0, 43, 3008),
    (0x10fd, 3, 3008), (0x13f8, 6, -8), (0x1c80, 1, -6254), (0x1c81, 1, -6253), (0x1c82, 1, -6244),
    (0x1c83, 2, -6242), (0x1c85, 1, -6243), (0x1c86, 1, -6236), (0x1c87, 1, -6181), (0x1c88, 1, 35266),
    (0x1c8a, 1, -1), (0x1d79, 1, 35332), (0x1d7d, 1, 3814), (0x1d8e, 1, 35384), (0x1e01, -75, -1), (0x1e9b, 1, -59),
    (0x1ea1, -48, -1), (0x1f00, 8, 8), (0x1f10, 6, 8), (0x1f20, 8, 8), (0x1f30, 8, 8), (0x1f40, 6, 8),
    (0x1f51, -4, 8), (0x1f60, 8, 8), (0x1f70, 2, 74), (0x1f72, 4, 86), (0x1f76, 2, 100), (0x1f78, 2, 128),
    (0x1f7a, 2, 112), (0x1f7c, 2, 126), (0x1fb0, 2, 8), (0x1fbe, 1, -7205), (0x1fd0, 2, 8), (0x1fe0, 2, 8),
    (0x1fe5, 1, 7), (0x214e, 1, -28), (0x2170, 16, -16), (0x2184, 1, -1), (0x24d0, 26, -26), (0x2c30, 48, -48),
    (0x2c61, 1, -1), (0x2c65, 1, -10795), (0x2c66, 1, -10792), (0x2c68, -3, -1), (0x2c73, 1, -1), (0x2c76, 1, -1),
    (0x2c81, -50, -1), (0x2cec, -2, -1), (0x2cf3, 1, -1), (0x2d00, 38, -7264), (0x2d27, 1, -7264), (0x2d2d, 1, -7264),
    (0xa641, -23, -1), (0xa681, -14, -1), (0xa723, -7, -1), (0xa733, -31, -1), (0xa77a, -2, -1), (0xa77f, -5, -1),
    (0xa78c, 1, -1), (0xa791, -2, -1), (0xa794, 1, 48), (0xa797, -10, -1), (0xa7b5, -8, -1), (0xa7c8, -2, -1),
    (0xa7cd, -8, -1), (0xa7f6, 1, -1), (0xab53, 1, -928), (0xab70, 80, -38864), (0xff41, 26, -32), (0x10428, 40, -40),
    (0x104d8, 36, -40), (0x10597, 11, -39), (0x105a3, 15, -39), (0x105b3, 7, -39), (0x105bb, 2, -39),
    (0x10cc0, 51, -64), (0x10d70, 22, -32), (0x118c0, 32, -32), (0x16e60, 32, -32), (0x16ebb, 25, -27),
    (0x1e922, 34, -34),
];

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what is here is held against the standard library")]
mod tests {
    use super::*;

    /// The one letter that the standard library makes of one.
    fn one(mut letters: impl Iterator<Item = char>) -> Option<char> {
        let first = letters.next()?;
        letters.next().is_none().then_some(first)
    }

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| *c != '\u{130}') {
            for (ours, theirs) in [(small(c), one(c.to_lowercase())), (capital(c), one(c.to_uppercase()))] {
                // A newer Unicode may know more pairs; those of Europe's scripts are all here.
                if ours != c || u32::from(c) < 0x590 {
                    assert_eq!(Some(ours), theirs.or(Some(c)), "{c}");
                }
            }
        }
    }

    #[test]
    fn texts_are_those_of_the_standard_library() {
        for text in ["Ningbo ÄÖÜ ЖЁ Ω Ａｂ Ǆ ŸỸ", "宁波 mixed Ⅷ ⓐ", "straße", ""] {
            assert_eq!(in_small(text), text.to_lowercase());
            assert_eq!(in_capitals(text), text.to_uppercase());
        }
    }
}
