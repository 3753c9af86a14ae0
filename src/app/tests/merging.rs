//! A copy of the open plan that comes back as a file: what it brings, one step of undo, and what both wrote.

use super::desk::{Desk, add, reopened};
use crate::app::grid::GridId;
use crate::app::{About, Action, App, Difference, Notice, ProblemCounts, Repair, Reviewing, Transaction, problems};
use crate::log::{Change, Replica};
use crate::model::{Key, RowId, Sheet, Value};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

pub(super) fn desk() -> Desk {
    Desk::new(
        DEALS,
        "| name    | note |
         | [Haida] | one  |
         | Kehua   | two  |",
    )
}

/// The same plan in another browser, where Li edits.
pub(super) fn copy(desk: &Desk) -> App {
    let mut copy = reopened(&desk.app, Replica::new(2, 1));
    copy.ledger.set_author("Li");
    copy
}

pub(super) fn log(app: &App) -> Vec<Transaction> {
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
    assert_eq!(
        desk.said(),
        Some(&Notice::Merged { edits: 2, unsettled: 0, renamed: None, unseen: Vec::new(), begun: Vec::new() })
    );
    assert_eq!(desk.stored() - stored, 3, "theirs, and the step");
    // Whoever was about to add a record goes on adding one.
    let merged = "| name      | note   |
                  | Haida     | theirs |
                  | Kehua     | mine   |
                  | Northwind |        |
                  |           | []     |";
    desk.shows(merged);
    let whole = desk.digest();
    assert_eq!(
        desk.app.news(&copy.ledger, 0).map(|news| (news.count(), news.own)),
        Some((0, 2)),
        "nothing is new any more"
    );

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
    assert_eq!(desk.app.news(&copy(&desk).ledger, 0).map(|news| news.count()), Some(0), "an earlier state of this one");
    let mut other = crate::app::Ledger::new(Replica::new(9, 9), "");
    let place = crate::model::Place::nth(0);
    let row = other.fresh_row(desk.now);
    let insert = crate::log::Change::Insert { sheet: Sheet::Deals, row, place, cells: Vec::new() };
    other.commit(vec![insert], crate::log::Label::new("edit"), desk.now).expect("possible");
    assert_eq!(desk.app.news(&other, 0), None, "another plan");

    let mut log = log(&desk.app);
    let made = &mut log[0].label;
    *made = crate::log::Label::new("another");
    let mut other = crate::app::Ledger::open(log, Replica::new(2, 1), "", desk.now);
    let insert = crate::log::Change::Insert { sheet: Sheet::Deals, row, place: Default::default(), cells: Vec::new() };
    other.commit(vec![insert], crate::log::Label::new("edit"), desk.now).expect("possible");
    assert_eq!(desk.app.news(&other, 0), None, "made of the same identities, but not of the same plan");
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
    assert_eq!(
        desk.said(),
        Some(&Notice::Merged { edits: 1, unsettled: 1, renamed: None, unseen: Vec::new(), begun: Vec::new() })
    );
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
    assert_eq!(
        (desk.cell(0, "note"), labels(&desk)),
        ("mine".into(), vec!["mine".into(), "theirs".into()]),
        "asked again"
    );
    desk.press("Ctrl+Y");
    assert_eq!((desk.cell(0, "note"), labels(&desk)), ("theirs".into(), Vec::new()));
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

#[test]
fn merging_back_and_taking_it_back_leaves_ones_own_edits() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    desk.press("\"My edit\" Enter");
    write(&mut copy, haida, "note", "theirs", desk.now + 10);
    copy.update(Action::TakeIn(log(&desk.app)), desk.now + 20);
    desk.now += 30;
    let before = desk.digest();
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!((desk.cell(0, "name"), desk.cell(0, "note")), ("My edit".into(), "theirs".into()));
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before);
}

#[test]
fn what_nobody_can_see_of_a_merge_is_a_step_all_the_same() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    let delete = |app: &mut App, now| {
        app.commit(vec![Change::Delete { sheet: Sheet::Deals, row: haida }], "delete", now);
    };
    delete(&mut copy, desk.now + 5);
    delete(&mut desk.app, desk.now + 10);
    let before = desk.digest();
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.digest(), before);
    desk.press("Ctrl+Z");
    assert!(matches!(desk.said(), Some(Notice::Undone(label, ..)) if label.0 == "merge"), "{:?}", desk.said());
    assert_eq!(desk.digest(), before, "one's own deletion stands");
    desk.reload();
    desk.press("Ctrl+Y");
    assert_eq!(desk.digest(), before);
}

