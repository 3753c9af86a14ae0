//! What is said about saving above the page: why it fails and what to do, and texts that closed tabs left unfinished.

use leptos::prelude::*;
use smol_str::SmolStr;

use crate::app::storage::{Health, Status};
use crate::app::{Action, LeftText};
use crate::text::messages::{Edits, Recovery, Storage};
use crate::ui::element::{Part, el, live};
use crate::ui::{Session, files, regions};

/// The notices of the open plan; nothing where all is well.
pub fn notices(session: Session) -> Part {
    let warning = Memo::new(move |_| warning(&session.vault.status.get(), session.vault.health.get()));
    let banner =
        |role: &'static str, words: String| el("div").class("banner").set("role", role).add(el("span").add(words));
    live(move || {
        let lang = session.language();
        let warned = warning.get().map(|warning| {
            let words = format!("{}{}{}", warning.text(lang), lang.gap(), warning.remedy(lang));
            let save = el("button").class("strong").click(move || files::save(session));
            banner("alert", words).set("id", "storage-notice").add(save.add(Recovery::DownloadNow.text(lang)))
        });
        let draft = |(at, text): (usize, String)| {
            let left = LeftText::read(&text);
            let column = session.with(|app| app.place_of(&left));
            let drop_it = el("button").click(move || {
                session.vault.take_draft(at);
                regions::hand_back(session);
            });
            let words = match column.clone() {
                Some(column) => Recovery::DraftOf { column, text: SmolStr::new(&left.text) },
                None => Recovery::Draft { text: SmolStr::new(&left.text) },
            };
            let use_it = column.map(|_| {
                let resume = move || {
                    session.dispatch(Action::Resume(left.clone().into()));
                    session.vault.take_draft(at);
                };
                el("button").class("strong").click(resume).add(Recovery::DraftUse.text(lang))
            });
            banner("note", words.text(lang).into_owned()).add(use_it).add(drop_it.add(Recovery::DraftDrop.text(lang)))
        };
        let drafts = session.vault.drafts.get().into_iter().enumerate().map(draft);
        warned.into_iter().chain(drafts).collect::<Vec<_>>()
    })
}

/// The worst that is to be said.
fn warning(status: &Status, health: Health) -> Option<Storage> {
    if let Status::Failed { why } = status {
        return Some(why.advice());
    }
    let is_late = matches!(status, Status::NotSavedYet { .. });
    if is_late && (health.beyond_tail > 0 || health.is_tail_failing) {
        return Some(Storage::BeyondTail { edits: Edits(health.beyond_tail.max(1)) });
    }
    None
}
