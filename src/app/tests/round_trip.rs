//! A table that goes out for another program and comes into an empty plan is the same table: every stored column of it.

use std::collections::BTreeMap;

use super::Desk;
use super::desk::reopened;
use crate::app::command::Command;
use crate::app::csv::{CsvFor, Goes};
use crate::app::grid::GridId;
use crate::app::{Action, App, Theme, template};
use crate::log::{Change, Label, Ledger, Replica};
use crate::model::{Currency, Date, Decimal, Definition, Key, Kind, Money, Percent, Plan, RowId, Sheet, Value};
use crate::text::{Lang, title};

const NOW: u64 = 1_773_144_000_000;

/// The tables in an order in which what links comes after what it links to, as far as there is one.
fn order() -> Vec<Sheet> {
    let late = |sheet: &Sheet| match sheet {
        Sheet::Accounts => 1,
        Sheet::Deals => 2,
        Sheet::Activities => 5,
        _ if sheet.parent().as_deref() == Some("account") => 3,
        _ if sheet.parent().is_some() => 4,
        _ => 0,
    };
    let skipped = [Sheet::Settings, Sheet::Scenarios, Sheet::Suppositions];
    let mut all: Vec<Sheet> =
        Sheet::ALL.iter().copied().filter(|own| own.is_seen() && !skipped.contains(own)).collect();
    all.sort_by_key(late);
    all
}

fn empty() -> App {
    let today = Date::of_millis(NOW);
    let mut ledger = Ledger::new(Replica::new(3, 1), "");
    ledger.commit(template(Lang::En, "Test", today), Label::new("template"), NOW).unwrap();
    App::new(ledger, Lang::En, Theme::System, today)
}

/// A value of a column that is hard to write down.
fn odd(plan: &Plan, sheet: Sheet, row: RowId, definition: &Definition, nth: usize) -> Option<Value> {
    let linked = |sheet, row, key: &str| plan.value(sheet, row, key).linked().first().copied();
    let account = match sheet {
        Sheet::Accounts => Some(row),
        _ => linked(sheet, row, "account").or_else(|| linked(Sheet::Deals, linked(sheet, row, "deal")?, "account")),
    };
    // The people of another customer are strangers here.
    let rows = |target: Sheet| {
        let own = move |row: &RowId| target != Sheet::Contacts || linked(target, *row, "account") == account;
        plan.table(target).ids().filter(own).collect::<Vec<RowId>>().into_iter()
    };
    let tail = if nth == 0 { "" } else { " two" };
    Some(match &definition.kind {
        _ if definition.key == sheet.title() && matches!(definition.kind, Kind::Text) => {
            Value::text(&format!("=Odd, \"{}\" 海天; {nth}", definition.key))
        }
        Kind::Text => Value::text(&format!("'-1, \"x\";\t=2{tail}")),
        Kind::Paragraph => Value::text(&format!("a, b\nc: \"d\"{tail}")),
        Kind::Steps(_) => Value::text(&format!("first\nsecond{tail}")),
        Kind::Number { min, max, places } => {
            let unit = Decimal::ONE / 10_i64.pow(*places);
            let most = max.saturating_mul(Decimal::ONE).min(1_234_567 * Decimal::ONE);
            Value::Number(Decimal {
                millionths: (most - unit * (1 + nth as i64)).max(min * Decimal::ONE) / unit * unit,
            })
        }
        Kind::Rating { max, unknown: false, .. } => {
            Value::Number(Decimal { millionths: i64::from(*max) * Decimal::ONE })
        }
        Kind::Rating { min, .. } if nth == 0 => Value::Number(Decimal { millionths: i64::from(*min) * Decimal::ONE }),
        Kind::Rating { .. } => Value::Unknown,
        Kind::Money if nth == 0 => Value::Money(Money::new(123_456_789, plan.currency())),
        Kind::Money => Value::Money(Money::new(98_705, Currency::parse("JPY").unwrap())),
        Kind::Percent => Value::Percent(Percent { ppm: 123_457 + nth as i64 }),
        Kind::Date => Value::Date(Date::new(2031, 2, 28 - nth as u32).unwrap()),
        Kind::Check => Value::Check(nth == 0),
        Kind::Choice(choices) => Value::Choice(choices.iter().rev().nth(nth.min(choices.len() - 1))?.key.clone()),
        Kind::Choices(choices) => Value::choices(choices.iter().take(2).map(|own| own.key.clone()).collect()),
        Kind::Link(target) => Value::Link(rows(*target).nth(nth)?),
        Kind::Links(target) => Value::links(rows(*target).skip(nth).take(2).collect()),
        Kind::Currency => Value::Choice(Key::new(["EUR", "JPY"][nth])),
        Kind::Foreign => return None,
    })
}

