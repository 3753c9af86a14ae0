//! What cells come to: the selection's count, sum, average, least and greatest, and the totals under a grid.

use std::sync::Arc;

use smol_str::SmolStr;

use super::grid::{GridId, Layout, Selection};
use super::state::App;
use crate::model::{Computed, Date, Decimal, Definition, Kind, Money, Percent, RowId, Sheet, Value};
use crate::text::messages::{Deals, Grid as Words, Rows};
use crate::text::show;

/// What the selected cells of a grid come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Rows selected.
    pub rows: usize,
    /// Columns selected.
    pub columns: usize,
    /// Cells that hold something.
    pub count: usize,
    /// The sum: money in the plan's currency, a number or a share; none where kinds are mixed or nothing can be added.
    pub sum: Option<Value>,
    /// The mean, of the same kind.
    pub average: Option<Value>,
    /// The least: also of dates.
    pub min: Option<Value>,
    /// The greatest: also of dates.
    pub max: Option<Value>,
    /// Whether amounts were left out because their currency has no rate.
    pub without_rate: bool,
}

/// What was worked out last, for as long as nothing changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    summary: Option<(u64, GridId, Selection, Summary)>,
    totals: Option<(u64, Arc<Layout>, Vec<SmolStr>)>,
}

/// With more rows selected than this, computed cells are left out of the summary.
const MANY_ROWS: usize = 20_000;

/// What can be added to one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Money,
    Number,
    Percent,
}

/// Adds up values of one unit; dates have bounds only.
#[derive(Default)]
struct Sum {
    unit: Option<Unit>,
    mixed: bool,
    count: i128,
    sum: i128,
    bounds: Option<(i64, i64)>,
    days: Option<(Date, Date)>,
}

impl Sum {
    fn add(&mut self, unit: Unit, number: i64) {
        self.mixed |= self.unit.is_some_and(|own| own != unit);
        self.unit = Some(unit);
        self.count += 1;
        self.sum += i128::from(number);
        let (min, max) = self.bounds.unwrap_or((number, number));
        self.bounds = Some((min.min(number), max.max(number)));
    }

    fn add_day(&mut self, day: Date) {
        let (min, max) = self.days.unwrap_or((day, day));
        self.days = Some((min.min(day), max.max(day)));
    }
}

impl App {
    /// What the selected cells of a grid come to.
    #[must_use]
    pub fn selection_summary(&self, id: GridId) -> Summary {
        let Some(grid) = self.laid_out(id) else { return Summary::default() };
        let key = (self.version, id, grid.selection);
        if let Some((version, of, selection, summary)) = &self.memory.borrow().summary
            && (*version, *of, *selection) == key
        {
            return summary.clone();
        }
        let summary = self.summarise(&grid.layout, &grid.selection);
        self.memory.borrow_mut().summary = Some((key.0, key.1, key.2, summary.clone()));
        summary
    }

    fn summarise(&self, layout: &Layout, selection: &Selection) -> Summary {
        let ((top, bottom), (left, right)) = (selection.rows(), selection.columns());
        let (rows, columns) = selection.size();
        let mut summary = Summary { rows, columns, ..Summary::default() };
        let table = self.plan().table(layout.sheet());
        let mut sum = Sum::default();
        for row in top..=bottom.min(layout.records().saturating_sub(1)) {
            let Some(record) = layout.record(row) else { continue };
            let Some(slot) = table.slot(record) else { continue };
            for column in left..=right {
                let shown = layout.shown(row, column);
                let Some((shown, definition)) = shown.and_then(|s| Some((s, table.definitions().get(s.index)?))) else {
                    continue;
                };
                let made;
                let value = match definition.computed {
                    None => table.cell(slot, shown.index),
                    Some(_) if rows <= MANY_ROWS && adds_up(definition) => {
                        made = self.value_of(layout.sheet(), record, definition);
                        &made
                    }
                    Some(_) => continue,
                };
                summary.count += usize::from(!value.is_empty());
                match value {
                    Value::Money(money) => match self.plan().in_plan_currency(*money) {
                        Some(minor) => sum.add(Unit::Money, minor),
                        None => summary.without_rate = true,
                    },
                    Value::Number(number) => sum.add(Unit::Number, number.millionths),
                    Value::Percent(percent) => sum.add(Unit::Percent, percent.ppm),
                    Value::Date(day) => sum.add_day(*day),
                    _ => {}
                }
            }
        }
        let currency = self.plan().currency();
        let typed = |unit: Unit, number: i64| match unit {
            Unit::Money => Value::Money(Money::new(number, currency)),
            Unit::Number => Value::Number(Decimal { millionths: number }),
            Unit::Percent => Value::Percent(Percent { ppm: number }),
        };
        if let (Some(unit), Some((min, max)), false) = (sum.unit, sum.bounds, sum.mixed) {
            // Half up, as everywhere.
            let average = (2 * sum.sum + sum.count).div_euclid(2 * sum.count);
            summary.sum = i64::try_from(sum.sum).ok().map(|sum| typed(unit, sum));
            summary.average = i64::try_from(average).ok().map(|average| typed(unit, average));
            (summary.min, summary.max) = (Some(typed(unit, min)), Some(typed(unit, max)));
        } else if let (None, Some((min, max))) = (sum.unit, sum.days) {
            (summary.min, summary.max) = (Some(Value::Date(min)), Some(Value::Date(max)));
        }
        summary
    }

