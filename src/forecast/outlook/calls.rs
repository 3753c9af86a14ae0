//! The manager's own calls of a period.

use super::Period;
use crate::model::schema::setup::calls;
use crate::model::{Date, Plan, RowId, Sheet};

/// The manager's latest call of exactly a period, for one person or for all, made up to a day, beside which the model is
/// shown; in minor units.
#[must_use]
pub fn call(plan: &Plan, period: &Period, person: Option<RowId>, until: Date) -> Option<i64> {
    let mut found: Option<(Date, i64)> = None;
    for row in plan.table(Sheet::Calls).ids() {
        let (Some(from), Some(last)) = (plan.get(row, calls::FROM), plan.get(row, calls::UNTIL)) else { continue };
        let (Some(on), Some(amount)) = (plan.get(row, calls::ON), plan.get(row, calls::AMOUNT)) else { continue };
        let own = (from, last) == (period.from, period.until) && plan.get(row, calls::PERSON) == person;
        if own
            && on <= until
            && found.is_none_or(|(day, _)| on >= day)
            && let Some(minor) = plan.in_plan_currency(amount)
        {
            found = Some((on, minor));
        }
    }
    found.map(|(_, minor)| minor)
}
