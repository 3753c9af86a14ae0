//! The palette on the screen: a text field and the lines that answer it.

use leptos::html::{Dialog as Element, Input, Li};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::dialogs::is_open;
use super::mouse::{self, Back};
use super::{Session, keys};
use crate::app::Action;
use crate::app::command::Command;
use crate::app::palette::Found;
use crate::text::messages::{Palette as Words, Results};
use crate::ui::whenever::whenever;

/// Lines that a page key passes.
const PAGE: usize = 8;

#[derive(Clone, Copy)]
struct Place {
    session: Session,
    dialog: NodeRef<Element>,
    typed: RwSignal<String>,
    /// The line that Enter takes.
    at: RwSignal<usize>,
    lines: Memo<Vec<Found>>,
    field: NodeRef<Input>,
    composing: RwSignal<bool>,
}

/// The palette; nothing while it is closed.
#[component]
pub fn Palette() -> impl IntoView {
    let session = Session::get();
    let element = NodeRef::<Element>::new();
    whenever(move || {
        let open = session.palette.get();
        let Some(element) = element.get() else { return };
        if open && !element.open() {
            // The browser will give the focus back to what has it now.
            if mouse::is_in_use() {
                Back::from_here(session).go(session);
            }
            let _ = element.show_modal();
        } else if !open && element.open() {
            element.close();
        }
    });
    view! {
        <dialog
            class="palette"
            node_ref=element
            aria-label=move || Words::Name.text(session.language())
            on:close=move |_| {
                if !is_open(element) {
                    session.palette.set(false);
                }
            }
            on:click=move |event| {
                // The veil around it is the dialog itself.
                let is_veil = event.target().zip(event.current_target()).is_some_and(|(on, own)| on == own);
                if is_veil {
                    session.palette.set(false);
                }
            }
        >
            {move || session.palette.get().then(|| opened(session, element))}
        </dialog>
    }
}

fn opened(session: Session, dialog: NodeRef<Element>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let lines = Memo::new(move |_| {
        session.follow();
        let typed = typed.get();
        session.with(|app| app.find(&typed))
    });
    let place = Place {
        session,
        dialog,
        typed,
        at: RwSignal::new(0),
        lines,
        field: NodeRef::new(),
        composing: RwSignal::new(false),
    };
    whenever(move || {
        if let Some(field) = place.field.get() {
            let _ = field.focus();
        }
    });
    let lang = session.lang;
    let active = move || (!lines.with(Vec::is_empty)).then(|| format!("palette-{}", place.at.get()));
    let count = move || Words::Found { results: Results(lines.with(Vec::len)) }.text(lang.get());
    view! {
        <div class="ask">
            <input
                node_ref=place.field
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-lines"
                aria-autocomplete="list"
                aria-activedescendant=active
                aria-label=move || Words::Name.text(lang.get())
                placeholder=move || Words::Hint.text(lang.get())
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                on:compositionstart=move |_| place.composing.set(true)
                on:compositionend:target=move |event| {
                    place.composing.set(false);
                    asked(place, event.target().value());
                }
                on:input:target=move |event| {
                    // What an input method has not finished is no question yet.
                    if !place.composing.get_untracked() {
                        asked(place, event.target().value());
                    }
                }
                on:keydown=move |event| pressed(place, &event)
            />
            <button class="icon" aria-label=move || crate::text::messages::Shell::Close.text(lang.get()) on:click=move |_| close(place)>"✕"</button>
        </div>
        <ul id="palette-lines" role="listbox" aria-label=move || Words::Name.text(lang.get())>
            <For each={move || lines.get().into_iter().enumerate()} key={|(nth, found)| (*nth, found.aim.clone(), found.label.clone(), found.refused.is_some())} let(line)>
                {shown(place, line.0, line.1)}
            </For>
        </ul>
        <Show when=move || lines.with(Vec::is_empty)><p class="none">{move || Words::Nothing.text(lang.get())}</p></Show>
        <p class="hidden" role="status">{count}</p>
    }
    .into_any()
}

fn asked(place: Place, text: String) {
    place.at.set(0);
    place.typed.set(text);
}

fn shown(place: Place, nth: usize, found: Found) -> AnyView {
    let Place { session, at, .. } = place;
    let lang = session.language_now();
    let element = NodeRef::<Li>::new();
    let is_chosen = Memo::new(move |_| at.get() == nth);
    whenever(move || {
        if let Some(element) = element.get().filter(|_| is_chosen.get()) {
            super::grid::into_sight(&element);
        }
    });
    let is_refused = found.refused.is_some();
    let why = found.refused.as_ref().map(|why| why.text(lang).into_owned());
    let chord = keys::shown(found.keys).map(|chord| chord.text(lang, keys::is_mac()));
    view! {
        <li
            id=format!("palette-{nth}")
            node_ref=element
            role="option"
            aria-selected=move || is_chosen.get().to_string()
            aria-disabled=is_refused.then_some("true")
            on:pointermove=move |_| if at.get_untracked() != nth { at.set(nth) }
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| take(place, nth)
        >
            <span class="label">{found.label.to_string()}</span>
            <small>{why.unwrap_or_else(|| found.kind.to_string())}</small>
            {chord.map(|chord| view! { <kbd aria-hidden="true">{chord}</kbd> })}
        </li>
    }
    .into_any()
}

/// Closes at once: the focus goes back to where it was.
fn close(place: Place) {
    if let Some(dialog) = place.dialog.get_untracked() {
        dialog.close();
    }
    place.session.palette.set(false);
}

/// Closes first, so that the focus is back where the command finds it.
fn take(place: Place, nth: usize) {
    let Some(found) = place.lines.with_untracked(|lines| lines.get(nth).cloned()) else { return };
    let session = place.session;
    if let Some(why) = found.refused {
        return session.say_text(why.text(session.language_now()));
    }
    close(place);
    session.dispatch(Action::Aim(found.aim));
}

fn pressed(place: Place, event: &KeyboardEvent) {
    if keys::is_composing(event) {
        keys::hold_back(event);
        return event.stop_propagation();
    }
    // Chromium's own undo ends a composition without a word.
    if place.composing.get_untracked() {
        place.composing.set(false);
        asked(place, place.field.get_untracked().map(|field| field.value()).unwrap_or_default());
    }
    let Some(chord) = keys::chord(event) else { return };
    let last = place.lines.with_untracked(Vec::len).saturating_sub(1);
    let at = place.at.get_untracked();
    let to = match event.key().as_str() {
        "ArrowDown" => Some(if at >= last { 0 } else { at + 1 }),
        "ArrowUp" => Some(if at == 0 { last } else { at - 1 }),
        "PageDown" => Some((at + PAGE).min(last)),
        "PageUp" => Some(at.saturating_sub(PAGE)),
        "Enter" => {
            event.prevent_default();
            event.stop_propagation();
            return take(place, at);
        }
        // The browser would close the dialog too, but tell it some time later, when the next key is here already.
        key if key == "Escape" || Command::Palette.entry().is_some_and(|entry| entry.keys.contains(&chord)) => {
            event.prevent_default();
            event.stop_propagation();
            return close(place);
        }
        _ => return event.stop_propagation(),
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(to) = to {
        place.at.set(to);
    }
}
