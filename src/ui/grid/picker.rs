//! The open picker: a list that the text filters, or a month of days.

use leptos::prelude::*;

use super::{Place, spot};
use crate::app::Action;
use crate::app::grid::{GridId, Option_, Picker as State, Takes};
use crate::model::{Date, Sheet, Value};
use crate::text::messages::{Forecast, Grid as Words, Period};
use crate::text::{Lang, day_and_year, weekdays};
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};
use crate::ui::whenever::whenever;

/// The picker of a grid; nothing while none is open.
pub(super) fn picker(place: Place) -> Part {
    let Place { session, id, .. } = place;
    let open = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| {
            let grid = app.laid_out(id)?;
            let editor = grid.editor.as_ref()?;
            let table = app.plan().table(editor.target.sheet);
            let target = table.definition(&editor.target.column).and_then(|definition| definition.kind.target());
            Some((editor.picker.clone()?, target, editor.text.clone()))
        })
    });
    let picked = move || {
        let (picker, target, text) = open.get()?;
        let takes = picker.takes(&text);
        Some(match picker {
            State::List { options, highlight, several } => {
                let lang = place.session.language_now();
                let none = match takes {
                    Some(Takes::Names(names)) => Words::TakesNames { names },
                    _ => Words::NoMatches,
                };
                // Space ticks for as long as nothing is typed.
                let ticks = if text.is_empty() { Words::PickSeveral } else { Words::PickTyped };
                let ticks = several.is_some().then_some(ticks);
                let said = takes.map(|takes| said_of(takes, &text)).or(ticks);
                let said = said.map(|words| hint(words, lang)).filter(|_| !options.is_empty());
                let lines = list(place, options, highlight, several.is_some(), (target, none));
                lines.into_iter().chain(said).collect()
            }
            State::Calendar { day } => vec![calendar(place, day)],
        })
    };
    let is_open = Memo::new(move |_| open.with(Option::is_some));
    tell(session, open);
    live(move || {
        is_open.get().then(|| {
            let own = format!("{}-picker", id.name());
            spot::keep(place, own.clone(), move || open.track());
            el("div").class("picker").set("id", own).on("mousedown", |event| event.prevent_default()).add(live(picked))
        })
    })
}

/// Tells what an open list has to offer: how much when it opens, then where Enter takes something else than is heard line by
/// line.
fn tell(session: Session, open: Memo<Option<(State, Option<Sheet>, String)>>) {
    let words = Memo::new(move |_| {
        open.with(|open| {
            let (picker, _, text) = open.as_ref()?;
            let State::List { options, several, .. } = picker else { return None };
            Some(match picker.takes(text) {
                Some(Takes::Names(names)) => vec![Words::TakesNames { names }],
                Some(Takes::Nothing) if !text.is_empty() => vec![Words::TakesNothing],
                _ if options.is_empty() => vec![Words::NoMatches],
                _ if !text.is_empty() => Vec::new(),
                _ => {
                    let ticks = several.is_some().then_some(Words::PickSeveral);
                    [Words::PickOpened { count: options.len() }].into_iter().chain(ticks).collect()
                }
            })
        })
    });
    whenever(move || {
        let lang = session.language_now();
        let told: Vec<_> = words.get().unwrap_or_default().iter().map(|words| words.text(lang)).collect();
        if !told.is_empty() {
            session.tell(told.join(lang.comma()));
        }
    });
}

