//! The titles of one table, sorted, to find the row that a typed name means.

use smol_str::SmolStr;

use super::{Lang, Likeness, fold::search_key, title};
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
    by: By,
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
        Names { sorted, by: By::of(sheet) }
    }

    /// The row of an exact title; its folded form is looked up.
    pub(super) fn exact(&self, key: &str) -> Found {
        let from = self.sorted.partition_point(|(name, _)| name.as_str() < key);
        let equal = self.sorted.iter().skip(from).take_while(|(name, _)| name == key);
        one_of(equal.map(|&(_, row)| row))
    }

    /// The row of a title, or of the only title that is like it in a table that is set up rather than typed into.
    pub(super) fn find(&self, key: &str) -> Found {
        let begins = || {
            let from = self.sorted.partition_point(|(name, _)| name.as_str() < key);
            one_of(self.sorted.iter().skip(from).take_while(|(name, _)| name.starts_with(key)).map(|&(_, row)| row))
        };
        match (self.exact(key), self.by) {
            (Found::Nothing, By::Beginning | By::Part) if key.is_empty() => Found::Nothing,
            (Found::Nothing, By::Beginning) => begins(),
            (Found::Nothing, By::Part) => {
                let names = self.sorted.iter().map(|(name, row)| (name.as_str(), *row));
                one_of(nearest(names, key).into_iter())
            }
            (found, _) => found,
        }
    }
}

/// Those that answer a text best, where it is the beginning of a word in their names or may be a word of them in Chinese.
pub(super) fn nearest<'a, T>(names: impl Iterator<Item = (&'a str, T)>, text: &str) -> Vec<T> {
    let mut best = (Likeness::Part, Vec::new());
    for (name, of) in names {
        let Some(like) = Likeness::of(name, "", text, |_| None).filter(|like| *like <= best.0) else { continue };
        if like < best.0 {
            best = (like, Vec::new());
        }
        best.1.push(of);
    }
    best.1
}

fn one_of(rows: impl Iterator<Item = RowId>) -> Found {
    rows.fold(Found::Nothing, |found, row| match found {
        Found::Nothing => Found::One(row),
        Found::One(other) if other == row => found,
        _ => Found::Several,
    })
}

/// What is enough to find a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Its name: a new "North" must not become a link to "Northwind".
    Name,
    /// The beginning of its name: a table that is set up once.
    Beginning,
    /// A word of it: of a table that is set up once, in which no name begins a row.
    Part,
}

impl By {
    const fn of(sheet: Sheet) -> By {
        match sheet {
            Sheet::Stages | Sheet::Milestones | Sheet::Questions | Sheet::ActivityTypes | Sheet::Criteria => By::Part,
            Sheet::Strengths
            | Sheet::Objections
            | Sheet::Pains
            | Sheet::Scripts
            | Sheet::References
            | Sheet::Skills => By::Beginning,
            _ => By::Name,
        }
    }
}
