//! The clipboard without its events: what menus copy, cut and paste.

use wasm_bindgen_futures::spawn_local;

use super::Session;
use crate::app::grid::GridId;
use crate::app::{Action, Effect, block};
use crate::platform::clipboard;
use crate::text::messages::Grid as Words;

/// Copies the selected cells; what is cut stays until it is pasted.
#[inline(never)]
pub fn copy(session: Session, grid: GridId, cut: bool, headings: bool) {
    let copied = session.dispatch_for(Action::Copy { grid, cut, headings });
    let content = copied.into_iter().find_map(|effect| match effect {
        Effect::Clipboard { text, html } => Some((text, html)),
        _ => None,
    });
    let Some((text, html)) = content else { return };
    spawn_local(async move {
        if clipboard::write(&text, Some(&html)).await.is_err() {
            session.say_text(Words::CopyBlocked.text(session.language_now()));
        }
    });
}

/// Pastes what the clipboard holds; the browser may ask the person first.
#[inline(never)]
pub fn paste(session: Session, grid: GridId) {
    spawn_local(async move {
        let lang = session.language_now();
        match clipboard::read().await {
            Ok(pasted) => match block(pasted.text.as_deref(), pasted.html.as_deref()) {
                Some(block) => session.dispatch(Action::Paste(grid, block)),
                None => session.say_text(Words::PasteEmpty.text(lang)),
            },
            Err(_) => session.say_text(Words::PasteBlocked.text(lang)),
        }
    });
}
