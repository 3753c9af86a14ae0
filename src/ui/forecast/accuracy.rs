//! How good the forecasts were, beside three baselines and the manager's own calls.

use std::sync::Arc;

use leptos::prelude::*;

use super::figure::{Behind, figure};
use super::slow::{slow, working};
use super::{Words, note, share, short, table, text};
use crate::app::{App, Subject, forecaster_word};
use crate::chart::{Dot, calibration};
use crate::forecast::accuracy::{Errors, ceiling, deals_needed};
use crate::forecast::outlook::{Accuracy, Backtest, Figure, Forecaster, Measure, Score, Span, Whole};
use crate::forecast::{BetError, Stretch};
use crate::text::Lang;
use crate::text::messages::{Deals, Share};
use crate::ui::Session;
use crate::ui::element::{El, Part, el};
use crate::ui::explain::{ask, ask_of, explain};

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

fn step(session: Session, work: &mut Backtest) -> Option<Result<Arc<Accuracy>, BetError>> {
    let found = session.with(|app| work.step(&app.view(), &mut Stretch::default())).transpose()?;
    Some(found.map(Arc::new))
}

pub fn section(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Accuracy.text(lang).into_owned();
    let known = slow(session, begin, step);
    super::section(session, "accuracy", heading, move |lang| {
        let version = session.version.get();
        let about = Part::from(note(Words::AccuracyAbout.text(lang)));
        let Some((of, found)) = known.get() else { return vec![about, working(lang).into()] };
        let mut parts = vec![about];
        if of != version {
            parts.push(working(lang).into());
        }
        match &*found {
            Err(_) => parts.push(super::too_large(lang).into()),
            Ok(found) if found.checkpoints.is_empty() => {
                parts.push(note(Words::NoPast.text(lang)).into());
                parts.extend(running(session, lang));
            }
            Ok(found) if found.checkpoints.iter().all(|point| point.actual == 0 && point.mean == 0.0) => {
                parts.push(note(Words::NothingCame.text(lang)).into());
                parts.extend(running(session, lang));
            }
            Ok(found) => parts.extend(scored(session, found, lang)),
        }
        parts
    })
}

/// A score that can be asked, within what is said of it.
pub fn scored_by(session: Session, found: &Arc<Accuracy>, score: Score, words: String) -> El {
    ask_of(session, Subject::Score(Arc::clone(found), score), words)
}

fn scored(session: Session, found: &Arc<Accuracy>, lang: Lang) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(reached) = found.reached {
        let words = Words::ReachedOnly { reached: Share(reached.max(0.0)) }.text(lang).into_owned();
        let mut said = el("b").add(scored_by(session, found, Score::Reached, words));
        if let Some(ceiling) = found.ceiling {
            let words = Words::Reached { ceiling: Share(ceiling) }.text(lang).into_owned();
            said = said.add(lang.gap()).add(scored_by(session, found, Score::Ceiling, words));
        }
        parts.push(el("p").add(said).into());
    }
    parts.extend(super::trust::offers(session, found, lang));
    parts.push(within(session, found, lang));
    parts.extend(running(session, lang));
    let lines = [
        (Forecaster::Model, &found.model),
        (Forecaster::Ladder, &found.ladder),
        (Forecaster::Commit, &found.commit),
        (Forecaster::Previous, &found.previous),
        (Forecaster::Calls, &found.calls),
    ];
    let lines: Vec<_> = lines.into_iter().filter(|(_, errors)| errors.count > 0).collect();
    let scores = |who: Forecaster| {
        let amounts = [Measure::Wape, Measure::Bias, Measure::Mape].map(|measure| Score::Amounts(measure, who));
        [amounts.as_slice(), &[Score::Beside(who)]].concat()
    };
    let row = |(who, errors): &(Forecaster, &Errors)| {
        let first = [forecaster_word(*who).text(lang).into_owned(), errors.count.to_string()].map(text);
        first.into_iter().chain(scores(*who).into_iter().map(|score| valued(session, found, score))).collect()
    };
    let rows = lines.iter().map(row).collect();
    let head = [Words::By, Words::CountHead, Words::ErrorHead, Words::BiasHead, Words::MapeHead, Words::ModelHead];
    let whose: Vec<Forecaster> = lines.iter().map(|(who, _)| *who).collect();
    let of = Arc::clone(found);
    let asked = move |line: usize, column: usize| {
        let score = scores(*whose.get(line)?).get(column.checked_sub(1)?).copied()?;
        Some(Subject::Score(Arc::clone(&of), score))
    };
    let head = head.map(|word| word.text(lang).into_owned()).to_vec();
    parts.push(table(session, head, rows, Some(Box::new(asked))).into());
    parts.push(note(Words::ErrorAbout.text(lang)).into());
    parts.push(past(session, found, lang));
    if let Some(minor) = Score::Crps.value(found) {
        let words = Words::CrpsMean { amount: session.with(|app| super::amount(app, minor)) }.text(lang).into_owned();
        parts.push(el("p").class("soft").add(scored_by(session, found, Score::Crps, words)).into());
    }
    parts.extend(super::uncounted(session, &found.left_out, lang).map(Part::from));
    parts.extend(super::trust::scores(session, found, lang));
    if found.calibration.iter().any(|bin| bin.count > 0) {
        parts.push(el("h3").add(Words::Calibration.text(lang)).into());
        parts.push(calibrated(session, found, lang).into());
    }
    parts
}

