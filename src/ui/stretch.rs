//! What is counted in stretches, so that no key waits for it.

use leptos::prelude::*;

use super::Session;
use crate::app::App;
use crate::platform::clock::{Timeout, elapsed_ms};

/// How long a stretch is, in milliseconds: half a frame.
const STRETCH_MS: f64 = 8.0;

/// A count that may take long.
#[derive(Clone, Copy)]
pub struct Counting<T: Copy + PartialEq + Send + Sync + 'static> {
    session: Session,
    /// Looks at so many more, and says what they come to once all were looked at.
    count: fn(&App, usize) -> Option<T>,
    /// So many are looked at between two glances at the clock.
    at_once: usize,
    /// Between two stretches, in milliseconds.
    pause: u32,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    /// What was counted last, and whether that is all.
    counts: RwSignal<Option<(T, bool)>>,
}

impl<T: Copy + PartialEq + Send + Sync + 'static> Counting<T> {
    /// Nothing is counted yet.
    pub fn new(session: Session, count: fn(&App, usize) -> Option<T>, at_once: usize, pause: u32) -> Self {
        let (timer, counts) = (StoredValue::new_local(None), RwSignal::new(None));
        Counting { session, count, at_once, pause, timer, counts }
    }

    /// What was counted last, and whether that is all.
    pub fn get(self) -> Option<(T, bool)> {
        self.counts.get()
    }

    /// Whether nothing was counted yet, nor is to be.
    pub fn is_new(self) -> bool {
        self.counts.with_untracked(Option::is_none) && self.timer.with_value(Option::is_none)
    }

    /// Begins after the pause.
    pub fn begin(self) {
        let _ = self.timer.try_update_value(|timer| *timer = Some(self.later()));
    }

    /// Looks at so many now, and at the others in stretches.
    pub fn count(self, now: usize) {
        let counted = self.session.with(|app| (self.count)(app, now));
        self.take_down(counted);
    }

    fn later(self) -> Timeout {
        Timeout::new(self.pause, move || self.go_on())
    }

    fn go_on(self) {
        let until = elapsed_ms() + STRETCH_MS;
        let counted = loop {
            let counted = self.session.with(|app| (self.count)(app, self.at_once));
            if counted.is_some() || elapsed_ms() >= until {
                break counted;
            }
        };
        self.take_down(counted);
    }

    /// Shows what was counted, and goes on in a while where some are left.
    fn take_down(self, counted: Option<T>) {
        let again = counted.is_none().then(|| self.later());
        let _ = self.timer.try_update_value(|timer| *timer = again);
        let Some(before) = self.counts.try_get_untracked() else { return };
        let now = counted.map(|counts| (counts, true)).or_else(|| before.map(|(counts, _)| (counts, false)));
        if before != now {
            self.counts.set(now);
        }
    }
}
