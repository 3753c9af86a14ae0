//! Rows that have something in common: a name, a customer. Kept up to date row by row.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::{Plan, RowId, Sheet};
use crate::text::search_key;

/// What rows of one table have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Bond {
    /// A name, and the customer where names are his own.
    Name(Sheet, SmolStr, Option<RowId>),
    /// The customer of team pairs.
    Account(Sheet, RowId),
    /// The customer of activities that name no deal.
    Loose(RowId),
}

/// Rows by what they have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    rows: FxHashMap<Bond, Vec<RowId>>,
    bonds: FxHashMap<(Sheet, RowId), Bond>,
}

/// The tables whose rows are grouped.
const GROUPED: [Sheet; 6] =
    [Sheet::Deals, Sheet::Accounts, Sheet::Contacts, Sheet::Persons, Sheet::Teams, Sheet::Activities];

impl Groups {
    /// The groups of a plan.
    pub fn of(plan: &Plan) -> Groups {
        let mut groups = Groups::default();
        let count = GROUPED.iter().map(|sheet| plan.table(*sheet).len()).sum();
        groups.bonds.reserve(count);
        groups.rows.reserve(count);
        for sheet in GROUPED {
            for row in plan.table(sheet).ids() {
                groups.join(plan, sheet, row);
            }
        }
        groups
    }

    /// Takes in a row that was touched; returns the rows whose company changed.
    pub fn update(&mut self, plan: &Plan, sheet: Sheet, row: RowId) -> Vec<RowId> {
        if !GROUPED.contains(&sheet) {
            return Vec::new();
        }
        let now = if plan.table(sheet).contains(row) { bond(plan, sheet, row) } else { None };
        if self.bonds.get(&(sheet, row)) == now.as_ref() {
            // The company is the same, but what it says may not be.
            return if sheet == Sheet::Teams { self.siblings(sheet, row).to_vec() } else { Vec::new() };
        }
        let mut moved = self.leave(sheet, row);
        if now.is_some() {
            self.join(plan, sheet, row);
            moved.extend(self.siblings(sheet, row));
        }
        moved
    }

    /// Whether another row of the table has the same name.
    pub fn has_namesake(&self, sheet: Sheet, row: RowId) -> bool {
        matches!(self.bonds.get(&(sheet, row)), Some(Bond::Name(..))) && self.siblings(sheet, row).len() > 1
    }

    /// The rows that have in common what this one has, itself among them.
    pub fn siblings(&self, sheet: Sheet, row: RowId) -> &[RowId] {
        self.bonds.get(&(sheet, row)).and_then(|bond| self.rows.get(bond)).map_or(&[], Vec::as_slice)
    }

    /// The activities with a customer that name no deal.
    pub fn loose(&self, account: RowId) -> &[RowId] {
        self.rows.get(&Bond::Loose(account)).map_or(&[], Vec::as_slice)
    }

    fn join(&mut self, plan: &Plan, sheet: Sheet, row: RowId) {
        if let Some(bond) = bond(plan, sheet, row) {
            // Most have nothing in common with anybody.
            self.rows.entry(bond.clone()).or_insert_with(|| Vec::with_capacity(1)).push(row);
            self.bonds.insert((sheet, row), bond);
        }
    }

    fn leave(&mut self, sheet: Sheet, row: RowId) -> Vec<RowId> {
        let Some(bond) = self.bonds.remove(&(sheet, row)) else { return Vec::new() };
        let Some(rows) = self.rows.get_mut(&bond) else { return Vec::new() };
        rows.retain(|other| *other != row);
        let left = rows.clone();
        if left.is_empty() {
            self.rows.remove(&bond);
        }
        left
    }
}

fn bond(plan: &Plan, sheet: Sheet, row: RowId) -> Option<Bond> {
    let linked = |key: &str| plan.value(sheet, row, key).linked().first().copied();
    match sheet {
        Sheet::Teams => Some(Bond::Account(sheet, linked("account")?)),
        Sheet::Activities => match linked("deal") {
            None => Some(Bond::Loose(linked("account")?)),
            Some(_) => None,
        },
        _ => {
            let crate::model::Value::Text(name) = plan.value(sheet, row, "name") else { return None };
            let name = search_key(name);
            // Several people whose names are unknown are several people.
            (!name.is_empty() && name != "?").then(|| Bond::Name(sheet, name, linked("account")))
        }
    }
}
