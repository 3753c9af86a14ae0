//! The selection: by keys, by the mouse, to the edges of blocks.

use super::*;

const BLOCKS: &str = "| name | amount | close      | note |
                      | a    | 1      |            | x    |
                      | b    |        |            |      |
                      | c    | 3      | 2026-04-01 |      |
                      | d    | 4      | 2026-04-02 | y    |";

/// Where keys lead from a cell: (keys, active, far) by row and column.
#[track_caller]
fn leads(from: (usize, usize), cases: &[(&str, (usize, usize), (usize, usize))]) {
    use crate::app::grid::{At, GridId, Selection};
    for (keys, active, far) in cases {
        let mut desk = Desk::new(GridId::Table(crate::model::Sheet::Deals), BLOCKS);
        desk.app.grid(desk.grid).page = 3;
        desk.press(&format!("click({},{}) {keys}", from.0, from.1));
        let at = |(row, column): (usize, usize)| At { row, column };
        let expected = Selection::range(at(*active), at(*far));
        assert_eq!(desk.app.grid(desk.grid).selection, expected, "{keys} from {from:?}");
    }
}

#[test]
fn arrows_stop_at_the_edges() {
    leads((0, 0), &[("Up", (0, 0), (0, 0)), ("Left", (0, 0), (0, 0)), ("Down Right", (1, 1), (1, 1))]);
    leads((4, 3), &[("Down", (4, 3), (4, 3)), ("Right", (4, 3), (4, 3)), ("Up Left", (3, 2), (3, 2))]);
}

#[test]
fn home_end_and_pages() {
    leads(
        (2, 2),
        &[
            ("Home", (2, 0), (2, 0)),
            ("End", (2, 3), (2, 3)),
            ("Ctrl+Home", (0, 0), (0, 0)),
            ("Ctrl+End", (3, 3), (3, 3)),
            ("PageUp", (0, 2), (0, 2)),
            ("PageDown", (4, 2), (4, 2)),
            ("Shift+Home", (2, 2), (2, 0)),
            ("Shift+End", (2, 2), (2, 3)),
            ("Ctrl+Shift+Home", (2, 2), (0, 0)),
            ("Ctrl+Shift+End", (2, 2), (3, 3)),
            ("Shift+PageUp", (2, 2), (0, 2)),
            ("Shift+PageDown", (2, 2), (4, 2)),
        ],
    );
}

#[test]
fn what_is_stretched_goes_by_the_active_cells_row_and_column() {
    // The last row is filled to its end, the first is not: in whichever order, the same cells.
    let both = |keys| (keys, (0, 0), (3, 1));
    leads((0, 0), &[both("Ctrl+Shift+Down Ctrl+Shift+Right"), both("Ctrl+Shift+Right Ctrl+Shift+Down")]);
}

#[test]
fn ctrl_arrows_go_to_the_edges_of_blocks() {
    leads((0, 0), &[("Ctrl+Down", (3, 0), (3, 0)), ("Ctrl+Right", (0, 1), (0, 1)), ("Ctrl+Up", (0, 0), (0, 0))]);
    leads((0, 1), &[("Ctrl+Down", (2, 1), (2, 1)), ("Ctrl+Right", (0, 3), (0, 3)), ("Ctrl+Left", (0, 0), (0, 0))]);
    leads((2, 1), &[("Ctrl+Down", (3, 1), (3, 1)), ("Ctrl+Up", (0, 1), (0, 1)), ("Ctrl+Right", (2, 2), (2, 2))]);
    leads((3, 0), &[("Ctrl+Down", (4, 0), (4, 0)), ("Ctrl+Up", (0, 0), (0, 0)), ("Ctrl+Right", (3, 3), (3, 3))]);
    leads((1, 3), &[("Ctrl+Left", (1, 0), (1, 0)), ("Ctrl+Down", (3, 3), (3, 3))]);
    leads(
        (0, 0),
        &[
            ("Ctrl+Shift+Down", (0, 0), (3, 0)),
            ("Ctrl+Shift+Down Ctrl+Shift+Right", (0, 0), (3, 1)),
            ("Ctrl+Shift+Right Ctrl+Shift+Left", (0, 0), (0, 0)),
        ],
    );
    leads((3, 3), &[("Ctrl+Shift+Up", (3, 3), (0, 3)), ("Ctrl+Shift+Left", (3, 3), (3, 0))]);
}

