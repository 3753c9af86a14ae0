//! Table 2: the list of deals and the strategy of the chosen one, in reading order.

use leptos::prelude::*;

use super::Session;
use super::pages::{Header, Heading, Part, nothing, records};
use super::red_flags::RedFlags;
use crate::app::grid::GridId;
use crate::app::{Action, App};
use crate::forecast::outlook::is_open;
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};
use crate::text::messages::{Pages as Words, Say, ShortDay};
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

/// How the support of the person in the active row went, meeting by meeting; none where no meeting judged it.
fn support(session: Session) -> Option<AnyView> {
    session.follow_turns();
    session.follow();
    let lang = session.language();
    let (who, series) = session.with(|app| {
        let grid = app.laid_out(GridId::Part(Sheet::Roles))?;
        let role = grid.layout.record(grid.selection.active.row)?;
        let plan = app.plan();
        let definition = plan.table(Sheet::Roles).definition("support")?;
        let line = |(activity, day, value): (RowId, crate::model::Date, crate::model::Value)| {
            let value = crate::text::show(plan, definition, &value, lang);
            (activity, format!("{} {value}", ShortDay(day).say(lang)))
        };
        Some((
            title(plan, Sheet::Roles, role, lang),
            app.support_series(role).into_iter().map(line).collect::<Vec<_>>(),
        ))
    })?;
    if series.is_empty() {
        return None;
    }
    let buttons = series.into_iter().map(|(activity, text)| {
        let went = move |_| session.dispatch(Action::Goto(Sheet::Activities, activity, Sheet::Activities.title()));
        view! { <button on:click=went>{text}</button> }.into_any()
    });
    let buttons = buttons.collect_view();
    let heading = format!("{} · {who}", Words::SupportSeries.text(lang));
    Some(view! { <div class="suggested"><span>{heading}</span>{buttons}</div> }.into_any())
}

/// The page.
#[component]
pub fn Strategy() -> impl IntoView {
    let session = Session::get();
    let deal = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| app.deal)
    });
    view! {
        <main class="page" data-list="true">
            {records(session, Sheet::Deals, about)}
            <div class="sheets">
                <Show
                    when=move || deal.get().is_some()
                    fallback=move || nothing(session, Sheet::Deals)
                >
                    <Heading sheet=Sheet::Deals />
                    <Header sheet=Sheet::Deals />
                    <Part sheet=Sheet::Roles />
                    {move || support(session)}
                    <Part sheet=Sheet::Competition />
                    <RedFlags />
                    <Show when=move || session.with(|app| {
                        session.follow();
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
