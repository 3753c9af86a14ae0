//! Numbers that a person typed into a field of the browser.

/// The finite number that a text is; none where it is none. Read by the browser: the tables of Rust's own reader are 11 KB
/// that every first visit would fetch.
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_numeral = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'e' | b'E'));
    let number = js_sys::parse_float(text);
    (is_numeral && number.is_finite()).then_some(number)
}
