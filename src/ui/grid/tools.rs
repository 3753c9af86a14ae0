//! The buttons above a table, and the menu of its page.

use leptos::prelude::*;

use crate::app::Action;
use crate::app::command::{Command, PAGE};
use crate::app::grid::GridId;
use crate::model::Pack;
use crate::text::messages::{Grid as Words, Shell};
use crate::ui::Session;
use crate::ui::menu::{Item, MenuButton, of_commands};

/// The buttons above a table.
#[component]
pub fn Tools(
    /// The grid they belong to.
    id: GridId,
    /// Packs of columns that can be switched on.
    packs: &'static [Pack],
) -> impl IntoView {
    let session = Session::get();
    let add = move || {
        let one = crate::text::messages::Capital(id.sheet().one());
        Words::Add { one }.text(session.lang.get())
    };
    let run = move |command| session.dispatch(Action::Run(id, command));
    let name = Signal::derive(move || Shell::MenuOf { sheet: id.sheet() }.text(session.lang.get()).into_owned());
    view! {
        <div class="tools" data-region="tools">
            <button class="add" on:click=move |_| session.dispatch(Action::Add(id))>{add}</button>
            <span class="sep"></span>
            <button on:click=move |_| run(Command::InsertAbove)>{move || Words::InsertAbove.text(session.lang.get())}</button>
            <button on:click=move |_| run(Command::Duplicate)>{move || Words::DuplicateRow.text(session.lang.get())}</button>
            <button on:click=move |_| run(Command::DeleteRows)>{move || Words::DeleteRow.text(session.lang.get())}</button>
            {(!packs.is_empty()).then(|| view! {
                <span class="sep"></span>
                <span class="label">{move || Words::Columns.text(session.lang.get())}</span>
                {packs.iter().map(|&pack| view! {
                    <button
                        aria-pressed=move || {
                            session.turn.track();
                            let on = session.with(|app| app.laid_out(id).is_some_and(|grid| grid.choice.packs.contains(&pack)));
                            on.to_string()
                        }
                        on:click=move |_| session.dispatch(Action::TogglePack(id, pack))
                    >{move || crate::text::messages::pack(pack, session.lang.get())}</button>
                }).collect_view()}
            })}
            <MenuButton name=name text=Signal::derive(|| "⋯".to_owned()) items=Box::new(move |session| menu(session, id, packs)) />
        </div>
    }
}

/// The lines of the page's menu.
fn menu(session: Session, id: GridId, packs: &'static [Pack]) -> Vec<Item> {
    let lang = session.lang.get_untracked();
    let mut items = of_commands(session, Some(id), PAGE);
    let shown = session.with(|app| app.laid_out(id).map(|grid| grid.choice.packs.clone())).unwrap_or_default();
    for (nth, &pack) in packs.iter().enumerate() {
        let name = crate::text::messages::pack(pack, lang);
        let item = Item::new(name, move || session.dispatch(Action::TogglePack(id, pack)));
        let item = item.ticked(shown.contains(&pack));
        items.push(if nth == 0 { item.begins_section() } else { item });
    }
    items
}
