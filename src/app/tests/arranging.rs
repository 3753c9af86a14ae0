//! Sorting, filtering, grouping: what is shown where, and that nothing moves under the hand.

use super::desk::add;
use super::*;
use crate::app::arrange::Deed;
use crate::app::grid::{Condition, GridId, Likeness, Total, Unit};
use crate::app::{Action, Notice};
use crate::log::Replica;
use crate::model::{Currency, Date, Key, Money, Sheet, Value};
use crate::text::messages::Impossible;

pub(super) const FIVE: &str = "| name  | owner | amount | stage        | close      |
                    | pump 10 | Li  | 30     | 4 Evaluation | 2026-03-20 |
                    | Pump 2  | Chen | 5 EUR | 3 Preferred  | 2026-06-01 |
                    | fan   | li    |        | 4 Evaluation |            |
                    | axle  | Chen  | 100    | 3 Preferred  | 2026-03-11 |
                    | oven  |       | much   | 1 Interest   | 2025-12-31 |";

pub(super) fn sort(column: &str, descending: bool) -> Deed {
    Deed::Sort { column: Key::new(column), descending, add: false }
}

impl Desk {
    pub(super) fn arrange(&mut self, deed: Deed) -> &mut Desk {
        self.act(Action::Arrange(self.grid, deed));
        self
    }

    /// The first column from top to bottom, without the empty row; heads of groups in angles.
    pub(super) fn names(&mut self) -> String {
        let grid = self.app.grid(self.grid).clone();
        let name = |row: usize| {
            let view = self.app.row_view(self.grid, row);
            let text = view.cells.first().map(|cell| cell.text.to_string()).unwrap_or_default();
            let text = if view.head { format!("<{text}>") } else { text };
            if view.misfit { format!("{text}*") } else { text }
        };
        (0..grid.layout.records()).map(name).collect::<Vec<_>>().join(", ")
    }
}

#[test]
fn each_kind_has_its_order_and_what_is_empty_comes_last() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), FIVE, |app| {
        add(
            app,
            Sheet::Rates,
            vec![("currency", Value::Choice("EUR".into())), ("rate", Value::Number(crate::model::Decimal::whole(10)))],
        );
    });
    for (column, descending, expected) in [
        ("name", false, "axle, fan, oven, Pump 2, pump 10"),
        ("name", true, "pump 10, Pump 2, oven, fan, axle"),
        ("amount", false, "pump 10, Pump 2, axle, oven, fan"),
        ("amount", true, "axle, Pump 2, pump 10, oven, fan"),
        ("stage", false, "oven, Pump 2, axle, pump 10, fan"),
        ("stage", true, "pump 10, fan, Pump 2, axle, oven"),
        ("close", true, "Pump 2, pump 10, axle, oven, fan"),
        ("owner", false, "Pump 2, axle, pump 10, fan, oven"),
        ("weighted", true, "axle, Pump 2, pump 10, fan, oven"),
    ] {
        desk.arrange(sort(column, descending));
        assert_eq!(desk.names(), expected, "{column} {descending}");
    }
    desk.arrange(Deed::Sort { column: "stage".into(), descending: true, add: false });
    desk.arrange(Deed::Sort { column: "name".into(), descending: false, add: true });
    assert_eq!(desk.names(), "fan, pump 10, axle, Pump 2, oven");
    desk.arrange(Deed::Unsort(None));
    assert_eq!(desk.names(), "pump 10, Pump 2, fan, axle, oven");
    assert_eq!(desk.said(), Some(&Notice::Sorted(Vec::new())));
}

#[test]
fn a_sorted_row_does_not_jump_until_it_is_sorted_again() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(sort("name", false)).press("click(0,0) \"zinc\" Enter");
    assert_eq!(desk.names(), "zinc*, fan, oven, Pump 2, pump 10");
    desk.press("\"goat\" Enter");
    assert_eq!(desk.names(), "zinc*, goat, oven, Pump 2, pump 10", "goat stands where it belongs");
    desk.press("click(0,0) \"ant\" Enter");
    assert_eq!(desk.names(), "ant, goat, oven, Pump 2, pump 10", "and so does what was written back");
    desk.press("click(0,0) \"zinc\" Enter click(0,0)").arrange(sort("name", false));
    assert_eq!(desk.names(), "goat, oven, Pump 2, pump 10, zinc");
    assert_eq!(desk.app.grid(desk.grid).selection.active.row, 4, "the active cell goes with its row");
    assert_eq!(desk.said(), Some(&Notice::AppliedAgain { before: 5, shown: 5 }));
}

