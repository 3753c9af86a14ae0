//! The core on large plans: fold, commit, undo, forty rows to draw, sort, filter and groups, the forecast after an edit,
//! a file opened.
//!
//! `cargo bench --bench core`. The plans are those of `examples/large`.

#![expect(clippy::expect_used, reason = "a bench may stop where its own input is wrong")]

#[path = "../examples/large/plan.rs"]
mod plan;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use quadrille::app::arrange::Deed;
use quadrille::app::command::Command;
use quadrille::app::grid::{Condition, GridId, Likeness, Selection, Unit};
use quadrille::app::{Action, App, Theme, block};
use quadrille::forecast::outlook::{ActivityFacts, Board, Draft, Scope, Standing, View};
use quadrille::formats::{Meta, read, write};
use quadrille::log::{Change, Label, Ledger, Replica, Transaction};
use quadrille::model::schema::deals;
use quadrille::model::{Currency, Date, Key, Money, RowId, Sheet, Value};
use quadrille::text::Lang;

const SIZES: [(usize, &str); 3] = [(1_000, "1 000"), (10_000, "10 000"), (100_000, "100 000")];

const DEALS: GridId = GridId::Table(Sheet::Deals);

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
        // A person types 62,500 a figure at a time: each prefix is counted, and most are no multiple of what the others share.
        let typed: Vec<Draft> = [6, 62, 625, 6_250, 62_500]
            .map(|whole| Value::Money(Money::new(whole * 100, Currency::USD)))
            .map(|value| Draft::of(row, deals::AMOUNT.index, value))
            .to_vec();
        let mut keys = typed.iter().cycle();
        group.bench_function(format!("a key in an amount of {name}"), |bencher| {
            bencher.iter(|| {
                let draft = keys.next();
                board.refresh(&ledger, Scope::default(), today, &[row], draft);
                let view = View { ledger: &ledger, today, activities: &activities, board: &board, draft };
                board.figures(&view).expect("figures")
            });
        });
        board.refresh(&ledger, Scope::default(), today, &[row], None);
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
        let (id, first) = (DEALS, count / 2);
        app.grid(id);
        group.bench_function(format!("40 rows of {name}"), |bencher| {
            bencher.iter(|| (first..first + 40).map(|row| app.row_view(id, row)).collect::<Vec<_>>());
        });
    }
    group.finish();
}

