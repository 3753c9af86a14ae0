//! Filling: what stands in some cells goes on into the cells beside them, as a copy or as the series it shows.

mod series;

use series::Series;

use super::action::Effect;
use super::editing::is_editable;
use super::entry::Entry;
use super::grid::{At, Grid, GridId, Layout, Selection, Target};
use super::notice::Notice;
use super::state::App;
use crate::model::{Definition, Kind, RowId, Value};
use crate::text::edit_text;
use crate::text::messages::Impossible;

/// Where filling goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Down.
    Down,
    /// Up.
    Up,
    /// To the right.
    Right,
    /// To the left.
    Left,
}

/// Cells that are filled from others: everything lies in the lines of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fill {
    source: Selection,
    direction: Direction,
    count: usize,
}

/// How a source goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As the series it shows, else as a copy; of a single value what is usual for its kind.
    Usual,
    /// The other way round: a series is copied, a single number counts on.
    Other,
    /// As a copy.
    Copy,
}

impl Fill {
    /// The fill that a corner dragged to a cell asks for: along the longer way out of the source.
    fn to(source: Selection, at: At) -> Option<Fill> {
        let ((top, bottom), (left, right)) = (source.rows(), source.columns());
        let ways = [
            (Direction::Down, at.row.saturating_sub(bottom)),
            (Direction::Up, top.saturating_sub(at.row)),
            (Direction::Right, at.column.saturating_sub(right)),
            (Direction::Left, left.saturating_sub(at.column)),
        ];
        let (direction, count) = ways.into_iter().rev().max_by_key(|(_, count)| *count)?;
        (count > 0).then_some(Fill { source, direction, count })
    }

    /// The source with what is filled.
    fn whole(&self) -> Selection {
        let ((top, bottom), (left, right)) = (self.source.rows(), self.source.columns());
        let (mut active, mut far) = (At { row: top, column: left }, At { row: bottom, column: right });
        match self.direction {
            Direction::Down => far.row += self.count,
            Direction::Up => active.row = active.row.saturating_sub(self.count),
            Direction::Right => far.column += self.count,
            Direction::Left => active.column = active.column.saturating_sub(self.count),
        }
        Selection::range(active, far)
    }

    const fn is_vertical(&self) -> bool {
        matches!(self.direction, Direction::Down | Direction::Up)
    }
}

/// A cell to which a corner may be dragged: no further than to the last record.
fn within_records(grid: &Grid, at: At) -> At {
    let last = grid.layout.records().saturating_sub(1).max(grid.selection.rows().1);
    At { row: at.row.min(last), ..at }
}

impl App {
    /// The cells that would be selected after a corner was dragged to a cell: the source and what is filled.
    #[must_use]
    pub fn fill_preview(&self, id: GridId, to: At) -> Option<Selection> {
        let grid = self.laid_out(id)?;
        Some(
            Fill::to(grid.selection, within_records(grid, to))?
                .whole()
                .clamped(grid.layout.height(), grid.layout.width()),
        )
    }

    /// Fills from the selection to a cell; `other` for a copy where a series is usual, and the other way round.
    #[inline(never)]
    pub(super) fn fill_to(&mut self, id: GridId, to: At, other: bool, now: u64) -> Vec<Effect> {
        let manner = if other { Manner::Other } else { Manner::Usual };
        let grid = self.grid(id);
        match Fill::to(grid.selection, within_records(grid, to)) {
            Some(fill) => self.fill(id, fill, manner, now),
            None => Vec::new(),
        }
    }

