//! The laws of the log, each over thousands of random sessions of several replicas.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::model::{Decimal, Key, Place, Plan, RowId, Sheet, Value};

/// One thing that a replica does.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Insert {
        at: Index,
        name: u8,
    },
    Set {
        row: Index,
        column: u8,
        value: u8,
    },
    Delete {
        row: Index,
    },
    Move {
        row: Index,
        to: Index,
    },
    /// Several edits in one transaction, touching the same row more than once.
    Many {
        row: Index,
        values: Vec<u8>,
    },
    Undo,
    Redo,
    /// Takes in everything another replica has.
    Sync {
        from: Index,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, name)| Act::Insert { at, name }),
        6 => (any::<Index>(), 0u8..3, 0u8..4).prop_map(|(row, column, value)| Act::Set { row, column, value }),
        2 => any::<Index>().prop_map(|row| Act::Delete { row }),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(row, to)| Act::Move { row, to }),
        1 => (any::<Index>(), prop::collection::vec(0u8..4, 1..4)).prop_map(|(row, values)| Act::Many { row, values }),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => any::<Index>().prop_map(|from| Act::Sync { from }),
    ]
}

pub(super) type Session = Vec<(Index, Act)>;

pub(super) fn session() -> impl Strategy<Value = Session> {
    prop::collection::vec((any::<Index>(), act()), 1..24)
}

/// A session in which nobody hears of the others: what undo and redo promise holds to the letter there. Where another
/// replica changed the same things meanwhile, undo takes back one's own change and leaves theirs.
fn alone() -> impl Strategy<Value = Session> {
    session().prop_map(|s| s.into_iter().filter(|(_, act)| !matches!(act, Act::Sync { .. })).collect())
}

const COLUMNS: [&str; 3] = ["name", "note", "number"];

fn cell(column: u8, value: u8) -> (Key, Value) {
    let key = COLUMNS[usize::from(column)];
    let value = match (value, key) {
        (0, _) => Value::Empty,
        (n, "number") => Value::Number(Decimal::whole(i64::from(n))),
        (n, _) => Value::text(&format!("v{n}")),
    };
    (if key == "note" { Key::new("name_zh") } else { Key::new(key) }, value)
}

fn set(row: RowId, column: u8, value: u8) -> Change {
    let (column, value) = cell(column, value);
    Change::Set { sheet: Sheet::Stages, row, column, value }
}

fn pick(ledger: &Ledger, index: &Index) -> Option<RowId> {
    let rows: Vec<RowId> = ledger.plan().table(Sheet::Stages).ids().collect();
    (!rows.is_empty()).then(|| *index.get(&rows))
}

pub(super) fn perform(ledgers: &mut [Ledger], who: usize, act: &Act, now: u64) {
    let edit = Label::new("edit");
    let changes = match act {
        Act::Insert { at, name } => {
            let ledger = &mut ledgers[who];
            let row = ledger.fresh_row(now);
            let table = ledger.plan().table(Sheet::Stages);
            let order = table.order();
            let at = at.index(order.len() + 1);
            let low = at.checked_sub(1).and_then(|i| table.place(order[i]));
            let place = Place::spread(low, order.get(at).and_then(|&s| table.place(s)), 1).remove(0);
            vec![Change::Insert { sheet: Sheet::Stages, row, place, cells: vec![cell(0, name % 4)] }]
        }
        Act::Set { row, column, value } => {
            pick(&ledgers[who], row).map(|row| set(row, *column, *value)).into_iter().collect()
        }
        Act::Many { row, values } => match pick(&ledgers[who], row) {
            Some(row) => {
                let mut changes: Vec<_> = values.iter().map(|&value| set(row, 0, value)).collect();
                changes.push(Change::Delete { sheet: Sheet::Stages, row });
                changes
            }
            None => Vec::new(),
        },
        Act::Delete { row } => {
            pick(&ledgers[who], row).map(|row| Change::Delete { sheet: Sheet::Stages, row }).into_iter().collect()
        }
        Act::Move { row, to } => match pick(&ledgers[who], row) {
            Some(row) => vec![Change::Move { sheet: Sheet::Stages, row, place: Place::nth(to.index(9)) }],
            None => Vec::new(),
        },
        Act::Undo => return drop(ledgers[who].undo(now)),
        Act::Redo => return drop(ledgers[who].redo(now)),
        Act::Sync { from } => {
            let from = from.index(ledgers.len());
            let all: Vec<Transaction> = ledgers[from].log().map(|t| t.as_ref().clone()).collect();
            ledgers[who].merge(all, now);
            return;
        }
    };
    ledgers[who].commit(changes, edit, now).unwrap();
}