#[test]
fn what_was_merged_and_taken_back_can_be_merged_again() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    write(&mut copy, haida, "note", "theirs", desk.now + 5);
    add(&mut copy, Sheet::Deals, vec![("name", Value::text("Northwind"))]);
    desk.act(Action::TakeIn(log(&copy)));
    let merged = desk.digest();
    desk.press("Ctrl+Z click(1,1) x Enter Ctrl+Z");
    let news = desk.app.news(&copy.ledger, 0).expect("a copy");
    assert_eq!((news.edits, news.again, news.authors), (0, 2, vec!["Li".into()]));
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!((desk.digest(), desk.titles(Sheet::Deals).len()), (merged, 3));
    desk.press("Ctrl+Z");
    assert_eq!((desk.cell(0, "note"), desk.titles(Sheet::Deals).len()), ("one".into(), 2));
}

#[test]
fn what_its_author_took_back_himself_does_not_come_again() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    write(&mut copy, haida, "note", "theirs", desk.now + 5);
    copy.ledger.undo(desk.now + 6).expect("a step");
    desk.act(Action::TakeIn(log(&copy)));
    let before = desk.digest();
    assert_eq!(desk.app.news(&copy.ledger, 0).map(|news| news.count()), Some(0), "nothing is new any more");
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!((desk.digest(), desk.cell(0, "note")), (before, "one".into()));
    copy.ledger.redo(desk.now + 7).expect("a step");
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.cell(0, "note"), "theirs");
}

#[test]
fn a_question_is_gone_with_the_merge_and_comes_back_with_it() {
    for mine_is_later in [true, false] {
        let mut desk = desk();
        let haida = desk.record(0);
        let mut copy = copy(&desk);
        let (theirs, mine) = if mine_is_later { (5, 10) } else { (10, 5) };
        write(&mut copy, haida, "note", "theirs", desk.now + theirs);
        write(&mut desk.app, haida, "note", "mine", desk.now + mine);
        desk.now += 20;
        desk.act(Action::TakeIn(log(&copy)));
        assert_eq!(desk.app.unread_count(), 1);
        desk.press("Ctrl+Z");
        assert_eq!((desk.cell(0, "note"), desk.app.unread_count()), ("mine".into(), 0));
        desk.press("Ctrl+Y");
        assert_eq!(desk.app.unread_count(), 1, "mine is later: {mine_is_later}");
    }
}

#[test]
fn a_row_that_one_deleted_while_another_changed_it_stays_and_is_asked_about() {
    for repair in [Repair::Keep, Repair::Drop] {
        let mut desk = desk();
        let haida = desk.record(0);
        let mut copy = copy(&desk);
        write(&mut copy, haida, "note", "theirs", desk.now + 5);
        desk.press("Ctrl+Delete");
        desk.act(Action::TakeIn(log(&copy)));
        assert_eq!(desk.titles(Sheet::Deals), ["Haida", "Kehua"]);
        assert!(matches!(desk.said(), Some(Notice::Merged { unsettled: 1, .. })));
        let found =
            problems(&desk.app, 99).into_iter().find(|problem| problem.row == haida && problem.column == "name");
        assert!(found.is_some_and(|found| found.advice.text(Lang::En).contains("was deleted here")));
        let kept = repair == Repair::Keep;
        desk.act(Action::Review(Reviewing::Repair(0, repair)));
        assert_eq!((desk.titles(Sheet::Deals).len(), desk.app.unread_count()), (if kept { 2 } else { 1 }, 0));
        desk.press("Ctrl+Z Ctrl+Z");
        assert_eq!((desk.titles(Sheet::Deals), desk.app.unread_count()), (vec!["Kehua".to_owned()], 0), "as before");
    }
}

