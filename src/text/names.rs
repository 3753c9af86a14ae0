//! The titles of one table, sorted, to find the row that a typed name means.

use std::cell::OnceCell;

use smol_str::SmolStr;

use super::{Lang, Likeness, fold::search_key, title};
use crate::model::schema::setup::stages;
use crate::model::{Plan, RowId, Sheet, order};

/// What a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    One(RowId),
    Several,
}

/// A title in its folded form, where its row stands in the table, and the row.
type Line = (SmolStr, usize, RowId);

/// Every living row of a table under its titles in both languages.
#[derive(Debug)]
pub(super) struct Names {
    sheet: Sheet,
    sorted: Vec<Line>,
    /// Rows that nobody has given a name, and deleted ones, under the marks by which they are shown: seldom asked for.
    marked: OnceCell<Vec<Line>>,
    /// Whether marks and numbers tell rows apart: for people they do.
    marks: bool,
    by: By,
}

impl Names {
    pub(super) fn new(plan: &Plan, sheet: Sheet, marks: bool) -> Names {
        let mut sorted = Vec::with_capacity(plan.table(sheet).len() * 2);
        for (at, row) in plan.table(sheet).ids().enumerate() {
            let mut add = |text: SmolStr| {
                let key = search_key(&text);
                if !key.is_empty() {
                    sorted.push((key, at, row));
                }
            };
            for lang in Lang::ALL {
                add(title::bare(plan, sheet, row, lang, 0));
                if matches!(sheet, Sheet::Stages | Sheet::Activities) {
                    add(title::name(plan, sheet, row, lang));
                }
            }
            if let Some(number) = plan.get(row, stages::NUMBER).filter(|_| sheet == Sheet::Stages) {
                add(number.trunc().to_string().into());
            }
        }
        order::sort(&mut sorted);
        sorted.dedup();
        Names { sheet, sorted, marked: OnceCell::new(), marks, by: By::of(sheet) }
    }

    fn marked(&self, plan: &Plan) -> &[Line] {
        self.marked.get_or_init(|| {
            let table = plan.table(self.sheet);
            let all = (0..table.slots()).filter_map(|slot| Some((slot, table.id(u32::try_from(slot).ok()?)?)));
            let mut marked: Vec<Line> = Vec::new();
            for (slot, row) in all {
                for lang in Lang::ALL {
                    if !table.contains(row) || title::bare(plan, self.sheet, row, lang, 0).is_empty() {
                        let at = table.position(row).unwrap_or(slot);
                        marked.push((search_key(&title::title(plan, self.sheet, row, lang)), at, row));
                    }
                }
            }
            order::sort(&mut marked);
            marked.dedup();
            marked
        })
    }

    /// Under marks, which end in a bracket.
    fn among_marked(&self, plan: &Plan, key: &str) -> &[Line] {
        if key.ends_with(')') { equal(self.marked(plan), key) } else { &[] }
    }

    /// Every row of a title, in the order of the table: those of the name itself before those that have it by a mark.
    fn of_title(&self, plan: &Plan, key: &str) -> Vec<RowId> {
        let all = equal(&self.sorted, key).iter().chain(self.among_marked(plan, key));
        let mut rows: Vec<RowId> = Vec::new();
        for (.., row) in all {
            // A row may have one title in one language as its name and in the other by a mark.
            if rows.last() != Some(row) {
                rows.push(*row);
            }
        }
        rows
    }

    /// The numbers that titles of others than these rows have behind this one, each once: `Acme (2)` is a company.
    fn taken(&self, plan: &Plan, key: &str) -> Vec<usize> {
        let mut taken = Vec::new();
        for lines in [&self.sorted, self.marked(plan)] {
            for begins in [format!("{key}("), format!("{key} (")] {
                let from = lines.partition_point(|(name, ..)| name.as_str() < begins.as_str());
                let those = lines.iter().skip(from).take_while(|(name, ..)| name.starts_with(&begins));
                let numbers = those.filter_map(|(name, ..)| numbered(name));
                taken.extend(numbers.filter(|(of, _)| *of == key).map(|(_, number)| number));
            }
        }
        order::sort(&mut taken);
        taken.dedup();
        taken
    }

