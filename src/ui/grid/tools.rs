//! The buttons above a table, and the menu of its page.

use leptos::prelude::*;

use crate::app::Action;
use crate::app::command::PAGE;
use crate::app::grid::GridId;
use crate::text::messages::{Grid as Words, Shell};
use crate::ui::Session;
use crate::ui::arrange::bar;
use crate::ui::menu::{MenuButton, of_commands};

/// The buttons above a table.
#[component]
pub fn Tools(
    /// The grid they belong to.
    id: GridId,
) -> impl IntoView {
    let session = Session::get();
    let add = move || {
        let one = crate::text::messages::Capital(id.sheet().one());
        Words::Add { one }.text(session.language())
    };
    let name = Signal::derive(move || Shell::MenuOf { sheet: id.sheet() }.text(session.language()).into_owned());
    view! {
        <div class="tools" data-region="tools">
            {bar(session, id)}
            <span class="sep"></span>
            <button class="add" on:click=move |_| session.dispatch(Action::Add(id))>{add}</button>
            <MenuButton name=name text=Signal::derive(|| "⋯".to_owned()) items=Box::new(move |session| of_commands(session, Some(id), PAGE, false)) />
        </div>
    }
}
