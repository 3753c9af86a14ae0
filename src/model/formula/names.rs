//! The names of columns in a formula: found by heading in either language or by key, kept by key, shown by heading.

use smol_str::{SmolStr, format_smolstr};

use super::error::Wrong;
use super::expr::{Expr, Node};
use super::nearest::nearest;
use super::{Base, Span, Step, Type, parse};
use crate::model::fold::search_key;
use crate::model::{Definition, Label, Plan, Sheet, Table, order};

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, with its brackets.
    pub at: Span,
    /// What it leads to.
    pub step: Step,
    /// The table from which it leads there.
    pub from: Sheet,
}

/// What a name in brackets leads to from a row of a table.
pub(super) fn resolve(plan: &Plan, sheet: Sheet, written: &str) -> Result<Step, Wrong> {
    find(plan, sheet, written).and_then(|step| living(plan, step))
}

/// The same, columns that were taken out among them: they still have the name that they had.
fn find(plan: &Plan, sheet: Sheet, written: &str) -> Result<Step, Wrong> {
    if let Some(key) = written.strip_prefix('#') {
        return by_key(plan, sheet, key).ok_or_else(|| Wrong::Column { name: written.into(), sheet });
    }
    let table = plan.table(sheet);
    let own = |step: &Step| label_of(plan, *step).is(written);
    let mut found = columns(table).filter(|step| living(plan, *step).is_ok()).filter(own);
    match (found.next(), found.next()) {
        (Some(step), None) => return Ok(step),
        (Some(_), Some(_)) => return Err(Wrong::Ambiguous { name: written.into(), sheet }),
        (None, _) => {}
    }
    if let Some(step) = by_key(plan, sheet, &search_key(written)) {
        return Ok(step);
    }
    if let Some(step) = linking(plan, sheet).into_iter().find(|step| label_of(plan, *step).is(written)) {
        return Ok(step);
    }
    // A column that was taken out is named, so that it can be brought back.
    let gone = columns(table).find(own);
    gone.ok_or_else(|| unknown(plan, sheet, written))
}

/// The names in a text that lead to a column, be it a living one or one that was taken out. A formula with a part that is
/// gone means nothing any more, but its other parts are still called what they are called.
#[must_use]
pub fn names_in(text: &str, plan: &Plan, sheet: Sheet) -> Vec<Name> {
    let mut names = Vec::new();
    let mut open: Vec<Expr> = parse(text).into_iter().collect();
    while let Some(expr) = open.pop() {
        if let Node::Path(path) = &expr.node {
            // Behind a name that leads nowhere nothing can be known.
            let mut from = Some(sheet);
            for written in path {
                let Some(of) = from else { break };
                let Ok(step) = find(plan, of, &written.text) else { break };
                names.push(Name { at: written.at, step, from: of });
                from = match step {
                    Step::Column { .. } => definition(plan, step).and_then(|definition| definition.kind.target()),
                    Step::Rows { sheet, .. } => Some(sheet),
                };
            }
        }
        open.extend(expr.node.parts().cloned());
    }
    order::sort_by_key(&mut names, |name| name.at.from);
    names
}

/// No column has the name: the one that is nearly called so is named, where there is one.
fn unknown(plan: &Plan, sheet: Sheet, written: &str) -> Wrong {
    let name = SmolStr::new(written);
    let steps = columns(plan.table(sheet)).chain(linking(plan, sheet)).filter(|step| living(plan, *step).is_ok());
    let labels: Vec<Label> = steps.map(|step| label_of(plan, step)).collect();
    let names = labels.iter().flat_map(|label| [label.en.as_str(), label.zh.as_str()]);
    match nearest(written, names) {
        Some(like) => Wrong::NearColumn { name, sheet, like: like.into() },
        None => Wrong::Column { name, sheet },
    }
}

fn columns(table: &Table) -> impl Iterator<Item = Step> + '_ {
    let sheet = table.sheet();
    (0..table.definitions().len()).map(move |column| Step::Column { sheet, column })
}

/// `amount`, or `activities@deal` for the activities that link here by their deal.
fn by_key(plan: &Plan, sheet: Sheet, key: &str) -> Option<Step> {
    if let Some(column) = plan.table(sheet).column(key) {
        return Some(Step::Column { sheet, column });
    }
    let (other, key) = key.split_once('@')?;
    let other = Sheet::of_key(other)?;
    let column = plan.table(other).column(key)?;
    let step = Step::Rows { sheet: other, column };
    (definition(plan, step)?.kind.target() == Some(sheet)).then_some(step)
}