    /// The number of a row among those of its title; none where it is the only one.
    pub(super) fn number(&self, plan: &Plan, key: &str, row: RowId) -> Option<usize> {
        let rows = self.of_title(plan, key);
        let at = rows.iter().position(|own| *own == row).filter(|_| rows.len() > 1)?;
        let past = |number: usize, taken: &usize| number + usize::from(*taken <= number);
        Some(self.taken(plan, key).iter().fold(at + 1, past))
    }

    /// The row of a title with a number behind it.
    fn of_number(&self, plan: &Plan, key: &str) -> Option<RowId> {
        let (title, number) = numbered(key)?;
        let rows = self.of_title(plan, title);
        if rows.len() < 2 {
            return None;
        }
        let below = self.taken(plan, title).iter().filter(|taken| **taken < number).count();
        rows.get(number.checked_sub(below + 1)?).copied()
    }

    /// The row of an exact title; its folded form is looked up.
    pub(super) fn exact(&self, plan: &Plan, key: &str) -> Found {
        let of_lines = |lines: &[Line]| one_of(lines.iter().map(|&(.., row)| row));
        match of_lines(equal(&self.sorted, key)) {
            Found::Nothing if self.marks && key.ends_with(')') => match of_lines(self.among_marked(plan, key)) {
                Found::Nothing => self.of_number(plan, key).map_or(Found::Nothing, Found::One),
                found => found,
            },
            found => found,
        }
    }

    /// The row of a title, or of the only title that is like it in a table that is set up rather than typed into.
    pub(super) fn find(&self, plan: &Plan, key: &str) -> Found {
        let begins = || {
            let from = self.sorted.partition_point(|(name, ..)| name.as_str() < key);
            one_of(self.sorted.iter().skip(from).take_while(|(name, ..)| name.starts_with(key)).map(|&(.., row)| row))
        };
        match (self.exact(plan, key), self.by) {
            (Found::Nothing, By::Beginning | By::Part) if key.is_empty() => Found::Nothing,
            (Found::Nothing, By::Beginning) => begins(),
            (Found::Nothing, By::Part) => {
                let names = self.sorted.iter().map(|(name, _, row)| (name.as_str(), *row));
                one_of(nearest(names, key).into_iter())
            }
            (found, _) => found,
        }
    }
}

/// The lines of one title.
fn equal<'a>(lines: &'a [Line], key: &str) -> &'a [Line] {
    let from = lines.partition_point(|(name, ..)| name.as_str() < key);
    let rest = lines.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|(name, ..)| name == key)).unwrap_or_default()
}

/// A title and the number behind it: `acme (2)`.
fn numbered(key: &str) -> Option<(&str, usize)> {
    let (title, number) = key.strip_suffix(')')?.rsplit_once('(')?;
    Some((title.trim_end(), number.trim().parse().ok()?))
}

/// Those that answer a text best, where it is the beginning of a word in their names or may be a word of them in Chinese.
pub(super) fn nearest<'a, T>(names: impl Iterator<Item = (&'a str, T)>, text: &str) -> Vec<T> {
    let mut best = (Likeness::Part, Vec::new());
    for (name, of) in names {
        let Some(like) = Likeness::of(name, "", text, |_| None).filter(|like| *like <= best.0) else { continue };
        if like < best.0 {
            best = (like, Vec::new());
        }
        best.1.push(of);
    }
    best.1
}

fn one_of(rows: impl Iterator<Item = RowId>) -> Found {
    rows.fold(Found::Nothing, |found, row| match found {
        Found::Nothing => Found::One(row),
        Found::One(other) if other == row => found,
        _ => Found::Several,
    })
}

/// What is enough to find a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Its name: a new "North" must not become a link to "Northwind".
    Name,
    /// The beginning of its name: a table that is set up once.
    Beginning,
    /// A word of it: of a table that is set up once, in which no name begins a row.
    Part,
}

impl By {
    const fn of(sheet: Sheet) -> By {
        match sheet {
            Sheet::Stages | Sheet::Milestones | Sheet::Questions | Sheet::ActivityTypes | Sheet::Criteria => By::Part,
            Sheet::Strengths
            | Sheet::Objections
            | Sheet::Pains
            | Sheet::Scripts
            | Sheet::References
            | Sheet::Skills => By::Beginning,
            _ => By::Name,
        }
    }
}
