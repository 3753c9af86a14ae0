//! Every transaction is read as it was written, and what is not understood is kept.

use proptest::prelude::*;

use super::*;
use crate::formats::arbitrary::{operation, transaction};
use crate::model::Place;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_transaction_is_read_as_it_was_written(transaction in transaction()) {
        let text = write_record(&transaction);
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(read_record(&text), Ok(transaction.clone()), "{}", text);
        prop_assert_eq!(read_kept_record(&text), Ok(transaction), "{}", text);
    }

    #[test]
    fn operations_are_unpacked_as_they_were_packed(operations in prop::collection::vec(operation(), 0..9), count in 0usize..9) {
        let packed = Operations::from(operations.clone());
        prop_assert_eq!(packed.iter().collect::<Vec<_>>(), operations.clone());
        let mut some = packed.iter();
        let first: Vec<Operation> = some.by_ref().take(count).collect();
        let rest: Vec<Operation> = packed.iter_from(some.stand()).collect();
        prop_assert_eq!([first, rest].concat(), operations);
    }

    #[test]
    fn a_record_that_was_kept_is_read_to_its_end_or_as_any_other(transaction in transaction(), at: prop::sample::Index, byte in b' '..b'~') {
        let text = write_record(&transaction);
        let mut end = at.index(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        prop_assert!(read_kept_record(&text[..end]).is_err(), "cut off at {}", end);
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) && let Ok(read) = read_record(&text) {
            prop_assert_eq!(read_kept_record(&text), Ok(read));
        }
    }

    #[test]
    fn a_damaged_record_is_refused_or_read_but_never_a_panic(transaction in transaction(), at: prop::sample::Index, byte in b' '..b'~') {
        let mut bytes = write_record(&transaction).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) && let Ok(read) = read_record(&text) {
            prop_assert_eq!(read_record(&write_record(&read)), Ok(read));
        }
    }
}

#[test]
fn a_long_record_comes_in_pieces() {
    let row = |at: u64| RowId(Stamp { time: at, replica: 0x10001 });
    let name = |at: u64| vec![(Key::new("name"), Value::text(&format!("Deal {at}")))];
    let insert =
        |at| Operation::Insert { sheet: Sheet::Deals, row: row(at), place: Place::nth(at as usize), cells: name(at) };
    let mut operations: Vec<Operation> = (0..3000).map(insert).collect();
    operations.push(Operation::Foreign(r#"["field","colour","red"]"#.into()));
    let transaction = Transaction { operations: operations.into(), ..Transaction::default() };
    let pieces: Vec<String> = Pieces::of(&transaction).collect();
    let whole = write_record(&transaction);
    assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.len() < whole.len() / 5), "{} pieces", pieces.len());
    assert_eq!(pieces.concat(), whole);
    assert_eq!(read_record(&whole), Ok(transaction));
    assert!(whole.ends_with(r#"],"colour":"red"}"#));
}

#[test]
fn a_record_is_short_and_plain_to_read() {
    let row = RowId(Stamp { time: 0x19b, replica: 0x10001 });
    let set = Operation::Set {
        sheet: Sheet::Deals,
        row,
        column: Key::new("amount"),
        value: Value::Money(crate::model::Money::new(1_200_000, crate::model::Currency::CNY)),
        seen: vec![row.0],
    };
    let transaction = Transaction {
        id: Stamp { time: 0x19c, replica: 0x10001 },
        author: "Wang".into(),
        label: Label::new("edit"),
        step: Step::Undo(Stamp { time: 1, replica: 2 }),
        operations: vec![set].into(),
    };
    assert_eq!(
        write_record(&transaction),
        r#"{"by":"Wang","id":"19c-10001","label":"edit","ops":[["set","deals","19b-10001","amount",{"currency":"CNY","minor":1200000},["19b-10001"]]],"undo":"1-2"}"#
    );
}

#[test]
fn what_a_newer_version_wrote_is_written_back_as_it_came() {
    for text in [
        r#"{"id":"1-2","ops":[["paint","deals","1-1","red"]]}"#,
        r#"{"id":"1-2","ops":[["set","moods","1-1","x",5]]}"#,
        r#"{"id":"1-2","ops":[["set","deals","1-1","x",5,[],"because"]]}"#,
        r#"{"id":"1-2","ops":[["set","deals","1-1","x",{"colour":[1.10,12345678901234567890123]}]]}"#,
        r#"{"id":"1-2","ops":[["define","deals",{"key":"x","kind":"formula","label":{"en":"","zh":""}}]]}"#,
        r#"{"id":"1-2","ops":[{"op":"set"},7],"device":"phone","mood":{"x":[1]}}"#,
    ] {
        let transaction = read_record(text).unwrap();
        assert_eq!(write_record(&transaction), text);
    }
}

#[test]
fn a_wrong_part_is_refused_with_its_place() {
    let cases = [
        ("", Why::Ends, 1),
        ("[]", Why::Expected(Expected::Object), 1),
        ("{}", Why::Expected(Expected::Field("id")), 1),
        (r#"{"id":"1-2","id":"1-3"}"#, Why::DuplicateKey { key: "id".into() }, 16),
        (r#"{"id":"x"}"#, Why::NotAnId { text: "x".into() }, 7),
        (r#"{"id":7}"#, Why::Expected(Expected::Text), 7),
        (r#"{"id":"1-2","ops":[["move","deals","1-1","a"]]}"#, Why::NotAPlace { text: "a".into() }, 42),
        (r#"{"id":"1-2","ops":{}}"#, Why::Expected(Expected::List), 19),
        (r#"{"id":"1-2" "ops":[]}"#, Why::Syntax, 13),
    ];
    for (text, why, column) in cases {
        let error = read_record(text).unwrap_err();
        assert_eq!((error.why, error.place.column), (why, column), "{text}");
    }
}
