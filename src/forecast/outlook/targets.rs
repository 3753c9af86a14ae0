//! What is to be reached in a period.

use super::{Period, TARGET_LEVELS};
use crate::model::schema::setup::targets::{CHALLENGE, FROM, PERSON, STRETCH, TARGET, UNTIL};
use crate::model::{Date, Plan, RowId, Sheet, order};

/// The targets of a period: rows that name exactly the period, else the sum of the longest that lie within it, so that
/// a quarter is not counted again with its months; for everybody the rows without a person, else the persons' rows.
pub(super) fn targets(plan: &Plan, period: &Period, person: Option<RowId>) -> [Option<i64>; TARGET_LEVELS] {
    std::array::from_fn(|level| {
        let rows = target_rows(plan, period, person, level);
        (!rows.is_empty()).then(|| rows.iter().fold(0_i64, |sum, (_, minor)| sum.saturating_add(*minor)))
    })
}

/// The rows that a target, stretch (1) or challenge (2) of a period is the sum of, with their amounts in minor units.
pub(super) fn target_rows(plan: &Plan, period: &Period, person: Option<RowId>, level: usize) -> Vec<(RowId, i64)> {
    let rows: Vec<(RowId, Date, Date, Option<RowId>)> = plan
        .table(Sheet::Targets)
        .ids()
        .filter_map(|row| Some((row, plan.get(row, FROM)?, plan.get(row, UNTIL)?, plan.get(row, PERSON))))
        .filter(|(_, from, until, _)| from <= until && period.contains(*from) && period.contains(*until))
        .collect();
    let whole = |of: &dyn Fn(Option<RowId>) -> bool| -> Vec<RowId> {
        let mut own: Vec<_> = rows.iter().filter(|(.., whose)| of(*whose)).collect();
        order::sort_by_key(&mut own, |(_, from, until, _)| std::cmp::Reverse(until.days_since(*from)));
        let mut taken: Vec<&(RowId, Date, Date, Option<RowId>)> = Vec::new();
        for row in own {
            let (_, from, until, whose) = row;
            let overlaps = |(_, begin, end, who): &&(RowId, Date, Date, Option<RowId>)| {
                who == whose && (begin, end) != (from, until) && begin <= until && from <= end
            };
            if !taken.iter().any(overlaps) {
                taken.push(row);
            }
        }
        taken.into_iter().map(|(row, ..)| *row).collect()
    };
    let mut chosen = whole(&|whose| whose == person);
    if chosen.is_empty() && person.is_none() {
        chosen = whole(&|whose| whose.is_some());
    }
    let column = [TARGET, STRETCH, CHALLENGE].get(level).copied().unwrap_or(TARGET);
    let amount = |row: RowId| Some((row, plan.in_plan_currency(plan.get(row, column)?)?));
    chosen.into_iter().filter_map(amount).collect()
}
