//! The one text field of a grid: it lies over the active cell and always has the focus, so that the first key of an
//! input method is not lost. The whole strategy of focus stands here.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, KeyboardEvent};

use super::Place;
use super::picker::{day_id, line_id, list_id};
use crate::app::command::Command;
use crate::app::grid::{GridId, Motion, Picker};
use crate::app::{Action, App, Effect as Outcome, block};
use crate::model::Kind;
use crate::platform::{clipboard, page};
use crate::text::messages::Grid as Words;
use crate::ui::keys;

/// The editor's state as the field needs it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Open {
    text: Option<String>,
    typed: bool,
    composing: bool,
}

/// The field.
#[component]
pub(super) fn Field(place: Place) -> impl IntoView {
    let Place { session, id, field, .. } = place;
    let open = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| {
            let editor = app.laid_out(id).and_then(|grid| grid.editor.as_ref());
            editor.map_or_else(Open::default, |editor| Open {
                text: Some(editor.text.clone()),
                typed: editor.typed,
                composing: editor.composing,
            })
        })
    });
    // The field follows the editor, but never while an input method composes: its text is its own.
    Effect::new(move |before: Option<bool>| {
        let open = open.get();
        let Some(element) = field.get() else { return false };
        let was_open = before.unwrap_or_default();
        if !open.composing {
            let text = open.text.clone().unwrap_or_default();
            if element.value() != text {
                element.set_value(&text);
                let end = text.encode_utf16().count() as u32;
                let _ = element.set_selection_range(end, end);
            } else if open.text.is_some() && !was_open && !open.typed {
                let end = text.encode_utf16().count() as u32;
                let _ = element.set_selection_range(end, end);
            }
        }
        if !fits_by_itself() && (open.text.is_some() || before == Some(true)) {
            // The field is drawn as an open one by another effect of the same turn.
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                fit(place);
            });
        }
        open.text.is_some()
    });
    let at = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.laid_out(id).map(|grid| grid.selection.active).unwrap_or_default())
    });
    let head = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.laid_out(id).and_then(|grid| grid.head))
    });
    let left = move || {
        let column = at.get().column;
        let (left, _) = place.span(column);
        // In a column that stays in sight the field stays, too.
        if place.is_frozen(column) { left + place.left.get() } else { left }
    };
    let top = move || match head.get() {
        // Headings stay in sight.
        Some(_) => place.top.get(),
        None => place.y(at.get().row),
    };
    let width = move || {
        let (left, width) = place.span(at.get().column);
        if place.is_form() { format!("calc(100% - {left}px)") } else { format!("{width}px") }
    };
    let label = move || {
        session.lang.track();
        let at = at.get();
        let lang = session.language();
        place.layout.with(|layout| {
            let column = session.with(|app| app.heading(layout, at.row, at.column));
            if head.get().is_some() {
                return Words::HeadingOf { column }.text(lang).into_owned();
            }
            // The lines of a form are no rows of a table.
            if place.is_form() {
                return column.into();
            }
            let label = crate::model::Label { en: column.clone(), zh: column };
            Words::CellOf { column: label, row: at.row + 1 }.text(lang).into_owned()
        })
    };
    let active = move || {
        session.follow_turns();
        let open = session.with(|app| app.laid_out(id).is_some_and(|grid| grid.editor.is_some()));
        if open {
            // What is edited is the field itself: the cell still holds what was there before.
            return session.with(|app| highlighted(app, id));
        }
        // Its row is drawn wherever one has scrolled to (rows.rs).
        Some(head.get().map_or_else(|| place.cell_id(at.get()), |column| place.head_id(column)))
    };
    let pops_up = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| {
            let grid = app.laid_out(id)?;
            let is_open = grid.editor.as_ref().is_some_and(|editor| editor.picker.is_some());
            let target = grid.target().filter(|_| is_open || app.possible(Command::Pick, Some(id)).is_ok())?;
            let kind = &app.plan().table(target.sheet).definition(&target.column)?.kind;
            Some((is_open, if matches!(kind, Kind::Date) { "grid" } else { "listbox" }))
        })
    });
    let lists = move || pops_up.get() == Some((true, "listbox"));
    // While a list is open the field searches it: what the cell holds stays to be seen.
    let held = move || {
        session.follow_turns();
        session.with(|app| {
            let grid = app.laid_out(id)?;
            grid.editor.as_ref()?.picker.as_ref()?;
            let target = grid.target()?;
            let definition = app.plan().table(target.sheet).definition(&target.column)?;
            Some(app.text_of(target.sheet, target.row?, definition))
        })
    };
    view! {
        <textarea
            class="field"
            placeholder=held
            node_ref=field
            rows="1"
            dir="auto"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="enter"
            data-open=move || open.with(|open| open.text.is_some())
            aria-label=label
            // While a list is open its lines are the field's as well; a text field of several lines can be no combobox.
            aria-autocomplete=move || lists().then_some("list")
            aria-haspopup=move || pops_up.get().map(|(_, what)| what)
            aria-controls=move || match pops_up.get() {
                Some((true, _)) => format!("{} {}", id.name(), list_id(id)),
                _ => id.name(),
            }
            aria-describedby=leaving_id(id)
            aria-activedescendant=active
            style:top=move || format!("{}px", top())
            style:left=move || format!("{}px", left())
            style:width=width
            on:keydown=move |event| pressed(place, &event)
            on:input:target=move |event| {
                let field = event.target();
                session.dispatch(Action::Input { grid: id, text: field.value() });
                // A space that ticked a line is no text, and what no cell took must not wait for the next one.
                let rest = session.with(|app| Some(app.laid_out(id)?.editor.as_ref()?.text.clone()));
                if rest.is_none() || (rest.as_deref() == Some("") && field.value().trim().is_empty()) {
                    field.set_value("");
                }
            }
            on:compositionstart=move |_| {
                composed(place, true);
                // What nothing takes, Firefox would go on composing: the next keys would be the input method's.
                if !is_editing(place) {
                    let _ = field.get_untracked().map(|field| field.blur());
                    super::pointer::focus(place);
                }
            }
            on:mousedown=move |_| corrects(place)
            on:compositionend=move |_| composed(place, false)
            on:focus=move |_| {
                place.has_focus.set(true);
                session.dispatch(Action::Focus(id));
                leptos::task::spawn_local(async move { caret_comes_along(place) });
            }
            on:blur=move |_| {
                place.has_focus.set(false);
                // Whoever looks something up in another window comes back to what he is writing; and Firefox takes the focus
                // away from a page that is loaded anew.
                if !page::is_hidden() && !is_still_here(place) {
                    session.dispatch(Action::Blur(id));
                } else if session.with(|app| app.copied.is_some()) {
                    session.dispatch(Action::Away);
                }
            }
            // Safari tells of copying nothing that is selected only where somebody asks for it.
            on:beforecopy=move |event| wants_to_copy(place, &event)
            on:beforecut=move |event| wants_to_copy(place, &event)
            on:copy=move |event| copied(place, &event, false)
            on:cut=move |event| copied(place, &event, true)
            on:paste=move |event| pasted(place, &event)
            on:contextmenu=move |event| asked_for_menu(place, &event)
        ></textarea>
        <span class="unseen" hidden id=leaving_id(id)>{move || Words::HowToLeave.text(session.language())}</span>
    }
}

