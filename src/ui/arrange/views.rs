//! The menu of views, and the panel that asks for a name.

use leptos::prelude::*;

use super::controls::{button, buttons, field, first, heading};
use super::panel::{close, open};
use crate::app::arrange::Deed;
use crate::app::command::VIEW;
use crate::app::grid::GridId;
use crate::app::{Action, Naming, Panel};
use crate::model::RowId;
use crate::text::messages::{Arrange as Words, Commands};
use crate::ui::Session;
use crate::ui::element::{Part, el};
use crate::ui::menu::Item;

/// What the view that a grid shows is called.
pub(super) fn title(session: Session, grid: GridId) -> String {
    let lang = session.language();
    session.with(|app| {
        let base = app.base_view(grid);
        let name = app.views(grid.sheet()).into_iter().find(|(row, _)| Some(*row) == base).map(|(_, name)| name);
        let name = name.map_or_else(|| Words::AllRows.text(lang).into_owned(), |name| name.to_string());
        if app.is_view_changed(grid) { Words::ViewChanged { name: name.into() }.text(lang).into_owned() } else { name }
    })
}

/// The lines of the menu of views.
pub(super) fn items(session: Session, grid: GridId) -> Vec<Item> {
    let lang = session.language_now();
    let (views, base, is_changed) =
        session.with(|app| (app.views(grid.sheet()), app.base_view(grid), app.is_view_changed(grid)));
    let arrange = move |deed: Deed| session.dispatch(Action::Arrange(grid, deed));
    let mut items =
        vec![Item::new(Words::AllRows.text(lang), move || arrange(Deed::View(None))).ticked(base.is_none())];
    for (row, name) in &views {
        let row = *row;
        let item = Item::new(name.as_str(), move || arrange(Deed::View(Some(row))));
        items.push(item.ticked(base == Some(row)));
    }
    let asks = move |naming: Naming| open(session, grid, Panel::NameView(naming));
    if is_changed && base.is_some() {
        items.push(Item::new(Words::SaveView.text(lang), move || arrange(Deed::Save)).begins_section());
    }
    let save_as = Item::new(Words::SaveViewAs.text(lang), move || asks(Naming::New));
    items.push(if is_changed && base.is_some() { save_as } else { save_as.begins_section() });
    if base.is_some() {
        items.extend(VIEW.iter().filter_map(|command| Item::of(session, *command, Some(grid), false)));
    }
    items
}

/// Asks for the name of a view.
pub(super) fn name(session: Session, grid: GridId, naming: Naming) -> Vec<Part> {
    let lang = session.language_now();
    let known = |row: RowId| {
        session.with(|app| app.views(grid.sheet()).into_iter().find(|(own, _)| *own == row).map(|(_, name)| name))
    };
    let before = match naming {
        Naming::New => String::new(),
        Naming::Rename(row) => known(row).unwrap_or_default().to_string(),
        Naming::Copy(row) => Words::CopyOf { name: known(row).unwrap_or_default() }.text(lang).into_owned(),
    };
    let title = match naming {
        Naming::New => Commands::SaveViewAs,
        Naming::Rename(_) => Commands::RenameView,
        Naming::Copy(_) => Commands::CopyView,
    };
    let name = RwSignal::new(before);
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            let name = name.get_untracked();
            if name.trim().is_empty() {
                return;
            }
            close(session);
            let deed = match naming {
                Naming::New => Deed::SaveAs(name),
                Naming::Rename(row) => Deed::Rename(row, name),
                Naming::Copy(row) => Deed::Copy(row, name),
            };
            session.dispatch(Action::Arrange(grid, deed));
        })
        .add(heading(title.text(lang)))
        .add(first(field(Words::ViewName.text(lang), name, false)).set("maxlength", "80"))
        .add(el("p").class("hint").add(Words::ViewAbout.text(lang)))
        .add(buttons(vec![
            button(Words::Cancel.text(lang), move || close(session)),
            el("button").set("type", "submit").class("strong").add(Words::SaveName.text(lang)),
        ]));
    vec![form.into()]
}
