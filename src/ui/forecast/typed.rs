//! A field for a number or a day: what is none, or lies beyond its range, stays as it was typed, marked, with the reason beside
//! it, and counts for nothing until it is mended.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use smol_str::SmolStr;

use super::Words;
use crate::model::{Date, RowId, Sheet, Value};
use crate::platform::number;
use crate::text::Lang;
use crate::ui::Session;
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
    /// The close that is supposed of a deal.
    Close(RowId),
    /// The first day of what is looked back upon.
    From,
    /// Its last day.
    Until,
}

/// What stands in the fields of a section that could not be taken.
#[derive(Clone, Copy)]
pub struct Typed(RwSignal<Vec<Waiting>>);

/// A text that waits to be mended.
#[derive(Clone, Debug, PartialEq)]
struct Waiting {
    field: Field,
    text: String,
    /// Whether it is still being typed.
    is_open: bool,
    /// What the field would show without it. Once that is another number the text is of the past.
    instead_of: String,
}

impl Typed {
    pub fn new() -> Typed {
        Typed(RwSignal::new(Vec::new()))
    }

    /// The text that waits in a field, and whether it is still being typed.
    pub fn of(self, field: Field, shown: &str) -> Option<(String, bool)> {
        let is_it = |waiting: &&Waiting| waiting.field == field && waiting.instead_of == shown;
        self.0.with(|all| all.iter().find(is_it).map(|waiting| (waiting.text.clone(), waiting.is_open)))
    }

    pub fn forget(self, field: Field) {
        if self.0.with_untracked(|all| all.iter().any(|waiting| waiting.field == field)) {
            self.0.update(|all| all.retain(|waiting| waiting.field != field));
        }
    }

    fn keep(self, field: Field, (text, is_open): (String, bool), instead_of: String) {
        self.0.update(|all| {
            all.retain(|waiting| waiting.field != field);
            all.push(Waiting { field, text, is_open, instead_of });
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
    pub refused: fn(SmolStr) -> Words,
}

/// How a field reads what is typed into it.
pub trait Reads: Copy + Send + 'static {
    /// What a text means.
    type Value;

    /// What the keys of a telephone are to be.
    const KEYS: &str;

    /// What a text means: none where it is emptied and may be.
    fn read(self, typed: &str) -> Result<Option<Self::Value>, ()>;

    /// What is said of a text that means nothing.
    fn refused(self, typed: SmolStr) -> Words;
}

/// A day, read as a column of dates reads it.
#[derive(Clone, Copy)]
pub struct Day {
    pub session: Session,
    pub column: (Sheet, &'static str),
    /// Whether it may be emptied.
    pub or_nothing: bool,
}

impl Reads for Day {
    type Value = Date;

    const KEYS: &str = "text";

    fn read(self, typed: &str) -> Result<Option<Date>, ()> {
        if typed.trim().is_empty() {
            return if self.or_nothing { Ok(None) } else { Err(()) };
        }
        let (sheet, key) = self.column;
        self.session.with(|app| {
            let definition = sheet.definition(key).ok_or(())?;
            match app.parser().read_in(sheet, definition, typed) {
                Ok(Value::Date(day)) => Ok(Some(day)),
                _ => Err(()),
            }
        })
    }

    fn refused(self, typed: SmolStr) -> Words {
        Words::DayNotRead { typed }
    }
}

/// A chance in per cent, as a field begins with it: of what was typed all decimals, else one.
pub fn in_percent(p: f64, is_typed: bool) -> String {
    let places = if is_typed { 1e4 } else { 10.0 };
    format!("{}", (p * 100.0 * places).round() / places)
}

/// A share in per cent.
pub const CHANCE: Range =
    Range { least: 0.0, most: 100.0, or_nothing: false, refused: |typed| Words::SupposeOutside { typed } };

/// Days of work.
pub const DAYS: Range =
    Range { least: 0.0, most: 9_999.0, or_nothing: false, refused: |typed| Words::DaysOutside { typed } };

impl Reads for Range {
    type Value = f64;

    const KEYS: &str = "decimal";

    fn read(self, typed: &str) -> Result<Option<f64>, ()> {
        if self.or_nothing && typed.trim().is_empty() {
            return Ok(None);
        }
        let number = number::read(typed.trim().trim_end_matches(['%', '\u{ff05}'])).ok_or(())?;
        if (self.least..=self.most).contains(&number) { Ok(Some(number)) } else { Err(()) }
    }

    fn refused(self, typed: SmolStr) -> Words {
        (self.refused)(typed)
    }
}

/// Ends the edit of a field. A browser compares what is typed with what stood there before the edit began: without this the
/// same text typed again would be no change to it.
fn settle(event: &web_sys::Event) {
    if let Some(field) = field_of(event) {
        let _ = field.blur();
        let _ = field.focus();
    }
}

fn write(event: &web_sys::Event, text: &str) {
    if let Some(field) = field_of(event) {
        field.set_value(text);
    }
}

fn field_of(event: &web_sys::Event) -> Option<HtmlInputElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// What a value does while it is typed, none where the text means nothing; and what the field would show by it.
pub type Heard<T> = Arc<dyn Fn(Option<T>) -> String + Send + Sync>;

/// The field, and what is said of a text that it could not take. `take` has what was meant, or none where it was emptied;
/// `heard`, where there is one, has it at every key.
#[inline(never)]
pub fn field<R: Reads>(
    all: Typed,
    key: Field,
    range: R,
    (label, shown): (Text, String),
    lang: Lang,
    take: Box<dyn Fn(Option<R::Value>) + Send>,
    heard: Option<Heard<R::Value>>,
) -> (El, Option<El>) {
    let waiting = all.of(key, &shown);
    // Gone as soon as it is mended, not only when the field is left.
    let is_wrong = |(text, is_open): &(String, bool)| {
        // Whoever empties a field begins anew.
        range.read(text).is_err() && !(*is_open && text.trim().is_empty())
    };
    let refused = waiting.clone().filter(is_wrong).map(|(text, _)| text);
    let waiting = waiting.map(|(text, _)| text);
    let is_waiting = waiting.is_some();
    let (on_input, on_change, on_escape) = (shown.clone(), shown.clone(), heard.clone());
    let field = el("input")
        .set("type", "text")
        .set_if("aria-invalid", refused.as_ref().map(|_| "true"))
        .set("inputmode", R::KEYS)
        .set("autocomplete", "off")
        .set("aria-label", label)
        .value(waiting.unwrap_or(shown))
        .on("input", move |event| {
            let typed = value_of(&event);
            let instead_of = match &heard {
                Some(heard) => heard(range.read(&typed).ok().flatten()),
                None if is_waiting => on_input.clone(),
                None => return,
            };
            all.keep(key, (typed, true), instead_of);
        })
        .on("keydown", move |event| {
            let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            if is_escape && is_waiting {
                event.stop_propagation();
                if let Some(heard) = &on_escape {
                    // What was typed shall not be taken as the field is left.
                    write(&event, &heard(None));
                }
                settle(&event);
                all.forget(key);
            }
        })
        .on("change", move |event| {
            let typed = value_of(&event);
            match range.read(&typed) {
                Ok(meant) => {
                    all.forget(key);
                    take(meant);
                }
                // It stays as it was typed, until it is one.
                Err(()) => all.keep(key, (typed, false), on_change.clone()),
            }
        });
    let said = refused.map(|typed| {
        let words = range.refused(typed.trim().into()).text(lang);
        el("p").class("refused").set("role", "alert").add(words)
    });
    (field, said)
}
