//! What follows from an edit in other tables: it happens in the same transaction, is seen there, and goes with undo.
//!
//! An activity that is done closes the unknowns it answered and carries the support it found to the person; a person
//! named in a deal is one record of the customer's people; a deal that is closed by hand is closed today.

use rustc_hash::FxHashMap;

use super::state::App;
use crate::log::Change;
use crate::model::schema::{activities, deals, strategy};
use crate::model::{Key, Place, Plan, RowId, Sheet, Value};
use crate::text::search_key;

/// The plan as it will be once the changes have happened, as far as single cells go.
struct Ahead<'a> {
    plan: &'a Plan,
    cells: FxHashMap<(Sheet, RowId, Key), &'a Value>,
}

impl<'a> Ahead<'a> {
    fn of(plan: &'a Plan, changes: &'a [Change]) -> Ahead<'a> {
        let mut cells = FxHashMap::default();
        for change in changes {
            match change {
                Change::Set { sheet, row, column, value } => drop(cells.insert((*sheet, *row, column.clone()), value)),
                Change::Insert { sheet, row, cells: first, .. } => {
                    cells.extend(first.iter().map(|(column, value)| ((*sheet, *row, column.clone()), value)));
                }
                _ => {}
            }
        }
        Ahead { plan, cells }
    }

    fn value(&self, sheet: Sheet, row: RowId, key: &'static str) -> &Value {
        let ahead = self.cells.get(&(sheet, row, Key::new_static(key))).copied();
        ahead.unwrap_or_else(|| self.plan.value(sheet, row, key))
    }

    fn link(&self, sheet: Sheet, row: RowId, key: &'static str) -> Option<RowId> {
        self.value(sheet, row, key).linked().first().copied()
    }

    fn touches(&self, sheet: Sheet, row: RowId, keys: &[&'static str]) -> bool {
        keys.iter().any(|key| self.cells.contains_key(&(sheet, row, Key::new_static(key))))
    }

    /// The rows of a table that are touched, each once, in order.
    fn rows(&self, sheet: Sheet) -> Vec<RowId> {
        let mut rows: Vec<RowId> = self.cells.keys().filter(|(of, ..)| *of == sheet).map(|(_, row, _)| *row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

fn set(sheet: Sheet, row: RowId, column: &'static str, value: Value) -> Change {
    Change::Set { sheet, row, column: Key::new_static(column), value }
}

/// Whether a change may name a person in a deal.
fn is_person(change: &Change) -> bool {
    matches!(change, Change::Set { sheet: Sheet::Roles, .. } | Change::Insert { sheet: Sheet::Roles, .. })
}

impl App {
    /// The changes that follow from those of one gesture.
    pub(super) fn consequences(&mut self, changes: &[Change], now: u64) -> Vec<Change> {
        let people = changes.iter().filter(|change| is_person(change)).count();
        let fresh: Vec<RowId> = if people > 0 { self.ledger.fresh_rows(now, people).collect() } else { Vec::new() };
        let ahead = Ahead::of(self.plan(), changes);
        let mut more = Vec::new();
        for row in ahead.rows(Sheet::Activities) {
            self.after_activity(&ahead, row, &mut more);
        }
        self.after_people(&ahead, fresh, &mut more);
        self.after_outcome(&ahead, changes, &mut more);
        more
    }

    fn after_activity(&self, ahead: &Ahead<'_>, row: RowId, more: &mut Vec<Change>) {
        let of = Sheet::Activities;
        let done = matches!(ahead.value(of, row, "status"), Value::Choice(status) if status == "done");
        if !done {
            return;
        }
        if ahead.touches(of, row, &["status", "answered"]) {
            for &unknown in ahead.value(of, row, "answered").linked() {
                let status = self.plan().get(unknown, strategy::unknowns::STATUS);
                if !matches!(status, Some("answered" | "dropped"))
                    && self.plan().table(Sheet::Unknowns).contains(unknown)
                {
                    more.push(set(Sheet::Unknowns, unknown, "status", Value::Choice(Key::new_static("answered"))));
                    if self.plan().value(Sheet::Unknowns, unknown, "call").is_empty() {
                        more.push(set(Sheet::Unknowns, unknown, "call", Value::Link(row)));
                    }
                }
            }
        }
        if !ahead.touches(of, row, &["status", "supporter", "support_now", "done"]) {
            return;
        }
        let support = ahead.value(of, row, "support_now");
        let Some(role) =
            ahead.link(of, row, "supporter").filter(|_| matches!(support, Value::Number(_) | Value::Unknown))
        else {
            return;
        };
        // An older meeting reported late does not undo what a later one found.
        let day = match ahead.value(of, row, "done") {
            Value::Date(day) => Some(*day),
            _ => None,
        };
        let later = self.support_series(role).last().is_some_and(|(other, at, _)| *other != row && Some(*at) > day);
        let known = ahead.value(Sheet::Roles, role, "support");
        if !later && known != support && self.plan().table(Sheet::Roles).contains(role) {
            more.push(set(Sheet::Roles, role, "support", support.clone()));
        }
    }

    /// The support of a person as the activities found it: activity, day, support; the latest last.
    #[must_use]
    pub fn support_series(&self, role: RowId) -> Vec<(RowId, crate::model::Date, Value)> {
        let plan = self.plan();
        let found = plan.linked(Sheet::Activities, "supporter", role).filter_map(|row| {
            let done = plan.get(row, activities::STATUS) == Some("done");
            let support = plan.value(Sheet::Activities, row, "support_now");
            let day = plan.get(row, activities::DONE).filter(|_| done && !support.is_empty())?;
            Some((row, day, support.clone()))
        });
        let mut series: Vec<_> = found.collect();
        series.sort_by_key(|(row, day, _)| (*day, *row));
        series
    }

    /// A person who is named in a deal becomes one with the customer's contact of that name, or begins one.
    fn after_people(&self, ahead: &Ahead<'_>, fresh: Vec<RowId>, more: &mut Vec<Change>) {
        let of = Sheet::Roles;
        let named: Vec<(RowId, RowId, &str)> = ahead
            .rows(of)
            .into_iter()
            .filter(|row| ahead.touches(of, *row, &["name"]) && ahead.value(of, *row, "contact").is_empty())
            .filter_map(|row| {
                let Value::Text(name) = ahead.value(of, row, "name") else { return None };
                let account = ahead.link(Sheet::Deals, ahead.link(of, row, "deal")?, "account")?;
                let name = name.trim();
                (!name.is_empty() && !matches!(name, "?" | "\u{ff1f}")).then_some((row, account, name))
            })
            .collect();
        if named.is_empty() {
            return;
        }
        let plan = self.plan();
        let contacts = plan.table(Sheet::Contacts);
        let mut known: FxHashMap<(RowId, smol_str::SmolStr), RowId> = FxHashMap::default();
        for contact in contacts.ids() {
            let account = plan.value(Sheet::Contacts, contact, "account").linked().first().copied();
            if let (Some(account), Value::Text(name)) = (account, plan.value(Sheet::Contacts, contact, "name")) {
                known.entry((account, search_key(name))).or_insert(contact);
            }
        }
        let mut fresh = fresh.into_iter();
        let mut last = contacts.order().last().and_then(|slot| contacts.place(*slot)).cloned();
        for (row, account, name) in named {
            let contact = match known.get(&(account, search_key(name))) {
                Some(contact) => *contact,
                None => {
                    let Some(new) = fresh.next() else { return };
                    let place = Place::spread(last.as_ref(), None, 1).pop().unwrap_or_default();
                    last = Some(place.clone());
                    let also = ["title", "unit"].into_iter().map(|key| (key, ahead.value(of, row, key).clone()));
                    let cells =
                        [("name", Value::text(name)), ("account", Value::Link(account))].into_iter().chain(also);
                    let cells = cells.filter(|(_, value)| !value.is_empty());
                    let cells = cells.map(|(key, value)| (Key::new_static(key), value)).collect();
                    more.push(Change::Insert { sheet: Sheet::Contacts, row: new, place, cells });
                    known.insert((account, search_key(name)), new);
                    new
                }
            };
            more.push(set(of, row, "contact", Value::Link(contact)));
        }
    }

    /// One deal that is closed by hand is closed today. Rows that arrive in numbers bring their own dates, or are asked
    /// for them: a year of old wins must not count as won today.
    fn after_outcome(&self, ahead: &Ahead<'_>, changes: &[Change], more: &mut Vec<Change>) {
        let plan = self.plan();
        let ended = |change: &&Change| {
            matches!(change, Change::Set { sheet: Sheet::Deals, row, column, value: Value::Choice(_) }
                if column == "outcome" && plan.get(*row, deals::OUTCOME).is_none())
        };
        let mut ends = changes.iter().filter(ended);
        if let (Some(Change::Set { row, .. }), None) = (ends.next(), ends.next())
            && ahead.value(Sheet::Deals, *row, "closed").is_empty()
        {
            more.push(set(Sheet::Deals, *row, "closed", Value::Date(self.today())));
        }
    }

    /// The deal whose stage the changes move forward, where they move one: a question about its milestones may follow.
    pub(super) fn moved_forward(&self, changes: &[Change]) -> Option<RowId> {
        let plan = self.plan();
        let number = |stage: RowId| plan.get(stage, crate::model::schema::setup::stages::NUMBER);
        let moves = changes.iter().filter_map(|change| match change {
            Change::Set { sheet: Sheet::Deals, row, column, value: Value::Link(to) } if column == "stage" => {
                let from = plan.get(*row, deals::STAGE).and_then(number)?;
                number(*to).is_some_and(|to| to > from).then_some(*row)
            }
            _ => None,
        });
        let moves: Vec<RowId> = moves.take(2).collect();
        if let [deal] = moves[..] { Some(deal) } else { None }
    }
}
