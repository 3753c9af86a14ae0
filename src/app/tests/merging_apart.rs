//! Copies of one plan that went apart: a column that one deleted while another used it, a row, and names.

use super::columns::{change, make, own};
use super::desk::{Desk, add, reopened};
use super::merging::{copy, desk, log};
use crate::app::arrange::Deed;
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, App, Effect, Notice, Repair, Reviewing, problems};
use crate::log::{Change, Replica};
use crate::model::{Choice, Definition, Key, Kind, Label, RowId, Sheet, Tone, Value, choice};
use crate::text::Lang;

const DEALS: GridId = GridId::Table(Sheet::Deals);

fn set(app: &mut App, row: RowId, column: &Key, text: &str, now: u64) {
    app.update(Action::Set { sheet: Sheet::Deals, row, column: column.clone(), value: Value::text(text) }, now);
}

fn delete(app: &mut App, column: &Key, now: u64) {
    app.update(Action::SetDeleted { sheet: Sheet::Deals, column: column.clone(), deleted: true }, now);
}

fn unseen(effects: &[Effect]) -> Option<Vec<(String, usize)>> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Say(Notice::Merged { unseen, .. }) => {
            Some(unseen.iter().map(|own| (own.label.en.to_string(), own.values)).collect())
        }
        _ => None,
    })
}

#[test]
fn what_was_written_into_a_column_that_another_deleted_is_counted_on_both_sides_and_comes_back_with_it() {
    for written_first in [true, false] {
        let mut desk = desk();
        let (haida, kehua) = (desk.record(0), desk.record(1));
        let remark = make(&mut desk, Sheet::Deals, own("Remark", Kind::Text));
        set(&mut desk.app, kehua, &remark, "seen by both", desk.now + 1);
        let mut copy = copy(&desk);
        let (deleted, written) = if written_first { (20, 10) } else { (10, 20) };
        delete(&mut desk.app, &remark, desk.now + deleted);
        set(&mut copy, haida, &remark, "theirs", desk.now + written);
        let (ours, theirs) = (log(&desk.app), log(&copy));
        let (before, now) = (desk.digest(), desk.now + 100);

        let said = [desk.app.update(Action::TakeIn(theirs.clone()), now), copy.update(Action::TakeIn(ours), now)];
        for said in &said {
            assert_eq!(unseen(said), Some(vec![("Remark".to_owned(), 1)]), "of somebody who did not see the deletion");
        }
        assert_eq!(desk.app.plan().digest(), copy.plan().digest(), "the same plan, whoever merges");
        for app in [&desk.app, &copy] {
            let [said] = app.remarks_on_paste() else { panic!("{:?}", app.remarks_on_paste()) };
            assert!(said.contains("“Remark”"), "it stands in the review: {said}");
            assert_eq!(app.possible(Command::Review, None), Ok(()));
        }
        let again = desk.app.update(Action::TakeIn(theirs), now + 10);
        assert_eq!(unseen(&again), Some(Vec::new()), "it is said once");

        desk.now = now + 50;
        desk.press("Ctrl+Z");
        assert_eq!((desk.digest(), desk.app.remarks_on_paste().len()), (before, 0));
        desk.press("Ctrl+Y");
        desk.act(Action::SetDeleted { sheet: Sheet::Deals, column: remark.clone(), deleted: false });
        assert_eq!([0, 1].map(|row| desk.cell(row, &remark)), ["theirs", "seen by both"], "nothing is lost");
        assert!(desk.app.remarks_on_paste().is_empty(), "the column is back");
    }
}

#[test]
fn a_column_that_one_deleted_while_another_renamed_it_stays_on_both_sides() {
    let mut desk = desk();
    let remark = make(&mut desk, Sheet::Deals, own("Remark", Kind::Text));
    let mut copy = copy(&desk);
    let mut renamed = copy.plan().table(Sheet::Deals).definition(&remark).cloned().expect("a column");
    renamed.label = Label::both("Comment of the boss");
    let rename = Change::Define { sheet: Sheet::Deals, definition: Box::new(renamed) };
    copy.commit(vec![rename], "edit_column", desk.now + 10);
    delete(&mut desk.app, &remark, desk.now + 20);
    let (ours, theirs) = (log(&desk.app), log(&copy));
    desk.act(Action::TakeIn(theirs));
    copy.update(Action::TakeIn(ours), desk.now);
    for app in [&desk.app, &copy] {
        assert!(!app.plan().table(Sheet::Deals).definition(&remark).expect("a column").deleted);
    }
}

