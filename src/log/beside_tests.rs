//! Undo where somebody else has gone on meanwhile: one's own step is taken back, and theirs stays.

use proptest::prelude::*;

use super::tests::{Act, perform, play, session};
use super::*;
use crate::model::{Key, Place, RowId, Sheet, Stamp, Value};

/// Two tabs of one profile.
fn tabs() -> (Ledger, Ledger) {
    (Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(1, 2), "b"))
}

fn stage(ledger: &mut Ledger, name: &str, now: u64) -> RowId {
    let row = ledger.fresh_row(now);
    let cells = vec![(Key::new("name"), Value::text(name))];
    commit(ledger, vec![Change::Insert { sheet: Sheet::Stages, row, place: Place::nth(0), cells }], now);
    row
}

fn commit(ledger: &mut Ledger, changes: Vec<Change>, now: u64) {
    ledger.commit(changes, Label::new("edit"), now).unwrap().unwrap();
}

fn set(row: RowId, column: &str, text: &str) -> Change {
    Change::Set { sheet: Sheet::Stages, row, column: Key::new(column), value: Value::text(text) }
}

fn share(from: &Ledger, to: &mut Ledger) {
    let log: Vec<Transaction> = from.log().map(|own| own.as_ref().clone()).collect();
    to.merge(log, 100);
}

fn shown(ledger: &Ledger, row: RowId, column: &str) -> String {
    match ledger.plan().value(Sheet::Stages, row, column) {
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    }
}

/// A writes 5, B 777, A 888; each sees the other's.
fn written_in_turn() -> (Ledger, Ledger, RowId) {
    let (mut a, mut b) = tabs();
    let row = stage(&mut a, "5", 1);
    share(&a, &mut b);
    commit(&mut b, vec![set(row, "name", "777")], 2);
    share(&b, &mut a);
    commit(&mut a, vec![set(row, "name", "888")], 3);
    share(&a, &mut b);
    (a, b, row)
}

#[test]
fn what_another_tab_wrote_later_stays_and_is_counted() {
    let (mut a, mut b, row) = written_in_turn();
    let (_, commit) = b.undo(4).unwrap();
    assert_eq!((shown(&b, row, "name").as_str(), commit.left), ("888", 1));
    assert!(b.undo(5).is_none(), "the key was used up by this step, not by one before it");
    let (_, commit) = b.redo(6).unwrap();
    assert_eq!((shown(&b, row, "name").as_str(), commit.left), ("888", 0), "there is nothing to do again either");

    share(&b, &mut a);
    let (_, commit) = a.undo(7).unwrap();
    assert_eq!((shown(&a, row, "name").as_str(), commit.left), ("777", 0), "it was the latest, and goes");
}

#[test]
fn a_value_that_came_back_is_taken_back() {
    let (mut a, mut b, row) = written_in_turn();
    a.undo(4).unwrap();
    share(&a, &mut b);
    let (_, commit) = b.undo(5).unwrap();
    assert_eq!((shown(&b, row, "name").as_str(), commit.left), ("5", 0));
}

#[test]
fn redo_does_not_write_over_others_either() {
    let (mut a, mut b) = tabs();
    let row = stage(&mut a, "5", 1);
    share(&a, &mut b);
    commit(&mut b, vec![set(row, "name", "777")], 2);
    b.undo(3).unwrap();
    share(&b, &mut a);
    commit(&mut a, vec![set(row, "name", "888")], 4);
    share(&a, &mut b);
    let (_, commit) = b.redo(5).unwrap();
    assert_eq!((shown(&b, row, "name").as_str(), commit.left), ("888", 1));
}

#[test]
fn the_rest_of_the_step_is_taken_back() {
    let (mut a, mut b) = tabs();
    let row = stage(&mut a, "5", 1);
    share(&a, &mut b);
    commit(&mut b, vec![set(row, "name", "777"), set(row, "name_zh", "七")], 2);
    share(&b, &mut a);
    commit(&mut a, vec![set(row, "name", "888")], 3);
    share(&a, &mut b);
    let (_, commit) = b.undo(4).unwrap();
    assert_eq!(commit.left, 1);
    assert_eq!((shown(&b, row, "name").as_str(), shown(&b, row, "name_zh").as_str()), ("888", ""));
}

