//! What a cell may hold.

use std::sync::Arc;

use smol_str::SmolStr;

use super::{Date, Decimal, Money, Percent, RowId};

/// The key of a column, a choice or an option: short, stable, never shown to a person.
pub type Key = SmolStr;

/// The value of a cell. An invalid text is a value too: what was typed is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing was entered.
    #[default]
    Empty,
    /// Plain text, lines separated by `\n`.
    Text(SmolStr),
    /// A number with up to six decimal places.
    Number(Decimal),
    /// An amount of one currency.
    Money(Money),
    /// A share or a probability.
    Percent(Percent),
    /// A calendar date.
    Date(Date),
    /// Ticked or not.
    Check(bool),
    /// "We know that we do not know": an answer in its own right, shown as `?`.
    Unknown,
    /// One of a column's choices, by key.
    Choice(Key),
    /// Several of a column's choices, by key, in the order chosen.
    Choices(Arc<[Key]>),
    /// A row of another table.
    Link(RowId),
    /// Several rows of another table, in the order chosen.
    Links(Arc<[RowId]>),
    /// A text that does not fit the column: kept, marked, left out of sums.
    Invalid(SmolStr),
    /// A value that this version does not know, as the JSON text in which it arrived; kept as it is.
    Foreign(SmolStr),
}

impl Value {
    /// A text value; empty where the text is empty.
    #[must_use]
    pub fn text(text: &str) -> Value {
        if text.is_empty() { Value::Empty } else { Value::Text(SmolStr::new(text)) }
    }

    /// Several links; empty where there are none.
    #[must_use]
    pub fn links(rows: Vec<RowId>) -> Value {
        if rows.is_empty() { Value::Empty } else { Value::Links(rows.into()) }
    }

    /// Several choices; empty where there are none.
    #[must_use]
    pub fn choices(keys: Vec<Key>) -> Value {
        if keys.is_empty() { Value::Empty } else { Value::Choices(keys.into()) }
    }

    /// Whether nothing was entered.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// Whether the cell holds a text that does not fit its column.
    #[must_use]
    pub const fn is_invalid(&self) -> bool {
        matches!(self, Value::Invalid(_))
    }

    /// The rows that the value links to.
    #[must_use]
    pub fn linked(&self) -> &[RowId] {
        match self {
            Value::Link(row) => std::slice::from_ref(row),
            Value::Links(rows) => rows,
            _ => &[],
        }
    }
}

/// A type that a typed column reads from its cells.
pub trait Read {
    /// What reading gives.
    type Out<'a>;
    /// The value, where the cell holds one of this type.
    fn read(value: &Value) -> Option<Self::Out<'_>>;
}

macro_rules! readable {
    ($($(#[$doc:meta])* $name:ident<$life:lifetime>: $out:ty = $pattern:pat => $result:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl Read for $name {
            type Out<$life> = $out;
            fn read<$life>(value: &$life Value) -> Option<$out> {
                if let $pattern = value { Some($result) } else { None }
            }
        }
    )*};
}

/// Markers for typed columns: `AMOUNT: Col<typed::Money>`.
pub mod typed {
    use super::{Key, Read, Value};
    use crate::model;

    readable! {
        /// Reads text.
        Text<'a>: &'a str = Value::Text(text) => text.as_str();
        /// Reads a number.
        Number<'a>: model::Decimal = Value::Number(number) => *number;
        /// Reads an amount.
        Money<'a>: model::Money = Value::Money(money) => *money;
        /// Reads a share.
        Percent<'a>: model::Percent = Value::Percent(percent) => *percent;
        /// Reads a date.
        Date<'a>: model::Date = Value::Date(date) => *date;
        /// Reads a tick.
        Check<'a>: bool = Value::Check(ticked) => *ticked;
        /// Reads a choice's key.
        Choice<'a>: &'a str = Value::Choice(key) => key.as_str();
        /// Reads several choices' keys.
        Choices<'a>: &'a [Key] = Value::Choices(keys) => keys;
        /// Reads a link.
        Link<'a>: model::RowId = Value::Link(row) => *row;
        /// Reads several links.
        Links<'a>: &'a [model::RowId] = Value::Links(rows) => rows;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_four_words() {
        assert_eq!(std::mem::size_of::<Value>(), 32);
    }
}
