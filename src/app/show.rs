//! What a row of a grid displays: strings and looks, ready to be drawn.

use smol_str::SmolStr;

use super::arrange::Mark;
use super::comments::Comment;
use super::grid::{Grid, GridId, Layout, Line, Section};
use super::state::App;
use crate::forecast::outlook::{DealState, Dirt, Survey, computed, dirt, states};
use crate::model::schema::deals;
use crate::model::schema::setup::stages;
use crate::model::{Computed, Definition, Kind, RowId, Sheet, Tone, Value};
use crate::text::messages::{Arrange, Commenting as Say, Computed as Words, FaultWord, Outlook, Rows, State};
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
    /// What a group has in common, at its head.
    Head {
        /// Whether its records are shown.
        open: bool,
        /// How deep it stands, from 0.
        level: u8,
    },
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
    /// How a rule of the grid colours it, and why.
    pub mark: Option<Mark>,
    /// What people said about it and did not settle; empty where nobody did.
    pub comments: SmolStr,
    /// Whether it is a number that its column is too narrow for.
    pub narrow: bool,
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
    /// Whether it is the head of a group.
    pub head: bool,
    /// Whether the row no longer fits the sort, the filter or the groups, and waits for them to be applied again.
    pub misfit: bool,
    /// How a rule of the grid colours the row, and why.
    pub mark: Option<Mark>,
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
        if let Some(Line::Head(at)) = layout.rows().and_then(|rows| rows.line(row)) {
            return self.head_view(grid, at);
        }
        let (record, table) = (layout.record(row), self.plan().table(layout.sheet()));
        let cells = (0..layout.width()).map(|column| {
            let Some(shown) = layout.shown(row, column) else { return CellView::default() };
            match (table.definitions().get(shown.index), record) {
                (Some(definition), Some(record)) => {
                    let view = self.cell_view(layout.sheet(), record, definition);
                    let narrow = !id.is_form() && view.look == Look::Number && is_wider(&view.text, shown.width);
                    let leads = view.look == Look::Plain && !view.text.is_empty() && leads_to_page(id, definition);
                    CellView { narrow, look: if leads { Look::Link } else { view.look }, ..view }
                }
                (Some(definition), None) => CellView { computed: definition.computed.is_some(), ..CellView::default() },
                (None, _) => CellView::default(),
            }
        });
        let mut view = RowView { record, exists: true, cells: cells.collect(), ..RowView::default() };
        if let Some(record) = record {
            view.misfit = grid.misfits.contains(&record);
            self.colour(grid, record, &mut view);
            self.note(layout, row, record, &mut view);
        }
        view
    }

    /// Writes the open comments beside their cells.
    fn note(&self, layout: &Layout, row: usize, record: RowId, view: &mut RowView) {
        if !self.has_comments() {
            return;
        }
        for (column, cell) in view.cells.iter_mut().enumerate() {
            let Some(shown) = layout.shown(row, column) else { continue };
            if self.comment_count(layout.sheet(), record, &shown.key).0 == 0 {
                continue;
            }
            let said = self.comments_on(layout.sheet(), record, &shown.key).into_iter().filter(|one| !one.resolved);
            let lines: Vec<String> = said
                .map(|Comment { author, text, .. }| {
                    if author.is_empty() {
                        Say::CommentIs { text }.text(self.lang).into_owned()
                    } else {
                        Say::CommentBy { author, text }.text(self.lang).into_owned()
                    }
                })
                .collect();
            cell.comments = lines.join("\n").into();
        }
    }

    fn colour(&self, grid: &Grid, record: RowId, view: &mut RowView) {
        if grid.arrangement.colours.is_empty() {
            return;
        }
        let marks = self.marks(grid.layout.sheet(), record, &grid.arrangement);
        view.mark = marks.row;
        for (key, mark) in marks.cells {
            let column = (0..view.cells.len()).find(|at| grid.layout.shown(0, *at).is_some_and(|s| s.key == key));
            if let Some(cell) = column.and_then(|column| view.cells.get_mut(column)) {
                cell.mark = Some(mark);
            }
        }
    }

    /// The head of a group: what its records have in common and how many they are, then what they come to.
    fn head_view(&self, grid: &Grid, at: usize) -> RowView {
        let Some(section) = grid.layout.rows().and_then(|rows| rows.sections().get(at)) else {
            return RowView::default();
        };
        let totals = self.group_totals(grid.id, at);
        let cell = |(column, text): (usize, SmolStr)| match column {
            0 => CellView {
                text: self.head_text(grid.id, section),
                look: Look::Head { open: section.open, level: section.level.min(255) as u8 },
                computed: true,
                ..CellView::default()
            },
            _ => CellView { text, look: Look::Number, computed: true, ..CellView::default() },
        };
        let cells = totals.into_iter().enumerate().map(cell).collect();
        RowView { exists: true, head: true, cells, ..RowView::default() }
    }

    /// What stands at the head of a group.
    #[must_use]
    pub fn head_text(&self, id: GridId, section: &Section) -> SmolStr {
        let label = match &section.common {
            Some((column, value)) => self.group_label(id, column, value),
            None => Arrange::GroupNew.text(self.lang).into(),
        };
        Arrange::GroupHead { label, rows: Rows(section.until - section.from) }.text(self.lang).into()
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

    /// The states of a deal in words; dirt that is no state of its own stands with the word for it.
    pub(super) fn state_words(&self, row: RowId) -> Vec<(DealState, SmolStr, Tone)> {
        let (view, lang) = (self.view(), self.lang);
        let word = |state: DealState| {
            let (word, tone) = state_word(state, lang);
            let dirt = if state == DealState::Dirty { dirt(&view, &Survey::of(&view), row) } else { Vec::new() };
            let other = dirt.into_iter().filter(|dirt| dirt.state().is_none());
            let other: Vec<_> = other.map(|dirt| dirt_words(dirt).text(lang)).collect();
            match other.is_empty() {
                true => (state, word, tone),
                false => {
                    let why = other.join(Outlook::Comma.text(lang).as_ref()).into();
                    (state, State::DirtyOf { why }.text(lang).into(), tone)
                }
            }
        };
        states(&view, row).into_iter().map(word).collect()
    }

    /// A cell as it is drawn.
    #[must_use]
    pub fn cell_view(&self, sheet: Sheet, row: RowId, definition: &Definition) -> CellView {
        let (plan, lang) = (self.plan(), self.lang);
        if definition.computed == Some(Computed::State) {
            let words: Vec<_> = self.state_words(row).into_iter().map(|(_, word, tone)| (word, tone)).collect();
            let text = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(", ");
            return CellView { text: text.into(), look: Look::Words(words), computed: true, ..CellView::default() };
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
            (Value::Check(false), _) if definition.computed.is_some() => Look::Plain,
            (Value::Check(ticked), _) => Look::Check(*ticked),
            (Value::Empty, Kind::Check) if definition.computed.is_none() => Look::Check(false),
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
        CellView { text, look, computed: definition.computed.is_some(), ..CellView::default() }
    }

    /// The heading of a row of a form, or of a column of a table.
    #[must_use]
    pub fn heading(&self, layout: &Layout, row: usize, column: usize) -> SmolStr {
        let table = self.plan().table(layout.sheet());
        let definition = layout.shown(row, column).and_then(|shown| table.definitions().get(shown.index));
        definition.map(|definition| crate::text::heading(self.plan(), definition, self.lang)).unwrap_or_default()
    }
}

/// Whether a column names records that have a page of their own.
fn leads_to_page(id: GridId, definition: &Definition) -> bool {
    matches!(id, GridId::Table(Sheet::Deals | Sheet::Accounts)) && definition.key == id.sheet().title()
}

/// Whether a number needs more room than a column of so many CSS pixels has: of the fonts that the page may be drawn in, one of
/// the wider ones, in which a digit takes 7.8 pixels.
fn is_wider(text: &str, width: u16) -> bool {
    /// What stands at both sides of a text, and the rule, in pixels.
    const BESIDE: f32 = 21.0;
    let of = |letter: char| match letter {
        '0'..='9' => 7.8,
        ',' | '.' | ' ' | '-' => 4.2,
        letter if letter.is_ascii() => 9.5,
        _ => 13.0,
    };
    text.chars().map(of).sum::<f32>() > f32::from(width) - BESIDE
}

/// What a level of relationship is called.
pub(super) fn level_word(level: &str, lang: Lang) -> SmolStr {
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

/// What is wrong with the data of a deal, in words.
#[must_use]
pub const fn dirt_words(dirt: Dirt) -> Outlook {
    match dirt {
        Dirt::ClosePast => Outlook::ClosePast,
        Dirt::NoAmount => Outlook::NoAmount,
        Dirt::NoNextStep => Outlook::NoNext,
        Dirt::AheadOfEvidence(stages) => Outlook::AheadBy { stages },
        Dirt::OwnOutsideRange => Outlook::OddChance,
        Dirt::NoEconomicBuyer => Outlook::NoBuyer,
        Dirt::Pushed(times) => Outlook::Pushes { times },
        Dirt::Double => Outlook::Twin,
        Dirt::NoActivity => Outlook::NoActivity,
        Dirt::NoVerdict => Outlook::NoVerdict,
    }
}

/// What a state is called, without its numbers.
pub(super) fn state_name(state: DealState, lang: Lang) -> SmolStr {
    match state {
        DealState::Stalled(_) => State::StalledAtAll.text(lang).into(),
        state => state_word(state, lang).0,
    }
}

pub(super) fn state_word(state: DealState, lang: Lang) -> (SmolStr, Tone) {
    let (word, tone) = match state {
        DealState::Won => (State::Won, Tone::Good),
        DealState::Ended(deals::NOT_WON) => (State::Lost, Tone::Bad),
        DealState::Ended("lost") => (State::LostTo, Tone::Bad),
        DealState::Ended("no_decision") => (State::NoDecision, Tone::Bad),
        DealState::Ended("withdrew") => (State::Withdrew, Tone::Warn),
        DealState::Ended(_) => (State::Invalid, Tone::Plain),
        DealState::Dirty => (State::Dirty, Tone::Bad),
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
