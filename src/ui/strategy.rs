//! Table 2: the list of deals and the strategy of the chosen one, in reading order.

use leptos::prelude::*;

use super::Session;
use super::pages::{Header, Part, Records, nothing};
use super::red_flags::RedFlags;
use crate::app::App;
use crate::forecast::outlook::is_open;
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};
use crate::text::{Lang, name, title};

fn about(app: &App, deal: RowId, lang: Lang) -> String {
    let plan = app.plan();
    let account = plan.get(deal, deals::ACCOUNT).map(|row| name(plan, Sheet::Accounts, row, lang).to_string());
    let standing = if is_open(plan, None, deal) {
        plan.get(deal, deals::STAGE).map(|row| title(plan, Sheet::Stages, row, lang).to_string())
    } else {
        let definition = plan.table(Sheet::Deals).definition("outcome");
        definition.map(|definition| {
            crate::text::show(plan, definition, plan.value(Sheet::Deals, deal, "outcome"), lang).to_string()
        })
    };
    account.into_iter().chain(standing).collect::<Vec<_>>().join(" · ")
}

/// The page.
#[component]
pub fn Strategy() -> impl IntoView {
    let session = Session::get();
    let deal = Memo::new(move |_| {
        session.turn.track();
        session.with(|app| app.deal)
    });
    view! {
        <main class="page" data-list="true">
            <Records sheet=Sheet::Deals about=about />
            <div class="sheets">
                <Show
                    when=move || deal.get().is_some()
                    fallback=move || nothing(session, Sheet::Deals)
                >
                    <h2>{move || {
                        session.version.track();
                        let lang = session.lang.get();
                        deal.get().map(|deal| session.with(|app| title(app.plan(), Sheet::Deals, deal, lang).to_string()))
                    }}</h2>
                    <Header sheet=Sheet::Deals />
                    <Part sheet=Sheet::Roles />
                    <Part sheet=Sheet::Competition />
                    <RedFlags />
                    <Show when=move || session.with(|app| {
                        session.version.track();
                        app.deal.is_some_and(|deal| app.plan().linked(Sheet::Snoozes, "deal", deal).next().is_some())
                    })>
                        <Part sheet=Sheet::Snoozes />
                    </Show>
                    <Part sheet=Sheet::Flags />
                    <Part sheet=Sheet::Unknowns />
                    <Part sheet=Sheet::Actions />
                    <Part sheet=Sheet::Scores />
                </Show>
            </div>
        </main>
    }
}
