//! How a grid is arranged: which columns, in which order, which rows, in which groups, with which totals and colours.

use super::{Choice, Condition, Unit};
use crate::model::{Key, Table, Tone};

/// A column that rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub column: Key,
    /// The greatest first.
    pub descending: bool,
}

/// Which rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// What is asked of columns, at most one condition a column; a row must meet all of them.
    pub columns: Vec<(Key, Condition)>,
    /// Only rows with an error or a warning.
    pub attention: bool,
    /// Only rows of the person who works here.
    pub mine: bool,
}

/// A column whose values rows are grouped by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// The column.
    pub column: Key,
    /// Days are put together by this unit; none where every day is its own.
    pub unit: Option<Unit>,
}

/// The most levels of groups.
pub const MAX_GROUPS: usize = 3;

/// What stands under a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Total {
    /// Nothing.
    Nothing,
    /// How many rows.
    Rows,
    /// How many cells hold something.
    Filled,
    /// How many hold nothing.
    Empty,
    /// How many different values.
    Distinct,
    /// The sum.
    Sum,
    /// The mean.
    Average,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

impl Total {
    /// All, in the order of the menu.
    pub const ALL: [Total; 9] = [
        Total::Nothing,
        Total::Sum,
        Total::Average,
        Total::Min,
        Total::Max,
        Total::Rows,
        Total::Filled,
        Total::Empty,
        Total::Distinct,
    ];

    /// The name in the text form.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Total::Nothing => "none",
            Total::Rows => "rows",
            Total::Filled => "filled",
            Total::Empty => "empty",
            Total::Distinct => "distinct",
            Total::Sum => "sum",
            Total::Average => "average",
            Total::Min => "min",
            Total::Max => "max",
        }
    }
}

/// A rule that colours cells or rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    /// The column that is asked.
    pub column: Key,
    /// What is asked of it.
    pub when: Condition,
    /// The tone.
    pub tone: Tone,
    /// Whether the whole row is coloured, not the cell only.
    pub row: bool,
}

/// How a grid is arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Which columns are shown, in which order and how wide.
    pub columns: Choice,
    /// By which columns rows are sorted, the first one first; none where they stand as they were entered.
    pub sort: Vec<Sort>,
    /// Which rows are shown.
    pub filter: Filter,
    /// By which columns rows are grouped, the outermost first.
    pub groups: Vec<Group>,
    /// What stands under columns, where that differs from the usual.
    pub totals: Vec<(Key, Total)>,
    /// Rules that colour; the first one that holds counts.
    pub colours: Vec<Colour>,
    /// Lines of the text form that this version does not know, by the place of their column: kept.
    pub unknown: Vec<(usize, String)>,
}

impl Filter {
    /// Whether every row is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && !self.attention && !self.mine
    }

    /// What is asked of a column.
    #[must_use]
    pub fn of(&self, column: &str) -> Option<&Condition> {
        self.columns.iter().find(|(own, _)| own == column).map(|(_, condition)| condition)
    }

    /// Asks something else of a column, or nothing.
    pub fn ask(&mut self, column: &Key, condition: Option<Condition>) {
        let condition = condition.filter(|condition| !condition.is_idle());
        match (self.columns.iter().position(|(own, _)| own == column), condition) {
            (Some(at), Some(condition)) => {
                if let Some((_, own)) = self.columns.get_mut(at) {
                    *own = condition;
                }
            }
            (Some(at), None) => drop(self.columns.remove(at)),
            (None, Some(condition)) => self.columns.push((column.clone(), condition)),
            (None, None) => {}
        }
    }
}

impl Arrangement {
    /// The columns that it sorts, filters or groups by and that were taken out.
    #[must_use]
    pub fn gone(&self, table: &Table) -> Vec<Key> {
        let asked = self.filter.columns.iter().map(|(key, _)| key);
        let all = asked.chain(self.sort.iter().map(|sort| &sort.column)).chain(self.groups.iter().map(|it| &it.column));
        all.filter(|key| !table.is_present(key)).cloned().collect()
    }

    /// Whether it sorts, filters, groups or colours by a column.
    #[must_use]
    pub fn asks(&self, column: &str) -> bool {
        self.filter.of(column).is_some()
            || self.sorted(column).is_some()
            || self.groups.iter().any(|group| group.column == column)
            || self.colours.iter().any(|rule| rule.column == column)
    }

