//! A copy of the open plan that comes back as a file: what it brings, and taking it in as one step of undo.
//!
//! Two plans are copies of each other where their logs have a transaction in common. What was written into one cell here and
//! there, by people who could not see each other's, is kept twice: the later one is shown until somebody settles it.

use smol_str::SmolStr;

use super::action::Effect;
use super::notice::Notice;
use super::state::App;
use crate::log::{Ledger, Transaction};
use crate::model::{Definition, Key, RowId, Sheet, Stamp, Value};
use crate::text::messages::Arrange;
use crate::text::{show, title};

/// What a copy of the open plan would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Its edits that are not here.
    pub edits: usize,
    /// Who made them, by name, each once; those who gave none are left out.
    pub authors: Vec<SmolStr>,
    /// When the last of them was made, in milliseconds since 1970.
    pub millis: u64,
    /// Edits of the open plan that are not in the copy.
    pub own: usize,
}

impl App {
    /// What a copy of the open plan holds that it does not; none where it is another plan, or holds nothing new. The last
    /// `made` transactions of `other` are the reading's own and do not count.
    #[must_use]
    pub fn news(&self, other: &Ledger, made: usize) -> Option<News> {
        let count = other.len().saturating_sub(made);
        let theirs = || other.log().take(count);
        if !theirs().any(|transaction| self.ledger.knows(transaction.id)) {
            return None;
        }
        let new: Vec<&Transaction> =
            theirs().filter(|transaction| !self.ledger.knows(transaction.id)).map(AsRef::as_ref).collect();
        let millis = new.last()?.id.millis();
        let mut authors: Vec<SmolStr> = Vec::new();
        for author in new.iter().map(|transaction| &transaction.author).filter(|author| !author.is_empty()) {
            if !authors.contains(author) {
                authors.push(author.clone());
            }
        }
        let own = self.ledger.log().filter(|transaction| !other.knows(transaction.id)).count();
        Some(News { edits: new.len(), authors, millis, own })
    }

    /// Takes the transactions of a copy of this plan in: one step of undo.
    pub(super) fn merge_copy(&mut self, theirs: Vec<Transaction>, now: u64) -> Vec<Effect> {
        let Some(taken) = self.ledger.take_in(theirs, now) else { return Vec::new() };
        let mut effects = self.changed_elsewhere(&taken.touched);
        effects.extend(taken.transactions.into_iter().map(Effect::Store));
        let unsettled: Vec<_> = self.contested_cells().collect();
        effects.push(Effect::Say(Notice::Merged { edits: taken.edits, unsettled: unsettled.len() }));
        self.look_at(unsettled);
        effects
    }

    /// The cells in which two people wrote different values, neither of them seeing the other's.
    pub(super) fn contested_cells(&self) -> impl Iterator<Item = (Sheet, RowId, Key)> + '_ {
        let conflicts = self.ledger.conflicts().into_iter();
        let cells = conflicts.map(|conflict| (conflict.sheet, conflict.row, conflict.column));
        cells.filter(|(sheet, row, column)| {
            let table = self.plan().table(*sheet);
            let is_shown = table.definition(column).is_some_and(|definition| !definition.deleted);
            is_settled_by_hand(*sheet) && is_shown && table.contains(*row)
        })
    }

    /// What stands in a cell beside the value that is shown, because two people wrote there without seeing each other's;
    /// with who wrote it, where he gave a name.
    pub(super) fn contesters(&self, sheet: Sheet, row: RowId, column: &str) -> Vec<(Value, SmolStr)> {
        if !is_settled_by_hand(sheet) {
            return Vec::new();
        }
        let author = |stamp: Stamp| self.ledger.transaction_of(stamp).map(|of| of.author.clone()).unwrap_or_default();
        let mut values: Vec<(Value, SmolStr)> = Vec::new();
        let heads = self.ledger.contested(sheet, row, column);
        if heads.is_empty() {
            return values;
        }
        let shown = self.plan().value(sheet, row, column);
        for (stamp, value) in heads {
            if value != *shown && values.iter().all(|(other, _)| *other != value) {
                values.push((value, author(stamp)));
            }
        }
        values
    }

    /// A value as it is named where several are to choose from.
    pub(super) fn named_value(&self, definition: &Definition, value: &Value) -> SmolStr {
        let named = match (value, definition.kind.target()) {
            (Value::Link(row), Some(sheet)) => title(self.plan(), sheet, *row, self.lang),
            _ => show(self.plan(), definition, value, self.lang),
        };
        if named.is_empty() { Arrange::EmptyCell.text(self.lang).into() } else { named }
    }
}

/// Of how people look at their tables the latest holds, and nobody is asked.
const fn is_settled_by_hand(sheet: Sheet) -> bool {
    !matches!(sheet, Sheet::Views)
}
