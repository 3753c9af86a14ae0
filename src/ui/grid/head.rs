//! The header and the row of totals of a table.

use leptos::prelude::*;

use super::Place;

/// The header: one cell a column, with a grip to resize it.
#[component]
pub(super) fn Head(place: Place) -> impl IntoView {
    let session = place.session;
    let cells = move || {
        session.lang.track();
        place.layout.with(|layout| {
            (0..layout.width())
                .map(|column| {
                    let (name, numeric, computed) = session.with(|app| {
                        let table = app.plan().table(layout.sheet());
                        let definition = layout.shown(0, column).and_then(|shown| table.definitions().get(shown.index));
                        let numeric = definition.is_some_and(|definition| definition.kind.is_numeric());
                        let computed = definition.is_some_and(|definition| definition.computed.is_some());
                        (app.heading(layout, 0, column).to_string(), numeric, computed)
                    });
                    view! {
                        <div class="head-cell" role="columnheader" aria-colindex=column + 1 data-numeric=numeric data-computed=computed>
                            <span>{name}</span>
                            <i class="grip" data-grip=column></i>
                        </div>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <div class="row head" role="row" aria-rowindex="1">
            <div class="no" role="presentation"></div>
            {cells}
        </div>
    }
}

/// The row of totals.
#[component]
pub(super) fn Foot(place: Place) -> impl IntoView {
    let session = place.session;
    let totals = Memo::new(move |_| {
        session.version.track();
        place.layout.track();
        session.with_grid(place.id, |app| app.totals(place.id))
    });
    let last = move || place.layout.with(|layout| layout.height()) + 2;
    view! {
        <div class="row foot" role="row" aria-rowindex=last>
            <div class="no" role="presentation"></div>
            {move || totals.get().into_iter().map(|text| view! { <div class="foot-cell" role="gridcell">{text.to_string()}</div> }).collect_view()}
        </div>
    }
}
