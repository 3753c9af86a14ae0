//! The headings by keys: going there, sorting, moving and widening columns, their menu.

use super::*;
use crate::app::command::{Arranging, Command};
use crate::app::grid::GridId;
use crate::app::{Action, Effect, Notice, Panel};
use crate::model::{Key, Sheet};

const GRID: GridId = GridId::Table(Sheet::Deals);

const THREE: &str = "| name | owner | amount |
                     | b    | [Li]  | 1      |
                     | a    | Chen  | 2      |
                     | c    | Li    | 1      |";

fn desk() -> Desk {
    Desk::new(GRID, THREE)
}

/// The columns with their widths, the heading in focus in brackets, sorted ones with their direction.
fn headings(desk: &mut Desk) -> String {
    let grid = desk.app.grid(GRID);
    let heading = |at: usize| {
        let shown = grid.layout.shown(0, at)?;
        let sign = match grid.arrangement.sorted(&shown.key) {
            Some((at, descending)) => format!("{}{}", if descending { "-" } else { "+" }, at + 1),
            None => String::new(),
        };
        let text = format!("{}{sign} {}", shown.key, shown.width);
        Some(if grid.head == Some(at) { format!("[{text}]") } else { text })
    };
    (0..grid.layout.width()).filter_map(heading).collect::<Vec<_>>().join(", ")
}

#[test]
fn up_from_the_first_row_leads_to_the_heading_and_down_back() {
    let mut desk = desk();
    desk.press("Up");
    assert_eq!(headings(&mut desk), "name 178, [owner 84], amount 108");
    desk.press("Right Right Left Left Left");
    assert_eq!(headings(&mut desk), "[name 178], owner 84, amount 108");
    desk.press("End Down");
    desk.shows(
        "| name | owner | amount |
         | b    | Li    | [1]    |
         | a    | Chen  | 2      |
         | c    | Li    | 1      |
         |      |       |        |",
    );
    desk.press("Up Esc");
    assert_eq!(headings(&mut desk), "name 178, owner 84, amount 108");
    desk.press("Down Down Up Up Up");
    assert_eq!(desk.app.grid(GRID).head, Some(2), "one step after the other");
}

#[test]
fn a_heading_in_use_goes_with_its_column() {
    let mut desk = desk();
    let in_use = |desk: &mut Desk| {
        let grid = desk.app.grid(GRID);
        (grid.head, grid.head.and_then(|at| Some(grid.layout.shown(0, at)?.key.to_string())))
    };
    desk.press("Up Shift+Right");
    assert_eq!(in_use(&mut desk), (Some(2), Some("owner".to_owned())));
    // Undo shows the columns as they are defined, of which this table had three.
    desk.press("Ctrl+Z");
    let stood = in_use(&mut desk);
    assert_eq!(stood.1.as_deref(), Some("owner"));
    desk.press("Shift+Left");
    assert_eq!(in_use(&mut desk), (stood.0.map(|at| at - 1), Some("owner".to_owned())));
    desk.press("Ctrl+Z");
    assert_eq!(in_use(&mut desk), stood);
    // A new column has the keys, wherever it was asked for.
    let definition = super::columns::own("Half", crate::model::Kind::Text);
    let edit =
        crate::app::ColumnEdit { sheet: Sheet::Deals, definition, behind: Some("name".into()), grid: Some(GRID) };
    desk.act(Action::Define(Box::new(edit)));
    let (at, half) = in_use(&mut desk);
    let label = half.and_then(|key| Some(desk.app.plan().table(Sheet::Deals).definition(&key)?.label.en.clone()));
    assert_eq!(label.as_deref(), Some("Half"));
    assert_eq!(Some(desk.app.grid(GRID).selection.active.column), at);
}

#[test]
fn enter_sorts_and_shift_enter_adds() {
    let mut desk = desk();
    desk.press("Up Right Enter");
    assert_eq!(headings(&mut desk), "name 178, owner 84, [amount+1 108]");
    desk.press("Enter Left Left Shift+Enter");
    assert_eq!(headings(&mut desk), "[name+2 178], owner 84, amount-1 108");
    desk.press("Shift+Enter Down");
    desk.shows(
        "| name | owner | amount |
         | [a]  | Chen  | 2      |
         | c    | Li    | 1      |
         | b    | Li    | 1      |
         |      |       |        |",
    );
    desk.press("Up Enter");
    assert_eq!(headings(&mut desk), "[name 178], owner 84, amount 108", "after descending comes not at all");
}

