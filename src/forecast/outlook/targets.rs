//! What is to be reached in a period.

use super::{Period, TARGET_LEVELS};
use crate::model::schema::setup::targets::{CHALLENGE, FROM, PERSON, STRETCH, TARGET, UNTIL};
use crate::model::{Date, Plan, RowId, Sheet, order};

/// The targets of a period: rows that name exactly the period, else the sum of the longest that lie within it, so that
/// a quarter is not counted again with its months; for everybody the rows without a person, else the persons' rows. A target
/// of which a row has no rate is not known: what is left of it would be reached too easily.
pub(super) fn targets(plan: &Plan, period: &Period, person: Option<RowId>) -> [Option<i64>; TARGET_LEVELS] {
    std::array::from_fn(|level| {
        let rows = target_rows(plan, period, person, level);
        let known =
            rows.iter().map(|(_, minor)| *minor).collect::<Option<Vec<i64>>>().filter(|known| !known.is_empty());
        known.map(|known| known.into_iter().fold(0_i64, i64::saturating_add))
    })
}

/// The rows of a period's targets that have no rate.
pub(super) fn unrated(plan: &Plan, period: &Period, person: Option<RowId>) -> Vec<RowId> {
    let levels = (0..TARGET_LEVELS).flat_map(|level| target_rows(plan, period, person, level));
    let mut found: Vec<RowId> = levels.filter(|(_, minor)| minor.is_none()).map(|(row, _)| row).collect();
    order::sort(&mut found);
    found.dedup();
    found
}

/// The rows that a target, stretch (1) or challenge (2) of a period is the sum of, with their amounts in minor units; none
/// where there is no rate.
pub(super) fn target_rows(
    plan: &Plan,
    period: &Period,
    person: Option<RowId>,
    level: usize,
) -> Vec<(RowId, Option<i64>)> {
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
    let amount = |row: RowId| Some((row, plan.in_plan_currency(plan.get(row, column)?)));
    chosen.into_iter().filter_map(amount).collect()
}
