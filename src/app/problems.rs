//! What is wrong or could be better, cell by cell: errors, warnings, hints. Nothing here blocks anybody.

use super::merging::Deleter;
use super::rules::rules;
use super::state::App;
use crate::log::fits;
use crate::model::{
    Computed, Condition, Definition, Key, Kind, Label, Plan, RowId, Severity, Sheet, Value, formula, order,
};
use crate::text::messages::Problem as Advice;
use crate::text::{Fault, name, show, show_typed, vague_words};

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

/// The problems of the plan, the gravest first, else table by table; at most `limit`.
#[must_use]
pub fn problems(app: &App, limit: usize) -> Vec<Problem> {
    let mut found = Vec::new();
    for wanted in [Severity::Error, Severity::Warning, Severity::Hint] {
        if wanted == Severity::Warning {
            found.extend(wrong_formulas(app).chain(columns_apart(app)).take(limit - found.len()));
        }
        for (sheet, row) in app.rows_with_problems(wanted) {
            let remarks = row_remarks(app, sheet, row).into_iter();
            for (column, (severity, advice)) in remarks.filter(|(_, (severity, _))| *severity == wanted) {
                if found.len() >= limit {
                    return found;
                }
                found.push(Problem { sheet, row, column, severity, advice });
            }
        }
    }
    found
}

/// The columns whose formula is wrong.
fn wrong_formulas(app: &App) -> impl Iterator<Item = Problem> + '_ {
    app.wrong_formulas().into_iter().filter_map(|(sheet, row, column)| {
        let definition = app.plan().table(sheet).definition(&column)?;
        let (severity, advice) = fault(app, sheet, row, definition)?;
        Some(Problem { sheet, row, column, severity, advice })
    })
}

/// The columns that two copies of the plan changed, each at the first row of its table.
fn columns_apart(app: &App) -> impl Iterator<Item = Problem> + '_ {
    app.columns_apart().into_iter().filter_map(|(sheet, row, column)| {
        let advice = app.apart_advice(sheet, row, &column)?;
        let (sheet, row, column) = app.asked_at(sheet, row, &column).unwrap_or((sheet, row, column));
        Some(Problem { sheet, row, column, severity: Severity::Warning, advice })
    })
}

/// The problems of one row, with their columns, in the order of the columns.
#[must_use]
pub fn row_remarks(app: &App, sheet: Sheet, row: RowId) -> Vec<(Key, Remark)> {
    let table = app.plan().table(sheet);
    let Some(slot) = table.slot(row) else { return Vec::new() };
    // Of a row that nobody has written into only what two people did to it is said.
    let is_blank = app.plan().is_blank(sheet, row);
    let mut found = Vec::new();
    for (index, definition) in table.present_at() {
        if definition.computed.is_none()
            && !is_blank
            && let Some(remark) = cell(app, sheet, row, definition, table.cell(slot, index))
        {
            found.push((index, definition.key.clone(), remark));
        }
        if definition.computed.is_none() {
            found.extend(contested(app, sheet, row, definition).map(|remark| (index, definition.key.clone(), remark)));
        }
        if !is_blank
            && definition.computed == Some(Computed::Formula)
            && app.is_counted((sheet, index))
            && let Some(why) = app.settled_fault(sheet, row, index)
        {
            found.push((index, definition.key.clone(), no_result(app, sheet, definition, &why)));
        }
        if !is_blank && !definition.rules.is_empty() {
            let value = match definition.computed {
                None => Some(table.cell(slot, index).clone()),
                // What depends on more than rows could change with every key: it is marked where it is seen.
                Some(Computed::Formula) if app.is_counted((sheet, index)) => app.settled_formula(sheet, row, index),
                Some(_) => None,
            };
            let broken = value.map(|value| broken_rules(app, sheet, row, definition, &value)).unwrap_or_default();
            found.extend(broken.into_iter().map(|remark| (index, definition.key.clone(), remark)));
        }
    }
    let broken = if is_blank { Vec::new() } else { rules(app, sheet, row, None) };
    for (key, remark) in broken {
        found.push((table.column(key).unwrap_or(usize::MAX), Key::new_static(key), remark));
    }
    order::sort_by_key(&mut found, |(index, ..)| *index);
    found.into_iter().map(|(_, key, remark)| (key, remark)).collect()
}

