//! A page with a list of records at the left and the chosen one at the right.

use leptos::prelude::*;

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::arrange::chips;
use super::element::{El, el, live, settled_value_of};
use super::grid::GridPane;
use super::menu::{MenuButton, of_commands};
use super::{Session, keys, regions};
use crate::app::arrange::Deed;
use crate::app::command::{Command, RECORD};
use crate::app::grid::GridId;
use crate::app::{Action, App, Tab};
use crate::model::{Pack, RowId, Sheet};
use crate::text::messages::{Capital, Commands, Empty, Grid, Pages as Words, Rows, Shell};
use crate::text::{Lang, search_key, title};
use crate::ui::whenever::whenever;

/// Lines of a list at most; the field narrows it.
const LINES: usize = 500;

/// The list of deals or accounts, with a field to find one; `about` is the line below a record's name. One stop of Tab,
/// along which the arrows go.
pub fn records(session: Session, sheet: Sheet, about: fn(&App, RowId, Lang) -> String) -> El {
    let filter = RwSignal::new(String::new());
    // On a narrow page the list is folded up to the record that is shown.
    let open = RwSignal::new(false);
    let lang = session.lang;
    let is_accounts = sheet == Sheet::Accounts;
    let find = move || if is_accounts { Words::FindAccount } else { Words::FindDeal }.text(lang.get());
    let list_name = move || if is_accounts { Words::AccountList } else { Words::DealList }.text(lang.get());
    let chosen = Memo::new(move |_| {
        session.follow_turns();
        session.with(|app| match is_accounts {
            true => app.account.filter(|_| !app.all_accounts),
            false => app.deal,
        })
    });
    let found = Memo::new(move |_| {
        session.follow();
        let (needle, lang) = (search_key(&filter.get()), lang.get());
        let answers = |text: &str| needle.is_empty() || search_key(text).contains(needle.as_str());
        session.with(|app| {
            let rows = app.plan().table(sheet).ids();
            let named = rows.map(|row| (row, title(app.plan(), sheet, row, lang).to_string(), about(app, row, lang)));
            let mut found =
                named.filter(|(_, name, line)| answers(name) || answers(line)).take(LINES).collect::<Vec<_>>();
            // The chosen one is among them, however many there are.
            if found.len() == LINES
                && let Some(row) = chosen.get().filter(|row| found.iter().all(|(own, ..)| own != row))
            {
                found.push((row, title(app.plan(), sheet, row, lang).to_string(), about(app, row, lang)));
            }
            found
        })
    });
    whenever(move || {
        chosen.track();
        regions::reveal(".records [aria-current]");
    });
    let take = move |event: &Event| {
        if let Some(text) = settled_value_of(event) {
            filter.set(text);
        }
    };
    // Enter in the field chooses the first that was found.
    let first = move |event: Event| {
        let is_enter = |key: &&KeyboardEvent| key.key() == "Enter" && !keys::is_composing(key);
        if event.dyn_ref::<KeyboardEvent>().filter(is_enter).is_some()
            && let Some(row) = found.with_untracked(|found| found.first().map(|(row, ..)| *row))
        {
            event.prevent_default();
            open.set(false);
            session.dispatch(Action::Choose(sheet, row));
        }
    };
    let field = el("input")
        .set("type", "search")
        .live("placeholder", move || Some(find()))
        .live("aria-label", move || Some(find()))
        .on("input", move |event| take(&event))
        .on("compositionend", move |event| take(&event))
        .on("focus", move |_| open.set(true))
        .on("keydown", first);
    let line = move |(row, name, line): (RowId, String, String)| {
        let is_chosen = move || chosen.get() == Some(row);
        let button = el("button")
            .live("aria-current", move || is_chosen().then_some("true"))
            .live("tabindex", move || (!is_chosen()).then_some("-1"))
            .click(move || {
                let is_chosen = is_chosen();
                open.update(|open| *open = is_chosen && !*open);
                if !is_chosen {
                    session.dispatch(Action::Choose(sheet, row));
                }
            });
        el("li").add(button.add(el("b").add(name)).add(el("small").add(line)))
    };
    let none = move || {
        let words = match (sheet, filter.with(String::is_empty)) {
            (Sheet::Accounts, true) => Words::NoAccounts.text(lang.get()),
            (_, true) => Words::NoDeals.text(lang.get()),
            _ => Grid::NoMatches.text(lang.get()),
        };
        found.with(Vec::is_empty).then(|| el("p").class("soft").add(words))
    };
    el("nav")
        .class("records")
        .set("data-region", "list")
        .live("aria-label", move || Some(list_name()))
        .live_flag("data-open", move || open.get())
        .on("keydown", |event| regions::along(&event, "button"))
        .add(field)
        .add(is_accounts.then(|| all_accounts(session, open)))
        .add(el("ul").add(live(move || found.get().into_iter().map(line).collect::<Vec<El>>())))
        .add(live(none))
}

