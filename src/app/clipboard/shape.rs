//! The shape of a paste: what goes where, what is repeated, what is left out.

use crate::app::grid::Selection;

/// Where a block of cells lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The first row.
    pub top: usize,
    /// The first column.
    pub left: usize,
    /// Rows written.
    pub height: usize,
    /// Columns written.
    pub width: usize,
    /// Columns of the block for which the grid has no room.
    pub columns_left_out: usize,
    /// Rows of the block for which the grid has no room; a table grows, a form does not.
    pub rows_left_out: usize,
}

/// Fits a block of `rows` × `columns` to a selection in a grid `width` columns wide.
///
/// One cell fills the selection; a block tiles into a multiple of itself; else it lands at the top left corner, rows
/// grow (up to `limit`) and columns never do.
#[must_use]
pub fn shape(selection: &Selection, rows: usize, columns: usize, width: usize, limit: Option<usize>) -> Shape {
    let ((top, _), (left, _)) = (selection.rows(), selection.columns());
    let (selected_rows, selected_columns) = selection.size();
    let multiple = |selected: usize, block: usize| block > 0 && selected.is_multiple_of(block);
    let tiles = multiple(selected_rows, rows) && multiple(selected_columns, columns);
    let (height, wide) = if tiles { (selected_rows, selected_columns) } else { (rows, columns) };
    let room = width.saturating_sub(left);
    let rows_room = limit.map_or(height, |limit| limit.saturating_sub(top));
    Shape {
        top,
        left,
        height: height.min(rows_room),
        width: wide.min(room),
        columns_left_out: wide.saturating_sub(room),
        rows_left_out: height.saturating_sub(rows_room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::grid::At;

    fn at(top: usize, left: usize, bottom: usize, right: usize) -> Selection {
        Selection::range(At { row: top, column: left }, At { row: bottom, column: right })
    }

    #[test]
    fn one_cell_fills_a_block_tiles_rows_grow_columns_never() {
        let cases = [
            (at(0, 0, 3, 1), (1, 1), (4, 2, 0)),
            (at(0, 0, 3, 1), (2, 1), (4, 2, 0)),
            (at(0, 0, 2, 1), (2, 1), (2, 1, 0)),
            (at(5, 3, 5, 3), (9, 4), (9, 2, 2)),
            (at(1, 1, 0, 0), (3, 2), (3, 2, 0)),
        ];
        for (selection, (rows, columns), (height, width, out)) in cases {
            let shape = shape(&selection, rows, columns, 5, None);
            assert_eq!((shape.height, shape.width, shape.columns_left_out), (height, width, out), "{selection:?}");
        }
        assert_eq!(shape(&at(3, 0, 3, 0), 9, 1, 1, Some(5)).rows_left_out, 7);
    }
}
