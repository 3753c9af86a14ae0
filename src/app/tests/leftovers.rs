//! Columns of a paste that the table does not have: kept for the review, put into a column, made one, or left out.

use super::desk::NOON;
use super::*;
use crate::app::csv::Goes;
use crate::app::grid::{GridId, Selection};
use crate::app::{Action, App, Dock, Effect, Notice, Reviewing, Theme, block};
use crate::log::{Ledger, Replica};
use crate::model::{Key, Kind, Sheet, Value};
use crate::text::Lang;
use crate::text::messages::KindWord;

const GRID: GridId = GridId::Table(Sheet::Deals);
const TABLE: &str =
    "Opportunity\tSeats\tAmount\tColour\tVisited\nFenghua\t12\t100\tblue\t2026-03-01\nYuyao\t7\t200\t\t2026-03-02";

fn desk() -> Desk {
    Desk::new(GRID, "| name | amount | close |\n| [Haitian] | 10 | 2026-04-01 |")
}

fn paste(desk: &mut Desk, text: Option<&str>, html: Option<&str>) {
    desk.act(Action::Paste(GRID, block(text, html).unwrap()));
}

/// Heading, samples, kind, goes.
fn over(desk: &Desk) -> Vec<String> {
    let line = |own: crate::app::Leftover| {
        let goes = match own.goes {
            Goes::Nowhere => "–".to_owned(),
            Goes::New => own.column.kind.text(crate::text::Lang::En).to_owned(),
            Goes::To(key) => key.to_string(),
        };
        format!("{}: {} → {goes}", own.column.heading, own.column.samples.join(", "))
    };
    desk.app.leftovers().into_iter().map(line).collect()
}

fn review(desk: &mut Desk, act: Reviewing) {
    desk.act(Action::Review(act));
}

fn own(desk: &Desk) -> Vec<(String, KindWord)> {
    let definitions = desk.app.plan().table(Sheet::Deals).definitions().iter();
    let own = definitions.filter(|own| own.is_own() && !own.deleted);
    own.map(|own| (own.label.en.to_string(), KindWord::of(&own.kind))).collect()
}

/// What the own columns hold, row by row.
fn values(desk: &Desk) -> Vec<String> {
    let table = desk.app.plan().table(Sheet::Deals);
    let columns: Vec<_> = table.definitions().iter().filter(|own| own.is_own() && !own.deleted).collect();
    let line = |row| {
        let texts = columns.iter().map(|own| match table.value(row, &own.key) {
            Value::Invalid(text) => format!("!{text}"),
            _ => desk.app.text_of(Sheet::Deals, row, own),
        });
        texts.collect::<Vec<_>>().join(", ")
    };
    table.ids().map(line).collect()
}

#[test]
fn unknown_headings_become_columns_and_one_undo_takes_back_all() {
    let mut desk = desk();
    let before = desk.digest();
    paste(&mut desk, Some(TABLE), None);
    let Some(Notice::Pasted { unplaced: 3, headed: Some(headed), .. }) = desk.said() else {
        panic!("{:?}", desk.said())
    };
    assert_eq!(headed.unknown, ["Seats", "Colour", "Visited"]);
    assert_eq!(desk.said().unwrap().offers(), Some(true), "the review is offered");
    let all = ["Seats: 12, 7 → Number", "Colour: blue → Text", "Visited: 2026-03-01, 2026-03-02 → Date"];
    assert_eq!(over(&desk), all);
    desk.press("F8");
    assert_eq!(desk.app.panel, Some(Dock::Review));
    review(&mut desk, Reviewing::TakeColumns);
    assert_eq!(desk.said(), Some(&Notice::TookColumns { columns: 3, invalid: 0 }));
    assert_eq!(desk.app.panel, None, "nothing else waits there");
    assert_eq!(
        own(&desk),
        [("Seats", KindWord::Number), ("Colour", KindWord::Text), ("Visited", KindWord::Date)]
            .map(|(name, kind)| (name.to_owned(), kind))
    );
    assert_eq!(values(&desk), [", , ", "12, blue, 2026-03-01", "7, , 2026-03-02"]);
    assert!(over(&desk).is_empty(), "they have a place");
    let definitions = desk.app.plan().table(Sheet::Deals).definitions().iter();
    assert!(definitions.filter(|own| own.is_own()).all(|own| own.pack == crate::model::Pack::Core), "and are seen");
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before, "rows, cells and columns");
    assert!(over(&desk).is_empty(), "there is no row that could take them");
    desk.press("Ctrl+Y");
    assert_eq!(values(&desk), [", , ", "12, blue, 2026-03-01", "7, , 2026-03-02"]);
    assert!(over(&desk).is_empty());
}

