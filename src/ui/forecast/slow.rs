//! What walks through the whole plan or its log: worked out in short steps between frames, so that no key waits for it, and
//! never shown as if it were of now while it is of before.
//!
//! All of it stands in one line, and one works at a time: many sections cost a frame no more than one does.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Words, note};
use crate::platform::clock::{Interval, elapsed_ms};
use crate::text::Lang;
use crate::ui::Session;
use crate::ui::element::El;
use crate::ui::whenever::whenever;

/// A plan that changes again within so many milliseconds is not looked at yet, where looking takes longer than a stretch.
const REST_MS: f64 = 120.0;
/// Work at a stretch, in milliseconds: half a frame.
pub const STRETCH_MS: f64 = 8.0;
/// The first stretch of a page that is being opened, in milliseconds: most plans need no more to stand at once.
const OPENING_MS: f64 = 32.0;
/// So many stretches of different sections may follow one another at once.
const AT_ONCE: f64 = 3.0;
/// Between two stretches, in milliseconds.
const PAUSE_MS: u32 = 16;

/// An answer of whatever kind, and the version of what it is of: one type of signal for all of them.
type Known = RwSignal<Option<(u64, Arc<dyn Any + Send + Sync>)>>;

/// What is known of a slow answer.
pub struct Slow<T> {
    known: Known,
    answers: PhantomData<fn() -> T>,
}

impl<T: Send + Sync + 'static> Slow<T> {
    /// The last whole answer, and the version of what it is of.
    pub fn get(&self) -> Option<(u64, Arc<T>)> {
        let (version, answer) = self.known.get()?;
        Some((version, answer.downcast().ok()?))
    }
}

/// Work that is left: does a part of it, a stretch at most; the answer once it is whole.
type Work = Box<dyn FnMut() -> Option<Arc<dyn Any + Send + Sync>>>;
/// Makes the work.
type Begin = Box<dyn Fn() -> Work>;

/// Works an answer out anew after every change of the plan. `begin` makes the work; `step` does a part of it, a stretch at
/// most, and gives the answer when it is whole.
pub fn slow<W: 'static, T: Send + Sync + 'static>(
    session: Session,
    begin: fn(Session) -> W,
    step: fn(Session, &mut W) -> Option<T>,
) -> Slow<T> {
    slow_of(session, |session| session.version.get(), begin, step)
}

/// The same after every change of what `version` follows.
pub fn slow_of<W: 'static, T: Send + Sync + 'static>(
    session: Session,
    version: fn(Session) -> u64,
    begin: fn(Session) -> W,
    step: fn(Session, &mut W) -> Option<T>,
) -> Slow<T> {
    let begin = move || -> Work {
        let mut work = begin(session);
        Box::new(move || Some(Arc::new(step(session, &mut work)?)))
    };
    Slow { known: work_on(session, version, Box::new(begin)), answers: PhantomData }
}

/// How the last answer of a section came about.
#[derive(Clone, Copy)]
struct Past {
    /// Whether it took no more than a stretch, and so may be worked out anew without waiting for the plan to rest.
    quick: bool,
    /// Whether there is one.
    answered: bool,
}

/// A section that waits for its turn.
struct Waiting {
    /// Which section: those first that stand first.
    section: usize,
    /// Not before this time.
    due: f64,
    /// What is left of the work; none where it has not begun.
    work: Option<Work>,
    version: u64,
    known: Known,
    begin: StoredValue<Begin, LocalStorage>,
    past: StoredValue<Past>,
}

impl Waiting {
    /// Does a stretch; whether all is done.
    fn go_on(&mut self, until: f64) -> bool {
        let is_first = self.work.is_none();
        let Some(mut work) = self.work.take().or_else(|| self.begin.try_with_value(|begin| begin())) else {
            return true;
        };
        loop {
            if let Some(answer) = work() {
                let _ = self.known.try_set(Some((self.version, answer)));
                let _ = self.past.try_set_value(Past { quick: is_first, answered: true });
                return true;
            }
            if elapsed_ms() >= until {
                self.work = Some(work);
                return false;
            }
        }
    }
}

/// Everybody who waits.
#[derive(Default)]
struct Line {
    waiting: Vec<Waiting>,
    timer: Option<Interval>,
    /// How much was done at once for a version of the plan, in milliseconds.
    spent: (u64, f64),
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::default();
    static SECTIONS: Cell<usize> = const { Cell::new(0) };
}

/// The same as [`slow_of`], whatever the work is: one piece of code for all of it.
#[inline(never)]
fn work_on(session: Session, version: fn(Session) -> u64, begin: Begin) -> Known {
    let known: Known = RwSignal::new(None);
    let section = SECTIONS.replace(SECTIONS.get() + 1);
    let past = StoredValue::new(Past { quick: true, answered: false });
    let begin = StoredValue::new_local(begin);
    on_cleanup(move || leave(section));
    whenever(move || {
        let version = version(session);
        leave(section);
        let Past { quick, answered } = past.get_value();
        let mut own = Waiting { section, due: elapsed_ms(), work: None, version, known, begin, past };
        if quick {
            let began = own.due;
            let most = allowance(session.version.get_untracked(), if answered { STRETCH_MS } else { OPENING_MS });
            if most > 0.0 && own.go_on(began + most) {
                spend(elapsed_ms() - began);
                return;
            }
            spend(elapsed_ms() - began);
        }
        // Whoever only did not get a turn has the next one; what takes longer waits until the plan rests.
        if !quick || own.work.is_some() {
            past.set_value(Past { quick: false, answered });
            own.due += REST_MS;
        }
        join(own);
    });
    known
}

/// How long a section may still work at once.
fn allowance(version: u64, most: f64) -> f64 {
    LINE.with_borrow_mut(|line| {
        if line.spent.0 != version {
            line.spent = (version, 0.0);
        }
        (most * AT_ONCE - line.spent.1).min(most)
    })
}

fn spend(millis: f64) {
    LINE.with_borrow_mut(|line| line.spent.1 += millis);
}

fn leave(section: usize) {
    // What is dropped may hold more of the page than can be dropped while the line is held.
    let gone = LINE.with_borrow_mut(|line| {
        let at = line.waiting.iter().position(|own| own.section == section)?;
        Some(line.waiting.remove(at))
    });
    drop(gone);
}

fn join(own: Waiting) {
    LINE.with_borrow_mut(|line| {
        let at = line.waiting.partition_point(|other| other.section < own.section);
        line.waiting.insert(at, own);
        line.timer.get_or_insert_with(|| Interval::new(PAUSE_MS, turn));
    });
}

/// One stretch of whoever is first, and of those behind him while it lasts.
fn turn() {
    let until = elapsed_ms() + STRETCH_MS;
    loop {
        let now = elapsed_ms();
        if now >= until {
            return;
        }
        let first = LINE.with_borrow_mut(|line| {
            if line.waiting.is_empty() {
                line.timer = None;
            }
            let at = line.waiting.iter().position(|own| own.due <= now)?;
            Some(line.waiting.remove(at))
        });
        let Some(mut own) = first else { return };
        if !own.go_on(until) {
            join(own);
        }
    }
}

/// The note beside an answer that is not there yet, or no longer of the plan as it is.
pub fn working(lang: Lang) -> El {
    note(Words::Working.text(lang)).set("data-working", "")
}
