//! How a table is looked at is kept: through undo, reload, other tabs and files; under names; in colours.

use super::desk::reopened;
use super::*;
use crate::app::arrange::Deed;
use crate::app::command::Command;
use crate::app::grid::{Choice, Colour, Condition, GridId, Likeness};
use crate::app::{Action, Effect, Notice};
use crate::formats::{Meta, read, write};
use crate::log::Replica;
use crate::model::{Key, Sheet, Tone, Value};

const THREE: &str = "| name | owner | amount |
                     | b    | Li    | 1      |
                     | a    | Chen  | 2      |
                     | c    | Li    | 3      |";

fn names(app: &mut crate::app::App, id: GridId) -> String {
    let records = app.grid(id).layout.records();
    let name = |row| app.row_view(id, row).cells.first().map(|cell| cell.text.to_string()).unwrap_or_default();
    (0..records).map(name).collect()
}

pub fn sort(column: &str) -> Deed {
    Deed::Sort { column: Key::new(column), descending: false, add: false }
}

fn only(owner: &str) -> Deed {
    Deed::Ask("owner".into(), Some(Condition::Like(Likeness::Is, owner.into())))
}

fn desk() -> Desk {
    Desk::new(GridId::Table(Sheet::Deals), THREE)
}

fn arrange(desk: &mut Desk, deed: Deed) {
    let grid = desk.grid;
    desk.act(Action::Arrange(grid, deed));
}

fn shown(desk: &mut Desk) -> String {
    let grid = desk.grid;
    names(&mut desk.app, grid)
}

#[test]
fn a_number_that_its_column_cannot_show_is_no_other_number() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | amount |\n| a | 1200000 |\n| b | [123456789012] |");
    let narrow = |desk: &Desk| [0, 1].map(|row| desk.app.row_view(desk.grid, row).cells[1].narrow);
    assert_eq!(narrow(&desk), [false, true]);
    let (grid, amount) = (desk.grid, Key::new("amount"));
    desk.act(Action::Arrange(grid, Deed::Width(amount.clone(), 160)));
    assert_eq!(narrow(&desk), [false, false]);
    desk.act(Action::Arrange(grid, Deed::Width(amount, 60)));
    assert_eq!(narrow(&desk), [true, true]);
}

#[test]
fn undo_takes_back_how_a_table_is_looked_at_in_turn_with_edits() {
    let mut desk = desk();
    let beginning = desk.digest();
    arrange(&mut desk, sort("name"));
    assert_eq!(shown(&mut desk), "abc");
    desk.press("click(0,2) 9 Enter");
    arrange(&mut desk, only("Li"));
    assert_eq!(shown(&mut desk), "bc");
    arrange(&mut desk, Deed::Shift("amount".into(), -2));
    desk.press("Ctrl+Z");
    assert_eq!(shown(&mut desk), "bc");
    desk.press("Ctrl+Z");
    assert_eq!(shown(&mut desk), "abc", "the filter");
    let active = desk.app.grid(desk.grid).selection.active;
    assert!(desk.effects.contains(&Effect::Reveal(desk.grid, active)), "what one is at is seen");
    desk.press("Ctrl+Z");
    assert_eq!(desk.cell(0, "amount"), "2", "the edit");
    desk.press("Ctrl+Z");
    assert_eq!((shown(&mut desk).as_str(), desk.digest()), ("bac", beginning));
    desk.press("Ctrl+Y Ctrl+Y Ctrl+Y");
    assert_eq!(shown(&mut desk), "bc");
    assert!(matches!(desk.said(), Some(Notice::Redone(label, ..)) if label.0 == "filter"));
}

#[test]
fn a_table_is_found_as_it_was_left() {
    let mut desk = desk();
    arrange(&mut desk, sort("name"));
    arrange(&mut desk, only("Li"));
    let mut again = reopened(&desk.app, Replica::new(1, 7));
    assert_eq!(names(&mut again, desk.grid), "bc", "by the same device");
    assert!(again.ledger.undo(desk.now).is_some(), "and can be taken back there");
    let text = write(&desk.app.ledger, &Meta::default());
    let file = read(text.as_bytes(), Replica::new(9, 1), "other", desk.now).unwrap();
    let mut other = reopened(&desk.app, Replica::new(9, 1));
    other.open(file.ledger);
    assert_eq!(names(&mut other, desk.grid), "bc", "and by whoever opens the file");
}

