//! Which grids the page shows, and which of them is in use.

use super::card::Dock;
use super::grid::GridId;
use super::screen::Tab;
use super::state::App;
use crate::model::Sheet;

impl App {
    /// Whether the page shows a grid.
    #[must_use]
    pub fn shows(&self, id: GridId) -> bool {
        let of_deal = |sheet: Sheet| sheet.parent().as_deref() == Some("deal");
        match (self.tab, id) {
            (_, GridId::Card(sheet)) => self.card.is_some_and(|card| card.sheet == sheet),
            (Tab::Activities, GridId::Table(sheet)) => sheet == Sheet::Activities,
            (Tab::Funnel, GridId::Table(sheet)) => sheet == Sheet::Deals,
            (Tab::Strategy, GridId::Part(sheet)) => self.deal.is_some() && of_deal(sheet),
            (Tab::Strategy, GridId::Form(sheet)) => self.deal.is_some() && sheet == Sheet::Deals,
            (Tab::Accounts, id) if self.all_accounts => id == GridId::Table(Sheet::Accounts),
            (Tab::Accounts, GridId::Part(sheet)) => self.account.is_some() && !of_deal(sheet),
            (Tab::Accounts, GridId::Form(sheet)) => self.account.is_some() && sheet == Sheet::Accounts,
            (Tab::Setup, _) if self.all_columns => false,
            (Tab::Setup, GridId::Table(sheet)) => sheet == self.setup && sheet != Sheet::Settings,
            (Tab::Setup, GridId::Form(sheet)) => sheet == Sheet::Settings && self.setup == sheet,
            _ => false,
        }
    }

    /// Which page is shown: one of those that share a tab is told from the others by its first grid.
    pub(super) fn page(&self) -> (Tab, Option<GridId>) {
        (self.tab, self.first_grid())
    }

    /// The first grid of the page; none where it has none yet.
    #[must_use]
    pub fn first_grid(&self) -> Option<GridId> {
        let id = match self.tab {
            Tab::Forecast => return None,
            Tab::Activities => GridId::Table(Sheet::Activities),
            Tab::Funnel => GridId::Table(Sheet::Deals),
            Tab::Strategy => GridId::Form(Sheet::Deals),
            Tab::Accounts if self.all_accounts => GridId::Table(Sheet::Accounts),
            Tab::Accounts => GridId::Form(Sheet::Accounts),
            Tab::Setup if self.setup == Sheet::Settings => GridId::Form(Sheet::Settings),
            Tab::Setup => GridId::Table(self.setup),
        };
        self.shows(id).then_some(id)
    }

    /// The grid that commands of menus and of the palette are for: the one with the focus, or the page's first.
    #[must_use]
    pub fn grid_in_use(&self) -> Option<GridId> {
        let active = match (self.active, self.card) {
            // Another panel has taken the place of the card.
            (Some(GridId::Card(_)), Some(card)) if self.panel != Some(Dock::Card) => Some(card.origin),
            (active, _) => active,
        };
        active.filter(|id| self.shows(*id)).or_else(|| self.first_grid())
    }
}
