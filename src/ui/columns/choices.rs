//! The choices of a column: named in both languages, coloured, ordered, added and removed.

use leptos::prelude::*;

use super::controls::{line, list, sign};
use super::fields::{language, part};
use super::{Desk, is_enter};
use crate::model::{Label, Tone};
use crate::text::Lang;
use crate::text::messages::{Defining as Words, KindWord, Rows, tone};
use crate::ui::element::{El, el, live};

const TONES: [Tone; 4] = [Tone::Plain, Tone::Good, Tone::Warn, Tone::Bad];

/// The editor of the choices.
pub(super) fn editor(desk: Desk) -> El {
    let form = desk.form;
    let lines = live(move || {
        let count = form.with(|form| form.choices.len());
        (0..count).map(|nth| choice(desk, nth)).collect::<Vec<El>>()
    });
    let own =
        form.with_untracked(|form| (!form.key.is_empty() && !form.built_in).then(|| (form.sheet, form.key.clone())));
    let from_values = own.map(|(sheet, key)| {
        el("button").set("type", "button").add(desk.word(&Words::ChoicesFromValues)).click(move || {
            let several = form.with_untracked(|form| form.kind == KindWord::Choices);
            let made = desk.session.with(|app| app.choices_of_values(sheet, &key, several));
            desk.change(|form| {
                for choice in made {
                    if !form.choices.iter().any(|own| own.label.is(&choice.label.en)) {
                        form.choices.push(choice);
                    }
                }
            });
        })
    });
    let lost = live(move || {
        let lost = form.with(|form| {
            desk.session
                .with(|app| app.definition_of(form).map(|made| app.choices_lost(form.sheet, &made)).unwrap_or_default())
        });
        let said = |(choice, rows)| desk.word(&Words::ChoiceInUse { choice, rows: Rows(rows) });
        lost.into_iter().map(|lost| el("p").class("soft").set("role", "status").add(said(lost))).collect::<Vec<El>>()
    });
    let add =
        el("button").set("type", "button").set("id", "add-choice").add(desk.word(&Words::AddChoice)).click(move || {
            add_choice(desk);
        });
    el("fieldset")
        .class("choices-of")
        .add(el("legend").add(desk.word(&Words::Choices)))
        .add(lines)
        .add(lost)
        .add(el("p").class("soft").add(desk.word(&Words::ChoiceKeys)))
        .add(el("p").class("buttons").add(from_values).add(add))
}

/// Adds a choice, whose name is typed next.
fn add_choice(desk: Desk) {
    desk.change(crate::app::Form::add_choice);
    crate::ui::regions::focus_last(".choices-of .choice-of > input:first-child");
}

/// Enter in the name of a choice: the next one, a new one behind the last that has a name.
fn next(desk: Desk, nth: usize, of: Lang) {
    let (count, named) = desk.form.with_untracked(|form| {
        let is_named = form.choices.get(nth).is_some_and(|choice| choice.label != Label::default());
        (form.choices.len(), is_named)
    });
    if nth + 1 < count {
        let which = if of == desk.lang { 1 } else { 2 };
        crate::ui::regions::focus_last(&format!(
            ".choices-of .choice-of[data-nth='{}'] > input:nth-child({which})",
            nth + 1
        ));
    } else if named {
        add_choice(desk);
    }
}

fn choice(desk: Desk, nth: usize) -> El {
    let (lang, number) = (desk.lang, nth + 1);
    let own = desk.form.with_untracked(|form| form.choices.get(nth).cloned());
    let (label, own_tone) = own.map(|choice| (choice.label, choice.tone)).unwrap_or_default();
    let name = |of: Lang| {
        let field = line(part(&mut label.clone(), of).to_string(), move |text| {
            desk.change(|form| {
                if let Some(choice) = form.choices.get_mut(nth) {
                    *part(&mut choice.label, of) = text.into();
                }
            });
        });
        let hint = if of == lang { String::new() } else { language(lang, of).to_string() };
        field
            .on("keydown", move |event| {
                if let Some(event) = is_enter(&event).filter(|event| !event.ctrl_key() && !event.meta_key()) {
                    event.prevent_default();
                    next(desk, nth, of);
                }
            })
            .set("maxlength", "120")
            .set("placeholder", hint)
            .set("aria-label", desk.word(&Words::ChoiceIn { language: language(lang, of), number }))
    };
    let tones = list(TONES.map(|of| tone(of, lang)), TONES.iter().position(|of| *of == own_tone), move |at| {
        desk.change(|form| {
            if let Some(choice) = form.choices.get_mut(nth) {
                choice.tone = TONES.get(at).copied().unwrap_or_default();
            }
        });
    });
    let up =
        sign("↑", desk.word(&Words::ChoiceUp { number }), move || desk.change(|form| form.move_choice(nth, false)));
    let down =
        sign("↓", desk.word(&Words::ChoiceDown { number }), move || desk.change(|form| form.move_choice(nth, true)));
    let remove = sign("×", desk.word(&Words::RemoveChoice { number }), move || {
        desk.change(|form| {
            if nth < form.choices.len() {
                form.choices.remove(nth);
            }
        });
    });
    el("div")
        .class("choice-of")
        .set("data-nth", nth.to_string())
        .add([name(lang), name(lang.other())])
        .add(tones.set("aria-label", desk.word(&Words::Colour { number })))
        .add([up, down, remove])
}
