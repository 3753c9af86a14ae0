//! What goes into the saver and what comes out: events and effects.

use super::entry::{Appended, Entry, Head, ReadOn};
use super::keys::Key;
use super::mirror::NotNow;
use super::signal::Signal;
use super::status::Cause;
use super::{Record, TabId};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The plan has taken these transactions of this tab.
    Committed(Vec<Record>),
    /// The append in flight is complete.
    Acknowledged(Appended),
    /// The append in flight was refused or aborted and wrote nothing, or the journal was taken away.
    JournalFailed(Cause),
    /// The answer to [`Effect::ReadJournal`].
    ReadBack(ReadOn),
    /// The journal could not be read on.
    ReadFailed(Cause),
    /// The tail could not be written.
    TailFailed,
    /// The text of the open cell editor, also during composition; `None` when it was closed.
    Draft(Option<String>),
    /// The application has shown or discarded the draft a closed tab left.
    DraftTaken(TabId),
    /// The mirror is written.
    MirrorDone {
        /// What it covers, from the effect.
        covers: Head,
    },
    /// No mirror was written, for a reason.
    MirrorSkipped(NotNow),
    /// The mirror could not be written, or is too large.
    MirrorFailed,
    /// Another tab has spoken.
    Heard(Signal),
    /// Time goes by; about once a second while anything is pending, else every ten seconds will do.
    Tick,
    /// The page is visible again, or came back from sleep.
    Woke,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write this tab's tail, in the same turn.
    WriteTail(String),
    /// Remove this tab's tail.
    ClearTail,
    /// Append to the journal in one strict transaction, by [`super::entry::batch`]; `known` goes with it.
    AppendJournal {
        /// The entries.
        entries: Vec<Entry>,
        /// The number this tab has read up to.
        known: u64,
    },
    /// Read the journal on after `known`, by [`super::entry::read_on`].
    ReadJournal {
        /// The head up to which everything is read.
        known: Head,
    },
    /// Write all records of the plan to the mirror.
    WriteMirror {
        /// The journal's head this covers.
        covers: Head,
        /// How many records of this tab are not in the journal.
        loose: u64,
        /// The journal has just failed: written although the last mirror is recent.
        is_urgent: bool,
    },
    /// Put the count into the plan's line in the list of plans.
    WriteWitness {
        /// The journal holds so many different records.
        records: u64,
    },
    /// Tell the other tabs.
    Broadcast(Signal),
    /// Records of other tabs, each for the first time, for the plan to merge.
    Deliver(Vec<Record>),
    /// Remember until the browser is restarted that the journal is not to be trusted.
    RememberPoison,
    /// Remove the tail of a closed tab if it still has this text: all of it is in the journal now.
    RemoveTail {
        /// The closed tab.
        tab: TabId,
        /// The text it had.
        text: String,
    },
    /// Copy an unreadable text to `to`, read it back, and only then remove `from`.
    Quarantine {
        /// Where it stands.
        from: Key,
        /// Where it goes.
        to: Key,
        /// The text.
        text: String,
    },
}
