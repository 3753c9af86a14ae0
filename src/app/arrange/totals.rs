//! What stands under the columns of a grid, and at the heads of its groups.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::super::grid::{Arrangement, GridId, Layout, Shown, Total};
use super::super::state::App;
use super::super::summary::{Sum, Summary, adds_up, is_unreadable};
use super::matching::bucket;
use super::running::{MoneySum, stands_alone};
use crate::forecast::outlook::lacking;
use crate::model::{Decimal, Definition, Kind, Money, RowId, Sheet, Value, column};
use crate::text::messages::{Arrange as Words, Deals, Grid, Rows, Values};
use crate::text::{show, show_result};

/// What can stand under a column.
#[must_use]
pub fn totals_for(definition: &Definition) -> Vec<Total> {
    let has = |total: &Total| match total {
        Total::Sum => adds_up(definition) && !matches!(definition.kind, Kind::Percent | Kind::Date),
        Total::Average => definition.kind.is_numeric(),
        Total::Min | Total::Max => definition.kind.is_numeric() || matches!(definition.kind, Kind::Date),
        Total::Nothing | Total::Rows | Total::Filled | Total::Empty | Total::Distinct => true,
    };
    Total::ALL.into_iter().filter(has).collect()
}

/// What is missing among the values of a column.
#[derive(Default)]
struct Missing {
    /// Cells of a formula without a result.
    unknown: usize,
    /// Texts that cannot be read, in the column or behind what it is worked out from.
    unreadable: usize,
    /// Amounts without a rate behind what it is worked out from.
    without: usize,
}

/// A column in which a mean is shown, without the zeros at its end.
fn column_of_means() -> Definition {
    column("", "", "", Kind::Number { min: i64::MIN, max: i64::MAX, places: 6 })
}

impl App {
    /// What stands under a column: what somebody chose, else the usual.
    #[must_use]
    pub fn total_of(&self, arrangement: &Arrangement, at: usize, definition: &Definition) -> Total {
        let chosen = arrangement.totals.iter().find(|(key, _)| *key == definition.key).map(|(_, total)| *total);
        chosen.unwrap_or(match definition.kind {
            _ if at == 0 => Total::Rows,
            Kind::Money => Total::Sum,
            _ => Total::Nothing,
        })
    }

    /// The totals under a table, one text a shown column.
    #[must_use]
    pub fn totals(&self, id: GridId) -> Vec<SmolStr> {
        let Some(grid) = self.laid_out(id) else { return Vec::new() };
        if let Some((version, layout, totals)) = &self.memory.borrow().totals
            && *version == self.version
            && Arc::ptr_eq(layout, &grid.layout)
        {
            return totals.clone();
        }
        let Layout::Table { rows, .. } = &*grid.layout else { return Vec::new() };
        let totals = self.add_up(&grid.layout, &grid.arrangement, rows.records(), true);
        self.memory.borrow_mut().totals = Some((self.version, Arc::clone(&grid.layout), totals.clone()));
        totals
    }

    /// What a total is to be read with, and has no room to say: how many of its amounts are of other currencies.
    #[must_use]
    pub fn total_note(&self, id: GridId, at: usize) -> Option<String> {
        let grid = self.laid_out(id)?;
        let Layout::Table { sheet, columns, rows, .. } = &*grid.layout else { return None };
        let index = columns.get(at)?.index;
        let definition = self.plan().table(*sheet).definitions().get(index)?;
        if !matches!(definition.kind, Kind::Money) || self.total_of(&grid.arrangement, at, definition) != Total::Sum {
            return None;
        }
        let converts = |row: &&RowId| self.is_converted(*sheet, **row, index, definition);
        let count = match self.running_sum(&grid.layout, index, definition) {
            Some(sum) => sum.converted,
            None => rows.records().iter().filter(converts).count(),
        };
        (count > 0).then(|| Grid::Converted { count }.text(self.lang).into_owned())
    }

