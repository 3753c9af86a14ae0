//! Values that fit their column and break a rule of it: what a paste or a file brings of them is looked at as well.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Item, Review};
use crate::app::problems::{broken_rules, rules_broken};
use crate::app::state::App;
use crate::log::Change;
use crate::model::{Definition, Key, RowId, Sheet, Value};
use crate::text::Fault;

type Cell = (Sheet, RowId, Key);

impl Review {
    /// The same with cells whose values break a rule.
    pub(in crate::app) fn against_rules(mut self, cells: Vec<Cell>) -> Review {
        self.items.extend(cells.into_iter().map(|cell| Item { ruled: true, ..Item::of(cell) }));
        self
    }
}

/// Whether a value is one that rules speak of: what is not there, or does not fit, is looked at for that.
const fn is_judged(value: &Value) -> bool {
    !matches!(value, Value::Empty | Value::Invalid(_) | Value::Foreign(_))
}

impl App {
    /// The cells that changes write in columns with rules.
    pub(in crate::app) fn ruled_cells(&self, changes: &[Change]) -> Vec<Cell> {
        let mut ruled: FxHashMap<Sheet, FxHashSet<&Key>> = FxHashMap::default();
        for &sheet in Sheet::ALL {
            let own = self.plan().table(sheet).present().filter(|own| own.computed.is_none() && !own.rules.is_empty());
            let keys: FxHashSet<&Key> = own.map(|own| &own.key).collect();
            if !keys.is_empty() {
                ruled.insert(sheet, keys);
            }
        }
        let mut found = Vec::new();
        if ruled.is_empty() {
            return found;
        }
        let is_ruled = |sheet: &Sheet, column: &Key| ruled.get(sheet).is_some_and(|keys| keys.contains(column));
        for change in changes {
            match change {
                Change::Set { sheet, row, column, .. } if is_ruled(sheet, column) => {
                    found.push((*sheet, *row, column.clone()));
                }
                Change::Insert { sheet, row, cells, .. } => {
                    let own = cells.iter().filter(|(column, _)| is_ruled(sheet, column));
                    found.extend(own.map(|(column, _)| (*sheet, *row, column.clone())));
                }
                _ => {}
            }
        }
        let mut met = FxHashSet::default();
        found.retain(|cell| met.insert(cell.clone()));
        found
    }

    /// Those among some cells whose value fits and breaks a rule of its column.
    pub(in crate::app) fn against_rules(&self, cells: Vec<Cell>) -> Vec<Cell> {
        let breaks = |(sheet, row, column): &Cell| {
            let definition = self.plan().table(*sheet).definition(column);
            definition.is_some_and(|definition| self.rule_fault(*sheet, *row, definition).is_some())
        };
        cells.into_iter().filter(breaks).collect()
    }

    /// The cells that changes would write, though they are not made yet, whose value would fit and break a rule of its column.
    pub(in crate::app) fn would_break(&self, changes: &[Change]) -> Vec<Cell> {
        let cells = self.ruled_cells(changes);
        if cells.is_empty() {
            return cells;
        }
        // The last that is written into a cell stands.
        let mut written: FxHashMap<(Sheet, RowId, &str), &Value> = FxHashMap::default();
        for change in changes {
            match change {
                Change::Set { sheet, row, column, value } => {
                    written.insert((*sheet, *row, column), value);
                }
                Change::Insert { sheet, row, cells, .. } => {
                    written.extend(cells.iter().map(|(column, value)| ((*sheet, *row, column.as_str()), value)));
                }
                _ => {}
            }
        }
        let holds = |sheet: Sheet, row: RowId, key: &Key| {
            written.get(&(sheet, row, key.as_str())).copied().unwrap_or_else(|| self.plan().value(sheet, row, key))
        };
        let mut of_column: FxHashMap<(Sheet, &Key), Vec<(RowId, &Value)>> = FxHashMap::default();
        for (sheet, row, column) in &cells {
            let value = holds(*sheet, *row, column);
            if is_judged(value) {
                of_column.entry((*sheet, column)).or_default().push((*row, value));
            }
        }
        let mut breaking = FxHashSet::default();
        for ((sheet, column), rows) in of_column {
            let Some(definition) = self.plan().table(sheet).definition(column) else { continue };
            let doubles = self.uniques.would_double(sheet, column, &rows);
            for (row, value) in rows {
                let beside = |key: &Key| holds(sheet, row, key);
                let broken = rules_broken(self, (sheet, definition), value, &beside, &|| doubles.contains(&row));
                if !broken.is_empty() {
                    breaking.insert((sheet, row, column));
                }
            }
        }
        let breaks: Vec<bool> =
            cells.iter().map(|(sheet, row, column)| breaking.contains(&(*sheet, *row, column))).collect();
        cells.into_iter().zip(breaks).filter(|(_, breaks)| *breaks).map(|(cell, _)| cell).collect()
    }

    /// The gravest rule that the value of a cell breaks, and what to do.
    pub(super) fn rule_fault(&self, sheet: Sheet, row: RowId, definition: &Definition) -> Option<Fault> {
        let table = self.plan().table(sheet);
        let value = table.value(row, &definition.key);
        if !table.contains(row) || !is_judged(value) {
            return None;
        }
        let broken = broken_rules(self, sheet, row, definition, value);
        let (_, advice) = broken.into_iter().max_by_key(|(severity, _)| *severity)?;
        Some(Fault::BreaksRule { why: advice.text(self.lang).into(), remedy: advice.remedy(self.lang).into() })
    }
}
