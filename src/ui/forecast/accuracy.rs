//! How good the forecasts were, beside three baselines and the manager's own calls.

use leptos::prelude::*;

use super::figure::{Behind, figure};
use super::slow::{slow, working};
use super::{Words, note, share, short, table, text};
use crate::app::App;
use crate::chart::{Dot, calibration};
use crate::forecast::accuracy::{Errors, ceiling, deals_needed};
use crate::forecast::outlook::{Accuracy, Backtest, Span, Standing};
use crate::forecast::{BetError, Stretch};
use crate::model::Sheet;
use crate::text::Lang;
use crate::text::messages::{Deals, Share};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};

/// How near one would like to be, for the number of deals that takes.
const TOLERANCE: f64 = 0.1;

fn begin(session: Session) -> Backtest {
    session.with(|app| {
        let span = match app.scope.span {
            Span::Month => Span::Month,
            Span::Quarter | Span::Year | Span::All => Span::Quarter,
        };
        Backtest::new(&app.view(), span, app.scope.person)
    })
}

fn step(session: Session, work: &mut Backtest) -> Option<Result<Accuracy, BetError>> {
    session.with(|app| work.step(&app.view(), &mut Stretch::default())).transpose()
}

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Accuracy.text(lang).into_owned();
    let known = slow(session, begin, step);
    super::section(session, "accuracy", heading, move |lang| {
        let version = session.version.get();
        let about = Part::from(note(Words::AccuracyAbout.text(lang)));
        let Some((of, found)) = known.get().answer else { return vec![about, working(lang).into()] };
        let mut parts = vec![about];
        if of != version {
            parts.push(working(lang).into());
        }
        match found {
            Err(_) => parts.push(super::too_large(lang).into()),
            Ok(found) if found.checkpoints.is_empty() => {
                parts.push(note(Words::NoPast.text(lang)).into());
                parts.extend(running(session, lang));
            }
            Ok(found) => parts.extend(scored(session, &found, lang)),
        }
        parts
    })
}

fn scored(session: Session, found: &Accuracy, lang: Lang) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(reached) = found.reached {
        let reached = Share(reached.max(0.0));
        let words = match found.ceiling {
            Some(ceiling) => Words::Reached { reached, ceiling: Share(ceiling) },
            None => Words::ReachedOnly { reached },
        };
        parts.push(el("p").add(el("b").add(words.text(lang))).into());
    }
    parts.extend(super::trust::offers(session, found, lang));
    parts.push(within(found, lang));
    parts.extend(running(session, lang));
    let lines = [
        (Words::ByModel, &found.model, &found.model),
        (Words::ByLadder, &found.ladder, &found.model),
        (Words::ByCommit, &found.commit, &found.model),
        (Words::ByPrevious, &found.previous, &found.beside[0]),
        (Words::ByCalls, &found.calls, &found.beside[1]),
    ];
    let line = |(word, errors, model): (Words, &Errors, &Errors)| {
        let percent = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| share(value, lang));
        let bias = errors.bias.map_or_else(|| "–".to_owned(), |bias| signed(bias, lang));
        let cells =
            [word.text(lang).into_owned(), errors.count.to_string(), percent(errors.wape), bias, percent(model.wape)];
        Vec::from(cells.map(text))
    };
    let rows = lines.into_iter().filter(|(_, errors, _)| errors.count > 0).map(line).collect();
    let head = [Words::By, Words::CountHead, Words::ErrorHead, Words::BiasHead, Words::ModelHead];
    parts.push(table(head.map(|word| word.text(lang).into_owned()).to_vec(), rows).into());
    parts.push(note(Words::ErrorAbout.text(lang)).into());
    parts.push(past(session, found, lang));
    parts.extend(super::uncounted(session, &found.left_out, lang).map(Part::from));
    parts.extend(super::trust::scores(found, lang));
    if found.calibration.iter().any(|bin| bin.count > 0) {
        parts.push(el("h3").add(Words::Calibration.text(lang)).into());
        parts.push(calibrated(session, found, lang).into());
    }
    parts
}

