//! One slot: a row of cells, drawn anew only where its strings or its part of the selection change.

use leptos::prelude::*;

use super::Place;
use crate::app::grid::{At, Viewport};
use crate::app::{CellView, Look, RowView, remarks};
use crate::model::{Severity, Tone};

/// The part of the selection that lies in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marked {
    active: Option<usize>,
    range: Option<(usize, usize)>,
    editing: bool,
}

/// What is wrong with a cell: how grave, and the sentence.
type Remarks = Vec<Option<(Severity, String)>>;

/// A row of a grid.
#[component]
pub(super) fn Row(place: Place, nth: usize, view: Memo<Viewport>) -> impl IntoView {
    let session = place.session;
    let index = Memo::new(move |_| view.get().first + nth);
    let data = Memo::new(move |_| {
        session.version.track();
        place.layout.track();
        let row = index.get();
        session.with_grid(place.id, |app| app.row_view(place.id, row))
    });
    let wrong = Memo::new(move |_| {
        session.version.track();
        place.layout.track();
        remarks_of(place, index.get())
    });
    let marked = Memo::new(move |_| {
        session.turn.track();
        mark(place, index.get())
    });
    let name = move || {
        let row = index.get();
        if place.is_form() {
            place.layout.with(|layout| session.with(|app| app.heading(layout, row, 0))).to_string()
        } else {
            (row + 1).to_string()
        }
    };
    view! {
        <div
            class="row"
            role="row"
            aria-rowindex=move || index.get() + if place.is_form() { 1 } else { 2 }
            data-new=move || data.with(|row| row.exists && row.record.is_none())
            hidden=move || data.with(|row| !row.exists)
        >
            <div class="no" role="rowheader" aria-colindex=place.is_form().then_some("1")>{name}</div>
            {move || {
                let marked = marked.get();
                let row = index.get();
                wrong.with(|wrong| data.with(|data| cells(place, row, data, marked, wrong)))
            }}
        </div>
    }
}

fn mark(place: Place, row: usize) -> Marked {
    place.session.with(|app| {
        let Some(grid) = app.laid_out(place.id) else { return Marked::default() };
        let selection = grid.selection;
        let (top, bottom) = selection.rows();
        let active = (selection.active.row == row).then_some(selection.active.column);
        let range = ((top..=bottom).contains(&row) && !selection.is_single()).then(|| selection.columns());
        Marked { active, range, editing: active.is_some() && grid.editor.is_some() }
    })
}

fn remarks_of(place: Place, row: usize) -> Remarks {
    let lang = place.session.lang.get_untracked();
    place.session.with(|app| {
        let Some(grid) = app.laid_out(place.id) else { return Vec::new() };
        let layout = &grid.layout;
        let Some(record) = layout.record(row) else { return Vec::new() };
        let table = app.plan().table(layout.sheet());
        let definition = |column| layout.shown(row, column).and_then(|shown| table.definitions().get(shown.index));
        (0..layout.width())
            .map(|column| {
                let found = remarks(app, layout.sheet(), record, definition(column)?);
                let (severity, advice) = found.into_iter().max_by_key(|(severity, _)| *severity)?;
                Some((severity, format!("{} {}", advice.text(lang), advice.remedy(lang))))
            })
            .collect()
    })
}

fn cells(place: Place, row: usize, data: &RowView, marked: Marked, wrong: &Remarks) -> impl IntoView + use<> {
    data.cells
        .iter()
        .enumerate()
        .map(|(column, cell)| {
            let at = At { row, column };
            let in_range = marked.range.is_some_and(|(left, right)| (left..=right).contains(&column));
            let is_active = marked.active == Some(column);
            let remark = wrong.get(column).cloned().flatten();
            let wrong = remark.as_ref().map(|(severity, _)| match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "hint",
            });
            let title = remark.map(|(_, text)| text);
            view! {
                <div
                    class="cell"
                    role="gridcell"
                    id=place.cell_id(at)
                    data-r=row
                    data-c=column
                    data-look=look(cell)
                    data-computed=cell.computed
                    data-wrong=wrong
                    data-active=is_active
                    aria-colindex=column + 1 + usize::from(place.is_form())
                    aria-selected=if in_range || is_active { "true" } else { "false" }
                    aria-readonly=cell.computed.then_some("true")
                    aria-invalid=(wrong == Some("error")).then_some("true")
                    title=title
                >
                    {content(cell)}
                    {(is_active && cell.look == Look::Link && !marked.editing).then(|| view! {
                        <span class="follow" data-follow="true" aria-hidden="true">"↗"</span>
                    })}
                </div>
            }
        })
        .collect_view()
}

/// The name of a look, for the style sheet.
fn look(cell: &CellView) -> &'static str {
    match cell.look {
        Look::Plain => "text",
        Look::Number => "number",
        Look::Invalid => "invalid",
        Look::Check(_) => "check",
        Look::Pill(_) => "pill",
        Look::Stage(_) => "stage",
        Look::Bar(_) => "bar",
        Look::Words(_) => "words",
        Look::Link => "link",
    }
}

/// The name of a tone, for the style sheet.
pub(in crate::ui) fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    }
}

fn content(cell: &CellView) -> AnyView {
    // Lines stand side by side in a row; the editor shows them one below the other.
    let text = cell.text.replace('\n', " · ");
    match &cell.look {
        Look::Pill(of) => view! { <span class="state" data-tone=tone(*of)>{text}</span> }.into_any(),
        Look::Stage(number) => view! { <span class="pill" data-stage=(*number).min(9)>{text}</span> }.into_any(),
        Look::Bar(share) => view! {
            <span class="bar" aria-hidden="true"><i style:width=format!("{:.1}%", f64::from(*share) / 10.0)></i></span>
            <span>{text}</span>
        }
        .into_any(),
        Look::Words(words) => words
            .iter()
            .map(|(word, of)| view! { <span class="state" data-tone=tone(*of)>{word.to_string()}</span> })
            .collect_view()
            .into_any(),
        Look::Check(ticked) => {
            let sign = if *ticked { "✓" } else { "" };
            view! { <span class="tick">{sign}</span> }.into_any()
        }
        Look::Plain | Look::Number | Look::Invalid | Look::Link => text.into_any(),
    }
}
