//! What closed deals teach (forecast.md §3): rates of stages, of people and of segments where these differ by more than chance,
//! what became of deals that overstayed, and the course that deals take from stage to stage.

use smol_str::SmolStr;

use super::course::{Course, CourseStays, Coursing};
use super::derive::View;
use super::rates::{Tallies, reached_by, reached_in};
use super::survey::Staying;
use super::sweep::{Sweep, at_once};
use super::{Evidence, Rates, StageLimit};
use crate::forecast::Stretch;
use crate::forecast::history::{AsOf, History, Visit};
use crate::forecast::learned::{Pooled, Tally, pooled};
use crate::model::schema::deals;
use crate::model::{Plan, RowId, order};

/// Below so many closed deals of a person, a segment or a class of age there are too few for a number of its own.
pub const FEW_CLOSED: u32 = 5;

/// Win rates of groups of closed deals (people, segments …), drawn towards the common rate by the method of moments.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRates<K> {
    /// The groups with their closed deals, in the order of their keys.
    pub groups: Vec<(K, Tally)>,
    /// Their rates in the same order, and how much they differ.
    pub pooled: Pooled,
    /// What so many closed deals allow.
    pub evidence: Evidence,
    /// Whether there are enough deals, and differences beyond chance, to show them one by one.
    pub shown: bool,
}

impl<K> GroupRates<K> {
    /// The rate of a group, by its place; none where it is not shown: all of them are alike, or its own deals are too few.
    #[must_use]
    pub fn rate(&self, at: usize) -> Option<f64> {
        let (_, tally) = self.groups.get(at).filter(|_| self.shown)?;
        self.pooled.rates.get(at).copied().filter(|_| tally.closed >= FEW_CLOSED)
    }
}

/// The win rates of closed deals by a key, where `floor` is what it takes to show them; none where no deal has closed.
pub fn group_rates<K: Ord>(
    plan: &Plan,
    history: &History,
    as_of: AsOf,
    floor: Evidence,
    key: impl Fn(RowId) -> Option<K>,
) -> Option<GroupRates<K>> {
    let mut closed = Vec::new();
    for deal in history.deals() {
        closed.extend(reached_by(plan, history, deal, as_of).and_then(|(_, won)| Some((key(deal)?, won))));
    }
    rates_of(closed, floor)
}

/// The same of closed deals by key, each with whether it was won.
fn rates_of<K: Ord>(mut closed: Vec<(K, bool)>, floor: Evidence) -> Option<GroupRates<K>> {
    order::sort_by(&mut closed, |(a, _), (b, _)| a.cmp(b));
    let mut groups: Vec<(K, Tally)> = Vec::new();
    let evidence = Evidence::of(u32::try_from(closed.len()).unwrap_or(u32::MAX));
    for (key, won) in closed {
        let tally = Tally { won: u32::from(won), closed: 1 };
        match groups.last_mut().filter(|(other, _)| *other == key) {
            Some((_, sum)) => *sum = Tally { won: sum.won + tally.won, closed: sum.closed + 1 },
            None => groups.push((key, tally)),
        }
    }
    let tallies: Vec<Tally> = groups.iter().map(|(_, tally)| *tally).collect();
    let pooled = pooled(&tallies)?;
    let shown = evidence >= floor && pooled.strength.is_some();
    Some(GroupRates { groups, pooled, evidence, shown })
}

/// What became of closed deals that stood in a stage, by whether they stayed there longer than it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageAge {
    /// The stage.
    pub stage: RowId,
    /// The days that it allows.
    pub limit: i64,
    /// Those whose longest stay was within the limit.
    pub within: Tally,
    /// Those who stayed longer.
    pub beyond: Tally,
}

impl StageAge {
    /// The share won of those within the limit, or of those beyond it; none where they are too few.
    #[must_use]
    pub fn rate(&self, is_beyond: bool) -> Option<f64> {
        let Tally { won, closed } = if is_beyond { self.beyond } else { self.within };
        (closed >= FEW_CLOSED).then(|| f64::from(won) / f64::from(closed))
    }
}

/// What closed deals teach.
#[derive(Clone, Debug, PartialEq)]
pub struct Lessons {
    /// Stage by stage.
    pub rates: Rates,
    /// Person by person, from thirty closed deals on; none where no deal with an owner has closed.
    pub people: Option<GroupRates<RowId>>,
    /// Segment by segment, from a hundred closed deals on.
    pub segments: Option<GroupRates<SmolStr>>,
    /// Stages with a limit by age, from a hundred closed deals on.
    pub ages: Vec<StageAge>,
    /// The course of closed and open deals, from a hundred closed deals on; none below.
    pub course: Option<Course>,
}

