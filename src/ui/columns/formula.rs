//! The editor of a formula: where it is wrong is underlined, what it gives in a row stands below while it is written,
//! and what can stand at the caret is offered.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

use super::controls::{beside, list, named, number};
use super::{Desk, row_to_try};
use crate::app::{Offer, Offers, Trial, byte_of, parts};
use crate::text::messages::{Defining as Words, KindWord};
use crate::ui::element::{El, Part, el, live, value_of};
use crate::ui::keys;

/// The field, for its label and for those who look for it.
const FIELD: &str = "column-formula";

/// What the parts of the editor share.
#[derive(Clone, Copy)]
struct Editor {
    desk: Desk,
    /// The byte at which the caret stands.
    caret: RwSignal<usize>,
    /// The line that Tab takes.
    at: RwSignal<usize>,
    /// Esc was pressed since something was written: no line is to be taken.
    dismissed: RwSignal<bool>,
    offers: Memo<Offers>,
    trial: Memo<Trial>,
}

/// The editor.
pub(super) fn editor(desk: Desk) -> El {
    let form = desk.form;
    let row = row_to_try(desk);
    let record = row.as_ref().map(|(row, _)| *row);
    let trial = Memo::new(move |_| form.with(|form| desk.session.with(|app| app.try_form(form, record))));
    let caret = RwSignal::new(form.with_untracked(|form| form.formula.len()));
    let offers = Memo::new(move |_| {
        let caret = caret.get();
        form.with(|form| desk.session.with(|app| app.offer(form.sheet, &form.formula, caret)))
    });
    let editor = Editor { desk, caret, at: RwSignal::new(0), dismissed: RwSignal::new(false), offers, trial };
    let said = live(move || said(desk, &trial.get(), row.as_ref().map(|(_, name)| name.as_str())));
    let hint = el("p").class("soft").add(desk.word(&Words::FormulaHint));
    let lines = live(move || {
        let active = editor.is_begun().then(|| editor.at.get());
        let lines = editor.offers.get().lines.into_iter().enumerate();
        lines.map(|(nth, line)| editor.line(nth, line, active == Some(nth))).collect::<Vec<El>>()
    });
    let offered = el("div")
        .set("id", "formula-list")
        .class("offered")
        .set("role", "listbox")
        // It scrolls, so that the keyboard must reach it.
        .set("tabindex", "0")
        .set("aria-label", desk.word(&Words::Insert))
        .add(lines);
    el("div")
        .class("formula-of")
        .add(el("label").set("for", FIELD).add(desk.word(&Words::Formula)))
        .add(el("div").class("formula-box").add(editor.mirror()).add(editor.field()))
        .add(el("div").set("id", "formula-said").set("role", "status").add(said).add(live(move || meant(&trial.get()))))
        .add(hint)
        .add(offered)
        .add(live(move || shown_as(desk, &trial.get())))
}

/// What the formula gives, or what is wrong with it.
fn said(desk: Desk, trial: &Trial, row: Option<&str>) -> Option<El> {
    if desk.form.with_untracked(|form| form.formula.trim().is_empty()) {
        return None;
    }
    let said = el("p");
    Some(match trial {
        Trial::Wrong { what, remedy, .. } => said
            .set("data-tone", "bad")
            .add(el("b").add(what.clone()))
            .add(desk.session.language_now().gap())
            .add(remedy.clone()),
        Trial::Right { result, gives, .. } => {
            let gives = desk.word(&Words::Gives { what: gives.as_str().into() });
            let Some(row) = row else {
                return Some(said.add(gives).add(" · ").add(desk.word(&Words::ResultNoRow)));
            };
            let said = said.add(desk.word(&Words::ResultIn { row: row.into() })).add(desk.lang.colon());
            match result {
                Ok(result) => said.add(el("output").add(result.clone())).add(" ").add(el("small").add(gives)),
                Err(fault) => said.set("data-tone", "warn").add(el("output").add(fault.clone())),
            }
        }
    })
}

/// What the formula may have been meant to give.
fn meant(trial: &Trial) -> Option<El> {
    let Trial::Right { hint: Some(hint), .. } = trial else { return None };
    Some(el("p").class("soft").add(hint.clone()))
}

/// How the result is shown, where there is a choice.
fn shown_as(desk: Desk, trial: &Trial) -> Option<El> {
    let Trial::Right { kinds, .. } = trial else { return None };
    let words: Vec<KindWord> = kinds.iter().map(KindWord::of).collect();
    let (wanted, places) = desk.form.with(|form| (form.shown_as, form.places));
    let now = wanted.and_then(|wanted| words.iter().position(|word| *word == wanted)).unwrap_or(0);
    let names: Vec<&'static str> = words.iter().map(|word| word.text(desk.lang)).collect();
    let is_number = words.get(now) == Some(&KindWord::Number);
    let control = list(names, Some(now), move |at| desk.change(|form| form.shown_as = words.get(at).copied()));
    let places = is_number.then(|| {
        let control = number(places.into(), (0, 6), move |places| {
            desk.change(|form| form.places = u32::try_from(places).unwrap_or(0));
        });
        named(desk.word(&Words::Places), control)
    });
    let shown = named(desk.word(&Words::ShownAs), control.set("id", "formula-shown-as"));
    Some(beside([Some(shown), places]))
}

fn field_of(event: &Event) -> Option<HtmlTextAreaElement> {
    event.target()?.dyn_into().ok()
}

