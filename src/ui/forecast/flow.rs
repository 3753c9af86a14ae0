//! What became of the pipeline: the flow bridge between a day and today, each bar opening its deals.

use leptos::prelude::*;
use rustc_hash::FxHashSet;

use super::figure::{Behind, figure};
use super::slow::{slow, working};
use super::typed::{Day, Field, Typed, field};
use super::{Words, board_period, choice, deal_link, look, note, short, too_large, uncounted};
use crate::app::{App, Looking, Subject};
use crate::chart::{Step, waterfall};
use crate::forecast::outlook::{Bridge, Bridging, Standing, Told, Window};
use crate::forecast::{BetError, Stretch};
use crate::model::{Date, Kind, RowId, Sheet, Value, column};
use crate::text::messages::{Days, Deals};
use crate::text::{Lang, grouped, show};
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};
use crate::ui::explain::ask_told;

/// How far one may look back, in days.
const BACKS: [i64; 5] = [7, 30, 90, 180, 365];

/// The choice of how far to look back.
pub fn back(session: Session, typed: Typed, lang: Lang) -> El {
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
    let day = |word: Words, key: Field, value: Date, other: Date| {
        let take = move |day: Option<Date>| day.into_iter().for_each(|day| look(session, Looking::Between(day, other)));
        let reads = Day { session, column: (Sheet::Activities, "done"), or_nothing: false };
        let label = word.text(lang);
        let (field, refused) = field(typed, key, reads, (label.clone(), value.to_string()), lang, Box::new(take), None);
        el("label").add(el("span").add(label)).add(field).add(refused)
    };
    el("div").class("settings").add(days).add(day(Words::FromDay, Field::From, window.from, window.until)).add(day(
        Words::UntilDay,
        Field::Until,
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
    let typed = Typed::new();
    let known = slow(session, begin, step);
    super::section(session, "flow", heading, move |lang| {
        if session.with(|app| app.plan().table(Sheet::Deals).is_empty()) {
            return vec![note(Words::FlowNeeds.text(lang)).into()];
        }
        let settings: Part = back(session, typed, lang).into();
        let version = session.version.get();
        let asked = session.with(App::window);
        let known = known.get().filter(|(_, found)| found.0 == asked);
        let Some((of, found)) = known else { return vec![settings, working(lang).into()] };
        let Ok(bridge) = &found.1 else { return vec![settings, too_large(lang).into()] };
        let about: Part = note(Words::FlowAbout.text(lang)).into();
        let left_out = uncounted(session, &not_forecast(session, bridge), lang);
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

/// A number with its sign.
fn signed(number: i64, said: &str) -> String {
    match said.strip_prefix('-') {
        Some(unsigned) => format!("\u{2212}{unsigned}"),
        None if number > 0 => format!("+{said}"),
        None => said.to_owned(),
    }
}

/// A bar: what it is, its name, its sum, its deals with what each added.
type Bar = (Told, String, i64, Vec<(RowId, i64)>);

/// The deals of the bridge that the forecast does not count: why the two differ.
fn not_forecast(session: Session, bridge: &Bridge) -> Vec<(RowId, Standing)> {
    let mut found = bridge.left_out.clone();
    session.with(|app| {
        if app.window().until >= app.today() {
            let standing = |(deal, _): &(RowId, i64)| (*deal, app.board().standing(*deal));
            let others = bridge.end_deals.iter().map(standing);
            found.extend(others.filter(|(_, standing)| !matches!(standing, Standing::Open(_))));
        }
    });
    let mut seen = FxHashSet::default();
    found.retain(|(deal, _)| seen.insert(*deal));
    found
}

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
    // In the table every sum can be checked: amounts in full, and deals with their signs.
    let line = |(told, name, sum, deals): &Bar| {
        let own = column("", "", "", Kind::Money);
        let exact = session.with(|app| show(app.plan(), &own, &Value::Money(super::money(app, *sum as f64)), lang));
        let count = i64::try_from(deals.len()).unwrap_or(i64::MAX);
        let (amount, count) = match told {
            Told::Flow(cause) => match count * cause.deals() {
                0 => (signed(*sum, &exact), Words::SameDeals { deals: Deals(deals.len()) }.text(lang).into_owned()),
                more => (signed(*sum, &exact), signed(more, &grouped(more))),
            },
            _ => (exact.to_string(), grouped(count)),
        };
        vec![name.clone(), amount, count]
    };
    let lines = bars.iter().map(line).collect();
    let head = [Words::Flow, Words::PipelineHead, Words::DealsHead].map(|word| word.text(lang).into_owned());
    let asked: Vec<Told> = bars.iter().map(|(told, ..)| *told).collect();
    let asked = move |line: usize, column: usize| (column == 0).then(|| asked.get(line).copied().map(Subject::Told))?;
    let behind = Behind { head: head.to_vec(), lines, asked: Some(Box::new(asked)) };
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
