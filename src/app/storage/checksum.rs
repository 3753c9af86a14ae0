//! CRC-32 (IEEE 802.3, the one of zip and PNG), by table.

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks the bounds")]
const TABLE: [u32; 256] = {
    let mut table = [0_u32; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
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

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn agrees_with_the_published_check_value() {
        assert_eq!(crc32(0, b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(crc32(0, b"1234"), b"56789"), 0xCBF4_3926);
        assert_eq!(crc32(0, b""), 0);
    }
}