#[test]
fn shift_stretches_and_shrinks() {
    leads(
        (1, 1),
        &[
            ("Shift+Down Shift+Right", (1, 1), (2, 2)),
            ("Shift+Down Shift+Up Shift+Up", (1, 1), (0, 1)),
            ("Shift+Left Shift+Left Shift+Left", (1, 1), (1, 0)),
            ("Shift+Down Down", (2, 1), (2, 1)),
            ("Shift+Down Esc", (1, 1), (1, 1)),
        ],
    );
}

/// What whole rows, columns and everything come to: (keys, active, anchor, far).
#[test]
fn whole_rows_and_columns_leave_the_active_cell_where_it_is() {
    use crate::app::Effect;
    use crate::app::grid::{At, GridId, Selection};
    type Place = (usize, usize);
    let cases: &[(&str, Place, Place, Place)] = &[
        ("click(1,1) Shift+Space", (1, 1), (1, 0), (1, 3)),
        ("click(1,1) Shift+Down Shift+Space", (1, 1), (1, 0), (2, 3)),
        ("click(2,1) Shift+Up Shift+Space", (2, 1), (2, 0), (1, 3)),
        ("click(1,1) Ctrl+Space", (1, 1), (0, 1), (3, 1)),
        ("click(1,1) Ctrl+A", (1, 1), (0, 0), (3, 3)),
        ("click(1,1) Ctrl+Shift+Space", (1, 1), (0, 0), (3, 3)),
        ("click(4,1) Ctrl+Space", (3, 1), (0, 1), (3, 1)),
        ("click(2,1) Ctrl+Space Shift+Right", (2, 1), (0, 1), (3, 2)),
        ("click(2,1) Ctrl+Space Shift+Left Shift+Left", (2, 1), (0, 1), (3, 0)),
        ("click(1,1) Shift+Space Shift+Down", (1, 1), (1, 0), (2, 3)),
        ("click(2,1) Ctrl+Space Shift+Up Shift+Up", (1, 1), (0, 1), (1, 1)),
        ("click(1,1) Ctrl+A Esc", (1, 1), (1, 1), (1, 1)),
        ("click(1,1) Ctrl+A Down", (2, 1), (2, 1), (2, 1)),
        ("click(1,1) Ctrl+A drag(2,2)", (1, 1), (1, 1), (2, 2)),
    ];
    for (keys, active, anchor, far) in cases {
        let mut desk = Desk::new(GridId::Table(crate::model::Sheet::Deals), BLOCKS);
        desk.press(keys);
        let [active, anchor, far] = [active, anchor, far].map(|place| At { row: place.0, column: place.1 });
        assert_eq!(desk.app.grid(desk.grid).selection, Selection { active, anchor, far }, "{keys}");
    }
    // Far down a long table nothing scrolls, and what is typed goes where it was seen to go.
    let rows: String = (0..300).map(|row| format!("| deal {row} | {row} |\n")).collect();
    let mut desk = Desk::new(GridId::Table(crate::model::Sheet::Deals), &format!("| name | amount |\n{rows}"));
    for keys in
        ["Ctrl+Space", "Shift+Space", "Ctrl+A", "Ctrl+Shift+Space", "Ctrl+Space Shift+Left", "Shift+Space Shift+Up"]
    {
        desk.press("click(200,1)");
        desk.effects.clear();
        desk.press(keys);
        let near = |effect: &Effect| !matches!(effect, Effect::Reveal(_, at) if at.row != 200 && at.row != 199);
        assert!(desk.effects.iter().all(near), "{keys}: {:?}", desk.effects);
        desk.press("\"7\" Enter");
        assert_eq!((desk.cell(200, "amount"), desk.cell(0, "amount")), ("7".into(), "0".into()), "{keys}");
    }
}

