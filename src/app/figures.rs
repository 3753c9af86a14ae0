//! The figures of the forecast strip, and what of the calendar their names need.

use super::state::App;
use crate::forecast::BetError;
use crate::forecast::outlook::{Chance, Figures, chance};
use crate::model::schema::setup::settings;
use crate::model::{Plan, RowId};

impl App {
    /// The figures of the chosen period and person.
    ///
    /// # Errors
    /// Where the deals add up to more than can be counted.
    pub fn figures(&self) -> Result<Figures, BetError> {
        self.board.figures(&self.view())
    }

    /// The probability used for a deal, and why; none where neither stage nor seller gives one.
    #[must_use]
    pub fn chance(&self, deal: RowId) -> Option<Chance> {
        chance(self.plan(), self.draft.as_ref(), self.board.rates(), deal)
    }

    /// The milestones of a deal that activities prove, each with its activity.
    #[must_use]
    pub fn evidence(&self, deal: RowId) -> &[(RowId, RowId)] {
        self.activities.deal(deal).map_or(&[], |facts| facts.evidence.as_slice())
    }

    /// Whether the plan's fiscal year begins in another month than January.
    #[must_use]
    pub fn has_fiscal_year(&self) -> bool {
        self.fiscal_month() != 1
    }

    /// The month 1–12 in which the plan's fiscal year begins.
    #[must_use]
    pub fn fiscal_month(&self) -> u32 {
        let month = self.plan().get(Plan::SETTINGS, settings::FISCAL).map_or(1, |month| month.trunc());
        month.clamp(1, 12) as u32
    }
}
