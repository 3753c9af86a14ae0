//! Cells of formulas that have no result: what stands below them, at the heads of groups, and of a selection; and formulas
//! that give something else than may have been meant.

use super::columns::{change, desk, make, own};
use super::desk::Desk;
use crate::app::arrange::Deed;
use crate::app::explain::Subject;
use crate::app::grid::{GridId, Layout, Selection, Total};
use crate::app::{Action, Trial};
use crate::model::{Key, Kind, Sheet};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);
const NUMBER: Kind = Kind::own_number(2);

const THREE: &str = "| name  | account | amount |
                     | one   | Haitian | 1000   |
                     | two   | Haitian | 500    |
                     | three | Midea   | 600    |";

fn column(desk: &mut Desk, key: &Key) -> usize {
    std::sync::Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).columns.columns.clear();
    match &*desk.app.grid(DEALS).layout {
        Layout::Table { columns, .. } => columns.iter().position(|shown| shown.key == *key).unwrap(),
        Layout::Form { .. } => unreachable!(),
    }
}

fn total(desk: &mut Desk, key: &Key) -> String {
    let at = column(desk, key);
    desk.app.totals(DEALS)[at].to_string()
}

#[test]
fn a_total_says_how_many_of_its_cells_have_no_result() {
    let mut desk = desk(THREE);
    let part = make(&mut desk, Sheet::Deals, own("Part", Kind::Money).formula("[Amount] / ([Amount] - 500)"));
    assert_eq!(total(&mut desk, &part), "8 + 1 without result");
    desk.app.lang = Lang::Zh;
    desk.app.version += 1;
    assert_eq!(total(&mut desk, &part), "8＋1 项无结果");
    desk.app.lang = Lang::En;
    change(&mut desk, Sheet::Deals, &part, |own| own.formula("[Amuont] / 2"));
    assert_eq!(total(&mut desk, &part), "3 without result", "and no 0");
    let mean = make(&mut desk, Sheet::Deals, own("Mean", NUMBER).formula("1 / (number([Amount]) - 500)"));
    let at = column(&mut desk, &mean);
    for total in [Total::Average, Total::Sum, Total::Max] {
        std::sync::Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).totals = vec![(mean.clone(), total)];
        desk.app.version += 1;
        let said = desk.app.totals(DEALS)[at].to_string();
        assert!(said.ends_with(" + 1 without result"), "{said}");
    }
}

#[test]
fn a_selection_says_how_many_of_its_cells_have_no_result() {
    let mut desk = desk(THREE);
    let part = make(&mut desk, Sheet::Deals, own("Part", Kind::Money).formula("[Amount] / ([Amount] - 500)"));
    let at = column(&mut desk, &part);
    desk.press("focus");
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("Shift+Down Shift+Down");
    let summary = desk.app.selection_summary(DEALS);
    assert_eq!((summary.rows, summary.without_result), (3, 1));
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    assert_eq!(desk.app.selection_summary(DEALS).without_result, 0);
}

#[test]
fn a_sum_of_one_own_cell_says_that_it_is_no_total() {
    let desk = desk(THREE);
    let hint = |text: &str| match desk.app.try_formula(Sheet::Deals, "", text, None) {
        Trial::Right { hint, .. } => hint,
        Trial::Wrong { what, .. } => panic!("{text}: {what}"),
    };
    for text in ["sum([Amount])", "[Amount] / 求和([金额])", "max([Amount])", "average([Own probability])"] {
        let column = if text.starts_with("average") { "Own probability" } else { "Amount" };
        let said = format!("[{column}] is this row's own value. The total of a column stands below it.");
        assert_eq!(hint(text), Some(said), "{text}");
    }
    for text in
        ["[Amount]", "sum([Amount], 1)", "sum([Account].[Funnel by Account].[Amount])", "sum(1)", "count([Amount])"]
    {
        assert_eq!(hint(text), None, "{text}");
    }
}

