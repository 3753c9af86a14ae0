//! What lies over the cells: the edge of what is selected, what was copied or cut, what was found, which cells have comments, the
//! corner that fills.
//!
//! Drawn for the rows that are seen, in one layer of its own, so that no row is drawn anew for a mark.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent};

use super::Place;
use super::held;
use super::pointer::{element, stretch, under};
use crate::app::grid::{At, Selection, Viewport};
use crate::app::{Action, App};
use crate::ui::element::{El, el, live};

/// A mark over some cells of a row or more.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    kind: &'static str,
    top: usize,
    bottom: usize,
    left: usize,
    right: usize,
}

/// Marks at most; a page has fewer cells.
const MOST: usize = 2_000;

/// The layer of marks of a grid.
pub(super) fn marks(place: Place, view: Memo<Viewport>) -> El {
    let Place { session, id, .. } = place;
    let filling = RwSignal::new(None::<At>);
    let marks = Memo::new(move |_| {
        session.follow_turns();
        place.layout.track();
        let view = view.get();
        session.with(|app| marks_of(app, place, view))
    });
    let preview = move || {
        let at = filling.get()?;
        let Selection { active, far, .. } = session.with(|app| app.fill_preview(id, at))?;
        Some(Mark { kind: "filling", top: active.row, bottom: far.row, left: active.column, right: far.column })
    };
    // By itself: it changes with every key that extends it, and the others are many.
    let range = Memo::new(move |_| {
        session.follow_turns();
        place.layout.track();
        session.with(|app| {
            let grid = app.laid_out(id).filter(|grid| grid.head.is_none() && !grid.is_one_cell())?;
            let areas = grid.areas().map(|area| {
                let ((top, bottom), (left, right)) = (area.rows(), area.columns());
                Mark { kind: "range", top, bottom, left, right }
            });
            Some(areas.collect::<Vec<_>>())
        })
    });
    let corner = Memo::new(move |_| {
        session.follow_turns();
        let selection = session.with(|app| {
            let grid = app.laid_out(id)?;
            let fills = grid.editor.is_none() && grid.head.is_none() && !grid.is_scattered() && !place.is_form();
            fills.then_some(grid.selection)
        })?;
        let ((_, bottom), (_, right)) = (selection.rows(), selection.columns());
        place.is_focused().then_some(At { row: bottom, column: right })
    });
    el("div")
        .class("marks")
        .set("aria-hidden", "true")
        .add(live(move || marks.get().into_iter().flat_map(|mark| boxes(place, mark)).collect::<Vec<_>>()))
        .add(live(move || range.get().into_iter().flatten().flat_map(|mark| boxes(place, mark)).collect::<Vec<_>>()))
        .add(live(move || preview().into_iter().flat_map(|mark| boxes(place, mark)).collect::<Vec<_>>()))
        .add(live(move || super::row_drag::line(place)))
        .add((!place.is_form()).then(|| the_corner(place, filling, corner)))
}

fn marks_of(app: &App, place: Place, view: Viewport) -> Vec<Mark> {
    let mut marks = Vec::new();
    let Some(grid) = app.laid_out(place.id) else { return marks };
    let cut = app.cut.as_ref().filter(|cut| cut.sheet == grid.layout.sheet()).map(|cut| (&cut.rows, &cut.columns));
    let copied = app.copied.as_ref().filter(|own| own.grid == place.id).map(|own| (&own.rows, &own.columns));
    if let Some((near, far)) = cut.or(copied).and_then(|(rows, columns)| grid.layout.bounds(rows, columns)) {
        let (top, bottom, left, right) = (near.row, far.row, near.column, far.column);
        marks.push(Mark { kind: "copied", top, bottom, left, right });
    }
    let (found, commented) = (app.find.is_open, app.has_comments());
    if !found && !commented {
        return marks;
    }
    for row in view.first..(view.first + view.slots).min(grid.layout.height()) {
        for column in 0..grid.layout.width() {
            let (at, here) =
                (At { row, column }, |kind| Mark { kind, top: row, bottom: row, left: column, right: column });
            if found && app.is_found(place.id, at) {
                marks.push(here("found"));
            }
            if commented && app.is_commented(place.id, at) {
                marks.push(here("comment"));
            }
            if marks.len() >= MOST {
                return marks;
            }
        }
    }
    marks
}

