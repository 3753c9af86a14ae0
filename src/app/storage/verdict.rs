//! What opening a plan finds out: places, problems, and the verdict.

use super::TabId;
use super::frame::Flaw;
use super::ranges::Ranges;
use super::status::Cause;

/// Where damaged bytes were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The journal entry of this number.
    Entry(u64),
    /// The journal's head.
    Head,
    /// The tail of this tab.
    Tail(TabId),
    /// The mirror slot 0 or 1.
    Mirror(u8),
    /// The plan's line in the list of plans.
    Slot,
    /// A second body under this record id.
    Body(String),
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The journal could not be read at all.
    JournalUnreadable(Cause),
    /// The journal is empty while another replica knows the plan.
    JournalEmpty,
    /// A mirror covers more of the journal than the journal holds.
    JournalBehind {
        /// The journal's last number.
        journal: u64,
        /// The number the mirror covers.
        mirror: u64,
    },
    /// The store `heads` has nothing for a journal that has entries.
    HeadLost,
    /// Numbers of the journal have no entry.
    EntriesMissing(Ranges),
    /// An entry does not follow from the one before it.
    ChainBroken(u64),
    /// Bytes could not be read; they are in the quarantine.
    Damaged(Place, Flaw),
    /// A mirror that is needed could not be unpacked.
    MirrorPacked(u8),
    /// Two replicas hold different bodies under one id; the journal's is used.
    TwoBodies(String),
    /// The list of plans does not know a plan that the replicas hold.
    WitnessLost,
    /// The witness has seen more records than were found.
    WitnessKnowsMore {
        /// How many it has seen.
        witness: u64,
        /// How many were found.
        found: u64,
    },
}

/// What opening comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is known of the plan anywhere: a first visit.
    Fresh,
    /// Everything is there and in order.
    Whole,
    /// Something was wrong, but every record that was ever acknowledged is there.
    Repaired,
    /// Records may be lost; at least so many are.
    Damaged {
        /// A lower bound, 0 when nothing can be counted.
        lost_at_least: u64,
    },
    /// A newer version wrote some of it; the plan can be looked at, not written.
    Newer {
        /// The version of the format.
        version: u32,
    },
}

/// An unfinished cell text that a closed tab left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftDraft {
    /// The tab.
    pub tab: TabId,
    /// The text, as the application gave it.
    pub text: String,
}
