//! What became of each deal, against the plan as the log folds it, and worked example H of the design.

use proptest::prelude::*;

use super::{AsOf, Field, History, Visit};
use crate::forecast::outlook::tests::house::{DAY, House, NOON, cents, date, day, pick};
use crate::log::{Change, Label, Ledger, Replica, Transaction};
use crate::model::{Key, Place, RowId, Sheet, Value};

/// One edit of a random session of two people.
#[derive(Clone, Debug)]
enum Edit {
    Set(usize, &'static str, Value),
    Add(usize),
    Delete(usize),
    Undo,
    Redo,
    Exchange,
    TakeIn,
    Wait,
}

fn value() -> impl Strategy<Value = (&'static str, Value)> {
    prop_oneof![
        3 => (1_usize..6).prop_map(|stage| ("stage", Value::Link(House::stage(stage)))),
        1 => Just(("stage", Value::Empty)),
        3 => (0_i64..90).prop_map(|days| ("close", Value::Date(day("2026-03-10").plus_days(days)))),
        1 => Just(("close", Value::Empty)),
        2 => (1_i64..9).prop_map(|amount| ("amount", cents(amount * 1000))),
        1 => prop::sample::select(vec!["won", "lost"]).prop_map(|key| ("outcome", pick(key))),
        1 => Just(("outcome", Value::Empty)),
    ]
}

fn edit() -> impl Strategy<Value = (bool, Edit)> {
    let edit = prop_oneof![
        8 => (0_usize..6, value()).prop_map(|(at, (key, value))| Edit::Set(at, key, value)),
        2 => (1_usize..6).prop_map(Edit::Add),
        1 => (0_usize..6).prop_map(Edit::Delete),
        4 => Just(Edit::Undo),
        2 => Just(Edit::Redo),
        2 => Just(Edit::Exchange),
        1 => Just(Edit::TakeIn),
        2 => Just(Edit::Wait),
    ];
    (any::<bool>(), edit)
}

/// Two replicas that meet now and then; the log of both in the end.
fn session(script: &[(bool, Edit)]) -> Vec<Transaction> {
    let mut ledgers = [Ledger::new(Replica::new(1, 1), "a"), Ledger::new(Replica::new(2, 1), "b")];
    let mut now = NOON;
    for (who, edit) in script {
        now += 1000;
        let [a, b] = &mut ledgers;
        let (own, other) = if *who { (a, b) } else { (b, a) };
        let deals: Vec<RowId> = own.plan().table(Sheet::Deals).ids().collect();
        let pick = |at: usize| deals.get(at % deals.len().max(1)).copied();
        let changes = match edit {
            Edit::Set(at, key, value) => pick(*at).map(|row| Change::Set {
                sheet: Sheet::Deals,
                row,
                column: Key::new_static(key),
                value: value.clone(),
            }),
            Edit::Add(stage) => {
                let cells = vec![(Key::new_static("stage"), Value::Link(House::stage(*stage)))];
                let row = own.fresh_row(now);
                Some(Change::Insert { sheet: Sheet::Deals, row, place: Place::nth(deals.len()), cells })
            }
            Edit::Delete(at) => pick(*at).map(|row| Change::Delete { sheet: Sheet::Deals, row }),
            Edit::Undo => own.undo(now).and(None),
            Edit::Redo => own.redo(now).and(None),
            Edit::Exchange => {
                let seen: Vec<Transaction> = other.log().map(|transaction| transaction.as_ref().clone()).collect();
                own.merge(seen, now);
                None
            }
            Edit::TakeIn => {
                let theirs: Vec<Transaction> = other.log().map(|transaction| transaction.as_ref().clone()).collect();
                own.take_in(theirs, now).and(None)
            }
            Edit::Wait => {
                now += DAY;
                None
            }
        };
        if let Some(change) = changes {
            own.commit(vec![change], Label::new("edit"), now).expect("possible");
        }
    }
    let [mut a, b] = ledgers;
    a.merge(b.log().map(|transaction| transaction.as_ref().clone()).collect::<Vec<_>>(), now);
    a.log().map(|transaction| transaction.as_ref().clone()).collect()
}

fn open(log: impl IntoIterator<Item = Transaction>) -> Ledger {
    Ledger::open(log, Replica::new(3, 1), "", NOON)
}

type Answers = Vec<(RowId, Vec<Value>, Vec<Visit>, usize)>;

fn answers(history: &History, as_of: AsOf) -> Answers {
    let of = |deal: RowId| {
        let values = Field::ALL.into_iter().map(|field| history.value(deal, field, as_of).clone()).collect();
        (deal, values, history.visits(deal, as_of), history.pushes(deal, as_of))
    };
    let known = history.deals().into_iter().filter(|deal| history.born(*deal, as_of).is_some());
    known.map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn at_any_time_it_says_what_the_plan_said(script in prop::collection::vec(edit(), 1..60)) {
        let ledger = open(session(&script));
        let history = History::of(&ledger);
        let times = ledger.log().flat_map(|transaction| [transaction.id.millis(), transaction.id.millis() + 1]);
        for millis in times.collect::<Vec<_>>() {
            let plan = ledger.as_of(millis);
            for deal in history.deals() {
                let lives = plan.table(Sheet::Deals).contains(deal);
                prop_assert_eq!(history.is_alive(deal, AsOf(millis)), lives);
                for field in Field::ALL.into_iter().filter(|field| *field != Field::Alive) {
                    prop_assert_eq!(
                        history.value(deal, field, AsOf(millis)), plan.value(Sheet::Deals, deal, field.key()),
                        "{:?} of {:?} at {}", field, deal, millis
                    );
                }
            }
        }
    }

    #[test]
    fn later_edits_change_no_earlier_answer(
        script in prop::collection::vec(edit(), 1..40), cut in 0.0..1.0_f64, seed in any::<u64>()
    ) {
        let log = session(&script);
        let at = (log.len() as f64 * cut) as usize;
        let as_of = AsOf(log.get(at).map_or(u64::MAX, |transaction| transaction.id.millis()));
        let all = answers(&History::of(&open(log.clone())), as_of);
        // A deal left alone since then says now what it said then.
        let history = History::of(&open(log.clone()));
        let now = answers(&history, AsOf::LATEST);
        for said in all.iter().filter(|(deal, ..)| history.is_quiet(*deal, as_of)) {
            let born = history.born(said.0, as_of).map(crate::model::Date::of_millis).expect("there");
            if AsOf::end_of(born) <= as_of {
                prop_assert_eq!(now.iter().find(|(deal, ..)| *deal == said.0), Some(said));
            }
        }
        let (before, after): (Vec<_>, Vec<_>) =
            log.into_iter().partition(|transaction| transaction.id.millis() < as_of.0);
        prop_assert_eq!(&answers(&History::of(&open(before.clone())), as_of), &all);
        // Some of the later ones are lost, and the others come in another order.
        let mut some: Vec<Transaction> =
            after.into_iter().enumerate().filter(|(n, _)| seed >> (n % 64) & 1 == 1).map(|(_, kept)| kept).collect();
        some.reverse();
        prop_assert_eq!(&answers(&History::of(&open(some.into_iter().chain(before))), as_of), &all);
    }

    #[test]
    fn kept_up_or_made_anew_it_is_the_same(script in prop::collection::vec(edit(), 1..40)) {
        let log = session(&script);
        let mut ledger = open([]);
        let mut kept = History::default();
        for transaction in log.iter().rev().step_by(2).chain(&log) {
            ledger.merge([transaction.clone()], NOON);
            kept.refresh(&ledger);
        }
        prop_assert_eq!(answers(&kept, AsOf::LATEST), answers(&History::of(&ledger), AsOf::LATEST));
    }
}

/// A deal that moves a stage every ten days.
fn walk(house: &mut House, stages: &[usize], outcome: &'static str) -> RowId {
    let deal = house.deal(100, stages[0]);
    for stage in &stages[1..] {
        house.now += 10 * DAY;
        house.set_deal(deal, "stage", Value::Link(House::stage(*stage)));
    }
    house.now += 10 * DAY;
    house.set_deal(deal, "outcome", pick(outcome));
    deal
}

#[test]
fn h_stages_visited() {
    let mut house = House::new();
    let deal = walk(&mut house, &[1, 2, 1, 2, 3], "lost");
    let history = History::of(&house.ledger);
    let visits = history.visits(deal, AsOf::LATEST);
    let stages: Vec<RowId> = visits.iter().map(|visit| visit.stage).collect();
    assert_eq!(stages, [1, 2, 1, 2, 3].map(House::stage));
    assert!(visits.iter().all(|visit| visit.days(day("2030-01-01")) == 10), "{visits:?}");
    let early = history.visits(deal, AsOf(NOON + 15 * DAY));
    assert_eq!((early.len(), early[1].until), (2, None), "as it was known then");
}

#[test]
fn an_undone_move_of_stage_leaves_no_visit() {
    let mut house = House::new();
    let deal = house.deal(100, 2);
    house.now += 5 * DAY;
    house.set_deal(deal, "stage", Value::Link(House::stage(4)));
    house.now += 5 * DAY;
    let undone_at = house.now;
    house.ledger.undo(house.now).expect("undone");
    let visits = |house: &House, as_of| History::of(&house.ledger).visits(deal, as_of).len();
    assert_eq!((visits(&house, AsOf::LATEST), visits(&house, AsOf(undone_at))), (1, 2));
    house.now += DAY;
    house.ledger.redo(house.now).expect("redone");
    assert_eq!(visits(&house, AsOf::LATEST), 2);
    let history = History::of(&house.ledger);
    assert_eq!(history.visits(deal, AsOf::LATEST)[1].from, day("2026-03-15"), "as if it had never been taken back");
}

#[test]
fn a_copy_that_was_taken_in_and_taken_back_leaves_no_visit() {
    let mut house = House::new();
    let deal = house.deal(100, 2);
    let log = |ledger: &Ledger| ledger.log().map(|transaction| transaction.as_ref().clone()).collect::<Vec<_>>();
    let mut copy = Ledger::open(log(&house.ledger), Replica::new(7, 1), "", NOON);
    let (sheet, column, value) = (Sheet::Deals, Key::new_static("stage"), Value::Link(House::stage(4)));
    let change = Change::Set { sheet, row: deal, column, value };
    copy.commit(vec![change], Label::new("edit"), NOON + 2 * DAY).expect("possible");
    house.now += 5 * DAY;
    house.ledger.take_in(log(&copy), house.now).expect("something new");
    let visits = |house: &House| History::of(&house.ledger).visits(deal, AsOf::LATEST);
    assert_eq!(visits(&house)[1].from, day("2026-03-12"), "it counts from when it was written there");
    house.now += DAY;
    house.ledger.undo(house.now).expect("undone");
    assert_eq!(visits(&house).len(), 1);
    house.ledger.redo(house.now).expect("redone");
    assert_eq!(visits(&house).len(), 2);
}

#[test]
fn a_row_pasted_in_counts_from_its_day_of_entry() {
    let mut house = House::new();
    let deal = house.deal(100, 1);
    house.set_deal(deal, "stage", Value::Link(House::stage(3)));
    house.set_deal(deal, "entered", date("2026-01-01"));
    house.now += 3 * DAY;
    house.set_deal(deal, "stage", Value::Link(House::stage(4)));
    let visits = History::of(&house.ledger).visits(deal, AsOf::LATEST);
    let expected = [
        Visit { stage: House::stage(3), from: day("2026-01-01"), until: Some(day("2026-03-13")) },
        Visit { stage: House::stage(4), from: day("2026-03-13"), until: None },
    ];
    assert_eq!(visits, expected);
}

#[test]
fn days_begin_and_end_at_midnight() {
    let noon = day("2026-03-10");
    assert!(AsOf::start_of(noon) < AsOf(NOON) && AsOf(NOON) < AsOf::end_of(noon));
    assert_eq!(AsOf::end_of(noon), AsOf::start_of(day("2026-03-11")));
    assert_eq!((AsOf::end_of(day("0001-01-01")), AsOf::end_of(day("9999-12-31"))), (AsOf(0), AsOf::LATEST));
}
