//! Opening a plan: everything found in every replica, what it comes to, and what a person must see first.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::saving::{cause_of, read_slot, write_slot};
use super::waiting::{ANSWER_LIMIT_MS, both, within};
use super::{PLACE, POISON, TAB_LOCK, Vault, Waiting, Work, address};
use crate::app::command::Command;
use crate::app::exchange::{self, Ledger};
use crate::app::storage::keys::{Key, PREFIX};
use crate::app::storage::{
    Cause, Event, Found, JournalFound, Opened, PlanId, Problem, Saver, Slot, TabId, Verdict, open,
};
use crate::app::{Action, LeftText, Whereabouts};
use crate::platform::local::Area;
use crate::platform::{clock, locks, page, zip};
use crate::text::messages::Storage;
use crate::ui::{Dialog, Session, words};

impl Vault {
    /// Opens a plan in place of the open one, once it is loaded.
    pub fn open_plan(self, session: Session, plan: PlanId) {
        if self.current.get_untracked().as_ref() == Some(&plan) || self.bring_back(session, &plan) {
            return;
        }
        spawn_local(self.load(session, plan));
    }

    /// Loads a plan and opens it, unless another one was asked for meanwhile.
    pub async fn load(self, session: Session, plan: PlanId) {
        let number = self.try_change(|state| {
            let number = state.next();
            state.opening = Some(number);
            Some(number)
        });
        let ((), opened) = both(self.heal(), self.read(plan)).await;
        if self.with(|state| state.opening) == number {
            self.take_over(session, number.unwrap_or_default(), opened);
        }
    }

    /// Reads a plan out of every replica.
    pub(super) async fn read(self, plan: PlanId) -> Opened {
        let mut found = self.find(plan.clone()).await;
        let opened = open(&mut found);
        if !opened.problems.iter().any(|problem| matches!(problem, Problem::MirrorPacked(_))) {
            return opened;
        }
        // A journal that could be read has become the records: it is read once more, as seldom as it is damaged.
        if found.journal.is_ok() {
            found.journal = self.read_journal(&plan).await;
        }
        for (slot, bytes) in found.packed() {
            if let Ok(list) = zip::gunzip(&bytes).await {
                found.set_unpacked(slot, list);
            }
        }
        open(&mut found)
    }

    /// Looks for everything that there is of a plan.
    async fn find(self, plan: PlanId) -> Found {
        let held = locks::held().await;
        let others = held.iter().filter_map(|name| TabId::new(name.strip_prefix(TAB_LOCK)?).ok());
        let alive: Vec<TabId> = others.chain([self.with(|state| state.tab.clone())]).collect();
        // First localStorage, then the journal: what moves from one to the other meanwhile is seen twice, not never.
        // The mirrors of other plans may be megabytes.
        let is_own = |key: &str| Key::read(key).is_some_and(|key| *key.plan() == plan);
        let local = Area::Local.entries(PREFIX, is_own).unwrap_or_default();
        let journal = self.read_journal(&plan).await;
        let is_poisoned = Area::Session.get(POISON).is_ok_and(|mark| mark.is_some());
        Found::gather(plan, local, journal, &alive, is_poisoned)
    }

    async fn read_journal(self, plan: &PlanId) -> Result<JournalFound, Cause> {
        let read = async {
            let journal = self.journal().await?;
            journal.read(plan.as_str(), 0).await.map_err(cause_of)
        };
        let read = within(4 * ANSWER_LIMIT_MS, read).await.unwrap_or(Err(Cause::Blocked))?;
        Ok(JournalFound { head: read.head, entries: read.entries })
    }