fn list(
    place: Place,
    options: Vec<Option_>,
    highlight: Option<usize>,
    several: bool,
    (target, none): (Option<Sheet>, Words),
) -> Vec<El> {
    let Place { session, id, .. } = place;
    let lang = session.language_now();
    if options.is_empty() {
        return vec![hint(none, lang)];
    }
    if let Some(line) = highlight {
        // Once the list stands.
        whenever(move || {
            if let Some(line) = document().get_element_by_id(&line_id(id, line)) {
                super::pointer::into_sight(&line);
            }
        });
    }
    let line = |(line, option): (usize, Option_)| {
        let label = match (&option.value, target) {
            (Value::Empty, Some(sheet)) => Words::CreateRecord { text: option.label.into(), sheet }.text(lang),
            _ => option.label.into(),
        };
        let is_highlighted = highlight == Some(line);
        // Of one choice it is the line that Enter would take.
        let is_selected = if several || highlight.is_none() { option.picked } else { is_highlighted };
        let tick = if option.picked { "✓" } else { "" };
        el("li")
            .set("id", line_id(id, line))
            .set("role", "option")
            .set("aria-selected", is_selected.to_string())
            .flag("data-highlight", is_highlighted)
            .click(move || session.dispatch(Action::Pick(id, line)))
            .add(several.then(|| el("span").class("box").set("aria-hidden", "true").add(tick)))
            .add(label)
    };
    let lines: Vec<El> = options.into_iter().enumerate().map(line).collect();
    let lines = el("ul")
        .set("role", "listbox")
        .set("id", list_id(id))
        .set("aria-label", Words::Choose.text(lang))
        .set_if("aria-multiselectable", several.then_some("true"))
        .add(lines);
    vec![lines]
}

/// What Enter and Tab take, in words.
fn said_of(takes: Takes, text: &str) -> Words {
    match takes {
        Takes::Nothing => Words::TakesNothing,
        Takes::Names(names) => Words::TakesNames { names },
        Takes::Line(name) => Words::Takes { name: name.into() },
        Takes::LineOrNew(name) => Words::TakesOrAdds { name: name.into(), text: text.trim().into() },
    }
}

/// The id of the list's element.
pub(super) fn list_id(id: GridId) -> String {
    format!("{}-o", id.name())
}

/// The id of a line's element.
pub(super) fn line_id(id: GridId, line: usize) -> String {
    format!("{}-o{line}", id.name())
}

/// The id of a day's element.
pub(super) fn day_id(id: GridId, day: Date) -> String {
    format!("{}-day-{day}", id.name())
}

fn hint(words: Words, lang: Lang) -> El {
    el("p").class("hint").add(words.text(lang))
}

fn calendar(place: Place, day: Date) -> El {
    let Place { session, id, .. } = place;
    let lang = session.language_now();
    let today = session.with(crate::app::App::today);
    let first = day.month_start(0);
    let begin = first.plus_days(-i64::from(first.weekday()));
    let title = Period::Month { year: day.year(), month: day.month() };
    let heading = Forecast::PeriodNamed { period: title }.text(lang);
    let step = |label: Words, sign: &'static str, to: Date| {
        el("button")
            .set("tabindex", "-1")
            .set("aria-label", label.text(lang))
            .click(move || session.dispatch(Action::ShowDay(id, to)))
            .add(sign)
    };
    let shown_day = |shown: Date| {
        el("button")
            .class("day")
            .set("id", day_id(id, shown))
            .set("role", "gridcell")
            .set("tabindex", "-1")
            .flag("data-outside", shown.month() != day.month())
            .flag("data-today", shown == today)
            .set("aria-selected", (shown == day).to_string())
            .set("aria-label", day_and_year(shown, lang))
            .click(move || session.dispatch(Action::PickDay(id, shown)))
            .add(shown.day().to_string())
    };
    let week = |week: i64| {
        el("div")
            .class("week")
            .set("role", "row")
            .add([0, 1, 2, 3, 4, 5, 6].map(|at| shown_day(begin.plus_days(week * 7 + at))))
    };
    let names = weekdays(lang).map(|name| el("span").add(name));
    let month = el("div")
        .class("month")
        .add(step(Words::PreviousMonth, "‹", day.month_start(-1)))
        .add(el("b").set("aria-live", "polite").add(heading))
        .add(step(Words::NextMonth, "›", day.month_start(1)));
    el("div")
        .class("calendar")
        .set("role", "group")
        .set("aria-label", Words::PickDate.text(lang))
        .add(month)
        .add(el("div").class("week names").set("aria-hidden", "true").add(names))
        .add(
            el("div")
                .class("weeks")
                .set("role", "grid")
                .set("id", list_id(id))
                .set("aria-label", Words::PickDate.text(lang))
                .add([0, 1, 2, 3, 4, 5].map(week)),
        )
        .add(
            el("button")
                .class("today")
                .set("tabindex", "-1")
                .click(move || session.dispatch(Action::PickDay(id, today)))
                .add(Words::Today.text(lang)),
        )
}
