//! Event listeners that are removed when their handle is dropped.

use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{Event, EventTarget};

/// A listener; dropping it ends the listening.
#[must_use = "dropping a listener ends it"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for the event `name` on `target`.
    pub fn new(target: &EventTarget, name: &'static str, on_event: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::new(on_event);
        // Only a null callback could fail here.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.name, function);
    }
}
