//! Which row a text means, and by which text a row is meant: its title, with a number where others have it as well.

use std::borrow::Cow;

use smol_str::{SmolStr, format_smolstr};

use super::fault::Fault;
use super::fold::{fold, search_key};
use super::names::Found;
use super::parser::several;
use super::{Parser, title, without_sign, without_signs};
use crate::model::{RowId, Sheet, Value};

impl Parser<'_> {
    /// The title of a row; where several rows have it with the number of this one among them, `Acme (2)`, by which it is
    /// read again.
    #[must_use]
    pub fn label(&self, sheet: Sheet, row: RowId) -> SmolStr {
        let (plan, lang) = self.context();
        let title = title(plan, sheet, row, lang);
        match self.names(sheet).and_then(|names| names.number(plan, &search_key(&title), row)) {
            Some(number) => format_smolstr!("{title} ({number})"),
            None => title,
        }
    }

    /// The parts of a list of rows as a cell keeps it that could not be read whole: each as the row that it names, or as the text
    /// that names none.
    #[must_use]
    pub fn linked_parts(&self, sheet: Sheet, text: &str) -> Vec<Value> {
        let exact = |part: &str| self.row_exactly(sheet, part).map(Value::Link);
        let read =
            |part: &str| Ok(self.row(sheet, part).map_or_else(|_| Value::Invalid(part.trim().into()), Value::Link));
        several(text, exact, read).unwrap_or_default()
    }

    pub(super) fn row_exactly(&self, sheet: Sheet, text: &str) -> Option<RowId> {
        match self.names(sheet)?.exact(self.context().0, &search_key(text)) {
            Found::One(row) => Some(row),
            Found::Nothing | Found::Several => self.row_of_id(sheet, text),
        }
    }

    /// The row of a title or of an identity; behind an @ where nobody is called so with it.
    pub(super) fn row(&self, sheet: Sheet, text: &str) -> Result<RowId, Fault> {
        match self.row_called(sheet, text) {
            Err(fault @ Fault::UnknownRecord { .. }) => match without_sign(text) {
                name if name == text || name.is_empty() => Err(fault),
                name => self.row_called(sheet, name),
            },
            found => found,
        }
    }

    /// The rows of a list of names; behind signs where the list as it is names somebody who is not there.
    pub(super) fn rows(&self, sheet: Sheet, text: &str) -> Result<Vec<RowId>, Fault> {
        let exact = |part: &str| self.row_exactly(sheet, part);
        let read = |text: &str| several(text, exact, |part| self.row_called(sheet, part));
        match (read(text), without_signs(text)) {
            (Err(Fault::UnknownRecord { .. }), Cow::Owned(names)) => read(&names),
            (found, _) => found,
        }
    }

    fn row_called(&self, sheet: Sheet, text: &str) -> Result<RowId, Fault> {
        let plan = self.context().0;
        let found = self.names(sheet).map_or(Found::Nothing, |names| names.find(plan, &search_key(text)));
        match found {
            Found::One(row) => Ok(row),
            Found::Several => Err(Fault::AmbiguousRecord { text: text.trim().into(), sheet }),
            Found::Nothing => {
                self.row_of_id(sheet, text).ok_or_else(|| Fault::UnknownRecord { text: text.trim().into(), sheet })
            }
        }
    }

    /// `#18f2-3` is an identity whatever the plan holds; without the mark it must be one of a living row.
    fn row_of_id(&self, sheet: Sheet, text: &str) -> Option<RowId> {
        let folded = fold(text);
        let text = folded.trim();
        match text.strip_prefix('#') {
            Some(id) => id.parse().ok(),
            None => text.parse().ok().filter(|&row| self.context().0.table(sheet).contains(row)),
        }
    }
}
