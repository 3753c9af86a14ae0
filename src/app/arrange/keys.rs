//! What rows are sorted by: for each cell of a column one number, whose order is the order of the cells.
//!
//! Values come first, what cannot be compared with them after, then texts that do not fit, then what is empty; only the
//! values turn round when the greatest come first.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::super::grid::Unit;
use super::super::state::App;
use crate::forecast::outlook::DealState;
use crate::model::{Computed, Date, Definition, Key, Kind, RowId, Sheet, Value, order};
use crate::text::{show, title};

/// Where a cell stands in the order of its column.
pub(super) type SortKey = u128;

/// What comes before what.
mod class {
    pub const VALUE: u8 = 0;
    pub const OTHER: u8 = 1;
    pub const UNKNOWN: u8 = 2;
    pub const INVALID: u8 = 3;
    pub const EMPTY: u8 = 4;
}

/// A cell before the texts are in order.
enum Raw {
    Number(u8, i64),
    Text(u8, u32),
    Bare(u8),
}

/// The distinct texts of a column.
#[derive(Default)]
struct Texts {
    numbers: FxHashMap<SmolStr, u32>,
    links: FxHashMap<RowId, u32>,
}

impl Texts {
    fn number(&mut self, text: SmolStr) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(text).or_insert(next)
    }
}

impl App {
    /// The sort keys of some rows in a column; days are taken together by the unit.
    pub(super) fn sort_keys(
        &self,
        sheet: Sheet,
        column: usize,
        slots: &[u32],
        descending: bool,
        unit: Option<Unit>,
    ) -> Vec<SortKey> {
        let table = self.plan().table(sheet);
        let Some(definition) = table.definitions().get(column) else { return vec![0; slots.len()] };
        let mut texts = Texts::default();
        let raws: Vec<Raw> = slots
            .iter()
            .map(|slot| {
                if definition.computed.is_none() {
                    self.raw(definition, table.cell(*slot, column), unit, &mut texts)
                } else {
                    let row = table.id(*slot).unwrap_or_default();
                    self.raw(definition, &self.facet(sheet, row, definition), unit, &mut texts)
                }
            })
            .collect();
        self.keys_of(&raws, &texts, descending)
    }

