//! Records that both copies of a plan began under one name: told after the merge, and joined or left.

use super::desk::{Desk, add};
use super::merging::{copy, desk, log};
use crate::app::{Action, App, Notice, Repair, Reviewing};
use crate::model::{Key, RowId, Sheet, Value};
use crate::text::Lang;

fn begin(app: &mut App, sheet: Sheet, name: &str) -> RowId {
    add(app, sheet, vec![("name", Value::text(name))])
}

/// What was said to be begun in both.
fn begun(desk: &Desk) -> Vec<String> {
    match desk.said() {
        Some(Notice::Merged { begun, .. }) => begun.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

fn asked(app: &App) -> Vec<(String, Vec<String>)> {
    let labels = |own: &crate::app::Finding| own.repairs.iter().map(|(_, label, _)| label.to_string()).collect();
    app.findings(9).iter().map(|own| (own.record.to_string(), labels(own))).collect()
}

#[test]
fn a_customer_whom_both_entered_is_told_and_can_be_joined() {
    let mut desk = desk();
    let known = begin(&mut desk.app, Sheet::Accounts, "Haida");
    let mut copy = copy(&desk);
    let mine = begin(&mut desk.app, Sheet::Accounts, "美的集团");
    desk.now += 10;
    let theirs = begin(&mut copy, Sheet::Accounts, " 美的集团 ");
    begin(&mut copy, Sheet::Accounts, "Haida");
    begin(&mut copy, Sheet::Accounts, "Gree");
    let deal = add(&mut copy, Sheet::Deals, vec![("name", Value::text("Robots")), ("account", Value::Link(theirs))]);
    let before = desk.digest();
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(begun(&desk), ["美的集团"], "what was there before they parted is not asked about");
    assert_eq!(desk.said().and_then(Notice::offers), Some(true));
    let question = vec![(" 美的集团 ".to_owned(), vec!["Join them".to_owned(), "Leave both".to_owned()])];
    assert_eq!(asked(&desk.app), question);
    let fault = desk.app.findings(9)[0].fault.clone();
    assert_eq!(fault.text(Lang::En), "Two copies of the plan each began a record of this name.");

    desk.act(Action::Review(Reviewing::Goto(0)));
    assert_eq!(desk.app.tab, crate::app::Tab::Accounts, "it can be seen");
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Join)));
    let left = mine.min(theirs);
    let lives = |desk: &Desk| [mine, theirs].map(|row| desk.app.plan().table(Sheet::Accounts).contains(row));
    assert_eq!(lives(&desk), [mine, theirs].map(|row| row == left), "the one that was begun first");
    assert_eq!(desk.app.plan().value(Sheet::Deals, deal, "account"), &Value::Link(left));
    assert!(asked(&desk.app).is_empty() && desk.app.plan().table(Sheet::Accounts).contains(known));
    desk.press("Ctrl+Z");
    assert_eq!((asked(&desk.app), lives(&desk)), (question.clone(), [true, true]), "asked again");
    desk.press("Ctrl+Z");
    assert_eq!((desk.digest(), asked(&desk.app).len()), (before, 0), "gone with the merge");
    desk.press("Ctrl+Y");
    assert_eq!(asked(&desk.app), question);
    desk.act(Action::Review(Reviewing::Repair(0, Repair::LeaveTwo)));
    assert_eq!((asked(&desk.app).len(), desk.app.review_count(), lives(&desk)), (0, 0, [true, true]));
}

#[test]
fn deals_are_joined_too_and_contacts_are_of_one_customer() {
    let mut desk = desk();
    let house = begin(&mut desk.app, Sheet::Accounts, "Haida");
    let mut copy = copy(&desk);
    let contact = |app: &mut App, account: Value| {
        add(app, Sheet::Contacts, vec![("name", Value::text("Wang")), ("account", account)])
    };
    begin(&mut desk.app, Sheet::Deals, "Presses");
    contact(&mut desk.app, Value::Link(house));
    begin(&mut copy, Sheet::Deals, "Presses");
    contact(&mut copy, Value::Empty);
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(begun(&desk), ["Presses"], "a Wang of another customer is another one");
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Join)));
    assert_eq!(desk.titles(Sheet::Deals), ["Haida", "Kehua", "Presses"]);
}