/// The gravest problem of each of some cells of a row, in the order of their columns; of equals the last one. What the rules
/// of the table find in a row is looked for once, however many cells there are.
#[must_use]
pub fn remarks(app: &App, sheet: Sheet, row: RowId, columns: &[&Definition]) -> Vec<Option<Remark>> {
    if app.plan().is_blank(sheet, row) {
        return columns.iter().map(|definition| contested(app, sheet, row, definition)).collect();
    }
    let only = if let [definition] = columns { Some(definition.key.as_str()) } else { None };
    let broken = rules(app, sheet, row, only);
    let gravest = |definition: &&Definition| {
        if definition.computed.is_some() {
            let broken = || broken_rules(app, sheet, row, definition, &app.value_of(sheet, row, definition));
            let fault = fault(app, sheet, row, definition);
            return fault.or_else(|| broken().into_iter().max_by_key(|(severity, _)| *severity));
        }
        let value = app.plan().value(sheet, row, &definition.key);
        let own = cell(app, sheet, row, definition, value).into_iter();
        let own =
            own.chain(broken_rules(app, sheet, row, definition, value)).chain(contested(app, sheet, row, definition));
        let broken = broken.iter().filter(|(key, _)| *key == definition.key).map(|(_, remark)| remark);
        own.chain(broken.cloned()).max_by_key(|(severity, _)| *severity)
    };
    columns.iter().map(gravest).collect()
}

/// Why a formula gives nothing here.
fn fault(app: &App, sheet: Sheet, row: RowId, definition: &Definition) -> Option<Remark> {
    if definition.computed != Some(Computed::Formula) {
        return None;
    }
    let fault = app.formula_value(sheet, row, &definition.key).err()?;
    Some(no_result(app, sheet, definition, &fault))
}

fn no_result(app: &App, sheet: Sheet, definition: &Definition, fault: &formula::Fault) -> Remark {
    let (why, remedy) = app.fault_text(sheet, &definition.key, fault);
    (Severity::Warning, Advice::NoResult { why: why.into(), remedy: remedy.into() })
}

/// Whether two people wrote different values here, neither of them seeing the other's, or one deleted the row that another
/// one changed.
fn contested(app: &App, sheet: Sheet, row: RowId, definition: &Definition) -> Option<Remark> {
    if definition.key == sheet.title()
        && let Some(by) = app.deleter(sheet, row)
    {
        let advice = match by {
            Deleter::Here => Advice::DeletedHere,
            Deleter::Elsewhere(by) if by.is_empty() => Advice::DeletedElsewhere,
            Deleter::Elsewhere(by) => Advice::DeletedElsewhereBy { by },
        };
        return Some((Severity::Warning, advice));
    }
    if sheet == Sheet::Views {
        return Some((Severity::Warning, app.apart_advice(sheet, row, &definition.key)?));
    }
    let (value, by) = app.contesters(sheet, row, &definition.key).into_iter().next()?;
    let (column, other) = (definition.label.clone(), app.named_value(&app.parser(), definition, &value));
    let advice = match by.is_empty() {
        true => Advice::TwoValues { column, other },
        false => Advice::TwoValuesBy { column, other, by },
    };
    Some((Severity::Warning, advice))
}

