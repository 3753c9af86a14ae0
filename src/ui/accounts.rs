//! Table 4: the list of accounts, and the plan of the chosen one or the table of all.

use leptos::prelude::*;

use super::Session;
use super::arrange::chips;
use super::grid::{GridPane, Tools};
use super::pages::{Header, Heading, Part, nothing, records};
use crate::app::command::Command;
use crate::app::grid::GridId;
use crate::app::{Action, App, sign_words};
use crate::forecast::outlook::{LEAST_SIGNS, plan_years, signs};
use crate::model::{Money, RowId, Sheet, Value};
use crate::text::messages::{Capital, Grid, Pages as Words};
use crate::text::{Lang, show};

fn about(app: &App, account: RowId, lang: Lang) -> String {
    let plan = app.plan();
    let table = plan.table(Sheet::Accounts);
    let shown = |key: &str| {
        let text = table.definition(key).map(|definition| show(plan, definition, table.value(account, key), lang));
        text.filter(|text| !text.is_empty()).map(|text| text.to_string())
    };
    [shown("class"), shown("industry")].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The table of all accounts.
const ALL: GridId = GridId::Table(Sheet::Accounts);

/// What stands beside the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    One,
    Nothing,
}

/// The page.
#[component]
pub fn Accounts() -> impl IntoView {
    let session = Session::get();
    let shown = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| match app.account {
            _ if app.all_accounts => Shown::All,
            Some(_) => Shown::One,
            None => Shown::Nothing,
        })
    });
    let add = move || Grid::Add { one: Capital(Sheet::Accounts.one()) }.text(session.language());
    let name = Signal::derive(move || Grid::Named { sheet: Sheet::Accounts }.text(session.language()).into_owned());
    const PARTS: [Sheet; 13] = [
        Sheet::Contacts,
        Sheet::Themes,
        Sheet::Matches,
        Sheet::Units,
        Sheet::WhiteSpace,
        Sheet::Initiatives,
        Sheet::Revenue,
        Sheet::PastRevenue,
        Sheet::Barriers,
        Sheet::Risks,
        Sheet::Investments,
        Sheet::Teams,
        Sheet::Ratings,
    ];
    view! {
        <main class="page" data-list="true">
            <div class="records-and-add">
                {records(session, Sheet::Accounts, about)}
                <button class="strong" on:click=move |_| {
                    session.dispatch(Action::RunGlobal(Command::AllAccounts));
                    session.dispatch(Action::Add(ALL));
                }>{add}</button>
            </div>
            {move || match shown.get() {
                Shown::All => view! {
                    <div class="middle">
                        <Tools id=ALL />
                        {chips(session, ALL)}
                        <GridPane id=ALL name=name fills=true totals=true />
                    </div>
                }.into_any(),
                Shown::One => view! {
                    <div class="sheets">
                        <Heading sheet=Sheet::Accounts />
                        <Health />
                        <Header sheet=Sheet::Accounts />
                        {PARTS.map(|sheet| view! { <Part sheet=sheet /> })}
                    </div>
                }.into_any(),
                Shown::Nothing => view! { <div class="sheets">{nothing(session, Sheet::Accounts)}</div> }.into_any(),
            }}
        </main>
    }
}

/// Why the chosen account is as healthy as it is, and what its revenue plan comes to year by year.
#[component]
fn Health() -> impl IntoView {
    let session = Session::get();
    move || {
        session.follow();
        session.follow_turns();
        let lang = session.language();
        let account = session.with(|app| app.account)?;
        let signs = session.with(|app| signs(&app.view(), account));
        let held = signs.iter().filter(|(_, holds)| *holds).count();
        let said = match signs.len() {
            0 => Words::NoSigns.text(lang),
            count if count < LEAST_SIGNS => Words::HealthFew { held, signs: count, least: LEAST_SIGNS }.text(lang),
            count => Words::HealthOf { held, signs: count }.text(lang),
        };
        let items = signs
            .into_iter()
            .map(|(sign, holds)| {
                let mark = if holds { "✓" } else { "✗" };
                view! { <li data-holds=holds><b aria-hidden="true">{mark}</b> " " {sign_words(sign).text(lang)}</li> }
                    .into_any()
            })
            .collect_view();
        Some(view! {
            <section class="part health">
                <h3>{Words::Health.text(lang)} <small>{said}</small></h3>
                <ul>{items}</ul>
                {years(session, account, lang)}
            </section>
        })
    }
}

/// The revenue plan by year; none without one.
fn years(session: Session, account: RowId, lang: Lang) -> Option<AnyView> {
    let (heads, lines) = session.with(|app| {
        let plan = app.plan();
        let table = plan.table(Sheet::Revenue);
        let heading = |key: &str| table.definition(key).map(|d| lang.pick(&d.label).to_owned()).unwrap_or_default();
        let heads = ["year", "low", "likely", "high", "actual"].map(heading);
        let money = |minor: i128| {
            let value = i64::try_from(minor).map_or(Value::Empty, |m| Value::Money(Money::new(m, plan.currency())));
            table.definition("likely").map(|d| show(plan, d, &value, lang).to_string()).unwrap_or_default()
        };
        let line = |year: crate::forecast::outlook::PlanYear| {
            let planned = year.planned.map(money);
            let actual = year.actual.map(money).unwrap_or_default();
            std::iter::once(year.year.to_string()).chain(planned).chain([actual]).collect::<Vec<_>>()
        };
        (heads, plan_years(&app.view(), account).into_iter().map(line).collect::<Vec<_>>())
    });
    if lines.is_empty() {
        return None;
    }
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect_view();
    let lines = lines
        .into_iter()
        .map(|line| {
            let cells = line.into_iter().map(|text| view! { <td>{text}</td> }.into_any()).collect_view();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect_view();
    Some(
        view! {
            <table class="years">
                <caption>{Words::YearsPlanned.text(lang)}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any(),
    )
}