#[test]
fn what_another_device_does_later_moves_nothing_here() {
    let mut desk = desk();
    arrange(&mut desk, sort("name"));
    let mut other = reopened(&desk.app, Replica::new(2, 1));
    assert_eq!(names(&mut other, desk.grid), "abc");
    other.update(Action::Arrange(desk.grid, only("Li")), desk.now + 10);
    let log = |app: &crate::app::App| app.ledger.log().map(|transaction| (**transaction).clone()).collect();
    desk.act(Action::Merge(log(&other)));
    assert_eq!(shown(&mut desk), "abc");
    desk.reload();
    assert_eq!(shown(&mut desk), "abc", "not even at the next opening");
    other.update(Action::Merge(log(&desk.app)), desk.now + 20);
    assert_eq!(names(&mut other, desk.grid), "bc");
}

#[test]
fn two_tabs_do_not_fight() {
    let mut desk = desk();
    let mut tab = reopened(&desk.app, Replica::new(1, 2));
    names(&mut tab, desk.grid);
    arrange(&mut desk, sort("name"));
    let log = |app: &crate::app::App| app.ledger.log().map(|transaction| (**transaction).clone()).collect();
    tab.update(Action::Merge(log(&desk.app)), desk.now + 10);
    assert_eq!(names(&mut tab, desk.grid), "bac", "the other tab looks as it did");
    tab.update(Action::Arrange(desk.grid, only("Li")), desk.now + 20);
    assert_eq!(names(&mut tab, desk.grid), "bc", "its filter brings no sort along");
    desk.act(Action::Merge(log(&tab)));
    assert_eq!(shown(&mut desk), "abc");
    desk.press("click(0,0) x Enter");
    assert_eq!(shown(&mut desk), "xbc", "and an edit does not either");
    assert_eq!(desk.app.ledger.conflicts(), []);
}

#[test]
fn views_are_saved_shown_changed_and_deleted() {
    let mut desk = desk();
    arrange(&mut desk, sort("name"));
    assert!(desk.app.is_view_changed(desk.grid));
    arrange(&mut desk, Deed::SaveAs("  By   name ".into()));
    assert_eq!(desk.said(), Some(&Notice::ViewSaved("By name".into())));
    let by_name = desk.app.base_view(desk.grid).unwrap();
    assert!(!desk.app.is_view_changed(desk.grid));
    arrange(&mut desk, Deed::View(None));
    assert_eq!((shown(&mut desk).as_str(), desk.app.base_view(desk.grid)), ("bac", None));
    arrange(&mut desk, only("Li"));
    arrange(&mut desk, Deed::SaveAs("Li".into()));
    let list = |desk: &Desk| desk.app.views(Sheet::Deals).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(list(&desk), ["By name", "Li"]);
    arrange(&mut desk, sort("name"));
    arrange(&mut desk, Deed::SaveAs("ｌｉ".into()));
    assert_eq!(list(&desk), ["By name", "Li"], "a name that there is means that view");
    assert!(!desk.app.is_view_changed(desk.grid));
    assert_eq!(desk.app.views(Sheet::Accounts), []);
    arrange(&mut desk, Deed::View(Some(by_name)));
    assert_eq!(shown(&mut desk), "abc");
    arrange(&mut desk, only("Chen"));
    assert!(desk.app.is_view_changed(desk.grid));
    arrange(&mut desk, Deed::Save);
    assert!(!desk.app.is_view_changed(desk.grid));
    arrange(&mut desk, Deed::Copy(by_name, "Chen".into()));
    arrange(&mut desk, Deed::Rename(by_name, "Names".into()));
    assert_eq!(list(&desk), ["Names", "Li", "Chen"]);
    arrange(&mut desk, Deed::Delete(by_name));
    assert_eq!(list(&desk), ["Li", "Chen"]);
    assert_eq!(shown(&mut desk), "a", "what is looked at stays as it is");
    desk.press("Ctrl+Z");
    assert_eq!(list(&desk), ["Names", "Li", "Chen"]);
    desk.reload();
    assert_eq!(list(&desk), ["Names", "Li", "Chen"]);
    assert_eq!(desk.app.problem_counts(), reopened(&desk.app, Replica::new(3, 1)).problem_counts());
}

#[test]
fn several_columns_are_moved_together_and_stay_selected() {
    let mut desk = desk();
    let shown = |desk: &mut Desk| {
        let grid = desk.app.grid(GridId::Table(Sheet::Deals)).clone();
        let keys =
            (0..grid.layout.width()).filter_map(|at| grid.layout.shown(0, at).map(|shown| shown.key.to_string()));
        (keys.collect::<Vec<_>>().join(" "), grid.selection.columns())
    };
    desk.press("click(0,0) drag(1,1)");
    arrange(&mut desk, Deed::Put(vec!["name".into(), "owner".into()], None));
    assert_eq!(shown(&mut desk), ("amount name owner".into(), (1, 2)));
    arrange(&mut desk, Deed::Put(vec!["name".into(), "owner".into()], Some("amount".into())));
    assert_eq!(shown(&mut desk), ("name owner amount".into(), (0, 1)));
}

