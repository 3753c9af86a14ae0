//! The frame of the application: top bar, pages, status bar, live region.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::EventTarget;

use super::accounts::Accounts;
use super::arrange::{chips, panels};
use super::dialogs::Dialogs;
use super::dock::dock;
use super::find::find_bar;
use super::forecast::ForecastPage;
use super::funnel::Funnel;
use super::grid::{GridPane, Tools};
use super::menu::{Item, MenuButton, Menus, of_commands};
use super::palette::Palette;
use super::setup::Setup;
use super::status::status_bar;
use super::strategy::Strategy;
use super::toast::toast;
use super::told::told;
use super::whenever::whenever;
use super::{Dialog, Session, keys, mouse};
use crate::app::command::{APPLICATION, Command, lookup};
use crate::app::grid::GridId;
use crate::app::storage::Status;
use crate::app::{Action, Tab, Theme};
use crate::model::Sheet;
use crate::platform::page;
use crate::text::Lang;
use crate::text::messages::{Copies, Grid, Seconds, Shell as Words};

/// The whole screen.
#[component]
pub fn Shell() -> impl IntoView {
    let session = Session::get();
    let pointer = window_event_listener(ev::pointerdown, |event| mouse::used(event.pointer_type() == "mouse"));
    on_cleanup(move || pointer.remove());
    let after = window_event_listener(ev::click, move |event| mouse::after_click(session, &event));
    on_cleanup(move || after.remove());
    let clicks = StoredValue::new_local(mouse::watch_clicks());
    on_cleanup(move || clicks.dispose());
    for name in ["input", "change"] {
        let typing = window_event_listener_untyped(name, |event| note_typing(&event));
        on_cleanup(move || typing.remove());
    }
    let handle = window_event_listener(ev::keydown, move |event| {
        mouse::used(false);
        if event.default_prevented() {
            return;
        }
        if keys::is_composing(&event) {
            return keys::hold_back(&event);
        }
        if event.key() == "Escape" && !session.is_covered() && super::regions::back(session) {
            event.prevent_default();
            return;
        }
        let command = keys::chord(&event).and_then(|chord| lookup(chord, false));
        if command == Some(Command::Explain) && super::explain::ask_focused() {
            return event.prevent_default();
        }
        let command = command.filter(|command| command.is_global());
        let is_editing = session.with(crate::app::App::is_editing);
        let in_field = match command {
            Some(Command::Undo | Command::Redo) => is_editing || writes_elsewhere(&event),
            // A word to the left, on a Mac.
            Some(Command::Back) => is_editing && keys::is_mac(),
            _ => false,
        };
        if command.is_none() && keys::leads_away(&event) {
            event.prevent_default();
        }
        if let Some(command) = command.filter(|_| !in_field) {
            event.prevent_default();
            // What lies over the page has the keys; the browser's own meaning of them would surprise as well.
            let in_history = session.dialog.with_untracked(|dialog| matches!(dialog, Some(Dialog::History)))
                && matches!(command, Command::Undo | Command::Redo);
            if (in_history || !session.is_covered()) && !keys::is_ahead_of_the_screen(&event, command) {
                // What was opened beside a table would stand over what the command leads to, and have its keys.
                if !matches!(command, Command::Undo | Command::Redo) {
                    super::menu::close(session);
                    super::arrange::close_panel(session);
                }
                session.dispatch(Action::RunGlobal(command));
            }
        }
    });
    on_cleanup(move || handle.remove());
    let tab = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.tab)
    });
    whenever(move || {
        tab.track();
        page::set_title(&super::words::title(session));
    });
    view! {
        <div class="app" data-tab=move || tab.get().key() on:mousedown=move |event| mouse::keep_the_keys(&event)>
            <TopBar />
            {find_bar(session)}
            {move || match tab.get() {
                Tab::Activities => view! { <Activities /> }.into_any(),
                Tab::Strategy => view! { <Strategy /> }.into_any(),
                Tab::Funnel => view! { <Funnel /> }.into_any(),
                Tab::Accounts => view! { <Accounts /> }.into_any(),
                Tab::Forecast => view! { <ForecastPage /> }.into_any(),
                Tab::Setup => view! { <Setup /> }.into_any(),
            }}
            {dock(session)}
            {status_bar(session)}
            {toast(session)}
            {told(session)}
            <Dialogs />
            <Palette />
            {panels(session)}
            <Menus />
        </div>
    }
}

