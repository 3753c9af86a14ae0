//! What walks through the whole log: worked out in short steps between frames, so that no key waits for it, and never shown
//! as if it were of now while it is of before.

use leptos::prelude::*;

use crate::platform::clock::{Interval, Timeout, elapsed_ms};
use crate::ui::Session;

/// A plan that changes again within so many milliseconds is not looked at yet.
const REST_MS: u32 = 400;
/// Work at a stretch, in milliseconds: half a frame.
const STRETCH_MS: f64 = 8.0;
/// Between two stretches, in milliseconds.
const PAUSE_MS: u32 = 16;

/// What is known of a slow answer.
#[derive(Clone, Debug)]
pub struct Slow<T> {
    /// The last whole answer, and the version of the plan that it is of.
    pub answer: Option<(u64, T)>,
}

impl<T> Default for Slow<T> {
    fn default() -> Slow<T> {
        Slow { answer: None }
    }
}

/// Works an answer out anew after every change. `begin` makes the work; `step` does a part of it and gives the answer when
/// it is whole.
pub fn slow<W: 'static, T: Clone + Send + Sync + 'static>(
    session: Session,
    begin: fn(Session) -> W,
    step: fn(Session, &mut W) -> Option<T>,
) -> RwSignal<Slow<T>> {
    let known = RwSignal::new(Slow::default());
    let timers = StoredValue::new_local((None::<Timeout>, None::<Interval>));
    Effect::new(move |_| {
        let version = session.version.get();
        let rest = Timeout::new(REST_MS, move || {
            let mut work = Some(begin(session));
            let run = move || {
                let until = elapsed_ms() + STRETCH_MS;
                while let Some(own) = work.as_mut().filter(|_| elapsed_ms() < until) {
                    // The plan of this answer is gone: the next one is about to begin.
                    if session.version.get_untracked() != version {
                        work = None;
                    } else if let Some(answer) = step(session, own) {
                        work = None;
                        let _ = known.try_set(Slow { answer: Some((version, answer)) });
                    }
                }
            };
            let _ = timers.try_update_value(|timers| timers.1 = Some(Interval::new(PAUSE_MS, run)));
        });
        timers.set_value((Some(rest), None));
    });
    known
}
