//! What a column holds: its distinct values with how often each stands there, to choose from.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::super::grid::{Condition, GridId, Unit};
use super::super::state::App;
use super::matching::{Matcher, bucket, owner_column};
use crate::forecast::outlook::DealState;
use crate::model::{Computed, Definition, Key, Kind, RowId, Sheet, Value, order};
use crate::text::messages::{Arrange as Words, Period as Named};
use crate::text::{edit_text, search_key, show};

/// One value of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The value, single; empty for cells that hold nothing.
    pub value: Value,
    /// How it is read.
    pub label: SmolStr,
    /// How many rows hold it, of those that all other conditions leave.
    pub count: usize,
    /// Whether the filter lets it through.
    pub chosen: bool,
}

impl App {
    /// The values of a column with how many rows hold each, in the order of the column; those whose label has `search`
    /// in it.
    #[must_use]
    pub fn facets(&self, id: GridId, column: &Key, search: &str) -> Vec<Facet> {
        self.facets_with(id, column, search, &[])
    }

    /// The same, and the values that a cell of the column could hold: a rule is made before there is anything to colour.
    #[must_use]
    pub fn possible_facets(&self, id: GridId, column: &Key, search: &str) -> Vec<Facet> {
        let definition = self.plan().table(id.sheet()).definition(column);
        let possible: Vec<Value> = match definition.map(|definition| &definition.kind) {
            Some(Kind::Check) => vec![Value::Check(true), Value::Empty],
            Some(kind) => kind.choices().iter().map(|choice| Value::Choice(choice.key.clone())).collect(),
            None => Vec::new(),
        };
        self.facets_with(id, column, search, &possible)
    }

    fn facets_with(&self, id: GridId, column: &Key, search: &str, possible: &[Value]) -> Vec<Facet> {
        let (Some(grid), sheet) = (self.laid_out(id), id.sheet()) else { return Vec::new() };
        let table = self.plan().table(sheet);
        let Some((index, definition)) =
            table.column(column).and_then(|index| Some((index, table.definitions().get(index)?)))
        else {
            return Vec::new();
        };
        let filter = &grid.arrangement.filter;
        let matcher = Matcher::new(self, sheet, filter, Some(column));
        // A value with its count and the first row that holds it.
        let mut found: FxHashMap<Value, (usize, u32, Value)> = FxHashMap::default();
        let mut count = |slot: u32, value: Value| {
            found.entry(bucket(definition, &value)).or_insert((0, slot, value)).0 += 1;
        };
        for slot in App::candidates(self.plan(), id, self.record_of(id)).into_iter().filter(|slot| matcher.holds(*slot))
        {
            let value = match definition.computed {
                None => table.cell(slot, index).clone(),
                Some(_) => self.facet(sheet, table.id(slot).unwrap_or_default(), definition),
            };
            match value {
                Value::Links(rows) => rows.iter().for_each(|row| count(slot, Value::Link(*row))),
                Value::Choices(keys) => keys.iter().for_each(|key| count(slot, Value::Choice(key.clone()))),
                value => count(slot, value),
            }
        }
        for value in possible {
            found.entry(bucket(definition, value)).or_insert((0, 0, value.clone()));
        }
        let (chosen, except): (Vec<Value>, bool) = match filter.of(column) {
            Some(Condition::Among { values, except }) => {
                (values.iter().map(|value| bucket(definition, value)).collect(), *except)
            }
            _ => (Vec::new(), true),
        };
        let needle = search_key(search);
        // As it is shown, or as somebody would type it.
        let typed = Some(search.trim()).filter(|search| !search.is_empty());
        let typed = typed.map(|search| self.parser().parse(definition, search)).filter(|value| !value.is_invalid());
        let is_found = |facet: &Facet| {
            needle.is_empty() || typed.as_ref() == Some(&facet.value) || {
                let is_in = |text: &str| search_key(text).contains(needle.as_str());
                is_in(&facet.label) || is_in(&edit_text(self.plan(), definition, &facet.value, self.lang))
            }
        };
        let mut facets: Vec<Facet> = found
            .into_iter()
            .map(|(bucket, (count, _, value))| Facet {
                label: self.facet_label(sheet, definition, &value),
                count,
                chosen: chosen.contains(&bucket) != except,
                value,
            })
            .filter(is_found)
            .collect();
        self.sort_facets(definition, &mut facets);
        facets
    }

