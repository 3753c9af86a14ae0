//! What is to be reached in a period: by everybody, by a team, by a person.

use super::{Board, Period, TARGET_LEVELS};
use crate::model::schema::people::persons;
use crate::model::schema::setup::targets::{CHALLENGE, FROM, PERSON, STRETCH, TARGET, TEAM, UNTIL};
use crate::model::{Date, Plan, RowId, Sheet, order};

/// Whose target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose<'a> {
    /// Everybody's together.
    All,
    /// That of a team, by its name.
    Team(&'a str),
    /// A person's.
    Person(RowId),
}

impl Whose<'_> {
    /// A person's, or everybody's.
    pub fn of(person: Option<RowId>) -> Whose<'static> {
        person.map_or(Whose::All, Whose::Person)
    }
}

/// The targets of a period: rows that name exactly the period, else the sum of the longest that lie within it, so that
/// a quarter is not counted again with its months. For a team its own rows, else those of its members; for everybody the rows
/// of nobody in particular, else those of the teams and of the persons outside of these. A target of which a row has no rate is
/// not known: what is left of it would be reached too easily.
pub(super) fn targets(plan: &Plan, period: &Period, whose: Whose<'_>) -> [Option<i64>; TARGET_LEVELS] {
    std::array::from_fn(|level| {
        let rows = target_rows(plan, period, whose, level);
        let known =
            rows.iter().map(|(_, minor)| *minor).collect::<Option<Vec<i64>>>().filter(|known| !known.is_empty());
        known.map(|known| known.into_iter().fold(0_i64, i64::saturating_add))
    })
}

/// The rows of a period's targets that have no rate.
pub(super) fn unrated(plan: &Plan, period: &Period, whose: Whose<'_>) -> Vec<RowId> {
    let levels = (0..TARGET_LEVELS).flat_map(|level| target_rows(plan, period, whose, level));
    let mut found: Vec<RowId> = levels.filter(|(_, minor)| minor.is_none()).map(|(row, _)| row).collect();
    order::sort(&mut found);
    found.dedup();
    found
}

/// A row of the target table that lies in the period. A row with a person is his, whatever team it names.
struct Line<'a> {
    row: RowId,
    from: Date,
    until: Date,
    whose: Whose<'a>,
}

impl Board {
    /// Whether people have changed teams so that targets are others.
    pub(super) fn has_other_targets(&mut self, plan: &Plan) -> bool {
        let people = plan.table(Sheet::Persons).version();
        std::mem::replace(&mut self.people, people) != people
            && self.period.is_some_and(|period| targets(plan, &period, Whose::of(self.scope().person)) != self.targets)
    }
}

fn team(plan: &Plan, person: RowId) -> Option<&str> {
    plan.get(person, persons::TEAM).map(str::trim).filter(|team| !team.is_empty())
}

/// The rows that a target, stretch (1) or challenge (2) of a period is the sum of, with their amounts in minor units; none
/// where there is no rate.
pub(super) fn target_rows(plan: &Plan, period: &Period, whose: Whose<'_>, level: usize) -> Vec<(RowId, Option<i64>)> {
    let line = |row: RowId| {
        let team = plan.get(row, TEAM).map(str::trim).filter(|team| !team.is_empty());
        let whose = match (plan.get(row, PERSON), team) {
            (Some(person), _) => Whose::Person(person),
            (None, Some(team)) => Whose::Team(team),
            (None, None) => Whose::All,
        };
        Some(Line { row, from: plan.get(row, FROM)?, until: plan.get(row, UNTIL)?, whose })
    };
    let lies_within =
        |line: &Line<'_>| line.from <= line.until && period.contains(line.from) && period.contains(line.until);
    let lines: Vec<Line<'_>> = plan.table(Sheet::Targets).ids().filter_map(line).filter(lies_within).collect();
    let whole = |of: &dyn Fn(Whose<'_>) -> bool| -> Vec<RowId> {
        let mut own: Vec<&Line<'_>> = lines.iter().filter(|line| of(line.whose)).collect();
        order::sort_by_key(&mut own, |line| std::cmp::Reverse(line.until.days_since(line.from)));
        let mut taken: Vec<&Line<'_>> = Vec::new();
        for line in own {
            let overlaps = |other: &&Line<'_>| {
                other.whose == line.whose
                    && (other.from, other.until) != (line.from, line.until)
                    && other.from <= line.until
                    && line.from <= other.until
            };
            if !taken.iter().any(overlaps) {
                taken.push(line);
            }
        }
        taken.into_iter().map(|line| line.row).collect()
    };
    let mut chosen = whole(&|own| own == whose);
    if chosen.is_empty() {
        let has_rows = |name: &str| lines.iter().any(|line| line.whose == Whose::Team(name));
        let of = |own: Whose<'_>| match (whose, own) {
            (Whose::Team(name), Whose::Person(person)) => team(plan, person) == Some(name),
            (Whose::All, Whose::Team(_)) => true,
            (Whose::All, Whose::Person(person)) => !team(plan, person).is_some_and(has_rows),
            _ => false,
        };
        chosen = whole(&of);
    }
    let column = [TARGET, STRETCH, CHALLENGE].get(level).copied().unwrap_or(TARGET);
    let amount = |row: RowId| Some((row, plan.in_plan_currency(plan.get(row, column)?)));
    chosen.into_iter().filter_map(amount).collect()
}
