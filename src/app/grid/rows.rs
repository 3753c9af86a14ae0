//! The rows of a table as they are shown: records, and the heads of the groups that they stand in.

use crate::model::{Key, RowId, Value};

/// A group of records that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// How deep it stands, from 0.
    pub level: usize,
    /// What its records have in common; none for those that came after the groups were made.
    pub common: Option<(Key, Value)>,
    /// The first of its records, by their place in [`Rows::records`].
    pub from: usize,
    /// After the last of its records.
    pub until: usize,
    /// Whether its records are shown.
    pub open: bool,
    /// What the groups that it stands in have in common, then its own: by which it is known when all is made anew.
    pub path: Vec<Value>,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A record, by its place in [`Rows::records`].
    Record(usize),
    /// The head of a group, by its place in [`Rows::sections`].
    Head(usize),
}

/// The rows of a table, but for the empty one at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    records: Vec<RowId>,
    sections: Vec<Section>,
    /// What each row shows; empty where there are no groups, and each row is the record of its number.
    lines: Vec<u32>,
}

/// The bit of a line that makes it a head.
const HEAD: u32 = 1 << 31;

impl Rows {
    /// Records without groups.
    #[must_use]
    pub fn plain(records: Vec<RowId>) -> Rows {
        Rows { records, ..Rows::default() }
    }

    /// Records in groups: the sections in the order of their heads, outer ones before inner ones.
    #[must_use]
    pub fn grouped(records: Vec<RowId>, sections: Vec<Section>) -> Rows {
        let mut lines = Vec::with_capacity(records.len() + sections.len());
        let mut next = 0;
        // Heads deeper than this stand in a closed group.
        let mut closed = usize::MAX;
        for (at, section) in sections.iter().enumerate() {
            lines.extend((next..section.from).filter(|_| closed == usize::MAX).map(|record| record as u32));
            next = next.max(section.from);
            if section.level <= closed {
                closed = usize::MAX;
                lines.push(HEAD | at as u32);
                if !section.open {
                    closed = section.level;
                }
            }
            let is_innermost = sections.get(at + 1).is_none_or(|after| after.level <= section.level);
            if is_innermost {
                lines.extend((next..section.until).filter(|_| closed == usize::MAX).map(|record| record as u32));
                next = section.until;
            }
        }
        Rows { records, sections, lines }
    }

    /// All records, also those in closed groups, in order.
    #[must_use]
    pub fn records(&self) -> &[RowId] {
        &self.records
    }

    /// All groups, in the order of their heads.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.sections.is_empty() { self.records.len() } else { self.lines.len() }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a row shows; none after the last.
    #[must_use]
    pub fn line(&self, row: usize) -> Option<Line> {
        if self.sections.is_empty() {
            return (row < self.records.len()).then_some(Line::Record(row));
        }
        let line = *self.lines.get(row)?;
        Some(if line & HEAD == 0 { Line::Record(line as usize) } else { Line::Head((line & !HEAD) as usize) })
    }

    /// The record of a row; none for the head of a group and after the last row.
    #[must_use]
    pub fn record(&self, row: usize) -> Option<RowId> {
        match self.line(row)? {
            Line::Record(at) => self.records.get(at).copied(),
            Line::Head(_) => None,
        }
    }

    /// The group whose head a row is.
    #[must_use]
    pub fn head(&self, row: usize) -> Option<&Section> {
        match self.line(row)? {
            Line::Head(at) => self.sections.get(at),
            Line::Record(_) => None,
        }
    }

