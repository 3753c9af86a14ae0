//! Beside the funnel: what the active deal is, what it lacks, why its probability is what it is.

use leptos::prelude::*;

use super::Session;
use super::element::{El, el, live, value_of};
use super::explain::ask_cell;
use crate::app::grid::GridId;
use crate::app::{Action, App};
use crate::forecast::outlook::{Source, computed, flag_stands, open_unknowns, red_flags, unasked};
use crate::model::schema::setup::stages;
use crate::model::schema::{activities, deals, setup};
use crate::model::{Computed, Decimal, Key, Percent, RowId, Sheet, Value};
use crate::text::messages::{Forecast, Milestones, Pages, Panel as Words, Share, ShortDay};
use crate::text::{Lang, name, show, title};

/// The deal in which the funnel has its active cell.
fn active_deal(session: Session) -> Option<RowId> {
    session.with(|app| {
        let grid = app.laid_out(GridId::Table(Sheet::Deals))?;
        grid.layout.record(grid.selection.active.row)
    })
}

/// The panel.
pub fn side(session: Session) -> El {
    let deal = Memo::new(move |_| {
        session.follow_turns();
        active_deal(session)
    });
    let cell = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.laid_out(GridId::Table(Sheet::Deals)).map(|grid| grid.selection.active))
    });
    let explained = live(move || {
        session.follow();
        // Read, not only tracked: a memo that nobody reads follows nothing.
        cell.get()?;
        super::explain::explained(session, GridId::Table(Sheet::Deals), session.language())
    });
    let side = el("aside")
        .class("side")
        .set("data-region", "side")
        // It scrolls, and Firefox would stop at it.
        .set("tabindex", "-1")
        .live("aria-label", move || Some(Words::Name.text(session.language())));
    side.add(explained).add(live(move || {
        session.follow();
        let lang = session.language();
        match deal.get() {
            Some(deal) => about(session, deal, lang),
            None => vec![why_line(Words::Nothing.text(lang).into())],
        }
    }))
}

fn why_line(sentence: String) -> El {
    el("p").class("why").add(sentence)
}