#[test]
fn what_one_side_renames_is_no_pair_any_more() {
    let mut desk = desk();
    let mut copy = copy(&desk);
    let mine = begin(&mut desk.app, Sheet::Accounts, "Midea");
    begin(&mut copy, Sheet::Accounts, "Midea");
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.app.review_count(), 1);
    let (sheet, column) = (Sheet::Accounts, Key::new_static("name"));
    desk.act(Action::Set { sheet, row: mine, column, value: Value::text("Midea Robots") });
    assert_eq!(desk.app.review_count(), 0);
}

#[test]
fn of_what_both_ticked_all_can_be_kept() {
    let mut desk = desk();
    let haida = desk.record(0);
    let milestones: Vec<RowId> = desk.app.plan().table(Sheet::Milestones).ids().take(3).collect();
    let [first, second, third] = milestones.as_slice() else { panic!("{milestones:?}") };
    let mut copy = copy(&desk);
    let tick = |app: &mut App, rows: Vec<RowId>, now: u64| {
        let (sheet, column) = (Sheet::Deals, Key::new_static("milestones"));
        app.update(Action::Set { sheet, row: haida, column, value: Value::links(rows) }, now);
    };
    tick(&mut copy, vec![*first, *third], desk.now + 5);
    tick(&mut desk.app, vec![*first, *second], desk.now + 10);
    desk.now += 20;
    desk.act(Action::TakeIn(log(&copy)));
    let finding = desk.app.findings(9).into_iter().next().expect("a question");
    let (repair, label, _) = finding.repairs.last().cloned().expect("a repair");
    assert_eq!(repair, Repair::Both(Value::links(vec![*first, *second, *third])));
    assert!(label.starts_with("Both: "), "{label}");
    desk.act(Action::Review(Reviewing::Repair(finding.number, repair)));
    let ticked = desk.app.plan().value(Sheet::Deals, haida, "milestones").clone();
    assert_eq!((ticked.linked(), desk.app.unread_count()), (milestones.as_slice(), 0));
    desk.press("Ctrl+Z");
    assert_eq!(desk.app.findings(9).first().map(|own| own.repairs.len()), Some(3), "asked again");
}

#[test]
fn where_one_holds_what_the_other_does_nothing_more_is_offered() {
    let mut desk = desk();
    let haida = desk.record(0);
    let rows: Vec<RowId> = desk.app.plan().table(Sheet::Milestones).ids().take(2).collect();
    let mut copy = copy(&desk);
    let (sheet, column) = (Sheet::Deals, Key::new_static("milestones"));
    let tick =
        |rows: &[RowId]| Action::Set { sheet, row: haida, column: column.clone(), value: Value::links(rows.to_vec()) };
    copy.update(tick(&rows[..1]), desk.now + 5);
    desk.act(tick(&rows));
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(desk.app.findings(9).first().map(|own| own.repairs.len()), Some(2));
}

#[test]
fn a_row_that_the_merge_brings_back_is_not_called_new() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    let (sheet, column) = (Sheet::Deals, Key::new_static("note"));
    copy.update(Action::Set { sheet, row: haida, column, value: Value::text("theirs") }, desk.now + 5);
    begin(&mut copy, Sheet::Deals, "Presses");
    desk.press("Ctrl+Delete");
    let touches = desk.app.news(&copy.ledger, 0).expect("a copy").touches;
    assert_eq!(touches.text(Lang::En).as_deref(), Some("What it touches: Funnel: 1 new, 1 brought back."));
    assert_eq!(touches.text(Lang::Zh).as_deref(), Some("涉及：漏斗：新增 1 行、恢复 1 行。"));
}
