//! A copy of the open plan that comes back as a file: what it brings, one step of undo, and what both wrote.

use super::desk::{Desk, add, reopened};
use crate::app::grid::GridId;
use crate::app::{About, Action, App, Difference, Notice, ProblemCounts, Repair, Reviewing, Transaction, problems};
use crate::log::Replica;
use crate::model::{Key, RowId, Sheet, Value};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

fn desk() -> Desk {
    Desk::new(
        DEALS,
        "| name    | note |
         | [Haida] | one  |
         | Kehua   | two  |",
    )
}

/// The same plan in another browser, where Li edits.
fn copy(desk: &Desk) -> App {
    let mut copy = reopened(&desk.app, Replica::new(2, 1));
    copy.ledger.set_author("Li");
    copy
}

fn log(app: &App) -> Vec<Transaction> {
    app.ledger.log().map(|transaction| Transaction::clone(transaction)).collect()
}

fn write(app: &mut App, row: RowId, column: &'static str, text: &str, now: u64) {
    let value = if text.is_empty() { Value::Empty } else { Value::text(text) };
    app.update(Action::Set { sheet: Sheet::Deals, row, column: Key::new_static(column), value }, now);
}

#[test]
fn a_copy_is_taken_in_whole_and_taken_back_in_one_step() {
    let mut desk = desk();
    let (haida, kehua) = (desk.record(0), desk.record(1));
    let mut copy = copy(&desk);
    write(&mut copy, haida, "note", "theirs", desk.now + 10);
    add(&mut copy, Sheet::Deals, vec![("name", Value::text("Northwind"))]);
    desk.press("click(1,1) \"mine\" Enter");
    let (before, stored) = (desk.digest(), desk.stored());

    let news = desk.app.news(&copy.ledger, 0).expect("something new");
    assert_eq!((news.edits, news.own, news.authors), (2, 1, vec!["Li".into()]));
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.said(), Some(&Notice::Merged { edits: 2, unsettled: 0 }));
    assert_eq!(desk.stored() - stored, 3, "theirs, and the step");
    // Whoever was about to add a record goes on adding one.
    let merged = "| name      | note   |
                  | Haida     | theirs |
                  | Kehua     | mine   |
                  | Northwind |        |
                  |           | []     |";
    desk.shows(merged);
    let whole = desk.digest();
    assert_eq!(desk.app.news(&copy.ledger, 0), None, "nothing is new any more");

    let entry = desk.app.history(9).into_iter().find(|entry| entry.label == "merge").expect("a step");
    assert_eq!(entry.about, About::Rows(vec![(Sheet::Deals, 2)]));
    let (differences, count) = desk.app.differences(entry.id, 9);
    let (before_it, after) = (Some(Value::text("one")), Value::text("theirs"));
    let (sheet, row, column) = (Sheet::Deals, haida, Key::new_static("note"));
    assert_eq!((count, &differences[0]), (2, &Difference::Cell { sheet, row, column, before: before_it, after }));

    desk.reload();
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before);
    desk.press("Ctrl+Y");
    assert_eq!(desk.digest(), whole);
    desk.press("Ctrl+Z Ctrl+Z");
    assert_eq!(desk.app.plan().value(Sheet::Deals, kehua, "note"), &Value::text("two"), "then one's own edit");
}

#[test]
fn a_file_that_is_no_copy_or_brings_nothing_has_no_news() {
    let desk = desk();
    assert_eq!(desk.app.news(&self::desk().app.ledger, 0).map(|news| news.edits), None, "made of the same log");
    assert_eq!(desk.app.news(&copy(&desk).ledger, 0), None);
    let mut other = crate::app::Ledger::new(Replica::new(9, 9), "");
    let place = crate::model::Place::nth(0);
    let row = other.fresh_row(desk.now);
    let insert = crate::log::Change::Insert { sheet: Sheet::Deals, row, place, cells: Vec::new() };
    other.commit(vec![insert], crate::log::Label::new("edit"), desk.now).expect("possible");
    assert_eq!(desk.app.news(&other, 0), None, "another plan");
}

#[test]
fn what_both_wrote_is_kept_named_and_settled() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    write(&mut copy, haida, "note", "theirs", desk.now + 5);
    write(&mut desk.app, haida, "note", "mine", desk.now + 10);
    let quiet = desk.app.problem_counts();
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.said(), Some(&Notice::Merged { edits: 1, unsettled: 1 }));
    assert_eq!(desk.cell(0, "note"), "mine", "the later one is shown");
    assert_eq!(desk.app.problem_counts(), ProblemCounts { warnings: quiet.warnings + 1, ..quiet });
    let found = problems(&desk.app, 99).into_iter().find(|problem| problem.column == "note").expect("it is listed");
    assert_eq!(found.advice.text(Lang::En), "Note: Li wrote “theirs” here without seeing this value.");
    let labels = |desk: &Desk| -> Vec<String> {
        let findings = desk.app.findings(9);
        findings.iter().flat_map(|finding| finding.repairs.iter().map(|(_, label, _)| label.to_string())).collect()
    };
    assert_eq!(labels(&desk), ["mine", "theirs"]);

    desk.act(Action::Review(Reviewing::Repair(0, Repair::Settle(Value::text("theirs")))));
    assert_eq!((desk.cell(0, "note"), desk.app.problem_counts()), ("theirs".into(), quiet));
    assert_eq!((labels(&desk), desk.app.ledger.conflicts()), (Vec::new(), Vec::new()));
    desk.press("Ctrl+Z");
    assert_eq!((desk.cell(0, "note"), desk.app.ledger.conflicts()), ("mine".into(), Vec::new()), "it stays settled");
}

#[test]
fn the_value_that_is_shown_can_be_kept() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    copy.ledger.set_author("");
    write(&mut copy, haida, "note", "", desk.now + 5);
    write(&mut desk.app, haida, "note", "mine", desk.now + 10);
    desk.act(Action::TakeIn(log(&copy)));
    let found = problems(&desk.app, 99).into_iter().find(|problem| problem.column == "note").expect("it is listed");
    let said = "Note: another copy of the plan has “(empty)” here, written without seeing this value.";
    assert_eq!(found.advice.text(Lang::En), said);
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Settle(Value::text("mine")))));
    assert_eq!((desk.cell(0, "note"), desk.app.ledger.conflicts()), ("mine".into(), Vec::new()));
    assert_eq!(desk.app.review_count(), 0);
}

#[test]
fn how_another_looks_at_his_tables_changes_nothing_and_asks_nobody() {
    let mut desk = desk();
    desk.act(Action::Arrange(DEALS, super::viewing::sort("name")));
    let mut copy = copy(&desk);
    copy.update(Action::Arrange(DEALS, super::viewing::sort("note")), desk.now + 10);
    desk.act(Action::Arrange(DEALS, super::viewing::sort("amount")));
    desk.act(Action::TakeIn(log(&copy)));
    assert!(matches!(desk.said(), Some(Notice::Merged { unsettled: 0, .. })));
    assert_eq!(desk.app.unread_count(), 0);
}
