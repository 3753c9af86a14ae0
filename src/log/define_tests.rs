//! The laws of columns that people define: made, changed, taken out and brought back by several replicas.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::model::{Decimal, Definition, Key, Kind, Label as Words, Place, RowId, Sheet, Stamp, Value, column};

const SHEET: Sheet = Sheet::Accounts;

/// One thing that a replica does to columns and their cells.
#[derive(Clone, Debug)]
enum Act {
    /// Makes a column, or names it anew.
    Name {
        column: u8,
        name: u8,
    },
    /// Gives a column of choices one more.
    AddChoice {
        column: u8,
        choice: u8,
    },
    /// Names one of its choices anew.
    NameChoice {
        column: u8,
        choice: Index,
        name: u8,
    },
    /// Makes it a number or choices, with every cell that it has.
    Retype {
        column: u8,
    },
    /// Takes it out or brings it back.
    Toggle {
        column: u8,
    },
    Set {
        row: u8,
        column: u8,
        value: u8,
    },
    Undo,
    Redo,
    Sync {
        from: Index,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0u8..2, 0u8..4).prop_map(|(column, name)| Act::Name { column, name }),
        3 => (0u8..2, 0u8..4).prop_map(|(column, choice)| Act::AddChoice { column, choice }),
        3 => (0u8..2, any::<Index>(), 0u8..4)
            .prop_map(|(column, choice, name)| Act::NameChoice { column, choice, name }),
        1 => (0u8..2).prop_map(|column| Act::Retype { column }),
        2 => (0u8..2).prop_map(|column| Act::Toggle { column }),
        4 => (0u8..2, 0u8..2, 0u8..3).prop_map(|(row, column, value)| Act::Set { row, column, value }),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        2 => any::<Index>().prop_map(|from| Act::Sync { from }),
    ]
}

type Session = Vec<(Index, Act)>;

fn session() -> impl Strategy<Value = Session> {
    prop::collection::vec((any::<Index>(), act()), 1..20)
}

fn alone() -> impl Strategy<Value = Session> {
    session().prop_map(|s| s.into_iter().filter(|(_, act)| !matches!(act, Act::Sync { .. })).collect())
}

fn key(at: u8) -> Key {
    Key::new(["mood_1", "mood_2"][usize::from(at)])
}

fn fresh(at: u8) -> Definition {
    let kind = Kind::Choice(std::borrow::Cow::Owned(Vec::new()));
    Definition { key: key(at), ..column("", "Mood", "", kind) }
}

fn current(ledger: &Ledger, at: u8) -> Option<Definition> {
    ledger.plan().table(SHEET).definition(&key(at)).cloned()
}

fn define(definition: Definition) -> Change {
    Change::Define { sheet: SHEET, definition: Box::new(definition) }
}

fn set(row: RowId, column: Key, value: Value) -> Change {
    Change::Set { sheet: SHEET, row, column, value }
}

fn changes(ledger: &Ledger, act: &Act) -> Vec<Change> {
    match act {
        Act::Name { column, name } => {
            let definition = current(ledger, *column).unwrap_or_else(|| fresh(*column));
            vec![define(Definition { label: Words::both(&format!("Mood {name}")), ..definition })]
        }
        Act::AddChoice { column, choice } => {
            let definition = current(ledger, *column).unwrap_or_else(|| fresh(*column));
            let added = definition.with_choice(Words::both(&format!("choice {choice}")));
            added.into_iter().map(|(definition, _)| define(definition)).collect()
        }
        Act::NameChoice { column, choice, name } => {
            let Some(definition) = current(ledger, *column) else { return Vec::new() };
            let mut choices = definition.kind.choices().to_vec();
            if choices.is_empty() {
                return Vec::new();
            }
            choices[choice.index(definition.kind.choices().len())].label = Words::both(&format!("renamed {name}"));
            vec![define(definition.with_choices(choices))]
        }
        Act::Retype { column } => {
            let Some(definition) = current(ledger, *column) else { return Vec::new() };
            let (kind, value) = match definition.kind {
                Kind::Choice(_) => (Kind::Number { min: 0, max: 9, places: 0 }, Value::Number(Decimal::whole(1))),
                _ => (fresh(*column).kind, Value::Choice(Key::new("choice_1"))),
            };
            let table = ledger.plan().table(SHEET);
            let filled = table.ids().filter(|row| !table.value(*row, &definition.key).is_empty());
            let cells = filled.map(|row| set(row, definition.key.clone(), value.clone()));
            let mut changes = vec![define(Definition { kind, ..definition.clone() })];
            changes.extend(cells);
            changes
        }
        Act::Toggle { column } => {
            let definition = current(ledger, *column);
            definition.map(|d| define(Definition { deleted: !d.deleted, ..d })).into_iter().collect()
        }
        Act::Set { row, column, value } => match current(ledger, *column) {
            Some(definition) => {
                let value = match (value, &definition.kind) {
                    (0, _) => Value::Empty,
                    (n, Kind::Choice(_)) => Value::Choice(Key::from(format!("choice_{n}"))),
                    (n, _) => Value::Number(Decimal::whole(i64::from(*n))),
                };
                vec![set(RowId::builtin(u64::from(*row) + 1), definition.key, value)]
            }
            None => Vec::new(),
        },
        Act::Undo | Act::Redo | Act::Sync { .. } => Vec::new(),
    }
}