    /// The totals under a table, one text a shown column: how many rows in the first, sums below amounts.
    #[must_use]
    pub fn totals(&self, id: GridId) -> Vec<SmolStr> {
        let Some(grid) = self.laid_out(id) else { return Vec::new() };
        if let Some((version, layout, totals)) = &self.memory.borrow().totals
            && *version == self.version
            && Arc::ptr_eq(layout, &grid.layout)
        {
            return totals.clone();
        }
        let totals = self.add_up(&grid.layout);
        self.memory.borrow_mut().totals = Some((self.version, Arc::clone(&grid.layout), totals.clone()));
        totals
    }

    fn add_up(&self, layout: &Layout) -> Vec<SmolStr> {
        let Layout::Table { sheet, rows, columns, .. } = layout else { return Vec::new() };
        let table = self.plan().table(*sheet);
        let slots: Vec<(RowId, u32)> = rows.iter().filter_map(|row| Some((*row, table.slot(*row)?))).collect();
        let total = |(at, shown): (usize, &super::grid::Shown)| {
            let Some(definition) = table.definitions().get(shown.index) else { return SmolStr::default() };
            if at == 0 {
                return match sheet {
                    Sheet::Deals => Words::TotalDeals { deals: Deals(rows.len()) }.text(self.lang).into(),
                    _ => Words::TotalRows { rows: Rows(rows.len()) }.text(self.lang).into(),
                };
            }
            if !matches!(definition.kind, Kind::Money) {
                return SmolStr::default();
            }
            let minor = match definition.computed {
                None => self.sum_of_cells(&slots, *sheet, shown.index),
                Some(Computed::Weighted) => slots.iter().map(|(row, _)| i128::from(self.board.weighted(*row))).sum(),
                Some(_) => {
                    let values = slots.iter().map(|(row, _)| self.value_of(*sheet, *row, definition));
                    let worth = |value| {
                        if let Value::Money(money) = value { self.plan().in_plan_currency(money) } else { None }
                    };
                    values.filter_map(worth).map(i128::from).sum()
                }
            };
            match i64::try_from(minor) {
                Ok(minor) => {
                    show(self.plan(), definition, &Value::Money(Money::new(minor, self.plan().currency())), self.lang)
                }
                Err(_) => SmolStr::default(),
            }
        };
        columns.iter().enumerate().map(total).collect()
    }

    /// The amounts of a column that have a rate, in minor units of the plan's currency.
    fn sum_of_cells(&self, slots: &[(RowId, u32)], sheet: Sheet, column: usize) -> i128 {
        let (plan, own) = (self.plan(), self.plan().currency());
        let cells = plan.table(sheet).cells(column);
        let worth =
            |money: &Money| if money.currency == own { Some(money.minor) } else { plan.in_plan_currency(*money) };
        let amounts = slots.iter().filter_map(|(_, slot)| match cells.get(*slot as usize) {
            Some(Value::Money(money)) => worth(money),
            _ => None,
        });
        amounts.map(i128::from).sum()
    }
}

/// Whether a computed column means something when it is added up; words and pivots do not.
fn adds_up(definition: &Definition) -> bool {
    (definition.kind.is_numeric() && definition.computed != Some(Computed::Pivot))
        || matches!(definition.kind, Kind::Date)
}
