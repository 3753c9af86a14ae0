//! The comments on the active cell, a field to write one, and what is open elsewhere in the table.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use super::Session;
use super::drafts::{keep as keep_draft, recall, typed};
use crate::app::grid::Target;
use crate::app::{Action, Becomes, Comment, Commenting};
use crate::model::{Key, RowId, Sheet};
use crate::text::messages::Commenting as Words;
use crate::text::{Lang, heading, title};
use crate::ui::element::{El, el, live, value_of};
use crate::ui::whenever::whenever;
use crate::ui::{keys, regions};

/// The active cell, where it belongs to a record.
fn active(session: Session) -> Option<(Target, RowId)> {
    session.with(|app| {
        let target = app.laid_out(app.active?)?.target()?;
        let row = target.row?;
        Some((target, row))
    })
}

fn words(session: Session, sheet: Sheet, row: RowId, column: &Key, lang: Lang) -> String {
    session.with(|app| {
        let column = app.plan().table(sheet).definition(column).map(|d| heading(app.plan(), d, lang));
        let record = title(app.plan(), sheet, row, lang);
        Words::On { column: column.unwrap_or_default(), record }.text(lang).into_owned()
    })
}

pub(super) fn comments(session: Session) -> El {
    let lang = session.lang;
    recall(session);
    let cell = Memo::new(move |_| {
        session.follow_turns();
        active(session)
    });
    let about = move || match cell.get() {
        Some((target, row)) => words(session, target.sheet, row, &target.column, lang.get()),
        None => Words::NoCell.text(lang.get()).into_owned(),
    };
    let own = move || {
        session.follow();
        let lang = lang.get();
        let Some((target, row)) = cell.get() else { return Vec::new() };
        let found = session.with(|app| app.comments_on(target.sheet, row, &target.column));
        if found.is_empty() {
            return vec![el("p").class("soft").add(Words::None.text(lang))];
        }
        let lines: Vec<El> = found.into_iter().map(|comment| one(session, comment)).collect();
        vec![el("ul").class("comments").add(lines)]
    };
    let is_cell = Memo::new(move |_| cell.with(Option::is_some));
    let elsewhere = move || {
        session.follow();
        let lang = lang.get();
        let Some((target, row)) = cell.get() else { return Vec::new() };
        let open = session.with(|app| app.open_comments(target.sheet));
        let others = open.into_iter().filter(|(of, column, _)| (*of, column) != (row, &target.column));
        let line = |(row, column, comment): (RowId, Key, Comment)| {
            let name = words(session, target.sheet, row, &column, lang);
            let sheet = target.sheet;
            let goto = move || session.dispatch(Action::Goto(sheet, row, column.clone()));
            el("li")
                .add(el("button").class("place").click(goto).add(name))
                .add(el("p").add(comment.text.to_string()))
                .add(el("small").add(by(&comment, lang)))
        };
        let lines: Vec<El> = others.map(line).collect();
        if lines.is_empty() {
            return Vec::new();
        }
        vec![el("h3").add(Words::Elsewhere.text(lang)), el("ul").class("comments").add(lines)]
    };
    el("div")
        .class("content")
        .add(el("p").class("soft").add(live(about)))
        .add(live(own))
        .add(live(move || is_cell.get().then(|| writing(session, cell))))
        .add(live(elsewhere))
}

fn by(comment: &Comment, lang: Lang) -> String {
    let author = match comment.author.as_str() {
        "" => Words::Nobody.text(lang).into(),
        _ => comment.author.clone(),
    };
    let by = match comment.day {
        Some(day) => Words::By { author, day }.text(lang).into_owned(),
        None => author.to_string(),
    };
    match comment.edited {
        Some(day) => format!("{by} · {}", Words::Edited { day }.text(lang)),
        None => by,
    }
}

