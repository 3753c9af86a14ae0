//! Which rows meet a filter, and which cells a rule that colours.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::super::grid::{Condition, Filter, Likeness, Unit};
use super::super::state::App;
use crate::forecast::outlook::{Period, Span, is_open};
use crate::model::{Computed, Date, Definition, Key, Kind, Plan, RowId, Sheet, Table, Value};
use crate::text::search_key;

/// A condition made ready to be asked of many cells.
pub(super) enum Test {
    Among { values: FxHashSet<Value>, except: bool },
    Like { likeness: Likeness, text: SmolStr, known: RefCell<FxHashMap<Value, bool>> },
    Empty,
    Filled,
    Invalid,
    Range { from: Option<i128>, until: Option<i128>, kind: Measure },
    Days { from: Date, until: Date },
    Overdue,
}

/// What can be compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Money,
    Number,
    Percent,
    Day,
}

impl Test {
    pub fn new(app: &App, condition: &Condition) -> Test {
        match condition {
            Condition::Among { values, except } => {
                Test::Among { values: values.iter().map(folded).collect(), except: *except }
            }
            Condition::Like(likeness, text) => {
                Test::Like { likeness: *likeness, text: search_key(text), known: RefCell::default() }
            }
            Condition::Empty => Test::Empty,
            Condition::Filled => Test::Filled,
            Condition::Invalid => Test::Invalid,
            Condition::Between { from, until } => {
                let plan = app.plan();
                let size = |value: &Option<Value>| value.as_ref().and_then(|value| measure(plan, value));
                let (from, until) = (size(from), size(until));
                let kind = from.or(until).map_or(Measure::Number, |(kind, _)| kind);
                Test::Range { from: from.map(|(_, size)| size), until: until.map(|(_, size)| size), kind }
            }
            Condition::During(unit, offset) => {
                let (from, until) = app.span(*unit, *offset);
                Test::Days { from, until }
            }
            Condition::Overdue => Test::Overdue,
        }
    }

    /// Whether the cell of a row, whose value is given, meets the condition.
    pub fn holds(&self, app: &App, sheet: Sheet, row: RowId, definition: &Definition, value: &Value) -> bool {
        match self {
            Test::Among { values, except } => {
                // What is not ticked may be asked for by either name.
                let no_tick = matches!(definition.kind, Kind::Check) && definition.computed.is_none();
                let is_among = |one: &Value| {
                    let own = bucket(definition, one);
                    values.contains(&own) || (no_tick && own.is_empty() && values.contains(&Value::Check(false)))
                };
                values_of(value, is_among) != *except
            }
            Test::Like { likeness, text, known } => {
                let is_link = matches!(value, Value::Link(_) | Value::Links(_));
                if is_link && let Some(known) = known.borrow().get(value) {
                    return *known;
                }
                let shown = match value {
                    Value::Text(text) | Value::Invalid(text) => search_key(text),
                    _ => search_key(&app.text_of(sheet, row, definition)),
                };
                let text = text.as_str();
                let is_like = match likeness {
                    Likeness::Contains => shown.contains(text),
                    Likeness::Lacks => !shown.contains(text),
                    Likeness::Begins => shown.starts_with(text),
                    Likeness::Ends => shown.ends_with(text),
                    Likeness::Is => shown == text,
                };
                if is_link {
                    known.borrow_mut().insert(value.clone(), is_like);
                }
                is_like
            }
            Test::Empty => value.is_empty(),
            Test::Filled => !value.is_empty(),
            Test::Invalid => value.is_invalid(),
            Test::Range { from, until, kind } => match measure(app.plan(), value) {
                Some((own, size)) if own == *kind => {
                    from.is_none_or(|from| from <= size) && until.is_none_or(|until| size <= until)
                }
                _ => false,
            },
            Test::Days { from, until } => matches!(value, Value::Date(day) if (*from..=*until).contains(day)),
            Test::Overdue => {
                matches!(value, Value::Date(day) if *day < app.today()) && !is_finished(app.plan(), sheet, row)
            }
        }
    }
}

/// The values that a cell is found by: each of several ones; an empty cell by the empty one.
fn values_of(value: &Value, mut found: impl FnMut(&Value) -> bool) -> bool {
    match value {
        Value::Links(rows) => rows.iter().any(|row| found(&Value::Link(*row))),
        Value::Choices(keys) => keys.iter().any(|key| found(&Value::Choice(key.clone()))),
        value => found(value),
    }
}

/// The form in which values of a column are compared: texts without regard to case and width; not ticked is empty, but for a
/// formula, which says no.
#[must_use]
pub(super) fn bucket(definition: &Definition, value: &Value) -> Value {
    match value {
        Value::Check(false) if definition.computed.is_none() => Value::Empty,
        value => folded(value),
    }
}

fn folded(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(search_key(text)),
        value => value.clone(),
    }
}

/// The size of a value: money in minor units of the plan's currency, days since the year 1; none where it has none.
fn measure(plan: &Plan, value: &Value) -> Option<(Measure, i128)> {
    Some(match value {
        Value::Money(money) => (Measure::Money, i128::from(plan.in_plan_currency(*money)?)),
        Value::Number(number) => (Measure::Number, i128::from(number.millionths)),
        Value::Percent(percent) => (Measure::Percent, i128::from(percent.ppm)),
        Value::Date(date) => (Measure::Day, i128::from(date.days_since(Date::of_millis(0)))),
        _ => return None,
    })
}

