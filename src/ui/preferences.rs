//! Language, theme, habits and who works here: remembered in this browser; language and theme are shown on the document.

use crate::app::{DrawnRows, EnterKey, Habits, TabKey, Theme};
use crate::platform::{local::Area, page};
use crate::text::{DayOrder, Lang, comma_is_decimal};

const LANG: &str = "quadrille.lang";
const THEME: &str = "quadrille.theme";
const ENTER: &str = "quadrille.enter";
const TAB: &str = "quadrille.tab";
const ROWS: &str = "quadrille.rows";
const DAYS: &str = "quadrille.days";
const ME: &str = "quadrille.me";

/// The remembered language, else the first of the browser's that is known.
#[must_use]
pub fn lang() -> Lang {
    let remembered = Area::Local.get(LANG).ok().flatten();
    let wanted = remembered.into_iter().chain(page::languages());
    wanted.filter_map(|tag| Lang::of_key(&tag.get(..2)?.to_ascii_lowercase())).next().unwrap_or(Lang::En)
}

/// The remembered theme.
#[must_use]
pub fn theme() -> Theme {
    match Area::Local.get(THEME).ok().flatten().as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// The remembered habits.
#[must_use]
pub fn habits() -> Habits {
    let remembered = |key| Area::Local.get(key).ok().flatten();
    Habits {
        enter: if remembered(ENTER).as_deref() == Some("edit") { EnterKey::Edit } else { EnterKey::Down },
        rows: if remembered(ROWS).as_deref() == Some("all") { DrawnRows::All } else { DrawnRows::InSight },
        days: remembered(DAYS).and_then(|key| DayOrder::of_key(&key)).unwrap_or_else(usual_days),
        commas: comma_is_decimal(page::languages().first().map_or("", String::as_str)),
        tab: if remembered(TAB).as_deref() == Some("stay") { TabKey::Stay } else { TabKey::Wrap },
    }
}

/// What the browser's first language says.
fn usual_days() -> DayOrder {
    DayOrder::of_language(page::languages().first().map_or("", String::as_str))
}

/// Remembers all; where storage is blocked they last as long as the page.
pub fn write(lang: Lang, theme: Theme, habits: Habits) {
    let keep = |key, text: Option<&str>| match text {
        Some(text) => Area::Local.set(key, text),
        None => Area::Local.remove(key),
    };
    let _ = keep(ENTER, (habits.enter == EnterKey::Edit).then_some("edit"));
    let _ = keep(ROWS, (habits.rows == DrawnRows::All).then_some("all"));
    let _ = keep(TAB, (habits.tab == TabKey::Stay).then_some("stay"));
    let _ = keep(DAYS, (habits.days != usual_days()).then_some(habits.days.key()));
    let _ = Area::Local.set(LANG, lang.key());
    let _ = match theme {
        Theme::System => Area::Local.remove(THEME),
        Theme::Light => Area::Local.set(THEME, "light"),
        Theme::Dark => Area::Local.set(THEME, "dark"),
    };
}

/// The remembered name of the person who works here; empty where nobody said.
#[must_use]
pub fn me() -> String {
    Area::Local.get(ME).ok().flatten().unwrap_or_default()
}

/// Remembers who works here.
pub fn write_me(name: &str) {
    let _ = if name.is_empty() { Area::Local.remove(ME) } else { Area::Local.set(ME, name) };
}

/// Shows language and theme on the document.
pub fn show(lang: Lang, theme: Theme) {
    page::set_language(match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    });
    page::set_theme(match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    });
}
