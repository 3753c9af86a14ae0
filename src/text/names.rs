//! The titles of one table, sorted, to find the row that a typed name means.

use smol_str::SmolStr;

use super::{Lang, fold::search_key, title};
use crate::model::schema::setup::stages;
use crate::model::{Plan, RowId, Sheet, order};

/// What a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    One(RowId),
    Several,
}

/// Every living row of a table under its titles in both languages.
#[derive(Debug)]
pub(super) struct Names {
    sorted: Vec<(SmolStr, RowId)>,
    by_beginning: bool,
}

impl Names {
    pub(super) fn new(plan: &Plan, sheet: Sheet) -> Names {
        let mut sorted = Vec::with_capacity(plan.table(sheet).len() * 2);
        let mut add = |text: SmolStr, row| {
            let key = search_key(&text);
            if !key.is_empty() {
                sorted.push((key, row));
            }
        };
        for row in plan.table(sheet).ids() {
            for lang in Lang::ALL {
                add(title::bare(plan, sheet, row, lang, 0), row);
                if matches!(sheet, Sheet::Stages | Sheet::Activities) {
                    add(title::name(plan, sheet, row, lang), row);
                }
            }
            if let Some(number) = plan.get(row, stages::NUMBER).filter(|_| sheet == Sheet::Stages) {
                add(number.trunc().to_string().into(), row);
            }
        }
        order::sort(&mut sorted);
        sorted.dedup();
        Names { sorted, by_beginning: is_closed(sheet) }
    }

    /// The row of an exact title; its folded form is looked up.
    pub(super) fn exact(&self, key: &str) -> Found {
        let from = self.sorted.partition_point(|(name, _)| name.as_str() < key);
        let equal = self.sorted.iter().skip(from).take_while(|(name, _)| name == key);
        one_of(equal.map(|&(_, row)| row))
    }

    /// The row of a title, or of the only title that begins so in a table that is set up rather than typed into.
    pub(super) fn find(&self, key: &str) -> Found {
        match self.exact(key) {
            Found::Nothing if self.by_beginning && !key.is_empty() => {
                let from = self.sorted.partition_point(|(name, _)| name.as_str() < key);
                one_of(self.sorted.iter().skip(from).take_while(|(name, _)| name.starts_with(key)).map(|&(_, row)| row))
            }
            found => found,
        }
    }
}

fn one_of(rows: impl Iterator<Item = RowId>) -> Found {
    rows.fold(Found::Nothing, |found, row| match found {
        Found::Nothing => Found::One(row),
        Found::One(other) if other == row => found,
        _ => Found::Several,
    })
}

/// A table set up once: a beginning is enough. Elsewhere a new "North" must not become a link to "Northwind".
const fn is_closed(sheet: Sheet) -> bool {
    matches!(
        sheet,
        Sheet::Stages
            | Sheet::Milestones
            | Sheet::Questions
            | Sheet::ActivityTypes
            | Sheet::Criteria
            | Sheet::Strengths
            | Sheet::Objections
            | Sheet::Pains
            | Sheet::Scripts
            | Sheet::References
            | Sheet::Skills
    )
}
