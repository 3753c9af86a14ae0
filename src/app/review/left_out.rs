//! Rows of a paste that were taken for no records and left out: totals and headings. Each can still be taken in.

use smol_str::SmolStr;

use crate::app::action::Effect;
use crate::app::entry::{Entry, count_names};
use crate::app::grid::Target;
use crate::app::state::App;
use crate::model::{Key, RowId, Sheet};

/// What a row was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFor {
    /// The headings of the table.
    Headings,
    /// The title of the table.
    Title,
    /// The sum of rows above it.
    Total,
}

/// A row that was left out, with what each of its cells would be read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct LeftOut {
    pub taken_for: TakenFor,
    pub sheet: Sheet,
    pub parent: Option<RowId>,
    /// The column, what was shown, and what is read.
    pub cells: Vec<(Key, SmolStr, SmolStr)>,
    /// The row it became.
    pub taken_in: Option<RowId>,
}

impl App {
    /// The rows that the last paste left out: the number of each, what it was taken for, and what it showed.
    #[must_use]
    pub fn rows_left_out(&self) -> Vec<(usize, TakenFor, String)> {
        let all = self.review.iter().flat_map(|review| review.left_out.iter().enumerate());
        let is_there = |row: &LeftOut| row.taken_in.is_some_and(|own| self.plan().table(row.sheet).contains(own));
        let open = all.filter(|(_, row)| !is_there(row));
        open.map(|(at, row)| {
            let shown = row.cells.iter().map(|(_, shown, _)| shown.trim()).filter(|shown| !shown.is_empty());
            (at, row.taken_for, shown.collect::<Vec<_>>().join(" · "))
        })
        .collect()
    }

    /// Takes a row in that was left out, at the end of its table.
    pub(super) fn take_in_left_out(&mut self, at: usize, now: u64) -> Vec<Effect> {
        let Some(row) = self.review.as_ref().and_then(|review| review.left_out.get(at)) else { return Vec::new() };
        let row = row.clone();
        let names: usize = row.cells.iter().map(|(_, _, text)| count_names(text)).sum();
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, names + 1).collect();
        let mut entry = Entry::new(self, fresh);
        let Some(record) = entry.add_last(row.sheet, row.parent) else { return Vec::new() };
        let mut unfit = Vec::new();
        for (key, _, text) in &row.cells {
            let Some(definition) = self.plan().table(row.sheet).definition(key) else { continue };
            let target = Target { sheet: row.sheet, row: Some(record), column: key.clone() };
            let value = entry.read(definition, text, &target, row.parent);
            if value.is_invalid() {
                unfit.push((row.sheet, record, key.clone()));
            }
            entry.set(row.sheet, record, key.clone(), value);
        }
        let changes = entry.changes;
        let effects = self.commit(changes, "paste", now);
        if crate::app::state::is_refused(&effects) {
            return effects;
        }
        if let Some(review) = &mut self.review {
            review.left_out.iter_mut().skip(at).take(1).for_each(|row| row.taken_in = Some(record));
            review.items.extend(unfit.into_iter().map(super::Item::of));
        }
        self.version += 1;
        effects
    }
}
