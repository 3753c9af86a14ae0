//! A file that is a copy of the open plan: to be merged into it, or opened beside it.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

use super::element::{El, el};
use super::{Dialog, Session, files, history};
use crate::app::exchange::Imported;
use crate::app::{Action, News};
use crate::text::Lang;
use crate::text::messages::{Edits, Merging as Words, Shell};

/// A copy in the dialog.
#[derive(Clone, Debug)]
pub struct Incoming {
    file: String,
    // It may be as large as the open plan, and one of the choices takes it.
    copy: Arc<Mutex<Option<Imported>>>,
    news: News,
}

/// Asks what to do with a file that is a copy of the open plan; gives any other one back.
#[inline(never)]
pub fn ask(session: Session, file: &str, copy: Imported) -> Option<Imported> {
    let Some(news) = session.with(|app| app.news(&copy.ledger, copy.made)) else { return Some(copy) };
    let incoming = Incoming { file: file.to_owned(), copy: Arc::new(Mutex::new(Some(copy))), news };
    session.dialog.set(Some(Dialog::Merge(Box::new(incoming))));
    None
}

/// The dialog's name.
pub fn name(incoming: &Incoming, lang: Lang) -> String {
    Words::Title { name: incoming.file.as_str().into() }.text(lang).into()
}

/// The dialog.
pub fn dialog(session: Session, incoming: &Incoming, lang: Lang) -> El {
    let Incoming { news, .. } = incoming;
    let when = history::time(news.millis, lang).into();
    let edits = Edits(news.count());
    let holds = match news.authors.join(lang.comma()) {
        _ if news.count() == 0 => Words::HoldsNothing,
        authors if authors.is_empty() => Words::Holds { edits, when },
        authors => Words::HoldsBy { edits, authors: authors.into(), when },
    };
    let again = (news.again > 0).then(|| el("p").add(Words::Again { edits: Edits(news.again) }.text(lang)));
    let brings = news.count() > 0;
    let own = (news.own > 0).then(|| el("p").add(Words::Own { edits: Edits(news.own) }.text(lang)));
    let choice = |id: &'static str, heading: Words, about: Words, run: Box<dyn Fn() + Send>| {
        el("button")
            .class("choice")
            .set("id", id)
            .click(run)
            .add(el("b").add(heading.text(lang)))
            .add(el("span").add(about.text(lang)))
    };
    let taken = |incoming: &Incoming| incoming.copy.lock().ok().and_then(|mut copy| copy.take());
    let (merged, opened) = (incoming.clone(), incoming.clone());
    let take_in = move || {
        session.close_dialog();
        if let Some(copy) = taken(&merged) {
            session.dispatch(Action::TakeIn(copy.edits()));
        }
    };
    let open = move || {
        session.close_dialog();
        if let Some(copy) = taken(&opened) {
            files::open(session, &opened.file, copy, true);
        }
    };
    el("div")
        .add(el("h2").add(name(incoming, lang)))
        .add(el("p").add(holds.text(lang)))
        .add(news.touches.text(lang).map(|touches| el("p").add(touches)))
        .add(again)
        .add(own)
        .add(
            el("div")
                .class("choices")
                .add(brings.then(|| choice("merge-in", Words::TakeIn, Words::TakeInAbout, Box::new(take_in))))
                .add(choice("merge-open", Words::Open, Words::OpenAbout, Box::new(open))),
        )
        .add(
            el("p")
                .class("buttons")
                .add(el("button").click(move || session.close_dialog()).add(Shell::Cancel.text(lang))),
        )
}
