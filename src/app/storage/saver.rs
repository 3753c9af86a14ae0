//! The saving policy of one plan in one tab: a pure machine from events to effects.
//!
//! An edit goes to the tail in the same turn and to the journal at once; one append is in flight at a
//! time and what comes meanwhile goes together with the next. "Saved" is said only when the journal
//! has acknowledged everything. The first error that does not pass ends the use of the journal.

use std::collections::{HashSet, VecDeque};

use super::entry::{Appended, Entry, Head, ReadOn};
use super::event::{Effect, Event};
use super::mirror::{MIRROR_INTERVAL_MS, NotNow, SETTLING_MS};
use super::open::Opened;
use super::signal::Signal;
use super::status::{Cause, Failure, Health, Status};
use super::tail;
use super::verdict::{Place, Problem, Verdict};
use super::{PlanId, Record, TabId};

/// After this long "Saving" becomes "Not saved yet".
pub const PATIENCE_MS: u64 = 2_000;
/// How long a refusal that may pass is waited out.
pub const RETRY_MS: u64 = 5_000;
/// How often the journal is read on although no tab has spoken.
pub const POLL_MS: u64 = 15_000;
/// The least time between two witnesses.
pub const WITNESS_INTERVAL_MS: u64 = 5_000;

/// Why no saver is made from an opened plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A newer version wrote the plan.
    Newer {
        /// The version of the format.
        version: u32,
    },
    /// Damage was found and nobody has accepted it.
    DamageNotAccepted,
}

/// The saving of one plan in one tab.
#[derive(Clone, Debug)]
pub struct Saver {
    plan: PlanId,
    /// Everything up to here has been read or written by this tab.
    known: Head,
    /// The highest number another tab has spoken of.
    wanted: u64,
    reading: Option<u64>,
    last_read_ms: u64,
    seen: HashSet<Box<str>>,
    /// Not acknowledged, with the time of the edit; the first `in_flight` of them are on their way.
    pending: VecDeque<(Entry, u64)>,
    in_flight: usize,
    /// How many of the first pending entries repair what opening found.
    healing: usize,
    refused: Option<(Cause, u64)>,
    dead: Option<Cause>,
    draft: Option<String>,
    has_tail: bool,
    health: Health,
    dead_tails: Vec<(TabId, String)>,
    untaken_drafts: HashSet<TabId>,
    acknowledged: u64,
    mirrored: Option<Head>,
    mirror_at_ms: Option<u64>,
    /// A plan that is kept is to be seen first: a mirror is a text of all of it. A new one has its mirror at once.
    settled_ms: u64,
    is_mirroring: bool,
    /// The journal has failed and no mirror was tried since.
    is_mirror_urgent: bool,
    may_mirror: bool,
    witness: u64,
    witness_at_ms: u64,
}

impl Saver {
    /// Begins to save an opened plan; the effects repair what opening found.
    ///
    /// # Errors
    /// [`Refused`] where nothing may be written.
    pub fn start(opened: &Opened, now_ms: u64) -> Result<(Self, Vec<Effect>), Refused> {
        match opened.verdict {
            Verdict::Newer { version } => return Err(Refused::Newer { version }),
            Verdict::Damaged { .. } if !opened.is_accepted => {
                return Err(Refused::DamageNotAccepted);
            }
            Verdict::Fresh | Verdict::Whole | Verdict::Repaired | Verdict::Damaged { .. } => {}
        }
        let is_head_lost = opened
            .problems
            .iter()
            .any(|problem| matches!(problem, Problem::HeadLost | Problem::Damaged(Place::Head, _)));
        let needs_settling = is_head_lost || !opened.settle.is_empty();
        let settled = needs_settling.then(|| Entry::Settled(opened.settle.clone()));
        let healing = opened.unjournaled.iter().cloned().map(Entry::Record).chain(settled);
        let pending: VecDeque<_> = healing.map(|entry| (entry, now_ms)).collect();
        let mut saver = Self {
            plan: opened.plan.clone(),
            known: opened.head,
            wanted: opened.head.seq,
            reading: None,
            last_read_ms: now_ms,
            seen: opened.records.iter().map(|record| record.id.as_str().into()).collect(),
            healing: pending.len(),
            pending,
            in_flight: 0,
            refused: None,
            dead: opened.cause.clone(),
            draft: None,
            has_tail: false,
            health: Health::default(),
            dead_tails: opened.dead_tails.clone(),
            untaken_drafts: opened.drafts.iter().map(|draft| draft.tab.clone()).collect(),
            acknowledged: opened.head.seq,
            mirrored: opened.mirrored,
            mirror_at_ms: opened.mirror_written_ms.map(|written| written.min(now_ms)),
            settled_ms: if opened.records.is_empty() { now_ms } else { now_ms + SETTLING_MS },
            is_mirroring: false,
            is_mirror_urgent: opened.cause.is_some(),
            may_mirror: opened.is_journal_read,
            witness: opened.witness,
            witness_at_ms: now_ms,
        };
        let mut effects = Vec::new();
        for (from, text) in &opened.moves {
            let (from, text) = (from.clone(), text.clone());
            effects.push(Effect::Quarantine { to: from.quarantine(&text), from, text });
        }
        effects.push(Effect::Broadcast(Signal::Hello));
        if saver.dead.as_ref().is_some_and(Cause::is_poison) {
            effects.extend([Effect::RememberPoison, Effect::Broadcast(Signal::Poisoned)]);
        }
        if !saver.pending.is_empty() {
            saver.write_tail(&mut effects);
        }
        saver.remove_dead_tails(&mut effects);
        saver.carry_on(now_ms, &mut effects);
        Ok((saver, effects))
    }

