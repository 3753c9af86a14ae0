//! The browser: storage, files, clipboard, clock, channels. Bytes and strings in and out.
//!
//! The only layer beside `ui` that may use `web-sys`. It must not know the plan's types, and it decides
//! nothing: what is written when is `app::storage`'s business. Compiled for wasm32 only.

pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod encoding;
pub mod files;
pub mod journal;
pub mod listener;
pub mod local;
pub mod locks;
pub mod number;
pub mod page;
pub mod panic;
pub mod parts;
pub mod picture;
pub mod pinyin;
pub mod random;
pub mod renew;
pub mod zip;

mod dynamic;
mod request;
