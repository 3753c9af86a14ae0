//! The pointer on the header: selects columns, takes selected ones to another place, opens a menu, changes a width.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::Place;
use super::held::{self, Ways};
use super::pointer::{self, first_seen, focus};
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::command::Chosen;
use crate::app::grid::{At, NARROWEST, WIDEST};
use crate::model::Key;
use crate::ui::arrange;

thread_local! {
    /// A grip that is held: the column, where the pointer came down, the width then.
    static GRIP: Cell<Option<(usize, i32, f64)>> = const { Cell::new(None) };
    /// Columns that are held to be moved, and the one on which the pointer came down.
    static MOVED: RefCell<Option<(Vec<usize>, usize)>> = const { RefCell::new(None) };
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
    GRIP.set(None);
    MOVED.set(None);
    if let Some(column) = number(element, "data-grip") {
        GRIP.set(Some((column, event.client_x(), place.span(column).1)));
        let _ = element.set_pointer_capture(event.pointer_id());
        return true;
    }
    let total = || element.closest("[data-total]").ok().flatten().and_then(|total| number(&total, "data-total"));
    if let Some(column) = number(element, "data-menu").or_else(total) {
        session.dispatch(Action::Heading(place.id, column));
        focus(place);
        arrange::column_menu(session, place.id, false);
        return true;
    }
    let Some(heading) = element.closest("[data-h]").ok().flatten() else { return false };
    let Some(column) = number(&heading, "data-h") else { return true };
    // A finger scrolls with it.
    if event.pointer_type() == "touch" {
        session.dispatch(Action::Heading(place.id, column));
        focus(place);
        return true;
    }
    let selected = selected_whole(place);
    let adds = pointer::adds(place, event);
    if selected.contains(&column) && !event.shift_key() && !adds {
        MOVED.set(Some((selected.clone(), column)));
        held::hold(place, event, Ways::Across, move |x, _| show(place, &selected, target(place, x)));
    } else {
        let pressed = At { row: first_seen(place), column };
        pointer::select(place, event, pressed, Chosen::Columns);
        if !pointer::is_selected(place, pressed) {
            focus(place);
            return true;
        }
        held::hold(place, event, Ways::Across, move |x, _| {
            let far = session.with(|app| app.laid_out(place.id).map(|grid| grid.selection.far.column));
            if let Some(column) = under(place, x).filter(|column| far != Some(*column)) {
                select(place, column, true);
            }
        });
    }
    focus(place);
    true
}

/// Selects a column, or all from the one in use to it, as in a spreadsheet.
fn select(place: Place, column: usize, extend: bool) {
    let at = At { row: first_seen(place), column };
    place.session.dispatch(Action::Point { grid: place.id, at, extend });
    pointer::widen(place, Chosen::Columns);
}

/// The columns that are selected from the first row to the last.
fn selected_whole(place: Place) -> Vec<usize> {
    place.session.with(|app| {
        let Some(grid) = app.laid_out(place.id) else { return Vec::new() };
        let ((top, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
        let last = grid.layout.records().saturating_sub(1);
        if top == 0 && bottom >= last && !grid.is_scattered() { (left..=right).collect() } else { Vec::new() }
    })
}

/// The pointer moved with its button down; says whether a grip is held.
pub(super) fn dragged(place: Place, event: &PointerEvent) -> bool {
    let Some((column, from, width)) = GRIP.get() else { return false };
    let width = width + f64::from(event.client_x() - from);
    let width = width.clamp(f64::from(NARROWEST), f64::from(WIDEST)) as u16;
    if let Some(key) = key(place, column) {
        place.session.dispatch(Action::Resize(place.id, key, width));
    }
    true
}

/// The pointer went up, or was taken away.
pub(super) fn released(place: Place, event: &PointerEvent, was_dragged: bool, is_done: bool) {
    if GRIP.take().is_some() {
        place.session.dispatch(Action::Arrange(place.id, Deed::KeepWidths));
    }
    let Some((columns, pressed)) = MOVED.take() else { return };
    if !was_dragged {
        // A press after all: of several columns this one is meant.
        select(place, pressed, false);
        return;
    }
    show(place, &[], None);
    let stay = |to: &usize| columns.contains(to) || columns.last().is_some_and(|last| *to == last + 1);
    let to = target(place, event.client_x()).filter(|to| is_done && !stay(to));
    if let Some(to) = to {
        let moved = columns.iter().filter_map(|column| key(place, *column)).collect();
        place.session.dispatch(Action::Arrange(place.id, Deed::Put(moved, key(place, to))));
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

/// The headings with their columns, from the left; a frozen one lies over others and comes before them.
fn headings(place: Place) -> Vec<(usize, HtmlElement)> {
    let Some(pane) = place.pane.get_untracked() else { return Vec::new() };
    let Ok(found) = pane.query_selector_all("[data-h]") else { return Vec::new() };
    let all = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    all.enumerate().collect()
}

/// The column under the pointer, or the last one where it is behind all.
fn under(place: Place, x: i32) -> Option<usize> {
    let headings = headings(place);
    let holds = |(_, heading): &&(usize, HtmlElement)| {
        let rect = heading.get_bounding_client_rect();
        (rect.left()..rect.right()).contains(&f64::from(x))
    };
    let last = || headings.last().filter(|(_, last)| last.get_bounding_client_rect().right() <= f64::from(x));
    headings.iter().find(holds).or_else(last).map(|(column, _)| *column)
}

/// Before which column the pointer is; the number of columns behind the last one.
fn target(place: Place, x: i32) -> Option<usize> {
    let headings = headings(place);
    let is_before = |(_, heading): &&(usize, HtmlElement)| {
        let rect = heading.get_bounding_client_rect();
        f64::from(x) < rect.left() + rect.width() / 2.0
    };
    Some(headings.iter().find(is_before).map_or(headings.len(), |(column, _)| *column))
}

/// Shows which columns are dragged, and before which one they would stand.
fn show(place: Place, dragged: &[usize], to: Option<usize>) {
    let headings = headings(place);
    let last = headings.len().saturating_sub(1);
    for (own, heading) in &headings {
        let mark = |name: &str, on: bool| {
            let _ = if on { heading.set_attribute(name, "true") } else { heading.remove_attribute(name) };
        };
        mark("data-dragged", dragged.contains(own));
        mark("data-before", to == Some(*own));
        mark("data-behind", *own == last && to.is_some_and(|to| to > last));
    }
}
