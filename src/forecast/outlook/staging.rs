//! Scenarios that people named: suppositions kept in tables of the plan.

use super::what_if::Suppose;
use crate::model::schema::scenarios::suppositions::{AMOUNT, CLOSE, DEAL, OUTCOME, P};
use crate::model::{Money, Percent, Plan, RowId, Sheet, Value};

/// What a scenario supposes, in the order of its rows. Deals that are gone or have ended are among them.
#[must_use]
pub fn staged(plan: &Plan, scenario: RowId) -> Vec<(RowId, Suppose)> {
    let mut found = Vec::new();
    for row in plan.linked(Sheet::Suppositions, "scenario", scenario) {
        let Some(deal) = plan.get(row, DEAL) else { continue };
        let end = match plan.get(row, OUTCOME) {
            Some("won") => Some(Suppose::Won),
            Some("lost") => Some(Suppose::Lost),
            _ => plan.get(row, P).map(|p| Suppose::Chance(p.chance())),
        };
        let close = plan.get(row, CLOSE).map(Suppose::Close);
        let amount = plan.get(row, AMOUNT).and_then(|money| plan.in_plan_currency(money)).map(Suppose::Amount);
        found.extend([end, close, amount].into_iter().flatten().map(|supposed| (deal, supposed)));
    }
    found
}

/// The cells of a scenario's row that say what is supposed of its deal, by their keys.
#[must_use]
pub fn staged_cells(plan: &Plan, supposed: &[Suppose]) -> Vec<(&'static str, Value)> {
    let cell = |supposed: &Suppose| match *supposed {
        Suppose::Won => ("outcome", Value::Choice("won".into())),
        Suppose::Lost => ("outcome", Value::Choice("lost".into())),
        Suppose::Chance(p) => ("p", Value::Percent(Percent { ppm: (p.clamp(0.0, 1.0) * 1e6).round() as i64 })),
        Suppose::Close(day) => ("close", Value::Date(day)),
        Suppose::Amount(minor) => ("amount", Value::Money(Money::new(minor, plan.currency()))),
    };
    supposed.iter().map(cell).collect()
}
