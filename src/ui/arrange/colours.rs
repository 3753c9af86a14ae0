//! The panel of the rules that colour cells and rows.

use leptos::prelude::*;

use super::condition::Form;
use super::controls::{buttons, choose, first, heading, pair, sign, strong};
use super::panel::close;
use crate::app::Action;
use crate::app::arrange::Deed;
use crate::app::grid::{Colour, GridId};
use crate::model::{Key, Tone};
use crate::text::messages::Arrange as Words;
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

/// The rules, the first one that holds counting, and a form for one more.
pub(super) fn rules(session: Session, grid: GridId) -> Vec<Part> {
    let lang = session.language_now();
    let lines = live(move || {
        session.follow_turns();
        let all = rules_of(session, grid);
        (0..all.len()).filter_map(|at| line(session, grid, &all, at)).collect::<Vec<El>>()
    });
    let columns: Vec<(Key, Text)> = session.with(|app| {
        let choice = app.laid_out(grid).map(|grid| grid.arrangement.columns.clone()).unwrap_or_default();
        let columns = choice.in_order(app.plan().table(grid.sheet())).into_iter().map(|(_, definition)| definition);
        let columns = columns.filter(|definition| choice.shows(definition, matches!(grid, GridId::Part(_))));
        columns.map(|definition| (definition.key.clone(), lang.pick(&definition.label).to_owned().into())).collect()
    });
    let in_use = session.with(|app| app.column_in_use(grid));
    let at = in_use.and_then(|key| columns.iter().position(|(own, _)| *own == key)).unwrap_or(0);
    let (keys, names): (Vec<Key>, Vec<Text>) = columns.into_iter().unzip();
    let fresh = move |key: &Key| (key.clone(), StoredValue::new(Form::new(session, grid, key, None)));
    let Some(key) = keys.get(at).cloned() else { return Vec::new() };
    let current = RwSignal::new(fresh(&key));
    let (of_tone, of_reach) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let column = choose(Words::Column.text(lang), names, at, move |at| {
        if let Some(key) = keys.get(at) {
            current.set(fresh(key));
        }
    });
    let add = move || {
        let (column, form) = current.get_untracked();
        let Some(when) = form.get_value().condition().filter(|when| !when.is_idle()) else { return };
        let tone = TONES.get(of_tone.get_untracked()).map_or(Tone::Bad, |(tone, _)| *tone);
        let mut all = rules_of(session, grid);
        all.push(Colour { column: column.clone(), when, tone, row: of_reach.get_untracked() == 0 });
        current.set(fresh(&column));
        put(session, grid, all);
    };
    let tones = TONES.iter().map(|(_, word)| word.text(lang)).collect();
    let reaches = vec![Words::WholeRow.text(lang), Words::CellOnly.text(lang)];
    // What was put together counts, whichever button ends it.
    let done = move || {
        add();
        close(session);
    };
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            add();
        })
        .add(el("h3").add(Words::NewRule.text(lang)))
        .add(first(column))
        .add(live(move || current.get().1.get_value().view()))
        .add(pair(vec![
            choose(Words::Tone.text(lang), tones, 0, move |at| of_tone.set(at)),
            choose(Words::Reach.text(lang), reaches, 0, move |at| of_reach.set(at)),
        ]))
        .add(buttons(vec![
            el("button").set("type", "submit").add(Words::AddRule.text(lang)),
            strong(Words::Done.text(lang), done),
        ]));
    vec![heading(Words::Colours.text(lang)).into(), lines, form.into()]
}

fn line(session: Session, grid: GridId, all: &[Colour], at: usize) -> Option<El> {
    let lang = session.language_now();
    let colour = all.get(at)?;
    let text = session.with(|app| app.clause_text(grid.sheet(), &colour.column, &colour.when));
    let word = TONES.iter().find(|(tone, _)| *tone == colour.tone).map(|(_, word)| word.text(lang));
    let reach = if colour.row { Words::WholeRow } else { Words::CellOnly };
    let change = |change: fn(&mut Vec<Colour>, usize)| {
        let all = all.to_vec();
        move || {
            let mut all = all.clone();
            change(&mut all, at);
            put(session, grid, all);
        }
    };
    let (earlier, less) =
        (change(|all, at| all.swap(at, at.saturating_sub(1))), change(|all, at| drop(all.remove(at))));
    Some(el("div").class("line").add([
        el("span").class("state").set("data-tone", tone(colour.tone)).add(word),
        el("span").add(format!("{text} · {}", reach.text(lang))),
        sign("↑", Words::Earlier.text(lang), earlier).flag("disabled", at == 0),
        sign("✕", Words::Remove.text(lang), less),
    ]))
}
