//! A plan survives its file, and so does what another version, another program or a person has put into it.

use proptest::prelude::*;

use super::*;
use crate::formats::arbitrary;
use crate::formats::{Expected, write, write_checked};
use crate::model::{Key, Kind, Plan, RowId, Value};

const NOW: u64 = 1_800_000_000_000;

fn open(text: &str) -> Result<PlanFile, FileError> {
    read(text.as_bytes(), Replica::new(9, 1), "reader", NOW)
}

fn file(rest: &str) -> String {
    format!(r#"{{"format":"quadrille-plan","version":1,{rest}}}"#)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn a_plan_is_read_as_it_was_written(ledger in arbitrary::ledger(), saved in 0..NOW) {
        let meta = Meta { saved, ..Meta::default() };
        let text = write(&ledger, &meta);
        let again = open(&text).unwrap();
        prop_assert_eq!(again.imported.len(), 0, "{}", text);
        prop_assert_eq!(again.ledger.plan().digest(), ledger.plan().digest());
        prop_assert!(again.ledger.log().eq(ledger.log()));
        prop_assert_eq!(again.ledger.conflicts(), ledger.conflicts());
        prop_assert_eq!(again.ledger.revived(), ledger.revived());
        prop_assert_eq!(&again.meta, &meta);
        prop_assert_eq!(write(&again.ledger, &again.meta), text.clone());
        prop_assert_eq!(write_checked(&ledger, &meta), Ok(text.clone()));
    }

    #[test]
    fn another_program_may_lay_the_file_out_anew(ledger in arbitrary::ledger()) {
        let text = write(&ledger, &Meta::default());
        // Numbers that no float holds would be changed by the other program, not by us.
        prop_assume!(!text.contains("1234567890123") && !text.contains("1.0000000001") && !text.contains("\"foreign\""));
        let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
        file["log"] = serde_json::json!([]);
        let tables_only = serde_json::to_string_pretty(&file).unwrap();
        let read = open(&tables_only).unwrap();
        let again = open(&write(&read.ledger, &read.meta)).unwrap();
        prop_assert_eq!(again.imported.len(), 0);
        prop_assert_eq!(again.ledger.plan().digest(), read.ledger.plan().digest());
        let rows = |ledger: &Ledger| -> Vec<Vec<RowId>> {
            Sheet::ALL.iter().map(|&sheet| ledger.plan().table(sheet).ids().collect()).collect()
        };
        prop_assert_eq!(rows(&read.ledger), rows(&ledger));
    }
}

