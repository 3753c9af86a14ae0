//! What is marked as copied, and Enter that pastes it once.

use super::*;
use crate::app::grid::GridId;
use crate::app::habits::{EnterKey, Habits};
use crate::app::{Action, Block, Effect, Notice, Tab, block};
use crate::model::Sheet;

const GRID: GridId = GridId::Table(Sheet::Deals);

const TABLE: &str = "| name | amount | close      |
                     | a    | [1]    | 2026-04-01 |
                     | b    | 2      | 2026-04-02 |
                     | c    | 3      | 2026-04-03 |";

fn copied(keys: &str) -> Desk {
    let mut desk = Desk::new(GRID, TABLE);
    desk.press("focus").press(keys);
    desk
}

#[test]
fn enter_pastes_what_is_marked_once() {
    let mut desk = copied("Ctrl+C Down Enter");
    assert_eq!((desk.cell(1, "amount").as_str(), desk.stored()), ("1", 1));
    assert!(matches!(desk.said(), Some(Notice::Pasted { rows: 1, .. })));
    desk.press("Enter").shows(
        "| name | amount | close      |
         | a    | 1      | 2026-04-01 |
         | b    | 1      | 2026-04-02 |
         | c    | [3]    | 2026-04-03 |
         |      |        |            |",
    );
    assert_eq!(desk.stored(), 1, "the second one moves on");
    desk.press("Ctrl+Z");
    assert_eq!(desk.cell(1, "amount"), "2", "it is one step");
}

#[test]
fn enter_moves_what_was_cut() {
    copied("Ctrl+X click(2,1) Enter").shows(
        "| name | amount | close      |
         | a    |        | 2026-04-01 |
         | b    | 2      | 2026-04-02 |
         | c    | [1]    | 2026-04-03 |
         |      |        |            |",
    );
    copied("Shift+Space Ctrl+X click(2,0) Enter").shows(
        "| name | amount | close       |
         | b    | 2      | 2026-04-02  |
         | [a   | 1      | 2026-04-01] |
         | c    | 3      | 2026-04-03  |
         |      |        |             |",
    );
}

#[test]
fn enter_fills_a_selection_as_a_paste_does() {
    let desk = copied("Ctrl+C click(1,1) drag(2,1) Enter");
    assert_eq!((desk.cell(1, "amount").as_str(), desk.cell(2, "amount").as_str()), ("1", "1"));
    let mut desk = copied("click(0,0) drag(1,2) Ctrl+C click(3,0) Enter");
    assert_eq!(desk.app.grid(GRID).layout.records(), 5, "it begins the rows that are missing");
    assert_eq!((desk.cell(4, "name").as_str(), desk.cell(4, "close").as_str()), ("b", "2026-04-02"));
}

#[test]
fn the_mark_ends_with_whatever_could_make_it_untrue() {
    for end in
        ["Esc", "9 Enter", "F2 Esc", "Delete", "Down Ctrl+V", "blur", "Ctrl+Shift+Enter", "Down Ctrl+D", "ime:n,你"]
    {
        let desk = copied(&format!("Ctrl+C {end}"));
        assert_eq!(desk.app.copied, None, "{end}");
    }
    let other: &[fn(&mut Desk)] = &[
        |desk| desk.act(Action::Away),
        |desk| desk.act(Action::Show(Tab::Accounts)),
        |desk| desk.act(Action::Focus(GridId::Part(Sheet::Roles))),
        |desk| desk.act(Action::Merge(Vec::new())),
        |desk| desk.act(Action::Paste(GRID, Block::Texts(vec![vec!["7".into()]]))),
    ];
    for (at, end) in other.iter().enumerate() {
        let mut desk = copied("Ctrl+C");
        end(&mut desk);
        assert_eq!(desk.app.copied, None, "{at}");
    }
    for goes_on in ["Down", "Shift+Down", "Ctrl+End", "click(2,2)", "drag(2,2)", "Tab", "Ctrl+A", "Ctrl+F"] {
        let desk = copied(&format!("Ctrl+C {goes_on}"));
        assert!(desk.app.copied.is_some(), "{goes_on}");
    }
    let desk = copied("Ctrl+C Down Esc Enter");
    assert_eq!((desk.cell(1, "amount").as_str(), desk.stored()), ("2", 0), "Enter moves as it always does");
}

#[test]
fn where_it_stands_already_enter_only_ends_the_mark() {
    for keys in ["Ctrl+C Enter", "Ctrl+X Enter"] {
        let mut desk = copied(keys);
        assert_eq!((desk.app.copied.clone(), desk.app.cut.clone(), desk.stored()), (None, None, 0), "{keys}");
        desk.press("Enter");
        assert_eq!(desk.app.grid(GRID).selection.active.row, 1);
    }
}

#[test]
fn where_nothing_can_be_pasted_that_is_said_and_nothing_is_lost() {
    let mut desk = Desk::new(
        GRID,
        "| name | amount | p |
         | [a]  | 1      |   |
         | b    | 2      |   |",
    );
    desk.press("focus Ctrl+C click(1,2) Enter");
    assert!(matches!(desk.said(), Some(Notice::Impossible(_))));
    assert!(desk.app.copied.is_some());
    // Ranges that lie apart are copied, and not marked.
    let mut desk = copied("add(1,1) add(2,1) Ctrl+C");
    assert_eq!(desk.app.copied, None);
    desk.press("click(2,2) Enter");
    assert_eq!(desk.stored(), 0);
}

#[test]
fn who_is_used_to_open_cells_with_enter_opens_them() {
    let mut desk = Desk::new(GRID, TABLE);
    desk.act(Action::SetHabits(Habits { enter: EnterKey::Edit, ..Habits::default() }));
    desk.press("focus Ctrl+C Down Enter");
    assert_eq!(desk.editor().map(|editor| editor.text.as_str()), Some("2"));
}

#[test]
fn it_is_the_block_that_the_clipboard_has() {
    let table = "| name | account | owner | amount  | stage | close      | p_own | source | milestones |
                 | [a   | Acme    | Li    | 5 USD   |       | 2026-04-01 | 10%   | event  |            |
                 | b⏎c  |         | Wu    | perhaps |       | soon       |       |        |           ]|";
    for form in [false, true] {
        let mut desk = Desk::new(GRID, table);
        if form {
            let deal = desk.record(0);
            desk.act(Action::Show(Tab::Strategy));
            desk.act(Action::Choose(Sheet::Deals, deal));
            desk.grid = GridId::Form(Sheet::Deals);
            desk.act(Action::Focus(desk.grid));
            desk.app.grid(desk.grid);
            desk.press("click(0,0) drag(3,0)");
        }
        for cut in [false, true] {
            desk.act(Action::Copy { grid: desk.grid, cut, headings: !cut });
            let clipboard = desk.effects.iter().rev().find_map(|effect| match effect {
                Effect::Clipboard { text, html } => block(Some(text), Some(html)),
                _ => None,
            });
            let own = desk.app.copied.clone().map(|copied| desk.app.block_of(&copied));
            assert_eq!(own, clipboard, "form: {form}, cut: {cut}");
        }
    }
}
