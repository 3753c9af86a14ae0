//! The end of a deal where other programs write it: in the place of its stage.

use super::Entry;
use crate::app::state::App;
use crate::log::Change;
use crate::model::schema::deals::{NOT_WON, OUTCOME, STAGE};
use crate::model::schema::setup::stages::NUMBER;
use crate::model::{Key, RowId, Sheet, Value};
use crate::text::Ending;

impl Entry<'_> {
    /// Sets a cell to what was read from a table of another program; whether it does not fit. The end of a deal that stands
    /// in the place of its stage, as `Closed Won` does, is its outcome, unless that is given as well. Its stage stays what it
    /// is; a new deal that was won has come to the last one.
    pub fn set_read(&mut self, sheet: Sheet, row: RowId, column: Key, value: Value) -> bool {
        let ending = match &value {
            Value::Invalid(text) if sheet == Sheet::Deals && column == STAGE.key() => {
                Ending::of(text).map(|ending| (ending, text.clone()))
            }
            // An empty cell says nothing of a deal whose end is known.
            Value::Empty if sheet == Sheet::Deals && column == OUTCOME.key() => {
                if self.ended.iter().rev().any(|(own, _)| *own == row) {
                    return false;
                }
                None
            }
            _ => None,
        };
        let Some((ending, text)) = ending else {
            let is_invalid = value.is_invalid();
            self.set(sheet, row, column, value);
            return is_invalid;
        };
        let given = match self.pending(sheet, row, &OUTCOME.key()) {
            Some(given) => given.clone(),
            None => self.app.plan().value(sheet, row, &OUTCOME.key()).clone(),
        };
        let is_lost = matches!(&given, Value::Choice(key) if key != "won");
        if given.is_empty() || self.pending(sheet, row, &OUTCOME.key()).is_none() && is_lost != (ending == Ending::Lost)
        {
            let outcome = if ending == Ending::Won { "won" } else { NOT_WON };
            self.set(sheet, row, OUTCOME.key(), Value::Choice(Key::new_static(outcome)));
        }
        if ending == Ending::Won
            && self.added.contains_key(&row)
            && let Some(last) = last_stage(self.app)
        {
            self.set(sheet, row, STAGE.key(), Value::Link(last));
        }
        self.ended.push((row, text));
        false
    }

    /// What this entry has written into a cell so far.
    fn pending(&self, sheet: Sheet, row: RowId, column: &Key) -> Option<&Value> {
        if let Some(Change::Insert { cells, .. }) = self.added.get(&row).and_then(|at| self.changes.get(*at)) {
            return cells.iter().find(|(key, _)| key == column).map(|(_, value)| value);
        }
        // The cells of a row are written one after the other.
        let of_row = self.changes.iter().rev().take_while(
            |change| matches!(change, Change::Set { sheet: of, row: own, .. } if (*of, *own) == (sheet, row)),
        );
        of_row.into_iter().find_map(|change| match change {
            Change::Set { column: own, value, .. } if own == column => Some(value),
            _ => None,
        })
    }
}

/// The last stage of the plan.
fn last_stage(app: &App) -> Option<RowId> {
    let plan = app.plan();
    plan.table(Sheet::Stages)
        .ids()
        .filter(|row| plan.get(*row, NUMBER).is_some())
        .max_by_key(|row| plan.get(*row, NUMBER))
}
