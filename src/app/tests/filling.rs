//! Filling with keys and with the corner of the selection.

use super::*;
use crate::app::arrange::Deed;
use crate::app::grid::{At, GridId, Selection};
use crate::app::{Action, Notice};
use crate::model::Sheet;

const GRID: GridId = GridId::Table(Sheet::Deals);

fn drag(desk: &mut Desk, row: usize, column: usize, other: bool) {
    desk.act(Action::FillTo { grid: desk.grid, to: At { row, column }, other });
}

#[test]
fn ctrl_d_copies_the_first_row_down() {
    let desk = check(
        "| name | amount | close      | entered    |
         | a    | [5     | 2026-04-01 | 2026-03-01 |
         | b    | 2      |            |            |
         | c    | 3      |            |            ]|",
        "Ctrl+D",
        "| name | amount | close      | entered     |
         | a    | [5     | 2026-04-01 | 2026-03-01  |
         | b    | 5      | 2026-04-01 | 2026-03-01  |
         | c    | 5      | 2026-04-01 | 2026-03-01] |
         |      |        |            |             |",
    );
    assert_eq!((desk.said(), desk.stored()), (Some(&Notice::Filled { cells: 6, invalid: 0, left: 0 }), 1));
}

#[test]
fn where_nothing_stands_before_the_cell_that_is_said() {
    for keys in ["click(0,1) Ctrl+D", "click(1,0) Ctrl+R"] {
        let mut desk = Desk::new(
            GRID,
            "| name | amount |
             | [a]  | 5      |
             | b    | 2      |",
        );
        desk.press(keys);
        let expected = Notice::Impossible(crate::text::messages::Impossible::NothingBefore);
        assert_eq!((desk.said(), desk.stored()), (Some(&expected), 0), "{keys}");
    }
}

#[test]
fn a_single_row_is_filled_from_the_one_above_and_the_last_one_becomes_a_record() {
    check(
        "| name | amount | close      |
         | a    | 5      | 2026-04-01 |
         | b    | [2     |            ]|",
        "Ctrl+D",
        "| name | amount | close      |
         | a    | 5      | 2026-04-01 |
         | b    | [5     | 2026-04-01] |
         |      |        |            |",
    );
    check(
        "| name | amount | close      |
         | a    | 5      | 2026-04-01 |",
        "click(1,0) Shift+Right Ctrl+D",
        "| name | amount | close      |
         | a    | 5      | 2026-04-01 |
         | [a   | 5]     |            |
         |      |        |            |",
    );
    let desk = check(
        "| name | amount |
         | [a]  | 5      |",
        "Ctrl+D",
        "| name | amount |
         | [a]  | 5      |
         |      |        |",
    );
    assert_eq!(desk.stored(), 0, "above the first row there is none");
}

#[test]
fn ctrl_r_copies_to_the_right_and_reads_what_is_of_another_kind() {
    check(
        "| name | amount | close      | entered    |
         | 12   | 2      | 2026-04-01 | 2026-03-01 |
         | b    | 3      | 2026-04-02 | 2026-03-01 |",
        "click(0,0) Shift+Right Ctrl+R click(1,2) Shift+Right Ctrl+R",
        "| name | amount | close       | entered     |
         | 12   | 12     | 2026-04-01  | 2026-03-01  |
         | b    | 3      | [2026-04-02 | 2026-04-02] |
         |      |        |             |             |",
    );
}

#[test]
fn the_corner_goes_on_with_a_series() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name    | amount | close      |
         | Visit 1 | 5      | 2026-04-30 |
         | Visit 2 | 6      | 2026-05-31 |
         | c       |        |            |
         | d       |        |            |",
    );
    desk.press("click(0,0) drag(1,2)");
    drag(&mut desk, 3, 1, false);
    desk.shows(
        "| name    | amount | close      |
         | [Visit 1 | 5     | 2026-04-30 |
         | Visit 2 | 6      | 2026-05-31 |
         | Visit 3 | 7      | 2026-06-30 |
         | Visit 4 | 8      | 2026-07-31] |
         |         |        |            |",
    );
    assert_eq!(desk.stored(), 1);
    desk.press("Ctrl+Z click(0,0) drag(1,2)");
    drag(&mut desk, 3, 1, true);
    assert_eq!((desk.cell(2, "name"), desk.cell(3, "close")), ("Visit 1".into(), "2026-05-31".into()), "as a copy");
}

