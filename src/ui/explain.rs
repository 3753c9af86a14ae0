//! Why a number is what it is, wherever it stands: one dialog for cells and figures, and the figures that can be asked.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::element::{El, el, live};
use super::forecast::slow::{STRETCH_MS, slow};
use super::{Dialog, Session};
use crate::app::grid::GridId;
use crate::app::{Action, Explaining, Explanation, Input, Subject};
use crate::forecast::Stretch;
use crate::forecast::outlook::{CourseFigure, Figure, GroupKey, Odds, Score, Taught, Told, Whole};
use crate::model::{Computed, Key, RowId, Sheet};
use crate::platform::clock::elapsed_ms;
use crate::text::Lang;
use crate::text::messages::{Explain as Words, Outlook, Shell};

/// The explanation of the active cell of a grid, where it has a formula of the user's.
pub fn explained(session: Session, id: GridId, lang: Lang) -> Option<El> {
    let (subject, found) = session.with(|app| {
        let target = app.laid_out(id)?.target()?;
        let definition = app.plan().table(target.sheet).definition(&target.column)?;
        let subject = (definition.computed == Some(Computed::Formula)).then_some(Subject::Cell(
            target.sheet,
            target.row?,
            target.column,
        ))?;
        let found = app.explain(&subject)?;
        Some((subject, found))
    })?;
    Some(drawn(session, &subject, found, lang))
}

/// The dialog about a number.
pub fn dialog(session: Session, subject: &Subject, lang: Lang) -> El {
    let close = el("button").class("strong").click(move || session.close_dialog()).add(Shell::Close.text(lang));
    let found = match at_once(session, subject) {
        Some(found) => drawn(session, subject, found, lang),
        // What looks at very many deals, or replays the log, goes on between keys.
        None => {
            let (known, subject) = (slow(session, begin, step), subject.clone());
            el("div").add(live(move || match known.get() {
                Some((_, found)) => drawn(session, &subject, Explanation::clone(&found), lang),
                None => el("p").class("soft").set("role", "status").add(Outlook::Working.text(lang)),
            }))
        }
    };
    found.add(el("p").class("buttons").add(close))
}

/// What needs no more than half a frame is there at once; none where it needs more.
fn at_once(session: Session, subject: &Subject) -> Option<Explanation> {
    let until = elapsed_ms() + STRETCH_MS;
    session.with(|app| {
        let Some(mut work) = app.explaining(subject) else { return Some(app.explain(subject).unwrap_or_default()) };
        loop {
            if let Some(found) = app.explain_on(subject, &mut work, &mut Stretch::default()) {
                return Some(found.unwrap_or_default());
            }
            if elapsed_ms() >= until {
                return None;
            }
        }
    })
}

/// What the open dialog explains.
fn begin(session: Session) -> Option<(Subject, Explaining)> {
    let subject = session.dialog.with_untracked(|open| match open {
        Some(Dialog::Explanation(subject)) => Some(subject.clone()),
        _ => None,
    })?;
    let work = session.with(|app| app.explaining(&subject))?;
    Some((subject, work))
}

fn step(session: Session, work: &mut Option<(Subject, Explaining)>) -> Option<Explanation> {
    let Some((subject, work)) = work else { return Some(Explanation::default()) };
    session.with(|app| app.explain_on(subject, work, &mut Stretch::default())).map(Option::unwrap_or_default)
}

/// So many inputs are seen at once; the others are a press away.
const SEEN: usize = 8;