#[test]
fn they_go_into_a_column_that_the_paste_left_alone_or_nowhere() {
    let mut desk = desk();
    paste(&mut desk, Some(TABLE), None);
    let offered: Vec<Key> = desk.app.leftovers_go_to().into_iter().map(|(key, _)| key).collect();
    assert!(offered.contains(&Key::new("entered")) && !offered.contains(&Key::new("amount")), "{offered:?}");
    assert!(!offered.contains(&Key::new("weighted")), "what is worked out takes nothing");
    review(&mut desk, Reviewing::Send(2, Goes::To(Key::new("entered"))));
    review(&mut desk, Reviewing::Send(0, Goes::Nowhere));
    review(&mut desk, Reviewing::Send(1, Goes::To(Key::new("close"))));
    assert_eq!(over(&desk), ["Seats: 12, 7 → –", "Colour: blue → close", "Visited: 2026-03-01, 2026-03-02 → entered"]);
    review(&mut desk, Reviewing::TakeColumns);
    assert_eq!(desk.said(), Some(&Notice::TookColumns { columns: 2, invalid: 1 }));
    assert_eq!((desk.cell(1, "entered"), desk.cell(2, "entered")), ("2026-03-01".into(), "2026-03-02".into()));
    assert_eq!((desk.cell(1, "close").as_str(), own(&desk).len()), ("blue", 0), "kept, and marked");
    assert_eq!(desk.app.review_count(), 1);
    desk.press("Ctrl+Z");
    assert_eq!(desk.names(), "Haitian");
}

#[test]
fn what_is_left_out_stays_out() {
    let mut desk = desk();
    paste(&mut desk, Some(TABLE), None);
    review(&mut desk, Reviewing::LeaveColumns);
    assert!(over(&desk).is_empty());
    paste(&mut desk, Some(TABLE), None);
    for at in 0..3 {
        review(&mut desk, Reviewing::Send(at, Goes::Nowhere));
    }
    review(&mut desk, Reviewing::TakeColumns);
    assert!(over(&desk).is_empty(), "to take none in is to leave them out");
    assert_eq!((desk.stored(), own(&desk).len()), (1, 0));
    // The second paste wrote what was there: what is taken in after it is no part of the step before it.
    paste(&mut desk, Some(TABLE), None);
    review(&mut desk, Reviewing::TakeColumns);
    desk.press("Ctrl+Z");
    assert_eq!((own(&desk).len(), desk.names().as_str()), (0, "Haitian, Fenghua, Yuyao"));
}

#[test]
fn after_another_step_they_are_a_step_of_their_own_and_come_back_with_undo() {
    let mut desk = desk();
    paste(&mut desk, Some(TABLE), None);
    desk.press("click(0,1) 5 Enter");
    let before = desk.digest();
    review(&mut desk, Reviewing::TakeColumns);
    assert_eq!(values(&desk)[1], "12, blue, 2026-03-01");
    desk.press("Ctrl+Z");
    assert_eq!(desk.digest(), before);
    assert_eq!(over(&desk).len(), 3, "they wait again");
    // A row that is gone takes nothing in.
    desk.press("click(1,0) Ctrl+Delete");
    review(&mut desk, Reviewing::TakeColumns);
    assert_eq!(values(&desk), [", , ", "7, , 2026-03-02"]);
}

