//! What the plan's own closed deals say about its probabilities.

use rustc_hash::FxHashMap;

use super::signals::{Signs, betas};
use super::survey::{Rung, ladder, stage_number};
use super::{StageLimit, View};
use crate::forecast::history::{AsOf, Field, History, Visit};
use crate::forecast::learned::{Tally, interval, shrunk};
use crate::model::schema::setup::settings;
use crate::model::{Date, Decimal, Plan, RowId, Value};

/// Where probabilities come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// The stage's assumed value.
    Ladder,
    /// The seller's own value where given, else the stage's: what a plan begins with, and stays with. forecast.md would change
    /// to learned ones by itself at ten closed deals; a number that changes its meaning by itself is one that nobody can
    /// explain, so they are named from ten on and offered from twenty resolved ones on.
    #[default]
    Own,
    /// What closed deals have shown, drawn towards the stage's assumed value; the assumed value below
    /// [`Evidence::Pooled`].
    Learned,
    /// The same, its log odds moved by the signs that the plan has switched on.
    Adjusted,
}

impl Policy {
    /// Every policy.
    pub const ALL: [Policy; 4] = [Policy::Ladder, Policy::Own, Policy::Learned, Policy::Adjusted];

    /// The plan's own.
    #[must_use]
    pub fn of(plan: &Plan) -> Policy {
        let key = plan.get(Plan::SETTINGS, settings::POLICY);
        Policy::ALL.into_iter().find(|policy| Some(policy.key()) == key).unwrap_or_default()
    }

    /// The key under which the setting is stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Policy::Ladder => "ladder",
            Policy::Own => "own",
            Policy::Learned => "learned",
            Policy::Adjusted => "adjusted",
        }
    }

    /// Whether it takes closed deals into account.
    #[must_use]
    pub const fn learns(self) -> bool {
        matches!(self, Policy::Learned | Policy::Adjusted)
    }
}

/// What a plan may show, by how many of its deals have closed (forecast.md §3). Below a floor a page says "too few".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// 0–9: the assumed ladder.
    Assumed,
    /// 10–29: learned rates of all people together.
    Pooled,
    /// 30–99: people too, where they differ by more than chance.
    People,
    /// 100 and more: segments too.
    Segments,
}

impl Evidence {
    /// What so many closed deals allow.
    #[must_use]
    pub const fn of(closed: u32) -> Evidence {
        match closed {
            0..=9 => Evidence::Assumed,
            10..=29 => Evidence::Pooled,
            30..=99 => Evidence::People,
            _ => Evidence::Segments,
        }
    }
}

/// How many deals the assumption counts for, where the plan does not say: 2–50.
const STRENGTH: i64 = 10;
/// The level of the credible intervals shown.
pub const LEVEL: f64 = 0.9;

/// What is known of one stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageRate {
    /// The stage.
    pub stage: RowId,
    /// Its number.
    pub number: i64,
    /// Closed deals that reached it at least, and how many of them were won.
    pub tally: Tally,
    /// π, the value it assumes.
    pub assumed: Option<f64>,
    /// (w + m·π)/(n + m); none below ten closed deals, or without an assumption.
    pub learned: Option<f64>,
}

/// What the closed deals of a plan say.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// Deals that have closed having been in the funnel, and how many of them were won.
    pub all: Tally,
    /// What that many allow to be shown.
    pub evidence: Evidence,
    /// m: for how many deals an assumption counts.
    pub strength: f64,
    /// The stages in the funnel, in order.
    pub stages: Vec<StageRate>,
    /// By how much the log odds of each open deal that shows a sign are moved; empty unless asked for.
    pub shifts: FxHashMap<RowId, f64>,
}

impl Rates {
    /// The rates as they were known at a time.
    #[must_use]
    pub fn of(plan: &Plan, history: &History, as_of: AsOf) -> Rates {
        Reached::of(plan, history, as_of).rates(plan)
    }

    /// Looks at the signs of some deals, as of a time and a day; `allowed` is what stages allowed then.
    pub(super) fn adjust(
        &mut self,
        plan: &Plan,
        history: &History,
        at: (AsOf, Date),
        allowed: &[StageLimit],
        deals: impl Iterator<Item = RowId>,
    ) {
        let betas = betas(plan);
        if betas.is_empty() {
            return;
        }
        let signs = Signs::new(plan, history, at, allowed);
        for deal in deals {
            match signs.shift(deal, &betas) {
                0.0 => drop(self.shifts.remove(&deal)),
                shift => drop(self.shifts.insert(deal, shift)),
            }
        }
    }

    /// What is known of a stage; none for one outside the funnel.
    #[must_use]
    pub fn stage(&self, stage: RowId) -> Option<&StageRate> {
        self.stages.iter().find(|rate| rate.stage == stage)
    }

