//! Menus: the one component for context menus, menu buttons and the menus of columns.
//!
//! Whoever opens a menu makes its [`Item`]s, from commands of the table or of his own, and says where: [`open`]. Arrow
//! keys, Home, End, first letters and Esc work; the focus goes back to where it was before anything is run. On a
//! narrow screen the menu is a sheet at the bottom.

mod item;
mod list;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlElement, MouseEvent};

pub use self::item::{Item, of_commands};
pub use self::list::Menus;
pub(super) use self::list::placed;
use super::Session;
use super::mouse::Back;

/// Where a menu opens: to the right of `left`, below `bottom`, or where there is no room above `top`; CSS pixels of the
/// window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Anchor {
    /// The left edge.
    pub left: f64,
    /// The upper edge of what the menu belongs to.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
}

impl Anchor {
    /// Where the pointer is.
    #[must_use]
    pub fn at(event: &MouseEvent) -> Anchor {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        Anchor { left: x, top: y, bottom: y }
    }

    /// Below an element.
    #[must_use]
    pub fn below(rect: &DomRect) -> Anchor {
        Anchor { left: rect.left(), top: rect.top(), bottom: rect.bottom() }
    }
}

/// An open menu.
#[derive(Clone)]
pub struct Menu {
    name: String,
    at: Anchor,
    items: Vec<Item>,
    by_key: bool,
    back: Back,
}

/// Opens a menu. `by_key` when a key opened it: then its first line has the focus at once.
pub fn open(session: Session, name: String, at: Anchor, items: Vec<Item>, by_key: bool) {
    if items.is_empty() {
        return;
    }
    let before = session.menu.with_untracked(|menu| menu.as_ref().map(|menu| menu.back.clone()));
    let back = before.unwrap_or_else(|| Back::from_here(session));
    session.menu.set(Some(Menu { name, at, items, by_key, back }));
}

/// Closes the menu, where one is open, and gives the focus back.
pub fn close(session: Session) {
    let Some(menu) = session.menu.try_update_untracked(Option::take).flatten() else { return };
    session.menu.notify();
    menu.back.go(session);
}

/// A button that opens a menu.
#[component]
pub fn MenuButton(
    /// What the button and its menu are called.
    #[prop(into)]
    name: Signal<String>,
    /// What stands on the button; its name is read where this is a sign.
    #[prop(into)]
    text: Signal<String>,
    /// The lines of the menu, made when it opens.
    items: Box<dyn Fn(Session) -> Vec<Item>>,
    /// An id for the button.
    #[prop(optional, into)]
    id: Option<&'static str>,
) -> impl IntoView {
    let session = Session::get();
    let is_open = move || session.menu.with(|menu| menu.as_ref().is_some_and(|menu| menu.name == name.get()));
    view! {
        <button
            class="icon"
            id=id
            aria-haspopup="menu"
            aria-expanded=move || is_open().to_string()
            aria-label=name
            title=name
            on:click=move |event: MouseEvent| {
                let button = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
                let Some(button) = button else { return };
                // A press of Enter or Space is a click without a place.
                let by_key = event.detail() == 0;
                let _ = button.focus();
                open(session, name.get_untracked(), Anchor::below(&button.get_bounding_client_rect()), items(session), by_key);
            }
        >
            {text}
        </button>
    }
}
