//! The values that a paste left to look at, each with why it does not fit and what can be done.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Session;
use crate::app::{Action, App, Ended, Finding, Leftover, Repair, Reviewing, TakenFor};
use crate::text::messages::{Deals, Grid, Review as Words, Values};
use crate::ui::csv::{goes_to, unfit_of};
use crate::ui::element::{El, el, live, value_of};
use crate::ui::whenever::whenever;

/// Values drawn at once; the others follow as these are settled.
const SHOWN: usize = 50;

/// Where a person begins with a value: never at a button that adds something to the plan.
pub(super) const FIRST: &str = ":is(.repair:not(.adds), input)";

pub(super) fn review(session: Session) -> El {
    let lang = session.lang;
    let findings = Memo::new(move |_| {
        session.follow();
        session.with(|app| app.findings(SHOWN))
    });
    // The place in the list at which a value was settled: the next one comes there.
    let at = StoredValue::new(None::<usize>);
    whenever(move || {
        let count = findings.with(Vec::len);
        if let Some(at) = at.try_update_value(Option::take).flatten() {
            go_on(session, at.min(count.saturating_sub(1)), count);
        }
    });
    let act = move |place: usize, act: Reviewing| {
        at.set_value(Some(place));
        session.dispatch(Action::Review(act));
    };
    let together = move || {
        session.follow();
        let on = session.with(|app| app.review.as_ref().is_none_or(|review| review.together));
        let tick = el("input")
            .set("type", "checkbox")
            .is("checked", on)
            .on("change", move |_| session.dispatch(Action::Review(Reviewing::Together(!on))));
        let label = || el("label").class("together").add(tick).add(el("span").add(Words::Together.text(lang.get())));
        findings.with(|findings| !findings.is_empty()).then(label)
    };
    let lines = move || {
        let lines = findings.get().into_iter().enumerate();
        lines.map(|(place, finding)| line(session, place, finding, act)).collect::<Vec<_>>()
    };
    let rest = move || {
        session.follow();
        let more = session.with(|app| app.review_count().saturating_sub(SHOWN));
        let has_more = || session.with(|app| app.has_left_out() || !app.remarks_on_paste().is_empty());
        let words = match (more, findings.with(Vec::is_empty)) {
            (0, true) if has_more() => return None,
            (0, true) => Words::Done,
            (0, false) => return None,
            (more, _) => Words::More { values: Values(more) },
        };
        Some(el("p").class("soft").add(words.text(lang.get())))
    };
    let left_out = move || {
        session.follow();
        let lang = lang.get();
        let rows = session.with(|app| app.rows_left_out());
        let line = |(at, taken_for, row): (usize, TakenFor, String)| {
            let row = row.into();
            let said = match taken_for {
                TakenFor::Total => Words::LeftOutTotal { row },
                TakenFor::Title => Words::LeftOutTitle { row },
                TakenFor::Headings => Words::LeftOutHeadings { row },
            };
            let take = move || session.dispatch(Action::Review(Reviewing::TakeIn(at)));
            let button = el("button").class("repair adds").click(take).add(Words::TakeIn.text(lang));
            el("li").add(el("p").class("why").add(said.text(lang))).add(el("div").class("repairs").add(button))
        };
        let lines: Vec<El> = rows.into_iter().map(line).collect();
        (!lines.is_empty()).then(|| el("ul").class("findings").add(lines))
    };
    let ended = move || {
        session.follow();
        let lang = lang.get();
        let (found, count) = session.with(|app| (app.ended_by_stage(), app.ended_without_day().len()));
        let line = |own: Ended| {
            let Ended { text, outcome, deals, is_won } = own;
            let deals = Deals(deals);
            let said = match is_won {
                true => Words::EndedWon { text, outcome, deals },
                false => Words::EndedLost { text, outcome, deals },
            };
            el("li").add(el("p").class("why").add(said.text(lang)))
        };
        let mut lines: Vec<El> = found.into_iter().map(line).collect();
        lines.extend((count > 0).then(|| {
            let close = move || session.dispatch(Action::Review(Reviewing::CloseEnded));
            let words = Words::CloseEnded { deals: Deals(count) }.text(lang);
            el("li").add(el("div").class("repairs").add(el("button").class("repair adds").click(close).add(words)))
        }));
        (!lines.is_empty()).then(|| el("ul").class("findings").add(lines))
    };
    el("div")
        .class("content")
        .add(live(move || others(session)))
        .add(live(move || remarks(session)))
        .add(live(move || columns(session)))
        .add(live(ended))
        .add(live(left_out))
        .add(live(together))
        .add(el("ol").class("findings").add(live(lines)))
        .add(live(rest))
}

/// That there are more values in the plan than those of the last paste, and the way to them.
fn others(session: Session) -> Option<El> {
    session.follow();
    let lang = session.language();
    let more = session.with(App::review_leaves);
    let all = move || session.dispatch(Action::Review(Reviewing::All));
    let button = el("button").class("all").click(all).add(Words::ShowAll.text(lang));
    let said = el("p").class("soft").add(Words::OfLast { values: Values(more) }.text(lang));
    (more > 0).then(|| el("div").class("others").add(said).add(button))
}

