//! Find and replace, by key scripts.

use smol_str::SmolStr;

use super::desk::add;
use super::*;
use crate::app::grid::{GridId, Selection};
use crate::app::{Action, Effect, Notice, Query, Seek};
use crate::model::{Sheet, Value};

const TABLE: &str = "| name          | amount | close      |
                     | Haitian press | [1200] | 2026-04-01 |
                     | Kehua line    | 300    |            |
                     | Press shop    | 12     | 2026-12-01 |";

pub(super) fn search(desk: &mut Desk, change: impl FnOnce(&mut Query)) {
    let mut query = desk.app.find.query.clone();
    change(&mut query);
    desk.act(Action::Find(Seek::Query(query)));
}

pub(super) fn look_for(desk: &mut Desk, text: &str) {
    search(desk, |query| query.text = text.into());
}

pub(super) fn at(desk: &Desk) -> (usize, usize) {
    let active = desk.app.laid_out(desk.grid).unwrap().selection.active;
    (active.row, active.column)
}

pub(super) fn desk() -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TABLE);
    desk.press("focus Ctrl+F");
    assert!(desk.app.find.is_open && desk.effects.contains(&Effect::FocusFind));
    desk
}

/// What stands in the active cell.
pub(super) fn cell(desk: &mut Desk) -> SmolStr {
    let (row, column) = at(desk);
    desk.app.row_view(desk.grid, row).cells[column].text.clone()
}

/// Which of the cells found is the active one, from 1, and how many there are.
fn counted(desk: &Desk) -> (Option<usize>, usize) {
    let found = desk.app.count_found(usize::MAX).unwrap();
    (found.at, found.of)
}

pub(super) fn hidden(desk: &Desk) -> usize {
    desk.app.count_found(usize::MAX).unwrap().hidden
}

#[test]
fn does_not_stay_open_over_another_plan() {
    let mut desk = desk();
    look_for(&mut desk, "press");
    let ledger = crate::app::Ledger::new(crate::log::Replica::new(7, 1), "");
    desk.app.open(ledger);
    assert!(!desk.app.find.is_open);
    assert_eq!(desk.app.find.query.text, "press");
}

#[test]
fn goes_round_what_was_found_in_the_order_it_is_seen() {
    let mut desk = desk();
    look_for(&mut desk, "PRESS");
    assert_eq!(counted(&desk), (None, 2));
    assert_eq!(at(&desk), (0, 1), "writing moves nothing");
    for expected in [(2, 0), (0, 0), (2, 0)] {
        desk.act(Action::Find(Seek::Next));
        assert_eq!(at(&desk), expected);
    }
    assert_eq!(counted(&desk), (Some(2), 2));
    desk.press("Shift+F3");
    assert_eq!(at(&desk), (0, 0));
    desk.act(Action::Find(Seek::Close));
    assert!(!desk.app.find.is_open && desk.effects.last() == Some(&Effect::Focus(desk.grid)));
    desk.press("F3");
    assert_eq!(at(&desk), (2, 0), "a search that was closed goes on by F3");
}

#[test]
fn finds_what_is_shown_and_what_is_typed() {
    let mut desk = desk();
    for (text, count) in [
        ("12", 3),
        ("1,200", 1),
        ("2026-12", 1),
        ("2026/12/1", 1),
        ("12月1日", 1),
        ("2026.12.2", 0),
        ("ｐｒｅｓｓ", 2),
        ("", 0),
        ("nothing", 0),
    ] {
        look_for(&mut desk, text);
        assert_eq!(counted(&desk).1, count, "{text}");
    }
    look_for(&mut desk, "press");
    search(&mut desk, |query| query.case = true);
    assert_eq!(counted(&desk).1, 1);
    search(&mut desk, |query| (query.text, query.case, query.whole) = ("kehua line".into(), false, true));
    assert_eq!(counted(&desk).1, 1);
    search(&mut desk, |query| (query.text, query.whole) = ("12".into(), false));
    search(&mut desk, |query| query.column = Some("amount".into()));
    assert_eq!(counted(&desk).1, 2);
}

#[test]
fn the_only_column_is_named_wherever_the_active_cell_goes() {
    let mut desk = desk();
    look_for(&mut desk, "12");
    search(&mut desk, |query| query.column = Some("amount".into()));
    desk.press("Right");
    let named = |desk: &Desk| desk.app.column_to_search().map(|definition| definition.key.to_string());
    assert_eq!((named(&desk).as_deref(), counted(&desk).1), (Some("amount"), 2));
    // A table that has no such column is searched whole, and says so.
    search(&mut desk, |query| (query.text, query.column) = ("press".into(), Some("no such column".into())));
    assert_eq!((desk.app.only_searched(), counted(&desk).1), (None, 2));
}