/// What closed deals teach, all at once.
#[must_use]
pub fn lessons(view: &View<'_>) -> Lessons {
    let mut learning = Learning::new(view);
    at_once(|stretch| learning.step(view, stretch))
}

/// The same in short steps: call [`Learning::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Learning {
    stays: Staying,
    rows: Vec<RowId>,
    deals: Option<Sweep<Gathered>>,
    coursing: Coursing,
}

/// What is gathered of deals.
#[derive(Debug)]
struct Gathered {
    course: CourseStays,
    reached: Tallies,
    people: Vec<(RowId, bool)>,
    segments: Vec<(SmolStr, bool)>,
    ages: Vec<StageAge>,
}

impl Gathered {
    fn look(view: &View<'_>, own: &mut Gathered, deal: RowId) {
        let (plan, history) = (view.plan(), view.board.history());
        let visits = history.visits(deal, AsOf::LATEST);
        own.course.put(history, deal, AsOf::LATEST, &visits, &mut |_, _, _| {});
        let Some(reached) = reached_in(plan, history, (deal, AsOf::LATEST), &visits) else { return };
        let (_, won) = reached;
        own.reached.add(reached);
        own.people.extend(plan.get(deal, deals::OWNER).map(|owner| (owner, won)));
        own.segments.extend(segment(plan, deal).map(|segment| (segment, won)));
        for age in &mut own.ages {
            if let Some(is_beyond) = overstayed(&visits, age.stage, age.limit) {
                let tally = if is_beyond { &mut age.beyond } else { &mut age.within };
                *tally = Tally { won: tally.won + u32::from(won), closed: tally.closed + 1 };
            }
        }
    }
}

/// The segment of a deal.
fn segment(plan: &Plan, deal: RowId) -> Option<SmolStr> {
    plan.get(deal, deals::SEGMENT).map(str::trim).filter(|segment| !segment.is_empty()).map(SmolStr::new)
}

/// Whether a closed deal stayed longer in a stage than so many days, at its longest; none where it never stood there.
fn overstayed(visits: &[Visit], stage: RowId, limit: i64) -> Option<bool> {
    let visits = visits.iter().filter(|visit| visit.stage == stage);
    visits.map(|visit| visit.days(visit.from)).max().map(|days| days > limit)
}

impl Learning {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>) -> Learning {
        let rows = view.board.history().deals();
        Learning { stays: Staying::new(view), rows, deals: None, coursing: Coursing::new() }
    }

    /// Goes on until the stretch is over; what is taught once all deals are looked at.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Option<Lessons> {
        let plan = view.plan();
        let deals = match &mut self.deals {
            Some(deals) => deals,
            None => {
                if !self.stays.step(view, stretch) {
                    return None;
                }
                let none = Tally { won: 0, closed: 0 };
                let limits = view.board.stage_limits(plan);
                let age = |limit: &StageLimit| {
                    Some(StageAge { stage: limit.stage, limit: limit.days()?, within: none, beyond: none })
                };
                let ages = limits.iter().filter_map(age).collect();
                let (course, reached) = (CourseStays::new(plan), Tallies::default());
                let none = Gathered { course, reached, people: Vec::new(), segments: Vec::new(), ages };
                self.deals.insert(Sweep::new(std::mem::take(&mut self.rows), none, Gathered::look))
            }
        };
        if !deals.step(view, stretch) {
            return None;
        }
        let Gathered { course, reached, people, segments, ages } = &mut deals.gathered;
        let rates = reached.rates(plan);
        let is_old = rates.evidence >= Evidence::Segments;
        let course = if is_old { Some(self.coursing.step(course, stretch)?) } else { None };
        Some(Lessons {
            people: rates_of(std::mem::take(people), Evidence::People),
            segments: rates_of(std::mem::take(segments), Evidence::Segments),
            ages: if is_old { std::mem::take(ages) } else { Vec::new() },
            course,
            rates,
        })
    }
}

/// A group of closed deals whose rate is learned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Taught {
    /// Those that reached a stage at least.
    Stage(RowId),
    /// Those of a person.
    Person(RowId),
    /// Those of a segment.
    Segment(SmolStr),
    /// Those that stood in a stage, beyond its limit or within it.
    Age(RowId, bool),
}

