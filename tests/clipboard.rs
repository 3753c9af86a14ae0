//! What other programs put on the clipboard, pasted into the funnel: `tests/formats/clipboard`, one clipboard a program,
//! as HTML and as text. All hold the same three deals, but for those that name another table.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops where its own input is wrong")]

use quadrille::app::grid::{GridId, Layout, Selection};
use quadrille::app::{Action, App, Effect, Headed, Notice, TakenFor, Theme, block, template};
use quadrille::log::{Label, Ledger, Replica};
use quadrille::model::{Date, Sheet, Value};
use quadrille::text::Lang;

/// 10 March 2026.
const NOW: u64 = 1_773_144_000_000;
const FUNNEL: GridId = GridId::Table(Sheet::Deals);

fn clipboard(name: &str) -> Option<String> {
    std::fs::read_to_string(format!("{}/tests/formats/clipboard/{name}", env!("CARGO_MANIFEST_DIR"))).ok()
}

fn empty_plan() -> App {
    let today = Date::of_millis(NOW);
    let mut ledger = Ledger::new(Replica::new(1, 1), "");
    ledger.commit(template(Lang::En, "Test", today), Label::new("template"), NOW).expect("a plan");
    App::new(ledger, Lang::En, Theme::System, today)
}

/// Pastes into the first cell of an empty funnel; what was said.
fn paste(app: &mut App, text: Option<String>, html: Option<String>) -> Notice {
    let block = block(text.as_deref(), html.as_deref()).expect("a block");
    app.grid(FUNNEL).selection = Selection::at(0, 0);
    let effects = app.update(Action::Paste(FUNNEL, block), NOW + 1000);
    let said = |effect: &Effect| if let Effect::Say(notice) = effect { Some(notice.clone()) } else { None };
    effects.iter().find_map(said).expect("a notice")
}

/// The cells of the funnel's first columns: deal, account, owner, amount, stage, expected close.
fn cells(app: &App) -> Vec<Vec<String>> {
    let layout = app.laid_out(FUNNEL).expect("the funnel").layout.clone();
    let Layout::Table { rows, .. } = &*layout else { panic!("a table") };
    let table = app.plan().table(Sheet::Deals);
    let text = |row, key: &str| match table.value(row, key) {
        Value::Invalid(text) => format!("!{text}"),
        _ => app.text_of(Sheet::Deals, row, table.definition(key).expect("a column")),
    };
    let columns = ["name", "account", "owner", "amount", "stage", "close"];
    rows.records().iter().map(|row| columns.iter().map(|key| text(*row, key)).collect()).collect()
}

fn deals() -> Vec<Vec<String>> {
    [
        ["Lumen data platform", "Lumen Labs", "Sara Ortiz", "640,000", "4 Evaluation", "2026-03-05"],
        ["海天压机  5\" & <b>", "海天", "陈宇", "1,250,000.50", "2 Needs", "2026-12-18"],
        ["Two\nlines", "Kestrel", "Li Wei", "420,000", "1 Interest", "2027-01-31"],
    ]
    .map(|row| row.map(str::to_owned).to_vec())
    .to_vec()
}

const PROGRAMS: [&str; 5] = ["excel", "wps", "sheets", "libreoffice", "feishu"];

#[test]
fn every_program_brings_the_same_deals() {
    for program in PROGRAMS {
        let (text, html) = (clipboard(&format!("{program}.tsv")), clipboard(&format!("{program}.html")));
        let mut app = empty_plan();
        let said = paste(&mut app, text, html);
        let mut expected = deals();
        if program == "feishu" {
            // It writes the currency with the amount, and no number behind it.
            expected[1][3] = "1,250,000.50 CNY".into();
        }
        assert_eq!(cells(&app), expected, "{program}");
        let Notice::Pasted { rows: 3, added: 3, invalid: 0, columns: 0, hidden, .. } = said else {
            panic!("{program}: {said:?}")
        };
        assert_eq!(hidden, if program == "excel" { 2 } else { 0 }, "{program}");
    }
}