#[test]
fn replaces_one_by_one_or_all_in_one_step() {
    let mut desk = desk();
    look_for(&mut desk, "press");
    search(&mut desk, |query| query.by = "Mill".into());
    desk.act(Action::Find(Seek::Replace));
    assert_eq!((desk.stored(), at(&desk)), (0, (2, 0)), "first it goes there");
    desk.act(Action::Find(Seek::Replace));
    assert_eq!((desk.cell(2, "name"), at(&desk)), ("Mill shop".into(), (0, 0)));
    desk.press("Ctrl+Z");
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!(desk.said(), Some(&Notice::Replaced { cells: 2, invalid: 0, computed: 0, links: 0, within: false }));
    assert_eq!((desk.cell(0, "name"), desk.cell(2, "name")), ("Haitian Mill".into(), "Mill shop".into()));
    desk.press("Ctrl+Z");
    assert_eq!((desk.cell(0, "name"), desk.cell(2, "name")), ("Haitian press".into(), "Press shop".into()));
}

#[test]
fn new_texts_are_read_by_their_columns() {
    let mut desk = desk();
    look_for(&mut desk, "12");
    search(&mut desk, |query| (query.by, query.column) = ("7".into(), Some("amount".into())));
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!((desk.cell(0, "amount"), desk.cell(2, "amount")), ("700".into(), "7".into()));
    search(&mut desk, |query| (query.text, query.by) = ("300".into(), "many".into()));
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!(desk.said(), Some(&Notice::Replaced { cells: 1, invalid: 1, computed: 0, links: 0, within: false }));
    assert_eq!((desk.cell(1, "amount"), desk.app.review_count()), ("many".into(), 1), "kept, and to be looked at");
}

#[test]
fn searches_every_table_and_leads_there() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), TABLE, |app| {
        add(app, Sheet::Activities, vec![("goal", Value::text("Show the press"))]);
    });
    desk.press("focus Ctrl+F");
    look_for(&mut desk, "press");
    search(&mut desk, |query| query.everywhere = true);
    assert_eq!(counted(&desk).1, 3);
    for _ in 0..3 {
        desk.act(Action::Find(Seek::Next));
    }
    let seen = [Sheet::Deals, Sheet::Activities]
        .map(|sheet| desk.effects.iter().any(|effect| matches!(effect, Effect::Reveal(id, _) if id.sheet() == sheet)));
    assert_eq!(seen, [true, true]);
    let activities = desk.app.laid_out(GridId::Table(Sheet::Activities)).unwrap();
    assert_eq!(activities.selection.rows(), Selection::at(0, 0).rows());
}

#[test]
fn what_is_found_follows_the_plan() {
    let mut desk = desk();
    look_for(&mut desk, "press");
    assert_eq!(counted(&desk).1, 2);
    desk.press("click(1,0) \"Press\" Enter");
    assert_eq!(counted(&desk).1, 3);
    desk.press("Ctrl+Z");
    assert_eq!(counted(&desk).1, 2);
}

#[test]
fn a_link_takes_no_name_that_no_record_has() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), "| name | account |\n| [Pumps] | |\n| Valves | |");
    desk.press("click(0,1) \"Northwind\" Enter \"Eastwind\" Enter Ctrl+F");
    look_for(&mut desk, "Northwind");
    search(&mut desk, |query| query.by = "Southwind".into());
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!(desk.said(), Some(&Notice::Replaced { cells: 0, invalid: 0, computed: 0, links: 1, within: false }));
    assert_eq!((desk.cell(0, "account"), desk.titles(Sheet::Accounts).len()), ("Northwind".into(), 2), "no third one");
    search(&mut desk, |query| query.by = "Eastwind".into());
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!(desk.cell(0, "account"), "Eastwind", "a record has that name");
    desk.press("Ctrl+Z");
    search(&mut desk, |query| (query.by, query.everywhere) = ("Southwind".into(), true));
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!(desk.cell(0, "account"), "Southwind", "the customer was renamed where it stands");
    assert_eq!(desk.titles(Sheet::Accounts), ["Southwind", "Eastwind"]);
}

#[test]
fn what_a_plan_keeps_for_itself_is_neither_found_nor_replaced() {
    let mut desk = Desk::on(GridId::Table(Sheet::Deals), TABLE, |app| {
        let fields = [("table", "deals"), ("column", "amount"), ("text", "The amount is net")];
        add(app, Sheet::Comments, fields.map(|(key, text)| (key, Value::text(text))).to_vec());
        add(app, Sheet::Views, vec![("name", Value::text("By amount")), ("sort", Value::text("amount desc"))]);
    });
    desk.press("focus Ctrl+F");
    look_for(&mut desk, "amount");
    search(&mut desk, |query| (query.by, query.everywhere) = ("sum".into(), true));
    assert_eq!(counted(&desk).1, 0, "the names of columns stand in no cell that somebody wrote");
    desk.act(Action::Find(Seek::ReplaceAll));
    let plan = desk.app.plan();
    let kept: Vec<&Value> =
        [(Sheet::Comments, "column"), (Sheet::Comments, "text"), (Sheet::Views, "name"), (Sheet::Views, "sort")]
            .map(|(sheet, key)| plan.value(sheet, plan.table(sheet).ids().next().unwrap(), key))
            .to_vec();
    assert_eq!(
        kept,
        ["amount", "The amount is net", "By amount", "amount desc"].map(Value::text).iter().collect::<Vec<_>>()
    );
}

