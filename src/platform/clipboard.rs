//! The clipboard: what a paste event brings, what a copy event takes, and both for menus.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, ClipboardEvent, DataTransfer, DragEvent};

use super::dynamic::{call, construct, error_name};
use super::files::blob;
use super::listener::Listener;

const TEXT: &str = "text/plain";
const HTML: &str = "text/html";

/// The browser did not let the page at the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClipboardError {
    /// The name of the browser's error.
    pub name: String,
}

/// What a paste brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// `text/plain`.
    pub text: Option<String>,
    /// `text/html`, as text: it is parsed, never put into the page.
    pub html: Option<String>,
}

/// Reads a paste. Call it inside the handler of the event.
#[must_use]
pub fn pasted(event: &ClipboardEvent) -> Pasted {
    carried(event.clipboard_data())
}

/// Reads a text that was dragged here. Call it inside the handler of `drop`.
#[must_use]
pub fn dropped(event: &DragEvent) -> Pasted {
    carried(event.data_transfer())
}

fn carried(data: Option<DataTransfer>) -> Pasted {
    let read = |kind: &str| data.as_ref()?.get_data(kind).ok().filter(|text| !text.is_empty());
    Pasted { text: read(TEXT), html: read(HTML) }
}

/// Whether a drag carries a text and no file, for the handler of `dragover`.
#[must_use]
pub fn carries_text(event: &DragEvent) -> bool {
    let carries = |kind: &str| event.data_transfer().is_some_and(|data| data.types().includes(&kind.into(), 0));
    carries(TEXT) && !carries("Files")
}

/// Gives a copy or cut event its content and keeps the browser from its own; `false` when it refuses.
pub fn put(event: &ClipboardEvent, text: &str, html: Option<&str>) -> bool {
    let Some(data) = event.clipboard_data() else { return false };
    let done = data.set_data(TEXT, text).is_ok() && html.is_none_or(|html| data.set_data(HTML, html).is_ok());
    if done {
        event.prevent_default();
    }
    done
}

/// Writes to the clipboard from a menu. Call it in the turn of a click or key.
///
/// # Errors
/// [`ClipboardError`].
pub async fn write(text: &str, html: Option<&str>) -> Result<(), ClipboardError> {
    if copied(text, html) {
        return Ok(());
    }
    write_both(text, html).await.map_err(|error| ClipboardError { name: error_name(&error) })
}

/// Has the browser copy, and gives its event the content; `false` where it does not copy without something selected. What is
/// written past that event loses the styles by which Excel knows a text from a number.
fn copied(text: &str, html: Option<&str>) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let done = Rc::new(Cell::new(false));
    let (content, given) = ((text.to_owned(), html.map(str::to_owned)), Rc::clone(&done));
    // Before the fields of the page, which have their own for it.
    let _listening = Listener::anywhere(&document, "copy", move |event| {
        event.stop_immediate_propagation();
        given.set(event.dyn_ref().is_some_and(|event| put(event, &content.0, content.1.as_deref())));
    });
    let _ = call(&document, "execCommand", &[&"copy".into()]);
    done.get()
}

/// Reads the clipboard without a paste event, for menus; the browser may ask the person first.
///
/// # Errors
/// [`ClipboardError`].
pub async fn read() -> Result<Pasted, ClipboardError> {
    read_both().await.map_err(|error| ClipboardError { name: error_name(&error) })
}

async fn read_both() -> Result<Pasted, JsValue> {
    let clipboard = clipboard()?;
    let Ok(reading) = call(&clipboard, "read", &[]).and_then(|reading| reading.dyn_into::<Promise>()) else {
        // A browser that gives texts only.
        let text = JsFuture::from(clipboard.read_text()).await?.as_string();
        return Ok(Pasted { text, html: None });
    };
    let mut pasted = Pasted::default();
    for item in Array::from(&JsFuture::from(reading).await?).iter() {
        for (kind, content) in [(TEXT, &mut pasted.text), (HTML, &mut pasted.html)] {
            let Ok(reading) = call(&item, "getType", &[&kind.into()]).and_then(|r| r.dyn_into::<Promise>()) else {
                continue;
            };
            // A kind that the item does not have.
            let Ok(blob) = JsFuture::from(reading).await else { continue };
            let text: Promise = call(&blob, "text", &[])?.dyn_into()?;
            *content = JsFuture::from(text).await?.as_string().filter(|text| !text.is_empty());
        }
    }
    Ok(pasted)
}

async fn write_both(text: &str, html: Option<&str>) -> Result<(), JsValue> {
    let clipboard = clipboard()?;
    let Some(html) = html else { return JsFuture::from(clipboard.write_text(text)).await.map(drop) };
    let kinds = Object::new();
    for (kind, content) in [(TEXT, text), (HTML, html)] {
        Reflect::set(&kinds, &kind.into(), &blob(&[content.as_bytes()], kind)?.into())?;
    }
    let item = construct("ClipboardItem", &[&kinds])?;
    let written: Promise = call(&clipboard, "write", &[&Array::of1(&item)])?.dyn_into()?;
    JsFuture::from(written).await.map(drop)
}

/// It is missing on pages that are not served safely.
fn clipboard() -> Result<Clipboard, JsValue> {
    let missing = || JsValue::from_str("missing");
    let navigator = web_sys::window().ok_or_else(missing)?.navigator();
    super::dynamic::get(&navigator, "clipboard").ok_or_else(missing)?.dyn_into()
}