fn one(session: Session, comment: Comment) -> El {
    let lang = session.language_now();
    let id = comment.id;
    let drafts = session.comments;
    let act = move |act: Commenting| session.dispatch(Action::Comment(act));
    let line = by(&comment, lang);
    let line = if comment.resolved { format!("{line} · {}", Words::Resolved.text(lang)) } else { line };
    let text = comment.text.to_string();
    let is_open = Memo::new(move |_| drafts.with(|drafts| drafts.of(&Becomes::Anew(id)).is_some()));
    let body = move || {
        if !is_open.get() {
            return el("p").add(text.clone());
        }
        let draft = move || drafts.with_untracked(|drafts| drafts.of(&Becomes::Anew(id)).map(str::to_owned));
        let end = move || {
            keep_draft(session, &Becomes::Anew(id), None);
            // The form is gone, and the keys are still the panel's.
            go_on();
        };
        let keep = move || {
            let text = draft();
            end();
            act(Commenting::Edit(id, text.unwrap_or_default()));
        };
        let field = el("textarea")
            .set("rows", "3")
            .set("aria-label", Words::Edit.text(lang))
            .value(draft().unwrap_or_default())
            .on("input", move |event| {
                let text = value_of(&event);
                typed(session, &Becomes::Anew(id), Some(text));
            })
            .on("keydown", move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
                if sends(key) {
                    event.prevent_default();
                    keep();
                } else if key.key() == "Escape" && !keys::is_composing(key) {
                    // This comment stays as it was, and the panel open.
                    event.prevent_default();
                    event.stop_propagation();
                    end();
                }
            });
        el("form")
            .on("submit", move |event| {
                event.prevent_default();
                keep();
            })
            .add(field)
            .add(el("button").set("type", "submit").class("strong").add(Words::Keep.text(lang)))
    };
    let button = |word: Words, run: Box<dyn Fn() + Send>| el("button").click(run).add(word.text(lang));
    let resolved = comment.resolved;
    let buttons = [
        button(
            if resolved { Words::Reopen } else { Words::Resolve },
            Box::new(move || act(Commenting::Resolve(id, !resolved))),
        ),
        button(
            Words::Edit,
            Box::new(move || {
                let text = comment.text.to_string();
                if !is_open.get_untracked() {
                    keep_draft(session, &Becomes::Anew(id), Some(text));
                }
                regions::focus_last(".dock .comments form textarea");
            }),
        ),
        button(
            Words::Delete,
            Box::new(move || {
                act(Commenting::Delete(id));
                go_on();
            }),
        ),
    ];
    el("li")
        .flag("data-resolved", resolved)
        .add(live(body))
        .add(el("small").add(line))
        .add(el("div").class("repairs").add(buttons))
}

/// Goes on in the field for a new comment, where what had the focus is gone.
fn go_on() {
    if let Some(field) = writing_field() {
        let _ = field.focus();
    }
}

fn writing_field() -> Option<HtmlTextAreaElement> {
    document().query_selector(".dock .writing textarea").ok().flatten()?.dyn_into().ok()
}

/// Whether a key ends what is written: Ctrl+Enter, since Enter begins a line.
fn sends(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !keys::is_composing(event)
}

/// The field for a new comment, and for the name of whoever writes it.
fn writing(session: Session, cell: Memo<Option<(Target, RowId)>>) -> El {
    let lang = session.language();
    let author = session.with(|app| app.me.to_string());
    let drafts = session.comments;
    let name = StoredValue::new(author.clone());
    let becomes = move || {
        let (target, row) = cell.get_untracked()?;
        Some(Becomes::New(target.sheet, row, target.column))
    };
    let draft = move || {
        let becomes = becomes()?;
        drafts.with_untracked(|drafts| drafts.of(&becomes).map(str::to_owned))
    };
    // The description of the field is what it was: what was typed into it is not in it.
    let show = move || {
        if let Some(field) = writing_field() {
            field.set_value(&draft().unwrap_or_default());
        }
    };
    let mut is_first = true;
    whenever(move || {
        cell.track();
        if !std::mem::take(&mut is_first) {
            show();
        }
    });
    let send = move || {
        let (Some((target, _)), Some(becomes)) = (active(session), becomes()) else { return };
        if name.get_value().trim() != session.with(|app| app.me.to_string()) {
            session.dispatch(Action::Comment(Commenting::Author(name.get_value())));
        }
        session.dispatch(Action::Comment(Commenting::Add(target, draft().unwrap_or_default())));
        keep_draft(session, &becomes, None);
        show();
    };
    let field = el("textarea")
        .set("rows", "3")
        .set("data-first", "true")
        .set("placeholder", Words::Write.text(lang))
        .set("aria-label", Words::Write.text(lang))
        .value(draft().unwrap_or_default())
        .on("input", move |event| {
            let text = value_of(&event);
            if let Some(becomes) = becomes() {
                typed(session, &becomes, Some(text).filter(|text| !text.is_empty()));
            }
        })
        .on("keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(sends) {
                event.prevent_default();
                send();
            }
        });
    let author = el("input")
        .set("type", "text")
        .set("autocomplete", "name")
        .value(author)
        .on("input", move |event| name.set_value(value_of(&event)));
    el("form")
        .class("writing")
        .on("submit", move |event| {
            event.prevent_default();
            send();
        })
        .add(field)
        .add(el("label").add(el("span").add(Words::YourName.text(lang))).add(author))
        .add(el("button").set("type", "submit").class("strong").set("title", "Ctrl+Enter").add(Words::Add.text(lang)))
}
