//! Why a total under a column, or at the head of a group, is what it is.

use std::ops::Range;
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Explanation, Input, NAMED, Subject, Weighed};
use crate::app::arrange::total_name;
use crate::app::grid::{GridId, Layout, Total};
use crate::app::state::App;
use crate::app::summary::is_unreadable;
use crate::forecast::Stretch;
use crate::forecast::outlook::lacking;
use crate::model::schema::setup::rates;
use crate::model::{Currency, Date, Decimal, Definition, Key, Kind, Money, Percent, Plan, RowId, Sheet, Value};
use crate::text::messages::Explain as Words;
use crate::text::{heading, show, title};

/// What it takes to look at a cell that was typed, and at one that is computed, as a [`Stretch`] counts.
const TYPED: u64 = 150;
const COMPUTED: u64 = 2_000;

/// A total being explained, row by row: put into words is what is listed.
#[derive(Debug)]
pub struct Totaling {
    layout: Arc<Layout>,
    /// The rows still to be looked at, by their places among the records.
    left: Range<usize>,
    /// The column of the table.
    index: usize,
    total: Total,
    /// What it is the total of, and what it comes to.
    record: String,
    result: SmolStr,
    weighed: Weighed<(RowId, Value)>,
    sum: f64,
    /// The first value that counts.
    like: Option<Value>,
    /// The other currencies that were converted.
    foreign: Vec<Currency>,
    /// What of it cannot be read: the first, and how many in all.
    unread: (Vec<(Sheet, RowId)>, usize),
    /// The greatest weight, and the first rows that have it.
    ends: (f64, Vec<(RowId, Value)>),
}

/// How large a value is, where it has a size.
fn size(plan: &Plan, value: &Value) -> Option<i64> {
    match value {
        Value::Money(money) => plan.in_plan_currency(*money),
        Value::Number(number) => Some(number.millionths),
        Value::Percent(percent) => Some(percent.ppm),
        Value::Date(day) => Some(day.days_since(Date::of_millis(0))),
        _ => None,
    }
}

/// Whether a total is made of the sizes of values.
const fn is_sized(total: Total) -> bool {
    matches!(total, Total::Sum | Total::Average | Total::Min | Total::Max)
}

impl Totaling {
    fn counts(&self, plan: &Plan, value: &Value) -> bool {
        match self.total {
            Total::Nothing => false,
            Total::Rows => true,
            Total::Filled | Total::Distinct => !value.is_empty(),
            Total::Empty => value.is_empty(),
            Total::Sum | Total::Average | Total::Min | Total::Max => {
                size(plan, value).is_some() || matches!(value, Value::Money(_))
            }
        }
    }

    /// Notes a row that cannot be read.
    fn leave_out(&mut self, place: (Sheet, RowId)) {
        let (first, count) = &mut self.unread;
        *count += 1;
        if first.len() < NAMED {
            first.push(place);
        }
    }

    /// Takes a value in, if it counts.
    fn take(&mut self, plan: &Plan, row: RowId, value: Value) {
        if !self.counts(plan, &value) {
            return;
        }
        let own = size(plan, &value);
        let weight = if is_sized(self.total) { own.unwrap_or(0) as f64 } else { 0.0 };
        let weight = if self.total == Total::Min { -weight } else { weight };
        self.sum += own.unwrap_or(0) as f64;
        self.like.get_or_insert_with(|| value.clone());
        let (most, ends) = &mut self.ends;
        // What has no rate has no size, and is neither the least nor the greatest.
        if own.is_none() && is_sized(self.total) {
            self.weighed.put(weight, (row, value));
            return;
        }
        if weight > *most {
            *most = weight;
            ends.clear();
        }
        if weight == *most && ends.len() < NAMED {
            ends.push((row, value.clone()));
        }
        self.weighed.put(weight, (row, value));
    }
}

impl App {
    /// The total below the heading in focus, or of the group whose head has the active cell.
    pub(in crate::app) fn total_in_use(&self, id: GridId) -> Option<Subject> {
        let grid = self.laid_out(id)?;
        let path = match grid.head {
            Some(_) => None,
            None => Some(grid.layout.rows()?.head(grid.selection.active.row)?.path.clone()),
        };
        Some(Subject::Total(id, path, self.column_in_use(id)?))
    }

