//! What closed deals teach: the rate of each stage with the number of deals it rests on; people and segments where they differ
//! by more than chance; what became of deals that overstayed; where deals go from each stage.

use leptos::prelude::Get;

use super::slow::{slow, working};
use super::{DASH, Words, note, share, table, text};
use crate::app::{App, Subject};
use crate::forecast::Stretch;
use crate::forecast::learned::Tally;
use crate::forecast::outlook::{
    Evidence, FEW_CLOSED, GroupRates, Learning, Lessons, Policy, Rates, StageAge, StageRate, Taught,
};
use crate::model::{RowId, Sheet};
use crate::text::messages::{Deals, Share};
use crate::text::{Lang, name};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};

/// Below so many closed deals the stages' assumed values are all there is (forecast.md §3); below these people, and segments
/// and ages, are not told apart.
pub const FLOOR: usize = 10;
const PEOPLE_FLOOR: usize = 30;
pub const SEGMENTS_FLOOR: usize = 100;

fn begin(session: Session) -> Learning {
    session.with(|app| Learning::new(&app.view()))
}

fn step(session: Session, work: &mut Learning) -> Option<Lessons> {
    session.with(|app| work.step(&app.view(), &mut Stretch::default()))
}

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Learned.text(lang).into_owned();
    let known = slow(session, begin, step);
    super::section(session, "learned", heading, move |lang| {
        let version = session.version.get();
        let Some((of, found)) = known.get() else { return vec![Part::from(working(lang))] };
        let Lessons { rates, people, segments, ages, course } = &*found;
        let closed = Deals(rates.all.closed as usize);
        let mut parts: Vec<Part> = Vec::new();
        parts.extend((of != version).then(|| working(lang).into()));
        if rates.evidence == Evidence::Assumed {
            parts.push(note(Words::TooFewClosed { closed, least: Deals(FLOOR) }.text(lang)).into());
            return parts;
        }
        parts.push(note(Words::LearnedAbout { closed }.text(lang)).into());
        if !session.with(|app| Policy::of(app.plan()).learns()) {
            parts.push(note(Words::NotInUse.text(lang)).into());
        }
        parts.push(by_stage(session, rates, lang).into());
        let person = |row: &RowId| session.with(|app| name(app.plan(), Sheet::Persons, *row, lang).to_string());
        parts.extend(groups(session, PEOPLE, people.as_ref(), &person, Taught::Person, lang));
        let segment = |name: &smol_str::SmolStr| name.to_string();
        // One thing after the other: who is told apart first says what it takes.
        let segments = segments.as_ref().filter(|_| rates.evidence >= Evidence::People);
        parts.extend(groups(session, SEGMENTS, segments, &segment, Taught::Segment, lang));
        parts.extend(by_age(session, rates.evidence, ages, lang));
        parts.extend(super::course::course(session, rates, course.as_ref(), lang));
        parts
    })
}

fn won_of(tally: Tally, lang: Lang) -> String {
    Words::WonOf { won: tally.won as usize, closed: tally.closed as usize }.text(lang).into_owned()
}

pub fn heads<const N: usize>(words: [Words; N], lang: Lang) -> Vec<String> {
    words.map(|word| word.text(lang).into_owned()).to_vec()
}

/// A rate as it is shown, or that the deals are too few.
pub fn rated(rate: Option<f64>, lang: Lang) -> Part {
    text(rate.map_or_else(|| Words::TooFew.text(lang).into_owned(), |rate| share(rate, lang)))
}

