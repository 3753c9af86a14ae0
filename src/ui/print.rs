//! Printing: a document of real tables beside the page, made when paper is asked for and removed afterwards.

use leptos::prelude::{Set, WithUntracked, document, window};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::arrange::what_is_on;
use super::{Dialog, Session, help};
use crate::app::{App, Printed};
use crate::platform::listener::Listener;
use crate::text::messages::{Help, Pages, Shell};
use crate::text::{Lang, day_and_year};

const PAPER: &str = "paper";
/// A text of so many bytes stands on one line.
const SHORT: usize = 10;
/// A word of more letters is broken wherever its column ends.
const LONG: usize = 30;
/// A table of more columns is set in small type.
const WIDE: usize = 10;

/// Makes the document whenever the browser is about to print, and removes it afterwards.
pub fn listen(session: Session) -> [Listener; 2] {
    [
        Listener::new(&window(), "beforeprint", move |_| {
            if document().get_element_by_id(PAPER).is_none() {
                // Only a name with a forbidden character could fail.
                let _ = make(session);
            }
        }),
        Listener::new(&window(), "afterprint", move |_| {
            remove();
            // What was said before would be shown anew with the page.
            session.said.set(String::new());
        }),
    ]
}

/// Prints the tables of the page, or the help where that is open.
#[inline(never)]
pub fn print(_: Session) {
    // The browser announces it, and that makes the document.
    let _ = window().print();
}

fn remove() {
    if let Some(paper) = document().get_element_by_id(PAPER) {
        paper.remove();
    }
    if let Some(page) = document().query_selector("[data-printed]").ok().flatten() {
        let _ = page.remove_attribute("data-printed");
    }
    note(false);
}

fn make(session: Session) -> Result<(), JsValue> {
    let lang = session.language_now();
    let paper = document().create_element("article")?;
    paper.set_id(PAPER);
    if session.dialog.with_untracked(|dialog| matches!(dialog, Some(Dialog::Help))) {
        keys(&paper, lang)?;
    } else {
        let printed = session.printed();
        if printed.is_empty() {
            // The page itself is printed.
            if let Some(page) = document().query_selector(".page")? {
                page.set_attribute("data-printed", &session.with(|app| of_day(app, lang)))?;
            }
            return Ok(());
        }
        session.with(|app| {
            for (nth, table) in printed.iter().enumerate() {
                section(&paper, app, table, nth > 0 && table.of.is_some(), lang)?;
                if nth == 0 {
                    flags(&paper, app, lang)?;
                }
            }
            Ok::<(), JsValue>(())
        })?;
    }
    document().body().map(|body| body.append_child(&paper)).transpose()?;
    note(true);
    Ok(())
}

/// Says to the style sheet whether there is a document for paper; without one the page itself is printed.
fn note(made: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-paper", made);
    }
}

fn add(parent: &Element, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = document().create_element(name)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    parent.append_child(&element)?;
    Ok(element)
}

/// What the tables say about the deal by themselves stands between its head and its tables, as on the screen.
fn flags(paper: &Element, app: &App, lang: Lang) -> Result<(), JsValue> {
    let lines = app.printed_flags();
    if lines.is_empty() {
        return Ok(());
    }
    let section = add(paper, "section", "")?;
    section.set_attribute("data-part", "")?;
    add(&add(&section, "header", "")?, "h3", &Pages::AutomaticFlags.text(lang))?;
    let list = add(&section, "ul", "")?;
    lines.iter().try_for_each(|line| add(&list, "li", line).map(drop))
}

/// The plan and the day of what is printed.
fn of_day(app: &App, lang: Lang) -> String {
    let plan = app.plan().name();
    let plan = if plan.is_empty() { Shell::Untitled.text(lang).into_owned() } else { plan.to_owned() };
    format!("{plan} · {}", day_and_year(app.today(), lang))
}

/// A table under its name; `is_part` where it follows another one of the same record.
fn section(paper: &Element, app: &App, printed: &Printed, is_part: bool, lang: Lang) -> Result<(), JsValue> {
    let section = add(paper, "section", "")?;
    let header = add(&section, "header", "")?;
    // The head of a record is what its page is about.
    let label = match printed.id.is_form() {
        true => app.tab.name().text(lang).into_owned(),
        false => lang.pick(&printed.id.sheet().label()).to_owned(),
    };
    let name = match &printed.of {
        Some(record) if !is_part => format!("{record} · {label}"),
        _ => label,
    };
    add(&header, if is_part { "h3" } else { "h2" }, &name)?;
    if is_part {
        section.set_attribute("data-part", "")?;
    } else {
        add(&header, "p", &of_day(app, lang))?;
    }
    let on = if printed.id.is_form() { Vec::new() } else { what_is_on(app, printed.id, lang) };
    if !on.is_empty() {
        add(&section, "p", &on.join(" · "))?.set_attribute("class", "on")?;
    }
    let table = add(&section, "table", "")?;
    if printed.columns.len() > WIDE {
        table.set_attribute("data-wide", "")?;
    }
    if !printed.columns.is_empty() {
        let head = add(&add(&table, "thead", "")?, "tr", "")?;
        for (heading, numeric) in &printed.columns {
            let cell = add(&head, "th", heading)?;
            cell.set_attribute("scope", "col")?;
            mark(&cell, *numeric)?;
        }
    }
    let body = add(&table, "tbody", "")?;
    let is_form = printed.id.is_form();
    for row in 0..printed.rows {
        let line = add(&body, "tr", "")?;
        if app.laid_out(printed.id).is_some_and(|grid| grid.layout.is_head(row)) {
            line.set_attribute("data-head", "")?;
        }
        for (at, text) in app.printed_row(printed.id, row).iter().enumerate() {
            let cell = add(&line, if is_form && at == 0 { "th" } else { "td" }, text)?;
            mark(&cell, printed.columns.get(at).is_some_and(|(_, numeric)| *numeric))?;
            // A date is not broken at its strokes.
            if text.len() <= SHORT {
                cell.set_attribute("data-short", "")?;
            }
            if text.split_whitespace().any(|word| word.len() > LONG) {
                cell.set_attribute("data-long", "")?;
            }
        }
    }
    let totals = if is_form { Vec::new() } else { app.totals(printed.id) };
    if totals.iter().any(|total| !total.is_empty()) {
        let foot = add(&add(&table, "tfoot", "")?, "tr", "")?;
        for (at, total) in totals.iter().enumerate() {
            let cell = add(&foot, "td", total)?;
            if let Some(note) = app.total_note(printed.id, at) {
                add(&cell, "small", &note)?;
            }
            mark(&cell, printed.columns.get(at).is_some_and(|(_, numeric)| *numeric))?;
        }
    }
    Ok(())
}

fn mark(cell: &Element, numeric: bool) -> Result<(), JsValue> {
    if numeric { cell.set_attribute("data-numeric", "") } else { Ok(()) }
}

fn keys(paper: &Element, lang: Lang) -> Result<(), JsValue> {
    let section = add(paper, "section", "")?;
    add(&section, "h2", &Help::Title.text(lang))?;
    for (heading, lines) in help::groups(lang) {
        add(&section, "h3", &heading)?;
        let body = add(&add(&section, "table", "")?, "tbody", "")?;
        for (what, keys) in lines {
            let line = add(&body, "tr", "")?;
            add(&line, "th", &what)?;
            add(&line, "td", &keys.join("  "))?;
        }
    }
    Ok(())
}
