//! What people made of one thing who did not see one another's: of the cells of a row, and of a column, as far as something of
//! it is not shown.

use super::super::defined::Apart;
use super::Ledger;
use crate::model::{Key, RowId, Sheet, order};

impl Ledger {
    /// The cells of a row in which people wrote different values who did not see each other's, by their columns.
    #[must_use]
    pub fn contested_columns(&self, sheet: Sheet, row: RowId) -> Vec<Key> {
        let (table, contests) = (self.fold.plan.table(sheet), &self.fold.registers.contests);
        let Some(slot) = table.slot(row).filter(|_| !contests.is_empty()) else { return Vec::new() };
        let differs = |at: usize| {
            let at = u32::try_from(at).ok();
            at.and_then(|at| contests.get(&(sheet, slot, at))).is_some_and(|contest| contest.differs())
        };
        let columns = table.definitions().iter().enumerate().filter(|(at, _)| differs(*at));
        columns.map(|(_, definition)| definition.key.clone()).collect()
    }

    /// The definitions of a column of which something is not shown, because others who had not seen it said otherwise; the
    /// latest first.
    #[must_use]
    pub fn defined_apart(&self, sheet: Sheet, column: &str) -> Vec<Apart> {
        let defined = self.fold.registers.definitions.get(&(sheet, Key::new(column)));
        defined.map(|defined| defined.apart()).unwrap_or_default()
    }

    /// The columns that have such definitions, table by table.
    #[must_use]
    pub fn columns_apart(&self) -> Vec<(Sheet, Key)> {
        let all = self.fold.registers.definitions.iter();
        let mut columns: Vec<(Sheet, Key)> =
            all.filter(|(_, defined)| !defined.apart().is_empty()).map(|(column, _)| column.clone()).collect();
        order::sort(&mut columns);
        columns
    }
}
