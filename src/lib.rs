//! Quadrille: four tables for selling to companies, as a pure core and a thin browser shell.
//!
//! The layers, lowest first: `model` → `log` → `forecast` → `formats` → `app` → `platform` → `ui`;
//! `text` and `chart` stand beside. ARCHITECTURE.md is the map.

pub mod app;
pub mod chart;
pub mod forecast;
pub mod formats;
pub mod log;
pub mod model;
#[cfg(target_arch = "wasm32")]
pub mod platform;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod ui;
