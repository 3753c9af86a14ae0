//! Several ranges at once: those that are kept beside the one that keys move.

use super::{At, Grid, Selection};

/// Ranges that stay selected while another one is made: the areas of a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// As they were selected; they may overlap.
    kept: Vec<Selection>,
    /// The anchor of the range that they stand beside. A range with another one was selected in their place.
    beside: At,
    /// Whether a press or a key without Shift begins one more range.
    adding: bool,
    /// The corners of the range that was last made of whole columns: one that only happens to hold all their rows, as what
    /// was pasted into an empty table, is none.
    columns: Option<(At, At)>,
}

impl Areas {
    /// Whether there are any, or will be with the next press or key.
    pub(super) fn are_some(&self) -> bool {
        self.adding || !self.kept.is_empty()
    }
}

impl Grid {
    /// All ranges that are selected, the one that keys move last.
    pub fn areas(&self) -> impl Iterator<Item = Selection> + '_ {
        self.kept().iter().copied().chain([self.selection])
    }

    /// Whether more than one range is selected.
    #[must_use]
    pub fn is_scattered(&self) -> bool {
        !self.kept().is_empty()
    }

    /// Whether a press or a key without Shift begins one more range.
    #[must_use]
    pub fn is_adding(&self) -> bool {
        self.areas.adding && self.areas.beside == self.selection.anchor
    }

    /// Whether nothing but the active cell is selected.
    #[must_use]
    pub fn is_one_cell(&self) -> bool {
        self.selection.is_single() && !self.is_scattered()
    }

    /// Whether a cell is selected.
    #[must_use]
    pub fn is_selected(&self, at: At) -> bool {
        self.areas().any(|area| area.contains(at))
    }

    /// The selected cells, each once: range after range, row by row.
    pub fn selected(&self) -> impl Iterator<Item = At> + '_ {
        let all: Vec<Selection> = self.areas().collect();
        (0..all.len()).flat_map(move |nth| {
            let before = all.get(..nth).unwrap_or_default().to_vec();
            let own = all.get(nth).copied().into_iter().flat_map(|area| area.cells());
            own.filter(move |at| !before.iter().any(|area| area.contains(*at)))
        })
    }

    /// The selected rows, from one to another, in order and apart.
    #[must_use]
    pub fn selected_rows(&self) -> Vec<(usize, usize)> {
        joined(self.areas().map(|area| area.rows()).collect())
    }

    /// The selected columns, from one to another, in order and apart.
    #[must_use]
    pub fn selected_columns(&self) -> Vec<(usize, usize)> {
        joined(self.areas().map(|area| area.columns()).collect())
    }

    /// Rows and columns of what is selected, where it is a block when the gaps between the ranges are closed.
    #[must_use]
    pub fn closed_up(&self) -> Option<(Vec<usize>, Vec<usize>)> {
        let all = |spans: Vec<(usize, usize)>| spans.into_iter().flat_map(|(from, to)| from..=to).collect();
        let of_all =
            |own: fn(&Selection) -> (usize, usize)| self.areas().all(|area| own(&area) == own(&self.selection));
        (of_all(Selection::rows) || of_all(Selection::columns))
            .then(|| (all(self.selected_rows()), all(self.selected_columns())))
    }

    /// Selects one more range; takes it out where it is selected already. The last cell that is selected stays.
    pub fn toggle(&mut self, area: Selection) {
        let (first, last) = (area.anchor, area.far);
        if !self.areas().any(|own| own.contains(first) && own.contains(last)) {
            self.keep();
            return self.stretch_to(area);
        }
        let mut left: Vec<Selection> = self.areas().flat_map(|own| own.without(&area)).collect();
        let current = left.pop().unwrap_or(area);
        self.areas.kept = left;
        self.stretch_to(current);
    }

    /// Lets the next press or key begin one more range, until the selection is given up.
    pub fn add_more(&mut self) {
        self.keep();
        self.stretch_to(self.selection);
        self.areas.adding = true;
    }

    /// Changes the range that keys move and keeps the others.
    pub fn stretch_to(&mut self, selection: Selection) {
        self.selection = selection;
        self.areas.beside = selection.anchor;
    }

    /// Goes to the next cell of what is selected, or to the one before it, from range to range and from the end to the
    /// beginning.
    pub fn step_within(&mut self, across: bool, forward: bool) {
        if !self.is_scattered() || self.selection.active != self.selection.corner(forward) {
            self.selection.active = self.selection.next_within(across, forward);
            return;
        }
        let before = self.selection;
        let kept = &mut self.areas.kept;
        let mut current = if forward {
            kept.push(before);
            kept.remove(0)
        } else {
            kept.insert(0, before);
            kept.pop().unwrap_or(before)
        };
        current.active = current.corner(!forward);
        self.stretch_to(current);
    }

    /// Selects some rows from one column to another: one range where nothing but heads of groups stands between them, else
    /// several, that nothing else is selected with them.
    pub fn select_rows_of(&mut self, rows: Vec<usize>, (left, right): (usize, usize)) {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for (from, to) in joined(rows.into_iter().map(|row| (row, row)).collect()) {
            let layout = &self.layout;
            match spans.last_mut().filter(|(_, end)| (*end + 1..from).all(|row| layout.is_head(row))) {
                Some((_, end)) => *end = to,
                None => spans.push((from, to)),
            }
        }
        let area = |(from, to): (usize, usize)| {
            Selection::range(At { row: from, column: left }, At { row: to, column: right })
        };
        let Some((first, others)) = spans.split_first() else { return };
        self.forget_areas();
        self.areas.kept = others.iter().copied().map(area).collect();
        self.stretch_to(area(*first));
    }

    /// Makes a cell of what is selected the active one; says whether it is selected.
    pub fn activate(&mut self, at: At) -> bool {
        let kept = self.kept().iter().rposition(|area| area.contains(at));
        if let Some(nth) = kept.filter(|_| !self.selection.contains(at)) {
            let area = self.areas.kept.remove(nth);
            self.areas.kept.push(self.selection);
            self.stretch_to(area);
        }
        let is_selected = self.selection.contains(at);
        if is_selected {
            self.selection.active = at;
        }
        is_selected
    }

    /// Takes note that the range is one of whole columns.
    pub fn mark_columns(&mut self) {
        self.areas.columns = Some((self.selection.anchor, self.selection.far));
    }

    /// Whether the range was made of whole columns.
    #[must_use]
    pub fn is_of_columns(&self) -> bool {
        self.areas.columns == Some((self.selection.anchor, self.selection.far))
    }

    /// Selects nothing beside the range that keys move.
    pub fn forget_areas(&mut self) {
        self.areas = Areas::default();
    }

    /// Forgets the ranges that were kept where another one was selected in their place.
    pub(in crate::app) fn settle_areas(&mut self) {
        if self.areas.are_some() && self.areas.beside != self.selection.anchor {
            self.forget_areas();
        }
    }

    fn kept(&self) -> &[Selection] {
        if self.areas.beside == self.selection.anchor { &self.areas.kept } else { &[] }
    }

    fn keep(&mut self) {
        self.settle_areas();
        if self.areas.kept.last() != Some(&self.selection) {
            self.areas.kept.push(self.selection);
        }
    }
}

/// Spans in order, those that meet made one.
fn joined(mut spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    spans.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (from, to) in spans {
        match apart.last_mut().filter(|(_, end)| from <= *end + 1) {
            Some((_, end)) => *end = to.max(*end),
            None => apart.push((from, to)),
        }
    }
    apart
}
