//! CRC-32 (IEEE 802.3, the one of zip and PNG), by table.

/// The polynomial without its highest power, the lowest power in the highest bit, as every number here.
const POLYNOMIAL: u32 = 0xEDB8_8320;

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks the bounds")]
const TABLE: [u32; 256] = {
    let mut table = [0_u32; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = times_x(value);
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

/// The checksum of `bytes`, continued from the checksum `start` of what stood before (0 for nothing).
pub(super) fn crc32(start: u32, bytes: &[u8]) -> u32 {
    let mut value = !start;
    for byte in bytes {
        let low = usize::from(value as u8 ^ byte);
        value = TABLE.get(low).copied().unwrap_or_default() ^ (value >> 8);
    }
    !value
}

/// The checksum of a text with the checksum `first` and, after it, one of `length` bytes with the checksum `second`, which
/// began from nothing. As zlib's `crc32_combine`: bytes that follow multiply by x⁸ each, modulo the polynomial.
pub(super) fn joined(first: u32, second: u32, length: usize) -> u32 {
    let (mut power, mut shifted, mut left) = (1 << (31 - 8), first, length);
    while left > 0 {
        if left & 1 == 1 {
            shifted = product(shifted, power);
        }
        power = product(power, power);
        left >>= 1;
    }
    shifted ^ second
}

const fn times_x(value: u32) -> u32 {
    if value & 1 == 1 { POLYNOMIAL ^ (value >> 1) } else { value >> 1 }
}

/// The product of two polynomials, modulo the one of the checksum.
fn product(one: u32, other: u32) -> u32 {
    let mut shifted = other;
    (0..32).rev().fold(0, |sum, bit| {
        let sum = if one >> bit & 1 == 1 { sum ^ shifted } else { sum };
        shifted = times_x(shifted);
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::{crc32, joined};

    #[test]
    fn agrees_with_the_published_check_value() {
        assert_eq!(crc32(0, b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(crc32(0, b"1234"), b"56789"), 0xCBF4_3926);
        assert_eq!(crc32(0, b""), 0);
    }

    #[test]
    fn two_texts_have_the_checksum_of_both() {
        let text: Vec<u8> = (0..5000_usize).map(|at| (at * at / 7) as u8).collect();
        for cut in [0, 1, 2, 3, 31, 32, 255, 256, 4096, 4999, 5000] {
            let (first, second) = text.split_at(cut);
            for start in [0, 0x1234_5678] {
                let whole = crc32(start, &text);
                assert_eq!(joined(crc32(start, first), crc32(0, second), second.len()), whole, "cut at {cut}");
            }
        }
    }
}
