//! CRC-32 (IEEE 802.3, the one of zip and PNG), eight bytes at a time: a plan of 100 000 deals is 60 MB of records.

use std::sync::LazyLock;

/// The polynomial without its highest power, the lowest power in the highest bit, as every number here.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// What the values of a byte come to with so many bytes behind it.
type Table = [u32; 256];

/// Tables for a byte with 0 to 7 behind it (M. Kounavis and F. Berry, "Novel table lookup-based algorithms for high-performance
/// CRC generation", 2008). They are made when first asked for: as data they would be 8 KB of every visit.
static TABLES: LazyLock<[Table; 8]> = LazyLock::new(|| {
    let last: Table = std::array::from_fn(|byte| (0..8).fold(byte as u32, |value, _| times_x(value)));
    let mut tables = [last; 8];
    let mut before = last;
    for table in tables.iter_mut().skip(1) {
        *table = before.map(|value| of(&last, value as u8) ^ (value >> 8));
        before = *table;
    }
    tables
});

#[expect(clippy::indexing_slicing, reason = "a byte is below 256")]
fn of(table: &Table, byte: u8) -> u32 {
    table[usize::from(byte)]
}

/// The checksum of `bytes`, continued from the checksum `start` of what stood before (0 for nothing).
pub(super) fn crc32(start: u32, bytes: &[u8]) -> u32 {
    let [t0, t1, t2, t3, t4, t5, t6, t7] = &*TABLES;
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut value = !start;
    for &[a, b, c, d, e, f, g, h] in eights {
        let [first, second, third, fourth] = value.to_le_bytes();
        let from_value = of(t7, a ^ first) ^ of(t6, b ^ second) ^ of(t5, c ^ third) ^ of(t4, d ^ fourth);
        value = from_value ^ of(t3, e) ^ of(t2, f) ^ of(t1, g) ^ of(t0, h);
    }
    !rest.iter().fold(value, |value, byte| of(t0, value as u8 ^ byte) ^ (value >> 8))
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
    use super::{crc32, joined, times_x};

    #[test]
    fn agrees_with_the_published_check_value() {
        assert_eq!(crc32(0, b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(crc32(0, b"1234"), b"56789"), 0xCBF4_3926);
        assert_eq!(crc32(0, b""), 0);
    }

    #[test]
    fn bytes_at_once_come_to_what_they_come_to_one_by_one() {
        let bytes: Vec<u8> = (0..200_usize).map(|at| (at * at * 31 / 3) as u8).collect();
        let bit_by_bit = |bytes: &[u8]| {
            let of = |value: u32, byte: &u8| (0..8).fold(value ^ u32::from(*byte), |value, _| times_x(value));
            !bytes.iter().fold(!0, of)
        };
        for length in 0..bytes.len() {
            assert_eq!(crc32(0, &bytes[..length]), bit_by_bit(&bytes[..length]), "{length}");
        }
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
