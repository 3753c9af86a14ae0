//! Where scarce days count most, how much pipeline it takes, and what would explain a miss.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::slow::{slow, working};
use super::typed::{CHANCE, DAYS, Field, Range, Typed, field, in_percent};
use super::{Words, amount, choice, deal_link, look, note, share, title_of, too_large};
use crate::app::{Action, App, Looking};
use crate::forecast::allocation::Allocation;
use crate::forecast::outlook::{Reason, Spending, Spent, Told};
use crate::forecast::{BetError, Stretch};
use crate::model::schema::deals;
use crate::model::{Decimal, Key, Percent, RowId, Sheet, Value, order};
use crate::text::Lang;
use crate::text::messages::{Days, Deals, Points, Share};
use crate::ui::Session;
use crate::ui::element::{El, el};
use crate::ui::explain::ask_told;

/// Deals named as the likeliest reasons.
const REASONS: usize = 5;
/// So many gains are listed whether they are chosen or not.
const LISTED: usize = 10;
/// How sure one may want to be of the target where the pipeline that takes is asked for.
const CONFIDENCES: [f64; 5] = [0.5, 0.75, 0.8, 0.9, 0.95];

/// What was found, or none without a target.
type Found = Result<Option<Spent>, BetError>;

fn begin(session: Session) -> Spending {
    session.with(|app| Spending::new(&app.view(), app.outlook.days, app.outlook.confidence))
}

fn step(session: Session, work: &mut Spending) -> Option<Found> {
    session.with(|app| work.step(&app.view(), &mut Stretch::default())).transpose()
}

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Resources.text(lang).into_owned();
    let known = slow(session, begin, step);
    let typed = Typed::new();
    let standing = Standing::new();
    super::section(session, "days", heading, move |lang| {
        let version = session.version.get();
        if session.with(|app| app.board().target().is_none()) {
            return vec![note(Words::NeedsTarget.text(lang))];
        }
        let (days, confidence) = session.with(|app| (app.outlook.days, app.outlook.confidence));
        let label = Words::DaysToSpend.text(lang);
        let take = move |days: Option<f64>| {
            if let Some(days) = days {
                look(session, Looking::Days(days));
            }
        };
        let (field, refused) = field(typed, Field::Days, DAYS, (label, tenths(days)), lang, Box::new(take), None);
        let field = el("label").add(el("span").add(Words::DaysToSpend.text(lang))).add(field);
        let settings = el("div").class("settings").add(field).add(refused);
        let mut parts = vec![settings];
        let Some((of, found)) = known.get() else {
            parts.push(working(lang));
            return parts;
        };
        let Ok(found) = &*found else { return vec![too_large(lang)] };
        // In a place of its own: the table below is the same one, with the field that has the focus.
        parts.push(el("div").add((of != version).then(|| working(lang))));
        let Some(found) = found else { return parts };
        if found.options.is_empty() {
            parts.push(note(Words::NothingToGain.text(lang)));
        } else {
            parts.extend([note(Words::ResourcesAbout.text(lang)), table(session, (typed, standing), found, lang)]);
            parts.extend(linked_about(session, found, lang));
            parts.push(said(session, found, lang));
        }
        let linked = session.with(|app| app.board().linked());
        if let Some(needed) = &found.needed {
            let sure = CONFIDENCES.map(|share_of| (share_of, share(share_of, lang)));
            let label = Words::Confidence.text(lang).into_owned();
            let choose =
                choice(label.clone(), &sure, confidence, move |share_of| look(session, Looking::Confidence(share_of)));
            parts.push(el("div").class("settings").add(el("label").add(el("span").add(label)).add(choose)));
            let pipeline = session.with(|app| amount(app, needed.needed as f64));
            let times = format!("{:.1}", needed.times).into();
            let words = Words::Coverage { confidence: Share(needed.reached), needed: pipeline, times }.text(lang);
            let singly = (linked > 0).then(|| Words::LinkedSingly { deals: Deals(linked) }.text(lang));
            let asked = Told::Needed((confidence * 1000.0).round() as u32);
            let said = el("p").class("soft").add(ask_told(session, asked, words.into_owned()));
            parts.push(said.add(singly.map(|words| format!("{}{words}", lang.gap()))));
        }
        if !found.reasons.is_empty() {
            let line = |reason: &Reason| {
                let (before, after) = (Share(reason.lost), Share(reason.given_miss));
                let words = Words::LostThen { before, after }.text(lang).into_owned();
                let words = ask_told(session, Told::GivenMiss(reason.deal), words);
                el("li").add(deal_link(session, reason.deal, lang)).add(el("span").class("soft").add(words))
            };
            parts.push(el("h3").add(Words::PreMortem.text(lang)));
            parts.push(note(Words::PreMortemAbout.text(lang)));
            parts.push(el("ol").class("deals").add(found.reasons.iter().take(REASONS).map(line).collect::<Vec<_>>()));
        }
        parts
    })
}

