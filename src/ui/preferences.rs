//! Language and theme: remembered in this browser, shown on the document.

use crate::app::Theme;
use crate::platform::{local::Area, page};
use crate::text::Lang;

const LANG: &str = "quadrille.lang";
const THEME: &str = "quadrille.theme";

/// The remembered language, else the first of the browser's that is known.
#[must_use]
pub fn lang() -> Lang {
    let remembered = Area::Local.get(LANG).ok().flatten();
    let wanted = remembered.into_iter().chain(page::languages());
    wanted.filter_map(|tag| Lang::of_key(tag.get(..2)?.to_lowercase().as_str())).next().unwrap_or(Lang::En)
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

/// Remembers both; where storage is blocked they last as long as the page.
pub fn write(lang: Lang, theme: Theme) {
    let _ = Area::Local.set(LANG, lang.key());
    let _ = match theme {
        Theme::System => Area::Local.remove(THEME),
        Theme::Light => Area::Local.set(THEME, "light"),
        Theme::Dark => Area::Local.set(THEME, "dark"),
    };
}

/// Shows both on the document.
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
