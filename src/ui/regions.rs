//! The parts of the page that F6 goes round: tabs, strip, search, list, tools, grid or each table of a record, side panel,
//! docked panel, status, what was said with its buttons.
//!
//! A part is an element with `data-region`. Coming back, its part of the focus is where it was.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::{Session, keys};
use crate::app::grid::GridId;
use crate::platform::page;

/// What can have the focus inside a part.
const STOPS: &str = "textarea, button:not([disabled]), select, input, a[href], [tabindex='0']";

/// Gives the focus to the next part of the page, or to the one before.
#[inline(never)]
pub fn step(session: Session, forward: bool) {
    if session.is_covered() {
        return;
    }
    let regions: Vec<Element> = all("[data-region]").into_iter().filter(|region| stop(region).is_some()).collect();
    let active = document().active_element();
    let here = active.as_ref().and_then(|active| active.closest("[data-region]").ok().flatten());
    let at = here.as_ref().and_then(|here| regions.iter().position(|region| region == here));
    if let (Some(here), Some(active)) = (&here, &active) {
        remember(here, active);
    }
    let count = regions.len();
    let first = match (at, forward) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at + count - 1,
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
    };
    for nth in 0..count {
        let to = if forward { first + nth } else { first + count - nth } % count;
        if let Some(stop) = regions.get(to).and_then(stop) {
            let _ = stop.focus();
            // What has faded away takes no focus.
            if document().active_element().is_some_and(|active| stop.is_same_node(Some(&active))) {
                return;
            }
        }
    }
}

/// Moves the focus along the stops of a list by arrows, Home and End; from its search field Down leads to the first.
pub fn along(event: &Event, stops: &str) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| !keys::is_composing(event)) else { return };
    let list = event.current_target().and_then(|list| list.dyn_into::<Element>().ok());
    let (Some(list), Some(active)) = (list, document().active_element()) else { return };
    let stops: Vec<Element> = within(&list, stops).into_iter().filter(is_seen).collect();
    let at = stops.iter().position(|stop| *stop == active);
    let last = stops.len().saturating_sub(1);
    let to = match (event.key().as_str(), at) {
        ("ArrowDown", Some(at)) => (at + 1).min(last),
        ("ArrowDown", None) if active.tag_name() == "INPUT" => 0,
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("Home", Some(_)) => 0,
        ("End", Some(_)) => last,
        _ => return,
    };
    if let Some(stop) = stops.get(to).and_then(|stop| stop.dyn_ref::<HtmlElement>()) {
        event.prevent_default();
        let _ = stop.focus();
    }
}

/// Moves the focus along the buttons of a row by the arrows to either side, Home and End, and behind the last button on to
/// `last`, whose arrows are its own: all of them are one stop of Tab.
pub fn across(event: &Event, last: &str) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let row = event.current_target().and_then(|row| row.dyn_into::<Element>().ok());
    let (Some(row), Some(active)) = (row, document().active_element()) else { return };
    let buttons: Vec<Element> = within(&row, "button").into_iter().filter(is_seen).collect();
    let Some(at) = buttons.iter().position(|button| *button == active) else { return };
    let end = buttons.len().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowRight" if at == end => row.query_selector(last).ok().flatten(),
        "ArrowRight" => buttons.get(at + 1).cloned(),
        "ArrowLeft" => at.checked_sub(1).and_then(|at| buttons.get(at).cloned()),
        "Home" => buttons.first().cloned(),
        "End" => buttons.get(end).cloned(),
        _ => return,
    };
    event.prevent_default();
    if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
        let _ = to.focus();
    }
}

/// Keeps Tab within something that lies over the page. By hand all the way: Safari passes over buttons and boxes.
pub fn keep_tab(over: &Element, event: &KeyboardEvent) {
    let stops = within(over, "button:not([disabled]), input:not([disabled]), select, textarea, [tabindex='0']");
    let stops = stops.into_iter().filter_map(|stop| stop.dyn_into::<HtmlElement>().ok());
    let stops: Vec<HtmlElement> = stops.filter(|stop| stop.tab_index() >= 0 && stop.offset_height() > 0).collect();
    let Some(last) = stops.len().checked_sub(1) else { return };
    let active = document().active_element();
    let at = stops.iter().position(|stop| active.as_ref().is_some_and(|active| stop.is_same_node(Some(active))));
    let to = match (at, event.shift_key()) {
        (None, false) => 0,
        (Some(at), false) => (at + 1) % stops.len(),
        (None, true) => last,
        (Some(at), true) => at.checked_sub(1).unwrap_or(last),
    };
    event.prevent_default();
    if let Some(stop) = stops.get(to) {
        let _ = stop.focus();
    }
}

