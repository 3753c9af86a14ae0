//! The deals that need somebody: by state, as lists to act on; and the three to touch this week.

use leptos::prelude::{Get, RwSignal, Update};

use super::slow::{slow, working};
use super::typed::Typed;
use super::{Words, board_period, deal_link, note};
use crate::app::{App, dirt_words};
use crate::forecast::Stretch;
use crate::forecast::outlook::{Attending, Attention, StageLimit, Standpoint, Told, Window};
use crate::model::{Sheet, order};
use crate::text::messages::{Days, Deals, Points, Share};
use crate::text::{Lang, name};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};
use crate::ui::explain::{ask_cell, ask_told};

const STATES: [(Standpoint, Words); 8] = [
    (Standpoint::Dirty, Words::Dirty),
    (Standpoint::Stalled, Words::Stalled),
    (Standpoint::MovedBack, Words::MovedBack),
    (Standpoint::Slipped, Words::Slipped),
    (Standpoint::Outflow, Words::Outflow),
    (Standpoint::Parked, Words::Parked),
    (Standpoint::Inflow, Words::Inflow),
    (Standpoint::Advanced, Words::Advanced),
];

/// So many deals of a state are listed at first, the weightiest ones, and so many more each time.
const AT_FIRST: usize = 20;
const MORE: usize = 200;

/// The window with the deals that need somebody in it.
type Found = (Window, Vec<Attention>);

fn begin(session: Session) -> (Window, Attending) {
    session.with(|app| (app.window(), Attending::new(&app.view(), &app.window(), &board_period(app))))
}

fn step(session: Session, (window, work): &mut (Window, Attending)) -> Option<Found> {
    let found = session.with(|app| work.step(&app.view(), &mut Stretch::default()))?;
    Some((*window, found))
}

pub fn section(session: Session) -> El {
    let known = slow(session, begin, step);
    let listed = RwSignal::new(AT_FIRST);
    let typed = Typed::new();
    let heading = |_: &App, lang: Lang| Words::States.text(lang).into_owned();
    super::section(session, "states", heading, move |lang| {
        let version = session.version.get();
        let asked = session.with(App::window);
        let known = known.get().filter(|(_, found)| found.0 == asked);
        let Some((of, found)) = known else { return vec![Part::from(working(lang))] };
        let found = &found.1;
        if found.is_empty() {
            let is_empty = session.with(|app| app.plan().table(Sheet::Deals).is_empty());
            let words = if is_empty { Words::StatesNeed } else { Words::NoStates };
            return vec![Part::from(note(words.text(lang)))];
        }
        let mut parts = vec![Part::from(super::flow::back(session, typed, lang))];
        parts.extend((of != version).then(|| working(lang).into()));
        let is_past = session.with(|app| app.window().until < app.today());
        parts.extend(is_past.then(|| note(Words::StatesToday.text(lang)).into()));
        for (state, word) in &STATES {
            let of_state = || found.iter().filter(|deal| deal.states.contains(*state));
            let count = of_state().count();
            if count == 0 {
                continue;
            }
            let line = |deal: &&Attention| {
                let why = why(deal, *state, lang);
                // Days in a stage are a computed cell, that says why.
                let is_days = *state != Standpoint::Dirty && !why.is_empty();
                let soft = el("span").class("soft");
                let why = match is_days {
                    true => soft.add(ask_cell(session, (Sheet::Deals, deal.deal, "stage_age"), why)),
                    false => soft.add(why),
                };
                el("li").add(deal_link(session, deal.deal, lang)).add(why)
            };
            let is_grave = matches!(state, Standpoint::Dirty | Standpoint::Stalled);
            let listed_now = listed.get();
            // Of very many those that are listed are picked, since they are all drawn anew after every change of the plan.
            let deals: Vec<&Attention> = if count > listed_now {
                order::first_of(of_state(), listed_now, |one, two| two.weighted.cmp(&one.weighted))
            } else {
                of_state().collect()
            };
            let list = el("ul").class("deals").add(deals.iter().map(line).collect::<Vec<_>>());
            let left = count.saturating_sub(listed_now).min(MORE);
            let more = (left > 0).then(|| {
                let word = Words::ListMore { deals: Deals(left) }.text(lang);
                el("button").add(word).click(move || listed.update(|listed| *listed += MORE))
            });
            let head = el("summary")
                .add(el("b").add(word.text(lang)))
                .add(" ")
                .add(el("span").class("count").add(count.to_string()));
            parts.push(
                el("details")
                    .set("data-state", state_key(*state))
                    .flag("open", is_grave)
                    .add(head)
                    .add(list)
                    .add(more)
                    .into(),
            );
        }
        parts
    })
}

