//! What the user defines himself: every table of the set-up, one at a time.

use leptos::prelude::*;

use super::Session;
use super::arrange::chips;
use super::columns::all_columns;
use super::grid::{GridPane, Tools};
use super::pages::Header;
use crate::app::Action;
use crate::app::grid::GridId;
use crate::model::Sheet;
use crate::text::messages::{Commands, Defining, Pages as Words};

/// The tables of the set-up, in groups.
const GROUPS: [(Words, &[Sheet]); 6] = [
    (
        Words::SetupSettings,
        &[Sheet::Settings, Sheet::Targets, Sheet::Calls, Sheet::Scenarios, Sheet::Suppositions, Sheet::Rates],
    ),
    (Words::SetupPeople, &[Sheet::Persons, Sheet::Contacts]),
    (Words::SetupStages, &[Sheet::Stages, Sheet::Milestones, Sheet::Questions]),
    (Words::SetupLists, &[Sheet::ActivityTypes, Sheet::Criteria, Sheet::Skills]),
    (
        Words::SetupLibraries,
        &[
            Sheet::Offerings,
            Sheet::Strengths,
            Sheet::Objections,
            Sheet::Pains,
            Sheet::Scripts,
            Sheet::References,
            Sheet::Competitors,
        ],
    ),
    (Words::SetupMoney, &[]),
];

/// The page.
#[component]
pub fn Setup() -> impl IntoView {
    let session = Session::get();
    let lang = session.lang;
    let chosen = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| (!app.all_columns).then_some(app.setup))
    });
    let groups = GROUPS
        .into_iter()
        .filter(|(_, sheets)| !sheets.is_empty())
        .map(|(heading, sheets)| {
            let lines = sheets
                .iter()
                .map(|&sheet| {
                    view! {
                        <li>
                            <button
                                aria-current=move || (chosen.get() == Some(sheet)).then_some("true")
                                on:click=move |_| session.dispatch(Action::ShowSetup(sheet))
                            >
                                <b>{move || lang.get().pick(&sheet.label()).to_owned()}</b>
                            </button>
                        </li>
                    }
                })
                .collect_view();
            view! { <h2 class="group">{move || heading.text(lang.get())}</h2><ul>{lines}</ul> }
        })
        .collect_view();
    view! {
        <main class="page" data-list="true">
            <nav class="records" data-region="list" on:keydown=|event| super::regions::along(&event, "button") aria-label=move || Words::SetupSettings.text(lang.get())>
                {groups}
                <h2 class="group">{move || Defining::AllColumns.text(lang.get())}</h2>
                <ul><li>
                    <button
                        id="setup-columns"
                        aria-current=move || chosen.get().is_none().then_some("true")
                        on:click=move |_| session.dispatch(Action::ShowColumns)
                    >
                        <b>{move || Commands::AllColumns.text(lang.get())}</b>
                    </button>
                </li></ul>
            </nav>
            {move || {
                let Some(sheet) = chosen.get() else { return all_columns(session).into_any() };
                if sheet == Sheet::Settings {
                    view! {
                        <div class="sheets">
                            <p class="soft">{move || Words::SetupAbout.text(lang.get())}</p>
                            <Header sheet=Sheet::Settings />
                        </div>
                    }.into_any()
                } else {
                    let id = GridId::Table(sheet);
                    let name = Signal::derive(move || lang.get().pick(&sheet.label()).to_owned());
                    view! {
                        <div class="middle">
                            <Tools id=id />
                            {chips(session, id)}
                            <GridPane id=id name=name fills=true />
                        </div>
                    }.into_any()
                }
            }}
        </main>
    }
}
