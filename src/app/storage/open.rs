//! Opening: from everything found to the plan's records, every problem, and a verdict.
//!
//! The union of all sound records, by id, is the plan. The journal proves that it is complete: each
//! number up to its head must be sound, or settled earlier, or covered by a mirror of the same chain.
//! Where that proof fails, or a store is empty beside a witness, the verdict is damage.

use std::collections::{BTreeMap, HashSet};

use super::entry::{self, Entry, Head, Sound};
use super::found::{Found, JournalFound};
use super::frame::Flaw;
use super::keys::Key;
use super::mirror;
use super::ranges::Ranges;
use super::status::Cause;
use super::tail;
use super::verdict::{LeftDraft, Place, Problem, Verdict};
use super::{PlanId, Record, Slot, TabId};
use crate::model::order;

/// A plan that was opened; only [`open`] makes one, and only from one is a saver made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The plan.
    pub plan: PlanId,
    /// All records, in the order of their ids; without their texts once they were handed out.
    pub records: Vec<Record>,
    /// The journal's head; the saver reads on from here.
    pub head: Head,
    /// Everything that is not as it should be.
    pub problems: Vec<Problem>,
    /// All bytes that could not be used, with their places.
    pub quarantine: Vec<(Place, Vec<u8>)>,
    /// What it comes to.
    pub verdict: Verdict,
    /// Unfinished texts of closed tabs.
    pub drafts: Vec<LeftDraft>,
    pub(super) unjournaled: Vec<Record>,
    pub(super) settle: Ranges,
    pub(super) dead_tails: Vec<(TabId, String)>,
    pub(super) moves: Vec<(Key, String)>,
    pub(super) mirrored: Option<Head>,
    pub(super) mirror_written_ms: Option<u64>,
    pub(super) is_journal_read: bool,
    pub(super) witness: u64,
    pub(super) cause: Option<Cause>,
    pub(super) is_accepted: bool,
}

impl Opened {
    /// A person has seen the damage and goes on with what was found. Until then no saver is made.
    pub fn accept_damage(&mut self) {
        self.is_accepted = true;
    }

    /// Hands the records out for the plan to be made of them; their ids stay known to the saver.
    pub fn hand_out(&mut self) -> impl Iterator<Item = Record> {
        let hand = |record: &mut Record| Record { id: record.id.clone(), body: std::mem::take(&mut record.body) };
        self.records.iter_mut().map(hand)
    }
}

/// Opens a plan. The journal is taken out of what was found, where it could be read: its bytes become the records, so that a
/// large plan is not held twice.
#[must_use]
pub fn open(found: &mut Found) -> Opened {
    let plan = found.plan.clone();
    let mut opening = Opening::new(&plan);
    let journal = match &mut found.journal {
        Ok(journal) => Ok(std::mem::take(journal)),
        Err(cause) => Err(cause.clone()),
    };
    let journal = opening.journal(journal);
    opening.mirrors(found, &journal);
    opening.tails(found);
    let witness = opening.slot(found);
    opening.close(found, journal, witness)
}

/// What the journal's own evidence comes to.
struct Journal {
    head: Head,
    /// Numbers that are neither sound nor settled.
    open: Ranges,
    /// The checksum of each entry, as far as it or its successor tells.
    chain: BTreeMap<u64, u32>,
    ids: HashSet<String>,
    is_empty: bool,
    cause: Option<Cause>,
}

struct Opening<'a> {
    plan: &'a PlanId,
    bodies: BTreeMap<String, String>,
    problems: Vec<Problem>,
    quarantine: Vec<(Place, Vec<u8>)>,
    moves: Vec<(Key, String)>,
    newer: Option<u32>,
    covered: u64,
    /// The highest number that any sound mirror has seen in the journal.
    mirror_knows: u64,
    mirrored: Option<Head>,
    mirror_written_ms: Option<u64>,
    dead_tails: Vec<(TabId, String)>,
    drafts: Vec<LeftDraft>,
    is_doubtful: bool,
}

impl<'a> Opening<'a> {
    fn new(plan: &'a PlanId) -> Self {
        Self {
            plan,
            bodies: BTreeMap::new(),
            problems: Vec::new(),
            quarantine: Vec::new(),
            moves: Vec::new(),
            newer: None,
            covered: 0,
            mirror_knows: 0,
            mirrored: None,
            mirror_written_ms: None,
            dead_tails: Vec::new(),
            drafts: Vec::new(),
            is_doubtful: false,
        }
    }

    fn damaged(&mut self, place: Place, flaw: Flaw, bytes: Vec<u8>) {
        if let Flaw::Newer { version } = flaw {
            self.newer = self.newer.max(Some(version));
        }
        self.problems.push(Problem::Damaged(place.clone(), flaw));
        self.quarantine.push((place, bytes));
    }

