//! The start: what was kept is loaded, then the screen is drawn; and what the whole window listens for.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, EventTarget, StorageEvent};

use super::shell::Shell;
use super::vault::{self, Vault};
use super::{Dialog, Session, files, pinyin, preferences, words};
use crate::app::storage::PlanId;
use crate::app::storage::keys::{Key, PREFIX};
use crate::app::{Action, App, exchange};
use crate::model::Date;
use crate::platform::clock::{self, Interval, Timeout};
use crate::platform::listener::Listener;
use crate::platform::panic::{self, LastWords};
use crate::platform::{files as platform_files, page};
use crate::text::Lang;
use crate::text::messages::{Recovery, Storage};
use crate::ui::whenever::whenever;

/// While nothing is on its way, time goes by in steps of so many seconds.
const IDLE_SECONDS: u32 = 10;
/// The date is asked for a little after midnight, never a little before.
const MIDNIGHT_GRACE_MS: u32 = 1000;

/// Starts the application on the page; ready when the plan, or the choice of one, stands there.
pub async fn start() {
    panic::install(Lang::ALL.map(last_words).to_vec(), PREFIX);
    let (lang, theme) = (preferences::lang(), preferences::theme());
    preferences::show(lang, theme);
    let owner = Owner::new();
    let vault = owner.with(Vault::new);
    // While the browser opens its database, what needs nothing of it.
    let ((), session) = vault::both(vault.join(), async {
        let today = vault::today();
        let empty = exchange::new_plan(lang, "", vault.editor(), clock::now_ms(), today);
        let mut app = App::new(empty, lang, theme, today);
        (app.habits, app.initial_of) = (preferences::habits(), pinyin::initial);
        app.pronounce(crate::platform::pinyin::ordered);
        app.me = preferences::me().into();
        let session = owner.with(|| Session::new(app, vault));
        vault.attach(session);
        session
    })
    .await;
    match wanted(vault) {
        Some(plan) => vault.load(session, plan).await,
        None => {
            vault.heal().await;
            session.dialog.set(Some(Dialog::Welcome));
        }
    }
    page::set_title(&words::title(session));
    owner.with(|| draw(session));
    listen(session);
    spawn_local(vault.empty_bin());
    // The screen lives as long as the page.
    std::mem::forget(owner);
}

/// The plan of the address if there is such a plan, else the one opened last.
fn wanted(vault: Vault) -> Option<PlanId> {
    let named = vault::address().filter(|named| vault.knows(named));
    named.or_else(|| vault.plans.with_untracked(|plans| plans.first().map(|slot| slot.plan.clone())))
}

fn draw(session: Session) {
    mount_to_body(move || {
        provide_context(session);
        let mut before = None;
        whenever(move || {
            let now = session.dialog.get();
            if !matches!(now, Some(Dialog::Storage { .. })) {
                session.vault.resume();
            }
            // Whoever has no plan yet goes on choosing one.
            let before = std::mem::replace(&mut before, now.clone());
            let is_refused = matches!(before, Some(Dialog::FileRefused { .. })) && now.is_none();
            if is_refused && session.vault.current.get_untracked().is_none() {
                session.dialog.set(Some(Dialog::Welcome));
            }
        });
        view! { <Shell /> }
    });
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(boot) = document.and_then(|document| document.get_element_by_id("boot")) {
        boot.remove();
    }
}

/// Everything the page listens for as long as it lives.
fn listen(session: Session) {
    let vault = session.vault;
    let Some(window) = web_sys::window() else { return };
    let mut listeners = Vec::new();
    let mut on = |name, react: fn(Session, &web_sys::Event)| {
        let target: &EventTarget = &window;
        listeners.push(Listener::new(target, name, move |event| react(session, &event)));
    };
    on("dragover", |_, event| {
        let _ = dragged(event);
    });
    on("drop", |session, event| {
        if let Some(event) = dragged(event) {
            files::take(session, platform_files::dropped(event));
        }
    });
    on("hashchange", |session, _| {
        if let Some(plan) = vault::address().filter(|plan| session.vault.knows(plan)) {
            session.vault.open_plan(session, plan);
        }
    });
    on("storage", |session, event| {
        let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        if key.is_none_or(|key| matches!(Key::read(&key), Some(Key::Slot(_)))) {
            session.vault.renew_from_others();
        }
    });
    listeners.extend(page::on_leave(move || vault.is_unsafe()));
    listeners.extend(super::print::listen(session));
    let day = Rc::new(Cell::new(vault::today()));
    let of_page = Rc::clone(&day);
    let visibility = page::on_visibility(move |is_visible| {
        if is_visible {
            vault.woke();
            renew_today(session, &of_page);
        } else {
            vault.note_place(session);
        }
    });
    listeners.extend(visibility.into_iter().flatten());
    let seconds = Cell::new(0_u32);
    let ticking = Interval::new(1000, move || {
        seconds.set(seconds.get().wrapping_add(1));
        if vault.is_busy() || seconds.get().is_multiple_of(IDLE_SECONDS) {
            vault.tick();
        }
    });
    std::mem::forget((listeners, ticking));
    await_midnight(session, day);
}

/// A drag that carries files, which the page takes instead of the browser.
fn dragged(event: &web_sys::Event) -> Option<&DragEvent> {
    let event = event.dyn_ref::<DragEvent>().filter(|event| platform_files::carries_files(event))?;
    event.prevent_default();
    Some(event)
}

/// `day` is the day the session knows.
fn await_midnight(session: Session, day: Rc<Cell<Date>>) {
    let delay_ms = clock::until_tomorrow_ms().saturating_add(MIDNIGHT_GRACE_MS);
    std::mem::forget(Timeout::new(delay_ms, move || {
        renew_today(session, &day);
        await_midnight(session, day);
    }));
}

fn renew_today(session: Session, day: &Cell<Date>) {
    let today = vault::today();
    if day.replace(today) != today {
        session.dispatch(Action::Today(today));
    }
}

fn last_words(lang: Lang) -> LastWords {
    let language = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    LastWords {
        language: language.to_owned(),
        title: Storage::Crashed.text(lang).into(),
        explanation: Storage::Crashed.remedy(lang).into(),
        unreached: Storage::Unreached.text(lang).into(),
        connect: Storage::Unreached.remedy(lang).into(),
        local_link: Recovery::LastLocal.text(lang).into(),
        journal_link: Recovery::LastJournal.text(lang).into(),
        reload_link: Recovery::Reload.text(lang).into(),
    }
}