thread_local! {
    /// The text field whose text was changed and not entered yet.
    static TYPED: RefCell<Option<EventTarget>> = const { RefCell::new(None) };
}

/// Takes note of where somebody is writing, until he has entered it or left.
fn note_typing(event: &web_sys::Event) {
    let is_text = |target: &EventTarget| {
        let element = target.dyn_ref::<web_sys::Element>();
        element.is_some_and(|it| it.matches("input:not([type='range'], [type='checkbox']), textarea").unwrap_or(false))
    };
    TYPED.set(event.target().filter(|_| event.type_() == "input").filter(is_text));
}

/// Whether somebody is writing in a text field that is not a grid's: there undo is the field's own. Once he has entered what
/// he wrote, undo takes back what came of it.
fn writes_elsewhere(event: &web_sys::KeyboardEvent) -> bool {
    TYPED.with_borrow(|typed| typed.is_some() && *typed == event.target())
}

/// The first key of a command.
fn keys_of(command: Command, lang: Lang) -> String {
    let chord = command.entry().and_then(|entry| keys::shown(entry.keys));
    chord.map(|chord| chord.text(lang, keys::is_mac())).unwrap_or_default()
}

/// What a command does now, with its key.
fn titled(session: Session, command: Command) -> String {
    session.follow();
    let label = session.with(|app| app.label_of(command));
    format!("{label} ({})", keys_of(command, session.language()))
}

/// The lines of the application's menu.
fn menu(session: Session) -> Vec<Item> {
    of_commands(session, session.with(crate::app::App::grid_in_use), APPLICATION, false)
}

