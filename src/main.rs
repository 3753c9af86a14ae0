//! Starts the application in the browser; natively there is nothing to start.

fn main() {
    #[cfg(target_arch = "wasm32")]
    quadrille::ui::start();
}
