//! localStorage and sessionStorage as texts under keys.
//!
//! `gloo-storage` panics where a browser blocks storage, so each use is first tried through web-sys.

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use js_sys::{Array, JsString};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

use super::dynamic::{call, error_name};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalError {
    /// The browser gives this page no storage.
    Blocked,
    /// There is no room; the old text is still there.
    Quota,
    /// Any other error.
    Fault {
        /// The name of the browser's error.
        name: String,
    },
}

impl LocalError {
    fn of(error: &JsValue) -> Self {
        match error_name(error).as_str() {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Self::Quota,
            "SecurityError" => Self::Blocked,
            name => Self::Fault { name: name.to_owned() },
        }
    }
}

/// A text that is put together where the browser has its texts.
#[derive(Debug, Default)]
pub struct Joined(Array);

impl Joined {
    /// Takes the next piece.
    pub fn push(&self, piece: &str) {
        self.0.push(&piece.into());
    }

    /// Takes what stands before all others.
    pub fn put_before(&self, piece: &str) {
        self.0.unshift(&piece.into());
    }
}

/// One of the two storages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Kept over restarts, shared by all tabs of the origin.
    Local,
    /// Kept while the tab lives.
    Session,
}

impl Area {
    fn storage(self) -> Result<Storage, LocalError> {
        let window = web_sys::window().ok_or(LocalError::Blocked)?;
        let probed = match self {
            Self::Local => window.local_storage(),
            Self::Session => window.session_storage(),
        };
        match (probed, self) {
            (Ok(Some(_)), Self::Local) => Ok(LocalStorage::raw()),
            (Ok(Some(_)), Self::Session) => Ok(SessionStorage::raw()),
            (Ok(None) | Err(_), _) => Err(LocalError::Blocked),
        }
    }

    /// The text under a key.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn get(self, key: &str) -> Result<Option<String>, LocalError> {
        self.storage()?.get_item(key).map_err(|error| LocalError::of(&error))
    }

    /// Puts a text under a key. A set that fails leaves the old text.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn set(self, key: &str, text: &str) -> Result<(), LocalError> {
        self.storage()?.set_item(key, text).map_err(|error| LocalError::of(&error))
    }

    /// The text under a key in pieces of about so many units: all of it would be as large in the module's memory, which
    /// never shrinks.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn pieces(self, key: &str, units: u32) -> Result<Option<impl Iterator<Item = String> + use<>>, LocalError> {
        let found =
            call(self.storage()?.as_ref(), "getItem", &[&key.into()]).map_err(|error| LocalError::of(&error))?;
        let Ok(text) = found.dyn_into::<JsString>() else { return Ok(None) };
        let mut at = 0;
        Ok(Some(std::iter::from_fn(move || {
            let mut end = text.length().min(at + units);
            // Two units may be one character.
            let is_half = text.char_code_at(end.saturating_sub(1)) as u32 & 0xfc00 == 0xd800;
            end -= u32::from(is_half && end > at + 1);
            let piece = (at < end).then(|| String::from(text.substring(at, end)));
            at = end;
            piece
        })))
    }

    /// Puts a text that comes in pieces under a key. A set that fails leaves the old text.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn set_joined(self, key: &str, pieces: &Joined) -> Result<(), LocalError> {
        let text = pieces.0.join("");
        let set = call(self.storage()?.as_ref(), "setItem", &[&key.into(), text.as_ref()]);
        set.map(drop).map_err(|error| LocalError::of(&error))
    }

    /// Removes a key.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn remove(self, key: &str) -> Result<(), LocalError> {
        self.storage()?.remove_item(key).map_err(|error| LocalError::of(&error))
    }

    /// All keys with a prefix, in no particular order.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn keys(self, prefix: &str) -> Result<Vec<String>, LocalError> {
        let storage = self.storage()?;
        let length = storage.length().map_err(|error| LocalError::of(&error))?;
        let keys = (0..length).filter_map(|index| storage.key(index).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(prefix)).collect())
    }

    /// The keys with a prefix that are wanted, and their texts: others are not read.
    ///
    /// # Errors
    /// [`LocalError`].
    pub fn entries(self, prefix: &str, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, String)>, LocalError> {
        let mut entries = Vec::new();
        for key in self.keys(prefix)?.into_iter().filter(|key| wanted(key)) {
            if let Some(text) = self.get(&key)? {
                entries.push((key, text));
            }
        }
        Ok(entries)
    }
}