/// What a value alone shows, without the rest of its row but for the name that it has in the other language.
fn cell(app: &App, sheet: Sheet, row: RowId, definition: &Definition, value: &Value) -> Option<Remark> {
    let plan = app.plan();
    let column = || definition.label.clone();
    match value {
        // The rule of this column says it better.
        Value::Empty if sheet == Sheet::Actions && definition.key == "target" => None,
        Value::Empty if definition.key == sheet.title() && !name(plan, sheet, row, app.lang).is_empty() => None,
        Value::Empty => Some((definition.required?, Advice::Required { column: column() })),
        Value::Invalid(text) => {
            let fault = app.parser().problem_of_kept(definition, text);
            let why = fault.map(|fault| fault.text(app.lang).into()).unwrap_or_default();
            Some((Severity::Error, Advice::NotRead { column: column(), text: text.clone(), why }))
        }
        // Somebody who had not seen that the column is of another kind by now.
        _ if !fits(&definition.kind, value) => {
            let (text, why) = (show(plan, definition, value, app.lang), Fault::OtherKind.text(app.lang).into());
            Some((Severity::Error, Advice::NotRead { column: column(), text, why }))
        }
        Value::Link(_) | Value::Links(_) => {
            let target = definition.kind.target()?;
            let is_lost = value.linked().iter().any(|linked| !plan.table(target).contains(*linked));
            is_lost.then(|| (Severity::Error, Advice::LinkLost { column: column(), sheet: target }))
        }
        Value::Choice(key) => lost(app, definition, std::slice::from_ref(key)),
        Value::Choices(keys) => lost(app, definition, keys),
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

/// What the rules that the user gave the column say of a value.
pub(super) fn broken_rules(app: &App, sheet: Sheet, row: RowId, definition: &Definition, value: &Value) -> Vec<Remark> {
    let beside = |key: &Key| app.plan().value(sheet, row, key);
    rules_broken(app, (sheet, definition), value, &beside, &|| app.uniques.is_double(sheet, row, &definition.key))
}

/// The same of a row that need not be in the plan: `beside` is what stands in its other columns, `is_double` whether another
/// row has the same value.
pub(super) fn rules_broken<'a>(
    app: &'a App,
    (sheet, definition): (Sheet, &Definition),
    value: &Value,
    beside: &dyn Fn(&Key) -> &'a Value,
    is_double: &dyn Fn() -> bool,
) -> Vec<Remark> {
    let (plan, lang) = (app.plan(), app.lang);
    let is_typed = definition.computed.is_none();
    // A box that was never ticked is not ticked.
    let unticked = Value::Check(false);
    let value = if is_typed && definition.kind == Kind::Check && value.is_empty() { &unticked } else { value };
    let rules = if value.is_empty() { &[][..] } else { definition.rules.as_slice() };
    let broken = rules.iter().filter_map(|rule| {
        let other = rule.condition.other().map_or(&Value::Empty, beside);
        let holds = match rule.condition {
            Condition::Unique => !is_double(),
            _ => rule.condition.holds(plan, app.today(), value, other),
        };
        let column = || definition.label.clone();
        let shown = |bound: &Value| show_typed(plan, definition, bound, lang);
        let advice = |condition: &Condition| match condition {
            Condition::AtLeast(bound) => Advice::BelowBound { column: column(), bound: shown(bound) },
            Condition::AtMost(bound) => Advice::AboveBound { column: column(), bound: shown(bound) },
            Condition::Longer(least) => Advice::TooShort { column: column(), least: *least },
            Condition::Shorter(most) => Advice::TooLong { column: column(), most: *most },
            Condition::OneOf(texts) => {
                let options = texts.iter().map(|text| Label::both(text)).collect();
                Advice::NotOneOf { column: column(), options }
            }
            Condition::Unique => Advice::NotUnique { column: column(), text: show(plan, definition, value, lang) },
            Condition::Ticked if is_typed => Advice::NotTicked { column: column() },
            Condition::Ticked => Advice::DoesNotHold { column: column() },
            Condition::NotPast => Advice::InPast { column: column() },
            Condition::NotBefore(key) => {
                let other = plan.table(sheet).definition(key).map(|other| other.label.clone()).unwrap_or_default();
                Advice::BeforeOther { column: column(), other }
            }
        };
        (!holds).then(|| (rule.severity, advice(&rule.condition)))
    });
    broken.collect()
}

fn lacks_rate(plan: &Plan, money: crate::model::Money) -> bool {
    plan.in_plan_currency(money).is_none()
}

fn lost(app: &App, definition: &Definition, keys: &[Key]) -> Option<Remark> {
    let (Kind::Choice(choices) | Kind::Choices(choices)) = &definition.kind else { return None };
    let key = keys.iter().find(|key| choices.iter().all(|choice| choice.key != **key))?;
    let text = show(app.plan(), definition, &Value::Choice(key.clone()), app.lang);
    Some((Severity::Warning, Advice::ChoiceLost { column: definition.label.clone(), text }))
}
