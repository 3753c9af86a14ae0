//! Why a total under a column, or at the head of a group, is what it is.

use smol_str::SmolStr;

use super::{Explanation, Input, NAMED, Subject};
use crate::app::arrange::total_name;
use crate::app::grid::{GridId, Layout, Total};
use crate::app::state::App;
use crate::model::{Decimal, Key, Money, Percent, Value};
use crate::text::messages::Explain as Words;
use crate::text::{heading, show, title};

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

    pub(super) fn explain_total(&self, id: GridId, path: Option<&[Value]>, key: &Key) -> Option<Explanation> {
        let (plan, lang, grid) = (self.plan(), self.lang, self.laid_out(id)?);
        let Layout::Table { sheet, columns, rows, .. } = &*grid.layout else { return None };
        let section = match path {
            Some(path) => Some(rows.sections().iter().find(|section| section.path == path)?),
            None => None,
        };
        let records = match section {
            Some(section) => rows.records().get(section.from..section.until)?,
            None => rows.records(),
        };
        let at = columns.iter().position(|shown| shown.key == *key)?;
        let index = columns.get(at)?.index;
        let definition = plan.table(*sheet).definitions().get(index)?;
        // The head of a group says in its first column how many rows it has.
        let is_label = at == 0 && section.is_some();
        let total = if is_label { Total::Rows } else { self.total_of(&grid.arrangement, at, definition) };
        let result = self.total_text(*sheet, index, definition, total, records);
        if result.is_empty() {
            return None;
        }
        let size = |value: &Value| match value {
            Value::Money(money) => plan.in_plan_currency(*money),
            Value::Number(number) => Some(number.millionths),
            Value::Percent(percent) => Some(percent.ppm),
            Value::Date(day) => Some(day.days_since(crate::model::Date::of_millis(0))),
            _ => None,
        };
        let counts = |value: &Value| match total {
            Total::Nothing => false,
            Total::Rows => true,
            Total::Filled | Total::Distinct => !value.is_empty(),
            Total::Empty => value.is_empty(),
            Total::Sum | Total::Average | Total::Min | Total::Max => {
                size(value).is_some() || matches!(value, Value::Money(_))
            }
        };
        let sized = matches!(total, Total::Sum | Total::Average | Total::Min | Total::Max);
        let text = |value: &Value| match (value, size(value)) {
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
        let mut found: Vec<(f64, Value, Input)> = Vec::new();
        for row in records {
            let value = match definition.computed {
                None => plan.value(*sheet, *row, key).clone(),
                Some(_) => self.facet(*sheet, *row, definition),
            };
            if counts(&value) {
                let weight = if sized { size(&value).unwrap_or(0) as f64 } else { 0.0 };
                let weight = if total == Total::Min { -weight } else { weight };
                let (name, said): (SmolStr, SmolStr) = (title(plan, *sheet, *row, lang), text(&value));
                let source = Some((*sheet, *row, key.clone()));
                found.push((weight, value, Input { name: name.into(), value: said.into(), source }));
            }
        }
        let tenth = self.tenth_of_total(total, &found, size);
        let (inputs, notes) = self.listed(found.into_iter().map(|(weight, _, line)| (weight, line)).collect());
        let record = match section {
            Some(section) => self.head_text(id, section),
            None => total_name(total).text(lang).into(),
        };
        Some(Explanation {
            heading: Words::Of { number: heading(plan, definition, lang), record }.text(lang).into_owned(),
            formula: formula_words(total).text(lang).into_owned(),
            inputs,
            notes,
            result: result.into(),
            tenth,
            ..Explanation::default()
        })
    }

    /// What would change a total by a tenth.
    fn tenth_of_total(
        &self,
        total: Total,
        found: &[(f64, Value, Input)],
        size: impl Fn(&Value) -> Option<i64>,
    ) -> Option<(String, Vec<Input>)> {
        let typed = |like: &Value, size: f64| match like {
            Value::Money(_) => Some(Value::Money(Money::new(size.round() as i64, self.plan().currency()))),
            Value::Percent(_) => Some(Value::Percent(Percent { ppm: size.round() as i64 })),
            Value::Number(_) => Some(Value::Number(Decimal { millionths: size.round() as i64 })),
            _ => None,
        };
        let sum: f64 = found.iter().filter_map(|(_, value, _)| size(value)).map(|size| size as f64).sum();
        let like = found.first().map(|(_, value, _)| value);
        let words = match total {
            // The mean moves by a tenth as its sum does.
            Total::Sum | Total::Average => match like.and_then(|like| typed(like, (sum / 10.0).abs()))? {
                none if size(&none) == Some(0) => Words::TenthNone,
                value => Words::TenthEach { value: self.shown_value(&value) },
            },
            Total::Min | Total::Max => {
                let most = found.iter().map(|(weight, ..)| *weight).fold(f64::MIN, f64::max);
                let ends = found.iter().filter(|(weight, ..)| *weight == most);
                let line = |(_, value, input): &(f64, Value, Input)| {
                    let to = self.shown_value(&typed(value, size(value)? as f64 * 1.1)?);
                    let value = Words::FromTo { from: self.shown_value(value), to }.text(self.lang).into_owned();
                    Some(Input { value, ..input.clone() })
                };
                let lines: Vec<Input> = ends.take(NAMED).filter_map(line).collect();
                return (!lines.is_empty()).then(|| (Words::TenthEnd.text(self.lang).into_owned(), lines));
            }
            _ => Words::TenthCount,
        };
        Some((words.text(self.lang).into_owned(), Vec::new()))
    }
}

/// How a total is worked out.
const fn formula_words(total: Total) -> Words {
    match total {
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
