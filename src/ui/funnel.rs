//! Table 3: the strip, the funnel, and beside it what the active deal means.

use leptos::prelude::*;

use super::Session;
use super::arrange::chips;
use super::grid::{GridPane, Tools};
use super::side::side;
use super::strip::strip;
use crate::app::grid::GridId;
use crate::model::Sheet;
use crate::text::messages::Grid;

/// The page.
#[component]
pub fn Funnel() -> impl IntoView {
    let session = Session::get();
    let id = GridId::Table(Sheet::Deals);
    let name = Signal::derive(move || Grid::Named { sheet: Sheet::Deals }.text(session.language()).into_owned());
    view! {
        {strip(session)}
        <main class="page" data-side="true">
            <div class="middle">
                <Tools id=id />
                {chips(session, id)}
                <GridPane id=id name=name fills=true totals=true />
            </div>
            {side(session)}
        </main>
    }
}
