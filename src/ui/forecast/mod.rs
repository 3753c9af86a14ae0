//! The Forecast page: what the four tables say together, for whoever answers for the number every Monday.
//!
//! Every section describes itself from the plan as it is. What looks at all deals, or at the whole log, is worked out
//! step by step between frames (`slow`), and says so while it is not done.

mod accuracy;
mod ahead;
mod course;
mod days;
mod end;
mod fan;
mod figure;
mod flow;
mod learned;
mod shape;
pub mod slow;
mod stands;
mod suppose;
mod trust;
mod typed;

use leptos::prelude::*;

use super::Session;
use super::element::{El, Part, Parts, el, live};
use super::explain::{Asked, asked_cell, asked_table};
use super::strip::strip;
use crate::app::{Action, App, Looking, Subject, why_left_out};
use crate::forecast::outlook::{Figure, LeftOut, Outcome, Period, Span, Standing, Whole};
use crate::model::{Key, Money, RowId, Sheet};
use crate::text::messages::{Compact, Explain, Forecast, Outlook as Words, Period as Named, Share};
use crate::text::{Lang, compact, name};

/// The page, with the strip above it.
#[component]
pub fn ForecastPage() -> impl IntoView {
    let session = Session::get();
    let lang = session.lang;
    let page = el("main")
        .class("page outlook")
        .live("aria-label", move || Some(Forecast::Name.text(lang.get())))
        .add(end::section(session))
        .add(stands::touches(session))
        .add(ahead::periods(session))
        .add(ahead::parts(session))
        .add(ahead::categories(session))
        .add(suppose::section(session))
        .add(suppose::scenarios(session))
        .add(flow::section(session))
        .add(shape::section(session))
        .add(stands::section(session))
        .add(fan::section(session))
        .add(days::section(session))
        .add(learned::section(session))
        .add(accuracy::section(session));
    view! { {strip(session)} {page} }
}

/// A section with its heading, and what describes itself anew with the plan.
fn section<P: Parts>(
    session: Session,
    key: &'static str,
    heading: fn(&App, Lang) -> String,
    content: impl Fn(Lang) -> P + Send + 'static,
) -> El {
    let content = move |lang| {
        let mut parts = Vec::new();
        content(lang).add_to(&mut parts);
        parts
    };
    described(session, key, heading, Box::new(content))
}

/// The same of what a section describes, whatever describes it: one piece of code for all sections.
#[inline(never)]
fn described(
    session: Session,
    key: &'static str,
    heading: fn(&App, Lang) -> String,
    content: Box<dyn Fn(Lang) -> Vec<Part> + Send>,
) -> El {
    let lang = session.lang;
    let title = move || {
        session.follow();
        let lang = lang.get();
        session.with(|app| heading(app, lang))
    };
    let body = live(move || {
        session.follow();
        content(lang.get())
    });
    el("section")
        .set("id", key)
        // A page of fifteen sections is crossed by F6 from one to the next.
        .set("data-region", key)
        .set("aria-labelledby", format!("{key}-title"))
        .add(el("h2").set("id", format!("{key}-title")).add(live(title)))
        .add(el("div").class("body").add(body))
}

/// What a person does here.
fn look(session: Session, look: Looking) {
    session.dispatch(Action::Look(look));
}

fn note(text: impl Into<String>) -> El {
    el("p").class("soft").add(text.into())
}

/// An amount in short.
fn short(app: &App, minor: f64, lang: Lang) -> String {
    compact(money(app, minor), lang)
}

fn money(app: &App, minor: f64) -> Money {
    Money::new(minor.round() as i64, app.plan().currency())
}

fn amount(app: &App, minor: f64) -> Compact {
    Compact(money(app, minor))
}

fn share(chance: f64, lang: Lang) -> String {
    use crate::text::messages::Say;
    Share(chance).say(lang).into_owned()
}

/// The period of the strip.
fn board_period(app: &App) -> Period {
    app.board().period().unwrap_or_else(|| Period::of(app.plan(), app.today(), Span::default(), 0))
}

fn named(app: &App, period: &Period) -> Named {
    app.period_name(period)
}

fn title_of(app: &App, deal: RowId, lang: Lang) -> String {
    name(app.plan(), Sheet::Deals, deal, lang).to_string()
}

