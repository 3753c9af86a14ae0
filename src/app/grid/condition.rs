//! What is asked of a cell: by a filter, and by a rule that colours.

use smol_str::SmolStr;

use crate::model::{Date, Value};

/// A calendar unit of which dates are asked, and by which they are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of the plan's fiscal year.
    Quarter,
    /// A fiscal year.
    Year,
}

impl Unit {
    /// All, the shortest first.
    pub const ALL: [Unit; 5] = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year];

    /// The name in the text form.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
        }
    }
}

/// How a text is compared with what was typed, without regard to case and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// It has the text somewhere.
    Contains,
    /// It does not.
    Lacks,
    /// It begins with the text.
    Begins,
    /// It ends with the text.
    Ends,
    /// It is the text.
    Is,
}

impl Likeness {
    /// All, the usual one first.
    pub const ALL: [Likeness; 5] =
        [Likeness::Contains, Likeness::Lacks, Likeness::Begins, Likeness::Ends, Likeness::Is];

    /// The name in the text form.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Likeness::Contains => "contains",
            Likeness::Lacks => "lacks",
            Likeness::Begins => "begins",
            Likeness::Ends => "ends",
            Likeness::Is => "is",
        }
    }
}

/// What is asked of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// It holds one of some values (an empty cell holds [`Value::Empty`]); with `except`, none of them.
    Among {
        /// The values.
        values: Vec<Value>,
        /// Whether all others are meant.
        except: bool,
    },
    /// Its text is like another.
    Like(Likeness, SmolStr),
    /// It holds nothing.
    Empty,
    /// It holds something.
    Filled,
    /// It holds a text that does not fit its column.
    Invalid,
    /// A number, share, amount or day within bounds, both included; amounts are compared in the plan's currency.
    Between {
        /// The least.
        from: Option<Value>,
        /// The greatest.
        until: Option<Value>,
    },
    /// A day of the unit that lies so many units after the current one: `(Week, 0)` is this week.
    During(Unit, i32),
    /// A day before today, in a row that is not finished.
    Overdue,
}

impl Condition {
    /// A day in a range, both included.
    #[must_use]
    pub fn days(from: Option<Date>, until: Option<Date>) -> Condition {
        Condition::Between { from: from.map(Value::Date), until: until.map(Value::Date) }
    }

    /// Whether the condition says nothing, so that it is the same to have none.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        match self {
            Condition::Among { values, except } => values.is_empty() && *except,
            Condition::Like(_, text) => text.trim().is_empty(),
            Condition::Between { from, until } => from.is_none() && until.is_none(),
            _ => false,
        }
    }
}
