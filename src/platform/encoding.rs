//! Bytes in older encodings, read by the browser.

use web_sys::TextDecoder;

/// The text of bytes in an encoding, by the name that browsers know it by; none where the browser does not know it. Bytes
/// that mean nothing become U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8], encoding: &str) -> Option<String> {
    TextDecoder::new_with_label(encoding).ok()?.decode_with_u8_array(bytes).ok()
}