#[test]
fn what_a_name_of_two_columns_means_can_be_chosen() {
    let mut desk = desk(THREE);
    make(&mut desk, Sheet::Deals, own("Rank", NUMBER));
    let second = make(&mut desk, Sheet::Deals, own("Rank", NUMBER));
    let wrong = |text: &str| match desk.app.try_formula(Sheet::Deals, "", text, None) {
        Trial::Wrong { what, .. } => what,
        Trial::Right { kept, .. } => kept,
    };
    assert_eq!(wrong("[Rank] + 1"), "Several columns of Funnel are called “Rank”.");
    let offers = desk.app.offer(Sheet::Deals, "[Rank", 5).lines;
    let texts: Vec<&str> = offers.iter().map(|line| line.text.as_str()).collect();
    assert!(texts.len() == 2 && texts.contains(&format!("[#{second}]").as_str()), "{texts:?}");
    assert_eq!(wrong(&format!("{} + 1", texts[0])), format!("{} + 1", texts[0]));
    desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: second.clone(), deleted: true });
    assert_eq!(desk.app.offer(Sheet::Deals, "[Rank", 5).lines[0].text, "[Rank]");
}

#[test]
fn what_is_filled_or_distinct_is_counted_among_cells_with_a_result() {
    let mut desk = desk(THREE);
    let part = make(&mut desk, Sheet::Deals, own("Part", Kind::Money).formula("[Amount] / ([Amount] - 500)"));
    let at = column(&mut desk, &part);
    for (total, said) in [
        (Total::Filled, "2 filled + 1 without result"),
        (Total::Empty, "0 empty + 1 without result"),
        (Total::Distinct, "2 values + 1 without result"),
    ] {
        std::sync::Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).totals = vec![(part.clone(), total)];
        desk.app.version += 1;
        assert_eq!(desk.app.totals(DEALS)[at], said);
    }
}

#[test]
fn a_sum_says_how_many_of_its_cells_cannot_be_read() {
    let mut desk = desk(
        "| name  | account | amount |
         | one   | Haitian | 1000   |
         | two   | Haitian | ten    |
         | three | Midea   | 5 or 6 |",
    );
    let amount = Key::new("amount");
    assert_eq!(total(&mut desk, &amount), "1,000 + 2 not readable");
    desk.app.lang = Lang::Zh;
    desk.app.version += 1;
    assert_eq!(total(&mut desk, &amount), "1,000＋2 项无法读取");
    desk.app.lang = Lang::En;
    desk.app.version += 1;
    let at = column(&mut desk, &amount);
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("focus Shift+Down Shift+Down");
    assert_eq!(desk.app.selection_summary(DEALS).unreadable, 2);
    // A group of nothing else is not of nought.
    desk.arrange(Deed::Group("account".into(), None));
    let at = column(&mut desk, &amount);
    let heads: Vec<String> = (0..2).map(|section| desk.app.group_totals(DEALS, section)[at].to_string()).collect();
    assert_eq!(heads, ["1,000 + 1 not readable", "1 not readable"]);
    // What is mended counts.
    desk.app.grid(DEALS).selection = Selection::at(2, at);
    desk.press("7 Enter");
    let said = total(&mut desk, &amount);
    assert!(said.ends_with(" + 1 not readable"), "{said}");
    desk.arrange(Deed::Ungroup(None));
    // A mean leaves them out, and says so.
    let size = make(&mut desk, Sheet::Deals, own("Size", NUMBER));
    super::columns::set(&mut desk, 0, &size, "3");
    super::columns::set(&mut desk, 1, &size, "many");
    let at = column(&mut desk, &size);
    std::sync::Arc::make_mut(&mut desk.app.grid(DEALS).arrangement).totals = vec![(size.clone(), Total::Average)];
    desk.app.version += 1;
    let said = desk.app.totals(DEALS)[at].to_string();
    assert!(said.ends_with("3 + 1 not readable"), "{said}");
}

