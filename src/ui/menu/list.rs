//! The open menu on the screen.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

use super::{Anchor, Item, Menu, close};
use crate::platform::clock::elapsed_ms;
use crate::text::search_key;
use crate::ui::whenever::whenever;
use crate::ui::{Session, keys};

/// Room kept free at the edges of the window, in CSS pixels.
const MARGIN: f64 = 8.0;

/// Whatever menu is open.
#[component]
pub fn Menus() -> impl IntoView {
    let session = Session::get();
    move || session.menu.get().map(|menu| shown(session, menu))
}

fn shown(session: Session, menu: Menu) -> AnyView {
    let Menu { name, at, items, by_key, .. } = menu;
    let element = NodeRef::<Div>::new();
    let place = RwSignal::new((at.left, at.bottom));
    // The finger that opened the menu by resting is still down; its lifting chooses nothing.
    let is_pressed = RwSignal::new(false);
    whenever(move || {
        let Some(menu) = element.get() else { return };
        place.set(placed(&menu, at));
        let first = if by_key { lines(&menu).into_iter().next() } else { None };
        let _ = first.unwrap_or_else(|| HtmlElement::clone(&menu)).focus();
    });
    let typed = StoredValue::new((String::new(), 0.0));
    let labels: Vec<String> = items.iter().map(|item| search_key(&item.label).to_string()).collect();
    let lines = items.into_iter().map(|item| line(session, item, is_pressed)).collect_view();
    let region = name.clone();
    view! {
        <section aria-label=region>
        <div
            class="menu-veil"
            on:pointerdown=move |event| {
                event.prevent_default();
                close(session);
            }
            // A browser makes one of a finger that was lifted, and it would take the focus out of the menu.
            on:mousedown=move |event: MouseEvent| event.prevent_default()
            on:contextmenu=move |event: MouseEvent| event.prevent_default()
        ></div>
        <div
            class="menu"
            role="menu"
            tabindex="-1"
            aria-label=name
            node_ref=element
            style=("--menu-left", move || format!("{}px", place.get().0))
            style=("--menu-top", move || format!("{}px", place.get().1))
            on:pointerdown=move |_| is_pressed.set(true)
            on:contextmenu=move |event: MouseEvent| event.prevent_default()
            on:keydown=move |event| pressed(session, element, &labels, typed, &event)
        >
            {lines}
        </div>
        </section>
    }
    .into_any()
}

fn line(session: Session, item: Item, is_pressed: RwSignal<bool>) -> AnyView {
    let Item { label, keys: chords, ticked, refused, begins, run } = item;
    let chord = keys::shown(chords);
    let lang = session.language_now();
    let is_refused = refused.is_some();
    let title = refused.clone();
    view! {
        {begins.then(|| view! { <hr role="separator" /> })}
        <button
            role=if ticked.is_some() { "menuitemcheckbox" } else { "menuitem" }
            tabindex="-1"
            aria-checked=ticked.map(|on| on.to_string())
            aria-disabled=is_refused.then_some("true")
            aria-keyshortcuts=chord.map(|chord| chord.for_aria())
            title=title
            // Only a pointer that moves: a menu may open below one that rests.
            on:pointermove=move |event| focus(event.current_target())
            on:click=move |event: MouseEvent| {
                // A press of Enter or Space is a click without a place.
                if event.detail() > 0 && !is_pressed.get_untracked() {
                    return;
                }
                let (run, refused) = (run.clone(), refused.clone());
                match refused {
                    Some(why) => session.say_text(why),
                    None => {
                        close(session);
                        run();
                    }
                }
            }
        >
            <span class="tick" aria-hidden="true">{if ticked == Some(true) { "✓" } else { "" }}</span>
            <span class="label">{label}</span>
            {chord.map(|chord| view! { <kbd aria-hidden="true">{chord.text(lang, keys::is_mac())}</kbd> })}
        </button>
    }
    .into_any()
}

fn focus(target: Option<web_sys::EventTarget>) {
    if let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Where the menu fits into the window.
pub(in crate::ui) fn placed(menu: &Element, at: Anchor) -> (f64, f64) {
    let rect = menu.get_bounding_client_rect();
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    let window = window();
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let left = at.left.min(width - rect.width() - MARGIN).max(MARGIN);
    let below = at.bottom + rect.height() + MARGIN <= height;
    let top = if below { at.bottom } else { (at.top - rect.height()).min(height - rect.height() - MARGIN) };
    (left, top.max(MARGIN))
}

fn lines(menu: &Element) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all("button") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// What was typed to find a line, and when, in milliseconds.
type Typed = StoredValue<(String, f64)>;

/// After so many milliseconds a letter begins another word.
const PAUSE_MS: f64 = 800.0;

/// The line that begins with what was typed: with one letter, again and again, the next such line.
fn found(labels: &[String], typed: Typed, letter: &str, at: Option<usize>) -> Option<usize> {
    let now = elapsed_ms();
    let word = typed.try_update_value(|(word, last)| {
        if now - *last > PAUSE_MS {
            word.clear();
        }
        *last = now;
        word.push_str(letter);
        word.clone()
    })?;
    let mut letters = word.chars();
    let first = letters.next();
    let is_repeated = letters.all(|letter| Some(letter) == first);
    let wanted = search_key(if is_repeated { letter } else { &word });
    let begins = |at: &usize| labels.get(*at).is_some_and(|label| label.starts_with(wanted.as_str()));
    let from = at.map_or(0, |at| at + usize::from(is_repeated));
    (from..labels.len()).chain(0..from.min(labels.len())).find(begins)
}

fn pressed(session: Session, element: NodeRef<Div>, labels: &[String], typed: Typed, event: &KeyboardEvent) {
    if keys::is_composing(event) {
        return;
    }
    let Some(menu) = element.get_untracked() else { return };
    let lines = lines(&menu);
    let active = document().active_element();
    let at = lines.iter().position(|line| active.as_ref().is_some_and(|active| line.is_same_node(Some(active))));
    let count = lines.len();
    let key = event.key();
    let to = match key.as_str() {
        "ArrowDown" => Some(at.map_or(0, |at| (at + 1) % count.max(1))),
        "ArrowUp" => Some(at.map_or(count.saturating_sub(1), |at| (at + count - 1) % count.max(1))),
        "Home" | "PageUp" => Some(0),
        "End" | "PageDown" => Some(count.saturating_sub(1)),
        "Escape" | "Tab" => {
            close(session);
            None
        }
        // Within a word that is typed.
        " " if typed.with_value(|(word, last)| !word.is_empty() && elapsed_ms() - last <= PAUSE_MS) => {
            found(labels, typed, " ", at)
        }
        // The button's own.
        "Enter" | " " => return event.stop_propagation(),
        "Control" | "Shift" | "Alt" | "Meta" | "AltGraph" => return,
        _ if event.ctrl_key() || event.meta_key() || event.alt_key() => {
            // A command of the application closes the menu and runs.
            close(session);
            return;
        }
        letter if letter.chars().count() == 1 => found(labels, typed, letter, at),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(line) = to.and_then(|to| lines.get(to)) {
        let _ = line.focus();
    }
}