/// The line above the list of accounts that shows all of them as a table.
fn all_accounts(session: Session, open: RwSignal<bool>) -> El {
    let is_shown = move || {
        session.follow_turns();
        session.with(|app| app.all_accounts)
    };
    let count = move || {
        session.follow();
        session.with(|app| app.plan().table(Sheet::Accounts).len()).to_string()
    };
    el("button")
        .class("all")
        .set("id", "all-accounts")
        .live("aria-current", move || is_shown().then_some("true"))
        .live("tabindex", move || (!is_shown()).then_some("-1"))
        .click(move || {
            let is_shown = is_shown();
            open.update(|open| *open = is_shown && !*open);
            if !is_shown {
                session.dispatch(Action::RunGlobal(Command::AllAccounts));
            }
        })
        .add(el("b").add(live(move || Words::AllAccounts.text(session.language()))))
        .add(el("small").add(live(count)))
}

/// A page without a record to show: what it is for, and the way to the first one.
pub fn nothing(session: Session, sheet: Sheet) -> AnyView {
    let lang = session.lang;
    let grid = GridId::Table(sheet);
    let begin = move |_| {
        match sheet {
            Sheet::Accounts => session.dispatch(Action::RunGlobal(Command::AllAccounts)),
            _ => session.dispatch(Action::Show(Tab::Funnel)),
        }
        session.dispatch(Action::Add(grid));
    };
    let purpose = match sheet {
        Sheet::Accounts => Words::AboutAccounts,
        _ => Words::AboutStrategy,
    };
    let how = move || match sheet {
        Sheet::Accounts => Empty::of(sheet).text(lang.get()),
        _ => Words::NoDeals.text(lang.get()),
    };
    // Whoever came by key goes on by key.
    let button = NodeRef::<leptos::html::Button>::new();
    whenever(move || {
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    });
    view! {
        <div class="nothing" data-region="grid">
            <p><b>{move || purpose.text(lang.get())}</b></p>
            <p class="soft">{how}</p>
            <button class="main" node_ref=button on:click=begin>
                {move || Grid::Add { one: Capital(sheet.one()) }.text(lang.get())}
            </button>
        </div>
    }
    .into_any()
}

/// A small table of the chosen record under its heading, with a button for a new row.
#[component]
pub fn Part(
    /// The table.
    sheet: Sheet,
) -> impl IntoView {
    let session = Session::get();
    let lang = session.lang;
    let id = GridId::Part(sheet);
    let heading = move || lang.get().pick(&sheet.label()).to_owned();
    let name = Signal::derive(heading);
    let add = move || Grid::Add { one: Capital(sheet.one()) }.text(lang.get());
    view! {
        <section class="part" data-region="part">
            <header>
                <h3>{heading}</h3>
                {more(session, id)}
                <button class="add" on:click=move |_| session.dispatch(Action::Add(id))>{add}</button>
                {(sheet == Sheet::WhiteSpace).then(|| make_deal(session, id))}
            </header>
            {chips(session, id)}
            <GridPane id=id name=name />
            {move || suggested(session, id)}
        </section>
    }
}

