//! The editor of the active cell: what is typed, and what may be picked.

use super::{At, Target};
use crate::app::entry::count_names;
use crate::model::{Date, Value};
use crate::text::{search_key, without_sign};

/// One thing that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Option_ {
    /// What the cell would hold; empty where a new record would be made of the text.
    pub value: Value,
    /// What is shown.
    pub label: String,
    /// Whether it is among the values picked so far.
    pub picked: bool,
    /// Whether others of the list have its name, so that a number stands behind it.
    pub twin: bool,
}

impl Option_ {
    /// What it is called: the label without a number.
    #[must_use]
    pub fn name(&self) -> &str {
        let numbered = self.label.rsplit_once(" (").filter(|_| self.twin);
        numbered.map_or(self.label.as_str(), |(name, _)| name)
    }
}

/// What an open picker offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picker {
    /// A list that the text filters.
    List {
        /// What matches the text.
        options: Vec<Option_>,
        /// The one that Enter takes.
        highlight: Option<usize>,
        /// The values picked so far, where there may be several.
        several: Option<Vec<Value>>,
    },
    /// A month of days.
    Calendar {
        /// The day that Enter takes.
        day: Date,
    },
}

/// The open editor of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The cell in the plan.
    pub target: Target,
    /// The cell in the grid.
    pub at: At,
    /// The text so far.
    pub text: String,
    /// Whether the text replaces the cell's, so that an arrow commits; else the editor was opened with F2.
    pub typed: bool,
    /// Whether an input method is composing: its keys and its text are its own.
    pub composing: bool,
    /// What can be picked.
    pub picker: Option<Picker>,
}

/// What Enter and Tab would take, where that is not what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing in the list.
    Nothing,
    /// So many names of a list, each read by itself.
    Names(usize),
    /// The line of this name.
    Line(String),
    /// The line of this name, and the last one adds a record of the text.
    LineOrNew(String),
}

impl Picker {
    /// What Enter and Tab would take for a text, where it needs a word: the highlighted line says more than was typed.
    #[must_use]
    pub fn takes(&self, text: &str) -> Option<Takes> {
        let Picker::List { options, highlight, several } = self else { return None };
        if options.is_empty() {
            let names = count_names(text);
            return (several.is_some() && names > 1).then_some(Takes::Names(names));
        }
        if text.trim().is_empty() {
            return None;
        }
        let Some(line) = highlight.and_then(|line| options.get(line)) else { return Some(Takes::Nothing) };
        let label = line.label.clone();
        let is_whole = [text, without_sign(text)].iter().any(|text| search_key(&label) == search_key(text));
        if line.value.is_empty() || is_whole {
            return None;
        }
        let adds = options.last().is_some_and(|option| option.value.is_empty());
        Some(if adds { Takes::LineOrNew(label) } else { Takes::Line(label) })
    }

    /// How many lines the list has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Picker::List { options, .. } => options.len(),
            Picker::Calendar { .. } => 0,
        }
    }

    /// Whether nothing matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Moves the highlight by lines, or by days and months, within bounds.
    pub fn step(&mut self, lines: i64, days: i64, months: i32) {
        match self {
            Picker::List { options, highlight, .. } => {
                let last = options.len().saturating_sub(1) as i64;
                let from = highlight.map_or(-1, |at| at as i64);
                *highlight = (!options.is_empty()).then(|| (from + lines).clamp(0, last) as usize);
            }
            Picker::Calendar { day } => *day = day.plus_days(days).plus_months(months),
        }
    }
}
