//! A browser with up to four tabs on one plan, driven by a seed, and the promises it must keep.

use std::collections::{BTreeSet, HashSet, VecDeque};

use super::super::entry::{Appended, Entry, ReadOn};
use super::super::keys::Key;
use super::super::mirror::{self, MirrorHead, Packing};
use super::super::signal::Signal;
use super::super::*;
use super::disk::{Disk, Mode, Random};

enum Job {
    Append { entries: Vec<Entry>, known: u64 },
    Appended { ids: Vec<String>, result: Result<Appended, Cause> },
    Read { known: Head },
    HasRead(Result<ReadOn, Cause>),
}

struct Tab {
    id: TabId,
    saver: Saver,
    records: Vec<Record>,
    ids: BTreeSet<String>,
    committed: Vec<String>,
    /// So many of `committed` are known to be durable.
    proved: usize,
    jobs: VecDeque<Job>,
    inbox: Vec<Signal>,
    is_poisoned: bool,
}

pub(super) struct World {
    pub(super) random: Random,
    pub(super) disk: Disk,
    tabs: Vec<Tab>,
    now_ms: u64,
    count: u64,
    acknowledged: HashSet<String>,
    /// Committed in tabs that were closed while the browser went on: their tails hold them.
    kept: HashSet<String>,
    /// Damage was done, or the disk lied: a verdict of damage is then right.
    may_be_damaged: bool,
    with_faults: bool,
    /// One store is damaged at most once: against two damaged stores nothing helps.
    was_damaged: bool,
}

impl World {
    pub(super) fn new(seed: u64, with_faults: bool) -> Self {
        let mut world = Self {
            random: Random(seed),
            disk: Disk::new(PlanId::new("p1").unwrap()),
            tabs: Vec::new(),
            now_ms: 1_000_000,
            count: 0,
            acknowledged: HashSet::new(),
            kept: HashSet::new(),
            may_be_damaged: false,
            with_faults,
            was_damaged: false,
        };
        let slot = Slot::new(world.disk.plan.clone(), "plan", world.now_ms, false);
        world.disk.set_local(Key::Slot(slot.plan.clone()).text(), Some(slot.write()));
        world.open_tab();
        world
    }

    pub(super) fn step(&mut self) {
        self.now_ms += self.random.below(300) as u64;
        let count = self.tabs.len();
        let tab = self.random.below(count);
        match self.random.below(100) {
            _ if count == 0 => self.open_tab(),
            0..30 => self.commit(tab),
            30..65 => self.run_job(tab),
            65..80 => self.hear(tab),
            80..84 => self.tick(tab),
            84..86 => self.disk.flush_local(),
            86..89 if count < 4 => self.open_tab(),
            89..91 => self.close_tab(tab),
            91..93 => {
                self.tabs.clear();
                self.kept.clear();
                self.disk.kill(&mut self.random);
            }
            93 => {
                let draft = self.random.chance(50).then(|| "draft".to_owned());
                self.event(tab, Event::Draft(draft));
            }
            94 => {
                self.now_ms += 11 * 60 * 1000;
                self.tick(tab);
            }
            95..98 if self.with_faults => self.change_disk(),
            98 if self.with_faults && !self.was_damaged => {
                self.tabs.clear();
                self.kept.clear();
                self.disk.close();
                self.disk.damage(&mut self.random);
                (self.was_damaged, self.may_be_damaged) = (true, true);
            }
            _ => self.run_job(tab),
        }
    }

    /// The tab is closed or its renderer crashes. With the last one the browser is taken to end:
    /// nobody is left who remembers that the disk failed.
    fn close_tab(&mut self, tab: usize) {
        let closed = self.tabs.swap_remove(tab);
        let Health { beyond_tail, is_tail_failing, .. } = closed.saver.health();
        if beyond_tail == 0 && !is_tail_failing {
            self.kept.extend(closed.committed);
        }
        if self.tabs.is_empty() {
            self.disk.close();
        }
    }

    fn change_disk(&mut self) {
        let everyone_knows = self.tabs.iter().all(|tab| tab.is_poisoned);
        match (self.disk.mode, self.random.below(4)) {
            (Mode::Well, 0) => self.disk.mode = Mode::Faulty,
            (Mode::Well, 1) => self.disk.mode = Mode::Full,
            (Mode::Well, 2) => self.disk.is_local_full = !self.disk.is_local_full,
            (Mode::Full, _) => self.disk.mode = Mode::Well,
            (Mode::Faulty, _) if everyone_knows && !self.tabs.is_empty() => {
                self.disk.begin_lying();
                self.may_be_damaged = true;
            }
            _ => {}
        }
    }

    fn commit(&mut self, tab: usize) {
        let mut records = Vec::new();
        for _ in 0..=self.random.below(2) {
            self.count += 1;
            let id = format!("{:04x}-{:06}", self.random.below(65_536), self.count);
            records.push(Record::new(id, format!("{{\"set\":\"商机 {}\"}}", self.count)));
        }
        let open = &mut self.tabs[tab];
        open.ids.extend(records.iter().map(|record| record.id.clone()));
        open.committed.extend(records.iter().map(|record| record.id.clone()));
        open.records.extend(records.iter().cloned());
        self.event(tab, Event::Committed(records));
    }

