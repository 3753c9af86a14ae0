//! The next step of a deal is that of its activities: whoever wants to write one is led to an activity.

use super::action::Effect;
use super::grid::Grid;
use super::notice::Notice;
use super::state::App;
use crate::log::Change;
use crate::model::{Computed, Key, Place, RowId, Sheet, Value};

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
        let mut first = super::entry::defaults(self, Sheet::Activities, None);
        first.retain(|(key, _)| !cells.iter().any(|(own, value)| own == key && !value.is_empty()));
        first.extend(cells.into_iter().filter(|(_, v)| !v.is_empty()).map(|(key, v)| (Key::new_static(key), v)));
        let last = self.plan().table(Sheet::Activities).last_place().cloned();
        let place = Place::spread(last.as_ref(), None, 1).pop().unwrap_or_default();
        let activity = self.ledger.fresh_row(now);
        let insert = Change::Insert { sheet: Sheet::Activities, row: activity, place, cells: first };
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