    /// How many filters, sorted columns, groups and rules that colour are on.
    #[must_use]
    pub fn counts(&self, table: &Table) -> [usize; 4] {
        let filters = self.filter.columns.iter().filter(|(key, _)| table.is_present(key)).count();
        [
            filters + usize::from(self.filter.attention) + usize::from(self.filter.mine),
            self.sort.iter().filter(|sort| table.is_present(&sort.column)).count(),
            self.groups.iter().filter(|group| table.is_present(&group.column)).count(),
            self.colours.iter().filter(|rule| table.is_present(&rule.column)).count(),
        ]
    }

    /// Whether rows stand otherwise than as they were entered, all of them.
    #[must_use]
    pub fn arranges_rows(&self) -> bool {
        self.is_ordered() || !self.filter.is_empty()
    }

    /// Whether rows stand in another order than the one in which they were entered.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        !self.sort.is_empty() || !self.groups.is_empty()
    }

    /// Whether both show the same rows in the same order.
    #[must_use]
    pub fn orders_as(&self, other: &Arrangement) -> bool {
        (&self.sort, &self.filter, &self.groups) == (&other.sort, &other.filter, &other.groups)
    }

    /// In which direction a column is sorted, and as which one of the sorted columns, from 0.
    #[must_use]
    pub fn sorted(&self, column: &str) -> Option<(usize, bool)> {
        let at = self.sort.iter().position(|sort| sort.column == column)?;
        self.sort.get(at).map(|sort| (at, sort.descending))
    }

    /// Sorts by a column: alone, or after those that are sorted by already.
    pub fn sort_by(&mut self, column: &Key, descending: bool, add: bool) {
        if !add {
            self.sort.retain(|sort| sort.column == *column);
        }
        match self.sort.iter_mut().find(|sort| sort.column == *column) {
            Some(sort) => sort.descending = descending,
            None => self.sort.push(Sort { column: column.clone(), descending }),
        }
    }

    /// What a press on the heading does: ascending, then descending, then as before.
    pub fn turn_sort(&mut self, column: &Key, add: bool) {
        match self.sorted(column) {
            Some((_, false)) => self.sort_by(column, true, add),
            Some((_, true)) => self.sort.retain(|sort| sort.column != *column && add),
            None => self.sort_by(column, false, add),
        }
    }

    /// Groups by a column, or no longer does.
    pub fn turn_group(&mut self, column: &Key, unit: Option<Unit>) {
        match self.groups.iter().position(|group| group.column == *column) {
            Some(at) => drop(self.groups.remove(at)),
            None if self.groups.len() < MAX_GROUPS => self.groups.push(Group { column: column.clone(), unit }),
            None => {}
        }
    }

    /// Puts something else under a column.
    pub fn set_total(&mut self, column: &Key, total: Total) {
        match self.totals.iter_mut().find(|(own, _)| own == column) {
            Some((_, own)) => *own = total,
            None => self.totals.push((column.clone(), total)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_sorts_up_then_down_then_not() {
        let (amount, stage) = (Key::new("amount"), Key::new("stage"));
        let mut arrangement = Arrangement::default();
        let mut turn = |column: &Key, add| {
            arrangement.turn_sort(column, add);
            let sorts = arrangement.sort.iter().map(|s| format!("{}{}", s.column, if s.descending { "-" } else { "" }));
            sorts.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(turn(&amount, false), "amount");
        assert_eq!(turn(&amount, false), "amount-");
        assert_eq!(turn(&stage, true), "amount- stage");
        assert_eq!(turn(&stage, true), "amount- stage-");
        assert_eq!(turn(&stage, true), "amount-", "the others stay");
        assert_eq!(turn(&stage, false), "stage");
        assert_eq!((turn(&stage, false), turn(&stage, false)), ("stage-".into(), String::new()));
    }

    #[test]
    fn a_condition_that_says_nothing_is_none() {
        let mut filter = Filter::default();
        let stage = Key::new("stage");
        filter.ask(&stage, Some(Condition::Empty));
        filter.ask(&stage, Some(Condition::Filled));
        assert_eq!(filter.columns, [(stage.clone(), Condition::Filled)]);
        filter.ask(&stage, Some(Condition::Among { values: Vec::new(), except: true }));
        assert!(filter.is_empty());
    }
}
