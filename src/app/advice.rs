//! What the tables say about a deal or an account, as the messages that say it.

use smol_str::SmolStr;

use super::state::App;
use crate::forecast::outlook::{RedFlag, Sign};
use crate::model::schema::{activities, deals};
use crate::model::{RowId, Sheet};
use crate::text::messages::{Flag, Milestones, Sign as SignWords};
use crate::text::title;

impl App {
    /// What a red flag of a deal says.
    #[must_use]
    pub fn flag_words(&self, deal: RowId, flag: RedFlag) -> Flag {
        let person = |role| title(self.plan(), Sheet::Roles, role, self.lang);
        match flag {
            RedFlag::NoEconomicBuyer => Flag::NoEconomicBuyer,
            RedFlag::BuyerNotMet(role) => Flag::BuyerNotMet { person: person(role) },
            RedFlag::SingleThreaded(0) => Flag::NobodyKnown,
            RedFlag::SingleThreaded(_) => Flag::SingleThreaded,
            RedFlag::Against(role) => Flag::Against { person: person(role) },
            RedFlag::NoNextStep => Flag::NoNextStep,
            RedFlag::PromiseOverdue(activity, due) => {
                let promise = self.plan().get(activity, activities::GOT).map(SmolStr::new);
                let promise = promise.unwrap_or_else(|| title(self.plan(), Sheet::Activities, activity, self.lang));
                Flag::PromiseOverdue { promise, due }
            }
            RedFlag::ClosePast(close) => Flag::ClosePast { close },
            RedFlag::Pushed(times) => Flag::Pushed { times },
            RedFlag::Ahead(unmet) => match self.plan().get(deal, deals::AHEAD_WHY) {
                Some(why) => Flag::AheadBecause { milestones: Milestones(unmet), why: why.into() },
                None => Flag::Ahead { milestones: Milestones(unmet) },
            },
            RedFlag::CompetitorUnknown => Flag::CompetitorUnknown,
        }
    }
}

/// What a sign of an account's health says.
#[must_use]
pub const fn sign_words(sign: Sign) -> SignWords {
    match sign {
        Sign::MetLately => SignWords::MetLately,
        Sign::ManyLayers => SignWords::ManyLayers,
        Sign::LevelReached => SignWords::LevelReached,
        Sign::RevenueHolds => SignWords::RevenueHolds,
        Sign::DealsOpen => SignWords::DealsOpen,
        Sign::PromisesKept => SignWords::PromisesKept,
        Sign::Defended => SignWords::Defended,
        Sign::ReviewedTogether => SignWords::ReviewedTogether,
    }
}
