//! The bar of find and replace, between the top of the page and its table.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, InputEvent, KeyboardEvent};

use super::element::{El, Part, el, live, value_of};
use super::stretch::Counting;
use super::{Session, keys};
use crate::app::{Action, Counted, MOST_FOUND, Query, Seek};
use crate::text::messages::{Find as Words, Shell};
use crate::ui::whenever::whenever;

/// Cells that are looked at with a key, before it is painted: as many as a thousand deals show.
const WITH_KEY: usize = 12_000;
/// Cells that are looked at at once after that.
const AT_ONCE: usize = 1_000;
/// Between two stretches, in milliseconds: time for a key.
const PAUSE_MS: u32 = 4;

/// The bar; nothing while no search is open.
pub fn find_bar(session: Session) -> Part {
    let open = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.find.is_open.then_some(app.find.replaces))
    });
    whenever(move || {
        session.find_asked.track();
        if open.get().is_none() {
            return;
        }
        // The bar is drawn by another effect of the same turn.
        leptos::task::spawn_local(async {
            leptos::task::tick().await;
            let field = document().get_element_by_id("find-text");
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                let _ = field.focus();
                field.select();
            }
        });
    });
    live(move || open.get().map(|replaces| bar(session, replaces)))
}

/// Changes what is looked for.
fn change(session: Session, change: impl FnOnce(&mut Query)) {
    let mut query = session.with(|app| app.find.query.clone());
    change(&mut query);
    session.dispatch(Action::Find(Seek::Query(query)));
}

fn button(session: Session, act: &Seek, word: Words, sign: &'static str, key: &'static str) -> El {
    let act = act.clone();
    let name = word.text(session.language());
    el("button")
        .class("icon")
        .set("title", format!("{name} ({key})"))
        .set("aria-label", name)
        .click(move || session.dispatch(Action::Find(act.clone())))
        .add(sign)
}

/// A field; what an input method composes is taken once it is there.
fn field(
    session: Session,
    id: &'static str,
    word: &Words,
    text: String,
    take: fn(&mut Query, String),
    enter: Seek,
) -> El {
    let name = word.text(session.language());
    let taken = move |event: &Event| {
        let text = value_of(event);
        change(session, |query| take(query, text));
    };
    el("input")
        .set("id", id)
        .set("type", "text")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("placeholder", name.clone())
        .set("aria-label", name)
        .value(text)
        .on("input", move |event| {
            if !event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) {
                taken(&event);
            }
        })
        .on("compositionend", move |event| taken(&event))
        .on("keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.key() == "Enter" && !keys::is_composing(event) {
                event.prevent_default();
                let act = if event.shift_key() { Seek::Previous } else { enter.clone() };
                session.dispatch(Action::Find(act));
            }
        })
}

fn tick(session: Session, word: &Words, on: bool, set: impl Fn(&mut Query, bool) + Send + 'static) -> El {
    let tick = el("input")
        .set("type", "checkbox")
        .is("checked", on)
        .on("change", move |_| change(session, |query| set(query, !on)));
    el("label").add(tick).add(el("span").add(word.text(session.language())))
}

fn bar(session: Session, replaces: bool) -> El {
    let lang = session.language();
    let act = move |act: Seek| session.dispatch(Action::Find(act));
    let query = session.with(|app| app.find.query.clone());
    let found = Counting::new(session, |app, most| app.count_found(most), AT_ONCE, PAUSE_MS);
    whenever(move || {
        session.follow_turns();
        found.count(WITH_KEY);
    });
    whenever(move || {
        if found.get().is_some_and(|(_, is_all)| is_all)
            && let Some(seek) = session.with(crate::app::App::seek_awaited)
        {
            session.dispatch(Action::Find(seek));
        }
    });
    let count = move || {
        // Another text may be found as often as the one before.
        session.follow_turns();
        let more = |count| if count >= MOST_FOUND { "+" } else { "" };
        let is_asked = session.with(|app| !app.find.query.text.is_empty());
        match found.get().filter(|_| is_asked) {
            None => String::new(),
            Some((_, false)) => Words::Searching.text(lang).into_owned(),
            Some((Counted { of: 0, hidden: 0, .. }, _)) => Words::Nothing.text(lang).into_owned(),
            Some((Counted { of: 0, hidden, .. }, _)) => Words::OnlyHidden { hidden }.text(lang).into_owned(),
            Some((Counted { at: Some(at), of, .. }, _)) => {
                format!("{}{}", Words::Place { at, of }.text(lang), more(of))
            }
            Some((Counted { of: count, .. }, _)) => format!("{}{}", Words::Count { count }.text(lang), more(count)),
        }
    };
    let choices = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| {
            let query = &app.find.query;
            let column = app.column_to_search().map(|definition| (definition.key.clone(), definition.label.clone()));
            let comments = app.has_comments().then_some(query.comments);
            (query.case, query.whole, query.everywhere, comments, app.only_searched().is_some(), column)
        })
    });
    let ticks = move || {
        let (case, whole, everywhere, comments, only, column) = choices.get();
        let mut ticks = vec![
            tick(session, &Words::Case, case, |query, on| query.case = on),
            tick(session, &Words::Whole, whole, |query, on| query.whole = on),
            tick(session, &Words::Everywhere, everywhere, |query, on| query.everywhere = on),
        ];
        ticks.extend(comments.map(|on| tick(session, &Words::Comments, on, |query, on| query.comments = on)));
        if let Some((key, label)) = column.filter(|_| !everywhere) {
            let set = move |query: &mut Query, on: bool| query.column = on.then(|| key.clone());
            ticks.push(tick(session, &Words::OnlyIn { column: label }, only, set));
        }
        ticks
    };
    // Tab goes from the one text to the other, as people are used to.
    let by = replaces
        .then(|| field(session, "find-by", &Words::With, query.by.clone(), |query, by| query.by = by, Seek::Replace));
    let selected = Memo::new(move |_| {
        session.follow_turns();
        session.with(crate::app::App::replaces_selected)
    });
    let all = move || if selected.get() { Words::ReplaceSelected } else { Words::ReplaceAll }.text(lang).into_owned();
    let replacing = replaces.then(|| {
        [
            el("button").click(move || act(Seek::Replace)).add(Words::Replace.text(lang)),
            el("button").click(move || act(Seek::ReplaceAll)).add(live(all)),
        ]
    });
    let close = el("button")
        .class("icon")
        .set("data-close", "true")
        .set("aria-label", Shell::Close.text(lang))
        .click(move || act(Seek::Close))
        .add("×");
    el("div")
        .class("find")
        .set("data-region", "find")
        .set("role", "search")
        .set("aria-label", if replaces { Words::TitleReplace } else { Words::Title }.text(lang))
        .on("keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.key() == "Escape" && !keys::is_composing(event) {
                event.prevent_default();
                event.stop_propagation();
                act(Seek::Close);
            }
        })
        .add(field(session, "find-text", &Words::Title, query.text, |query, text| query.text = text, Seek::Next))
        .add(by)
        .add(el("span").class("count").set("role", "status").add(live(count)))
        .add(button(session, &Seek::Previous, Words::Previous, "↑", "Shift+F3"))
        .add(button(session, &Seek::Next, Words::Next, "↓", "F3"))
        .add(replacing)
        .add(live(ticks))
        .add(close)
}
