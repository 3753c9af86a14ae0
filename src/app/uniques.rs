//! Values that should stand in one row only: which rows have the same one. Kept up to date row by row.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::fold::search_key;
use crate::model::{Condition, Definition, Key, Plan, RowId, Sheet, Value};

/// The rows of one column by their value.
#[derive(Clone, Debug, Default)]
struct Index {
    rows: FxHashMap<Value, Vec<RowId>>,
    values: FxHashMap<RowId, Value>,
}

/// The columns whose values should be unique.
#[derive(Clone, Debug, Default)]
pub(super) struct Uniques {
    made_of: Option<u64>,
    columns: FxHashMap<(Sheet, Key), Index>,
}

impl Uniques {
    /// Takes in which columns there are: where they changed, everything is looked at again.
    pub fn refresh(&mut self, plan: &Plan) {
        let defined = Sheet::ALL.iter().map(|sheet| plan.table(*sheet).defined()).sum();
        if self.made_of.replace(defined) == Some(defined) {
            return;
        }
        self.columns.clear();
        for table in Sheet::ALL.iter().map(|sheet| plan.table(*sheet)) {
            let is_unique = |own: &&Definition| own.rules.iter().any(|rule| rule.condition == Condition::Unique);
            let unique = table.present().filter(is_unique);
            for definition in unique {
                let mut index = Index::default();
                for row in table.ids() {
                    index.set(row, table.value(row, &definition.key));
                }
                self.columns.insert((table.sheet(), definition.key.clone()), index);
            }
        }
    }

    /// Takes in a row that was touched; returns the other rows that have, or had, a value in common with it.
    pub fn update(&mut self, plan: &Plan, sheet: Sheet, row: RowId) -> Vec<RowId> {
        let table = plan.table(sheet);
        let mut others = Vec::new();
        for ((_, key), index) in self.columns.iter_mut().filter(|((of, _), _)| *of == sheet) {
            let value = if table.contains(row) { table.value(row, key) } else { &Value::Empty };
            others.extend(index.set(row, value));
        }
        others
    }

    /// The rows that would share a value of a column with another row if some rows held these values.
    pub fn would_double(&self, sheet: Sheet, key: &Key, written: &[(RowId, &Value)]) -> FxHashSet<RowId> {
        let index = self.columns.get(&(sheet, key.clone()));
        let rows: FxHashSet<RowId> = written.iter().map(|(row, _)| *row).collect();
        let mut by_value: FxHashMap<Value, Vec<RowId>> = FxHashMap::default();
        for (row, value) in written {
            by_value.entry(compared(value)).or_default().push(*row);
        }
        let is_shared = |(value, own): &(Value, Vec<RowId>)| {
            let others = index.and_then(|index| index.rows.get(value)).into_iter().flatten();
            own.len() > 1 || others.copied().any(|row| !rows.contains(&row))
        };
        by_value.into_iter().filter(is_shared).flat_map(|(_, own)| own).collect()
    }

    /// Whether another row has the same value in a column.
    pub fn is_double(&self, sheet: Sheet, row: RowId, key: &Key) -> bool {
        let index = self.columns.get(&(sheet, key.clone()));
        let same = index.and_then(|index| index.rows.get(index.values.get(&row)?));
        same.is_some_and(|rows| rows.len() > 1)
    }
}

/// A value as it is compared with others: texts whatever their letters and spaces are.
fn compared(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(search_key(text)),
        other => other.clone(),
    }
}

impl Index {
    fn set(&mut self, row: RowId, value: &Value) -> Vec<RowId> {
        let value = compared(value);
        if self.values.get(&row) == Some(&value) {
            return Vec::new();
        }
        let mut others = Vec::new();
        if let Some(before) = self.values.remove(&row) {
            let rows = self.rows.entry(before).or_default();
            rows.retain(|other| *other != row);
            others.extend_from_slice(rows);
        }
        if !value.is_empty() && !value.is_invalid() {
            let rows = self.rows.entry(value.clone()).or_default();
            others.extend_from_slice(rows);
            rows.push(row);
            self.values.insert(row, value);
        }
        others
    }
}
