//! Plan files from outside: the golden files that are read for ever, and the published schema. `damaged_files.rs` is about
//! those that are broken.
//!
//! `UPDATE=1 cargo test --test plan_files` writes what is written now and the schema anew; never the golden files of
//! released versions.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use quadrille::formats::{self, FileError, Meta, PlanFile, VERSION};
use quadrille::log::{Change, Label, Ledger, Replica, Transaction};
use quadrille::model::{
    Currency, Date, Decimal, Key, Kind, Money, Percent, Place, RowId, Sheet, Value, column, schema::deals,
};

const NOW: u64 = 1_790_000_000_000;
const ME: Replica = Replica::new(0xbeef, 1);

fn read(bytes: &[u8]) -> Result<PlanFile, FileError> {
    formats::read(bytes, Replica::new(0xcafe, 1), "reader", NOW)
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Compares with a committed file, or writes it where `UPDATE` is set.
fn expect_file(name: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(name), text).unwrap();
    }
    let found = fs::read_to_string(path(name)).unwrap_or_default();
    let line = found.lines().zip(text.lines()).position(|(a, b)| a != b).map_or(0, |at| at + 1);
    assert!(found == text, "{name} differs from what is written now, first in line {line}; UPDATE=1 writes it anew");
}

fn golden() -> String {
    fs::read_to_string(path(WRITTEN)).unwrap()
}

/// What is written now; the files of released versions beside it are never written again.
const WRITTEN: &str = "tests/formats/golden/written.plan.json";

fn key(text: &str) -> Key {
    Key::new(text)
}

fn day(text: &str) -> Value {
    Value::Date(text.parse::<Date>().unwrap())
}

fn insert(sheet: Sheet, row: RowId, at: usize, cells: &[(&str, Value)]) -> Change {
    let cells = cells.iter().map(|(column, value)| (key(column), value.clone())).collect();
    Change::Insert { sheet, row, place: Place::nth(at), cells }
}

fn set(sheet: Sheet, row: RowId, column: &str, value: Value) -> Change {
    Change::Set { sheet, row, column: key(column), value }
}

fn transactions(ledger: &Ledger) -> Vec<Transaction> {
    ledger.log().map(|transaction| transaction.as_ref().clone()).collect()
}