/// How rows stand, made anew for 100 000 deals; and what an edit costs where they stand otherwise than in the plan.
fn arrange(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("arrange 100 000");
    let id = GridId::Table(Sheet::Deals);
    let key = Key::new_static;
    let sort = |columns: &[&'static str]| -> Vec<Deed> {
        let sort = |(at, column): (usize, &&'static str)| Deed::Sort {
            column: key(column),
            descending: at % 2 == 1,
            add: at > 0,
        };
        columns.iter().enumerate().map(sort).collect()
    };
    let evaluation = Value::Link(quadrille::app::default_stage(4));
    let asks = |column, condition| vec![Deed::Ask(key(column), Some(condition))];
    let amount = Value::Money(Money::new(5_000_000, Currency::USD));
    let cases: [(&str, Vec<Deed>); 12] = [
        ("sort by amount", sort(&["amount"])),
        ("sort by name", sort(&["name"])),
        ("sort by account", sort(&["account"])),
        ("sort by stage, close, amount", sort(&["stage", "close", "amount"])),
        ("sort by weighted value, computed", sort(&["weighted"])),
        ("sort by state, computed", sort(&["state"])),
        ("filter by a stage", asks("stage", Condition::Among { values: vec![evaluation], except: false })),
        ("filter by amount", asks("amount", Condition::Between { from: Some(amount), until: None })),
        ("filter by a part of the name", asks("name", Condition::Like(Likeness::Contains, "press".into()))),
        ("filter by a part of the account", asks("account", Condition::Like(Likeness::Contains, "12".into()))),
        ("filter by what needs attention", vec![Deed::Attention(true)]),
        (
            "group by owner and quarter",
            vec![Deed::Group(key("owner"), None), Deed::Group(key("close"), Some(Unit::Quarter))],
        ),
    ];
    for (name, deeds) in cases {
        let ledger = plan::of(100_000).expect("a plan");
        let mut app = App::new(ledger, Lang::En, Theme::System, Date::of_millis(plan::NOW));
        for deed in deeds {
            app.update(Action::Arrange(id, deed), plan::NOW);
        }
        group.bench_function(name, |bencher| {
            bencher.iter(|| app.update(Action::Arrange(id, Deed::Apply), plan::NOW));
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("edit 10 000");
    let mut all = sort(&["amount", "name"]);
    all.extend(asks("name", Condition::Like(Likeness::Lacks, "7".into())));
    all.extend([Deed::Group(key("owner"), None), Deed::Group(key("close"), Some(Unit::Quarter))]);
    let tables =
        [("as entered", Vec::new()), ("sorted", sort(&["amount", "name"])), ("sorted, filtered, grouped", all)];
    for (name, deeds) in tables {
        let ledger = plan::of(10_000).expect("a plan");
        let mut app = App::new(ledger, Lang::En, Theme::System, Date::of_millis(plan::NOW));
        for deed in deeds {
            app.update(Action::Arrange(id, deed), plan::NOW);
        }
        let row = app.grid(id).layout.rows().and_then(|rows| rows.records().get(500).copied()).expect("a row");
        let mut turn = 0;
        for column in ["note", "amount"] {
            group.bench_function(format!("{column}, {name}"), |bencher| {
                bencher.iter(|| {
                    turn += 1;
                    let value = match column {
                        "note" => Value::text(if turn % 2 == 0 { "one" } else { "other" }),
                        _ => Value::Money(Money::new(1_000_000 + turn % 2, Currency::USD)),
                    };
                    let effects =
                        app.update(Action::Set { sheet: Sheet::Deals, row, column: key(column), value }, plan::NOW);
                    black_box((0..40).map(|row| app.row_view(id, row)).collect::<Vec<_>>());
                    effects
                });
            });
        }
    }
    group.finish();
}

/// 2 000 rows of twelve columns, as another program puts them on the clipboard, into a funnel of some size.
fn paste(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("paste");
    let line = |row: usize| {
        let (amount, account, owner) = (1_000 + row * 7 % 90_000, row % 400, row % 12);
        let close = format!("2026/{}/{}", 1 + row % 12, 1 + row % 28);
        let cells = format!(
            "Deal {row}\tAccount {account}\tSeller {owner}\t{amount},000.50\t{}\t{close}\t\t\t\t\t\t{close}",
            1 + row % 5
        );
        cells.split('\t').map(str::to_owned).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = (0..2_000).map(line).collect();
    let text = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\r\n");
    let cells = |row: &Vec<String>| row.iter().map(|cell| format!("<td x:str>{cell}</td>")).collect::<String>();
    let html: String = rows.iter().map(|row| format!("<tr height=20>{}</tr>\n", cells(row))).collect();
    let html = format!("<html><body><table><!--StartFragment-->{html}<!--EndFragment--></table></body></html>");
    group.bench_function("reading 2 000 × 12 cells of HTML", |bencher| {
        bencher.iter(|| block(Some(&text), Some(&html)).expect("a block"));
    });
    for (count, name) in [(0, "an empty plan"), (10_000, "10 000 deals")] {
        let ledger = plan::of(count).expect("a plan");
        let block = block(Some(&text), Some(&html)).expect("a block");
        let app = || {
            let mut app = App::new(ledger.clone(), Lang::En, Theme::System, Date::of_millis(plan::NOW));
            let grid = app.grid(DEALS);
            grid.selection = Selection::at(grid.layout.records(), 0);
            app
        };
        group.bench_function(format!("2 000 × 12 cells below {name}"), |bencher| {
            let pasted = |mut app: App| app.update(Action::Paste(DEALS, block.clone()), plan::NOW + 1);
            bencher.iter_batched(app, pasted, BatchSize::LargeInput);
        });
        group.bench_function(format!("undo of it in {name}"), |bencher| {
            let pasted = || {
                let mut app = app();
                app.update(Action::Paste(DEALS, block.clone()), plan::NOW + 1);
                app
            };
            let undone = |mut app: App| app.update(Action::RunGlobal(Command::Undo), plan::NOW + 2);
            bencher.iter_batched(pasted, undone, BatchSize::LargeInput);
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
    targets = log, forecast, rows, arrange, paste, file
}
criterion_main!(core);