#[test]
fn text_alone_brings_what_it_shows() {
    for (program, attention) in [("excel", 1), ("wps", 0), ("sheets", 1), ("libreoffice", 1), ("feishu", 0)] {
        let mut app = empty_plan();
        let said = paste(&mut app, clipboard(&format!("{program}.tsv")), None);
        let Notice::Pasted { rows: 3, invalid, .. } = said else { panic!("{program}: {said:?}") };
        // 3/5/2026 and 05/03/26 may mean two days; 01/31/27 means one.
        assert_eq!(invalid, attention, "{program}: {:?}", cells(&app));
        let names: Vec<String> = cells(&app).into_iter().map(|row| row.into_iter().next().unwrap()).collect();
        assert_eq!(names, deals().iter().map(|row| row[0].clone()).collect::<Vec<_>>(), "{program}");
    }
}

#[test]
fn the_numbers_behind_hashes_are_pasted_and_hashes_alone_refused() {
    let mut app = empty_plan();
    let said = paste(&mut app, clipboard("excel_narrow.tsv"), clipboard("excel_narrow.html"));
    assert!(matches!(said, Notice::Pasted { rows: 1, invalid: 0, .. }), "{said:?}");
    assert_eq!(cells(&app)[0], deals()[0]);
    let mut app = empty_plan();
    let before = app.plan().digest();
    assert_eq!(paste(&mut app, clipboard("excel_narrow.tsv"), None), Notice::PasteHashes);
    assert_eq!(app.plan().digest(), before, "nothing of it is pasted");
}

#[test]
fn merged_cells_keep_their_columns() {
    let mut app = empty_plan();
    paste(&mut app, None, clipboard("excel_merged.html"));
    let cells: Vec<Vec<String>> = cells(&app).into_iter().map(|row| row.into_iter().take(4).collect()).collect();
    assert_eq!(
        cells,
        [
            ["Lumen data platform", "Lumen Labs", "Sara Ortiz", "640,000"],
            ["Lumen service", "Lumen Labs", "Li Wei", ""],
            ["Kestrel service", "", "", ""],
        ]
    );
}

/// The first four columns after a paste of HTML, and how many columns found no place.
fn merged(program: &str) -> (Vec<Vec<String>>, usize, App) {
    let mut app = empty_plan();
    let said = paste(&mut app, None, clipboard(&format!("{program}_merged.html")));
    let Notice::Pasted { invalid: 0, unplaced, .. } = said else { panic!("{program}: {said:?}") };
    let cells = cells(&app).into_iter().map(|row| row.into_iter().take(4).collect()).collect();
    (cells, unplaced, app)
}

#[test]
fn headings_of_two_rows_below_a_title_and_a_customer_merged_over_two_deals() {
    let (cells, unplaced, app) = merged("sheets");
    assert_eq!(
        cells,
        [
            ["Lumen data platform", "Lumen Labs", "Sara Ortiz", "640,000"],
            ["Lumen service", "Lumen Labs", "Sara Ortiz", "90,000"],
            ["Kestrel service", "Kestrel", "Sara Ortiz", "420,000"],
        ]
    );
    assert_eq!(unplaced, 0);
    let out: Vec<_> = app.rows_left_out().into_iter().map(|(_, why, row)| (why, row)).collect();
    assert_eq!(
        out,
        [(TakenFor::Title, "Pipeline 2026".to_owned()), (TakenFor::Total, "Total · 1,150,000".to_owned())],
        "nothing is left out without a word"
    );
}

#[test]
fn a_subtotal_beside_a_merged_customer_is_no_deal() {
    let (cells, _, app) = merged("wps");
    assert_eq!(
        cells,
        [
            ["海天压机", "海天", "陈宇", "1,250,000"],
            ["海天备件", "海天", "陈宇", "150,000"],
            ["科华电源", "科华", "李薇", "420,000"],
        ]
    );
    let out: Vec<_> = app.rows_left_out().into_iter().map(|(_, why, _)| why).collect();
    assert_eq!(out, [TakenFor::Title, TakenFor::Total]);
}

