//! The dialogs: first visit, plans, problems, keys, and what a file or the storage refused.

use leptos::html::Dialog as Element;
use leptos::prelude::*;

use super::mouse::{self, Back};
use super::vault::Begin;
use super::{Dialog, Session, columns, csv, explain, files, help, history, keys, merging, options, plans, regions};
use crate::app::{Action, App, Reviewing, problems};
use crate::model::Severity;
use crate::text::messages::{Csv, Explain, Files, Grid, Help, History, Preferences, Problems, Shell as Words};
use crate::text::{Lang, title};
use crate::ui::whenever::whenever;

/// Whatever dialog is open.
#[component]
pub fn Dialogs() -> impl IntoView {
    let session = Session::get();
    let element = NodeRef::<Element>::new();
    let back = StoredValue::new_local(None);
    whenever(move || {
        let open = session.dialog.with(Option::is_some);
        let Some(element) = element.get() else { return };
        if open && !element.open() {
            back.set_value(mouse::is_in_use().then(|| Back::from_here(session)));
            let _ = element.show_modal();
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                regions::enter(&element);
            });
        } else if !open && element.open() {
            element.close();
        }
    });
    view! {
        <dialog
            class="dialog"
            data-side=move || session.dialog.with(|dialog| matches!(dialog, Some(Dialog::History)))
            node_ref=element
            aria-label=move || {
                let lang = session.language();
                session.dialog.with(|dialog| dialog.as_ref().map(|dialog| name(dialog, lang))).unwrap_or_default()
            }
            on:close=move |_| {
                if !is_open(element) {
                    closed(session, back.try_update_value(Option::take).flatten());
                }
            }
            on:keydown=move |event| {
                // The browser would close it too, but tell so some time later, when the next key is here already.
                let is_welcome = session.dialog.with_untracked(|dialog| matches!(dialog, Some(Dialog::Welcome)));
                if event.key() == "Escape" && !event.default_prevented() && !keys::is_composing(&event) && !is_welcome {
                    event.prevent_default();
                    if let Some(element) = element.get_untracked() {
                        element.close();
                    }
                    closed(session, back.try_update_value(Option::take).flatten());
                }
            }
            on:cancel=move |event: web_sys::Event| {
                // The first visit must choose.
                if session.dialog.with_untracked(|dialog| matches!(dialog, Some(Dialog::Welcome))) {
                    event.prevent_default();
                }
            }
        >
            {move || {
                let lang = session.language();
                session.dialog.get().map(|dialog| match dialog {
                    Dialog::Welcome => welcome(session, lang).into_any(),
                    dialog => later(session, dialog, lang),
                })
            }}
        </dialog>
    }
}

/// Goes back to where the dialog was opened from, once it is closed; `back` where a mouse has opened it.
fn closed(session: Session, back: Option<Back>) {
    let was = session.dialog.get_untracked();
    session.close_dialog();
    match was {
        Some(Dialog::Explanation(subject)) => explain::closed(session, &subject),
        _ => back.into_iter().for_each(|back| back.go(session)),
    }
}

/// Whether a dialog that the browser says was closed is open: it tells later, and meanwhile another may have been opened.
pub(super) fn is_open(element: NodeRef<Element>) -> bool {
    element.get_untracked().is_some_and(|element| element.open())
}

/// The dialogs that no first visit opens: apart, so that their code comes when the page stands.
#[inline(never)]
fn later(session: Session, dialog: Dialog, lang: Lang) -> AnyView {
    match dialog {
        Dialog::Welcome => welcome(session, lang).into_any(),
        Dialog::Help => view! {
            {help::help(session, lang)}
            <p class="buttons">{close(session, lang)}</p>
        }
        .into_any(),
        Dialog::Plans => view! {
            {plans::plans(session, lang)}
            <p class="buttons">{plans::others(session, lang)} {close(session, lang)}</p>
        }
        .into_any(),
        Dialog::Problems => found(session, lang).into_any(),
        Dialog::History => view! {
            {history::history(session, lang)}
            <p class="buttons">{close(session, lang)}</p>
        }
        .into_any(),
        Dialog::Preferences => view! {
            {options::options(session, lang)}
            <p class="buttons">{close(session, lang)}</p>
        }
        .into_any(),
        Dialog::Column(form) => columns::dialog(session, &form, lang).into_any(),
        Dialog::Csv(incoming) => csv::dialog(session, &incoming, lang).into_any(),
        Dialog::Merge(incoming) => merging::dialog(session, &incoming, lang).into_any(),
        Dialog::Explanation(subject) => explain::dialog(session, &subject, lang).into_any(),
        Dialog::FileRefused { name, what, remedy } => {
            let heading = Files::Refused { name: name.into() }.text(lang).into_owned();
            message(session, heading, what, remedy, lang).into_any()
        }
        Dialog::Storage { what, remedy } => message(session, String::new(), what, remedy, lang).into_any(),
    }
}

