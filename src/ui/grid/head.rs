//! The header and the row of totals of a table.

use leptos::prelude::*;

use super::Place;
use crate::app::App;
use crate::text::Lang;
use crate::text::messages::Arrange as Words;
use crate::ui::element::{El, Part, el, live};

/// A heading as it is drawn.
#[derive(Clone, Debug, PartialEq)]
struct Heading {
    name: String,
    help: String,
    numeric: bool,
    computed: bool,
    /// As which one of the sorted columns, from 0, and whether the greatest come first; how many are sorted by.
    sorted: Option<(usize, bool)>,
    sorts: usize,
    asked: bool,
    grouped: bool,
}

fn headings(place: Place) -> Vec<Heading> {
    place.layout.with(|layout| {
        place.session.with(|app| {
            let Some(grid) = app.laid_out(place.id) else { return Vec::new() };
            let (table, it) = (app.plan().table(layout.sheet()), &grid.arrangement);
            let heading = |column: usize| {
                let definition = table.definitions().get(layout.shown(0, column)?.index)?;
                Some(Heading {
                    name: app.heading(layout, 0, column).to_string(),
                    help: app.lang.pick(&definition.help).to_owned(),
                    numeric: definition.kind.is_numeric(),
                    computed: definition.computed.is_some(),
                    sorted: it.sorted(&definition.key),
                    sorts: it.sort.len(),
                    asked: it.filter.of(&definition.key).is_some(),
                    grouped: it.groups.iter().any(|group| group.column == definition.key),
                })
            };
            (0..layout.width()).filter_map(heading).collect()
        })
    })
}

/// The header: one cell a column, with a sign for its menu and a grip to resize it.
pub(super) fn head(place: Place) -> El {
    let session = place.session;
    let all = Memo::new(move |_| {
        session.lang.track();
        session.follow();
        place.layout.track();
        headings(place)
    });
    let in_focus = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.laid_out(place.id).and_then(|grid| grid.head))
    });
    let within = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| {
            let grid = app.laid_out(place.id).filter(|grid| grid.head.is_none())?;
            Some(grid.selected_columns())
        })
    });
    let cells = live(move || {
        let lang = session.language_now();
        all.get()
            .into_iter()
            .enumerate()
            .map(|(column, it)| {
                cell(place, column, it, in_focus, lang).live_flag("data-within", move || {
                    within.get().iter().flatten().any(|(left, right)| (*left..=*right).contains(&column))
                })
            })
            .collect::<Vec<El>>()
    });
    el("div")
        .class("row head")
        .set("role", "row")
        .set("aria-rowindex", "1")
        .add(el("div").class("no").set("role", "presentation"))
        .add(cells)
}

fn cell(place: Place, column: usize, heading: Heading, in_focus: Memo<Option<usize>>, lang: Lang) -> El {
    let Heading { name, help, numeric, computed, sorted, sorts, asked, grouped } = heading;
    let sort = sorted.map(|(at, descending)| {
        let nth = (sorts > 1).then(|| el("sup").add((at + 1).to_string()));
        el("span").class("sort").set("aria-hidden", "true").add(if descending { "↓" } else { "↑" }).add(nth)
    });
    let on = (asked || grouped).then(|| {
        let words = [(asked, Words::IsFiltered), (grouped, Words::IsGrouped)].into_iter();
        let text = words.filter_map(|(on, word)| on.then(|| word.text(lang))).collect::<Vec<_>>().join(lang.comma());
        let sign = el("span").set("aria-hidden", "true");
        let sign = if asked { sign.class("funnel-sign") } else { sign.add("≡") };
        let unseen = el("span").class("unseen").add(text.clone());
        el("span").class("on").set("title", text).add(sign).add(unseen)
    });
    el("div")
        .class("head-cell")
        .set("role", "columnheader")
        .set("id", place.head_id(column))
        .set("data-h", column.to_string())
        .set("aria-colindex", (column + 1).to_string())
        .set_if("aria-sort", sorted.map(|(_, descending)| if descending { "descending" } else { "ascending" }))
        .set("aria-haspopup", "menu")
        .flag("data-numeric", numeric)
        .flag("data-computed", computed)
        .live_flag("data-active", move || in_focus.get() == Some(column))
        .set_if("title", (!help.is_empty()).then_some(help))
        .add(el("span").class("name").add(name))
        .add(sort)
        .add(on)
        .add(el("span").class("more").set("data-menu", column.to_string()).set("aria-hidden", "true").add("▾"))
        .add(el("i").class("grip").set("data-grip", column.to_string()))
}

/// Whether there is a row of totals: where one is chosen, or the table has them by itself.
pub(super) fn has_foot(place: Place, usual: bool) -> Memo<bool> {
    let session = place.session;
    Memo::new(move |_| {
        session.follow();
        place.layout.track();
        let chosen = |app: &App| app.laid_out(place.id).is_some_and(|grid| !grid.arrangement.totals.is_empty());
        !place.is_form() && (usual || session.with_grid(place.id, chosen))
    })
}

/// What a cell leaves free at its two sides, in CSS pixels: `--pad`, twice, and its line.
const PADDING: f64 = 21.0;

/// The row of totals.
pub(super) fn foot(place: Place, has_foot: Memo<bool>) -> Part {
    let session = place.session;
    let totals = Memo::new(move |_| {
        session.follow();
        place.layout.track();
        has_foot.get().then(|| {
            session.with_grid(place.id, |app| {
                let totals = app.totals(place.id).into_iter().enumerate();
                let noted: Vec<_> = totals.map(|(at, total)| (total, app.total_note(place.id, at))).collect();
                (noted, app.laid_out(place.id).map_or(0, |grid| grid.layout.height()))
            })
        })
    });
    live(move || {
        totals.get().map(|(totals, height)| {
            // A number is cut late: as far as nothing stands beside it, it goes on there.
            let is_free = |at: &usize| totals.get(*at).is_some_and(|(text, _)| text.is_empty());
            let free: Vec<usize> =
                (0..totals.len()).map(|at| (1..at).rev().take_while(is_free).last().unwrap_or(at)).collect();
            let cell = |(column, (text, note)): (usize, (smol_str::SmolStr, Option<String>))| {
                let whole = note.map_or_else(|| text.to_string(), |note| format!("{text} · {note}"));
                let from = free.get(column).copied().unwrap_or(column);
                let spills = from < column && !text.is_empty();
                let room = move || {
                    let ((left, _), (right, width)) = (place.span(from), place.span(column));
                    format!("{}px", right + width - left - PADDING)
                };
                let spilt = spills.then(|| el("span").style("max-width", room).add(text.to_string()));
                el("div")
                    .class("foot-cell")
                    .set("role", "gridcell")
                    .set("data-total", column.to_string())
                    .set("aria-colindex", (column + 1).to_string())
                    .flag("data-spills", spills)
                    // In a narrow column the end is cut: that some amounts are left out, say.
                    .set_if("title", (!text.is_empty()).then_some(whole))
                    .add(spilt)
                    .add((!spills).then(|| text.to_string()))
            };
            el("div")
                .class("row foot")
                .set("role", "row")
                .set("aria-rowindex", (height + 2).to_string())
                .add(el("div").class("no").set("role", "presentation"))
                .add(totals.into_iter().enumerate().map(cell).collect::<Vec<El>>())
        })
    })
}