/// What there was no room to say of a paste.
fn remarks(session: Session) -> Option<El> {
    session.follow();
    session.lang.track();
    let line = |said: &String| el("li").add(el("p").class("why").add(said.clone()));
    let lines: Vec<El> = session.with(|app| app.remarks_on_paste().iter().map(line).collect());
    (!lines.is_empty()).then(|| el("ul").class("findings remarks").add(lines))
}

/// The columns that a paste left over, each with where it goes.
fn columns(session: Session) -> Option<El> {
    session.follow();
    let lang = session.language();
    let (over, offered) = session.with(|app| (app.leftovers(), app.leftovers_go_to()));
    if over.is_empty() {
        return None;
    }
    let line = |(at, own): (usize, &Leftover)| {
        let name = own.column.heading.to_string();
        let send = move |goes| session.dispatch(Action::Review(Reviewing::Send(at, goes)));
        let control = goes_to(&own.column, &own.goes, &offered, lang, send).set("aria-label", name.clone());
        let control = if at == 0 { control.set("data-first", "") } else { control };
        el("li")
            .add(el("b").add(name))
            .add(el("p").class("why soft").add(own.column.samples.join(" · ")))
            .add(control)
            .add(unfit_of(&own.column, own.read, lang))
    };
    let lines: Vec<El> = over.iter().enumerate().map(line).collect();
    let take = move || session.dispatch(Action::Review(Reviewing::TakeColumns));
    let leave = move || session.dispatch(Action::Review(Reviewing::LeaveColumns));
    let buttons = el("div")
        .class("repairs")
        .add(el("button").class("adds strong").click(take).add(Words::TakeColumns.text(lang)))
        .add(el("button").click(leave).add(Words::LeaveColumns.text(lang)));
    let name = Words::ColumnsOver.text(lang);
    let section = el("section").class("leftovers").set("aria-label", name.clone()).add(el("h3").add(name));
    Some(section.add(el("ul").class("findings").add(lines)).add(buttons))
}

fn line(
    session: Session,
    place: usize,
    finding: Finding,
    act: impl Fn(usize, Reviewing) + Copy + Send + 'static,
) -> El {
    let lang = session.language_now();
    let Finding { number, record, column, text, fault, repairs } = finding;
    let repair = |(repair, label, count): (_, smol_str::SmolStr, usize)| {
        let label = if count > 1 { Words::WithCount { label, count }.text(lang).into_owned() } else { label.into() };
        let adds = matches!(&repair, Repair::Choice | Repair::Record(_));
        let take = move || act(place, Reviewing::Repair(number, Repair::clone(&repair)));
        el("button").class(if adds { "repair adds" } else { "repair" }).click(take).add(label)
    };
    let typed = StoredValue::new(text.to_string());
    let name = Words::ValueOf { column, record }.text(lang).into_owned();
    let goto = el("button")
        .class("place")
        .set("title", Grid::JumpTo.text(lang))
        .click(move || session.dispatch(Action::Review(Reviewing::Goto(number))))
        .add(name.clone());
    let field = el("input")
        .set("type", "text")
        .set("aria-label", format!("{} ({name})", Words::TypeAnew.text(lang)))
        .value(text.to_string())
        .on("input", move |event| typed.set_value(value_of(&event)));
    let is_about_row = fault.is_about_row();
    let leave = move || act(place, Reviewing::Leave(number));
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            act(place, Reviewing::Type(number, typed.get_value()));
        })
        .add(field)
        .add(el("button").set("type", "submit").add(Words::TypeAnew.text(lang)))
        .add(el("button").set("type", "button").click(leave).add(Words::Leave.text(lang)));
    el("li")
        .set("id", format!("finding-{place}"))
        .set("aria-label", name)
        .add(goto)
        .add(el("p").class("pasted").add(text.to_string()))
        .add(el("p").class("why").add(format!("{}{}{}", fault.text(lang), lang.gap(), fault.remedy(lang))))
        .add(el("div").class("repairs").add(repairs.into_iter().map(repair).collect::<Vec<_>>()))
        // A row is kept or deleted: there is no text to be typed.
        .add((!is_about_row).then_some(form))
}

/// Goes on with the value that now stands at a place, or back to the table after the last one.
fn go_on(session: Session, place: usize, count: usize) {
    let selector = match count {
        0 if session.with(|app| !app.has_left_out()) => return session.dispatch(Action::ClosePanel),
        0 => ".dock :is([data-first], .repair)".to_owned(),
        _ => format!("#finding-{place} {FIRST}"),
    };
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
        // What is typed takes the place of what was wrong.
        found.dyn_ref::<web_sys::HtmlInputElement>().iter().for_each(|field| field.select());
    }
}
