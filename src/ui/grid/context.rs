//! The context menu of a grid: by the right button, by Shift+F10 or the menu key, by a long press.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::Place;
use super::pointer::{cell, element};
use crate::app::command::Chosen;
use crate::app::grid::{At, GridId};
use crate::app::{Action, App};
use crate::platform::clock::Timeout;
use crate::text::messages::Commands;
use crate::ui::Session;
use crate::ui::menu::{self, Anchor, of_commands};

/// A finger that rests for so long opens the menu.
const LONG_PRESS_MS: u32 = 500;
/// A finger that moves further, in CSS pixels, scrolls.
const STILL: i32 = 10;

thread_local! {
    /// The finger that rests: its timer, where it came down, and on what. Rows may move under it before the menu opens, as
    /// when the buttons of a selection leave the screen.
    static RESTING: RefCell<Option<(Timeout, i32, i32, Option<On>)>> = const { RefCell::new(None) };
}

/// A finger came down: some browsers make a right click of a long press, others make nothing of it.
pub(super) fn rests(place: Place, event: &PointerEvent) {
    let at = Anchor::at(event);
    let Some(target) = element(event).filter(|_| event.pointer_type() == "touch") else { return };
    let on = on(&target);
    let timer = Timeout::new(LONG_PRESS_MS, move || on.into_iter().for_each(|on| open_on(place, on, at)));
    RESTING.set(Some((timer, event.client_x(), event.client_y(), on)));
}

/// A finger moved.
pub(super) fn moves(event: &PointerEvent) {
    let is_still = RESTING.with_borrow(|resting| {
        resting
            .as_ref()
            .is_none_or(|(_, x, y, _)| (event.client_x() - x).abs() <= STILL && (event.client_y() - y).abs() <= STILL)
    });
    if !is_still {
        lifts();
    }
}

/// A finger went up, or the browser took it for scrolling.
pub(super) fn lifts() {
    RESTING.set(None);
}

/// What the pointer is on.
#[derive(Clone, Copy)]
enum On {
    Cell(At),
    Row(At),
    Column(usize),
}

fn on(target: &Element) -> Option<On> {
    if let Some(at) = cell(target) {
        return Some(On::Cell(at));
    }
    if let Some(head) = target.closest(".head-cell").ok().flatten() {
        let column = head.get_attribute("aria-colindex")?.parse::<usize>().ok()?;
        return Some(On::Column(column.checked_sub(1)?));
    }
    let row = target.closest(".no").ok().flatten()?.parent_element()?;
    row.query_selector("[data-c]").ok().flatten().and_then(|first| cell(&first)).map(On::Row)
}

/// The right button, or a long press where the browser makes one of it.
pub(super) fn opened(place: Place, event: &MouseEvent) {
    event.prevent_default();
    let resting = RESTING.with_borrow(|resting| resting.as_ref().and_then(|(.., on)| *on));
    if let Some(on) = resting.or_else(|| on(&element(event)?)) {
        open_on(place, on, Anchor::at(event));
    }
}

/// Opens the menu of a cell, a row or a column.
fn open_on(place: Place, on: On, at: Anchor) {
    let Place { session, id, .. } = place;
    if session.menu.with_untracked(Option::is_some) {
        return;
    }
    super::pointer::forget_touch();
    let (pressed, what) = match on {
        On::Cell(at) => (at, Chosen::Cells),
        On::Row(at) => (at, Chosen::Rows),
        On::Column(column) => (At { row: super::pointer::first_seen(place), column }, Chosen::Columns),
    };
    session.dispatch(Action::TurnTo { grid: id, at: pressed, what });
    let meant = (what != Chosen::Cells).then_some(what);
    super::pointer::focus(place);
    show(session, id, at, meant, false);
}

/// The menu of what is selected, at the active cell.
pub(in crate::ui) fn open_by_key(session: Session, id: GridId) {
    let active = session.with(|app| app.laid_out(id).map(|grid| grid.selection.active)).unwrap_or_default();
    let cell = document().get_element_by_id(&super::cell_id(id, active));
    let at = cell.map_or_else(Anchor::default, |cell| Anchor::below(&cell.get_bounding_client_rect()));
    show(session, id, at, None, true);
}

fn show(session: Session, id: GridId, at: Anchor, meant: Option<Chosen>, by_key: bool) {
    let chosen = meant.unwrap_or_else(|| session.with(|app| app.chosen(id)));
    let items = of_commands(session, Some(id), App::menu_of(id, chosen), false);
    let name = Commands::Menu.text(session.language_now()).into_owned();
    menu::open(session, name, at, items, by_key);
}