    /// The credible interval of a stage's rate at [`LEVEL`]; none below ten closed deals.
    #[must_use]
    pub fn interval(&self, stage: RowId) -> Option<(f64, f64)> {
        let rate = self.stage(stage).filter(|_| self.evidence > Evidence::Assumed)?;
        interval(rate.tally, rate.assumed?, self.strength, LEVEL)
    }
}

/// The closed deals with the highest stage that each reached; kept up deal by deal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reached {
    deals: FxHashMap<RowId, (i64, bool)>,
}

impl Reached {
    pub fn of(plan: &Plan, history: &History, as_of: AsOf) -> Reached {
        let known = |deal: RowId| Some((deal, reached_by(plan, history, deal, as_of)?));
        Reached { deals: history.deals().into_iter().filter_map(known).collect() }
    }

    /// Looks at a deal again, and says whether that changed anything.
    pub fn update(&mut self, plan: &Plan, history: &History, deal: RowId) -> bool {
        let now = reached_by(plan, history, deal, AsOf::LATEST);
        let before = match now {
            Some(now) => self.deals.insert(deal, now),
            None => self.deals.remove(&deal),
        };
        before != now
    }

    /// What they say.
    pub fn rates(&self, plan: &Plan) -> Rates {
        let mut tallies = Tallies::default();
        self.deals.values().for_each(|reached| tallies.add(*reached));
        tallies.rates(plan)
    }
}

/// How many closed deals got no farther than each stage, and how many of them were won, by the number of the stage: the same
/// where it does not matter which deals they were.
#[derive(Debug, Default)]
pub(super) struct Tallies(Vec<(i64, Tally)>);

impl Tallies {
    /// Looks at a deal of the plan as it is.
    pub fn look(view: &View<'_>, own: &mut Tallies, deal: RowId) {
        own.put(view.plan(), view.board.history(), deal, AsOf::LATEST);
    }

    /// Looks at a deal that was not looked at before.
    pub fn put(&mut self, plan: &Plan, history: &History, deal: RowId, as_of: AsOf) {
        reached_by(plan, history, deal, as_of).into_iter().for_each(|reached| self.add(reached));
    }

    /// Takes in a closed deal: the highest stage that it reached, and whether it was won.
    pub fn add(&mut self, (number, won): (i64, bool)) {
        let one = Tally { won: u32::from(won), closed: 1 };
        match self.0.iter_mut().find(|(own, _)| *own == number) {
            Some((_, sum)) => *sum = Tally { won: sum.won + one.won, closed: sum.closed + 1 },
            None => self.0.push((number, one)),
        }
    }

    /// Each closed deal counts once in every stage that it reached at least.
    pub fn rates(&self, plan: &Plan) -> Rates {
        let strength =
            plan.get(Plan::SETTINGS, settings::STRENGTH).map_or(STRENGTH, Decimal::trunc).clamp(2, 50) as f64;
        let from = |number: i64| {
            let reached = self.0.iter().filter(|(own, _)| *own >= number).map(|(_, tally)| tally);
            reached.fold(Tally { won: 0, closed: 0 }, |sum, tally| Tally {
                won: sum.won + tally.won,
                closed: sum.closed + tally.closed,
            })
        };
        let all = from(1);
        let evidence = Evidence::of(all.closed);
        let rate = |rung: &Rung| {
            let tally = from(rung.number);
            let learns = evidence > Evidence::Assumed;
            let learned = rung.assumed.filter(|_| learns).and_then(|assumed| shrunk(tally, assumed, strength));
            StageRate { stage: rung.stage, number: rung.number, tally, assumed: rung.assumed, learned }
        };
        let stages = ladder(plan).iter().filter(|rung| rung.number >= 1).map(rate).collect();
        Rates { all, evidence, strength, stages, shifts: FxHashMap::default() }
    }
}

/// The highest number among the stages that a closed deal stood in, and whether it was won; none for other deals.
///
/// Skipped stages count as passed, re-entries once; a deal that was lost, withdrawn or found invalid is a deal not won.
pub(super) fn reached_by(plan: &Plan, history: &History, deal: RowId, as_of: AsOf) -> Option<(i64, bool)> {
    if history.value(deal, Field::Outcome, as_of).is_empty() {
        return None;
    }
    reached_in(plan, history, (deal, as_of), &history.visits(deal, as_of))
}

/// The same where the stages that the deal stood in are known.
pub(super) fn reached_in(
    plan: &Plan,
    history: &History,
    (deal, as_of): (RowId, AsOf),
    visits: &[Visit],
) -> Option<(i64, bool)> {
    let Value::Choice(outcome) = history.value(deal, Field::Outcome, as_of) else { return None };
    if !history.is_alive(deal, as_of) {
        return None;
    }
    let numbers = visits.iter().filter_map(|visit| stage_number(plan, visit.stage));
    let highest = numbers.max().filter(|number| *number >= 1)?;
    Some((highest, outcome == "won"))
}