/// Too much above zero, too little below.
fn signed(share_of: f64, lang: Lang) -> String {
    let sign = if share_of < 0.0 { "−" } else { "+" };
    format!("{sign}{}", share(share_of.abs(), lang))
}

/// How often the result fell where four of five should fall.
fn within(found: &Accuracy, lang: Lang) -> Part {
    let inside = |point: &&crate::forecast::outlook::Checkpoint| {
        (point.sure_and_reach.0..=point.sure_and_reach.1).contains(&point.actual)
    };
    let (inside, count) = (found.checkpoints.iter().filter(inside).count(), found.checkpoints.len());
    note(Words::FellWithin { inside, count }.text(lang)).into()
}

/// What may be expected of the running period, and how many deals it takes to be nearer.
fn running(session: Session, lang: Lang) -> Vec<Part> {
    let ceiling = session.with(|app| ceiling(app.board().distribution()));
    let ceiling = ceiling.map(|ceiling| Words::CeilingNow { ceiling: Share(ceiling.max(0.0)) }.text(lang));
    let mut parts: Vec<Part> = ceiling.into_iter().map(|words| note(words).into()).collect();
    let (open, mean) = session.with(|app| {
        let rows = app.plan().table(Sheet::Deals).ids();
        let chances = rows.filter_map(|row| match app.board().standing(row) {
            Standing::Open(bet) => Some(bet.chance()),
            _ => None,
        });
        let chances: Vec<f64> = chances.collect();
        (chances.len(), chances.iter().sum::<f64>() / chances.len().max(1) as f64)
    });
    if let Some(needed) = deals_needed(TOLERANCE, mean) {
        let (needed, open) = (Deals(needed as usize), Deals(open));
        let words = Words::DealsForTolerance { tolerance: Share(TOLERANCE), needed, mean: Share(mean), open };
        parts.push(note(words.text(lang)).into());
    }
    parts
}

/// The forecasts themselves.
fn past(session: Session, found: &Accuracy, lang: Lang) -> Part {
    let rows = session.with(|app| {
        let line = |point: &crate::forecast::outlook::Checkpoint| {
            let period = super::named(app, &point.period);
            let named = crate::text::messages::Forecast::PeriodNamed { period }.text(lang).into_owned();
            let day = Words::AsOfDay { day: point.day }.text(lang).into_owned();
            let (sure, reach) = point.sure_and_reach;
            [
                format!("{named}, {day}"),
                short(app, point.actual as f64, lang),
                short(app, point.mean, lang),
                format!("{} – {}", short(app, sure as f64, lang), short(app, reach as f64, lang)),
                point.target.map_or_else(|| "–".to_owned(), |(chance, _)| share(chance, lang)),
                point.call.map_or_else(|| "–".to_owned(), |call| short(app, call as f64, lang)),
            ]
            .map(text)
            .into()
        };
        found.checkpoints.iter().rev().map(line).collect()
    });
    let head = [
        Words::PastPeriod,
        Words::ActualHead,
        Words::ExpectedHead,
        Words::RangeHead,
        Words::ChanceHead,
        Words::OwnCall,
    ];
    table(head.map(|word| word.text(lang).into_owned()).to_vec(), rows).into()
}

fn calibrated(session: Session, found: &Accuracy, lang: Lang) -> El {
    let bins: Vec<_> = found.calibration.iter().filter(|bin| bin.count > 0).collect();
    let dots: Vec<Dot> = bins.iter().map(|bin| Dot { said: bin.mean, came: bin.rate, count: bin.count }).collect();
    let line = |dot: &Dot| vec![share(dot.said, lang), share(dot.came, lang), dot.count.to_string()];
    let head = [Words::SaidHead, Words::CameHead, Words::DealsHead];
    let behind =
        Behind { head: head.map(|word| word.text(lang).into_owned()).to_vec(), lines: dots.iter().map(line).collect() };
    figure(session, "calibration", Words::Calibration.text(lang).into_owned(), calibration(&dots), behind, None)
}