/// Which gains are shown: those that lift the target most, and all that are chosen.
fn is_listed(at: usize, allocation: &Allocation) -> bool {
    at < LISTED || allocation.chosen.contains(&at)
}

/// Why linked deals are not chosen, where some are listed.
fn linked_about(session: Session, found: &Spent, lang: Lang) -> Option<El> {
    let mut listed = found.options.iter().enumerate().filter(|(at, _)| is_listed(*at, &found.allocation));
    let is_any = session.with(|app| listed.any(|(_, (deal, ..))| app.board().is_linked(*deal)));
    is_any.then(|| note(Words::NotChosenAbout.text(lang)))
}

/// The order in which deals stand in the table, kept for as long as somebody writes there: a deal that moved away under the
/// hands would leave the next number to another one.
#[derive(Clone, Copy)]
struct Standing {
    deals: StoredValue<Vec<RowId>>,
    /// Whether somebody is there. The browser itself does not know for a moment while the focus goes from field to field.
    is_held: StoredValue<bool>,
    /// Whoever was there has left.
    left: RwSignal<()>,
}

/// The table within which the order is kept.
const WRITTEN: &str = ".spending";

impl Standing {
    fn new() -> Standing {
        Standing { deals: StoredValue::new(Vec::new()), is_held: StoredValue::new(false), left: RwSignal::new(()) }
    }

    /// The gains that are listed, by their number, in the order in which they are to stand.
    fn arrange(self, session: Session, found: &Spent) -> Vec<usize> {
        self.left.track();
        let Spent { options, allocation, .. } = found;
        let is_held = self.is_held.get_value();
        let place = |at: &usize| {
            let deal = options.get(*at).map(|(deal, ..)| *deal);
            self.deals.with_value(|deals| deals.iter().position(|own| Some(*own) == deal))
        };
        // What somebody has written can be looked at, and mended, where he wrote it.
        let is_own = |at: &usize| options.get(*at).is_some_and(|(deal, ..)| own_chance(session, *deal).is_some());
        let is_shown = |at: &usize| is_listed(*at, allocation) || is_own(at) || is_held && place(at).is_some();
        let mut listed: Vec<usize> = (0..options.len()).filter(is_shown).collect();
        if is_held {
            order::sort_by_key(&mut listed, |at| place(at).unwrap_or(usize::MAX));
        }
        let deals = listed.iter().filter_map(|at| options.get(*at)).map(|(deal, ..)| *deal).collect();
        self.deals.set_value(deals);
        listed
    }

    /// The deals take their places again once the focus is elsewhere.
    fn on_leave(self, event: &web_sys::Event) {
        let to = event.dyn_ref::<web_sys::FocusEvent>().and_then(web_sys::FocusEvent::related_target);
        let to = to.and_then(|to| to.dyn_into::<web_sys::Element>().ok());
        if to.is_none_or(|to| to.closest(WRITTEN).ok().flatten().is_none()) {
            self.is_held.set_value(false);
            self.left.set(());
        }
    }
}