/// Why a learned rate is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct TaughtExplanation {
    /// The rate.
    pub value: f64,
    /// The closed deals, each with whether it was won.
    pub deals: Vec<(RowId, bool)>,
    /// What the rate is drawn towards, and for how many deals that counts; none where it is the share as it is.
    pub towards: Option<(f64, f64)>,
}

impl TaughtExplanation {
    /// The rate worked out again: (won + m·π) ÷ (closed + m), or won ÷ closed.
    #[must_use]
    pub fn again(&self) -> f64 {
        let (won, closed) = (self.deals.iter().filter(|(_, won)| *won).count() as f64, self.deals.len() as f64);
        let (towards, strength) = self.towards.unwrap_or_default();
        (won + strength * towards) / (closed + strength)
    }
}

/// What a learned rate is made of; none where it is not shown.
#[must_use]
pub fn explain_taught(view: &View<'_>, taught: &Taught) -> Option<TaughtExplanation> {
    let mut teaching = Teaching::new(view, taught.clone());
    at_once(|stretch| teaching.step(view, stretch))
}

/// The explanation in short steps: call [`Teaching::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Teaching {
    taught: Taught,
    learning: Learning,
    listing: Option<(TaughtExplanation, Sweep<Listed>)>,
}

/// The closed deals of a group.
#[derive(Debug)]
struct Listed {
    taught: Taught,
    /// The number of the stage, or the days that it allows.
    bound: i64,
    deals: Vec<(RowId, bool)>,
}

impl Listed {
    fn look(view: &View<'_>, own: &mut Listed, deal: RowId) {
        let (plan, history) = (view.plan(), view.board.history());
        let visits = history.visits(deal, AsOf::LATEST);
        let Some((highest, won)) = reached_in(plan, history, (deal, AsOf::LATEST), &visits) else { return };
        let is_one = match &own.taught {
            Taught::Stage(_) => highest >= own.bound,
            Taught::Person(person) => plan.get(deal, deals::OWNER) == Some(*person),
            Taught::Segment(name) => segment(plan, deal).as_ref() == Some(name),
            Taught::Age(stage, is_beyond) => overstayed(&visits, *stage, own.bound) == Some(*is_beyond),
        };
        own.deals.extend(is_one.then_some((deal, won)));
    }
}

impl Teaching {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, taught: Taught) -> Teaching {
        Teaching { taught, learning: Learning::new(view), listing: None }
    }

    /// Goes on until the stretch is over; what the rate is made of once that is known, none within where it is not shown.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Option<Option<TaughtExplanation>> {
        let (found, listed) = match &mut self.listing {
            Some(listing) => listing,
            None => {
                let lessons = self.learning.step(view, stretch)?;
                let Some((value, towards, bound)) = shown(&lessons, &self.taught) else { return Some(None) };
                let found = TaughtExplanation { value, deals: Vec::new(), towards };
                let listed = Listed { taught: self.taught.clone(), bound, deals: Vec::new() };
                let rows = view.board.history().deals();
                self.listing.insert((found, Sweep::new(rows, listed, Listed::look)))
            }
        };
        listed.step(view, stretch).then(|| {
            let deals = std::mem::take(&mut listed.gathered.deals);
            Some(TaughtExplanation { deals, ..found.clone() })
        })
    }
}

/// A learned rate with what it is drawn towards, and the number of its stage or the days that it allows; none where it is not
/// shown.
fn shown(found: &Lessons, taught: &Taught) -> Option<(f64, Option<(f64, f64)>, i64)> {
    fn group<K: PartialEq>(of: Option<&GroupRates<K>>, key: &K) -> Option<(f64, Option<(f64, f64)>, i64)> {
        let of = of?;
        let at = of.groups.iter().position(|(own, _)| own == key)?;
        Some((of.rate(at)?, Some((of.pooled.common, of.pooled.strength?)), 0))
    }
    match taught {
        Taught::Stage(stage) => {
            let rate = found.rates.stage(*stage)?;
            Some((rate.learned?, Some((rate.assumed?, found.rates.strength)), rate.number))
        }
        Taught::Person(person) => group(found.people.as_ref(), person),
        Taught::Segment(name) => group(found.segments.as_ref(), name),
        Taught::Age(stage, is_beyond) => {
            let age = found.ages.iter().find(|age| age.stage == *stage)?;
            Some((age.rate(*is_beyond)?, None, age.limit))
        }
    }
}
