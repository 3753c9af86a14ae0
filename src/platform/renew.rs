//! Healing the browser's own database after a kill, before anything is added to it.
//!
//! Measured in Chromium 156: a kill in the middle of a write leaves a torn record at the end of LevelDB's
//! log. The next start tolerates it and *goes on writing after it*; the start after that finds damage
//! in the middle of the log and deletes every database of the origin without a word, with all that was
//! acknowledged in between. Deleting any database makes Chromium compact, which puts what is sound into
//! a table file and begins a new log; the tear is gone with the old one. It takes some milliseconds.

use web_sys::IdbOpenDbRequest;

use super::journal::{JournalError, factory, request_error};
use super::request::Outcome;

/// An empty database that exists only to be deleted.
const SCRATCH: &str = "quadrille-scratch";

/// Makes the browser begin a new log. To be called by the first tab of a browser, after the journal was
/// read and before anything is written. A failure leaves everything as it was.
///
/// # Errors
/// [`JournalError`].
pub async fn renew_log() -> Result<(), JournalError> {
    let fault = |error| JournalError::of(&error);
    let factory = factory().map_err(fault)?;
    let opening = factory.open_with_u32(SCRATCH, 1).map_err(fault)?;
    finish(&opening).await?;
    if let Ok(database) = opening.result() {
        // An open connection would hold the deletion up.
        let _ = super::dynamic::call(&database, "close", &[]);
    }
    finish(&factory.delete_database(SCRATCH).map_err(fault)?).await
}

async fn finish(request: &IdbOpenDbRequest) -> Result<(), JournalError> {
    match Outcome::of(request, &["success"], &["error", "blocked"]).wait().await {
        Ok(_) => Ok(()),
        Err(event) if event.type_() == "blocked" => Err(JournalError::Blocked),
        Err(_) => Err(request_error(request)),
    }
}
