//! What a finger does with what is selected: buttons for what the mouse does by the corner and by dragging rows.

use leptos::prelude::*;

use super::Place;
use crate::app::Action;
use crate::platform::page;
use crate::text::messages::Grid as Words;
use crate::ui::element::{El, el, live};

/// The buttons over the lower edge of a grid; nothing where there is a mouse.
pub(super) fn bar(place: Place) -> Option<El> {
    let Place { session, id, .. } = place;
    if !page::is_coarse() || place.is_form() {
        return None;
    }
    let offered = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| if place.is_focused() { app.by_finger(id) } else { Vec::new() })
    });
    let buttons = move || {
        let lang = session.language();
        let all = offered.get();
        let one = |command| {
            let label = session.with(|app| app.label_of(command)).into_owned();
            // The field keeps the focus, and the telephone its keyboard as it is.
            let button = el("button").set("tabindex", "-1").on("mousedown", |event| event.prevent_default());
            button.click(move || session.dispatch(Action::Run(id, command))).add(label)
        };
        let bar = el("div").class("by-finger").set("role", "toolbar").set("aria-label", Words::Chosen.text(lang));
        (!all.is_empty()).then(|| bar.add(all.into_iter().map(one).collect::<Vec<_>>()))
    };
    Some(el("div").class("fingers").add(live(buttons)))
}
