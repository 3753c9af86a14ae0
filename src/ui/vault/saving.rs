//! Events to the saving policy, and its effects performed: tail, journal, mirror, other tabs.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::waiting::{ANSWER_LIMIT_MS, within};
use super::{POISON, Vault, Work, mirroring};
use crate::app::Action;
use crate::app::exchange::{self, Kept, Ledger};
use crate::app::storage::entry::{self, Appended, ReadOn};
use crate::app::storage::keys::Key;
use crate::app::storage::{Cause, Effect, Entry, Event, Head, PlanId, Record, Slot, Status, mirror};
use crate::platform::clock;
use crate::platform::journal::{Addition, AppendError, Journal, JournalError};
use crate::platform::local::Area;

/// More bytes than these are put into the journal once what they changed is painted, where they stand in the tail: checking
/// and handing over a large paste takes as long as a frame.
const AT_ONCE: usize = 64 << 10;

/// A page that nobody sees is never painted.
const PAINT_LIMIT_MS: u32 = 100;

fn size(entry: &Entry) -> usize {
    match entry {
        Entry::Record(record) => record.body.len(),
        Entry::Settled(_) => 0,
    }
}

impl Vault {
    /// Whether all that waits for the journal of a work stands in its tail.
    fn is_safe(self, number: u64) -> bool {
        let health = self.try_change(|state| Some(state.work(number)?.saver.as_ref()?.health()));
        health.is_some_and(|health| health.beyond_tail == 0 && !health.is_tail_failing)
    }

    /// Lets time go by: what waits is tried again, what is old is read on.
    pub fn tick(self) {
        self.event_all(&Event::Tick);
    }

    /// The page is visible again.
    pub fn woke(self) {
        self.event_all(&Event::Woke);
    }

    pub(super) fn event_all(self, event: &Event) {
        let numbers: Vec<u64> = self.with(|state| state.works.iter().map(|work| work.number).collect());
        numbers.into_iter().for_each(|number| self.event(number, event.clone()));
    }

    pub(super) fn commit(self, number: u64, records: Vec<Record>) {
        let has_saver = self.try_change(|state| {
            let work = state.work(number)?;
            if work.saver.is_none() {
                work.held.extend(records.iter().cloned());
            }
            Some(work.saver.is_some())
        });
        if has_saver == Some(true) {
            self.event(number, Event::Committed(records));
        }
        self.show(number);
    }

    /// Hands an event to a work; one that has ended hears nothing more.
    pub(super) fn event(self, number: u64, event: Event) {
        let now = clock::now_ms();
        let effects = self.try_change(|state| Some(state.work(number)?.saver.as_mut()?.step(event, now)));
        if let Some(effects) = effects {
            self.perform(number, effects);
        }
        self.show(number);
    }

