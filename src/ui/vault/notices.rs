//! What is said about saving above the page: why it fails and what to do, and texts that closed tabs left unfinished.

use leptos::prelude::*;
use smol_str::SmolStr;

use crate::app::storage::{Health, Status};
use crate::text::messages::{Edits, Recovery, Storage};
use crate::ui::{Session, files};

/// The notices of the open plan; nothing where all is well.
#[component]
pub fn Notices() -> impl IntoView {
    let session = Session::get();
    let warning = Memo::new(move |_| warning(&session.vault.status.get(), session.vault.health.get()));
    let notice = move || {
        let lang = session.lang.get();
        warning.get().map(|warning| {
            view! {
                <div class="banner" id="storage-notice" role="alert">
                    <span>{warning.text(lang)} " " {warning.remedy(lang)}</span>
                    <button class="strong" on:click=move |_| files::save(session)>{Recovery::DownloadNow.text(lang)}</button>
                </div>
            }
        })
    };
    let drafts = move || {
        let lang = session.lang.get();
        let drafts = session.vault.drafts.get();
        let line = |(at, text): (usize, String)| {
            let text = Recovery::Draft { text: SmolStr::new(text) }.text(lang);
            view! {
                <div class="banner" role="note">
                    <span>{text}</span>
                    <button on:click=move |_| drop(session.vault.take_draft(at))>{Recovery::DraftDrop.text(lang)}</button>
                </div>
            }
        };
        drafts.into_iter().enumerate().map(line).collect_view()
    };
    view! {
        {notice}
        {drafts}
    }
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