fn name(dialog: &Dialog, lang: Lang) -> String {
    match dialog {
        Dialog::Welcome => Words::Welcome.text(lang),
        Dialog::Help => Help::Title.text(lang),
        Dialog::Plans => Words::Plans.text(lang),
        Dialog::Problems => Grid::Problems.text(lang),
        Dialog::Preferences => Preferences::Title.text(lang),
        Dialog::History => History::Title.text(lang),
        Dialog::Column(form) => return columns::dialog_name(form, lang),
        Dialog::Csv(..) => Csv::Title.text(lang),
        Dialog::Merge(incoming) => return merging::name(incoming, lang),
        Dialog::Explanation(..) => Explain::Name.text(lang),
        Dialog::FileRefused { .. } => Words::OpenFile.text(lang),
        Dialog::Storage { .. } => Words::Details.text(lang),
    }
    .into_owned()
}

fn close(session: Session, lang: Lang) -> impl IntoView {
    view! { <button class="strong" on:click=move |_| session.close_dialog()>{Words::Close.text(lang)}</button> }
}

fn message(session: Session, heading: String, what: String, remedy: String, lang: Lang) -> impl IntoView {
    view! {
        <h2>{heading}</h2>
        <p>{what}</p>
        <p>{remedy}</p>
        <p class="buttons">{close(session, lang)}</p>
    }
}

fn welcome(session: Session, lang: Lang) -> impl IntoView {
    let choice = |id: &'static str, heading: Words, about: Words, run: Box<dyn Fn()>| {
        view! {
            <button class="choice" id=id on:click=move |_| run()>
                <b>{heading.text(lang)}</b>
                <span>{about.text(lang)}</span>
            </button>
        }
    };
    // The welcome stays until the plan has come, and closes with it: what is typed before would go to the empty plan behind.
    let begun = RwSignal::new(false);
    let begin = move |begin: Begin| {
        if !begun.get_untracked() {
            begun.set(true);
            session.vault.create(session, begin);
        }
    };
    view! {
        <h2>{Words::Welcome.text(lang)}</h2>
        <p>{Words::WelcomeWhat.text(lang)}{lang.gap()}{Words::WelcomeWhy.text(lang)}</p>
        <p class="soft">{Words::WelcomePrivacy.text(lang)}</p>
        <div class="choices">
            {choice("begin-sample", Words::BeginSample, Words::BeginSampleAbout, Box::new(move || begin(Begin::Sample)))}
            {choice("begin-blank", Words::BeginBlank, Words::BeginBlankAbout, Box::new(move || begin(Begin::Blank)))}
            {choice("begin-file", Words::BeginFile, Words::BeginFileAbout, Box::new(move || files::choose(session)))}
        </div>
        {move || session.vault.bin.with(|bin| !bin.is_empty()).then(|| plans::bin(session, lang, true))}
        <p class="buttons">
            <button
                lang=if lang == Lang::En { "zh-Hans" } else { "en" }
                on:click=move |_| session.dispatch(Action::SetLang(lang.other()))
            >{Words::OtherLanguage.text(lang)}</button>
        </p>
    }
}

fn found(session: Session, lang: Lang) -> impl IntoView {
    const SHOWN: usize = 300;
    let counts = session.with(App::problem_counts);
    let more = (counts.errors + counts.warnings + counts.hints).saturating_sub(SHOWN);
    let unread = session.with(App::unread_count);
    let can_repair = unread > 0;
    // The values that a paste counts are a part of the errors.
    let errors = (can_repair && counts.errors > unread)
        .then(|| Grid::ErrorsOf { errors: counts.errors.into(), unread: unread.into() }.text(lang));
    let lines = session.with(|app| {
        problems(app, SHOWN)
            .into_iter()
            .map(|problem| {
                let record = title(app.plan(), problem.sheet, problem.row, lang).to_string();
                let tone = match problem.severity {
                    Severity::Error => "bad",
                    Severity::Warning => "warn",
                    Severity::Hint => "plain",
                };
                let severity = crate::text::messages::severity(problem.severity, lang);
                (
                    problem.clone(),
                    record,
                    tone,
                    severity,
                    problem.advice.text(lang).into_owned(),
                    problem.advice.remedy(lang).into_owned(),
                )
            })
            .collect::<Vec<_>>()
    });
    let empty = lines.is_empty().then(|| view! { <p>{Grid::NoProblems.text(lang)}</p> });
    let lines = lines
        .into_iter()
        .map(|(problem, record, tone, severity, what, remedy)| {
            view! {
                <li>
                    <button
                        class="choice"
                        on:click=move |_| {
                            session.close_dialog();
                            session.dispatch(Action::Goto(problem.sheet, problem.row, problem.column.clone()));
                        }
                    >
                        <span><span class="state" data-tone=tone>{severity}</span> <b>{record}</b></span>
                        <span>{what}{lang.gap()}{remedy}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{Grid::Problems.text(lang)}</h2>
        {errors.map(|words| view! { <p class="soft">{words}</p> })}
        {empty}
        <ul class="plans" on:keydown=move |event| regions::along(&event, "button.choice")>{lines}</ul>
        {(more > 0).then(|| view! { <p>{Grid::MoreProblems { problems: Problems(more) }.text(lang)}</p> })}
        <p class="buttons">
            {can_repair.then(|| view! {
                <button class="strong" on:click=move |_| {
                    session.close_dialog();
                    session.dispatch(Action::Review(Reviewing::All));
                }>{Grid::RepairProblems.text(lang)}</button>
            })}
            {close(session, lang)}
        </p>
    }
}