#[test]
fn columns_are_hidden_moved_frozen_and_widened() {
    let mut desk = desk();
    let columns = |desk: &mut Desk| {
        let grid = desk.grid;
        let grid = desk.app.grid(grid);
        let shown = (0..grid.layout.width()).filter_map(|at| grid.layout.shown(0, at));
        let keys: Vec<String> = shown.map(|shown| format!("{} {}", shown.key, shown.width)).collect();
        (keys.join(", "), grid.arrangement.columns.frozen())
    };
    assert_eq!(columns(&mut desk), ("name 178, owner 84, amount 108".into(), 1));
    arrange(&mut desk, Deed::Put(vec!["amount".into()], Some("owner".into())));
    arrange(&mut desk, Deed::Show("owner".into(), false));
    arrange(&mut desk, Deed::Show("note".into(), true));
    arrange(&mut desk, Deed::Freeze(2));
    let grid = desk.grid;
    let before = desk.stored();
    desk.act(Action::Resize(grid, "amount".into(), 300));
    desk.act(Action::Resize(grid, "amount".into(), 7));
    assert_eq!(desk.stored(), before, "while it is dragged nothing is stored");
    arrange(&mut desk, Deed::KeepWidths);
    assert_eq!(desk.stored(), before + 1);
    assert_eq!(columns(&mut desk), ("name 178, amount 40, note 200".into(), 2));
    for _ in 0..5 {
        desk.press("Ctrl+Z");
    }
    assert_eq!(desk.app.grid(grid).arrangement.columns, Choice::default());
}

#[test]
fn rules_colour_cells_and_rows_and_say_why() {
    let mut desk = desk();
    let rule = |column: &str, tone, row, text: &str| Colour {
        column: column.into(),
        when: Condition::Like(Likeness::Is, text.into()),
        tone,
        row,
    };
    let colours = vec![
        rule("owner", Tone::Good, true, "li"),
        rule("name", Tone::Bad, false, "b"),
        rule("name", Tone::Warn, false, "b"),
    ];
    arrange(&mut desk, Deed::Colours(colours));
    let first = desk.app.row_view(desk.grid, 0);
    assert_eq!(
        first.mark.map(|mark| (mark.tone, mark.why.to_string())),
        Some((Tone::Good, "Rule: Owner: is “li”".into()))
    );
    assert_eq!(first.cells[0].mark.clone().map(|mark| mark.tone), Some(Tone::Bad), "the first rule counts");
    assert_eq!(first.cells[1].mark, None);
    let second = desk.app.row_view(desk.grid, 1);
    assert!(second.mark.is_none() && second.cells.iter().all(|cell| cell.mark.is_none()));
    desk.press("click(1,0) b Enter");
    assert!(desk.app.row_view(desk.grid, 1).cells[0].mark.is_some(), "rules follow what is written");
    desk.reload();
    assert_eq!(desk.app.row_view(desk.grid, 2).mark.map(|mark| mark.tone), Some(Tone::Good));
}

#[test]
fn parts_are_arranged_for_every_record_alike() {
    let mut desk = desk();
    let deals = [desk.record(0), desk.record(1)];
    for deal in deals {
        for name in ["z", "y"] {
            let cells = vec![("deal", Value::Link(deal)), ("name", Value::text(name))];
            super::desk::add(&mut desk.app, Sheet::Roles, cells);
        }
    }
    let part = GridId::Part(Sheet::Roles);
    desk.grid = part;
    desk.act(Action::Choose(Sheet::Deals, deals[0]));
    assert_eq!(names(&mut desk.app, part), "zy");
    arrange(&mut desk, sort("name"));
    assert_eq!(names(&mut desk.app, part), "yz");
    desk.act(Action::Choose(Sheet::Deals, deals[1]));
    assert_eq!(names(&mut desk.app, part), "yz");
    desk.press("click(2,0) x Enter");
    assert_eq!(names(&mut desk.app, part), "yzx");
    assert!(desk.app.grid(GridId::Table(Sheet::Roles)).arrangement.sort.is_empty(), "the whole table is another grid");
}

