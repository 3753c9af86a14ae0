//! The list of plans: renewing it, renaming, deleting and bringing back.

use leptos::prelude::*;
use smol_str::SmolStr;
use wasm_bindgen_futures::spawn_local;

use super::saving::{read_slot, write_slot};
use super::{Vault, Work};
use crate::app::Action;
use crate::app::storage::keys::{Key, PREFIX};
use crate::app::storage::{PlanId, Slot, slots};
use crate::model::{Key as Column, Plan, Sheet, Value};
use crate::platform::local::Area;
use crate::platform::{clock, page};
use crate::text::messages::Shell;
use crate::ui::{Session, words};

/// In a line: the name was given in the list, and the plan takes it when it is opened.
pub(super) const RENAMED: &str = "renamed";
/// In a line: when the plan was deleted, in milliseconds.
const DELETED: &str = "deleted";
/// How long a deleted plan can be brought back.
const KEPT_MS: u64 = 30 * 24 * 60 * 60 * 1000;

impl Vault {
    /// Reads the list of plans anew.
    pub fn renew_plans(self) {
        let keys = Area::Local.keys(PREFIX).unwrap_or_default();
        let text = |key: &String| match Key::read(key) {
            Some(Key::Slot(_)) => Area::Local.get(key).ok().flatten().unwrap_or_default(),
            _ => String::new(),
        };
        let texts: Vec<String> = keys.iter().map(text).collect();
        let local = keys.iter().map(String::as_str).zip(texts.iter().map(String::as_str));
        let (mut all, unlisted) = slots::list(local, self.with(|state| state.journal_plans.clone()));
        all.extend(unlisted.iter().map(|unlisted| Slot::new(unlisted.plan().clone(), "", 0, false)));
        self.with(|state| {
            // Where the browser keeps nothing, the plans of this tab are still plans.
            let unkept: Vec<&Work> =
                state.works.iter().filter(|work| all.iter().all(|slot| slot.plan != work.plan)).collect();
            let line = |work: &Work| Slot::new(work.plan.clone(), work.name.clone(), 0, work.is_sample);
            all.extend(unkept.into_iter().map(line));
        });
        let (bin, plans) = all.into_iter().partition(|slot| mark(slot, DELETED).is_some());
        self.plans.set(plans);
        self.bin.set(bin);
    }

    /// Whether there is such a plan in this browser.
    #[must_use]
    pub fn knows(self, plan: &PlanId) -> bool {
        let has = |plans: &Vec<Slot>| plans.iter().any(|slot| slot.plan == *plan);
        self.plans.with_untracked(has) || self.bin.with_untracked(has)
    }

    /// Another tab has changed the list: a plan may be new to the journal, or gone from it.
    pub fn renew_from_others(self) {
        spawn_local(async move {
            if let Ok(journal) = self.journal().await
                && let Ok(plans) = journal.plans().await
            {
                let mut plans: Vec<PlanId> = plans.into_iter().filter_map(|id| PlanId::new(id).ok()).collect();
                self.change(|state| {
                    plans.extend(state.works.iter().map(|work| work.plan.clone()));
                    state.journal_plans = plans;
                });
            }
            self.renew_plans();
        });
    }

    /// Renames the open plan.
    pub fn rename(self, session: Session, name: String) {
        let (sheet, row, column) = (Sheet::Settings, Plan::SETTINGS, Column::new_static("name"));
        session.dispatch(Action::Set { sheet, row, column, value: Value::text(&name) });
    }

    /// Renames a plan in the list; it takes the name itself when it is opened.
    pub fn rename_listed(self, session: Session, plan: &PlanId, name: String) {
        if self.current.get_untracked().as_ref() == Some(plan) {
            self.rename(session, name);
        } else if let Some(Ok(slot)) = read_slot(plan) {
            write_slot(&with(Slot { name, ..slot }, RENAMED, "1"));
            self.renew_plans();
        }
    }

