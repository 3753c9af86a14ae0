//! Values that fit their column and break a rule of it: what a paste or a file brings of them is looked at as well.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Item, Review};
use crate::app::problems::broken_rules;
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

    /// The gravest rule that the value of a cell breaks, and what to do.
    pub(super) fn rule_fault(&self, sheet: Sheet, row: RowId, definition: &Definition) -> Option<Fault> {
        let table = self.plan().table(sheet);
        let value = table.value(row, &definition.key);
        if !table.contains(row) || matches!(value, Value::Empty | Value::Invalid(_) | Value::Foreign(_)) {
            return None;
        }
        let broken = broken_rules(self, sheet, row, definition, value);
        let (_, advice) = broken.into_iter().max_by_key(|(severity, _)| *severity)?;
        Some(Fault::BreaksRule { why: advice.text(self.lang).into(), remedy: advice.remedy(self.lang).into() })
    }
}
