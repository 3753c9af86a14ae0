//! Everything that was read out of every replica for one plan, as it was read.

use super::frame::Flaw;
use super::keys::Key;
use super::mirror::{self, MirrorHead};
use super::status::Cause;
use super::{PlanId, TabId};
use crate::model::order;

/// The input of [`super::open()`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The plan.
    pub plan: PlanId,
    /// The journal, or why it could not be read.
    pub journal: Result<JournalFound, Cause>,
    /// The tails of all tabs.
    pub tails: Vec<TailFound>,
    /// The mirror slots that hold something.
    pub mirrors: Vec<MirrorFound>,
    /// The text of the plan's line in the list of plans, which is its witness.
    pub slot: Option<String>,
    /// Whether the journal failed in this or another tab since the browser was started.
    pub is_poisoned: bool,
}

/// What the journal holds for the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFound {
    /// The bytes of the store `heads`.
    pub head: Option<Vec<u8>>,
    /// Number and bytes of each entry, ascending.
    pub entries: Vec<(u64, Vec<u8>)>,
}

/// The tail of one tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TailFound {
    /// The tab that wrote it.
    pub tab: TabId,
    /// Its text.
    pub text: String,
    /// Whether that tab is still open; its tail is read but left alone.
    pub is_alive: bool,
}

/// One mirror slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorFound {
    /// 0 or 1.
    pub slot: u8,
    /// Its text.
    pub text: String,
    /// The list inside, once the browser has unpacked it.
    pub unpacked: Option<Vec<u8>>,
}

impl Found {
    /// Sorts the keys and texts of localStorage; those of other plans are passed over.
    #[must_use]
    pub fn gather(
        plan: PlanId,
        local: impl IntoIterator<Item = (String, String)>,
        journal: Result<JournalFound, Cause>,
        alive: &[TabId],
        is_poisoned: bool,
    ) -> Self {
        let (mut tails, mut mirrors, mut own_slot) = (Vec::new(), Vec::new(), None);
        for (key, text) in local {
            match Key::read(&key) {
                Some(Key::Slot(of)) if of == plan => own_slot = Some(text),
                Some(Key::Tail(of, tab)) if of == plan => {
                    let is_alive = alive.contains(&tab);
                    tails.push(TailFound { tab, text, is_alive });
                }
                Some(Key::Mirror(of, slot)) if of == plan => mirrors.push(MirrorFound { slot, text, unpacked: None }),
                Some(Key::Slot(_) | Key::Tail(..) | Key::Mirror(..) | Key::Quarantine(..)) | None => {}
            }
        }
        order::sort_by(&mut tails, |one: &TailFound, other| one.tab.cmp(&other.tab));
        Self { plan, journal, tails, mirrors, slot: own_slot, is_poisoned }
    }

    /// The mirrors the browser must unpack before the plan is opened: slot and gzipped bytes.
    #[must_use]
    pub fn packed(&self) -> Vec<(u8, Vec<u8>)> {
        let waiting = self.mirrors.iter().filter(|mirror| mirror.unpacked.is_none());
        let bytes = |mirror: &MirrorFound| {
            let (head, body) = mirror.read(&self.plan).ok()?;
            Some((mirror.slot, mirror::packed_bytes(&head, body)?))
        };
        waiting.filter_map(bytes).collect()
    }

    /// Takes the unpacked list of a mirror.
    pub fn set_unpacked(&mut self, slot: u8, list: Vec<u8>) {
        if let Some(mirror) = self.mirrors.iter_mut().find(|mirror| mirror.slot == slot) {
            mirror.unpacked = Some(list);
        }
    }
}

impl MirrorFound {
    pub(super) fn read(&self, plan: &PlanId) -> Result<(MirrorHead, &str), Flaw> {
        mirror::read(plan, self.slot, &self.text)
    }
}
