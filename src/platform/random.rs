//! Random numbers from the browser's cryptographic generator.

/// A random number; where the browser refuses, one from the clock and `Math.random`.
#[must_use]
pub fn number() -> u64 {
    let mut bytes = [0_u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled {
        return u64::from_le_bytes(bytes);
    }
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    (half() << 32) ^ half() ^ super::clock::now_ms()
}