#[test]
fn a_filtered_row_does_not_vanish_until_the_filter_is_applied_again() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Ask("name".into(), Some(Condition::Like(Likeness::Contains, "PUMP".into()))));
    assert_eq!(desk.names(), "pump 10, Pump 2");
    assert_eq!(desk.said(), Some(&Notice::Filtered { shown: 2, of: 5 }));
    desk.press("click(0,0) \"valve\" Enter");
    assert_eq!(desk.names(), "valve*, Pump 2");
    desk.press("click(2,0) \"motor\" Tab");
    assert_eq!(desk.names(), "valve*, Pump 2, motor*", "and a new row stays where it was typed");
    desk.press("click(1,0) Ctrl+Shift+D");
    assert_eq!(desk.names(), "valve*, Pump 2, Pump 2, motor*");
    desk.arrange(Deed::Apply);
    assert_eq!(desk.names(), "Pump 2, Pump 2");
    assert_eq!(desk.said(), Some(&Notice::AppliedAgain { before: 4, shown: 2 }));
    desk.arrange(Deed::Unfilter);
    assert_eq!(desk.names(), "valve, Pump 2, Pump 2, fan, axle, oven, motor");
}

#[test]
fn every_condition_finds_its_rows() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    let day = |text: &str| text.parse::<Date>().unwrap();
    let link = |desk: &Desk, sheet: Sheet, name: &str| {
        let row = desk
            .app
            .plan()
            .table(sheet)
            .ids()
            .find(|row| crate::text::title(desk.app.plan(), sheet, *row, crate::text::Lang::En) == name);
        Value::Link(row.unwrap())
    };
    let (stage, li) = (link(&desk, Sheet::Stages, "4 Evaluation"), link(&desk, Sheet::Persons, "Li"));
    let money = |whole: i64| Some(Value::Money(Money::new(whole * 100, Currency::USD)));
    let like = |likeness, text: &str| Condition::Like(likeness, text.into());
    for (column, condition, expected) in [
        ("stage", Condition::Among { values: vec![stage.clone()], except: false }, "pump 10, fan"),
        ("stage", Condition::Among { values: vec![stage], except: true }, "Pump 2, axle, oven"),
        ("owner", Condition::Among { values: vec![li, Value::Empty], except: false }, "pump 10, fan, oven"),
        ("owner", like(Likeness::Is, "CHEN"), "Pump 2, axle"),
        ("name", like(Likeness::Begins, "ｐ"), "pump 10, Pump 2"),
        ("name", like(Likeness::Ends, "n"), "fan, oven"),
        ("name", like(Likeness::Lacks, "pump"), "fan, axle, oven"),
        ("amount", Condition::Empty, "fan"),
        ("amount", Condition::Filled, "pump 10, Pump 2, axle, oven"),
        ("amount", Condition::Invalid, "oven"),
        ("amount", Condition::Between { from: money(30), until: None }, "pump 10, axle"),
        ("amount", Condition::Between { from: money(1), until: money(99) }, "pump 10"),
        ("close", Condition::days(Some(day("2026-03-11")), Some(day("2026-03-20"))), "pump 10, axle"),
        ("close", Condition::During(Unit::Week, 0), "axle"),
        ("close", Condition::During(Unit::Week, 1), "pump 10"),
        ("close", Condition::During(Unit::Month, 0), "pump 10, axle"),
        ("close", Condition::During(Unit::Quarter, 1), "Pump 2"),
        ("close", Condition::During(Unit::Quarter, -1), "oven"),
        ("close", Condition::During(Unit::Year, 0), "pump 10, Pump 2, axle"),
        ("close", Condition::Overdue, "oven"),
        ("state", Condition::Among { values: vec![Value::Choice("close_past".into())], except: false }, "oven"),
        (
            "p",
            Condition::Between { from: Some(Value::Percent(crate::model::Percent::of(60))), until: None },
            "pump 10, fan",
        ),
    ] {
        desk.arrange(Deed::Unfilter);
        desk.arrange(Deed::Ask(column.into(), Some(condition.clone())));
        assert_eq!(desk.names(), expected, "{column} {condition:?}");
    }
    desk.arrange(Deed::Ask("name".into(), Some(like(Likeness::Contains, "pump"))));
    assert_eq!(desk.names(), "pump 10", "all columns that are asked must agree");
}

