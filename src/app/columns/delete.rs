//! Takes columns out by the log, and brings them back.

use crate::app::action::Effect;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::Change;
use crate::model::formula::{Step, names_in};
use crate::model::{Computed, Definition, Label, Sheet};

impl App {
    /// Takes a column out, or brings it back; its values stay.
    #[inline(never)]
    pub(in crate::app) fn set_deleted(&mut self, sheet: Sheet, key: &str, deleted: bool, now: u64) -> Vec<Effect> {
        let Some(definition) = self.plan().table(sheet).definition(key).cloned() else { return Vec::new() };
        let column = definition.label.clone();
        let (step, said) = match deleted {
            true => ("delete_column", Notice::ColumnDeleted { column, formulas: self.formulas_with(sheet, key) }),
            false => ("restore_column", Notice::ColumnRestored(column)),
        };
        let definition = Box::new(Definition { deleted, ..definition });
        let mut effects = self.commit(vec![Change::Define { sheet, definition }], step, now);
        if matches!(effects.as_slice(), [Effect::Store(_)]) {
            effects.push(Effect::Say(said));
        }
        effects
    }

    /// The columns of all tables whose formula names a column: without it they have no result.
    #[must_use]
    pub fn formulas_with(&self, sheet: Sheet, key: &str) -> Vec<Label> {
        let plan = self.plan();
        let Some(column) = plan.table(sheet).column(key) else { return Vec::new() };
        let ways = [Step::Column { sheet, column }, Step::Rows { sheet, column }];
        let mut found = Vec::new();
        for &of in Sheet::ALL {
            let table = plan.table(of);
            let shown = table.arranged().iter().filter_map(|at| table.definitions().get(*at));
            let own =
                shown.filter(|other| other.computed == Some(Computed::Formula) && (of != sheet || other.key != key));
            let naming =
                own.filter(|other| names_in(&other.formula, plan, of).iter().any(|name| ways.contains(&name.step)));
            found.extend(naming.map(|other| other.label.clone()));
        }
        found
    }
}
