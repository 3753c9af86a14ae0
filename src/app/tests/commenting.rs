//! Comments on cells: written, settled, undone, kept with their row.

use super::*;
use crate::app::grid::{At, GridId};
use crate::app::{Action, Commenting, Dock, Effect, Notice};
use crate::model::{Key, Sheet};

const TABLE: &str = "| name    | amount |
                     | Haitian | [10]   |
                     | Kehua   | 20     |";

fn desk() -> Desk {
    let mut desk = Desk::new(GridId::Table(Sheet::Deals), TABLE);
    desk.press("focus Shift+F2");
    assert_eq!(desk.app.panel, Some(Dock::Comments));
    assert_eq!(desk.effects.last(), Some(&Effect::FocusPanel));
    desk
}

fn comment(desk: &mut Desk, text: &str) {
    let target = desk.app.laid_out(desk.grid).unwrap().target().unwrap();
    desk.act(Action::Comment(Commenting::Add(target, text.into())));
}

fn texts(desk: &Desk, row: usize) -> Vec<String> {
    let found = desk.app.comments_on(Sheet::Deals, desk.record(row), &Key::new("amount"));
    found.iter().map(|comment| format!("{}{}", comment.text, if comment.resolved { " ✓" } else { "" })).collect()
}

#[test]
fn a_comment_has_author_and_day_and_is_one_step() {
    let mut desk = desk();
    desk.act(Action::Comment(Commenting::Author(" Mei ".into())));
    assert_eq!(desk.effects.last(), Some(&Effect::Preferences), "the name is remembered");
    comment(&mut desk, "  Who said so? ");
    assert_eq!(desk.said(), Some(&Notice::Commented));
    let found = desk.app.comments_on(Sheet::Deals, desk.record(0), &Key::new("amount"));
    let own: Vec<_> = found.iter().map(|c| (c.text.as_str(), c.author.as_str(), c.day, c.resolved)).collect();
    assert_eq!(own, [("Who said so?", "Mei", Some(desk.app.today()), false)]);
    assert!(desk.app.is_commented(desk.grid, At { row: 0, column: 1 }));
    assert!(!desk.app.is_commented(desk.grid, At { row: 1, column: 1 }));
    let said = |desk: &Desk, column: usize| desk.app.row_view(desk.grid, 0).cells[column].comments.to_string();
    assert_eq!(
        (said(&desk, 0).as_str(), said(&desk, 1).as_str()),
        ("", "Mei: Who said so?"),
        "it is said with its cell"
    );
    desk.press("Ctrl+Z");
    assert_eq!(texts(&desk, 0), [""; 0]);
    desk.press("Ctrl+Y reload");
    assert_eq!(texts(&desk, 0), ["Who said so?"]);
    comment(&mut desk, "   ");
    assert_eq!(texts(&desk, 0).len(), 1, "nothing is no comment");
}

#[test]
fn a_comment_is_settled_edited_and_deleted() {
    let mut desk = desk();
    comment(&mut desk, "first");
    comment(&mut desk, "second");
    let ids: Vec<_> =
        desk.app.comments_on(Sheet::Deals, desk.record(0), &Key::new("amount")).iter().map(|c| c.id).collect();
    desk.act(Action::Comment(Commenting::Resolve(ids[0], true)));
    desk.act(Action::Comment(Commenting::Edit(ids[1], "second thought".into())));
    assert_eq!(texts(&desk, 0), ["first ✓", "second thought"]);
    assert_eq!(desk.app.comment_count(Sheet::Deals, desk.record(0), &Key::new("amount")), (1, 2));
    assert_eq!(desk.app.open_comments(Sheet::Deals).len(), 1);
    desk.act(Action::Comment(Commenting::Delete(ids[1])));
    assert_eq!((texts(&desk, 0), desk.said()), (vec!["first ✓".to_owned()], Some(&Notice::CommentRemoved)));
    assert!(!desk.app.is_commented(desk.grid, At { row: 0, column: 1 }), "what is settled is not marked");
    desk.press("Ctrl+Z");
    assert_eq!(texts(&desk, 0).len(), 2);
}

#[test]
fn a_comment_stays_with_its_row() {
    let mut desk = desk();
    comment(&mut desk, "look");
    desk.press("click(1,0) Ctrl+Shift+Enter click(0,1)");
    assert_eq!(texts(&desk, 0), ["look"]);
    desk.press("Ctrl+Delete");
    assert!(desk.app.open_comments(Sheet::Deals).is_empty(), "it waits for the row");
    desk.press("Ctrl+Z");
    assert_eq!(texts(&desk, 0), ["look"]);
}

#[test]
fn the_last_row_has_no_cell_to_comment_on() {
    let mut desk = desk();
    desk.press("click(2,1)");
    comment(&mut desk, "nobody's");
    assert_eq!(desk.stored(), 0);
}

#[test]
fn a_comment_says_that_it_was_written_anew() {
    let mut desk = desk();
    comment(&mut desk, "first");
    let found = |desk: &Desk| desk.app.comments_on(Sheet::Deals, desk.record(0), &Key::new("amount"))[0].clone();
    let (id, before) = (found(&desk).id, desk.digest());
    desk.act(Action::Comment(Commenting::Edit(id, " first ".into())));
    assert_eq!((found(&desk).edited, desk.digest()), (None, before), "nothing was changed");
    desk.act(Action::Comment(Commenting::Edit(id, "second".into())));
    assert_eq!(found(&desk).edited, Some(desk.app.today()));
    desk.press("Ctrl+Z");
    assert_eq!((found(&desk).text.as_str(), found(&desk).edited), ("first", None));
}

#[test]
fn what_was_said_of_a_cell_is_found_where_it_is_asked_for() {
    use crate::app::{Query, Seek};
    let mut desk = desk();
    comment(&mut desk, "Says Haitian");
    let look = |desk: &mut Desk, comments: bool| {
        let query = Query { text: "haitian".into(), by: "X".into(), comments, ..Query::default() };
        desk.act(Action::Find(Seek::Query(query)));
        desk.app.hits().iter().map(|hit| hit.column.to_string()).collect::<Vec<_>>()
    };
    desk.press("Esc focus Ctrl+F");
    assert_eq!(look(&mut desk, false), ["name"]);
    assert_eq!(look(&mut desk, true), ["name", "amount"]);
    desk.act(Action::Find(Seek::ReplaceAll));
    assert_eq!((desk.cell(0, "name"), desk.cell(0, "amount")), ("X".into(), "10".into()));
    assert_eq!(texts(&desk, 0), ["Says Haitian"], "what was said stays");
    assert_eq!(desk.said(), Some(&Notice::Replaced { cells: 1, invalid: 0, computed: 0, links: 0, within: false }));
}