#[test]
fn the_mouse_selects_shift_and_drag_stretch() {
    leads(
        (1, 1),
        &[("drag(3,2)", (1, 1), (3, 2)), ("drag(3,2) drag(0,0)", (1, 1), (0, 0)), ("drag(9,9)", (1, 1), (4, 3))],
    );
    leads((1, 1), &[("drag(3,2) click(0,1)", (0, 1), (0, 1)), ("click(99,99)", (4, 3), (4, 3))]);
}

#[test]
fn typing_into_a_range_edits_the_active_cell_and_enter_goes_on_within_it() {
    check(
        "| name | amount |
         | a    | [1     |
         | b    | 2]     |",
        "9 Enter",
        "| name | amount |
         | a    | <9     |
         | b    | [2]    |
         |      |        |",
    );
}

#[test]
fn select_all_takes_the_block_first_and_then_everything() {
    let block = "| name    | account | amount | close      |
                 | Haitian |         | 10     | 2026-03-20 |
                 | Kehua   |         | [20]   |            |
                 | Lumen   |         | 30     | 2026-04-01 |";
    check(
        block,
        "Ctrl+A",
        "| name    | account | amount | close       |
         | Haitian |         | <10    | 2026-03-20  |
         | Kehua   |         | [20    |             |
         | Lumen   |         | 30     | 2026-04-01] |
         |         |         |        |             |",
    )
    .press("Ctrl+A")
    .shows(
        "| name     | account | amount | close       |
         | <Haitian |         | 10     | 2026-03-20  |
         | Kehua    |         | [20    |             |
         | Lumen    |         | 30     | 2026-04-01] |
         |          |         |        |             |",
    );
}

#[test]
fn whole_columns_are_selected_and_the_rest_follows() {
    check(
        "| name    | amount | close      |
         | Haitian | 10     | 2026-03-20 |
         | Kehua   | [20]   | 2026-03-21 |",
        "Ctrl+Space Shift+Right",
        "| name    | amount | close       |
         | Haitian | <10    | 2026-03-20  |
         | Kehua   | [20    | 2026-03-21] |
         |         |        |             |",
    );
}

#[test]
fn the_activities_open_at_what_is_ahead() {
    use crate::app::grid::GridId;
    use crate::app::{Action, Tab};
    use crate::model::{Sheet, Value};
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name |\n| a |");
    let today = desk.app.today();
    for (days, status) in
        [(-9, Some("done")), (-2, None), (3, Some("cancelled")), (0, Some("done")), (1, None), (7, None)]
    {
        let status = status.map(|status| ("status", Value::Choice(status.into())));
        let cells = [("planned", Value::Date(today.plus_days(days)))].into_iter().chain(status).collect();
        super::desk::add(&mut desk.app, Sheet::Activities, cells);
    }
    desk.act(Action::Show(Tab::Activities));
    let grid = GridId::Table(Sheet::Activities);
    assert_eq!(desk.app.grid(grid).selection.active.row, 4);
    desk.app.grid(grid).selection = crate::app::grid::Selection::at(1, 0);
    desk.act(Action::Show(Tab::Funnel));
    desk.act(Action::Show(Tab::Activities));
    assert_eq!(desk.app.grid(grid).selection.active.row, 1, "later it is found where it was left");
}