    /// One half of a call to the journal: it takes effect, or its answer arrives.
    fn run_job(&mut self, tab: usize) {
        let Some(job) = self.tabs[tab].jobs.pop_front() else {
            return;
        };
        match job {
            Job::Append { entries, known } => {
                let result = self.disk.append(&entries, known);
                let id = |entry| {
                    if let Entry::Record(record) = entry { Some(record.id) } else { None }
                };
                let ids = entries.into_iter().filter_map(id).collect();
                self.tabs[tab].jobs.push_front(Job::Appended { ids, result });
            }
            Job::Read { known } => {
                let result = self.disk.read_on(known);
                self.tabs[tab].jobs.push_front(Job::HasRead(result));
            }
            Job::Appended { ids, result: Ok(appended) } => {
                if !matches!(self.tabs[tab].saver.status(self.now_ms), Status::Failed { why } if !why.cause.is_passing())
                {
                    self.acknowledged.extend(ids);
                }
                self.event(tab, Event::Acknowledged(appended));
            }
            Job::Appended { result: Err(cause), .. } => self.event(tab, Event::JournalFailed(cause)),
            Job::HasRead(Ok(on)) => self.event(tab, Event::ReadBack(on)),
            Job::HasRead(Err(cause)) => self.event(tab, Event::ReadFailed(cause)),
        }
    }

    fn hear(&mut self, tab: usize) {
        let waiting = self.tabs[tab].inbox.len();
        if waiting > 0 {
            let signal = self.tabs[tab].inbox.swap_remove(self.random.below(waiting));
            self.event(tab, Event::Heard(signal));
        }
    }

    fn tick(&mut self, tab: usize) {
        self.now_ms += self.random.below(8_000) as u64;
        self.event(tab, Event::Tick);
    }

    fn event(&mut self, tab: usize, event: Event) {
        let effects = self.tabs[tab].saver.step(event, self.now_ms);
        self.perform(tab, effects);
        self.check_saved(tab);
    }

    fn perform(&mut self, tab: usize, effects: Vec<Effect>) {
        let plan = self.disk.plan.clone();
        let own_tail = Key::Tail(plan.clone(), self.tabs[tab].id.clone()).text();
        for effect in effects {
            match effect {
                Effect::WriteTail(text) => {
                    if !self.disk.set_local(own_tail.clone(), Some(text)) {
                        self.event(tab, Event::TailFailed);
                    }
                }
                Effect::ClearTail => drop(self.disk.set_local(own_tail.clone(), None)),
                Effect::AppendJournal { entries, known } => self.job(tab, Job::Append { entries, known }),
                Effect::ReadJournal { known } => self.job(tab, Job::Read { known }),
                Effect::WriteMirror { covers, loose, is_urgent } => {
                    let event = self.mirror(tab, covers, loose, is_urgent);
                    self.event(tab, event);
                }
                Effect::WriteWitness { records } => {
                    let key = Key::Slot(plan.clone()).text();
                    let read = self.disk.local.get(&key).and_then(|text| Slot::read(&plan, text).ok());
                    let slot = read.unwrap_or_else(|| Slot::new(plan.clone(), "plan", self.now_ms, false));
                    self.disk.set_local(key, Some(Slot { records, ..slot }.write()));
                }
                Effect::Broadcast(signal) => {
                    for (other, open) in self.tabs.iter_mut().enumerate() {
                        if other != tab
                            && !self.random.chance(if matches!(signal, Signal::Head { .. }) { 3 } else { 0 })
                        {
                            open.inbox.push(signal.clone());
                        }
                    }
                }
                Effect::Deliver(records) => {
                    for record in records {
                        assert!(self.tabs[tab].ids.insert(record.id.clone()), "I2: {} delivered twice", record.id);
                        self.tabs[tab].records.push(record);
                    }
                }
                Effect::RememberPoison => self.tabs[tab].is_poisoned = true,
                Effect::RemoveTail { tab, text } => {
                    let key = Key::Tail(plan.clone(), tab).text();
                    if self.disk.local.get(&key) == Some(&text) {
                        self.disk.set_local(key, None);
                    }
                }
                Effect::Quarantine { from, to, text } => {
                    if self.disk.set_local(to.text(), Some(text)) {
                        self.disk.set_local(from.text(), None);
                    }
                }
            }
        }
    }

    fn job(&mut self, tab: usize, job: Job) {
        self.tabs[tab].jobs.push_back(job);
    }

