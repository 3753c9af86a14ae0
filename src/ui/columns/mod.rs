//! Making and changing columns on the screen: one dialog for a new column and for one that is there, the list of all
//! columns of the user's in the set-up, and why a formula gives what it gives.
//!
//! What stands in the fields and what it comes to is the application's ([`Form`]); here it is drawn and filled in.

mod choices;
pub(super) mod controls;
mod fields;
mod formula;
mod list;
mod preview;
mod rules;

use leptos::prelude::*;

pub use self::list::all_columns;
use super::Session;
use super::element::{El, el, live};
use crate::app::{Action, Form, Unfinished};
use crate::model::RowId;
use crate::text::messages::{Defining as Words, KindWord};
use crate::text::{Lang, title};

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    form: RwSignal<Form>,
    lang: Lang,
    /// Why the form could not be saved.
    refused: RwSignal<Option<Unfinished>>,
    /// Whether Esc was pressed over what is not saved.
    warned: RwSignal<bool>,
}

impl Desk {
    fn word(self, words: &Words) -> String {
        words.text(self.lang).into_owned()
    }

    fn change(self, change: impl FnOnce(&mut Form)) {
        self.form.update(change);
        self.refused.set(None);
        self.warned.set(false);
    }

    /// Makes the column of what stands in the fields, or says what is missing.
    fn save(self) {
        let Desk { session, form, .. } = self;
        let made = form.with_untracked(|form| session.with(|app| app.definition_of(form)).map(|made| form.edit(made)));
        match made {
            Ok(edit) => {
                session.close_dialog();
                session.dispatch(Action::Define(Box::new(edit)));
            }
            Err(why) => self.refused.set(Some(why)),
        }
    }
}

/// The event where it is Enter, pressed by the person and not by an input method.
fn is_enter(event: &web_sys::Event) -> Option<&web_sys::KeyboardEvent> {
    use wasm_bindgen::JsCast;
    event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .filter(|event| event.key() == "Enter" && !super::keys::is_composing(event))
}

/// Whether it is Esc, pressed by the person and not yet heard by a list that it closes.
fn is_escape(event: &web_sys::Event) -> bool {
    use wasm_bindgen::JsCast;
    let key = event.dyn_ref::<web_sys::KeyboardEvent>().filter(|event| !super::keys::is_composing(event));
    key.is_some_and(|event| event.key() == "Escape" && !event.default_prevented())
}

/// The name of the dialog.
#[must_use]
pub fn dialog_name(form: &Form, lang: Lang) -> String {
    if form.key.is_empty() {
        Words::AddTo { sheet: form.sheet }.text(lang).into_owned()
    } else {
        Words::Edit { column: lang.pick(&form.label).into() }.text(lang).into_owned()
    }
}

/// The dialog of a column.
pub fn dialog(session: Session, begun: &Form, lang: Lang) -> El {
    let form = RwSignal::new(begun.clone());
    let desk = Desk { session, form, lang, refused: RwSignal::new(None), warned: RwSignal::new(false) };
    let before = begun.clone();
    let kind = Memo::new(move |_| desk.form.with(|form| form.kind));
    let details = live(move || match kind.get() {
        KindWord::Formula => Some(formula::editor(desk)),
        KindWord::Choice | KindWord::Choices => Some(choices::editor(desk)),
        _ => None,
    });
    el("form")
        .class("defining")
        .on("submit", move |event| {
            event.prevent_default();
            desk.save();
        })
        .on("keydown", move |event| {
            if is_enter(&event).is_some_and(|event| event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                desk.save();
            }
            // One key too many loses nothing that was filled in.
            let is_changed = || !desk.warned.get_untracked() && form.with_untracked(|form| *form != before);
            if is_escape(&event) && is_changed() {
                event.prevent_default();
                desk.warned.set(true);
            }
        })
        .add(el("h2").add(dialog_name(begun, lang)))
        .add(fields::names(desk))
        .add(fields::kind(desk))
        .add(details)
        .add(preview::preview(desk))
        .add(fields::more(desk))
        .add(el("p").class("refused").set("role", "alert").add(live(move || match desk.refused.get() {
            Some(why) => Some(why.what),
            None => desk.warned.get().then(|| desk.word(&Words::EscAgain)),
        })))
        .add(buttons(desk, begun))
}

fn buttons(desk: Desk, begun: &Form) -> El {
    let session = desk.session;
    let button = |words: &Words| el("button").set("type", "button").add(desk.word(words));
    let (sheet, key) = (begun.sheet, begun.key.clone());
    let delete = (!begun.built_in && !key.is_empty()).then(|| {
        button(&Words::Delete).class("danger").click(move || {
            session.close_dialog();
            session.dispatch(Action::SetDeleted { sheet, column: key.clone(), deleted: true });
        })
    });
    let first = begun.before.as_deref().and_then(|own| sheet.definition(&own.key).filter(|first| *first != own));
    let reset = first.map(|first| {
        let edit = begun.edit(first.clone());
        button(&Words::Reset).click(move || {
            session.close_dialog();
            session.dispatch(Action::Define(Box::new(edit.clone())));
        })
    });
    let save = el("button").set("type", "submit").class("strong").add(desk.word(&Words::Save));
    el("p")
        .class("buttons")
        .add(delete)
        .add(reset)
        .add(el("span").class("gap"))
        .add(button(&Words::Cancel).click(move || session.close_dialog()))
        .add(save)
}

/// The row on which a formula is tried: the one in which the grid has its active cell, or the first.
fn row_to_try(desk: Desk) -> Option<(RowId, String)> {
    let (sheet, grid) = desk.form.with_untracked(|form| (form.sheet, form.grid));
    desk.session.with(|app| {
        let active = grid.and_then(|id| app.laid_out(id)).and_then(|grid| grid.target()?.row);
        let row = active.or_else(|| app.plan().table(sheet).ids().next())?;
        Some((row, title(app.plan(), sheet, row, desk.lang).to_string()))
    })
}
