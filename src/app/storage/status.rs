//! What the screen may say about saving.

/// How a call to the journal failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The browser aborted a transaction for lack of room; nothing was written. Tried again.
    Quota,
    /// Another tab with an older version holds the database open. Tried again.
    Blocked,
    /// A newer version of the application took the database over; this tab has stopped writing.
    Superseded,
    /// The browser gives this page no database at all.
    Unavailable,
    /// The journal was deleted, or is shorter than this tab has read.
    SetBack,
    /// Any other error of the browser, by its name.
    Fault {
        /// The name of the DOMException.
        name: String,
    },
    /// The journal failed in another tab, or in this one before it was loaded again.
    PoisonedElsewhere,
}

impl Cause {
    /// Whether the journal may be tried again; after any other failure it is not trusted until the
    /// browser is restarted.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Quota | Self::Blocked => true,
            Self::Superseded | Self::Unavailable | Self::SetBack | Self::Fault { .. } | Self::PoisonedElsewhere => {
                false
            }
        }
    }

    /// Whether it puts the journal under suspicion in every tab until the browser is restarted.
    #[must_use]
    pub fn is_poison(&self) -> bool {
        match self {
            Self::SetBack | Self::Fault { .. } | Self::PoisonedElsewhere => true,
            Self::Quota | Self::Blocked | Self::Superseded | Self::Unavailable => false,
        }
    }
}

/// Why something is not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What the journal said.
    pub cause: Cause,
    /// How many edits of this tab are not in the journal.
    pub unsaved: usize,
}

/// The one line about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Every edit of this tab is acknowledged by the journal.
    Saved {
        /// In how many stores everything is: 1 for the journal, 2 when a mirror covers it too.
        copies: u8,
    },
    /// An edit is on its way.
    Saving,
    /// An edit has been on its way for two seconds or more.
    NotSavedYet {
        /// For how long, in milliseconds.
        since_ms: u64,
    },
    /// The journal has refused.
    Failed {
        /// Why, and how much is at stake.
        why: Failure,
    },
}

/// The second line, for those who look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// Edits that are not acknowledged and do not fit into the tail: only memory holds them.
    pub beyond_tail: usize,
    /// The last write of the tail failed.
    pub is_tail_failing: bool,
    /// The last write of the mirror failed.
    pub is_mirror_failing: bool,
    /// Entries written by other tabs that could not be read.
    pub unreadable: u64,
}
