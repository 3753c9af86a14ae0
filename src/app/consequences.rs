//! What follows from an edit in other tables: it happens in the same transaction, is seen there, and goes with undo.
//!
//! An activity that is done closes the unknowns it answered and carries the support it found to the person; a person
//! named in a deal is one record of the customer's people; a deal that is closed by hand is closed today.

use rustc_hash::FxHashMap;

use super::state::App;
use crate::log::Change;
use crate::model::schema::{activities, deals, strategy};
use crate::model::{Key, Place, Plan, RowId, Sheet, Value, order};
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
                // What is written again as it was has no consequence.
                Change::Set { sheet, row, column, value } if plan.value(*sheet, *row, column) != value => {
                    cells.insert((*sheet, *row, column.clone()), value);
                }
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
        order::sort(&mut rows);
        rows.dedup();
        rows
    }
}

fn set(sheet: Sheet, row: RowId, column: &'static str, value: Value) -> Change {
    Change::Set { sheet, row, column: Key::new_static(column), value }
}

impl App {
    /// The changes that follow from those of one gesture.
    pub(super) fn consequences(&mut self, changes: &[Change], now: u64) -> Vec<Change> {
        let people = changes.iter().map(|change| self.people_in(change)).sum();
        let fresh: Vec<RowId> = if people > 0 { self.ledger.fresh_rows(now, people).collect() } else { Vec::new() };
        let ahead = Ahead::of(self.plan(), changes);
        let mut more = Vec::new();
        // In the order of their days, so that of several the latest has the last word.
        let mut visits = ahead.rows(Sheet::Activities);
        order::sort_by_key(&mut visits, |row| match ahead.value(Sheet::Activities, *row, "done") {
            Value::Date(day) => Some(*day),
            _ => None,
        });
        for row in visits {
            self.after_activity(&ahead, row, &mut more);
        }
        self.after_people(&ahead, fresh, &mut more);
        self.after_outcome(&ahead, changes, &mut more);
        more
    }

    /// How many people a change may make known: the one it names, or all of a deal that gets its customer.
    fn people_in(&self, change: &Change) -> usize {
        match change {
            Change::Set { sheet: Sheet::Roles, .. } | Change::Insert { sheet: Sheet::Roles, .. } => 1,
            Change::Set { sheet: Sheet::Deals, row, column, .. } if column == "account" => {
                self.plan().linked(Sheet::Roles, "deal", *row).count()
            }
            _ => 0,
        }
    }

    fn after_activity(&self, ahead: &Ahead<'_>, row: RowId, more: &mut Vec<Change>) {
        let of = Sheet::Activities;
        let stands = |value: &Value, key: &str| matches!(value, Value::Choice(status) if status == key);
        let status = ahead.value(of, row, "status");
        let has_day = matches!(ahead.value(of, row, "done"), Value::Date(_));
        // The day it was done says that it is done, unless the status is given as well.
        let by_day = has_day && ahead.touches(of, row, &["done"]) && (status.is_empty() || stands(status, "planned"));
        if by_day {
            more.push(set(of, row, "status", Value::Choice(Key::new_static("done"))));
        }
        if !by_day && !stands(status, "done") {
            return self.after_undoing(ahead, row, more);
        }
        // Of several that are pasted nobody knows the day.
        if !has_day && ahead.touches(of, row, &["status"]) && ahead.rows(of).len() == 1 {
            more.push(set(of, row, "done", Value::Date(self.today())));
        }
        if by_day || ahead.touches(of, row, &["status", "answered"]) {
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
            _ => Some(self.today()),
        };
        let later = self.support_series(role).last().is_some_and(|(other, at, _)| *other != row && Some(*at) > day);
        let known = ahead.value(Sheet::Roles, role, "support");
        if !later && known != support && self.plan().table(Sheet::Roles).contains(role) {
            more.push(set(Sheet::Roles, role, "support", support.clone()));
        }
    }

