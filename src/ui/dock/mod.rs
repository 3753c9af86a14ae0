//! The panel docked beside the page: values to look at, the card of a record, comments; one at a time. On a narrow
//! screen it lies over the page.

mod card;
mod comments;
mod drafts;
mod review;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::element::{El, Part, el, live};
use super::{Session, keys, regions};
use crate::app::{Action, Dock};
use crate::text::messages::{Commenting, Review, Shell};
use crate::ui::whenever::whenever;

/// The panel that is open.
pub fn dock(session: Session) -> Part {
    let panel = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.panel)
    });
    // Whoever opens it, or asks for it again, goes on inside it; a card is a grid and takes the focus as grids do.
    whenever(move || {
        session.panel_asked.track();
        if panel.get().is_some_and(|panel| panel != Dock::Card) {
            // The panel is drawn by another effect of the same turn.
            leptos::task::spawn_local(async {
                leptos::task::tick().await;
                focus_first();
            });
        }
    });
    live(move || panel.get().map(|panel| open(session, panel)))
}

fn open(session: Session, panel: Dock) -> El {
    let close = move || session.dispatch(Action::ClosePanel);
    let (key, content) = match panel {
        Dock::Review => ("review", review::review(session)),
        Dock::Card => ("card", card::card(session)),
        Dock::Comments => ("comments", comments::comments(session)),
    };
    let word = move || Shell::Close.text(session.language());
    let button = el("button")
        .class("icon")
        .live("aria-label", move || Some(word()))
        .live("title", move || Some(word()))
        .click(close)
        .add("×");
    let header = el("header")
        .add(el("h2").add(live(move || name(session, panel))))
        .add((panel == Dock::Card).then(|| card::steps(session)))
        .add(button);
    el("aside")
        .class("dock")
        .set("data-region", "dock")
        .set("data-panel", key)
        .live("aria-label", move || Some(name(session, panel)))
        .on("keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.key() == "Escape" && !event.default_prevented() && !keys::is_composing(event) {
                event.prevent_default();
                event.stop_propagation();
                close();
            }
            // A card is a grid, which has Tab itself.
            let dock = document().query_selector(".dock").ok().flatten().filter(|_| panel != Dock::Card);
            if event.key() == "Tab" && !event.default_prevented() && !keys::is_composing(event) {
                dock.filter(lies_over_the_page).iter().for_each(|dock| regions::keep_tab(dock, event));
            }
        })
        .add(header)
        .add(content)
}

/// On a narrow screen nothing is seen beside it.
fn lies_over_the_page(dock: &Element) -> bool {
    document().document_element().is_some_and(|root| dock.client_width() >= root.client_width())
}

fn name(session: Session, panel: Dock) -> String {
    let lang = session.language();
    match panel {
        Dock::Review => Review::Title.text(lang).into_owned(),
        Dock::Card => card::name(session),
        Dock::Comments => Commenting::Title.text(lang).into_owned(),
    }
}

/// Gives the focus to the part of the panel where a person begins; from one value whoever asks again goes on to the next.
fn focus_first() {
    let place = document().active_element().and_then(|focus| focus.closest("[id^=finding-]").ok().flatten());
    let next = place.and_then(|place| place.next_element_sibling());
    let next = next.map(|next| format!("#{} {}", next.id(), review::FIRST)).unwrap_or_default();
    let first = [".dock [data-first]", &format!("#finding-0 {}", review::FIRST), ".dock button"];
    let selectors = [next.as_str()].into_iter().filter(|next| !next.is_empty()).chain(first);
    let found = selectors.into_iter().find_map(|selector| document().query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