#[test]
fn a_new_row_into_which_somebody_wrote_stays() {
    let (mut a, mut b) = tabs();
    let row = stage(&mut b, "new", 1);
    share(&b, &mut a);
    commit(&mut a, vec![set(row, "name_zh", "新")], 2);
    share(&a, &mut b);
    let (_, commit) = b.undo(3).unwrap();
    assert_eq!(commit.left, 1);
    assert!(b.plan().table(Sheet::Stages).contains(row));
}

#[test]
fn opened_anew_the_steps_of_both_tabs_are_taken_back_in_turn() {
    let (a, _, row) = written_in_turn();
    let log = a.log().map(|own| own.as_ref().clone());
    let mut ledger = Ledger::open(log, Replica::new(1, 3), "", 10);
    for expected in ["777", "5"] {
        assert_eq!(ledger.undo(11).unwrap().1.left, 0);
        assert_eq!(shown(&ledger, row, "name"), expected);
    }
}

/// Milliseconds: more than a day, which no clock is believed to be ahead.
const AHEAD: u64 = 100_000_000;

#[test]
fn what_a_clock_that_is_ahead_wrote_before_a_step_is_no_reason_to_leave_the_step() {
    let (mut a, mut b) = (Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(2, 1), "b"));
    let row = stage(&mut b, "new", AHEAD);
    share(&b, &mut a);
    commit(&mut a, vec![Change::Delete { sheet: Sheet::Stages, row }], 2);
    commit(&mut a, vec![Change::Restore { sheet: Sheet::Stages, row }], 3);
    let (_, back) = a.undo(4).unwrap();
    assert_eq!((back.left, a.plan().table(Sheet::Stages).contains(row)), (0, false));
    a.redo(5).unwrap();
    assert!(a.plan().table(Sheet::Stages).contains(row));
    // What comes later from that clock is later.
    commit(&mut b, vec![set(row, "name_zh", "新")], AHEAD + 1);
    share(&b, &mut a);
    let (_, back) = a.undo(6).unwrap();
    assert_eq!((back.left, a.plan().table(Sheet::Stages).contains(row)), (1, true));
}

proptest! {
    #[test]
    fn steps_made_upon_a_log_that_is_ahead_are_taken_back_whole((theirs, own) in (session(), session())) {
        let is_alone = |act: &Act| !matches!(act, Act::Sync { .. });
        let mut b = [Ledger::new(Replica::new(2, 1), "b")];
        for (at, (_, act)) in theirs.iter().enumerate() {
            perform(&mut b, 0, act, AHEAD + at as u64);
        }
        let mut a = [Ledger::new(Replica::new(1, 1), "a")];
        share(&b[0], &mut a[0]);
        let before = a[0].plan().digest();
        for (at, (_, act)) in own.iter().filter(|(_, act)| is_alone(act)).enumerate() {
            perform(&mut a, 0, act, 200 + at as u64);
        }
        while let Some((_, back)) = a[0].undo(1_000) {
            prop_assert_eq!(back.left, 0);
        }
        prop_assert_eq!(a[0].plan().digest(), before);
    }

    #[test]
    fn no_undo_changes_what_somebody_else_wrote_last(session in session()) {
        for mut ledger in play(&session) {
            let own = ledger.replica().0;
            let is_others = |stamp: &Stamp| stamp.replica != own;
            let mut theirs = Vec::new();
            let table = ledger.plan().table(Sheet::Stages);
            for row in table.ids() {
                for column in ["name", "name_zh", "number"] {
                    let value = ledger.plan().value(Sheet::Stages, row, column).clone();
                    let own_writes = ledger.log().filter(|step| step.id.replica == own);
                    let wrote_the_same = own_writes.flat_map(|step| &step.operations).any(|operation| match operation {
                        Operation::Set { row: of, column: key, value: to, .. } => of == row && key == column && to == value,
                        _ => false,
                    });
                    if ledger.writer(Sheet::Stages, row, column).is_some_and(|by| is_others(&by)) && !wrote_the_same {
                        theirs.push((row, column, value));
                    }
                }
            }
            while ledger.undo(2_000_000_000).is_some() {}
            for (row, column, value) in theirs {
                // A row that was born here, and which somebody wrote into, stays as well.
                prop_assert_eq!(ledger.plan().value(Sheet::Stages, row, column), &value);
                prop_assert!(ledger.plan().table(Sheet::Stages).contains(row));
            }
        }
    }
}