    /// The totals of one group of a grid, by its place among the sections.
    pub(in crate::app) fn group_totals(&self, id: GridId, at: usize) -> Vec<SmolStr> {
        let Some(grid) = self.laid_out(id) else { return Vec::new() };
        if let Some((version, layout, known)) = &self.memory.borrow().groups
            && *version == self.version
            && Arc::ptr_eq(layout, &grid.layout)
            && let Some(totals) = known.get(&at)
        {
            return totals.clone();
        }
        let Layout::Table { rows, .. } = &*grid.layout else { return Vec::new() };
        let Some(section) = rows.sections().get(at) else { return Vec::new() };
        let records = rows.records().get(section.from..section.until).unwrap_or_default();
        let totals = self.add_up(&grid.layout, &grid.arrangement, records, false);
        let mut memory = self.memory.borrow_mut();
        match &mut memory.groups {
            Some((version, layout, known)) if *version == self.version && Arc::ptr_eq(layout, &grid.layout) => {
                known.insert(at, totals.clone());
            }
            groups => {
                let known = [(at, totals.clone())].into_iter().collect();
                *groups = Some((self.version, Arc::clone(&grid.layout), known));
            }
        }
        totals
    }

    /// Adds up some of the rows, or all of them: then sums are kept as they run.
    fn add_up(&self, layout: &Arc<Layout>, arrangement: &Arrangement, records: &[RowId], is_all: bool) -> Vec<SmolStr> {
        let Layout::Table { sheet, columns, .. } = &**layout else { return Vec::new() };
        let table = self.plan().table(*sheet);
        let text = |(at, shown): (usize, &Shown)| {
            let definition = table.definitions().get(shown.index)?;
            let total = self.total_of(arrangement, at, definition);
            let runs = is_all && total == Total::Sum && matches!(definition.kind, Kind::Money);
            let running = if runs { self.running_sum(layout, shown.index, definition) } else { None };
            Some(match running {
                Some(sum) => self.sum_text(definition, sum),
                None => self.total_text(*sheet, shown.index, definition, total, records),
            })
        };
        columns.iter().enumerate().map(|column| text(column).unwrap_or_default()).collect()
    }

    pub(in crate::app) fn total_text(
        &self,
        sheet: Sheet,
        column: usize,
        definition: &Definition,
        total: Total,
        rows: &[RowId],
    ) -> SmolStr {
        let (plan, lang) = (self.plan(), self.lang);
        let shown = |value: &Value| show(plan, definition, value, lang);
        match total {
            Total::Nothing => SmolStr::default(),
            Total::Rows if sheet == Sheet::Deals => {
                let deals = Deals(rows.len() - self.board.blank_among(rows));
                Grid::TotalDeals { deals }.text(lang).into()
            }
            Total::Rows => Grid::TotalRows { rows: Rows(rows.len()) }.text(lang).into(),
            Total::Sum if matches!(definition.kind, Kind::Money) => {
                let sum = self.sum_of_money(sheet, column, definition, rows);
                self.sum_text(definition, sum)
            }
            Total::Filled | Total::Empty => {
                let mut filled = 0;
                let count = |value: &Value| filled += usize::from(!value.is_empty());
                let unknown = self.each_value(sheet, column, definition, rows, count).unknown;
                let text = match total {
                    Total::Filled => Words::FilledCells { count: filled }.text(lang),
                    _ => Words::EmptyCells { count: rows.len() - filled - unknown }.text(lang),
                };
                self.with_unknown(text.into(), unknown)
            }
            Total::Distinct => {
                let mut found: FxHashSet<Value> = FxHashSet::default();
                let missing = self.each_value(sheet, column, definition, rows, |value| {
                    if !value.is_empty() {
                        found.insert(bucket(definition, value));
                    }
                });
                let text = Words::DistinctValues { values: Values(found.len()) }.text(lang).into();
                self.with_unknown(text, missing.unknown)
            }
            Total::Sum | Total::Average | Total::Min | Total::Max => {
                let (mut sum, mut summary) = (Sum::default(), Summary::default());
                let missing = self.each_value(sheet, column, definition, rows, |value| sum.take(plan, value));
                sum.write(plan.currency(), &mut summary);
                let of = |value: Option<Value>, word: fn(SmolStr) -> Grid| {
                    value.map(|value| word(shown(&value)).text(lang).into()).unwrap_or_default()
                };
                let text: SmolStr = match (total, summary.average) {
                    // Of whole numbers the mean is seldom one.
                    (Total::Average, Some(Value::Number(number))) => {
                        let millionths = (number.millionths + 5_000).div_euclid(10_000) * 10_000;
                        let places = column_of_means();
                        let value = show(plan, &places, &Value::Number(Decimal { millionths }), lang);
                        Grid::Average { value }.text(lang).into()
                    }
                    (Total::Average, average) => average.map_or_else(SmolStr::default, |average| {
                        let value = show_result(plan, definition.kind.clone(), &average, lang);
                        Grid::Average { value }.text(lang).into()
                    }),
                    (Total::Min, _) => of(summary.min, |value| Grid::Min { value }),
                    (Total::Max, _) => of(summary.max, |value| Grid::Max { value }),
                    _ => summary.sum.map(|value| shown(&value)).unwrap_or_default(),
                };
                self.with_unreadable(self.with_unknown(text, missing.unknown), missing.unreadable)
            }
        }
    }

