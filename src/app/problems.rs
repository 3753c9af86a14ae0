//! What is wrong or could be better, cell by cell: errors, warnings, hints. Nothing here blocks anybody.

use super::rules::rules;
use super::state::App;
use crate::model::{Definition, Key, Kind, Plan, RowId, Severity, Sheet, Value, order};
use crate::text::messages::Problem as Advice;
use crate::text::vague_words;

/// One problem at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The table.
    pub sheet: Sheet,
    /// The row.
    pub row: RowId,
    /// The column.
    pub column: Key,
    /// How grave it is.
    pub severity: Severity,
    /// What it is, and what to do.
    pub advice: Advice,
}

/// A problem of one cell, without its place.
pub type Remark = (Severity, Advice);

/// Every problem of the plan, table by table; at most `limit`.
#[must_use]
pub fn problems(app: &App, limit: usize) -> Vec<Problem> {
    let mut found = Vec::new();
    for (sheet, row) in app.rows_with_problems() {
        for (column, (severity, advice)) in row_remarks(app, sheet, row) {
            if found.len() >= limit {
                return found;
            }
            found.push(Problem { sheet, row, column, severity, advice });
        }
    }
    found
}

/// The problems of one row, with their columns, in the order of the columns.
#[must_use]
pub fn row_remarks(app: &App, sheet: Sheet, row: RowId) -> Vec<(Key, Remark)> {
    let table = app.plan().table(sheet);
    let Some(slot) = table.slot(row) else { return Vec::new() };
    let mut found = Vec::new();
    for (index, definition) in table.definitions().iter().enumerate() {
        if definition.computed.is_none()
            && let Some(remark) = cell(app, sheet, definition, table.cell(slot, index))
        {
            found.push((index, definition.key.clone(), remark));
        }
    }
    for (key, remark) in rules(app, sheet, row, None) {
        found.push((table.column(key).unwrap_or(usize::MAX), Key::new_static(key), remark));
    }
    order::sort_by_key(&mut found, |(index, ..)| *index);
    found.into_iter().map(|(_, key, remark)| (key, remark)).collect()
}

/// The problems of one cell.
#[must_use]
pub fn remarks(app: &App, sheet: Sheet, row: RowId, definition: &Definition) -> Vec<Remark> {
    if definition.computed.is_some() {
        return Vec::new();
    }
    let value = app.plan().value(sheet, row, &definition.key);
    let own = cell(app, sheet, definition, value);
    own.into_iter().chain(rules(app, sheet, row, Some(&definition.key)).into_iter().map(|(_, remark)| remark)).collect()
}

/// What a value alone shows, without the rest of its row.
fn cell(app: &App, sheet: Sheet, definition: &Definition, value: &Value) -> Option<Remark> {
    let plan = app.plan();
    let column = || definition.label.clone();
    match value {
        // The rule of this column says it better.
        Value::Empty if sheet == Sheet::Actions && definition.key == "target" => None,
        Value::Empty => Some((definition.required?, Advice::Required { column: column() })),
        Value::Invalid(text) => {
            let fault = app.parser().problem(definition, text);
            let why = fault.map(|fault| fault.text(app.lang).into()).unwrap_or_default();
            Some((Severity::Error, Advice::NotRead { column: column(), text: text.clone(), why }))
        }
        Value::Link(_) | Value::Links(_) => {
            let target = definition.kind.target()?;
            let is_lost = value.linked().iter().any(|linked| !plan.table(target).contains(*linked));
            is_lost.then(|| (Severity::Error, Advice::LinkLost { column: column(), sheet: target }))
        }
        Value::Choice(key) => lost(definition, std::slice::from_ref(key)),
        Value::Choices(keys) => lost(definition, keys),
        Value::Money(money) if lacks_rate(plan, *money) => {
            Some((Severity::Error, Advice::RateMissing { currency: money.currency.code().into() }))
        }
        Value::Text(text) if matches!(definition.kind, Kind::Paragraph) && definition.key == "note" => {
            let words = vague_words(text)?;
            Some((Severity::Hint, Advice::VagueWords { words: words.into() }))
        }
        _ => None,
    }
}

fn lacks_rate(plan: &Plan, money: crate::model::Money) -> bool {
    plan.in_plan_currency(money).is_none()
}

fn lost(definition: &Definition, keys: &[Key]) -> Option<Remark> {
    let (Kind::Choice(choices) | Kind::Choices(choices)) = &definition.kind else { return None };
    let key = keys.iter().find(|key| choices.iter().all(|choice| choice.key != **key))?;
    Some((Severity::Warning, Advice::ChoiceLost { column: definition.label.clone(), text: key.clone() }))
}
