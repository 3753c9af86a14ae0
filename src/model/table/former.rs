//! What the choices of columns were called that are there no more.
//!
//! Somebody may have chosen one in a copy of the plan while the column became another kind in this one: what he wrote is shown by
//! its name then, as he read it.

use rustc_hash::FxHashMap;

use crate::model::{Definition, Key, Label};

/// By column and choice.
#[derive(Clone, Debug, Default)]
pub(super) struct Former(FxHashMap<Key, FxHashMap<Key, Label>>);

impl Former {
    /// Takes note of a definition as somebody made it.
    pub fn note(&mut self, definition: &Definition) {
        let choices = definition.kind.choices();
        if choices.is_empty() {
            return;
        }
        let known = self.0.entry(definition.key.clone()).or_default();
        known.extend(choices.iter().map(|choice| (choice.key.clone(), choice.label.clone())));
    }

    /// What a choice of a column was called last.
    pub fn label(&self, column: &str, choice: &str) -> Option<&Label> {
        self.0.get(column)?.get(choice)
    }
}
