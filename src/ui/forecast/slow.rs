//! What walks through the whole log: worked out in short steps between frames, so that no key waits for it, and never shown
//! as if it were of now while it is of before.

use leptos::prelude::*;

use super::{Words, note};
use crate::platform::clock::{Interval, Timeout, elapsed_ms};
use crate::text::Lang;
use crate::ui::Session;
use crate::ui::element::El;

/// A plan that changes again within so many milliseconds is not looked at yet.
const REST_MS: u32 = 400;
/// Work at a stretch, in milliseconds: half a frame.
const STRETCH_MS: f64 = 8.0;
/// The first stretch of a page that is being opened, in milliseconds: most plans need no more to stand at once.
const OPENING_MS: f64 = 32.0;
/// Between two stretches, in milliseconds.
const PAUSE_MS: u32 = 16;

/// What is known of a slow answer.
#[derive(Clone, Debug)]
pub struct Slow<T> {
    /// The last whole answer, and the version of the plan that it is of.
    pub answer: Option<(u64, T)>,
    /// Whether it took no more than a stretch, and so may be worked out anew without waiting for the plan to rest.
    quick: bool,
}

impl<T> Default for Slow<T> {
    fn default() -> Slow<T> {
        Slow { answer: None, quick: true }
    }
}

/// Works an answer out anew after every change. `begin` makes the work; `step` does a part of it, a stretch at most, and
/// gives the answer when it is whole.
pub fn slow<W: 'static, T: Clone + Send + Sync + 'static>(
    session: Session,
    begin: fn(Session) -> W,
    step: fn(Session, &mut W) -> Option<T>,
) -> RwSignal<Slow<T>> {
    let known = RwSignal::new(Slow::default());
    let timers = StoredValue::new_local((None::<Timeout>, None::<Interval>));
    Effect::new(move |_| {
        let version = session.version.get();
        // Does a stretch of it: the work that is left.
        let opening = known.with_untracked(|known| known.answer.is_none() && known.quick);
        let run = move |mut work: W, quick: bool, most: f64| {
            let until = elapsed_ms() + most;
            while elapsed_ms() < until {
                if let Some(answer) = step(session, &mut work) {
                    let _ = known.try_set(Slow { answer: Some((version, answer)), quick });
                    return None;
                }
            }
            Some(work)
        };
        timers.set_value((None, None));
        let left = if known.with_untracked(|known| known.quick) {
            let Some(left) = run(begin(session), true, if opening { OPENING_MS } else { STRETCH_MS }) else { return };
            Some(left)
        } else {
            None
        };
        known.update_untracked(|known| known.quick = false);
        let rest = Timeout::new(REST_MS, move || {
            let mut quick = left.is_none();
            let mut work = Some(left.unwrap_or_else(|| begin(session)));
            let go_on = move || {
                // A plan that has changed meanwhile has other work begun.
                if session.version.get_untracked() == version {
                    work = work.take().and_then(|work| run(work, std::mem::take(&mut quick), STRETCH_MS));
                }
            };
            let _ = timers.try_update_value(|timers| timers.1 = Some(Interval::new(PAUSE_MS, go_on)));
        });
        timers.set_value((Some(rest), None));
    });
    known
}

/// The note beside an answer that is not there yet, or no longer of the plan as it is.
pub fn working(lang: Lang) -> El {
    note(Words::Working.text(lang)).set("role", "status")
}
