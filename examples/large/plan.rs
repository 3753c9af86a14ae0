//! A large plan: deals of many accounts and eight people, in one import.

use quadrille::app::{default_stage, template};
use quadrille::log::{Change, Label, Ledger, Refusal, Replica};
use quadrille::model::{Currency, Date, Key, Money, Percent, Place, Plan, RowId, Sheet, Value};
use quadrille::text::Lang;

/// 2026-11-23 at 08:00 UTC, in milliseconds since 1970.
pub const NOW: u64 = 1_795_420_800_000;

const PEOPLE: [&str; 8] =
    ["Li Wei", "Chen Yu", "Sara Ortiz", "Nils Berg", "Aiko Mori", "Omar Said", "Eva Kral", "Ben Hale"];
const WORDS: [&str; 12] = [
    "press line",
    "data platform",
    "service contract",
    "signage",
    "kiosks",
    "portal",
    "laboratory",
    "payroll",
    "network",
    "maintenance",
    "audit",
    "trackers",
];

/// Numbers that look random and are the same on every run (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    fn pick<T: Copy>(&mut self, of: &[T], other: T) -> T {
        of.get(self.below(of.len())).copied().unwrap_or(other)
    }
}

/// A plan of `count` deals: closes spread over six quarters, amounts in thousands, a fifth of the deals ended, and a
/// target for the running quarter that is as likely missed as reached.
#[allow(dead_code, reason = "a bench may look at plans with a past alone")]
pub fn of(count: usize) -> Result<Ledger, Refusal> {
    of_at(count, NOW)
}

fn of_at(count: usize, now: u64) -> Result<Ledger, Refusal> {
    let mut numbers = Numbers(count as u64);
    let mut ledger = Ledger::new(Replica::new(1, 1), "import");
    let today = Date::of_millis(NOW);
    ledger.commit(template(Lang::En, &format!("{count} deals"), today), Label::new("template"), now)?;

    let mut changes = vec![Change::Set {
        sheet: Sheet::Settings,
        row: Plan::SETTINGS,
        column: Key::new_static("today"),
        value: Value::Date(today),
    }];
    let mut insert = |sheet: Sheet, row: RowId, at: usize, cells: Vec<(&'static str, Value)>| {
        let cells = cells.into_iter().map(|(key, value)| (Key::new_static(key), value)).collect();
        changes.push(Change::Insert { sheet, row, place: Place::nth(at), cells });
    };
    let money = |thousands: i64| Value::Money(Money::new(thousands * 100_000, Currency::USD));
    let stage = |number: usize| Value::Link(default_stage(number));

    let people: Vec<RowId> = ledger.fresh_rows(now, PEOPLE.len()).collect();
    for (at, (row, name)) in people.iter().zip(PEOPLE).enumerate() {
        let role = Value::Choice(Key::new_static("sales"));
        insert(Sheet::Persons, *row, at, vec![("name", Value::text(name)), ("role", role)]);
    }
    let accounts: Vec<RowId> = ledger.fresh_rows(now, count / 10 + 1).collect();
    for (at, row) in accounts.iter().enumerate() {
        let owner = Value::Link(numbers.pick(&people, RowId::default()));
        insert(Sheet::Accounts, *row, at, vec![("name", Value::text(&format!("Account {at}"))), ("owner", owner)]);
    }

    let (from, until) = (today.month_start(-1), today.month_start(2).plus_days(-1));
    let mut expected = 0;
    let deals: Vec<RowId> = ledger.fresh_rows(now, count).collect();
    for (at, row) in deals.into_iter().enumerate() {
        // Most deals are small, some are large, as they are.
        let amount = 5 + numbers.below(60) as i64 * (1 + numbers.below(4) as i64);
        let close = from.plus_days(numbers.below(548) as i64 - 91);
        let number = 1 + numbers.below(5);
        let mut cells = vec![
            ("name", Value::text(&format!("{} {at}", numbers.pick(&WORDS, "deal")))),
            ("account", Value::Link(numbers.pick(&accounts, RowId::default()))),
            ("owner", Value::Link(numbers.pick(&people, RowId::default()))),
            ("amount", money(amount)),
            ("stage", stage(number)),
            ("close", Value::Date(close)),
            ("entered", Value::Date(close.plus_days(-(30 + numbers.below(120) as i64)).min(today))),
        ];
        let mut p = [10, 20, 40, 60, 80].get(number - 1).copied().unwrap_or(0);
        if numbers.below(10) == 0 {
            p = 5 * (1 + numbers.below(18) as i64);
            cells.push(("p_own", Value::Percent(Percent::of(p))));
        }
        if close < today && numbers.below(5) > 0 {
            let won = numbers.below(5) < 2;
            p = if won { 100 } else { 0 };
            cells.push(("outcome", Value::Choice(Key::new_static(if won { "won" } else { "lost" }))));
            cells.push(("reason", Value::Choice(Key::new_static("price"))));
            cells.push(("closed", Value::Date(close)));
        }
        if (from..=until).contains(&close) {
            expected += amount * p;
        }
        insert(Sheet::Deals, row, at, cells);
    }
    let target = ledger.fresh_row(now);
    let period = vec![("from", Value::Date(from)), ("until", Value::Date(until)), ("target", money(expected / 100))];
    insert(Sheet::Targets, target, 0, period);
    ledger.commit(changes, Label::new("import"), now)?;
    Ok(ledger)
}

/// Such a plan with nine months of edits: deals move on, are pushed, change their amount, end; an edit a deal a month.
#[allow(dead_code, reason = "the example writes a plan without a past")]
pub fn lived(count: usize) -> Result<Ledger, Refusal> {
    const DAY: u64 = 86_400_000;
    let mut ledger = of_at(count, NOW - 270 * DAY)?;
    let deals: Vec<RowId> = ledger.plan().table(Sheet::Deals).ids().collect();
    let mut numbers = Numbers(7);
    let set = |row: RowId, key: &'static str, value: Value| Change::Set {
        sheet: Sheet::Deals,
        row,
        column: Key::new_static(key),
        value,
    };
    for edit in 0..count * 9 {
        let now = NOW - 269 * DAY + (edit as u64 * 268 * DAY) / (count as u64 * 9).max(1);
        let today = Date::of_millis(now);
        let row = numbers.pick(&deals, RowId::default());
        let changes = match numbers.below(20) {
            0..=7 => vec![set(row, "stage", Value::Link(default_stage(1 + numbers.below(5))))],
            8..=12 => vec![set(row, "close", Value::Date(today.plus_days(10 + numbers.below(150) as i64)))],
            13..=16 => {
                let minor = (5 + numbers.below(90) as i64) * 100_000;
                vec![set(row, "amount", Value::Money(Money::new(minor, Currency::USD)))]
            }
            17 => {
                let outcome = if numbers.below(5) < 2 { "won" } else { "lost" };
                vec![
                    set(row, "outcome", Value::Choice(Key::new_static(outcome))),
                    set(row, "closed", Value::Date(today)),
                ]
            }
            18 => vec![set(row, "outcome", Value::Empty), set(row, "closed", Value::Empty)],
            _ => {
                ledger.undo(now);
                continue;
            }
        };
        ledger.commit(changes, Label::new("edit"), now)?;
    }
    Ok(ledger)
}