/// A score as it is shown.
pub fn valued(session: Session, found: &Accuracy, score: Score) -> Part {
    let value = score.value(found);
    text(value.map_or_else(|| "–".to_owned(), |value| session.with(|app| app.score_text(score, value))))
}

/// How often the result fell where four of five should fall.
fn within(session: Session, found: &Arc<Accuracy>, lang: Lang) -> Part {
    let (inside, count) = (found.checkpoints.iter().filter(|point| point.is_within()).count(), found.checkpoints.len());
    let words = Words::FellWithin { inside, count }.text(lang).into_owned();
    el("p").class("soft").add(scored_by(session, found, Score::Within, words)).into()
}

/// What may be expected of the running period, and how many deals it takes to be nearer.
fn running(session: Session, lang: Lang) -> Vec<Part> {
    let ceiling = session.with(|app| ceiling(app.board().distribution()));
    let ceiling = ceiling.map(|ceiling| Words::CeilingNow { ceiling: Share(ceiling.max(0.0)) }.text(lang));
    let ask = |words: std::borrow::Cow<'static, str>| {
        el("p").class("soft").add(ask(session, Whole::Board, Figure::Ceiling, words.into_owned())).into()
    };
    let mut parts: Vec<Part> = ceiling.into_iter().map(ask).collect();
    let (open, mean) = session.with(|app| app.board().mean_chance());
    if let Some(needed) = deals_needed(TOLERANCE, mean) {
        let (needed, open) = (Deals(needed as usize), Deals(open));
        let words = Words::DealsForTolerance { tolerance: Share(TOLERANCE), needed, mean: Share(mean), open };
        parts.push(note(words.text(lang)).into());
    }
    parts
}

/// The forecasts themselves.
fn past(session: Session, found: &Arc<Accuracy>, lang: Lang) -> Part {
    let rows = session.with(|app| {
        let line = |point: &crate::forecast::outlook::Checkpoint| {
            let (sure, reach) = point.sure_and_reach;
            [
                app.checkpoint_name(point),
                short(app, point.actual as f64, lang),
                short(app, point.mean, lang),
                short(app, sure as f64, lang),
                short(app, reach as f64, lang),
                point.target.map_or_else(|| "–".to_owned(), |(chance, _)| share(chance, lang)),
                short(app, point.crps, lang),
                share(point.pit, lang),
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
        Words::SureHead,
        Words::ReachHead,
        Words::ChanceHead,
        Words::CrpsHead,
        Words::PitHead,
        Words::OwnCall,
    ];
    let (of, person) = (Arc::clone(found), session.with(|app| app.scope.person));
    let asked = move |line: usize, column: usize| {
        let point = of.checkpoints.iter().rev().nth(line)?;
        let figure = match column {
            0 => return Some(Subject::Figure(Whole::Past(point.period), Figure::Won)),
            1 => Figure::Mean,
            2 => Figure::Quantile(0),
            3 => Figure::Quantile(4),
            4 => Figure::AtLeast(point.level?),
            5 => Figure::Crps(point.actual),
            6 => Figure::Pit(point.actual),
            _ => return None,
        };
        Some(Subject::Figure(Whole::Then { period: point.period, day: point.day, person }, figure))
    };
    let head = head.map(|word| word.text(lang).into_owned()).to_vec();
    table(session, head, rows, Some(Box::new(asked))).into()
}

fn calibrated(session: Session, found: &Arc<Accuracy>, lang: Lang) -> El {
    let bins = &found.calibration;
    let dots: Vec<Dot> = bins.iter().map(|bin| Dot { said: bin.mean, came: bin.rate, count: bin.count }).collect();
    let line = |dot: &Dot| vec![share(dot.said, lang), share(dot.came, lang), dot.count.to_string()];
    let head = [Words::SaidHead, Words::CameHead, Words::DealsHead];
    let of = Arc::clone(found);
    let subject = move |line: usize| Subject::Score(Arc::clone(&of), Score::Came(line));
    let own = subject.clone();
    let behind = Behind {
        head: head.map(|word| word.text(lang).into_owned()).to_vec(),
        lines: dots.iter().map(line).collect(),
        asked: Some(Box::new(move |line, column| (column == 0).then(|| own(line)))),
    };
    let open = move |line: usize| explain(session, subject(line));
    let label = Words::Calibration.text(lang).into_owned();
    figure(session, "calibration", label, calibration(&dots), behind, Some(Arc::new(open)))
}
