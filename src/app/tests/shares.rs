//! Shares: what was typed shows as it was typed, wherever it stands; what is worked out shows one decimal.

use super::columns::{make, own};
use super::*;
use crate::app::csv::CsvFor;
use crate::app::grid::{Condition, GridId, Total};
use crate::app::{Action, block};
use crate::model::{Key, Kind, Percent, Sheet, Value};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

const TWO: &str = "| name | amount | stage | close      | p_own  | p |
                   | a    | 1000   | 3     | 2026-03-30 | 12.25% |   |
                   | b    | 1000   | 3     | 2026-03-30 | 1/3    |   |";

#[test]
fn a_typed_share_keeps_its_decimals_and_one_that_is_worked_out_has_one() {
    let mut desk = Desk::new(DEALS, TWO);
    assert_eq!([0, 1].map(|row| desk.cell(row, "p_own")), ["12.25 %", "33.3333 %"]);
    assert_eq!([0, 1].map(|row| desk.cell(row, "p")), ["12.3 %", "33.3 %"]);
    let half = make(&mut desk, Sheet::Deals, own("Half", Kind::Percent).formula("[Own probability] / 2"));
    assert_eq!(desk.cell(0, &half), "6.1 %");
    let rate = make(&mut desk, Sheet::Deals, own("Rate", Kind::Percent));
    super::columns::set(&mut desk, 0, &rate, "-12,345.0125%");
    assert_eq!(desk.cell(0, &rate), "-12,345.0125 %");
}

#[test]
fn the_ends_of_a_column_show_as_its_cells_do_and_its_mean_is_rounded() {
    let mut desk = Desk::new(DEALS, TWO);
    let mut total = |total: Total| {
        let grid = desk.app.grid(DEALS);
        std::sync::Arc::make_mut(&mut grid.arrangement).totals = vec![(Key::new("p_own"), total)];
        desk.app.version += 1;
        desk.app.totals(DEALS)[4].to_string()
    };
    assert_eq!(total(Total::Min), "Min 12.25 %");
    assert_eq!(total(Total::Max), "Max 33.3333 %");
    assert_eq!(total(Total::Average), "Average 22.8 %");
    desk.press("focus click(0,4) drag(1,4)");
    assert!(!desk.app.selection_summary(DEALS).with_computed);
    desk.press("click(0,4) drag(1,5)");
    assert!(desk.app.selection_summary(DEALS).with_computed);
}

#[test]
fn an_explanation_names_a_typed_share_as_its_cell_shows_it() {
    let desk = Desk::new(DEALS, TWO);
    let p = desk.app.explain_cell(Sheet::Deals, desk.record(0), "p").unwrap();
    assert_eq!((p.result.as_str(), p.inputs[0].value.as_str()), ("12.3 %", "12.25 %"));
    let (_, tenth) = p.tenth.unwrap();
    assert!(tenth[0].value.starts_with("12.25 % → "), "{}", tenth[0].value);
}

#[test]
fn a_bound_that_was_typed_about_what_is_worked_out_shows_as_typed() {
    let desk = Desk::new(DEALS, TWO);
    let from = Some(Value::Percent(Percent { ppm: 122_500 }));
    let said = desk.app.clause_text(Sheet::Deals, &"p".into(), &Condition::Between { from, until: None });
    assert!(said.contains("12.25 %"), "{said}");
}

#[test]
fn what_copies_out_comes_back_equal() {
    let shares = [122_500, 333_333, 1, 999_999, 1_000_000, 0, 400_000, 5_000];
    let rows: Vec<String> = (0..shares.len()).map(|at| format!("| d{at} | |\n")).collect();
    let mut desk = Desk::new(DEALS, &format!("| name | p_own |\n{}", rows.concat()));
    let whole: Vec<Value> = shares.iter().map(|ppm| Value::Percent(Percent { ppm: *ppm })).collect();
    for (row, value) in whole.iter().enumerate() {
        let (row, value) = (desk.record(row), value.clone());
        desk.act(Action::Set { sheet: Sheet::Deals, row, column: "p_own".into(), value });
    }
    let held = |desk: &Desk| (0..shares.len()).map(|row| desk.value(row, "p_own")).collect::<Vec<_>>();
    assert_eq!(held(&desk), whole);
    for lang in Lang::ALL {
        desk.app.lang = lang;
        desk.press("focus click(0,0) drag(7,1) Ctrl+C");
        let text = desk.clipboard().to_owned();
        let shown: String =
            (0..shares.len()).map(|row| format!("{}\t{}\n", desk.cell(row, "name"), desk.cell(row, "p_own"))).collect();
        for text in [text, shown] {
            desk.press("click(0,1) drag(7,1) Delete");
            assert_ne!(held(&desk), whole);
            desk.press("click(0,0)");
            desk.act(Action::Paste(DEALS, block(Some(&text), None).unwrap()));
            assert_eq!(held(&desk), whole, "{text}");
        }
        for reader in [CsvFor::Spreadsheet, CsvFor::Program] {
            let file = desk.app.csv_of(DEALS, reader).unwrap();
            desk.press("click(0,1) drag(7,1) Delete");
            let intake = desk.app.csv_intake("deals.csv", &file.text);
            desk.act(Action::TakeCsv(Box::new(intake)));
            assert_eq!(held(&desk), whole, "{}", file.text);
        }
    }
}

#[test]
fn a_typed_share_fits_its_column() {
    let mut desk = Desk::new(DEALS, "| name | p_own |\n| a | |");
    desk.press("focus click(0,1)");
    for text in ["99.9999%", "0.0001%", "12.25%", "100%"] {
        desk.act(Action::Set {
            sheet: Sheet::Deals,
            row: desk.record(0),
            column: "p_own".into(),
            value: desk.app.parser().parse(desk.app.plan().table(Sheet::Deals).definition("p_own").unwrap(), text),
        });
        let cell = desk.app.row_view(DEALS, 0).cells.into_iter().nth(1).unwrap();
        assert!(!cell.text.contains('#'), "{text}: {}", cell.text);
    }
}
