//! Rows that are put elsewhere, by key scripts.

use super::*;
use crate::app::grid::{GridId, Selection};
use crate::app::{Action, Notice};
use crate::model::Sheet;
use crate::text::messages::Impossible;

const PLAN: &str = "| name | amount |
                    | a    | 1      |
                    | [b]  | 2      |
                    | c    | 3      |
                    | d    | 4      |";

fn desk() -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), PLAN);
    desk.press("focus");
    desk
}

#[test]
fn rows_go_up_and_down_with_their_selection_and_undo_brings_them_back() {
    let mut desk = desk();
    desk.press("Alt+Shift+Down");
    assert_eq!(desk.titles(Sheet::Deals), ["a", "c", "b", "d"]);
    assert_eq!(desk.said(), Some(&Notice::Moved(1)));
    desk.press("Alt+Shift+Down Alt+Shift+Down");
    assert_eq!(desk.titles(Sheet::Deals), ["a", "c", "d", "b"]);
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::RowsAtEdge)));
    desk.press("Shift+Up Alt+Shift+Up");
    assert_eq!(desk.titles(Sheet::Deals), ["a", "d", "b", "c"]);
    let selection = desk.app.laid_out(desk.grid).unwrap().selection;
    assert_eq!((selection.rows(), selection.columns()), ((1, 2), (0, 0)), "both stay selected");
    desk.press("Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(desk.titles(Sheet::Deals), ["a", "b", "c", "d"]);
}

#[test]
fn rows_fall_where_they_are_dropped_and_nowhere_else() {
    let mut desk = desk();
    let drop = |desk: &mut Desk, rows: (usize, usize), before: usize| {
        let grid = desk.app.grid(desk.grid);
        let at = |row| crate::app::grid::At { row, column: 0 };
        grid.selection = Selection::range(at(rows.0), at(rows.1));
        desk.act(Action::DropRows(desk.grid, before));
        desk.titles(Sheet::Deals)
    };
    assert_eq!(drop(&mut desk, (0, 1), 4), ["c", "d", "a", "b"], "to the end");
    assert_eq!(drop(&mut desk, (3, 3), 0), ["b", "c", "d", "a"], "to the beginning");
    let stored = desk.stored();
    assert_eq!(drop(&mut desk, (1, 2), 2), ["b", "c", "d", "a"], "on themselves");
    assert_eq!(drop(&mut desk, (1, 2), 3), ["b", "c", "d", "a"], "where they are");
    assert_eq!(desk.stored(), stored, "nothing was written");
}

#[test]
fn sorted_rows_stay_and_say_why() {
    let mut desk = desk();
    desk.press("Up Up Enter Down Alt+Shift+Down");
    assert_eq!(desk.said(), Some(&Notice::Impossible(Impossible::Ordered)));
    assert_eq!(desk.titles(Sheet::Deals), ["a", "b", "c", "d"]);
}
