//! A plan with a few rows, and what formulas give in it.

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use crate::model::formula::{Budget, Context, Datum, Fault, Formula, compile, cycles};
use crate::model::{
    Choice, Currency, Date, Decimal, Definition, Key, Kind, Money, Percent, Place, Plan, RowId, Sheet, Tone, Value,
    column,
};

/// Plain words for values, enough to tell them apart.
pub struct Desk {
    pub plan: Plan,
    pub formulas: FxHashMap<(Sheet, usize), Formula>,
    pub broken: FxHashMap<(Sheet, usize), String>,
}

pub fn today() -> Date {
    Date::new(2026, 3, 10).unwrap()
}

pub const DEAL: RowId = RowId::builtin(11);
pub const OTHER: RowId = RowId::builtin(12);
const ACCOUNT: RowId = RowId::builtin(21);
const STAGE: RowId = RowId::builtin(31);
const OWNER: RowId = RowId::builtin(41);

impl Desk {
    pub fn new() -> Desk {
        let mut desk = Desk { plan: Plan::default(), formulas: FxHashMap::default(), broken: FxHashMap::default() };
        let money = |minor, currency| Value::Money(Money::new(minor, currency));
        desk.row(Sheet::Settings, Plan::SETTINGS, &[("currency", Value::Choice(Key::new("CNY")))]);
        let rate = Value::Number(Decimal { millionths: 7_200_000 });
        desk.row(Sheet::Rates, RowId::builtin(51), &[("currency", Value::Choice(Key::new("USD"))), ("rate", rate)]);
        desk.row(Sheet::Stages, STAGE, &[("name", Value::text("Needs")), ("name_zh", Value::text("需求确认"))]);
        desk.row(Sheet::Persons, OWNER, &[("name", Value::text("Chen Yu"))]);
        desk.row(
            Sheet::Accounts,
            ACCOUNT,
            &[
                ("name", Value::text("Haitian 海天")),
                ("industry", Value::text("Machines")),
                ("owner", Value::Link(OWNER)),
            ],
        );
        let choices = ["low", "high"].map(|key| Choice {
            key: Key::new(key),
            label: crate::model::Label { en: Key::new(key), zh: Key::new(if key == "low" { "低" } else { "高" }) },
            tone: Tone::Plain,
        });
        desk.define(Definition {
            key: Key::new("risk"),
            ..column("", "Risk", "风险", Kind::Choice(choices.to_vec().into()))
        });
        desk.define(Definition { key: Key::new("done"), ..column("", "Done", "完成", Kind::Check) });
        let day = |y, m, d| Value::Date(Date::new(y, m, d).unwrap());
        desk.row(
            Sheet::Deals,
            DEAL,
            &[
                ("name", Value::text("Press line")),
                ("account", Value::Link(ACCOUNT)),
                ("amount", money(86_000_000, Currency::CNY)),
                ("low", money(1_000_000, Currency::USD)),
                ("stage", Value::Link(STAGE)),
                ("close", day(2026, 6, 30)),
                ("entered", day(2026, 3, 1)),
                ("p_own", Value::Percent(Percent::of(60))),
                ("source", Value::Choice(Key::new("referral"))),
                ("risk", Value::Choice(Key::new("high"))),
                ("group", Value::text("  Ｎorth  line ")),
                ("high", Value::Invalid("a lot".into())),
            ],
        );
        desk.row(
            Sheet::Deals,
            OTHER,
            &[
                ("name", Value::text("Spare parts")),
                ("account", Value::Link(ACCOUNT)),
                ("amount", money(4_000_000, Currency::CNY)),
            ],
        );
        desk
    }

    pub fn define(&mut self, definition: Definition) -> usize {
        self.plan.table_mut(Sheet::Deals).define(definition.clone());
        self.plan.table(Sheet::Deals).column(&definition.key).unwrap()
    }

    fn row(&mut self, sheet: Sheet, row: RowId, cells: &[(&str, Value)]) {
        let table = self.plan.table_mut(sheet);
        let slot = table.claim(row);
        table.put(slot, Place::nth(slot as usize));
        table.set_alive(slot, true);
        for (key, value) in cells {
            let at = table.column(key).unwrap();
            table.write(slot, at, value.clone());
        }
    }