/// The gains to choose from, those chosen marked; what each takes and brings is written into its deal.
fn table(session: Session, (typed, standing): (Typed, Standing), found: &Spent, lang: Lang) -> El {
    let Spent { options, allocation, .. } = found;
    let listed = standing.arrange(session, found);
    let shown = listed.into_iter().filter_map(|at| Some((at, options.get(at)?)));
    // On a telephone a deal is a block of its own, and its cells say themselves what they are.
    let named = |word: Words| el("td").set("data-head", word.text(lang));
    let row = |(at, (deal, gain, days)): (usize, &(RowId, f64, f64))| {
        let deal = *deal;
        let is_chosen = allocation.chosen.contains(&at);
        let (name, p) = session.with(|app| {
            let p = app.chance(deal).map_or(0.0, |chance| chance.p.chance());
            (title_of(app, deal, lang), p)
        });
        let set = move |column: &'static str, value: Value| {
            session.dispatch(Action::Set { sheet: Sheet::Deals, row: deal, column: Key::new_static(column), value });
        };
        let label = |word: Words| {
            let (name, value) = (name.as_str().into(), word.text(lang).as_ref().into());
            Words::Named { name, value }.text(lang)
        };
        let range = Range { or_nothing: true, ..CHANCE };
        let own = own_chance(session, deal);
        let shown = (label(Words::ChanceThen), in_percent(own.unwrap_or(p + gain), own.is_some()));
        let take = move |p: Option<f64>| {
            let ppm = p.map(|p| (p * 1e4).round() as i64);
            set("p_next", ppm.map_or(Value::Empty, |ppm| Value::Percent(Percent { ppm })));
        };
        let (then, no_chance) = field(typed, Field::Then(deal), range, shown, lang, Box::new(take), None);
        let range = Range { or_nothing: true, ..DAYS };
        let shown = (label(Words::DaysItTakes), format!("{days}"));
        let take = move |days: Option<f64>| {
            let millionths = days.map(|days| (days * 10.0).round() as i64 * 100_000);
            set("effort", millionths.map_or(Value::Empty, |millionths| Value::Number(Decimal { millionths })));
        };
        let (effort, no_days) = field(typed, Field::Effort(deal), range, shown, lang, Box::new(take), None);
        let (linked, pivot) = session.with(|app| (app.board().is_linked(deal), app.board().pivot(deal)));
        let mark = match (is_chosen, linked) {
            (true, _) => Some(el("b").add(Words::WorkOnIt.text(lang))),
            (false, true) => Some(el("span").class("soft").add(Words::NotChosen.text(lang))),
            (false, false) if own.is_some_and(|own| own <= p) => {
                Some(el("span").class("soft").add(Words::NoGain.text(lang)))
            }
            (false, false) => None,
        };
        let a_day = pivot
            .filter(|_| *days > 0.0 && !linked)
            .map(|pivot| ask_told(session, Told::ADay(deal), crate::text::points(pivot.pivot * gain / days)));
        el("tr")
            .flag("data-chosen", is_chosen)
            .add(el("th").set("scope", "row").add(deal_link(session, deal, lang)))
            .add(named(Words::ChanceNow).add(share(p, lang)))
            .add(named(Words::ChanceThen).add(then).add(" %").add(no_chance))
            .add(named(Words::DaysItTakes).add(effort).add(no_days))
            .add(named(Words::PointsADay).add(a_day))
            .add(el("td").add(mark))
    };
    let head = [Words::DealHead, Words::ChanceNow, Words::ChanceThen, Words::DaysItTakes, Words::PointsADay];
    let head = head.map(|word| el("th").set("scope", "col").add(word.text(lang)));
    let table = el("table")
        .class("figures")
        .set("aria-label", Words::Resources.text(lang))
        .add(el("thead").add(el("tr").add(head).add(el("td"))))
        .add(el("tbody").add(shown.map(row).collect::<Vec<_>>()));
    el("div")
        .class("scrolls spending")
        .set("tabindex", "0")
        .set("role", "group")
        .on("focusin", move |_| standing.is_held.set_value(true))
        .on("focusout", move |event| standing.on_leave(&event))
        .add(table)
}

/// The chance that somebody has written for a deal once it is advanced.
fn own_chance(session: Session, deal: RowId) -> Option<f64> {
    session.with(|app| app.plan().get(deal, deals::P_NEXT)).map(|own| own.ppm as f64 / 1e6)
}

fn tenths(days: f64) -> String {
    format!("{}", (days * 10.0).round() / 10.0)
}

/// What the choice brings, what is left of the days, and what more of them would buy.
fn said(session: Session, found: &Spent, lang: Lang) -> El {
    let (Spent { allocation, more, .. }, (days, _)) = (found, found.asked);
    let (before, after, bound) = (Share(allocation.before), Share(allocation.after), Share(allocation.bound));
    let gained = match allocation.exact {
        true => Words::AllocationExact { before, after },
        false => Words::AllocationBound { before, after, bound },
    };
    let left = Words::DaysLeft {
        used: tenths(allocation.days).into(),
        days: tenths(days).into(),
        left: tenths(days - allocation.days).into(),
    };
    let more = match *more {
        Some((1, lift)) => Words::OneMoreDay { points: Points(lift) },
        Some((count, lift)) => Words::MoreDays { days: Days(count as usize), points: Points(lift) },
        None => Words::NoMoreDays,
    };
    let gap = lang.gap();
    let asked = Told::Spent((days * 10.0).round() as u32);
    let gained = ask_told(session, asked, gained.text(lang).into_owned());
    el("p").set("role", "status").add(el("b").add(gained)).add(format!(
        "{gap}{}{gap}{}",
        left.text(lang),
        more.text(lang)
    ))
}