    pub(super) fn perform(self, number: u64, effects: Vec<Effect>) {
        let Some(plan) = self.try_change(|state| Some(state.work(number)?.plan.clone())) else { return };
        let tail = self.with(|state| Key::Tail(plan.clone(), state.tab.clone()).text());
        for effect in effects {
            match effect {
                Effect::WriteTail(text) => {
                    if Area::Local.set(&tail, &text).is_err() {
                        self.event(number, Event::TailFailed);
                    }
                }
                Effect::ClearTail => drop(Area::Local.remove(&tail)),
                Effect::AppendJournal { entries, known } => {
                    let plan = plan.clone();
                    let is_late = self.is_safe(number) && entries.iter().map(size).sum::<usize>() > AT_ONCE;
                    spawn_local(async move {
                        if is_late {
                            within(PAINT_LIMIT_MS, clock::painted()).await;
                        }
                        self.event(
                            number,
                            match self.append(plan, entries, known).await {
                                Ok(appended) => Event::Acknowledged(appended),
                                Err(cause) => Event::JournalFailed(cause),
                            },
                        );
                    });
                }
                Effect::ReadJournal { known } => {
                    let plan = plan.clone();
                    spawn_local(async move {
                        self.event(
                            number,
                            match self.read_on(plan, known).await {
                                Ok(on) => Event::ReadBack(on),
                                Err(cause) => Event::ReadFailed(cause),
                            },
                        );
                    });
                }
                Effect::WriteMirror { covers, loose, is_urgent } => {
                    // Now, of the plan that the effect is about: a moment later it may be another one, or gone.
                    let (plan, records) = (plan.clone(), self.records_of(number));
                    spawn_local(async move {
                        let event = match records {
                            Some(records) => mirroring::write(&plan, records, covers, loose, is_urgent).await,
                            None => Event::MirrorFailed,
                        };
                        self.event(number, event);
                    });
                }
                Effect::WriteWitness { records } => self.write_witness(number, records),
                Effect::Broadcast(signal) => self.with(|state| {
                    // A word that is lost is made up for by reading on.
                    let _ = state.channel.as_ref().map(|channel| channel.send(&signal.write()));
                }),
                Effect::Deliver(records) => self.deliver(number, records),
                // Where even this is blocked, the other tabs still answer the next one's greeting.
                Effect::RememberPoison => drop(Area::Session.set(POISON, "1")),
                Effect::RemoveTail { tab, text } => {
                    let key = Key::Tail(plan.clone(), tab).text();
                    if Area::Local.get(&key) == Ok(Some(text)) {
                        let _ = Area::Local.remove(&key);
                    }
                }
                Effect::Quarantine { from, to, text } => quarantine(&from.text(), &to.text(), &text),
            }
        }
    }

    /// Tells the screen how the open plan stands, and ends a work that was left and is saved.
    pub(super) fn show(self, number: u64) {
        let now = clock::now_ms();
        let is_current = self.with(|state| state.current == Some(number));
        if !is_current {
            self.change(|state| state.works.retain(|work| work.number != number || !work.is_saved(now)));
            return;
        }
        let shown = self.try_change(|state| {
            let work = state.work(number)?;
            Some((work.status(now), work.saver.as_ref().map(|saver| saver.health()).unwrap_or_default()))
        });
        if let Some((status, health)) = shown {
            self.show_status(status);
            if self.health.get_untracked() != health {
                self.health.set(health);
            }
        }
    }

    pub(super) fn show_status(self, status: Status) {
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }

    /// The journal, opened where it is not yet.
    pub(super) async fn journal(self) -> Result<Rc<Journal>, Cause> {
        if let Some(journal) = self.with(|state| state.journal.clone()) {
            return Ok(journal);
        }
        let lost = move |error| self.event_all(&Event::JournalFailed(cause_of(error)));
        let opened = within(ANSWER_LIMIT_MS, Journal::open(lost)).await;
        let journal = Rc::new(opened.unwrap_or(Err(JournalError::Blocked)).map_err(cause_of)?);
        self.change(|state| state.journal = Some(Rc::clone(&journal)));
        Ok(journal)
    }

    async fn append(self, plan: PlanId, entries: Vec<Entry>, known: u64) -> Result<Appended, Cause> {
        let journal = self.journal().await?;
        let appended = Rc::new(Cell::new(None));
        let (result, name) = (Rc::clone(&appended), plan.as_str().to_owned());
        let of = plan.clone();
        let is_wanted = move |head: Option<&[u8]>, last| entry::is_beyond(&of, head, last);
        let written = journal.append(&name, is_wanted, move |ends| {
            let last = ends.last.as_ref().map(|(seq, bytes)| (*seq, bytes.as_slice()));
            let batch = entry::batch(&plan, ends.head.as_deref(), last, known, &entries)?;
            result.set(Some(batch.appended));
            Ok(Addition { entries: batch.entries, head: batch.head_bytes })
        });
        match written.await {
            Ok(()) => appended.get().ok_or_else(|| Cause::Fault { name: "AbortError".to_owned() }),
            Err(AppendError::Journal(error)) => Err(cause_of(error)),
            Err(AppendError::Refused(entry::SetBack { .. })) => Err(Cause::SetBack),
        }
    }