#[test]
fn the_corner_goes_up_and_never_past_the_records() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | close        |
         | a    |              |
         | b    |              |
         | c    | [2026-04-03] |",
    );
    drag(&mut desk, 0, 1, false);
    assert_eq!((desk.cell(0, "close"), desk.cell(1, "close")), ("2026-04-01".into(), "2026-04-02".into()));
    desk.press("click(2,1)");
    drag(&mut desk, 9, 1, false);
    assert_eq!(desk.app.laid_out(desk.grid).unwrap().layout.records(), 3);
}

#[test]
fn a_double_click_fills_as_far_as_the_neighbour_goes() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close        |
         | a    | 1      | [2026-04-01] |
         | b    | 2      |              |
         | c    | 3      |              |
         | d    |        |              |",
    );
    desk.act(Action::FillToEnd(desk.grid));
    desk.shows(
        "| name | amount | close       |
         | a    | 1      | [2026-04-01 |
         | b    | 2      | 2026-04-02  |
         | c    | 3      | 2026-04-03] |
         | d    |        |             |
         |      |        |             |",
    );
}

#[test]
fn a_series_fills_the_empty_cells_of_the_selection() {
    check(
        "| name | close       | p_own |
         | a    | [2026-03-31 | 10%   |
         | b    | 2026-04-30  | 20%   |
         | c    |             |       |
         | d    |             |       ]|",
        "series",
        "| name | close       | p_own |
         | a    | [2026-03-31 | 10 %  |
         | b    | 2026-04-30  | 20 %  |
         | c    | 2026-05-31  | 30 %  |
         | d    | 2026-06-30  | 40 %] |
         |      |             |       |",
    );
}

#[test]
fn what_leaves_its_bounds_is_kept_and_looked_at() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | p_own |
         | a    | [80%  |
         | b    | 95%]  |
         | c    |       |",
    );
    drag(&mut desk, 2, 1, false);
    assert_eq!(desk.cell(2, "p_own"), "110%");
    assert_eq!(desk.said(), Some(&Notice::Filled { cells: 1, invalid: 1, left: 0 }));
    assert_eq!(desk.app.review_count(), 1);
}

#[test]
fn computed_columns_are_left_alone() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | p | weighted |
         | a    | [100]  |   |          |
         | b    |        |   |          |",
    );
    drag(&mut desk, 0, 3, false);
    assert_eq!(desk.stored(), 0);
}

#[test]
fn heads_are_no_source_and_no_step() {
    let mut desk = Desk::new(GRID, super::arranging::FIVE);
    desk.act(Action::Arrange(GRID, Deed::Group("owner".into(), None)));
    let amounts = |desk: &Desk| [1, 2, 4, 5, 7].map(|row| desk.cell(row, "amount"));
    let column = desk.app.laid_out(desk.grid).unwrap().layout.locate(desk.record(1), "amount").unwrap().1;
    let at = |desk: &mut Desk, from: usize, until: usize, keys: &str| {
        desk.app.grid(GRID).selection = Selection::range(At { row: from, column }, At { row: until, column });
        desk.press(keys);
    };
    at(&mut desk, 1, 2, "\"700\" Ctrl+Enter");
    assert_eq!(amounts(&desk)[..2], ["700", "700"]);
    let kept = amounts(&desk);
    // The first record of a group is filled from the record before it, not from the head between them.
    at(&mut desk, 4, 4, "Ctrl+D");
    assert_eq!(amounts(&desk), ["700", "700", "700", &kept[3], &kept[4]]);
    // A selection that begins on a head is filled from its first record.
    at(&mut desk, 4, 4, "\"300\" Enter");
    at(&mut desk, 3, 5, "Ctrl+D");
    assert_eq!(amounts(&desk), ["700", "700", "300", "300", &kept[4]]);
    at(&mut desk, 3, 3, "Ctrl+D");
    assert_eq!(amounts(&desk)[2..4], ["300", "300"], "a head alone is filled with nothing");
    // A series goes on below the head as if it were not there.
    at(&mut desk, 1, 1, "\"100\" Enter");
    at(&mut desk, 2, 2, "\"200\" Enter");
    desk.app.grid(GRID).selection = Selection::range(At { row: 1, column }, At { row: 2, column });
    desk.act(Action::FillTo { grid: GRID, to: At { row: 5, column }, other: false });
    assert_eq!(amounts(&desk)[..4], ["100", "200", "300", "400"]);
    // One cell fills the records of a selection with a head in it, and none below it.
    at(&mut desk, 1, 1, "Ctrl+C");
    at(&mut desk, 2, 4, "Ctrl+V");
    assert_eq!(amounts(&desk), ["100", "100", "100", "400", &kept[4]]);
}

