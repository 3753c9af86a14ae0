//! The open picker: a list that the text filters, or a month of days.

use leptos::prelude::*;

use super::{Place, ROW};
use crate::app::Action;
use crate::app::grid::{At, Option_, Picker as State};
use crate::model::{Date, Sheet, Value};
use crate::text::Lang;
use crate::text::messages::Grid as Words;

/// Height that the list needs at most, in CSS pixels.
const TALL: f64 = 300.0;

/// The picker of a grid; nothing while none is open.
#[component]
pub(super) fn Picker(place: Place) -> impl IntoView {
    let Place { session, id, .. } = place;
    let open = Memo::new(move |_| {
        session.turn.track();
        session.with(|app| {
            let grid = app.laid_out(id)?;
            let editor = grid.editor.as_ref()?;
            let table = app.plan().table(editor.target.sheet);
            let target = table.definition(&editor.target.column).and_then(|definition| definition.kind.target());
            Some((editor.picker.clone()?, editor.at, target, grid.layout.height()))
        })
    });
    let style_left = move || {
        let at = open.get().map(|(_, at, ..)| at).unwrap_or_default();
        let (left, _) = place.span(at.column);
        let scrolled = if at.column == 0 { 0.0 } else { place.left.get() };
        format!("{}px", (left - scrolled).max(0.0))
    };
    let style_top = move || {
        let (at, height) = open.get().map(|(_, at, _, height)| (at, height)).unwrap_or_default();
        let head = if place.is_form() { 0.0 } else { ROW };
        let above = head + at.row as f64 * ROW - place.top.get();
        let room =
            if height as f64 * ROW < place.height.get() { f64::INFINITY } else { place.height.get() - above - ROW };
        let top = if room < TALL && above > TALL { above - TALL } else { above + ROW };
        format!("{top}px")
    };
    view! {
        <Show when=move || open.with(Option::is_some)>
            <div
                class="picker"
                style:left=style_left
                style:top=style_top
                on:mousedown=move |event| event.prevent_default()
            >
                {move || open.get().map(|(picker, _, target, _): (State, At, Option<Sheet>, usize)| match picker {
                    State::List { options, highlight, several } => {
                        list(place, options, highlight, several.is_some(), target).into_any()
                    }
                    State::Calendar { day } => calendar(place, day).into_any(),
                })}
            </div>
        </Show>
    }
}

fn list(
    place: Place,
    options: Vec<Option_>,
    highlight: Option<usize>,
    several: bool,
    target: Option<Sheet>,
) -> impl IntoView {
    let Place { session, id, .. } = place;
    let lang = session.lang.get_untracked();
    let name = Words::Choose.text(lang);
    if options.is_empty() {
        return view! { <p class="hint">{Words::NoMatches.text(lang)}</p> }.into_any();
    }
    let lines = options
        .into_iter()
        .enumerate()
        .map(|(line, option)| {
            let label = match (&option.value, target) {
                (Value::Empty, Some(sheet)) => Words::CreateRecord { text: option.label.into(), sheet }.text(lang).into_owned(),
                _ => option.label,
            };
            let is_highlighted = highlight == Some(line);
            let element = NodeRef::<leptos::html::Li>::new();
            if is_highlighted {
                Effect::new(move |_| {
                    if let Some(element) = element.get() {
                        super::pointer::into_sight(&element);
                    }
                });
            }
            view! {
                <li
                    id=format!("{}-o{line}", id.name())
                    role="option"
                    node_ref=element
                    aria-selected=(option.picked || (is_highlighted && !several)).to_string()
                    data-highlight=is_highlighted
                    on:click=move |_| session.dispatch(Action::Pick(id, line))
                >
                    {several.then(|| view! { <span class="box" aria-hidden="true">{if option.picked { "✓" } else { "" }}</span> })}
                    {label}
                </li>
            }
        })
        .collect_view();
    view! {
        <ul role="listbox" aria-label=name aria-multiselectable=several.then_some("true")>{lines}</ul>
        {several.then(|| view! { <p class="hint">{crate::text::messages::Grid::PickSeveral.text(lang)}</p> })}
    }
    .into_any()
}

fn calendar(place: Place, day: Date) -> impl IntoView {
    let Place { session, id, .. } = place;
    let lang = session.lang.get_untracked();
    let today = session.with(crate::app::App::today);
    let first = day.month_start(0);
    let begin = first.plus_days(-i64::from(first.weekday()));
    let title = crate::text::messages::Period::Month { year: day.year(), month: day.month() };
    let heading = crate::text::messages::Forecast::PeriodNamed { period: title }.text(lang);
    let step = move |to: Date| session.dispatch(Action::ShowDay(id, to));
    let weeks = (0..6)
        .map(|week| {
            let days = (0..7)
                .map(|weekday| {
                    let shown = begin.plus_days(week * 7 + weekday);
                    view! {
                        <button
                            class="day"
                            tabindex="-1"
                            data-outside=shown.month() != day.month()
                            data-today=shown == today
                            aria-pressed=(shown == day).to_string()
                            aria-label=crate::text::day_and_year(shown, lang)
                            on:click=move |_| session.dispatch(Action::PickDay(id, shown))
                        >{shown.day()}</button>
                    }
                })
                .collect_view();
            view! { <div class="week">{days}</div> }
        })
        .collect_view();
    let names = crate::text::weekdays(lang).into_iter().map(|name| view! { <span>{name}</span> }).collect_view();
    let _: Lang = lang;
    view! {
        <div class="calendar" role="group" aria-label=Words::PickDate.text(lang)>
            <div class="month">
                <button tabindex="-1" aria-label=Words::PreviousMonth.text(lang) on:click=move |_| step(day.month_start(-1))>"‹"</button>
                <b aria-live="polite">{heading}</b>
                <button tabindex="-1" aria-label=Words::NextMonth.text(lang) on:click=move |_| step(day.month_start(1))>"›"</button>
            </div>
            <div class="week names" aria-hidden="true">{names}</div>
            {weeks}
            <button class="today" tabindex="-1" on:click=move |_| session.dispatch(Action::PickDay(id, today))>{Words::Today.text(lang)}</button>
        </div>
    }
}
