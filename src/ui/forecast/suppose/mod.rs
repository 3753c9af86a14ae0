//! What if: deals taken as won, as lost, likelier or later, without touching the plan; then kept or dropped.
//!
//! Everything has its place before anything is supposed, so that nothing moves under the hand that drags.

mod answer;
mod line;
mod scenarios;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

pub use scenarios::section as scenarios;

use super::ahead::needs_deals;
use super::slow::{slow_of, working};
use super::{Words, amount, look, note, share, short, title_of, too_large};
use crate::app::{App, Looking, Rehearse, Supposition};
use crate::forecast::outlook::WhatIf;
use crate::forecast::{BetError, Stretch};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};
use crate::text::messages::Deals;
use crate::text::{Lang, name};
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live, settled_value_of};

/// Deals that a search shows at most.
const FOUND: usize = 8;

/// What is drawn here follows the plan, and what is supposed.
fn version(session: Session) -> u64 {
    (session.version.get() << 24) + session.supposed.get() % (1 << 24)
}

fn begin(session: Session) -> Rehearse {
    session.with(|app| Rehearse::of(app.outlook.supposing.all.clone()))
}

fn step(session: Session, work: &mut Rehearse) -> Option<Result<WhatIf, BetError>> {
    session.with(|app| app.rehearse_on(work, &mut Stretch::default()))
}

pub fn section(session: Session) -> El {
    let known = slow_of(session, version, begin, step);
    let heading = |_: &App, lang: Lang| Words::WhatIf.text(lang).into_owned();
    let hand = line::Hand::default();
    let typed = RwSignal::new(String::new());
    super::section(session, "what-if", heading, move |lang| {
        let version = version(session);
        let (rows, more) = session.with(App::offered);
        let Some((of, found)) = known.get() else { return vec![Part::from(working(lang))] };
        let Ok(found) = &*found else { return vec![Part::from(too_large(lang))] };
        let line = |deal: &RowId| {
            let idle = found.idle.iter().find(|(own, _)| own == deal).map(|(_, why)| *why);
            line::line(session, hand, *deal, idle, lang)
        };
        let lines: Vec<El> = rows.iter().map(line).collect();
        if lines.is_empty() && !session.with(App::has_open_deal) {
            return vec![needs_deals(lang).into()];
        }
        let mut parts: Vec<Part> = vec![
            note(Words::WhatIfAbout.text(lang)).into(),
            answer::said(session, found, lang).into(),
            answer::figures(session, found, lang).into(),
            answer::acts(session, lang).into(),
            search(session, typed, lang).into(),
            el("p").class("hint").add(Words::SupposeArrows.text(lang)).into(),
            el("ul").class("supposed").add(lines).into(),
        ];
        parts.extend((of != version).then(|| working(lang).into()));
        if more > 0 {
            parts.push(note(Words::MoreDeals { deals: Deals(more) }.text(lang)).into());
        }
        parts
    })
}

fn suppose(session: Session, act: Supposition) {
    look(session, Looking::Suppose(act));
}

/// Any deal can be brought in by name.
fn search(session: Session, typed: RwSignal<String>, lang: Lang) -> El {
    let take = move |deal: RowId| {
        suppose(session, Supposition::Offer(deal));
        typed.set(String::new());
        // The description of the field is what it was: what was typed into it is not in it.
        let field = document().query_selector("#suppose-find").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.set_value("");
        }
        let slider = document().query_selector(".supposed input[type='range']").ok().flatten();
        if let Some(slider) = slider.and_then(|slider| slider.dyn_into::<HtmlInputElement>().ok()) {
            let _ = slider.focus();
        }
    };
    let find = move || session.with(|app| app.find_deals(&typed.get(), FOUND));
    let first = move || session.with(|app| app.find_deals(&typed.get_untracked(), 1)).first().copied();
    let look_for = move |event: web_sys::Event| {
        if let Some(text) = settled_value_of(&event) {
            typed.set(text);
        }
    };
    let field = el("input")
        .set("type", "search")
        .set("id", "suppose-find")
        .set("autocomplete", "off")
        .set("placeholder", Words::FindDeal.text(lang))
        .set("aria-label", Words::FindDeal.text(lang))
        .on("input", look_for)
        .on("compositionend", look_for);
    let results = move || {
        let rows = find();
        if rows.is_empty() && !typed.with(|typed| typed.trim().is_empty()) {
            return vec![el("p").class("soft").set("role", "status").add(Words::NoDealFound.text(lang))];
        }
        let line = |row: &RowId| {
            let (row, words) = (*row, session.with(|app| of_whom(app, *row, lang)));
            el("li").add(el("button").click(move || take(row)).add(words))
        };
        let lines: Vec<El> = rows.iter().map(line).collect();
        if lines.is_empty() { Vec::new() } else { vec![el("ul").add(lines)] }
    };
    el("form")
        .class("find-deal")
        .set("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            if let Some(deal) = first() {
                take(deal);
            }
        })
        .on("keydown", |event| crate::ui::regions::along(&event, "li button"))
        .add(field)
        .add(live(results))
}

/// A deal with its customer.
fn of_whom(app: &App, deal: RowId, lang: Lang) -> String {
    let account = app.plan().get(deal, deals::ACCOUNT).map(|account| name(app.plan(), Sheet::Accounts, account, lang));
    match account.filter(|account| !account.is_empty()) {
        Some(account) => format!("{} · {account}", title_of(app, deal, lang)),
        None => title_of(app, deal, lang),
    }
}
