//! What an open plan takes: bytes that live after each stage of opening it, and the most there were on the way.
//!
//! `cargo bench --bench memory`, or `cargo bench --bench memory -- 10000` for other numbers of deals. The plans are those of
//! `examples/large`, as an import alone and lived for nine months; they are opened as the page opens them, from the entries of
//! the journal. A page's memory never shrinks, so the most on the way is what the plan costs there. Pointers are twice as long
//! here as on a page: what is said per deal is an upper bound.

#![expect(clippy::expect_used, reason = "a bench may stop where its own input is wrong")]

#[path = "../examples/large/plan.rs"]
mod plan;

use std::io::Write as _;

use peak_alloc::PeakAlloc;
use quadrille::app::exchange::{Editor, all_records, ledger_of};
use quadrille::app::grid::GridId;
use quadrille::app::storage::entry::{self, Entry};
use quadrille::app::storage::{Found, JournalFound, PlanId, Saver, open};
use quadrille::app::{App, Theme};
use quadrille::forecast::history::History;
use quadrille::forecast::outlook::{Board, Scope};
use quadrille::log::{Ledger, Refusal, Transaction};
use quadrille::model::{Date, Sheet};
use quadrille::text::Lang;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const DEALS: GridId = GridId::Table(Sheet::Deals);
const EDITOR: Editor = Editor { device: 7, tab: 1 };

/// What is measured, from the moment at which nothing of the plan was read.
struct Stages {
    deals: usize,
    before: usize,
    lines: Vec<String>,
}

impl Stages {
    fn new(deals: usize) -> Stages {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        Stages { deals, before, lines: Vec::new() }
    }

    /// Says what lives now, and the most since the stage before.
    fn line(&mut self, name: &str) {
        let (live, most) = (MEMORY.current_usage(), MEMORY.peak_usage());
        let each = |bytes: usize| bytes as f64 / self.deals as f64;
        let (live, most) = (live.saturating_sub(self.before), most.saturating_sub(self.before));
        self.lines.push(format!(
            "  {name:<36} {:>7.1} MB {:>7.0} a deal  most {:>7.1} MB {:>7.0} a deal",
            live as f64 / 1e6,
            each(live),
            most as f64 / 1e6,
            each(most)
        ));
        MEMORY.reset_peak_usage();
    }

    /// Says what a part takes by itself, by making it once more.
    fn part<T>(&mut self, name: &str, make: impl FnOnce() -> T) {
        let before = MEMORY.current_usage();
        let part = make();
        let taken = MEMORY.current_usage().saturating_sub(before);
        drop(part);
        let each = taken as f64 / self.deals as f64;
        self.lines.push(format!("    of which {name:<27} {:>7.1} MB {each:>7.0} a deal", taken as f64 / 1e6));
        MEMORY.reset_peak_usage();
    }

    fn say(&self, title: &str) {
        let mut out = std::io::stdout().lock();
        // Whoever closes the pipe does not want to read on.
        let _ = writeln!(out, "\n{title}");
        self.lines.iter().for_each(|line| drop(writeln!(out, "{line}")));
    }
}

/// What the journal holds of a plan.
fn journal(ledger: &Ledger, plan: &PlanId) -> JournalFound {
    let entries: Vec<Entry> = all_records(ledger).into_iter().map(Entry::Record).collect();
    let batch = entry::batch(plan, None, None, 0, &entries).expect("a journal");
    JournalFound { head: Some(batch.head_bytes), entries: batch.entries }
}

fn opened(make: fn(usize) -> Result<Ledger, Refusal>, count: usize) -> Stages {
    let (id, today) = (PlanId::new("bench").expect("an id"), Date::of_millis(plan::NOW));
    // What the program keeps for itself is there before any plan.
    let mut app = App::new(Ledger::new(EDITOR.replica(), ""), Lang::En, Theme::System, today);
    let ledger = make(count).expect("a plan");
    let entries = journal(&ledger, &id);
    drop(ledger);

    let mut stages = Stages::new(count);
    // As they come from the browser: each with no more room than it needs.
    let JournalFound { head, entries: bytes } = entries.clone();
    drop(entries);
    stages.before = MEMORY.current_usage() - bytes.iter().map(|(_, bytes)| bytes.capacity()).sum::<usize>();
    MEMORY.reset_peak_usage();
    stages.line("entries read");
    let mut found = Found::gather(id, [], Ok(JournalFound { head, entries: bytes }), &[], false);
    let mut opened = open(&mut found);
    drop(found);
    stages.line("records found");
    let (ledger, _) = ledger_of(opened.hand_out(), EDITOR, "", plan::NOW);
    stages.line("plan folded");
    stages.part("tables", || ledger.plan().clone());
    stages.part("log", || ledger.log().map(|own| Transaction::clone(own)).collect::<Vec<_>>());
    app.open(ledger);
    stages.line("application");
    stages.part("board", || {
        let mut board = Board::default();
        board.refresh(&app.ledger, Scope::default(), today, &[], None);
        board
    });
    stages.part("history, of the board", || History::of(&app.ledger));
    let (saver, _) = Saver::start(&opened, plan::NOW).expect("a saver");
    drop(opened);
    stages.line("saver");
    let height = app.grid(DEALS).layout.height();
    (0..height.min(40)).for_each(|row| drop(app.row_view(DEALS, row)));
    stages.line("grid laid out, rows drawn");
    drop(app.totals(DEALS));
    stages.line("totals");
    while app.count_problems(1000).is_none() {}
    stages.line("problems counted");
    drop((app, saver));
    stages
}

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![1_000, 10_000, 100_000] } else { counts };
    for count in counts {
        opened(plan::of, count).say(&format!("{count} deals, imported"));
        opened(plan::lived, count).say(&format!("{count} deals, nine months"));
    }
}
