//! The parts of the module that come after the first.
//!
//! After linking, `.ci/parts.mjs` moves functions that are not wanted at once into further modules, which the page fetches
//! once it stands. What calls such a function before it is there comes here first, and waits.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::panic;

#[wasm_bindgen]
extern "C" {
    /// Of `public/boot.js`: fetches a part and puts its functions in their places before it returns.
    #[wasm_bindgen(js_name = fetchPart, catch)]
    fn fetch_part(which: u32) -> Result<(), JsValue>;
}

/// Brings a part in at once, by its number in `.ci/parts.mjs`. Nothing in Rust calls it: the split module does, by this name.
///
/// # Panics
/// Where it cannot be fetched: the caller cannot go on without it, and the last page offers what is kept, and a new try.
#[wasm_bindgen(js_name = needPart)]
pub fn need_part(which: u32) {
    if fetch_part(which).is_err() {
        panic::unreached();
    }
}
