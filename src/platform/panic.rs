//! The last page: after a panic the person can still take every replica home.
//!
//! The application has ended, so nothing here uses its state, tasks or framework: plain DOM, built
//! while the panic hook runs, and callbacks of the browser for the journal, which is read afterwards.
//! Nothing is written.

use std::cell::RefCell;
use std::panic::PanicHookInfo;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Document, Element, Event, HtmlAnchorElement, IdbCursorWithValue, IdbDatabase, Url};

use super::journal::{DATABASE, ENTRIES, HEADS, factory};
use super::local::Area;

/// The sentences of the page in one language.
#[derive(Clone, Debug)]
pub struct LastWords {
    /// The language, for the attribute `lang`.
    pub language: String,
    /// The heading.
    pub title: String,
    /// What happened, and that the edits are kept.
    pub explanation: String,
    /// The heading where a part of the program could not be fetched.
    pub unreached: String,
    /// What to do about it.
    pub connect: String,
    /// The link that downloads localStorage.
    pub local_link: String,
    /// The link that downloads the journal.
    pub journal_link: String,
    /// The link that opens the application again.
    pub reload_link: String,
}

/// Whether the program ends because a part of it could not be fetched.
static UNREACHED: AtomicBool = AtomicBool::new(false);

/// Ends the program: a part of it could not be fetched.
///
/// # Panics
/// Always: the last page says why.
#[expect(clippy::panic, reason = "there is no caller to tell: the code to tell it is not there")]
pub fn unreached() -> ! {
    UNREACHED.store(true, Ordering::Relaxed);
    panic!("A part of the program could not be fetched.");
}

const LOCAL_FILE: &str = "quadrille-local.json";
const JOURNAL_FILE: &str = "quadrille-journal.txt";

/// Shows the last page at the first panic, in all the languages given.
pub fn install(words: Vec<LastWords>, key_prefix: &'static str) {
    let shown = AtomicBool::new(false);
    std::panic::set_hook(Box::new(move |info| {
        console_error_panic_hook::hook(info);
        if !shown.swap(true, Ordering::Relaxed) {
            // Where even this fails there is no page left to show it on.
            let _ = show(&words, key_prefix, info);
        }
    }));
}

fn show(words: &[LastWords], key_prefix: &str, info: &PanicHookInfo<'_>) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let body = document.body().ok_or(JsValue::NULL)?;
    end(&window)?;
    let main = document.create_element("main")?;
    main.set_id("last-page");
    main.set_attribute("role", "alert")?;
    let home = window.location().pathname()?;
    let local = local_url(key_prefix).ok();
    let mut journal_links = Vec::new();
    let is_unreached = UNREACHED.load(Ordering::Relaxed);
    for LastWords { language, title, explanation, unreached, connect, local_link, journal_link, reload_link } in words {
        let (title, explanation) = if is_unreached { (unreached, connect) } else { (title, explanation) };
        let section = document.create_element("section")?;
        section.set_attribute("lang", language)?;
        append(&document, &section, "h1", title)?;
        append(&document, &section, "p", explanation)?;
        if let Some(url) = &local {
            link(&document, &section, local_link)?.set_download(LOCAL_FILE);
            set_href(&section, url);
        }
        journal_links.push(link(&document, &section, journal_link)?);
        link(&document, &section, reload_link)?;
        set_href(&section, &home);
        main.append_child(&section)?;
    }
    append(&document, &main, "pre", &info.to_string())?;
    body.replace_children_with_node_1(&main);
    read_journal(Rc::new(move |url: &str| {
        for link in &journal_links {
            link.set_download(JOURNAL_FILE);
            link.set_href(url);
        }
    }))
}