fn drawn(session: Session, subject: &Subject, found: Explanation, lang: Lang) -> El {
    let lines = |inputs: Vec<Input>| {
        let mut lines = inputs.into_iter().map(|input| line(session, subject, input, lang)).collect::<Vec<_>>();
        let more = (lines.len() > SEEN + 1).then(|| lines.split_off(SEEN));
        let listed = (!lines.is_empty()).then(|| el("dl").class("kv").add(lines));
        let more = more.map(|more| {
            let summary = el("summary").add(Words::AndMore { count: more.len() }.text(lang));
            el("details").add(summary).add(el("dl").class("kv").add(more))
        });
        [listed, more]
    };
    let result = match found.fault {
        None => el("p").class("result").add(found.result),
        Some((what, remedy)) => el("p").set("data-tone", "warn").add(format!("{what}{}{remedy}", lang.gap())),
    };
    let made_of = (!found.inputs.is_empty()).then(|| el("h3").add(Words::MadeOf.text(lang)));
    let notes = found.notes.into_iter().map(|note| el("p").class("soft").add(note)).collect::<Vec<_>>();
    let mut drawn = el("div")
        .class("explained")
        .add(el("h2").add(found.heading))
        .add(result)
        .add(el("p").class(if found.is_code { "formula" } else { "soft" }).add(found.formula))
        .add(made_of)
        .add(lines(found.inputs))
        .add(notes);
    if let Some((sentence, inputs)) = found.tenth {
        drawn = drawn.add(el("h3").add(sentence)).add(lines(inputs));
    }
    drawn
}

/// One input; where it stands somewhere, its name leads there.
fn line(session: Session, subject: &Subject, input: Input, lang: Lang) -> El {
    let Input { name, value, source } = input;
    let name = match source {
        Some(source) => {
            let subject = subject.clone();
            let go = move || {
                session.close_dialog();
                session.dispatch(Action::FollowSource(subject.clone(), source.clone()));
            };
            let title = Words::Source { name: name.as_str().into() }.text(lang);
            el("dt").add(el("button").class("link").set("title", title).click(go).add(name))
        }
        None => el("dt").add(name),
    };
    el("div").add(name).add(el("dd").add(value))
}

/// A figure that can be asked for its explanation, by click, Enter or Space.
pub fn ask(session: Session, whole: Whole, figure: Figure, text: String) -> El {
    let name = session.with(|app| app.figure_name(figure));
    asked(session, Subject::Figure(whole, figure), &name, text)
}

/// The same of another figure of the Forecast page.
pub fn ask_told(session: Session, told: Told, text: String) -> El {
    let name = session.with(|app| app.told_name(told));
    asked(session, Subject::Told(told), &name, text)
}

