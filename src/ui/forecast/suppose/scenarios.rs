//! Scenarios side by side: those that people named, beside the plan and beside what is off where the chances are.

use leptos::prelude::Get;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::answer::toned;
use super::{Words, note, share, short, title_of};
use crate::app::{Action, App, Rehearse, Scenario, Staging};
use crate::forecast::outlook::{Comparing, Figure, Idle, Odds, Outcome, Policy, Rehearsing, Whole};
use crate::forecast::scenario::ODDS;
use crate::forecast::{BetError, Stretch};
use crate::model::RowId;
use crate::text::Lang;
use crate::ui::element::{El, Part, el, value_of};
use crate::ui::explain::ask;
use crate::ui::forecast::ahead::{is_blank, needs_deals};
use crate::ui::forecast::slow::{slow, working};
use crate::ui::{Session, keys};

/// Everything that is compared.
struct Compared {
    plan: Outcome,
    /// Scenarios that people named, each with what becomes of the period and the suppositions that change nothing.
    staged: Vec<(Scenario, Outcome, Vec<(RowId, Idle)>)>,
    odds: Vec<(Odds, Outcome)>,
}

/// What is being compared, one after the other.
struct Work {
    plan: Rehearse,
    before: Option<Outcome>,
    left: std::vec::IntoIter<Scenario>,
    next: Option<(Scenario, Rehearse)>,
    staged: Vec<(Scenario, Outcome, Vec<(RowId, Idle)>)>,
    odds: (Option<Rehearsing>, Comparing),
}

fn begin(session: Session) -> Work {
    session.with(|app| Work {
        plan: Rehearse::of(Vec::new()),
        before: None,
        left: app.scenarios().into_iter(),
        next: None,
        staged: Vec::new(),
        odds: (None, Comparing::all(&app.view())),
    })
}

fn step(session: Session, work: &mut Work) -> Option<Result<Compared, BetError>> {
    let stretch = &mut Stretch::default();
    if work.before.is_none() {
        match session.with(|app| app.rehearse_on(&mut work.plan, stretch))? {
            Ok(found) => work.before = Some(found.before),
            Err(error) => return Some(Err(error)),
        }
        return None;
    }
    let begun = work.next.take().or_else(|| {
        let scenario = work.left.next()?;
        let rehearse = Rehearse::of(scenario.supposed.clone());
        Some((scenario, rehearse))
    });
    if let Some((scenario, mut rehearse)) = begun {
        match session.with(|app| app.rehearse_on(&mut rehearse, stretch)) {
            None => work.next = Some((scenario, rehearse)),
            // One that supposes what cannot be counted is left out.
            Some(found) => work.staged.extend(found.ok().map(|found| (scenario, found.after, found.idle))),
        }
        return None;
    }
    let odds = session.with(|app| app.compare_on(&mut work.odds, stretch))?.unwrap_or_default();
    let (plan, staged) = (work.before.take()?, std::mem::take(&mut work.staged));
    Some(Ok(Compared { plan, staged, odds }))
}

pub fn section(session: Session) -> El {
    let known = slow(session, begin, step);
    let heading = |_: &App, lang: Lang| Words::Scenarios.text(lang).into_owned();
    crate::ui::forecast::section(session, "scenarios", heading, move |lang| {
        let version = session.version.get();
        let Some((of, found)) = known.get() else { return vec![Part::from(working(lang))] };
        let Ok(Compared { plan, staged, odds }) = &*found else { return vec![Part::from(super::too_large(lang))] };
        if staged.is_empty() && is_blank(plan) {
            return vec![needs_deals(lang).into()];
        }
        let line = |name: Part, whole: Whole, outcome: &Outcome, acts: Option<El>| {
            line(session, name, whole, outcome, plan, lang).add(el("td").add(acts))
        };
        let mut rows = vec![line(word(Words::AsPlanned, lang), Whole::Board, plan, None)];
        for (scenario, after, idle) in staged {
            let name = named(session, scenario, idle, lang);
            rows.push(line(name.into(), Whole::Scenario(scenario.row), after, Some(acts(session, scenario, lang))));
        }
        let mut ends_about = None;
        for (odds, outcome) in odds {
            let name = match odds {
                Odds::Times(factor) if *factor < 1.0 => Words::OddsHalved,
                Odds::Times(factor) if *factor > 1.0 => Words::OddsDoubled,
                Odds::Times(_) => continue,
                Odds::Low => Words::AllLow,
                Odds::High => Words::AllHigh,
            };
            rows.push(line(word(name, lang), Whole::Odds(*odds), outcome, None));
            if *odds == Odds::High {
                ends_about = (!session.with(|app| Policy::of(app.plan()).learns())).then_some(Words::EndsOfLearned);
            }
        }
        let head = [
            Words::ScenarioHead,
            Words::ChanceHead,
            Words::ChangeHead,
            Words::ExpectedHead,
            Words::ChangeHead,
            Words::SureHead,
            Words::WeightedHead,
        ];
        let head = head.map(|word| el("th").set("scope", "col").add(word.text(lang)));
        let table = el("table")
            .class("figures")
            .set("aria-label", Words::Scenarios.text(lang))
            .add(el("thead").add(el("tr").add(head).add(el("td"))))
            .add(el("tbody").add(rows));
        let mut shown: Vec<Part> = vec![
            note(Words::ScenariosAbout.text(lang)).into(),
            el("div").class("scrolls").set("tabindex", "0").set("role", "group").add(table).into(),
        ];
        // Over all three: the halved, the present and the doubled odds, a quarter, a half, a quarter.
        let over = |of: &dyn Fn(&Outcome) -> f64| {
            let weight =
                |odds: &Odds| ODDS.iter().find(|(factor, _)| *odds == Odds::Times(*factor)).map(|(_, own)| *own);
            odds.iter().filter_map(|(odds, outcome)| Some(weight(odds)? * of(outcome))).sum::<f64>()
        };
        if plan.chances[0].is_some() {
            let chance = crate::text::messages::Share(over(&|outcome| outcome.chances[0].unwrap_or_default()));
            let expected = session.with(|app| super::amount(app, over(&|outcome| outcome.mean)));
            shown.push(note(Words::OddsUncertain { chance, expected }.text(lang)).into());
        }
        shown.extend(ends_about.map(|words| note(words.text(lang)).into()));
        shown.extend((of != version).then(|| working(lang).into()));
        shown
    })
}

