//! Takes columns out by the log, and brings them back.

use smol_str::SmolStr;

use crate::app::action::Effect;
use crate::app::notice::Notice;
use crate::app::state::App;
use crate::log::Change;
use crate::model::formula::{Step, names_in};
use crate::model::{Computed, Definition, Label, Sheet};
use crate::text::Lang;
use crate::text::messages::Arrange as Words;

impl App {
    /// Takes a column out, or brings it back; its values stay.
    #[inline(never)]
    pub(in crate::app) fn set_deleted(&mut self, sheet: Sheet, key: &str, deleted: bool, now: u64) -> Vec<Effect> {
        let Some(definition) = self.plan().table(sheet).definition(key).cloned() else { return Vec::new() };
        let column = definition.label.clone();
        let label = if deleted { column.clone() } else { self.free_label(sheet, &definition) };
        let (step, said) = match deleted {
            true => {
                let (formulas, views) = (self.formulas_with(sheet, key), self.views_with(sheet, key));
                ("delete_column", Notice::ColumnDeleted { column, formulas, views })
            }
            false if label != column => ("restore_column", Notice::ColumnRestoredAs { column, now: label.clone() }),
            false => ("restore_column", Notice::ColumnRestored(column)),
        };
        let definition = Box::new(Definition { deleted, label, ..definition });
        let mut effects = self.commit(vec![Change::Define { sheet, definition }], step, now);
        if matches!(effects.as_slice(), [Effect::Store(_)]) {
            effects.push(Effect::Say(said));
        }
        effects
    }

    /// What a column is called that comes back: as before, with a number in each language in which another column has its name
    /// by now. Formulas know it by its key.
    fn free_label(&self, sheet: Sheet, definition: &Definition) -> Label {
        let others: Vec<&Definition> =
            self.plan().table(sheet).present().filter(|other| other.key != definition.key).collect();
        let is_free = |name: &str| name.is_empty() || !others.iter().any(|other| other.label.is(name));
        let free = |name: &SmolStr, lang: Lang| {
            let numbered = |number| SmolStr::new(Words::Numbered { name: name.clone(), number }.text(lang));
            // Of so many numbers one is free: a column has two names at most.
            let mut tries = (2..2 * others.len() + 3).map(numbered);
            if is_free(name) { name.clone() } else { tries.find(|name| is_free(name)).unwrap_or_default() }
        };
        let Label { en, zh } = &definition.label;
        match en == zh {
            // A name that is the same in both stays so.
            true => Label::both(&free(en, self.lang)),
            false => Label { en: free(en, Lang::En), zh: free(zh, Lang::Zh) },
        }
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
