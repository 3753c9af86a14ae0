//! The bar above a table: its view, its filter, sort, groups, columns and colours.

use leptos::prelude::*;

use super::controls::pressed_at;
use super::panel::{is_open, open};
use super::views;
use crate::app::Panel;
use crate::app::grid::GridId;
use crate::text::messages::Arrange as Words;
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};
use crate::ui::menu;

/// The buttons of a grid's bar.
pub fn bar(session: Session, id: GridId) -> Part {
    let seen = Memo::new(move |_| {
        session.follow_turns();
        let counts = session.with(|app| {
            let table = app.plan().table(id.sheet());
            app.laid_out(id).map(|grid| grid.arrangement.counts(table)).unwrap_or_default()
        });
        (views::title(session, id), counts)
    });
    live(move || {
        let (title, [filters, sorts, groups, colours]) = seen.get();
        let button = |name, word, panel, count| button(session, id, name, word, panel, count);
        [
            view(session, id, title),
            el("span").class("sep"),
            button("filter", Words::Filter, Panel::Filter, filters),
            button("sort", Words::Sort, Panel::Sort, sorts),
            button("group", Words::Group, Panel::Group, groups),
            button("columns", Words::Columns, Panel::Columns, 0),
            button("colours", Words::Colours, Panel::Colours, colours),
        ]
    })
}

/// A button that opens a panel, with how many things are on there.
fn button(session: Session, id: GridId, name: &'static str, word: Words, panel: Panel, count: usize) -> El {
    let asked = panel.clone();
    el("button")
        .set("id", format!("{}-{name}", id.name()))
        .set("aria-haspopup", "dialog")
        .flag("data-on", count > 0)
        .live("aria-expanded", move || Some(is_open(session, id, &asked).to_string()))
        .click(move || open(session, id, panel.clone()))
        .add(word.text(session.language()))
        .add((count > 0).then(|| el("small").add(count.to_string())))
}

fn view(session: Session, id: GridId, title: String) -> El {
    let words = Words::Views.text(session.language());
    let name = words.clone();
    el("button")
        .set("id", format!("{}-views", id.name()))
        .class("view")
        .set("aria-haspopup", "menu")
        .set("title", words)
        .on("click", move |event| {
            let (at, by_key) = pressed_at(&event);
            menu::open(session, name.to_string(), at, views::items(session, id), by_key);
        })
        .add([el("span").add(title), el("span").set("aria-hidden", "true").add(" ▾")])
}