/// A plan with a bit of everything: each kind of value, a conflict, a deletion, an undo, and what nobody understands.
fn sampler() -> PlanFile {
    let foreign = r#"{"format":"quadrille-plan","version":1,"colours":{"deals":"red"},
        "log":[{"id":"1a3-9","label":"edit","mood":"fine","ops":[["paint","deals","1-9",[1.50,12345678901234567890]]]}],
        "schema":{"moods":{"mood":"feeling"}},"tables":{"moods":[{"id":"1-1","mood":"fine"}]}}"#;
    let file = read(foreign.as_bytes()).unwrap();
    let mut a = Ledger::open(transactions(&file.ledger), ME, "王伟", 1000);
    let mut b = Ledger::new(Replica::new(0xfeed, 1), "Ann");
    let rows: Vec<RowId> = (0..8).map(|_| a.fresh_row(1000)).collect();
    let [person, account, contact, deal, lost, gone, activity, stage] = *rows.as_slice() else { unreachable!() };
    let mut mood = column("mood", "Mood", "心情", Kind::Percent);
    mood.help.en = "How they feel.".into();
    let label = Label::new;
    let define = Change::Define { sheet: Sheet::Deals, definition: Box::new(mood) };
    a.commit(vec![define], label("define"), 1001).unwrap();
    let changes = vec![
        insert(
            Sheet::Settings,
            RowId::builtin(1),
            0,
            &[("name", Value::text("计划 “2026”")), ("currency", Value::Choice(key("CNY")))],
        ),
        insert(Sheet::Stages, stage, 0, &[("name", Value::text("Qualify"))]),
        insert(Sheet::Persons, person, 0, &[("name", Value::text("王伟"))]),
        insert(Sheet::Accounts, account, 0, &[("name", Value::text("Haitian 海天")), ("owner", Value::Link(person))]),
        insert(Sheet::Contacts, contact, 0, &[("name", Value::text("李总\n\"boss\"\t\\"))]),
        insert(
            Sheet::Deals,
            deal,
            0,
            &[
                ("name", Value::text("Line 3")),
                ("account", Value::Link(account)),
                ("amount", Value::Money(Money::new(120_000_050, Currency::CNY))),
                ("mood", Value::Percent(Percent { ppm: 333_333 })),
            ],
        ),
        insert(Sheet::Deals, lost, 1, &[("name", Value::text("Line 4")), ("amount", Value::Invalid("about 5".into()))]),
        insert(Sheet::Deals, gone, 2, &[("name", Value::text("Line 5"))]),
        insert(
            Sheet::Activities,
            activity,
            0,
            &[("goal", Value::text("See the plant")), ("account", Value::Link(account))],
        ),
        insert(
            Sheet::Rates,
            RowId::builtin(7),
            0,
            &[("currency", Value::Choice(key("USD"))), ("rate", Value::Number(Decimal { millionths: 7_123_456 }))],
        ),
    ];
    a.commit(changes, label("import"), 1002).unwrap();
    b.merge(transactions(&a), 1003);
    a.commit(vec![set(Sheet::Deals, deal, "name", Value::text("Line 3, phase 1"))], label("edit"), 1004).unwrap();
    b.commit(vec![set(Sheet::Deals, deal, "name", Value::text("Line three"))], label("edit"), 1005).unwrap();
    a.merge(transactions(&b), 1006);
    a.commit(vec![Change::Delete { sheet: Sheet::Deals, row: gone }], label("delete"), 1007).unwrap();
    a.commit(
        vec![Change::Move {
            sheet: Sheet::Deals,
            row: lost,
            place: Place::spread(None, Some(&Place::nth(0)), 1).remove(0),
        }],
        label("move"),
        1008,
    )
    .unwrap();
    a.commit(vec![set(Sheet::Accounts, account, "reviewed", day("2026-03-05"))], label("edit"), 1009).unwrap();
    a.commit(vec![set(Sheet::Accounts, account, "reviewed", day("2026-03-06"))], label("edit"), 1010).unwrap();
    a.undo(1011).unwrap();
    // One value in each column that takes one, so that every kind stands in the file.
    let fill: Vec<Change> =
        [(Sheet::Deals, deal), (Sheet::Accounts, account), (Sheet::Contacts, contact), (Sheet::Activities, activity)]
            .into_iter()
            .flat_map(|(sheet, row)| sheet.definitions().iter().map(move |definition| (sheet, row, definition)))
            .filter(|(sheet, row, d)| d.computed.is_none() && a.plan().value(*sheet, *row, &d.key).is_empty())
            .map(|(sheet, row, definition)| set(sheet, row, &definition.key, sample(&definition.kind, contact)))
            .collect();
    a.commit(fill, label("fill"), 1012).unwrap();
    PlanFile { ledger: a, meta: Meta { saved: 1_780_000_000_123, ..file.meta }, ..file }
}

fn sample(kind: &Kind, row: RowId) -> Value {
    match kind {
        Kind::Text => Value::text("text"),
        Kind::Paragraph | Kind::Steps(_) => Value::text("one\ntwo"),
        Kind::Number { places, .. } => {
            Value::Number(Decimal { millionths: if *places > 0 { 2_500_000 } else { 3_000_000 } })
        }
        Kind::Rating { unknown: true, .. } => Value::Unknown,
        Kind::Rating { max, .. } => Value::Number(Decimal::whole(i64::from(*max))),
        Kind::Money => Value::Money(Money::new(-1, Currency::JPY)),
        Kind::Percent => Value::Percent(Percent::of(40)),
        Kind::Date => day("2026-12-31"),
        Kind::Check => Value::Check(true),
        Kind::Choice(choices) => Value::Choice(choices.first().map(|c| c.key.clone()).unwrap_or_default()),
        Kind::Choices(choices) => Value::choices(choices.iter().map(|c| c.key.clone()).collect()),
        Kind::Link(_) => Value::Link(row),
        Kind::Links(_) => Value::links(vec![row, RowId::builtin(1)]),
        Kind::Currency => Value::Choice(key("EUR")),
        Kind::Foreign => Value::Empty,
    }
}

