//! The next step of a deal is that of its activities: whoever wants to write one is led to an activity.

use super::action::Effect;
use super::grid::Grid;
use super::notice::Notice;
use super::state::App;
use crate::model::{Computed, RowId, Sheet, Value};

impl App {
    /// The deal that is meant: that of the active cell, else the one whose page is shown.
    pub(super) fn deal_in_use(&self) -> Option<RowId> {
        let target = self.grid_in_use().and_then(|id| self.laid_out(id)).and_then(Grid::target);
        let chosen = target.filter(|target| target.sheet == Sheet::Deals).and_then(|target| target.row);
        chosen.or_else(|| self.record_of_page().filter(|(sheet, _)| *sheet == Sheet::Deals).map(|(_, deal)| deal))
    }

    /// Begins an activity for a deal, with the customer and the salesperson of the deal, and goes on at its day.
    pub(super) fn plan_activity(&mut self, deal: RowId, now: u64) -> Vec<Effect> {
        let value = |key: &str| self.plan().value(Sheet::Deals, deal, key).clone();
        let cells = [("deal", Value::Link(deal)), ("account", value("account")), ("owner", value("owner"))];
        let activity = self.ledger.fresh_row(now);
        let insert = self.begun_with(Sheet::Activities, activity, cells);
        // Back leads to the deal.
        let stand = self.stand(None);
        self.remember_stand(stand);
        let mut effects = self.commit(vec![insert], "create", now);
        effects.extend(self.goto(Sheet::Activities, activity, "planned"));
        effects
    }

    /// Whether a notice answers somebody who has tried to write the next step of a deal.
    #[must_use]
    pub fn asks_next_step(&self, notice: &Notice) -> bool {
        let is_next = self.active_column().is_some_and(|definition| definition.computed == Some(Computed::NextStep));
        *notice == Notice::ReadOnly && is_next && self.deal_in_use().is_some()
    }
}
