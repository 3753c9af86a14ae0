//! The pointer on the header: goes to a heading, opens its menu, moves its column, changes its width.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::Place;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::command::Command;
use crate::app::grid::{At, NARROWEST, WIDEST};
use crate::model::Key;
use crate::ui::arrange;

/// So far, in CSS pixels, a press is a press and no drag.
const STILL: i32 = 5;

#[derive(Clone, Copy)]
enum Held {
    /// A grip: the column, where the pointer came down, the width then.
    Grip(usize, i32, f64),
    /// A heading: the column, where the pointer came down, whether it is dragged by now.
    Heading(usize, i32, bool),
}

thread_local! {
    static HELD: Cell<Option<Held>> = const { Cell::new(None) };
}

fn key(place: Place, column: usize) -> Option<Key> {
    place.layout.with_untracked(|layout| layout.shown(0, column).map(|shown| shown.key.clone()))
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// The pointer came down; says whether on a heading or the totals.
pub(super) fn pressed(place: Place, event: &PointerEvent, element: &Element) -> bool {
    let session = place.session;
    if let Some(column) = number(element, "data-grip") {
        HELD.set(Some(Held::Grip(column, event.client_x(), place.span(column).1)));
        let _ = element.set_pointer_capture(event.pointer_id());
        return true;
    }
    HELD.set(None);
    if let Some(column) = number(element, "data-menu").or_else(|| number(element, "data-total")) {
        session.dispatch(Action::Heading(place.id, column));
        super::pointer::focus(place);
        arrange::column_menu(session, place.id, false);
        return true;
    }
    let Some(heading) = element.closest("[data-h]").ok().flatten() else { return false };
    if let Some(column) = number(&heading, "data-h") {
        if event.shift_key() {
            // All columns from the one in use to this one, as in a spreadsheet.
            let at = At { row: super::pointer::first_seen(place), column };
            session.dispatch(Action::Point { grid: place.id, at, extend: true });
            session.dispatch(Action::Run(place.id, Command::SelectColumns));
            super::pointer::focus(place);
            return true;
        }
        session.dispatch(Action::Heading(place.id, column));
        super::pointer::focus(place);
        // A finger scrolls with it.
        if event.pointer_type() != "touch" {
            HELD.set(Some(Held::Heading(column, event.client_x(), false)));
            let _ = heading.set_pointer_capture(event.pointer_id());
        }
    }
    true
}

/// The pointer moved with its button down; says whether something is held.
pub(super) fn dragged(place: Place, event: &PointerEvent) -> bool {
    match HELD.get() {
        None => false,
        Some(Held::Grip(column, from, width)) => {
            let width = width + f64::from(event.client_x() - from);
            let width = width.clamp(f64::from(NARROWEST), f64::from(WIDEST)) as u16;
            if let Some(key) = key(place, column) {
                place.session.dispatch(Action::Resize(place.id, key, width));
            }
            true
        }
        Some(Held::Heading(column, from, was_dragged)) => {
            let is_dragged = was_dragged || (event.client_x() - from).abs() > STILL;
            HELD.set(Some(Held::Heading(column, from, is_dragged)));
            if is_dragged {
                show(place, target(place, event).map(|at| (column, at)));
            }
            true
        }
    }
}

/// The pointer went up, or was taken away.
pub(super) fn released(place: Place, event: &PointerEvent, is_done: bool) {
    match HELD.take() {
        Some(Held::Grip(..)) => place.session.dispatch(Action::Arrange(place.id, Deed::KeepWidths)),
        Some(Held::Heading(column, _, true)) => {
            show(place, None);
            let to = target(place, event).filter(|to| is_done && *to != column && *to != column + 1);
            if let (Some(to), Some(moved)) = (to, key(place, column)) {
                place.session.dispatch(Action::Arrange(place.id, Deed::Put(moved, key(place, to))));
            }
        }
        _ => {}
    }
}

/// A double click on a grip makes the column as wide as it needs.
pub(super) fn double(place: Place, element: &Element) -> bool {
    let Some(column) = number(element, "data-grip") else { return false };
    if let Some(key) = key(place, column) {
        arrange::fit(place.session, place.id, &key);
    }
    true
}

/// Before which column the pointer is; the number of columns behind the last one.
fn target(place: Place, event: &PointerEvent) -> Option<usize> {
    let pane = place.pane.get_untracked()?;
    let headings = pane.query_selector_all("[data-h]").ok()?;
    let x = f64::from(event.client_x());
    let middle = |at: &u32| {
        let heading = headings.get(*at).and_then(|node| node.dyn_into::<HtmlElement>().ok());
        heading.is_some_and(|heading| {
            let rect = heading.get_bounding_client_rect();
            x < rect.left() + rect.width() / 2.0
        })
    };
    // A frozen heading lies over others: the first one from the left whose middle is farther right.
    Some((0..headings.length()).find(middle).unwrap_or(headings.length()) as usize)
}

/// Shows which column is dragged, and before which one it would stand.
fn show(place: Place, dragged: Option<(usize, usize)>) {
    let Some(pane) = place.pane.get_untracked() else { return };
    let Ok(headings) = pane.query_selector_all("[data-h]") else { return };
    for at in 0..headings.length() {
        let Some(heading) = headings.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let (own, last) = (at as usize, headings.length() as usize - 1);
        let mark = |name: &str, on: bool| {
            let _ = if on { heading.set_attribute(name, "true") } else { heading.remove_attribute(name) };
        };
        mark("data-dragged", dragged.is_some_and(|(column, _)| column == own));
        mark("data-before", dragged.is_some_and(|(_, to)| to == own));
        mark("data-behind", own == last && dragged.is_some_and(|(_, to)| to > last));
    }
}