impl Editor {
    /// The field in which the formula is written.
    fn field(self) -> El {
        let Editor { desk, .. } = self;
        let text = desk.form.with_untracked(|form| form.formula.clone());
        el("textarea")
            .set("id", FIELD)
            .set("rows", "3")
            .set("autocomplete", "off")
            .set("autocapitalize", "off")
            .set("spellcheck", "false")
            .set("aria-describedby", "formula-said")
            .set("aria-autocomplete", "list")
            .set("aria-controls", "formula-list")
            .live("aria-activedescendant", move || self.is_begun().then(|| format!("formula-line-{}", self.at.get())))
            .live("aria-invalid", move || self.is_wrong().then_some("true"))
            .value(text)
            .on("input", move |event| {
                let text = value_of(&event);
                self.at.set(0);
                self.dismissed.set(false);
                desk.change(|form| form.formula = text);
                self.follow(&event);
            })
            .on("keyup", move |event| self.follow(&event))
            .on("click", move |event| self.follow(&event))
            .on("keydown", move |event| self.pressed(&event))
    }

    /// The same text below the field, letter on letter, with what is wrong marked.
    fn mirror(self) -> El {
        let marked = live(move || {
            let text = self.desk.form.with(|form| form.formula.clone());
            let at = self.trial.with(|trial| match trial {
                Trial::Wrong { at, .. } => Some(at.clone()),
                Trial::Right { .. } => None,
            });
            let (before, within, after) = parts(&text, &at.clone().unwrap_or(0..0));
            let within = if within.is_empty() { "\u{a0}".to_owned() } else { within };
            let mark = at.filter(|_| !text.trim().is_empty()).map(|_| el("mark").add(within));
            vec![Part::Text(before.into()), mark.map_or(Part::Text("".into()), Part::El), Part::Text(after.into())]
        });
        el("pre").set("aria-hidden", "true").add(marked)
    }

    /// Whether something is written that is no formula.
    fn is_wrong(self) -> bool {
        let is_blank = self.desk.form.with(|form| form.formula.trim().is_empty());
        !is_blank && self.trial.with(|trial| matches!(trial, Trial::Wrong { .. }))
    }

    /// Whether something was begun that a line can complete.
    fn is_begun(self) -> bool {
        !self.dismissed.get() && self.offers.with(|offers| !offers.replaces.is_empty() && !offers.lines.is_empty())
    }

    /// Takes note of where the caret stands.
    fn follow(self, event: &Event) {
        if let Some(field) = field_of(event) {
            self.follow_field(&field);
        }
    }

    fn follow_field(self, field: &HtmlTextAreaElement) {
        let units = field.selection_start().ok().flatten().unwrap_or(0) as usize;
        let caret = byte_of(&field.value(), units);
        if self.caret.get_untracked() != caret {
            self.caret.set(caret);
        }
    }

    fn line(self, nth: usize, line: Offer, active: bool) -> El {
        let (label, about) = (line.label.clone(), line.about.clone());
        el("div")
            .set("role", "option")
            .set("id", format!("formula-line-{nth}"))
            .set("aria-selected", active.to_string())
            .set("data-function", line.is_function.to_string())
            .on("mousedown", move |event| {
                event.prevent_default();
                self.take(&line);
            })
            .add(el("b").add(label))
            .add(el("small").add(about))
    }

    fn pressed(self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if keys::is_composing(key) || key.alt_key() {
            return;
        }
        self.follow(event);
        let offers = self.offers.get_untracked();
        let begun = untrack(|| self.is_begun());
        let (at, last) = (self.at.get_untracked(), offers.lines.len().saturating_sub(1));
        match key.key().as_str() {
            "ArrowDown" if begun => self.at.set((at + 1).min(last)),
            "ArrowUp" if begun => self.at.set(at.saturating_sub(1)),
            // The list goes, and not the dialog with all that was written.
            "Escape" if begun => self.dismissed.set(true),
            "Tab" if begun && !key.shift_key() => offers.lines.get(at).into_iter().for_each(|line| self.take(line)),
            // Most formulas stand on one line: Enter is done, once there is nothing wrong with it. Below stands what is.
            "Enter" if !key.shift_key() => {
                let is_wrong = self.is_wrong();
                match offers.lines.get(at).filter(|_| begun && (at > 0 || is_wrong)) {
                    Some(line) => self.take(line),
                    None => {
                        // The form, which would hear of it next, is gone then.
                        event.stop_propagation();
                        if !is_wrong {
                            self.desk.save();
                        }
                    }
                }
            }
            _ => return,
        }
        event.prevent_default();
        if let Some(line) = document().get_element_by_id(&format!("formula-line-{}", self.at.get_untracked())) {
            crate::ui::grid::into_sight(&line);
        }
    }

    /// Puts a line in at the caret.
    fn take(self, line: &Offer) {
        let field = document().get_element_by_id(FIELD).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        let Some(field) = field else { return };
        let replaces = self.offers.with_untracked(|offers| offers.replaces.clone());
        let before = self.desk.form.with_untracked(|form| form.formula.clone());
        let (head, _, tail) = parts(&before, &replaces);
        let caret = head.len() + line.caret;
        let text = format!("{head}{}{tail}", line.text);
        let units = text.get(..caret).unwrap_or(&text).encode_utf16().count();
        let place = u32::try_from(units).unwrap_or(0);
        field.set_value(&text);
        let _ = field.set_selection_range(place, place);
        self.at.set(0);
        self.desk.change(|form| form.formula = text);
        self.follow_field(&field);
        let _ = field.focus();
    }
}