/// The corner of what is selected: one element, that goes there.
fn the_corner(place: Place, filling: RwSignal<Option<At>>, corner: Memo<Option<At>>) -> El {
    let pointer = |event: &Event| event.dyn_ref::<PointerEvent>().cloned();
    let right = move |at: At| {
        let (left, width) = place.span(at.column);
        left + width + if place.is_frozen(at.column) { place.left.get() } else { 0.0 }
    };
    let is_seen = move |at: At| place.is_frozen(at.column) || right(at) > edge(place);
    let pixels = |length: Option<f64>| format!("{}px", length.unwrap_or_default());
    el("div")
        .class("corner")
        .live_flag("hidden", move || !corner.get().is_some_and(is_seen))
        .style("top", move || pixels(corner.get().map(|at| place.y(at.row) + place.row)))
        .style("left", move || pixels(corner.get().map(right)))
        .on("pointerdown", move |event| {
            if let Some(event) = pointer(&event) {
                begins(place, filling, &event);
            }
        })
        .on("pointermove", move |event| {
            if let Some(event) = pointer(&event) {
                drags(place, &event);
            }
        })
        .on("pointerup", move |event| {
            if let Some(event) = pointer(&event) {
                ends(place, filling, &event);
            }
        })
        .on("pointercancel", move |_| gives_up(filling))
        .on("dblclick", move |event| {
            event.stop_propagation();
            place.session.dispatch(Action::FillToEnd(place.id));
        })
}

/// Where the columns that scroll begin to be seen: what lies over them is cut off there, under nothing else.
fn edge(place: Place) -> f64 {
    place.span(place.frozen.get()).0 + place.left.get()
}

/// A mark as boxes: its part in the frozen columns moves with them.
fn boxes(place: Place, mark: Mark) -> Vec<El> {
    let Mark { kind, top, bottom, left, right } = mark;
    let frozen = place.frozen.get();
    let mut parts = Vec::new();
    if left < frozen {
        parts.push((left, right.min(frozen - 1), true));
    }
    if right >= frozen {
        parts.push((left.max(frozen), right, false));
    }
    let one = |(from, to, is_frozen): (usize, usize, bool)| {
        let (x, (last, width)) = (place.span(from).0, place.span(to));
        let end = last + width;
        let begin = move || if is_frozen { x + place.left.get() } else { x.max(edge(place)) };
        let wide = move || if is_frozen { end - x } else { end - begin() };
        el("div")
            .class("mark-over")
            .set("data-kind", kind)
            .live_flag("hidden", move || wide() <= 0.0)
            .style("top", move || format!("{}px", place.y(top)))
            .style("height", move || format!("{}px", (bottom + 1 - top) as f64 * place.row))
            .style("left", move || format!("{}px", begin()))
            .style("width", move || format!("{}px", wide().max(0.0)))
    };
    parts.into_iter().map(one).collect()
}

/// The corner is dragged. A finger stretches the selection by it, as on every telephone; what a mouse does by it, filling, a
/// finger finds in the menu.
fn begins(place: Place, filling: RwSignal<Option<At>>, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    if let Some(corner) = element(event) {
        let _ = corner.set_pointer_capture(event.pointer_id());
    }
    let stretches = event.pointer_type() == "touch";
    held::hold_by_itself(place, event, move |x, y| {
        if stretches {
            stretch(place, x, y);
        } else if let Some(at) = under(place, x, y).filter(|at| filling.get_untracked() != Some(*at)) {
            filling.set(Some(at));
        }
    });
}

fn drags(place: Place, event: &PointerEvent) {
    if held::moved(place, event) {
        event.stop_propagation();
    }
}

fn ends(place: Place, filling: RwSignal<Option<At>>, event: &PointerEvent) {
    if held::let_go().is_none() {
        return;
    }
    event.stop_propagation();
    let Some(to) = filling.try_update(Option::take).flatten() else { return };
    let other = event.ctrl_key() || event.meta_key() || event.alt_key();
    place.session.dispatch(Action::FillTo { grid: place.id, to, other });
    super::pointer::focus(place);
}

fn gives_up(filling: RwSignal<Option<At>>) {
    held::let_go();
    filling.set(None);
}