/// The switch of the rest of the columns; none where the table has no more.
fn more(session: Session, id: GridId) -> Option<AnyView> {
    if !id.sheet().definitions().iter().any(|definition| definition.pack == Pack::More) {
        return None;
    }
    let on = move || {
        session.follow_turns();
        let shown = |app: &App| app.laid_out(id).is_some_and(|it| it.arrangement.columns.packs.contains(&Pack::More));
        session.with(shown).to_string()
    };
    let words = move || Grid::MoreColumns.text(session.language());
    let pressed = move |_| session.dispatch(Action::Arrange(id, Deed::Pack(Pack::More)));
    Some(view! { <button class="soft" aria-pressed=on on:click=pressed>{words}</button> }.into_any())
}

/// The button that makes a deal of the active cell of the white space.
fn make_deal(session: Session, id: GridId) -> AnyView {
    let impossible = move || {
        session.follow_turns();
        session.with(|app| app.possible(Command::MakeDeal, Some(id)).is_err())
    };
    view! {
        <button
            class="add"
            disabled=impossible
            on:click=move |_| session.dispatch(Action::Run(id, Command::MakeDeal))
        >
            {move || Commands::MakeDeal.text(session.language())}
        </button>
    }
    .into_any()
}

/// So many suggestions have a button of their own.
const FEW: usize = 8;

/// Rows that the table could begin with: each is taken by one press.
fn suggested(session: Session, id: GridId) -> Option<AnyView> {
    session.follow();
    session.follow_turns();
    let lang = session.language();
    let (source, rows) = session.with(|app| app.suggestions(id.sheet()));
    if rows.is_empty() {
        return None;
    }
    let all = (rows.len() > 1).then(|| {
        let every = rows.clone();
        let words = Words::TakeAll { rows: Rows(rows.len()) }.text(lang);
        view! { <button class="all" on:click=move |_| session.dispatch(Action::Take(id, every.clone()))>{words}</button> }
    });
    let buttons = rows.into_iter().take(FEW).map(|row| {
        let label = format!("+ {}", row.label);
        view! { <button on:click=move |_| session.dispatch(Action::Take(id, vec![row.clone()]))>{label}</button> }
    });
    let buttons = buttons.collect_view();
    Some(view! { <div class="suggested"><span>{source.text(lang)}</span>{buttons}{all}</div> }.into_any())
}

/// The name of the chosen record, and the menu of its page.
#[component]
pub fn Heading(
    /// Deals or accounts.
    sheet: Sheet,
) -> impl IntoView {
    let session = Session::get();
    let lang = session.lang;
    let name = move || {
        session.follow();
        session.follow_turns();
        let lang = lang.get();
        let chosen = |app: &crate::app::App| if sheet == Sheet::Accounts { app.account } else { app.deal };
        session.with(|app| chosen(app).map(|row| title(app.plan(), sheet, row, lang).to_string()))
    };
    let menu = Signal::derive(move || Shell::MenuOf { sheet }.text(lang.get()).into_owned());
    let items = Box::new(|session| of_commands(session, None, RECORD, false));
    view! {
        <div class="heading">
            <h2>{name}</h2>
            <MenuButton name=menu text=Signal::derive(|| "⋯".to_owned()) items=items />
        </div>
    }
}

/// The header of the chosen record as a form.
#[component]
pub fn Header(
    /// Deals, accounts or settings.
    sheet: Sheet,
) -> impl IntoView {
    let session = Session::get();
    let name = Signal::derive(move || Words::Header.text(session.language()).into_owned());
    view! {
        <section class="part" data-header="true" data-region="part">
            <h3>{name}</h3>
            <GridPane id=GridId::Form(sheet) name=name />
        </section>
    }
}
