//! A text that is dragged to a cell: it comes in there as a paste does.

use web_sys::DragEvent;

use super::{Place, pointer};
use crate::app::{Action, block};
use crate::platform::clipboard;

/// Lets a text be dropped on a cell. In an open editor the browser moves the cursor and puts the text there itself.
pub(super) fn dragged_over(place: Place, event: &DragEvent) {
    if clipboard::carries_text(event) && target(place, event).is_some() {
        event.prevent_default();
    }
}

/// A text was dropped.
pub(super) fn dropped(place: Place, event: &DragEvent) {
    let Some(at) = target(place, event).filter(|_| clipboard::carries_text(event)) else { return };
    event.prevent_default();
    let Place { session, id, .. } = place;
    let carried = clipboard::dropped(event);
    if let Some(block) = block(carried.text.as_deref(), carried.html.as_deref()) {
        session.dispatch(Action::Point { grid: id, at, extend: false });
        session.dispatch(Action::Paste(id, block));
        pointer::focus(place);
    }
}

/// The cell under the pointer, unless its editor is open there.
fn target(place: Place, event: &DragEvent) -> Option<crate::app::grid::At> {
    let is_in_editor = pointer::element(event)?.matches(".field[data-open]").unwrap_or_default();
    let under = || pointer::under(place, event.client_x(), event.client_y());
    if is_in_editor { None } else { under() }
}
