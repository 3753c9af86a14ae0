//! Views and columns that two copies of the plan changed, neither of them seeing the other's: what of it is not shown is in the
//! log, and a person says which is meant.
//!
//! A named view is one thing to whoever saved it, so it is asked about once, however many of its cells are contested. A column
//! has no row of its table; it stands in the review with the row of nobody.

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::app::state::App;
use crate::log::{Apart, Change, Part, Replica};
use crate::model::schema::views;
use crate::model::{Computed, Definition, Key, RowId, Sheet, Stamp, Value};
use crate::text::messages::{Apart as Words, KindWord, Problem as Advice};
use crate::text::{Fault, heading};

/// The row of a question about a column.
pub(in crate::app) const NO_ROW: RowId = RowId(Stamp { time: 0, replica: 0 });

/// A view or a column as one copy of the plan has it, where something of that is not shown.
#[derive(Clone, Debug)]
pub(super) struct Other {
    /// Who made it so; empty where he gave no name.
    pub by: SmolStr,
    /// Whether that was in this browser.
    is_here: bool,
    /// What of it is not shown, in words.
    pub what: String,
    /// What is shown of it instead, where that can be said in a word and is not seen in its name.
    pub instead: Option<String>,
    /// Who made what is shown instead; empty where he gave no name.
    pub shown_by: SmolStr,
    /// The changes that bring it back.
    pub changes: Vec<Change>,
}

impl Other {
    /// What brings it back, in words.
    pub fn label(&self, app: &App) -> Cow<'static, str> {
        let (by, what) = (self.by.clone(), SmolStr::new(&self.what));
        let words = match (self.is_here, by.is_empty()) {
            (true, _) => Words::Mine { what },
            (false, false) => Words::Theirs { by, what },
            (false, true) => Words::Other { what },
        };
        words.text(app.lang)
    }
}

