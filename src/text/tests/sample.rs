//! A small plan with the names that make reading hard: twins, commas, missing translations, deleted rows.

use smol_str::SmolStr;

use crate::model::{Currency, Date, Decimal, Place, Plan, RowId, Sheet, Stamp, Value};

/// 23 November 2026.
pub(super) fn today() -> Date {
    Date::new(2026, 11, 23).unwrap()
}

pub(super) fn row(number: u64) -> RowId {
    RowId(Stamp { time: number, replica: 7 })
}

pub(super) fn put(plan: &mut Plan, sheet: Sheet, id: RowId, cells: &[(&str, Value)]) {
    let table = plan.table_mut(sheet);
    let slot = table.claim(id);
    table.put(slot, Place::nth(slot as usize));
    table.set_alive(slot, true);
    for (key, value) in cells {
        let column = table.column(key).unwrap();
        table.write(slot, column, value.clone());
    }
}

fn text(text: &str) -> Value {
    Value::text(text)
}

/// Accounts 1–9, of which 5 and 6 are twins, 7 has no name, 8 was deleted; stages 1–3; one activity.
pub(super) fn plan(currency: Currency) -> Plan {
    let mut plan = Plan::default();
    put(&mut plan, Sheet::Settings, Plan::SETTINGS, &[("currency", Value::Choice(SmolStr::new(currency.code())))]);
    let names = ["Northwind", "Acme, Inc.", "海天", "Acme", "Twin", "twin", "", "Gone", "5-7"];
    for (at, name) in names.iter().enumerate() {
        put(&mut plan, Sheet::Accounts, row(at as u64 + 1), &[("name", text(name))]);
    }
    let table = plan.table_mut(Sheet::Accounts);
    let gone = table.slot(row(8)).unwrap();
    table.set_alive(gone, false);
    let stages = [(1, "Interest", "意向确认"), (2, "Needs and process", "需求确认"), (3, "Preferred solution", "")];
    for (number, en, zh) in stages {
        let cells = [("name", text(en)), ("name_zh", text(zh)), ("number", Value::Number(Decimal::whole(number)))];
        put(&mut plan, Sheet::Stages, row(number as u64), &cells);
    }
    put(&mut plan, Sheet::ActivityTypes, row(1), &[("name", text("visit")), ("name_zh", text("拜访"))]);
    let cells = [("planned", Value::Date(today())), ("type", Value::Link(row(1))), ("goal", text("See the line"))];
    put(&mut plan, Sheet::Activities, row(1), &cells);
    put(&mut plan, Sheet::Competitors, row(1), &[("name", text("Rival"))]);
    put(&mut plan, Sheet::Competition, row(1), &[("competitor", Value::Link(row(1)))]);
    put(&mut plan, Sheet::Rates, row(1), &[("currency", Value::Choice(SmolStr::new_static("XQZ")))]);
    plan
}
