//! Comments that are being written are kept while the tab lives: a reload loses none.

use leptos::prelude::*;

use super::Session;
use crate::app::{Becomes, Drafts};
use crate::platform::local::Area;
use crate::ui::vault;

/// Where the texts of the open plan are kept; none where no plan has a name of its own yet.
fn place() -> Option<String> {
    vault::address().map(|plan| format!("quadrille/comments/{plan}"))
}

fn keep_in(drafts: &mut Drafts, becomes: &Becomes, text: Option<String>) {
    drafts.keep(becomes, text);
    let Some(place) = place() else { return };
    // Where the browser keeps nothing the texts are there until the page is left.
    let _ = if drafts.is_empty() { Area::Session.remove(&place) } else { Area::Session.set(&place, &drafts.write()) };
}

/// Keeps a text, or lets it go, and shows what has become of it.
pub(super) fn keep(session: Session, becomes: &Becomes, text: Option<String>) {
    session.comments.update(|drafts| keep_in(drafts, becomes, text));
}

/// Keeps what is being typed, which its field shows already.
pub(super) fn typed(session: Session, becomes: &Becomes, text: Option<String>) {
    session.comments.update_untracked(|drafts| keep_in(drafts, becomes, text));
}

/// Takes up what was being written before the page was loaded.
pub(super) fn recall(session: Session) {
    if session.comments.with_untracked(Drafts::is_empty)
        && let Some(kept) = place().and_then(|place| Area::Session.get(&place).ok().flatten())
    {
        session.comments.set(Drafts::read(&kept));
    }
}
