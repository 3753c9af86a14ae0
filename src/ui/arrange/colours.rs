//! The panel of the rules that colour cells and rows.

use leptos::prelude::*;

use super::condition::Form;
use super::controls::{buttons, choose, first, heading, pair, sign, strong};
use super::panel::close;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::grid::{Colour, GridId};
use crate::model::{Key, Tone};
use crate::text::messages::{Arrange as Words, Defining as Columns};
use crate::ui::Session;
use crate::ui::element::{El, Part, Text, el, live};
use crate::ui::grid::tone;

const TONES: [(Tone, Words); 4] = [
    (Tone::Bad, Words::ToneBad),
    (Tone::Warn, Words::ToneWarn),
    (Tone::Good, Words::ToneGood),
    (Tone::Plain, Words::TonePlain),
];

fn rules_of(session: Session, grid: GridId) -> Vec<Colour> {
    session.with(|app| app.laid_out(grid).map(|grid| grid.arrangement.colours.clone())).unwrap_or_default()
}

fn put(session: Session, grid: GridId, colours: Vec<Colour>) {
    session.dispatch(Action::Arrange(grid, Deed::Colours(colours)));
}

/// The rules, the first one that holds counting, and a form for one more, or for one that is changed.
pub(super) fn rules(session: Session, grid: GridId) -> Vec<Part> {
    let lang = session.language_now();
    let changed = RwSignal::new(None::<usize>);
    let lines = live(move || {
        session.follow_turns();
        let all = rules_of(session, grid);
        (0..all.len()).filter_map(|at| line(session, grid, &all, at, changed)).collect::<Vec<El>>()
    });
    vec![heading(Words::Colours.text(lang)).into(), lines, live(move || form(session, grid, changed))]
}

fn form(session: Session, grid: GridId, changed: RwSignal<Option<usize>>) -> Option<El> {
    let lang = session.language_now();
    let before = changed.get().and_then(|at| rules_of(session, grid).into_iter().nth(at));
    let columns: Vec<(Key, Text)> = session.with(|app| {
        let choice = app.laid_out(grid).map(|grid| grid.arrangement.columns.clone()).unwrap_or_default();
        let columns = choice.in_order(app.plan().table(grid.sheet())).into_iter().map(|(_, definition)| definition);
        let columns = columns.filter(|definition| {
            let is_asked = before.as_ref().is_some_and(|before| before.column == definition.key);
            is_asked || choice.shows(definition, matches!(grid, GridId::Part(_)))
        });
        columns.map(|definition| (definition.key.clone(), lang.pick(&definition.label).to_owned().into())).collect()
    });
    let in_use = before.as_ref().map(|before| before.column.clone());
    let in_use = in_use.or_else(|| session.with(|app| app.column_in_use(grid)));
    let at = in_use.and_then(|key| columns.iter().position(|(own, _)| *own == key)).unwrap_or(0);
    let (keys, names): (Vec<Key>, Vec<Text>) = columns.into_iter().unzip();
    let fresh = move |key: &Key| (key.clone(), StoredValue::new(Form::of_rule(session, grid, key, None)));
    let key = keys.get(at).cloned()?;
    let begin = match &before {
        Some(before) => (key.clone(), StoredValue::new(Form::of_rule(session, grid, &key, Some(&before.when)))),
        None => fresh(&key),
    };
    let current = RwSignal::new(begin);
    let tone_at = before.as_ref().and_then(|before| TONES.iter().position(|(tone, _)| *tone == before.tone));
    let tone_at = tone_at.unwrap_or(0);
    let reach_at = usize::from(before.as_ref().is_some_and(|before| !before.row));
    let (of_tone, of_reach) = (RwSignal::new(tone_at), RwSignal::new(reach_at));
    let column = choose(Words::Column.text(lang), names, at, move |at| {
        if let Some(key) = keys.get(at) {
            current.set(fresh(key));
        }
    });
    let save = move || {
        let (column, form) = current.get_untracked();
        let when = form.get_value().condition().filter(|when| !when.is_idle())?;
        let tone = TONES.get(of_tone.get_untracked()).map_or(Tone::Bad, |(tone, _)| *tone);
        let mut all = rules_of(session, grid);
        let colour = Colour { column: column.clone(), when, tone, row: of_reach.get_untracked() == 0 };
        match changed.get_untracked().and_then(|at| all.get_mut(at)) {
            Some(before) => *before = colour,
            None => all.push(colour),
        }
        put(session, grid, all);
        Some(column)
    };
    let add = move || {
        if let Some(column) = save() {
            current.set(fresh(&column));
            changed.set(None);
            // The form is made anew, with the field that had the focus.
            crate::ui::regions::focus_last(".drop form [data-first]");
        }
    };
    let tones = TONES.iter().map(|(_, word)| word.text(lang)).collect();
    let reaches = vec![Words::WholeRow.text(lang), Words::CellOnly.text(lang)];
    // What was put together counts, whichever button ends it.
    let done = move || {
        // No form is made anew that would take the focus with it as it goes.
        save();
        close(session);
    };
    let (title, keep) = match before {
        Some(_) => (Words::ChangeRule, Words::KeepRule),
        None => (Words::NewRule, Words::AddRule),
    };
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            add();
        })
        .add(el("h3").add(title.text(lang)))
        .add(first(column))
        .add(live(move || current.get().1.get_value().view()))
        .add(pair(vec![
            choose(Words::Tone.text(lang), tones, tone_at, move |at| of_tone.set(at)),
            choose(Words::Reach.text(lang), reaches, reach_at, move |at| of_reach.set(at)),
        ]))
        .add(buttons(vec![
            el("button").set("type", "submit").add(keep.text(lang)),
            strong(Words::Done.text(lang), done),
        ]));
    Some(form)
}

fn line(session: Session, grid: GridId, all: &[Colour], at: usize, changed: RwSignal<Option<usize>>) -> Option<El> {
    let lang = session.language_now();
    let colour = all.get(at)?;
    let text = session.with(|app| app.clause_text(grid.sheet(), &colour.column, &colour.when));
    let word = TONES.iter().find(|(tone, _)| *tone == colour.tone).map(|(_, word)| word.text(lang));
    let is_present = session.with(|app| app.plan().table(grid.sheet()).is_present(&colour.column));
    let about = match (is_present, colour.row) {
        (false, _) => Columns::DeletedMark.text(lang),
        (true, true) => Words::WholeRow.text(lang),
        (true, false) => Words::CellOnly.text(lang),
    };
    let change = |change: fn(&mut Vec<Colour>, usize)| {
        let all = all.to_vec();
        move || {
            let mut all = all.clone();
            change(&mut all, at);
            changed.set(None);
            put(session, grid, all);
        }
    };
    let (earlier, less) =
        (change(|all, at| all.swap(at, at.saturating_sub(1))), change(|all, at| drop(all.remove(at))));
    Some(
        el("div").class("line").add([
            el("span").class("state").set("data-tone", tone(colour.tone)).add(word),
            el("span").add(format!("{text} · {about}")),
            sign("✎", Words::ChangeRule.text(lang), move || {
                changed.set(Some(at));
                crate::ui::regions::focus_last(".drop form [data-first]");
            })
            .flag("disabled", !is_present),
            sign("↑", Words::Earlier.text(lang), earlier).flag("disabled", at == 0),
            sign("✕", Words::Remove.text(lang), less),
        ]),
    )
}
