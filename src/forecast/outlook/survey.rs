//! What the rules about single deals need to know of all of them, gathered once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU64;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::Thresholds;
use super::deal::{Draft, assumed, is_open, read};
use super::sweep::Sweep;
use super::thresholds::user_limit;
use super::{Board, Policy, Signal, View};
use crate::forecast::Stretch;
use crate::forecast::history::{AsOf, Field, History};
use crate::model::letters::in_small;
use crate::model::schema::{deals, setup, strategy::roles};
use crate::model::{Date, Decimal, Key, Plan, RowId, Sheet, Value, order};

/// A stage as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rung {
    /// The stage.
    pub stage: RowId,
    /// Its number; from 1 on it is in the funnel.
    pub number: i64,
    /// The probability it assumes, 0–1.
    pub assumed: Option<f64>,
    /// Days a deal may stay, as the user set them.
    pub limit: Option<i64>,
}

/// The stages with a number, in order.
#[must_use]
pub fn ladder(plan: &Plan) -> Vec<Rung> {
    let rung = |stage: RowId| {
        let number = plan.get(stage, setup::stages::NUMBER)?.trunc();
        let assumed = assumed(plan, stage).map(|p| p.chance());
        Some(Rung { stage, number, assumed, limit: user_limit(plan, stage) })
    };
    let mut rungs: Vec<Rung> = plan.table(Sheet::Stages).ids().filter_map(rung).collect();
    order::sort_by_key(&mut rungs, |rung| (rung.number, rung.stage));
    rungs
}

/// How long a stage takes, and allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageLimit {
    /// The stage.
    pub stage: RowId,
    /// Days as the user set them.
    pub user: Option<i64>,
    /// The P80 (nearest rank) of the days that visits which led on took, the last one of a won deal among them; none below
    /// [`Thresholds::visits`] of them.
    pub learned: Option<i64>,
    /// How many visits led on.
    pub visits: usize,
}

impl StageLimit {
    /// The days that count: the user's, else the learned ones.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        self.user.or(self.learned)
    }
}

/// How long each stage in the funnel takes, as of a time, by the visits that led on: to a later stage, or to a win.
#[must_use]
pub fn stage_limits(plan: &Plan, history: &History, as_of: AsOf, thresholds: &Thresholds) -> Vec<StageLimit> {
    Stays::of(plan, history, as_of).limits(plan, thresholds).to_vec()
}

/// How many days each visit of a stage took that led on; kept up deal by deal.
#[derive(Clone, Debug, Default)]
pub(super) struct Stays {
    deals: FxHashMap<RowId, Vec<(RowId, i64)>>,
    /// The same by stage: how many took so many days, the least first.
    stages: FxHashMap<RowId, Vec<(i64, usize)>>,
    /// What they come to; none where one of them has changed.
    limits: Option<Vec<StageLimit>>,
}

impl Stays {
    pub fn of(plan: &Plan, history: &History, as_of: AsOf) -> Stays {
        let mut stays = Stays::default();
        history.born_deals().for_each(|deal| stays.put(plan, history, deal, as_of));
        stays
    }

    /// Looks at a deal, be it again.
    pub fn put(&mut self, plan: &Plan, history: &History, deal: RowId, as_of: AsOf) {
        let own = led_on(plan, history, deal, as_of);
        if self.of_deal(deal) == own {
            return;
        }
        self.limits = None;
        for (stage, days) in &own {
            self.count(*stage, *days, true);
        }
        for (stage, days) in self.deals.insert(deal, own).unwrap_or_default() {
            self.count(stage, days, false);
        }
    }

    /// Looks at a deal that is not looked at again, and forgets which one it was.
    pub fn count_of(&mut self, plan: &Plan, history: &History, deal: RowId, as_of: AsOf) {
        self.limits = None;
        for (stage, days) in led_on(plan, history, deal, as_of) {
            self.count(stage, days, true);
        }
    }

