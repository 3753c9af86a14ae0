//! The forecast of one period, for one person or for all, kept up to date edit by edit.

mod known;
mod settling;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::num::{NonZeroU32, NonZeroU64};

use rustc_hash::{FxHashMap, FxHashSet};

use self::known::basis;
use super::deal::{Draft, Standing, is_assumed, is_blank, is_open, read, standing};
use super::derive::weighted_value;
use super::figures::{LeftOut, Levers, TARGET_LEVELS};
use super::gain::{gain_of, next_stages};
use super::links::{Links, link};
use super::rates::Reached;
use super::survey::{Stays, name_of};
use super::targets::{Whose, targets, unrated};
use super::{Period, Policy, Rates, Scope};
use crate::forecast::drift::{Exchange, Kept};
use crate::forecast::history::{AsOf, History};
use crate::forecast::{BetError, Live, Pivot, Sums};
use crate::log::Ledger;
use crate::model::schema::deals;
use crate::model::{Date, Plan, Roll, RowId, Sheet, put};

/// What is kept of one deal.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    standing: Standing,
    /// Amount × probability while open, in minor units; else 0.
    weighted: i64,
    /// By how much its chance would rise with the next stage, 0–1.
    gain: f64,
    /// Whether it counts with a chance that is only assumed.
    assumed: bool,
    /// Whether it has ended.
    ended: bool,
    /// Whether nothing was written into its row yet.
    blank: bool,
    /// The number of its account, counted from one.
    account: Option<NonZeroU32>,
    /// What it has in common with others of its customer and name, while open.
    name: Option<NonZeroU64>,
}

impl Entry {
    /// Whether the forecast of the period rests on a chance that is only assumed.
    const fn is_guess(&self) -> bool {
        self.assumed && matches!(self.standing, Standing::Open(_))
    }
}

/// The forecast of a scope.
#[derive(Debug)]
pub struct Board {
    pub(super) period: Option<Period>,
    pub(super) targets: [Option<i64>; TARGET_LEVELS],
    pub(super) live: Live<RowId>,
    pub(super) left_out: LeftOut,
    /// Open deals by what they could add to the mean, the least first; not negative, so that the bits are in order.
    pub(super) by_worth: BTreeSet<(u64, RowId)>,
    pub(super) levers: RefCell<Option<Levers>>,
    pub(super) failed: Option<BetError>,
    scope: Scope,
    today: Option<Date>,
    basis: [u64; 5],
    /// The version of the table of people when targets were looked at last.
    pub(super) people: u64,
    /// By the number that the history gives a deal; none of one that is not in the table.
    entries: Vec<Option<Entry>>,
    /// The customers that deals name.
    accounts: Roll,
    /// The deals of each, by its number.
    deals: Vec<Vec<RowId>>,
    /// How many open deals there are of each customer and name.
    names: FxHashMap<[u32; 2], u32>,
    /// Deals whose economic buyer is known, by the version of the table that says so.
    pub(super) buyers: RefCell<Option<(u64, FxHashSet<RowId>)>>,
    won: i128,
    /// How many open deals of the period count with a chance that is only assumed.
    assumed: usize,
    /// Rows that are no deals yet.
    blank: FxHashSet<RowId>,
    /// How many deals have ended, whenever and whoever's.
    ended: usize,
    /// The next stage after each that assumes a probability; none after the last.
    next: FxHashMap<RowId, Option<RowId>>,
    history: History,
    pub(super) links: Links,
    /// With the linked deals, where there are any.
    pub(super) combined: Option<Kept<RowId>>,
    /// Bets that have changed since it was made or followed, and what was won then.
    pub(super) exchanges: Vec<Exchange<RowId>>,
    pub(super) won_then: i64,
    reached: Reached,
    rates: Option<Rates>,
    turns: u64,
    rebuilds: u64,
    pub(super) pivots: RefCell<FxHashMap<RowId, Pivot>>,
    /// How many of them were worked out one by one where they are linked.
    pub(super) singles: Cell<u32>,
    pub(super) sums: RefCell<Option<Sums>>,
    /// How long stages took: worked out where somebody asks for it, kept up from then on.
    pub(super) stays: RefCell<Option<Stays>>,
}

impl Default for Board {
    fn default() -> Board {
        let mut live = Live::new(0);
        live.distribution();
        Board {
            period: None,
            targets: [None; TARGET_LEVELS],
            live,
            left_out: LeftOut::default(),
            by_worth: BTreeSet::new(),
            levers: RefCell::default(),
            failed: None,
            scope: Scope::default(),
            today: None,
            basis: [u64::MAX; 5],
            people: 0,
            entries: Vec::new(),
            accounts: Roll::default(),
            deals: Vec::new(),
            names: FxHashMap::default(),
            buyers: RefCell::default(),
            won: 0,
            assumed: 0,
            blank: FxHashSet::default(),
            ended: 0,
            next: FxHashMap::default(),
            history: History::default(),
            links: Links::default(),
            combined: None,
            exchanges: Vec::new(),
            won_then: 0,
            reached: Reached::default(),
            rates: None,
            turns: 0,
            rebuilds: 0,
            pivots: RefCell::default(),
            singles: Cell::default(),
            sums: RefCell::default(),
            stays: RefCell::default(),
        }
    }
}

