//! The part of the module that a first visit does without.
//!
//! After linking, `.ci/parts.mjs` moves functions that a first visit does not call into a second module, which the page
//! fetches once it stands. What calls such a function before it is there comes here first, and waits.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Of `public/boot.js`: fetches the second module and puts its functions in their places before it returns.
    #[wasm_bindgen(js_name = fetchRest, catch)]
    fn fetch_rest() -> Result<(), JsValue>;
}

/// Brings the second module in at once. Nothing in Rust calls it: the split module does, by this name.
///
/// # Panics
/// Where it cannot be fetched: the caller cannot go on without it, and the last page offers what is kept, and a new try.
#[wasm_bindgen(js_name = needRest)]
#[expect(clippy::panic, reason = "there is no caller to tell: the code to tell it is not there")]
pub fn need_rest() {
    if fetch_rest().is_err() {
        panic!("A part of the program could not be fetched.");
    }
}
