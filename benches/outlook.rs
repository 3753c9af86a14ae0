//! What a page asks of a plan with nine months of edits: history, states, flow, shape, periods, the fan, accuracy.
//!
//! `cargo bench --bench outlook`. The plans are those of `examples/large`, lived for nine months.

#![expect(clippy::expect_used, reason = "a bench may stop where its own input is wrong")]

#[path = "../examples/large/plan.rs"]
mod plan;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use quadrille::forecast::history::{AsOf, History};
use quadrille::forecast::outlook::{
    ActivityFacts, Ahead, Board, Dimension, Period, Rates, Scope, Span, Suppose, Survey, View, Window, accuracy,
    attentions, bridge, fan, funnel, groups, horizon, pre_mortem, what_if,
};
use quadrille::log::Replay;
use quadrille::model::{Date, Sheet};

fn outlook(criterion: &mut Criterion) {
    for (count, name) in [(500, "500"), (10_000, "10 000")] {
        let ledger = plan::lived(count).expect("a plan");
        let today = Date::of_millis(plan::NOW);
        let mut activities = ActivityFacts::default();
        activities.refresh(ledger.plan(), today);
        let mut board = Board::default();
        board.refresh(&ledger, Scope::default(), today, &[], None);
        let view = View { ledger: &ledger, today, activities: &activities, board: &board, draft: None };
        let (quarter, year) =
            (Period::of(view.plan(), today, Span::Quarter, 0), Period::of(view.plan(), today, Span::Year, 0));
        let (month, past) = (Window::last(30, today), Window::last(365, today));
        let mut group = criterion.benchmark_group(format!("{name} deals, nine months"));
        group.bench_function("fold of the log", |bencher| {
            bencher.iter(|| Replay::default().until(black_box(&ledger), u64::MAX));
        });
        group.bench_function("history", |bencher| bencher.iter(|| History::of(black_box(&ledger))));
        let import = plan::of(count).expect("a plan");
        group.bench_function("history of an import", |bencher| bencher.iter(|| History::of(black_box(&import))));
        group.bench_function("board", |bencher| {
            bencher.iter(|| {
                let mut board = Board::default();
                board.refresh(&ledger, Scope::default(), today, &[], None);
                board
            });
        });
        group.bench_function("states of all deals", |bencher| {
            bencher.iter(|| attentions(&view, &Survey::of(&view), &month, &quarter));
        });
        group.bench_function("bridge", |bencher| bencher.iter(|| bridge(&view, &month, &quarter, None)));
        group.bench_function("funnel", |bencher| bencher.iter(|| funnel(&view, &past, None)));
        group.bench_function("rates", |bencher| {
            bencher.iter(|| Rates::of(view.plan(), board.history(), AsOf::LATEST));
        });
        let ahead = Ahead { span: Span::Quarter, count: 4, person: None, slip: true, unseen: true };
        group.bench_function("four quarters with slip", |bencher| bencher.iter(|| horizon(&view, &ahead)));
        group.bench_function("groups by person", |bencher| {
            bencher.iter(|| groups(&view, &quarter, Dimension::Person));
        });
        group.bench_function("pre-mortem", |bencher| bencher.iter(|| pre_mortem(&view)));
        let deal = view.plan().table(Sheet::Deals).ids().next().expect("a deal");
        group.bench_function("what if", |bencher| bencher.iter(|| what_if(&view, &[(deal, Suppose::Won)])));
        group.bench_function("fan of a year", |bencher| {
            bencher.iter(|| fan(&ledger, board.history(), year, None, today));
        });
        group.bench_function("accuracy by quarters", |bencher| {
            bencher.iter(|| accuracy(&view, Span::Quarter, None));
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    targets = outlook
}
criterion_main!(benches);