    /// Puts values into the order of their column: as the column is sorted, whatever rows hold them.
    fn sort_facets(&self, definition: &Definition, facets: &mut Vec<Facet>) {
        let keys = self.value_keys(definition, facets.iter().map(|facet| &facet.value));
        let mut keyed: Vec<_> = keys.into_iter().zip(facets.drain(..)).collect();
        order::sort_by(&mut keyed, |(a, one), (b, other)| a.cmp(b).then_with(|| one.label.cmp(&other.label)));
        facets.extend(keyed.into_iter().map(|(_, facet)| facet));
    }

    /// How a single value of a column is read.
    #[must_use]
    pub fn facet_label(&self, sheet: Sheet, definition: &Definition, value: &Value) -> SmolStr {
        let lang = self.lang;
        match (value, definition.computed) {
            (Value::Empty, None) if matches!(definition.kind, Kind::Check) => Words::Unticked.text(lang).into(),
            (Value::Check(false), _) => Words::Unticked.text(lang).into(),
            (Value::Empty, _) => Words::EmptyCell.text(lang).into(),
            (Value::Check(true), _) => Words::Ticked.text(lang).into(),
            (Value::Choice(key), Some(Computed::State)) => self.state_label(key),
            (Value::Choices(keys), Some(Computed::State)) => {
                let labels: Vec<SmolStr> = keys.iter().map(|key| self.state_label(key)).collect();
                labels.join(Words::Comma.text(lang).as_ref()).into()
            }
            (Value::Text(level), Some(Computed::Level)) => super::super::show::level_word(level, lang),
            (Value::Invalid(text), _) => Words::NotRead { text: text.clone() }.text(lang).into(),
            _ => {
                let _ = sheet;
                show(self.plan(), definition, value, lang)
            }
        }
    }

    fn state_label(&self, key: &str) -> SmolStr {
        let state = DealState::ALL.into_iter().find(|state| state.key() == key);
        state.map_or_else(|| key.into(), |state| super::super::show::state_name(state, self.lang))
    }

    /// How what a group has in common is read.
    #[must_use]
    pub fn group_label(&self, id: GridId, column: &Key, value: &Value) -> SmolStr {
        let Some(definition) = self.plan().table(id.sheet()).definition(column) else { return SmolStr::default() };
        let unit = self
            .laid_out(id)
            .and_then(|grid| grid.arrangement.groups.iter().find(|group| group.column == *column))
            .and_then(|group| group.unit);
        match (value, unit) {
            (Value::Date(day), Some(unit)) => self.unit_label(*day, unit),
            _ => self.facet_label(id.sheet(), definition, value),
        }
    }

    fn unit_label(&self, day: crate::model::Date, unit: Unit) -> SmolStr {
        use crate::forecast::outlook::{Period, Span};
        let fiscal = self.has_fiscal_year();
        let of = |span| Period::of(self.plan(), day, span, 0);
        let period = match unit {
            Unit::Day => return crate::text::day_and_year(day, self.lang).into(),
            Unit::Week => return Words::WeekOf { day }.text(self.lang).into(),
            Unit::Month => Named::Month { year: day.year(), month: day.month() },
            Unit::Quarter => {
                let period = of(Span::Quarter);
                Named::Quarter { year: period.year, quarter: period.number, fiscal }
            }
            Unit::Year => Named::Year { year: of(Span::Year).year, fiscal },
        };
        Words::Named { period }.text(self.lang).into()
    }

    /// Whether a table has a column that says whose a row is.
    #[must_use]
    pub fn has_owner(&self, sheet: Sheet) -> bool {
        owner_column(self.plan().table(sheet)).is_some()
    }

    /// The people of the plan, to say who works here.
    #[must_use]
    pub fn people(&self) -> Vec<(RowId, SmolStr)> {
        let plan = self.plan();
        let named = |row| (row, crate::text::name(plan, Sheet::Persons, row, self.lang));
        plan.table(Sheet::Persons).ids().map(named).filter(|(_, name)| !name.is_empty()).collect()
    }
}
