//! Starts the application in the browser; natively there is nothing to start.

/// Called by `public/boot.js` once it holds what the module exports: see `platform::rest`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start() {
    quadrille::ui::start();
}

fn main() {}