/// What is compared of a value: of links the names.
fn plain(plan: &Plan, definition: &Definition, value: &Value) -> String {
    match (definition.kind.target(), value) {
        (Some(target), Value::Link(_) | Value::Links(_)) => {
            let names = value.linked().iter().map(|row| title(plan, target, *row, Lang::En).to_string());
            names.collect::<Vec<_>>().join(" + ")
        }
        _ => format!("{value:?}"),
    }
}

/// The stored cells of a table, or of the part of a record, row by row.
fn cells(app: &App, sheet: Sheet, of: Option<RowId>) -> Vec<BTreeMap<String, String>> {
    let table = app.plan().table(sheet);
    let rows = table.ids().filter(|row| of.is_none() || app.parent_of(sheet, *row) == of);
    let stored: Vec<&Definition> = table
        .definitions()
        .iter()
        .filter(|own| own.computed.is_none() && !own.deleted && Some(&own.key) != sheet.parent().as_ref())
        .collect();
    let line = |row: RowId| {
        // An unknown and the call that answers it link to each other: one of them comes first.
        let is_circle = |own: &Definition| (sheet, own.key.as_str()) == (Sheet::Unknowns, "call");
        let filled = stored.iter().filter(|own| !is_circle(own)).filter(|own| !table.value(row, &own.key).is_empty());
        filled.map(|own| (own.label.en.to_string(), plain(app.plan(), own, table.value(row, &own.key)))).collect()
    };
    rows.map(line).collect()
}

fn csv(app: &mut App, id: GridId, reader: CsvFor) -> String {
    app.grid(id);
    app.csv_of(id, reader).unwrap().text
}

/// The sample, with two rows of each table that are odd in every column.
pub(super) fn full() -> App {
    let path = format!("{}/public/sample.en.plan.json", env!("CARGO_MANIFEST_DIR"));
    let file = crate::formats::read(&std::fs::read(path).unwrap(), Replica::new(2, 1), "", NOW).unwrap();
    let mut app = App::new(file.ledger, Lang::En, Theme::System, Date::of_millis(NOW));
    for sheet in order() {
        for (label, kind) in [("My text", Kind::Text), ("My money", Kind::Money), ("My day", Kind::Date)] {
            let stand = Some(app.plan().table(sheet).stand_behind(None));
            let definition = Box::new(Definition {
                stand,
                key: Key::new(label.replace(" ", "_").to_ascii_lowercase()),
                ..super::columns::own(label, kind)
            });
            app.ledger.commit(vec![Change::Define { sheet, definition }], Label::new("test"), NOW).unwrap();
        }
    }
    for nth in 0..2 {
        for sheet in order() {
            let plan = app.plan();
            let row = plan.table(sheet).ids().nth(nth);
            let Some(row) = row else { continue };
            let written = |own: &&Definition| {
                own.computed.is_none()
                    && !own.deleted
                    && Some(&own.key) != sheet.parent().as_ref()
                    && own.key != "number"
            };
            let columns = plan.table(sheet).definitions().iter().filter(written);
            let changes: Vec<Change> = columns
                .filter_map(|own| Some((own.key.clone(), odd(plan, sheet, row, own, nth)?)))
                .map(|(column, value)| Change::Set { sheet, row, column, value })
                .collect();
            app.ledger.commit(changes, Label::new("test"), NOW).unwrap();
        }
    }
    reopened(&app, Replica::new(2, 2))
}