    /// Begins to explain a total; none where nothing stands there.
    pub(in crate::app) fn totaling(&self, id: GridId, path: Option<&[Value]>, key: &Key) -> Option<Totaling> {
        let (plan, lang, grid) = (self.plan(), self.lang, self.laid_out(id)?);
        let Layout::Table { sheet, columns, rows, .. } = &*grid.layout else { return None };
        let section = match path {
            Some(path) => {
                let at = rows.sections().iter().position(|section| section.path == path)?;
                Some((at, rows.sections().get(at)?))
            }
            None => None,
        };
        let left = section.map_or(0..rows.records().len(), |(_, section)| section.from..section.until);
        let at = columns.iter().position(|shown| shown.key == *key)?;
        let index = columns.get(at)?.index;
        let definition = plan.table(*sheet).definitions().get(index)?;
        // The head of a group says in its first column how many rows it has; all others say what the grid shows already.
        let (total, result) = match section {
            Some(_) if at == 0 => {
                let records = rows.records().get(left.clone())?;
                (Total::Rows, self.total_text(*sheet, index, definition, Total::Rows, records))
            }
            section => {
                let shown = section.map_or_else(|| self.totals(id), |(at, _)| self.group_totals(id, at));
                (self.total_of(&grid.arrangement, at, definition), shown.into_iter().nth(at)?)
            }
        };
        if result.is_empty() {
            return None;
        }
        let record = match section {
            Some((_, section)) => self.head_text(id, section),
            None => total_name(total).text(lang).into(),
        };
        Some(Totaling {
            layout: Arc::clone(&grid.layout),
            left,
            index,
            total,
            record: record.into(),
            result,
            weighed: Weighed::default(),
            sum: 0.0,
            like: None,
            foreign: Vec::new(),
            unread: (Vec::new(), 0),
            ends: (f64::MIN, Vec::new()),
        })
    }

    /// Goes on until the stretch is over; the explanation once all rows are looked at, none within where there is none.
    pub(super) fn total_on(
        &self,
        key: &Key,
        work: &mut Totaling,
        stretch: &mut Stretch,
    ) -> Option<Option<Explanation>> {
        let (plan, layout) = (self.plan(), Arc::clone(&work.layout));
        let Layout::Table { sheet, rows, .. } = &*layout else { return Some(None) };
        let Some(definition) = plan.table(*sheet).definitions().get(work.index) else { return Some(None) };
        while !stretch.is_over() {
            let Some(row) = work.left.next().and_then(|at| rows.records().get(at)) else {
                return Some(Some(self.say_total(*sheet, key, definition, work)));
            };
            if work.total == Total::Rows && *sheet == Sheet::Deals && self.board.is_blank(*row) {
                continue;
            }
            let value = match definition.computed {
                None => plan.value(*sheet, *row, key).clone(),
                Some(_) => self.facet(*sheet, *row, definition),
            };
            if is_sized(work.total) {
                let is_own = is_unreadable(definition, &value).then_some((*sheet, *row));
                let behind = definition.computed.map(|formula| lacking(&self.view(), formula, *row).unread);
                let behind = behind.into_iter().flatten().map(|deal| (Sheet::Deals, deal));
                for place in is_own.into_iter().chain(behind) {
                    work.leave_out(place);
                }
            }
            if is_sized(work.total) && matches!(definition.kind, Kind::Money) {
                for currency in self.converted_from(*sheet, *row, work.index, definition) {
                    if !work.foreign.contains(&currency) {
                        work.foreign.push(currency);
                    }
                }
            }
            stretch.spend(if definition.computed.is_none() { TYPED } else { COMPUTED });
            work.take(plan, *row, value);
        }
        None
    }

