//! By how much the chance of a deal would rise with its next stage.

use rustc_hash::FxHashMap;

use super::Rates;
use super::deal::{Draft, assumed, chance, chance_at, read};
use crate::model::schema::{deals, setup};
use crate::model::{Plan, RowId, Sheet, order};

/// The realistic gain: to what the user gives, else to the next stage's p by the plan's policy, else half of what is missing.
pub(super) fn gain_of(
    plan: &Plan,
    draft: Option<&Draft>,
    rates: Option<&Rates>,
    next: &FxHashMap<RowId, Option<RowId>>,
    row: RowId,
) -> f64 {
    let Some(now) = chance(plan, draft, rates, row) else { return 0.0 };
    let p = now.p.chance();
    match (read(plan, draft, row, deals::P_NEXT), now.stage.and_then(|stage| next.get(&stage))) {
        (Some(own), _) => (own.chance() - p).max(0.0),
        (None, Some(Some(next))) => {
            let then = chance_at(plan, rates, row, *next).unwrap_or(p);
            ((then * 1e6).round() / 1e6 - p).max(0.0)
        }
        (None, Some(None)) => (1.0 - p) / 2.0,
        (None, None) => 0.0,
    }
}

/// For each numbered stage the next one that assumes a probability.
pub(super) fn next_stages(plan: &Plan) -> FxHashMap<RowId, Option<RowId>> {
    let mut stages: Vec<(i64, RowId)> = plan
        .table(Sheet::Stages)
        .ids()
        .filter_map(|stage| Some((plan.get(stage, setup::stages::NUMBER)?.millionths, stage)))
        .collect();
    order::sort(&mut stages);
    let after = |number: i64| {
        let later = stages.iter().filter(|(other, _)| *other > number);
        later.map(|(_, stage)| *stage).find(|stage| assumed(plan, *stage).is_some())
    };
    stages.iter().map(|(number, stage)| (*stage, after(*number))).collect()
}