    /// The sort keys of single values of a column.
    pub(super) fn value_keys<'a>(
        &self,
        definition: &Definition,
        values: impl Iterator<Item = &'a Value>,
    ) -> Vec<SortKey> {
        let mut texts = Texts::default();
        let raws: Vec<Raw> = values.map(|value| self.raw(definition, value, None, &mut texts)).collect();
        self.keys_of(&raws, &texts, false)
    }

    fn keys_of(&self, raws: &[Raw], texts: &Texts, descending: bool) -> Vec<SortKey> {
        let ranks = self.text_ranks(texts);
        let key = |class: u8, number: i64| {
            // The sign goes to the front, so that the bits are in order.
            let number = (number as u64) ^ (1 << 63);
            let number = if descending && class == class::VALUE { !number } else { number };
            (u128::from(class) << 64) | u128::from(number)
        };
        raws.iter()
            .map(|raw| match *raw {
                Raw::Number(class, number) => key(class, number),
                Raw::Text(class, text) => key(class, ranks.get(text as usize).copied().unwrap_or(0).into()),
                Raw::Bare(class) => key(class, 0),
            })
            .collect()
    }

    fn raw(&self, definition: &Definition, value: &Value, unit: Option<Unit>, texts: &mut Texts) -> Raw {
        let plan = self.plan();
        match value {
            Value::Empty => Raw::Bare(class::EMPTY),
            Value::Unknown => Raw::Bare(class::UNKNOWN),
            Value::Invalid(text) => Raw::Text(class::INVALID, texts.number(text.clone())),
            Value::Foreign(text) => Raw::Text(class::OTHER, texts.number(text.clone())),
            Value::Text(text) => Raw::Text(class::VALUE, texts.number(text.clone())),
            Value::Number(number) => Raw::Number(class::VALUE, number.millionths),
            Value::Percent(percent) => Raw::Number(class::VALUE, percent.ppm),
            Value::Money(money) => match plan.in_plan_currency(*money) {
                Some(minor) => Raw::Number(class::VALUE, minor),
                None => Raw::Number(class::OTHER, money.minor),
            },
            Value::Date(date) => {
                let date = unit.map_or(*date, |unit| self.unit_around(*date, unit, 0).0);
                Raw::Number(class::VALUE, date.days_since(Date::of_millis(0)))
            }
            Value::Check(true) => Raw::Number(class::VALUE, 1),
            Value::Check(false) if definition.computed.is_some() => Raw::Number(class::VALUE, 0),
            Value::Check(false) => Raw::Bare(class::EMPTY),
            Value::Choice(key) if definition.computed == Some(Computed::State) => {
                Raw::Number(class::VALUE, places(definition, std::slice::from_ref(key)))
            }
            Value::Choice(key) if definition.kind.choices().is_empty() => {
                Raw::Text(class::VALUE, texts.number(key.clone()))
            }
            Value::Choice(key) => Raw::Number(class::VALUE, place(definition, key)),
            Value::Choices(keys) => Raw::Number(class::VALUE, places(definition, keys)),
            Value::Link(row) => {
                if let Some(number) = texts.links.get(row) {
                    return Raw::Text(class::VALUE, *number);
                }
                let name = definition.kind.target().map(|sheet| title(plan, sheet, *row, self.lang));
                let number = texts.number(name.unwrap_or_default());
                texts.links.insert(*row, number);
                Raw::Text(class::VALUE, number)
            }
            Value::Links(_) => Raw::Text(class::VALUE, texts.number(show(plan, definition, value, self.lang))),
        }
    }

    /// The rank of each distinct text; texts that differ in case only have one.
    fn text_ranks(&self, texts: &Texts) -> Vec<u32> {
        if texts.numbers.is_empty() {
            return Vec::new();
        }
        let mut collation = self.collation.borrow_mut();
        collation.learn(texts.numbers.keys().map(SmolStr::as_str));
        // All keys in one piece of memory: there may be as many texts as rows.
        let mut bytes = Vec::with_capacity(texts.numbers.len() * 48);
        let mut keys: Vec<(usize, usize, u32)> = Vec::with_capacity(texts.numbers.len());
        for (text, number) in &texts.numbers {
            let from = bytes.len();
            collation.key(text, &mut bytes);
            keys.push((from, bytes.len(), *number));
        }
        let key = |(from, until, _): &(usize, usize, u32)| bytes.get(*from..*until).unwrap_or_default();
        order::sort_by(&mut keys, |a, b| key(a).cmp(key(b)));
        let mut ranks = vec![0; keys.len()];
        let (mut rank, mut before) = (0, None);
        for own in &keys {
            if before.is_some_and(|before| key(before) != key(own)) {
                rank += 1;
            }
            before = Some(own);
            if let Some(place) = ranks.get_mut(own.2 as usize) {
                *place = rank;
            }
        }
        ranks
    }
}

/// The place of a choice among its column's; one that the column no longer has comes last.
fn place(definition: &Definition, key: &Key) -> i64 {
    let choices = definition.kind.choices();
    choices.iter().position(|choice| choice.key == *key).unwrap_or(choices.len()) as i64
}

/// The places of several choices, the first one counting most; as many as a number holds.
fn places(definition: &Definition, keys: &[Key]) -> i64 {
    let place = |key: &Key| match definition.computed {
        Some(Computed::State) => {
            DealState::ALL.iter().position(|state| state.key() == key).unwrap_or(DealState::ALL.len()) as i64
        }
        _ => place(definition, key),
    };
    (0..7).fold(0, |sum, at| sum * 256 + keys.get(at).map_or(0, |key| 1 + place(key).min(254)))
}

/// Whether a column has an order that means something.
#[must_use]
pub fn can_sort(definition: &Definition) -> bool {
    !matches!(definition.kind, Kind::Foreign)
}