    fn take(&mut self, record: Record) {
        let Record { id, body } = record;
        match self.bodies.get(&id) {
            None => {
                self.bodies.insert(id, body);
            }
            Some(known) if *known == body => {}
            Some(_) => {
                self.problems.push(Problem::TwoBodies(id.clone()));
                self.quarantine.push((Place::Body(id), body.into_bytes()));
            }
        }
    }

    fn journal(&mut self, found: Result<JournalFound, Cause>) -> Journal {
        let nothing = Journal {
            head: Head::empty(self.plan),
            open: Ranges::default(),
            chain: BTreeMap::from([(0, Head::empty(self.plan).crc)]),
            ids: HashSet::new(),
            is_empty: true,
            cause: None,
        };
        let journal = match found {
            Ok(journal) => journal,
            Err(cause) => {
                self.problems.push(Problem::JournalUnreadable(cause.clone()));
                return Journal { cause: Some(cause), ..nothing };
            }
        };
        let mut result = Journal { is_empty: journal.entries.is_empty() && journal.head.is_none(), ..nothing };
        let mut settled = Ranges::default();
        let mut sound = Vec::with_capacity(journal.entries.len());
        let (mut broken, mut unreadable) = (Vec::new(), Vec::new());
        let numbers: Vec<u64> = journal.entries.iter().map(|(seq, _)| *seq).collect();
        for (seq, bytes) in journal.entries {
            result.head = Head { seq, crc: 0 };
            match entry::read(self.plan, seq, bytes) {
                Ok(Sound { entry, crc, previous }) => {
                    sound.push(seq);
                    let before = result.chain.insert(seq - 1, previous);
                    broken.extend(before.filter(|before| *before != previous).map(|_| seq));
                    result.chain.insert(seq, crc);
                    result.head.crc = crc;
                    match entry {
                        Entry::Record(record) => {
                            result.ids.insert(record.id.clone());
                            self.take(record);
                        }
                        Entry::Settled(ranges) => settled.add(&ranges),
                    }
                }
                Err((flaw, bytes)) => unreadable.push((seq, flaw, bytes)),
            }
        }
        for (seq, flaw, bytes) in unreadable {
            if settled.contains(seq) {
                self.quarantine.push((Place::Entry(seq), bytes));
            } else {
                self.damaged(Place::Entry(seq), flaw, bytes);
            }
        }
        self.problems.extend(broken.into_iter().map(Problem::ChainBroken));
        self.head(journal.head.as_deref(), &mut result);
        result.open = Ranges::missing(sound, result.head.seq).without(&settled);
        let unread = Ranges::missing(numbers, result.head.seq).without(&settled);
        if !unread.is_empty() {
            self.problems.push(Problem::EntriesMissing(unread));
        }
        result
    }

    fn head(&mut self, bytes: Option<&[u8]>, journal: &mut Journal) {
        match bytes.map(|bytes| (Head::read(self.plan, bytes), bytes)) {
            Some((Ok(head), _)) if head.seq >= journal.head.seq => {
                let before = journal.chain.insert(head.seq, head.crc);
                if before.is_some_and(|before| before != head.crc) {
                    self.problems.push(Problem::ChainBroken(head.seq));
                }
                journal.head = head;
            }
            Some((Ok(_), _)) => self.problems.push(Problem::HeadLost),
            Some((Err(flaw), bytes)) => self.damaged(Place::Head, flaw, bytes.to_vec()),
            None if journal.is_empty => {}
            None => self.problems.push(Problem::HeadLost),
        }
    }

    fn mirrors(&mut self, found: &Found, journal: &Journal) {
        let mut sound = Vec::new();
        for mirror in &found.mirrors {
            match mirror.read(self.plan) {
                Ok((head, body)) => sound.push((head, body, mirror)),
                Err(flaw) => {
                    let place = Place::Mirror(mirror.slot);
                    self.damaged(place, flaw, mirror.text.clone().into_bytes());
                    self.moves.push((Key::Mirror(self.plan.clone(), mirror.slot), mirror.text.clone()));
                }
            }
        }
        order::sort_by_key(&mut sound, |(head, ..)| std::cmp::Reverse(head.generation));
        let is_proved = journal.cause.is_none() && !journal.is_empty && journal.open.is_empty();
        for (head, body, mirror) in sound {
            let is_own_chain = journal.chain.get(&head.covers.seq) == Some(&head.covers.crc);
            self.mirror_knows = self.mirror_knows.max(head.covers.seq);
            self.mirrored = self.mirrored.or(is_own_chain.then_some(head.covers));
            self.mirror_written_ms = self.mirror_written_ms.max(Some(head.written_ms));
            if is_proved && is_own_chain && head.loose == 0 {
                continue;
            }
            if journal.cause.is_none() && !journal.is_empty && head.covers.seq > journal.head.seq {
                let (journal, mirror) = (journal.head.seq, head.covers.seq);
                self.problems.push(Problem::JournalBehind { journal, mirror });
                self.is_doubtful = true;
            }
            let list = match (head.packing, &mirror.unpacked) {
                (mirror::Packing::Plain, _) => body.as_bytes(),
                (mirror::Packing::Gzip, Some(list)) => list,
                (mirror::Packing::Gzip, None) => {
                    self.problems.push(Problem::MirrorPacked(mirror.slot));
                    continue;
                }
            };
            let (records, damage) = mirror::read_payload(self.plan, list);
            if damage.is_empty() && is_own_chain {
                self.covered = self.covered.max(head.covers.seq);
            }
            for part in damage {
                self.damaged(Place::Mirror(mirror.slot), part.flaw, part.raw);
            }
            records.into_iter().for_each(|record| self.take(record));
        }
    }

