//! The last change, done again on what is selected: F4, and Ctrl+Y where there is nothing to redo, as in Excel.
//!
//! Only the last one: whatever else is changed in between, undo included, leaves nothing to repeat.

use super::action::Effect;
use super::command::Command;
use super::editing::{Meaning, is_editable};
use super::grid::{GridId, Target};
use super::notice::Notice;
use super::state::App;
use crate::model::{Definition, Key, Sheet};
use crate::text::messages::Impossible;

/// A change that can be done again elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Repeatable {
    /// A command, on what is selected then.
    Run(Command),
    /// What was written into a column of a table.
    Written(Sheet, Key, Meaning),
}

const fn can_be_repeated(command: Command) -> bool {
    matches!(
        command,
        Command::Clear
            | Command::FillDown
            | Command::FillRight
            | Command::Today
            | Command::InsertAbove
            | Command::InsertBelow
            | Command::Duplicate
            | Command::DeleteRows
    )
}

fn is_stored(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Store(_)))
}

impl App {
    /// Remembers a command that has changed the plan, where doing it again on other cells makes sense.
    pub(super) fn remember_run(&mut self, command: Command, effects: &[Effect]) {
        if can_be_repeated(command) && is_stored(effects) {
            self.repeatable = Some(Repeatable::Run(command));
        }
    }

    /// Remembers what was written into a cell. A text is read by each column anew; of a name that began a record the record is
    /// meant from then on.
    pub(super) fn remember_written(&mut self, target: &Target, meaning: &Meaning, effects: &[Effect]) {
        if !is_stored(effects) {
            return;
        }
        let stands = || Some(self.plan().value(target.sheet, target.row?, &target.column).clone());
        let meaning = match meaning {
            Meaning::Same => None,
            Meaning::New { .. } => stands().map(Meaning::Value),
            other => Some(other.clone()),
        };
        self.repeatable = meaning.map(|own| Repeatable::Written(target.sheet, target.column.clone(), own));
    }

    /// Does the last change again on what is selected.
    pub(super) fn repeat(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        match self.repeatable.clone() {
            None => vec![Effect::Say(Notice::Impossible(Impossible::NothingToRepeat))],
            Some(Repeatable::Run(command)) => {
                let effects = self.run(id, command, now);
                self.remember_run(command, &effects);
                effects
            }
            Some(Repeatable::Written(sheet, column, meaning)) => self.write_again(id, (sheet, &column), &meaning, now),
        }
    }

    /// Writes into the selected cells what was written into a column: a text as if it were typed there, a value where it is one
    /// of the column as well.
    fn write_again(&mut self, id: GridId, own: (Sheet, &Key), meaning: &Meaning, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let active = grid.target();
        let kind = self.plan().table(own.0).definition(own.1).map(|own| own.kind.clone());
        let takes = |target: &Target, definition: &Definition| {
            let is_own = (target.sheet, &target.column) == own;
            is_editable(definition)
                && (is_own || matches!(meaning, Meaning::Text(_)) || kind.as_ref() == Some(&definition.kind))
        };
        let table = self.plan().table(id.sheet());
        let targets: Vec<Target> = grid
            .selected()
            .filter_map(|at| grid.layout.target(at.row, at.column))
            // The empty row at the end becomes one record.
            .filter(|target| target.row.is_some() || Some(target) == active.as_ref())
            .filter(|target| table.definition(&target.column).is_some_and(|own| takes(target, own)))
            .collect();
        if targets.is_empty() {
            // Where nothing at all can be written that is why.
            let why = self.possible(Command::Clear, Some(id)).err().unwrap_or(Impossible::NotRepeatedHere);
            return vec![Effect::Say(Notice::Impossible(why))];
        }
        let changes = self.write(id, &targets, meaning, now);
        let label = if targets.len() > 1 { "fill" } else { "edit" };
        let effects = self.commit(changes, label, now);
        if is_stored(&effects) {
            self.repeatable = Some(Repeatable::Written(own.0, own.1.clone(), meaning.clone()));
        }
        effects
    }
}
