//! What figures say of themselves: which deals they leave out and for what reasons, and that they are of several currencies.

use super::columns::{make, own};
use super::desk::add;
use super::*;
use crate::app::explain::Subject;
use crate::app::grid::{GridId, Layout};
use crate::forecast::outlook::Standing;
use crate::model::{Decimal, Kind, Sheet, Value};
use crate::text::Lang;

fn desk(table: &str) -> Desk {
    Desk::on(GridId::Table(Sheet::Deals), table, |app| {
        let rate = Value::Number(Decimal::whole(10));
        add(app, Sheet::Rates, vec![("currency", Value::Choice("EUR".into())), ("rate", rate)]);
    })
}

/// Why the first deal does not count, in words.
fn why(table: &str) -> String {
    let mut desk = desk(table);
    desk.press("focus");
    let why = desk.app.why_not_counted(desk.record(0)).into_iter();
    why.map(|words| words.text(Lang::En).into_owned()).collect::<Vec<_>>().join(" ")
}

#[test]
fn all_that_keeps_a_deal_out_is_said() {
    let lead = "It stands in stage 0, before the funnel: it counts from stage 1 on.";
    for (table, said) in [
        ("| name | amount | stage | close |\n| [a] | 100 | 2 Needs | 2026-03-20 |", String::new()),
        ("| name | amount | stage | close |\n| [a] | 100 | 0 Lead | 2026-03-20 |", lead.into()),
        (
            "| name | amount | stage | close |\n| [a] | | 0 Lead | |",
            format!("{lead} Without a close date it counts in no period. Without an amount it cannot be counted."),
        ),
        (
            "| name | amount | stage | close |\n| [a] | 5 GBP | 2 Needs | 2027-03-20 |",
            "The deal closes in another period. Its currency has no rate, so it is not counted.".into(),
        ),
        ("| name | amount | stage | outcome |\n| [a] | | 2 Needs | we withdrew |", "The deal is closed.".into()),
    ] {
        assert_eq!(why(table), said, "{table}");
    }
}

#[test]
fn a_deal_that_is_left_out_for_several_reasons_names_them() {
    let mut desk = desk("| name | amount | stage | close |\n| [a] | | 2 Needs | |\n| b | 100 | 2 Needs | 2026-03-20 |");
    desk.press("focus");
    let (a, b) = (desk.record(0), desk.record(1));
    assert_eq!(desk.app.lacks(a, Standing::NoClose), [Standing::NoClose, Standing::NoAmount]);
    assert_eq!(desk.app.lacks(b, Standing::Overdue), [Standing::Overdue]);
}

#[test]
fn an_amount_that_cannot_be_read_is_not_said_to_be_missing() {
    let mut desk = desk("| name | amount | stage | close |\n| [a] | abc | 2 Needs | 2026-03-20 |");
    desk.press("focus");
    let said = |desk: &Desk| desk.app.left_out_words(&desk.app.figures().unwrap().left_out);
    assert_eq!(said(&desk).as_deref(), Some("1 not counted: the amount cannot be read"));
    assert_eq!(desk.app.lacks(desk.record(0), Standing::Unread), [Standing::Unread]);
    desk.press("click(0,1) Delete");
    assert_eq!(said(&desk).as_deref(), Some("1 not counted: no amount"));
    // While it is typed it is what stands there so far.
    desk.press("x y");
    assert_eq!(said(&desk).as_deref(), Some("1 not counted: the amount cannot be read"));
}

