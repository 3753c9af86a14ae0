//! What becomes of cells when choices are taken out of a column, or come back.
//!
//! A cell holds a choice by its key, which says nothing to a person. So a cell whose choice goes keeps the name instead, as
//! text that does not fit: it is shown, edited, copied, found and filtered by what everybody called it, and read again when a
//! choice of that name is there.

use super::define::turns;
use crate::app::state::App;
use crate::model::{Definition, Key, Kind, Label, RowId, Sheet, Value};
use crate::text::show;

impl App {
    /// The cells that hold a choice which a new definition leaves out, by name; and those of which it has the name again, by
    /// key. What the program itself gave a column to choose from means something to it, and stays: the schema knows its name.
    pub(super) fn cells_by_name(&self, sheet: Sheet, own: &Definition, new: &Definition) -> Vec<(RowId, Value)> {
        let is_choice = |kind: &Kind| matches!(kind, Kind::Choice(_) | Kind::Choices(_));
        if turns(own, new) || own.computed.is_some() || !is_choice(&new.kind) || own.kind == new.kind {
            return Vec::new();
        }
        let ours = sheet.definition(&own.key).map(|built_in| built_in.kind.choices()).unwrap_or_default();
        let has = |choices: &[crate::model::Choice], key: &Key| choices.iter().any(|choice| choice.key == *key);
        let goes = |key: &Key| has(own.kind.choices(), key) && !has(new.kind.choices(), key) && !has(ours, key);
        let (parser, table) = (self.parser(), self.plan().table(sheet));
        let becomes = |value: &Value| match value {
            Value::Choice(key) if goes(key) => Some(Value::Invalid(show(self.plan(), own, value, self.lang))),
            Value::Choices(keys) if keys.iter().any(goes) => {
                Some(Value::Invalid(show(self.plan(), own, value, self.lang)))
            }
            Value::Invalid(text) => {
                let read = parser.parse(new, text);
                parser.is_whole_name(new, &read, text).then_some(read)
            }
            _ => None,
        };
        table.ids().filter_map(|row| Some((row, becomes(table.value(row, &own.key))?))).collect()
    }

    /// The choices in use of a column that a new list of choices leaves out, with the rows in which they stand.
    #[must_use]
    pub fn choices_lost(&self, sheet: Sheet, definition: &Definition) -> Vec<(Label, usize)> {
        let table = self.plan().table(sheet);
        let Some(own) = table.definition(&definition.key) else { return Vec::new() };
        let gone = own
            .kind
            .choices()
            .iter()
            .filter(|choice| definition.kind.choices().iter().all(|other| other.key != choice.key));
        let holds = |value: &Value, key: &Key| match value {
            Value::Choice(own) => own == key,
            Value::Choices(keys) => keys.contains(key),
            _ => false,
        };
        let counted = gone.map(|choice| {
            let rows = table.ids().filter(|row| holds(table.value(*row, &own.key), &choice.key)).count();
            (choice.label.clone(), rows)
        });
        counted.filter(|(_, rows)| *rows > 0).collect()
    }
}
