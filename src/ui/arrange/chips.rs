//! The line of chips above a grid: what is on, each cleared by a click or a key; and the one that applies all again.

use leptos::prelude::*;

use super::panel::open;
use crate::app::arrange::Deed;
use crate::app::grid::GridId;
use crate::app::{Action, App, Panel};
use crate::text::Lang;
use crate::text::messages::{Arrange as Words, Rows};
use crate::ui::element::{El, Part, el, live};
use crate::ui::{Session, regions};

/// One chip: what it says, what opens it, what clears it.
#[derive(Clone, PartialEq)]
struct Chip {
    text: String,
    opens: Panel,
    clears: Deed,
}

/// What is on in a grid.
fn chips(app: &App, id: GridId, lang: Lang) -> Vec<Chip> {
    let Some(grid) = app.laid_out(id) else { return Vec::new() };
    let (it, table) = (&grid.arrangement, app.plan().table(id.sheet()));
    let mut chips = Vec::new();
    if it.filter.attention {
        let text = Words::Attention.text(lang).into_owned();
        chips.push(Chip { text, opens: Panel::Filter, clears: Deed::Attention(false) });
    }
    if it.filter.mine {
        let words = match app.me() {
            Some(_) => Words::MineOf { name: app.me.clone() },
            None => Words::MineWho,
        };
        chips.push(Chip { text: words.text(lang).into_owned(), opens: Panel::Filter, clears: Deed::Mine(false) });
    }
    for (key, condition) in it.filter.columns.iter().filter(|(key, _)| table.is_present(key)) {
        let text = app.clause_text(id.sheet(), key, condition).to_string();
        chips.push(Chip { text, opens: Panel::FilterOf(key.clone()), clears: Deed::Ask(key.clone(), None) });
    }
    let label = |key: &str| table.definition(key).map(|definition| definition.label.clone()).unwrap_or_default();
    for sort in it.sort.iter().filter(|sort| table.is_present(&sort.column)) {
        let column = label(&sort.column);
        let words = if sort.descending { Words::SortedDown { column } } else { Words::SortedUp { column } };
        let clears = Deed::Unsort(Some(sort.column.clone()));
        chips.push(Chip { text: words.text(lang).into_owned(), opens: Panel::Sort, clears });
    }
    for group in it.groups.iter().filter(|group| table.is_present(&group.column)) {
        let text = Words::GroupedBy { column: label(&group.column) }.text(lang).into_owned();
        chips.push(Chip { text, opens: Panel::Group, clears: Deed::Ungroup(Some(group.column.clone())) });
    }
    chips
}

/// What is on in a grid, in words; and how many of its rows are shown, where that is not all.
pub fn what_is_on(app: &App, id: GridId, lang: Lang) -> Vec<String> {
    let (shown, of) = app.rows_shown(id);
    let count = (shown < of).then(|| Words::Filtered { shown, rows: Rows(of) }.text(lang).into_owned());
    chips(app, id, lang).into_iter().map(|chip| chip.text).chain(count).collect()
}

/// The line of chips; nothing where nothing is on.
pub fn line(session: Session, id: GridId) -> Part {
    let on = Memo::new(move |_| {
        session.follow_turns();
        let lang = session.language();
        session.with(|app| {
            let misfits = app.laid_out(id).map(|grid| (grid.misfits.len(), grid.stale)).unwrap_or_default();
            (chips(app, id, lang), app.rows_shown(id), misfits)
        })
    });
    live(move || {
        let lang = session.language();
        let (chips, (shown, of), (misfits, stale)) = on.get();
        if chips.is_empty() && misfits == 0 && !stale {
            return None;
        }
        let again = (misfits > 0 || stale).then(|| {
            let words = if stale { Words::ApplyAgainAll } else { Words::ApplyAgain { rows: Rows(misfits) } };
            let run = move || arrange(session, id, Deed::Apply);
            el("button").class("again").click(run).add(words.text(lang))
        });
        let count =
            (shown < of).then(|| el("span").class("soft").add(Words::Filtered { shown, rows: Rows(of) }.text(lang)));
        let chips: Vec<El> = chips.into_iter().map(|chip| drawn(session, id, chip, lang)).collect();
        let name = Words::WhatIsOn.text(lang);
        Some(el("div").class("chips").set("role", "group").set("aria-label", name).add(chips).add(again).add(count))
    })
}

fn drawn(session: Session, id: GridId, chip: Chip, lang: Lang) -> El {
    let Chip { text, opens, clears } = chip;
    let clear = Words::Clear { what: text.as_str().into() }.text(lang);
    el("span").class("on").add([
        el("button").click(move || open(session, id, opens.clone())).add(text),
        el("button")
            .class("clear")
            .set("aria-label", clear.clone())
            .set("title", clear)
            .click(move || arrange(session, id, clears.clone()))
            .add(el("span").set("aria-hidden", "true").add("✕")),
    ])
}

/// The button goes with what it did: the next key belongs to the table.
fn arrange(session: Session, id: GridId, deed: Deed) {
    session.dispatch(Action::Arrange(id, deed));
    regions::hand_over(session, id);
}