#[test]
fn tables_without_a_log_become_an_import() {
    let text = file(
        r#""name":"Q3","schema":{"deals":{"mood":{"key":"mood","kind":"percent"},"name":"text"}},
        "tables":{"deals":[
            {"name":"Haitian","amount":{"currency":"CNY","minor":1200000},"mood":250000,"colour":"red"},
            {"id":"5-5","place":"65536","name":"Midea","close":"2026-02-30"},
            {"name":"Gree"}],
          "moods":[{"id":1}],
          "settings":[{"id":"1-0","currency":"EUR"}]},
        "theme" : { "dark" : true }"#,
    );
    let file = open(&text).unwrap();
    let plan = file.ledger.plan();
    let deals = plan.table(Sheet::Deals);
    let names: Vec<&Value> = deals.ids().map(|id| deals.value(id, "name")).collect();
    assert_eq!(names, [&Value::text("Haitian"), &Value::text("Midea"), &Value::text("Gree")]);
    let first = deals.ids().next().unwrap();
    assert_eq!(deals.value(first, "mood"), &Value::Percent(crate::model::Percent::of(25)));
    assert_eq!(deals.value(first, "colour"), &Value::Foreign("\"red\"".into()));
    assert_eq!(deals.definition("mood").unwrap().kind, Kind::Percent);
    assert_eq!(plan.currency(), crate::model::Currency::EUR);
    assert_eq!((file.name.as_str(), file.problem_count), ("Q3", 1));
    let problem = &file.problems[0];
    let place = &problem.place;
    assert_eq!(
        (problem.what, place.line, place.row, place.field.as_deref()),
        (Trouble::DoesNotFit, 4, Some(2), Some("close"))
    );
    assert!(file.ledger.log().all(|t| t.label == crate::log::Label::new("import")));
    // Written and read again, it is the same, with everything that was not understood.
    let written = write_checked(&file.ledger, &file.meta).unwrap();
    assert!(written.contains(r#""theme": { "dark" : true }"#) && written.contains(r#""moods": [{"id":1}]"#));
    assert!(written.contains(r#""colour":"red""#));
    let again = open(&written).unwrap();
    assert_eq!((again.imported.len(), again.ledger.len()), (0, file.ledger.len()));
    assert_eq!(again.meta.unknown, file.meta.unknown);
}

#[test]
fn an_edit_by_hand_becomes_an_import() {
    let mut ledger = Ledger::new(Replica::new(1, 1), "a");
    let rows: Vec<RowId> = (0..4).map(|_| ledger.fresh_row(5)).collect();
    let insert = |(at, row): (usize, &RowId)| crate::log::Change::Insert {
        sheet: Sheet::Deals,
        row: *row,
        place: crate::model::Place::nth(at),
        cells: vec![(Key::new("name"), Value::text(&format!("deal {at}"))), (Key::new("note"), Value::text("x"))],
    };
    ledger.commit(rows.iter().enumerate().map(insert).collect(), crate::log::Label::new("insert"), 5).unwrap();
    let delete = crate::log::Change::Delete { sheet: Sheet::Deals, row: rows[3] };
    let before = write(&ledger, &Meta::default());
    ledger.commit(vec![delete], crate::log::Label::new("delete"), 6).unwrap();
    let text = write(&ledger, &Meta::default());
    // One cell changed, one emptied, one added, a row deleted, one added, one brought back, two exchanged.
    let line = |text: &str, at: usize| {
        text.lines()
            .find(|line| line.contains("\"place\":") && line.contains(&format!("deal {at}")))
            .unwrap()
            .to_owned()
    };
    let edited = text
        .replace(
            &line(&text, 0),
            &line(&text, 0).replace(",\"note\":\"x\"", ",\"probability\":5").replace("deal 0", "Haitian"),
        )
        .replace(&line(&text, 1), "{\"name\":\"new\"},")
        .replace(&line(&text, 2), &format!("{},\n{}", line(&text, 2), line(&before, 3)));
    let file = open(&edited).unwrap();
    let plan: &Plan = file.ledger.plan();
    let deals = plan.table(Sheet::Deals);
    let shown: Vec<_> =
        deals.ids().map(|id| (deals.value(id, "name").clone(), deals.value(id, "note").clone())).collect();
    let (x, no) = (Value::text("x"), Value::Empty);
    let expected = [("Haitian", &no), ("new", &no), ("deal 2", &x), ("deal 3", &x)];
    assert_eq!(shown, expected.map(|(name, note)| (Value::text(name), note.clone())), "{edited}");
    assert!(!deals.contains(rows[1]) && deals.contains(rows[3]));
    let again = open(&write_checked(&file.ledger, &file.meta).unwrap()).unwrap();
    assert!(again.imported.is_empty());
}

#[test]
fn a_file_that_is_no_plan_is_refused_for_the_right_reason() {
    let not = |why| Err(FileError::NotAPlan { why });
    let cases: [(&[u8], Result<(), FileError>); 14] = [
        (b"", not(Stranger::Empty)),
        (b"\xef\xbb\xbf \n", not(Stranger::Empty)),
        (b"PK\x03\x04\xff\xff", not(Stranger::NotJson)),
        (b"<!doctype html>", not(Stranger::NotJson)),
        (b"deal,amount\r\nHaitian,5", not(Stranger::NotJson)),
        (b"[]", not(Stranger::OtherFormat)),
        (b"{}", not(Stranger::OtherFormat)),
        (br#"{"format":"quadrille-plan"}"#, not(Stranger::NoVersion)),
        (br#"{"format":"quadrille-plan","version":0}"#, not(Stranger::NoVersion)),
        (br#"{"format":"quadrille-plan","version":"1"}"#, not(Stranger::NoVersion)),
        (br#"{"format":7,"version":1}"#, not(Stranger::OtherFormat)),
        (br#"{"format":"quadrille-plan","version":9,"min_reader":2,"log":7}"#, Err(FileError::TooNew { needs: 2 })),
        (br#"{"format":"quadrille-plan","version":9,"min_reader":1}"#, Ok(())),
        (br#"{"format":"quadrille-plan","version":1}"#, Ok(())),
    ];
    for (bytes, expected) in cases {
        let result = read(bytes, Replica::new(1, 1), "", NOW).map(drop);
        assert_eq!(result, expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn damage_is_reported_with_its_place() {
    let why = |rest: &str| match open(&file(rest)).map(drop) {
        Err(FileError::Damaged { place, why }) => (why, place.table, place.row, place.field),
        other => panic!("{rest}: {other:?}"),
    };
    let deals = || Some("deals".to_owned());
    let cases = [
        (
            r#""tables":{"deals":[{"id":"1-1","name":"a","name":"b"}]}"#,
            Why::DuplicateKey { key: "name".into() },
            deals(),
            Some(1),
            Some("name"),
        ),
        (r#""tables":{"deals":[{"id":"1-1"},{"id":"1-1"}]}"#, Why::DuplicateRow, deals(), Some(2), Some("id")),
        (r#""tables":{"deals":[{},{"id":"x"}]}"#, Why::NotAnId { text: "x".into() }, deals(), Some(2), Some("id")),
        (
            r#""tables":{"deals":[{"place":"1."}]}"#,
            Why::NotAPlace { text: "1.".into() },
            deals(),
            Some(1),
            Some("place"),
        ),
        (r#""tables":{"deals":[5]}"#, Why::Expected(Expected::Object), deals(), Some(1), None),
        (r#""tables":{"deals":{}}"#, Why::Expected(Expected::List), deals(), None, None),
        (r#""tables":[]"#, Why::Expected(Expected::Object), None, None, None),
        (r#""tables":{"deals":[{"name":"a"#, Why::Ends, deals(), Some(1), Some("name")),
        (r#""tables":{"deals":[{"amount":1e999}]}"#, Why::NumberOutOfRange, deals(), Some(1), Some("amount")),
        (r#""tables":{"deals":[{"amount":NaN}]}"#, Why::Syntax, deals(), Some(1), Some("amount")),
        (
            r#""log":[{"id":"1-1","ops":[]},{"id":"1-1","by":"x","ops":[]}]"#,
            Why::DuplicateTransaction,
            None,
            None,
            None,
        ),
        (r#""log":[7]"#, Why::Expected(Expected::Object), None, None, None),
    ];
    for (rest, expected, table, row, field) in cases {
        let (why, t, r, f) = why(rest.strip_suffix('\0').unwrap_or(rest));
        assert_eq!((why, t, r, f.as_deref()), (expected, table, row, field), "{rest}");
    }
    let deep = file(&format!(r#""x":{}{}"#, "[".repeat(200), "]".repeat(200)));
    assert!(matches!(open(&deep), Err(FileError::Damaged { why: Why::TooDeep, .. })));
    let deep = file(&format!(r#""tables":{{"deals":[{{"x":{}{}}}]}}"#, "[".repeat(65), "]".repeat(65)));
    assert!(matches!(open(&deep), Err(FileError::Damaged { why: Why::TooDeep, .. })));
}

#[test]
fn what_is_too_large_is_refused() {
    let large = |text: &str| match open(text).map(drop) {
        Err(FileError::TooLarge { what, found, limit, .. }) => (what, found, limit),
        other => panic!("{other:?}"),
    };
    let long = file(&format!(r#""tables":{{"deals":[{{"name":"{}"}}]}}"#, "中".repeat(MAX_CHARACTERS + 1)));
    assert_eq!(large(&long), (Measure::Characters, MAX_CHARACTERS + 1, MAX_CHARACTERS));
    let longest = file(&format!(r#""tables":{{"deals":[{{"name":"{}"}}]}}"#, "中".repeat(MAX_CHARACTERS)));
    assert!(open(&longest).is_ok());
    let rows = file(&format!(r#""tables":{{"deals":[{}{{}}]}}"#, "{},".repeat(MAX_ROWS)));
    assert_eq!(large(&rows), (Measure::Rows, MAX_ROWS + 1, MAX_ROWS));
    let columns: Vec<String> = (0..MAX_COLUMNS).map(|n| format!(r#"{{"x{n}":1}}"#)).collect();
    let columns = file(&format!(r#""tables":{{"deals":[{}]}}"#, columns.join(",")));
    assert!(matches!(large(&columns), (Measure::Columns, _, MAX_COLUMNS)));
    assert_eq!(large(&" ".repeat(MAX_BYTES + 1)), (Measure::Bytes, MAX_BYTES + 1, MAX_BYTES));
}

#[test]
fn text_of_windows_is_read_too() {
    let text = file(r#""name":"计划""#);
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16, Replica::new(1, 1), "", NOW).unwrap().name, "计划");
}