#[test]
fn needs_attention_and_mine() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Attention(true));
    let grave = desk.names();
    assert!(grave.contains("oven") && grave.contains("fan"), "{grave}");
    desk.arrange(Deed::Unfilter).arrange(Deed::Mine(true));
    assert_eq!(desk.names(), "", "nobody said who works here");
    desk.act(Action::SetMe("CHEN".into()));
    desk.arrange(Deed::Apply);
    assert_eq!(desk.names(), "Pump 2, axle");
    // Of two people of one name nobody can tell whose rows are whose: none is missing.
    let other = add(&mut desk.app, Sheet::Persons, vec![("name", Value::text("Ｃhen"))]);
    desk.arrange(Deed::Unfilter);
    let oven = desk.record(4);
    desk.act(Action::Set { sheet: Sheet::Deals, row: oven, column: "owner".into(), value: Value::Link(other) });
    desk.arrange(Deed::Mine(true));
    assert_eq!(desk.names(), "Pump 2, axle, oven");
}

#[test]
fn a_column_lists_its_values_with_how_many_rows_hold_each() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    let facets = |desk: &Desk, column: &str, search: &str| -> String {
        let facets = desk.app.facets(desk.grid, &column.into(), search).into_iter();
        let line = |facet: crate::app::arrange::Facet| {
            format!("{}{} {}", if facet.chosen { "" } else { "-" }, facet.label, facet.count)
        };
        facets.map(line).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(facets(&desk, "owner", ""), "Chen 2 | Li 2 | (empty) 1");
    assert_eq!(facets(&desk, "owner", "LI"), "Li 2");
    assert_eq!(facets(&desk, "amount", ""), "30 1 | 100 1 | 5 EUR 1 | “much” (does not fit) 1 | (empty) 1");
    assert_eq!(facets(&desk, "amount", "0.1k"), "100 1", "as somebody types it");
    assert_eq!(facets(&desk, "amount", "100.00"), "100 1");
    let li = desk.app.facets(desk.grid, &"owner".into(), "li").remove(0).value;
    desk.arrange(Deed::Ask("owner".into(), Some(Condition::Among { values: vec![li], except: true })));
    assert_eq!(desk.names(), "Pump 2, axle, oven");
    assert_eq!(facets(&desk, "owner", ""), "Chen 2 | -Li 2 | (empty) 1", "the column's own condition hides none");
    assert_eq!(facets(&desk, "stage", ""), "1 Interest 1 | 3 Preferred 2", "those of other columns do");
}

#[test]
fn days_are_grouped_by_a_unit() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    for (unit, expected) in [
        (
            Unit::Quarter,
            "<Q4 2025 · 1 row>, oven, <Q1 2026 · 2 rows>, pump 10, axle, <Q2 2026 · 1 row>, Pump 2, <(empty) · 1 row>, fan",
        ),
        (Unit::Year, "<2025 · 1 row>, oven, <2026 · 3 rows>, pump 10, Pump 2, axle, <(empty) · 1 row>, fan"),
        (
            Unit::Week,
            "<week of 29 Dec 2025 · 1 row>, oven, <week of 9 Mar 2026 · 1 row>, axle, <week of 16 Mar 2026 · 1 row>, pump 10, <week of 1 Jun 2026 · 1 row>, Pump 2, <(empty) · 1 row>, fan",
        ),
    ] {
        desk.arrange(Deed::Group("close".into(), Some(unit)));
        assert_eq!(desk.names(), expected);
    }
}

