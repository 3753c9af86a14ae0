//! What if: deals taken as won, as lost, likelier or later, without touching the plan; then kept or dropped.

use super::{Words, amount, deal_link, look, note, share, too_large};
use crate::app::{App, Looking};
use crate::forecast::outlook::{Standing, Suppose};
use crate::model::schema::deals;
use crate::model::{Date, RowId, Sheet, order};
use crate::text::Lang;
use crate::text::messages::{Deals, Points, Share};
use crate::ui::Session;
use crate::ui::element::{El, el, value_of};

/// Deals offered: those that decide the target most.
const SHOWN: usize = 12;

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::WhatIf.text(lang).into_owned();
    super::section(session, "what-if", heading, move |lang| {
        let (rows, more) = session.with(offered);
        let mut parts = vec![note(Words::WhatIfAbout.text(lang)), answer(session, lang)];
        let lines: Vec<El> = rows.into_iter().map(|deal| line(session, deal, lang)).collect();
        parts.push(el("ul").class("supposed").add(lines));
        if more > 0 {
            parts.push(note(Words::MoreDeals { deals: Deals(more) }.text(lang)));
        }
        parts
    })
}

/// The deals that something is supposed of, and the open ones that matter most; how many others there are.
fn offered(app: &App) -> (Vec<RowId>, usize) {
    let board = app.board();
    let mut open: Vec<(RowId, f64)> = app
        .plan()
        .table(Sheet::Deals)
        .ids()
        .filter_map(|row| match board.standing(row) {
            Standing::Open(bet) => {
                let weight = bet.amount() as f64 * bet.chance() * (1.0 - bet.chance());
                Some((row, board.pivot(row).map_or(weight * 1e-18, |pivot| pivot.pivot + weight * 1e-18)))
            }
            _ => None,
        })
        .collect();
    order::sort_by(&mut open, |one, two| two.1.total_cmp(&one.1));
    let supposed: Vec<RowId> = app.outlook.supposed.iter().map(|(row, _)| *row).collect();
    let others: Vec<RowId> = open.into_iter().map(|(row, _)| row).filter(|row| !supposed.contains(row)).collect();
    let more = others.len().saturating_sub(SHOWN);
    // A deal keeps its place in the list once something is supposed of it: those come first.
    (supposed.into_iter().chain(others.into_iter().take(SHOWN)).collect(), more)
}

/// What the suppositions would change.
fn answer(session: Session, lang: Lang) -> El {
    let Some(found) = session.with(App::what_if) else {
        return el("p").class("answer").set("role", "status");
    };
    let Ok(found) = found else { return too_large(lang) };
    let (before, after) = (found.before.chances[0], found.after.chances[0]);
    let chance = before.zip(after).map(|(before, after)| {
        let points = Points(after - before);
        Words::Changes { before: Share(before), after: Share(after), points }.text(lang).into_owned()
    });
    let expected = session.with(|app| {
        let (before, after) = (amount(app, found.before.mean), amount(app, found.after.mean));
        Words::ChangesExpected { before, after }.text(lang).into_owned()
    });
    let keep = move || look(session, Looking::Keep);
    let drop = move || look(session, Looking::Drop);
    el("div")
        .class("answer")
        .add(el("p").set("role", "status").add(chance.map(|words| el("b").add(words))).add(" ").add(expected))
        .add(el("button").class("strong").click(keep).add(Words::Keep.text(lang)))
        .add(el("button").click(drop).add(Words::Drop.text(lang)))
}

fn line(session: Session, deal: RowId, lang: Lang) -> El {
    let (supposed, chance, close) = session.with(|app| {
        let chance = app.chance(deal).map(|chance| chance.p.chance());
        (app.supposed(deal), chance, app.plan().get(deal, deals::CLOSE))
    });
    let suppose = move |next: Option<Suppose>| look(session, Looking::Suppose(deal, next));
    let toggle = move |word: Words, value: Suppose| {
        let on = supposed == Some(value);
        el("button")
            .set("aria-pressed", if on { "true" } else { "false" })
            .click(move || suppose(Some(value).filter(|_| !on)))
            .add(word.text(lang))
    };
    let percent = match supposed {
        Some(Suppose::Chance(p)) => Some(p),
        _ => chance,
    };
    let percent = percent.map_or(String::new(), |p| format!("{}", (p * 1000.0).round() / 10.0));
    let chance_field = el("input")
        .set("type", "number")
        .set("min", "0")
        .set("max", "100")
        .set("step", "5")
        .set("aria-label", Words::SupposeChance.text(lang))
        .value(percent)
        .on("change", move |event| {
            let p: Option<f64> = value_of(&event).parse().ok();
            let p = p.filter(|p| p.is_finite()).map(|p| (p / 100.0).clamp(0.0, 1.0));
            suppose(p.map(Suppose::Chance));
        });
    let day = match supposed {
        Some(Suppose::Close(day)) => Some(day),
        _ => close,
    };
    let close_field = el("input")
        .set("type", "date")
        .set("aria-label", Words::SupposeClose.text(lang))
        .value(day.map(|day| day.to_string()).unwrap_or_default())
        .on("change", move |event| {
            suppose(value_of(&event).parse::<Date>().ok().map(Suppose::Close));
        });
    el("li")
        .flag("data-supposed", supposed.is_some())
        .add(deal_link(session, deal, lang))
        .add(el("span").class("soft").add(chance.map_or_else(String::new, |p| share(p, lang))))
        .add(toggle(Words::SupposeWon, Suppose::Won))
        .add(toggle(Words::SupposeLost, Suppose::Lost))
        .add(el("label").add(el("span").add(Words::SupposeChance.text(lang))).add(chance_field))
        .add(el("label").add(el("span").add(Words::SupposeClose.text(lang))).add(close_field))
}
