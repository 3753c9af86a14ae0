//! How the outlook of the period moved, week by week, as it was known at the time.

use leptos::prelude::*;

use super::figure::{Behind, Open, figure};
use super::slow::{slow, working};
use super::{Words, board_period, look, named, note, share, short, switch, too_large};
use crate::app::{App, Looking, Subject};
use crate::chart::{Band, bands, chances};
use crate::forecast::outlook::{Fan, FanPoint, Figure, Period, Progress, Span, Whole};
use crate::forecast::{BetError, Stretch};
use crate::model::Date;
use crate::text::Lang;
use crate::ui::Session;
use crate::ui::element::{El, Part, el};
use crate::ui::explain::explain;

/// The work: the walk, and the points so far.
struct Work {
    fan: Option<Fan>,
    points: Vec<FanPoint>,
}

fn begin(session: Session) -> Work {
    let fan = session.with(|app| {
        let period = period(app);
        Fan::new(&app.ledger, period, app.scope.person, app.today())
    });
    Work { fan: Some(fan), points: Vec::new() }
}

/// The period of the fan: the strip's, or the year in which that begins.
fn period(app: &App) -> Period {
    let board = board_period(app);
    let is_long = matches!(board.span, Span::Year | Span::All);
    if is_long || !app.outlook.fan_of_year { board } else { Period::of(app.plan(), board.from, Span::Year, 0) }
}

/// The points; an error where those of some day add up to more than can be counted.
type Points = Result<Vec<FanPoint>, BetError>;

fn step(session: Session, work: &mut Work) -> Option<Points> {
    let fan = work.fan.as_mut()?;
    let point = session.with(|app| fan.step(&app.ledger, app.board().history(), &mut Stretch::default()));
    match point {
        Ok(Progress::Working) => None,
        Ok(Progress::Next(point)) => {
            work.points.push(point);
            None
        }
        Ok(Progress::Done) => {
            work.fan = None;
            Some(Ok(std::mem::take(&mut work.points)))
        }
        // A chart that ended early would look whole.
        Err(error) => {
            work.fan = None;
            Some(Err(error))
        }
    }
}

pub fn section(session: Session) -> El {
    let heading = |app: &App, lang: Lang| Words::Fan { period: named(app, &period(app)) }.text(lang).into_owned();
    let known = slow(session, begin, step);
    super::section(session, "fan", heading, move |lang| {
        let version = session.version.get();
        let (span, on) = session.with(|app| (board_period(app).span, app.outlook.fan_of_year));
        let whole = matches!(span, Span::Month | Span::Quarter).then(|| {
            switch(Words::WholeYear.text(lang).into_owned(), on, move |on| look(session, Looking::FanOfYear(on)))
        });
        let mut parts: Vec<Part> = whole.into_iter().map(Part::from).collect();
        let Some((of, points)) = known.get() else {
            parts.push(working(lang).into());
            return parts;
        };
        if of != version {
            parts.push(working(lang).into());
        }
        let Ok(points) = &*points else {
            parts.push(too_large(lang).into());
            return parts;
        };
        if points.len() < 2 {
            parts.push(note(Words::TooShort.text(lang)).into());
            return parts;
        }
        parts.push(match points.iter().all(|point| point.open == 0 && point.won == 0) {
            true => note(Words::FanNeeds.text(lang)).into(),
            false => drawn(session, points, lang),
        });
        parts
    })
}

fn drawn(session: Session, points: &[FanPoint], lang: Lang) -> Part {
    let epoch = Date::of_millis(0);
    let day = |days: i64| crate::text::day(epoch.plus_days(days), lang);
    let band = |point: &FanPoint| Band {
        day: point.day.days_since(epoch),
        quantiles: point.quantiles.map(|minor| minor as f64),
        won: point.won as f64,
        target: point.targets[0].map(|target| target as f64),
        chance: point.chance,
    };
    let drawn: Vec<Band> = points.iter().map(band).collect();
    let lines: Vec<Vec<String>> = session.with(|app| {
        let line = |point: &FanPoint| {
            let [sure, _, even, _, reach] = point.quantiles.map(|minor| short(app, minor as f64, lang));
            let chance = point.chance.map_or_else(String::new, |chance| share(chance, lang));
            let won = short(app, point.won as f64, lang);
            vec![crate::text::day(point.day, lang), chance, sure, even, reach, won, point.open.to_string()]
        };
        points.iter().map(line).collect()
    });
    let head = [
        Words::Week,
        Words::ChanceHead,
        Words::SureHead,
        Words::EvenHead,
        Words::ReachHead,
        Words::WonHead,
        Words::OpenHead,
    ];
    // A point is asked with the plan of its day.
    let (whole, person) = session.with(|app| (period(app), app.scope.person));
    let asked: Vec<(Date, Option<i64>)> = points.iter().map(|point| (point.day, point.targets[0])).collect();
    let subject = move |line: usize, column: usize| {
        let (day, target) = *asked.get(line)?;
        let figure = match column {
            0 => Figure::AtLeast(target?),
            1 => Figure::Quantile(0),
            2 => Figure::Quantile(2),
            3 => Figure::Quantile(4),
            4 => Figure::Won,
            _ => Figure::Open,
        };
        Some(Subject::Figure(Whole::Then { period: whole, day, person }, figure))
    };
    let behind = || Behind {
        head: head.each_ref().map(|word| word.text(lang).into_owned()).to_vec(),
        lines: lines.clone(),
        asked: Some(Box::new(subject.clone())),
    };
    let open = |column: usize| -> Option<Open> {
        let subject = subject.clone();
        Some(std::sync::Arc::new(move |line| {
            if let Some(subject) = subject(line, column) {
                explain(session, subject);
            }
        }))
    };
    let (money, chance) =
        session.with(|app| (bands(&drawn, &day, &|minor| short(app, minor, lang)), chances(&drawn, &day)));
    let has_target = drawn.iter().any(|band| band.chance.is_some());
    let chance_label = Words::FanChance.text(lang).into_owned();
    let chance = has_target.then(|| {
        [el("h3").add(chance_label.clone()), figure(session, "fan-chance", chance_label, chance, behind(), open(0))]
    });
    let label = Words::FanMoney.text(lang).into_owned();
    el("div")
        .add(chance)
        .add(el("h3").add(label.clone()))
        .add(figure(session, "fan-money", label, money, behind(), open(2)))
        .into()
}