#[test]
fn a_new_name_of_the_plan_is_said() {
    let mut desk = desk();
    let mut copy = copy(&desk);
    let (sheet, row, column) = (Sheet::Settings, crate::model::Plan::SETTINGS, Key::new_static("name"));
    copy.update(Action::Set { sheet, row, column, value: Value::text("North") }, desk.now + 5);
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(
        desk.said(),
        Some(&Notice::Merged {
            edits: 1,
            unsettled: 0,
            renamed: Some("North".into()),
            unseen: Vec::new(),
            begun: Vec::new()
        })
    );
}

#[test]
fn what_was_merged_again_is_here_and_what_was_typed_meanwhile_is_asked_about() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    write(&mut copy, haida, "note", "theirs", desk.now + 5);
    desk.act(Action::TakeIn(log(&copy)));
    desk.press("Ctrl+Z");
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!((desk.cell(0, "note"), desk.app.unread_count()), ("theirs".into(), 0), "nobody wrote meanwhile");
    write(&mut desk.app, haida, "note", "later", desk.now + 50);
    desk.now += 60;
    assert_eq!(desk.app.news(&copy.ledger, 0).map(|news| news.count()), Some(0), "it is here");
    write(&mut copy, haida, "name", "Haida two", desk.now + 70);
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(
        (desk.cell(0, "note"), desk.cell(0, "name")),
        ("later".into(), "Haida two".into()),
        "nothing comes a third time"
    );

    let mut desk = self::desk();
    let haida = desk.record(0);
    let mut copy = self::copy(&desk);
    write(&mut copy, haida, "note", "theirs", desk.now + 5);
    desk.act(Action::TakeIn(log(&copy)));
    desk.press("Ctrl+Z");
    write(&mut desk.app, haida, "note", "mine", desk.now + 50);
    desk.now += 60;
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!((desk.cell(0, "note"), desk.app.unread_count()), ("theirs".into(), 1), "mine is asked about");
    desk.press("Ctrl+Z");
    assert_eq!(desk.cell(0, "note"), "mine");
}

#[test]
fn a_reload_after_a_merge_takes_ones_own_edits_back_to_what_they_were() {
    for reloads in [false, true] {
        let mut desk = desk();
        let haida = desk.record(0);
        let mut copy = copy(&desk);
        write(&mut copy, haida, "note", "theirs", desk.now + 5);
        write(&mut desk.app, haida, "note", "mine", desk.now + 10);
        desk.now += 20;
        desk.act(Action::TakeIn(log(&copy)));
        if reloads {
            desk.reload();
        }
        desk.press("Ctrl+Z Ctrl+Z");
        assert_eq!(desk.cell(0, "note"), "one", "reloads: {reloads}");
    }
}

#[test]
fn a_file_for_another_plan_changes_nothing() {
    let mut desk = desk();
    let mut other = crate::app::Ledger::new(Replica::new(9, 9), "");
    let row = other.fresh_row(desk.now);
    let insert = Change::Insert { sheet: Sheet::Deals, row, place: Default::default(), cells: Vec::new() };
    other.commit(vec![insert], crate::log::Label::new("edit"), desk.now).expect("possible");
    let theirs = other.log().map(|transaction| Transaction::clone(transaction)).collect();
    let before = desk.digest();
    desk.act(Action::TakeIn(theirs));
    assert_eq!((desk.digest(), desk.titles(Sheet::Deals).len()), (before, 2));
}

#[test]
fn merges_that_name_each_other_end() {
    let desk = desk();
    let mut log = log(&desk.app);
    let id = |n: u64| log.last().expect("an edit").id.nth(1_000 * n);
    let mut ids = vec![id(1)];
    let mut made: Vec<Transaction> = Vec::new();
    for n in 1..60_u64 {
        let merged = crate::log::Operation::Merged { taken: vec![*ids.last().expect("one"); 9], back: Vec::new() };
        let step = if n % 2 == 0 { crate::log::Step::Undo(*ids.last().expect("one")) } else { crate::log::Step::Do };
        made.push(Transaction { id: id(n + 1), step, operations: vec![merged].into(), ..Transaction::default() });
        ids.push(id(n + 1));
    }
    log.extend(made);
    let ledger = crate::app::Ledger::open(log, Replica::new(1, 1), "", desk.now + 1_000_000);
    let last = ledger.log().next_back().expect("one").id;
    assert!(ledger.turned(last, true).len() <= 100_064);
}
