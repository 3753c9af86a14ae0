//! The longest step of whatever is worked out between two keys: what a key may have to wait for.
//!
//! `cargo bench --bench steps`, or `cargo bench --bench steps -- 10000 fan` for another number of deals and some of the lines.
//! The plans are those of `examples/large`, lived for nine months. Every line is worked out several times on a fresh
//! application; of each step the quickest time counts, since whatever else the machine did in between is not of the step.

#![expect(clippy::expect_used, reason = "a bench may stop where its own input is wrong")]

#[path = "../examples/large/plan.rs"]
mod plan;

use std::io::Write as _;
use std::time::Instant;

use quadrille::app::arrange::Deed;
use quadrille::app::grid::{GridId, Total};
use quadrille::app::{Action, App, Explaining, FUNNEL_DAYS, Rehearse, Subject, Theme};
use quadrille::forecast::Stretch;
use quadrille::forecast::outlook::{
    Ahead, Attending, Backtest, Bridging, Comparing, Dimension, Fan, Figure, Funneling, GroupKey, Grouping, Horizons,
    Learning, Period, Progress, Span, Spending, StageFigure, Standing, Suppose, Taught, Told, Whole, Window, ladder,
};
use quadrille::log::Ledger;
use quadrille::model::{Date, Key, RowId, Sheet};
use quadrille::text::Lang;

/// How often everything is worked out.
const ROUNDS: usize = 3;

/// The times of one line, in milliseconds.
#[derive(Default)]
struct Line {
    name: String,
    steps: Vec<f64>,
    /// To let go of the work, and of the answer: what a change of the plan does to both.
    let_go: [f64; 2],
}

/// What is measured, in the order of the page.
struct Steps {
    lines: Vec<Line>,
    at: usize,
    wanted: Vec<String>,
}

/// Keeps the quicker time.
fn least(kept: &mut f64, began: Instant) {
    *kept = kept.min(began.elapsed().as_secs_f64() * 1e3);
}

impl Steps {
    /// Works a line out: `begin` is a step, and so is every call of `step` until it answers.
    fn line<W, T>(
        &mut self,
        name: &str,
        begin: impl FnOnce() -> W,
        mut step: impl FnMut(&mut W, &mut Stretch) -> Option<T>,
    ) {
        if !self.wanted.is_empty() && !self.wanted.iter().any(|word| name.contains(word.as_str())) {
            return;
        }
        if self.at == self.lines.len() {
            self.lines.push(Line { name: name.to_owned(), steps: Vec::new(), let_go: [f64::MAX; 2] });
        }
        let line = self.lines.get_mut(self.at).expect("the line");
        self.at += 1;
        let mut place = 0;
        let mut note = |began: Instant| {
            match line.steps.get_mut(place) {
                Some(kept) => least(kept, began),
                None => line.steps.push(began.elapsed().as_secs_f64() * 1e3),
            }
            place += 1;
        };
        let began = Instant::now();
        let mut work = begin();
        note(began);
        let answer = loop {
            let began = Instant::now();
            let answer = step(&mut work, &mut Stretch::default());
            note(began);
            if let Some(answer) = answer {
                break answer;
            }
        };
        let [of_work, of_answer] = &mut line.let_go;
        let began = Instant::now();
        drop(work);
        least(of_work, began);
        let began = Instant::now();
        drop(answer);
        least(of_answer, began);
    }

    fn say(&self) {
        let mut out = std::io::stdout();
        let heads = ["longest", "step", "steps", "total ms", "let go:", "work", "answer"];
        let [longest, at, count, total, _, work, answer] = heads;
        let _ = writeln!(out, "{:<40}{longest:>8}{at:>7}{count:>7}{total:>10}{work:>8}{answer:>8}", "");
        for Line { name, steps, let_go: [work, answer] } in &self.lines {
            let most = |most: (usize, f64), (at, step): (usize, &f64)| if *step > most.1 { (at, *step) } else { most };
            let (at, longest) = steps.iter().enumerate().fold((0, 0.0), most);
            let (count, total) = (steps.len(), steps.iter().sum::<f64>());
            let _ = writeln!(out, "{name:<40}{longest:>8.2}{at:>7}{count:>7}{total:>10.1}{work:>8.2}{answer:>8.2}");
        }
    }
}