/// So many touched cells and more are a change that is mostly taken back as a whole, if at all.
const MANY: usize = 200;

impl Board {
    /// The scope.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// The period; none before the first [`Board::refresh`].
    #[must_use]
    pub const fn period(&self) -> Option<Period> {
        self.period
    }

    /// Target, stretch, challenge of the period, as far as they are set.
    #[must_use]
    pub const fn targets(&self) -> [Option<i64>; TARGET_LEVELS] {
        self.targets
    }

    /// The target of the period.
    #[must_use]
    pub const fn target(&self) -> Option<i64> {
        self.targets[0]
    }

    /// Brings the board up to date: the touched deals only, where that is enough.
    pub fn refresh(&mut self, ledger: &Ledger, scope: Scope, today: Date, touched: &[RowId], draft: Option<&Draft>) {
        let plan = ledger.plan();
        self.history.refresh(ledger);
        let limits = self.limits_that_count(plan);
        if let Some(stays) = self.stays.get_mut() {
            touched.iter().for_each(|row| stays.put(plan, &self.history, *row, AsOf::LATEST));
        }
        if self.failed.is_some()
            || scope != self.scope
            || self.today != Some(today)
            || self.basis != basis(plan)
            || self.has_learned(plan, touched)
            || self.has_other_targets(plan)
            || limits != self.limits_that_count(plan)
        {
            self.rebuild(plan, scope, today, draft);
            self.settle();
            return;
        }
        self.look_for_signs(plan, today, touched.iter().copied());
        if touched.len() >= MANY {
            self.live.expect_many();
        }
        let (mut before, mut changed) = (None, false);
        for &row in touched {
            if before.replace(row) != Some(row) {
                changed |= self.count(plan, row, draft);
            }
        }
        // What was worked out of the distribution stays where nothing in it has changed.
        if changed {
            self.settle();
        }
    }

    /// Whether closed deals among the touched ones have changed what is learned.
    fn has_learned(&mut self, plan: &Plan, touched: &[RowId]) -> bool {
        let Some(rates) = &self.rates else { return false };
        let mut changed = false;
        for row in touched {
            changed |= self.reached.update(plan, &self.history, *row);
        }
        changed && rates.stages != self.reached.rates(plan).stages
    }

    fn look_for_signs(&mut self, plan: &Plan, today: Date, deals: impl Iterator<Item = RowId>) {
        let limits = self.limits_that_count(plan);
        if Policy::of(plan) == Policy::Adjusted
            && let Some(rates) = &mut self.rates
        {
            rates.adjust(plan, &self.history, (AsOf::LATEST, today), &limits, deals);
        }
    }

    /// Counts everything anew on the next [`Board::refresh`]: another plan was opened.
    pub fn forget(&mut self) {
        *self = Board { turns: self.turns, rebuilds: self.rebuilds, ..Board::default() };
    }

    fn rebuild(&mut self, plan: &Plan, scope: Scope, today: Date, draft: Option<&Draft>) {
        let period = Period::of(plan, today, scope.span, scope.offset);
        let (history, turns, rebuilds) = (std::mem::take(&mut self.history), self.turns, self.rebuilds + 1);
        *self = Board { scope, today: Some(today), period: Some(period), history, turns, rebuilds, ..Board::default() };
        self.basis = basis(plan);
        self.people = plan.table(Sheet::Persons).version();
        self.targets = targets(plan, &period, Whose::of(scope.person));
        self.left_out.targets = unrated(plan, &period, Whose::of(scope.person)).len();
        self.next = next_stages(plan);
        if Policy::of(plan).learns() {
            self.reached = Reached::of(plan, &self.history, AsOf::LATEST);
            self.rates = Some(self.reached.rates(plan));
            self.look_for_signs(plan, today, plan.table(Sheet::Deals).ids());
        }
        self.entries.reserve_exact(plan.table(Sheet::Deals).slots());
        for row in plan.table(Sheet::Deals).ids() {
            self.count(plan, row, draft);
        }
    }

