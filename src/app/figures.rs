//! The figures of the forecast strip, and what of the calendar their names need.

use super::state::App;
use crate::forecast::BetError;
use crate::forecast::outlook::{Chance, Figures, LeftOut, chance, is_open};
use crate::model::{RowId, Sheet};
use crate::text::messages::{Deals, Forecast as Words};

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

    /// What is not counted, and why: never a silent sum. None where everything counts.
    #[must_use]
    pub fn left_out_words(&self, out: &LeftOut) -> Option<String> {
        let reasons = [
            (out.amount, Words::WithoutAmount { count: out.amount }),
            (out.rate, Words::WithoutRate { count: out.rate }),
            (out.close, Words::WithoutClose { count: out.close }),
            (out.stage, Words::WithoutStage { count: out.stage }),
            (out.overdue, Words::Overdue { count: out.overdue }),
        ];
        let mut single = reasons.iter().filter(|(count, _)| *count > 0);
        let deals = match (single.next(), single.next()) {
            (Some((_, only)), None) => Some(only.text(self.lang).into_owned()),
            (Some(_), Some(_)) => Some(Words::NotCounted { deals: Deals(out.deals()) }.text(self.lang).into_owned()),
            (None, _) => None,
        };
        let targets = Words::TargetsWithoutRate { count: out.targets };
        let targets = (out.targets > 0).then(|| targets.text(self.lang).into_owned());
        match (deals, targets) {
            (Some(deals), Some(targets)) => Some(format!("{deals} · {targets}")),
            (deals, targets) => deals.or(targets),
        }
    }

    /// Whether any deal is open, in whichever period.
    #[must_use]
    pub fn has_open_deal(&self) -> bool {
        self.plan().table(Sheet::Deals).ids().any(|deal| is_open(self.plan(), None, deal) && !self.board.is_blank(deal))
    }

    /// The milestones of a deal that activities prove, each with its activity.
    #[must_use]
    pub fn evidence(&self, deal: RowId) -> &[(RowId, RowId)] {
        self.activities.deal(deal).map_or(&[], |facts| facts.evidence.as_slice())
    }

    /// Whether the plan's fiscal year begins in another month than January.
    #[must_use]
    pub fn has_fiscal_year(&self) -> bool {
        self.plan().fiscal_month() != 1
    }
}