#[test]
fn sums_of_several_currencies_say_so() {
    let mut desk =
        desk("| name | amount | stage |\n| [a] | 100 | 2 Needs |\n| b | 5 EUR | 2 Needs |\n| c | 7 GBP | 2 Needs |");
    let total = |desk: &mut Desk| desk.app.totals(GridId::Table(Sheet::Deals))[1].to_string();
    assert_eq!(total(&mut desk), "≈ 150 + 1 without a rate");
    assert_eq!(desk.app.converted_currencies(), ["EUR"], "what has no rate is in no sum");
    desk.press("click(0,1) drag(2,1)");
    let selected = desk.app.selection_summary(GridId::Table(Sheet::Deals));
    assert_eq!((selected.converted, selected.without_rate), (1, 1), "what is selected says so, too");
    desk.press("click(1,1) 6 Enter");
    assert_eq!(total(&mut desk), "106 + 1 without a rate", "kept up with the row");
    desk.press("click(0,1) \"3 EUR\" Enter click(2,1) 7 Enter");
    assert_eq!(total(&mut desk), "≈ 43");
    desk.press("click(0,1) 3 Enter");
    assert_eq!((total(&mut desk).as_str(), desk.app.converted_currencies().len()), ("16", 0));
}

#[test]
fn sums_of_formulas_over_other_currencies_say_so_and_at_which_rates() {
    let mut desk = desk("| name | amount | stage |\n| [a] | 100 | 2 Needs |\n| b | 5 EUR | 2 Needs |");
    std::sync::Arc::make_mut(&mut desk.app.grid(desk.grid).arrangement).columns.columns.clear();
    for (formula, said) in [("[Amount] * 2", "≈ 300"), ("[Amount] + 10", "≈ 170"), ("[Age] * 0 + 7", "14")] {
        let key = make(&mut desk, Sheet::Deals, own("Sum", Kind::Money).formula(formula));
        let Layout::Table { columns, .. } = &*desk.app.grid(desk.grid).layout else { unreachable!() };
        let at = columns.iter().position(|shown| shown.key == key).unwrap();
        assert_eq!(desk.app.totals(desk.grid)[at], said, "{formula}");
        let note = desk.app.total_note(desk.grid, at);
        let explained = desk.app.explain(&Subject::Total(desk.grid, None, key)).unwrap();
        if said.starts_with('≈') {
            assert_eq!(note.as_deref(), Some("1 converted"));
            assert_eq!(
                explained.notes,
                ["Amounts in other currencies are taken at the rates of Setup: 1 EUR = 10 USD."]
            );
        } else {
            assert_eq!((note, explained.notes.len()), (None, 0));
        }
    }
    let amount = desk.app.explain(&Subject::Total(desk.grid, None, "amount".into())).unwrap();
    assert_eq!(amount.notes.len(), 1, "built-in columns say it as well");
}

#[test]
fn where_nothing_counts_since_all_close_elsewhere_it_is_said() {
    let mut desk = desk(
        "| name | amount | stage | close |\n| [a] | 100 | 2 Needs | 2031-03-20 |\n| b | 5 | 2 Needs | 2031-03-20 |",
    );
    desk.press("focus");
    assert_eq!(desk.app.elsewhere_words().as_deref(), Some("2 deals in other periods"));
    let soon = desk.app.today();
    desk.press(&format!("click(0,3) \"{soon}\" Enter"));
    assert_eq!(desk.app.elsewhere_words(), None);
}

#[test]
fn an_expected_close_that_cannot_be_read_is_not_said_to_be_missing() {
    let mut desk = desk("| name | amount | stage | close |\n| [a] | 100 | 2 Needs | after the fair |");
    desk.press("focus");
    let (deal, out) = (desk.record(0), desk.app.figures().unwrap().left_out);
    assert_eq!(desk.app.left_out_words(&out).unwrap(), "1 not counted: the expected close cannot be read");
    assert_eq!(desk.app.lacks(deal, Standing::UnreadClose), [Standing::UnreadClose]);
    let why: Vec<_> = desk.app.why_not_counted(deal).into_iter().map(|why| why.text(Lang::En).into_owned()).collect();
    assert_eq!(why, ["Its expected close cannot be read, so it counts in no period."]);
    assert_eq!(crate::app::why_left_out(Standing::UnreadClose).0.text(Lang::En), "the expected close cannot be read");
}