#[test]
fn problems_are_counted_in_steps_while_the_plan_changes() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name | amount | close      |
         | a    | [ten]  | 2026-02-30 |
         | b    | 2      | 2026-04-01 |
         | c    | many   |            |",
    );
    assert_eq!(desk.app.count_problems(2), None, "the set-up alone has more rows");
    let mut steps = 1;
    while desk.app.count_problems(7).is_none() {
        steps += 1;
        match steps {
            2 => drop(desk.press("1 0 Enter")),
            5 => drop(desk.press("Up Ctrl+Delete")),
            8 => drop(desk.press("Ctrl+Z")),
            _ => {}
        }
    }
    let fresh = reopened(&desk.app, Replica::new(3, 1)).problem_counts();
    assert!(steps > 8 && fresh.errors > 1, "{steps} steps, {fresh:?}");
    assert_eq!((desk.app.count_problems(0), desk.app.problem_counts()), (Some(fresh), fresh));
}

#[test]
fn what_another_tab_writes_under_an_open_editor_is_said() {
    let typed_here = "\"two\" Enter";
    for (elsewhere, said) in [("\"Kehua\" Enter", Some("Kehua")), ("Delete", Some("")), ("Down Enter x Enter", None)] {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | note |\n| [Haitian] | |\n| Other | |");
        desk.press("\"tw\"");
        let mut other = Desk::new(GridId::Table(Sheet::Deals), "| name | note |\n| | |");
        other.app = reopened(&desk.app, Replica::new(2, 1));
        other.app.grid(other.grid);
        other.now = desk.now + 10;
        other.press(elsewhere);
        desk.effects.clear();
        desk.act(Action::Merge(other.app.ledger.log().map(|transaction| (**transaction).clone()).collect()));
        let expected = said.map(|text| Notice::WrittenElsewhere(text.into()));
        assert_eq!(desk.said(), expected.as_ref(), "{elsewhere}");
        // Esc keeps theirs, Enter writes ours; with the editor goes what was said of its keys.
        desk.effects.clear();
        desk.press("Esc");
        assert_eq!(desk.said(), said.map(|_| &Notice::EditorClosed), "{elsewhere}");
        assert_eq!(desk.cell(0, "name"), said.unwrap_or("Haitian"));
        desk.press(typed_here);
        assert_eq!(desk.cell(0, "name"), "two");
    }
}

#[test]
fn what_is_typed_into_a_row_that_another_tab_deletes_is_said() {
    let mut desk = Desk::new(
        GridId::Table(Sheet::Deals),
        "| name      |
         | [Haitian] |
         | Kehua     |",
    );
    desk.press("\"half a tho\"");
    let mut other = reopened(&desk.app, Replica::new(2, 1));
    other.update(Action::Run(desk.grid, Command::DeleteRows), desk.now + 10);
    desk.act(Action::Merge(other.ledger.log().map(|transaction| (**transaction).clone()).collect()));
    assert_eq!(desk.said(), Some(&Notice::RowGone("half a tho".into())));
    desk.shows(
        "| name    |
         | [Kehua] |
         |         |",
    );
    // What comes after it was meant for the row that is gone, and so was the key that would have entered it.
    desk.press("\"ught\" Space \"ts\" Backspace Enter");
    assert_eq!(desk.said(), Some(&Notice::RowGone("half a thought t".into())));
    assert_eq!((desk.cell(0, "name"), desk.editor().is_none()), ("Kehua".into(), true));
    desk.press("\"new\" Enter");
    assert_eq!(desk.cell(0, "name"), "new", "the next one is for what stands there");
}

#[test]
fn whoever_has_seen_that_a_row_is_gone_types_into_what_stands_there() {
    let desk = |keys: &str| {
        let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name      |\n| [Haitian] |\n| Kehua     |");
        desk.press(keys);
        let mut other = reopened(&desk.app, Replica::new(2, 1));
        other.update(Action::Run(desk.grid, Command::DeleteRows), desk.now + 10);
        desk.act(Action::Merge(other.ledger.log().map(|transaction| (**transaction).clone()).collect()));
        desk
    };
    let mut late = desk("\"half\"");
    late.now += 3000;
    late.press("\"new\" Enter");
    assert_eq!(late.cell(0, "name"), "new", "after a while");
    let mut elsewhere = desk("\"half\"");
    elsewhere.press("click(0,0) \"new\" Enter");
    assert_eq!(elsewhere.cell(0, "name"), "new", "after a press");
    let mut idle = desk("focus");
    assert_eq!(idle.said(), Some(&Notice::RowGone("".into())), "who types nothing hears of it, and goes on");
    assert!(idle.effects.contains(&crate::app::Effect::Uncover), "no menu is left that was about it");
    idle.press("\"new\" Enter");
    assert_eq!(idle.cell(0, "name"), "new");
}
