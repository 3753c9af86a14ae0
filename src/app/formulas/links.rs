//! Which rows link to a row: the way back over a column of links, kept up to date row by row.

use rustc_hash::FxHashMap;

use super::compiled::Column;
use crate::model::{Plan, RowId, Sheet, order};

/// The links of one column, both ways.
#[derive(Clone, Debug, Default)]
struct Index {
    to: FxHashMap<RowId, Vec<RowId>>,
    from: FxHashMap<RowId, Vec<RowId>>,
}

/// The columns of links that somebody has asked about.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    indices: FxHashMap<Column, Index>,
}

fn linked(plan: &Plan, (sheet, column): Column, row: RowId) -> Vec<RowId> {
    let table = plan.table(sheet);
    match table.slot(row).filter(|slot| table.is_alive(*slot)) {
        Some(slot) => table.cell(slot, column).linked().to_vec(),
        None => Vec::new(),
    }
}

impl Index {
    fn set(&mut self, row: RowId, targets: Vec<RowId>) -> Vec<RowId> {
        let before = self.from.remove(&row).unwrap_or_default();
        for target in &before {
            if let Some(rows) = self.to.get_mut(target) {
                rows.retain(|other| *other != row);
            }
        }
        for target in &targets {
            let rows = self.to.entry(*target).or_default();
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        if !targets.is_empty() {
            self.from.insert(row, targets);
        }
        before
    }
}

impl Links {
    /// The living rows that link to a row by a column.
    pub fn to(&mut self, plan: &Plan, column: Column, row: RowId) -> Vec<RowId> {
        let index = self.indices.entry(column).or_insert_with(|| {
            let mut index = Index::default();
            for row in plan.table(column.0).ids() {
                index.set(row, linked(plan, column, row));
            }
            index
        });
        index.to.get(&row).cloned().unwrap_or_default()
    }

    /// The columns of a table that somebody has asked about, but for some.
    pub fn known<T>(&self, sheet: Sheet, but: &FxHashMap<Column, T>) -> Vec<Column> {
        self.indices.keys().filter(|column| column.0 == sheet && !but.contains_key(*column)).copied().collect()
    }

    /// Takes in a row that was touched; returns the rows to which it linked before or links now.
    pub fn update(&mut self, plan: &Plan, column: Column, row: RowId) -> Vec<RowId> {
        let targets = linked(plan, column, row);
        let Some(index) = self.indices.get_mut(&column) else { return targets };
        let mut touched = index.set(row, targets.clone());
        touched.extend(targets);
        order::sort(&mut touched);
        touched.dedup();
        touched
    }
}
