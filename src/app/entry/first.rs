//! With what a new row begins: its defaults, the period in sight, what the filter asks for.

use crate::app::arrange::owner_column;
use crate::app::editing::is_editable;
use crate::app::grid::{Condition, GridId};
use crate::app::state::App;
use crate::forecast::outlook::{Period, Span};
use crate::model::{Definition, Key, Kind, RowId, Sheet, Value};

use super::Target;

/// Periods after the one in sight in which one looks for one without a target.
const MOST_AHEAD: i32 = 24;

/// The period in sight, or the first one after it, for which there is no target yet.
pub(in crate::app) fn free_period(app: &App) -> Option<Period> {
    use crate::model::schema::setup::targets::{FROM, PERSON, TARGET, UNTIL};
    let (plan, scope) = (app.plan(), app.scope);
    let is_set = |period: &Period| {
        let mut set = plan.table(Sheet::Targets).ids().filter(|row| plan.get(*row, TARGET).is_some());
        let days = (Some(period.from), Some(period.until));
        set.any(|row| (plan.get(row, FROM), plan.get(row, UNTIL)) == days && plan.get(row, PERSON) == scope.person)
    };
    let later = |ahead: i32| Period::of(plan, app.today(), scope.span, scope.offset.saturating_add(ahead));
    (0..MOST_AHEAD).map(later).find(|period| scope.span != Span::All && !is_set(period))
}

/// Whoever begins a target with its amount means the period and the person in sight, or the first one after it that has no
/// target yet; with a day he means another period.
pub(super) fn period_in_sight(app: &App, target: &Target) -> Vec<(Key, Value)> {
    use crate::model::schema::setup::targets::{FROM, PERSON, UNTIL};
    let is_amount = matches!(target.sheet, Sheet::Targets | Sheet::Calls)
        && ![FROM.key(), UNTIL.key(), PERSON.key()].contains(&target.column);
    let Some(period) = app.board().period().filter(|_| is_amount) else { return Vec::new() };
    let period = free_period(app).filter(|_| target.sheet == Sheet::Targets).unwrap_or(period);
    let person = app.scope.person.map(|person| (PERSON.key(), Value::Link(person)));
    let days = [(FROM.key(), Value::Date(period.from)), (UNTIL.key(), Value::Date(period.until))];
    days.into_iter().chain(person).collect()
}

/// The cells a new row begins with.
pub(in crate::app) fn defaults(app: &App, sheet: Sheet, parent: Option<RowId>) -> Vec<(Key, Value)> {
    let (plan, today) = (app.plan(), app.today());
    let mut cells = Vec::new();
    if let (Some(record), Some(column)) = (parent, sheet.parent()) {
        cells.push((column, Value::Link(record)));
    }
    let mut put = |key: &'static str, value: Value| cells.push((Key::new_static(key), value));
    match sheet {
        Sheet::Deals => {
            use crate::model::schema::setup::stages::NUMBER;
            let numbered =
                plan.table(Sheet::Stages).ids().filter(|row| plan.get(*row, NUMBER).is_some_and(|n| n.trunc() >= 1));
            if let Some(stage) = numbered.min_by_key(|row| plan.get(*row, NUMBER)) {
                put("stage", Value::Link(stage));
            }
            put("entered", Value::Date(today));
            if let Some(person) = app.scope.person {
                put("owner", Value::Link(person));
            }
        }
        Sheet::Activities => {
            put("planned", Value::Date(today));
            put("status", Value::Choice(Key::new_static("planned")));
            if let Some(person) = app.scope.person {
                put("owner", Value::Link(person));
            }
        }
        Sheet::Flags => {
            put("kind", Value::Choice(Key::new_static("flag")));
            put("since", Value::Date(today));
            put("status", Value::Choice(Key::new_static("open")));
        }
        Sheet::Unknowns => put("status", Value::Choice(Key::new_static("open"))),
        _ => {}
    }
    cells
}

impl App {
    /// What the filter of a grid asks for by one value only: a row that is begun there has it, and belongs to what one sees.
    pub(in crate::app) fn of_filter(&self, id: GridId) -> Vec<(Key, Value)> {
        let Some(grid) = self.laid_out(id) else { return Vec::new() };
        let (table, filter) = (self.plan().table(id.sheet()), &grid.arrangement.filter);
        let asked = |(key, condition): &(Key, Condition)| {
            let definition = table.present_column(key).filter(|own| is_editable(own))?;
            let Condition::Among { values, except: false } = condition else { return None };
            let [value] = values.as_slice() else { return None };
            // Nobody means a second record of the same name.
            let one = if *key == id.sheet().title() { None } else { self.one_of(definition, value) };
            one.map(|value| (key.clone(), value))
        };
        let mut cells: Vec<(Key, Value)> = filter.columns.iter().filter_map(asked).collect();
        let owner = owner_column(table).and_then(|at| table.definitions().get(at)).filter(|_| filter.mine);
        if let (Some(owner), Some(me)) = (owner, self.me())
            && !cells.iter().any(|(key, _)| *key == owner.key)
        {
            cells.push((owner.key.clone(), Value::Link(me)));
        }
        cells
    }

    /// A value by which cells are found, as a cell of the column holds it; none of what is measured, and seldom the same.
    fn one_of(&self, definition: &Definition, value: &Value) -> Option<Value> {
        let is_there = |sheet: Sheet, row: RowId| self.plan().table(sheet).contains(row);
        match (&definition.kind, value) {
            (Kind::Link(sheet), Value::Link(row)) if is_there(*sheet, *row) => Some(value.clone()),
            (Kind::Links(sheet), Value::Link(row)) if is_there(*sheet, *row) => Some(Value::links(vec![*row])),
            (Kind::Choice(_), Value::Choice(_)) | (Kind::Text, Value::Text(_)) | (Kind::Check, Value::Check(true)) => {
                Some(value.clone())
            }
            (Kind::Choices(_), Value::Choice(key)) => Some(Value::choices(vec![key.clone()])),
            _ => None,
        }
    }
}
