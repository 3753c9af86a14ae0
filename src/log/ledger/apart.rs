//! What people made of one thing who did not see one another's: of a cell, a row, and a column, as far as something of it is
//! not shown.

use std::cell::Cell;

use super::super::defined::Apart;
use super::super::register::{CellAt, Contested, Deletion};
use super::{Defined, Ledger};
use crate::model::{Key, RowId, Sheet, Stamp, Value, order};

/// A cell that was changed by people who did not see each other's change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The table.
    pub sheet: Sheet,
    /// The row.
    pub row: RowId,
    /// The column.
    pub column: Key,
}

impl Ledger {
    /// Cells that people changed without seeing each other's change.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let conflict = |(cell, own): (&CellAt, &Contested)| {
            let (sheet, slot, at) = *cell;
            let table = self.fold.plan.table(sheet);
            let column = table.definitions().get(at as usize)?.key.clone();
            (!self.differing(*cell, own).is_empty()).then_some(Conflict { sheet, row: table.id(slot)?, column })
        };
        let mut found: Vec<Conflict> = self.fold.registers.contests.iter().filter_map(conflict).collect();
        order::sort_by(&mut found, |a, b| (a.sheet, a.row, &a.column).cmp(&(b.sheet, b.row, &b.column)));
        found
    }

    /// What people wrote into a cell who did not see each other's, the value that is shown first, with the operations that
    /// wrote them; empty where they agree.
    #[must_use]
    pub fn contested(&self, sheet: Sheet, row: RowId, column: &str) -> Vec<(Stamp, Value)> {
        let (table, contests) = (self.fold.plan.table(sheet), &self.fold.registers.contests);
        if contests.is_empty() {
            return Vec::new();
        }
        let at = table.slot(row).zip(table.column(column).and_then(|at| u32::try_from(at).ok()));
        let cell = at.map(|(slot, at)| (sheet, slot, at));
        let own = cell.and_then(|cell| Some((cell, contests.get(&cell)?)));
        own.map(|(cell, own)| self.differing(cell, own)).unwrap_or_default()
    }

    /// The cells of a row in which people wrote different values who did not see each other's, by their columns.
    #[must_use]
    pub fn contested_columns(&self, sheet: Sheet, row: RowId) -> Vec<Key> {
        if self.fold.registers.contests.is_empty() {
            return Vec::new();
        }
        let columns = self.fold.plan.table(sheet).definitions().iter().map(|definition| &definition.key);
        columns.filter(|column| !self.contested(sheet, row, column).is_empty()).cloned().collect()
    }

    /// The values of a cell that stand beside one another, the one that is shown first; empty where they agree.
    fn differing(&self, cell: CellAt, own: &Contested) -> Vec<(Stamp, Value)> {
        let (sheet, slot, at) = cell;
        let mut values = self.standing(cell, own);
        if values.windows(2).all(|pair| matches!(pair, [(_, one), (_, other)] if one == other)) {
            return Vec::new();
        }
        let shown = self.fold.plan.table(sheet).cell(slot, at as usize);
        order::sort_by_key(&mut values, |(stamp, value)| (value != shown, std::cmp::Reverse(*stamp)));
        values
    }

    /// The deletions of a living row by somebody who had not seen all of it.
    #[must_use]
    pub fn deletions(&self, sheet: Sheet, row: RowId) -> Vec<Stamp> {
        let all = self.fold.registers.deletions.get(&(sheet, row)).into_iter().flatten();
        let lives = self.fold.plan.table(sheet).contains(row);
        all.map(|deletion| deletion.stamp).filter(|deletion| lives && self.asks((sheet, row), *deletion)).collect()
    }

    /// Living rows that somebody deleted without having seen all of them.
    #[must_use]
    pub fn revived(&self) -> Vec<(Sheet, RowId)> {
        // Many rows at once are deleted by one step, and come back with it.
        let undone = Cell::new(None);
        let is_undone = |deletion: Stamp| {
            let within = |(first, last): (Stamp, Stamp)| {
                deletion.replica == first.replica && (first.time..=last.time).contains(&deletion.time)
            };
            if undone.get().is_some_and(within) {
                return true;
            }
            let step = self.transaction_of(deletion).filter(|own| own.step.is_do() && !self.holds(own.id));
            step.inspect(|own| undone.set(Some((own.id, own.last())))).is_some()
        };
        let asks =
            |(sheet, row): (Sheet, RowId), own: &Deletion| !is_undone(own.stamp) && self.asks((sheet, row), own.stamp);
        let asked = |((sheet, row), all): &(&(Sheet, RowId), &Vec<Deletion>)| {
            self.fold.plan.table(*sheet).contains(*row) && all.iter().any(|own| asks((*sheet, *row), own))
        };
        let mut rows: Vec<_> = self.fold.registers.deletions.iter().filter(asked).map(|(row, _)| *row).collect();
        order::sort(&mut rows);
        rows
    }

    /// The definitions of a column of which something is not shown, because others who had not seen it said otherwise; the
    /// latest first.
    #[must_use]
    pub fn defined_apart(&self, sheet: Sheet, column: &str) -> Vec<Apart> {
        let defined = self.fold.registers.definitions.get(&(sheet, Key::new(column)));
        defined.map(|defined| defined.apart(&self.standing_definitions(defined))).unwrap_or_default()
    }

    /// The columns that have such definitions, table by table.
    #[must_use]
    pub fn columns_apart(&self) -> Vec<(Sheet, Key)> {
        let all = self.fold.registers.definitions.iter();
        let is_apart = |defined: &Defined| !defined.apart(&self.standing_definitions(defined)).is_empty();
        let mut columns: Vec<(Sheet, Key)> =
            all.filter(|(_, defined)| is_apart(defined)).map(|(column, _)| column.clone()).collect();
        order::sort(&mut columns);
        columns
    }
}
