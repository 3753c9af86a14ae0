//! From a browser's key event to a chord.

use web_sys::KeyboardEvent;

use crate::app::command::{Chord, Pressed};
use crate::platform::page;

/// Whether the key belongs to an input method.
#[must_use]
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// The chord of a key event; none for keys that are never a command.
#[must_use]
pub fn chord(event: &KeyboardEvent) -> Option<Chord> {
    Chord::of(&Pressed {
        key: &event.key(),
        code: &event.code(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        alt_gr: event.get_modifier_state("AltGraph"),
    })
}

/// Whether keys are written as on a Mac.
#[must_use]
pub fn is_mac() -> bool {
    thread_local! {
        static MAC: bool = page::is_mac();
    }
    MAC.with(|mac| *mac)
}
