//! What a person does with a value in the review: leaves it, or types it anew.

use super::Open;
use crate::app::action::Effect;
use crate::app::entry::Entry;
use crate::app::grid::Target;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::{Change, Operation};
use crate::model::{RowId, Sheet};

impl App {
    pub(super) fn leave(&mut self, number: usize) -> Vec<Effect> {
        let Some(review) = &self.review else { return Vec::new() };
        let open = |app: &App, number: usize| {
            app.open_items(review).find(|open| open.number == number).map(|open| (open.item.clone(), open.text.clone()))
        };
        let Some((item, text)) = open(self, number) else { return Vec::new() };
        let is_decision = |open: &Open<'_>| open.is_decision();
        let alone = self.open_items(review).any(|open| open.number == number && is_decision(&open));
        let same = |open: &Open<'_>| {
            open.number == number
                || !alone
                    && !is_decision(open)
                    && (review.together && open.item.column == item.column && open.text == text)
        };
        let numbers: Vec<usize> = self.open_items(review).filter(same).map(|open| open.number).collect();
        let items = self.review.iter_mut().flat_map(|review| review.items.iter_mut().enumerate());
        items.filter(|(at, _)| numbers.contains(at)).for_each(|(_, item)| item.left = true);
        self.version += 1;
        Vec::new()
    }

    /// Writes a text into one place, as if it were typed there.
    pub(super) fn retype(&mut self, number: usize, text: &str, now: u64) -> Vec<Effect> {
        let Some(item) = self.review.as_ref().and_then(|review| review.items.get(number)).cloned() else {
            return Vec::new();
        };
        let Some(review) = self.review.clone() else { return Vec::new() };
        // With all that are alike: of the same column, and called the same.
        let rows: Vec<RowId> = {
            let all: Vec<Open<'_>> = self.open_items(&review).collect();
            let before = all.iter().find(|open| open.number == number).map(|open| open.text.clone());
            let is_like = |open: &&Open<'_>| {
                let own = &open.item;
                review.together
                    && (own.sheet, &own.column) == (item.sheet, &item.column)
                    && Some(&open.text) == before.as_ref()
            };
            let others = all.iter().filter(is_like).map(|open| open.item.row).filter(|row| *row != item.row);
            [item.row].into_iter().chain(others).collect()
        };
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, rows.len() + text.len()).collect();
        let Some(definition) = self.plan().table(item.sheet).definition(&item.column) else { return Vec::new() };
        let mut entry = Entry::new(self, fresh);
        let mut count = 0;
        for row in rows {
            let target = Target { sheet: item.sheet, row: Some(row), column: item.column.clone() };
            let value = entry.read(definition, text, &target, self.parent_of(item.sheet, row));
            count += usize::from(!value.is_invalid());
            entry.set(item.sheet, row, item.column.clone(), value);
        }
        let changes = entry.changes;
        self.repaired(changes, count, now)
    }

    /// The changes that keep a row which one deleted and another one changed, with what was deleted together with it because it
    /// belongs to it.
    pub(super) fn kept_row(&self, sheet: Sheet, row: RowId) -> Vec<Change> {
        let deletions = self.ledger.deletions(sheet, row).into_iter();
        let steps = deletions.filter_map(|deletion| self.ledger.transaction_of(deletion));
        let gone = steps.flat_map(|step| &step.operations).filter_map(|operation| match operation {
            Operation::Delete { sheet, row, .. } => Some((sheet, row)),
            _ => None,
        });
        let belongs = |(of, own): &(Sheet, RowId)| {
            let parent = of.parent().map(|parent| self.plan().value(*of, *own, &parent).linked());
            parent.is_some_and(|parent| parent.contains(&row)) && !self.plan().table(*of).contains(*own)
        };
        let mut changes = vec![Change::Restore { sheet, row }];
        changes.extend(gone.filter(belongs).map(|(sheet, row)| Change::Restore { sheet, row }));
        changes
    }

    /// The record that a row of a part belongs to.
    pub(in crate::app) fn parent_of(&self, sheet: Sheet, row: RowId) -> Option<RowId> {
        self.plan().value(sheet, row, &sheet.parent()?).linked().first().copied()
    }

    pub(super) fn repaired(&mut self, changes: Vec<Change>, count: usize, now: u64) -> Vec<Effect> {
        let mut effects = self.commit(changes, "repair", now);
        if !effects.is_empty() {
            effects.push(Effect::Say(Notice::Repaired { values: count, left: self.review_count() }));
        }
        effects
    }
}