/// The id of the sentence that says how a table is left by keys.
fn leaving_id(id: GridId) -> String {
    format!("{}-leave", id.name())
}

/// What the arrows have come to in the open list, or among the days.
fn highlighted(app: &App, id: GridId) -> Option<String> {
    let editor = app.laid_out(id)?.editor.as_ref()?;
    match editor.picker.as_ref()? {
        Picker::List { highlight, .. } => highlight.map(|line| line_id(id, line)),
        // What is half typed is no day yet.
        Picker::Calendar { day } => app.is_written(editor, *day).then(|| day_id(id, *day)),
    }
}

/// Puts the caret into the field again. A dialog that closes gives the focus back while the page is still inert: Chromium
/// then leaves the caret elsewhere, and what is typed goes nowhere. In the turn of the focus itself it would lose it.
fn caret_comes_along(place: Place) {
    let Some(field) = place.field.try_get_untracked().flatten() else { return };
    let at = |edge: Result<Option<u32>, _>| edge.ok().flatten().unwrap_or_default();
    let (from, to) = (at(field.selection_start()), at(field.selection_end()));
    if place.is_focused() {
        let _ = field.set_selection_range(from, to);
    }
}

/// Who places the cursor in a text corrects it: the arrows move in it then, as after F2.
fn corrects(place: Place) {
    let is_typed = |app: &crate::app::App| {
        let editor = app.laid_out(place.id)?.editor.as_ref()?;
        Some(editor.typed && !editor.text.is_empty() && editor.picker.is_none())
    };
    if place.session.with(is_typed) == Some(true) {
        place.session.dispatch(Action::Run(place.id, Command::Edit));
    }
}