/// Plays a session of three replicas whose clocks disagree by hours.
pub(super) fn play(session: &Session) -> Vec<Ledger> {
    let mut ledgers: Vec<Ledger> = (0..3).map(|n| Ledger::new(Replica::new(n + 1, 1), "")).collect();
    for (step, (who, act)) in session.iter().enumerate() {
        let who = who.index(3);
        perform(&mut ledgers, who, act, 1_000_000_000 + step as u64 + who as u64 * 5_000_000);
    }
    ledgers
}

fn all(ledgers: &[Ledger]) -> Vec<Transaction> {
    let mut log: Vec<Transaction> = ledgers.iter().flat_map(Ledger::log).map(|t| t.as_ref().clone()).collect();
    log.sort_by_key(|t| t.id);
    log.dedup_by_key(|t| t.id);
    log
}

pub(super) fn folded(transactions: impl IntoIterator<Item = Transaction>) -> Ledger {
    let mut ledger = Ledger::new(Replica::new(99, 1), "");
    ledger.merge(transactions, u64::MAX >> 20);
    ledger
}

/// The plan, and what is asked about: cells with the values that differ there, and rows.
pub(super) fn seen(ledger: &Ledger) -> (u64, Vec<(Conflict, Vec<String>)>, Vec<(Sheet, RowId)>) {
    let values = |own: Conflict| {
        let values = ledger.contested(own.sheet, own.row, &own.column);
        let mut values: Vec<String> = values.iter().map(|(_, value)| format!("{value:?}")).collect();
        values.sort();
        values.dedup();
        (own, values)
    };
    (ledger.plan().digest(), ledger.conflicts().into_iter().map(values).collect(), ledger.revived())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn folding_any_permutation_gives_the_same_plan((session, order) in session().prop_flat_map(|s| (Just(s), any::<u64>()))) {
        let log = all(&play(&session));
        let mut shuffled = log.clone();
        let mut random = order;
        for at in (1..shuffled.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, (random >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(seen(&folded(log)), seen(&folded(shuffled)));
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent(session in session()) {
        let ledgers = play(&session);
        let log = |n: usize| ledgers[n].log().map(|t| t.as_ref().clone()).collect::<Vec<_>>();
        let mut a = folded(log(0).into_iter().chain(log(1)).chain(log(2)));
        let b = folded(log(2).into_iter().chain(log(0)).chain(log(1)));
        prop_assert_eq!(seen(&a), seen(&b));
        let before = seen(&a);
        prop_assert_eq!(a.merge(log(1), 0).0, 0);
        prop_assert_eq!(seen(&a), before);
        // Merging with what one already has changes nothing: merge(a, base) = a.
        let mut own = ledgers[0].clone();
        own.merge(log(0), 0);
        prop_assert_eq!(seen(&own), seen(&ledgers[0]));
    }

    #[test]
    fn the_live_plan_is_the_fold_of_its_log(session in session()) {
        for ledger in play(&session) {
            let log: Vec<Transaction> = ledger.log().map(|t| t.as_ref().clone()).collect();
            prop_assert_eq!(seen(&folded(log)), seen(&ledger));
        }
    }

    #[test]
    fn no_write_is_lost_without_a_conflict(session in session()) {
        let ledger = folded(all(&play(&session)));
        let table = ledger.plan().table(Sheet::Stages);
        // A write that no other write of its cell has seen is shown, or stands in the conflict set.
        let sets: Vec<_> = ledger.log().flat_map(|t| t.stamped().map(|(s, o)| (s, o.clone())).collect::<Vec<_>>()).collect();
        for (stamp, operation) in &sets {
            let Operation::Set { row, column, value, .. } = operation else { continue };
            let superseded = sets.iter().any(|(_, o)| matches!(o, Operation::Set { row: r, column: c, seen, .. }
                if r == row && c == column && seen.contains(stamp)));
            if superseded { continue }
            let shown = table.value(*row, column) == value;
            let beside = ledger.contested(Sheet::Stages, *row, column);
            let contested = beside.iter().any(|(other, own)| other == stamp || own == value);
            prop_assert!(shown || contested, "{stamp} {value:?}");
        }
    }

    #[test]
    fn undo_restores_and_redo_repeats(session in alone()) {
        let mut ledger = play(&session).remove(0);
        let start = ledger.plan().digest();
        let (done, undone) = ledger.history_depth();
        let mut steps = 0;
        while ledger.undo(2_000_000_000).is_some() { steps += 1; }
        prop_assert!(steps <= done);
        prop_assert!(undone > 0 || ledger.plan().table(Sheet::Stages).is_empty(), "everything was taken back");
        for _ in 0..steps { prop_assert!(ledger.redo(2_000_000_000).is_some()); }
        prop_assert_eq!(ledger.plan().digest(), start);
    }

    #[test]
    fn one_undo_takes_back_one_transaction(session in session(), last in act()) {
        let mut ledgers = play(&session);
        let before = ledgers[0].plan().digest();
        let (length, depth) = (ledgers[0].len(), ledgers[0].history_len());
        if matches!(last, Act::Sync { .. } | Act::Undo | Act::Redo) { return Ok(()) }
        perform(&mut ledgers, 0, &last, 1_100_000_000);
        if ledgers[0].len() == length { return Ok(()) }
        prop_assert_eq!(ledgers[0].history_len(), depth + 1);
        let after = ledgers[0].plan().digest();
        ledgers[0].undo(1_100_000_001);
        prop_assert_eq!(ledgers[0].plan().digest(), before);
        ledgers[0].redo(1_100_000_002);
        prop_assert_eq!(ledgers[0].plan().digest(), after);
    }

    #[test]
    fn a_copy_is_taken_in_as_one_step_of_undo(session in session(), met in 0..3) {
        let ledgers = play(&session);
        let (mut own, mut union, mut copy) = (ledgers[0].clone(), ledgers[0].clone(), ledgers[1].clone());
        let log = |ledger: &Ledger| ledger.log().map(|t| t.as_ref().clone()).collect::<Vec<_>>();
        // The copy may have taken this one in before, and taken it back again.
        if met > 0 && copy.take_in(log(&own), 1_400_000_000).is_some() && met > 1 { copy.undo(1_400_000_001); }
        let (before, depth) = (own.plan().digest(), own.history_len());
        union.merge(log(&copy), 1_500_000_000);
        if own.take_in(log(&copy), 1_500_000_000).is_none() { return Ok(()) }
        prop_assert_eq!((own.plan().digest(), own.history_len()), (union.plan().digest(), depth + 1));
        prop_assert!(own.take_in(log(&copy), 1_500_000_000).is_none(), "it is known by now");
        let reloaded = Ledger::open(log(&own), Replica::new(1, 2), "", 1_500_000_000);
        for mut ledger in [own, reloaded] {
            let merged = seen(&ledger);
            ledger.undo(1_500_000_001);
            prop_assert_eq!(ledger.plan().digest(), before);
            ledger.redo(1_500_000_002);
            prop_assert_eq!(seen(&ledger), merged, "the plan, and what is asked about");
        }
    }

    #[test]
    fn a_reload_loses_no_step_of_undo(session in alone()) {
        let mut live = play(&session).remove(0);
        let log: Vec<Transaction> = live.log().map(|t| t.as_ref().clone()).collect();
        let mut reloaded = Ledger::open(log, Replica::new(1, 2), "", 1_200_000_000);
        prop_assert_eq!(live.history_len(), reloaded.history_len());
        prop_assert_eq!(live.undo(1_200_000_000).is_some(), reloaded.undo(1_200_000_000).is_some());
        prop_assert_eq!(live.plan().digest(), reloaded.plan().digest());
    }

    #[test]
    fn undo_beside_other_replicas_is_one_edit_more(session in session()) {
        for mut ledger in play(&session) {
            while ledger.undo(2_000_000_000).is_some() {}
            let log: Vec<Transaction> = ledger.log().map(|t| t.as_ref().clone()).collect();
            prop_assert_eq!(seen(&folded(log)), seen(&ledger));
        }
    }

    #[test]
    fn a_past_does_not_depend_on_what_came_later(session in session(), cut in 0u64..24) {
        let millis = 1_000_000_000 + cut;
        let ledger = folded(all(&play(&session)));
        let earlier = folded(ledger.log().filter(|t| t.id.millis() < millis).map(|t| t.as_ref().clone()).collect::<Vec<_>>());
        prop_assert_eq!(ledger.as_of(millis).digest(), earlier.plan().digest());
    }
}

impl Ledger {
    fn history_len(&self) -> usize {
        self.history_depth().0
    }
}

fn stage(ledger: &mut Ledger, name: &str, now: u64) -> RowId {
    let row = ledger.fresh_row(now);
    let cells = vec![(Key::new("name"), Value::text(name))];
    let insert = Change::Insert { sheet: Sheet::Stages, row, place: Place::nth(0), cells };
    ledger.commit(vec![insert], Label::new("insert"), now).unwrap();
    row
}

fn share(from: &Ledger, to: &mut Ledger) {
    let log: Vec<Transaction> = from.log().map(|t| t.as_ref().clone()).collect();
    to.merge(log, 10);
}

#[test]
fn two_people_change_one_cell_and_one_of_them_chooses() {
    let (mut a, mut b) = (Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(2, 1), "b"));
    let row = stage(&mut a, "x", 1);
    share(&a, &mut b);
    a.commit(vec![set(row, 0, 1)], Label::new("edit"), 2).unwrap();
    b.commit(vec![set(row, 0, 2)], Label::new("edit"), 3).unwrap();
    share(&a, &mut b);
    share(&b, &mut a);
    assert_eq!(a.conflicts(), b.conflicts());
    assert_eq!(a.contested(Sheet::Stages, row, "name").len(), 2);
    assert_eq!(a.plan().value(Sheet::Stages, row, "name"), &Value::text("v2"), "the later one is shown");
    // Choosing the value that is shown is an operation too: it settles the conflict.
    a.commit(vec![set(row, 0, 2)], Label::new("edit"), 4).unwrap().unwrap();
    share(&a, &mut b);
    assert!(a.conflicts().is_empty() && b.conflicts().is_empty());
}

#[test]
fn a_row_that_was_edited_meanwhile_survives_its_deletion() {
    let (mut a, mut b) = (Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(2, 1), "b"));
    let row = stage(&mut a, "x", 1);
    share(&a, &mut b);
    b.commit(vec![set(row, 0, 2)], Label::new("edit"), 2).unwrap();
    a.commit(vec![Change::Delete { sheet: Sheet::Stages, row }], Label::new("delete"), 9).unwrap();
    assert!(!a.plan().table(Sheet::Stages).contains(row));
    share(&b, &mut a);
    assert!(a.plan().table(Sheet::Stages).contains(row), "an edit that the deleter had not seen keeps the row");
    assert_eq!(a.revived(), vec![(Sheet::Stages, row)]);
}

#[test]
fn a_refused_transaction_changes_nothing() {
    let mut ledger = Ledger::new(Replica::new(1, 1), "");
    let row = stage(&mut ledger, "x", 1);
    let before = ledger.plan().digest();
    let changes = vec![set(row, 0, 1), set(RowId::builtin(77), 0, 1)];
    let refused = ledger.commit(changes, Label::new("edit"), 2);
    assert_eq!(refused.unwrap_err(), Refusal::NoRow { sheet: Sheet::Stages, row: RowId::builtin(77) });
    let wrong = Change::Set { sheet: Sheet::Stages, row, column: Key::new("number"), value: Value::text("x") };
    assert!(ledger.commit(vec![wrong], Label::new("edit"), 2).is_err());
    assert_eq!((ledger.plan().digest(), ledger.len()), (before, 1));
}

#[test]
fn the_same_edits_in_two_files_merge_into_one() {
    let mut a = Ledger::new(Replica::new(1, 1), "");
    let row = stage(&mut a, "x", 1);
    let mut b = Ledger::new(Replica::new(2, 1), "");
    share(&a, &mut b);
    for ledger in [&mut a, &mut b] {
        ledger.commit(vec![set(row, 0, 3)], Label::new("edit"), 5).unwrap();
    }
    share(&a, &mut b);
    assert!(b.conflicts().is_empty(), "equal values are no conflict");
    let plan: &Plan = b.plan();
    assert_eq!(plan.digest(), a.plan().digest());
}

#[test]
fn settling_a_conflict_by_the_value_that_is_shown_is_a_step_of_its_own() {
    let (mut a, mut b) = (Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(2, 1), "b"));
    let row = stage(&mut a, "x", 1);
    share(&a, &mut b);
    a.commit(vec![set(row, 0, 1)], Label::new("edit"), 2).unwrap();
    b.commit(vec![set(row, 0, 2)], Label::new("edit"), 3).unwrap();
    share(&b, &mut a);
    a.commit(vec![set(row, 2, 3)], Label::new("edit"), 4).unwrap();
    a.commit(vec![set(row, 0, 2)], Label::new("edit"), 5).unwrap().expect("it settles the conflict");
    a.undo(6).expect("a step");
    assert_eq!(
        a.plan().value(Sheet::Stages, row, "number"),
        &Value::Number(Decimal::whole(3)),
        "the step before stands"
    );
    a.undo(7).expect("the step before");
    assert_eq!(a.plan().value(Sheet::Stages, row, "number"), &Value::Empty);
}
