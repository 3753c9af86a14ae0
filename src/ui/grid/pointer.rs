//! Mouse, touch and scrolling over a grid: one listener each for the whole pane.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDivElement, MouseEvent, PointerEvent, ResizeObserver};

use super::Place;
use super::held::{self, Ways};
use crate::app::Action;
use crate::app::command::{Arranging, Chosen, Command};
use crate::app::grid::At;
use crate::platform::page;
use crate::ui::mouse;
use crate::ui::whenever::whenever;

/// So far, in CSS pixels, a finger that is lifted has pressed, and not passed over.
const STILL: i32 = 10;

/// A finger on the pane.
#[derive(Clone)]
struct Touch {
    /// What it came down on, and where.
    on: Element,
    at: (i32, i32),
}

thread_local! {
    /// A finger that came down: it does what it does when it is lifted there, since one that moves on scrolls.
    static TOUCH: RefCell<Option<Touch>> = const { RefCell::new(None) };
    /// Whether the finger just lifted has opened an editor: the mouse that the browser makes of it places no cursor there.
    static HAS_OPENED: Cell<bool> = const { Cell::new(false) };
}

/// The finger that is down presses nothing any more: a menu has opened under it.
pub(super) fn forget_touch() {
    TOUCH.set(None);
}

fn is_finger(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// Notes the scroll position.
pub(super) fn scrolled(place: Place) {
    if let Some(pane) = place.pane.get_untracked() {
        for (known, is) in [(place.top, pane.scroll_top()), (place.left, pane.scroll_left())] {
            if known.get_untracked() as i32 != is {
                known.set(f64::from(is));
            }
        }
    }
}

/// Keeps the height of the pane.
pub(super) fn watch_size(place: Place) {
    whenever(move || {
        let Some(pane) = place.pane.get() else { return };
        measure(place, &pane);
        let element = pane.clone();
        let closure = Closure::<dyn FnMut()>::new(move || measure(place, &element));
        let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) else { return };
        observer.observe(&pane);
        let kept = StoredValue::new_local((observer, closure));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
}

fn measure(place: Place, pane: &HtmlDivElement) {
    let (height, width) = (f64::from(pane.client_height()), f64::from(pane.client_width()));
    let is_wider = (place.wide.get_untracked() - width).abs() > 0.5 && width > 0.0;
    let is_higher = (place.height.get_untracked() - height).abs() > 0.5 && height > 0.0;
    if is_wider {
        place.wide.set(width);
    }
    if is_higher {
        place.height.set(height);
    }
    // What was to be seen in this turn is to be seen in the pane as it has become.
    let wish = place.session.wish.get_untracked().filter(|wish| wish.grid == place.id);
    let is_of_now = |turn: u64| turn == place.session.turn.get_untracked();
    if let Some(at) = wish.filter(|wish| (is_wider || is_higher) && is_of_now(wish.turn)).and_then(|wish| wish.reveal) {
        untrack(|| reveal(place, pane, at));
    }
    if is_higher {
        let rows = (height / place.row) as usize;
        place.session.dispatch(Action::Page(place.id, rows.saturating_sub(3).max(1)));
    }
}

/// The first row that is seen whole: a cell there can become the active one and nothing scrolls.
pub(super) fn first_seen(place: Place) -> usize {
    (place.top.get_untracked() / place.row).ceil() as usize
}

/// Scrolls so that a cell is seen beside the frozen parts.
///
/// Goes by what is known of the pane: to ask it anything would lay the whole page out in the midst of being changed.
pub(super) fn reveal(place: Place, pane: &HtmlDivElement, at: At) {
    let (top, height) = (place.top.get(), place.height.get() - 2.0 * place.row);
    let y = at.row as f64 * place.row;
    let down = if y < top {
        Some(y as i32)
    } else {
        (y + place.row > top + height).then(|| (y + place.row - height).ceil() as i32)
    };
    if let Some(down) = down {
        pane.set_scroll_top(down);
    }
    if reveal_across(place, pane, at.column) || down.is_some() {
        scrolled(place);
    }
}

/// Scrolls sideways so that a column is seen beside the frozen ones; says whether it had to.
fn reveal_across(place: Place, pane: &HtmlDivElement, column: usize) -> bool {
    let count = place.frozen.get();
    if column < count || place.is_form() {
        return false;
    }
    let ((left, width), frozen) = (place.span(column), place.span(count).0);
    let (from, wide) = (place.left.get(), place.wide.get());
    let across = if left - frozen < from {
        left - frozen
    } else if left + width > from + wide {
        (left + width - wide).ceil()
    } else {
        return false;
    };
    pane.set_scroll_left(across as i32);
    true
}

/// The same in a table that is as high as its rows: sideways the pane scrolls, downwards the page.
pub(super) fn reveal_in_page(place: Place, pane: &HtmlDivElement, at: At) {
    if reveal_across(place, pane, at.column) {
        scrolled(place);
    }
    row_into_sight(place, at);
}

/// Scrolls the page so that a row is seen: by its number, which stands at the left edge however far the columns are scrolled.
pub(super) fn row_into_sight(place: Place, at: At) {
    let cell = document().get_element_by_id(&place.cell_id(at));
    if let Some(head) = cell.and_then(|cell| cell.parent_element()).and_then(|row| row.first_element_child()) {
        into_sight(&head);
    }
}

/// Scrolls back to the first column that moves, where Home leads to one that always stays in sight.
pub(super) fn to_the_left(place: Place) {
    if let Some(pane) = place.pane.get_untracked().filter(|_| place.left.get_untracked() > 0.0) {
        pane.set_scroll_left(0);
        untrack(|| scrolled(place));
    }
}

/// Scrolls the page so that an element is seen.
pub(in crate::ui) fn into_sight(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

pub(super) fn element(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

pub(super) fn cell(element: &Element) -> Option<At> {
    let cell = element.closest("[data-c]").ok().flatten()?;
    let row = cell.closest("[data-r]").ok().flatten()?;
    let number = |of: &Element, name: &str| of.get_attribute(name)?.parse().ok();
    Some(At { row: number(&row, "data-r")?, column: number(&cell, "data-c")? })
}

/// The pointer went down: on a heading, on a link's arrow, on a cell.
pub(super) fn pressed(place: Place, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    super::row_drag::forget(place);
    HAS_OPENED.set(false);
    let Some(element) = element(event) else { return };
    if is_finger(event) && !element.has_attribute("data-grip") {
        TOUCH.set(Some(Touch { on: element, at: (event.client_x(), event.client_y()) }));
    } else {
        press(place, event, &element);
    }
}

/// Something was pressed: by a button that is down, or by a finger that was lifted.
fn press(place: Place, event: &PointerEvent, element: &Element) {
    if super::heading::pressed(place, event, element) {
        return;
    }
    if element.has_attribute("data-add-column") {
        place.session.dispatch(Action::AddColumn(place.id));
        return;
    }
    // The page that it leads to would lose the focus to the rest of the press.
    if element.has_attribute("data-follow") {
        return;
    }
    let row = element.closest(".no").ok().flatten().and_then(|no| no.parent_element());
    let at = cell(element);
    if at.is_none() && row.is_none() {
        return;
    }
    let was_active = place.session.with(|app| app.laid_out(place.id).map(|grid| grid.selection.active));
    // The browser tells of scrolling with the next frame: what is seen already must not be scrolled to.
    scrolled(place);
    match (at, row) {
        (Some(at), _) => {
            select(place, event, at, Chosen::Cells);
            // A finger scrolls.
            if !is_finger(event) && is_selected(place, at) {
                held::hold(place, event, Ways::Both, move |x, y| stretch(place, x, y));
            }
        }
        (None, Some(row)) => super::row_drag::pressed(place, event, &row),
        (None, None) => {}
    }
    focus(place);
    if element.closest("[data-look='head']").ok().flatten().is_some() {
        place.session.dispatch(Action::Run(place.id, Command::Arrange(Arranging::Fold)));
        return;
    }
    // A finger has no double click: the second touch of the active cell opens it. Nor has it Alt+Down for the list.
    if is_finger(event) && at.is_some() && was_active == at && place.has_focus.get_untracked() {
        if is_box(element) {
            return tick(place);
        }
        HAS_OPENED.set(true);
        let can_pick = place.session.with(|app| app.possible(Command::Pick, Some(place.id)).is_ok());
        let command = if can_pick { Command::Pick } else { Command::Edit };
        place.session.dispatch(Action::Run(place.id, command));
    }
}

/// Selects what was pressed: alone, with Shift all as far as it, with Ctrl (on a Mac with Command) as well as what is
/// selected.
pub(super) fn select(place: Place, event: &PointerEvent, at: At, what: Chosen) {
    let Place { session, id, .. } = place;
    if adds(place, event) {
        return session.dispatch(Action::PointAlso { grid: id, at, what });
    }
    session.dispatch(Action::Point { grid: id, at, extend: event.shift_key() });
    widen(place, what);
}

/// Whether a cell is selected: what was just taken out is no range that the pointer could stretch.
pub(super) fn is_selected(place: Place, at: At) -> bool {
    place.session.with(|app| app.laid_out(place.id).is_some_and(|grid| grid.is_selected(at)))
}

/// Makes whole rows or columns of the range.
pub(super) fn widen(place: Place, what: Chosen) {
    match what {
        Chosen::Cells => {}
        Chosen::Rows => place.session.dispatch(Action::Run(place.id, Command::SelectRows)),
        Chosen::Columns => place.session.dispatch(Action::Run(place.id, Command::SelectColumns)),
    }
}

/// Whether a press selects more than there is.
pub(super) fn adds(place: Place, event: &PointerEvent) -> bool {
    let by_key = if page::is_mac() { event.meta_key() } else { event.ctrl_key() };
    let is_adding = || place.session.with(|app| app.laid_out(place.id).is_some_and(|grid| grid.is_adding()));
    !event.shift_key() && (by_key || is_adding())
}

/// The pointer moved: with its button down it resizes a column, or goes on with what is held.
pub(super) fn dragged(place: Place, event: &PointerEvent) {
    if event.buttons() & 1 == 0 {
        // It went up where nobody saw it.
        held::let_go();
        super::row_drag::forget(place);
    } else if !super::heading::dragged(place, event) {
        held::moved(place, event);
    }
}

/// The pointer went up, or was taken away.
pub(super) fn released(place: Place, event: &PointerEvent, is_done: bool) {
    if let Some(Touch { on, at }) = TOUCH.take() {
        let moved = (event.client_x() - at.0).abs().max((event.client_y() - at.1).abs());
        if is_done && moved <= STILL && on.is_connected() {
            press(place, event, &on);
        }
        return;
    }
    let held = held::let_go();
    let was_dragged = held.unwrap_or_default();
    // It was pressed with the first button of a mouse, and nothing more was selected.
    let is_click = held == Some(false) && is_done && !event.shift_key() && !adds(place, event);
    // What was pressed may have scrolled away from under the pointer.
    let pressed = || place.session.with(|app| app.laid_out(place.id).map(|grid| grid.selection.active));
    if is_click && element(event).is_some_and(|element| is_box(&element) && cell(&element) == pressed()) {
        tick(place);
    }
    super::heading::released(place, event, was_dragged, is_done);
    super::row_drag::released(place, was_dragged, is_done);
}

/// The cell at a place of the screen, or the nearest one in the pane; what lies over the cells is looked through.
pub(super) fn under(place: Place, x: i32, y: i32) -> Option<At> {
    let rect = place.pane.get_untracked()?.get_bounding_client_rect();
    // Behind the sticky header and before the bars for scrolling.
    let within = |at: i32, low: f64, high: f64| f64::from(at).clamp(low + 2.0, (high - 16.0).max(low + 2.0)) as f32;
    let (x, y) = (within(x, rect.left(), rect.right()), within(y, rect.top() + place.row, rect.bottom()));
    let name = format!("{}-r", place.id.name());
    let elements = document().elements_from_point(x, y);
    let found = elements.iter().filter_map(|found| found.dyn_into::<Element>().ok());
    found.filter(|found| found.id().starts_with(&name)).find_map(|found| cell(&found))
}

/// Stretches the range to the pointer.
pub(super) fn stretch(place: Place, x: i32, y: i32) {
    let Some(at) = under(place, x, y) else { return };
    let far = place.session.with(|app| app.laid_out(place.id).map(|grid| grid.selection.far));
    if far != Some(at) && place.has_focus.get_untracked() {
        place.session.dispatch(Action::Point { grid: place.id, at, extend: true });
    }
}

/// Whether it is the box of a cell that is ticked.
fn is_box(element: &Element) -> bool {
    element.closest(".tick").ok().flatten().is_some()
}

/// Ticks the active cell or unticks it, as Space does.
fn tick(place: Place) {
    place.session.dispatch(Action::Input { grid: place.id, text: " ".into() });
}

/// A double click opens the editor; on the grip of a heading it fits the column.
pub(super) fn double(place: Place, event: &MouseEvent) {
    let Some(element) = element(event) else { return };
    if !super::heading::double(place, &element) && cell(&element).is_some() && !is_box(&element) {
        place.session.dispatch(Action::Run(place.id, Command::Edit));
    }
}

/// What was pressed was let go as well: a link's arrow leads to its record.
pub(super) fn clicked(place: Place, event: &MouseEvent) {
    if element(event).is_some_and(|element| element.has_attribute("data-follow")) {
        place.session.dispatch(Action::Run(place.id, Command::Follow));
    } else {
        tapped(place);
    }
}

/// A tap that has opened an editor brings up the keyboard on the screen, which only a click may do; one that has chosen a cell,
/// or opened a list to choose from, does not.
fn tapped(place: Place) {
    let writes = |app: &crate::app::App| Some(app.laid_out(place.id)?.editor.as_ref()?.picker.is_none());
    if !mouse::is_in_use() && place.has_focus.get_untracked() && place.session.with(writes) == Some(true) {
        focus(place);
    }
}

/// What is pressed takes the focus from nothing; but in an open editor the pointer places the cursor.
pub(super) fn keep_the_focus(event: &MouseEvent) {
    let is_in_editor = element(event).is_some_and(|element| element.matches(".field[data-open]").unwrap_or_default());
    if !is_in_editor || HAS_OPENED.get() {
        event.prevent_default();
    }
}

/// Gives the grid the focus without moving what is seen: the field may lie at a cell that was scrolled away.
pub(super) fn focus(place: Place) {
    if let Some(field) = place.field.get_untracked() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = field.focus_with_options(&options);
    }
}
