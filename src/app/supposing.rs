//! What if: what is supposed of deals, step by step and without touching the plan; then kept or dropped.
//!
//! Suppositions have steps of their own, which Ctrl+Z takes back first where they were made after the last change of the
//! plan. While somebody supposes, the deals offered stay where they are: nothing moves under the hand.

use super::action::Effect;
use super::notice::{Notice, Others};
use super::screen::Tab;
use super::state::App;
use super::state::is_refused;
use crate::forecast::outlook::{
    Comparing, Odds, Outcome, Rehearsal, Rehearsing, Standing, Suppose, Supposed, WhatIf, by_deal, supposed_cells,
};
use crate::forecast::{BetError, Stretch};
use crate::log::{Change, Label};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};

/// Deals offered to begin with: those that decide the target most.
const OFFERED: usize = 12;
/// So many steps can be taken back.
const STEPS: usize = 200;

/// A chance or an amount as near as this to the plan's is the plan's own.
const SAME: f64 = 5e-7;

/// What is supposed, and how it came to that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supposing {
    /// What is supposed: of those about the same thing one a deal.
    pub all: Vec<(RowId, Suppose)>,
    /// The scenario that was opened last, and not left since.
    pub scenario: Option<RowId>,
    /// Counts every change: what is drawn from suppositions, and from nothing else, is drawn anew.
    pub turns: u64,
    /// The deals offered, in the order in which they stood when this began.
    listed: Vec<RowId>,
    past: Vec<Before>,
    future: Vec<Before>,
    /// What was supposed before a drag that has not ended.
    held: Option<Vec<(RowId, Suppose)>>,
}

/// What was supposed before a step, and how long the plan's log was when the step was made.
#[derive(Clone, Debug, PartialEq)]
struct Before {
    all: Vec<(RowId, Suppose)>,
    log: usize,
}

impl Supposing {
    /// Whether a step can be taken back, or done again.
    #[must_use]
    pub fn can_step(&self, back: bool) -> bool {
        self.held.is_none() && !if back { &self.past } else { &self.future }.is_empty()
    }

    /// Forgets the list where nobody supposes anything.
    pub(super) fn rest(&mut self) {
        if self.all.is_empty() && self.past.is_empty() && self.future.is_empty() && self.held.is_none() {
            self.listed.clear();
        }
    }
}

/// The period with some suppositions, as it is being worked out.
#[derive(Debug)]
pub struct Rehearse {
    supposed: Vec<(RowId, Suppose)>,
    rehearsing: Option<Rehearsing>,
    making: Option<Supposed>,
}

impl Rehearse {
    /// Begins with what is supposed.
    #[must_use]
    pub const fn of(supposed: Vec<(RowId, Suppose)>) -> Rehearse {
        Rehearse { supposed, rehearsing: None, making: None }
    }
}

/// What a person does with suppositions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Supposition {
    /// Supposes something of a deal, in one step.
    Take(RowId, Suppose),
    /// The same while a slider is still held: the step ends with [`Supposition::Settle`].
    Try(RowId, Suppose),
    /// Lets the slider go.
    Settle,
    /// Goes back to before the step that is not ended: what was typed means nothing any more.
    Return,
    /// Puts a deal back as the plan has it.
    PutBack(RowId),
    /// Brings a deal into the list.
    Offer(RowId),
    /// Takes a step back, or does it again.
    Step(bool),
    /// Makes everything true.
    Keep,
    /// Drops everything.
    Drop,
}

impl App {
    /// The period as it is and as it would be; none where nothing is supposed.
    #[must_use]
    pub fn what_if(&self) -> Option<Result<WhatIf, BetError>> {
        let supposed = &self.outlook.supposing.all;
        (!supposed.is_empty()).then(|| self.rehearse(supposed))
    }

    /// The period as it is and as it would be with some suppositions.
    ///
    /// # Errors
    /// Where the deals add up to more than can be counted.
    pub fn rehearse(&self, supposed: &[(RowId, Suppose)]) -> Result<WhatIf, BetError> {
        let mut work = Rehearse::of(supposed.to_vec());
        loop {
            if let Some(found) = self.rehearse_on(&mut work, &mut Stretch::endless()) {
                return found;
            }
        }
    }

    /// Goes on with a rehearsal until the stretch is over; the answer once it is known.
    pub fn rehearse_on(&self, work: &mut Rehearse, stretch: &mut Stretch) -> Option<Result<WhatIf, BetError>> {
        self.make_ready(&mut work.rehearsing, stretch)?;
        let view = self.view();
        let found = self.with_rehearsal(|rehearsal| {
            let making = match &mut work.making {
                Some(making) => making,
                None => work.making.insert(rehearsal.begin(&view, &work.supposed)?),
            };
            rehearsal.step(&view, making, stretch)
        });
        found.transpose()
    }

