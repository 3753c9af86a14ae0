//! Several ranges at once: by Ctrl and the mouse, by Shift+F8 and keys; what is done with all of them.

use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::*;
use crate::app::command::Chosen;
use crate::app::grid::{At, Choice, Grid, GridId, Selection};
use crate::app::{Action, Effect, Notice};
use crate::model::Sheet;
use crate::text::messages::Impossible;

const DEALS: GridId = GridId::Table(Sheet::Deals);

const TABLE: &str = "| name | amount | note |
                     | a    | 1      | p    |
                     | b    | 2      | q    |
                     | c    | 3      | r    |
                     | d    | 4      | s    |";

fn desk(keys: &str) -> Desk {
    let mut desk = Desk::new(DEALS, TABLE);
    desk.press("focus");
    desk.press(keys);
    desk
}

/// The selected cells as `row,column`, in order.
fn selected(desk: &mut Desk) -> String {
    let mut cells: Vec<At> = desk.app.grid(DEALS).selected().collect();
    cells.sort_unstable();
    cells.iter().map(|at| format!("{},{}", at.row, at.column)).collect::<Vec<_>>().join(" ")
}

fn rows(desk: &mut Desk, rows: &[usize]) {
    for row in rows {
        desk.act(Action::PointAlso { grid: DEALS, at: At { row: *row, column: 0 }, what: Chosen::Rows });
    }
}

#[test]
fn a_press_with_ctrl_adds_a_range_and_takes_one_out() {
    let cases = [
        ("click(0,0) add(2,1)", "0,0 2,1"),
        ("click(0,0) drag(1,0) add(2,1) drag(3,2)", "0,0 1,0 2,1 2,2 3,1 3,2"),
        // What overlaps is there once.
        ("click(0,0) drag(1,1) add(3,0) drag(1,1)", "0,0 0,1 1,0 1,1 2,0 2,1 3,0 3,1"),
        // A cell in the midst of a range leaves the others.
        ("click(0,0) drag(2,2) add(1,1)", "0,0 0,1 0,2 1,0 1,2 2,0 2,1 2,2"),
        ("click(0,0) add(2,1) add(0,0)", "2,1"),
        // The last one stays: something is always selected.
        ("click(0,0) add(0,0)", "0,0"),
        // Whoever goes elsewhere selects nothing but that.
        ("click(0,0) add(2,1) click(3,2)", "3,2"),
        ("click(0,0) add(2,1) click(2,1)", "2,1"),
        ("click(0,0) add(2,1) Down", "3,1"),
        ("click(0,0) add(2,1) Esc", "2,1"),
        ("click(0,0) add(2,1) Home", "2,0"),
        // Shift goes on with the range that was begun last.
        ("click(0,0) add(2,1) Shift+Right", "0,0 2,1 2,2"),
    ];
    for (keys, expected) in cases {
        assert_eq!(selected(&mut desk(keys)), expected, "{keys}");
    }
}

#[test]
fn keys_add_ranges_after_shift_f8() {
    let cases = [
        ("click(0,0) Shift+Down Shift+F8 Down Down Right Shift+Right", "0,0 1,0 2,1 2,2"),
        ("click(0,0) Shift+F8 Down Down Shift+F8 Right", "0,0 2,0 2,1"),
        ("click(0,0) Shift+F8 Down Down Esc", "2,0"),
        ("click(0,0) Shift+F8 Down Esc Down", "2,0"),
        // A press adds, too: a finger has no Ctrl.
        ("click(0,0) Shift+F8 click(1,1) click(2,2) click(1,1)", "0,0 2,2"),
    ];
    for (keys, expected) in cases {
        assert_eq!(selected(&mut desk(keys)), expected, "{keys}");
    }
    assert_eq!(desk("click(0,0) Shift+F8").said(), Some(&Notice::SelectingMore));
}

#[test]
fn other_rows_in_the_same_places_are_not_selected() {
    let mut sorted = desk("click(0,0) add(2,1)");
    sorted.act(Action::Run(DEALS, command("sort.down")));
    assert!(!sorted.app.grid(DEALS).is_scattered());
    let mut inserted = desk("click(1,0) add(3,1) Ctrl+Shift+Enter");
    assert!(!inserted.app.grid(DEALS).is_scattered());
    // What changes cells alone leaves them.
    let mut cleared = desk("click(0,0) add(2,1) Delete");
    assert_eq!(selected(&mut cleared), "0,0 2,1");
}

fn command(id: &str) -> crate::app::command::Command {
    crate::app::command::TABLE.iter().find(|entry| entry.id == id).unwrap().command
}

#[test]
fn what_is_done_is_done_with_all_cells_in_one_step() {
    let mut desk = desk("click(0,0) drag(0,1) add(2,1) add(1,2) Delete");
    desk.shows(
        "| name | amount | note |
                |      |        | p    |
                | b    | 2      | []   |
                | c    |        | r    |
                | d    | 4      | s    |
                |      |        |      |",
    );
    assert_eq!((desk.stored(), desk.said()), (1, Some(&Notice::Cleared(4))));
    desk.press("Ctrl+Z");
    assert_eq!((desk.cell(0, "name"), desk.cell(2, "amount")), ("a".into(), "3".into()));

    let mut desk = self::desk("click(0,2) add(2,2) add(3,2) x Ctrl+Enter");
    desk.shows(
        "| name | amount | note |
                | a    | 1      | x    |
                | b    | 2      | q    |
                | c    | 3      | x    |
                | d    | 4      | [x]  |
                |      |        |      |",
    );
    assert_eq!(desk.stored(), 1);
}

