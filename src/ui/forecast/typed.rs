//! A field for a number: what is none, or lies beyond its range, stays as it was typed, marked, with the reason beside it, and
//! counts for nothing until it is mended.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::Words;
use crate::model::RowId;
use crate::platform::number;
use crate::text::Lang;
use crate::ui::element::{El, Text, el, value_of};

/// A field of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field {
    /// The chance that is supposed of a deal.
    Chance(RowId),
    /// How likely a deal is once it is advanced.
    Then(RowId),
    /// The days that takes.
    Effort(RowId),
    /// How many days there are.
    Days,
}

/// What stands in the fields of a section that could not be taken.
#[derive(Clone, Copy)]
pub struct Typed(RwSignal<Vec<Waiting>>);

/// A text that waits to be mended.
#[derive(Clone, Debug, PartialEq)]
struct Waiting {
    field: Field,
    text: String,
    /// What the field would show without it. Once that is another number the text is of the past.
    instead_of: String,
}

impl Typed {
    pub fn new() -> Typed {
        Typed(RwSignal::new(Vec::new()))
    }

    /// The text that waits in a field.
    pub fn of(self, field: Field, shown: &str) -> Option<String> {
        let is_it = |waiting: &&Waiting| waiting.field == field && waiting.instead_of == shown;
        self.0.with(|all| all.iter().find(is_it).map(|waiting| waiting.text.clone()))
    }

    pub fn forget(self, field: Field) {
        if self.0.with_untracked(|all| all.iter().any(|waiting| waiting.field == field)) {
            self.0.update(|all| all.retain(|waiting| waiting.field != field));
        }
    }

    fn keep(self, field: Field, text: String, instead_of: String) {
        self.0.update(|all| {
            all.retain(|waiting| waiting.field != field);
            all.push(Waiting { field, text, instead_of });
        });
    }
}

/// Which numbers a field takes, and what is said of others.
#[derive(Clone, Copy)]
pub struct Range {
    pub least: f64,
    pub most: f64,
    /// Whether it may be emptied.
    pub or_nothing: bool,
    pub refused: fn(smol_str::SmolStr) -> Words,
}

/// A share in per cent.
pub const CHANCE: Range =
    Range { least: 0.0, most: 100.0, or_nothing: false, refused: |typed| Words::SupposeOutside { typed } };

/// Days of work.
pub const DAYS: Range =
    Range { least: 0.0, most: 9_999.0, or_nothing: false, refused: |typed| Words::DaysOutside { typed } };

impl Range {
    /// The number that a text is: none where it is emptied.
    fn read(self, typed: &str) -> Result<Option<f64>, ()> {
        if self.or_nothing && typed.trim().is_empty() {
            return Ok(None);
        }
        let number = number::read(typed.trim().trim_end_matches(['%', '\u{ff05}'])).ok_or(())?;
        if (self.least..=self.most).contains(&number) { Ok(Some(number)) } else { Err(()) }
    }
}

/// Ends the edit of a field. A browser compares what is typed with what stood there before the edit began: without this the
/// same text typed again would be no change to it.
fn settle(event: &web_sys::Event) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.blur();
        let _ = field.focus();
    }
}

/// The field, and what is said of a text that it could not take. `take` has the number, or none where it was emptied.
#[inline(never)]
pub fn field(
    all: Typed,
    key: Field,
    range: Range,
    (label, shown): (Text, String),
    lang: Lang,
    take: Box<dyn Fn(Option<f64>) + Send>,
) -> (El, Option<El>) {
    let waiting = all.of(key, &shown);
    // Gone as soon as it is mended, not only when the field is left.
    let refused = waiting.clone().filter(|text| range.read(text).is_err());
    let (on_input, on_change) = (shown.clone(), shown.clone());
    let is_waiting = waiting.is_some();
    let field = el("input")
        .set("type", "text")
        .set_if("aria-invalid", refused.as_ref().map(|_| "true"))
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .set("aria-label", label)
        .value(waiting.unwrap_or(shown))
        .on("input", move |event| {
            if is_waiting {
                all.keep(key, value_of(&event), on_input.clone());
            }
        })
        .on("keydown", move |event| {
            let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            if is_escape && is_waiting {
                event.stop_propagation();
                settle(&event);
                all.forget(key);
            }
        })
        .on("change", move |event| {
            let typed = value_of(&event);
            match range.read(&typed) {
                Ok(number) => {
                    all.forget(key);
                    take(number);
                }
                // It stays as it was typed, until it is one.
                Err(()) => all.keep(key, typed, on_change.clone()),
            }
        });
    let said = refused.map(|typed| {
        let words = (range.refused)(typed.trim().into()).text(lang);
        el("p").class("refused").set("role", "alert").add(words)
    });
    (field, said)
}