    fn take_over(self, session: Session, number: u64, mut opened: Opened) {
        let (now, editor) = (clock::now_ms(), self.editor());
        let (mut ledger, unread) = exchange::ledger_of(opened.hand_out(), editor, "", now);
        let slot = read_slot(&opened.plan).and_then(Result::ok);
        // A plan that was made and lost before its first edit was acknowledged begins anew.
        let may_pass = exchange::may_pass(&opened);
        let is_seeded = ledger.is_empty() && unread.is_empty() && opened.verdict == Verdict::Fresh && !may_pass;
        if is_seeded {
            let name = slot.as_ref().map(|slot| slot.name.clone()).unwrap_or_default();
            ledger = super::begin::blank(session, &name, editor);
        }
        let warning = exchange::warning(&opened, unread.len());
        let records = if is_seeded { exchange::all_records(&ledger) } else { Vec::new() };
        self.leave(session);
        let name = ledger.plan().name().to_owned();
        let work = Work { unread, drafts: opened.drafts.clone(), ..Work::new(number, opened.plan.clone(), name) };
        self.put_on(session, work, Some(ledger));
        match opened.verdict {
            _ if may_pass => self.change(|state| state.waiting = Some(Waiting::Retry(opened.plan))),
            Verdict::Damaged { .. } => {
                self.change(|state| state.waiting = Some(Waiting::Accept(number, Box::new(opened))));
            }
            _ => {
                self.begin_saving(number, &opened);
                self.commit(number, records);
                self.go_on(session, number);
            }
        }
        let said = warning.map(|warning| dialog(session, &warning));
        if said.is_some() || session.dialog.with_untracked(|dialog| matches!(dialog, Some(Dialog::Welcome))) {
            session.dialog.set(said);
        }
    }

    /// Keeps where in the plan one is, for the case that the page is loaded anew: it is hidden before that.
    pub fn note_place(self, session: Session) {
        if let Some(plan) = self.current.get_untracked() {
            let place = session.with(|app| app.whereabouts().write());
            // Where it cannot be kept, the plan opens at its beginning.
            let _ = Area::Session.set(PLACE, &format!("{}\n{place}", plan.as_str()));
        }
    }

    /// Goes on where this tab itself was loaded anew, and with the text in the midst of which it was: the next key belongs to
    /// it.
    fn go_on(self, session: Session, number: u64) {
        let is_reload = self.with(|state| state.was.is_some());
        let plan = self.try_change(|state| Some(state.work(number)?.plan.clone()));
        let kept = Area::Session.get(PLACE).ok().flatten().filter(|_| is_reload);
        let place = kept
            .as_deref()
            .and_then(|kept| kept.split_once('\n'))
            .filter(|(of, _)| plan.as_ref().is_some_and(|plan| plan.as_str() == *of));
        if let Some(place) = place.and_then(|(_, line)| Whereabouts::read(line)) {
            session.dispatch(Action::ReturnTo(place.into()));
        }
        let own = self.try_change(|state| {
            let was = state.was.take()?;
            let drafts = &state.work(number)?.drafts;
            let at = drafts.iter().position(|draft| draft.tab == was)?;
            Some((at, LeftText::read(&drafts.get(at)?.text)))
        });
        if let Some((at, left)) = own.filter(|(_, left)| session.with(|app| app.place_of(left)).is_some()) {
            session.dispatch(Action::Resume(left.into()));
            self.take_draft(at);
        }
    }

    /// Begins to save a loaded plan. For one that may only be looked at nothing begins.
    pub(super) fn begin_saving(self, number: u64, opened: &Opened) {
        let now = clock::now_ms();
        if let Ok((saver, effects)) = Saver::start(opened, now) {
            let held = self.try_change(|state| {
                let work = state.work(number)?;
                work.saver = Some(saver);
                Some(std::mem::take(&mut work.held))
            });
            self.perform(number, effects);
            if let Some(held) = held.filter(|held| !held.is_empty()) {
                self.event(number, Event::Committed(held));
            }
            self.mark_opened(number, &opened.plan, now);
        }
        self.show(number);
    }

