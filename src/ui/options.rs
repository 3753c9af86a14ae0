//! The preferences on the screen: language, theme, what Enter and Tab do, how days are written, which rows are drawn.

use leptos::prelude::*;

use super::Session;
use crate::app::{Action, DrawnRows, EnterKey, Habits, TabKey, Theme};
use crate::text::messages::{Preferences as Words, Shell};
use crate::text::{DayOrder, Lang};

/// One choice: its name, whether it holds, what choosing it does.
type Choice = (String, bool, Action);

/// The preferences' contents.
pub fn options(session: Session, lang: Lang) -> AnyView {
    let (theme, habits) = session.with(|app| (app.theme, app.habits));
    let word = |word: Words| word.text(lang).into_owned();
    let language = [(Words::English, Lang::En), (Words::Chinese, Lang::Zh)];
    let language = language.map(|(name, own)| (word(name), own == lang, Action::SetLang(own)));
    let themes =
        [(Shell::ThemeSystem, Theme::System), (Shell::ThemeLight, Theme::Light), (Shell::ThemeDark, Theme::Dark)];
    let themes = themes.map(|(name, own)| (name.text(lang).into_owned(), own == theme, Action::SetTheme(own)));
    let enter = [(Words::EnterDown, EnterKey::Down), (Words::EnterEdit, EnterKey::Edit)];
    let enter =
        enter.map(|(name, own)| (word(name), own == habits.enter, Action::SetHabits(Habits { enter: own, ..habits })));
    let tab = [(Words::TabWrap, TabKey::Wrap), (Words::TabStay, TabKey::Stay)];
    let tab = tab.map(|(name, own)| (word(name), own == habits.tab, Action::SetHabits(Habits { tab: own, ..habits })));
    let rows = [(Words::RowsInSight, DrawnRows::InSight), (Words::RowsAll, DrawnRows::All)];
    let rows =
        rows.map(|(name, own)| (word(name), own == habits.rows, Action::SetHabits(Habits { rows: own, ..habits })));
    let days = [
        (Words::DaysMonthFirst, DayOrder::MonthFirst),
        (Words::DaysDayFirst, DayOrder::DayFirst),
        (Words::DaysUnknown, DayOrder::Unknown),
    ];
    let days =
        days.map(|(name, own)| (word(name), own == habits.days, Action::SetHabits(Habits { days: own, ..habits })));
    view! {
        <h2>{Words::Title.text(lang)}</h2>
        <p class="soft">{Words::About.text(lang)}</p>
        {question(session, "language", word(Words::Language), language.into())}
        {question(session, "theme", word(Words::Theme), themes.into())}
        {question(session, "enter", word(Words::Enter), enter.into())}
        {question(session, "tab", word(Words::Tab), tab.into())}
        {question(session, "days", word(Words::Days), days.into())}
        {question(session, "rows", word(Words::Rows), rows.into())}
    }
    .into_any()
}

fn question(session: Session, id: &'static str, heading: String, choices: Vec<Choice>) -> AnyView {
    let lines = choices
        .into_iter()
        .map(|(name, holds, action)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=id
                        checked=holds
                        // The first key is for what holds: from another choice a space would change it.
                        autofocus=holds && id == "language"
                        on:change=move |_| session.dispatch(match &action {
                            // Another question may have been answered meanwhile.
                            Action::SetHabits(meant) => Action::SetHabits(session.with(|app| match id {
                                "enter" => Habits { enter: meant.enter, ..app.habits },
                                "days" => Habits { days: meant.days, ..app.habits },
                                "rows" => Habits { rows: meant.rows, ..app.habits },
                                _ => Habits { tab: meant.tab, ..app.habits },
                            })),
                            action => action.clone(),
                        })
                    />
                    <span>{name}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="question"><legend>{heading}</legend>{lines}</fieldset> }.into_any()
}
