//! The panel beside the page, and in it the card: one record with all its fields, beside the table it was opened from.

use super::action::Effect;
use super::grid::{At, GridId, Layout, Selection};
use super::notice::Notice;
use super::screen::Tab;
use super::state::App;
use crate::model::{RowId, Sheet};
use crate::text::messages::Impossible;

/// What is docked beside the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dock {
    /// Values that need a person.
    Review,
    /// One record with all its fields.
    Card,
    /// Comments on the active cell.
    Comments,
}

/// The record that the card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// The grid it was opened from, and that Esc leads back to.
    pub origin: GridId,
    /// The table.
    pub sheet: Sheet,
    /// The record.
    pub record: RowId,
}

impl App {
    /// Opens a panel, or turns to it.
    pub(super) fn open_panel(&mut self, panel: Dock) -> Vec<Effect> {
        self.panel = Some(panel);
        self.version += 1;
        vec![Effect::FocusPanel]
    }

    /// Closes the panel; the focus goes back to the table.
    #[inline(never)]
    pub(super) fn close_panel(&mut self, now: u64) -> Vec<Effect> {
        let card = self.card.filter(|_| self.panel == Some(Dock::Card));
        let mut effects = match card {
            Some(card) => self.commit_editor(GridId::Card(card.sheet), now),
            None => Vec::new(),
        };
        self.panel = None;
        self.version += 1;
        let back = card.map(|card| card.origin).or_else(|| self.grid_in_use());
        self.active = back.or(self.active);
        effects.push(back.map_or(Effect::FocusPage, Effect::Focus));
        // The row may have been gone to while the card had the eye.
        effects.extend(card.map(|card| Effect::Reveal(card.origin, self.grid(card.origin).selection.active)));
        effects
    }

    /// Opens the card of the record in which a grid has its active cell, at the same column.
    pub(super) fn open_card(&mut self, id: GridId) -> Vec<Effect> {
        let target = self.grid(id).target();
        let Some((record, target)) = target.and_then(|target| target.row.map(|row| (row, target))) else {
            return vec![Effect::Say(Notice::Impossible(Impossible::NoRecord))];
        };
        self.open_card_at(id, record, &target.column)
    }

    /// Opens the card of a record at a field; Esc leads back to the grid `origin`.
    pub(super) fn open_card_at(&mut self, origin: GridId, record: RowId, field: &str) -> Vec<Effect> {
        let sheet = origin.sheet();
        self.card = Some(Card { origin, sheet, record });
        self.panel = Some(Dock::Card);
        self.version += 1;
        let id = GridId::Card(sheet);
        let grid = self.grid(id);
        let (row, column) = grid.layout.locate(record, field).unwrap_or_default();
        grid.selection = Selection::at(row, column);
        vec![Effect::Focus(id), Effect::Reveal(id, At { row, column })]
    }

    /// After an action: the card shows the record to which its table has come, so that nobody writes into another one than he
    /// looks at; and it is closed with the page of its table.
    pub(super) fn card_goes_along(&mut self, before: (Tab, Option<GridId>), effects: &[Effect]) {
        let Some(card) = self.card.filter(|_| self.panel == Some(Dock::Card)) else { return };
        let is_opened = effects.iter().any(|effect| matches!(effect, Effect::Focus(GridId::Card(_))));
        if self.page() != before && !is_opened {
            self.panel = None;
            self.version += 1;
        } else if self.active == Some(card.origin) {
            let grid = self.grid(card.origin);
            let record = grid.layout.record(grid.selection.active.row);
            if let Some(record) = record.filter(|record| *record != card.record) {
                self.card = Some(Card { record, ..card });
                self.grid(GridId::Card(card.sheet));
                self.version += 1;
            }
        }
    }

    /// Shows the record after the one on the card, or before it, as the table shows them.
    #[inline(never)]
    pub(super) fn step_card(&mut self, forward: bool, now: u64) -> Vec<Effect> {
        let Some(card) = self.card else { return Vec::new() };
        let id = GridId::Card(card.sheet);
        let mut effects = self.commit_editor(id, now);
        let field = self.grid(id).selection;
        let Some((at, records)) = self.card_records(card) else { return effects };
        let to = if forward { Some(at + 1) } else { at.checked_sub(1) };
        let Some(record) = to.and_then(|to| records.get(to)).copied() else { return effects };
        self.card = Some(Card { record, ..card });
        self.version += 1;
        let grid = self.grid(id);
        grid.selection = field.clamped(grid.layout.height(), grid.layout.width());
        let column = grid.target().map(|target| target.column).unwrap_or_default();
        let at = grid.selection.active;
        effects.push(Effect::Reveal(id, at));
        // The table goes along, so that Esc leads back to this record.
        let origin = self.grid(card.origin);
        let here = origin.selection.active.column;
        let beside = || origin.layout.row_of(record).map(|row| (row, here));
        if let Some((row, column)) = origin.layout.locate(record, &column).or_else(beside) {
            origin.selection = Selection::at(row, column);
            effects.push(Effect::Reveal(card.origin, At { row, column }));
        }
        effects
    }

    /// Which of the records of its table the card shows, from 1, and how many there are.
    #[must_use]
    pub fn card_place(&self) -> Option<(usize, usize)> {
        let (at, records) = self.card_records(self.card?)?;
        Some((at + 1, records.len()))
    }

    fn card_records(&self, card: Card) -> Option<(usize, Vec<RowId>)> {
        let layout = &self.laid_out(card.origin)?.layout;
        let records: Vec<RowId> = match **layout {
            Layout::Table { .. } => (0..layout.records()).filter_map(|row| layout.record(row)).collect(),
            Layout::Form { record, .. } => vec![record],
        };
        let at = records.iter().position(|record| *record == card.record)?;
        Some((at, records))
    }
}
