//! What becomes of the values of a column that is made into another kind, before it is done.

use leptos::prelude::*;

use super::Desk;
use crate::app::Retype;
use crate::text::messages::{Defining as Words, KindWord, Values};
use crate::ui::element::{El, Part, el, live};

/// Lines shown at most.
const SHOWN: usize = 40;

/// The preview; nothing where the kind stays.
pub(super) fn preview(desk: Desk) -> Option<Part> {
    let before = desk.form.with_untracked(|form| form.before.clone().filter(|_| !form.built_in))?;
    let was_formula = before.computed.is_some();
    let found = Memo::new(move |_| {
        desk.form.with(|form| {
            if form.kind == KindWord::Formula {
                return (!was_formula).then_some(None);
            }
            desk.session.with(|app| {
                let made = app.definition_of(form).ok()?;
                let turns = was_formula || form.kind != KindWord::of(&before.kind);
                let retype = app.preview_retype(form.sheet, &made);
                (turns || !retype.lines.is_empty()).then_some(Some(retype))
            })
        })
    });
    Some(live(move || match found.get()? {
        None => Some(el("p").class("soft").add(desk.word(&Words::PreviewHidden))),
        Some(retype) => Some(table(desk, &retype, was_formula)),
    }))
}

fn table(desk: Desk, retype: &Retype, was_formula: bool) -> El {
    if retype.lines.is_empty() {
        return el("p").class("soft").add(desk.word(&Words::PreviewNothing));
    }
    let lines = retype.lines.iter().take(SHOWN).map(|line| {
        let note = match (line.fits, line.rounded) {
            (false, _) => Some(Words::Stays),
            (true, true) => Some(Words::Rounded),
            (true, false) if line.back => Some(Words::CameBack),
            _ => None,
        };
        let note = note.map(|words| el("small").add(desk.word(&words)));
        el("tr")
            .set("data-fits", line.fits.to_string())
            .add(el("td").add(line.from.to_string()))
            .add(el("td").add(line.to.to_string()).add(" ").add(note))
            .add(el("td").class("count").add(line.rows.to_string()))
    });
    let lines: Vec<El> = lines.collect();
    let rest = retype.lines.len().saturating_sub(SHOWN);
    let rest = (rest > 0).then(|| el("p").class("soft").add(desk.word(&Words::AndMore { values: Values(rest) })));
    let warnings = [
        (retype.rounded, Words::PreviewRounds { values: Values(retype.rounded) }),
        (retype.kept, Words::PreviewKeeps { values: Values(retype.kept) }),
    ];
    let warnings = warnings.into_iter().filter(|(rows, _)| *rows > 0);
    let warnings: Vec<El> =
        warnings.map(|(_, words)| el("b").set("data-tone", "warn").add(" · ").add(desk.word(&words))).collect();
    // What comes from under the formula, and what the formula leaves.
    let uncovered = [
        (retype.back, Words::PreviewBack { typed: Values(retype.back) }),
        (retype.emptied, Words::PreviewEmptied { results: Values(retype.emptied) }),
        (retype.results, Words::PreviewFrozen { results: Values(retype.results) }),
    ];
    let uncovered = uncovered.into_iter().filter(|(rows, _)| *rows > 0).map(|(_, words)| desk.word(&words));
    let uncovered = uncovered.collect::<Vec<_>>().join(desk.lang.gap());
    let converts = desk.word(&Words::PreviewConverts { values: Values(retype.converted) });
    let head = [Words::From, Words::To, Words::InRows].map(|words| el("th").set("scope", "col").add(desk.word(&words)));
    let name = desk.word(&Words::Preview);
    let shown = el("table").add(el("thead").add(el("tr").add(head))).add(el("tbody").add(lines));
    el("section")
        .class("preview")
        .set("aria-label", name.clone())
        .add(el("h3").add(name.clone()))
        .add(was_formula.then(|| el("p").class("soft").add(uncovered)))
        .add(el("p").set("role", "status").add(converts).add(warnings))
        .add(el("div").class("scrolls").set("tabindex", "0").set("role", "group").set("aria-label", name).add(shown))
        .add(rest)
}
