//! Comments on cells: what people said of a cell, who and when. They are rows of a table like any other, kept with the
//! plan; a comment on a row that was deleted waits until the row comes back.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::action::Effect;
use super::grid::{At, GridId, Target};
use super::notice::Notice;
use super::state::App;
use crate::log::Change;
use crate::model::schema::comments;
use crate::model::{Date, Key, Place, RowId, Sheet, Value, order};

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its row in the table of comments.
    pub id: RowId,
    /// What was said.
    pub text: SmolStr,
    /// Who said it; empty where nobody gave a name.
    pub author: SmolStr,
    /// When.
    pub day: Option<Date>,
    /// When it was last written anew.
    pub edited: Option<Date>,
    /// Whether it is settled.
    pub resolved: bool,
}

impl Comment {
    /// The changes that put it on another cell.
    pub(super) fn put_on(&self, sheet: Sheet, row: RowId, column: &Key) -> [Change; 3] {
        let cell = [
            ("table", Value::text(sheet.key())),
            ("row", Value::text(&row.to_string())),
            ("column", Value::text(column)),
        ];
        cell.map(|(key, value)| Change::Set {
            sheet: Sheet::Comments,
            row: self.id,
            column: Key::new_static(key),
            value,
        })
    }
}

/// A cell of the plan.
type Cell = (Sheet, RowId, Key);

/// The comments by cell, for as long as their table does not change.
#[derive(Clone, Debug)]
pub(super) struct Comments {
    made_of: u64,
    by_cell: Rc<FxHashMap<Cell, Vec<RowId>>>,
}

/// What a person does with comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Commenting {
    /// Writes one on a cell.
    Add(Target, String),
    /// Writes one anew.
    Edit(RowId, String),
    /// Settles one, or opens it again.
    Resolve(RowId, bool),
    /// Takes one out.
    Delete(RowId),
    /// Says who is writing here.
    Author(String),
}

impl App {
    fn comment_index(&self) -> Rc<FxHashMap<Cell, Vec<RowId>>> {
        let table = self.plan().table(Sheet::Comments);
        if let Some(comments) = &*self.comments.borrow()
            && comments.made_of == table.version()
        {
            return Rc::clone(&comments.by_cell);
        }
        let mut by_cell: FxHashMap<Cell, Vec<RowId>> = FxHashMap::default();
        for id in table.ids() {
            if let Some(cell) = self.commented(id) {
                by_cell.entry(cell).or_default().push(id);
            }
        }
        let by_cell = Rc::new(by_cell);
        *self.comments.borrow_mut() = Some(Comments { made_of: table.version(), by_cell: Rc::clone(&by_cell) });
        by_cell
    }

    /// The cell that a comment is about; none where this version does not know it.
    fn commented(&self, id: RowId) -> Option<Cell> {
        let plan = self.plan();
        let sheet = Sheet::of_key(plan.get(id, comments::TABLE)?)?;
        Some((sheet, plan.get(id, comments::ROW)?.parse().ok()?, Key::new(plan.get(id, comments::COLUMN)?)))
    }

    /// The comments on a cell, oldest first.
    #[must_use]
    pub fn comments_on(&self, sheet: Sheet, row: RowId, column: &Key) -> Vec<Comment> {
        let index = self.comment_index();
        let ids = index.get(&(sheet, row, column.clone()));
        ids.into_iter().flatten().map(|id| self.comment(*id)).collect()
    }

    fn comment(&self, id: RowId) -> Comment {
        let plan = self.plan();
        Comment {
            id,
            text: plan.get(id, comments::TEXT).unwrap_or_default().into(),
            author: plan.get(id, comments::AUTHOR).unwrap_or_default().into(),
            day: plan.get(id, comments::DAY),
            edited: plan.get(id, comments::EDITED),
            resolved: plan.get(id, comments::RESOLVED).unwrap_or_default(),
        }
    }

    /// All comments on the cells of a row, each with its column.
    pub(super) fn comments_of(&self, sheet: Sheet, row: RowId) -> Vec<(Key, Comment)> {
        let index = self.comment_index();
        let of_row = index.iter().filter(|((of, own, _), _)| (*of, *own) == (sheet, row));
        let all = of_row.flat_map(|((.., column), ids)| ids.iter().map(|id| (column.clone(), self.comment(*id))));
        let mut found: Vec<(Key, Comment)> = all.collect();
        order::sort_by_key(&mut found, |(_, comment)| comment.id);
        found
    }

