//! A text that another program showed, together with the number behind it: each kind takes the one that says more.

use smol_str::format_smolstr;

use super::fault::Fault;
use super::fold::fold;
use super::parser::Parser;
use crate::model::{Definition, Kind, Value};

/// Whether a text is what spreadsheets show where a column is too narrow for a number: `####`.
#[must_use]
pub fn is_hashes(text: &str) -> bool {
    let text = text.trim();
    text.len() > 1 && text.bytes().all(|b| b == b'#')
}

impl Parser<'_> {
    /// The value of a cell of another program. `number` is what stands behind the text: dates as days since the end of
    /// 1899, shares as fractions, ticks as 1 and 0.
    ///
    /// # Errors
    /// A [`Fault`] where neither fits the column.
    pub fn read_shown(&self, definition: &Definition, shown: &str, number: &str) -> Result<Value, Fault> {
        let by_text = || self.read(definition, shown);
        let by_number = || self.read(definition, number);
        match &definition.kind {
            // What is shown is rounded: the number is not.
            Kind::Number { .. } | Kind::Rating { .. } => by_number(),
            Kind::Money => match by_text() {
                Ok(Value::Money(money)) => self.read(definition, &format_smolstr!("{number} {}", money.currency)),
                Err(fault @ Fault::ShareForMoney) => Err(fault),
                _ => by_number(),
            },
            Kind::Percent if fold(shown).contains('%') => {
                self.read(definition, &format_smolstr!("{number}*100%")).or_else(|_| by_text())
            }
            Kind::Percent => by_number(),
            Kind::Date => self.day_shown(definition, shown, number),
            _ if is_hashes(shown) => by_number(),
            _ => by_text(),
        }
    }

    /// The number knows the year where the text hides it, and the order of day and month where the text leaves it open.
    /// A text with its whole year is right where the two differ: some files count from 1904.
    fn day_shown(&self, definition: &Definition, shown: &str, number: &str) -> Result<Value, Fault> {
        let by_text = self.read(definition, shown);
        if let Ok(Value::Date(day)) = by_text
            && fold(shown).contains(&day.year().to_string())
        {
            return by_text;
        }
        let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
        self.read(definition, whole).or(by_text)
    }
}