#[test]
fn what_is_pressed_to_ask_something_of_it_is_the_active_one_and_what_is_selected_with_it_stays() {
    use crate::app::Action;
    use crate::app::command::{Arranging, Chosen, Command};
    use crate::app::grid::{At, GridId};
    let grid = GridId::Table(crate::model::Sheet::Deals);
    let turn = |desk: &mut Desk, row, column, what| {
        desk.act(Action::TurnTo { grid, at: At { row, column }, what });
        let selection = desk.app.grid(grid).selection;
        (selection.active, selection.rows(), selection.columns())
    };
    let column = |desk: &mut Desk| desk.app.column_in_use(grid).unwrap().to_string();

    // A block that was pasted into an empty table holds all rows of its columns, and is none of columns.
    let mut desk = Desk::new(grid, "| name | amount | note |\n|      |        | []   |");
    desk.press("click(0,0) paste:a\\t2\\tx\\nb\\t1\\ty");
    assert_eq!(desk.app.chosen(grid), Chosen::Rows, "all columns");
    let mut desk = Desk::new(grid, BLOCKS);
    desk.press("click(0,0) drag(3,1)");
    assert_eq!(turn(&mut desk, 2, 1, Chosen::Columns), (At { row: 2, column: 1 }, (0, 3), (1, 1)));
    desk.act(Action::Run(grid, Command::Clear));
    assert_eq!((desk.cell(0, "name"), desk.cell(0, "amount")), ("a".into(), String::new()), "the names stay");
    desk.press("Ctrl+Z click(0,0) drag(3,1)");
    turn(&mut desk, 2, 1, Chosen::Columns);
    desk.act(Action::Run(grid, Command::Arrange(Arranging::SortDown)));
    assert_eq!((column(&mut desk), desk.cell(0, "name")), ("amount".into(), "d".into()));

    // Columns that were selected by their headings stay selected.
    let mut desk = Desk::new(grid, BLOCKS);
    desk.press("click(0,1) drag(0,2) Ctrl+Space");
    assert_eq!(turn(&mut desk, 3, 2, Chosen::Columns), (At { row: 3, column: 2 }, (0, 3), (1, 2)));
    assert_eq!(column(&mut desk), "close", "not the one that was active");
    assert_eq!(turn(&mut desk, 0, 0, Chosen::Columns), (At { row: 0, column: 0 }, (0, 3), (0, 0)), "one beside them");

    // Rows and cells, of several ranges too.
    let mut desk = Desk::new(grid, BLOCKS);
    desk.press("click(1,0) drag(2,3)");
    assert_eq!(turn(&mut desk, 2, 0, Chosen::Rows), (At { row: 2, column: 0 }, (1, 2), (0, 3)));
    desk.press("click(0,0) drag(1,1) add(3,2)");
    assert_eq!(turn(&mut desk, 1, 1, Chosen::Cells), (At { row: 1, column: 1 }, (0, 1), (0, 1)));
    assert_eq!(desk.app.grid(grid).areas().count(), 2);
    assert_eq!(turn(&mut desk, 3, 0, Chosen::Cells), (At { row: 3, column: 0 }, (3, 3), (0, 0)));
    assert_eq!(desk.app.grid(grid).areas().count(), 1);
}

#[test]
fn enter_comes_back_to_the_column_where_tabs_began_wherever_it_stands_now() {
    use crate::app::command::{Arranging, Command};
    use crate::app::grid::{At, GridId};
    let mut desk = Desk::new(GridId::Table(crate::model::Sheet::Deals), BLOCKS);
    desk.press("focus click(1,2) Shift+Tab");
    desk.act(crate::app::Action::Run(desk.grid, Command::Arrange(Arranging::HideColumn)));
    desk.press("Enter");
    assert_eq!(desk.app.grid(desk.grid).selection.active, At { row: 2, column: 1 }, "the close");
    // The last column, with one less before it.
    desk.press("click(1,2) Shift+Tab");
    desk.act(crate::app::Action::Run(desk.grid, Command::Arrange(Arranging::HideColumn)));
    desk.press("Enter");
    assert_eq!(desk.app.grid(desk.grid).selection.active, At { row: 2, column: 1 }, "the note");
}
