//! Periods side by side, the parts of a period, the categories beside the model with the manager's own call.

use leptos::prelude::*;

use super::slow::{slow, working};
use super::{
    Words, amount, board_period, choice, look, named, note, outcomes, share, short, switch, too_large, uncounted,
};
use crate::app::{App, Looking, Rehearse};
use crate::forecast::categories::Category;
use crate::forecast::outlook::{Ahead, Dimension, FEW_SEEN, Figure, GroupKey, GroupOutcome, PeriodAhead, Span, Whole};
use crate::forecast::outlook::{Grouping, Horizon, Horizons, Outcome, Told, call};
use crate::forecast::{BetError, Stretch};
use crate::model::{Kind, Value, column, order};
use crate::text::Lang;
use crate::text::messages::{Deals, Forecast, Share};
use crate::text::name;
use crate::ui::Session;
use crate::ui::element::{El, Part, el, first_value_of};
use crate::ui::explain::{ask, ask_told};

/// How many periods stand side by side.
const fn count(span: Span) -> u32 {
    match span {
        Span::Month => 6,
        Span::Quarter => 5,
        Span::Year | Span::All => 3,
    }
}

/// What is asked of the periods side by side.
fn ahead_of(app: &App) -> Ahead {
    let outlook = &app.outlook;
    Ahead {
        span: outlook.span,
        count: count(outlook.span),
        person: app.scope.person,
        slip: outlook.slip,
        unseen: outlook.unseen,
    }
}

fn begin(session: Session) -> Horizons {
    session.with(|app| Horizons::new(&app.view(), &ahead_of(app)))
}

/// The periods with what was asked.
type Found = (Ahead, Result<Horizon, BetError>);

fn step(session: Session, work: &mut Horizons) -> Option<Found> {
    let found = session.with(|app| work.step(&app.view(), &mut Stretch::default())).transpose()?;
    Some((*work.ahead(), found))
}

