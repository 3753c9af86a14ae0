//! Keeps the plans in the browser: performs what the saving policy decides, and tells the screen how it stands.
//!
//! Decides nothing about saving: that is `app::storage`. A plan that was left before all of it was acknowledged goes
//! on being saved in the background. Nothing is written for a plan before it was loaded.

use std::rc::Rc;

use leptos::prelude::*;

use super::Session;
use super::lasting::Lasting;
use crate::app::exchange::{self, Editor, Ledger, Transaction};
use crate::app::storage::{
    Cause, Event, Failure, Health, LeftDraft, Opened, PlanId, Record, Saver, Slot, Status, TabId, signal,
};
use crate::platform::channel::Channel;
use crate::platform::journal::Journal;
use crate::platform::local::Area;
use crate::platform::renew::renew_log;
use crate::platform::{clock, locks, random};
use crate::text::messages::Refusal;

mod address;
mod begin;
mod mirroring;
mod notices;
mod opening;
mod saving;
mod shelf;
mod waiting;

use waiting::{ANSWER_LIMIT_MS, within};

pub use address::plan as address;
pub use begin::{Begin, today};
pub use notices::notices;
pub use shelf::deleted_ms;
pub use waiting::both;

/// The profile's own number; it lies beside the plans and is none of the keys of `storage::keys`.
const DEVICE: &str = "quadrille/device";
/// Begins the name of the lock by which a tab is known to be alive.
const TAB_LOCK: &str = "quadrille/tab/";
/// In sessionStorage: the life of this tab before the page was loaded anew.
const LIFE: &str = "quadrille/life";
/// In sessionStorage: the plan that is open, and where in it one is.
const PLACE: &str = "quadrille/place";
/// In sessionStorage: the journal failed since this tab was opened.
const POISON: &str = "quadrille/poisoned";

