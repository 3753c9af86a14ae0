//! Keeping every edit: frames, opening, saving policy and the list of plans, over bytes and strings.
//!
//! A plan is its log: a set of [`Record`]s with unique ids. Every replica (journal, tails, mirrors)
//! holds some of them, and the union by id is the plan. This layer decides what is written where and
//! what was lost; it must not know what a record says, the browser, the clock or randomness.
//!
//! - [`frame`] — the one text frame, with length and checksum, that every replica is made of
//! - [`entry`] — journal entries and the journal's head
//! - [`tail`], [`mirror`] — the two replicas in localStorage
//! - [`mod@open`] — from everything found to a plan and a verdict
//! - [`saver`] — when to write, and when "Saved" may be said
//! - [`slots`] — the list of plans
//! - [`keys`], [`signal`] — names in localStorage and words between tabs

pub mod entry;
pub mod event;
pub mod found;
pub mod frame;
pub mod keys;
pub mod mirror;
pub mod open;
pub mod packing;
pub mod ranges;
pub mod saver;
pub mod signal;
pub mod slots;
pub mod status;
pub mod tail;
pub mod verdict;

mod checksum;
mod list;
#[cfg(test)]
mod open_tests;
#[cfg(test)]
mod saver_tests;
#[cfg(test)]
mod simulation;

pub use entry::{Entry, Head};
pub use event::{Effect, Event};
pub use found::{Found, JournalFound, MirrorFound, TailFound};
pub use open::{Opened, open};
pub use saver::Saver;
pub use slots::Slot;
pub use status::{Cause, Failure, Health, Status};
pub use verdict::{LeftDraft, Place, Problem, Verdict};

use std::fmt;

/// The name of a plan: letters, digits, `-` and `_`, at most 64 of them, so that it can stand in a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlanId(String);

/// A text that cannot name a plan or a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadId {
    /// The text as it was given.
    pub text: String,
}

impl PlanId {
    /// Takes a text as a plan id.
    ///
    /// # Errors
    /// [`BadId`] when it is empty, longer than 64 or has other characters than `A–Z a–z 0–9 - _`.
    pub fn new(text: impl Into<String>) -> Result<Self, BadId> {
        let text = text.into();
        if is_id(&text) { Ok(Self(text)) } else { Err(BadId { text }) }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PlanId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The name of one life of one browser tab, made from random numbers at each page load.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TabId(String);

impl TabId {
    /// Takes a text as a tab id, under the same rule as [`PlanId::new`].
    ///
    /// # Errors
    /// [`BadId`] when it cannot stand in a key.
    pub fn new(text: impl Into<String>) -> Result<Self, BadId> {
        let text = text.into();
        if is_id(&text) { Ok(Self(text)) } else { Err(BadId { text }) }
    }

    /// Makes a tab id from a random number.
    #[must_use]
    pub fn from_random(number: u64) -> Self {
        Self(format!("{number:016x}"))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(allowed)
}

/// One transaction of the plan, opaque here: `formats` makes and reads the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Unique and sortable; the order of ids is the order of [`Opened::records`].
    pub id: String,
    /// One line of text.
    pub body: String,
}

impl Record {
    /// Puts a record together.
    #[must_use]
    pub fn new(id: impl Into<String>, body: impl Into<String>) -> Self {
        Self { id: id.into(), body: body.into() }
    }
}
