//! The fake browser stores: a journal that keeps what it acknowledged, a localStorage that forgets.

use std::collections::{BTreeMap, HashSet};

use super::super::entry::{self, Appended, Entry, Head, ReadOn};
use super::super::keys::Key;
use super::super::{Cause, JournalFound, PlanId, Slot};

/// A small seeded generator (SplitMix64).
#[derive(Clone)]
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How the journal behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Well,
    /// Aborts with a quota error; nothing is written.
    Full,
    /// Every call is an error.
    Faulty,
    /// After a fault: says "complete" for writes that are gone after a restart (measured).
    Lying,
}

pub(super) struct Disk {
    pub(super) plan: PlanId,
    pub(super) entries: BTreeMap<u64, Vec<u8>>,
    pub(super) head: Option<Vec<u8>>,
    /// The record ids that would survive a kill now.
    pub(super) durable_ids: HashSet<String>,
    before_lying: Option<(BTreeMap<u64, Vec<u8>>, Option<Vec<u8>>)>,
    pub(super) mode: Mode,
    pub(super) local: BTreeMap<String, String>,
    durable_local: BTreeMap<String, String>,
    unflushed: Vec<(String, Option<String>)>,
    pub(super) is_local_full: bool,
    /// Calls so far, and the call that fails: once, or it and all after it.
    pub(super) calls: u64,
    pub(super) failing: Option<(u64, bool)>,
}

impl Disk {
    pub(super) fn new(plan: PlanId) -> Self {
        Self {
            plan,
            entries: BTreeMap::new(),
            head: None,
            durable_ids: HashSet::new(),
            before_lying: None,
            mode: Mode::Well,
            local: BTreeMap::new(),
            durable_local: BTreeMap::new(),
            unflushed: Vec::new(),
            is_local_full: false,
            calls: 0,
            failing: None,
        }
    }

    /// Counts a call and tells whether it is one that is to fail.
    fn fails(&mut self) -> bool {
        self.calls += 1;
        self.failing.is_some_and(|(call, is_for_ever)| self.calls == call || (is_for_ever && self.calls > call))
    }

    fn journal_call(&mut self) -> Result<(), Cause> {
        let fault = Err(Cause::Fault { name: "UnknownError".to_owned() });
        if self.fails() {
            return fault;
        }
        match self.mode {
            Mode::Well | Mode::Lying => Ok(()),
            Mode::Full => Err(Cause::Quota),
            Mode::Faulty => fault,
        }
    }

    pub(super) fn append(&mut self, entries: &[Entry], known: u64) -> Result<Appended, Cause> {
        self.journal_call()?;
        let last = self.entries.last_key_value().map(|(seq, bytes)| (*seq, bytes.as_slice()));
        let last = last.filter(|(seq, _)| entry::is_beyond(&self.plan, self.head.as_deref(), *seq));
        let batch = entry::batch(&self.plan, self.head.as_deref(), last, known, entries).map_err(|_| Cause::SetBack)?;
        for (seq, bytes) in batch.entries {
            assert!(self.entries.insert(seq, bytes).is_none(), "an entry was written over");
        }
        self.head = Some(batch.head_bytes);
        if self.mode != Mode::Lying {
            self.durable_ids.extend(entries.iter().filter_map(|entry| match entry {
                Entry::Record(record) => Some(record.id.clone()),
                Entry::Settled(_) => None,
            }));
        }
        Ok(batch.appended)
    }

    pub(super) fn read_on(&mut self, known: Head) -> Result<ReadOn, Cause> {
        if self.fails() || self.mode == Mode::Faulty {
            return Err(Cause::Fault { name: "UnknownError".to_owned() });
        }
        let after: Vec<_> = self.entries.range(known.seq + 1..).map(|(seq, bytes)| (*seq, bytes.clone())).collect();
        Ok(entry::read_on(&self.plan, known, after))
    }

    pub(super) fn journal_found(&self) -> JournalFound {
        let entries = self.entries.iter().map(|(seq, bytes)| (*seq, bytes.clone())).collect();
        JournalFound { head: self.head.clone(), entries }
    }

    pub(super) fn set_local(&mut self, key: String, text: Option<String>) -> bool {
        if self.fails() || (self.is_local_full && text.is_some()) {
            return false;
        }
        put(&mut self.local, &key, text.clone());
        self.unflushed.push((key, text));
        true
    }

    pub(super) fn flush_local(&mut self) {
        for (key, text) in self.unflushed.drain(..) {
            put(&mut self.durable_local, &key, text);
        }
    }

    pub(super) fn begin_lying(&mut self) {
        self.before_lying = Some((self.entries.clone(), self.head.clone()));
        self.mode = Mode::Lying;
    }

    /// The browser is killed: the last writes to localStorage may be gone, the very last one torn.
    pub(super) fn kill(&mut self, random: &mut Random) {
        let kept = random.below(self.unflushed.len() + 1);
        let tear = random.chance(10);
        let writes: Vec<_> = self.unflushed.drain(..).take(kept).collect();
        let count = writes.len();
        for (index, (key, text)) in writes.into_iter().enumerate() {
            let is_torn = tear && index + 1 == count;
            let text = text.map(|text| {
                let length = if is_torn { random.below(text.len()) } else { text.len() };
                text.chars().take(length).collect()
            });
            put(&mut self.durable_local, &key, text);
        }
        self.restart();
    }

    /// The browser is closed in order.
    pub(super) fn close(&mut self) {
        self.flush_local();
        self.restart();
    }

    fn restart(&mut self) {
        self.local = self.durable_local.clone();
        if let Some((entries, head)) = self.before_lying.take() {
            (self.entries, self.head) = (entries, head);
        }
        self.mode = Mode::Well;
        self.is_local_full = false;
    }

    fn has_witness(&self) -> bool {
        let slot = self.durable_local.get(&Key::Slot(self.plan.clone()).text());
        slot.and_then(|text| Slot::read(&self.plan, text).ok()).is_some_and(|slot| slot.records > 0)
    }

    /// Damages one thing while no tab is open.
    pub(super) fn damage(&mut self, random: &mut Random) {
        match random.below(6) {
            // Only while the other store has a witness: after a kill it may have lost that too.
            0 if self.has_witness() => {
                self.entries.clear();
                self.head = None;
            }
            0 | 1 => self.durable_local.clear(),
            2 => self.head = None,
            3 => {
                let keys: Vec<_> = self.entries.keys().copied().collect();
                if !keys.is_empty() {
                    self.entries.remove(&keys[random.below(keys.len())]);
                }
            }
            4 => {
                let count = self.entries.len();
                if let Some(bytes) = self.entries.values_mut().nth(random.below(count)) {
                    let bit = random.below(bytes.len() * 8);
                    bytes[bit / 8] ^= 1 << (bit % 8);
                }
            }
            _ => {
                let count = self.durable_local.len();
                if let Some(text) = self.durable_local.values_mut().nth(random.below(count)) {
                    let mut bytes = std::mem::take(text).into_bytes();
                    let bit = random.below(bytes.len() * 8);
                    if let Some(byte) = bytes.get_mut(bit / 8) {
                        *byte ^= 1 << (bit % 8);
                    }
                    *text = String::from_utf8_lossy(&bytes).into_owned();
                }
            }
        }
        self.local = self.durable_local.clone();
        self.unflushed.clear();
    }
}

fn put(map: &mut BTreeMap<String, String>, key: &str, text: Option<String>) {
    match text {
        Some(text) => map.insert(key.to_owned(), text),
        None => map.remove(key),
    };
}
