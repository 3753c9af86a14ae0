//! Web Locks: a tab holds one for its life, so that the others can tell that it is alive.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;

use super::dynamic::{call, get};

/// Takes the lock `name` until the tab ends, however it ends. Does nothing where there are no locks.
pub fn hold(name: &str) {
    let Some(locks) = manager() else { return };
    let for_ever = Closure::once_into_js(|| JsValue::from(Promise::new(&mut |_, _| {})));
    // Where it is refused, this tab counts as closed: its tail is then read and written to the journal.
    let _ = call(&locks, "request", &[&name.into(), &for_ever]);
}

/// The names of all locks held in this origin; empty where there are no locks.
pub async fn held() -> Vec<String> {
    let query = manager().and_then(|locks| call(&locks, "query", &[]).ok());
    let Some(query) = query else { return Vec::new() };
    let state = JsFuture::from(Promise::resolve(&query)).await.ok();
    let held = state.and_then(|state| get(&state, "held")).map(|held| Array::from(&held));
    let name = |lock: JsValue| get(&lock, "name").and_then(|name| name.as_string());
    held.map(|held| held.iter().filter_map(name).collect()).unwrap_or_default()
}

fn manager() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    get(&navigator, "locks")
}
