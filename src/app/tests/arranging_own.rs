//! Columns that people made are sorted, filtered, grouped and added up as built-in ones; and an edit in a table that
//! stands otherwise than in the plan makes no order anew.

use std::sync::Arc;

use super::columns::{change, make, own};
use super::desk::Desk;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::grid::{At, Condition, GridId, Total};
use crate::model::{Currency, Key, Kind, Money, Percent, Sheet, Value, choice};

const DEALS: GridId = GridId::Table(Sheet::Deals);

const FOUR: &str = "| name | amount |
                    | one  | 100    |
                    | two  | 400    |
                    | tre  | 200    |
                    | fou  | 300    |";

fn names(desk: &mut Desk) -> String {
    let grid = desk.app.grid(DEALS).clone();
    let text = |row| desk.app.row_view(DEALS, row).cells.first().map(|cell| cell.text.to_string()).unwrap_or_default();
    (0..grid.layout.records()).map(text).collect::<Vec<_>>().join(", ")
}

fn arrange(desk: &mut Desk, deed: Deed) {
    desk.act(Action::Arrange(DEALS, deed));
}

fn sort(column: &Key, descending: bool) -> Deed {
    Deed::Sort { column: column.clone(), descending, add: false }
}

fn set(desk: &mut Desk, row: usize, column: &Key, value: Value) {
    let row = desk.record(row);
    desk.act(Action::Set { sheet: Sheet::Deals, row, column: column.clone(), value });
}

fn total(desk: &mut Desk, column: &Key) -> String {
    let grid = desk.app.grid(DEALS).clone();
    let at = (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|shown| shown.key == *column));
    desk.app.totals(DEALS)[at.expect("a shown column")].to_string()
}

#[test]
fn a_formula_is_sorted_filtered_grouped_and_added_up() {
    let mut desk = Desk::new(DEALS, FOUR);
    let rest = make(&mut desk, Sheet::Deals, own("Rest", Kind::Money).formula("500 - [Amount]"));
    arrange(&mut desk, Deed::Show(rest.clone(), true));
    arrange(&mut desk, sort(&rest, false));
    assert_eq!(names(&mut desk), "two, fou, tre, one");
    arrange(&mut desk, sort(&rest, true));
    assert_eq!(names(&mut desk), "one, tre, fou, two");
    arrange(&mut desk, Deed::Total(rest.clone(), Total::Sum));
    assert_eq!(total(&mut desk, &rest), "1,000");
    // What it is worked out from moves the row, when the order is made anew.
    set(&mut desk, 0, &Key::new("amount"), Value::Money(Money::new(45_000, Currency::USD)));
    assert_eq!(names(&mut desk), "one, tre, fou, two");
    assert_eq!(desk.app.grid(DEALS).misfits.len(), 1);
    arrange(&mut desk, Deed::Apply);
    assert_eq!(names(&mut desk), "tre, fou, two, one");
    let from = Some(Value::Money(Money::new(15_000, Currency::USD)));
    arrange(&mut desk, Deed::Ask(rest.clone(), Some(Condition::Between { from, until: None })));
    assert_eq!(names(&mut desk), "tre, fou");
    arrange(&mut desk, Deed::Unfilter);
    arrange(&mut desk, Deed::Group(rest.clone(), None));
    assert_eq!(desk.app.grid(DEALS).layout.rows().unwrap().sections().len(), 4);
}

#[test]
fn choices_of_ones_own_have_the_order_in_which_they_stand() {
    let mut desk = Desk::new(DEALS, FOUR);
    let plain = crate::model::Tone::Plain;
    let kind = Kind::Choice(
        vec![
            choice("low", "Low", "低", plain),
            choice("mid", "Middle", "中", plain),
            choice("top", "High", "高", plain),
        ]
        .into(),
    );
    let risk = make(&mut desk, Sheet::Deals, own("Risk", kind));
    for (row, key) in [(0, "top"), (1, "low"), (2, "mid")] {
        set(&mut desk, row, &risk, Value::Choice(key.into()));
    }
    arrange(&mut desk, sort(&risk, false));
    assert_eq!(names(&mut desk), "two, tre, one, fou");
    let values = vec![Value::Choice("top".into()), Value::Empty];
    arrange(&mut desk, Deed::Ask(risk.clone(), Some(Condition::Among { values, except: false })));
    assert_eq!(names(&mut desk), "one, fou");
    arrange(&mut desk, Deed::Unfilter);
    arrange(&mut desk, Deed::Group(risk.clone(), None));
    let heads: Vec<String> = names(&mut desk).split(", ").map(String::from).filter(|name| name.len() > 3).collect();
    assert_eq!(heads, ["Low · 1 row", "Middle · 1 row", "High · 1 row", "(empty) · 1 row"]);
    // Another kind asks for another order; no row is lost.
    change(&mut desk, Sheet::Deals, &risk, |definition| crate::model::Definition { kind: Kind::Text, ..definition });
    arrange(&mut desk, Deed::Ungroup(None));
    arrange(&mut desk, Deed::Apply);
    assert_eq!(names(&mut desk), "one, two, tre, fou", "High, Low, Middle");
}