#[test]
fn keys_move_and_widen_the_column() {
    let mut desk = desk();
    desk.press("Up Shift+Right");
    assert_eq!(headings(&mut desk), "name 178, amount 108, [owner 84]");
    desk.press("Shift+Right Shift+Left Shift+Left Alt+Right Alt+Right Alt+Left");
    assert_eq!(headings(&mut desk), "[owner 104], name 178, amount 108");
    desk.press("Ctrl+Z");
    assert_eq!(headings(&mut desk), "[owner 124], name 178, amount 108");
}

#[test]
fn a_heading_is_no_cell() {
    let mut desk = desk();
    let before = desk.digest();
    desk.press("Up x Delete F2 Space Ctrl+; Ctrl+Shift+D Ctrl+Delete ime:k,科 Shift+Down");
    assert_eq!((desk.digest(), desk.editor().is_none()), (before, true));
    assert_eq!(desk.app.grid(GRID).head, Some(1));
    desk.press("click(1,0) x");
    assert_eq!((desk.app.grid(GRID).head, desk.editor().is_some()), (None, true), "a cell takes the focus back");
}

#[test]
fn menus_and_panels_are_asked_for() {
    let mut desk = desk();
    desk.press("Up Alt+Down Ctrl+Shift+L");
    assert!(desk.effects.contains(&Effect::HeadingMenu(GRID)));
    assert!(desk.effects.contains(&Effect::Panel(GRID, Panel::FilterOf(Key::new("owner")))));
    desk.act(Action::Run(GRID, Command::Arrange(Arranging::FitColumn)));
    assert!(desk.effects.contains(&Effect::Fit(GRID, Key::new("owner"))));
    assert_eq!(desk.app.widest_texts(GRID, &Key::new("owner"), 2), ["Chen", "Li"]);
    desk.effects.clear();
    desk.press("Shift+F10");
    assert!(desk.effects.contains(&Effect::HeadingMenu(GRID)), "the key for menus opens the same");
    for command in [Command::AddColumn, Command::EditColumn] {
        desk.effects.clear();
        desk.act(Action::Run(GRID, command));
        assert!(matches!(desk.effects.last(), Some(Effect::Column(_))), "{command:?} from its menu");
    }
}

#[test]
fn commands_act_on_the_column_of_the_active_cell() {
    let mut desk = desk();
    let run = |desk: &mut Desk, what| desk.act(Action::Run(GRID, Command::Arrange(what)));
    run(&mut desk, Arranging::SortDown);
    run(&mut desk, Arranging::GroupColumn);
    assert_eq!(headings(&mut desk), "name 178, owner-1 84, amount 108");
    desk.shows(
        "| name          | owner | amount |
         | Li · 2 rows   |       | 2      |
         | b             | [Li]  | 1      |
         | c             | Li    | 1      |
         | Chen · 1 row  |       | 2      |
         | a             | Chen  | 2      |
         |               |       |        |",
    );
    run(&mut desk, Arranging::Fold);
    assert_eq!(desk.app.grid(GRID).layout.records(), 3);
    desk.press("click(0,0) Enter click(3,0) Space");
    assert_eq!(desk.app.grid(GRID).layout.records(), 4, "Enter and Space open and close the group of a head");
    run(&mut desk, Arranging::HideColumn);
    run(&mut desk, Arranging::Freeze);
    assert_eq!(headings(&mut desk), "owner-1 84, amount 108");
    for what in [Arranging::UngroupColumn, Arranging::Unsort, Arranging::Unsort] {
        run(&mut desk, what);
    }
    assert!(matches!(desk.said(), Some(Notice::Impossible(_))), "not sorted any more");
    run(&mut desk, Arranging::Unfreeze);
    assert_eq!(headings(&mut desk), "owner 84, amount 108");
}

#[test]
fn the_width_of_a_column_is_said() {
    let mut desk = desk();
    let said = |desk: &mut Desk, what: Arranging| {
        desk.act(Action::Run(GRID, Command::Arrange(what)));
        desk.said().cloned()
    };
    let width = |desk: &mut Desk| desk.app.grid(GRID).layout.shown(0, 1).unwrap().width;
    let before = width(&mut desk);
    let Some(Notice::Widened { column, width: said_width }) = said(&mut desk, Arranging::Wider) else {
        panic!("{:?}", desk.said())
    };
    assert_eq!((column.en.as_str(), said_width), ("Owner", width(&mut desk)));
    assert!(said_width > before);
    let narrower = said(&mut desk, Arranging::Narrower);
    assert!(matches!(narrower, Some(Notice::Widened { width, .. }) if width == before), "{narrower:?}");
    // As the screen does once it has measured.
    desk.act(Action::Arrange(GRID, crate::app::arrange::Deed::Width("owner".into(), 222)));
    assert!(matches!(desk.said(), Some(Notice::Widened { width: 222, .. })), "{:?}", desk.said());
}