fn fits_by_itself() -> bool {
    thread_local! {
        static FITS: bool = page::fits_fields();
    }
    FITS.with(|fits| *fits)
}

/// Makes the field as high as its text, as `field-sizing: content` does where the browser knows it.
fn fit(place: Place) {
    let Some(field) = place.field.try_get_untracked().flatten() else { return };
    let style = web_sys::HtmlElement::style(&field);
    let _ = style.remove_property("height");
    if field.has_attribute("data-open") {
        let borders = field.offset_height() - field.client_height();
        let _ = style.set_property("height", &format!("{}px", field.scroll_height() + borders));
    }
}

/// Whether the window has lost the focus and not the field.
fn is_still_here(place: Place) -> bool {
    let field = place.field.try_get_untracked().flatten();
    field.is_some_and(|field| field.is_same_node(document().active_element().as_deref()))
}

fn composed(place: Place, on: bool) {
    let text = place.field.get_untracked().map(|field| field.value()).unwrap_or_default();
    place.session.dispatch(Action::Compose { grid: place.id, on, text });
}

/// Whether the editor is open.
fn is_editing(place: Place) -> bool {
    place.session.with(|app| app.laid_out(place.id).is_some_and(|grid| grid.editor.is_some()))
}

fn pressed(place: Place, event: &KeyboardEvent) {
    if keys::is_composing(event) {
        return;
    }
    // Chromium's own undo ends a composition without a word.
    let is_composing = |app: &crate::app::App| Some(app.laid_out(place.id)?.editor.as_ref()?.composing);
    if place.session.with(is_composing) == Some(true) {
        composed(place, false);
    }
    // A finger that has opened the menu leaves the keys with the field.
    if event.key() == "Escape" && place.session.menu.with_untracked(Option::is_some) {
        event.prevent_default();
        return crate::ui::menu::close(place.session);
    }
    let Some(chord) = keys::chord(event) else { return };
    let chord = if keys::is_mac() && !is_editing(place) { chord.on_a_mac() } else { chord };
    let Some(command) = place.session.with(|app| app.command_for(place.id, chord)) else { return };
    event.stop_propagation();
    if keys::is_ahead_of_the_screen(event, command) {
        return event.prevent_default();
    }
    let outcomes = place.session.dispatch_for(Action::Run(place.id, command));
    for outcome in &outcomes {
        if let Outcome::Write(_, text) = outcome {
            write(place, text);
        }
    }
    if matches!(command, Command::Go(Motion::RowStart | Motion::Start)) {
        super::pointer::to_the_left(place);
    }
    // After Esc, Tab goes where the browser takes it: out of the grid.
    if !outcomes.iter().any(|outcome| matches!(outcome, Outcome::Leave(..))) {
        event.prevent_default();
    }
}

/// Some systems make an event of the menu key beside the key itself. An open editor keeps the browser's own menu.
fn asked_for_menu(place: Place, event: &web_sys::MouseEvent) {
    if is_editing(place) {
        return event.stop_propagation();
    }
    event.prevent_default();
    event.stop_propagation();
    if place.session.menu.with_untracked(Option::is_none) {
        super::context::open_by_key(place.session, place.id);
    }
}

/// Writes a text where the cursor stands, in place of what is selected there.
fn write(place: Place, text: &str) {
    let Some(field) = place.field.get_untracked() else { return };
    let _ = field.set_range_text(text);
    let at = field.selection_start().ok().flatten().map_or(0, |at| at + text.encode_utf16().count() as u32);
    let _ = field.set_selection_range(at, at);
    place.session.dispatch(Action::Input { grid: place.id, text: field.value() });
}

fn wants_to_copy(place: Place, event: &ev::Event) {
    if !is_editing(place) {
        event.prevent_default();
    }
}

fn copied(place: Place, event: &ev::Event, cut: bool) {
    use wasm_bindgen::JsCast;
    let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
    if is_editing(place) {
        return;
    }
    for outcome in place.session.dispatch_for(Action::Copy { grid: place.id, cut, headings: false }) {
        if let Outcome::Clipboard { text, html } = outcome {
            clipboard::put(event, &text, Some(&html));
        }
    }
}

fn pasted(place: Place, event: &ev::Event) {
    use wasm_bindgen::JsCast;
    let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
    if is_editing(place) {
        return;
    }
    event.prevent_default();
    let pasted = clipboard::pasted(event);
    match block(pasted.text.as_deref(), pasted.html.as_deref()) {
        Some(block) => place.session.dispatch(Action::Paste(place.id, block)),
        None => place.session.say_text(Words::PasteEmpty.text(place.session.language_now())),
    }
}
