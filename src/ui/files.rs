//! Plan files: saving one, choosing or dropping one, and the sample.

use js_sys::Uint8Array;
use leptos::prelude::*;
use smol_str::SmolStr;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use super::vault::Begin;
use super::{Dialog, Session, csv, merging};
use crate::app::Notice;
use crate::app::csv::CsvFile;
use crate::app::excerpt::{Excerpt, write_excerpt};
use crate::app::exchange::{self, Imported, PlanText};
use crate::platform::clock;
use crate::platform::files::{self, ChosenFile};
use crate::text::messages::{Attention, Damage, Files, Shell, Storage};

const MIME: &str = "application/json";
const ACCEPT: &str = ".json,application/json,.csv,text/csv,.tsv,.txt";
const MIME_TABLE: &str = "text/csv;charset=utf-8";
const ACCEPT_TABLE: &str = ".csv,text/csv,.tsv,text/tab-separated-values,.txt,text/plain";

/// Hands the plan out as a file, after it was read back.
pub fn save(session: Session) {
    let (lang, now) = (session.language_now(), clock::now_ms());
    let written = session.with(|app| exchange::write_plan_file(&app.ledger, lang, now));
    hand_out(session, written, |name| Files::Saved { name });
}

/// Hands out a plan of what may go to others.
#[inline(never)]
pub fn save_excerpt(session: Session, excerpt: Excerpt) {
    let (lang, now, editor) = (session.language_now(), clock::now_ms(), session.vault.editor());
    let written = session.with(|app| write_excerpt(&app.ledger, excerpt, editor, lang, now));
    hand_out(session, written, |name| match excerpt {
        Excerpt::Team => Files::SavedTeam { name },
        Excerpt::Template => Files::SavedTemplate { name },
    });
}

fn hand_out(session: Session, written: Result<PlanText, String>, said: impl FnOnce(SmolStr) -> Files) {
    let handed = written.and_then(|file| {
        let handed = files::download(&file.file_name, MIME, file.text.as_bytes());
        handed.map(|()| file.file_name).map_err(|error| error.name)
    });
    match handed {
        Ok(name) => session.say_text(said(name.into()).text(session.language_now())),
        Err(why) => not_handed_out(session, why),
    }
}

/// Lets the person choose a plan file and opens it as a new plan. To be called in the turn of a click or key.
pub fn choose(session: Session) {
    let chosen = files::choose(ACCEPT, false);
    spawn_local(async move { take(session, chosen.await) });
}

/// Lets the person choose a file with a table, and asks where its rows go. To be called in the turn of a click or key.
pub fn choose_table(session: Session) {
    let chosen = files::choose(ACCEPT_TABLE, false);
    spawn_local(async move { take(session, chosen.await) });
}

/// Hands a table out as a file.
#[inline(never)]
pub fn save_table(session: Session, file: CsvFile) {
    let CsvFile { file_name, text, rows, left_out } = file;
    match files::download(&file_name, MIME_TABLE, text.as_bytes()) {
        Ok(()) => session.say(&Notice::SavedTable { name: file_name.into(), rows, left_out }, false),
        Err(error) => not_handed_out(session, error.name),
    }
}

fn not_handed_out(session: Session, why: String) {
    let lang = session.language_now();
    let what = Storage::NotDownloaded { why: why.into() };
    let (what, remedy) = (what.text(lang).into(), what.remedy(lang).into());
    session.dialog.set(Some(Dialog::Storage { what, remedy }));
}

/// Whether a file holds a table and not a plan, by its name.
fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".csv", ".tsv", ".txt"].iter().any(|end| name.ends_with(end))
}

/// Opens a file: a plan as a new one, a table as rows of this one.
pub fn take(session: Session, files: Vec<ChosenFile>) {
    let lang = session.language_now();
    if files.is_empty() {
        // Nothing was chosen.
        return;
    }
    let mut files = files.into_iter();
    let (Some(file), None) = (files.next(), files.next()) else {
        session.say_text(Files::OneFile.text(lang));
        return;
    };
    let name = file.name();
    if file.size() > exchange::MAX_BYTES as u64 {
        let megabytes = usize::try_from(file.size().div_ceil(1_000_000)).unwrap_or(usize::MAX);
        refuse(session, name, &Damage::FileTooLarge { megabytes, most: exchange::MAX_BYTES / 1_000_000 });
        return;
    }
    let reading = Files::Reading { name: SmolStr::new(&name) }.text(lang);
    session.say_text(reading.as_ref());
    spawn_local(async move {
        match file.read().await {
            Ok(bytes) if is_table(&name) => {
                if let Some(damage) = exchange::stranger(&name, &bytes).or_else(|| csv::ask(session, &name, &bytes)) {
                    refuse(session, name, &damage);
                }
            }
            Ok(bytes) => import(session, &name, &bytes, true),
            Err(error) => refuse(session, name, &Damage::NotReadable { why: error.name.into() }),
        }
        // Where it leads to a question, nothing else has been said.
        if session.said.with_untracked(|said| *said == reading) {
            session.say_text("");
        }
    });
}

/// Fetches the sample in the person's language and opens it as a new plan.
pub fn sample(session: Session) {
    let name = format!("sample.{}.plan.json", session.language_now().key());
    spawn_local(async move {
        match fetch(&name).await {
            Ok(bytes) => import(session, &name, &bytes, false),
            Err(error) => {
                let why = error.as_string().unwrap_or_else(|| format!("{error:?}"));
                refuse(session, name, &Damage::NotReadable { why: why.into() });
            }
        }
    });
}

/// Opens the bytes of a plan file as a new plan, unless a person merges it into the open one; `is_chosen` when he knows the
/// file by its name.
fn import(session: Session, file_name: &str, bytes: &[u8], is_chosen: bool) {
    let read = exchange::read_plan_file(bytes, file_name, session.vault.editor(), "", clock::now_ms());
    match read {
        // A copy of the open plan may belong into it.
        Ok(imported) => {
            let imported = if is_chosen { merging::ask(session, file_name, imported) } else { Some(imported) };
            if let Some(imported) = imported {
                open(session, file_name, imported, is_chosen);
            }
        }
        Err(damage) => refuse(session, file_name.to_owned(), &damage),
    }
}

/// Opens a plan that was read as a new one.
pub(super) fn open(session: Session, file_name: &str, imported: Imported, is_chosen: bool) {
    let lang = session.language_now();
    let Imported { ledger, name, attention, .. } = imported;
    let opened = if is_chosen {
        Files::Opened { name: file_name.into() }.text(lang)
    } else {
        Shell::PlanOpened { name: SmolStr::new(&name) }.text(lang)
    };
    session.vault.create(session, Begin::File { ledger: Box::new(ledger), name });
    let attention = (attention > 0).then(|| Files::Attention { values: Attention(attention) }.text(lang));
    let said: Vec<_> = [opened].into_iter().chain(attention).collect();
    session.say_text(said.join(" · "));
}

fn refuse(session: Session, name: String, damage: &Damage) {
    let lang = session.language_now();
    session.say_text(Files::Refused { name: SmolStr::new(&name) }.text(lang));
    let (what, remedy) = (damage.text(lang).into(), damage.remedy(lang).into());
    session.dialog.set(Some(Dialog::FileRefused { name, what, remedy }));
}

/// A file that lies beside the page.
async fn fetch(name: &str) -> Result<Vec<u8>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(name)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(format!("HTTP {}", response.status())));
    }
    Ok(Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec())
}