    /// Whether there are comments at all.
    #[must_use]
    pub fn has_comments(&self) -> bool {
        !self.comment_index().is_empty()
    }

    /// Whether a cell that is seen has comments that are not settled.
    #[must_use]
    pub fn is_commented(&self, id: GridId, at: At) -> bool {
        let target = self.laid_out(id).and_then(|grid| grid.layout.target(at.row, at.column));
        let cell = target.and_then(|target| Some((target.sheet, target.row?, target.column)));
        cell.is_some_and(|(sheet, row, column)| self.comment_count(sheet, row, &column).0 > 0)
    }

    /// How many comments on a cell are not settled, and how many there are.
    #[must_use]
    pub fn comment_count(&self, sheet: Sheet, row: RowId, column: &Key) -> (usize, usize) {
        let index = self.comment_index();
        let ids = index.get(&(sheet, row, column.clone())).map_or(&[][..], Vec::as_slice);
        let open = ids.iter().filter(|id| !self.plan().get(**id, comments::RESOLVED).unwrap_or_default());
        (open.count(), ids.len())
    }

    /// The comments of a table that are not settled, with their cells, in the order of its rows.
    #[must_use]
    pub fn open_comments(&self, sheet: Sheet) -> Vec<(RowId, Key, Comment)> {
        let table = self.plan().table(sheet);
        let mut found: Vec<(usize, RowId, Key, Comment)> = Vec::new();
        for ((of, row, column), ids) in self.comment_index().iter() {
            let Some(position) = table.position(*row).filter(|_| *of == sheet) else { continue };
            let open = ids.iter().map(|id| self.comment(*id)).filter(|comment| !comment.resolved);
            found.extend(open.map(|comment| (position, *row, column.clone(), comment)));
        }
        order::sort_by(&mut found, |a, b| (a.0, &a.2, a.3.id).cmp(&(b.0, &b.2, b.3.id)));
        found.into_iter().map(|(_, row, column, comment)| (row, column, comment)).collect()
    }

    /// Does what a person asked for with comments: each one step of undo.
    #[inline(never)]
    pub(super) fn commenting(&mut self, act: Commenting, now: u64) -> Vec<Effect> {
        let set = |row: RowId, column: &'static str, value: Value| {
            vec![Change::Set { sheet: Sheet::Comments, row, column: Key::new_static(column), value }]
        };
        let (changes, said) = match act {
            Commenting::Add(target, text) => {
                let Some(row) = target.row.filter(|_| !text.trim().is_empty()) else { return Vec::new() };
                (vec![self.new_comment(&target, row, &text, now)], Some(Notice::Commented))
            }
            Commenting::Edit(id, text) if self.comment(id).text == text.trim() => return Vec::new(),
            Commenting::Edit(id, text) => {
                let mut changes = set(id, "text", Value::text(text.trim()));
                changes.extend(set(id, "edited", Value::Date(self.today())));
                (changes, None)
            }
            Commenting::Resolve(id, true) => (set(id, "resolved", Value::Check(true)), None),
            Commenting::Resolve(id, false) => (set(id, "resolved", Value::Empty), None),
            Commenting::Delete(id) => {
                (vec![Change::Delete { sheet: Sheet::Comments, row: id }], Some(Notice::CommentRemoved))
            }
            Commenting::Author(name) => {
                self.me = name.trim().into();
                self.ledger.set_author(&self.me);
                self.version += 1;
                return vec![Effect::Preferences];
            }
        };
        let mut effects = self.commit(changes, "comment", now);
        if !effects.is_empty() {
            effects.extend(said.map(Effect::Say));
        }
        effects
    }

    pub(super) fn new_comment(&mut self, target: &Target, row: RowId, text: &str, now: u64) -> Change {
        let id = self.ledger.fresh_row(now);
        let today = self.today();
        let table = self.plan().table(Sheet::Comments);
        let last = table.last_place();
        let place = Place::spread(last, None, 1).pop().unwrap_or_default();
        let cells = [
            ("table", Value::text(target.sheet.key())),
            ("row", Value::text(&row.to_string())),
            ("column", Value::text(&target.column)),
            ("text", Value::text(text.trim())),
            ("author", Value::text(&self.me)),
            ("day", Value::Date(today)),
        ];
        let cells = cells.into_iter().filter(|(_, value)| !value.is_empty());
        let cells = cells.map(|(key, value)| (Key::new_static(key), value)).collect();
        Change::Insert { sheet: Sheet::Comments, row: id, place, cells }
    }
}
