//! What is asked about after people changed the same: an answer that is taken back is no answer, and one that is given again is.

use proptest::prelude::*;

use super::tests::{folded, play, seen, session};
use super::*;
use crate::model::{Key, Sheet};

const NOW: u64 = 1_600_000_000;

/// Every answer to every question about cells and rows.
fn answers(ledger: &Ledger) -> Vec<Change> {
    let cells = ledger.conflicts().into_iter().flat_map(|conflict| {
        let Conflict { sheet, row, column } = conflict;
        let values = ledger.contested(sheet, row, &column);
        let set = move |value| Change::Set { sheet, row, column: Key::clone(&column), value };
        values.into_iter().map(move |(_, value)| set(value)).collect::<Vec<_>>()
    });
    let rows = ledger
        .revived()
        .into_iter()
        .flat_map(|(sheet, row): (Sheet, _)| [Change::Restore { sheet, row }, Change::Delete { sheet, row }]);
    cells
        .filter(|change| matches!(change, Change::Set { sheet, row, .. } if ledger.plan().table(*sheet).contains(*row)))
        .chain(rows)
        .collect()
}

fn log(ledger: &Ledger) -> Vec<Transaction> {
    ledger.log().map(|own| own.as_ref().clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn an_answer_that_is_taken_back_is_asked_for_again(session in session()) {
        for ledger in play(&session) {
            let asked = seen(&ledger);
            for answer in answers(&ledger) {
                let mut own = ledger.clone();
                let made = own.commit(vec![answer.clone()], Label::new("repair"), NOW).unwrap();
                prop_assert!(made.is_some(), "{:?} is an answer", answer);
                let answered = seen(&own);
                prop_assert_ne!(&answered, &asked);
                for round in 0..2 {
                    own.undo(NOW + 1 + round).unwrap();
                    prop_assert_eq!(&seen(&own), &asked, "{:?} taken back", answer);
                    own.redo(NOW + 10 + round).unwrap();
                    prop_assert_eq!(&seen(&own), &answered, "{:?} given again", answer);
                }
                own.undo(NOW + 20).unwrap();
                prop_assert_eq!(&seen(&folded(log(&own))), &asked, "whoever has the log");
                let made = own.commit(vec![answer.clone()], Label::new("repair"), NOW + 30).unwrap();
                prop_assert!(made.is_some());
                prop_assert_eq!(&seen(&own), &answered, "answered anew");
            }
        }
    }
}
