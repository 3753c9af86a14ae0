//! The menu of a column's heading, and the width that its texts need.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::Action;
use crate::app::arrange::{Deed, total_name, totals_for};
use crate::app::command::HEADING;
use crate::app::grid::{GridId, NARROWEST, WIDEST};
use crate::model::Key;
use crate::text::messages::{Commands, Grid};
use crate::ui::Session;
use crate::ui::menu::{self, Anchor, Item, of_commands};

/// Texts of a column that are measured.
const MEASURED: usize = 24;
/// Room beside a text: padding, border, and for a heading its signs.
const BESIDE: f64 = 24.0;
const BESIDE_HEADING: f64 = 52.0;

/// Opens the menu of the heading that has the focus.
#[inline(never)]
pub fn column_menu(session: Session, id: GridId, by_key: bool) {
    let items = of_commands(session, Some(id), HEADING, true);
    let lang = session.language_now();
    let label = session.with(|app| {
        let key = app.column_in_use(id)?;
        app.plan().table(id.sheet()).definition(&key).map(|definition| definition.label.clone())
    });
    let name = Grid::ColumnMenu { column: label.unwrap_or_default() }.text(lang).into_owned();
    menu::open(session, name, below(session, id), items, by_key);
}

/// Below the heading that has the focus, or that of the active cell.
fn below(session: Session, id: GridId) -> Anchor {
    let column = session.with(|app| app.laid_out(id).map(|grid| grid.head.unwrap_or(grid.selection.active.column)));
    let heading = column.and_then(|column| document().get_element_by_id(&format!("{}-h{column}", id.name())));
    heading.map_or_else(Anchor::default, |heading| Anchor::below(&heading.get_bounding_client_rect()))
}

/// Opens the menu of what can stand under the column.
#[inline(never)]
pub fn total_menu(session: Session, id: GridId) {
    let lang = session.language_now();
    let found = session.with(|app| {
        let grid = app.laid_out(id)?;
        let key = app.column_in_use(id)?;
        let table = app.plan().table(id.sheet());
        let definition = table.definition(&key)?;
        let column =
            (0..grid.layout.width()).find(|at| grid.layout.shown(0, *at).is_some_and(|shown| shown.key == key))?;
        Some((key, totals_for(definition), app.total_of(&grid.arrangement, column, definition)))
    });
    let Some((key, totals, chosen)) = found else { return };
    let items = totals
        .into_iter()
        .map(|total| {
            let key = key.clone();
            let set = move || session.dispatch(Action::Arrange(id, Deed::Total(key.clone(), total)));
            Item::new(total_name(total).text(lang), set).ticked(total == chosen)
        })
        .collect();
    menu::open(session, Commands::TotalMenu.text(lang).into_owned(), below(session, id), items, true);
}

/// Makes a column as wide as its texts and its heading need.
#[inline(never)]
pub fn fit(session: Session, id: GridId, key: &Key) {
    let (texts, heading) = session.with(|app| {
        let definition = app.plan().table(id.sheet()).definition(key);
        let heading = definition.map(|definition| crate::text::heading(app.plan(), definition, app.lang));
        (app.widest_texts(id, key, MEASURED), heading.unwrap_or_default())
    });
    let Some(ruler) = document().create_element("div").ok().and_then(|ruler| ruler.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    ruler.set_class_name("ruler");
    ruler.set_attribute("aria-hidden", "true").ok();
    let Some(body) = document().body() else { return };
    let _ = body.append_child(&ruler);
    let mut width = 0.0_f64;
    for (text, beside) in texts.iter().map(|text| (text, BESIDE)).chain([(&heading, BESIDE_HEADING)]) {
        ruler.set_text_content(Some(text));
        width = width.max(ruler.get_bounding_client_rect().width() + beside);
    }
    ruler.remove();
    let width = width.ceil().clamp(f64::from(NARROWEST), f64::from(WIDEST)) as u16;
    session.dispatch(Action::Arrange(id, Deed::Width(key.clone(), width)));
}