    async fn read_on(self, plan: PlanId, known: Head) -> Result<ReadOn, Cause> {
        let read = self.journal().await?.read(plan.as_str(), known.seq).await.map_err(cause_of)?;
        Ok(entry::read_on(&plan, known, read.entries))
    }

    /// Everything the plan of a work consists of; none where it would not fit into a mirror by far.
    fn records_of(self, number: u64) -> Option<Vec<Kept>> {
        let session = self.session().filter(|_| self.with(|state| state.current == Some(number)));
        let take = |ledger: &Ledger, unread: &[Record]| {
            (!exchange::is_heavier(ledger, mirror::PAYLOAD_LIMIT / 4 * 5)).then(|| Kept::all(ledger, unread))
        };
        self.with(|state| {
            let work = state.works.iter().find(|work| work.number == number)?;
            match session {
                Some(session) => session.with(|app| take(&app.ledger, &work.unread)),
                None => take(work.ledger.as_ref()?, &work.unread),
            }
        })
    }

    /// Gives the records of other tabs to the plan.
    fn deliver(self, number: u64, records: Vec<Record>) {
        let (transactions, unread) = exchange::transactions_of(records);
        let is_current = self.with(|state| state.current == Some(number));
        let now = clock::now_ms();
        self.change(|state| {
            let Some(work) = state.work(number) else { return };
            work.unread.extend(unread);
            if let Some(ledger) = &mut work.ledger {
                ledger.merge(transactions.iter().cloned(), now);
            }
        });
        if let Some(session) = self.session().filter(|_| is_current) {
            session.dispatch(Action::Merge(transactions));
            self.follow_name();
        }
    }

    fn write_witness(self, number: u64, records: u64) {
        let named =
            self.try_change(|state| state.work(number).map(|Work { plan, name, .. }| (plan.clone(), name.clone())));
        let Some((plan, name)) = named else { return };
        match read_slot(&plan) {
            Some(Ok(slot)) => write_slot(&Slot { records, ..slot }),
            // It is damaged and was not moved away: it is left as it is.
            Some(Err(())) => {}
            None => {
                let is_sample = self.session().is_some_and(|session| session.with(|app| app.plan().is_sample()));
                write_slot(&Slot { records, ..Slot::new(plan, name, clock::now_ms(), is_sample) });
                self.renew_plans();
            }
        }
    }
}

/// The line of a plan in the list of plans; none where there is none, an error where it cannot be read.
pub(super) fn read_slot(plan: &PlanId) -> Option<Result<Slot, ()>> {
    let text = Area::Local.get(&Key::Slot(plan.clone()).text()).ok().flatten()?;
    Some(Slot::read(plan, &text).map_err(drop))
}

/// Writes a line; where there is no room, the plan is found by its other traces.
pub(super) fn write_slot(slot: &Slot) {
    let _ = Area::Local.set(&Key::Slot(slot.plan.clone()).text(), &slot.write());
}

/// Copies a text, reads the copy back, and only then removes the original.
fn quarantine(from: &str, to: &str, text: &str) {
    let is_copied =
        Area::Local.set(to, text).is_ok() && Area::Local.get(to).is_ok_and(|copy| copy.as_deref() == Some(text));
    if is_copied && Area::Local.get(from).is_ok_and(|now| now.as_deref() == Some(text)) {
        let _ = Area::Local.remove(from);
    }
}

pub(super) fn cause_of(error: JournalError) -> Cause {
    match error {
        JournalError::Unavailable { .. } => Cause::Unavailable,
        JournalError::Blocked => Cause::Blocked,
        JournalError::Superseded => Cause::Superseded,
        JournalError::Cleared => Cause::SetBack,
        JournalError::Quota => Cause::Quota,
        JournalError::Fault { name } => Cause::Fault { name },
    }
}