/// A button that leads to a deal.
fn deal_link(session: Session, deal: RowId, lang: Lang) -> El {
    el("button")
        .class("deal")
        .click(move || session.dispatch(Action::Goto(Sheet::Deals, deal, Key::new_static("name"))))
        .add(session.with(|app| title_of(app, deal, lang)))
}

/// So many deals that are not counted are named.
const NAMED: usize = 200;

/// What a section does not count, with the deals and what each lacks; none where everything counts.
fn uncounted(session: Session, deals: &[(RowId, Standing)], lang: Lang) -> Option<El> {
    let words = session.with(|app| app.left_out_words(&LeftOut::of(deals)))?;
    let line = |(row, standing): &(RowId, Standing)| {
        let lacks = session.with(|app| app.lacks(*row, *standing));
        let why: Vec<_> = lacks.into_iter().map(|lack| why_left_out(lack).0.text(lang)).collect();
        el("li").add(deal_link(session, *row, lang)).add(el("span").class("soft").add(why.join(lang.comma())))
    };
    let lines: Vec<El> = deals.iter().take(NAMED).map(line).collect();
    let list = el("ul").class("deals").add(lines);
    Some(el("details").class("left-out").add(el("summary").add(words)).add(list))
}

/// That sums are of several currencies, where they are.
fn converted(session: Session, lang: Lang) -> Option<El> {
    session.with(|app| {
        let currencies = app.converted_currencies();
        let (own, named) = (app.plan().currency(), currencies.join(lang.comma()));
        let words = Words::Converted { currencies: named.into(), own };
        (!currencies.is_empty()).then(|| note(words.text(lang)))
    })
}

/// A table of texts; columns after the first hold numbers, of which some can be asked.
fn table(session: Session, head: Vec<String>, rows: Vec<Vec<Part>>, asked: Option<Asked>) -> El {
    let lang = session.language_now();
    // Called by what its columns are, which no other table of its section shares.
    let (first, others) = head.split_at(head.len().min(1));
    let (first, others) = (first.concat(), others.join(lang.comma()));
    let called = Words::Named { name: first.into(), value: others.into() }.text(lang);
    let headed = head.into_iter().map(|text| el("th").set("scope", "col").add(text)).collect::<Vec<_>>();
    let mut is_first = true;
    let mut line = |(line, cells): (usize, Vec<Part>)| {
        let cell = |(at, cell): (usize, Part)| {
            let Some(column) = at.checked_sub(1) else { return el("th").set("scope", "row").add(cell) };
            let is_shown = !matches!(&cell, Part::Text(text) if text == DASH || text.is_empty());
            let subject = asked.as_ref().filter(|_| is_shown).and_then(|asked| asked(line, column));
            match subject {
                Some(subject) => asked_cell(line, column, &subject, std::mem::take(&mut is_first)),
                None => el("td"),
            }
            .add(cell)
        };
        el("tr").add(cells.into_iter().enumerate().map(cell).collect::<Vec<_>>())
    };
    let rows: Vec<El> = rows.into_iter().enumerate().map(&mut line).collect();
    let table = el("table")
        .class("figures")
        .set("aria-label", called)
        .add(el("thead").add(el("tr").add(headed)))
        .add(el("tbody").add(rows));
    let whole = el("div").class("scrolls");
    match asked {
        Some(asked) => {
            let hint = el("p").class("hint").add(Explain::Arrows.text(lang));
            whole.add(asked_table(session, table, asked)).add(hint)
        }
        None => whole.set("tabindex", "0").set("role", "group").add(table),
    }
}

fn text(text: impl Into<String>) -> Part {
    Part::Text(text.into().into())
}

/// The heads of a table of outcomes with so many levels of the target.
fn outcome_heads(first: String, levels: usize, lang: Lang) -> Vec<String> {
    let heads = [
        Words::TargetHead,
        Words::ChanceHead,
        Words::ExpectedHead,
        Words::SureHead,
        Words::EvenHead,
        Words::ReachHead,
        Words::WonHead,
        Words::OpenHead,
        Words::PipelineHead,
        Words::WeightedHead,
        Words::StretchHead,
        Words::ChallengeHead,
    ];
    let mut texts = vec![first];
    texts.extend(heads.iter().take(9 + levels).map(|head| head.text(lang).into_owned()));
    texts
}