/// Gives the focus to the last of some elements, once they are drawn.
pub fn focus_last(selector: &str) {
    focus_one(selector, |mut all| all.pop());
}

/// Gives the focus to one of some elements, once they are drawn.
pub fn focus_nth(selector: &str, nth: usize) {
    focus_one(selector, move |all| all.into_iter().nth(nth));
}

#[inline(never)]
fn focus_one(selector: &str, choose: impl FnOnce(Vec<Element>) -> Option<Element> + 'static) {
    let selector = selector.to_owned();
    leptos::prelude::request_animation_frame(move || {
        if let Some(one) = choose(all(&selector)).and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
            let _ = one.focus();
        }
    });
}

/// Gives the focus from something that is about to go to what stands around it.
pub fn step_out(selector: &str) {
    let around = document().active_element().and_then(|focus| focus.closest(selector).ok().flatten());
    if let Some(around) = around.and_then(|around| around.dyn_into::<HtmlElement>().ok()) {
        let _ = around.focus();
    }
}

/// Scrolls until an element is seen, once it is drawn.
pub fn reveal(selector: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if let Some(found) = document().query_selector(selector).ok().flatten() {
            super::grid::into_sight(&found);
        }
    });
}

/// Gives the focus to the first control of a dialog that was opened before it was filled: the browser had nothing to give it to.
pub fn enter(dialog: &Element) {
    let is_left = document().active_element().is_some_and(|active| active == *dialog);
    let first = within(dialog, STOPS).into_iter().find(is_seen).and_then(|stop| stop.dyn_into::<HtmlElement>().ok());
    if let Some(first) = first.filter(|_| is_left) {
        let _ = first.focus();
    }
}

/// Gives the focus to the page itself, so that the next key scrolls it: the page is drawn by another effect of the turn.
#[inline(never)]
pub fn enter_page() {
    // Behind what is queued already, as a tick of Leptos is; but that has no queue before the first drawing, and the plan
    // that is loaded then may lead here.
    spawn_local(async { spawn_local(async { focus_page() }) });
}

fn focus_page() {
    let page = document().query_selector("main.page").ok().flatten();
    let active = document().active_element();
    // What the page itself has given the focus keeps it.
    let page = page.filter(|page| active.is_none_or(|active| !page.contains(Some(&active))));
    if let Some(page) = page.and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
        page.set_tab_index(-1);
        let _ = page.focus();
    }
}

/// Gives the focus to a table, after a button that goes with what it did. Under a finger no key follows, and the keyboard
/// on the screen would come up over the table.
pub fn hand_over(session: Session, grid: GridId) {
    if !page::is_coarse() {
        session.focus(grid);
    }
}

/// The same, to the table in use; where there is none, to the page.
pub fn hand_back(session: Session) {
    match session.with(crate::app::App::grid_in_use) {
        Some(grid) => hand_over(session, grid),
        None => enter_page(),
    }
}

/// Esc leads back to the table, from any other part of the page. Says whether it did.
pub fn back(session: Session) -> bool {
    let Some(active) = document().active_element() else { return false };
    let is_outside = active.closest(".grid").ok().flatten().is_none();
    let grid = session.with(crate::app::App::grid_in_use).filter(|_| is_outside);
    if let Some(grid) = grid {
        session.focus(grid);
    }
    grid.is_some()
}

const KEPT: &str = "data-stop";

/// Marks what had the focus in a part.
fn remember(region: &Element, active: &Element) {
    for before in within(region, &format!("[{KEPT}]")) {
        let _ = before.remove_attribute(KEPT);
    }
    let _ = active.set_attribute(KEPT, "");
}

/// Where the focus goes in a part: where it was, else to what is chosen, else to the first.
fn stop(region: &Element) -> Option<HtmlElement> {
    let kept = within(region, &format!("[{KEPT}]")).into_iter().next();
    let current = || within(region, "[aria-current]").into_iter().find(is_seen);
    // In a part with a table its table, whatever buttons its heading has.
    let table = || within(region, ".grid textarea").into_iter().find(is_seen);
    let first = || {
        within(region, STOPS)
            .into_iter()
            .find(|stop| stop.get_attribute("tabindex").as_deref() != Some("-1") && is_seen(stop))
    };
    kept.filter(is_seen).or_else(current).or_else(table).or_else(first)?.dyn_into().ok()
}

fn is_seen(element: &Element) -> bool {
    let rect = element.get_bounding_client_rect();
    rect.width() > 0.0 && rect.height() > 0.0
}

fn all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).ok();
    found.map(elements).unwrap_or_default()
}

fn within(region: &Element, selector: &str) -> Vec<Element> {
    region.query_selector_all(selector).ok().map(elements).unwrap_or_default()
}

fn elements(found: web_sys::NodeList) -> Vec<Element> {
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