    /// Counts a deal as it is now; says whether that changed anything.
    fn count(&mut self, plan: &Plan, row: RowId, draft: Option<&Draft>) -> bool {
        let (Some(period), Some(today)) = (self.period, self.today) else { return false };
        // Whoever is in the table is in the log.
        let Some(number) = self.history.number(row) else { return false };
        let at = number as usize;
        let account = read(plan, draft, row, deals::ACCOUNT).and_then(|account| self.account(account));
        let rates = self.rates.as_ref();
        let now = plan.table(Sheet::Deals).contains(row).then(|| Entry {
            standing: standing(plan, draft, rates, row, (&period, today), self.scope.person),
            assumed: is_assumed(plan, draft, rates, row),
            ended: !is_open(plan, draft, row),
            blank: is_blank(plan, draft, row),
            weighted: weighted_value(plan, draft, rates, row).unwrap_or(0),
            gain: gain_of(plan, draft, rates, &self.next, row),
            account,
            name: name_of(plan, draft, row),
        });
        let mut before = self.entries.get(at).copied().flatten();
        let name = |entry: Option<Entry>| entry?.name;
        if name(before) != name(now) {
            if let Some(count) = name(before).and_then(|name| self.names.get_mut(&known::halves(name))) {
                *count -= 1;
            }
            if let Some(name) = name(now) {
                *self.names.entry(known::halves(name)).or_default() += 1;
            }
            if let (Some(before), Some(Some(kept))) = (&mut before, self.entries.get_mut(at)) {
                (before.name, kept.name) = (name(now), name(now));
            }
        }
        let link = now.and_then(|_| link(plan, draft, row));
        let relinked = self.links.of(row) != link.as_ref();
        let tied = self.links.put(row, link, now.map(|now| now.standing));
        let was_tied =
            before.is_some_and(|before| matches!(before.standing, Standing::Open(_))) && self.live.get(&row).is_none();
        if now == before && tied == was_tied {
            return relinked;
        }
        if let Some(before) = before {
            self.take_out(row, &before);
        }
        if let Some(now) = &now {
            self.put_in(row, now);
        }
        put(&mut self.entries, number, now);
        let account = |entry: Option<Entry>| Some(entry?.account?.get() as usize - 1);
        if account(before) != account(now) {
            if let Some(deals) = account(before).and_then(|account| self.deals.get_mut(account)) {
                deals.retain(|deal| *deal != row);
            }
            if let Some(deals) = account(now).and_then(|account| self.deals.get_mut(account)) {
                deals.push(row);
            }
        }
        // The bet goes last: one that stays is changed in place.
        let new = match now.map(|now| now.standing) {
            Some(Standing::Open(bet)) if !tied => Some(bet),
            _ => None,
        };
        let old = match new {
            Some(bet) => self.live.insert(row, bet).unwrap_or_else(|error| {
                self.failed = Some(error);
                None
            }),
            None => self.live.remove(&row),
        };
        if self.combined.is_some() && old != new {
            self.exchanges.push(Exchange { key: row, old, new });
        }
        true
    }

    /// The number of an account, counted from one.
    fn account(&mut self, account: RowId) -> Option<NonZeroU32> {
        let number = self.accounts.enrol(account);
        if self.deals.len() <= number as usize {
            put(&mut self.deals, number, Vec::new());
        }
        NonZeroU32::new(number + 1)
    }

    fn entry(&self, row: RowId) -> Option<&Entry> {
        self.entries.get(self.history.number(row)? as usize)?.as_ref()
    }

    fn take_out(&mut self, row: RowId, entry: &Entry) {
        match entry.standing {
            Standing::Won(minor) => self.won -= i128::from(minor),
            Standing::Open(_) => drop(self.by_worth.remove(&(worth(entry), row))),
            _ => {}
        }
        self.assumed -= usize::from(entry.is_guess());
        self.ended -= usize::from(entry.ended);
        if entry.blank {
            self.blank.remove(&row);
        }
        if let Some(count) = self.left_out.reason(entry.standing) {
            *count -= 1;
        }
    }

    fn put_in(&mut self, row: RowId, entry: &Entry) {
        match entry.standing {
            Standing::Won(minor) => self.won += i128::from(minor),
            Standing::Open(_) if entry.gain > 0.0 => drop(self.by_worth.insert((worth(entry), row))),
            _ => {}
        }
        self.assumed += usize::from(entry.is_guess());
        self.ended += usize::from(entry.ended);
        if entry.blank {
            self.blank.insert(row);
        }
        if let Some(count) = self.left_out.reason(entry.standing) {
            *count += 1;
        }
    }

    /// How often the forecast has changed: what was drawn from it still stands while this does.
    #[must_use]
    pub const fn turns(&self) -> u64 {
        self.turns
    }

    /// How often every deal was counted anew: while this stays, only touched deals have changed.
    #[must_use]
    pub const fn rebuilds(&self) -> u64 {
        self.rebuilds
    }
}

/// Gain × amount as bits that are in the order of the numbers.
fn worth(entry: &Entry) -> u64 {
    let amount = if let Standing::Open(bet) = entry.standing { bet.amount() as f64 } else { 0.0 };
    (entry.gain * amount).to_bits()
}
