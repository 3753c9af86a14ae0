//! Table 4: the list of accounts and the plan of the chosen one.

use leptos::prelude::*;

use super::Session;
use super::pages::{Header, Part, Records};
use crate::app::grid::GridId;
use crate::app::{Action, App};
use crate::model::{RowId, Sheet};
use crate::text::messages::{Capital, Grid, Pages as Words};
use crate::text::{Lang, show, title};

fn about(app: &App, account: RowId, lang: Lang) -> String {
    let plan = app.plan();
    let table = plan.table(Sheet::Accounts);
    let shown = |key: &str| {
        let text = table.definition(key).map(|definition| show(plan, definition, table.value(account, key), lang));
        text.filter(|text| !text.is_empty()).map(|text| text.to_string())
    };
    [shown("class"), shown("industry")].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The page.
#[component]
pub fn Accounts() -> impl IntoView {
    let session = Session::get();
    let account = Memo::new(move |_| {
        session.turn.track();
        session.with(|app| app.account)
    });
    let add = move || Grid::Add { one: Capital(Sheet::Accounts.one()) }.text(session.lang.get());
    const PARTS: [Sheet; 11] = [
        Sheet::Themes,
        Sheet::Matches,
        Sheet::Units,
        Sheet::WhiteSpace,
        Sheet::Initiatives,
        Sheet::Revenue,
        Sheet::Barriers,
        Sheet::Risks,
        Sheet::Investments,
        Sheet::Teams,
        Sheet::Ratings,
    ];
    view! {
        <main class="page" data-list="true">
            <div class="records-and-add">
                <Records sheet=Sheet::Accounts about=about />
                <button class="strong" on:click=move |_| {
                    session.dispatch(Action::ShowSetup(Sheet::Accounts));
                    session.dispatch(Action::Add(GridId::Table(Sheet::Accounts)));
                }>{add}</button>
            </div>
            <div class="sheets">
                <Show
                    when=move || account.get().is_some()
                    fallback=move || view! { <p class="empty">{move || Words::NoAccounts.text(session.lang.get())}</p> }
                >
                    <h2>{move || {
                        session.version.track();
                        let lang = session.lang.get();
                        account.get().map(|row| session.with(|app| title(app.plan(), Sheet::Accounts, row, lang).to_string()))
                    }}</h2>
                    <Header sheet=Sheet::Accounts />
                    {PARTS.map(|sheet| view! { <Part sheet=sheet /> })}
                </Show>
            </div>
        </main>
    }
}
