//! The browser's own gzip.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::dynamic::{call, construct, error_name, get};
use super::files::blob;

/// The browser has no gzip, or the bytes are not gzipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZipError {
    /// The name of the browser's error.
    pub name: String,
}

impl ZipError {
    fn of(error: &JsValue) -> Self {
        Self { name: error_name(error) }
    }
}

/// Bytes that are gzipped as they come.
pub struct Gzip {
    writer: JsValue,
    packed: JsFuture,
}

/// Gzipped bytes, where the browser has them.
pub struct Packed(Uint8Array);

impl Packed {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.length() as usize
    }

    /// All of them, so many at a time.
    pub fn pieces(&self, length: u32) -> impl Iterator<Item = Vec<u8>> {
        let end = self.0.length();
        (0..end).step_by(length as usize).map(move |at| self.0.subarray(at, end.min(at + length)).to_vec())
    }
}

impl Gzip {
    /// Begins with nothing.
    ///
    /// # Errors
    /// [`ZipError`] where the browser cannot.
    pub fn begin() -> Result<Self, ZipError> {
        Self::try_begin().map_err(|error| ZipError::of(&error))
    }

    fn try_begin() -> Result<Self, JsValue> {
        let stream = construct("CompressionStream", &[&"gzip".into()])?;
        let part = |name| get(&stream, name).ok_or(JsValue::NULL);
        let writer = call(&part("writable")?, "getWriter", &[])?;
        Ok(Self { writer, packed: collected(&part("readable")?)? })
    }

    /// Takes more bytes; done when the browser wants the next.
    ///
    /// # Errors
    /// [`ZipError`] where the browser fails.
    pub async fn push(&self, bytes: &[u8]) -> Result<(), ZipError> {
        self.ask("write", &[&Uint8Array::from(bytes)]).await
    }

    /// All of them, gzipped.
    ///
    /// # Errors
    /// [`ZipError`] where the browser fails.
    pub async fn finish(self) -> Result<Packed, ZipError> {
        self.ask("close", &[]).await?;
        let buffer = self.packed.await.map_err(|error| ZipError::of(&error))?;
        Ok(Packed(Uint8Array::new(&buffer)))
    }

    async fn ask(&self, name: &str, arguments: &[&JsValue]) -> Result<(), ZipError> {
        let answered = async {
            let promise: Promise = call(&self.writer, name, arguments)?.dyn_into()?;
            JsFuture::from(promise).await
        };
        answered.await.map(drop).map_err(|error| ZipError::of(&error))
    }
}

/// Unpacks gzipped bytes.
///
/// # Errors
/// [`ZipError`] where the browser cannot, or the bytes are damaged.
pub async fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    let unpack = || {
        let transform = construct("DecompressionStream", &[&"gzip".into()])?;
        let source = call(blob(&[bytes], "")?.as_ref(), "stream", &[])?;
        collected(&call(&source, "pipeThrough", &[&transform])?)
    };
    let buffer = async { unpack()?.await }.await.map_err(|error| ZipError::of(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// All that a stream gives, as an ArrayBuffer.
fn collected(stream: &JsValue) -> Result<JsFuture, JsValue> {
    let response = construct("Response", &[stream])?;
    let buffer: Promise = call(&response, "arrayBuffer", &[])?.dyn_into()?;
    Ok(JsFuture::from(buffer))
}