#[test]
fn a_row_stays_in_its_group_and_new_ones_stand_behind_all() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Group("owner".into(), None));
    let groups = "<Chen · 2 rows>, Pump 2, axle, <Li · 2 rows>, pump 10, fan, <(empty) · 1 row>, oven";
    assert_eq!(desk.names(), groups);
    desk.press("click(1,1) \"Li\" Enter");
    assert_eq!(desk.names(), groups.replace("Pump 2", "Pump 2*"));
    desk.press("click(8,0) \"drill\" Tab \"Wu\" Enter");
    assert_eq!(desk.names(), groups.replace("Pump 2", "Pump 2*") + ", <New, not in a group yet · 1 row>, drill*");
    assert_eq!(desk.cell(9, "owner"), "Wu", "what is typed goes into the row that was begun");
    desk.press("click(4,0) Ctrl+Shift+Enter \"saw\" Enter");
    assert_eq!(desk.cell(4, "owner"), "Li", "a row put into a group belongs to it");
    desk.arrange(Deed::Apply);
    assert_eq!(
        desk.names(),
        "<Chen · 1 row>, axle, <Li · 4 rows>, saw, pump 10, Pump 2, fan, <Wu · 1 row>, drill, <(empty) · 1 row>, oven"
    );
}

#[test]
fn heads_take_nothing_in() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Group("owner".into(), None));
    let before = desk.digest();
    desk.press("click(0,0) x F2 Delete Ctrl+; Alt+Down Ctrl+D Ctrl+Enter Ctrl+Delete");
    assert_eq!(desk.digest(), before);
    desk.press("`paste:one\\ntwo`");
    assert_eq!(desk.digest(), before, "nobody chose the row below a head");
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::GroupHead)));
    desk.press("click(0,0) drag(1,0) `paste:one\\ntwo\\nthree`");
    assert_eq!(
        desk.names(),
        "<Chen · 2 rows>, one, two, <Li · 2 rows>, three, fan, <(empty) · 1 row>, oven",
        "what is pasted over a head goes on below it"
    );
    desk.press("click(1,0) drag(4,0) Ctrl+C");
    assert_eq!(desk.clipboard(), "one\r\ntwo\r\nthree\r\n");
}

#[test]
fn paste_fill_and_delete_touch_what_is_seen() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Ask("owner".into(), Some(Condition::Like(Likeness::Is, "Li".into()))));
    desk.press("click(0,0) paste:a\\nb\\nc");
    assert_eq!(desk.names(), "a, b, c*");
    desk.press("click(0,4) \"2026-05-01\" Enter click(0,4) drag(1,4) F2 Ctrl+Enter");
    desk.arrange(Deed::Unfilter);
    assert_eq!(desk.names(), "a, Pump 2, b, axle, oven, c");
    assert_eq!(
        [0, 1, 2, 3].map(|row| desk.cell(row, "close")),
        ["2026-05-01", "2026-06-01", "2026-05-01", "2026-03-11"]
    );
    desk.arrange(Deed::Ask("owner".into(), Some(Condition::Like(Likeness::Is, "Li".into()))));
    desk.press("click(0,0) Ctrl+A Ctrl+Delete").arrange(Deed::Unfilter);
    assert_eq!(desk.names(), "Pump 2, axle, oven, c");
}

#[test]
fn a_deleted_row_comes_back_to_its_place() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(sort("name", true)).press("click(1,0) Ctrl+Delete");
    assert_eq!(desk.names(), "pump 10, oven, fan, axle");
    desk.press("Ctrl+Z");
    assert_eq!(desk.names(), "pump 10, Pump 2, oven, fan, axle");
    desk.press("click(3,0) Ctrl+Shift+Enter \"nut\" Enter");
    assert_eq!(desk.names(), "pump 10, Pump 2, oven, nut, fan, axle", "stands where it belongs");
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.names(), "pump 10, Pump 2, oven, fan, axle");
}