    /// Puts a plan into the bin. When it is the open one, the next one is opened.
    pub fn delete(self, session: Session, plan: PlanId) {
        let now = clock::now_ms();
        let slot = match read_slot(&plan) {
            Some(Ok(slot)) => slot,
            // A line that cannot be read stays as it is: the plan is opened first, which mends it.
            Some(Err(())) => return,
            None => Slot::new(plan.clone(), "", now, false),
        };
        let lang = session.language_now();
        let name = if slot.name.is_empty() { Shell::Untitled.text(lang).into() } else { SmolStr::new(&slot.name) };
        write_slot(&with(slot, DELETED, &now.to_string()));
        self.renew_plans();
        if self.current.get_untracked().as_ref() == Some(&plan) {
            match self.plans.get_untracked().first() {
                Some(next) => self.open_plan(session, next.plan.clone()),
                None => self.put_away(session),
            }
        }
        session.say_text(Shell::PlanDeleted { name }.text(lang));
    }

    /// Takes a plan out of the bin.
    pub fn restore(self, plan: &PlanId) {
        if let Some(Ok(slot)) = read_slot(plan) {
            write_slot(&without(slot, DELETED).0);
        }
        self.renew_plans();
    }

    /// Removes for good what has been in the bin for 30 days, in every replica.
    pub async fn empty_bin(self) {
        let now = clock::now_ms();
        let is_over = |slot: &Slot| now.saturating_sub(deleted_ms(slot).unwrap_or(now)) > KEPT_MS;
        let over: Vec<Slot> = self.bin.get_untracked().into_iter().filter(is_over).collect();
        for Slot { plan, .. } in over {
            let Ok(journal) = self.journal().await else { return };
            if self.current.get_untracked().as_ref() == Some(&plan) || journal.delete(plan.as_str()).await.is_err() {
                continue;
            }
            let keys = Area::Local.keys(PREFIX).unwrap_or_default();
            for key in keys.into_iter().filter(|key| Key::read(key).is_some_and(|key| *key.plan() == plan)) {
                let _ = Area::Local.remove(&key);
            }
            self.change(|state| state.journal_plans.retain(|other| *other != plan));
        }
        self.renew_plans();
    }

    /// Brings the list of plans up to the name of the open plan.
    pub(super) fn follow_name(self) {
        let Some(session) = self.session() else { return };
        let now = session.with(|app| (app.plan().name().to_owned(), app.plan().is_sample()));
        let changed = self.try_change(|state| {
            let number = state.current?;
            let Work { name, is_sample, plan, .. } = state.work(number)?;
            let is_same = *name == now.0 && *is_sample == now.1;
            (*name, *is_sample) = now.clone();
            (!is_same).then(|| plan.clone())
        });
        let Some(plan) = changed else { return };
        if let Some(Ok(slot)) = read_slot(&plan) {
            write_slot(&Slot { name: now.0, is_sample: now.1, ..slot });
        }
        page::set_title(&words::title(session));
        self.renew_plans();
    }
}

/// When a plan in the bin was deleted, in milliseconds since 1970.
#[must_use]
pub fn deleted_ms(slot: &Slot) -> Option<u64> {
    mark(slot, DELETED).and_then(|time| time.parse().ok())
}

fn mark<'a>(slot: &'a Slot, name: &str) -> Option<&'a str> {
    slot.unknown.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn with(slot: Slot, name: &str, value: &str) -> Slot {
    let (mut slot, _) = without(slot, name);
    slot.unknown.push((name.to_owned(), value.to_owned()));
    slot
}

/// The line without a mark, and whether it had it.
pub(super) fn without(mut slot: Slot, name: &str) -> (Slot, bool) {
    let before = slot.unknown.len();
    slot.unknown.retain(|(key, _)| key != name);
    let had = slot.unknown.len() < before;
    (slot, had)
}
