//! What closed deals teach: the rate of each stage with the number of deals it rests on, and people where they differ by more
//! than chance.

use super::{Words, note, share, table, text};
use crate::app::App;
use crate::forecast::history::AsOf;
use crate::forecast::learned::Tally;
use crate::forecast::outlook::{Evidence, GroupRates, Policy, Rates, StageRate, group_rates};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};
use crate::text::messages::Deals;
use crate::text::{Lang, name};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};

/// Below so many closed deals the stages' assumed values are all there is (forecast.md §3).
const FLOOR: usize = 10;

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Learned.text(lang).into_owned();
    super::section(session, "learned", heading, move |lang| {
        let (rates, people) = session.with(|app| {
            let (plan, history) = (app.plan(), app.board().history());
            let owner = |deal: RowId| plan.get(deal, deals::OWNER);
            let people = group_rates(plan, history, AsOf::LATEST, Evidence::People, owner);
            (Rates::of(plan, history, AsOf::LATEST), people)
        });
        let closed = Deals(rates.all.closed as usize);
        if rates.evidence == Evidence::Assumed {
            return vec![Part::from(note(Words::TooFewClosed { closed, least: Deals(FLOOR) }.text(lang)))];
        }
        let mut parts: Vec<Part> = vec![note(Words::LearnedAbout { closed }.text(lang)).into()];
        if !session.with(|app| Policy::of(app.plan()).learns()) {
            parts.push(note(Words::NotInUse.text(lang)).into());
        }
        let stage = |rate: &StageRate| {
            let interval = rates.interval(rate.stage);
            let between = |(low, high): (f64, f64)| format!("{} – {}", share(low, lang), share(high, lang));
            let dash = || "–".to_owned();
            [
                session.with(|app| name(app.plan(), Sheet::Stages, rate.stage, lang).to_string()),
                rate.assumed.map_or_else(dash, |p| share(p, lang)),
                rate.learned.map_or_else(dash, |p| share(p, lang)),
                interval.map_or_else(dash, between),
                won_of(rate.tally, lang),
            ]
            .map(text)
            .into()
        };
        let head = [Words::Stage, Words::AssumedHead, Words::LearnedHead, Words::IntervalHead, Words::WonOfHead];
        let head = head.map(|word| word.text(lang).into_owned()).to_vec();
        parts.push(table(session, head, rates.stages.iter().map(stage).collect(), None).into());
        parts.extend(by_person(session, people, lang));
        parts
    })
}

fn won_of(tally: Tally, lang: Lang) -> String {
    Words::WonOf { won: tally.won as usize, closed: tally.closed as usize }.text(lang).into_owned()
}

fn by_person(session: Session, people: Option<GroupRates<RowId>>, lang: Lang) -> Vec<Part> {
    let Some(people) = people.filter(|people| people.groups.len() > 1) else { return Vec::new() };
    if !people.shown {
        return vec![note(Words::PeopleAlike.text(lang)).into()];
    }
    let line = |((person, tally), rate): (&(RowId, Tally), &f64)| {
        let name = session.with(|app| name(app.plan(), Sheet::Persons, *person, lang).to_string());
        vec![text(name), text(share(*rate, lang)), text(won_of(*tally, lang))]
    };
    let rows = people.groups.iter().zip(&people.pooled.rates).map(line).collect();
    let head = [Words::Person, Words::LearnedHead, Words::WonOfHead].map(|word| word.text(lang).into_owned()).to_vec();
    vec![el("h3").add(Words::PeopleDiffer.text(lang)).into(), table(session, head, rows, None).into()]
}