pub fn periods(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Periods.text(lang).into_owned();
    let known = slow(session, begin, step);
    super::section(session, "periods", heading, move |lang| {
        let version = session.version.get();
        let (outlook, ahead) = session.with(|app| (app.outlook.clone(), ahead_of(app)));
        let spans = [(Span::Month, Forecast::Month), (Span::Quarter, Forecast::Quarter), (Span::Year, Forecast::Year)];
        let spans = spans.map(|(span, word)| (span, word.text(lang).into_owned()));
        let label = Words::PeriodHead.text(lang).into_owned();
        let settings = el("div")
            .class("settings")
            .add(choice(label, &spans, outlook.span, move |span| look(session, Looking::Span(span))))
            .add(switch(Words::Slip.text(lang).into_owned(), outlook.slip, move |on| look(session, Looking::Slip(on))))
            .add(switch(Words::Unseen.text(lang).into_owned(), outlook.unseen, move |on| {
                look(session, Looking::Unseen(on));
            }));
        // What was asked otherwise is no answer to this.
        let known = known.get().filter(|(_, found)| found.0 == ahead);
        let Some((of, found)) = known else { return vec![settings, working(lang)] };
        let Ok(horizon) = &found.1 else { return vec![settings, too_large(lang)] };
        let stale = (of != version).then(|| working(lang));
        let left_out = uncounted(session, &horizon.left_out, lang);
        let lines = |together: bool| {
            let mut before = 0.0;
            let mut line = |(at, period): (u32, &'_ PeriodAhead)| {
                let mut name = session.with(|app| named_in(app, period, lang));
                let mean = period.unseen.as_ref().map_or(0.0, |unseen| unseen.mean()) + before;
                before = if together { mean } else { 0.0 };
                if mean > 0.0 {
                    let adds = session.with(|app| amount(app, mean));
                    name = format!("{name} · {}", Words::UnseenAdds { amount: adds }.text(lang));
                }
                (name, Whole::Ahead { ahead, at, together })
            };
            let outcome =
                |period: &'_ PeriodAhead| if together { period.together.clone() } else { period.alone.clone() };
            (0..).zip(&horizon.periods).map(|(at, period)| (line((at, period)), outcome(period))).collect::<Vec<_>>()
        };
        let shown = |word: Words, together: bool| {
            let lines = lines(together);
            let lines = lines.iter().map(|((name, whole), outcome)| (name.clone(), whole.clone(), outcome));
            outcomes(session, word.text(lang).into_owned(), lines.collect(), lang)
        };
        let mut parts = vec![settings];
        parts.extend(stale);
        let slip = horizon.slip.map(|slip| {
            let asked = |(late, part): (usize, f64)| {
                let own = ask_told(session, Told::Slip(ahead.span, late), share(part, lang));
                let between = (late > 0).then_some(" / ");
                [between.map(|sign| Part::Text(sign.into())), Some(own.into())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<Part>>()
            };
            let shares = slip.shares.into_iter().enumerate().flat_map(asked).collect::<Vec<Part>>();
            let words = Words::SlipShares { won: slip.seen as usize }.text(lang);
            el("p").class("soft").add(Words::SlipSharesHead.text(lang)).add(shares).add(lang.gap()).add(words)
        });
        let none = horizon.periods.iter().all(|period| period.unseen.is_none());
        let seen = horizon.seen.filter(|_| none).map(|(entered, ended)| {
            let (entered, ended) = (Deals(entered), Deals(ended));
            note(Words::UnseenTooFew { entered, ended, least: FEW_SEEN }.text(lang))
        });
        parts.extend(slip);
        parts.extend(seen);
        if horizon.periods.iter().all(|period| is_blank(&period.together) && period.unseen.is_none()) {
            parts.push(needs_deals(lang));
            parts.extend(left_out);
            return parts;
        }
        parts.extend([shown(Words::Alone, false), shown(Words::Together, true), note(Words::NotAdded.text(lang))]);
        parts.extend(left_out);
        parts
    })
}

/// Whether there is nothing to say of a period: no open deal, nothing won.
pub fn is_blank(outcome: &Outcome) -> bool {
    outcome.open == 0 && outcome.won == 0
}

/// What it takes, where a section has nothing to show.
pub fn needs_deals(lang: Lang) -> El {
    note(Words::NeedsDeals.text(lang))
}

fn named_in(app: &App, period: &crate::forecast::outlook::PeriodAhead, lang: Lang) -> String {
    Forecast::PeriodNamed { period: named(app, &period.alone.period) }.text(lang).into_owned()
}

const DIMENSIONS: [(Dimension, Words); 6] = [
    (Dimension::Person, Words::Person),
    (Dimension::Team, Words::Team),
    (Dimension::Segment, Words::Segment),
    (Dimension::Product, Words::Product),
    (Dimension::Region, Words::Region),
    (Dimension::Account, Words::Account),
];

/// So many parts are listed, those that are expected to bring most.
const LISTED: usize = 100;

/// The parts with by what they were asked.
type Parts = (Dimension, Result<Vec<GroupOutcome>, BetError>);

fn begin_parts(session: Session) -> (Dimension, Grouping) {
    session.with(|app| {
        let by = app.outlook.dimension;
        (by, Grouping::new(&app.view(), &board_period(app), by))
    })
}

fn step_parts(session: Session, (by, work): &mut (Dimension, Grouping)) -> Option<Parts> {
    let found = session.with(|app| work.step(&app.view(), &mut Stretch::default())).transpose()?;
    let by_weight = |mut groups: Vec<GroupOutcome>| {
        if groups.len() > LISTED {
            order::sort_by(&mut groups, |one, two| two.outcome.mean.total_cmp(&one.outcome.mean));
        }
        groups
    };
    Some((*by, found.map(by_weight)))
}

pub fn parts(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Parts.text(lang).into_owned();
    let known = slow(session, begin_parts, step_parts);
    super::section(session, "parts", heading, move |lang| {
        let by = session.with(|app| app.outlook.dimension);
        let options = DIMENSIONS.map(|(dimension, word)| (dimension, word.text(lang).into_owned()));
        let label = Words::Parts.text(lang).into_owned();
        let chooser =
            el("div").class("settings").add(choice(label, &options, by, move |by| look(session, Looking::By(by))));
        let version = session.version.get();
        // What was divided otherwise is no answer to this.
        let known = known.get().filter(|(_, found)| found.0 == by);
        let Some((of, found)) = known else { return vec![chooser, working(lang)] };
        let Ok(groups) = &found.1 else { return vec![chooser, too_large(lang)] };
        let first = options.iter().find(|(own, _)| *own == by).map(|(_, name)| name.clone()).unwrap_or_default();
        let line = |group: &'_ GroupOutcome| match &group.key {
            GroupKey::Record(sheet, row) => session.with(|app| name(app.plan(), *sheet, *row, lang).to_string()),
            GroupKey::Text(words) => words.to_string(),
            GroupKey::None => Words::Nobody.text(lang).into_owned(),
        };
        let listed = groups.iter().take(LISTED);
        let lines = listed.map(|group| (line(group), Whole::Group(by, group.key.clone()), &group.outcome));
        let table = outcomes(session, first, lines.collect(), lang);
        // What the strip leaves out is in no part.
        let out = session.with(|app| app.left_out_words(&app.figures().ok()?.left_out));
        let out = out.map(|words| el("p").class("soft").add(ask(session, Whole::Board, Figure::LeftOut, words)));
        let shown = match groups.is_empty() {
            true => vec![needs_deals(lang)],
            false => vec![table, note(Words::NotAdded.text(lang))],
        };
        let mut parts = vec![chooser];
        parts.extend((of != version).then(|| working(lang)));
        let more = groups.len().saturating_sub(LISTED);
        parts.extend(shown);
        parts.extend((more > 0).then(|| note(Words::MoreParts { listed: LISTED, more }.text(lang))));
        parts.extend(out);
        parts
    })
}