fn by_stage(session: Session, rates: &Rates, lang: Lang) -> El {
    let stage = |rate: &StageRate| {
        let interval = rates.interval(rate.stage);
        let between = |(low, high): (f64, f64)| format!("{} – {}", share(low, lang), share(high, lang));
        let dash = || DASH.to_owned();
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
    let taught: Vec<Option<Taught>> =
        rates.stages.iter().map(|rate| rate.learned.map(|_| Taught::Stage(rate.stage))).collect();
    let asked = move |line: usize, column: usize| {
        let taught = taught.get(line)?.clone()?;
        (column == 1).then_some(Subject::Taught(taught))
    };
    let rows = rates.stages.iter().map(stage).collect();
    table(session, heads(head, lang), rows, Some(Box::new(asked)))
}

/// By what deals are told apart: the floor below which they are not, and the words.
struct Kind {
    floor: usize,
    who: Words,
    differ: Words,
    alike: fn(Share, Deals) -> Words,
    few: fn(Deals, Deals) -> Words,
}

const PEOPLE: Kind = Kind {
    floor: PEOPLE_FLOOR,
    who: Words::Person,
    differ: Words::PeopleDiffer,
    alike: |common, closed| Words::PeopleAlike { common, closed },
    few: |closed, least| Words::PeopleTooFew { closed, least },
};
const SEGMENTS: Kind = Kind {
    floor: SEGMENTS_FLOOR,
    who: Words::Segment,
    differ: Words::SegmentsDiffer,
    alike: |common, closed| Words::SegmentsAlike { common, closed },
    few: |closed, least| Words::SegmentsTooFew { closed, least },
};

/// Groups one by one, where they may be told apart and differ by more than chance; else in a sentence why not.
fn groups<K: Clone + Send + 'static>(
    session: Session,
    kind: Kind,
    found: Option<&GroupRates<K>>,
    called: &dyn Fn(&K) -> String,
    taught: fn(K) -> Taught,
    lang: Lang,
) -> Vec<Part> {
    let Some(found) = found.filter(|found| found.groups.len() > 1) else { return Vec::new() };
    let closed: usize = found.groups.iter().map(|(_, tally)| tally.closed as usize).sum();
    if closed < kind.floor {
        return vec![note((kind.few)(Deals(closed), Deals(kind.floor)).text(lang)).into()];
    }
    if !found.shown {
        return vec![note((kind.alike)(Share(found.pooled.common), Deals(closed)).text(lang)).into()];
    }
    let line = |(at, (key, tally)): (usize, &(K, Tally))| {
        vec![text(called(key)), rated(found.rate(at), lang), text(won_of(*tally, lang))]
    };
    let rows = found.groups.iter().enumerate().map(line).collect();
    let keys = found.groups.iter().enumerate().map(|(at, (key, _))| found.rate(at).map(|_| taught(key.clone())));
    let keys: Vec<Option<Taught>> = keys.collect();
    let asked = move |line: usize, column: usize| {
        let taught = keys.get(line)?.clone()?;
        (column == 0).then_some(Subject::Taught(taught))
    };
    let head = heads([kind.who, Words::LearnedHead, Words::WonOfHead], lang);
    vec![el("h3").add(kind.differ.text(lang)).into(), table(session, head, rows, Some(Box::new(asked))).into()]
}

/// What became of deals that stayed within the limit of a stage, and of those that stayed longer.
fn by_age(session: Session, evidence: Evidence, ages: &[StageAge], lang: Lang) -> Vec<Part> {
    if evidence < Evidence::Segments || ages.is_empty() {
        return Vec::new();
    }
    let line = |age: &StageAge| {
        let mut cells = vec![
            text(session.with(|app| name(app.plan(), Sheet::Stages, age.stage, lang).to_string())),
            text(age.limit.to_string()),
        ];
        for (is_beyond, tally) in [(false, age.within), (true, age.beyond)] {
            cells.extend([rated(age.rate(is_beyond), lang), text(won_of(tally, lang))]);
        }
        cells
    };
    let rows = ages.iter().map(line).collect();
    let own = ages.to_vec();
    let asked = move |line: usize, column: usize| {
        let is_beyond = match column {
            1 => false,
            3 => true,
            _ => return None,
        };
        let age = own.get(line).filter(|age| age.rate(is_beyond).is_some())?;
        Some(Subject::Taught(Taught::Age(age.stage, is_beyond)))
    };
    let head = heads(
        [Words::Stage, Words::LimitHead, Words::WithinHead, Words::WonOfHead, Words::BeyondHead, Words::WonOfHead],
        lang,
    );
    vec![
        el("h3").add(Words::Ages.text(lang)).into(),
        note(Words::AgesAbout { least: Deals(FEW_CLOSED as usize) }.text(lang)).into(),
        table(session, head, rows, Some(Box::new(asked))).into(),
    ]
}