#[test]
fn rows_that_are_merged_in_all_are_one_and_an_amount_over_two_deals_counts_once() {
    let (cells, ..) = merged("libreoffice");
    assert_eq!(
        cells,
        [
            ["Lumen data platform", "Lumen Labs", "Sara Ortiz", "640,000"],
            ["Kestrel service", "Kestrel", "Li Wei", "420,000"],
            ["Kestrel spares", "Kestrel", "Li Wei", ""],
        ]
    );
}

#[test]
fn a_heading_over_two_columns_names_the_first_and_the_other_waits() {
    let (cells, unplaced, app) = merged("feishu");
    let first: Vec<Vec<String>> =
        cells.into_iter().map(|row| vec![row[0].clone(), row[1].clone(), row[3].clone()]).collect();
    assert_eq!(first, [["海天压机", "海天", "1,250,000"], ["海天备件", "海天", "90,000"]]);
    assert_eq!(unplaced, 1);
    let over: Vec<_> = app.leftovers().into_iter().map(|own| own.column.samples).collect();
    assert_eq!(over, [["含税", "未税"]]);
}

#[test]
fn a_table_in_a_table_is_its_text() {
    let mut app = empty_plan();
    paste(&mut app, None, clipboard("mail.html"));
    assert_eq!(cells(&app)[0][..3], ["Lumen data platform", "Lumen Labs", "Sara Ortiz"]);
}

#[test]
fn a_page_is_pasted_by_its_text() {
    let mut app = empty_plan();
    let said = paste(&mut app, clipboard("page.tsv"), clipboard("page.html"));
    // What stands above the headings of its table is kept, but it is no deal.
    assert!(matches!(said, Notice::Pasted { rows: 2, headed: Some(Headed { titles: 2, .. }), .. }), "{said:?}");
    assert_eq!(app.rows_left_out().len(), 2);
    let mut app = empty_plan();
    let said = paste(&mut app, None, clipboard("page.html"));
    assert!(matches!(said, Notice::Pasted { rows: 1, headed: Some(_), .. }), "without a text its table is: {said:?}");
}

/// Pastes into the first cell of another table of an empty plan; its last rows, by the columns that are shown first.
fn pasted_into(sheet: Sheet, name: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut app = empty_plan();
    let before: Vec<_> = app.plan().table(sheet).ids().collect();
    let (text, html) = (clipboard(&format!("{name}.tsv")), clipboard(&format!("{name}.html")));
    let block = block(text.as_deref(), html.as_deref()).expect("a block");
    let grid = GridId::Table(sheet);
    app.grid(grid).selection = Selection::at(before.len(), 0);
    app.update(Action::Paste(grid, block), NOW + 1000);
    let table = app.plan().table(sheet);
    let rows = table.ids().filter(|row| !before.contains(row));
    let text = |row, key: &str| match table.value(row, key) {
        Value::Invalid(text) => format!("!{text}"),
        _ => app.text_of(sheet, row, table.definition(key).expect("a column")),
    };
    rows.map(|row| columns.iter().map(|key| text(row, key)).collect()).collect()
}

#[test]
fn people_come_with_their_choices_and_ticks() {
    let rows = pasted_into(Sheet::Persons, "wps_persons", &["name", "role", "team", "email", "left"]);
    assert_eq!(
        rows,
        [["陈宇", "manager", "华东", "chen.yu@example.com", ""], ["Sara Ortiz", "pre-sales", "EMEA & UK", "", "✓"],]
    );
}

#[test]
fn rates_come_as_they_are_and_not_as_they_are_shown() {
    let rows = pasted_into(Sheet::Rates, "sheets_rates", &["currency", "rate", "on"]);
    assert_eq!(rows, [["EUR", "1.0834", "2026-03-05"], ["JPY", "0.006715", "2025-12-31"]]);
}