fn perform(ledgers: &mut [Ledger], who: usize, act: &Act, now: u64) {
    match act {
        Act::Undo => drop(ledgers[who].undo(now)),
        Act::Redo => drop(ledgers[who].redo(now)),
        Act::Sync { from } => {
            let from = from.index(ledgers.len());
            let all: Vec<Transaction> = ledgers[from].log().map(|t| t.as_ref().clone()).collect();
            ledgers[who].merge(all, now);
        }
        act => {
            let changes = changes(&ledgers[who], act);
            ledgers[who].commit(changes, Label::new("edit"), now).unwrap();
        }
    }
}

/// A session of three replicas that begin with the same two rows.
fn play(session: &Session) -> Vec<Ledger> {
    let mut maker = Ledger::new(Replica::new(77, 1), "");
    let rows = (1..3).map(|n| Change::Insert {
        sheet: SHEET,
        row: RowId::builtin(n),
        place: Place::nth(n as usize),
        cells: vec![(Key::new("name"), Value::text("x"))],
    });
    maker.commit(rows.collect(), Label::new("make"), 1).unwrap();
    let begun: Vec<Transaction> = maker.log().map(|t| t.as_ref().clone()).collect();
    let mut ledgers: Vec<Ledger> =
        (0..3).map(|n| Ledger::open(begun.clone(), Replica::new(n + 1, 1), "", 1_000)).collect();
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

fn folded(transactions: impl IntoIterator<Item = Transaction>) -> Ledger {
    let mut ledger = Ledger::new(Replica::new(99, 1), "");
    ledger.merge(transactions, u64::MAX >> 20);
    ledger
}

/// What anybody could see, and the columns with all that is in them.
fn seen(ledger: &Ledger) -> (u64, Vec<Conflict>, Vec<Option<Definition>>) {
    (ledger.plan().digest(), ledger.conflicts(), vec![current(ledger, 0), current(ledger, 1)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn definitions_in_any_order_give_the_same_columns((session, order) in session().prop_flat_map(|s| (Just(s), any::<u64>()))) {
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
    fn the_live_columns_are_the_fold_of_the_log(session in session()) {
        for ledger in play(&session) {
            let log: Vec<Transaction> = ledger.log().map(|t| t.as_ref().clone()).collect();
            prop_assert_eq!(seen(&folded(log)), seen(&ledger));
        }
    }

    #[test]
    fn undo_takes_columns_back_and_redo_repeats(session in alone()) {
        let mut ledger = play(&session).remove(0);
        let start = ledger.plan().digest();
        let mut steps = 0;
        while ledger.undo(2_000_000_000).is_some() { steps += 1; }
        if steps > 0 {
            let bare = play(&Vec::new()).remove(0);
            prop_assert!(ledger.history_depth().1 > 0);
            prop_assert_eq!(ledger.plan().digest(), bare.plan().digest(), "no column and no cell is left to be seen");
        }
        for _ in 0..steps { prop_assert!(ledger.redo(2_000_000_000).is_some()); }
        prop_assert_eq!(ledger.plan().digest(), start);
    }

    #[test]
    fn no_choice_is_lost_to_a_definition_that_had_not_seen_it(session in session()) {
        let ledger = folded(all(&play(&session)));
        let defined: Vec<(Stamp, Operation)> = ledger.log().flat_map(|t| t.stamped()).collect();
        for (stamp, operation) in &defined {
            let Operation::Define { definition, .. } = operation else { continue };
            let superseded = defined.iter().any(|(_, other)| matches!(other, Operation::Define { seen, .. } if seen.contains(stamp)));
            let now = ledger.plan().table(SHEET).definition(&definition.key).unwrap();
            if superseded || !matches!(now.kind, Kind::Choice(_)) { continue }
            for choice in definition.kind.choices() {
                prop_assert!(now.kind.choices().iter().any(|own| own.key == choice.key), "{:?}", choice);
            }
            prop_assert!(definition.deleted || !now.deleted, "what one keeps is there");
        }
    }
}

#[test]
fn a_column_that_was_changed_meanwhile_survives_its_deletion() {
    let mut ledgers = play(&Vec::new());
    let [a, b, _] = ledgers.as_mut_slice() else { unreachable!() };
    let commit = |ledger: &mut Ledger, act: &Act, now: u64| {
        let changes = changes(ledger, act);
        ledger.commit(changes, Label::new("edit"), now).unwrap().unwrap();
    };
    commit(a, &Act::Name { column: 0, name: 1 }, 2_000);
    b.merge(a.log().map(|t| t.as_ref().clone()).collect::<Vec<_>>(), 2_001);
    commit(b, &Act::AddChoice { column: 0, choice: 1 }, 2_002);
    commit(a, &Act::Toggle { column: 0 }, 2_003);
    assert!(current(a, 0).unwrap().deleted);
    a.merge(b.log().map(|t| t.as_ref().clone()).collect::<Vec<_>>(), 2_004);
    let merged = current(a, 0).unwrap();
    assert!(!merged.deleted && merged.kind.choices().len() == 1);
    commit(a, &Act::Toggle { column: 0 }, 2_005);
    assert!(current(a, 0).unwrap().deleted, "whoever has seen it all may take it out");
}

#[test]
fn each_choice_is_called_as_it_was_last_by_whoever_named_it() {
    let mut ledgers = play(&Vec::new());
    let [a, b, c] = ledgers.as_mut_slice() else { unreachable!() };
    let names = |ledger: &Ledger| -> Vec<String> {
        let choices = current(ledger, 0).unwrap().kind.choices().to_vec();
        choices.iter().map(|choice| choice.label.en.to_string()).collect()
    };
    let rename = |ledger: &mut Ledger, nth: usize, name: &str, now: u64| {
        let definition = current(ledger, 0).unwrap();
        let mut choices = definition.kind.choices().to_vec();
        choices[nth].label = Words::both(name);
        ledger.commit(vec![define(definition.with_choices(choices))], Label::new("edit"), now).unwrap().unwrap();
    };
    let take = |to: &mut Ledger, from: &Ledger, now: u64| {
        to.merge(from.log().map(|t| t.as_ref().clone()).collect::<Vec<_>>(), now);
    };
    for choice in 1..4 {
        let added = changes(a, &Act::AddChoice { column: 0, choice });
        a.commit(added, Label::new("edit"), 2_000 + u64::from(choice)).unwrap().unwrap();
    }
    take(b, a, 2_010);
    take(c, a, 2_010);
    rename(a, 0, "by a", 3_000);
    rename(a, 2, "by a", 3_001);
    rename(b, 1, "by b", 3_002);
    rename(b, 2, "by b", 3_003);
    // Whoever changes something else has named nothing.
    c.commit(changes(c, &Act::Name { column: 0, name: 3 }), Label::new("edit"), 3_004).unwrap().unwrap();
    let (ours, theirs) = (a.clone(), b.clone());
    take(a, &theirs, 4_000);
    take(b, &ours, 4_000);
    take(a, c, 4_001);
    assert_eq!(names(a), ["by a", "by b", "by b"], "of one that two have named the later name");
    take(b, c, 4_001);
    assert_eq!((names(b), current(b, 0).unwrap().label.en.as_str()), (names(a), "Mood 3"));
    // What follows is made of what was merged.
    rename(b, 2, "by both", 5_000);
    take(a, b, 5_001);
    assert_eq!(names(a), ["by a", "by b", "by both"]);
}

#[test]
fn a_built_in_column_keeps_what_the_program_reads_of_it() {
    let mut ledger = play(&Vec::new()).remove(0);
    let own = SHEET.definition("name").unwrap().clone();
    let refused = |definition: Definition, ledger: &mut Ledger| {
        ledger.commit(vec![define(definition)], Label::new("edit"), 3_000).is_err()
    };
    assert!(refused(Definition { kind: Kind::Date, ..own.clone() }, &mut ledger));
    assert!(refused(Definition { deleted: true, ..own.clone() }, &mut ledger));
    assert!(refused(own.clone().formula("1"), &mut ledger));
    let renamed = Definition { label: Words::both("Customer"), ..own.clone() };
    assert!(!refused(renamed, &mut ledger));
    assert_eq!(ledger.commit(vec![define(own)], Label::new("edit"), 3_001).unwrap().map(|_| ()), Some(()));
    let idle = Change::Define { sheet: SHEET, definition: Box::new(SHEET.definition("name").unwrap().clone()) };
    assert!(ledger.commit(vec![idle], Label::new("edit"), 3_002).unwrap().is_none(), "nothing to change");
}