    /// The period with other odds in short steps, as [`App::rehearse_on`] goes on.
    pub fn compare_on(
        &self,
        work: &mut (Option<Rehearsing>, Comparing),
        stretch: &mut Stretch,
    ) -> Option<Result<Vec<(Odds, Outcome)>, BetError>> {
        self.make_ready(&mut work.0, stretch)?;
        let view = self.view();
        self.with_rehearsal(|rehearsal| work.1.step(&view, rehearsal, stretch)).transpose()
    }

    /// Makes the period ready to be supposed otherwise, once for each version of the plan; none while that goes on.
    fn make_ready(&self, work: &mut Option<Rehearsing>, stretch: &mut Stretch) -> Option<()> {
        let is_kept = || self.rehearsal.borrow().as_ref().is_some_and(|(version, _)| *version == self.version);
        if !is_kept() {
            let view = self.view();
            let found = work.get_or_insert_with(|| Rehearsing::new(&view)).step(&view, stretch).transpose()?;
            *self.rehearsal.borrow_mut() = Some((self.version, found));
        }
        Some(())
    }

    fn with_rehearsal<T>(&self, work: impl FnOnce(&Rehearsal) -> Result<T, BetError>) -> Result<T, BetError> {
        match self.rehearsal.borrow().as_ref() {
            Some((_, Ok(rehearsal))) => work(rehearsal),
            Some((_, Err(error))) => Err(*error),
            None => Err(BetError::TotalTooLarge),
        }
    }

