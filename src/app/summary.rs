//! What the selected cells come to: count, sum, average, least and greatest.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::arrange::Running;
use super::grid::{At, GridId, Layout, Selection};
use super::state::App;
use crate::forecast::outlook::lacking;
use crate::model::{Computed, Currency, Date, Decimal, Definition, Kind, Money, Percent, Plan, RowId, Sheet, Value};

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
    /// How many amounts were left out because their currency has no rate.
    pub without_rate: usize,
    /// How many amounts are of another currency and were converted.
    pub converted: usize,
    /// How many cells of formulas have no result.
    pub without_result: usize,
    /// How many cells of numbers or dates hold a text that cannot be read as one.
    pub unreadable: usize,
    /// Whether a computed cell is among them: what it comes to was rounded for the eye.
    pub with_computed: bool,
    /// Whether computed cells were left out, because there are too many rows to work them all out between two keys.
    pub without_computed: bool,
}

/// What was worked out last, for as long as nothing changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    summary: Option<((u64, GridId, Vec<Selection>), Summary)>,
    pub(super) totals: Option<(u64, Arc<Layout>, Vec<SmolStr>)>,
    /// The sums of columns, as they run.
    pub(super) running: Running,
    /// The totals of groups, by their place among the sections.
    pub(super) groups: Option<(u64, Arc<Layout>, FxHashMap<usize, Vec<SmolStr>>)>,
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
pub(super) struct Sum {
    unit: Option<Unit>,
    mixed: bool,
    count: i128,
    sum: i128,
    bounds: Option<(i64, i64)>,
    days: Option<(Date, Date)>,
    without_rate: usize,
    converted: usize,
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

    /// Takes a value in, where it can be added or compared.
    pub fn take(&mut self, plan: &Plan, value: &Value) {
        match value {
            Value::Money(money) => match plan.in_plan_currency(*money) {
                Some(minor) => {
                    self.converted += usize::from(money.currency != plan.currency());
                    self.add(Unit::Money, minor);
                }
                None => self.without_rate += 1,
            },
            Value::Number(number) => self.add(Unit::Number, number.millionths),
            Value::Percent(percent) => self.add(Unit::Percent, percent.ppm),
            Value::Date(day) => self.add_day(*day),
            _ => {}
        }
    }

    /// Writes down what it comes to.
    pub fn write(&self, currency: Currency, summary: &mut Summary) {
        let typed = |unit: Unit, number: i64| match unit {
            Unit::Money => Value::Money(Money::new(number, currency)),
            Unit::Number => Value::Number(Decimal { millionths: number }),
            Unit::Percent => Value::Percent(Percent { ppm: number }),
        };
        (summary.without_rate, summary.converted) = (self.without_rate, self.converted);
        if let (Some(unit), Some((min, max)), false) = (self.unit, self.bounds, self.mixed) {
            // Half up, as everywhere.
            let average = (2 * self.sum + self.count).div_euclid(2 * self.count);
            summary.sum = i64::try_from(self.sum).ok().map(|sum| typed(unit, sum));
            summary.average = i64::try_from(average).ok().map(|average| typed(unit, average));
            (summary.min, summary.max) = (Some(typed(unit, min)), Some(typed(unit, max)));
        } else if let (None, Some((min, max))) = (self.unit, self.days) {
            (summary.min, summary.max) = (Some(Value::Date(min)), Some(Value::Date(max)));
        }
    }
}

impl App {
    /// What the selected cells of a grid come to.
    #[must_use]
    pub fn selection_summary(&self, id: GridId) -> Summary {
        let Some(grid) = self.laid_out(id) else { return Summary::default() };
        let key = (self.version, id, grid.areas().collect());
        if let Some((of, summary)) = &self.memory.borrow().summary
            && *of == key
        {
            return summary.clone();
        }
        let summary = self.summarise(&grid.layout, &key.2);
        self.memory.borrow_mut().summary = Some((key, summary.clone()));
        summary
    }

    fn summarise(&self, layout: &Layout, areas: &[Selection]) -> Summary {
        let sizes = areas.iter().map(Selection::size);
        let (rows, columns) =
            sizes.fold((0, 0), |(rows, columns), (height, width)| (rows + height, columns.max(width)));
        let mut summary = Summary { rows, columns, ..Summary::default() };
        let table = self.plan().table(layout.sheet());
        let (mut sum, mut unrated) = (Sum::default(), 0);
        let last = layout.records().saturating_sub(1);
        let rows_of = |area: &Selection| area.rows().0..=area.rows().1.min(last);
        for (nth, row) in areas.iter().enumerate().flat_map(|(nth, area)| rows_of(area).map(move |row| (nth, row))) {
            let Some(record) = layout.record(row) else { continue };
            let Some(slot) = table.slot(record) else { continue };
            let (left, right) = areas.get(nth).map(Selection::columns).unwrap_or_default();
            for column in left..=right {
                // Where ranges overlap a cell counts once.
                if areas.iter().take(nth).any(|area| area.contains(At { row, column })) {
                    continue;
                }
                let shown = layout.shown(row, column);
                let Some((shown, definition)) = shown.and_then(|s| Some((s, table.definitions().get(s.index)?))) else {
                    continue;
                };
                let made;
                let value = match definition.computed {
                    None => {
                        let value = table.cell(slot, shown.index);
                        summary.unreadable += usize::from(is_unreadable(definition, value));
                        value
                    }
                    Some(formula) if rows <= MANY_ROWS && adds_up(definition) => {
                        made = self.value_of(layout.sheet(), record, definition);
                        let lacks = self.is_without_result(layout.sheet(), record, definition, &made);
                        summary.without_result += usize::from(lacks);
                        let lacking = lacking(&self.view(), formula, record);
                        summary.unreadable += lacking.unread.len();
                        unrated += lacking.unrated.len();
                        summary.with_computed = true;
                        &made
                    }
                    Some(_) => {
                        summary.without_computed |= rows > MANY_ROWS && adds_up(definition);
                        continue;
                    }
                };
                summary.count += usize::from(!value.is_empty());
                sum.take(self.plan(), value);
            }
        }
        sum.write(self.plan().currency(), &mut summary);
        summary.without_rate += unrated;
        summary
    }

    /// Whether a cell of a formula says why it has no result, in a row in which something stands.
    pub(super) fn is_without_result(&self, sheet: Sheet, row: RowId, definition: &Definition, value: &Value) -> bool {
        let is_fault = definition.computed == Some(Computed::Formula) && value.is_invalid();
        is_fault && !self.plan().is_blank(sheet, row)
    }
}

/// Whether a cell holds a text in the place of a number or a date: it was left out wherever these are added or compared.
pub(super) fn is_unreadable(definition: &Definition, value: &Value) -> bool {
    let is_sized = definition.kind.is_numeric() || matches!(definition.kind, Kind::Date);
    is_sized && definition.computed.is_none() && value.is_invalid()
}

/// Whether a computed column means something when it is added up; words and pivots do not.
pub(super) fn adds_up(definition: &Definition) -> bool {
    (definition.kind.is_numeric() && definition.computed != Some(Computed::Pivot))
        || matches!(definition.kind, Kind::Date)
}