#[test]
fn what_is_written_now_is_known_to_the_letter() {
    let PlanFile { ledger, meta, .. } = sampler();
    expect_file(WRITTEN, &formats::write_checked(&ledger, &meta).unwrap());
}

#[test]
fn golden_files_are_read_for_ever() {
    for version in 1..=VERSION {
        let bytes = fs::read(path(&format!("tests/formats/golden/v{version}.plan.json"))).unwrap();
        let file = read(&bytes).unwrap();
        let plan = file.ledger.plan();
        let deals = plan.table(Sheet::Deals);
        assert_eq!((file.imported.len(), file.problem_count, file.name.as_str()), (0, 0, "计划 “2026”"));
        assert_eq!((file.ledger.len(), deals.len(), file.ledger.conflicts().len()), (11, 2, 1));
        let deal = deals.ids().nth(1).unwrap();
        assert_eq!(plan.get(deal, deals::NAME), Some("Line three"));
        assert_eq!(plan.get(deal, deals::AMOUNT), Some(Money::new(120_000_050, Currency::CNY)));
        assert_eq!(deals.value(deal, "mood"), &Value::Percent(Percent { ppm: 333_333 }));
        let account = plan.table(Sheet::Accounts).ids().next().unwrap();
        assert_eq!(plan.value(Sheet::Accounts, account, "reviewed"), &day("2026-03-05"));
        let again = formats::write_checked(&file.ledger, &file.meta).unwrap();
        assert!(again.contains("[\"paint\",\"deals\",\"1-9\",[1.50,12345678901234567890]]"));
        assert!(again.contains("\"mood\":\"fine\"") && again.contains("\"colours\": {\"deals\":\"red\"}"));
        // Columns are added with time, so that the schema in the file grows; all else is written back to the letter.
        let lines = |text: &str| -> Vec<String> {
            let schema = text.lines().skip_while(|line| !line.starts_with("  \"schema\""));
            let length = schema.take_while(|line| *line != "  },").count();
            let before = text.lines().take_while(|line| !line.starts_with("  \"schema\""));
            before
                .chain(text.lines().skip_while(|line| !line.starts_with("  \"schema\"")).skip(length))
                .map(str::to_owned)
                .collect()
        };
        assert!(version < VERSION || lines(&again) == lines(std::str::from_utf8(&bytes).unwrap()), "v{version}");
    }
}

#[test]
fn the_published_schema_is_the_model_and_fits_the_files() {
    let text = formats::schema_document();
    expect_file("public/plan.schema.json", &text);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    for sheet in Sheet::ALL {
        let row = &document["properties"]["tables"]["properties"][sheet.key()]["items"]["properties"];
        for definition in sheet.definitions() {
            assert!(row[definition.key.as_str()]["anyOf"].is_array(), "{}.{}", sheet.key(), definition.key);
        }
    }
    let schema = jsonschema::validator_for(&document).unwrap();
    let file: serde_json::Value = serde_json::from_str(&golden()).unwrap();
    let errors: Vec<String> = schema.iter_errors(&file).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let damages: [(&str, serde_json::Value); 9] = [
        ("/format", "other".into()),
        ("/version", 0.into()),
        ("/log", "none".into()),
        ("/log/0/id", 7.into()),
        ("/tables/deals", 5.into()),
        ("/tables/deals/1/id", "x".into()),
        ("/tables/deals/1/place", "1.0".into()),
        ("/tables/deals/1/amount", 5.into()),
        ("/tables/accounts/0/reviewed", "5 March".into()),
    ];
    for (place, wrong) in damages {
        let mut damaged = file.clone();
        *damaged.pointer_mut(place).unwrap() = wrong;
        assert!(!schema.is_valid(&damaged), "{place}");
    }
}