#[test]
fn what_was_selected_to_be_filled_stays_so_when_it_is_undone_and_done_again() {
    // The last cell holds the value already: only the one between changes.
    let before = "| name | amount |
         | a    | [1     |
         | b    | 2      |
         | c    | 1]     |
         |      |        |";
    let mut desk = Desk::new(GRID, before.rsplit_once('\n').expect("lines").0);
    for keys in ["Ctrl+D Ctrl+Z", "Ctrl+Y Ctrl+Z"] {
        desk.press(keys).shows(before);
    }
    desk.press("Ctrl+Y").shows(&before.replace("| 2 ", "| 1 "));
}

#[test]
fn a_series_over_filled_cells_goes_on_from_the_first_two() {
    check(
        "| name | amount |
         | a    | [100   |
         | b    | 200    |
         | c    | 7      |
         | d    | 9]     |",
        "series",
        "| name | amount |
         | a    | [100   |
         | b    | 200    |
         | c    | 300    |
         | d    | 400]   |
         |      |        |",
    );
}

#[test]
fn ctrl_enter_says_what_it_filled() {
    let mut desk = Desk::new(GRID, "| name | amount |\n| a | [1 |\n| b | 2 |\n| c | 3] |");
    desk.press("Ctrl+Enter");
    assert_eq!(desk.said(), Some(&Notice::Filled { cells: 3, invalid: 0, left: 0 }));
    assert_eq!((desk.cell(1, "amount"), desk.cell(2, "amount")), ("1".into(), "1".into()));
}

#[test]
fn what_another_column_does_not_take_is_left_out_and_its_cells_keep_what_they_hold() {
    let before = "| name | account | owner | amount | close      | p_own |
                  | a    | Acme    | Li    | [40    | 2026-04-01 | 10 %] |
                  | Li   | Acme    | Wu    | 5      | 2026-04-02 | 20 %  |
                  |      |         |       |        |            |       |";
    let mut desk = Desk::new(GRID, before.rsplit_once('\n').expect("lines").0);
    let people = desk.titles(Sheet::Persons);
    desk.press("Ctrl+R").shows(&before.replace("10 %", "40 %"));
    assert_eq!((desk.said(), desk.stored()), (Some(&Notice::Filled { cells: 1, invalid: 0, left: 1 }), 1));
    assert_eq!(desk.app.review_count(), 0, "nothing is left to repair");
    desk.press("Ctrl+Z").shows(before);
    // No name of a deal or a customer begins a person; that of one is found.
    desk.press("click(0,0) drag(1,2) Ctrl+R click(1,0)").shows(
        "| name | account | owner | amount | close      | p_own |
         | a    | Acme    | Li    | 40     | 2026-04-01 | 10 %  |
         | [Li] | Acme    | Li    | 5      | 2026-04-02 | 20 %  |
         |      |         |       |        |            |       |",
    );
    assert_eq!(desk.said(), Some(&Notice::Filled { cells: 1, invalid: 0, left: 3 }));
    assert_eq!(desk.titles(Sheet::Persons), people);
    // Nothing fits: nothing is written, and that is said.
    let stored = desk.stored();
    desk.press("click(0,1) drag(0,2) Ctrl+R");
    assert_eq!((desk.said(), desk.stored()), (Some(&Notice::Filled { cells: 0, invalid: 0, left: 1 }), stored));
    desk.press("click(2,3) drag(2,4)");
    drag(&mut desk, 2, 5, false);
    assert_eq!(desk.app.laid_out(GRID).expect("a table").layout.records(), 2, "no row begins with nothing");
}

#[test]
fn the_corner_drawn_across_leaves_out_what_does_not_fit() {
    let mut desk = Desk::new(
        GRID,
        "| name | amount | close        | p_own |
         | a    | 5      | [2026-04-01] | 10%   |",
    );
    drag(&mut desk, 0, 3, false);
    assert_eq!((desk.cell(0, "p_own").as_str(), desk.stored()), ("10 %", 0));
    assert_eq!(desk.said(), Some(&Notice::Filled { cells: 0, invalid: 0, left: 1 }));
}