    /// An activity that turns out not to have been done has found nothing: the person stands where the one before it left
    /// them, or nobody knows where.
    fn after_undoing(&self, ahead: &Ahead<'_>, row: RowId, more: &mut Vec<Change>) {
        let plan = self.plan();
        let was_done = plan.get(row, activities::STATUS) == Some("done");
        let role = plan.value(Sheet::Activities, row, "supporter").linked().first().copied();
        let Some(role) = role.filter(|_| was_done && ahead.touches(Sheet::Activities, row, &["status"])) else {
            return;
        };
        let mut series = self.support_series(role);
        let is_last = series.pop_if(|(last, ..)| *last == row).is_some();
        if is_last && plan.value(Sheet::Roles, role, "support") == plan.value(Sheet::Activities, row, "support_now") {
            let before = series.pop().map_or(Value::Unknown, |(_, _, support)| support);
            more.push(set(Sheet::Roles, role, "support", before));
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
        order::sort_by_key(&mut series, |(row, day, _)| (*day, *row));
        series
    }

    /// A person who is named in a deal becomes one with the customer's contact of that name, or begins one.
    fn after_people(&self, ahead: &Ahead<'_>, fresh: Vec<RowId>, more: &mut Vec<Change>) {
        let of = Sheet::Roles;
        let plan = self.plan();
        let alive =
            |row: RowId| ahead.link(of, row, "contact").filter(|row| plan.table(Sheet::Contacts).contains(*row));
        // A deal that gets its customer late has people already.
        let moved =
            ahead.rows(Sheet::Deals).into_iter().filter(|deal| ahead.touches(Sheet::Deals, *deal, &["account"]));
        let late = moved.flat_map(|deal| plan.linked(of, "deal", deal)).filter(|row| alive(*row).is_none());
        let mut rows: Vec<RowId> =
            ahead.rows(of).into_iter().filter(|row| ahead.touches(of, *row, &["name"])).chain(late).collect();
        order::sort(&mut rows);
        rows.dedup();
        if rows.is_empty() {
            return;
        }
        let contacts = plan.table(Sheet::Contacts);
        let mut known: FxHashMap<(RowId, smol_str::SmolStr), RowId> = FxHashMap::default();
        for contact in contacts.ids() {
            let account = ahead.link(Sheet::Contacts, contact, "account");
            if let (Some(account), Value::Text(name)) = (account, plan.value(Sheet::Contacts, contact, "name")) {
                known.entry((account, search_key(name))).or_insert(contact);
            }
        }
        let mut named: Vec<(RowId, RowId, &str)> = Vec::new();
        for row in rows {
            let Value::Text(name) = ahead.value(of, row, "name") else { continue };
            let name = name.trim();
            let account = ahead.link(of, row, "deal").and_then(|deal| ahead.link(Sheet::Deals, deal, "account"));
            let is_known = |account: &RowId| {
                plan.table(Sheet::Accounts).contains(*account) || ahead.touches(Sheet::Accounts, *account, &["name"])
            };
            let Some(account) = account.filter(is_known) else { continue };
            if name.is_empty() || matches!(name, "?" | "\u{ff1f}") {
                continue;
            }
            match alive(row) {
                None => named.push((row, account, name)),
                // Chosen in the same gesture, or the same name still.
                Some(contact) if ahead.touches(of, row, &["contact"]) || self.is_called(contact, name) => {}
                // A name put right is put right in the one record, if nobody else knows the person by it.
                Some(contact)
                    if !known.contains_key(&(account, search_key(name))) && self.is_known_here_only(contact, row) =>
                {
                    more.push(set(Sheet::Contacts, contact, "name", Value::text(name)));
                }
                Some(_) => named.push((row, account, name)),
            }
        }
        let mut fresh = fresh.into_iter();
        let mut last = contacts.last_place().cloned();
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

    fn is_called(&self, contact: RowId, name: &str) -> bool {
        matches!(self.plan().value(Sheet::Contacts, contact, "name"), Value::Text(own) if search_key(own) == search_key(name))
    }

    /// Whether a contact takes part in no other decision and in no activity.
    fn is_known_here_only(&self, contact: RowId, role: RowId) -> bool {
        let plan = self.plan();
        plan.linked(Sheet::Roles, "contact", contact).all(|row| row == role)
            && plan.linked(Sheet::Activities, "people", contact).next().is_none()
    }

    /// One deal that is closed by hand is closed today, and one that is opened again is not closed. Rows that arrive in numbers bring their own dates, or are asked
    /// for them: a year of old wins must not count as won today.
    fn after_outcome(&self, ahead: &Ahead<'_>, changes: &[Change], more: &mut Vec<Change>) {
        let plan = self.plan();
        let reopened = changes.iter().find_map(|change| match change {
            Change::Set { sheet: Sheet::Deals, row, column, value: Value::Empty } if column == "outcome" => Some(*row),
            _ => None,
        });
        if let Some(row) = reopened.filter(|_| changes.len() == 1) {
            if !plan.value(Sheet::Deals, row, "closed").is_empty() {
                more.push(set(Sheet::Deals, row, "closed", Value::Empty));
            }
            return;
        }
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