#[test]
fn who_deleted_a_row_is_said_rightly_from_where_one_stands() {
    let mut desk = desk();
    let haida = desk.record(0);
    let mut copy = copy(&desk);
    desk.app.ledger.set_author("Ann");
    copy.update(
        Action::Set { sheet: Sheet::Deals, row: haida, column: Key::new_static("note"), value: Value::text("theirs") },
        desk.now + 5,
    );
    desk.press("Ctrl+Delete");
    let (ours, theirs) = (log(&desk.app), log(&copy));
    desk.act(Action::TakeIn(theirs));
    copy.update(Action::TakeIn(ours), desk.now);
    let said = |app: &App| {
        let found = problems(app, 99).into_iter().find(|problem| problem.row == haida && problem.column == "name");
        let listed = app.findings(9).into_iter().next().expect("a finding");
        let offered: Vec<Repair> = listed.repairs.iter().map(|(repair, ..)| repair.clone()).collect();
        assert_eq!((offered, listed.fault.is_about_row()), (vec![Repair::Keep, Repair::Drop], true));
        let problem = found.expect("it is listed").advice.text(Lang::En).into_owned();
        assert_eq!(problem, listed.fault.text(Lang::En));
        problem
    };
    assert_eq!(said(&desk.app), "It was deleted here while it was changed in another copy of the plan, so it stays.");
    assert_eq!(said(&copy), "Ann deleted it while somebody else changed it, so it stays.");
}

#[test]
fn a_row_that_is_kept_has_what_was_deleted_together_with_it() {
    let mut desk = desk();
    let haida = desk.record(0);
    let deal = || ("deal", Value::Link(haida));
    let role = add(&mut desk.app, Sheet::Roles, vec![deal()]);
    let gone = add(&mut desk.app, Sheet::Roles, vec![deal()]);
    desk.app.commit(vec![Change::Delete { sheet: Sheet::Roles, row: gone }], "delete", desk.now);
    let mut copy = copy(&desk);
    let set =
        Action::Set { sheet: Sheet::Deals, row: haida, column: Key::new_static("note"), value: Value::text("theirs") };
    copy.update(set, desk.now + 5);
    desk.press("Ctrl+Delete");
    desk.act(Action::TakeIn(log(&copy)));
    let lives = |desk: &Desk, row| desk.app.plan().table(Sheet::Roles).contains(row);
    assert!(desk.app.plan().table(Sheet::Deals).contains(haida) && !lives(&desk, role));
    desk.act(Action::Review(Reviewing::Repair(0, Repair::Keep)));
    assert_eq!((lives(&desk, role), lives(&desk, gone), desk.app.unread_count()), (true, false, 0));
}

#[test]
fn what_was_chosen_while_the_column_became_another_kind_is_shown_by_its_name_and_marked() {
    let mut desk = desk();
    let choices = vec![choice("web", "Web shop", "网店", Tone::Plain), choice("rep", "Agent", "代理", Tone::Plain)];
    let key = make(&mut desk, Sheet::Deals, own("Channel", Kind::Choice(choices.into())));
    let mut copy = copy(&desk);
    let haida = desk.record(0);
    let value = Value::Choice(Key::new("rep"));
    copy.update(Action::Set { sheet: Sheet::Deals, row: haida, column: key.clone(), value }, desk.now + 5);
    // One that was added there meanwhile was never a choice here.
    let definition = copy.plan().table(Sheet::Deals).definition(&key).cloned().unwrap();
    let (more, fair) = definition.with_choice(Label::both("Fair")).unwrap();
    let kehua = desk.record(1);
    let set = Change::Set { sheet: Sheet::Deals, row: kehua, column: key.clone(), value: Value::Choice(fair) };
    copy.commit(vec![Change::Define { sheet: Sheet::Deals, definition: Box::new(more) }, set], "edit", desk.now + 6);
    change(&mut desk, Sheet::Deals, &key, |own| Definition { kind: Kind::Text, ..own });
    desk.act(Action::TakeIn(log(&copy)));
    for app in [&desk.app, &reopened(&desk.app, Replica::new(1, 9))] {
        let definition = app.plan().table(Sheet::Deals).definition(&key).unwrap();
        assert_eq!([haida, kehua].map(|row| app.text_of(Sheet::Deals, row, definition)), ["Agent", "Fair"]);
        let found = problems(app, 99).into_iter().find(|problem| problem.column == key).expect("it is marked");
        assert!(found.advice.text(Lang::En).contains("Agent"), "{:?}", found.advice);
    }
}