/// The same of a computed cell that is shown outside its table.
pub fn ask_cell(session: Session, (sheet, row, key): (Sheet, RowId, &'static str), text: String) -> El {
    asked(session, Subject::Cell(sheet, row, Key::new_static(key)), "", text)
}

/// The same of any number, called as its text says.
pub fn ask_of(session: Session, subject: Subject, text: String) -> El {
    asked(session, subject, "", text)
}

fn asked(session: Session, subject: Subject, name: &str, text: String) -> El {
    let lang = session.language_now();
    let label = Words::Ask { number: format!("{name} {text}").trim().into() }.text(lang);
    el("button")
        .class("ask")
        .set("data-mark", mark(&subject))
        .set("aria-label", label)
        .set("title", Words::Name.text(lang))
        .click(move || explain(session, subject.clone()))
        .add(text)
}

/// Explains the number that has the focus, outside the grids; says whether there was one.
pub fn ask_focused() -> bool {
    let active = document().active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
    let asked = active.filter(|active| active.has_attribute("data-mark"));
    if let Some(asked) = &asked {
        asked.click();
    }
    asked.is_some()
}

/// Opens an explanation.
pub fn explain(session: Session, subject: Subject) {
    session.dialog.set(Some(Dialog::Explanation(subject)));
}

/// Where a number stands on the page, so that the focus comes back to it.
fn mark(subject: &Subject) -> String {
    match subject {
        Subject::Figure(whole, figure) => figure_mark(whole, *figure),
        Subject::Told(told) => told_mark(*told),
        Subject::Taught(taught) => match taught {
            Taught::Stage(row) | Taught::Person(row) => format!("taught {row}"),
            Taught::Segment(name) => format!("taught {name}"),
            Taught::Age(row, is_beyond) => format!("taught {row} {is_beyond}"),
        },
        Subject::Cell(_, row, key) => format!("{row} {key}"),
        Subject::Change(supposed, figure) => {
            format!("change {}", figure_mark(&Whole::Supposed(supposed.clone()), *figure))
        }
        Subject::Score(_, score) => {
            let (one, two) = match *score {
                Score::Reached => (0, 0),
                Score::Ceiling => (1, 0),
                Score::Crps => (2, 0),
                Score::Within => (3, 0),
                Score::Beside(who) => (4, who as usize),
                Score::Came(at) => (5, at),
                Score::Amounts(measure, who) => (10 + measure as usize, who as usize),
                Score::Chances(score, policy) => (20 + score as usize, policy as usize),
            };
            format!("score {one} {two}")
        }
        // The grid has the focus again.
        Subject::Total(..) => String::new(),
    }
}

fn figure_mark(whole: &Whole, figure: Figure) -> String {
    let whole = match whole {
        Whole::Board => "board".to_owned(),
        Whole::Ahead { at, together, .. } => format!("ahead{at}{together}"),
        Whole::Group(_, GroupKey::Record(_, row)) => row.to_string(),
        Whole::Group(_, GroupKey::Text(text)) => text.to_string(),
        Whole::Group(_, GroupKey::None) => "none".to_owned(),
        Whole::Supposed(_) => "supposed".to_owned(),
        Whole::Scenario(row) => row.to_string(),
        Whole::Odds(Odds::Times(factor)) => format!("odds{factor}"),
        Whole::Odds(Odds::Low) => "low".to_owned(),
        Whole::Odds(Odds::High) => "high".to_owned(),
        Whole::Then { period, day, .. } => format!("then{}{day}", period.until),
        Whole::Past(period) => format!("past{}", period.until),
    };
    let figure = match figure {
        Figure::Target(level) => format!("target{level}"),
        Figure::AtLeast(level) => format!("chance{level}"),
        Figure::Quantile(at) => format!("quantile{at}"),
        Figure::Category(category) => format!("category{}", category as u8),
        Figure::Mean => "mean".into(),
        Figure::Sd => "sd".into(),
        Figure::Won => "won".into(),
        Figure::Open => "open".into(),
        Figure::Pipeline => "pipeline".into(),
        Figure::Weighted => "weighted".into(),
        Figure::LeftOut => "left-out".into(),
        Figure::Ceiling => "ceiling".into(),
        Figure::Crps(_) => "crps".into(),
        Figure::Pit(_) => "pit".into(),
    };
    format!("{whole} {figure}")
}

fn told_mark(told: Told) -> String {
    match told {
        Told::FlowStart => "flow start".into(),
        Told::FlowEnd => "flow end".into(),
        Told::Flow(cause) => format!("flow {}", cause as u8),
        Told::Lift(row) => format!("lift {row}"),
        Told::Lifts => "lifts".into(),
        Told::Expected(stage) => format!("expected {stage}"),
        Told::Stage(stage, figure) => format!("stage{} {stage}", figure as u8),
        Told::Course(stage, figure) => {
            let figure = match figure {
                CourseFigure::Way(way) => way as u8,
                CourseFigure::Won => 4,
                CourseFigure::Days => 5,
            };
            format!("course{figure} {stage}")
        }
        Told::Velocity => "velocity".into(),
        Told::Slip(_, late) => format!("slip{late}"),
        Told::GivenMiss(row) => format!("miss {row}"),
        Told::ADay(row) => format!("day {row}"),
        Told::Spent(_) => "spent".into(),
        Told::Needed(_) => "needed".into(),
        Told::Assumed => "assumed".into(),
    }
}

/// After an explanation the focus is where it was; where that part of the page was left and drawn anew since, it is found.
pub fn closed(session: Session, subject: &Subject) {
    // What has no place to return to stays in the closed dialog until the page is next drawn.
    let is_out = |active: Element| active.closest("dialog").ok().flatten().is_none() && active.tag_name() != "BODY";
    let is_lost = !document().active_element().is_some_and(is_out);
    if !is_lost {
        return;
    }
    // Of a cell that is the active one the table was asked, though the panel beside it may have a button for the same.
    let own = session.with(|app| {
        let grid = app.laid_out(app.grid_in_use()?)?;
        let target = grid.target()?;
        let (Subject::Cell(sheet, row, key), Some(own)) = (subject, target.row) else { return None };
        (target.sheet == *sheet && own == *row && target.column == *key).then_some(grid.id)
    });
    if let Some(grid) = own {
        return session.focus(grid);
    }
    let wanted = mark(subject);
    let marked = document().query_selector_all("[data-mark]").ok();
    let all = (0..marked.as_ref().map_or(0, web_sys::NodeList::length)).filter_map(|at| marked.as_ref()?.get(at));
    let mut found = all.filter_map(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found.find(|own| own.get_attribute("data-mark").as_ref() == Some(&wanted)) {
        let _ = found.focus();
    } else if let (Subject::Cell(..) | Subject::Total(..), Some(grid)) =
        (subject, session.with(crate::app::App::grid_in_use))
    {
        session.focus(grid);
    }
}

/// The subjects of a table of figures, by line and column.
pub type Asked = Box<dyn Fn(usize, usize) -> Option<Subject> + Send>;

/// A cell of a table that can be asked; the first one is a stop of Tab.
pub fn asked_cell(line: usize, column: usize, subject: &Subject, is_first: bool) -> El {
    el("td")
        .set("data-at", format!("{line}-{column}"))
        .set("data-mark", mark(subject))
        .set("tabindex", if is_first { "0" } else { "-1" })
}

/// So many cells beside one another that cannot be asked are passed over.
const PASSED_OVER: isize = 24;

/// Lets the cells of a table be asked: a click, Enter or Space explains, arrow keys go from cell to cell.
pub fn asked_table(session: Session, table: El, subject: Asked) -> El {
    table
        .set("role", "grid")
        .on("click", move |event| {
            let at = cell_of(&event).and_then(|cell| place_of(&cell));
            if let Some(subject) = at.and_then(|(line, column)| subject(line, column)) {
                explain(session, subject);
            }
        })
        .on("keydown", |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
            let Some(cell) = cell_of(&event) else { return };
            let Some((line, column)) = place_of(&cell) else { return };
            let by = match key.as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    return cell.click();
                }
                "ArrowRight" => (0, 1),
                "ArrowLeft" => (0, -1),
                "ArrowDown" => (1, 0),
                "ArrowUp" => (-1, 0),
                "Home" => (0, -(column as isize)),
                _ => return,
            };
            event.prevent_default();
            let table = cell.closest("table").ok().flatten();
            // What cannot be asked is passed over; from Home on towards where one was.
            let steps: Vec<(isize, isize)> = match key.as_str() {
                "Home" => (0..column as isize).map(|at| (0, by.1 + at)).collect(),
                _ => (1..=PASSED_OVER).map(|step| (by.0 * step, by.1 * step)).collect(),
            };
            for (lines, columns) in steps {
                let (line, column) = (line as isize + lines, column as isize + columns);
                let found = table
                    .as_ref()
                    .and_then(|table| table.query_selector(&format!("[data-at='{line}-{column}']")).ok()?);
                if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                    let _ = found.focus();
                    return;
                }
            }
        })
}

fn cell_of(event: &web_sys::Event) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-at]").ok()??.dyn_into().ok()
}

fn place_of(cell: &HtmlElement) -> Option<(usize, usize)> {
    let at = cell.get_attribute("data-at")?;
    let (line, column) = at.split_once('-')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}
