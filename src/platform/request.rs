//! Waiting for IndexedDB: the end of a request or of a transaction as a future.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget};

use super::listener::Listener;

/// One or the other event of a target, whichever comes first.
pub(super) struct Outcome {
    promise: Promise,
    /// Kept until the outcome is there.
    _listeners: Vec<Listener>,
}

impl Outcome {
    /// Resolves at one of the events `good` and rejects at one of the events `bad`, with the event.
    pub(super) fn of(target: &EventTarget, good: &[&'static str], bad: &[&'static str]) -> Self {
        let mut listeners = Vec::new();
        let promise = Promise::new(&mut |resolve: Function, reject: Function| {
            for (names, end) in [(good, &resolve), (bad, &reject)] {
                for name in names {
                    let end = end.clone();
                    listeners.push(Listener::new(target, name, move |event: Event| {
                        let _ = end.call1(&JsValue::UNDEFINED, &event);
                    }));
                }
            }
        });
        Self { promise, _listeners: listeners }
    }

    /// Waits for it.
    pub(super) async fn wait(self) -> Result<Event, Event> {
        let event = JsFuture::from(self.promise.clone()).await;
        event.map(JsCast::unchecked_into).map_err(JsCast::unchecked_into)
    }
}
