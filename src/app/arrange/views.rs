//! Views that people named: rows of the plan, for everybody who has it.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::super::action::Effect;
use super::super::grid::{Arrangement, GridId};
use super::super::notice::Notice;
use super::super::state::App;
use super::{arrangement_in, cells_of};
use crate::log::Change;
use crate::model::schema::views;
use crate::model::{Key, Label, Place, RowId, Sheet, Value};
use crate::text::messages::Arrange as Words;
use crate::text::{Lang, search_key};

/// A longer name is cut.
const LONGEST: usize = 80;

impl App {
    /// The named views of a table, in the order in which they were made. Two of one name, as they come together when copies
    /// of a plan are merged, are told apart by a number: the same everywhere, as their order is.
    #[must_use]
    pub fn views(&self, sheet: Sheet) -> Vec<(RowId, SmolStr)> {
        let plan = self.plan();
        let of_table = |row: &RowId| plan.get(*row, views::TABLE) == Some(sheet.key());
        let named = |row: RowId| plan.get(row, views::NAME).map(|name| (row, SmolStr::new(name)));
        let mut views: Vec<(RowId, SmolStr)> =
            plan.table(Sheet::Views).ids().filter(of_table).filter_map(named).collect();
        let mut taken: FxHashSet<SmolStr> = views.iter().map(|(_, name)| search_key(name)).collect();
        let mut met: FxHashSet<SmolStr> = FxHashSet::default();
        for (_, name) in &mut views {
            if met.insert(search_key(name)) {
                continue;
            }
            let numbered = (2_usize..).map(|number| Words::Numbered { name: name.clone(), number }.text(self.lang));
            // Of so many numbers one is free.
            let free = numbered.take(taken.len() + 1).find(|name| !taken.contains(&search_key(name)));
            *name = SmolStr::new(free.unwrap_or_default());
            taken.insert(search_key(name));
        }
        views
    }

    /// What sorts, filters, groups or colours by a column: named views by their names, and the table as it stands where that is
    /// none of them.
    #[must_use]
    pub fn views_with(&self, sheet: Sheet, column: &str) -> Vec<Label> {
        let named = self.views(sheet).into_iter().map(|(row, name)| (arrangement_in(self.plan(), row), name));
        let asking: Vec<_> = named.filter(|(arrangement, _)| arrangement.asks(column)).collect();
        let now = [GridId::Table(sheet), GridId::Part(sheet)].map(|id| self.kept_arrangement(id));
        let is_other =
            |now: &Arrangement| now.asks(column) && !asking.iter().any(|(arrangement, _)| arrangement == now);
        let word = |lang: Lang| SmolStr::new(Words::AsItStands.text(lang));
        let here = now.iter().any(is_other).then(|| Label { en: word(Lang::En), zh: word(Lang::Zh) });
        asking.iter().map(|(_, name)| Label::both(name)).chain(here).collect()
    }

    /// Whether a grid is arranged otherwise than the view that it shows.
    #[must_use]
    pub fn is_view_changed(&self, id: GridId) -> bool {
        let Some(grid) = self.laid_out(id) else { return false };
        match self.base_view(id) {
            Some(base) => *grid.arrangement != arrangement_in(self.plan(), base),
            None => *grid.arrangement != Arrangement::default(),
        }
    }

    pub(super) fn use_view(&mut self, id: GridId, row: Option<RowId>, now: u64) -> Vec<Effect> {
        let row = row.filter(|row| self.plan().table(Sheet::Views).contains(*row));
        let arrangement = row.map_or_else(Arrangement::default, |row| arrangement_in(self.plan(), row));
        self.put_arrangement(id, arrangement, row, "view", now)
    }

    pub(super) fn save_view_as(&mut self, id: GridId, name: &str, now: u64) -> Vec<Effect> {
        let Some(name) = named(name) else { return Vec::new() };
        let mut effects = self.commit_editor(id, now);
        let arrangement = Arrangement::clone(&self.grid(id).arrangement);
        // Under a name that there is, it is that view: two of one name could not be told apart.
        let same = self.views(id.sheet()).into_iter().find(|(_, known)| search_key(known) == search_key(&name));
        let (row, mut changes) = match same {
            Some((row, _)) => {
                let set = |(column, value)| Change::Set { sheet: Sheet::Views, row, column, value };
                (row, cells_of(id.sheet(), &arrangement).into_iter().map(set).collect())
            }
            None => {
                let row = self.ledger.fresh_row(now);
                (row, vec![self.new_view(id.sheet(), row, &name, &arrangement)])
            }
        };
        changes.extend(self.changes_of(id, &arrangement, Some(row)));
        effects.extend(self.commit(changes, "save_view", now));
        effects.push(Effect::Say(Notice::ViewSaved(name)));
        effects
    }

    pub(super) fn save_view(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let Some(base) = self.base_view(id) else { return Vec::new() };
        let mut effects = self.commit_editor(id, now);
        let cells = cells_of(id.sheet(), &self.grid(id).arrangement);
        let set = |(column, value)| Change::Set { sheet: Sheet::Views, row: base, column, value };
        effects.extend(self.commit(cells.into_iter().map(set).collect(), "save_view", now));
        let name = self.plan().get(base, views::NAME).unwrap_or_default();
        effects.push(Effect::Say(Notice::ViewSaved(name.into())));
        effects
    }

    pub(super) fn rename_view(&mut self, row: RowId, name: &str, now: u64) -> Vec<Effect> {
        let (Some(name), true) = (named(name), self.plan().table(Sheet::Views).contains(row)) else {
            return Vec::new();
        };
        let value = Value::Text(name);
        self.commit(
            vec![Change::Set { sheet: Sheet::Views, row, column: Key::new_static("name"), value }],
            "rename",
            now,
        )
    }

    pub(super) fn copy_view(&mut self, id: GridId, row: RowId, name: &str, now: u64) -> Vec<Effect> {
        let (Some(name), true) = (named(name), self.plan().table(Sheet::Views).contains(row)) else {
            return Vec::new();
        };
        let arrangement = arrangement_in(self.plan(), row);
        let new = self.ledger.fresh_row(now);
        let mut changes = vec![self.new_view(id.sheet(), new, &name, &arrangement)];
        changes.extend(self.changes_of(id, &arrangement, Some(new)));
        let mut effects = self.commit(changes, "save_view", now);
        effects.push(Effect::Say(Notice::ViewSaved(name)));
        effects
    }

    pub(super) fn delete_view(&mut self, row: RowId, now: u64) -> Vec<Effect> {
        if !self.plan().table(Sheet::Views).contains(row) {
            return Vec::new();
        }
        self.commit(vec![Change::Delete { sheet: Sheet::Views, row }], "delete_view", now)
    }

    fn new_view(&self, sheet: Sheet, row: RowId, name: &SmolStr, arrangement: &Arrangement) -> Change {
        let table = self.plan().table(Sheet::Views);
        let last = table.last_place();
        let place = Place::spread(last, None, 1).pop().unwrap_or_default();
        let mut cells = vec![(Key::new_static("name"), Value::Text(name.clone()))];
        cells.extend(cells_of(sheet, arrangement));
        Change::Insert { sheet: Sheet::Views, row, place, cells }
    }
}

/// The name as it is kept; none where nothing is left of it.
fn named(name: &str) -> Option<SmolStr> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
    (!name.is_empty()).then(|| name.into())
}
