//! The browser's own gzip.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::dynamic::{call, construct, error_name};
use super::files::blob;

/// The browser has no gzip, or the bytes are not gzipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZipError {
    /// The name of the browser's error.
    pub name: String,
}

/// Gzips bytes.
///
/// # Errors
/// [`ZipError`] where the browser cannot.
pub async fn gzip(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    through("CompressionStream", bytes).await.map_err(|error| ZipError { name: error_name(&error) })
}

/// Unpacks gzipped bytes.
///
/// # Errors
/// [`ZipError`] where the browser cannot, or the bytes are damaged.
pub async fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, ZipError> {
    through("DecompressionStream", bytes).await.map_err(|error| ZipError { name: error_name(&error) })
}

async fn through(stream: &str, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let transform = construct(stream, &[&"gzip".into()])?;
    let source = call(blob(&[bytes], "")?.as_ref(), "stream", &[])?;
    let packed = call(&source, "pipeThrough", &[&transform])?;
    let response = construct("Response", &[&packed])?;
    let buffer: Promise = call(&response, "arrayBuffer", &[])?.dyn_into()?;
    Ok(Uint8Array::new(&JsFuture::from(buffer).await?).to_vec())
}
