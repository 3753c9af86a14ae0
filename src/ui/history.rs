//! The history on the screen: the steps of the plan, one press from any of them.

use leptos::prelude::*;
use smol_str::SmolStr;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::Session;
use crate::app::{About, Action, Difference, Entry, Standing};
use crate::model::letters::capitalised;
use crate::model::{Date, Sheet, Value};
use crate::platform::clock;
use crate::text::messages::{History as Words, Rows, Step, Steps};
use crate::text::{Lang, moment, title};

/// So many steps are listed, and so many more whenever earlier ones are asked for.
const LISTED: usize = 100;
/// Columns that a step names at most.
const NAMED: usize = 3;
/// Changes of a step shown at most.
const SHOWN: usize = 30;

/// The history's contents.
pub fn history(session: Session, lang: Lang) -> AnyView {
    let listed = RwSignal::new(LISTED);
    let found = Memo::new(move |_| {
        session.follow();
        session.with(|app| app.history(listed.get() + 1))
    });
    let entries = Memo::new(move |_| found.with(|found| found.iter().take(listed.get()).cloned().collect::<Vec<_>>()));
    let has_more = move || found.with(|found| found.len() > listed.get());
    let at_beginning =
        move || !has_more() && entries.with(|all| !all.iter().any(|entry| matches!(entry.standing, Standing::Done(_))));
    let has_steps = move || entries.with(|all| all.iter().any(|entry| is_reached(entry.standing)));
    view! {
        <h2>{Words::Title.text(lang)}</h2>
        <p class="soft">{Words::About.text(lang)}</p>
        <Show when=move || entries.with(Vec::is_empty)><p>{Words::Nothing.text(lang)}</p></Show>
        <ol class="steps" on:keydown=move |event| pressed(&event)>
            <For each=move || entries.get() key=|entry| entry.id let(entry)>
                {line(session, entries, entry, lang)}
            </For>
            <Show when=has_more>
                <li>
                    <button
                        class="choice"
                        on:click=move |_| {
                            let first = listed.get_untracked();
                            listed.set(first + LISTED);
                            // The button is gone, or stands farther down: the first of those that came is read on.
                            super::regions::focus_nth(".steps .choice", first);
                        }
                    >
                        <span>{Words::MoreSteps.text(lang)}</span>
                    </button>
                </li>
            </Show>
            <Show when=has_steps>
                <li>
                    <button
                        class="choice"
                        aria-current=move || at_beginning().then_some("step")
                        on:click=move |_| session.dispatch(Action::StepTo(None))
                    >
                        <span>{Words::Beginning.text(lang)}</span>
                    </button>
                </li>
            </Show>
        </ol>
        <p class="soft">{Words::Limit.text(lang)}</p>
    }
    .into_any()
}

/// Whether steps lead to it.
const fn is_reached(standing: Standing) -> bool {
    matches!(standing, Standing::Done(_) | Standing::Undone(_))
}

fn line(session: Session, entries: Memo<Vec<Entry>>, entry: Entry, lang: Lang) -> AnyView {
    let id = entry.id;
    let standing = Memo::new(move |_| {
        entries.with(|all| all.iter().find(|other| other.id == id).map_or(Standing::Kept, |entry| entry.standing))
    });
    let is_kept = move || !is_reached(standing.get());
    let is_latest = move || standing.get() == Standing::Done(0);
    let word = move || match standing.get() {
        Standing::Done(0) => Words::Latest.text(lang),
        Standing::Done(back) => Words::Back { steps: Steps(back) }.text(lang),
        Standing::Undone(forth) => Words::Forth { steps: Steps(forth) }.text(lang),
        Standing::Dropped => Words::TakenBack.text(lang),
        Standing::Kept => Words::Elsewhere.text(lang),
    };
    let name = match lang {
        Lang::En => capitalised(&Step::of_key(&entry.label).text(lang)),
        Lang::Zh => Step::of_key(&entry.label).text(lang).into_owned(),
    };
    let open = RwSignal::new(false);
    let (who, when) = (entry.author.to_string(), time(entry.millis, lang));
    let made = [who, when].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let about = session.with(|app| about(app, &entry.about, lang));
    view! {
        <li data-undone=move || matches!(standing.get(), Standing::Undone(_) | Standing::Dropped)>
            <button
                class="choice"
                aria-current=move || is_latest().then_some("step")
                aria-disabled=move || is_kept().then_some("true")
                on:click=move |_| {
                    if !is_kept() {
                        session.dispatch(Action::StepTo(Some(id)));
                    }
                }
            >
                <span><b>{name}</b> " " {about}</span>
                <small>{made} " · " {word}</small>
            </button>
            <button
                class="icon"
                aria-label=Words::WhatChanged.text(lang)
                title=Words::WhatChanged.text(lang)
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >{move || if open.get() { "▴" } else { "▾" }}</button>
            <Show when=move || open.get()>{changes(session, id, lang)}</Show>
        </li>
    }
    .into_any()
}

