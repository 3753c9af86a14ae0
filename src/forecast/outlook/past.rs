//! Periods that are over, and what came in.

use super::deal::without_amount;
use super::{Period, Span, Standing, View};
use crate::forecast::BetError;
use crate::model::schema::deals;
use crate::model::{Date, Plan, RowId};

/// The periods that are over and that had not ended when the log began, earliest first; at most 60.
pub(super) fn past_periods(plan: &Plan, today: Date, span: Span, born: Option<Date>) -> Vec<Period> {
    let Some(born) = born.filter(|_| span != Span::All) else { return Vec::new() };
    let back = (1..=60).map(|back| Period::of(plan, today, span, -back));
    let mut periods: Vec<Period> =
        back.take_while(|period| period.until >= born && period.from < period.until).collect();
    periods.reverse();
    periods
}

/// Whether a deal was won within a period.
pub(super) fn is_won_in(plan: &Plan, row: RowId, period: &Period) -> bool {
    let closed = plan.get(row, deals::CLOSED).or_else(|| plan.get(row, deals::CLOSE));
    plan.get(row, deals::OUTCOME) == Some("won") && closed.is_some_and(|day| period.contains(day))
}

/// The deals that were won, whenever, looked at once for all periods: each with its day, and what it brought in minor units, or
/// why that is not known.
#[derive(Debug)]
pub(super) struct Wins {
    pub person: Option<RowId>,
    won: Vec<(RowId, Date, Result<i64, Standing>)>,
}

impl Wins {
    /// Those of a person, or of all.
    pub const fn new(person: Option<RowId>) -> Wins {
        Wins { person, won: Vec::new() }
    }

    /// Looks at a deal.
    pub fn look(view: &View<'_>, own: &mut Wins, row: RowId) {
        let plan = view.plan();
        if plan.get(row, deals::OUTCOME) != Some("won")
            || own.person.is_some() && plan.get(row, deals::OWNER) != own.person
        {
            return;
        }
        let amount = plan.get(row, deals::FINAL).or_else(|| plan.get(row, deals::AMOUNT));
        let brought = match amount.map(|money| plan.in_plan_currency(money)) {
            Some(Some(minor)) => Ok(minor.max(0)),
            Some(None) => Err(Standing::NoRate),
            None => Err(without_amount(plan, None, row)),
        };
        let closed = plan.get(row, deals::CLOSED).or_else(|| plan.get(row, deals::CLOSE));
        own.won.extend(closed.map(|day| (row, day, brought)));
    }

    /// What was won in a period, and the deals that are not in it for want of an amount or a rate.
    pub fn within(&self, period: &Period) -> Result<(i64, Vec<(RowId, Standing)>), BetError> {
        let (mut sum, mut lacking) = (0_i128, Vec::new());
        for (row, _, brought) in self.won.iter().filter(|(_, day, _)| period.contains(*day)) {
            match brought {
                Ok(minor) => sum += i128::from(*minor),
                Err(why) => lacking.push((*row, *why)),
            }
        }
        i64::try_from(sum).map(|sum| (sum, lacking)).map_err(|_| BetError::TotalTooLarge)
    }
}
