//! A search that goes on in stretches: between letters, and for a next cell that is far away.

use super::desk::add;
use super::finding::{self, cell, hidden, look_for, search};
use crate::app::command::Command;
use crate::app::grid::Selection;
use crate::app::{Action, Query, Seek};
use crate::log::Change;
use crate::model::{Place, Sheet, Value};

#[test]
fn letter_by_letter_the_same_is_found_as_at_once() {
    for (everywhere, case, whole) in
        [(false, false, false), (true, false, false), (false, true, false), (false, false, true)]
    {
        for text in ["press", "Press shop", "12", "1,200", "2026-12-01", "12/1", "line x", "p ress"] {
            // With the next letter all cells were looked at, none, or some.
            for most in [usize::MAX, 0, 1, 5, 11] {
                let (mut slow, mut once) = (finding::desk(), finding::desk());
                let mut typed = String::new();
                for letter in text.chars() {
                    typed.push(letter);
                    let asked = |query: &mut Query| {
                        query.text.clone_from(&typed);
                        (query.everywhere, query.case, query.whole) = (everywhere, case, whole);
                    };
                    search(&mut slow, asked);
                    let _ = slow.app.count_found(most);
                    once = finding::desk();
                    search(&mut once, asked);
                    if most < usize::MAX && typed.len() < text.len() {
                        continue;
                    }
                    assert_eq!(slow.app.hits(), once.app.hits(), "{typed}, {most}");
                    assert_eq!(hidden(&slow), hidden(&once), "{typed}, {most}");
                }
                // And back again.
                look_for(&mut slow, "p");
                look_for(&mut once, "p");
                assert_eq!(slow.app.hits(), once.app.hits());
            }
        }
    }
}

#[test]
fn a_search_goes_on_in_stretches_and_its_next_cell_waits_for_none() {
    for text in ["press", "12", "2026", "nowhere"] {
        let mut desk = finding::desk();
        look_for(&mut desk, text);
        let mut stretches = 0;
        let found = loop {
            stretches += 1;
            if let Some(found) = desk.app.count_found(2) {
                break found;
            }
        };
        assert!(stretches > 2, "{stretches}");
        assert_eq!((found.of, Some(found)), (desk.app.hits().len(), desk.app.count_found(0)));
        for (at, forward) in [((0, 0), true), ((0, 0), false), ((1, 1), true), ((2, 2), true), ((2, 2), false)] {
            let went = [false, true].map(|is_whole| {
                let mut desk = finding::desk();
                desk.app.grid(desk.grid).selection = Selection::at(at.0, at.1);
                look_for(&mut desk, text);
                assert_eq!(desk.app.count_found(if is_whole { usize::MAX } else { 1 }).is_some(), is_whole);
                desk.act(Action::Find(if forward { Seek::Next } else { Seek::Previous }));
                assert_eq!(desk.app.count_found(0).is_some(), is_whole);
                finding::at(&desk)
            });
            assert_eq!(went[0], went[1], "{text} from {at:?}, {forward}");
        }
    }
}

#[test]
fn the_next_cell_far_away_is_gone_to_once_it_is_found() {
    let mut desk = finding::desk();
    let (sheet, rows) = (Sheet::Deals, 7_000);
    let deals: Vec<Change> = (0..rows)
        .map(|nth| {
            let name = if nth + 1 == rows { "far away".to_owned() } else { format!("deal {nth}") };
            let row = desk.app.ledger.fresh_row(7);
            Change::Insert {
                sheet,
                row,
                cells: vec![("name".into(), Value::text(&name))],
                place: Place::nth(100 + nth),
            }
        })
        .collect();
    desk.app.commit(deals, "edit", 7);
    assert!(desk.app.grid(desk.grid).layout.height() * desk.app.grid(desk.grid).layout.width() > 20_000);
    for (text, everywhere) in [("far away", false), ("far away", true)] {
        desk.press("Ctrl+F");
        search(&mut desk, |query| query.everywhere = everywhere);
        look_for(&mut desk, "");
        desk.app.grid(desk.grid).selection = Selection::at(0, 0);
        look_for(&mut desk, text);
        desk.act(Action::Find(Seek::Next));
        assert_eq!((finding::at(&desk), desk.app.seek_awaited()), ((0, 0), None), "it is looked for");
        while desk.app.count_found(1_000).is_none() {}
        assert_eq!(desk.app.seek_awaited(), Some(Seek::Next));
        desk.act(Action::Find(Seek::Next));
        assert_eq!((cell(&mut desk).as_str(), desk.app.seek_awaited()), ("far away", None));

        // Another text is another search.
        desk.app.grid(desk.grid).selection = Selection::at(0, 0);
        look_for(&mut desk, "far");
        desk.app.search.replace(None);
        desk.act(Action::Find(Seek::Next));
        look_for(&mut desk, "deal 6900");
        while desk.app.count_found(1_000).is_none() {}
        assert_eq!((finding::at(&desk), desk.app.seek_awaited()), ((0, 0), None));
        // And where nobody looks on, it is looked for at once.
        desk.act(Action::Find(Seek::Close));
        look_for(&mut desk, "far away");
        desk.app.run_global(Command::FindNext, 7);
        assert_eq!(cell(&mut desk), "far away");
    }
}

#[test]
fn a_search_in_what_was_found_sees_what_has_changed() {
    let mut desk = finding::desk();
    look_for(&mut desk, "pr");
    assert_eq!(desk.app.hits().len(), 2);
    desk.act(Action::Find(Seek::Close));
    add(&mut desk.app, Sheet::Deals, vec![("name", Value::text("Prelude"))]);
    desk.press("Ctrl+F");
    look_for(&mut desk, "pre");
    assert_eq!(desk.app.hits().len(), 3);
}