fn changes(session: Session, id: crate::model::Stamp, lang: Lang) -> AnyView {
    let (lines, rest) = session.with(|app| {
        let (differences, all) = app.differences(id, SHOWN);
        let rest = all - differences.len();
        (differences.iter().map(|difference| said(app, difference, lang)).collect::<Vec<_>>(), rest)
    });
    let lines = lines.into_iter().map(|(what, how)| view! { <li><b>{what}</b> " " {how}</li> }).collect_view();
    let more = (rest > 0).then(|| view! { <li>{Words::More { count: rest }.text(lang)}</li> });
    view! { <ul class="differences">{lines}{more}</ul> }.into_any()
}

/// One change: of what, and how.
fn said(app: &crate::app::App, difference: &Difference, lang: Lang) -> (String, String) {
    let record = |sheet: Sheet, row| record(app, sheet, row, lang);
    let one = |sheet: Sheet| sheet.one();
    match difference {
        Difference::Cell { sheet, row, column, before, after } => {
            let definition = app.plan().table(*sheet).definition(column);
            let shown = |value: &Value| match (value, definition) {
                (Value::Empty, _) | (_, None) => SmolStr::from(Words::Empty.text(lang).as_ref()),
                (value, Some(definition)) => crate::text::show(app.plan(), definition, value, lang),
            };
            let how = match before {
                Some(before) => Words::Changed { before: shown(before), after: shown(after) },
                None => Words::Now { after: shown(after) },
            };
            (cell(app, *sheet, *row, column, lang), how.text(lang).into_owned())
        }
        Difference::Added(sheet, row) => {
            (record(*sheet, *row).into(), Words::Added { one: one(*sheet) }.text(lang).into_owned())
        }
        Difference::Deleted(sheet, row) => {
            (record(*sheet, *row).into(), Words::Deleted { one: one(*sheet) }.text(lang).into_owned())
        }
        Difference::Moved(sheet, row) => {
            (record(*sheet, *row).into(), Words::Moved { one: one(*sheet) }.text(lang).into_owned())
        }
        Difference::Defined(sheet, column) => {
            let definition = app.plan().table(*sheet).definition(column);
            let column = definition.map(|d| crate::text::heading(app.plan(), d, lang)).unwrap_or_default();
            (Words::Defined { column }.text(lang).into_owned(), String::new())
        }
    }
}

fn cell(app: &crate::app::App, sheet: Sheet, row: crate::model::RowId, column: &str, lang: Lang) -> String {
    let definition = app.plan().table(sheet).definition(column);
    let column = definition.map_or_else(|| column.into(), |d| crate::text::heading(app.plan(), d, lang));
    Words::CellOf { column, record: record(app, sheet, row, lang) }.text(lang).into_owned()
}

/// What a record is called; a view by its table, too.
fn record(app: &crate::app::App, sheet: Sheet, row: crate::model::RowId, lang: Lang) -> SmolStr {
    match sheet {
        Sheet::Views => app.view_title(row),
        _ => title(app.plan(), sheet, row, lang),
    }
}

fn about(app: &crate::app::App, about: &About, lang: Lang) -> String {
    match about {
        About::Cell(sheet, row, column) => cell(app, *sheet, *row, column, lang),
        About::Record(sheet, row) => record(app, *sheet, *row, lang).into(),
        About::View(row) => app.view_title(*row).into(),
        About::Rows(tables) => {
            let parts: Vec<_> = tables
                .iter()
                .take(3)
                .map(|(sheet, rows)| Words::RowsIn { rows: Rows(*rows), sheet: *sheet }.text(lang).into_owned())
                .collect();
            parts.join(if lang == Lang::En { ", " } else { " · " })
        }
        About::Columns(sheet, columns) => {
            let more = columns.len() > NAMED;
            let named = columns.iter().take(NAMED).map(|label| lang.pick(label)).collect::<Vec<_>>().join(lang.comma());
            let columns = if more { named + "…" } else { named };
            Words::ColumnsOf { columns: columns.into(), sheet: *sheet }.text(lang).into_owned()
        }
        About::Other => String::new(),
    }
}

pub(super) fn time(millis: u64, lang: Lang) -> String {
    let (year, month, day, hour, minute) = clock::local(millis);
    Date::new(year, month, day).map(|date| moment(date, hour, minute, lang)).unwrap_or_default()
}

/// Arrows go from step to step.
fn pressed(event: &KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Some(list) = event.current_target().and_then(|list| list.dyn_into::<HtmlElement>().ok()) else { return };
    let Ok(found) = list.query_selector_all("button.choice") else { return };
    let lines: Vec<HtmlElement> = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let at = lines.iter().position(|line| active.as_ref().is_some_and(|active| line.is_same_node(Some(active))));
    let to = match (at, down) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at.saturating_sub(1),
        (None, _) => 0,
    };
    if let Some(line) = lines.get(to) {
        event.prevent_default();
        let _ = line.focus();
    }
}