    /// A sum of money as a column shows it, marked where some of its amounts are of other currencies, with how many it lacks
    /// for want of a rate, of a result or of an amount that can be read; nothing where it is beyond all numbers.
    fn sum_text(&self, definition: &Definition, sum: MoneySum) -> SmolStr {
        let MoneySum { minor, without, converted, unknown, unreadable } = sum;
        // Nought would be taken for what the cells without a result come to.
        if minor == 0 && without == 0 && unknown + unreadable > 0 {
            return self.with_unreadable(self.with_unknown(SmolStr::default(), unknown), unreadable);
        }
        let money = i64::try_from(minor).ok().map(|minor| Value::Money(Money::new(minor, self.plan().currency())));
        let text = money.map(|money| show(self.plan(), definition, &money, self.lang)).unwrap_or_default();
        let text = match converted {
            0 => text,
            _ => Grid::SumConverted { value: text }.text(self.lang).into(),
        };
        let text = match without {
            0 => text,
            count => Grid::SumWithout { value: text, count }.text(self.lang).into(),
        };
        self.with_unreadable(self.with_unknown(text, unknown), unreadable)
    }

    /// A total with how many cells of its column cannot be read; these alone where it is of no others.
    fn with_unreadable(&self, value: SmolStr, count: usize) -> SmolStr {
        match (value.is_empty(), count) {
            (_, 0) => value,
            (true, _) => Grid::Unreadable { count }.text(self.lang).into(),
            (false, _) => Grid::TotalUnreadable { value, count }.text(self.lang).into(),
        }
    }

    /// A total with how many cells of its column have no result; these alone where it is of no others.
    fn with_unknown(&self, value: SmolStr, count: usize) -> SmolStr {
        match (value.is_empty(), count) {
            (_, 0) => value,
            (true, _) => Grid::WithoutResult { count }.text(self.lang).into(),
            (false, _) => Grid::TotalWithout { value, count }.text(self.lang).into(),
        }
    }

    /// Hands out the values of a column in some rows. Returns what is missing among them: what stands where a formula has no
    /// result, in rows in which something stands, is no value.
    fn each_value(
        &self,
        sheet: Sheet,
        column: usize,
        definition: &Definition,
        rows: &[RowId],
        mut take: impl FnMut(&Value),
    ) -> Missing {
        let (table, mut missing) = (self.plan().table(sheet), Missing::default());
        for row in rows {
            match (definition.computed, table.slot(*row)) {
                (None, Some(slot)) => {
                    let value = self.drafted(sheet, *row, column).unwrap_or_else(|| table.cell(slot, column));
                    missing.unreadable += usize::from(is_unreadable(definition, value));
                    take(value);
                }
                (None, None) => {}
                (Some(formula), _) => {
                    let value = self.facet(sheet, *row, definition);
                    let lacking = lacking(&self.view(), formula, *row);
                    missing.unreadable += lacking.unread.len();
                    missing.without += lacking.unrated.len();
                    match self.is_without_result(sheet, *row, definition, &value) {
                        true => missing.unknown += 1,
                        false => take(&value),
                    }
                }
            }
        }
        missing
    }

    /// The amounts of a column that have a rate, in minor units of the plan's currency, and how many have none.
    fn sum_of_money(&self, sheet: Sheet, column: usize, definition: &Definition, rows: &[RowId]) -> MoneySum {
        let plan = self.plan();
        let converts = |row: &&RowId| self.is_converted(sheet, **row, column, definition);
        let mut sum = MoneySum { converted: rows.iter().filter(converts).count(), ..MoneySum::default() };
        if stands_alone(definition) {
            for row in rows {
                sum.add(self.amount_in(sheet, *row, column, definition));
            }
            return sum;
        }
        let missing = self.each_value(sheet, column, definition, rows, |value| {
            if let Value::Money(money) = value {
                let minor = plan.in_plan_currency(*money);
                sum.minor += minor.map_or(0, i128::from);
                sum.without += usize::from(minor.is_none());
            }
        });
        sum.without += missing.without;
        MoneySum { unknown: missing.unknown, unreadable: missing.unreadable, ..sum }
    }
}
