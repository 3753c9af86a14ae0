//! The frame of a panel: beside what it belongs to, on a narrow screen a sheet at the bottom; Esc closes it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::{colours, columns, filter, order, views};
use crate::app::Panel;
use crate::app::grid::GridId;
use crate::text::messages::Arrange as Words;
use crate::ui::element::{El, Part, el, live};
use crate::ui::menu::{Anchor, placed};
use crate::ui::mouse::Back;
use crate::ui::whenever::whenever;
use crate::ui::{Session, keys, regions};

/// An open panel.
#[derive(Clone)]
pub struct Open {
    grid: GridId,
    panel: Panel,
    at: Anchor,
    back: Back,
}

/// Whether a panel of a grid is open.
pub fn is_open(session: Session, grid: GridId, panel: &Panel) -> bool {
    session.panel.with(|open| open.as_ref().is_some_and(|open| open.grid == grid && open.panel == *panel))
}

/// Opens a panel, below the heading of its column or the button that it belongs to.
pub fn open(session: Session, grid: GridId, panel: Panel) {
    let name = match &panel {
        Panel::Filter | Panel::FilterOf(_) => "filter",
        Panel::Sort => "sort",
        Panel::Group => "group",
        Panel::Columns => "columns",
        Panel::Colours => "colours",
        Panel::NameView(_) => "views",
    };
    let column = match &panel {
        Panel::FilterOf(key) => session.with(|app| {
            let layout = &app.laid_out(grid)?.layout;
            (0..layout.width()).find(|at| layout.shown(0, *at).is_some_and(|shown| shown.key == *key))
        }),
        _ => None,
    };
    let find = |id: String| document().get_element_by_id(&id);
    let heading = column.and_then(|column| find(format!("{}-h{column}", grid.name())));
    let element = heading.or_else(|| find(format!("{}-{name}", grid.name())));
    let at = element.map_or_else(Anchor::default, |element| Anchor::below(&element.get_bounding_client_rect()));
    let before = session.panel.with_untracked(|panel| panel.as_ref().map(|panel| (panel.at, panel.back.clone())));
    // One panel that leads to another stays where it is.
    let (at, back) = match before {
        Some((at, back)) => (at, back),
        None => (at, Back::from_here(session)),
    };
    session.panel.set(Some(Open { grid, panel, at, back }));
}

/// Closes the panel, where one is open, and gives the focus back.
pub fn close(session: Session) {
    let Some(open) = session.panel.try_update_untracked(Option::take).flatten() else { return };
    session.panel.notify();
    open.back.go(session);
}

/// Whatever panel is open.
pub fn panels(session: Session) -> Part {
    live(move || session.panel.get().map(|open| shown(session, open)))
}

fn drop_element() -> Option<Element> {
    document().query_selector(".drop").ok().flatten()
}

fn shown(session: Session, open: Open) -> Vec<El> {
    let Open { grid, panel, at, .. } = open;
    let lang = session.language();
    // Once the panel stands, and whenever what it shows has changed: the control in use may be gone.
    whenever(move || {
        session.follow_turns();
        let Some(panel) = drop_element().and_then(|panel| panel.dyn_into::<HtmlElement>().ok()) else { return };
        // One that is closing has given the focus back already.
        if session.panel.with_untracked(Option::is_none) {
            return;
        }
        let (left, top) = placed(&panel, at);
        let style = panel.style();
        let _ = style.set_property("--menu-left", &format!("{left}px"));
        let _ = style.set_property("--menu-top", &format!("{top}px"));
        let active = document().active_element();
        if session.menu.with_untracked(Option::is_some) || panel.contains(active.as_deref()) {
            return;
        }
        let first = panel.query_selector("[data-first]").ok().flatten().and_then(|first| first.dyn_into().ok());
        let _ = first.unwrap_or(panel).focus();
    });
    let (name, content) = match panel {
        Panel::Filter => (Words::Filter, filter::all(session, grid)),
        Panel::FilterOf(key) => (Words::Filter, filter::of(session, grid, key)),
        Panel::Sort => (Words::Sort, order::sorts(session, grid)),
        Panel::Group => (Words::Group, order::groups(session, grid)),
        Panel::Columns => (Words::Columns, columns::chooser(session, grid)),
        Panel::Colours => (Words::Colours, colours::rules(session, grid)),
        Panel::NameView(naming) => (Words::SaveViewAs, views::name(session, grid, naming)),
    };
    let veil = el("div").class("menu-veil").on("pointerdown", move |event| {
        event.prevent_default();
        close(session);
    });
    let panel = el("div")
        .class("drop")
        .set("role", "dialog")
        .set("aria-modal", "true")
        .set("tabindex", "-1")
        .set("aria-label", name.text(lang))
        .on("keydown", move |event| pressed(session, &event))
        .add(content);
    vec![veil, panel]
}

fn pressed(session: Session, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| !keys::is_composing(event)) else { return };
    match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close(session);
        }
        "Tab" => {
            if let Some(panel) = drop_element() {
                regions::keep_tab(&panel, event);
            }
        }
        "ArrowDown" | "ArrowUp" => {
            if let Some(line) = line_beside(event.key() == "ArrowDown") {
                event.prevent_default();
                let _ = line.focus();
            }
        }
        _ => {}
    }
}

/// The line of the panel's list below or above the one in use; from the field that narrows it the first one, and back.
fn line_beside(below: bool) -> Option<HtmlElement> {
    let (panel, active) = (drop_element()?, document().active_element()?);
    let lines = all(&panel, ".values :is(input, button)");
    let at = lines.iter().position(|line| line.is_same_node(Some(&active)));
    let search = || all(&panel, "input[type=search]").into_iter().next();
    match (at, below) {
        (Some(at), true) => lines.into_iter().nth(at + 1),
        (Some(0), false) => search(),
        (Some(at), false) => lines.into_iter().nth(at - 1),
        (None, true) if search().is_some_and(|field| field.is_same_node(Some(&active))) => lines.into_iter().next(),
        (None, _) => None,
    }
}

fn all(panel: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = panel.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
