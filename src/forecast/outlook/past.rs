//! Periods that are over, and what came in.

use super::{Period, Span, Standing};
use crate::forecast::BetError;
use crate::model::schema::deals;
use crate::model::{Date, Plan, RowId, Sheet};

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

/// What was won in a period, and the deals that are not in it for want of an amount or a rate.
pub(super) fn won_in(
    plan: &Plan,
    period: &Period,
    person: Option<RowId>,
) -> Result<(i64, Vec<(RowId, Standing)>), BetError> {
    let (mut sum, mut lacking) = (0_i128, Vec::new());
    for row in plan.table(Sheet::Deals).ids().filter(|row| is_won_in(plan, *row, period)) {
        if person.is_none() || plan.get(row, deals::OWNER) == person {
            let amount = plan.get(row, deals::FINAL).or_else(|| plan.get(row, deals::AMOUNT));
            match amount.map(|money| plan.in_plan_currency(money)) {
                Some(Some(minor)) => sum += i128::from(minor.max(0)),
                Some(None) => lacking.push((row, Standing::NoRate)),
                None => lacking.push((row, Standing::NoAmount)),
            }
        }
    }
    i64::try_from(sum).map(|sum| (sum, lacking)).map_err(|_| BetError::TotalTooLarge)
}