#[test]
fn a_sum_counts_each_cell_once() {
    let mut desk = desk("click(0,1) add(2,1) drag(3,1) add(3,0) drag(2,1)");
    let grid = desk.grid;
    let summary = desk.app.selection_summary(grid);
    assert_eq!((summary.count, summary.sum.as_ref().map(minor)), (5, Some(800)));
    // Another range, another sum.
    desk.press("add(1,1)");
    assert_eq!(desk.app.selection_summary(grid).sum.as_ref().map(minor), Some(1000));
}

fn minor(value: &crate::model::Value) -> i64 {
    let crate::model::Value::Money(money) = value else { panic!("{value:?}") };
    money.minor
}

#[test]
fn whole_rows_are_deleted_and_doubled_together() {
    let mut deleted = desk("click(0,0) Shift+Space");
    rows(&mut deleted, &[2]);
    assert_eq!(deleted.app.chosen(DEALS), Chosen::Rows);
    deleted.press("Ctrl+Delete");
    deleted.shows(
        "| name | amount | note |
                   | [b]  | 2      | q    |
                   | d    | 4      | s    |
                   |      |        |      |",
    );
    deleted.press("Ctrl+Z");
    assert_eq!(deleted.titles(Sheet::Deals), ["a", "b", "c", "d"]);

    let mut doubled = desk("click(0,0) Shift+Space");
    rows(&mut doubled, &[2, 3, 3]);
    doubled.press("Ctrl+Shift+D");
    assert_eq!(doubled.titles(Sheet::Deals), ["a", "b", "c", "a", "c", "d"]);
}

#[test]
fn ranges_with_the_same_rows_or_columns_are_copied_together() {
    let copied = |keys: &str| desk(&format!("{keys} Ctrl+C")).clipboard().to_owned();
    assert_eq!(copied("click(0,0) drag(0,1) add(2,0) drag(3,1)"), "a\t1\r\nc\t3\r\nd\t4\r\n");
    assert_eq!(copied("click(0,0) drag(1,0) add(0,2) drag(1,2)"), "a\tp\r\nb\tq\r\n");
    assert_eq!(copied("click(2,0) add(0,0)"), "a\r\nc\r\n", "in the order of the table");
    let refused = |keys: &str, why: Impossible| {
        let desk = desk(keys);
        assert_eq!(desk.said(), Some(&Notice::Impossible(why)), "{keys}");
        assert_eq!(desk.stored(), 0);
        assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Clipboard { .. })), "{keys}");
    };
    refused("click(0,0) add(1,1) Ctrl+C", Impossible::ApartRanges);
    for keys in ["Ctrl+X", "Ctrl+D", "Ctrl+R", "series", "paste:x\\ty", "Alt+Shift+Down"] {
        refused(&format!("click(0,0) add(2,0) {keys}"), Impossible::SeveralRanges);
    }
}

#[test]
fn one_cell_is_pasted_into_every_range() {
    let mut desk = desk("click(3,2) Ctrl+C click(0,2) drag(0,1) add(2,2) drag(3,2) Ctrl+V");
    desk.shows(
        "| name | amount | note |
         | a    | !s     | s    |
         | b    | 2      | q    |
         | c    | 3      | [s   |
         | d    | 4      | s]   |
         |      |        |      |",
    );
    assert_eq!((desk.stored(), selected(&mut desk)), (1, "0,1 0,2 2,2 3,2".into()));
}

#[test]
fn enter_and_tab_go_from_range_to_range() {
    let mut desk = desk("click(0,0) drag(1,0) add(3,1) drag(3,2)");
    let active = |desk: &mut Desk| {
        let At { row, column } = desk.app.grid(DEALS).selection.active;
        format!("{row},{column}")
    };
    let mut way = vec![active(&mut desk)];
    for _ in 0..4 {
        desk.press("Enter");
        way.push(active(&mut desk));
    }
    assert_eq!(way, ["3,1", "3,2", "0,0", "1,0", "3,1"]);
    for _ in 0..4 {
        desk.press("Shift+Tab");
        way.push(active(&mut desk));
    }
    assert_eq!(way[5..], ["1,0", "0,0", "3,2", "3,1"]);
    assert_eq!(selected(&mut desk), "0,0 1,0 3,1 3,2");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Against a set of cells: what was not selected whole is added, what was is taken out.
    #[test]
    fn ranges_are_the_set_of_their_cells(steps in prop::collection::vec((0..4_usize, 0..5_usize, 0..4_usize, 0..5_usize), 1..9)) {
        let mut grid = Grid::new(DEALS, crate::app::grid::Arrangement { columns: Choice::default(), ..Default::default() });
        let mut cells: FxHashSet<At> = grid.selected().collect();
        for (row, column, to_row, to_column) in steps {
            let area = Selection::range(At { row, column }, At { row: to_row, column: to_column });
            let is_in_one = grid.areas().any(|own| area.cells().all(|at| own.contains(at)));
            grid.toggle(area);
            let own: FxHashSet<At> = area.cells().collect();
            let left: FxHashSet<At> = cells.difference(&own).copied().collect();
            cells = match (is_in_one, left.is_empty()) {
                (false, _) => cells.union(&own).copied().collect(),
                (true, false) => left,
                (true, true) => own,
            };
            let listed: Vec<At> = grid.selected().collect();
            prop_assert_eq!(listed.len(), cells.len(), "each once");
            prop_assert_eq!(&listed.iter().copied().collect::<FxHashSet<At>>(), &cells);
            prop_assert!(cells.contains(&grid.selection.active));
            let within = |spans: &[(usize, usize)], at: usize| spans.iter().filter(|(from, to)| (*from..=*to).contains(&at)).count();
            for at in &cells {
                prop_assert_eq!(within(&grid.selected_rows(), at.row), 1);
                prop_assert_eq!(within(&grid.selected_columns(), at.column), 1);
            }
        }
    }
}
