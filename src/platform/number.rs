//! Numbers that a person typed into a field of the browser.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The finite number that a text is; none where it is none. Read by the browser: the tables of Rust's own reader are 11 KB
/// that every first visit would fetch.
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    let text = text.trim();
    // `Number` takes a whole text or none; `parseFloat` would take 1 out of 1-2. It takes nothing for 0.
    let whole: Function = Reflect::get(&js_sys::global(), &"Number".into()).ok()?.dyn_into().ok()?;
    let number = whole.call1(&JsValue::UNDEFINED, &text.into()).ok()?.as_f64()?;
    (!text.is_empty() && number.is_finite()).then_some(number)
}
