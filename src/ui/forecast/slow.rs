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
}

/// Work that is left: does a part of it, a stretch at most, for a version of the plan; whether it is done.
type Work = Box<dyn FnMut(u64) -> bool>;

/// Works an answer out anew after every change. `begin` makes the work; `step` does a part of it, a stretch at most, and
/// gives the answer when it is whole.
pub fn slow<W: 'static, T: Clone + Send + Sync + 'static>(
    session: Session,
    begin: fn(Session) -> W,
    step: fn(Session, &mut W) -> Option<T>,
) -> RwSignal<Slow<T>> {
    let known = RwSignal::new(Slow { answer: None });
    let begin = move || -> Work {
        let mut work = begin(session);
        Box::new(move |version| {
            let answer = step(session, &mut work);
            let is_done = answer.is_some();
            if let Some(answer) = answer {
                let _ = known.try_set(Slow { answer: Some((version, answer)) });
            }
            is_done
        })
    };
    work_on(session, Box::new(begin));
    known
}

/// How the last answer came about.
#[derive(Clone, Copy)]
struct Past {
    /// Whether it took no more than a stretch, and so may be worked out anew without waiting for the plan to rest.
    quick: bool,
    /// Whether there is one.
    answered: bool,
}

/// The same, whatever the work is: one piece of code for all of it.
#[inline(never)]
fn work_on(session: Session, begin: Box<dyn Fn() -> Work>) {
    let past = StoredValue::new(Past { quick: true, answered: false });
    let begin = StoredValue::new_local(begin);
    let timers = StoredValue::new_local((None::<Timeout>, None::<Interval>));
    Effect::new(move |_| {
        let version = session.version.get();
        let Past { quick, answered } = past.get_value();
        // Does a stretch of it: the work that is left.
        let run = move |mut work: Work, quick: bool, most: f64| {
            let until = elapsed_ms() + most;
            while elapsed_ms() < until {
                if work(version) {
                    past.set_value(Past { quick, answered: true });
                    return None;
                }
            }
            Some(work)
        };
        timers.set_value((None, None));
        let left = if quick {
            let most = if answered { STRETCH_MS } else { OPENING_MS };
            let Some(left) = run(begin.with_value(|begin| begin()), true, most) else { return };
            Some(left)
        } else {
            None
        };
        past.update_value(|past| past.quick = false);
        let rest = Timeout::new(REST_MS, move || {
            let mut quick = left.is_none();
            let mut work = Some(left.unwrap_or_else(|| begin.with_value(|begin| begin())));
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
}

/// The note beside an answer that is not there yet, or no longer of the plan as it is.
pub fn working(lang: Lang) -> El {
    note(Words::Working.text(lang)).set("role", "status")
}