/// The sections of the Forecast page.
fn sections(app: &App, steps: &mut Steps) {
    let (plan, today) = (app.plan(), app.today());
    let (quarter, year) = (Period::of(plan, today, Span::Quarter, 0), Period::of(plan, today, Span::Year, 0));
    let (month, long) = (Window::last(30, today), Window::last(FUNNEL_DAYS, today));
    let history = || app.board().history();
    let fan = |steps: &mut Steps, name: &str, period: Period| {
        let step = |work: &mut Fan, stretch: &mut Stretch| {
            matches!(work.step(&app.ledger, history(), stretch).expect("countable"), Progress::Done).then_some(())
        };
        steps.line(name, || Fan::new(&app.ledger, period, None, today), step);
    };
    steps.line(
        "states",
        || Attending::new(&app.view(), &month, &quarter),
        |work, stretch| work.step(&app.view(), stretch),
    );
    steps.line(
        "flow",
        || Bridging::new(&app.view(), &month, &quarter, None),
        |work, stretch| work.step(&app.view(), stretch),
    );
    steps.line("shape", || Funneling::new(&app.view(), &long, None), |work, stretch| work.step(&app.view(), stretch));
    fan(steps, "fan of the quarter", quarter);
    fan(steps, "fan of the year", year);
    for (name, span, slip, unseen) in [
        ("periods", Span::Quarter, false, false),
        ("periods with slip", Span::Quarter, true, false),
        ("periods with slip and unseen deals", Span::Quarter, true, true),
        ("twelve months with slip", Span::Month, true, false),
    ] {
        let count = if span == Span::Month { 12 } else { 4 };
        let ahead = Ahead { span, count, person: None, slip, unseen };
        steps.line(
            name,
            || Horizons::new(&app.view(), &ahead),
            |work, stretch| work.step(&app.view(), stretch).expect("countable"),
        );
    }
    for (name, by) in [("parts by person", Dimension::Person), ("parts by account", Dimension::Account)] {
        steps.line(
            name,
            || Grouping::new(&app.view(), &quarter, by),
            |work, stretch| work.step(&app.view(), stretch).expect("countable"),
        );
    }
    steps.line(
        "days",
        || Spending::new(&app.view(), 3.0, 0.9),
        |work, stretch| work.step(&app.view(), stretch).expect("countable"),
    );
    let rehearse = |work: &mut Rehearse, stretch: &mut Stretch| app.rehearse_on(work, stretch);
    steps.line("the plan rehearsed", || Rehearse::of(Vec::new()), rehearse);
    let deal = counted(app);
    steps.line("what if", || Rehearse::of(vec![(deal, Suppose::Won)]), rehearse);
    steps.line("comparing", || (None, Comparing::all(&app.view())), |work, stretch| app.compare_on(work, stretch));
    steps.line("learned", || Learning::new(&app.view()), |work, stretch| work.step(&app.view(), stretch));
    for (name, span) in [("accuracy by quarters", Span::Quarter), ("accuracy by months", Span::Month)] {
        steps.line(
            name,
            || Backtest::new(&app.view(), span, None),
            |work, stretch| work.step(&app.view(), stretch).expect("countable"),
        );
    }
}

/// An open deal of the period.
fn counted(app: &App) -> RowId {
    let mut deals = app.plan().table(Sheet::Deals).ids();
    deals.find(|row| matches!(app.board().standing(*row), Standing::Open(_))).expect("an open deal")
}

