//! New plans: the sample, an empty one, one out of a file, a copy.

use leptos::prelude::*;
use smol_str::SmolStr;
use wasm_bindgen_futures::spawn_local;

use super::saving::write_slot;
use super::{POISON, Vault, Work};
use crate::app::exchange::{self, Editor, Ledger};
use crate::app::storage::{Event, Found, JournalFound, PlanId, Saver, Slot, open};
use crate::model::Date;
use crate::platform::local::Area;
use crate::platform::{clock, page, random};
use crate::text::messages::Shell;
use crate::ui::{Dialog, Session, files};

/// What a new plan begins with.
pub enum Begin {
    /// The sample that comes with the application.
    Sample,
    /// The set-up alone.
    Blank,
    /// A plan that was read from a file.
    File {
        /// The plan.
        ledger: Box<Ledger>,
        /// Its name in the list of plans.
        name: String,
    },
}

impl Vault {
    /// Makes a new plan, keeps all of it and opens it.
    pub fn create(self, session: Session, begin: Begin) {
        match begin {
            Begin::Sample => files::sample(session),
            Begin::Blank => {
                let ledger = blank(session, "", self.editor());
                self.keep(session, ledger, String::new(), false);
            }
            Begin::File { ledger, name } => self.keep(session, *ledger, name, false),
        }
    }

    /// Makes a copy of a plan and opens it.
    pub fn duplicate(self, session: Session, plan: PlanId) {
        let copy = move |ledger: &Ledger| {
            let lang = session.language_now();
            let name = Some(ledger.plan().name()).filter(|name| !name.is_empty()).map(SmolStr::new);
            let name = name.unwrap_or_else(|| Shell::Untitled.text(lang).into());
            let name = Shell::CopyName { name }.text(lang).into_owned();
            let ledger = exchange::renamed(ledger, &name, self.editor(), clock::now_ms());
            self.create(session, Begin::File { ledger: Box::new(ledger), name });
        };
        if self.current.get_untracked().as_ref() == Some(&plan) {
            let ledger = session.with(|app| app.ledger.clone());
            copy(&ledger);
        } else {
            spawn_local(async move {
                let opened = self.read(plan).await;
                let (ledger, _) = exchange::ledger_of(opened.records, self.editor(), "", clock::now_ms());
                copy(&ledger);
            });
        }
    }

    /// Shows an empty plan that is kept from its first edit on.
    pub fn put_away(self, session: Session) {
        self.leave(session);
        session.open(blank(session, "", self.editor()));
        self.current.set(None);
        self.drafts.set(Vec::new());
        super::address::show(None);
        session.dialog.set(Some(Dialog::Welcome));
    }

    /// Keeps the plan of the session, which nobody has kept so far, from now on.
    pub(super) fn adopt(self) {
        let Some(session) = self.session().filter(|_| self.with(|state| state.opening.is_none())) else { return };
        let ledger = session.with(|app| app.ledger.clone());
        let name = ledger.plan().name().to_owned();
        self.keep(session, ledger, name, true);
    }

    /// Keeps a plan as a new one and opens it, unless it is open already.
    fn keep(self, session: Session, ledger: Ledger, name: String, is_open: bool) {
        let now = clock::now_ms();
        let Ok(plan) = PlanId::new(format!("{:016x}", random::number())) else { return };
        let mut found = Found {
            plan: plan.clone(),
            journal: Ok(JournalFound::default()),
            tails: Vec::new(),
            mirrors: Vec::new(),
            slot: None,
            is_poisoned: Area::Session.get(POISON).is_ok_and(|mark| mark.is_some()),
        };
        let Ok((saver, effects)) = Saver::start(&open(&mut found), now) else { return };
        let is_sample = ledger.plan().is_sample();
        write_slot(&Slot::new(plan.clone(), name.clone(), now, is_sample));
        let is_first = self.with(|state| state.works.is_empty() && state.journal_plans.is_empty());
        let number = self.try_change(|state| {
            state.journal_plans.push(plan.clone());
            Some(state.next())
        });
        let number = number.unwrap_or_default();
        let records = exchange::all_records(&ledger);
        let work = Work { saver: Some(saver), is_sample, ..Work::new(number, plan, name) };
        // Closed before the plan is put on: while a dialog stands, no table can take the focus.
        if session.dialog.with_untracked(|dialog| matches!(dialog, Some(Dialog::Welcome))) {
            session.close_dialog();
        }
        self.leave(session);
        self.put_on(session, work, (!is_open).then_some(ledger));
        self.perform(number, effects);
        self.event(number, Event::Committed(records));
        self.renew_plans();
        if is_first {
            spawn_local(async {
                // Where it is refused, the browser may clear the plans when the disk is full: nothing to be said.
                let _ = page::keep_storage().await;
            });
        }
    }
}

/// An empty plan with the set-up.
pub(super) fn blank(session: Session, name: &str, editor: Editor) -> Ledger {
    exchange::new_plan(session.language_now(), name, editor, clock::now_ms(), today())
}

/// The clock's day.
pub fn today() -> Date {
    let (year, month, day) = clock::today();
    Date::new(year, month, day).unwrap_or_else(|| Date::of_millis(clock::now_ms()))
}