/// A table of outcomes, each of the deals that are said beside its name; every figure can be asked.
fn outcomes(session: Session, head: String, lines: Vec<(String, Whole, &Outcome)>, lang: Lang) -> El {
    let levels = lines.iter().filter_map(|(_, _, outcome)| outcome.targets.iter().rposition(Option::is_some)).max();
    let levels = levels.map_or(1, |last| last + 1);
    let rows = lines.iter().map(|(name, _, outcome)| {
        let texts = session.with(|app| outcome_line(app, outcome, levels, lang));
        [text(name.clone())].into_iter().chain(texts.into_iter().map(text)).collect()
    });
    let rows = rows.collect();
    let asked: Vec<(Whole, Outcome)> = lines.into_iter().map(|(_, whole, outcome)| (whole, outcome.clone())).collect();
    let subject = move |line: usize, column: usize| {
        let (whole, outcome) = asked.get(line)?;
        Some(Subject::Figure(whole.clone(), figure_at(outcome, column)?))
    };
    table(session, outcome_heads(head, levels, lang), rows, Some(Box::new(subject)))
}

const DASH: &str = "–";

/// The figure of a column of a table of outcomes.
fn figure_at(outcome: &Outcome, column: usize) -> Option<Figure> {
    Some(match column {
        0 => Figure::Target(0),
        1 => Figure::AtLeast(outcome.targets[0]?),
        2 => Figure::Mean,
        3 => Figure::Quantile(0),
        4 => Figure::Quantile(2),
        5 => Figure::Quantile(4),
        6 => Figure::Won,
        7 => Figure::Open,
        8 => Figure::Pipeline,
        9 => Figure::Weighted,
        more => Figure::AtLeast((*outcome.targets.get(more - 9)?)?),
    })
}

/// One line of a table of outcomes.
fn outcome_line(app: &App, outcome: &Outcome, levels: usize, lang: Lang) -> Vec<String> {
    let dash = || DASH.to_owned();
    let chance = |p: &Option<f64>| p.map_or_else(dash, |p| share(p, lang));
    let target = outcome.targets[0].map_or_else(dash, |target| short(app, target as f64, lang));
    let [sure, _, even, _, reach] = outcome.quantiles.map(|minor| short(app, minor as f64, lang));
    let mut line = vec![
        target,
        outcome.chances.first().map_or_else(dash, chance),
        short(app, outcome.mean, lang),
        sure,
        even,
        reach,
        short(app, outcome.won as f64, lang),
        outcome.open.to_string(),
        short(app, outcome.pipeline as f64, lang),
        short(app, outcome.weighted as f64, lang),
    ];
    line.extend(outcome.chances.iter().take(levels).skip(1).map(chance));
    line
}

/// A choice among a few things, as a list to open.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: String,
    options: &[(T, String)],
    chosen: T,
    take: impl Fn(T) + Send + 'static,
) -> El {
    let own: Vec<T> = options.iter().map(|(value, _)| *value).collect();
    let texts = options.iter().map(|(value, text)| (text.clone(), *value == chosen)).collect();
    let take = move |at: usize| {
        if let Some(value) = own.get(at) {
            take(*value);
        }
    };
    choose(label, texts, Box::new(take))
}

/// The same by the places of the texts, each with whether it is chosen.
#[inline(never)]
fn choose(label: String, texts: Vec<(String, bool)>, take: Box<dyn Fn(usize) + Send>) -> El {
    let lines = texts
        .into_iter()
        .enumerate()
        .map(|(at, (text, chosen))| el("option").set("value", at.to_string()).is("selected", chosen).add(text));
    el("select")
        .set("aria-label", label)
        .on("change", move |event| {
            if let Ok(at) = super::element::value_of(&event).parse() {
                take(at);
            }
        })
        .add(lines.collect::<Vec<_>>())
}

/// Something that is on or off.
fn switch(label: String, on: bool, take: impl Fn(bool) + Send + 'static) -> El {
    let tick = el("input").set("type", "checkbox").is("checked", on).on("change", move |_| take(!on));
    el("label").class("switch").add(tick).add(el("span").add(label))
}

/// Where the amounts add up to more than can be counted.
fn too_large(lang: Lang) -> El {
    el("p").class("soft").set("role", "alert").add(Forecast::TooLarge.text(lang))
}
