//! The panel of columns: which are shown, in which order, how many stay in sight.

use leptos::prelude::*;

use super::controls::{button, buttons, choose, field, first, heading, named, pair, sign, strong, switch, tick};
use super::panel::close;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::grid::{Choice, GridId, MOST_FROZEN};
use crate::model::{Definition, Pack};
use crate::text::messages::{self, Arrange as Words};
use crate::text::{Lang, search_key};
use crate::ui::Session;
use crate::ui::element::{El, Part, el, live};

fn arrange(session: Session, grid: GridId, deed: Deed) {
    session.dispatch(Action::Arrange(grid, deed));
}

/// The packs of a table that can be switched, in the order of their columns.
fn packs(session: Session, grid: GridId) -> Vec<Pack> {
    session.with(|app| {
        let mut packs: Vec<Pack> = Vec::new();
        for definition in app.plan().table(grid.sheet()).definitions() {
            if !matches!(definition.pack, Pack::Core | Pack::Parent) && !packs.contains(&definition.pack) {
                packs.push(definition.pack);
            }
        }
        packs
    })
}

/// The columns of a table, to be shown, hidden and moved.
pub(super) fn chooser(session: Session, grid: GridId) -> Vec<Part> {
    let lang = session.language_now();
    let search = RwSignal::new(String::new());
    let choice = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.laid_out(grid).map(|grid| grid.arrangement.columns.clone())).unwrap_or_default()
    });
    let packs = packs(session, grid);
    let switches = live(move || {
        let on = |pack: &Pack| choice.with(|choice| choice.packs.contains(pack));
        let switch = |pack: &Pack| {
            let own = *pack;
            switch(messages::pack(own, lang), on(pack), move || arrange(session, grid, Deed::Pack(own)))
        };
        pair(packs.iter().map(switch).collect())
    });
    let lines = live(move || {
        let (needle, choice) = (search_key(&search.get()), choice.get());
        session.with(|app| {
            let columns = choice.in_order(app.plan().table(grid.sheet())).into_iter().map(|(_, definition)| definition);
            let within = matches!(grid, GridId::Part(_));
            let listed = columns
                .filter(|definition| definition.pack != Pack::Parent || !within)
                .filter(|definition| search_key(lang.pick(&definition.label)).contains(needle.as_str()));
            listed.map(|definition| line(session, grid, &choice, definition, lang)).collect::<Vec<El>>()
        })
    });
    let frozen = live(move || {
        let counts = (0..=MOST_FROZEN).map(|count| count.to_string().into()).collect();
        let chosen = choice.with(Choice::frozen);
        let list = choose(Words::Frozen.text(lang), counts, chosen, move |at| arrange(session, grid, Deed::Freeze(at)));
        named(Words::Frozen.text(lang), list)
    });
    vec![
        heading(Words::Columns.text(lang)).into(),
        first(field(Words::FindColumn.text(lang), search, true)).into(),
        switches,
        el("div").class("values").add(lines).into(),
        frozen,
        buttons(vec![
            button(Words::ResetColumns.text(lang), move || arrange(session, grid, Deed::ResetColumns)),
            strong(Words::Done.text(lang), move || close(session)),
        ])
        .into(),
    ]
}

fn line(session: Session, grid: GridId, choice: &Choice, definition: &Definition, lang: Lang) -> El {
    let key = definition.key.clone();
    let is_shown = choice.shows(definition, matches!(grid, GridId::Part(_)));
    let shift = |by: isize| {
        let key = key.clone();
        move || arrange(session, grid, Deed::Shift(key.clone(), by))
    };
    let (left, right) = (shift(-1), shift(1));
    el("div").class("line").add([
        tick(lang.pick(&definition.label).to_owned(), is_shown, move || {
            arrange(session, grid, Deed::Show(key.clone(), !is_shown));
        }),
        sign("↑", Words::MoveLeft.text(lang), left).flag("disabled", !is_shown),
        sign("↓", Words::MoveRight.text(lang), right).flag("disabled", !is_shown),
    ])
}