#[test]
fn a_new_column_stands_where_it_was_put_though_others_were_moved() {
    let mut desk = Desk::new(DEALS, FOUR);
    Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).columns.columns.clear();
    let shown = |desk: &mut Desk| -> Vec<String> {
        let grid = desk.app.grid(DEALS).clone();
        (0..5).filter_map(|at| grid.layout.shown(0, at).map(|shown| shown.key.to_string())).collect()
    };
    arrange(&mut desk, Deed::Shift(Key::new("amount"), -2));
    assert_eq!(shown(&mut desk), ["name", "amount", "account", "owner", "stage"]);
    let key = make(&mut desk, Sheet::Deals, own("Region", Kind::Text));
    assert_eq!(
        shown(&mut desk),
        ["name", "amount", key.as_str(), "account", "owner"],
        "behind the amount, wherever it is"
    );
    arrange(&mut desk, sort(&key, false));
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: key.clone(), deleted: true });
    assert_eq!(shown(&mut desk), ["name", "amount", "account", "owner", "stage"]);
    assert_eq!(names(&mut desk), "one, two, tre, fou");
}

#[test]
fn a_formula_says_yes_no_or_nothing_wherever_it_is_read() {
    let rows = "| name | amount | low |
                | one  | 300    | 100 |
                | two  | 900    |     |
                | tre  | 900    | 800 |";
    let mut desk = Desk::new(DEALS, rows);
    let big = make(&mut desk, Sheet::Deals, own("Big", Kind::Check).formula("[Low amount] > 500"));
    arrange(&mut desk, Deed::Show(big.clone(), true));
    let grid = desk.app.grid(DEALS).clone();
    let at = (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|shown| shown.key == big));
    let text = |row: usize| desk.app.row_view(DEALS, row).cells[at.expect("shown")].text.to_string();
    assert_eq!([text(0), text(1), text(2)], ["no", "–", "✓"]);
    let facets = desk.app.facets(DEALS, &big, "");
    let labels: Vec<String> = facets.iter().map(|facet| format!("{} {}", facet.label, facet.count)).collect();
    assert_eq!(labels, ["no 1", "yes 1", "(empty) 1"]);
    let no = facets[0].value.clone();
    arrange(&mut desk, Deed::Ask(big.clone(), Some(Condition::Among { values: vec![no], except: false })));
    assert_eq!(names(&mut desk), "one");
    arrange(&mut desk, Deed::Unfilter);
    arrange(&mut desk, Deed::Group(big, None));
    assert_eq!(names(&mut desk), "no · 1 row, one, yes · 1 row, tre, (empty) · 1 row, two");
}

#[test]
fn a_column_that_is_taken_out_hides_and_groups_nothing() {
    let mut desk = Desk::new(DEALS, FOUR);
    let tag = make(&mut desk, Sheet::Deals, own("Tag", Kind::Text));
    set(&mut desk, 1, &tag, Value::text("q"));
    let is_q = Condition::Among { values: vec![Value::text("q")], except: false };
    arrange(&mut desk, Deed::Ask(tag.clone(), Some(is_q)));
    arrange(&mut desk, Deed::Group(tag.clone(), None));
    arrange(&mut desk, sort(&tag, true));
    assert_eq!(names(&mut desk), "q · 1 row, two");
    let on = |desk: &mut Desk| {
        let arrangement = Arc::clone(&desk.app.grid(DEALS).arrangement);
        arrangement.counts(desk.app.plan().table(Sheet::Deals))
    };
    assert_eq!(on(&mut desk), [1, 1, 1, 0]);
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: tag.clone(), deleted: true });
    assert_eq!(names(&mut desk), "one, two, tre, fou");
    assert_eq!(on(&mut desk), [0; 4]);
    desk.press("Ctrl+Z");
    assert_eq!(names(&mut desk), "q · 1 row, two");
    assert_eq!(on(&mut desk), [1, 1, 1, 0]);
}

#[test]
fn an_edit_makes_no_order_anew() {
    let rows: String = (0..400).map(|at| format!("| deal {at} | Li | {} |\n", 400 - at)).collect();
    let mut desk = Desk::new(DEALS, &format!("| name | owner | amount |\n{rows}"));
    arrange(&mut desk, sort(&Key::new("amount"), false));
    let from = Some(Value::Money(Money::new(10_000, Currency::USD)));
    arrange(&mut desk, Deed::Ask(Key::new("amount"), Some(Condition::Between { from, until: None })));
    arrange(&mut desk, Deed::Group(Key::new("owner"), None));
    let before = Arc::clone(&desk.app.grid(DEALS).layout);
    assert_eq!(before.records(), 302);
    for (row, column, value) in [
        (5, "note", Value::text("later")),
        (6, "amount", Value::Money(Money::new(1, Currency::USD))),
        (7, "p_own", Value::Percent(Percent { ppm: 200_000 })),
    ] {
        let row = before.record(row).unwrap();
        desk.act(Action::Set { sheet: Sheet::Deals, row, column: Key::new(column), value });
        assert!(Arc::ptr_eq(&before, &desk.app.grid(DEALS).layout), "{column}: the same rows, not even looked at");
    }
    assert_eq!(desk.app.grid(DEALS).misfits.len(), 1);
    desk.act(Action::Point { grid: DEALS, at: At { row: 6, column: 0 }, extend: false });
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert!(Arc::ptr_eq(&before, &desk.app.grid(DEALS).layout));
    assert!(desk.app.grid(DEALS).misfits.is_empty(), "what was written back fits again");
}