impl App {
    /// The named views and the columns of which something that one copy of the plan said is not shown.
    pub(in crate::app) fn changed_apart(&self) -> impl Iterator<Item = (Sheet, RowId, Key)> + '_ {
        let title = Sheet::Views.title();
        let views = self.plan().table(Sheet::Views).ids().map(move |row| (Sheet::Views, row, title.clone()));
        views.filter(|(sheet, row, column)| self.is_apart(*sheet, *row, column)).chain(self.columns_apart())
    }

    /// The columns among them.
    pub(in crate::app) fn columns_apart(&self) -> Vec<(Sheet, RowId, Key)> {
        let columns = self.ledger.columns_apart().into_iter().map(|(sheet, column)| (sheet, NO_ROW, column));
        columns.filter(|(sheet, row, column)| self.is_apart(*sheet, *row, column)).collect()
    }

    /// Whether a place is asked about in this way.
    pub(in crate::app) fn is_apart(&self, sheet: Sheet, row: RowId, column: &str) -> bool {
        !self.others(sheet, row, column).is_empty()
    }

    /// What is not shown of a view or a column.
    pub(super) fn others(&self, sheet: Sheet, row: RowId, column: &str) -> Vec<Other> {
        match (sheet, row) {
            (_, NO_ROW) => self.other_columns(sheet, column),
            // Whether it stays at all is asked first.
            (Sheet::Views, row) if self.deleter(sheet, row).is_some() => Vec::new(),
            (Sheet::Views, row) if column == Sheet::Views.title() => self.other_views(row),
            _ => Vec::new(),
        }
    }

    /// The changes that keep a view or a column as it is, so that nobody asks any more.
    pub(super) fn kept_as_it_is(&self, sheet: Sheet, row: RowId, column: &str) -> Vec<Change> {
        if row == NO_ROW {
            let own = self.plan().table(sheet).definition(column).cloned();
            return own.map(|own| Change::Define { sheet, definition: Box::new(own) }).into_iter().collect();
        }
        let keep = |column: Key| {
            let value = self.plan().value(sheet, row, &column).clone();
            Change::Set { sheet, row, column, value }
        };
        self.ledger.contested_columns(sheet, row).into_iter().map(keep).collect()
    }

    fn other_columns(&self, sheet: Sheet, column: &str) -> Vec<Other> {
        let mut apart = self.ledger.defined_apart(sheet, column);
        // Of two that say the same one is enough.
        apart.dedup_by(|one, other| one.definition == other.definition);
        let other = |own: Apart| {
            let by = self.author_of(own.stamp)?;
            let parts = own.parts.iter().map(|part| self.part_words(sheet, *part, &own.definition));
            Some(Other {
                by,
                is_here: self.is_of_here(own.stamp),
                what: parts.collect::<Vec<_>>().join(self.lang.comma()),
                instead: None,
                shown_by: self.author_of(own.shown)?,
                changes: vec![Change::Define { sheet, definition: Box::new(own.definition) }],
            })
        };
        apart.into_iter().filter_map(other).collect()
    }

    /// The versions of a named view that devices left and nobody sees.
    fn other_views(&self, row: RowId) -> Vec<Other> {
        let table = self.plan().table(Sheet::Views);
        if self.plan().get(row, views::NAME).is_none() || !table.contains(row) {
            return Vec::new();
        }
        let mut columns = self.ledger.contested_columns(Sheet::Views, row);
        columns.retain(|column| *column != views::BASE.key());
        let mut shown_by = None;
        let mut found: Vec<(u64, Stamp, Vec<(Key, Value)>)> = Vec::new();
        for column in columns {
            for (stamp, value) in self.ledger.contested(Sheet::Views, row, &column) {
                if value == *table.value(row, &column) {
                    shown_by = shown_by.max(Some(stamp));
                    continue;
                }
                let device = Replica(stamp.replica).device();
                match found.iter_mut().find(|(of, ..)| *of == device) {
                    // The latest of a device stands first.
                    Some((.., values)) if values.iter().any(|(own, _)| *own == column) => {}
                    Some((_, latest, values)) => {
                        *latest = stamp.max(*latest);
                        values.push((column.clone(), value));
                    }
                    None => found.push((device, stamp, vec![(column.clone(), value)])),
                }
            }
        }
        let shown_by = shown_by.and_then(|stamp| self.author_of(stamp)).unwrap_or_default();
        let other = |(_, stamp, values): (u64, Stamp, Vec<(Key, Value)>)| {
            let by = self.author_of(stamp)?;
            let named = |(column, value): &(Key, Value)| match value {
                Value::Text(name) if *column == Sheet::Views.title() => {
                    Some(Words::Name { name: name.clone() }.text(self.lang).into_owned())
                }
                sort if *column == views::SORT.key() => Some(self.sort_words(row, sort)),
                _ => Some(heading(self.plan(), table.definition(column)?, self.lang).to_string()),
            };
            let is_sorted = values.iter().any(|(column, _)| *column == views::SORT.key());
            let instead = is_sorted.then(|| self.sort_words(row, table.value(row, &views::SORT.key())));
            let what = values.iter().filter_map(named).collect::<Vec<_>>().join(self.lang.comma());
            let kept = self.kept_as_it_is(Sheet::Views, row, &Sheet::Views.title());
            let value_of = |change: Change| match change {
                Change::Set { sheet, row, column, value } => {
                    let theirs = values.iter().find(|(own, _)| *own == column).map(|(_, value)| value.clone());
                    Change::Set { sheet, row, column, value: theirs.unwrap_or(value) }
                }
                other => other,
            };
            let changes = kept.into_iter().map(value_of).collect();
            Some(Other { by, is_here: self.is_of_here(stamp), what, instead, shown_by: shown_by.clone(), changes })
        };
        found.into_iter().filter_map(other).collect()
    }

    /// By which columns a view sorts its table.
    fn sort_words(&self, view: RowId, sort: &Value) -> String {
        let of = self.plan().get(view, views::TABLE).and_then(Sheet::of_key);
        let columns = match (of, sort) {
            (Some(sheet), Value::Text(text)) => self.sort_in_view(sheet, text),
            _ => None,
        };
        columns.map_or(Words::Unsorted, |columns| Words::Sort { columns }).text(self.lang).into_owned()
    }

    /// What keeps a view or a column as it is, in words.
    pub(super) fn keep_label(&self, sheet: Sheet, row: RowId, column: &str) -> Cow<'static, str> {
        let instead = self.others(sheet, row, column).into_iter().find_map(|other| other.instead);
        instead.map_or(Words::Keep, |what| Words::KeepSo { what: what.into() }).text(self.lang)
    }

    fn is_of_here(&self, stamp: Stamp) -> bool {
        Replica(stamp.replica).device() == self.ledger.replica().device()
    }

    /// A part of a column as a definition has it.
    fn part_words(&self, sheet: Sheet, part: Part, definition: &Definition) -> String {
        let lang = self.lang;
        let said = match part {
            Part::Name => Words::Name { name: lang.pick(&definition.label).into() },
            Part::Help => Words::Help,
            Part::Holds if definition.computed == Some(Computed::Formula) => {
                Words::Formula { formula: self.formula_text(sheet, &definition.formula).into() }
            }
            Part::Holds => Words::Holds { kind: KindWord::of(&definition.kind).text(lang).into() },
            Part::Required => Words::Required,
            Part::Look => Words::Look,
            Part::Private => Words::Private,
            Part::Stand => Words::Stand,
            Part::Deleted => Words::Deleted,
            Part::Choices => Words::Choices,
        };
        said.text(lang).into_owned()
    }

    /// What is said in the review of a view or a column that was changed apart.
    pub(super) fn apart_fault(&self, sheet: Sheet, row: RowId, column: &str) -> Option<Fault> {
        let other = self.others(sheet, row, column).into_iter().next()?;
        let (what, by) = (SmolStr::new(&other.what), other.shown_by);
        Some(if by.is_empty() { Fault::Apart { what } } else { Fault::ApartBy { what, by } })
    }

    /// Where that of which a question is can be seen: a view and a column at the first row of their table.
    pub(in crate::app) fn asked_at(&self, sheet: Sheet, row: RowId, column: &Key) -> Option<(Sheet, RowId, Key)> {
        let first = |sheet: Sheet| self.plan().table(sheet).ids().next();
        match (sheet, row) {
            (sheet, NO_ROW) => Some((sheet, first(sheet)?, column.clone())),
            (Sheet::Views, row) => {
                let of = self.plan().get(row, views::TABLE).and_then(Sheet::of_key)?;
                Some((of, first(of)?, of.title()))
            }
            _ => Some((sheet, row, column.clone())),
        }
    }

    /// What is said among the problems of a view or a column that was changed apart.
    pub(in crate::app) fn apart_advice(&self, sheet: Sheet, row: RowId, column: &str) -> Option<Advice> {
        let other = self.others(sheet, row, column).into_iter().next()?;
        let (what, by) = (SmolStr::new(&other.what), other.shown_by);
        if row != NO_ROW {
            let view = self.view_title(row);
            return Some(match by.is_empty() {
                true => Advice::ViewApart { view, what },
                false => Advice::ViewApartBy { view, what, by },
            });
        }
        let column = self.plan().table(sheet).definition(column)?.label.clone();
        Some(match by.is_empty() {
            true => Advice::ColumnApart { column, sheet, what },
            false => Advice::ColumnApartBy { column, sheet, what, by },
        })
    }
}