    /// Counts a visit in, or out.
    fn count(&mut self, stage: RowId, days: i64, comes: bool) {
        let counts = self.stages.entry(stage).or_default();
        match counts.binary_search_by_key(&days, |(days, _)| *days) {
            Ok(at) => {
                let count = counts.get_mut(at).map(|(_, count)| {
                    *count = if comes { *count + 1 } else { count.saturating_sub(1) };
                    *count
                });
                if count == Some(0) {
                    counts.remove(at);
                }
            }
            Err(at) if comes => counts.insert(at, (days, 1)),
            Err(_) => {}
        }
    }

    /// The visits of a deal that led on: the stages, and the days that each took.
    pub fn of_deal(&self, deal: RowId) -> &[(RowId, i64)] {
        self.deals.get(&deal).map_or(&[], Vec::as_slice)
    }

    /// What the stages in the funnel allow.
    pub fn limits(&mut self, plan: &Plan, thresholds: &Thresholds) -> &[StageLimit] {
        let stages = &self.stages;
        let limit = |rung: Rung| {
            let counts = stages.get(&rung.stage).map_or(&[][..], Vec::as_slice);
            let visits: usize = counts.iter().map(|(_, count)| count).sum();
            let mut passed = 0;
            let learned = counts.iter().find(|(_, count)| {
                passed += count;
                passed > four_of_five(visits)
            });
            let learned = learned.map(|(days, _)| *days).filter(|_| visits as i64 >= thresholds.visits);
            StageLimit { stage: rung.stage, user: rung.limit, learned, visits }
        };
        self.limits.get_or_insert_with(|| ladder(plan).into_iter().filter(|rung| rung.number >= 1).map(limit).collect())
    }
}

/// The visits of a deal that led on, with the days that each took.
fn led_on(plan: &Plan, history: &History, deal: RowId, as_of: AsOf) -> Vec<(RowId, i64)> {
    let visits = history.visits(deal, as_of);
    let won = history.value(deal, Field::Outcome, as_of) == &Value::Choice(Key::new_static("won"));
    let mut found = Vec::new();
    for (at, visit) in visits.iter().enumerate() {
        let led_on = match visits.get(at + 1) {
            Some(next) => stage_number(plan, next.stage) > stage_number(plan, visit.stage),
            None => won,
        };
        if led_on {
            found.push((visit.stage, visit.days(Date::of_millis(0))));
        }
    }
    found
}

/// How long stages took, for the board to keep, in short steps.
#[derive(Debug)]
pub struct Staying(Option<Sweep<Stays>>);

impl Staying {
    /// Begins, unless the board knows.
    #[must_use]
    pub fn new(view: &View<'_>) -> Staying {
        let look: fn(&View<'_>, &mut Stays, RowId) =
            |view, stays, deal| stays.put(view.plan(), view.board.history(), deal, AsOf::LATEST);
        let is_known = view.board.stays.borrow().is_some();
        Staying((!is_known).then(|| {
            let deals = view.board.history().deals();
            // Whoever makes room on the way moves all that is there at once.
            let room = FxHashMap::with_capacity_and_hasher(deals.len(), FxBuildHasher);
            Sweep::new(deals, Stays { deals: room, ..Stays::default() }, look)
        }))
    }

    /// Goes on until the stretch is over; whether the board knows.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> bool {
        let Some(sweep) = &mut self.0 else { return true };
        let is_done = sweep.step(view, stretch);
        if is_done {
            // Another section may have been first.
            let stays = std::mem::take(&mut sweep.gathered);
            view.board.stays.borrow_mut().get_or_insert(stays);
            self.0 = None;
        }
        is_done
    }
}

/// The place of the P80 (nearest rank) among so many, the least first.
pub(super) fn four_of_five(count: usize) -> usize {
    (count * 4).div_ceil(5).saturating_sub(1)
}

impl Board {
    /// What stages allow, where that moves probabilities: a sign of every deal that stands in them.
    pub(super) fn limits_that_count(&self, plan: &Plan) -> Vec<StageLimit> {
        let counts =
            self.rates().is_some() && Signal::Overstayed.beta(plan) != 0.0 && Policy::of(plan) == Policy::Adjusted;
        if counts { self.stage_limits(plan) } else { Vec::new() }
    }

    /// How often the expected close of a deal was moved later.
    #[must_use]
    pub fn pushes(&self, row: RowId) -> usize {
        self.history().pushes(row, AsOf::LATEST)
    }

