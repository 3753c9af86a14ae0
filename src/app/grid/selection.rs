//! The active cell, the range around it, and how keys move them.

/// A cell by row and column of the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
}

/// A range of cells between two corners, and in it the active cell: one of the corners, or, where whole rows, columns or
/// everything was selected, the cell that was active before, so that nothing scrolls and typing goes where it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The cell that is edited.
    pub active: At,
    /// The corner that stays when the range is stretched.
    pub anchor: At,
    /// The opposite corner.
    pub far: At,
}

/// Where a key wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One cell up.
    Up,
    /// One cell down.
    Down,
    /// One cell left.
    Left,
    /// One cell right.
    Right,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// The first column.
    RowStart,
    /// The last column.
    RowEnd,
    /// The first cell.
    Start,
    /// The last cell that holds a record.
    End,
    /// Up to the edge of the block of filled or empty cells.
    EdgeUp,
    /// Down to the edge of the block.
    EdgeDown,
    /// Left to the edge of the block.
    EdgeLeft,
    /// Right to the edge of the block.
    EdgeRight,
}

/// The size of the grid, and what a motion needs to know of its cells.
pub struct Bounds<'a> {
    /// Rows, the empty one at the end included.
    pub height: usize,
    /// Rows that hold records.
    pub records: usize,
    /// Columns.
    pub width: usize,
    /// Rows that a screen holds.
    pub page: usize,
    /// Whether a cell is filled.
    pub filled: &'a dyn Fn(At) -> bool,
}

impl Selection {
    /// One cell.
    #[must_use]
    pub const fn at(row: usize, column: usize) -> Selection {
        let at = At { row, column };
        Selection::range(at, at)
    }

    /// From the active cell to the opposite corner.
    #[must_use]
    pub const fn range(active: At, far: At) -> Selection {
        Selection { active, anchor: active, far }
    }

    /// Between two corners; the active cell stays where it is, as far as it stands between them.
    #[must_use]
    pub fn around(self, anchor: At, far: At) -> Selection {
        let ((top, bottom), (left, right)) = (span(anchor.row, far.row), span(anchor.column, far.column));
        let At { row, column } = self.active;
        Selection { active: At { row: row.clamp(top, bottom), column: column.clamp(left, right) }, anchor, far }
    }

    /// First and last row.
    #[must_use]
    pub fn rows(&self) -> (usize, usize) {
        span(self.anchor.row, self.far.row)
    }

    /// First and last column.
    #[must_use]
    pub fn columns(&self) -> (usize, usize) {
        span(self.anchor.column, self.far.column)
    }

    /// Whether a row has selected cells.
    #[must_use]
    pub fn has_row(&self, row: usize) -> bool {
        let (top, bottom) = self.rows();
        (top..=bottom).contains(&row)
    }

    /// Whether only one cell is selected.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.anchor == self.far
    }

    /// How many rows and columns are selected.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let ((top, bottom), (left, right)) = (self.rows(), self.columns());
        (bottom - top + 1, right - left + 1)
    }

    /// Whether a cell is selected.
    #[must_use]
    pub fn contains(&self, at: At) -> bool {
        let ((top, bottom), (left, right)) = (self.rows(), self.columns());
        (top..=bottom).contains(&at.row) && (left..=right).contains(&at.column)
    }

    /// The selected cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = At> + use<> {
        let ((top, bottom), (left, right)) = (self.rows(), self.columns());
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| At { row, column }))
    }

    /// The cell after the active one within the range, or the one before it: down the columns, or `across` the rows, and
    /// from the end to the beginning.
    #[must_use]
    pub fn next_within(&self, across: bool, forward: bool) -> At {
        let ((top, _), (left, _)) = (self.rows(), self.columns());
        let (height, width) = self.size();
        let (row, column) = (self.active.row.saturating_sub(top), self.active.column.saturating_sub(left));
        let at = if across { row * width + column } else { column * height + row };
        let count = height.saturating_mul(width);
        let at = if forward { (at + 1) % count } else { (at + count - 1) % count };
        let (row, column) = if across { (at / width, at % width) } else { (at % height, at / height) };
        At { row: top + row, column: left + column }
    }

    /// The first cell, or the last one.
    #[must_use]
    pub fn corner(&self, last: bool) -> At {
        let ((top, bottom), (left, right)) = (self.rows(), self.columns());
        if last { At { row: bottom, column: right } } else { At { row: top, column: left } }
    }

    /// What is left when some cells are taken out: the parts above, left, right and below.
    #[must_use]
    pub fn without(&self, hole: &Selection) -> Vec<Selection> {
        let ((top, bottom), (left, right)) = (self.rows(), self.columns());
        let ((above, below), (before, behind)) = (hole.rows(), hole.columns());
        if above > bottom || below < top || before > right || behind < left {
            return vec![*self];
        }
        let (from, to) = (above.max(top), below.min(bottom));
        let part = |is_there: bool, (top, left): (usize, usize), (bottom, right): (usize, usize)| {
            let at = |row, column| At { row, column };
            is_there.then(|| Selection::range(at(top, left), at(bottom, right)))
        };
        let parts = [
            part(above > top, (top, left), (above.saturating_sub(1), right)),
            part(before > left, (from, left), (to, before.saturating_sub(1))),
            part(behind < right, (from, behind + 1), (to, right)),
            part(below < bottom, (below + 1, left), (bottom, right)),
        ];
        parts.into_iter().flatten().collect()
    }

    /// Whether both select the same cells, from whichever corner.
    #[must_use]
    pub fn same_cells(&self, other: &Selection) -> bool {
        (self.rows(), self.columns()) == (other.rows(), other.columns())
    }

    /// Keeps the selection inside a grid of this size.
    #[must_use]
    pub fn clamped(self, height: usize, width: usize) -> Selection {
        let clamp =
            |at: At| At { row: at.row.min(height.saturating_sub(1)), column: at.column.min(width.saturating_sub(1)) };
        Selection { active: clamp(self.active), anchor: clamp(self.anchor), far: clamp(self.far) }
    }

    /// Moves, or with `extend` stretches the range.
    #[must_use]
    pub fn moved(self, motion: Motion, extend: bool, bounds: &Bounds<'_>) -> Selection {
        if !extend {
            let to = step(self.active, motion, bounds);
            return Selection::range(to, to);
        }
        // What is filled is looked for in the row and the column of the active cell, as in spreadsheets: the opposite
        // corner may stand in a row of which nothing is filled.
        let At { row, column } = self.far;
        let to = match motion {
            Motion::EdgeLeft | Motion::EdgeRight => {
                At { row, ..step(At { row: self.active.row, column }, motion, bounds) }
            }
            Motion::EdgeUp | Motion::EdgeDown => {
                At { column, ..step(At { row, column: self.active.column }, motion, bounds) }
            }
            _ => step(self.far, motion, bounds),
        };
        self.around(self.anchor, to)
    }
}

