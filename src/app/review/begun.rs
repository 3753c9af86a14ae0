//! Records that both copies of a plan began, under one name: most often two people who enter the same new customer.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{Item, Review};
use crate::app::joining::Pair;
use crate::app::state::App;
use crate::log::Operation;
use crate::model::{RowId, Sheet, Stamp, Value, order};

/// What two records have in common that may be one: the table, the name, and what they belong to where names are its own.
type Name = (Sheet, SmolStr, Vec<RowId>);

impl Review {
    /// The same with pairs of records that may be one.
    pub(in crate::app) fn asking(mut self, pairs: &[Pair]) -> Review {
        self.items.extend(
            pairs
                .iter()
                .map(|pair| Item { twin: Some(pair.other), ..Item::of((pair.sheet, pair.row, pair.sheet.title())) }),
        );
        self
    }
}

impl App {
    /// The pairs of records of one name of which one was begun here and the other one came with a copy of the plan, as neither
    /// side knew of the other. `theirs` are the transactions of the copy, `came` those of them that came just now.
    pub(in crate::app) fn begun_in_both(&self, theirs: &FxHashSet<Stamp>, came: &FxHashSet<Stamp>) -> Vec<Pair> {
        let mut new: Vec<Stamp> = came.iter().copied().collect();
        order::sort(&mut new);
        let new = self.begun_in(new.into_iter());
        if new.is_empty() {
            return Vec::new();
        }
        let own = self.ledger.log().map(|transaction| transaction.id).filter(|id| !theirs.contains(id));
        let mut here: FxHashMap<Name, RowId> = FxHashMap::default();
        for (name, row) in self.begun_in(own.filter(|id| !came.contains(id))) {
            here.entry(name).or_insert(row);
        }
        // The one that was begun first stays, whoever of the two joins them.
        let pair = |(name, row): (Name, RowId)| {
            let other = here.remove(&name)?;
            Some(Pair { sheet: name.0, row: row.max(other), other: row.min(other) })
        };
        new.into_iter().filter_map(pair).collect()
    }

    /// The living records that some transactions began, by their names.
    fn begun_in(&self, transactions: impl Iterator<Item = Stamp>) -> Vec<(Name, RowId)> {
        let begun = transactions.filter_map(|id| self.ledger.transaction(id)).flat_map(|own| &own.operations);
        let begun = begun.filter_map(|operation| match operation {
            Operation::Insert { sheet, row, .. } => Some((sheet, row)),
            _ => None,
        });
        begun.filter_map(|(sheet, row)| Some((self.common_name(sheet, row)?, row))).collect()
    }

    /// By what a record is known; none where it has no name of its own.
    fn common_name(&self, sheet: Sheet, row: RowId) -> Option<Name> {
        if !sheet.has_names() || !self.plan().table(sheet).contains(row) {
            return None;
        }
        let Value::Text(name) = self.plan().value(sheet, row, &sheet.title()) else { return None };
        let name = Some(name.trim()).filter(|name| !name.is_empty())?;
        let parent = sheet.parent().map(|key| self.plan().value(sheet, row, &key).linked().to_vec());
        Some((sheet, name.into(), parent.unwrap_or_default()))
    }

    /// Whether two records may still be one.
    pub(super) fn are_twins(&self, sheet: Sheet, one: RowId, other: RowId) -> bool {
        let name = self.common_name(sheet, one);
        name.is_some() && name == self.common_name(sheet, other)
    }
}