/// Whether a row has come to its end, so that a day in the past is none that was missed.
fn is_finished(plan: &Plan, sheet: Sheet, row: RowId) -> bool {
    let status = |key: &str, ends: &[&str]| match plan.value(sheet, row, key) {
        Value::Choice(status) => ends.contains(&status.as_str()),
        _ => false,
    };
    match sheet {
        Sheet::Deals => !is_open(plan, None, row),
        Sheet::Activities => status("status", &["done", "cancelled", "no_show"]),
        Sheet::Unknowns => status("status", &["answered"]),
        Sheet::Flags => status("status", &["closed"]),
        Sheet::Initiatives => status("status", &["done", "stopped"]),
        Sheet::Actions => !plan.value(sheet, row, "done").is_empty(),
        _ => false,
    }
}

/// A filter made ready to be asked of many rows.
pub(super) struct Matcher<'a> {
    app: &'a App,
    table: &'a Table,
    tests: Vec<(usize, &'a Definition, Test)>,
    attention: Option<FxHashSet<RowId>>,
    mine: Option<(usize, Vec<RowId>)>,
}

impl<'a> Matcher<'a> {
    /// The filter of a table; `but` one column, for the list of what that column could be asked for.
    pub fn new(app: &'a App, sheet: Sheet, filter: &Filter, but: Option<&Key>) -> Matcher<'a> {
        let table = app.plan().table(sheet);
        let asked = filter.columns.iter().filter(|(key, _)| but != Some(key));
        let test = |(key, condition): &(Key, Condition)| {
            // Nobody can see why rows are missing where the column was taken out.
            let definition = table.present_column(key)?;
            Some((table.column(key)?, definition, Test::new(app, condition)))
        };
        Matcher {
            app,
            table,
            tests: asked.filter_map(test).collect(),
            attention: filter.attention.then(|| app.rows_that_need_attention(sheet)),
            mine: filter.mine.then(|| (owner_column(table).unwrap_or(usize::MAX), app.namesakes())),
        }
    }

    /// Whether a row is shown.
    pub fn holds(&self, slot: u32) -> bool {
        let (app, table) = (self.app, self.table);
        let row = table.id(slot).unwrap_or_default();
        if let Some(rows) = &self.attention
            && !rows.contains(&row)
        {
            return false;
        }
        if let Some((column, me)) = &self.mine
            && !table.cell(slot, *column).linked().iter().any(|owner| me.contains(owner))
        {
            return false;
        }
        self.tests.iter().all(|(index, definition, test)| {
            if definition.computed.is_none() {
                test.holds(app, table.sheet(), row, definition, table.cell(slot, *index))
            } else {
                test.holds(app, table.sheet(), row, definition, &app.facet(table.sheet(), row, definition))
            }
        })
    }
}

/// The column that says whose a row is; none where a table has no such column.
pub(in crate::app) fn owner_column(table: &Table) -> Option<usize> {
    let ours = |definition: &Definition| matches!(definition.kind, Kind::Link(Sheet::Persons));
    let owner = table.column("owner").filter(|at| table.definitions().get(*at).is_some_and(ours));
    owner.or_else(|| table.definitions().iter().position(ours))
}

impl App {
    /// The value of a cell as it is found, sorted and grouped by: what several words show is several choices.
    #[must_use]
    pub fn facet(&self, sheet: Sheet, row: RowId, definition: &Definition) -> Value {
        match definition.computed {
            Some(Computed::State) => {
                let keys = crate::forecast::outlook::states(&self.view(), row).into_iter().map(|state| state.key());
                Value::choices(keys.map(Key::new_static).collect())
            }
            _ => self.value_of(sheet, row, definition),
        }
    }

    /// The first and the last day of the unit that lies so many units after the current one.
    #[must_use]
    pub fn span(&self, unit: Unit, offset: i32) -> (Date, Date) {
        self.unit_around(self.today(), unit, offset)
    }

    /// The first and the last day of the unit that lies so many units after the one that holds a day.
    #[must_use]
    pub fn unit_around(&self, day: Date, unit: Unit, offset: i32) -> (Date, Date) {
        let span = match unit {
            Unit::Day => {
                let day = day.plus_days(offset.into());
                return (day, day);
            }
            Unit::Week => {
                let monday = day.plus_days(i64::from(offset) * 7 - i64::from(day.weekday()));
                return (monday, monday.plus_days(6));
            }
            Unit::Month => Span::Month,
            Unit::Quarter => Span::Quarter,
            Unit::Year => Span::Year,
        };
        let period = Period::of(self.plan(), day, span, offset);
        (period.from, period.until)
    }

    /// The person who works here, among the plan's people; none where nobody said, or the plan has no such person.
    #[must_use]
    pub fn me(&self) -> Option<RowId> {
        self.namesakes().into_iter().next()
    }

    /// All the plan's people of that name: whose rows are whose nobody can tell, and nobody's own may be missing.
    fn namesakes(&self) -> Vec<RowId> {
        let name = search_key(&self.me);
        let plan = self.plan();
        let is_me = |row: &RowId| matches!(plan.value(Sheet::Persons, *row, "name"), Value::Text(own) if search_key(own) == name);
        if name.is_empty() { Vec::new() } else { plan.table(Sheet::Persons).ids().filter(is_me).collect() }
    }
}
