//! Files: handing one to the person, letting the person choose or drop some, reading them.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

use super::clock;
use super::dynamic::error_name;
use super::listener::Listener;

/// How long the browser may take to fetch a download before its address is given up.
const DOWNLOAD_GRACE_MS: u32 = 60_000;

/// A file could not be read or handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The name of the browser's error.
    pub name: String,
}

impl FileError {
    fn of(error: &JsValue) -> Self {
        Self { name: error_name(error) }
    }
}

/// A file the person has chosen or dropped.
#[derive(Clone, Debug)]
pub struct ChosenFile(File);

impl ChosenFile {
    /// Its name, without a path.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size in bytes, for a check before it is read.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }

    /// When it was last changed, in milliseconds.
    #[must_use]
    pub fn modified_ms(&self) -> u64 {
        self.0.last_modified() as u64
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`FileError`], when it was moved or changed since it was chosen, or may not be read.
    pub async fn read(&self) -> Result<Vec<u8>, FileError> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.map_err(|error| FileError::of(&error))?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// Hands a file to the person as a download.
///
/// # Errors
/// [`FileError`].
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    let url = blob(&[bytes], mime).and_then(|blob| Url::create_object_url_with_blob(&blob));
    let url = url.map_err(|error| FileError::of(&error))?;
    let clicked = click(&url, name).map_err(|error| FileError::of(&error));
    wasm_bindgen_futures::spawn_local(async move {
        clock::sleep(DOWNLOAD_GRACE_MS).await;
        let _ = Url::revoke_object_url(&url);
    });
    clicked
}

/// Lets the person choose files; empty when nothing was chosen. Call it in the turn of a click or key,
/// else the browser refuses. `accept` is as in HTML, such as `.json,.csv`.
pub fn choose(accept: &str, several: bool) -> impl Future<Output = Vec<ChosenFile>> {
    let opened = open_chooser(accept, several);
    async move {
        let Ok((input, promise, listeners)) = opened else { return Vec::new() };
        let _ = JsFuture::from(promise).await;
        drop(listeners);
        input.files().map(files).unwrap_or_default()
    }
}

/// The files of a drop. Call it inside the handler of the event; reading may come later.
#[must_use]
pub fn dropped(event: &DragEvent) -> Vec<ChosenFile> {
    event.data_transfer().and_then(|transfer| transfer.files()).map(files).unwrap_or_default()
}

/// Whether a drag carries files, for the handlers of `dragenter` and `dragover`.
#[must_use]
pub fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// Parts put together as one Blob.
pub(super) fn blob(parts: &[&[u8]], mime: &str) -> Result<Blob, JsValue> {
    let parts: Array = parts.iter().map(|part| Uint8Array::from(*part)).collect();
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options)
}

fn click(url: &str, name: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(url);
    anchor.set_download(name);
    anchor.click();
    Ok(())
}

fn open_chooser(accept: &str, several: bool) -> Result<(HtmlInputElement, Promise, Vec<Listener>), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let input: HtmlInputElement = document.create_element("input")?.dyn_into()?;
    input.set_type("file");
    input.set_accept(accept);
    input.set_multiple(several);
    let mut listeners = Vec::new();
    let promise = Promise::new(&mut |resolve, _| {
        for name in ["change", "cancel"] {
            let resolve = resolve.clone();
            listeners.push(Listener::new(&input, name, move |_| {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }));
        }
    });
    input.click();
    Ok((input, promise, listeners))
}

fn files(list: FileList) -> Vec<ChosenFile> {
    (0..list.length()).filter_map(|index| list.item(index)).map(ChosenFile).collect()
}