    fn say_total(&self, sheet: Sheet, key: &Key, definition: &Definition, work: &Totaling) -> Explanation {
        let (plan, lang) = (self.plan(), self.lang);
        let sized = is_sized(work.total);
        let text = |value: &Value| match (value, size(plan, value)) {
            (Value::Money(money), Some(minor)) if sized && money.currency != plan.currency() => {
                let own = Value::Money(Money::new(minor, plan.currency()));
                Words::FromTo { from: self.shown_value(value), to: self.shown_value(&own) }.text(lang).into()
            }
            (Value::Money(_), None) if sized => {
                let (number, record) = (self.shown_value(value), Words::NoRate.text(lang).into());
                Words::Of { number, record }.text(lang).into()
            }
            (value, _) => show(plan, definition, value, lang),
        };
        let line = |(row, value): &(RowId, Value)| Input {
            name: title(plan, sheet, *row, lang).into(),
            value: text(value).into(),
            source: Some((sheet, *row, key.clone())),
        };
        let (inputs, mut notes) = self.listed_of(&work.weighed, &line);
        notes.extend(self.unread_words(&work.unread.0, work.unread.1));
        notes.extend(self.rates_taken(&work.foreign));
        Explanation {
            heading: Words::Of { number: heading(plan, definition, lang), record: work.record.as_str().into() }
                .text(lang)
                .into_owned(),
            formula: formula_words(work.total, sheet).text(lang).into_owned(),
            inputs,
            notes,
            result: work.result.as_str().into(),
            tenth: self.tenth_of_total(definition, work, &line),
            ..Explanation::default()
        }
    }

    /// At which rates amounts were converted; none where none was.
    fn rates_taken(&self, foreign: &[Currency]) -> Option<String> {
        let (plan, lang) = (self.plan(), self.lang);
        let column = Sheet::Rates.definition(&rates::RATE.key())?;
        let line = |currency: &Currency| {
            let rate = show(plan, column, &Value::Number(plan.rate(*currency)?), lang);
            Some(Words::OneIs { currency: *currency, rate, own: plan.currency() }.text(lang).into_owned())
        };
        let lines: Vec<String> = foreign.iter().filter_map(line).collect();
        let rates = SmolStr::from(lines.join(lang.comma()));
        (!lines.is_empty()).then(|| Words::AtRates { rates }.text(lang).into_owned())
    }

    /// What would change a total by a tenth.
    fn tenth_of_total(
        &self,
        definition: &Definition,
        work: &Totaling,
        line: &dyn Fn(&(RowId, Value)) -> Input,
    ) -> Option<(String, Vec<Input>)> {
        let plan = self.plan();
        let typed = |like: &Value, size: f64| match like {
            Value::Money(_) => Some(Value::Money(Money::new(size.round() as i64, plan.currency()))),
            Value::Percent(_) => Some(Value::Percent(Percent { ppm: size.round() as i64 })),
            Value::Number(_) => Some(Value::Number(Decimal { millionths: size.round() as i64 })),
            _ => None,
        };
        let words = match work.total {
            // The mean moves by a tenth as its sum does.
            Total::Sum | Total::Average => match typed(work.like.as_ref()?, (work.sum / 10.0).abs())? {
                none if size(plan, &none) == Some(0) => Words::TenthNone,
                value => Words::TenthEach { value: self.shown_value(&value) },
            },
            Total::Min | Total::Max => {
                let line = |own: &(RowId, Value)| {
                    let to = self.shown_value(&typed(&own.1, size(plan, &own.1)? as f64 * 1.1)?);
                    let value = Words::FromTo { from: self.shown_in(Some(definition), &own.1), to }
                        .text(self.lang)
                        .into_owned();
                    Some(Input { value, ..line(own) })
                };
                let lines: Vec<Input> = work.ends.1.iter().filter_map(line).collect();
                return (!lines.is_empty()).then(|| (Words::TenthEnd.text(self.lang).into_owned(), lines));
            }
            _ => Words::TenthCount,
        };
        Some((words.text(self.lang).into_owned(), Vec::new()))
    }
}

/// How a total is worked out.
const fn formula_words(total: Total, sheet: Sheet) -> Words {
    match total {
        Total::Rows if matches!(sheet, Sheet::Deals) => Words::TotalDeals,
        Total::Sum => Words::TotalSum,
        Total::Average => Words::TotalAverage,
        Total::Min => Words::TotalMin,
        Total::Max => Words::TotalMax,
        Total::Filled => Words::TotalFilled,
        Total::Empty => Words::TotalEmpty,
        Total::Distinct => Words::TotalDistinct,
        Total::Rows | Total::Nothing => Words::TotalRows,
    }
}
