//! A pointer that is held down: when a press becomes a drag, and the pane that scrolls on while the pointer rests at an edge.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Element, PointerEvent};

use super::Place;
use super::pointer::scrolled;
use crate::platform::clock::Interval;

/// So far, in CSS pixels, a press is a press and no drag.
const STILL: i32 = 5;
/// So near to an edge of the pane, in CSS pixels, it scrolls; so often, in milliseconds; by so much at least and at most.
const EDGE: f64 = 24.0;
const EVERY_MS: u32 = 40;
const STEP: (f64, f64) = (15.0, 200.0);

/// Which ways the pane scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// Down and up.
    Down,
    /// To the left and right.
    Across,
    /// Both.
    Both,
}

struct Held {
    from: (i32, i32),
    at: (i32, i32),
    ways: Ways,
    /// What gets the pointer from the moment it is dragged, wherever it goes.
    captures: Option<Element>,
    follow: Rc<dyn Fn(i32, i32)>,
    /// Runs from the moment it is dragged.
    clock: Option<Interval>,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// The pointer came down. `follow` is told where it is whenever it moves, and when the pane scrolled under it.
pub(super) fn hold(place: Place, event: &PointerEvent, ways: Ways, follow: impl Fn(i32, i32) + 'static) {
    let at = (event.client_x(), event.client_y());
    let captures = place.pane.get_untracked().map(Into::into);
    HELD.set(Some(Held { from: at, at, ways, captures, follow: Rc::new(follow), clock: None }));
}

/// The same, by an element that has the pointer already.
pub(super) fn hold_by_itself(place: Place, event: &PointerEvent, follow: impl Fn(i32, i32) + 'static) {
    hold(place, event, Ways::Both, follow);
    HELD.with_borrow_mut(|held| held.iter_mut().for_each(|held| held.captures = None));
}

/// The pointer moved with its button down; says whether something is held.
pub(super) fn moved(place: Place, event: &PointerEvent) -> bool {
    let at = (event.client_x(), event.client_y());
    let follow = HELD.with_borrow_mut(|held| {
        let held = held.as_mut()?;
        held.at = at;
        if held.clock.is_none() {
            if (at.0 - held.from.0).abs().max((at.1 - held.from.1).abs()) <= STILL {
                return Some(None);
            }
            held.clock = Some(Interval::new(EVERY_MS, move || scroll(place)));
            if let Some(element) = held.captures.take() {
                let _ = element.set_pointer_capture(event.pointer_id());
            }
        }
        Some(Some(Rc::clone(&held.follow)))
    });
    if let Some(Some(follow)) = &follow {
        follow(at.0, at.1);
    }
    follow.is_some()
}

/// The pointer went up, or was taken away; whether it was dragged; none where nothing was held.
pub(super) fn let_go() -> Option<bool> {
    HELD.take().map(|held| held.clock.is_some())
}

/// Near an edge more comes into sight, the faster the farther out the pointer is.
fn scroll(place: Place) {
    let held = HELD.with_borrow(|held| held.as_ref().map(|held| (held.at, held.ways, Rc::clone(&held.follow))));
    let (Some(((x, y), ways, follow)), Some(pane)) = (held, place.pane.get_untracked()) else { return };
    let rect = pane.get_bounding_client_rect();
    let way = |at: i32, low: f64, high: f64| {
        let (before, behind) = (low + EDGE - f64::from(at), f64::from(at) - (high - EDGE));
        let step = |out: f64| (STEP.0 + (out - EDGE).max(0.0)).min(STEP.1);
        match (before > 0.0, behind > 0.0) {
            (true, _) => -step(before),
            (_, true) => step(behind),
            _ => 0.0,
        }
    };
    let down = if ways == Ways::Across { 0.0 } else { way(y, rect.top() + place.row, rect.bottom()) };
    let across = if ways == Ways::Down { 0.0 } else { way(x, rect.left(), rect.right()) };
    if (down, across) != (0.0, 0.0) {
        pane.set_scroll_top(pane.scroll_top() + down as i32);
        pane.set_scroll_left(pane.scroll_left() + across as i32);
        scrolled(place);
        follow(x, y);
    }
}
