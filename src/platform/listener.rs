//! Event listeners that are removed when their handle is dropped.

use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{Event, EventTarget};

/// A listener; dropping it ends the listening.
#[must_use = "dropping a listener ends it"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    captures: bool,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for the event `name` on `target`.
    pub fn new(target: &EventTarget, name: &'static str, on_event: impl FnMut(Event) + 'static) -> Self {
        Self::listening(target, name, false, on_event)
    }

    /// Listens for the event `name` on everything in `target`, also where it does not bubble up as scrolling does not.
    pub fn anywhere(target: &EventTarget, name: &'static str, on_event: impl FnMut(Event) + 'static) -> Self {
        Self::listening(target, name, true, on_event)
    }

    fn listening(
        target: &EventTarget,
        name: &'static str,
        captures: bool,
        on_event: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::new(on_event);
        // Only a null callback could fail here.
        let function = closure.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_bool(name, function, captures);
        Self { target: target.clone(), name, captures, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, function, self.captures);
    }
}
