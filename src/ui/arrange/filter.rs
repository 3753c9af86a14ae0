//! The panels of filters: of one column, and of the whole table.

use leptos::prelude::*;

use super::condition::{Form, definition};
use super::controls::{button, buttons, choose, field, first, heading, named, pair, switch};
use super::panel::{close, open};
use crate::app::arrange::Deed;
use crate::app::grid::{Filter, GridId};
use crate::app::{Action, App, Panel};
use crate::model::{Definition, Key};
use crate::text::messages::Arrange as Words;
use crate::text::{Lang, search_key};
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};

/// What is asked of one column.
pub(super) fn of(session: Session, grid: GridId, column: Key) -> Vec<Part> {
    let lang = session.language_now();
    let Some(definition) = definition(session, grid, &column) else { return Vec::new() };
    let asked = session.with(|app| app.laid_out(grid).and_then(|grid| grid.arrangement.filter.of(&column).cloned()));
    let form = Form::new(session, grid, &column, asked.as_ref());
    let ask = move |condition| {
        close(session);
        session.dispatch(Action::Arrange(grid, Deed::Ask(column.clone(), condition)));
    };
    let clear = ask.clone();
    let clear = asked.is_some().then(|| button(Words::ClearFilter.text(lang), move || clear(None)));
    let apply = el("button").set("type", "submit").class("strong").add(Words::Apply.text(lang));
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            if let Some(condition) = form.condition() {
                ask(Some(condition));
            }
        })
        .add(heading(lang.pick(&definition.label).to_owned()))
        .add(form.view())
        .add(buttons(clear.into_iter().chain([apply]).collect()));
    vec![form.into()]
}

/// What is asked of a table.
pub(super) fn all(session: Session, grid: GridId) -> Vec<Part> {
    let lang = session.language_now();
    let search = RwSignal::new(String::new());
    let filter = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.laid_out(grid).map(|grid| grid.arrangement.filter.clone())).unwrap_or_default()
    });
    let has_owner = session.with(|app| app.has_owner(grid.sheet()));
    let arrange = move |deed| session.dispatch(Action::Arrange(grid, deed));
    // Whose rows are one's own is asked before they are: nobody's are none.
    let asks = RwSignal::new(false);
    let turn_mine = move |mine: bool| match session.with(|app| app.me()) {
        None if !mine => asks.set(true),
        _ => arrange(Deed::Mine(!mine)),
    };
    let switches = live(move || {
        let (attention, mine) = filter.with(|filter| (filter.attention, filter.mine));
        let mut all =
            vec![first(switch(Words::Attention.text(lang), attention, move || arrange(Deed::Attention(!attention))))];
        all.extend(has_owner.then(|| switch(Words::Mine.text(lang), mine, move || turn_mine(mine))));
        let who = (has_owner && (mine || asks.get())).then(|| who(session, grid, mine));
        std::iter::once(pair(all)).chain(who).collect::<Vec<El>>()
    });
    let lines = live(move || {
        let needle = search_key(&search.get());
        let filter = filter.get();
        session.with(|app| {
            let asked = columns(app, grid, &filter, &needle, lang);
            asked.into_iter().map(|definition| line(session, app, grid, &filter, definition)).collect::<Vec<El>>()
        })
    });
    vec![
        heading(Words::Filter.text(lang)).into(),
        switches,
        field(Words::FindColumn.text(lang), search, true).into(),
        el("div").class("values").add(lines).into(),
        buttons(vec![button(Words::ShowAllRows.text(lang), move || {
            close(session);
            arrange(Deed::Unfilter);
        })])
        .into(),
    ]
}

/// The columns that are shown; with a search also hidden ones; and those that are asked already.
fn columns<'a>(app: &'a App, grid: GridId, filter: &Filter, needle: &str, lang: Lang) -> Vec<&'a Definition> {
    let choice = app.laid_out(grid).map(|grid| grid.arrangement.columns.clone()).unwrap_or_default();
    let columns = choice.in_order(app.plan().table(grid.sheet())).into_iter().map(|(_, definition)| definition);
    let is_listed = |definition: &&Definition| {
        let is_shown = choice.shows(definition, matches!(grid, GridId::Part(_)));
        filter.of(&definition.key).is_some()
            || if needle.is_empty() { is_shown } else { search_key(lang.pick(&definition.label)).contains(needle) }
    };
    columns.filter(is_listed).collect()
}

fn line(session: Session, app: &App, grid: GridId, filter: &Filter, definition: &Definition) -> El {
    let key = definition.key.clone();
    let asked = filter.of(&key).map(|condition| app.condition_text(grid.sheet(), definition, condition).to_string());
    el("button")
        .set("type", "button")
        .class("line")
        .click(move || open(session, grid, Panel::FilterOf(key.clone())))
        .add(el("span").add(app.lang.pick(&definition.label).to_owned()))
        .add(el("small").add(asked))
}

/// Says who works here: this browser remembers it by name, for every plan.
fn who(session: Session, grid: GridId, mine: bool) -> El {
    let lang = session.language_now();
    let (people, me) = session.with(|app| (app.people(), app.me()));
    let chosen = people.iter().position(|(row, _)| Some(*row) == me).map_or(0, |at| at + 1);
    let names: Vec<String> = people.into_iter().map(|(_, name)| name.to_string()).collect();
    let options = std::iter::once("–".into()).chain(names.iter().map(|name| name.clone().into())).collect();
    let list = choose(Words::WhoAmI.text(lang), options, chosen, move |at| {
        let name = at.checked_sub(1).and_then(|at| names.get(at)).cloned().unwrap_or_default();
        let is_nobody = name.is_empty();
        session.dispatch(Action::SetMe(name.into()));
        match mine {
            true => session.dispatch(Action::Arrange(grid, Deed::Apply)),
            false if is_nobody => {}
            false => session.dispatch(Action::Arrange(grid, Deed::Mine(true))),
        }
    });
    named(Words::WhoAmI.text(lang), list)
}
