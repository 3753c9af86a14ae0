//! The card of a record: all its fields as one form, and the records before and after it.

use leptos::prelude::*;

use super::Session;
use crate::app::Action;
use crate::app::grid::GridId;
use crate::text::messages::Card as Words;
use crate::text::title;
use crate::ui::element::{El, el, live};
use crate::ui::grid::GridPane;

/// The name of the card that is open.
pub(super) fn name(session: Session) -> String {
    session.follow_turns();
    let lang = session.language();
    session.with(|app| {
        let card = app.card.as_ref();
        let record = card.map(|card| title(app.plan(), card.sheet, card.record, lang)).unwrap_or_default();
        Words::Title { record }.text(lang).into_owned()
    })
}

/// Where the record stands among those of its table, and the way to its neighbours.
pub(super) fn steps(session: Session) -> Vec<El> {
    let lang = session.lang;
    let place = move || {
        session.follow_turns();
        let (at, of) = session.with(crate::app::App::card_place)?;
        Some(Words::Place { at, of }.text(lang.get()))
    };
    let step = |forward: bool, sign: &'static str, key: &'static str| {
        let word = move || if forward { Words::Next } else { Words::Previous }.text(lang.get());
        el("button")
            .class("icon")
            .live("aria-label", move || Some(word()))
            .live("title", move || Some(format!("{} ({key})", word())))
            .click(move || session.dispatch(Action::StepCard(forward)))
            .add(sign)
    };
    vec![el("span").class("soft").add(live(place)), step(false, "↑", "Page Up"), step(true, "↓", "Page Down")]
}

pub(super) fn card(session: Session) -> El {
    let sheet = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.card.as_ref().map(|card| card.sheet))
    });
    let label = Signal::derive(move || name(session));
    let grid = move || sheet.get().map(|sheet| view! { <GridPane id=GridId::Card(sheet) name=label /> }.into_any());
    el("div").class("content").add(live(grid))
}