    /// Fills down as far as the cells at the left are filled, else at the right, else to the last record.
    #[inline(never)]
    pub(super) fn fill_to_end(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let ((_, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
        let filled = |row: usize, column: usize| {
            let target = grid.layout.target(row, column).and_then(|target| Some((target.row?, target)));
            target.is_some_and(|(row, target)| !self.plan().value(target.sheet, row, &target.column).is_empty())
        };
        let records = grid.layout.records();
        let end = [left.checked_sub(1), Some(right + 1)].into_iter().flatten().find_map(|column| {
            let end = (bottom + 1..records).take_while(|row| filled(*row, column)).last()?;
            (column < grid.layout.width()).then_some(end)
        });
        let end = end.unwrap_or(records.saturating_sub(1));
        self.fill_to(id, At { row: end, column: right }, false, now)
    }

    /// Copies the first line of the selection into its other lines; a single line is filled from the one before it.
    pub(super) fn fill_from_first(&mut self, id: GridId, direction: Direction, now: u64) -> Vec<Effect> {
        let grid = self.grid(id);
        let ((top, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
        let holds = |row: &usize| !grid.layout.is_head(*row);
        let (line, last) = match direction {
            Direction::Right | Direction::Left if left == right => (left.checked_sub(1), right),
            Direction::Right | Direction::Left => (Some(left), right),
            // Heads of groups hold nothing that could be copied.
            Direction::Down | Direction::Up => {
                let mut own = (top..=bottom).filter(holds);
                match (own.next(), own.next()) {
                    (None, _) => return vec![Effect::Say(Notice::Impossible(Impossible::NothingBefore))],
                    (Some(only), None) => ((0..only).rev().find(holds), only),
                    (first, Some(_)) => (first, bottom),
                }
            }
        };
        let Some(line) = line else { return vec![Effect::Say(Notice::Impossible(Impossible::NothingBefore))] };
        let source = match direction {
            Direction::Right | Direction::Left => {
                Selection::range(At { row: top, column: line }, At { row: bottom, column: line })
            }
            Direction::Down | Direction::Up => {
                Selection::range(At { row: line, column: left }, At { row: line, column: right })
            }
        };
        let selection = grid.selection;
        let effects = self.fill(id, Fill { source, direction, count: last - line }, Manner::Copy, now);
        self.grid(id).selection = selection;
        effects
    }

    /// Goes on with what the first cells of the selection hold, into the empty ones after them.
    pub(super) fn fill_series(&mut self, id: GridId, now: u64) -> Vec<Effect> {
        let grid = self.grid(id).clone();
        let ((top, bottom), (left, right)) = (grid.selection.rows(), grid.selection.columns());
        let is_empty = |row: usize| {
            (left..=right).all(|column| {
                let target = grid.layout.target(row, column);
                let value = target.and_then(|to| Some(self.plan().value(to.sheet, to.row?, &to.column)));
                value.is_none_or(Value::is_empty)
            })
        };
        let rows: Vec<usize> = (top..=bottom).filter(|row| !grid.layout.is_head(*row)).collect();
        // Where nothing is empty the first two lines give the step, or of two the first counts on.
        let lines = rows.iter().take_while(|row| !is_empty(**row)).count();
        let lines = if lines == rows.len() { if lines > 2 { 2 } else { lines.min(1) } } else { lines };
        let ends = rows.first().zip(lines.checked_sub(1).and_then(|last| rows.get(last)));
        let Some((first, last)) = ends.filter(|_| lines < rows.len()) else { return Vec::new() };
        let source = Selection::range(At { row: *first, column: left }, At { row: *last, column: right });
        let manner = if lines == 1 { self.counting(&grid, source) } else { Manner::Usual };
        let fill = Fill { source, direction: Direction::Down, count: bottom - last };
        self.fill(id, fill, manner, now)
    }

    /// The manner in which a single line counts on: a number only the other way.
    fn counting(&self, grid: &Grid, source: Selection) -> Manner {
        let single = source.cells().find_map(|at| {
            let target = grid.layout.target(at.row, at.column)?;
            Some(self.plan().value(target.sheet, target.row?, &target.column).clone())
        });
        if matches!(single, Some(Value::Number(_))) { Manner::Other } else { Manner::Usual }
    }

    fn fill(&mut self, id: GridId, fill: Fill, manner: Manner, now: u64) -> Vec<Effect> {
        let parent = self.record_of(id);
        let grid = self.grid(id).clone();
        let whole = fill.whole().clamped(grid.layout.height(), grid.layout.width());
        let (height, width) = whole.size();
        let fresh: Vec<RowId> = self.ledger.fresh_rows(now, height * width + 1).collect();
        let table = self.ledger.plan().table(id.sheet());
        let ((top, bottom), (left, right)) = (fill.source.rows(), fill.source.columns());
        // Heads of groups are no step of a series, and take nothing in.
        let records = |rows: std::ops::RangeInclusive<usize>| rows.filter(|row| !grid.layout.is_head(*row));
        let (lines, sources): (Vec<usize>, Vec<usize>) = match fill.is_vertical() {
            true => ((left..=right).collect(), records(top..=bottom).collect()),
            false => (records(top..=bottom).collect(), (left..=right).collect()),
        };
        let aims: Vec<usize> = match fill.direction {
            Direction::Down => records(bottom + 1..=bottom + fill.count).collect(),
            Direction::Up => {
                records(top.saturating_sub(fill.count)..=top.saturating_sub(1)).filter(|row| *row < top).rev().collect()
            }
            Direction::Right => (right + 1..=right + fill.count).collect(),
            Direction::Left => (left.saturating_sub(fill.count)..left).rev().collect(),
        };
        let own = |at: At| grid.layout.shown(at.row, at.column).and_then(|s| table.definitions().get(s.index));
        let cell = |line: usize, along: usize| match fill.is_vertical() {
            true => At { row: along, column: line },
            false => At { row: line, column: along },
        };
        let mut entry = Entry::new(self, fresh).seen_in(grid.id);
        let mut added: Option<RowId> = None;
        let (mut filled, mut left, mut attention) = (0, 0, Vec::new());
        for line in lines {
            let cells = sources.iter().map(|along| cell(line, *along));
            let source: Vec<(At, Value)> = cells.map(|at| (at, self.value_at(&grid.layout, at))).collect();
            let first = source.first().and_then(|(at, _)| own(*at));
            let Some(series) = first.map(|first| Series::of(&first.kind, &source, manner)) else { continue };
            for (step, aim) in aims.iter().enumerate() {
                let n = match fill.direction {
                    Direction::Down | Direction::Right => (sources.len() + step) as i64,
                    Direction::Up | Direction::Left => -1 - step as i64,
                };
                let at = cell(line, *aim);
                let (Some(target), Some(definition)) = (grid.layout.target(at.row, at.column), own(at)) else {
                    continue;
                };
                if !is_editable(definition) {
                    continue;
                }
                let (from, value) = series.nth(n);
                let value = self.fitting(&mut entry, definition, from, value, &target, &grid, parent);
                if value.is_invalid() && own(from).is_some_and(|own| own.key != definition.key) {
                    // What another column holds is there still: nothing is kept by writing it over what stands here.
                    left += 1;
                    continue;
                }
                let record = match target.row.or(added) {
                    Some(record) => record,
                    // The empty row at the end becomes a record, once.
                    None if value.is_empty() => continue,
                    None => match entry.add_last(target.sheet, parent) {
                        Some(record) => *added.insert(record),
                        None => continue,
                    },
                };
                filled += 1;
                if value.is_invalid() {
                    attention.push((target.sheet, record, definition.key.clone()));
                }
                entry.set(target.sheet, record, target.column, value);
            }
        }
        let changes = entry.changes;
        let invalid = attention.len();
        let mut effects = self.commit(changes, "fill", now);
        if filled > 0 {
            self.look_at(attention);
            let grid = self.grid(id);
            grid.selection = whole.clamped(grid.layout.height(), grid.layout.width());
        }
        if filled + left > 0 {
            effects.push(Effect::Say(Notice::Filled { cells: filled, invalid, left }));
        }
        effects
    }

    fn value_at(&self, layout: &Layout, at: At) -> Value {
        let target = layout.target(at.row, at.column).and_then(|target| Some((target.row?, target)));
        let Some((row, target)) = target else { return Value::Empty };
        match self.plan().table(target.sheet).definition(&target.column) {
            Some(definition) => self.value_of(target.sheet, row, definition),
            None => Value::Empty,
        }
    }

    /// A value as it fits a column: as it is, or by its text where the column is of another kind or has bounds, as when it is
    /// pasted; but nobody who fills begins records by it.
    fn fitting(
        &self,
        entry: &mut Entry<'_>,
        definition: &Definition,
        from: At,
        value: Value,
        target: &Target,
        grid: &Grid,
        parent: Option<RowId>,
    ) -> Value {
        let bounded = matches!(value, Value::Number(_) | Value::Percent(_) | Value::Money(_));
        if value.is_empty() || (!bounded && entry.fits(definition, &value)) {
            return value;
        }
        let own = grid.layout.shown(from.row, from.column).map(|shown| shown.index);
        let own = own.and_then(|index| self.plan().table(target.sheet).definitions().get(index)).unwrap_or(definition);
        let own_kind = if matches!(own.kind, Kind::Foreign) { definition } else { own };
        let text = edit_text(self.plan(), own_kind, &value, self.lang);
        entry.read_known(definition, &text, target, parent)
    }
}

#[cfg(test)]
mod tests;
