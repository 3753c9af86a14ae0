//! What a copy of the open plan would bring: how many edits, by whom, and what they touch.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::exchange::is_beside;
use super::state::App;
use crate::log::{Ledger, Operation, Transaction};
use crate::model::schema::views;
use crate::model::{Plan, RowId, Sheet, order};
use crate::text::Lang;
use crate::text::messages::{Columns, Merging as Words, Rows, Tables, Views};

/// Tables that are named; the others are counted.
const NAMED: usize = 5;

/// What a copy of the open plan would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Its edits that are not here.
    pub edits: usize,
    /// Its edits that were merged before and taken back.
    pub again: usize,
    /// Who made all of these, by name, each once; those who gave none are left out.
    pub authors: Vec<SmolStr>,
    /// When the last of them was made, in milliseconds since 1970.
    pub millis: u64,
    /// Edits of the open plan that are not in the copy.
    pub own: usize,
    /// What its edits touch.
    pub touches: Touches,
}

/// The rows of a table that edits touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TouchedRows {
    /// Rows that are there on both sides.
    pub changed: usize,
    /// Rows that come.
    pub new: usize,
    /// Rows that were deleted here and come back.
    pub back: usize,
    /// Rows that go.
    pub deleted: usize,
}

/// What the edits of a copy touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// The tables, the one with the most rows first.
    pub tables: Vec<(Sheet, TouchedRows)>,
    /// Columns that were made, changed or deleted.
    pub columns: usize,
    /// Views that people named.
    pub views: usize,
}

impl App {
    /// What a copy of the open plan holds that it does not; none where it is another plan. The last `made` transactions of
    /// `other` are the reading's own and do not count.
    #[must_use]
    pub fn news(&self, other: &Ledger, made: usize) -> Option<News> {
        let count = other.len().saturating_sub(made);
        let theirs = || other.log().take(count);
        // The samples of both languages have the same identities: what is shared must say the same.
        let mut shared = theirs().filter_map(|other| Some((self.ledger.transaction(other.id)?, other))).peekable();
        if shared.peek().is_none() || shared.any(|(own, other)| own != other) {
            return None;
        }
        let again = self.taken_back_of(theirs().map(|transaction| transaction.id));
        // What a file held beside the plan is no edit of it.
        let is_new = |plan: &Ledger, edit: &Transaction| !plan.knows(edit.id) && !is_beside(edit);
        let new = theirs().filter(|transaction| is_new(&self.ledger, transaction));
        let mut news = News { again: again.len(), ..News::default() };
        news.own = self.ledger.log().filter(|transaction| is_new(other, transaction)).count();
        let (mut rows, mut columns) = (FxHashSet::default(), FxHashSet::default());
        for transaction in new {
            news.edits += 1;
            news.note(transaction);
            for operation in &transaction.operations {
                rows.extend(operation.row());
                if let Operation::Define { sheet, definition, .. } = operation {
                    columns.insert((sheet, definition.key));
                }
            }
        }
        news.touches = Touches { columns: columns.len(), ..touches(self.plan(), other.plan(), rows) };
        again.iter().filter_map(|id| self.ledger.transaction(*id)).for_each(|transaction| news.note(transaction));
        Some(news)
    }
}

impl News {
    fn note(&mut self, transaction: &Transaction) {
        self.millis = self.millis.max(transaction.id.millis());
        let author = &transaction.author;
        if !author.is_empty() && !self.authors.contains(author) {
            self.authors.push(author.clone());
        }
    }

    /// How many edits a merge would bring.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.edits + self.again
    }
}

/// What becomes of some rows, as they are here and there.
fn touches(here: &Plan, there: &Plan, rows: FxHashSet<(Sheet, RowId)>) -> Touches {
    let mut touches = Touches::default();
    let mut tables: FxHashMap<Sheet, TouchedRows> = FxHashMap::default();
    for (sheet, row) in rows {
        let lives = |plan: &Plan| plan.table(sheet).contains(row);
        let (before, after) = (lives(here), lives(there));
        if sheet == Sheet::Views {
            // How a device left a table is nobody else's.
            let is_named = |plan: &Plan| plan.get(row, views::NAME).is_some();
            touches.views += usize::from((before || after) && (is_named(here) || is_named(there)));
            continue;
        }
        let counts = tables.entry(sheet).or_default();
        let count = match (before, after) {
            (true, true) => &mut counts.changed,
            (false, true) if here.table(sheet).slot(row).is_some() => &mut counts.back,
            (false, true) => &mut counts.new,
            (true, false) => &mut counts.deleted,
            (false, false) => continue,
        };
        *count += 1;
    }
    touches.tables = tables.into_iter().filter(|(_, rows)| *rows != TouchedRows::default()).collect();
    order::sort_by_key(&mut touches.tables, |(sheet, rows)| (std::cmp::Reverse(rows.sum()), *sheet));
    touches
}

impl TouchedRows {
    const fn sum(self) -> usize {
        self.changed + self.new + self.back + self.deleted
    }

    fn text(self, lang: Lang) -> String {
        let TouchedRows { changed, new, back, deleted } = self;
        let parts = [
            (changed, Words::RowsChanged { rows: Rows(changed) }),
            (new, Words::RowsNew { count: new }),
            (back, Words::RowsBack { count: back }),
            (deleted, Words::RowsDeleted { count: deleted }),
        ];
        let said = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words.text(lang));
        said.collect::<Vec<_>>().join(lang.comma())
    }
}

impl Touches {
    /// The same in one line; none where nothing is touched that a person knows.
    #[must_use]
    pub fn text(&self, lang: Lang) -> Option<String> {
        let table = |(sheet, rows): &(Sheet, TouchedRows)| {
            Words::TouchesTable { sheet: *sheet, what: rows.text(lang).into() }.text(lang).into_owned()
        };
        let mut parts: Vec<String> = self.tables.iter().take(NAMED).map(table).collect();
        let more = self.tables.len().saturating_sub(NAMED);
        parts.extend((more > 0).then(|| Words::MoreTables { tables: Tables(more) }.text(lang).into_owned()));
        let columns = (self.columns > 0).then_some(Words::TouchesColumns { columns: Columns(self.columns) });
        let views = (self.views > 0).then_some(Words::TouchesViews { views: Views(self.views) });
        let beside: Vec<_> = columns.into_iter().chain(views).map(|words| words.text(lang)).collect();
        parts.extend((!beside.is_empty()).then(|| beside.join(lang.comma())));
        (!parts.is_empty()).then(|| Words::Touches { what: parts.join(" · ").into() }.text(lang).into_owned())
    }
}