#[test]
fn what_is_shown_comes_back_with_the_probabilities_that_were_given() {
    let table = "| name | amount | p_own | p | weighted | stage_age |\n| [a] | 10 | 35% | | | |\n| b | 20 | | | | |";
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), table);
    let hide = crate::app::command::Arranging::HideColumn;
    desk.press("click(0,2)");
    desk.act(Action::Run(desk.grid, Command::Arrange(hide)));
    let text = desk.app.csv_of(desk.grid, CsvFor::Spreadsheet).unwrap().text;
    assert!(text.contains("Deal,\"Amount, USD\",p,Own probability,\"Weighted, USD\",Days in stage"), "{text}");
    let mut other = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| [] |");
    let intake = other.app.csv_intake("a.csv", &text);
    let key = |key: &'static str| Goes::To(Key::new(key));
    // What is worked out is no data, though `Days in stage` ends like the stage.
    assert_eq!(intake.columns, [key("name"), key("amount"), Goes::Nowhere, key("p_own"), Goes::Nowhere, Goes::Nowhere]);
    other.act(Action::TakeCsv(Box::new(intake)));
    let given = |desk: &Desk, row: usize| (desk.cell(row, "name"), desk.cell(row, "p_own"), desk.cell(row, "amount"));
    assert_eq!([0, 1].map(|row| given(&other, row)), [0, 1].map(|row| given(&desk, row)));
    // The same file, pasted.
    let mut other = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| [] |");
    let rows = crate::formats::read_csv(&text).rows;
    other.act(Action::Paste(other.grid, crate::app::Block::Texts(rows)));
    assert_eq!([0, 1].map(|row| given(&other, row)), [0, 1].map(|row| given(&desk, row)));
    assert!(other.app.leftovers().is_empty());
}

#[test]
fn every_stored_column_of_every_table_comes_back() {
    let mut from = full();
    let mut to = empty();
    for sheet in order() {
        let own = from.plan().table(sheet).definitions().iter().filter(|own| own.is_own());
        let own = own.map(|own| Change::Define { sheet, definition: Box::new(own.clone()) }).collect();
        to.ledger.commit(own, Label::new("test"), NOW).unwrap();
    }
    let mut to = reopened(&to, Replica::new(3, 2));
    let mut different = Vec::new();
    for sheet in order() {
        let parents: Vec<Option<RowId>> = match sheet.parent() {
            None => vec![None],
            Some(key) => {
                let of = from.plan().table(sheet).definition(&key).unwrap().kind.target().unwrap();
                from.plan().table(of).ids().map(Some).collect()
            }
        };
        for parent in parents {
            let id = if parent.is_some() { GridId::Part(sheet) } else { GridId::Table(sheet) };
            let mut own = None;
            if let Some(row) = parent {
                let key = sheet.parent().unwrap();
                let of = from.plan().table(sheet).definition(&key).unwrap().kind.target().unwrap();
                let name = title(from.plan(), of, row, Lang::En);
                own = to.plan().table(of).ids().find(|other| title(to.plan(), of, *other, Lang::En) == name);
                for (app, row) in [(&mut from, Some(row)), (&mut to, own)] {
                    let chosen = if of == Sheet::Deals { &mut app.deal } else { &mut app.account };
                    *chosen = row;
                    app.grids.remove(&id);
                }
            }
            let text = csv(&mut from, id, CsvFor::Program);
            let before = cells(&from, sheet, parent);
            if before.is_empty() {
                continue;
            }
            let mut intake = to.csv_intake("a.csv", &text);
            to.csv_goes_to(&mut intake, sheet);
            let heads = &intake.rows[0];
            for (head, goes) in heads.iter().zip(&intake.columns) {
                let definition = from.plan().table(sheet).definition(head);
                if definition.is_none_or(|own| own.computed.is_some()) {
                    assert_eq!(*goes, Goes::Nowhere, "{sheet:?} {head}");
                }
            }
            to.update(Action::TakeCsv(Box::new(intake)), NOW + 5000);
            let after = cells(&to, sheet, own);
            for (nth, row) in before.iter().enumerate() {
                let name = |row: &BTreeMap<String, String>| format!("{row:?}");
                if !after.contains(row) {
                    let best = after
                        .iter()
                        .max_by_key(|other| row.iter().filter(|(key, value)| other.get(*key) == Some(value)).count());
                    let best = best.cloned().unwrap_or_default();
                    let keys = row.iter().filter(|(key, value)| best.get(*key) != Some(value));
                    let keys: Vec<String> =
                        keys.map(|(key, value)| format!("{key}: {value} ≠ {:?}", best.get(key))).collect();
                    let more: Vec<&String> = best.keys().filter(|key| !row.contains_key(*key)).collect();
                    different.push(format!(
                        "{sheet:?} {nth}: {keys:?} more {more:?} {}",
                        if keys.is_empty() && more.is_empty() { name(row) } else { String::new() }
                    ));
                }
            }
            if before.len() != after.len() {
                different.push(format!("{sheet:?}: {} rows ≠ {}", before.len(), after.len()));
            }
        }
    }
    assert!(different.is_empty(), "{}\n{}", different.len(), different[..different.len().min(60)].join("\n"));
}