#[test]
fn a_weighted_sum_says_which_deals_it_leaves_out() {
    let table = "| name  | account | amount | stage | p_own | weighted |
                 | one   | Haitian | 1000   | 3     | 50%   |          |
                 | two   | Haitian | ten    | 3     | 50%   |          |
                 | three | Midea   | 500    |       | half  |          |
                 | four  | Midea   |        | 3     | 50%   |          |
                 | five  | Midea   | 5 GBP  | 3     | 50%   |          |
                 | six   | Midea   | 700    | 3     | often |          |";
    let mut desk = desk(table);
    let weighted = Key::new("weighted");
    // The sixth has the chance that its stage assumes; nobody wrote an amount for the fourth.
    assert_eq!(total(&mut desk, &weighted), "780 + 1 without a rate + 2 not readable");
    let at = column(&mut desk, &weighted);
    let whole = desk.app.explain(&Subject::Total(DEALS, None, weighted.clone())).unwrap();
    assert_eq!(whole.result, "780 + 1 without a rate + 2 not readable");
    let left = "Left out, because they cannot be read: two, three.".to_owned();
    assert!(whole.notes.contains(&left), "{:?}", whole.notes);
    let amount = desk.app.explain(&Subject::Total(DEALS, None, "amount".into())).unwrap();
    assert!(amount.notes.contains(&"Left out, because they cannot be read: two.".to_owned()), "{:?}", amount.notes);
    desk.app.grid(DEALS).selection = Selection::at(0, at);
    desk.press("focus Shift+Down Shift+Down Shift+Down Shift+Down");
    let summary = desk.app.selection_summary(DEALS);
    assert_eq!((summary.unreadable, summary.without_rate), (2, 1));
    // A group says it of its own, and what a customer has in hand says it of its deals.
    desk.arrange(Deed::Group("account".into(), None));
    let at = column(&mut desk, &weighted);
    let heads: Vec<String> = (0..2).map(|section| desk.app.group_totals(DEALS, section)[at].to_string()).collect();
    assert_eq!(heads, ["500 + 1 not readable", "280 + 1 without a rate + 1 not readable"]);
    desk.arrange(Deed::Ungroup(None));
    let haitian = desk.app.plan().get(desk.record(0), crate::model::schema::deals::ACCOUNT).unwrap();
    let pipeline = desk.app.explain_cell(Sheet::Accounts, haitian, "pipeline").unwrap();
    assert!(pipeline.notes.contains(&"Left out, because they cannot be read: two.".to_owned()), "{:?}", pipeline.notes);
    let under = GridId::Table(Sheet::Accounts);
    desk.app.grid(under);
    let totals = desk.app.totals(under);
    assert!(totals.iter().any(|text| text == "780 + 1 without a rate + 2 not readable"), "{totals:?}");
    // What is mended counts, and what is undone does not.
    let (amount, row) = (Key::new("amount"), desk.record(1));
    let value = crate::model::Value::Money(crate::model::Money::new(10_000, desk.app.plan().currency()));
    desk.act(Action::Set { sheet: Sheet::Deals, row, column: amount, value });
    assert_eq!(total(&mut desk, &weighted), "830 + 1 without a rate + 1 not readable");
    desk.press("Ctrl+Z");
    assert_eq!(total(&mut desk, &weighted), "780 + 1 without a rate + 2 not readable");
}

#[test]
fn what_was_won_says_which_deals_it_leaves_out() {
    let mut desk = desk(
        "| name | account | amount | outcome | closed     |
         | one  | Haitian | 1000   | won     | 2026-02-01 |
         | two  | Haitian | ten    | won     | 2026-02-01 |",
    );
    let haitian = desk.app.plan().get(desk.record(0), crate::model::schema::deals::ACCOUNT).unwrap();
    let won = desk.app.explain_cell(Sheet::Accounts, haitian, "revenue").unwrap();
    assert_eq!(won.result, "1,000");
    assert!(won.notes.contains(&"Left out, because they cannot be read: two.".to_owned()), "{:?}", won.notes);
    desk.app.lang = Lang::Zh;
    let won = desk.app.explain_cell(Sheet::Accounts, haitian, "revenue").unwrap();
    assert!(won.notes.contains(&"因无法读取而未计入：two。".to_owned()), "{:?}", won.notes);
}