fn word(word: Words, lang: Lang) -> Part {
    Part::Text(word.text(lang))
}

fn line(session: Session, name: Part, whole: Whole, outcome: &Outcome, plan: &Outcome, lang: Lang) -> El {
    let asked = |figure: Figure, text: String| el("td").add(ask(session, whole.clone(), figure, text));
    let is_plan = whole == Whole::Board;
    let change = |figure: Figure, change: f64| toned(change).add(session.with(|app| app.change_text(figure, change)));
    let (chance, moved) = match (plan.targets[0], plan.chances[0], outcome.chances[0]) {
        (Some(target), Some(before), Some(after)) => {
            (asked(Figure::AtLeast(target), share(after, lang)), change(Figure::AtLeast(target), after - before))
        }
        _ => (el("td").add("–"), el("td").add("–")),
    };
    let short = |minor: f64| session.with(|app| short(app, minor, lang));
    let more = outcome.mean - plan.mean;
    let blank = || el("td").add("");
    el("tr")
        .flag("data-plan", is_plan)
        .add(el("th").set("scope", "row").add(name))
        .add(chance)
        .add(if is_plan { blank() } else { moved })
        .add(asked(Figure::Mean, short(outcome.mean)))
        .add(if is_plan { blank() } else { change(Figure::Mean, more) })
        .add(asked(Figure::Quantile(0), short(outcome.quantiles[0] as f64)))
        .add(asked(Figure::Weighted, short(outcome.weighted as f64)))
}

/// Shows the name that stands in the plan.
fn show_again(event: &Event, name: &str) {
    if let Some(field) = event.target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(name);
    }
}

/// The name of a scenario, to be written anew in place, with the deals it is idle about.
fn named(session: Session, scenario: &Scenario, idle: &[(crate::model::RowId, Idle)], lang: Lang) -> El {
    let row = scenario.row;
    let field = el("input")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("aria-label", Words::ScenarioName.text(lang))
        .value(scenario.name.clone())
        .on("change", {
            let name = scenario.name.clone();
            move |event| match value_of(&event) {
                // Nothing is no name: the one it has stays, and is shown.
                empty if empty.trim().is_empty() => show_again(&event, &name),
                called => session.dispatch(Action::Stage(Staging::Rename(row, called))),
            }
        })
        .on("keydown", {
            let name = scenario.name.clone();
            move |event| {
                let key = event.dyn_ref::<KeyboardEvent>();
                if key.is_some_and(|key| key.key() == "Escape" && !keys::is_composing(key)) {
                    show_again(&event, &name);
                }
            }
        });
    let about = |(deal, why): &(crate::model::RowId, Idle)| {
        let deal = session.with(|app| title_of(app, *deal, lang));
        Words::IdleDeal { deal: deal.into(), why: super::line::idle_words(*why).text(lang).as_ref().into() }
            .text(lang)
            .into_owned()
    };
    let idle: Vec<String> = idle.iter().map(about).collect();
    let idle = (!idle.is_empty()).then(|| el("small").class("idle").add(idle.join(" · ")));
    el("div").class("named").add(field).add(idle)
}

fn acts(session: Session, scenario: &Scenario, lang: Lang) -> El {
    let (row, name) = (scenario.row, scenario.name.clone());
    let act = |word: Words, act: Staging| {
        let label = format!("{} “{name}”", word.text(lang));
        el("button")
            .set("aria-label", label)
            .click(move || {
                if matches!(act, Staging::Delete(_)) {
                    // The button goes with the scenario; the keys are the table's still.
                    crate::ui::regions::step_out(".scrolls");
                }
                session.dispatch(Action::Stage(act.clone()));
            })
            .add(word.text(lang))
    };
    el("div")
        .class("repairs")
        .add(act(Words::OpenScenario, Staging::Open(row)))
        .add(act(Words::DeleteScenario, Staging::Delete(row)))
}
