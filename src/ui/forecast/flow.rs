//! What became of the pipeline: the flow bridge between a day and today, each bar opening its deals.

use leptos::prelude::*;

use super::figure::{Behind, figure};
use super::slow::{slow, working};
use super::{Words, board_period, choice, deal_link, look, note, short, too_large, uncounted};
use crate::app::{App, Looking, Subject};
use crate::chart::{Step, waterfall};
use crate::forecast::outlook::{Bridge, Bridging, Told, Window};
use crate::forecast::{BetError, Stretch};
use crate::model::{Date, RowId, Sheet};
use crate::text::Lang;
use crate::text::messages::Days;
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live, value_of};
use crate::ui::explain::ask_told;

/// How far one may look back, in days.
const BACKS: [i64; 5] = [7, 30, 90, 180, 365];

/// The choice of how far to look back.
pub fn back(session: Session, lang: Lang) -> El {
    let back = session.with(|app| app.outlook.back);
    let options = BACKS.map(|days| (days, Words::LastDays { days: Days(days as usize) }.text(lang).into_owned()));
    let (window, is_between) = session.with(|app| (app.window(), app.outlook.between.is_some()));
    // Between two days that were given no number of days is chosen.
    let (mut options, mut chosen) = (options.to_vec(), back);
    if is_between {
        chosen = 0;
        options.insert(0, (0, Words::BetweenDays.text(lang).into_owned()));
    }
    let days = choice(Words::Flow.text(lang).into_owned(), &options, chosen, move |days| {
        if days > 0 {
            look(session, Looking::Back(days));
        }
    });
    let day = |word: Words, value: Date, other: Date| {
        let field = el("input").set("type", "date").value(value.to_string()).on("change", move |event| {
            if let Ok(day) = value_of(&event).parse() {
                look(session, Looking::Between(day, other));
            }
        });
        el("label").add(el("span").add(word.text(lang))).add(field)
    };
    el("div").class("settings").add(days).add(day(Words::FromDay, window.from, window.until)).add(day(
        Words::UntilDay,
        window.until,
        window.from,
    ))
}

/// The window with what became in it.
type Found = (Window, Result<Bridge, BetError>);

fn begin(session: Session) -> (Window, Bridging) {
    session.with(|app| {
        let window = app.window();
        (window, Bridging::new(&app.view(), &window, &board_period(app), app.scope.person))
    })
}

fn step(session: Session, (window, work): &mut (Window, Bridging)) -> Option<Found> {
    let found = session.with(|app| work.step(&app.view(), &mut Stretch::default()))?;
    Some((*window, found))
}

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Flow.text(lang).into_owned();
    // The bar whose deals are shown, by its place.
    let open = RwSignal::new(None);
    let known = slow(session, begin, step);
    super::section(session, "flow", heading, move |lang| {
        if session.with(|app| app.plan().table(Sheet::Deals).is_empty()) {
            return vec![note(Words::FlowNeeds.text(lang)).into()];
        }
        let settings: Part = back(session, lang).into();
        let version = session.version.get();
        let asked = session.with(App::window);
        let known = known.get().filter(|(_, found)| found.0 == asked);
        let Some((of, found)) = known else { return vec![settings, working(lang).into()] };
        let Ok(bridge) = &found.1 else { return vec![settings, too_large(lang).into()] };
        let about: Part = note(Words::FlowAbout.text(lang)).into();
        let left_out = uncounted(session, &bridge.left_out, lang);
        let shown = match bridge.bars.is_empty() {
            true => note(Words::NoFlow.text(lang)).into(),
            false => drawn(session, bridge.clone(), open, lang),
        };
        let mut parts = vec![settings, about, shown];
        parts.extend((of != version).then(|| working(lang).into()));
        parts.extend(left_out.map(Part::from));
        parts
    })
}

/// A bar: what it is, its name, its sum, its deals with what each added.
type Bar = (Told, String, i64, Vec<(RowId, i64)>);

fn drawn(session: Session, bridge: Bridge, open: RwSignal<Option<usize>>, lang: Lang) -> Part {
    let last = bridge.bars.len() + 1;
    let is_now = session.with(|app| app.window().until >= app.today());
    let sums = |told: Told, sum: i64, deals: Vec<(RowId, i64)>| {
        let name = match told {
            Told::FlowEnd if !is_now => Words::EndThen.text(lang).into_owned(),
            told => session.with(|app| app.told_name(told)),
        };
        (told, name, sum, deals)
    };
    let mut bars: Vec<Bar> = vec![sums(Told::FlowStart, bridge.start, bridge.start_deals)];
    bars.extend(bridge.bars.into_iter().map(|bar| sums(Told::Flow(bar.cause), bar.sum, bar.deals)));
    bars.push(sums(Told::FlowEnd, bridge.end, bridge.end_deals));
    let steps: Vec<Step> = session.with(|app| {
        let step = |(at, (_, name, sum, _)): (usize, &Bar)| Step {
            name: name.clone(),
            value: *sum as f64,
            said: short(app, *sum as f64, lang),
            is_sum: at == 0 || at == last,
        };
        bars.iter().enumerate().map(step).collect()
    });
    let lines = steps
        .iter()
        .zip(&bars)
        .map(|(step, (.., deals))| vec![step.name.clone(), step.said.clone(), deals.len().to_string()]);
    let head = [Words::Flow, Words::PipelineHead, Words::DealsHead].map(|word| word.text(lang).into_owned());
    let asked: Vec<Told> = bars.iter().map(|(told, ..)| *told).collect();
    let asked = move |line: usize, column: usize| (column == 0).then(|| asked.get(line).copied().map(Subject::Told))?;
    let behind = Behind { head: head.to_vec(), lines: lines.collect(), asked: Some(Box::new(asked)) };
    let label = Words::Flow.text(lang).into_owned();
    // The bars of before are gone, and with them the one that was open.
    open.set(None);
    let chart = figure(
        session,
        "flow",
        label,
        waterfall(&steps),
        behind,
        Some(std::sync::Arc::new(move |line| open.set(Some(line)))),
    );
    let deals = live(move || {
        let (told, name, sum, deals) = bars.get(open.try_get().flatten()?)?;
        let line = |(deal, change): &(RowId, i64)| {
            let change = session.with(|app| short(app, *change as f64, lang));
            el("li").add(deal_link(session, *deal, lang)).add(el("span").add(change))
        };
        let list = el("ul").class("deals").add(deals.iter().map(line).collect::<Vec<_>>());
        let sum = session.with(|app| short(app, *sum as f64, lang));
        Some([el("h3").add(name.clone()).add(" ").add(ask_told(session, *told, sum)), list])
    });
    el("div").add(chart).add(el("div").set("aria-live", "polite").add(deals)).into()
}