    fn mirror(&mut self, tab: usize, covers: Head, loose: u64, is_urgent: bool) -> Event {
        let plan = &self.disk.plan;
        let key = |slot| Key::Mirror(plan.clone(), slot).text();
        let text = |slot| self.disk.local.get(&key(slot)).cloned();
        let slots = [0, 1].map(|slot| text(slot).map(|text| mirror::check(plan, slot, std::iter::once(text))));
        let records = self.tabs[tab].records.len() as u64;
        let generation = match mirror::next_generation(slots, records, self.now_ms, is_urgent) {
            Ok(generation) => generation,
            Err(reason) => return Event::MirrorSkipped(reason),
        };
        let packing = Packing::Plain;
        let head = MirrorHead { generation, covers, written_ms: self.now_ms, records, loose, packing };
        let records = self.tabs[tab].records.to_vec();
        let list: Result<String, mirror::TooLarge> = mirror::Payload::of(plan, records).collect();
        let text = mirror::write(plan, &head, &list.unwrap()).unwrap();
        let key = key(head.slot());
        if self.disk.set_local(key, Some(text)) { Event::MirrorDone { covers } } else { Event::MirrorFailed }
    }

    pub(super) fn found(&self) -> Found {
        let local = self.disk.local.iter().map(|(key, text)| (key.clone(), text.clone()));
        let alive: Vec<_> = self.tabs.iter().map(|tab| tab.id.clone()).collect();
        let is_poisoned = self.tabs.iter().any(|tab| tab.is_poisoned);
        Found::gather(self.disk.plan.clone(), local, Ok(self.disk.journal_found()), &alive, is_poisoned)
    }

    /// Opens the plan in a new tab and checks what opening promises.
    pub(super) fn open_tab(&mut self) {
        let mut opened = open(&mut self.found());
        assert!(opened.records.is_sorted_by(|one, other| one.id < other.id), "I2: a record twice");
        let ids: BTreeSet<String> = opened.records.iter().map(|record| record.id.clone()).collect();
        let lost: Vec<_> = self.acknowledged.iter().filter(|id| !ids.contains(*id)).collect();
        let is_damaged = matches!(opened.verdict, Verdict::Damaged { .. });
        let report = || format!("{:?}, {:?}, lost {lost:?}", opened.verdict, opened.problems);
        assert!(lost.is_empty() || is_damaged, "I1, I4: {}", report());
        assert!(self.may_be_damaged || !is_damaged, "a false alarm: {}", report());
        assert!(opened.verdict != Verdict::Fresh || self.acknowledged.is_empty(), "I4: {}", report());
        let forgotten: Vec<_> = self.kept.iter().filter(|id| !ids.contains(*id)).collect();
        assert!(forgotten.is_empty(), "committed in a closed tab and gone: {forgotten:?}");
        self.acknowledged.retain(|id| ids.contains(id));
        opened.accept_damage();
        let (saver, effects) = Saver::start(&opened, self.now_ms).unwrap();
        let is_poisoned = self.tabs.iter().any(|tab| tab.is_poisoned);
        self.count += 1;
        self.tabs.push(Tab {
            id: TabId::from_random(self.count),
            saver,
            records: opened.records,
            ids,
            committed: Vec::new(),
            proved: 0,
            jobs: VecDeque::new(),
            inbox: Vec::new(),
            is_poisoned,
        });
        self.perform(self.tabs.len() - 1, effects);
    }

    /// I6: what is said to be saved survives a kill at this very moment.
    fn check_saved(&mut self, tab: usize) {
        let open = &mut self.tabs[tab];
        if matches!(open.saver.status(self.now_ms), Status::Saved { .. }) {
            let unproved = &open.committed[open.proved..];
            let lost: Vec<_> = unproved.iter().filter(|id| !self.disk.durable_ids.contains(*id)).collect();
            assert!(lost.is_empty(), "I6: said to be saved and is not: {lost:?}");
            open.proved = open.committed.len();
        }
    }

    /// Lets everything come to rest on a disk that is well, and checks that all tabs agree.
    pub(super) fn settle(&mut self) {
        if matches!(self.disk.mode, Mode::Faulty | Mode::Lying) {
            self.tabs.clear();
            self.disk.close();
        }
        self.disk.failing = None;
        self.disk.mode = Mode::Well;
        self.disk.is_local_full = false;
        self.rest();
        self.open_tab();
        self.rest();
        let reopened: BTreeSet<String> = open(&mut self.found()).records.into_iter().map(|record| record.id).collect();
        for tab in self.tabs.iter().filter(|tab| !tab.is_poisoned) {
            let saved = tab.saver.status(self.now_ms);
            assert!(matches!(saved, Status::Saved { .. }), "at rest and {saved:?}");
            assert_eq!(tab.ids, reopened, "I3: tabs differ");
        }
    }

    fn rest(&mut self) {
        for _ in 0..2 {
            self.now_ms += 20_000;
            for tab in 0..self.tabs.len() {
                self.event(tab, Event::Tick);
            }
            while self.tabs.iter().any(|tab| !tab.jobs.is_empty() || !tab.inbox.is_empty()) {
                for tab in 0..self.tabs.len() {
                    self.run_job(tab);
                    self.hear(tab);
                }
            }
        }
    }
}