    /// Whether somebody is known who decides about the money of a deal.
    pub(super) fn has_buyer(&self, plan: &Plan, row: RowId) -> bool {
        let version = plan.table(Sheet::Roles).version();
        let mut kept = self.buyers.borrow_mut();
        if kept.as_ref().is_none_or(|(of, _)| *of != version) {
            *kept = Some((version, buyers(plan)));
        }
        kept.as_ref().is_some_and(|(_, buyers)| buyers.contains(&row))
    }

    /// The days that a stage allows: the user's, else what closed stays have taught (forecast.md §7); none where there are too
    /// few.
    #[must_use]
    pub fn stage_limit(&self, plan: &Plan, stage: RowId) -> Option<i64> {
        user_limit(plan, stage).or_else(|| {
            let limits = self.stage_limits(plan);
            limits.iter().find(|limit| limit.stage == stage).and_then(|limit| limit.learned)
        })
    }

    /// How long each stage in the funnel takes, and allows.
    #[must_use]
    pub fn stage_limits(&self, plan: &Plan) -> Vec<StageLimit> {
        let mut stays = self.stays.borrow_mut();
        let stays = stays.get_or_insert_with(|| Stays::of(plan, self.history(), AsOf::LATEST));
        stays.limits(plan, &Thresholds::of(plan)).to_vec()
    }
}

/// What the rules need to know of all deals.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    pub(super) thresholds: Thresholds,
    pub(super) rungs: Vec<Rung>,
    pub(super) limits: Vec<StageLimit>,
}

impl Survey {
    /// Gathers, from what the board keeps up.
    #[must_use]
    pub fn of(view: &View<'_>) -> Survey {
        let plan = view.plan();
        Survey { thresholds: Thresholds::of(plan), rungs: ladder(plan), limits: view.board.stage_limits(plan) }
    }

    /// The rung of a stage.
    pub(super) fn rung(&self, stage: RowId) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.stage == stage)
    }

    /// The probabilities of the stages before and after one: what an own value may lie between.
    pub(super) fn range(&self, stage: RowId) -> Option<(f64, f64)> {
        let number = self.rung(stage)?.number;
        let with_p = || self.rungs.iter().filter_map(|rung| Some((rung.number, rung.assumed?)));
        let below = with_p().rfind(|(other, _)| *other < number).map(|(_, p)| p);
        let above = with_p().find(|(other, _)| *other > number).map(|(_, p)| p);
        Some((below.unwrap_or(0.0), above.unwrap_or(1.0)))
    }
}

/// Deals in whose decision a named person decides about the money.
pub(super) fn buyers(plan: &Plan) -> FxHashSet<RowId> {
    let mut buyers = FxHashSet::default();
    for role in plan.table(Sheet::Roles).ids() {
        let named = plan.get(role, roles::NAME).is_some_and(|name| !matches!(name.trim(), "?" | "\u{ff1f}"));
        let decides = plan.get(role, roles::PARTS).is_some_and(|parts| parts.iter().any(|part| part == "economic"));
        if named && decides {
            buyers.extend(plan.get(role, roles::DEAL));
        }
    }
    buyers
}

/// What open deals of one customer and name have in common; none for one without a name, and for one that has ended.
pub(super) fn name_of(plan: &Plan, draft: Option<&Draft>, deal: RowId) -> Option<NonZeroU64> {
    let name = read(plan, draft, deal, deals::NAME)?.trim();
    if name.is_empty() || !is_open(plan, draft, deal) {
        return None;
    }
    // 64 bits also where a word of the machine has 32, as on a page: of 100 000 names two would share such a one.
    let mut hasher = DefaultHasher::new();
    (read(plan, draft, deal, deals::ACCOUNT), in_small(name)).hash(&mut hasher);
    NonZeroU64::new(hasher.finish() | 1)
}

/// The number of a deal's stage now; none where it has none.
pub(super) fn stage_number(plan: &Plan, stage: RowId) -> Option<i64> {
    plan.get(stage, setup::stages::NUMBER).map(Decimal::trunc)
}
