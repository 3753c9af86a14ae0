//! A copy of the open plan that comes back as a file: what it brings, and taking it in as one step of undo.
//!
//! Two plans are copies of each other where their logs have a transaction in common. What was written into one cell here and
//! there, by people who could not see each other's, is kept twice: the later one is shown until somebody settles it.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::action::Effect;
use super::exchange::is_beside;
use super::notice::Notice;
use super::review::Review;
use super::state::App;
use super::telling::Remarks;
use crate::log::{Replica, Transaction};
use crate::model::schema::views;
use crate::model::{Definition, Key, Label, RowId, Sheet, Stamp, Value};
use crate::text::messages::{Arrange, Grid, Values};
use crate::text::{Parser, show, title};

/// Where a living row was deleted while somebody else changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deleter {
    /// In this browser.
    Here,
    /// Elsewhere, by somebody of this name; empty where he gave none.
    Elsewhere(SmolStr),
}

/// A deleted column into which somebody wrote who had not seen that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The table.
    pub sheet: Sheet,
    /// The column.
    pub key: Key,
    /// What it is called.
    pub label: Label,
    /// How many of these values there are.
    pub values: usize,
}

impl Unseen {
    /// What is said of it.
    #[must_use]
    pub fn words(&self) -> Grid {
        Grid::MergedUnseen { column: self.label.clone(), values: Values(self.values) }
    }
}

impl App {
    /// Of some transactions those edits that came in from a copy and were taken back with it; not those that their own author
    /// took back.
    pub(super) fn taken_back_of(&self, ids: impl Iterator<Item = Stamp>) -> Vec<Stamp> {
        let gone = self.ledger.gone_with_merges();
        let is_beside = |id: Stamp| self.ledger.transaction(id).is_some_and(|own| is_beside(own));
        ids.filter(|id| gone.contains(id) && self.ledger.holds(*id) && !is_beside(*id)).collect()
    }

    /// Takes the transactions of a copy of this plan in: one step of undo.
    pub(super) fn merge_copy(&mut self, theirs: Vec<Transaction>, now: u64) -> Vec<Effect> {
        // Meanwhile another plan may have been opened.
        if !theirs.iter().any(|transaction| self.ledger.knows(transaction.id)) {
            return Vec::new();
        }
        let again = self.taken_back_of(theirs.iter().map(|transaction| transaction.id));
        let (name, settled) = (SmolStr::new(self.plan().name()), self.contested_cells().count());
        let all: FxHashSet<Stamp> = theirs.iter().map(|transaction| transaction.id).collect();
        let mut new: FxHashSet<Stamp> = all.iter().copied().filter(|id| !self.ledger.knows(*id)).collect();
        let is_new = |own: &&Transaction| !self.ledger.knows(own.id);
        let beside = theirs.iter().filter(is_new).filter(|own| is_beside(own)).count();
        let (mut edits, mut effects) = (0, Vec::new());
        if let Some(commit) = self.ledger.take_in_again(&again, now) {
            effects.extend(self.changed_elsewhere(&commit.touched, now));
            edits += again.len();
            new.insert(commit.transaction.id);
            effects.push(Effect::Store(commit.transaction));
        }
        if let Some(taken) = self.ledger.take_in(theirs, now) {
            effects.extend(self.changed_elsewhere(&taken.touched, now));
            edits += taken.edits.saturating_sub(beside);
            effects.extend(taken.transactions.into_iter().map(Effect::Store));
        }
        let renamed = (name != self.plan().name()).then(|| SmolStr::new(self.plan().name()));
        let unsettled = self.contested_cells().count();
        let unseen = self.written_and_deleted(&all, &new);
        let came = again.iter().chain(&new).copied().collect();
        let twins = self.begun_in_both(&all, &came);
        let begun =
            twins.iter().map(|pair| title(self.plan(), pair.sheet, pair.row, self.lang).trim().into()).collect();
        if !twins.is_empty() {
            self.review = Some(self.review.take().unwrap_or_else(|| Review::of(Vec::new())).asking(&twins));
        }
        if !unseen.is_empty() {
            let review = self.review.take().unwrap_or_else(|| Review::of(Vec::new()));
            let step = self.ledger.done().last().map(|mark| mark.id);
            self.review = Some(review.saying(Remarks::of_merge(&unseen, step)));
        }
        effects.push(Effect::Say(Notice::Merged { edits, unsettled, renamed, unseen, begun }));
        if unsettled > settled {
            self.review_all(false);
        }
        effects
    }