    /// What is supposed of a deal.
    pub fn supposed(&self, deal: RowId) -> impl Iterator<Item = Suppose> + '_ {
        self.outlook.supposing.all.iter().filter(move |(row, _)| *row == deal).map(|(_, supposed)| *supposed)
    }

    /// The deals to suppose something of, and how many open ones there are besides.
    #[must_use]
    pub fn offered(&self) -> (Vec<RowId>, usize) {
        let supposing = &self.outlook.supposing;
        let (deciding, open) = self.board().deciding(OFFERED);
        let mut rows = if supposing.listed.is_empty() { deciding } else { supposing.listed.clone() };
        for (row, _) in &supposing.all {
            if !rows.contains(row) {
                rows.push(*row);
            }
        }
        let is_open = |row: &&RowId| matches!(self.board().standing(**row), Standing::Open(_));
        let more = open.saturating_sub(rows.iter().filter(is_open).count());
        (rows, more)
    }

    pub(super) fn suppose(&mut self, act: Supposition, now: u64) -> Vec<Effect> {
        if self.outlook.supposing.listed.is_empty() {
            self.outlook.supposing.listed = self.offered().0;
        }
        match act {
            Supposition::Take(deal, supposed) => self.change_suppositions(true, |app| app.put(deal, supposed)),
            Supposition::Try(deal, supposed) => self.change_suppositions(false, |app| app.put(deal, supposed)),
            Supposition::Settle => self.change_suppositions(true, |_| {}),
            Supposition::Return => {
                let supposing = &mut self.outlook.supposing;
                supposing.all = supposing.held.take().unwrap_or_else(|| std::mem::take(&mut supposing.all));
            }
            Supposition::PutBack(deal) => self.change_suppositions(true, |app| {
                app.outlook.supposing.all.retain(|(row, _)| *row != deal);
            }),
            Supposition::Offer(deal) => {
                let listed = &mut self.outlook.supposing.listed;
                listed.retain(|row| *row != deal);
                listed.insert(0, deal);
            }
            Supposition::Step(back) => {
                return if self.step_suppositions(back) { vec![Effect::Say(stepped(back))] } else { Vec::new() };
            }
            Supposition::Keep => return self.keep_suppositions(now),
            Supposition::Drop => self.change_suppositions(true, |app| {
                app.outlook.supposing.all.clear();
                app.outlook.supposing.scenario = None;
            }),
        }
        self.outlook.supposing.turns += 1;
        Vec::new()
    }

    /// Opens other suppositions in place of these.
    pub(super) fn suppose_all(&mut self, supposed: Vec<(RowId, Suppose)>, scenario: Option<RowId>) {
        self.change_suppositions(true, |app| app.outlook.supposing.all = supposed);
        let supposing = &mut self.outlook.supposing;
        supposing.scenario = scenario;
        supposing.listed.clear();
        supposing.turns += 1;
        let (offered, _) = self.board().deciding(OFFERED);
        let mut listed: Vec<RowId> = Vec::new();
        for row in self.outlook.supposing.all.iter().map(|(row, _)| *row).chain(offered) {
            if !listed.contains(&row) {
                listed.push(row);
            }
        }
        self.outlook.supposing.listed = listed;
    }

    /// Changes what is supposed; `settled` ends the step, which a drag begins.
    fn change_suppositions(&mut self, settled: bool, change: impl FnOnce(&mut App)) {
        let supposing = &mut self.outlook.supposing;
        let before = supposing.held.take().unwrap_or_else(|| supposing.all.clone());
        change(self);
        let log = self.ledger.len();
        let supposing = &mut self.outlook.supposing;
        if !settled {
            supposing.held = Some(before);
        } else if before != supposing.all {
            if supposing.past.len() >= STEPS {
                supposing.past.remove(0);
            }
            supposing.past.push(Before { all: before, log });
            supposing.future.clear();
        }
    }

    /// Supposes something of a deal; what the plan says itself is no supposition.
    fn put(&mut self, deal: RowId, supposed: Suppose) {
        let plan = self.plan();
        let near = |one: f64, two: f64| (one - two).abs() < SAME;
        let is_plans = match supposed {
            Suppose::Chance(p) => self.chance(deal).is_some_and(|chance| near(chance.p.chance(), p)),
            Suppose::Close(day) => plan.get(deal, deals::CLOSE) == Some(day),
            Suppose::Amount(minor) => {
                plan.get(deal, deals::AMOUNT).and_then(|money| plan.in_plan_currency(money)) == Some(minor)
            }
            Suppose::Won | Suppose::Lost => false,
        };
        let all = &mut self.outlook.supposing.all;
        let at = all.iter().position(|(row, other)| *row == deal && other.is_about_the_same(supposed));
        match (at, is_plans) {
            (Some(at), true) => drop(all.remove(at)),
            (None, true) => {}
            // In its place, so that nothing moves.
            (Some(at), false) => all.iter_mut().skip(at).take(1).for_each(|own| *own = (deal, supposed)),
            (None, false) => all.push((deal, supposed)),
        }
    }

    fn step_suppositions(&mut self, back: bool) -> bool {
        if !self.outlook.supposing.can_step(back) {
            return false;
        }
        let log = self.ledger.len();
        let supposing = &mut self.outlook.supposing;
        let (from, to) = match back {
            true => (&mut supposing.past, &mut supposing.future),
            false => (&mut supposing.future, &mut supposing.past),
        };
        let Some(step) = from.pop() else { return false };
        to.push(Before { all: std::mem::replace(&mut supposing.all, step.all), log });
        supposing.turns += 1;
        true
    }

    /// Whether undo, or redo, is about a supposition: on the Forecast page, where the plan has not changed since.
    #[must_use]
    pub fn steps_suppositions(&self, back: bool) -> bool {
        let supposing = &self.outlook.supposing;
        let last = if back { &supposing.past } else { &supposing.future }.last();
        self.tab == Tab::Forecast && supposing.can_step(back) && last.is_some_and(|step| step.log == self.ledger.len())
    }

    /// Undo, or redo, where it is about a supposition.
    pub(super) fn undo_supposition(&mut self, back: bool) -> Option<Vec<Effect>> {
        if !self.steps_suppositions(back) || !self.step_suppositions(back) {
            return None;
        }
        Some(vec![Effect::Say(stepped(back))])
    }

    /// Makes true what was supposed: one step of undo. Of deals that are gone or have ended nothing is written.
    fn keep_suppositions(&mut self, now: u64) -> Vec<Effect> {
        let (plan, view) = (self.plan(), self.view());
        let is_open =
            |row: RowId| plan.table(Sheet::Deals).contains(row) && crate::forecast::outlook::is_open(plan, None, row);
        let mut changes = Vec::new();
        let mut deals = 0;
        for (row, supposed) in by_deal(&self.outlook.supposing.all) {
            if is_open(row) {
                let cells = supposed_cells(&view, row, &supposed).into_iter();
                changes.extend(cells.map(|(column, value)| Change::Set { sheet: Sheet::Deals, row, column, value }));
                deals += 1;
            }
        }
        let mut effects = self.commit(changes, "what_if", now);
        if is_refused(&effects) {
            return effects;
        }
        let turns = self.outlook.supposing.turns + 1;
        self.outlook.supposing = Supposing { turns, ..Supposing::default() };
        self.version += 1;
        if !effects.is_empty() {
            effects.push(Effect::Say(Notice::Supposed(deals)));
        }
        effects
    }
}

/// What is said of a supposition that was taken back, or made again.
fn stepped(back: bool) -> Notice {
    let label = Label::new("suppose");
    if back { Notice::Undone(label, None, Others::None) } else { Notice::Redone(label, None, Others::None) }
}
