//! Scenarios: suppositions that people named, kept as rows of the plan, so that they go with its file, merge with those of
//! others, and come back by undo.

use super::action::Effect;
use super::notice::Notice;
use super::state::App;
use super::state::is_refused;
use crate::forecast::outlook::{Suppose, by_deal, staged, staged_cells};
use crate::log::Change;
use crate::model::schema::scenarios;
use crate::model::{Key, Place, Plan, RowId, Sheet, Value};

/// What a person does with scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staging {
    /// Keeps what is supposed now as a scenario of this name.
    Save(String),
    /// Lets a scenario suppose what is supposed now.
    Update(RowId),
    /// Supposes what a scenario does.
    Open(RowId),
    /// Gives a scenario another name.
    Rename(RowId, String),
    /// Takes a scenario out.
    Delete(RowId),
}

/// A scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its row.
    pub row: RowId,
    /// Its name.
    pub name: String,
    /// What it supposes, deals that are gone or have ended among them.
    pub supposed: Vec<(RowId, Suppose)>,
}

impl App {
    /// The plan's scenarios, in the order of their table.
    #[must_use]
    pub fn scenarios(&self) -> Vec<Scenario> {
        let plan = self.plan();
        let scenario = |row: RowId| Scenario {
            row,
            name: plan.get(row, scenarios::NAME).unwrap_or_default().to_owned(),
            supposed: staged(plan, row),
        };
        plan.table(Sheet::Scenarios).ids().map(scenario).collect()
    }

    /// Whether what is supposed now is just what a scenario supposes.
    #[must_use]
    pub fn is_as_staged(&self, scenario: RowId) -> bool {
        by_deal(&self.outlook.supposing.all) == by_deal(&staged(self.plan(), scenario))
    }

    #[inline(never)]
    pub(super) fn stage(&mut self, act: Staging, now: u64) -> Vec<Effect> {
        match act {
            Staging::Save(name) => {
                let name = name.trim();
                if name.is_empty() || self.outlook.supposing.all.is_empty() {
                    return Vec::new();
                }
                let row = self.ledger.fresh_row(now);
                let place = end_of(self.plan(), Sheet::Scenarios, 1).pop().unwrap_or_default();
                let cells = vec![(Key::new_static("name"), Value::text(name))];
                let mut changes = vec![Change::Insert { sheet: Sheet::Scenarios, row, place, cells }];
                changes.extend(self.supposed_rows(row, now));
                self.outlook.supposing.scenario = Some(row);
                self.commit(changes, "scenario", now)
            }
            Staging::Update(row) => {
                let mut changes = rows_of(self.plan(), row);
                changes.extend(self.supposed_rows(row, now));
                self.outlook.supposing.scenario = Some(row);
                self.commit(changes, "scenario", now)
            }
            Staging::Open(row) => {
                self.suppose_all(staged(self.plan(), row), Some(row));
                Vec::new()
            }
            Staging::Rename(row, name) => {
                let name = name.trim();
                if name.is_empty() {
                    return Vec::new();
                }
                let (column, value) = (Key::new_static("name"), Value::text(name));
                self.commit(vec![Change::Set { sheet: Sheet::Scenarios, row, column, value }], "scenario", now)
            }
            Staging::Delete(row) => {
                let mut changes = rows_of(self.plan(), row);
                changes.push(Change::Delete { sheet: Sheet::Scenarios, row });
                self.outlook.supposing.scenario = self.outlook.supposing.scenario.filter(|own| *own != row);
                let mut effects = self.commit(changes, "delete_scenario", now);
                if !is_refused(&effects) {
                    effects.push(Effect::Say(Notice::Deleted { rows: 1, links: 0 }));
                }
                effects
            }
        }
    }

    /// The rows that keep what is supposed now under a scenario.
    fn supposed_rows(&mut self, scenario: RowId, now: u64) -> Vec<Change> {
        let deals = by_deal(&self.outlook.supposing.all);
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, deals.len()).collect();
        let plan = self.plan();
        let places = end_of(plan, Sheet::Suppositions, deals.len());
        let row = |((deal, supposed), (row, place)): ((RowId, Vec<Suppose>), (RowId, Place))| {
            let links = [("scenario", Value::Link(scenario)), ("deal", Value::Link(deal))];
            let cells = links.into_iter().chain(staged_cells(plan, &supposed));
            let cells = cells.map(|(key, value)| (Key::new_static(key), value)).collect();
            Change::Insert { sheet: Sheet::Suppositions, row, place, cells }
        };
        deals.into_iter().zip(fresh.into_iter().zip(places)).map(row).collect()
    }
}

/// So many places at the end of a table.
fn end_of(plan: &Plan, sheet: Sheet, count: usize) -> Vec<Place> {
    let table = plan.table(sheet);
    let last = table.last_place();
    Place::spread(last, None, count)
}

/// Takes out the rows of a scenario.
fn rows_of(plan: &Plan, scenario: RowId) -> Vec<Change> {
    let rows = plan.linked(Sheet::Suppositions, "scenario", scenario);
    rows.map(|row| Change::Delete { sheet: Sheet::Suppositions, row }).collect()
}
