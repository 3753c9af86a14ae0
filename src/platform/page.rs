//! The page as a whole: language, theme, title, and what the person's system prefers.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BeforeUnloadEvent, Document, MediaQueryList, VisibilityState};

use super::listener::Listener;

/// Sets the language of the document, such as `en` or `zh-CN`.
pub fn set_language(language: &str) {
    set_attribute("lang", Some(language));
}

/// Sets the attribute `data-theme` of the document, or removes it so that the system decides.
pub fn set_theme(theme: Option<&str>) {
    set_attribute("data-theme", theme);
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The languages the person has asked the browser for, the first the best.
#[must_use]
pub fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let all: Vec<String> = window.navigator().languages().iter().filter_map(|language| language.as_string()).collect();
    if all.is_empty() { window.navigator().language().into_iter().collect() } else { all }
}

/// Whether the system is one of Apple's, which write their keys in signs.
#[must_use]
pub fn is_mac() -> bool {
    let system = web_sys::window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|apple| system.starts_with(apple))
}

/// Whether the browser draws with WebKit: Safari, and everything on an iPhone or iPad.
#[must_use]
pub fn is_webkit() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let vendor = navigator.and_then(|it| js_sys::Reflect::get(&it, &"vendor".into()).ok()?.as_string());
    vendor.is_some_and(|vendor| vendor.starts_with("Apple"))
}

/// Whether the system is dark.
#[must_use]
pub fn prefers_dark() -> bool {
    media("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Whether the first pointer is a finger.
#[must_use]
pub fn is_coarse() -> bool {
    media("(pointer: coarse)").is_some_and(|query| query.matches())
}

/// Whether the screen is as narrow as a telephone's.
#[must_use]
pub fn is_narrow() -> bool {
    media("(width < 560px)").is_some_and(|query| query.matches())
}

/// Whether the screen is so low that the page scrolls: as in `style/touch.css`.
#[must_use]
pub fn is_low() -> bool {
    media("(height < 480px), (width < 560px) and (height < 600px)").is_some_and(|query| query.matches())
}

/// Whether the screen is a small laptop's, on which two sections beside each other are as narrow as they get.
#[must_use]
pub fn is_halved() -> bool {
    media("(1000px <= width < 1300px)").is_some_and(|query| query.matches())
}

/// Whether a text field can grow with its text by its style alone: Chromium, and Safari since 26.
#[must_use]
pub fn fits_fields() -> bool {
    web_sys::css::supports_with_value("field-sizing", "content").unwrap_or_default()
}

/// Whether the person wants little movement.
#[must_use]
pub fn prefers_less_motion() -> bool {
    media("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

/// Tells when the system turns dark or light; `None` where the browser cannot tell.
pub fn on_dark_change(tell: impl Fn(bool) + 'static) -> Option<Listener> {
    let query = media("(prefers-color-scheme: dark)")?;
    let now = query.clone();
    Some(Listener::new(&query, "change", move |_| tell(now.matches())))
}

/// Whether nobody can see the page now.
#[must_use]
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// Tells when the page is shown or hidden, with whether it is visible; also when it returns from the
/// browser's back-forward cache.
pub fn on_visibility(tell: impl Fn(bool) + Clone + 'static) -> Option<[Listener; 2]> {
    let (window, document) = (web_sys::window()?, document()?);
    let (now, shown) = (document.clone(), tell.clone());
    let change =
        Listener::new(&document, "visibilitychange", move |_| tell(now.visibility_state() == VisibilityState::Visible));
    Some([change, Listener::new(&window, "pageshow", move |_| shown(true))])
}

/// Asks the person before the page is left, while `is_unsafe` says so.
pub fn on_leave(is_unsafe: impl Fn() -> bool + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener::new(&window, "beforeunload", move |event| {
        if is_unsafe() {
            event.prevent_default();
            if let Some(leaving) = event.dyn_ref::<BeforeUnloadEvent>() {
                leaving.set_return_value("1");
            }
        }
    }))
}

/// Asks the browser not to clear this origin's storage by itself; `true` when it agrees.
pub async fn keep_storage() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Some(storage) = super::dynamic::get(&window.navigator(), "storage") else { return false };
    let Ok(storage) = storage.dyn_into::<web_sys::StorageManager>() else { return false };
    let Ok(asked) = storage.persist() else { return false };
    JsFuture::from(asked).await.is_ok_and(|agreed| agreed.is_truthy())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn media(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

fn set_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Only a name with a forbidden character could fail.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}