fn begin_plan(_: Session) -> Rehearse {
    Rehearse::of(Vec::new())
}

/// The period as the plan has it.
pub fn step_plan(session: Session, work: &mut Rehearse) -> Option<Result<Outcome, BetError>> {
    let found = session.with(|app| app.rehearse_on(work, &mut Stretch::default()))?;
    Some(found.map(|found| found.before))
}

pub fn categories(session: Session) -> El {
    let heading = |_: &App, lang: Lang| Words::Categories.text(lang).into_owned();
    let known = slow(session, begin_plan, step_plan);
    super::section(session, "categories", heading, move |lang| {
        let version = session.version.get();
        let Some((of, found)) = known.get() else { return vec![working(lang)] };
        let Ok(outcome) = &*found else { return vec![too_large(lang)] };
        let (rollup, mean) = (outcome.rollup, outcome.mean);
        let (own, chance) = session.with(|app| {
            let own = call(app.plan(), &board_period(app), app.scope.person, app.today());
            (own, own.map(|minor| app.board().distribution().at_least(minor)))
        });
        let sums = [
            (Words::Closed, rollup.closed as f64, Figure::Category(Category::Closed)),
            (Words::Commit, rollup.commit as f64, Figure::Category(Category::Commit)),
            (Words::BestCase, rollup.best_case as f64, Figure::Category(Category::Best)),
            (Words::OpenPipeline, rollup.open as f64, Figure::Category(Category::Pipeline)),
            (Words::Model, mean, Figure::Mean),
        ];
        let most = sums.iter().map(|(_, sum, _)| *sum).fold(1.0, f64::max);
        let line = |(word, sum, figure): &(Words, f64, Figure)| {
            let wide = (*sum / most * 100.0).clamp(0.0, 100.0);
            let meter = el("meter")
                .set("min", "0")
                .set("max", "100")
                .set("value", format!("{wide:.1}"))
                .set("aria-label", word.text(lang));
            let sum = session.with(|app| short(app, *sum, lang));
            el("div").class("sum").add(el("span").add(word.text(lang))).add(meter).add(el("b").add(ask(
                session,
                Whole::Board,
                *figure,
                sum,
            )))
        };
        let sums: Vec<El> = sums.iter().map(line).collect();
        let own_words = match (own, chance) {
            (Some(minor), Some(chance)) => {
                let call = session.with(|app| amount(app, minor as f64));
                Words::CallAbout { call, chance: Share(chance) }
            }
            _ => Words::NoCall,
        };
        let sums = if is_blank(outcome) { needs_deals(lang) } else { el("div").class("sums").add(sums) };
        let about = session
            .with(|app| Words::CategoriesAbout { period: named(app, &board_period(app)), deals: Deals(outcome.open) });
        let about = (!is_blank(outcome)).then(|| note(about.text(lang)));
        let mut parts: Vec<El> = vec![sums];
        parts.extend(about);
        parts.extend(super::converted(session, lang));
        parts.extend([el("p").add(own_words.text(lang)), call_form(session, lang)]);
        parts.extend((of != version).then(|| working(lang)));
        parts
    })
}

/// The field for the own call.
fn call_form(session: Session, lang: Lang) -> El {
    let wrong = RwSignal::new(false);
    let send = move |text: String| {
        let minor = session.with(|app| {
            let definition = column("", "", "", Kind::Money);
            match app.parser().read(&definition, &text) {
                Ok(Value::Money(money)) => app.plan().in_plan_currency(money).filter(|minor| *minor >= 0),
                _ => None,
            }
        });
        wrong.set(minor.is_none());
        if let Some(minor) = minor {
            look(session, Looking::Call(minor));
        }
    };
    let field = el("input")
        .set("type", "text")
        .set("id", "own-call")
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .set("aria-label", Words::OwnCall.text(lang))
        .on("input", move |_| wrong.set(false));
    let alert = crate::ui::element::live(move || {
        let words = wrong.try_get().unwrap_or_default().then(|| Words::CallBad.text(lang).into_owned());
        words.map(|words| el("span").class("bad").set("role", "alert").add(words))
    });
    el("form")
        .class("settings")
        .on("submit", move |event| {
            event.prevent_default();
            // As it stands in the field: the section may have been drawn anew since it was typed.
            send(first_value_of(&event));
        })
        .add(el("label").add(el("span").add(Words::OwnCall.text(lang))).add(field))
        .add(el("button").set("type", "submit").class("strong").add(Words::WriteCall.text(lang)))
        .add(alert)
}
