//! Which cells and rows are coloured, by the rules of the arrangement.

use smol_str::SmolStr;

use super::super::grid::{Arrangement, Colour};
use super::super::state::App;
use super::matching::Test;
use crate::model::{Key, RowId, Sheet, Tone};
use crate::text::messages::Arrange as Words;

/// What a rule has found: how it is coloured, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The tone.
    pub tone: Tone,
    /// The rule in words.
    pub why: SmolStr,
}

/// What the rules of an arrangement say about one row.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Marks {
    /// About the whole row.
    pub row: Option<Mark>,
    /// About single cells, by column.
    pub cells: Vec<(Key, Mark)>,
}

impl App {
    /// What the rules say about a row; of several that hold the first one counts, for the row and for each cell.
    pub(in crate::app) fn marks(&self, sheet: Sheet, row: RowId, arrangement: &Arrangement) -> Marks {
        let mut marks = Marks::default();
        for colour in &arrangement.colours {
            let is_marked = match colour.row {
                true => marks.row.is_some(),
                false => marks.cells.iter().any(|(key, _)| *key == colour.column),
            };
            if is_marked || !self.rule_holds(sheet, row, colour) {
                continue;
            }
            let why = Words::Marked { why: self.clause_text(sheet, &colour.column, &colour.when) };
            let mark = Mark { tone: colour.tone, why: why.text(self.lang).into() };
            match colour.row {
                true => marks.row = Some(mark),
                false => marks.cells.push((colour.column.clone(), mark)),
            }
        }
        marks
    }

    fn rule_holds(&self, sheet: Sheet, row: RowId, colour: &Colour) -> bool {
        let table = self.plan().table(sheet);
        let Some(definition) = table.present_column(&colour.column) else { return false };
        let value = self.facet(sheet, row, definition);
        Test::new(self, &colour.when).holds(self, sheet, row, definition, &value)
    }
}