#[test]
fn the_numbers_behind_come_along() {
    let mut desk = desk();
    let html = "<table><tr><td>Deal<td>Amount<td>Margin<td>Rebate ($k)</tr>\
                <tr><td>Fenghua<td>1<td x:num=\"12.3456\">12.3<td x:num=\"2.5\">3</tr></table>";
    paste(&mut desk, None, Some(html));
    assert_eq!(over(&desk), ["Margin: 12.3 → Number", "Rebate ($k): 3 → Number"]);
    review(&mut desk, Reviewing::Send(1, Goes::To(Key::new("low"))));
    review(&mut desk, Reviewing::TakeColumns);
    assert_eq!(values(&desk)[1], "12.3456");
    assert_eq!(desk.cell(1, "low"), "2,500", "in the unit and the currency of its heading");
}

#[test]
fn columns_without_room_and_without_a_heading_are_offered_by_their_number() {
    let mut desk = desk();
    desk.app.grid(GRID).selection = Selection::at(0, 1);
    paste(&mut desk, Some("5\t2026-05-01\tx\t\n6\t2026-05-02\ty\t"), None);
    assert_eq!(over(&desk), ["Column 3: x, y → Text"], "the empty one is missed by nobody");
    review(&mut desk, Reviewing::TakeColumns);
    assert_eq!(values(&desk), ["x", "y"]);
    assert_eq!(own(&desk)[0].0, "Column 3");
    // Headings that nobody here knows stand above columns all the same.
    let mut desk = self::desk();
    paste(
        &mut desk,
        Some("Wer\tWieviel\tWann\tFarbe\na\t1\t2026-05-01\tx\nb\t2\t2026-05-02\ty\nc\t3\t2026-05-03\tz"),
        None,
    );
    assert_eq!(over(&desk), ["Farbe: x, y, z → Text"]);
}

#[test]
fn every_table_takes_them() {
    let grid = GridId::Table(Sheet::Accounts);
    let mut desk = Desk::new(grid, "| name | industry |\n| [a] | |");
    desk.act(Action::Paste(grid, block(Some("Account\tIndustry\tWebsite\nb\tc\td.example"), None).unwrap()));
    review(&mut desk, Reviewing::TakeColumns);
    let definitions = desk.app.plan().table(Sheet::Accounts).definitions().iter();
    let own: Vec<_> = definitions.filter(|own| own.is_own()).map(|own| (own.label.en.as_str(), &own.kind)).collect();
    assert_eq!(own, [("Website", &Kind::Text)]);
}

#[test]
fn a_browser_that_is_killed_while_they_are_stored_comes_back_with_the_paste() {
    let mut desk = desk();
    // Into a row that is there and into new ones.
    paste(&mut desk, Some("9\t2026-05-01\tx\n8\t2026-05-02\ty"), None);
    desk.press("Ctrl+Z");
    desk.app.grid(GRID).selection = Selection::at(0, 1);
    paste(&mut desk, Some("9\t2026-05-01\tx\n8\t2026-05-02\ty"), None);
    let rows = |desk: &Desk| {
        let table = desk.app.plan().table(Sheet::Deals);
        (desk.titles(Sheet::Deals), table.ids().map(|row| table.value(row, "amount").clone()).collect::<Vec<_>>())
    };
    let pasted = rows(&desk);
    let kept: Vec<_> = desk.app.ledger.log().map(|own| (**own).clone()).collect();
    desk.effects.clear();
    review(&mut desk, Reviewing::TakeColumns);
    let all = (values(&desk), desk.digest());
    let stored = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Store(transaction) => Some((**transaction).clone()),
        _ => None,
    });
    let stored: Vec<_> = stored.collect();
    assert_eq!(stored.len(), 2);
    for count in 0..=stored.len() {
        let log: Vec<_> = kept.iter().chain(&stored[..count]).cloned().collect();
        desk.app =
            App::new(Ledger::open(log, Replica::new(1, 5), "me", NOON), Lang::En, Theme::System, desk.app.today());
        assert_eq!(rows(&desk), pasted, "{count}");
        assert_eq!(desk.app.unread_count(), 0, "nobody contradicts himself: {count}");
        if count > 0 {
            assert_eq!((values(&desk), desk.digest()), all, "{count}");
        }
    }
}