fn span(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// The block of filled cells around a cell: it grows until the rows and columns beside it are empty.
#[must_use]
pub fn block(at: At, bounds: &Bounds<'_>) -> Selection {
    let (last_row, last_column) = (bounds.height.saturating_sub(1), bounds.width.saturating_sub(1));
    let (mut top, mut bottom, mut left, mut right) = (at.row, at.row, at.column, at.column);
    loop {
        // One beyond each edge, so that blocks that meet at a corner are one.
        let (from, to) = (left.saturating_sub(1), (right + 1).min(last_column));
        let row = |row: usize| (from..=to).any(|column| (bounds.filled)(At { row, column }));
        let up = top > 0 && row(top - 1);
        let down = bottom < last_row && row(bottom + 1);
        (top, bottom) = (top - usize::from(up), bottom + usize::from(down));
        if up || down {
            continue;
        }
        let (from, to) = (top.saturating_sub(1), (bottom + 1).min(last_row));
        let column = |column: usize| (from..=to).any(|row| (bounds.filled)(At { row, column }));
        let back = left > 0 && column(left - 1);
        let on = right < last_column && column(right + 1);
        (left, right) = (left - usize::from(back), right + usize::from(on));
        if !back && !on {
            return Selection::range(at, at).around(At { row: top, column: left }, At { row: bottom, column: right });
        }
    }
}

fn step(from: At, motion: Motion, bounds: &Bounds<'_>) -> At {
    let (last_row, last_column) = (bounds.height.saturating_sub(1), bounds.width.saturating_sub(1));
    let At { row, column } = from;
    match motion {
        Motion::Up => At { row: row.saturating_sub(1), column },
        Motion::Down => At { row: (row + 1).min(last_row), column },
        Motion::Left => At { row, column: column.saturating_sub(1) },
        Motion::Right => At { row, column: (column + 1).min(last_column) },
        Motion::PageUp => At { row: row.saturating_sub(bounds.page.max(1)), column },
        Motion::PageDown => At { row: (row + bounds.page.max(1)).min(last_row), column },
        Motion::RowStart => At { row, column: 0 },
        Motion::RowEnd => At { row, column: last_column },
        Motion::Start => At::default(),
        Motion::End => At { row: bounds.records.saturating_sub(1).min(last_row), column: last_column },
        Motion::EdgeUp => edge(from, row, |i| At { row: row - i, column }, bounds),
        Motion::EdgeDown => edge(from, last_row - row.min(last_row), |i| At { row: row + i, column }, bounds),
        Motion::EdgeLeft => edge(from, column, |i| At { row, column: column - i }, bounds),
        Motion::EdgeRight => {
            edge(from, last_column - column.min(last_column), |i| At { row, column: column + i }, bounds)
        }
    }
}

/// To the end of a block of filled cells, or over empty ones to the next filled cell, as spreadsheets do.
fn edge(from: At, room: usize, nth: impl Fn(usize) -> At, bounds: &Bounds<'_>) -> At {
    let filled = |i: usize| (bounds.filled)(nth(i));
    if room == 0 {
        return from;
    }
    let in_block = (bounds.filled)(from) && filled(1);
    let stop = (1..=room).find(|&i| if in_block { i == room || !filled(i + 1) } else { filled(i) });
    nth(stop.unwrap_or(room))
}