    fn tails(&mut self, found: &Found) {
        for tail in &found.tails {
            let read = tail::read(self.plan, &tail.text);
            read.records.into_iter().for_each(|record| self.take(record));
            let is_whole = read.damage.is_empty();
            // The tail of an open tab may be caught in the middle of a write; that tab minds it.
            for part in read.damage.into_iter().filter(|_| !tail.is_alive) {
                self.damaged(Place::Tail(tail.tab.clone()), part.flaw, part.raw);
            }
            if tail.is_alive {
                continue;
            }
            self.drafts.extend(read.draft.map(|text| LeftDraft { tab: tail.tab.clone(), text }));
            if is_whole {
                self.dead_tails.push((tail.tab.clone(), tail.text.clone()));
            } else {
                self.moves.push((Key::Tail(self.plan.clone(), tail.tab.clone()), tail.text.clone()));
            }
        }
    }

    fn slot(&mut self, found: &Found) -> Option<u64> {
        let text = found.slot.as_ref()?;
        match Slot::read(self.plan, text) {
            Ok(slot) => Some(slot.records),
            Err(flaw) => {
                self.damaged(Place::Slot, flaw, text.clone().into_bytes());
                self.moves.push((Key::Slot(self.plan.clone()), text.clone()));
                None
            }
        }
    }

    fn close(mut self, found: &Found, journal: Journal, witness: Option<u64>) -> Opened {
        let count = self.bodies.len() as u64;
        let lost = journal.open.above(self.covered);
        let short = witness.unwrap_or(0).saturating_sub(count);
        let knows_nothing = count == 0 && witness.unwrap_or(0) == 0 && found.mirrors.is_empty() && lost.is_empty();
        if journal.is_empty && journal.cause.is_none() && (witness.unwrap_or(0) > 0 || self.mirror_knows > 0) {
            self.problems.push(Problem::JournalEmpty);
            self.is_doubtful = true;
        }
        if short > 0 {
            self.problems.push(Problem::WitnessKnowsMore { witness: witness.unwrap_or(0), found: count });
        }
        if found.slot.is_none() && count > 0 {
            self.problems.push(Problem::WitnessLost);
        }
        let is_only_unreadable = self.problems.iter().all(|problem| matches!(problem, Problem::JournalUnreadable(_)));
        self.is_doubtful |= journal.cause.is_some() && !knows_nothing;
        let verdict = match self.newer {
            Some(version) => Verdict::Newer { version },
            None if knows_nothing && journal.is_empty && is_only_unreadable => Verdict::Fresh,
            None if self.is_doubtful || short > 0 || !lost.is_empty() => {
                Verdict::Damaged { lost_at_least: short.max(lost.count()) }
            }
            None if self.problems.is_empty() => Verdict::Whole,
            None => Verdict::Repaired,
        };
        let records: Vec<Record> = self.bodies.into_iter().map(|(id, body)| Record { id, body }).collect();
        let unjournaled = records.iter().filter(|record| !journal.ids.contains(&record.id)).cloned().collect();
        Opened {
            plan: self.plan.clone(),
            unjournaled,
            records,
            head: journal.head,
            problems: self.problems,
            quarantine: self.quarantine,
            verdict,
            drafts: self.drafts,
            settle: journal.open,
            dead_tails: self.dead_tails,
            moves: self.moves,
            mirrored: self.mirrored,
            mirror_written_ms: self.mirror_written_ms,
            is_journal_read: journal.cause.is_none(),
            witness: witness.unwrap_or(0),
            cause: journal.cause.or(found.is_poisoned.then_some(Cause::PoisonedElsewhere)),
            is_accepted: false,
        }
    }
}
