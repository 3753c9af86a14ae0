//! What holds after any session of several tabs of one plan, whose clocks differ and whose edits reach one another late.

use std::sync::Arc;

use proptest::prelude::*;

use super::desk::{Desk, reopened};
use super::laws::{self, cases, is_as_reopened};
use super::sessions::{self, go};
use crate::app::{Action, Effect};
use crate::log::{Replica, Step, Transaction};
use crate::model::Stamp;

const TABS: usize = 3;

/// A step of a random session.
#[derive(Clone, Debug)]
enum Deed {
    /// Something is done in a tab.
    In(usize, sessions::Deed),
    Undo(usize),
    Redo(usize),
    /// One of the edits that wait for a tab reaches it.
    Arrives(usize, usize),
    /// All of them, the latest first.
    AllArrive(usize),
    /// The clock of a tab goes on or back, in minutes.
    Clock(usize, i64),
    /// A tab is loaded anew.
    Reload(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let tab = || 0..TABS;
    let is_one_plan = |deed: &sessions::Deed| {
        !matches!(deed, sessions::Deed::Fork | sessions::Deed::There(_) | sessions::Deed::TakeIn)
            && !matches!(deed, sessions::Deed::Hand(laws::Deed::Press("reload")))
    };
    prop_oneof![
        12 => (tab(), sessions::deed().prop_filter("of one plan", is_one_plan)).prop_map(|(tab, deed)| Deed::In(tab, deed)),
        2 => tab().prop_map(Deed::Undo),
        1 => tab().prop_map(Deed::Redo),
        6 => (tab(), 0_usize..4).prop_map(|(tab, at)| Deed::Arrives(tab, at)),
        1 => tab().prop_map(Deed::AllArrive),
        1 => (tab(), -60_i64..60).prop_map(|(tab, minutes)| Deed::Clock(tab, minutes)),
        1 => tab().prop_map(Deed::Reload),
    ]
}

struct Tab {
    desk: Desk,
    /// What reaches it some time.
    waiting: Vec<Transaction>,
    /// The edits that were there when it was loaded, which are steps of its device, and its own since.
    own: Vec<Stamp>,
    loads: u64,
}

fn tab_at(at: usize, minutes: i64) -> Tab {
    let mut desk = laws::desk();
    desk.app = reopened(&desk.app, Replica::new(1, at as u64 + 10));
    desk.app.grid(desk.grid);
    desk.now = desk.now.saturating_add_signed(minutes * 60_000);
    Tab { desk, waiting: Vec::new(), own: Vec::new(), loads: 0 }
}

/// What a tab has stored since reaches the others.
fn spread(tabs: &mut [Tab], from: usize) -> Result<(), TestCaseError> {
    let stored: Vec<Arc<Transaction>> = tabs[from]
        .desk
        .effects
        .drain(..)
        .filter_map(|effect| if let Effect::Store(transaction) = effect { Some(transaction) } else { None })
        .collect();
    for transaction in stored {
        if let Step::Undo(of) | Step::Redo(of) = transaction.step {
            prop_assert!(tabs[from].own.contains(&of), "a step of another tab was taken back");
        }
        tabs[from].own.push(transaction.id);
        for (_, tab) in tabs.iter_mut().enumerate().filter(|(at, _)| *at != from) {
            tab.waiting.push(transaction.as_ref().clone());
        }
    }
    Ok(())
}

fn arrives(tab: &mut Tab, transactions: Vec<Transaction>) {
    if !transactions.is_empty() {
        tab.desk.act(Action::Merge(transactions));
    }
}

fn step(tabs: &mut [Tab], deed: &Deed) -> Result<(), TestCaseError> {
    let at = match deed {
        Deed::In(at, deed) => {
            go(&mut tabs[*at].desk, &mut None, deed);
            *at
        }
        Deed::Undo(at) => {
            tabs[*at].desk.press("blur Ctrl+Z");
            *at
        }
        Deed::Redo(at) => {
            tabs[*at].desk.press("blur Ctrl+Y");
            *at
        }
        Deed::Arrives(at, which) => {
            let tab = &mut tabs[*at];
            if !tab.waiting.is_empty() {
                let which = which % tab.waiting.len();
                let one = tab.waiting.remove(which);
                arrives(tab, vec![one]);
            }
            *at
        }
        Deed::AllArrive(at) => {
            let tab = &mut tabs[*at];
            let mut all = std::mem::take(&mut tab.waiting);
            all.reverse();
            arrives(tab, all);
            *at
        }
        Deed::Clock(at, minutes) => {
            let now = &mut tabs[*at].desk.now;
            *now = now.saturating_add_signed(minutes * 60_000);
            *at
        }
        Deed::Reload(at) => {
            let tab = &mut tabs[*at];
            let grid = tab.desk.grid;
            tab.desk.act(Action::Blur(grid));
            tab.loads += 1;
            let replica = Replica::new(1, 100 * tab.loads + *at as u64);
            tab.desk.app = reopened(&tab.desk.app, replica);
            tab.desk.app.grid(grid);
            tab.own.extend(tab.desk.app.ledger.log().map(|own| own.id));
            *at
        }
    };
    spread(tabs, at)
}

fn settle(tabs: &mut [Tab]) -> Result<(), TestCaseError> {
    for at in 0..TABS {
        let grid = tabs[at].desk.grid;
        tabs[at].desk.act(Action::Blur(grid));
        spread(tabs, at)?;
    }
    for at in 0..TABS {
        step(tabs, &Deed::AllArrive(at))?;
    }
    let one = tabs[0].desk.digest();
    for tab in tabs.iter_mut() {
        prop_assert_eq!(tab.desk.digest(), one, "all show the same plan");
        is_as_reopened(&mut tab.desk)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(70), max_shrink_iters: 3_000, ..ProptestConfig::default() })]
    #[test]
    fn tabs_whose_clocks_differ_show_the_same_plan_and_take_back_their_own(
        clocks in prop::collection::vec(-20_i64..20, TABS),
        session in prop::collection::vec(deed(), 1..40),
    ) {
        let mut tabs: Vec<Tab> = clocks.iter().enumerate().map(|(at, minutes)| tab_at(at, *minutes)).collect();
        for deed in &session {
            step(&mut tabs, deed)?;
        }
        settle(&mut tabs)?;
        for at in 0..TABS {
            let end = tabs[at].desk.digest();
            let mut steps = 0;
            while tabs[at].desk.app.ledger.undoable().is_some() {
                let before = tabs[at].desk.app.ledger.len();
                tabs[at].desk.press("Ctrl+Z");
                // What others have taken back already is no step any more.
                steps += tabs[at].desk.app.ledger.len() - before;
            }
            for _ in 0..steps {
                tabs[at].desk.press("Ctrl+Y");
            }
            prop_assert_eq!(tabs[at].desk.digest(), end, "what nobody disturbed is done again");
            is_as_reopened(&mut tabs[at].desk)?;
            spread(&mut tabs, at)?;
        }
        settle(&mut tabs)?;
    }
}
