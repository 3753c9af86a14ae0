//! Where a cell leads: to the record that it links to, or from a row to the page of its own record.

use super::super::action::Effect;
use super::super::grid::{GridId, Target};
use super::super::screen::Tab;
use super::super::state::App;
use crate::model::{RowId, Sheet};

/// Where a cell leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Leads {
    /// To a record that it links to.
    Record(Sheet, RowId),
    /// To the strategy of the deal in its row.
    Strategy(RowId),
    /// To the plan of the account in its row.
    Plan(RowId),
}

impl App {
    /// Goes to the record that the active cell links to.
    pub(super) fn follow(&mut self, id: GridId) -> Vec<Effect> {
        let Some(to) = self.grid(id).target().and_then(|target| self.leads_to(id, &target)) else { return Vec::new() };
        let stand = self.stand(None);
        self.remember_stand(stand);
        match to {
            Leads::Record(sheet, row) => self.goto(sheet, row, &sheet.title()),
            Leads::Strategy(deal) => {
                self.deal = Some(deal);
                self.show(Tab::Strategy)
            }
            Leads::Plan(account) => {
                (self.account, self.all_accounts) = (Some(account), false);
                self.show(Tab::Accounts)
            }
        }
    }

    /// Where a cell leads: to the record that it links to, else to the page that the record of its row has of its own.
    pub(super) fn leads_to(&self, id: GridId, target: &Target) -> Option<Leads> {
        let row = target.row?;
        let table = self.plan().table(target.sheet);
        match (table.definition(&target.column)?.kind.target(), id) {
            (Some(sheet), _) => Some(Leads::Record(sheet, *table.value(row, &target.column).linked().first()?)),
            (None, GridId::Table(Sheet::Deals)) => Some(Leads::Strategy(row)),
            (None, GridId::Table(Sheet::Accounts)) => Some(Leads::Plan(row)),
            (None, _) => None,
        }
    }
}
