//! Numbers of rows: a drag over them selects rows, a drag of selected ones takes them to where they shall stand.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use web_sys::{Element, PointerEvent};

use super::Place;
use super::pointer::{cell, focus, scrolled};
use crate::app::Action;
use crate::app::command::Command;
use crate::app::grid::{At, Selection};
use crate::platform::clock::Interval;
use crate::ui::element::{El, el};

/// So far, in CSS pixels, a press is a press and no drag.
const STILL: i32 = 5;
/// So near to an edge of the pane, in CSS pixels, it scrolls, and so often, in milliseconds.
const EDGE: f64 = 24.0;
const EVERY_MS: u32 = 60;

/// A number that is held: the first cell of its row, where the pointer came down, whether it is dragged by now.
#[derive(Clone, Copy)]
struct Held {
    first: At,
    /// Whether the rows that it passes are selected, or those that are selected moved.
    selects: bool,
    from: i32,
    /// Where the pointer was last.
    y: i32,
    is_dragged: bool,
}

thread_local! {
    static HELD: Cell<Option<Held>> = const { Cell::new(None) };
    /// While the pointer rests at an edge of the pane, the pane scrolls on.
    static CLOCK: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// The pointer came down on a row's number: one of rows that are selected whole takes them along, another one selects
/// its row and those that the pointer goes to.
pub(super) fn pressed(place: Place, event: &PointerEvent, row: &Element) {
    let Some(first) = row.query_selector("[data-c]").ok().flatten().and_then(|first| cell(&first)) else { return };
    let selects = event.shift_key() || !is_selected_whole(place, first.row);
    // A finger scrolls with it.
    let by_finger = event.pointer_type() == "touch";
    if selects || by_finger {
        select(place, first, event.shift_key());
    }
    if by_finger {
        return;
    }
    HELD.set(Some(Held { first, selects, from: event.client_y(), y: event.client_y(), is_dragged: false }));
    if let Some(pane) = place.pane.get_untracked() {
        let _ = pane.set_pointer_capture(event.pointer_id());
    }
    focus(place);
}

fn select(place: Place, first: At, extend: bool) {
    place.session.dispatch(Action::Point { grid: place.id, at: first, extend });
    place.session.dispatch(Action::Run(place.id, Command::SelectRows));
}

fn is_selected_whole(place: Place, row: usize) -> bool {
    place.session.with(|app| {
        app.laid_out(place.id).is_some_and(|grid| {
            let selection: Selection = grid.selection;
            let ((top, bottom), (left, right)) = (selection.rows(), selection.columns());
            (top..=bottom).contains(&row) && (left, right + 1) == (0, grid.layout.width())
        })
    })
}

/// The pointer moved with its button down; says whether rows are held.
pub(super) fn dragged(place: Place, event: &PointerEvent) -> bool {
    let Some(held) = HELD.get() else { return false };
    let is_dragged = held.is_dragged || (event.client_y() - held.from).abs() > STILL;
    HELD.set(Some(Held { y: event.client_y(), is_dragged, ..held }));
    if is_dragged {
        if CLOCK.with_borrow(Option::is_none) {
            CLOCK.set(Some(Interval::new(EVERY_MS, move || scroll(place))));
        }
        follow(place, Held { y: event.client_y(), ..held });
    }
    true
}

/// Selects as far as the pointer went, or shows where the rows would fall.
fn follow(place: Place, held: Held) {
    if !held.selects {
        return place.row_drop.set(target(place, held.y));
    }
    let row = row_at(place, held.y).map(f64::floor);
    let Some(row) = row.map(|row| (row as usize).min(place.layout.with_untracked(|it| it.records()).saturating_sub(1)))
    else {
        return;
    };
    let far = place.session.with(|app| app.laid_out(place.id).map(|grid| grid.selection.far.row));
    if far != Some(row) {
        select(place, At { row, ..held.first }, true);
    }
}

/// The pointer went up, or was taken away.
pub(super) fn released(place: Place, is_done: bool) {
    CLOCK.set(None);
    let Some(held) = HELD.take() else { return };
    let before = place.row_drop.get_untracked();
    place.row_drop.set(None);
    match before {
        _ if !is_done || held.selects => {}
        Some(before) if held.is_dragged => place.session.dispatch(Action::DropRows(place.id, before)),
        // A press after all: of several rows this one is meant.
        _ => select(place, held.first, false),
    }
}

/// Near an edge more rows come into sight.
fn scroll(place: Place) {
    let (Some(held), Some(pane)) = (HELD.get(), place.pane.get_untracked()) else { return };
    let (rect, y) = (pane.get_bounding_client_rect(), f64::from(held.y));
    let step = match y - rect.top() {
        below if below < place.row + EDGE => -place.row,
        below if rect.height() - below < EDGE => place.row,
        _ => return,
    };
    pane.set_scroll_top((f64::from(pane.scroll_top()) + step) as i32);
    scrolled(place);
    follow(place, held);
}

/// Before which row the pointer is.
fn target(place: Place, y: i32) -> Option<usize> {
    let row = row_at(place, y)?.round() as usize;
    Some(row.min(place.layout.with_untracked(|layout| layout.records())))
}

/// How many rows lie above the pointer.
fn row_at(place: Place, y: i32) -> Option<f64> {
    let pane = place.pane.get_untracked()?;
    let below = f64::from(y) - pane.get_bounding_client_rect().top();
    Some(((below - place.row + f64::from(pane.scroll_top())) / place.row).max(0.0))
}

/// The line at which the rows would fall.
pub(super) fn line(place: Place) -> Option<El> {
    let before = place.row_drop.get()?;
    Some(el("div").class("drop-line").style("top", move || format!("{}px", place.y(before))))
}
