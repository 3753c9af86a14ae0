//! What a row of a grid displays: strings and looks, ready to be drawn.

use smol_str::SmolStr;

use super::grid::{GridId, Layout};
use super::state::App;
use crate::forecast::outlook::{DealState, computed, states};
use crate::model::schema::setup::stages;
use crate::model::{Computed, Definition, Kind, RowId, Sheet, Tone, Value};
use crate::text::messages::{Computed as Words, FaultWord, State};
use crate::text::{Lang, show};

/// How a cell is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Text at the left.
    #[default]
    Plain,
    /// Digits at the right.
    Number,
    /// A text that does not fit its column.
    Invalid,
    /// A tick or its absence.
    Check(bool),
    /// Words on a tone.
    Pill(Tone),
    /// A stage by its number.
    Stage(u8),
    /// A share of the greatest, in thousandths, with its number.
    Bar(u16),
    /// Words, each on its tone.
    Words(Vec<(SmolStr, Tone)>),
    /// The name of a record of another table.
    Link,
}

/// One cell as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellView {
    /// What is read.
    pub text: SmolStr,
    /// How it is drawn.
    pub look: Look,
    /// Whether it is computed.
    pub computed: bool,
}

/// One row as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowView {
    /// The record; none in the empty row at the end.
    pub record: Option<RowId>,
    /// Whether there is such a row.
    pub exists: bool,
    /// The cells of the shown columns.
    pub cells: Vec<CellView>,
}

impl App {
    /// A row of a grid as it is drawn.
    #[must_use]
    pub fn row_view(&self, id: GridId, row: usize) -> RowView {
        let Some(grid) = self.laid_out(id) else { return RowView::default() };
        let layout = &grid.layout;
        if row >= layout.height() {
            return RowView::default();
        }
        let (record, table) = (layout.record(row), self.plan().table(layout.sheet()));
        let cells = (0..layout.width()).map(|column| {
            let definition = layout.shown(row, column).and_then(|shown| table.definitions().get(shown.index));
            match (definition, record) {
                (Some(definition), Some(record)) => self.cell_view(layout.sheet(), record, definition),
                (Some(definition), None) => CellView { computed: definition.computed.is_some(), ..CellView::default() },
                (None, _) => CellView::default(),
            }
        });
        RowView { record, exists: true, cells: cells.collect() }
    }

    /// The value of a cell, computed where it is.
    #[must_use]
    pub fn value_of(&self, sheet: Sheet, row: RowId, definition: &Definition) -> Value {
        match definition.computed {
            Some(Computed::Formula) => match self.formula_value(sheet, row, &definition.key) {
                Ok(value) => value,
                Err(fault) => Value::Invalid(FaultWord::of(&fault).text(self.lang).into()),
            },
            Some(formula) => computed(&self.view(), formula, row),
            None => self.plan().value(sheet, row, &definition.key).clone(),
        }
    }

    /// The text that a cell shows.
    #[must_use]
    pub fn text_of(&self, sheet: Sheet, row: RowId, definition: &Definition) -> String {
        let cell = self.cell_view(sheet, row, definition);
        match cell.look {
            Look::Words(words) => words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(", "),
            _ => cell.text.to_string(),
        }
    }

    /// A cell as it is drawn.
    #[must_use]
    pub fn cell_view(&self, sheet: Sheet, row: RowId, definition: &Definition) -> CellView {
        let (plan, lang) = (self.plan(), self.lang);
        if definition.computed == Some(Computed::State) {
            let words: Vec<_> = states(&self.view(), row).into_iter().map(|state| state_word(state, lang)).collect();
            let text = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(", ");
            return CellView { text: text.into(), look: Look::Words(words), computed: true };
        }
        let value = self.value_of(sheet, row, definition);
        let text = match (&value, definition.computed) {
            (Value::Text(level), Some(Computed::Level)) => level_word(level, lang),
            (Value::Empty, Some(_)) => Words::None.text(lang).into(),
            _ => show(plan, definition, &value, lang),
        };
        let look = match (&value, &definition.kind) {
            (Value::Invalid(_), _) => Look::Invalid,
            (Value::Number(number), _) if definition.computed == Some(Computed::Pivot) => {
                Look::Bar((number.millionths / 1000).clamp(0, 1000) as u16)
            }
            (Value::Check(ticked), _) => Look::Check(*ticked),
            (Value::Link(stage), Kind::Link(Sheet::Stages)) => {
                Look::Stage(plan.get(*stage, stages::NUMBER).map_or(0, |n| n.trunc().clamp(0, 250)) as u8)
            }
            (Value::Link(_) | Value::Links(_), _) => Look::Link,
            (Value::Choice(key), Kind::Choice(choices)) => {
                choices.iter().find(|choice| choice.key == *key).map_or(Look::Plain, |choice| Look::Pill(choice.tone))
            }
            (_, kind) if kind.is_numeric() => Look::Number,
            _ => Look::Plain,
        };
        CellView { text, look, computed: definition.computed.is_some() }
    }

    /// The heading of a row of a form, or of a column of a table.
    #[must_use]
    pub fn heading(&self, layout: &Layout, row: usize, column: usize) -> SmolStr {
        let table = self.plan().table(layout.sheet());
        let definition = layout.shown(row, column).and_then(|shown| table.definitions().get(shown.index));
        definition.map(|definition| crate::text::heading(self.plan(), definition, self.lang)).unwrap_or_default()
    }
}

fn level_word(level: &str, lang: Lang) -> SmolStr {
    let word = match level {
        "1" => Words::LevelSupplier,
        "2" => Words::LevelQualified,
        "3" => Words::LevelPreferred,
        "4" => Words::LevelPartner,
        "5" => Words::LevelSymbiotic,
        _ => Words::None,
    };
    word.text(lang).into()
}

pub(super) fn state_word(state: DealState, lang: Lang) -> (SmolStr, Tone) {
    let (word, tone) = match state {
        DealState::Won => (State::Won, Tone::Good),
        DealState::Ended("lost") => (State::Lost, Tone::Bad),
        DealState::Ended("no_decision") => (State::NoDecision, Tone::Bad),
        DealState::Ended("withdrew") => (State::Withdrew, Tone::Warn),
        DealState::Ended(_) => (State::Invalid, Tone::Plain),
        DealState::ClosePast => (State::ClosePast, Tone::Bad),
        DealState::NoAmount => (State::NoAmount, Tone::Bad),
        DealState::AheadOfEvidence => (State::AheadOfEvidence, Tone::Warn),
        DealState::Stalled(days) => (State::Stalled { days }, Tone::Warn),
        DealState::NoNextStep => (State::NoNextStep, Tone::Warn),
        DealState::MovedBack => (State::MovedBack, Tone::Bad),
        DealState::Slipped => (State::Slipped, Tone::Warn),
        DealState::Advanced => (State::Advanced, Tone::Good),
        DealState::Inflow => (State::Inflow, Tone::Good),
        DealState::Parked => (State::Parked, Tone::Plain),
    };
    (word.text(lang).into(), tone)
}
