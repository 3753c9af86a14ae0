//! The open plan in the page's address, `#plan=<id>`: a reload, a second tab and a bookmark come back to it.

use wasm_bindgen::JsValue;

use crate::app::storage::PlanId;

/// The plan the address names.
#[must_use]
pub fn plan() -> Option<PlanId> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let parts = hash.trim_start_matches('#').split('&');
    parts.filter_map(|part| PlanId::new(part.strip_prefix("plan=")?).ok()).next()
}

/// Puts the open plan into the address, without a step in the browser's history.
pub(super) fn show(plan: Option<&PlanId>) {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let path = || Some(location.pathname().ok()? + &location.search().ok()?);
    let address = match plan {
        Some(plan) => Some(format!("#plan={plan}")),
        None => path(),
    };
    // Where the browser refuses, a reload opens the plan that was opened last.
    let _ = window.history().map(|history| history.replace_state_with_url(&JsValue::NULL, "", address.as_deref()));
}
