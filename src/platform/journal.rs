//! The journal: IndexedDB database `quadrille`, with entries under [plan, number] and heads under plan.
//!
//! Everything in it is bytes made elsewhere. An append is one strict read-write transaction, which is
//! what gives two tabs one order.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    IdbCursor, IdbDatabase, IdbFactory, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
    IdbVersionChangeEvent,
};

use super::dynamic::{call, error_name};
use super::listener::Listener;
use super::request::Outcome;

/// The name of the database.
pub const DATABASE: &str = "quadrille";
/// The version of its stores.
pub const VERSION: u32 = 1;
/// The store of the entries.
pub const ENTRIES: &str = "journal";
/// The store of the heads.
pub const HEADS: &str = "heads";

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalError {
    /// The browser gives this page no database.
    Unavailable {
        /// The name of the browser's error.
        name: String,
    },
    /// Another tab holds an older version of the database open.
    Blocked,
    /// A newer version of the application took the database over.
    Superseded,
    /// The database was deleted or closed under this tab, as when a person clears the site's data.
    Cleared,
    /// There was no room; nothing was written.
    Quota,
    /// Any other error.
    Fault {
        /// The name of the browser's error.
        name: String,
    },
}

impl JournalError {
    pub(super) fn of(error: &JsValue) -> Self {
        match error_name(error).as_str() {
            "QuotaExceededError" => Self::Quota,
            "VersionError" => Self::Superseded,
            name => Self::Fault { name: name.to_owned() },
        }
    }
}

/// Why an append wrote nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendError<E> {
    /// The journal failed.
    Journal(JournalError),
    /// The builder refused, and the transaction was aborted.
    Refused(E),
}

/// The end of a plan's journal, as read inside the transaction that appends to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// The bytes of the head.
    pub head: Option<Vec<u8>>,
    /// Number and bytes of the last entry, where it was wanted.
    pub last: Option<(u64, Vec<u8>)>,
}

/// What an append adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// Number and bytes of each new entry.
    pub entries: Vec<(u64, Vec<u8>)>,
    /// The bytes of the new head.
    pub head: Vec<u8>,
}

/// What was read of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalRead {
    /// The bytes of the head.
    pub head: Option<Vec<u8>>,
    /// Number and bytes of the entries after the number asked for, ascending.
    pub entries: Vec<(u64, Vec<u8>)>,
}

/// An open connection.
pub struct Journal {
    database: IdbDatabase,
    lost: Rc<RefCell<Option<JournalError>>>,
    _listeners: [Listener; 2],
}