/// Figures explained.
fn figures(app: &App, steps: &mut Steps) {
    let (today, deal) = (app.today(), counted(app));
    let stage = ladder(app.plan()).get(3).expect("a stage").stage;
    let quarter = Period::of(app.plan(), today, Span::Quarter, 0);
    let ahead = Ahead { span: Span::Quarter, count: 4, person: None, slip: true, unseen: false };
    let supposed = vec![(deal, Suppose::Won)];
    let chance = Figure::AtLeast(app.board().target().unwrap_or(0));
    let then = Whole::Then { period: quarter, day: today.plus_days(-30), person: None };
    let figure = Subject::Figure;
    let subjects = [
        ("the strip's chance", figure(Whole::Board, chance)),
        ("the strip's even odds", figure(Whole::Board, Figure::Quantile(2))),
        ("a period ahead", figure(Whole::Ahead { ahead, at: 1, together: true }, Figure::Mean)),
        ("a part", figure(Whole::Group(Dimension::Region, GroupKey::None), Figure::Mean)),
        ("what is supposed", figure(Whole::Supposed(supposed.clone()), chance)),
        ("a day gone by", figure(then, Figure::Mean)),
        ("a change", Subject::Change(supposed, chance)),
        ("a stage", Subject::Told(Told::Stage(stage, StageFigure::Deals))),
        ("what a stage allows", Subject::Told(Told::Stage(stage, StageFigure::Limit))),
        ("flow", Subject::Told(Told::FlowEnd)),
        ("pipeline needed", Subject::Told(Told::Needed(900))),
        ("days spent", Subject::Told(Told::Spent(30))),
        ("slip", Subject::Told(Told::Slip(Span::Quarter, 1))),
        ("a rate", Subject::Taught(Taught::Stage(stage))),
    ];
    for (name, subject) in subjects {
        why(app, steps, name, &subject);
    }
}

fn why(app: &App, steps: &mut Steps, name: &str, subject: &Subject) {
    let step = |work: &mut Option<Explaining>, stretch: &mut Stretch| match work {
        Some(work) => app.explain_on(subject, work, stretch),
        None => Some(app.explain(subject)),
    };
    steps.line(&format!("why: {name}"), || app.explaining(subject), step);
}

/// Cells and totals explained.
fn cells(app: &mut App, steps: &mut Steps) {
    const DEALS: GridId = GridId::Table(Sheet::Deals);
    let deal = counted(app);
    let computed = app.plan().table(Sheet::Deals).definitions().iter().filter(|own| own.computed.is_some());
    let computed: Vec<Key> = computed.map(|own| own.key.clone()).collect();
    for key in computed {
        why(app, steps, &format!("a cell, {key}"), &Subject::Cell(Sheet::Deals, deal, key));
    }
    for (key, total) in
        [("amount", Total::Sum), ("weighted", Total::Sum), ("weighted", Total::Max), ("stage", Total::Distinct)]
    {
        app.update(Action::Arrange(DEALS, Deed::Total(key.into(), total)), plan::NOW);
        app.grid(DEALS);
        // What is explained is what the grid shows.
        drop(app.totals(DEALS));
        why(app, steps, &format!("a total, {key}, {total:?}"), &Subject::Total(DEALS, None, key.into()));
    }
}

fn fresh(ledger: &Ledger) -> App {
    App::new(ledger.clone(), Lang::En, Theme::System, Date::of_millis(plan::NOW))
}

fn main() {
    let words = std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let (counts, wanted): (Vec<String>, Vec<String>) = words.partition(|word| word.parse::<usize>().is_ok());
    let count = counts.first().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let ledger = plan::lived(count).expect("a plan");
    let mut steps = Steps { lines: Vec::new(), at: 0, wanted };
    for _ in 0..ROUNDS {
        steps.at = 0;
        let app = fresh(&ledger);
        sections(&app, &mut steps);
        figures(&app, &mut steps);
        // Nothing is known of a plan that was just opened.
        cells(&mut fresh(&ledger), &mut steps);
    }
    steps.say();
}
