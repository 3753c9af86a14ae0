//! What keys cost on large plans; run with `--ignored --nocapture` in a release build.

use std::time::Instant;

use super::desk::NOON;
use crate::app::grid::GridId;
use crate::app::{Action, App, Theme, template};
use crate::forecast::outlook::{Scope, Span};
use crate::log::{Change, Label, Ledger, Replica};
use crate::model::{Currency, Date, Key, Money, Percent, Place, RowId, Sheet, Value};
use crate::text::Lang;

/// A plan of so many deals, a tenth as many accounts, three activities a deal; amounts in steps, or to the cent.
fn plan(deals: usize, to_the_cent: bool) -> Ledger {
    let mut ledger = Ledger::new(Replica::new(1, 1), "me");
    ledger.commit(template(Lang::En, "Speed", Date::of_millis(NOON)), Label::new("template"), NOON - 5000).unwrap();
    let stages: Vec<RowId> = ledger.plan().table(Sheet::Stages).ids().collect();
    let types: Vec<RowId> = ledger.plan().table(Sheet::ActivityTypes).ids().collect();
    let milestones: Vec<RowId> = ledger.plan().table(Sheet::Milestones).ids().collect();
    let mut seed = 7_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let accounts: Vec<RowId> = ledger.fresh_rows(NOON - 4000, deals / 10 + 1).collect();
    let rows: Vec<RowId> = ledger.fresh_rows(NOON - 4000, deals).collect();
    let visits: Vec<RowId> = ledger.fresh_rows(NOON - 4000, 3 * deals).collect();
    let today = Date::of_millis(NOON);
    let mut changes = Vec::new();
    let mut insert = |sheet, at, row, cells: Vec<(&'static str, Value)>| {
        let cells = cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect();
        changes.push(Change::Insert { sheet, row, place: Place::nth(at), cells });
    };
    let target = Value::Money(Money::new(deals as i64 * 4_000_000, Currency::USD));
    let (from, until) = (Date::new(2026, 1, 1).unwrap(), Date::new(2026, 3, 31).unwrap());
    let target = vec![("from", Value::Date(from)), ("until", Value::Date(until)), ("target", target)];
    insert(Sheet::Targets, 0, RowId::builtin(77), target);
    for (at, row) in accounts.iter().enumerate() {
        insert(Sheet::Accounts, at, *row, vec![("name", Value::text(&format!("Account {at}")))]);
    }
    for (at, row) in rows.iter().enumerate() {
        let minor = if to_the_cent { random(40_000_000) as i64 } else { random(400) as i64 * 100_000 };
        let mut cells = vec![
            ("name", Value::text(&format!("Deal {at}"))),
            ("account", Value::Link(accounts[random(accounts.len())])),
            ("amount", Value::Money(Money::new(minor, Currency::USD))),
            ("stage", Value::Link(stages[1 + random(5)])),
            ("close", Value::Date(today.plus_days(random(20) as i64 - 5))),
            ("entered", Value::Date(today.plus_days(-(random(200) as i64)))),
        ];
        if random(3) == 0 {
            cells.push(("p_own", Value::Percent(Percent::of(random(100) as i64))));
        }
        insert(Sheet::Deals, at, *row, cells);
    }
    for (at, row) in visits.iter().enumerate() {
        let deal = rows[at / 3];
        insert(
            Sheet::Activities,
            at,
            *row,
            vec![
                ("deal", Value::Link(deal)),
                ("type", Value::Link(types[random(9)])),
                ("planned", Value::Date(today.plus_days(random(60) as i64 - 40))),
                ("done", Value::Date(today.plus_days(-(random(60) as i64)))),
                ("status", Value::Choice(Key::new_static(["planned", "done"][random(2)]))),
                ("outcome", Value::Choice(Key::new_static("advance"))),
                ("evidence", Value::links(vec![milestones[random(19)]])),
            ],
        );
    }
    ledger.commit(changes, Label::new("setup"), NOON - 3000).unwrap();
    ledger
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// The median of some runs, in milliseconds.
fn median(mut run: impl FnMut(usize) -> f64) -> f64 {
    let mut times: Vec<f64> = (0..15).map(&mut run).collect();
    times.sort_by(f64::total_cmp);
    times[7]
}

fn measure(name: &str, ledger: Ledger, scope: Scope) {
    let begun = Instant::now();
    let mut app = App::new(ledger, Lang::En, Theme::System, Date::of_millis(NOON));
    app.update(Action::SetScope(scope), NOON);
    let open = millis(begun);
    let id = GridId::Table(Sheet::Deals);
    let begun = Instant::now();
    app.grid(id);
    let layout = millis(begun);
    let begun = Instant::now();
    let counts = app.problem_counts();
    let problems = millis(begun);
    let row = |app: &App, at: usize| app.laid_out(id).unwrap().layout.record(at).unwrap();
    let money = |minor: usize| Value::Money(Money::new(minor as i64, Currency::USD));
    let set = |app: &mut App, at: usize, key: &'static str, value: Value| {
        let (row, column) = (row(app, at), Key::new_static(key));
        let begun = Instant::now();
        app.update(Action::Set { sheet: Sheet::Deals, row, column, value }, NOON + 1000 + at as u64);
        millis(begun)
    };
    let commit = median(|at| set(&mut app, at, "amount", money(100_000 * (at + 5))));
    let won = median(|at| set(&mut app, at + 30, "outcome", Value::Choice(Key::new_static("won"))));
    let mut key = |text: &str| {
        median(|at| {
            app.grid(id).selection = crate::app::grid::Selection::at(50, 3);
            let begun = Instant::now();
            app.update(Action::Input { grid: id, text: format!("{text}{at}") }, NOON + 9000);
            millis(begun)
        })
    };
    let typed = key("12");
    app.update(Action::Blur(id), NOON + 9100);
    let figures = median(|at| {
        set(&mut app, at, "amount", money(100_000 * (at + 9)));
        let begun = Instant::now();
        let _ = app.figures();
        millis(begun)
    });
    let page = median(|at| {
        set(&mut app, at, "amount", money(100_000 * (at + 11)));
        let begun = Instant::now();
        for line in 0..40 {
            let _ = app.row_view(id, at * 40 + line);
        }
        millis(begun)
    });
    let totals = median(|at| {
        set(&mut app, at, "amount", money(100_000 * (at + 13)));
        let begun = Instant::now();
        let _ = app.totals(id);
        millis(begun)
    });
    let count = median(|at| {
        set(&mut app, at, "amount", money(100_000 * (at + 15)));
        let begun = Instant::now();
        let _ = app.problem_counts();
        millis(begun)
    });
    let visit = app.plan().table(Sheet::Activities).ids().next().unwrap();
    let activity = median(|at| {
        let (column, value) = (Key::new_static("goal"), Value::text(&format!("goal {at}")));
        let begun = Instant::now();
        app.update(Action::Set { sheet: Sheet::Activities, row: visit, column, value }, NOON + 20_000 + at as u64);
        millis(begun)
    });
    app.grid(GridId::Table(Sheet::Accounts));
    let accounts = median(|at| {
        let begun = Instant::now();
        for line in 0..40 {
            let _ = app.row_view(GridId::Table(Sheet::Accounts), at + line);
        }
        millis(begun)
    });
    app.grid(id).selection = crate::app::grid::Selection::at(0, 0);
    app.update(Action::Run(id, crate::app::keymap::Command::SelectAll), NOON);
    let begun = Instant::now();
    let _ = app.selection_summary(id);
    let summary = millis(begun);
    println!(
        "{name}: open {open:.1} layout {layout:.2} problems {problems:.1} {counts:?}\n  commit {commit:.2} won {won:.2} \
         key {typed:.2} figures {figures:.2} page {page:.2} totals {totals:.2} count {count:.3} activity {activity:.2} \
         accounts {accounts:.2} select all {summary:.1}"
    );
}

#[test]
#[ignore = "measures; run it in a release build"]
fn what_keys_cost() {
    let quarter = Scope::default();
    let all = Scope { span: Span::All, ..quarter };
    measure("1 000 deals", plan(1_000, false), quarter);
    measure("1 000 deals, cents", plan(1_000, true), all);
    measure("10 000 deals", plan(10_000, false), all);
    measure("10 000 deals, cents", plan(10_000, true), all);
    measure("100 000 deals", plan(100_000, false), quarter);
}
