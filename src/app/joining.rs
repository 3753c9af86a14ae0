//! Two records of one name made one: as two people begin them in two copies of a plan.

use super::action::Effect;
use super::editing::is_editable;
use super::grid::{At, GridId, Layout, Selection, Target};
use super::notice::Notice;
use super::state::App;
use super::state::is_refused;
use crate::log::Change;
use crate::model::{Definition, RowId, Sheet, Value};
use crate::text::messages::Commenting as Say;
use crate::text::{heading, name, search_key};

/// A record and the one of the same name that it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub sheet: Sheet,
    /// The record that goes.
    pub row: RowId,
    /// The one that stays.
    pub other: RowId,
}

impl App {
    /// The record of the active row, else that on the card or of the page, where there is another of its name.
    #[inline(never)]
    pub(super) fn to_join(&self) -> Option<Pair> {
        let grid = self.grid_in_use().and_then(|id| self.laid_out(id));
        let of_row = grid.and_then(|grid| {
            let row = match &*grid.layout {
                Layout::Table { .. } => grid.layout.record(grid.selection.active.row)?,
                Layout::Form { record, .. } => *record,
            };
            Some((grid.layout.sheet(), row))
        });
        let meant = [of_row, self.record_of_page()].into_iter().flatten();
        meant.filter_map(|(sheet, row)| Some(Pair { sheet, row, other: self.namesake(sheet, row)? })).next()
    }

    /// The first other record in the order of its table that has the name of this one, and belongs to the same record where
    /// names are its own.
    fn namesake(&self, sheet: Sheet, row: RowId) -> Option<RowId> {
        let (plan, parent) = (self.plan(), sheet.parent());
        if !sheet.has_names() {
            return None;
        }
        let of = |row: RowId| parent.as_ref().map(|key| plan.value(sheet, row, key).linked());
        let named = |row: RowId| search_key(&name(plan, sheet, row, self.lang));
        let is_twin = |other: &RowId, own: &str| *other != row && named(*other) == own && of(*other) == of(row);
        if matches!(sheet, Sheet::Deals | Sheet::Accounts | Sheet::Contacts | Sheet::Persons) {
            // Large tables know who shares a name.
            let twins = self.groups.siblings(plan, sheet, row).into_iter().filter(|other| *other != row);
            return twins.min_by_key(|other| plan.table(sheet).position(*other));
        }
        let own = named(row);
        // Several whose names are unknown are several.
        let is_known = !own.is_empty() && own != "?";
        plan.table(sheet).ids().find(|other| is_known && is_twin(other, &own))
    }

    /// Makes one of two records of the same name: what led to this one or asked about it leads to the other, which takes what it lacks; what it
    /// holds otherwise is kept as a comment on it. One step of undo.
    #[inline(never)]
    pub(super) fn join(&mut self, pair: Pair, now: u64) -> Vec<Effect> {
        let Pair { sheet, row, other } = pair;
        let (mut changes, links) = self.links_moved(pair);
        let (taken, left) = self.values_joined(pair);
        changes.extend(taken);
        for (column, comment) in self.comments_of(sheet, row) {
            changes.extend(comment.put_on(sheet, other, &column));
        }
        let title = name(self.plan(), sheet, other, self.lang);
        if !left.is_empty() {
            let said: Vec<String> = left.iter().map(|(column, value)| format!("{column}: {value}")).collect();
            let text = Say::JoinedFrom { name: title.clone() }.text(self.lang).into_owned() + "\n" + &said.join("\n");
            let target = Target { sheet, row: Some(other), column: sheet.title() };
            changes.push(self.new_comment(&target, other, &text, now));
        }
        changes.extend(self.asked_of_another(sheet, (row, other)));
        changes.push(Change::Delete { sheet, row });
        let (grid, cells) = (self.grid_in_use(), left.len());
        let (deal, account) = (self.deal == Some(row), self.account == Some(row));
        let mut effects = self.commit(changes, "join", now);
        if is_refused(&effects) {
            return effects;
        }
        // Whoever looked at the one that is gone looks at the other.
        (self.deal, self.account) =
            (if deal { Some(other) } else { self.deal }, if account { Some(other) } else { self.account });
        self.version += 1;
        effects.extend(grid.into_iter().flat_map(|id| self.go_to_joined(id, other)));
        effects.push(Effect::Say(Notice::Joined { name: title, links, left: cells }));
        effects
    }

    fn go_to_joined(&mut self, id: GridId, other: RowId) -> Vec<Effect> {
        let grid = self.grid(id);
        let (column, height, width) = (grid.selection.active.column, grid.layout.height(), grid.layout.width());
        let Some(row) = grid.layout.row_of(other) else {
            grid.selection = grid.selection.clamped(height, width);
            return Vec::new();
        };
        let at = At { row, column };
        grid.selection = Selection::at(row, column);
        vec![Effect::Reveal(id, at)]
    }

    /// The changes by which what leads to a record leads to another, and in how many cells of other records it does.
    fn links_moved(&self, Pair { sheet, row, other }: Pair) -> (Vec<Change>, usize) {
        let mut changes = Vec::new();
        for &from in Sheet::ALL {
            let table = self.plan().table(from);
            let leads = |own: &&Definition| own.kind.target() == Some(sheet) && is_editable(own);
            for definition in table.definitions().iter().filter(leads) {
                for of in table.ids().filter(|of| (from, *of) != (sheet, row)) {
                    let value = table.value(of, &definition.key);
                    if value.linked().contains(&row) {
                        let own = (from == sheet).then_some(of);
                        let (column, value) = (definition.key.clone(), led(value, own, (row, other)));
                        changes.push(Change::Set { sheet: from, row: of, column, value });
                    }
                }
            }
        }
        let count = changes.len();
        (changes, count)
    }

    /// The changes by which a record takes from another what it lacks, and what it holds otherwise: the headings of the
    /// columns, with what the other one held.
    fn values_joined(&self, Pair { sheet, row, other }: Pair) -> (Vec<Change>, Vec<(String, String)>) {
        let (plan, parser, table) = (self.plan(), self.parser(), self.plan().table(sheet));
        let (mut changes, mut left) = (Vec::new(), Vec::new());
        for definition in table.present().filter(|own| is_editable(own)) {
            let (value, kept) = (table.value(row, &definition.key), table.value(other, &definition.key));
            let value = match definition.kind.target() {
                Some(target) if target == sheet => led(value, Some(other), (row, other)),
                _ => value.clone(),
            };
            if value.is_empty() || value == *kept {
                continue;
            }
            if kept.is_empty() {
                changes.push(Change::Set { sheet, row: other, column: definition.key.clone(), value });
            } else if definition.key != sheet.title() {
                let said = self.named_value(&parser, definition, &value);
                left.push((heading(plan, definition, self.lang).to_string(), said.to_string()));
            }
        }
        (changes, left)
    }
}

/// A link that leads to another row instead, once; to none where that is the row which it stands in.
fn led(value: &Value, own: Option<RowId>, (row, other): (RowId, RowId)) -> Value {
    let mut rows: Vec<RowId> = Vec::new();
    for linked in value.linked() {
        let to = if *linked == row { other } else { *linked };
        if !rows.contains(&to) && own != Some(to) {
            rows.push(to);
        }
    }
    match (value, rows.first()) {
        (Value::Link(_), Some(to)) => Value::Link(*to),
        (Value::Link(_), None) => Value::Empty,
        (Value::Links(_), _) => Value::links(rows),
        _ => value.clone(),
    }
}
