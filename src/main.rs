//! Starts the application in the browser; natively there is nothing to start.

/// Called by `public/boot.js` once it holds what the module exports (see `platform::parts`), which waits for the screen.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn start() {
    quadrille::ui::start().await;
}

fn main() {}
