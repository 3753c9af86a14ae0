//! What is told to those who do not see it: what an action did, how much is selected, what a list has to offer.
//!
//! One live region that is never hidden: one that comes into the page together with its text is often not read.

use leptos::prelude::*;

use super::Session;
use super::element::{El, el, live};
use super::lasting::Lasting;
use crate::text::messages::{Columns, Grid as Words, Rows};
use crate::ui::whenever::whenever;

/// The region.
pub fn told(session: Session) -> El {
    let sentence = anew(session.told);
    tell_selection(session);
    el("p").class("told unseen").set("role", "status").set("aria-live", "polite").add(live(move || sentence.get()))
}

/// A text, told apart from the same one before it: that would change nothing in the page, and nobody would hear it.
pub fn anew(text: Lasting<String>) -> Memo<String> {
    Memo::new(move |before: Option<&String>| {
        let sentence = text.get();
        match before {
            Some(before) if *before == sentence && !sentence.is_empty() => sentence + "\u{a0}",
            _ => sentence,
        }
    })
}

/// How much is selected once it is more than a cell, which its own name tells.
fn tell_selection(session: Session) {
    let size = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| {
            let grid = app.laid_out(app.grid_in_use()?)?;
            if grid.is_one_cell() {
                return None;
            }
            let (rows, columns) = (grid.selection.rows(), grid.selection.columns());
            let count = |(from, to): (usize, usize)| to - from + 1;
            Some((grid.is_scattered(), count(rows), count(columns)))
        })
    });
    whenever(move || {
        let Some((is_scattered, rows, columns)) = size.get() else { return };
        let (rows, columns) = (Rows(rows), Columns(columns));
        let size = if is_scattered { Words::SelectedAlso { rows, columns } } else { Words::Selected { rows, columns } };
        session.tell(size.text(session.language_now()));
    });
}