    /// Adds a column of a formula to the deals.
    pub fn formula(&mut self, key: &str, text: &str, kind: Kind) {
        let definition = column("", "", "", kind).formula(text);
        let label = crate::model::Label::both(key);
        let at = self.define(Definition { key: Key::new(key), label, ..definition });
        match compile(text, &self.plan, Sheet::Deals) {
            Ok(formula) => drop(self.formulas.insert((Sheet::Deals, at), formula)),
            Err(error) => drop(self.broken.insert((Sheet::Deals, at), format!("{error:?}"))),
        }
        for (column, wrong) in cycles(&self.formulas, &self.plan) {
            self.formulas.remove(&column);
            self.broken.insert(column, format!("{wrong:?}"));
        }
    }

    /// What a formula gives for a deal, in plain words.
    pub fn gives(&self, text: &str) -> String {
        self.gives_for(DEAL, text)
    }

    pub fn gives_for(&self, row: RowId, text: &str) -> String {
        match compile(text, &self.plan, Sheet::Deals) {
            Err(error) => format!("!{:?} at {}..{}", error.what, error.at.from, error.at.to),
            Ok(formula) => match formula.evaluate(self, row, &Budget::default()) {
                Ok(datum) => plain(self, &datum),
                Err(fault) => format!("?{fault:?}"),
            },
        }
    }
}

pub fn plain(desk: &Desk, datum: &Datum) -> String {
    match datum {
        Datum::Blank => "-".into(),
        Datum::Text(text) => format!("'{text}'"),
        Datum::Check(check) => check.to_string(),
        Datum::Several(all) => format!("[{}]", all.iter().map(|one| plain(desk, one)).collect::<Vec<_>>().join(" ")),
        other => desk.text(other).into(),
    }
}

fn decimals(number: crate::model::exact::Exact) -> String {
    let millionths = number.half_up(1_000_000).unwrap();
    let text = format!(
        "{}{}.{:06}",
        if millionths < 0 { "-" } else { "" },
        millionths.abs() / 1_000_000,
        millionths.abs() % 1_000_000
    );
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Context for Desk {
    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn today(&self) -> Date {
        today()
    }

    fn cell(&self, sheet: Sheet, row: RowId, column: usize, budget: &Budget) -> Result<Datum, Fault> {
        let table = self.plan.table(sheet);
        let definition = &table.definitions()[column];
        if self.broken.contains_key(&(sheet, column)) {
            return Err(Fault::Broken { column: definition.label.clone() });
        }
        match self.formulas.get(&(sheet, column)) {
            Some(formula) => {
                let datum = formula.evaluate(self, row, budget)?;
                let value = datum.into_value(&definition.kind, self.plan.currency(), |datum| self.text(datum))?;
                Datum::of_cell(definition, &value)
            }
            None => Datum::of_cell(definition, table.cell(table.slot(row).unwrap(), column)),
        }
    }

    fn rows(&self, sheet: Sheet, column: usize, row: RowId) -> Vec<RowId> {
        let key = &self.plan.table(sheet).definitions()[column].key;
        self.plan.linked(sheet, key, row).collect()
    }

    fn text(&self, datum: &Datum) -> SmolStr {
        match datum {
            Datum::Blank => SmolStr::default(),
            Datum::Number(number) => decimals(*number).into(),
            Datum::Percent(share) => {
                format_smolstr!("{}%", decimals(share.times(crate::model::exact::Exact::whole(100)).unwrap()))
            }
            Datum::Money(units, currency) => format_smolstr!("{} {currency}", decimals(*units)),
            Datum::Date(date) => format_smolstr!("{date}"),
            Datum::Text(text) => text.clone(),
            Datum::Check(check) => SmolStr::new(if *check { "yes" } else { "no" }),
            Datum::Choice(label) => label.en.clone(),
            Datum::Row(sheet, row) => self.names(*sheet, *row).first().cloned().unwrap_or_default(),
            Datum::Several(all) => {
                all.iter().map(|one| self.text(one).to_string()).collect::<Vec<_>>().join(", ").into()
            }
        }
    }

    fn number(&self, text: &str) -> Option<crate::model::exact::Exact> {
        // Grouped digits are enough here: what else is read as a number those know who read cells.
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.replace(',', "") + places;
        let below = 10_i128.checked_pow(u32::try_from(places.len()).ok()?)?;
        crate::model::exact::Exact::new(digits.parse().ok()?, below)
    }

    fn names(&self, sheet: Sheet, row: RowId) -> Vec<SmolStr> {
        let table = self.plan.table(sheet);
        let names = ["name", "name_zh"].map(|key| table.value(row, key).clone());
        names.into_iter().filter_map(|value| if let Value::Text(text) = value { Some(text) } else { None }).collect()
    }
}