#[test]
fn what_stands_in_columns_that_are_not_shown_is_gone_to_and_replaced() {
    let mut desk = desk();
    let rows = [0, 1, 2].map(|row| desk.record(row));
    let set = |column: &'static str, row, text| Action::Set {
        sheet: Sheet::Deals,
        row,
        column: column.into(),
        value: Value::text(text),
    };
    for (column, row) in [("note", rows[0]), ("parked_why", rows[0]), ("note", rows[2])] {
        desk.act(set(column, row, "a mill of ours"));
    }
    desk.act(set("name", rows[1], "The mill"));
    look_for(&mut desk, "mill");
    search(&mut desk, |query| (query.by, query.everywhere) = ("press".into(), true));
    let count = desk.app.hits().len();
    assert_eq!(count, 4);
    let mut seen = Vec::new();
    let place = |desk: &Desk| {
        let grid = desk.app.laid_out(desk.app.active.unwrap()).unwrap();
        grid.target().map(|target| (target.row.unwrap(), target.column.to_string())).unwrap()
    };
    for _ in 0..count {
        desk.act(Action::Find(Seek::Next));
        seen.push(place(&desk));
        assert_eq!(counted(&desk), (Some(seen.len()), count), "one after the other");
    }
    desk.act(Action::Find(Seek::Next));
    assert_eq!(place(&desk), seen[0]);
    let mut back = Vec::new();
    for _ in 0..count {
        desk.act(Action::Find(Seek::Previous));
        back.push(place(&desk));
    }
    back.reverse();
    assert_eq!(back, seen, "backwards the same");
    for left in (0..count).rev() {
        desk.act(Action::Find(Seek::Replace));
        assert_eq!(desk.app.hits().len(), left, "each Replace replaces one");
    }
    assert_eq!(
        (desk.cell(0, "note"), desk.cell(0, "parked_why")),
        ("a press of ours".into(), "a press of ours".into())
    );
}

#[test]
fn of_a_range_only_what_is_selected_is_replaced() {
    let mut desk = desk();
    look_for(&mut desk, "press");
    search(&mut desk, |query| query.by = "Mill".into());
    assert!(!desk.app.replaces_selected(), "one cell is no range");
    desk.press("click(1,0) drag(2,0)");
    assert!(desk.app.replaces_selected());
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!(desk.said(), Some(&Notice::Replaced { cells: 1, invalid: 0, computed: 0, links: 0, within: true }));
    assert_eq!((desk.cell(0, "name"), desk.cell(2, "name")), ("Haitian press".into(), "Mill shop".into()));
    desk.act(Action::Find(Seek::ReplaceAll));
    let nothing = Notice::Replaced { cells: 0, invalid: 0, computed: 0, links: 0, within: true };
    assert_eq!(desk.said(), Some(&nothing), "and it is said that there is none");
    search(&mut desk, |query| query.everywhere = true);
    assert!(!desk.app.replaces_selected(), "all tables are more than a range");
}

#[test]
fn a_search_begun_from_a_heading_ends_on_the_cell() {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TABLE);
    desk.press("focus Up");
    assert!(desk.app.grid(desk.grid).head.is_some());
    desk.press("Ctrl+F");
    look_for(&mut desk, "kehua");
    desk.act(Action::Find(Seek::Next));
    desk.act(Action::Find(Seek::Close));
    assert_eq!((desk.app.grid(desk.grid).head, at(&desk)), (None, (1, 0)));
    desk.press("x Enter");
    assert_eq!(desk.cell(1, "name"), "x", "the next letter is written there");
}

#[test]
fn what_a_filter_hides_is_counted_where_nothing_is_found() {
    use crate::app::arrange::Deed;
    use crate::app::grid::{Condition, Likeness};
    let mut desk = desk();
    let shown = desk.record(1);
    let kehua = Condition::Like(Likeness::Contains, "kehua".into());
    desk.act(Action::Arrange(desk.grid, Deed::Ask("name".into(), Some(kehua))));
    look_for(&mut desk, "press");
    assert_eq!((counted(&desk).1, hidden(&desk)), (0, 2));
    search(&mut desk, |query| query.column = Some("amount".into()));
    assert_eq!(hidden(&desk), 0, "not in that column");
    search(&mut desk, |query| query.column = None);
    look_for(&mut desk, "kehua");
    assert_eq!((counted(&desk).1, hidden(&desk)), (1, 0), "what is shown says enough");
    look_for(&mut desk, "nothing at all");
    assert_eq!(hidden(&desk), 0);
    desk.act(Action::Arrange(desk.grid, Deed::Unfilter));
    look_for(&mut desk, "press");
    assert_eq!((counted(&desk).1, hidden(&desk), desk.record(1)), (2, 0, shown));
}
