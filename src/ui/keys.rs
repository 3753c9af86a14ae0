//! From a browser's key event to a chord.

use web_sys::KeyboardEvent;

use crate::app::keymap::{Chord, KeyName};

/// Whether the key belongs to an input method.
#[must_use]
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// The chord of a key event; none for keys that only modify, and for AltGr.
///
/// Letters go by what the key writes; where it writes no Latin letter (another layout), by its place.
#[must_use]
pub fn chord(event: &KeyboardEvent) -> Option<Chord> {
    if event.get_modifier_state("AltGraph") {
        return None;
    }
    let key = event.key();
    let name = match key.as_str() {
        "Enter" => KeyName::Enter,
        "Tab" => KeyName::Tab,
        "Escape" => KeyName::Escape,
        "Delete" => KeyName::Delete,
        "Backspace" => KeyName::Backspace,
        " " => KeyName::Space,
        "ArrowUp" => KeyName::Up,
        "ArrowDown" => KeyName::Down,
        "ArrowLeft" => KeyName::Left,
        "ArrowRight" => KeyName::Right,
        "Home" => KeyName::Home,
        "End" => KeyName::End,
        "PageUp" => KeyName::PageUp,
        "PageDown" => KeyName::PageDown,
        other => match (other.strip_prefix('F').and_then(|n| n.parse().ok()), single(other)) {
            (Some(number), _) => KeyName::F(number),
            (None, Some(sign)) if sign.is_ascii() => KeyName::Char(sign.to_ascii_lowercase()),
            (None, Some(_)) => KeyName::Char(by_place(&event.code())?),
            (None, None) => return None,
        },
    };
    Some(Chord {
        key: name,
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    })
}

fn single(key: &str) -> Option<char> {
    let mut chars = key.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn by_place(code: &str) -> Option<char> {
    let letter = code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit"));
    match code {
        "Semicolon" => Some(';'),
        "Slash" => Some('/'),
        _ => letter.and_then(single).map(|c| c.to_ascii_lowercase()),
    }
}