/// From here on the program hears nothing: leaving a field that goes with the page would enter what nobody has entered.
fn end(window: &web_sys::Window) -> Result<(), JsValue> {
    let unheard = Closure::<dyn FnMut(Event)>::new(|event: Event| event.stop_immediate_propagation());
    for name in ["blur", "focusout", "change", "input", "keydown", "visibilitychange", "pagehide", "storage"] {
        window.add_event_listener_with_callback_and_bool(name, unheard.as_ref().unchecked_ref(), true)?;
    }
    unheard.forget();
    Ok(())
}

fn append(document: &Document, parent: &Element, tag: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(tag)?;
    element.set_text_content(Some(text));
    parent.append_child(&element)?;
    Ok(element)
}

/// A link in a paragraph of its own; without an address it is not yet a link.
fn link(document: &Document, parent: &Element, text: &str) -> Result<HtmlAnchorElement, JsValue> {
    let paragraph = append(document, parent, "p", "")?;
    append(document, &paragraph, "a", text)?.dyn_into::<HtmlAnchorElement>().map_err(JsValue::from)
}

/// Gives the last link of a section its address.
fn set_href(section: &Element, url: &str) {
    let last = section.last_element_child().and_then(|paragraph| paragraph.first_element_child());
    if let Some(anchor) = last.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(url);
    }
}

/// localStorage as a JSON file behind an address.
fn local_url(key_prefix: &str) -> Result<String, JsValue> {
    let object = Object::new();
    for (key, text) in Area::Local.entries(key_prefix, |_| true).map_err(|_| JsValue::NULL)? {
        Reflect::set(&object, &key.into(), &text.into())?;
    }
    let json: String = JSON::stringify(&object)?.into();
    let blob = Blob::new_with_str_sequence(&Array::of1(&json.into()))?;
    Url::create_object_url_with_blob(&blob)
}

/// Reads both stores with callbacks only and hands over the address of one text file: for each value a
/// line `# store key`, then its bytes.
fn read_journal(done: Rc<dyn Fn(&str)>) -> Result<(), JsValue> {
    let request = factory()?.open(DATABASE)?;
    let opening = request.clone();
    let opened = Closure::<dyn FnMut(Event)>::new(move |_| {
        let database = opening.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        if let Some(database) = database {
            let _ = read_stores(&database, &done);
        }
    });
    request.set_onsuccess(Some(opened.as_ref().unchecked_ref()));
    opened.forget();
    Ok(())
}

fn read_stores(database: &IdbDatabase, done: &Rc<dyn Fn(&str)>) -> Result<(), JsValue> {
    let transaction = database.transaction_with_str_sequence(&Array::of2(&HEADS.into(), &ENTRIES.into()))?;
    let parts = Rc::new(RefCell::new(Array::new()));
    for store in [HEADS, ENTRIES] {
        let request = transaction.object_store(store)?.open_cursor()?;
        let (result, parts) = (request.clone(), Rc::clone(&parts));
        let on_value = Closure::<dyn FnMut(Event)>::new(move |_| {
            let cursor = result.result().ok().and_then(|cursor| cursor.dyn_into::<IdbCursorWithValue>().ok());
            let Some(cursor) = cursor else { return };
            if let (Ok(key), Ok(value)) = (cursor.key(), cursor.value()) {
                let key = JSON::stringify(&key).map(String::from).unwrap_or_default();
                let parts = parts.borrow();
                parts.push(&format!("# {store} {key}\n").into());
                if value.is_instance_of::<Uint8Array>() {
                    parts.push(&value);
                }
                parts.push(&"\n".into());
            }
            let _ = cursor.continue_();
        });
        request.set_onsuccess(Some(on_value.as_ref().unchecked_ref()));
        on_value.forget();
    }
    let done = Rc::clone(done);
    let complete = Closure::<dyn FnMut(Event)>::new(move |_| {
        let url =
            Blob::new_with_u8_array_sequence(&parts.borrow()).and_then(|blob| Url::create_object_url_with_blob(&blob));
        if let Ok(url) = url {
            done(&url);
        }
    });
    transaction.set_oncomplete(Some(complete.as_ref().unchecked_ref()));
    complete.forget();
    Ok(())
}
