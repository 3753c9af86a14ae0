//! An arrangement in words: what is asked of a column, how rows stand.

use smol_str::SmolStr;

use super::super::grid::{Arrangement, COLUMNS, Condition, Likeness, Sort, Total, Unit};
use super::super::state::App;
use crate::model::schema::views;
use crate::model::{Definition, Key, Sheet, Value};
use crate::text::messages::Arrange as Words;
use crate::text::{Lang, show_typed};

/// Values that a condition names one by one; of more it says how many.
const NAMED: usize = 3;

impl App {
    /// What is asked of a column, with the column: `Stage: 3 Preferred, 4 Evaluation`.
    #[must_use]
    pub fn clause_text(&self, sheet: Sheet, column: &Key, condition: &Condition) -> SmolStr {
        let Some(definition) = self.plan().table(sheet).definition(column) else { return column.clone() };
        let condition = self.condition_text(sheet, definition, condition);
        Words::Clause { column: definition.label.clone(), condition }.text(self.lang).into()
    }

    /// What is asked, in words.
    #[must_use]
    pub fn condition_text(&self, sheet: Sheet, definition: &Definition, condition: &Condition) -> SmolStr {
        let lang = self.lang;
        let shown = |value: &Value| show_typed(self.plan(), definition, value, lang);
        let words = match condition {
            Condition::Among { values, except } => {
                let count = values.len();
                let named = values.iter().take(NAMED).map(|value| self.facet_label(sheet, definition, value));
                let values: SmolStr = named.collect::<Vec<_>>().join(Words::Comma.text(lang).as_ref()).into();
                match (count > NAMED, *except) {
                    (false, false) => Words::Among { values },
                    (false, true) => Words::Except { values },
                    (true, false) => Words::AmongMany { values, more: count - NAMED },
                    (true, true) => Words::ExceptMany { values, more: count - NAMED },
                }
            }
            Condition::Like(likeness, text) => like(*likeness, text.clone()),
            Condition::Empty => Words::IsEmpty,
            Condition::Filled => Words::IsFilled,
            Condition::Invalid => Words::IsInvalid,
            Condition::Between { from: Some(from), until: Some(until) } => {
                Words::Between { from: shown(from), until: shown(until) }
            }
            Condition::Between { from: Some(Value::Date(day)), until: None } => Words::Since { day: *day },
            Condition::Between { from: None, until: Some(Value::Date(day)) } => Words::Until { day: *day },
            Condition::Between { from: Some(from), until: None } => Words::AtLeast { value: shown(from) },
            Condition::Between { from: None, until: Some(until) } => Words::AtMost { value: shown(until) },
            Condition::Between { from: None, until: None } => Words::IsFilled,
            Condition::During(unit, offset) => during(*unit, *offset, lang),
            Condition::Overdue => Words::IsOverdue,
        };
        words.text(lang).into()
    }

    /// By which columns rows stand: `Stage ↑, Amount ↓`.
    #[must_use]
    pub fn sort_text(&self, sheet: Sheet, sort: &[Sort]) -> SmolStr {
        let table = self.plan().table(sheet);
        let named = sort.iter().map(|sort| {
            let column = table.definition(&sort.column).map(|definition| definition.label.clone()).unwrap_or_default();
            let words = if sort.descending { Words::SortedDown { column } } else { Words::SortedUp { column } };
            words.text(self.lang).into_owned()
        });
        named.collect::<Vec<_>>().join(&Words::Comma.text(self.lang)).into()
    }

    /// The same of a part of a view as the plan holds it; none where rows stand as they were entered.
    pub(in crate::app) fn sort_in_view(&self, sheet: Sheet, text: &str) -> Option<SmolStr> {
        let parts = COLUMNS.map(|column| if column == views::SORT.key() { text } else { "" });
        let Arrangement { sort, .. } = Arrangement::decode(parts);
        (!sort.is_empty()).then(|| self.sort_text(sheet, &sort))
    }
}

/// How a text is compared, in words.
#[must_use]
pub fn like(likeness: Likeness, text: SmolStr) -> Words {
    match likeness {
        Likeness::Contains => Words::Contains { text },
        Likeness::Lacks => Words::Lacks { text },
        Likeness::Begins => Words::Begins { text },
        Likeness::Ends => Words::Ends { text },
        Likeness::Is => Words::IsText { text },
    }
}

/// A span of days around today, in words.
#[must_use]
pub fn during(unit: Unit, offset: i32, lang: Lang) -> Words {
    match (unit, offset) {
        (Unit::Day, -1) => Words::Yesterday,
        (Unit::Day, 0) => Words::Today,
        (Unit::Day, 1) => Words::Tomorrow,
        (Unit::Week, -1) => Words::LastWeek,
        (Unit::Week, 0) => Words::ThisWeek,
        (Unit::Week, 1) => Words::NextWeek,
        (Unit::Month, -1) => Words::LastMonth,
        (Unit::Month, 0) => Words::ThisMonth,
        (Unit::Month, 1) => Words::NextMonth,
        (Unit::Quarter, -1) => Words::LastQuarter,
        (Unit::Quarter, 0) => Words::ThisQuarter,
        (Unit::Quarter, 1) => Words::NextQuarter,
        (Unit::Year, -1) => Words::LastYear,
        (Unit::Year, 0) => Words::ThisYear,
        (Unit::Year, 1) => Words::NextYear,
        (unit, offset) if offset < 0 => {
            Words::UnitsAgo { count: offset.unsigned_abs() as usize, unit: unit_name(unit).text(lang).into() }
        }
        (unit, offset) => {
            Words::UnitsAhead { count: offset.unsigned_abs() as usize, unit: unit_name(unit).text(lang).into() }
        }
    }
}

/// What a unit is called.
#[must_use]
pub const fn unit_name(unit: Unit) -> Words {
    match unit {
        Unit::Day => Words::Day,
        Unit::Week => Words::Week,
        Unit::Month => Words::Month,
        Unit::Quarter => Words::Quarter,
        Unit::Year => Words::Year,
    }
}

/// What a total is called.
#[must_use]
pub const fn total_name(total: Total) -> Words {
    match total {
        Total::Nothing => Words::TotalNothing,
        Total::Rows => Words::TotalRows,
        Total::Filled => Words::TotalFilled,
        Total::Empty => Words::TotalEmpty,
        Total::Distinct => Words::TotalDistinct,
        Total::Sum => Words::TotalSum,
        Total::Average => Words::TotalAverage,
        Total::Min => Words::TotalMin,
        Total::Max => Words::TotalMax,
    }
}
