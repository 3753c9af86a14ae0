//! Calls of the browser that web-sys does not describe or calls unstable, by name.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The property `name`, unless it is missing or undefined.
pub(super) fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Calls the method `name`.
pub(super) fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    method.apply(object, &arguments.iter().copied().collect::<Array>())
}

/// `new name(…)` of a global constructor.
pub(super) fn construct(name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let constructor: Function = Reflect::get(&js_sys::global(), &name.into())?.dyn_into()?;
    Reflect::construct(&constructor, &arguments.iter().copied().collect::<Array>())
}

/// The name of a DOMException or Error; a string is its own name.
pub(super) fn error_name(error: &JsValue) -> String {
    let name = get(error, "name").and_then(|name| name.as_string());
    name.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
