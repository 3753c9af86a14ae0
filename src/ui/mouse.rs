//! Where the keys are after a press of the mouse: it came from the table, and what is typed next belongs there.
//!
//! A person who works by the keyboard finds the focus on what he has pressed (`regions.rs`); a mouse only points.

use std::cell::Cell;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::{Session, regions};
use crate::platform::listener::Listener;
use crate::platform::page;

thread_local! {
    /// Whether the person last pressed a mouse's button, not a key or the screen.
    static MOUSE: Cell<bool> = const { Cell::new(false) };
}

/// Takes note of what the person uses.
pub fn used(is_mouse: bool) {
    MOUSE.set(is_mouse);
}

/// Whether the person last used a mouse.
#[must_use]
pub fn is_in_use() -> bool {
    MOUSE.get()
}

/// Safari on a Mac gives a button that is clicked no focus: whatever then leads back to it, or out of the part that it
/// stands in, would lead nowhere. Gives it, before the click is heard, for as long as the listener is kept.
pub fn watch_clicks() -> Listener {
    Listener::anywhere(&leptos::prelude::window(), "click", |event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            clicked(event);
        }
    })
}

fn clicked(event: &MouseEvent) {
    let control = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let control = control.and_then(|target| target.closest("button, select, input, summary").ok().flatten());
    let (Some(control), Some(active)) = (control, document().active_element()) else { return };
    // By a key there is no count of clicks, and what a press has given the focus on purpose keeps it.
    let is_left = event.detail() > 0 && active != control && active.contains(Some(&control));
    if let Some(control) = control.dyn_ref::<HtmlElement>().filter(|_| is_left) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = control.focus_with_options(&options);
    }
}

/// A mouse that has pressed a button of the frame leaves the keys where they were: what is typed next belongs into the table,
/// and Space is no second press.
pub fn after_click(session: Session, event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest(":is(.top, .strip, .chips) button").ok().flatten());
    let Some(button) = button.filter(|_| event.detail() > 0 && is_in_use()) else { return };
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        // What it has opened has the focus.
        let active = document().active_element();
        if active.is_none_or(|active| active == button || active.tag_name() == "BODY") && !session.is_covered() {
            regions::hand_back(session);
        }
    });
}

/// A press on what is no control takes the keys from nobody, in those parts of the page where there is nothing to be selected.
pub fn keep_the_keys(event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let is_in = |selector: &str| target.closest(selector).ok().flatten().is_some();
    let is_frame = is_in(".top, .strip, .tools, .chips, .status, .notices");
    if is_frame && !is_in("button, input, select, textarea, a, label, summary") {
        event.prevent_default();
    }
}

/// Where the keys go when what is being opened is closed.
#[derive(Clone)]
pub enum Back {
    /// To the table in use by then: what was chosen meanwhile may have led to another one.
    Table,
    /// To what had them.
    Element(HtmlElement),
}

impl Back {
    /// To what has the keys now, but for a mouse, which came from the table where there is one.
    #[must_use]
    pub fn from_here(session: Session) -> Self {
        let active = document().active_element();
        let is_over =
            active.as_ref().is_some_and(|active| active.closest("dialog, .drop, .dock").ok().flatten().is_some());
        let is_from_table =
            is_in_use() && !is_over && !page::is_coarse() && session.with(crate::app::App::grid_in_use).is_some();
        match active.and_then(|active| active.dyn_into().ok()) {
            Some(active) if !is_from_table => Self::Element(active),
            _ => Self::Table,
        }
    }

    /// Goes there at once; to the table also where the element is gone.
    pub fn go(self, session: Session) {
        let to = match self {
            Self::Element(back) => Some(back).filter(|back| back.is_connected()),
            Self::Table => field_in_use(session),
        };
        match to {
            Some(to) => {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = to.focus_with_options(&options);
            }
            None => regions::hand_back(session),
        }
    }
}

/// The field of the table in use.
fn field_in_use(session: Session) -> Option<HtmlElement> {
    let grid = session.with(crate::app::App::grid_in_use)?;
    let grid = document().get_element_by_id(&grid.name())?.closest(".grid").ok().flatten()?;
    grid.query_selector("textarea").ok().flatten()?.dyn_into().ok()
}

/// Who has chosen with the mouse goes on in the table: the next arrow would choose another one.
pub fn after_choice(session: Session) {
    if is_in_use() {
        regions::hand_back(session);
    }
}
