//! A row that several replicas insert by the same identity, as each tab of a device does with how it looks at a table.

use proptest::prelude::*;

use super::*;
use crate::model::{Key, Place, RowId, Sheet, Value};

const ROW: RowId = RowId::builtin(7);
const COLUMNS: [&str; 2] = ["name", "name_zh"];

/// A replica's insertion of the row, and what it writes into it after that.
#[derive(Clone, Debug)]
struct Made {
    cells: Vec<(usize, u8)>,
    sets: Vec<(usize, u8)>,
}

/// A column may stand in it twice.
fn cells() -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::vec((0..COLUMNS.len(), 0_u8..3), 0..4)
}

fn value(number: u8) -> Value {
    if number == 0 { Value::Empty } else { Value::text(&number.to_string()) }
}

/// The log of one replica.
fn log(at: usize, made: &Made) -> Vec<Transaction> {
    let mut ledger = Ledger::new(Replica::new(1, at as u64 + 1), "");
    let cell = |(column, number): &(usize, u8)| (Key::new(COLUMNS[*column]), value(*number));
    let cells = made.cells.iter().map(cell).collect();
    let insert = Change::Insert { sheet: Sheet::Stages, row: ROW, place: Place::nth(at), cells };
    ledger.commit(vec![insert], Label::new("insert"), 1).unwrap();
    for (column, number) in made.sets.iter().map(cell) {
        let set = Change::Set { sheet: Sheet::Stages, row: ROW, column, value: number };
        ledger.commit(vec![set], Label::new("edit"), 2).unwrap();
    }
    ledger.log().map(|own| own.as_ref().clone()).collect()
}

fn folded(transactions: impl IntoIterator<Item = Transaction>) -> Ledger {
    let mut ledger = Ledger::new(Replica::new(2, 1), "");
    for transaction in transactions {
        ledger.merge([transaction], 3);
    }
    ledger
}

#[test]
fn the_later_of_two_insertions_of_a_row_is_shown_whichever_comes_first() {
    let (one, two) = (Made { cells: vec![(0, 1)], sets: vec![] }, Made { cells: vec![(0, 2)], sets: vec![] });
    let all: Vec<Transaction> = [log(0, &one), log(1, &two)].concat();
    let forth = folded(all.clone());
    let back = folded(all.into_iter().rev());
    assert_eq!(forth.plan().value(Sheet::Stages, ROW, "name"), &Value::text("2"));
    assert_eq!(back.plan().value(Sheet::Stages, ROW, "name"), &Value::text("2"));
}

#[test]
fn of_a_column_that_stands_twice_in_an_insertion_the_last_value_counts_whatever_came_before_it() {
    let made = Made { cells: vec![(0, 1), (0, 2)], sets: vec![(1, 1)] };
    let all = log(0, &made);
    for ledger in [folded(all.clone()), folded(all.into_iter().rev())] {
        assert_eq!(ledger.plan().value(Sheet::Stages, ROW, "name"), &Value::text("2"));
        assert_eq!(ledger.conflicts(), [], "nobody wrote two values");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn insertions_of_one_row_are_the_same_in_any_order(
        made in prop::collection::vec((cells(), cells()).prop_map(|(cells, sets)| Made { cells, sets }), 2..4),
        order in any::<u64>(),
    ) {
        let all: Vec<Transaction> = made.iter().enumerate().flat_map(|(at, made)| log(at, made)).collect();
        let mut shuffled = all.clone();
        let mut state = order | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        let (one, other) = (folded(all), folded(shuffled));
        prop_assert_eq!(one.plan().digest(), other.plan().digest());
        prop_assert_eq!(one.conflicts(), other.conflicts());
    }
}
