//! Copy, cut and paste: shapes, kinds, names, what is said.

use super::*;
use crate::app::grid::GridId;
use crate::app::{Action, Block, Notice};
use crate::model::{Money, Sheet, Value};

#[track_caller]
fn pasted(desk: &Desk) -> (usize, usize, usize, usize, usize) {
    match desk.said() {
        Some(Notice::Pasted { rows, added, invalid, computed, columns, .. }) => {
            (*rows, *added, *invalid, *computed, *columns)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_grow_in_one_step() {
    let mut desk = check(
        "| name    | amount | close |
         | Haitian | 10     |       |
         | [Kehua] | 20     |       |",
        "paste:a\\t1\\t2026-4-1\\nb\\t2\\t2026-4-2\\nc\\t3\\t2026-4-3",
        "| name    | amount | close      |
         | Haitian | 10     |            |
         | [a      | 1      | 2026-04-01 |
         | b       | 2      | 2026-04-02 |
         | c       | 3      | 2026-04-03] |
         |         |        |            |",
    );
    assert_eq!((pasted(&desk), desk.stored()), ((3, 2, 0, 0, 0), 1));
    assert_eq!(desk.cell(3, "stage"), "1 Interest", "added rows begin with the defaults");
    desk.press("Ctrl+Z").shows(
        "| name    | amount | close |
         | Haitian | 10     |       |
         | [Kehua  | 20     | ]     |
         |         |        |       |",
    );
}

#[test]
fn one_cell_fills_the_selection() {
    check(
        "| name | amount |
         | a    | [1     |
         | b    | 2      |
         | c    | 3]     |",
        "paste:9",
        "| name | amount |
         | a    | [9     |
         | b    | 9      |
         | c    | 9]     |
         |      |        |",
    );
}

#[test]
fn a_block_tiles_into_a_multiple_of_itself() {
    check(
        "| name | amount |
         | a    | [1     |
         | b    | 2      |
         | c    | 3      |
         | d    | 4]     |",
        "paste:8\\n9",
        "| name | amount |
         | a    | [8     |
         | b    | 9      |
         | c    | 8      |
         | d    | 9]     |
         |      |        |",
    );
    check(
        "| name | amount |
         | a    | [1     |
         | b    | 2      |
         | c    | 3]     |",
        "paste:8\\n9",
        "| name | amount |
         | a    | [8     |
         | b    | 9]     |
         | c    | 3      |
         |      |        |",
    );
}

#[test]
fn filling_a_selection_that_holds_the_empty_row_adds_no_row_for_one_cell() {
    let desk = check(
        "| name | amount |
         | a    | [1     |
         | b    | 2      |",
        "Shift+Down Shift+Down paste:9",
        "| name | amount |
         | a    | [9     |
         | b    | 9]     |
         |      |        |",
    );
    assert_eq!(pasted(&desk).1, 0);
}

#[test]
fn columns_that_have_no_room_are_left_out_and_said() {
    let desk = check(
        "| name | amount | close |
         | a    | [1]    |       |",
        "paste:5\\t2026-4-1\\tx\\ty",
        "| name | amount | close       |
         | a    | [5     | 2026-04-01] |
         |      |        |             |",
    );
    assert_eq!(pasted(&desk), (1, 0, 0, 0, 2));
}

#[test]
fn computed_cells_are_skipped_and_counted() {
    let desk = check(
        "| name | amount | weighted | entered    |
         | a    | [1]    |          | 2026-03-01 |",
        "paste:5\\t777\\t2026-3-2\\n6\\t888\\t2026-3-3",
        "| name | amount | weighted | entered     |
         | a    | [5     | 0.50     | 2026-03-02  |
         |      | 6      | 0.60     | 2026-03-03] |
         |      |        |          |             |",
    );
    assert_eq!(pasted(&desk), (2, 1, 0, 2, 0));
}

#[test]
fn ragged_rows_are_as_long_as_the_longest() {
    check(
        "| name | amount | close      |
         | [a]  | 1      | 2026-04-01 |
         | b    | 2      | 2026-04-02 |
         | c    | 3      | 2026-04-03 |",
        "paste:x\\t9\\ny\\nz\\t7\\t2026-5-1",
        "| name | amount | close       |
         | [x   | 9      |             |
         | y    |        |             |
         | z    | 7      | 2026-05-01] |
         |      |        |             |",
    )
    .press("Ctrl+Z")
    .shows(
        "| name | amount | close      |
         | [a   | 1      | 2026-04-01 |
         | b    | 2      | 2026-04-02 |
         | c    | 3      | 2026-04-03] |
         |      |        |            |",
    );
}

#[test]
fn a_short_row_that_is_new_begins_as_new_rows_do() {
    check(
        "| name | stage |
         | []   |       |",
        "paste:x\\t3\\ny",
        "| name | stage       |
         | [x   | 3 Preferred |
         | y    | 1 Interest] |
         |      |             |",
    );
}

#[test]
fn what_does_not_fit_is_kept_as_text_and_counted() {
    let desk = check(
        "| name | amount | close |
         | []   |        |       |",
        "paste:a\\tten\\tsoon\\nb\\t20\\t2026-4-1",
        "| name | amount | close       |
         | [a   | !ten   | !soon       |
         | b    | 20     | 2026-04-01] |
         |      |        |             |",
    );
    assert_eq!(pasted(&desk), (2, 2, 2, 0, 0));
}

#[test]
fn values_as_spreadsheets_write_them() {
    check(
        "| name | amount | close | p_own |
         | []   |        |       |       |",
        "paste:a\\t1,234.50\\t2026/3/5\\t12%\\nb\\t1200*1.06\\t2026年3月5日\\t５０％\\nc\\t3万\\t`5 Mar 2026`\\t0.4",
        "| name | amount   | close      | p_own |
         | [a   | 1,234.50 | 2026-03-05 | 12 %  |
         | b    | 1,272    | 2026-03-05 | 50 %  |
         | c    | 30,000   | 2026-03-05 | 40 %] |
         |      |          |            |       |",
    );
}

#[test]
fn an_unknown_name_begins_one_account_however_often_it_comes() {
    let desk = check(
        "| name | account | owner |
         | old  | Haitian | Li    |
         | []   |         |       |",
        "paste:a\\tNewCo\\tLi\\nb\\tHaitian\\tWang\\nc\\tnewco\\twang",
        "| name | account | owner |
         | old  | Haitian | Li    |
         | [a   | NewCo   | Li    |
         | b    | Haitian | Wang  |
         | c    | NewCo   | Wang] |
         |      |         |       |",
    );
    assert_eq!(desk.titles(Sheet::Accounts), ["Haitian", "NewCo"]);
    assert_eq!((desk.titles(Sheet::Persons), desk.stored()), (vec!["Li".to_owned(), "Wang".to_owned()], 1));
    let Some(Notice::Pasted { begun, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!(*begun, [(Sheet::Accounts, 1), (Sheet::Persons, 1)], "it is said");
}

#[test]
fn a_name_that_is_ambiguous_begins_nothing() {
    let mut desk = Desk::new(GridId::Table(Sheet::Accounts), "| name |\n| Haitian |\n| Haitian |");
    desk.grid = GridId::Table(Sheet::Deals);
    let block = Block::Texts(vec![vec!["a".into(), "Haitian".into()]]);
    desk.act(Action::Paste(desk.grid, block));
    assert_eq!(desk.value(0, "account"), Value::Invalid("Haitian".into()));
    assert_eq!(desk.titles(Sheet::Accounts), ["Haitian", "Haitian"]);
}

#[test]
fn people_begun_in_a_new_row_belong_to_its_customer() {
    let desk = check_sheet(
        Sheet::Activities,
        "| account | people | goal |
         | []      |        |      |",
        "paste:NewCo\\t`Ann, Bo`\\tMeet",
        "| account | people  | goal  |
         | [NewCo  | Ann, Bo | Meet] |
         |         |         |       |",
    );
    let plan = desk.app.plan();
    let account = plan.table(Sheet::Accounts).ids().next().expect("NewCo");
    assert_eq!(plan.linked(Sheet::Contacts, "account", account).count(), 2);
}

#[test]
fn what_was_copied_here_keeps_its_values() {
    let desk = check(
        "| name    | account | amount    | stage         | close      |
         | [Haitian | Haitian | 1,234.56 | 5 Negotiation | 2026-04-01] |",
        "Ctrl+C Down Home Ctrl+V",
        "| name     | account | amount   | stage         | close       |
         | Haitian  | Haitian | 1,234.56 | 5 Negotiation | 2026-04-01  |
         | [Haitian | Haitian | 1,234.56 | 5 Negotiation | 2026-04-01] |
         |          |         |          |               |             |",
    );
    assert_eq!(desk.clipboard(), "Haitian\tHaitian\t1234.56\t5 Negotiation\t2026-04-01");
    assert_eq!(desk.value(1, "amount"), Value::Money(Money::new(123_456, desk.app.plan().currency())));
}

#[test]
fn values_of_another_kind_are_read_from_their_texts() {
    check(
        "| name | amount | close      | note |
         | a    | [12    | 2026-04-01] |      |",
        "Ctrl+C Home Ctrl+V",
        "| name | amount      | close      | note |
         | [12  | !2026-04-01] | 2026-04-01 |      |
         |      |             |            |      |",
    );
}

#[test]
fn a_copy_of_a_lost_record_is_read_by_its_name() {
    let mut desk = check(
        "| name | account |
         | a    | [NewCo] |",
        "Ctrl+C",
        "| name | account |
         | a    | [NewCo] |
         |      |         |",
    );
    let account = desk.value(0, "account").linked()[0];
    desk.act(Action::Goto(Sheet::Accounts, account, "name".into()));
    desk.grid = GridId::Table(Sheet::Accounts);
    desk.press("Ctrl+Delete");
    desk.grid = GridId::Table(Sheet::Deals);
    desk.press("click(1,1) Ctrl+V");
    assert_eq!(desk.titles(Sheet::Accounts), ["NewCo"]);
    assert_eq!(desk.cell(1, "account"), "NewCo");
}

#[test]
fn hashes_are_refused_as_a_whole() {
    let desk = check(
        "| name | amount |
         | [a]  | 1      |",
        "paste:b\\t####",
        "| name | amount |
         | [a]  | 1      |
         |      |        |",
    );
    assert_eq!((desk.said(), desk.stored()), (Some(&Notice::PasteHashes), 0));
}

#[test]
fn a_copy_with_headings_is_pasted_without_them() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| [a | 1] |");
    desk.act(Action::Copy { grid: desk.grid, cut: false, headings: true });
    let copied = desk.effects.iter().find_map(|effect| match effect {
        crate::app::Effect::Clipboard { text, html } => Some((text.clone(), html.clone())),
        _ => None,
    });
    let (text, html) = copied.expect("something copied");
    assert_eq!(text, "Deal\tAmount, USD\r\na\t1\r\n");
    let block = crate::app::block(Some(&text), Some(&html)).expect("a block");
    desk.press("Down");
    desk.act(Action::Paste(desk.grid, block));
    desk.shows(
        "| name | amount |
         | a    | 1      |
         | [a   | 1]     |
         |      |        |",
    );
}

#[test]
fn a_form_takes_a_column_and_no_more_than_it_has() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| Haitian |");
    desk.grid = GridId::Form(Sheet::Deals);
    desk.press("paste:goal\\nchange\\nnow\\n2026-9-1\\nstep");
    let deal = desk.app.deal.expect("a deal");
    let text = |key: &str| desk.app.plan().value(Sheet::Deals, deal, key).clone();
    assert_eq!((text("objective"), text("why_now")), (Value::text("goal"), Value::text("now")));
    assert_eq!(pasted(&desk).0, 5);
    let height = desk.app.grid(desk.grid).layout.height();
    desk.press(&format!("click({},0) paste:a\\nb\\nc", height - 2));
    let Some(Notice::Pasted { rows, computed, rows_out, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!((*rows, *computed, *rows_out), (0, 2, 1));
}

#[test]
fn a_paste_that_changes_nothing_stores_nothing() {
    let desk = check(
        "| name | amount |
         | [a]  | 1      |",
        "paste:a\\t1",
        "| name | amount |
         | [a   | 1]     |
         |      |        |",
    );
    assert_eq!(desk.stored(), 0);
}

#[test]
fn two_thousand_rows_of_twelve_columns_come_in_one_step() {
    const ROWS: usize = 2_000;
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| [] |");
    // The columns as they are shown from the start.
    std::sync::Arc::make_mut(&mut desk.app.grid(desk.grid).arrangement).columns = Default::default();
    let layout = desk.app.grid(desk.grid).layout.clone();
    let keys: Vec<String> = (0..12).filter_map(|at| layout.shown(0, at).map(|shown| shown.key.to_string())).collect();
    let cell = |row: usize, key: &str| match key {
        "name" => format!("Deal {row}"),
        "account" => format!("Account {}", row % 40),
        "owner" => format!("Person {}", row % 5),
        "amount" if row % 100 == 7 => "about 5".to_owned(),
        "amount" => format!("{}", row % 900 + 1),
        "close" => format!("2026-{:02}-{:02}", row % 12 + 1, row % 28 + 1),
        _ => String::new(),
    };
    let line = |row| keys.iter().map(|key| cell(row, key)).collect::<Vec<_>>().join("\t");
    let text = (0..ROWS).map(line).collect::<Vec<_>>().join("\r\n");
    let (before, stored) = (desk.digest(), desk.stored());
    desk.act(Action::Paste(desk.grid, crate::app::block(Some(&text), None).unwrap()));
    assert_eq!((keys.len(), desk.stored()), (12, stored + 1), "one transaction");
    let Some(Notice::Pasted { rows, added, invalid, columns, .. }) = desk.said() else { panic!("{:?}", desk.said()) };
    assert_eq!((*rows, *added, *invalid, *columns), (ROWS, ROWS, 20, 0));
    for row in [0, 7, 999, ROWS - 1] {
        for key in ["name", "account", "owner", "amount", "close"] {
            assert_eq!(desk.cell(row, key), cell(row, key), "row {row}, {key}");
        }
    }
    assert_eq!((desk.titles(Sheet::Accounts).len(), desk.titles(Sheet::Persons).len()), (40, 5), "each name once");
    assert_eq!(desk.app.review_count(), 20);
    desk.press("Ctrl+Z");
    assert_eq!((desk.digest(), desk.titles(Sheet::Deals).len()), (before, 0));
    desk.press("Ctrl+Y reload");
    assert_eq!((desk.titles(Sheet::Deals).len(), desk.app.unread_count()), (ROWS, 20));
}