/// Keeps the plans; copied everywhere, and one word. All of it lives as long as the page.
#[derive(Clone, Copy)]
pub struct Vault(&'static Parts);

/// What [`Vault`] leads to.
pub struct Parts {
    state: StoredValue<State, LocalStorage>,
    /// What may be said about saving the open plan.
    pub status: Lasting<Status>,
    /// What is behind it.
    pub health: Lasting<Health>,
    /// The plans in this browser, the last opened first.
    pub plans: Lasting<Vec<Slot>>,
    /// The plans that were deleted and can still be brought back, the last opened first.
    pub bin: Lasting<Vec<Slot>>,
    /// The open plan; none before the first edit of a new one.
    pub current: Lasting<Option<PlanId>>,
    /// Unfinished texts that closed tabs of the open plan left behind.
    pub drafts: Lasting<Vec<String>>,
}

struct State {
    session: Option<Session>,
    editor: Editor,
    tab: TabId,
    /// What the tab was before the page was loaded anew.
    was: Option<TabId>,
    channel: Option<Channel>,
    journal: Option<Rc<Journal>>,
    /// The plans the journal knew when it was opened.
    journal_plans: Vec<PlanId>,
    /// The first tab of a browser has not begun to mend the database yet.
    must_heal: bool,
    works: Vec<Work>,
    /// The work of the open plan.
    current: Option<u64>,
    /// Counts works and openings; the latest opening wins.
    count: u64,
    opening: Option<u64>,
    /// What goes on when the dialog about storage is closed.
    waiting: Option<Waiting>,
}

/// One plan that is open, or was left and is still being saved.
struct Work {
    number: u64,
    plan: PlanId,
    /// The name in the list of plans, and whether it is the sample.
    name: String,
    is_sample: bool,
    /// None while a person has not seen the damage, and for a plan that can only be looked at.
    saver: Option<Saver>,
    /// Made while there was no saver.
    held: Vec<Record>,
    /// Records this version cannot read; they go into the mirror as they are.
    unread: Vec<Record>,
    drafts: Vec<LeftDraft>,
    /// The plan itself, once it is no longer the open one.
    ledger: Option<Ledger>,
}

enum Waiting {
    /// Saving begins with what was found.
    Accept(u64, Box<Opened>),
    /// The journal was held by another tab: it is opened once more.
    Retry(PlanId),
}

impl std::ops::Deref for Vault {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Vault {
    /// A vault without a plan. `start` has to attach a session.
    #[must_use]
    pub fn new() -> Vault {
        let device = device();
        let number = random::number();
        let tab = TabId::from_random(number);
        let was = Area::Session.get(LIFE).ok().flatten().and_then(|id| TabId::new(id).ok());
        // Where it cannot be kept, what was left unfinished is offered instead of gone on with.
        let _ = Area::Session.set(LIFE, tab.as_str());
        let state = State {
            session: None,
            editor: Editor { device, tab: number & 0xffff },
            tab,
            was,
            channel: None,
            journal: None,
            journal_plans: Vec::new(),
            must_heal: false,
            works: Vec::new(),
            current: None,
            count: 0,
            opening: None,
            waiting: None,
        };
        Vault(Box::leak(Box::new(Parts {
            state: StoredValue::new_local(state),
            status: Lasting::new(Status::Saved { copies: 1 }),
            health: Lasting::new(Health::default()),
            plans: Lasting::new(Vec::new()),
            bin: Lasting::new(Vec::new()),
            current: Lasting::new(None),
            drafts: Lasting::new(Vec::new()),
        })))
    }

    /// Joins the other tabs and opens the journal. To be awaited before a plan is opened.
    pub async fn join(self) {
        let (journal, held) = both(self.journal(), locks::held()).await;
        let tab = self.with(|state| state.tab.as_str().to_owned());
        let is_first = !held.iter().any(|name| name.starts_with(TAB_LOCK));
        locks::hold(&format!("{TAB_LOCK}{tab}"));
        let channel = Channel::open(signal::CHANNEL, move |text| {
            if let Some(signal) = signal::Signal::read(&text) {
                self.event_all(&Event::Heard(signal));
            }
        });
        // Without a channel the journal is still read on every quarter of a minute.
        self.change(|state| state.channel = channel.ok());
        if let Ok(journal) = journal {
            let plans = journal.plans().await.unwrap_or_default();
            self.change(|state| {
                state.journal_plans = plans.into_iter().filter_map(|id| PlanId::new(id).ok()).collect();
                state.must_heal = is_first;
            });
        }
        self.renew_plans();
    }

    /// Mends the browser's database if this tab has to, once. To be awaited before anything is written; a failure leaves
    /// everything as it was.
    pub async fn heal(self) {
        if self.try_change(|state| std::mem::take(&mut state.must_heal).then_some(())).is_some() {
            let _ = within(ANSWER_LIMIT_MS, renew_log()).await;
        }
    }

    /// Who edits here.
    #[must_use]
    pub fn editor(self) -> Editor {
        self.with(|state| state.editor)
    }

    /// Ties the vault to the session it keeps the plans of.
    pub fn attach(self, session: Session) {
        self.change(|state| state.session = Some(session));
    }

    /// Stores transactions of the open plan; the first edit of a plan that is not kept yet makes it one that is.
    pub fn store(self, transactions: &[&Transaction]) {
        if transactions.is_empty() {
            return;
        }
        match self.with(|state| state.current) {
            Some(number) => {
                self.commit(number, transactions.iter().map(|transaction| exchange::record_of(transaction)).collect());
                self.follow_name();
            }
            None => self.adopt(),
        }
    }

    /// Keeps the text of the open editor; none once it is closed.
    pub fn draft(self, text: Option<String>) {
        if let Some(number) = self.with(|state| state.current) {
            self.event(number, Event::Draft(text));
        }
    }

    /// Takes an unfinished text of a closed tab out of [`Vault::drafts`]: it was used, or is not wanted.
    pub fn take_draft(self, at: usize) -> Option<String> {
        let number = self.with(|state| state.current)?;
        let draft = self.try_change(|state| {
            let work = state.work(number)?;
            (at < work.drafts.len()).then(|| work.drafts.remove(at))
        })?;
        self.drafts.update(|drafts| {
            if at < drafts.len() {
                drafts.remove(at);
            }
        });
        self.event(number, Event::DraftTaken(draft.tab));
        Some(draft.text)
    }

    /// Whether leaving the page would lose something, or may.
    #[must_use]
    pub fn is_unsafe(self) -> bool {
        let now = clock::now_ms();
        self.with(|state| state.works.iter().any(|work| work.is_unsafe(now)))
    }

    /// Whether any edit is on its way.
    #[must_use]
    pub fn is_busy(self) -> bool {
        let now = clock::now_ms();
        self.with(|state| state.works.iter().any(|work| !work.is_saved(now)))
    }

    /// Goes on with what waited for a dialog to be closed.
    pub fn resume(self) {
        match self.try_change(|state| state.waiting.take()) {
            Some(Waiting::Accept(number, mut opened)) => {
                opened.accept_damage();
                self.begin_saving(number, &opened);
            }
            Some(Waiting::Retry(plan)) => {
                if let Some(session) = self.session() {
                    self.retry(session, plan);
                }
            }
            None => {}
        }
    }

    fn session(self) -> Option<Session> {
        self.with(|state| state.session)
    }

    fn with<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_value(read)
    }

    fn change(self, change: impl FnOnce(&mut State)) {
        self.state.update_value(change);
    }

    fn try_change<T>(self, change: impl FnOnce(&mut State) -> Option<T>) -> Option<T> {
        self.state.try_update_value(change).flatten()
    }
}

impl State {
    fn work(&mut self, number: u64) -> Option<&mut Work> {
        self.works.iter_mut().find(|work| work.number == number)
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

impl Work {
    fn new(number: u64, plan: PlanId, name: String) -> Work {
        let (held, unread, drafts) = (Vec::new(), Vec::new(), Vec::new());
        Work { number, plan, name, is_sample: false, saver: None, held, unread, drafts, ledger: None }
    }

    fn status(&self, now: u64) -> Status {
        match &self.saver {
            Some(saver) => saver.status(now),
            None if self.held.is_empty() => Status::Saved { copies: 1 },
            None => Status::Failed { why: Failure { cause: Cause::Superseded, unsaved: self.held.len() } },
        }
    }

    fn is_saved(&self, now: u64) -> bool {
        matches!(self.status(now), Status::Saved { .. })
    }

    /// What is on its way stands in the tail, which the next tab reads; what waits longer, or fits nowhere, does not
    /// count as safe.
    fn is_unsafe(&self, now: u64) -> bool {
        let Health { beyond_tail, is_tail_failing, .. } = self.saver.as_ref().map(Saver::health).unwrap_or_default();
        match self.status(now) {
            Status::Saved { .. } => false,
            Status::Saving => beyond_tail > 0 || is_tail_failing,
            Status::NotSavedYet { .. } => true,
            Status::Failed { why } => why.unsaved > 0,
        }
    }
}

/// Why saving failed, in a few words.
#[must_use]
pub fn failure(why: &Failure) -> Refusal {
    exchange::failure(why)
}

/// The number of this browser profile, made at the first visit; where nothing can be kept it lasts as long as the page.
fn device() -> u64 {
    let kept = Area::Local.get(DEVICE).ok().flatten();
    kept.and_then(|text| u64::from_str_radix(&text, 16).ok()).filter(|device| *device != 0).unwrap_or_else(|| {
        let device = (random::number() >> 16).max(1);
        let _ = Area::Local.set(DEVICE, &format!("{device:012x}"));
        device
    })
}