    /// The cells in which two people wrote different values, neither of them seeing the other's, the names of rows that one
    /// deleted while another one changed them, and the views and columns that both changed.
    pub(super) fn contested_cells(&self) -> impl Iterator<Item = (Sheet, RowId, Key)> + '_ {
        let conflicts = self.ledger.conflicts().into_iter();
        let cells =
            conflicts.map(|conflict| (conflict.sheet, conflict.row, conflict.column)).filter(|(sheet, row, column)| {
                let table = self.plan().table(*sheet);
                let is_shown = table.present_column(column).is_some_and(|definition| definition.computed.is_none());
                is_shown && table.contains(*row) && !self.contesters(*sheet, *row, column).is_empty()
            });
        let revived = self.ledger.revived().into_iter().filter(|(sheet, row)| self.deleter(*sheet, *row).is_some());
        cells.chain(revived.map(|(sheet, row)| (sheet, row, sheet.title()))).chain(self.changed_apart())
    }

    /// What stands in a cell beside the value that is shown, because two people wrote there without seeing each other's;
    /// with who wrote it, where he gave a name.
    pub(super) fn contesters(&self, sheet: Sheet, row: RowId, column: &str) -> Vec<(Value, SmolStr)> {
        let mut values: Vec<(Value, SmolStr)> = Vec::new();
        let heads = self.ledger.contested(sheet, row, column);
        if heads.is_empty() || !is_settled_by_hand(sheet) {
            return values;
        }
        let shown = self.plan().value(sheet, row, column);
        for (stamp, value) in heads {
            if value != *shown
                && values.iter().all(|(other, _)| *other != value)
                && let Some(author) = self.author_of(stamp)
            {
                values.push((value, author));
            }
        }
        values
    }

    /// Who deleted a living row while somebody else changed it.
    pub(super) fn deleter(&self, sheet: Sheet, row: RowId) -> Option<Deleter> {
        if !is_settled_by_hand(sheet) && self.plan().get(row, views::NAME).is_none() {
            return None;
        }
        let here = self.ledger.replica().device();
        self.ledger.deletions(sheet, row).into_iter().find_map(|stamp| {
            let author = self.author_of(stamp)?;
            let is_here = Replica(stamp.replica).device() == here;
            Some(if is_here { Deleter::Here } else { Deleter::Elsewhere(author) })
        })
    }

    /// The columns that one side deleted while the other one, not having seen that, wrote into them; each with how many of its
    /// values nobody sees now. `theirs` are the transactions of the copy, `new` those of them that came in just now.
    fn written_and_deleted(&self, theirs: &FxHashSet<Stamp>, new: &FxHashSet<Stamp>) -> Vec<Unseen> {
        let transaction = |operation: Stamp| self.ledger.transaction_of(operation).map(|own| own.id);
        let mut found = Vec::new();
        for &sheet in Sheet::ALL {
            let table = self.plan().table(sheet);
            let deleted = table.definitions().iter().enumerate();
            for (at, definition) in deleted.filter(|(_, own)| own.deleted && own.computed.is_none()) {
                let deletions = self.ledger.defined(sheet, &definition.key);
                let deletions: Vec<Stamp> = deletions.into_iter().filter_map(transaction).collect();
                let apart = |written: Stamp| {
                    let of_both = |one: Stamp, other: Stamp| new.contains(&one) && !theirs.contains(&other);
                    deletions.iter().all(|deleted| of_both(written, *deleted) || of_both(*deleted, written))
                };
                let slots = table.order().iter().filter(|slot| !table.cell(**slot, at).is_empty());
                let writers = slots.filter_map(|slot| self.ledger.writer(sheet, table.id(*slot)?, &definition.key));
                let values = writers.filter_map(transaction).filter(|written| apart(*written)).count();
                let Definition { key, label, .. } = definition;
                found.extend((values > 0).then(|| Unseen { sheet, key: key.clone(), label: label.clone(), values }));
            }
        }
        found
    }

    /// Who made an operation; none where it was taken back with the copy that it came with.
    pub(super) fn author_of(&self, operation: Stamp) -> Option<SmolStr> {
        let Some(transaction) = self.ledger.transaction_of(operation) else { return Some(SmolStr::default()) };
        (!self.ledger.is_lost(transaction.id)).then(|| transaction.author.clone())
    }

    /// A value as it is named where several are to choose from.
    pub(super) fn named_value(&self, parser: &Parser<'_>, definition: &Definition, value: &Value) -> SmolStr {
        let named = match (value, definition.kind.target()) {
            // Both may have begun a record of one name.
            (Value::Link(row), Some(sheet)) => parser.label(sheet, *row),
            _ => show(self.plan(), definition, value, self.lang),
        };
        if named.is_empty() { Arrange::EmptyCell.text(self.lang).into() } else { named }
    }
}

/// Of how people look at their tables the latest holds, and nobody is asked but about a view with a name, and that as a whole.
const fn is_settled_by_hand(sheet: Sheet) -> bool {
    !matches!(sheet, Sheet::Views)
}