impl Journal {
    /// Opens the database, making its stores the first time. `on_lost` is called when another tab or the
    /// browser takes the database away; every later call fails for the same reason.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn open(on_lost: impl Fn(JournalError) + 'static) -> Result<Self, JournalError> {
        let unavailable = |error: &JsValue| JournalError::Unavailable { name: error_name(error) };
        let factory = factory().map_err(|error| unavailable(&error))?;
        let request = factory.open_with_u32(DATABASE, VERSION).map_err(|error| unavailable(&error))?;
        let _upgrade = upgrade(&request);
        let event = Outcome::of(&request, &["success"], &["error", "blocked"]).wait().await;
        if let Err(event) = event {
            let blocked = event.type_() == "blocked";
            return Err(if blocked { JournalError::Blocked } else { request_error(&request) });
        }
        let database: IdbDatabase = request.result().map_err(|error| JournalError::of(&error))?.unchecked_into();
        let lost = Rc::new(RefCell::new(None));
        let (closing, reason, on_lost) = (database.clone(), Rc::clone(&lost), Rc::new(on_lost));
        let lose = Rc::new(move |error: JournalError| {
            closing.close();
            if reason.replace(Some(error.clone())).is_none() {
                on_lost(error);
            }
        });
        let losing = Rc::clone(&lose);
        let on_change = Listener::new(&database, "versionchange", move |event| {
            let newer = event.dyn_ref::<IdbVersionChangeEvent>().and_then(IdbVersionChangeEvent::new_version);
            losing(if newer.is_some() { JournalError::Superseded } else { JournalError::Cleared });
        });
        let on_close = Listener::new(&database, "close", move |_| lose(JournalError::Cleared));
        Ok(Self { database, lost, _listeners: [on_change, on_close] })
    }

    /// Appends in one strict transaction. `build` gets the end of the journal and makes the entries;
    /// when it refuses, nothing is written. The last entry itself is read only where `is_wanted` says so of the head and the
    /// entry's number: it may be an import of many megabytes. Resolves when the browser says that the transaction is on disk.
    ///
    /// # Errors
    /// [`AppendError`]; in every case nothing was written.
    pub async fn append<E: 'static>(
        &self,
        plan: &str,
        is_wanted: impl Fn(Option<&[u8]>, u64) -> bool + 'static,
        build: impl FnOnce(Ends) -> Result<Addition, E> + 'static,
    ) -> Result<(), AppendError<E>> {
        let fault = |error: JsValue| AppendError::Journal(self.error(&error));
        let transaction = self.transaction(IdbTransactionMode::Readwrite).map_err(fault)?;
        let outcome = Outcome::of(&transaction, &["complete"], &["abort"]);
        let heads = transaction.object_store(HEADS).map_err(fault)?;
        let entries = transaction.object_store(ENTRIES).map_err(fault)?;
        let head = heads.get(&plan.into()).map_err(fault)?;
        let range = range(plan, 0).map_err(fault)?;
        let last = call(&entries, "openKeyCursor", &[&range, &"prev".into()]).map_err(fault)?;
        let last: IdbRequest = last.unchecked_into();
        let refusal = Rc::new(RefCell::new(None));
        let (result, inside, key, store) =
            (Rc::clone(&refusal), transaction.clone(), JsValue::from(plan), entries.clone());
        let mut build = Some(build);
        let write = Rc::new(RefCell::new(move |ends: Result<Ends, JsValue>| {
            let Some(build) = build.take() else { return };
            let written = match ends.map(build) {
                Ok(Ok(Addition { entries: new, head })) => new
                    .iter()
                    .try_for_each(|(seq, bytes)| {
                        store.add_with_key(&Uint8Array::from(bytes.as_slice()), &entry_key(&key, *seq)).map(drop)
                    })
                    .and_then(|()| heads.put_with_key(&Uint8Array::from(head.as_slice()), &key).map(drop))
                    .map_err(AppendStop::Thrown),
                Ok(Err(refused)) => Err(AppendStop::Refused(refused)),
                Err(thrown) => Err(AppendStop::Thrown(thrown)),
            };
            if let Err(stop) = written {
                *result.borrow_mut() = Some(stop);
                // It can only fail when the transaction has ended already.
                let _ = inside.abort();
            }
        }));
        let (cursor, reading) = (last.clone(), RefCell::new(None));
        let _on_ends = Listener::new(&last, "success", move |_| {
            let head = head.result().ok().as_ref().and_then(bytes);
            let last = last_key(&cursor).filter(|(_, seq)| is_wanted(head.as_deref(), *seq));
            let Some((key, seq)) = last else { return (write.borrow_mut())(Ok(Ends { head, last: None })) };
            match entries.get(&key) {
                Ok(request) => {
                    let (entry, write) = (request.clone(), Rc::clone(&write));
                    *reading.borrow_mut() = Some(Listener::new(&request, "success", move |_| {
                        let bytes = entry.result().ok().as_ref().and_then(bytes).unwrap_or_default();
                        (write.borrow_mut())(Ok(Ends { head: head.clone(), last: Some((seq, bytes)) }));
                    }));
                }
                Err(thrown) => (write.borrow_mut())(Err(thrown)),
            }
        });
        let end = outcome.wait().await;
        match (end, refusal.take()) {
            (_, Some(AppendStop::Refused(refused))) => Err(AppendError::Refused(refused)),
            (_, Some(AppendStop::Thrown(error))) => Err(AppendError::Journal(self.error(&error))),
            (Err(_), None) => Err(AppendError::Journal(self.abort_error(&transaction))),
            (Ok(_), None) => Ok(()),
        }
    }

    /// Reads the head and all entries numbered above `after`.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn read(&self, plan: &str, after: u64) -> Result<JournalRead, JournalError> {
        let fault = |error: JsValue| self.error(&error);
        let transaction = self.transaction(IdbTransactionMode::Readonly).map_err(fault)?;
        let outcome = Outcome::of(&transaction, &["complete"], &["abort"]);
        let entries = transaction.object_store(ENTRIES).map_err(fault)?;
        let range = range(plan, after.saturating_add(1)).map_err(fault)?;
        let heads = transaction.object_store(HEADS).map_err(fault)?;
        let head = heads.get(&plan.into()).map_err(fault)?;
        let keys = entries.get_all_keys_with_key(&range).map_err(fault)?;
        let values = entries.get_all_with_key(&range).map_err(fault)?;
        outcome.wait().await.map_err(|_| self.abort_error(&transaction))?;
        let keys: Array = keys.result().map_err(fault)?.unchecked_into();
        let values: Array = values.result().map_err(fault)?.unchecked_into();
        let entry = |(key, value): (JsValue, JsValue)| Some((key_seq(&key)?, bytes(&value).unwrap_or_default()));
        let entries = keys.iter().zip(values.iter()).filter_map(entry).collect();
        Ok(JournalRead { head: bytes(&head.result().map_err(fault)?), entries })
    }

    /// The plans that have entries or a head.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn plans(&self) -> Result<Vec<String>, JournalError> {
        let fault = |error: JsValue| self.error(&error);
        let transaction = self.transaction(IdbTransactionMode::Readonly).map_err(fault)?;
        let outcome = Outcome::of(&transaction, &["complete"], &["abort"]);
        let heads = transaction.object_store(HEADS).and_then(|store| store.get_all_keys()).map_err(fault)?;
        let keys = transaction.object_store(ENTRIES).and_then(|store| store.open_key_cursor()).map_err(fault)?;
        let plans = Rc::new(RefCell::new(Vec::new()));
        let (found, cursor) = (Rc::clone(&plans), keys.clone());
        let _on_key = Listener::new(&keys, "success", move |_| {
            let Some(cursor) = cursor.result().ok().and_then(|cursor| cursor.dyn_into::<IdbCursor>().ok()) else {
                return;
            };
            let Some(plan) = cursor.key().ok().map(|key| Array::from(&key).get(0)) else { return };
            found.borrow_mut().extend(plan.as_string());
            // An array sorts after every number, so this is the first key of the next plan.
            let _ = cursor.continue_with_key(&Array::of2(&plan, &Array::new()));
        });
        outcome.wait().await.map_err(|_| self.abort_error(&transaction))?;
        let mut all = plans.take();
        all.extend(Array::from(&heads.result().map_err(fault)?).iter().filter_map(|key| key.as_string()));
        // Few, in order and each once: the library's sort would be 4 KB for them alone.
        let mut plans: Vec<String> = Vec::with_capacity(all.len());
        for plan in all {
            if let Err(at) = plans.binary_search(&plan) {
                plans.insert(at, plan);
            }
        }
        Ok(plans)
    }

    /// Removes a plan for good. Only for a person who asked for it.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn delete(&self, plan: &str) -> Result<(), JournalError> {
        let fault = |error: JsValue| self.error(&error);
        let transaction = self.transaction(IdbTransactionMode::Readwrite).map_err(fault)?;
        let outcome = Outcome::of(&transaction, &["complete"], &["abort"]);
        let range = range(plan, 0).map_err(fault)?;
        transaction.object_store(ENTRIES).and_then(|store| store.delete(&range)).map_err(fault)?;
        transaction.object_store(HEADS).and_then(|store| store.delete(&plan.into())).map_err(fault)?;
        outcome.wait().await.map(drop).map_err(|_| self.abort_error(&transaction))
    }

    fn transaction(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        let stores = Array::of2(&ENTRIES.into(), &HEADS.into());
        let options = Object::new();
        // web-sys calls the options of a transaction unstable; without "strict" the browser says
        // "complete" before the bytes are on disk.
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let transaction = call(&self.database, "transaction", &[&stores, &mode.into(), &options])?;
        Ok(transaction.unchecked_into())
    }

    fn error(&self, error: &JsValue) -> JournalError {
        self.lost.borrow().clone().unwrap_or_else(|| JournalError::of(error))
    }

    fn abort_error(&self, transaction: &IdbTransaction) -> JournalError {
        let error = transaction.error().map_or_else(|| JsValue::from("AbortError"), JsValue::from);
        self.error(&error)
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Why the transaction was aborted from inside.
enum AppendStop<E> {
    Refused(E),
    Thrown(JsValue),
}

/// The browser's IndexedDB.
pub(super) fn factory() -> Result<IdbFactory, JsValue> {
    let missing = || JsValue::from_str("missing");
    web_sys::window().ok_or_else(missing)?.indexed_db()?.ok_or_else(missing)
}

fn upgrade(request: &IdbOpenDbRequest) -> Listener {
    let opening = request.clone();
    Listener::new(request, "upgradeneeded", move |_| {
        let Some(database) = opening.result().ok().and_then(|database| database.dyn_into::<IdbDatabase>().ok()) else {
            return;
        };
        // A store that exists is an error that leaves it as it is.
        for store in [ENTRIES, HEADS] {
            if !database.object_store_names().contains(store) {
                let _ = database.create_object_store(store);
            }
        }
    })
}

/// Why a request failed.
pub(super) fn request_error(request: &IdbRequest) -> JournalError {
    let name = "UnknownError".to_owned();
    request.error().ok().flatten().map_or(JournalError::Fault { name }, |error| JournalError::of(&error))
}

/// The keys of a plan from the number `first` on.
fn range(plan: &str, first: u64) -> Result<IdbKeyRange, JsValue> {
    let plan = JsValue::from(plan);
    IdbKeyRange::bound(&entry_key(&plan, first), &Array::of2(&plan, &Array::new()))
}

/// Numbers stay far below 2^53, where a double is exact.
fn entry_key(plan: &JsValue, seq: u64) -> JsValue {
    Array::of2(plan, &JsValue::from_f64(seq as f64)).into()
}

fn key_seq(key: &JsValue) -> Option<u64> {
    Array::from(key).get(1).as_f64().map(|seq| seq as u64)
}

/// The key under which a cursor stands, and its number.
fn last_key(request: &IdbRequest) -> Option<(JsValue, u64)> {
    let cursor: IdbCursor = request.result().ok()?.dyn_into().ok()?;
    let key = cursor.key().ok()?;
    let seq = key_seq(&key)?;
    Some((key, seq))
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}