    /// Takes one event and says what is to be done now.
    #[must_use]
    pub fn step(&mut self, event: Event, now_ms: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Committed(records) => self.commit(records, now_ms, &mut effects),
            Event::Acknowledged(appended) => self.acknowledge(appended, &mut effects),
            Event::JournalFailed(cause) => {
                self.in_flight = 0;
                self.fail(cause, now_ms, &mut effects);
            }
            Event::ReadBack(on) => self.read_back(on, &mut effects),
            Event::ReadFailed(cause) => {
                self.reading = None;
                self.last_read_ms = now_ms;
                self.fail(cause, now_ms, &mut effects);
            }
            Event::TailFailed => self.health.is_tail_failing = true,
            Event::Draft(draft) => {
                if self.draft != draft {
                    self.draft = draft;
                    self.write_tail(&mut effects);
                }
            }
            Event::DraftTaken(tab) => {
                self.untaken_drafts.remove(&tab);
                self.remove_dead_tails(&mut effects);
            }
            Event::MirrorDone { covers } => {
                self.is_mirroring = false;
                self.mirrored = Some(covers);
                self.mirror_at_ms = Some(now_ms);
                self.health.is_mirror_failing = false;
            }
            Event::MirrorSkipped(reason) => {
                self.is_mirroring = false;
                let written_ms = if let NotNow::Recent { written_ms } = reason { written_ms } else { now_ms };
                self.mirror_at_ms = Some(written_ms.min(now_ms));
                self.health.is_mirror_failing = matches!(reason, NotNow::Damaged { .. });
            }
            Event::MirrorFailed => {
                self.is_mirroring = false;
                self.mirror_at_ms = Some(now_ms);
                self.health.is_mirror_failing = true;
            }
            Event::Heard(Signal::Head { plan, seq }) => {
                if plan == self.plan {
                    self.wanted = self.wanted.max(seq);
                }
            }
            Event::Heard(Signal::Hello) => {
                if self.dead.as_ref().is_some_and(Cause::is_poison) {
                    effects.push(Effect::Broadcast(Signal::Poisoned));
                }
            }
            Event::Heard(Signal::Poisoned) => {
                if self.dead.is_none() {
                    self.dead = Some(Cause::PoisonedElsewhere);
                    self.is_mirror_urgent = true;
                    effects.push(Effect::RememberPoison);
                }
            }
            Event::Tick => {
                if self.health.is_tail_failing {
                    self.write_tail(&mut effects);
                }
            }
            Event::Woke => self.last_read_ms = now_ms.saturating_sub(POLL_MS),
        }
        self.carry_on(now_ms, &mut effects);
        effects
    }

    /// What may be said on the screen.
    #[must_use]
    pub fn status(&self, now_ms: u64) -> Status {
        let unsaved = self.pending_records() as usize;
        if let Some(cause) = self.dead.as_ref().or(self.refused.as_ref().map(|(cause, _)| cause)) {
            return Status::Failed { why: Failure { cause: cause.clone(), unsaved } };
        }
        let Some((_, since)) = self.pending.front() else {
            let is_mirrored = self.mirrored.is_some_and(|covers| covers.seq >= self.acknowledged);
            return Status::Saved { copies: if is_mirrored { 2 } else { 1 } };
        };
        let since_ms = now_ms.saturating_sub(*since);
        if since_ms >= PATIENCE_MS { Status::NotSavedYet { since_ms } } else { Status::Saving }
    }

    /// What is behind the status, for those who look.
    #[must_use]
    pub fn health(&self) -> Health {
        self.health
    }

    fn commit(&mut self, records: Vec<Record>, now_ms: u64, effects: &mut Vec<Effect>) {
        for record in records {
            if self.seen.insert(record.id.as_str().into()) {
                self.pending.push_back((Entry::Record(record), now_ms));
            }
        }
        self.write_tail(effects);
    }

    fn acknowledge(&mut self, appended: Appended, effects: &mut Vec<Effect>) {
        if self.dead.is_some() {
            return;
        }
        self.refused = None;
        self.pending.drain(..self.in_flight.min(self.pending.len()));
        self.healing = self.healing.saturating_sub(self.in_flight);
        self.in_flight = 0;
        self.acknowledged = self.acknowledged.max(appended.head.seq);
        if appended.head.seq > self.known.seq {
            if appended.first <= self.known.seq + 1 {
                self.known = appended.head;
            } else {
                self.wanted = self.wanted.max(appended.head.seq);
            }
        }
        self.write_tail(effects);
        effects.push(Effect::Broadcast(Signal::Head { plan: self.plan.clone(), seq: appended.head.seq }));
        self.remove_dead_tails(effects);
    }

    fn read_back(&mut self, on: ReadOn, effects: &mut Vec<Effect>) {
        let asked = self.reading.take().unwrap_or(0);
        if !on.is_whole() {
            self.may_mirror = false;
            self.health.unreadable += on.unreadable.len() as u64 + on.missing.count();
        }
        if on.head.seq > self.known.seq {
            self.known = on.head;
        }
        if self.wanted <= asked {
            self.wanted = self.known.seq;
        }
        let is_new = |record: &Record| self.seen.insert(record.id.as_str().into());
        let news: Vec<Record> = on.records.into_iter().filter(is_new).collect();
        if !news.is_empty() {
            effects.push(Effect::Deliver(news));
        }
    }

    fn fail(&mut self, cause: Cause, now_ms: u64, effects: &mut Vec<Effect>) {
        if self.dead.is_some() {
            return;
        }
        if cause.is_passing() {
            self.refused = Some((cause, now_ms));
            return;
        }
        if cause.is_poison() {
            effects.extend([Effect::RememberPoison, Effect::Broadcast(Signal::Poisoned)]);
        }
        self.dead = Some(cause);
        self.is_mirror_urgent = true;
    }

    fn write_tail(&mut self, effects: &mut Vec<Effect>) {
        self.health.is_tail_failing = false;
        if self.pending.is_empty() && self.draft.is_none() {
            self.health.beyond_tail = 0;
            if std::mem::take(&mut self.has_tail) {
                effects.push(Effect::ClearTail);
            }
            return;
        }
        let tail = tail::write(&self.plan, self.pending.iter().map(|(entry, _)| entry), self.draft.as_deref());
        self.health.beyond_tail = tail.left_out;
        self.has_tail = true;
        effects.push(Effect::WriteTail(tail.text));
    }

    fn remove_dead_tails(&mut self, effects: &mut Vec<Effect>) {
        if self.healing > 0 || self.dead.is_some() {
            return;
        }
        let (kept, done) = self.dead_tails.drain(..).partition(|(tab, _)| self.untaken_drafts.contains(tab));
        self.dead_tails = kept;
        effects.extend(Vec::into_iter(done).map(|(tab, text)| Effect::RemoveTail { tab, text }));
    }

    /// What every event may have made possible or due.
    fn carry_on(&mut self, now_ms: u64, effects: &mut Vec<Effect>) {
        let may_retry = self.refused.as_ref().is_none_or(|(_, at)| now_ms.saturating_sub(*at) >= RETRY_MS);
        if self.dead.is_none() && may_retry && self.in_flight == 0 && !self.pending.is_empty() {
            self.in_flight = self.pending.len();
            let entries = self.pending.iter().map(|(entry, _)| entry.clone()).collect();
            effects.push(Effect::AppendJournal { entries, known: self.known.seq });
        }
        let is_read_due = self.wanted > self.known.seq || now_ms.saturating_sub(self.last_read_ms) >= POLL_MS;
        if self.reading.is_none() && is_read_due && may_retry && self.may_read() {
            self.reading = Some(self.wanted);
            self.last_read_ms = now_ms;
            effects.push(Effect::ReadJournal { known: self.known });
        }
        self.mirror_if_due(now_ms, effects);
        let loose = self.pending_records();
        let records = (self.seen.len() as u64).saturating_sub(loose);
        let is_due = self.witness == 0 || now_ms.saturating_sub(self.witness_at_ms) >= WITNESS_INTERVAL_MS;
        if self.dead.is_none() && self.healing == 0 && records != self.witness && is_due {
            (self.witness, self.witness_at_ms) = (records, now_ms);
            effects.push(Effect::WriteWitness { records });
        }
    }

    fn mirror_if_due(&mut self, now_ms: u64, effects: &mut Vec<Effect>) {
        let loose = self.pending_records();
        let has_news = self.mirrored != Some(self.known) || (self.dead.is_some() && loose > 0);
        let is_urgent = self.is_mirror_urgent;
        let is_old = self.mirror_at_ms.is_none_or(|at| now_ms.saturating_sub(at) >= MIRROR_INTERVAL_MS);
        let is_time = is_urgent || (is_old && now_ms >= self.settled_ms);
        let is_calm = self.dead.is_some() || self.pending.is_empty();
        if self.may_mirror && !self.is_mirroring && has_news && is_time && is_calm && !self.seen.is_empty() {
            (self.is_mirroring, self.is_mirror_urgent) = (true, false);
            effects.push(Effect::WriteMirror { covers: self.known, loose, is_urgent });
        }
    }

    /// A journal that failed elsewhere is still read for what other tabs write.
    fn may_read(&self) -> bool {
        matches!(self.dead, None | Some(Cause::PoisonedElsewhere))
    }

    fn pending_records(&self) -> u64 {
        self.pending.iter().filter(|(entry, _)| matches!(entry, Entry::Record(_))).count() as u64
    }
}