#[test]
fn undo_shows_what_it_changed_though_the_filter_hides_it() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.press("focus").arrange(Deed::Ask("name".into(), Some(Condition::Like(Likeness::Contains, "pump".into()))));
    desk.press("click(0,0) \"valve\" Enter").arrange(Deed::Apply);
    assert_eq!(desk.names(), "Pump 2");
    desk.press("Ctrl+Z");
    assert_eq!(desk.names(), "pump 10, Pump 2");
}

#[test]
fn going_to_a_hidden_row_shows_it() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    let (axle, oven) = (desk.record(3), desk.record(4));
    desk.arrange(Deed::Ask("name".into(), Some(Condition::Like(Likeness::Contains, "pump".into()))));
    desk.act(Action::Goto(Sheet::Deals, axle, "amount".into()));
    assert_eq!(desk.names(), "pump 10, Pump 2, axle*");
    assert_eq!(desk.app.grid(desk.grid).selection.active.row, 2);
    desk.arrange(Deed::Unfilter).arrange(Deed::Group("stage".into(), None)).arrange(Deed::FoldAll(true));
    desk.act(Action::Goto(Sheet::Deals, oven, "amount".into()));
    assert_eq!(desk.names(), "<1 Interest · 1 row>, oven, <3 Preferred · 2 rows>, <4 Evaluation · 2 rows>");
    assert_eq!(desk.app.grid(desk.grid).selection.active.row, 1);
}

#[test]
fn rows_of_others_come_only_where_the_filter_takes_them() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.arrange(Deed::Ask("name".into(), Some(Condition::Like(Likeness::Contains, "pump".into()))));
    let mut other = super::desk::reopened(&desk.app, Replica::new(2, 1));
    add(&mut other, Sheet::Deals, vec![("name", Value::text("pump 3"))]);
    add(&mut other, Sheet::Deals, vec![("name", Value::text("hose"))]);
    let log = other.ledger.log().map(|transaction| (**transaction).clone()).collect();
    desk.act(Action::Merge(log));
    assert_eq!(desk.names(), "pump 10, Pump 2, pump 3");
}

#[test]
fn what_stands_under_a_column_can_be_chosen() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    let total = |desk: &mut Desk, column: &str, total, at: usize| -> String {
        desk.arrange(Deed::Total(column.into(), total));
        desk.app.totals(desk.grid)[at].to_string()
    };
    assert_eq!(desk.app.totals(desk.grid), ["5 deals", "", "130 + 1 without a rate + 1 not readable", "", ""]);
    assert_eq!(total(&mut desk, "amount", Total::Average, 2), "Average 65 + 1 not readable");
    assert_eq!(total(&mut desk, "amount", Total::Filled, 2), "4 filled");
    assert_eq!(total(&mut desk, "amount", Total::Nothing, 2), "");
    assert_eq!(total(&mut desk, "owner", Total::Distinct, 1), "2 values");
    assert_eq!(total(&mut desk, "owner", Total::Empty, 1), "1 empty");
    assert_eq!(total(&mut desk, "close", Total::Min, 4), "Min 2025-12-31");
    assert_eq!(total(&mut desk, "close", Total::Max, 4), "Max 2026-06-01");
}

#[test]
fn sorting_leaves_the_eye_where_it_is() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    desk.press("focus click(1,2)");
    desk.arrange(sort("amount", true));
    assert_eq!(desk.names(), "axle, pump 10, Pump 2, oven, fan");
    let active = desk.app.laid_out(desk.grid).unwrap().selection.active;
    assert_eq!((active.row, active.column), (1, 2), "the cell, not the deal that stood in it");
}

#[test]
fn what_became_of_a_column_is_said() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), FIVE);
    let amount = desk.app.plan().table(Sheet::Deals).definition("amount").unwrap().label.clone();
    desk.press("focus click(1,2)");
    desk.arrange(Deed::Shift("amount".into(), -1));
    assert_eq!(desk.said(), Some(&Notice::ColumnMoved { column: amount.clone(), at: 2, of: 5 }));
    desk.arrange(Deed::Show("amount".into(), false));
    assert_eq!(desk.said(), Some(&Notice::ColumnHidden(amount)));
    assert_eq!(desk.said().and_then(Notice::offers), Some(false), "and can be taken back beside it");
}
