//! From a browser's key event to a chord.

use std::cell::{Cell, RefCell};

use web_sys::KeyboardEvent;

use crate::app::command::{Chord, Command, KeyName, Pressed, lookup};
use crate::platform::clock::AnimationFrame;
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

thread_local! {
    /// Whether a step was made that the screen has not shown yet.
    static UNSEEN: Cell<bool> = const { Cell::new(false) };
    static FRAME: RefCell<Option<AnimationFrame>> = const { RefCell::new(None) };
}

/// Whether a held key repeats a change before the screen has shown the last one. Such a press is left out; those that
/// run are saved like any other.
#[must_use]
pub fn is_ahead_of_the_screen(event: &KeyboardEvent, command: Command) -> bool {
    if !command.changes_the_plan() {
        return false;
    }
    if event.repeat() && UNSEEN.get() {
        return true;
    }
    UNSEEN.set(true);
    FRAME.set(Some(AnimationFrame::new(|_| UNSEEN.set(false))));
    false
}

/// Keeps a key of ours from the browser while an input method composes: it would take back or cut out what is being composed,
/// search the page, or save it. What the key does here waits until the composition is over.
pub fn hold_back(event: &KeyboardEvent) {
    let with = event.ctrl_key() || event.meta_key();
    let is_ours = |chord: Chord| lookup(chord, false).is_some() || chord == Chord::ctrl(KeyName::Char('x'));
    if with && chord(event).is_some_and(is_ours) {
        event.prevent_default();
    }
}

/// Whether the browser would leave the page for a key that means something else to whoever comes from Excel: its search, its
/// lists, the source of the page, its start page; and the one beside Ctrl+Delete that clears what is stored, plans among it.
#[must_use]
pub fn leads_away(event: &KeyboardEvent) -> bool {
    let Some(chord) = chord(event).filter(|_| !is_mac()) else { return false };
    let with_ctrl = ['b', 'e', 'i', 'j', 'u'].into_iter().any(|letter| chord == Chord::ctrl(KeyName::Char(letter)));
    with_ctrl
        || [
            Chord::ctrl_shift(KeyName::Char('o')),
            Chord::ctrl_shift(KeyName::Delete),
            Chord::alt(KeyName::Home),
            Chord::key(KeyName::F(7)),
        ]
        .contains(&chord)
}

/// Of a command's keys the one to show.
#[must_use]
pub fn shown(chords: &[Chord]) -> Option<Chord> {
    chords.iter().copied().find(|chord| !is_mac() || chord.is_free_on_a_mac())
}

/// Whether keys are written as on a Mac.
#[must_use]
pub fn is_mac() -> bool {
    thread_local! {
        static MAC: bool = page::is_mac();
    }
    MAC.with(|mac| *mac)
}