/// The ways to the rows of other tables that link to a table.
pub(super) fn linking(plan: &Plan, sheet: Sheet) -> Vec<Step> {
    let tables = Sheet::ALL.iter().map(|other| plan.table(*other));
    let links = tables.flat_map(|table| {
        let links = table.present_at().filter(move |(_, d)| d.kind.target() == Some(sheet) && d.computed.is_none());
        links.map(move |(column, _)| Step::Rows { sheet: table.sheet(), column })
    });
    links.collect()
}

pub(super) fn definition(plan: &Plan, step: Step) -> Option<&Definition> {
    let (Step::Column { sheet, column } | Step::Rows { sheet, column }) = step;
    plan.table(sheet).definitions().get(column)
}

fn living(plan: &Plan, step: Step) -> Result<Step, Wrong> {
    match definition(plan, step) {
        Some(definition) if definition.deleted => Err(Wrong::Deleted { column: definition.label.clone() }),
        Some(definition) if definition.is_claimed() => Err(Wrong::Foreign { column: definition.label.clone() }),
        _ => Ok(step),
    }
}

/// The heading of what a step leads to.
#[must_use]
pub fn label_of(plan: &Plan, step: Step) -> Label {
    let column = definition(plan, step).map(|definition| definition.label.clone()).unwrap_or_default();
    match step {
        Step::Column { .. } => column,
        Step::Rows { sheet, .. } => {
            let Label { en, zh } = sheet.label();
            let pick = |one: &SmolStr, other: &SmolStr| if one.is_empty() { other.clone() } else { one.clone() };
            Label {
                en: format_smolstr!("{en} by {}", pick(&column.en, &column.zh)),
                zh: format_smolstr!("{zh}按{}", pick(&column.zh, &column.en)),
            }
        }
    }
}

fn key_of(plan: &Plan, step: Step) -> SmolStr {
    let key = definition(plan, step).map(|definition| definition.key.clone()).unwrap_or_default();
    match step {
        Step::Column { .. } => key,
        Step::Rows { sheet, .. } => format_smolstr!("{}@{key}", sheet.key()),
    }
}

/// What names in brackets can lead to from a table: its columns, then the ways to the rows that link to it.
#[must_use]
pub fn offered(plan: &Plan, sheet: Sheet) -> Vec<(Step, Type)> {
    let table = plan.table(sheet);
    let columns = table.arranged().iter().filter_map(|column| {
        let of = Type::of(table.definitions().get(*column)?)?;
        Some((Step::Column { sheet, column: *column }, of))
    });
    let rows = linking(plan, sheet).into_iter().map(|step| {
        let (Step::Rows { sheet, .. } | Step::Column { sheet, .. }) = step;
        (step, Type::several(Base::Row(sheet)))
    });
    columns.chain(rows).collect()
}

/// The table to which a path of names leads from a row of a table; none where it is no path or leads to no table.
#[must_use]
pub fn leads_to(plan: &Plan, sheet: Sheet, path: &str) -> Option<Sheet> {
    let Node::Path(names) = parse(path).ok()?.node else { return None };
    names.iter().try_fold(sheet, |sheet, name| match resolve(plan, sheet, &name.text).ok()? {
        step @ Step::Column { .. } => definition(plan, step)?.kind.target(),
        Step::Rows { sheet, .. } => Some(sheet),
    })
}

/// A name in brackets.
#[must_use]
pub fn escaped(name: &str) -> String {
    format!("[{}]", name.replace(']', "]]"))
}

/// The text with every name by its key: what is kept, so that renaming a column breaks nothing.
#[must_use]
pub fn kept(text: &str, names: &[Name], plan: &Plan) -> String {
    replaced(text, names, |name| escaped(&format!("#{}", key_of(plan, name.step))))
}

/// The text with every name by its heading, as `pick` takes it; by its key where the heading would mean something else.
#[must_use]
pub fn shown(text: &str, names: &[Name], plan: &Plan, pick: impl Fn(&Label) -> SmolStr) -> String {
    replaced(text, names, |name| called(plan, name.from, name.step, &pick(&label_of(plan, name.step))))
}

/// The name in brackets of what a step leads to from a table: the heading, or the key where the heading would mean something
/// else or nothing, as where several columns have it.
#[must_use]
pub fn called(plan: &Plan, from: Sheet, step: Step, heading: &str) -> String {
    if !heading.starts_with('#') && find(plan, from, heading) == Ok(step) {
        return escaped(heading);
    }
    escaped(&format!("#{}", key_of(plan, step)))
}

/// The text with each name replaced by what `write` makes of it.
fn replaced(text: &str, names: &[Name], write: impl Fn(&Name) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for name in names {
        out.push_str(text.get(from..name.at.from).unwrap_or_default());
        out.push_str(&write(name));
        from = name.at.to;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}