#[component]
fn TopBar() -> impl IntoView {
    let session = Session::get();
    let word = move |word: Words| word.text(session.language());
    let name = move || {
        session.follow();
        let name = session.with(|app| app.plan().name().to_owned());
        if name.is_empty() { word(Words::Untitled).into_owned() } else { name }
    };
    let run = move |command| session.dispatch(Action::RunGlobal(command));
    let is_sample = Memo::new(move |_| {
        session.follow();
        session.with(|app| app.plan().is_sample())
    });
    let theme = move || {
        session.follow_turns();
        session.with(|app| app.theme)
    };
    view! {
        <header class="top">
            <h1 class="mark"><i aria-hidden="true"><b></b><b></b><b></b><b></b></i>{move || word(Words::AppName)}</h1>
            <button class="plan" aria-haspopup="dialog" on:click=move |_| session.dialog.set(Some(Dialog::Plans))>
                <span>{name}</span><span aria-hidden="true">" ▾"</span>
            </button>
            <Saved />
            <nav class="tabs" data-region="tabs" aria-label=move || word(Words::Tables)>
                {Tab::ALL.into_iter().enumerate().map(|(at, tab)| view! {
                    {(tab == Tab::Setup).then(|| view! { <span class="sep"></span> })}
                    <button
                        id=format!("tab-{}", tab.key())
                        aria-current=move || {
                            session.follow_turns();
                            session.with(|app| app.tab == tab).then_some("page")
                        }
                        on:click=move |_| session.dispatch(Action::Show(tab))
                    >
                        {(tab != Tab::Setup).then(|| view! { <kbd aria-hidden="true">{at + 1}</kbd> })}
                        {move || word(tab.name())}
                    </button>
                }).collect_view()}
            </nav>
            <button class="icon" aria-label=move || word(Words::Undo) title=move || titled(session, Command::Undo) on:click=move |_| run(Command::Undo)>"↶"</button>
            <button class="icon redo" aria-label=move || word(Words::Redo) title=move || titled(session, Command::Redo) on:click=move |_| run(Command::Redo)>"↷"</button>
            <button class="search" on:click=move |_| run(Command::Palette)>
                <span aria-hidden="true">"⌕"</span>
                <span class="word">{move || word(Words::Search)}</span>
                <kbd class="wide" aria-hidden="true">{move || keys_of(Command::Palette, session.language())}</kbd>
            </button>
            <button
                class="icon spare"
                aria-label=move || match theme() {
                    Theme::System => word(Words::ThemeSystem),
                    Theme::Light => word(Words::ThemeLight),
                    Theme::Dark => word(Words::ThemeDark),
                }
                title=move || word(Words::Theme)
                on:click=move |_| {
                    let next = match session.with(|app| app.theme) {
                        Theme::System => Theme::Light,
                        Theme::Light => Theme::Dark,
                        Theme::Dark => Theme::System,
                    };
                    session.dispatch(Action::SetTheme(next));
                }
            >
                {move || match theme() {
                    Theme::System => "◐",
                    Theme::Light => "☀",
                    Theme::Dark => "☾",
                }}
            </button>
            <button
                id="language"
                lang=move || if session.language() == Lang::En { "zh-Hans" } else { "en" }
                on:click=move |_| {
                    let other = if session.language_now() == Lang::En { Lang::Zh } else { Lang::En };
                    session.dispatch(Action::SetLang(other));
                }
            >
                {move || word(Words::OtherLanguage)}
            </button>
            <button class="icon spare" aria-label=move || word(Words::Keys) title=move || titled(session, Command::Help) on:click=move |_| run(Command::Help)>"?"</button>
            <MenuButton id="menu" name=Signal::derive(move || word(Words::Menu).into_owned()) text=Signal::derive(|| "⋯".to_owned()) items=Box::new(menu) />
        </header>
        <aside class="notices" aria-label=move || word(Words::Notices)>
            <Show when=move || is_sample.get()>
                <div class="banner" role="note">
                    <span>{move || word(Words::SampleBanner)}</span>
                    <button class="strong" on:click=move |_| {
                        session.dispatch(Action::RemoveSample);
                        super::regions::hand_back(session);
                    }>{move || word(Words::RemoveSample)}</button>
                </div>
            </Show>
            {super::vault::notices(session)}
        </aside>
    }
}

/// The chip that says whether every edit is kept.
#[component]
fn Saved() -> impl IntoView {
    let session = Session::get();
    let state = move || match session.vault.status.get() {
        Status::Saved { .. } => "saved",
        Status::Saving => "saving",
        Status::NotSavedYet { .. } => "late",
        Status::Failed { .. } => "failed",
    };
    let text = move || {
        let lang = session.language();
        match session.vault.status.get() {
            Status::Saved { copies: 0 | 1 } => Words::SavedOne.text(lang),
            Status::Saved { copies } => Words::Saved { copies: Copies(copies.into()) }.text(lang),
            Status::Saving => Words::Saving.text(lang),
            Status::NotSavedYet { since_ms } => {
                Words::NotSavedYet { since: Seconds((since_ms / 1000) as usize) }.text(lang)
            }
            Status::Failed { why } => Words::NotSaved { why: super::vault::failure(&why) }.text(lang),
        }
    };
    // It can only be read: a press on it takes the keys from nobody.
    let pressed = |event: web_sys::MouseEvent| event.prevent_default();
    view! {
        <span
            class="chip"
            id="saved"
            data-state=state
            title=move || Words::SavedWhere.text(session.language())
            on:mousedown=pressed
        >
            {text}
        </span>
    }
}

/// Table 1.
#[component]
fn Activities() -> impl IntoView {
    let session = Session::get();
    let id = GridId::Table(Sheet::Activities);
    let name = Signal::derive(move || Grid::Named { sheet: Sheet::Activities }.text(session.language()).into_owned());
    view! {
        <main class="page">
            <Tools id=id />
            {chips(session, id)}
            <GridPane id=id name=name fills=true totals=true />
        </main>
    }
}
