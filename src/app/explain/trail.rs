//! The way back: where one was before an explanation, a link or a list led elsewhere.

use super::{Source, Subject};
use crate::app::action::Effect;
use crate::app::card::{Card, Dock};
use crate::app::grid::{GridId, Selection, Target};
use crate::app::screen::Tab;
use crate::app::state::App;
use crate::log::Touched;
use crate::model::{RowId, Sheet};

/// So many steps back are remembered.
const STEPS: usize = 50;

/// Where somebody was.
#[derive(Clone, Debug)]
pub(in crate::app) struct Stand {
    tab: Tab,
    records: (Option<RowId>, Option<RowId>),
    all_accounts: bool,
    setup: (Sheet, bool),
    grid: Option<(GridId, Selection, Option<Target>)>,
    /// The card, where one was in it.
    card: Option<Card>,
    /// What was being explained.
    subject: Option<Subject>,
}

impl App {
    /// Goes to a cell that an explanation names, and remembers the explanation.
    #[inline(never)]
    pub(in crate::app) fn follow_source(&mut self, subject: Subject, (sheet, row, key): Source) -> Vec<Effect> {
        let stand = self.stand(Some(subject));
        let effects = self.goto(sheet, row, &key);
        if !effects.is_empty() {
            self.remember_stand(stand);
        }
        effects
    }

    /// Where one is now.
    pub(in crate::app) fn stand(&self, subject: Option<Subject>) -> Stand {
        let grid = self.grid_in_use().and_then(|id| self.laid_out(id));
        Stand {
            tab: self.tab,
            records: (self.deal, self.account),
            all_accounts: self.all_accounts,
            setup: (self.setup, self.all_columns),
            grid: grid.map(|grid| (grid.id, grid.selection, grid.target())),
            card: self.card.filter(|card| grid.is_some_and(|grid| grid.id == GridId::Card(card.sheet))),
            subject,
        }
    }

    /// Remembers a place to come back to.
    pub(in crate::app) fn remember_stand(&mut self, stand: Stand) {
        if self.trail.len() >= STEPS {
            self.trail.remove(0);
        }
        self.trail.push(stand);
    }

    /// Goes back to where one was.
    pub(in crate::app) fn go_back(&mut self) -> Vec<Effect> {
        let Some(Stand { tab, records, all_accounts, setup, grid, card, subject }) = self.trail.pop() else {
            return Vec::new();
        };
        self.tab = tab;
        (self.deal, self.account) = records;
        self.all_accounts = all_accounts;
        (self.setup, self.all_columns) = setup;
        if card.is_some() {
            (self.card, self.panel) = (card, Some(Dock::Card));
        }
        self.changed(&Touched::default());
        let mut effects = Vec::new();
        // A card whose record is gone stays closed.
        let is_there = |id: GridId| !matches!(id, GridId::Card(_)) || self.panel == Some(Dock::Card);
        let gone = grid.as_ref().map(|(id, ..)| *id).filter(|id| !is_there(*id));
        if gone.is_some() {
            effects.push(self.first_grid().map_or(Effect::FocusPage, Effect::Focus));
            self.active = self.active.filter(|own| Some(*own) != gone);
        } else if let Some((id, selection, target)) = grid {
            let grid = self.grid(id);
            // Rows may have come and gone meanwhile: the cell counts, not where it stood.
            let now = target.and_then(|target| grid.layout.locate(target.row?, &target.column));
            grid.selection = match now {
                Some((row, column)) if (row, column) != (selection.active.row, selection.active.column) => {
                    Selection::at(row, column)
                }
                _ => selection.clamped(grid.layout.height(), grid.layout.width()),
            };
            grid.head = None;
            effects = vec![Effect::Focus(id), Effect::Reveal(id, grid.selection.active)];
        }
        effects.extend(subject.map(Effect::Explain));
        effects
    }
}
