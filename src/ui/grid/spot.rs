//! Where the picker stands: below its cell, above it where there is more room, and whole in what is seen of the window, be
//! it cut short by a keyboard on the screen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use super::Place;
use crate::platform::listener::Listener;
use crate::ui::whenever::whenever;

/// Between the picker and the edge of the window, in CSS pixels.
const MARGIN: f64 = 4.0;

/// The widest that a picker may be, in CSS pixels.
const WIDE: f64 = 420.0;

/// From and to where the window is seen, across and down.
fn seen() -> [(f64, f64); 2] {
    let window = window();
    if let Some(seen) = window.visual_viewport() {
        let (left, top) = (seen.offset_left(), seen.offset_top());
        return [(left, left + seen.width()), (top, top + seen.height())];
    }
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    [(0.0, size(window.inner_width())), (0.0, size(window.inner_height()))]
}

/// Where a list is cut short it shows at least so much of itself, in CSS pixels.
const SHORTEST: f64 = 140.0;

/// The top of something so high beside a cell, and how high it may be; a list may be cut short, a month may not.
fn fitted((above, below): (f64, f64), high: f64, is_list: bool, (from, to): (f64, f64)) -> (f64, f64) {
    let (over, under) = (above - from - MARGIN, to - below - MARGIN);
    if high <= under {
        (below, under)
    } else if high <= over {
        (above - high, over)
    } else if is_list && over.max(under) >= SHORTEST {
        if under >= over { (below, under) } else { (above - over, over) }
    } else {
        // Neither side has room: over the cell, whose text the field of the editor shows.
        let whole = to - from - 2.0 * MARGIN;
        (to - MARGIN - high.min(whole), whole)
    }
}

/// Puts the picker where it is seen.
fn put(place: Place, id: &str) {
    let picker = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    let (Some(picker), Some(field)) = (picker, place.field.get_untracked()) else { return };
    let style = picker.style();
    let px = |name: &str, value: f64| {
        let _ = style.set_property(name, &format!("{value}px"));
    };
    let cell = field.get_bounding_client_rect();
    let [(from, to), down] = seen();
    // Its own height, not the one of the last place.
    let _ = style.remove_property("max-height");
    px("max-width", WIDE.min(to - from - 2.0 * MARGIN));
    let (wide, high) = (f64::from(picker.offset_width()), f64::from(picker.offset_height()));
    let is_list = picker.query_selector(".calendar").ok().flatten().is_none();
    let (top, most) = fitted((cell.top(), cell.bottom()), high, is_list, down);
    if high > most {
        px("max-height", most);
    }
    px("left", cell.left().min(to - wide - MARGIN).max(from + MARGIN));
    px("top", top);
}

/// Keeps the picker of an id where it is seen, for as long as whoever asks is there; `drawn` is read to know when it changes.
pub(super) fn keep(place: Place, id: String, drawn: impl Fn() + 'static) {
    let again = id.clone();
    whenever(move || {
        drawn();
        for moved in [place.top, place.left, place.height, place.wide] {
            moved.track();
        }
        let id = again.clone();
        // The picker and the field are drawn by other effects of the same turn.
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            put(place, &id);
        });
    });
    let targets: [Option<EventTarget>; 2] = [Some(window().into()), window().visual_viewport().map(Into::into)];
    let listen = |target: EventTarget| {
        ["scroll", "resize"].map(|name| {
            let id = id.clone();
            Listener::anywhere(&target, name, move |event| {
                let within = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                if within.is_none_or(|within| within.closest(".picker").ok().flatten().is_none()) {
                    put(place, &id);
                }
            })
        })
    };
    let kept: Vec<Listener> = targets.into_iter().flatten().flat_map(listen).collect();
    let kept = StoredValue::new_local(kept);
    on_cleanup(move || kept.dispose());
}