#[test]
fn two_views_of_one_name_are_told_apart_in_the_same_way_on_both_sides() {
    let mut desk = desk();
    let mut copy = copy(&desk);
    let save = |name: &str| Action::Arrange(DEALS, Deed::SaveAs(name.into()));
    desk.act(Action::Arrange(DEALS, super::viewing::sort("name")));
    desk.act(save("My view"));
    copy.update(Action::Arrange(DEALS, super::viewing::sort("note")), desk.now + 10);
    copy.update(save("my view"), desk.now + 20);
    copy.update(save("My view (2)"), desk.now + 30);
    let (ours, theirs) = (log(&desk.app), log(&copy));
    desk.now += 100;
    desk.act(Action::TakeIn(theirs));
    copy.update(Action::TakeIn(ours), desk.now);
    let views = desk.app.views(Sheet::Deals);
    assert_eq!(views, copy.views(Sheet::Deals));
    let mut names: Vec<_> = views.iter().map(|(_, name)| crate::text::search_key(name)).collect();
    crate::model::order::sort(&mut names);
    assert_eq!(names, ["my view", "my view (2)", "my view (3)"]);
}

#[test]
fn an_option_that_one_added_and_used_stays_where_another_renamed_one() {
    let mut desk = desk();
    let haida = desk.record(0);
    let choice = |key: &str, name: &str| Choice { key: Key::new(key), label: Label::both(name), tone: Tone::Plain };
    let kind = |choices: &[Choice]| Kind::Choice(choices.to_vec().into());
    let both = [choice("low", "low"), choice("high", "high")];
    let column = make(&mut desk, Sheet::Deals, own("Risk", kind(&both)));
    let mut copy = copy(&desk);
    let with = |app: &App, choices: &[Choice]| {
        let mut own = app.plan().table(Sheet::Deals).definition(&column).cloned().expect("a column");
        own.kind = kind(choices);
        Change::Define { sheet: Sheet::Deals, definition: Box::new(own) }
    };
    let ours = with(&desk.app, &[choice("low", "small"), choice("high", "high")]);
    desk.app.commit(vec![ours], "edit_column", desk.now + 20);
    let theirs = with(&copy, &[choice("low", "low"), choice("high", "high"), choice("mid", "middle")]);
    copy.commit(vec![theirs], "edit_column", desk.now + 10);
    let value = Value::Choice("mid".into());
    copy.update(Action::Set { sheet: Sheet::Deals, row: haida, column: column.clone(), value }, desk.now + 11);
    let (ours, theirs) = (log(&desk.app), log(&copy));
    desk.act(Action::TakeIn(theirs));
    copy.update(Action::TakeIn(ours), desk.now);
    assert_eq!(desk.app.plan().digest(), copy.plan().digest());
    for app in [&desk.app, &copy] {
        let definition = app.plan().table(Sheet::Deals).definition(&column).expect("a column");
        let names: Vec<&str> = definition.kind.choices().iter().map(|own| own.label.en.as_str()).collect();
        assert_eq!(names, ["small", "high", "middle"]);
        assert_eq!(app.text_of(Sheet::Deals, haida, definition), "middle");
        assert!(problems(app, 99).iter().all(|problem| problem.column != column), "nothing to settle");
    }
}

#[test]
fn what_a_copy_touches_is_said_before_it_is_merged() {
    let mut desk = desk();
    let (haida, kehua) = (desk.record(0), desk.record(1));
    let note = Key::new_static("note");
    let column = make(&mut desk, Sheet::Deals, own("Remark", Kind::Text));
    let mut copy = copy(&desk);
    set(&mut copy, haida, &note, "theirs", desk.now + 5);
    set(&mut copy, haida, &column, "twice in one row", desk.now + 6);
    copy.commit(vec![Change::Delete { sheet: Sheet::Deals, row: kehua }], "delete", desk.now + 7);
    for name in ["Northwind", "Contoso"] {
        super::desk::add(&mut copy, Sheet::Accounts, vec![("name", Value::text(name))]);
    }
    let gone = super::desk::add(&mut copy, Sheet::Accounts, vec![]);
    copy.commit(vec![Change::Delete { sheet: Sheet::Accounts, row: gone }], "delete", desk.now + 8);
    delete(&mut copy, &column, desk.now + 9);
    copy.update(Action::Arrange(DEALS, super::viewing::sort("note")), desk.now + 10);
    let touched = |desk: &super::desk::Desk, copy: &App, lang| {
        desk.app.news(&copy.ledger, 0).and_then(|news| news.touches.text(lang))
    };
    let said = "What it touches: Funnel: 1 row changed, 1 deleted · Accounts: 2 new · 1 column.";
    assert_eq!(touched(&desk, &copy, Lang::En).as_deref(), Some(said), "how a device left a table is not told");
    copy.update(Action::Arrange(DEALS, Deed::SaveAs("Mine".into())), desk.now + 20);
    assert!(
        touched(&desk, &copy, Lang::Zh).is_some_and(|said| said.ends_with("1 列、1 个视图。")),
        "{:?}",
        touched(&desk, &copy, Lang::Zh)
    );
    desk.now += 100;
    desk.act(Action::TakeIn(log(&copy)));
    assert_eq!(touched(&desk, &copy, Lang::En), None);
}
