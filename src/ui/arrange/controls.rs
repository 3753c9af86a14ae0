//! The controls of panels: buttons, lists to choose from, fields, ticks.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, MouseEvent};

use crate::ui::element::{El, Text, el, settled_value_of, value_of};
use crate::ui::menu::Anchor;

/// A button with a text.
pub(super) fn button(text: impl Into<Text>, run: impl FnMut() + Send + 'static) -> El {
    el("button").set("type", "button").click(run).add(text.into())
}

/// Where a button is that was pressed, and whether by a key: a press of Enter or Space is a click without a place.
pub(super) fn pressed_at(event: &Event) -> (Anchor, bool) {
    let button = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let at = button.map_or_else(Anchor::default, |button| {
        let _ = button.focus();
        Anchor::below(&button.get_bounding_client_rect())
    });
    (at, event.dyn_ref::<MouseEvent>().is_none_or(|event| event.detail() == 0))
}

/// The button that ends a panel.
pub(super) fn strong(text: impl Into<Text>, run: impl FnMut() + Send + 'static) -> El {
    button(text, run).class("strong")
}

/// A button with a sign, and its name.
pub(super) fn sign(sign: &'static str, name: impl Into<Text>, run: impl FnMut() + Send + 'static) -> El {
    button(sign, run).class("icon").set("aria-label", name)
}

/// A button that is on or off.
pub(super) fn switch(text: impl Into<Text>, on: bool, run: impl FnMut() + Send + 'static) -> El {
    button(text, run).set("aria-pressed", on.to_string())
}

/// A list of texts of which one is chosen, by its place.
pub(super) fn choose(
    name: impl Into<Text>,
    options: Vec<Text>,
    chosen: usize,
    mut run: impl FnMut(usize) + Send + 'static,
) -> El {
    let options = options
        .into_iter()
        .enumerate()
        .map(|(at, text)| el("option").set("value", at.to_string()).is("selected", at == chosen).add(text));
    el("select")
        .set("aria-label", name)
        .on("change", move |event| run(value_of(&event).parse().unwrap_or(0)))
        .add(options.collect::<Vec<_>>())
}

/// A field for a text; `search` where it narrows a list.
pub(super) fn field(name: impl Into<Text>, of: RwSignal<String>, search: bool) -> El {
    let name = name.into();
    let take = move |event: Event| {
        if let Some(text) = settled_value_of(&event) {
            of.set(text);
        }
    };
    el("input")
        .set("type", if search { "search" } else { "text" })
        .set_if("placeholder", search.then(|| name.clone()))
        .set("aria-label", name)
        .value(of.get_untracked())
        .on("input", take)
        .on("compositionend", take)
}

/// A tick with its words.
pub(super) fn tick(text: impl Into<Text>, on: bool, run: impl FnMut() + Send + 'static) -> El {
    let mut run = run;
    el("label")
        .add(el("input").set("type", "checkbox").is("checked", on).on("change", move |_| run()))
        .add(el("span").add(text.into()))
}

/// A control with its name before it.
pub(super) fn named(name: impl Into<Text>, control: El) -> El {
    el("label").class("bound").add(name.into()).add(control)
}

/// Controls side by side.
pub(super) fn pair(controls: Vec<El>) -> El {
    el("p").class("pair").add(controls)
}

/// The buttons at the end of a panel.
pub(super) fn buttons(controls: Vec<El>) -> El {
    el("p").class("buttons").add(controls)
}

/// The heading of a panel.
pub(super) fn heading(text: impl Into<Text>) -> El {
    el("h2").add(text.into())
}

/// The control that has the focus when the panel opens.
pub(super) fn first(control: El) -> El {
    control.set("data-first", "true")
}
