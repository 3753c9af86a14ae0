//! The core on large plans: fold, commit, undo, forty rows to draw, the forecast after an edit, a file opened.
//!
//! `cargo bench --bench core`. The plans are those of `examples/large`.

#![expect(clippy::expect_used, reason = "a bench may stop where its own input is wrong")]

#[path = "../examples/large/plan.rs"]
mod plan;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use quadrille::app::grid::GridId;
use quadrille::app::{App, Theme};
use quadrille::forecast::outlook::{ActivityFacts, Board, Scope, Standing, View};
use quadrille::formats::{Meta, read, write};
use quadrille::log::{Change, Label, Ledger, Replica, Transaction};
use quadrille::model::{Currency, Date, Key, Money, RowId, Sheet, Value};
use quadrille::text::Lang;

const SIZES: [(usize, &str); 3] = [(1_000, "1 000"), (10_000, "10 000"), (100_000, "100 000")];

/// An amount for a deal, another one each time.
fn amount(row: RowId, turn: &mut i64) -> Vec<Change> {
    *turn += 1;
    let value = Value::Money(Money::new((1 + *turn % 400) * 100_000, Currency::USD));
    vec![Change::Set { sheet: Sheet::Deals, row, column: Key::new_static("amount"), value }]
}

fn some_deal(ledger: &Ledger) -> RowId {
    let deals = ledger.plan().table(Sheet::Deals);
    deals.ids().nth(deals.len() / 2).expect("a deal")
}

fn log(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("log");
    let ledger = plan::of(10_000).expect("a plan");
    let transactions: Vec<Transaction> = ledger.log().map(|transaction| transaction.as_ref().clone()).collect();
    group.bench_function("fold of 10 000 deals", |bencher| {
        let open = |log| Ledger::open(log, Replica::new(1, 1), "bench", plan::NOW);
        bencher.iter_batched(|| transactions.clone(), open, BatchSize::LargeInput);
    });
    for (count, name) in SIZES {
        let mut ledger = plan::of(count).expect("a plan");
        let (row, mut turn) = (some_deal(&ledger), 0);
        group.bench_function(format!("commit of one cell in {name}"), |bencher| {
            bencher.iter(|| ledger.commit(amount(row, &mut turn), Label::new("edit"), plan::NOW).expect("a commit"));
        });
        group.bench_function(format!("undo and redo of one cell in {name}"), |bencher| {
            bencher.iter(|| (ledger.undo(plan::NOW).expect("a step"), ledger.redo(plan::NOW).expect("a step")));
        });
    }
    group.finish();
}

/// One edit with everything that the strip shows after it.
fn forecast(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("forecast");
    let today = Date::of_millis(plan::NOW);
    for (count, name) in SIZES {
        let mut ledger = plan::of(count).expect("a plan");
        let (mut activities, mut board) = (ActivityFacts::default(), Board::default());
        activities.refresh(ledger.plan(), today);
        group.bench_function(format!("board made afresh for {name}"), |bencher| {
            bencher.iter(|| {
                let mut board = Board::default();
                board.refresh(&ledger, Scope::default(), today, &[], None);
                board
            });
        });
        board.refresh(&ledger, Scope::default(), today, &[], None);
        // A deal that counts: an edit of another one leaves the distribution as it is.
        let counts = |row: &RowId| matches!(board.standing(*row), Standing::Open(_));
        let row = ledger.plan().table(Sheet::Deals).ids().find(counts).expect("an open deal of the quarter");
        let mut turn = 0;
        group.bench_function(format!("edit and refresh in {name}"), |bencher| {
            bencher.iter(|| {
                ledger.commit(amount(row, &mut turn), Label::new("edit"), plan::NOW).expect("a commit");
                board.refresh(&ledger, Scope::default(), today, &[row], None);
            });
        });
        group.bench_function(format!("figures of {name}"), |bencher| {
            let view = View { ledger: &ledger, today, activities: &activities, board: &board, draft: None };
            bencher.iter(|| black_box(&board).figures(&view).expect("figures"));
        });
    }
    group.finish();
}

fn rows(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rows");
    for (count, name) in SIZES {
        let ledger = plan::of(count).expect("a plan");
        let mut app = App::new(ledger, Lang::En, Theme::System, Date::of_millis(plan::NOW));
        let (id, first) = (GridId::Table(Sheet::Deals), count / 2);
        app.grid(id);
        group.bench_function(format!("40 rows of {name}"), |bencher| {
            bencher.iter(|| (first..first + 40).map(|row| app.row_view(id, row)).collect::<Vec<_>>());
        });
    }
    group.finish();
}

fn file(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("file");
    let ledger = plan::of(10_000).expect("a plan");
    let text = write(&ledger, &Meta::default());
    group.bench_function(format!("write 10 000 deals, {} kB", text.len() / 1000), |bencher| {
        bencher.iter(|| write(&ledger, &Meta::default()));
    });
    group.bench_function("open 10 000 deals", |bencher| {
        bencher.iter(|| read(black_box(text.as_bytes()), Replica::new(1, 1), "bench", plan::NOW).expect("a plan"));
    });
    group.finish();
}

criterion_group! {
    name = core;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    targets = log, forecast, rows, file
}
criterion_main!(core);