fn about(session: Session, deal: RowId, lang: Lang) -> Vec<El> {
    let (heading, line) = session.with(|app| {
        let plan = app.plan();
        let linked = |column, sheet| plan.get(deal, column).map(|row| name(plan, sheet, row, lang).to_string());
        let entered =
            plan.get(deal, deals::ENTERED).map(|day| Words::Entered { day: ShortDay(day) }.text(lang).into_owned());
        let parts = [linked(deals::ACCOUNT, Sheet::Accounts), linked(deals::OWNER, Sheet::Persons), entered];
        (title(plan, Sheet::Deals, deal, lang).to_string(), parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    });
    let head = el("div").add(el("h2").add(heading)).add(el("p").class("soft").add(line)).add(
        el("button")
            .class("strong")
            .click(move || session.dispatch(Action::Goto(Sheet::Deals, deal, Key::new_static("objective"))))
            .add(Words::OpenStrategy.text(lang)),
    );
    let parts = [
        Some(head),
        Some(facts(session, deal, lang)),
        milestones(session, deal, lang),
        ahead(session, deal, lang),
        Some(flags(session, deal, lang)),
        Some(why(session, deal, lang)),
    ];
    parts.into_iter().flatten().collect()
}

fn facts(session: Session, deal: RowId, lang: Lang) -> El {
    let (claimed, proven, behind, days, pivot) = session.with(|app| {
        let (plan, view) = (app.plan(), app.view());
        let stage = view.claimed(deal);
        let stage_name = |stage: Option<RowId>| stage.map(|row| title(plan, Sheet::Stages, row, lang).to_string());
        let proven = match computed(&view, Computed::ProvenStage, deal) {
            Value::Link(stage) => Some(stage),
            _ => None,
        };
        let number =
            |stage: Option<RowId>| stage.and_then(|row| plan.get(row, setup::stages::NUMBER)).map_or(0, Decimal::trunc);
        let whole = |formula| match computed(&view, formula, deal) {
            Value::Number(number) => Some(number.trunc()),
            _ => None,
        };
        let days = match (whole(Computed::StageAge), whole(Computed::StageLimit)) {
            (Some(days), Some(limit)) => Some(Words::DaysOfLimit { days, limit }.text(lang).into_owned()),
            (Some(days), None) => Some(
                Words::DaysOnly { days: crate::text::messages::Days(days.unsigned_abs() as usize) }
                    .text(lang)
                    .into_owned(),
            ),
            _ => None,
        };
        let why: Vec<_> = app.why_not_counted(deal).into_iter().map(|words| words.text(lang)).collect();
        let why = if why.is_empty() { Forecast::SetTarget.text(lang).into_owned() } else { why.join(lang.gap()) };
        (stage_name(stage), stage_name(proven), number(proven) < number(stage), days, (app.board().pivot(deal), why))
    });
    let (pivot, why) = pivot;
    let none = || Words::NotProven.text(lang).into_owned();
    let met = pivot
        .map_or(why, |pivot| Words::WonLost { won: Share(pivot.won), lost: Share(pivot.lost) }.text(lang).into_owned());
    let pair = |name: Words| el("div").add(el("dt").add(name.text(lang)));
    let asked = |key: &'static str, text: String| ask_cell(session, (Sheet::Deals, deal, key), text);
    let met = if pivot.is_some() { el("dd").add(asked("pivot", met)) } else { el("dd").add(met) };
    el("dl")
        .class("kv")
        .add(pair(Words::ClaimedStage).add(el("dd").add(claimed.unwrap_or_else(none))))
        .add(
            pair(Words::ProvenStage)
                .add(el("dd").flag("data-behind", behind).add(asked("proven", proven.unwrap_or_else(none)))),
        )
        .add(days.map(|days| pair(Words::DaysInStage).add(el("dd").add(asked("stage_age", days)))))
        .add(pair(Words::TargetIfWonLost).add(met))
}

fn milestones(session: Session, deal: RowId, lang: Lang) -> Option<El> {
    let stage = session.with(|app| app.view().claimed(deal))?;
    let (heading, lines) = session.with(|app| {
        let (plan, view) = (app.plan(), app.view());
        let ticked = plan.get(deal, deals::MILESTONES).unwrap_or_default().to_vec();
        let proofs = app.evidence(deal);
        let lines: Vec<_> = view
            .exits(stage)
            .into_iter()
            .map(|milestone| {
                let proof = proofs.iter().find(|(proven, _)| *proven == milestone).map(|(_, activity)| {
                    let kind =
                        plan.get(*activity, activities::TYPE).map(|kind| name(plan, Sheet::ActivityTypes, kind, lang));
                    let day = plan.get(*activity, activities::DONE).unwrap_or_else(|| app.today());
                    Words::EvidencedBy { kind: kind.unwrap_or_default(), day: ShortDay(day) }.text(lang).into_owned()
                });
                let asserted = ticked.contains(&milestone);
                let note = proof.clone().or_else(|| asserted.then(|| Words::Asserted.text(lang).into_owned()));
                (milestone, name(plan, Sheet::Milestones, milestone, lang).to_string(), asserted, proof.is_some(), note)
            })
            .collect();
        let stage = title(plan, Sheet::Stages, stage, lang);
        (Words::ToLeaveStage { stage }.text(lang).into_owned(), lines)
    });
    let toggle = move |milestone: RowId| {
        let mut ticked = session.with(|app| app.plan().get(deal, deals::MILESTONES).unwrap_or_default().to_vec());
        match ticked.iter().position(|own| *own == milestone) {
            Some(at) => drop(ticked.remove(at)),
            None => ticked.push(milestone),
        }
        let column = Key::new_static("milestones");
        session.dispatch(Action::Set { sheet: Sheet::Deals, row: deal, column, value: Value::links(ticked) });
    };
    let empty = lines.is_empty().then(|| el("p").class("soft").add(Words::NoMilestones.text(lang)));
    let line = |(milestone, text, asserted, proven, note): (RowId, String, bool, bool, Option<String>)| {
        let tick = el("input").set("type", "checkbox").is("checked", asserted || proven);
        el("label")
            .add(tick.flag("disabled", proven).on("change", move |_| toggle(milestone)))
            .add(el("span").add(text))
            .add(el("small").add(note))
    };
    let lines: Vec<El> = lines.into_iter().map(line).collect();
    Some(el("div").class("ms").add(el("h3").add(heading)).add(lines).add(empty))
}

/// A line of the list of flags and unknowns: where it leads, whether it is an unknown, what it says.
type Matter = ((Sheet, RowId, Key), bool, String);

fn matters(app: &App, deal: RowId, lang: Lang) -> Vec<Matter> {
    let (plan, view) = (app.plan(), app.view());
    let at = |sheet: Sheet, row: RowId| {
        ((sheet, row, sheet.title()), sheet == Sheet::Unknowns, name(plan, sheet, row, lang).into())
    };
    let strategy = || (Sheet::Deals, deal, Key::new_static("objective"));
    let raised = red_flags(&view, deal).into_iter().filter(|raised| raised.rests.is_none());
    let mut lines: Vec<Matter> =
        raised.map(|raised| (strategy(), false, app.flag_words(deal, raised.flag).text(lang).into_owned())).collect();
    let flags = plan.linked(Sheet::Flags, "deal", deal).filter(|row| flag_stands(&view, *row));
    lines.extend(flags.map(|row| at(Sheet::Flags, row)));
    lines.extend(open_unknowns(&view, deal).into_iter().map(|row| at(Sheet::Unknowns, row)));
    let unasked = unasked(&view, deal).into_iter();
    lines.extend(unasked.map(|line| (strategy(), true, name(plan, Sheet::Questions, line, lang).into())));
    lines
}

fn flags(session: Session, deal: RowId, lang: Lang) -> El {
    let lines = session.with(|app| matters(app, deal, lang));
    let empty = lines.is_empty().then(|| el("p").class("soft").add(Words::NoFlags.text(lang)));
    let line = |((sheet, row, column), is_unknown, text): Matter| {
        el("button")
            .class("flag")
            .flag("data-unknown", is_unknown)
            .click(move || session.dispatch(Action::Goto(sheet, row, column.clone())))
            .add(text)
    };
    let lines: Vec<El> = lines.into_iter().map(line).collect();
    el("div").add(el("h3").add(Words::FlagsAndUnknowns.text(lang))).add(lines).add(empty)
}

/// What the stages before this one still ask, and why the deal went ahead all the same.
fn ahead(session: Session, deal: RowId, lang: Lang) -> Option<El> {
    let (unmet, why) = session.with(|app| {
        let view = app.view();
        let unmet = if view.moved_ahead(deal) { view.unmet_before(deal) } else { Vec::new() };
        let names: Vec<String> =
            unmet.iter().map(|row| name(app.plan(), Sheet::Milestones, *row, lang).to_string()).collect();
        (names, app.plan().get(deal, deals::AHEAD_WHY).unwrap_or_default().to_owned())
    });
    if unmet.is_empty() {
        return None;
    }
    let heading = Pages::UnmetBefore { milestones: Milestones(unmet.len()) }.text(lang);
    let items: Vec<El> = unmet.into_iter().map(|name| el("li").add(name)).collect();
    let write = move |event: web_sys::Event| {
        let (column, value) = (Key::new_static("ahead_why"), Value::text(value_of(&event).trim()));
        session.dispatch(Action::Set { sheet: Sheet::Deals, row: deal, column, value });
    };
    let field = el("input").set("type", "text").value(why).on("change", write);
    let asked = el("label").add(Pages::WhyAhead.text(lang)).add(field);
    Some(el("div").class("ahead").add(el("h3").add(heading)).add(el("ul").add(items)).add(asked))
}

/// Why the probability is what it is, in words and with its numbers.
fn why(session: Session, deal: RowId, lang: Lang) -> El {
    let (heading, sentences) = session.with(|app| {
        let (plan, view) = (app.plan(), app.view());
        let table = plan.table(Sheet::Deals);
        let shown = |key: &str, value: &Value| {
            table.definition(key).map(|definition| show(plan, definition, value, lang)).unwrap_or_default()
        };
        let Some(chance) = app.chance(deal) else {
            let words = if app.is_lead(deal) { Words::WhyLead } else { Words::WhyNone };
            return (String::new(), vec![("p", words.text(lang).into_owned())]);
        };
        let in_stage = |share: Percent| {
            let column = plan.table(Sheet::Stages).definition(&stages::P.key());
            column.map(|column| show(plan, column, &Value::Percent(share), lang)).unwrap_or_default()
        };
        // What somebody typed has the decimals that were typed.
        let p = match chance.source {
            Source::Own => shown("p_own", &Value::Percent(chance.p)),
            Source::Ladder => in_stage(chance.p),
            Source::Ended | Source::Learned | Source::Adjusted => shown("p", &Value::Percent(chance.p)),
        };
        let stage = chance.stage.map(|stage| title(plan, Sheet::Stages, stage, lang)).unwrap_or_default();
        let assumed = chance.assumed.map(in_stage);
        let reason = match (chance.source, assumed) {
            (Source::Ended, _) if chance.p.ppm > 0 => Words::WhyWon,
            (Source::Ended, _) => Words::WhyEnded,
            (Source::Ladder, _) => Words::WhyStage { stage, chance: p.clone() },
            (Source::Adjusted, _) => {
                let base = chance.base.map(|base| shown("p", &Value::Percent(base))).unwrap_or_default();
                Words::WhyAdjusted { chance: p.clone(), base }
            }
            (Source::Learned, assumed) => {
                let (won, closed) = chance.tally.map_or((0, 0), |tally| (tally.won as usize, tally.closed as usize));
                let assumed = assumed.unwrap_or_default();
                Words::WhyLearned { chance: p.clone(), stage, won, closed, assumed }
            }
            (Source::Own, Some(assumed)) => Words::WhyOwnStage { chance: p.clone(), stage, assumed },
            (Source::Own, None) => Words::WhyOwn { chance: p.clone() },
        };
        let mut sentences = vec![("p", reason.text(lang).into_owned())];
        let weighted = computed(&view, Computed::Weighted, deal);
        if let Value::Money(_) = weighted {
            let typed = view.draft.filter(|draft| draft.row == deal).and_then(|draft| draft.value(deals::AMOUNT.index));
            let amount = typed.unwrap_or(plan.value(Sheet::Deals, deal, "amount"));
            let amount = shown("amount", amount);
            let weighted = shown("weighted", &weighted);
            let words = Words::WhyWeighted { amount, chance: p.clone(), weighted };
            sentences.push(("weighted", words.text(lang).into_owned()));
        }
        if let Some(pivot) = app.board().pivot(deal) {
            let points = crate::text::messages::Points(pivot.pivot);
            let words = Words::WhyPivot { won: Share(pivot.won), lost: Share(pivot.lost), points };
            sentences.push(("pivot", words.text(lang).into_owned()));
        }
        (Words::WhyChance { chance: p }.text(lang).into_owned(), sentences)
    });
    let line = |(key, sentence)| el("p").class("why").add(ask_cell(session, (Sheet::Deals, deal, key), sentence));
    let lines: Vec<El> = sentences.into_iter().map(line).collect();
    el("div").add(el("h3").add(heading)).add(lines)
}