const fn state_key(state: Standpoint) -> &'static str {
    match state {
        Standpoint::Dirty => "bad",
        Standpoint::Stalled | Standpoint::MovedBack | Standpoint::Slipped => "warn",
        Standpoint::Inflow | Standpoint::Advanced => "good",
        Standpoint::Outflow | Standpoint::Parked => "plain",
    }
}

/// Why a deal is in a state, as far as that needs words.
fn why(deal: &Attention, state: Standpoint, lang: Lang) -> String {
    match state {
        Standpoint::Dirty => {
            let words: Vec<String> = deal.dirt.iter().map(|dirt| dirt_words(dirt).text(lang).into_owned()).collect();
            words.join(&Words::Comma.text(lang))
        }
        _ => match deal.stage_days {
            Some((days, Some(StageLimit { user: Some(limit), .. }))) => {
                Words::StageDaysOf { days, limit }.text(lang).into_owned()
            }
            Some((days, Some(StageLimit { learned: Some(limit), visits, .. }))) => {
                Words::StageDaysLearned { days, limit, visits }.text(lang).into_owned()
            }
            Some((days, _)) => {
                Words::StageDays { days: Days(usize::try_from(days).unwrap_or(0)) }.text(lang).into_owned()
            }
            None => String::new(),
        },
    }
}

/// The three deals to touch, with reasons.
pub fn touches(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Touches.text(lang).into_owned();
    super::section(session, "touches", heading, move |lang| {
        let Ok(figures) = session.with(App::figures) else { return Vec::new() };
        if figures.targets[0].is_none() {
            return vec![note(Words::NeedsTarget.text(lang))];
        }
        if figures.touches.is_empty() {
            return vec![note(Words::NothingToGain.text(lang))];
        }
        let line = |touch: &crate::forecast::outlook::Touch| {
            let act = session
                .with(|app| touch.milestone.map(|row| name(app.plan(), Sheet::Milestones, row, lang).to_string()));
            let act = match act {
                Some(milestone) => Words::TouchFirst { milestone: milestone.into() }.text(lang).into_owned(),
                None => crate::text::messages::Forecast::TouchNoAct.text(lang).into_owned(),
            };
            let (from, to) = (Share(touch.chance), Share(touch.chance + touch.gain));
            let amount = session.with(|app| super::amount(app, touch.amount as f64));
            let why = Words::TouchWhy { from, to, amount, pivot: Points(touch.pivot) }.text(lang);
            // A number keeps its sign.
            let why = why.replace(" %", "\u{a0}%");
            let days = touch.days.map(|days| {
                let points = Points(touch.lift / days);
                let days = format!("{days}").into();
                el("span").class("soft").add(Words::TouchDays { days, points }.text(lang))
            });
            let points = Words::TouchPoints { points: Points(touch.lift) }.text(lang).into_owned();
            let points = ask_told(session, Told::Lift(touch.deal), points);
            let why = el("span").class("soft").add(why);
            el("li").add(deal_link(session, touch.deal, lang)).add(el("span").add(act)).add(why).add(points).add(days)
        };
        let points = Points(figures.lift);
        let together = match figures.is_sum {
            true => Words::TogetherAbout { points },
            false => Words::TogetherPoints { points },
        };
        let together = together.text(lang).into_owned();
        let together = el("p").class("soft").add(ask_told(session, Told::Lifts, together));
        vec![el("ol").class("deals aligned").add(figures.touches.iter().map(line).collect::<Vec<_>>()), together]
    })
}
