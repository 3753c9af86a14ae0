//! Numbers of rows: a drag over them selects rows, a drag of selected ones takes them to where they shall stand.

use std::cell::Cell;

use leptos::prelude::*;
use web_sys::{Element, PointerEvent};

use super::Place;
use super::held::{self, Ways};
use super::pointer::{self, adds, cell, focus};
use crate::app::Action;
use crate::app::command::Chosen;
use crate::app::grid::At;
use crate::ui::element::{El, el};

thread_local! {
    /// The first cell of a row by which selected rows are held.
    static MOVED: Cell<Option<At>> = const { Cell::new(None) };
}

/// The pointer came down on a row's number: one of rows that are selected whole takes them along, another one selects
/// its row and those that the pointer goes to.
pub(super) fn pressed(place: Place, event: &PointerEvent, row: &Element) {
    MOVED.set(None);
    let Some(first) = row.query_selector("[data-c]").ok().flatten().and_then(|first| cell(&first)) else { return };
    let selects = event.shift_key() || adds(place, event) || !is_selected_whole(place, first.row);
    // A finger scrolls with it.
    let by_finger = event.pointer_type() == "touch";
    if selects || by_finger {
        pointer::select(place, event, first, Chosen::Rows);
    }
    if by_finger {
        return;
    }
    if selects && pointer::is_selected(place, first) {
        held::hold(place, event, Ways::Down, move |_, y| select_to(place, first, y));
    } else if !selects {
        MOVED.set(Some(first));
        held::hold(place, event, Ways::Down, move |_, y| place.row_drop.set(target(place, y)));
    }
    focus(place);
}

/// Nothing is dragged: what was may have been let go where nobody saw it.
pub(super) fn forget(place: Place) {
    MOVED.set(None);
    if place.row_drop.get_untracked().is_some() {
        place.row_drop.set(None);
    }
}

fn select(place: Place, first: At, extend: bool) {
    place.session.dispatch(Action::Point { grid: place.id, at: first, extend });
    pointer::widen(place, Chosen::Rows);
}

fn is_selected_whole(place: Place, row: usize) -> bool {
    place.session.with(|app| {
        app.laid_out(place.id).is_some_and(|grid| {
            let ((top, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
            !grid.is_scattered() && (top..=bottom).contains(&row) && (left, right + 1) == (0, grid.layout.width())
        })
    })
}

/// Selects as far as the pointer went.
fn select_to(place: Place, first: At, y: i32) {
    let row = row_at(place, y).map(f64::floor);
    let last = place.layout.with_untracked(|it| it.records()).saturating_sub(1);
    let Some(row) = row.map(|row| (row as usize).min(last)) else { return };
    let far = place.session.with(|app| app.laid_out(place.id).map(|grid| grid.selection.far.row));
    if far != Some(row) {
        select(place, At { row, ..first }, true);
    }
}

/// The pointer went up, or was taken away.
pub(super) fn released(place: Place, was_dragged: bool, is_done: bool) {
    let Some(first) = MOVED.take() else { return };
    let before = place.row_drop.get_untracked();
    place.row_drop.set(None);
    match before {
        _ if !is_done => {}
        Some(before) if was_dragged => place.session.dispatch(Action::DropRows(place.id, before)),
        // A press after all: of several rows this one is meant.
        _ => select(place, first, false),
    }
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