    /// The records that rows show, both ends included; of the head of a closed group those that it hides are none.
    pub fn shown(&self, top: usize, bottom: usize) -> impl Iterator<Item = RowId> + '_ {
        (top..=bottom.min(self.len().saturating_sub(1))).filter_map(|row| self.record(row))
    }

    /// The row that shows a record; none where it is hidden or not there.
    #[must_use]
    pub fn row_of(&self, record: RowId) -> Option<usize> {
        let at = self.records.iter().position(|own| *own == record)?;
        if self.sections.is_empty() {
            return Some(at);
        }
        self.lines.iter().position(|line| *line as usize == at)
    }

    /// The same for one of many records that mostly stand beside one another: looks around the row of the last one first.
    #[must_use]
    pub fn row_near(&self, record: RowId, last: usize) -> Option<usize> {
        let around = [last, last + 1, last.saturating_sub(1)];
        around.into_iter().find(|row| self.record(*row) == Some(record)).or_else(|| self.row_of(record))
    }

    /// The groups that a record stands in, the outermost first.
    pub fn sections_of(&self, record: RowId) -> impl Iterator<Item = &Section> + '_ {
        let is_grouped = !self.sections.is_empty();
        let at = is_grouped.then(|| self.records.iter().position(|own| *own == record)).flatten();
        self.sections.iter().filter(move |section| at.is_some_and(|at| (section.from..section.until).contains(&at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(number: u64) -> RowId {
        RowId::builtin(number + 1)
    }

    fn section(level: usize, from: usize, until: usize, open: bool) -> Section {
        Section { level, common: None, from, until, open, path: Vec::new() }
    }

    fn drawn(rows: &Rows) -> String {
        let line = |at: usize| match rows.line(at).unwrap() {
            Line::Record(record) => record.to_string(),
            Line::Head(at) => {
                let section = &rows.sections()[at];
                format!("{}{}-{}", if section.open { "v" } else { ">" }, section.from, section.until)
            }
        };
        (0..rows.len()).map(line).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn heads_stand_before_their_records_and_closed_groups_hide_theirs() {
        let records: Vec<RowId> = (0..5).map(row).collect();
        let groups = |outer: bool, inner: bool| {
            vec![
                section(0, 0, 3, outer),
                section(1, 0, 1, true),
                section(1, 1, 3, inner),
                section(0, 3, 5, true),
                section(1, 3, 5, true),
            ]
        };
        assert_eq!(drawn(&Rows::grouped(records.clone(), groups(true, true))), "v0-3 v0-1 0 v1-3 1 2 v3-5 v3-5 3 4");
        assert_eq!(drawn(&Rows::grouped(records.clone(), groups(true, false))), "v0-3 v0-1 0 >1-3 v3-5 v3-5 3 4");
        let rows = Rows::grouped(records, groups(false, true));
        assert_eq!(drawn(&rows), ">0-3 v3-5 v3-5 3 4");
        assert_eq!((rows.row_of(row(1)), rows.row_of(row(4))), (None, Some(4)));
        assert_eq!(rows.sections_of(row(1)).map(|section| section.level).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(rows.shown(0, 99).collect::<Vec<_>>(), [row(3), row(4)]);
    }

    proptest! {
        #[test]
        fn open_groups_show_each_record_once_in_order(sizes in prop::collection::vec(prop::collection::vec(1usize..4, 1..4), 0..6)) {
            let (mut sections, mut at) = (Vec::new(), 0);
            for inner in &sizes {
                sections.push(section(0, at, at + inner.iter().sum::<usize>(), true));
                for size in inner {
                    sections.push(section(1, at, at + size, true));
                    at += size;
                }
            }
            let records: Vec<RowId> = (0..at as u64).map(row).collect();
            let rows = Rows::grouped(records.clone(), sections.clone());
            prop_assert_eq!(rows.shown(0, rows.len()).collect::<Vec<_>>(), records.clone());
            if !sections.is_empty() {
                prop_assert_eq!(rows.len(), records.len() + sections.len());
            }
            for record in records {
                prop_assert_eq!(rows.record(rows.row_of(record).unwrap()), Some(record));
                let at = rows.row_of(record).unwrap();
                for last in [0, at, at + 1, at.saturating_sub(1), rows.len()] {
                    prop_assert_eq!(rows.row_near(record, last), Some(at));
                }
            }
        }
    }
}