    /// Puts the time of opening into the list of plans, and a name given there into the plan.
    fn mark_opened(self, number: u64, plan: &PlanId, now: u64) {
        let renamed = match read_slot(plan) {
            Some(Ok(slot)) => {
                let (slot, renamed) = super::shelf::without(slot, super::shelf::RENAMED);
                let name = renamed.then(|| slot.name.clone());
                write_slot(&Slot { opened_ms: now, ..slot });
                name
            }
            Some(Err(())) => None,
            None => {
                let named = self.try_change(|state| Some(state.work(number)?.name.clone()));
                write_slot(&Slot::new(plan.clone(), named.unwrap_or_default(), now, false));
                None
            }
        };
        if let (Some(name), Some(session)) = (renamed, self.session()) {
            self.rename(session, name);
        }
        self.follow_name();
        self.renew_plans();
    }

    /// Makes a work the one of the open plan, which the session shows already where no ledger is given.
    pub(super) fn put_on(self, session: Session, work: Work, ledger: Option<Ledger>) {
        let (number, plan) = (work.number, work.plan.clone());
        let drafts = work.drafts.iter().map(|draft| draft.text.clone()).collect();
        self.change(|state| {
            state.works.retain(|work| work.number != number);
            state.works.push(work);
            (state.current, state.opening, state.waiting) = (Some(number), None, None);
        });
        let is_opened = ledger.is_some();
        if let Some(mut ledger) = ledger {
            ledger.hand_to(self.editor().within(&plan).replica());
            session.open(ledger);
        }
        self.current.set(Some(plan.clone()));
        self.drafts.set(drafts);
        address::show(Some(&plan));
        page::set_title(&words::title(session));
        if is_opened {
            focus(session);
            // The pane may still stand where the plan before was scrolled to.
            if let Some(grid) = session.with(crate::app::App::grid_in_use) {
                session.dispatch(Action::Run(grid, Command::Reveal));
            }
        }
    }

    /// Leaves the open plan; what of it is not acknowledged yet is saved in the background.
    pub(super) fn leave(self, session: Session) {
        let Some(number) = self.with(|state| state.current) else { return };
        self.event(number, Event::Draft(None));
        let now = clock::now_ms();
        let is_saved = self.try_change(|state| Some(state.work(number)?.is_saved(now))).unwrap_or(true);
        let ledger = (!is_saved).then(|| session.with(|app| app.ledger.clone()));
        self.change(|state| {
            (state.current, state.waiting) = (None, None);
            match (ledger, state.work(number)) {
                (Some(ledger), Some(work)) => work.ledger = Some(ledger),
                _ => state.works.retain(|work| work.number != number),
            }
        });
    }

    /// Opens a plan that was left and is still being saved.
    fn bring_back(self, session: Session, plan: &PlanId) -> bool {
        let number = self.with(|state| state.works.iter().find(|work| work.plan == *plan).map(|work| work.number));
        let Some(number) = number else { return false };
        self.leave(session);
        let back = self.try_change(|state| {
            let at = state.works.iter().position(|work| work.number == number && work.ledger.is_some())?;
            let mut work = state.works.remove(at);
            let ledger = work.ledger.take()?;
            Some((work, ledger))
        });
        let Some((work, ledger)) = back else { return false };
        self.put_on(session, work, Some(ledger));
        self.show(number);
        true
    }

    /// Forgets the open plan, of which nothing was written, and opens it once more.
    pub(super) fn retry(self, session: Session, plan: PlanId) {
        self.change(|state| {
            state.works.retain(|work| work.plan != plan);
            state.current = None;
        });
        spawn_local(self.load(session, plan));
    }
}

/// Gives the focus to the page's first grid, so that the next key is written.
fn focus(session: Session) {
    if let Some(grid) = session.with(crate::app::App::first_grid) {
        session.focus(grid);
    }
}

pub(super) fn dialog(session: Session, warning: &Storage) -> Dialog {
    let lang = session.language_now();
    Dialog::Storage { what: warning.text(lang).into(), remedy: warning.remedy(lang).into() }
}
