//! Rows that come along with a table and are no records of it: its totals, and headings in words that nobody here knows.

use super::*;
use crate::app::csv::CsvIntake;
use crate::app::grid::GridId;
use crate::app::{Action, Headed, Notice, Reviewing, TakenFor};
use crate::model::Sheet;

const EMPTY: &str = "| name | account | amount | close |\n| [] | | | |";

fn pasted(paste: &str) -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), EMPTY);
    desk.press(&format!("paste:`{paste}`"));
    desk
}

fn names(desk: &Desk) -> String {
    desk.titles(Sheet::Deals).join(" ")
}

fn totals(desk: &Desk) -> usize {
    let Some(Notice::Pasted { totals, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    *totals
}

#[test]
fn a_total_is_no_deal() {
    for (paste, left, out) in [
        ("a\\tx\\t100\\nb\\tx\\t200\\n合计\\t\\t300", "a b", 1),
        ("a\\tx\\t100\\nb\\tx\\t200\\n合 计：\\t\\t300", "a b", 1),
        ("a\\tx\\t100\\nb\\tx\\t200\\nTotal\\t\\t300", "a b", 1),
        ("a\\tx\\t100\\nb\\tx\\t200\\n\\t\\t300", "a b", 1),
        ("a\\tx\\t100\\nb\\tx\\t200\\n总计\\t\\t350", "a b", 1),
        ("a\\tx\\t100\\nb\\tx\\t200\\n小计\\t\\t300\\nc\\ty\\t50\\n小计\\t\\t50\\n总计\\t\\t350", "a b c", 3),
        (
            "a\\tx\\t100\\nb\\tx\\t200\\nEast total\\t\\t300\\nc\\ty\\t50\\nWest total\\t\\t50\\nGrand Total\\t\\t350",
            "a b c",
            3,
        ),
        ("a\\tx\\t1万\\nb\\tx\\t2万\\nSum\\t\\t3万", "a b", 1),
        // What only looks a little like one is a deal.
        ("a\\tx\\t100\\nb\\tx\\t200\\nc\\tx\\t300", "a b c", 0),
        ("a\\tx\\t100\\nb\\tx\\t200\\nBig total\\t\\t310", "a b Big total", 0),
        ("Total\\tx\\t100\\nb\\tx\\t200", "Total b", 0),
        ("a\\tx\\t100\\n\\tx\\t100", "a (unnamed deal)", 0),
        ("a\\tx\\t100\\nTotal\\tx\\t250\\t2026-05-01", "a Total", 0),
    ] {
        let desk = pasted(paste);
        assert_eq!((names(&desk).as_str(), totals(&desk)), (left, out), "{paste}");
        assert_eq!(desk.said().and_then(Notice::offers), Some(out > 0), "where it can be taken in");
    }
}

#[test]
fn what_was_left_out_can_be_taken_in() {
    let mut desk = pasted("a\\tx\\t100\\nb\\tx\\t200\\nTotal\\t\\t300");
    assert_eq!(desk.app.rows_left_out(), [(0, TakenFor::Total, "Total · 300".into())]);
    desk.press("F8");
    desk.act(Action::Review(Reviewing::TakeIn(0)));
    assert_eq!((names(&desk).as_str(), desk.cell(2, "amount")), ("a b Total", "300".into()));
    assert_eq!(desk.app.rows_left_out(), []);
    desk.press("Ctrl+Z");
    assert_eq!((names(&desk).as_str(), desk.app.rows_left_out().len()), ("a b", 1));
}

#[test]
fn one_column_of_amounts_has_no_totals() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| a | [] |\n| b | |\n| c | |");
    desk.press("paste:`100\\n200\\n300`");
    assert_eq!(desk.cell(2, "amount"), "300");
}

#[test]
fn words_above_numbers_and_days_are_headings() {
    let desk = pasted("Vorhaben\\tKunde\\tWert\\tTermin\\na\\tx\\t100\\t2026-05-01\\nb\\tx\\t200\\t2026-06-01");
    assert_eq!(names(&desk), "a b");
    let Some(Notice::Pasted { headed: Some(headed), .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!(*headed, Headed { by_name: false, unknown: vec![], unseen: 0, by_shape: true, titles: 0 });
    assert_eq!(desk.app.rows_left_out(), [(0, TakenFor::Headings, "Vorhaben · Kunde · Wert · Termin".into())]);
    let desk = pasted("Vorhaben\\tKunde\\tWert（万）\\na\\tx\\t100\\nb\\tx\\t200\\nSumme\\t\\t300");
    assert_eq!((names(&desk).as_str(), desk.cell(0, "amount")), ("a b Summe", "1,000,000".into()), "with their units");
    for record in [
        "a\\tx\\ttbd\\t\\nb\\tx\\t200\\nc\\tx\\t300",
        "a\\tx\\t待定\\nb\\tx\\t200\\nc\\tx\\t300",
        "a\\tx\\nb\\ty\\nc\\tz",
        "a\\tx\\tabout 5\\nb\\tx\\t200",
        "a\\tx\\tten\\tsoon\\nb\\tx\\t200\\t2026-05-01",
        "a\\tx\\tten\\nb\\tx\\t200\\nc\\tx\\t300",
        "a\\tx\\tto be confirmed\\nb\\tx\\t200\\nc\\tx\\t300\\nd\\ty\\t400\\ne\\ty\\t500",
        "a\\tx\\t١٢٣٤\\nb\\tx\\t200\\nc\\tx\\t300\\nd\\ty\\t400",
        "a\\tx\\t100\\t2026-05-01\\nb\\tx\\t200\\t2026-05-01",
    ] {
        let desk = pasted(record);
        assert!(names(&desk).starts_with("a b"), "{record}: {}", names(&desk));
    }
}

#[test]
fn a_file_leaves_its_totals_out_unless_they_are_wanted() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), EMPTY);
    let text = "Deal,Account,Amount\na,x,100\nb,x,200\n合计,,300\n";
    let mut intake = desk.app.csv_intake("deals.csv", text);
    let preview = desk.app.csv_preview(&intake);
    assert_eq!((preview.totals, preview.added), (1, 2));
    let take = |desk: &mut Desk, intake: &CsvIntake| {
        desk.act(Action::TakeCsv(Box::new(intake.clone())));
        let found = names(desk);
        desk.press("Ctrl+Z");
        found
    };
    assert_eq!(take(&mut desk, &intake), "a b");
    intake.without_totals = false;
    assert_eq!((take(&mut desk, &intake).as_str(), desk.app.csv_preview(&intake).totals), ("a b 合计", 1));
    let foreign = desk.app.csv_intake("deals.csv", "Vorhaben,Wert,Termin\na,100,2026-05-01\nb,200,2026-06-01\n");
    assert!(foreign.headed, "words above numbers and days");
    assert!(!desk.app.csv_intake("deals.csv", "a,100\nb,200\n").headed);
}
