//! The funnel in stage order: who stands where, who should, and what the difference says.

use rustc_hash::FxHashMap;

use super::derive::View;
use super::survey::{Rung, Staying, ladder};
use super::sweep::{Sweep, at_once};
use super::{StageLimit, Standing, Window, is_open};
use crate::forecast::Stretch;
use crate::forecast::history::{AsOf, Field};
use crate::forecast::shape::{Diagnosis, Fill, Neck, diagnose, fill};
use crate::forecast::velocity::velocity;
use crate::model::schema::{activities, deals};
use crate::model::{Date, Plan, RowId, Sheet, Value, order};

/// What a figure of the funnel rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// So many deals of this plan.
    Seen(usize),
    /// The user's assumptions: too few deals have passed.
    Assumed,
}

/// One stage of the funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelStage {
    /// The stage.
    pub stage: RowId,
    /// The open deals in it.
    pub deals: Vec<RowId>,
    /// Their amounts, in minor units, saturating; without those of [`Funnel::left_out`].
    pub amount: i64,
    /// How many should stand there; none where too little is known to say.
    pub expected: Option<f64>,
    /// c, the share of deals that go on from here, and what it rests on.
    pub goes_on: (f64, Basis),
    /// T, days that a stay takes, and what they rest on; none where too few deals have left the stage and nothing is assumed.
    pub days: Option<(f64, Basis)>,
    /// How full it is.
    pub fill: Option<Fill>,
    /// Exit milestones of the stage with the number of its deals that lack each, the most often missing first.
    pub missing: Vec<(RowId, usize)>,
    /// Skills to improve by the activities of its deals, the most often named first.
    pub skills: Vec<(RowId, usize)>,
}

/// The funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// The stages in the funnel, in order.
    pub stages: Vec<FunnelStage>,
    /// λ: deals that enter in a day; none where nothing has entered.
    pub entries_a_day: Option<f64>,
    /// How many deals entered within the window.
    pub entries: usize,
    /// What the shape says, by place in `stages`.
    pub diagnoses: Vec<Diagnosis>,
    /// How long each stage takes, and allows.
    pub limits: Vec<StageLimit>,
    /// What the funnel earns a day; none below ten closed deals, without an open deal of an amount, or where wins take no day.
    pub velocity: Option<Velocity>,
    /// How many deals that stand in a stage have no amount.
    pub unpriced: usize,
    /// Deals that stand in a stage, but whose amount has no rate.
    pub left_out: Vec<(RowId, Standing)>,
}

/// Sales velocity: deals × mean amount × win rate ÷ days to win.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Velocity {
    /// Open deals in the funnel that have an amount.
    pub deals: u32,
    /// What they would bring on average, in minor units.
    pub amount: f64,
    /// The share of closed deals that was won.
    pub rate: f64,
    /// How many have closed.
    pub closed: usize,
    /// Days from entering the funnel to a win, on average.
    pub days: f64,
    /// Minor units a day.
    pub a_day: f64,
}

/// Below so many deals seen at a stage its assumptions are used.
const FEW: usize = 10;

/// The funnel of one person or of all. `window` is the stretch over which entries are counted; what is older than the
/// first entry does not thin them out.
#[must_use]
pub fn funnel(view: &View<'_>, window: &Window, person: Option<RowId>) -> Funnel {
    let mut funneling = Funneling::new(view, window, person);
    at_once(|stretch| funneling.step(view, stretch))
}

/// The funnel in short steps: call [`Funneling::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Funneling {
    stays: Staying,
    past: Sweep<Throughput>,
    now: Sweep<Occupants>,
}

/// What was seen of the deals at each stage.
#[derive(Debug)]
struct Throughput {
    passing: Passing,
    /// How many went on, of how many.
    passed: Vec<(usize, usize)>,
    /// Days of how many stays.
    stays: Vec<(i64, usize)>,
}

impl Throughput {
    fn look(view: &View<'_>, own: &mut Throughput, deal: RowId) {
        let Throughput { passing, passed, stays } = own;
        passing.look(view, deal, &mut |_, at, seen| match seen {
            Seen::Stay(days) => {
                if let Some(stay) = stays.get_mut(at) {
                    *stay = (stay.0 + days, stay.1 + 1);
                }
            }
            Seen::Passed(went_on) => {
                if let Some((on, of)) = passed.get_mut(at) {
                    *on += usize::from(went_on);
                    *of += 1;
                }
            }
        });
    }
}

impl Funneling {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, window: &Window, person: Option<RowId>) -> Funneling {
        let rungs = rungs(view.plan());
        let passing = Passing::new(view, window, person, &rungs);
        let (passed, stays) = (vec![(0, 0); rungs.len()], vec![(0, 0); rungs.len()]);
        let past = Throughput { passing, passed, stays };
        let rows = view.plan().table(Sheet::Deals).ids().collect();
        Funneling {
            stays: Staying::new(view),
            past: Sweep::new(view.board.history().deals(), past, Throughput::look),
            now: Sweep::new(rows, Occupants::new(view, rungs, person), Occupants::look),
        }
    }

    /// Goes on until the stretch is over; the funnel once all deals are looked at.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Option<Funnel> {
        let is_done = self.stays.step(view, stretch) && self.past.step(view, stretch) && self.now.step(view, stretch);
        is_done.then(|| found(view, &self.past.gathered, std::mem::take(&mut self.now.gathered)))
    }
}

/// What all of it says.
fn found(view: &View<'_>, past: &Throughput, mut now: Occupants) -> Funnel {
    let plan = view.plan();
    now.settle();
    let Occupants { rungs, mut stages, priced, left_out, .. } = now;
    let Throughput { passing, passed, stays } = past;
    let Passage { entries, first, closed, wins, days_to_win } = passing.found;
    let window = passing.window;
    let days_seen = first.map(|first| window.until.days_since(first.max(window.from)).max(0) + 1);
    let entries_a_day = days_seen.filter(|_| entries > 0).map(|days| entries as f64 / days as f64);
    let sum: f64 = stages.iter().map(|stage| stage.amount as f64).sum();
    let amount = sum / f64::from(priced.max(1));
    let (rate, days) = (wins as f64 / closed.max(1) as f64, days_to_win as f64 / wins.max(1) as f64);
    let a_day = velocity(priced, amount, rate, days).filter(|_| closed >= FEW && priced > 0);
    let velocity = a_day.map(|a_day| Velocity { deals: priced, amount, rate, closed, days, a_day });
    let mut arrive = entries_a_day;
    for (at, stage) in stages.iter_mut().enumerate() {
        let (on, of) = passed.get(at).copied().unwrap_or_default();
        let (days, stays) = stays.get(at).copied().unwrap_or_default();
        stage.goes_on =
            if of >= FEW { (on as f64 / of as f64, Basis::Seen(of)) } else { (assumed_on(&rungs, at), Basis::Assumed) };
        let limit = rungs.get(at).and_then(|rung| rung.limit);
        stage.days = match limit {
            _ if stays >= FEW => Some((days as f64 / stays as f64, Basis::Seen(stays))),
            limit => limit.map(|limit| (limit as f64, Basis::Assumed)),
        };
        stage.expected = arrive.zip(stage.days).map(|(arrive, (days, _))| arrive * days);
        stage.fill = stage.expected.map(|expected| fill(&Neck { open: stage.deals.len() as u64, expected }));
        arrive = arrive.map(|arrive| arrive * stage.goes_on.0);
    }
    // A stage of which nothing can be said keeps its place.
    const UNKNOWN: Fill = Fill { index: None, above: 1.0, below: 1.0 };
    let fills: Vec<Fill> = stages.iter().map(|stage| stage.fill.unwrap_or(UNKNOWN)).collect();
    let diagnoses = diagnose(&fills);
    let limits = view.board.stage_limits(plan);
    let stand: usize = stages.iter().map(|stage| stage.deals.len()).sum();
    let unpriced = stand.saturating_sub(priced as usize + left_out.len());
    Funnel { stages, entries_a_day, entries, diagnoses, limits, velocity, unpriced, left_out }
}

/// The stages in the funnel, in order.
pub(super) fn rungs(plan: &Plan) -> Vec<Rung> {
    ladder(plan).into_iter().filter(|rung| rung.number >= 1).collect()
}

/// What was seen of a deal at a stage.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen {
    /// It left after so many days.
    Stay(i64),
    /// It went on to a later stage or was won; false where it ended otherwise.
    Passed(bool),
}

/// What was seen of all deals together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Passage {
    pub entries: usize,
    pub first: Option<Date>,
    /// Deals in the funnel that have ended, and how many were won.
    pub closed: usize,
    pub wins: usize,
    pub days_to_win: i64,
}

/// How deals passed through the stages, looked at one by one.
#[derive(Debug)]
pub(super) struct Passing {
    window: Window,
    end: AsOf,
    person: Option<RowId>,
    place: FxHashMap<RowId, usize>,
    pub found: Passage,
}

impl Passing {
    pub fn new(view: &View<'_>, window: &Window, person: Option<RowId>, rungs: &[Rung]) -> Passing {
        let place = rungs.iter().enumerate().map(|(at, rung)| (rung.stage, at)).collect();
        Passing { window: *window, end: window.edges(view.today).1, person, place, found: Passage::default() }
    }

    /// Looks at a deal, and notes what was seen of it.
    pub fn look(&mut self, view: &View<'_>, deal: RowId, note: &mut dyn FnMut(RowId, usize, Seen)) {
        let (history, end, person) = (view.board.history(), self.end, self.person);
        let own =
            person.is_none() || history.value(deal, Field::Owner, end) == &Value::Link(person.unwrap_or_default());
        if !own || !history.is_alive(deal, end) {
            return;
        }
        let visits = history.visits(deal, end);
        let in_funnel = visits.iter().filter_map(|visit| Some((*self.place.get(&visit.stage)?, visit)));
        let found = &mut self.found;
        let mut furthest = None;
        for (at, visit) in in_funnel {
            if furthest.is_none() {
                found.first = Some(found.first.map_or(visit.from, |first| first.min(visit.from)));
                found.entries += usize::from(self.window.contains(visit.from));
            }
            furthest = furthest.max(Some(at));
            if visit.until.is_some() {
                note(deal, at, Seen::Stay(visit.days(view.today)));
            }
        }
        let Some(furthest) = furthest else { return };
        let outcome = history.value(deal, Field::Outcome, end);
        let won = matches!(outcome, Value::Choice(key) if key == "won");
        if !outcome.is_empty() {
            found.closed += 1;
            if let (true, Some(begun), Some(ended)) = (won, visits.first(), history.ended(deal, end)) {
                found.wins += 1;
                found.days_to_win += ended.days_since(begun.from).max(0);
            }
        }
        for at in 0..=furthest {
            let went_on = at < furthest || won;
            if went_on || !outcome.is_empty() {
                note(deal, at, Seen::Passed(went_on));
            }
        }
    }
}

/// By the ladder: of deals won with p here and p′ in the next stage, p/p′ go on.
fn assumed_on(rungs: &[Rung], at: usize) -> f64 {
    let p = |at: usize| rungs.get(at).and_then(|rung| rung.assumed);
    match (p(at), p(at + 1)) {
        (Some(here), Some(next)) if next > 0.0 => (here / next).min(1.0),
        (Some(here), None) => here,
        _ => 1.0,
    }
}

/// The open deals by stage, with what is missing there; how many have an amount; and those whose amount has no rate.
#[derive(Debug, Default)]
struct Occupants {
    rungs: Vec<Rung>,
    person: Option<RowId>,
    place: FxHashMap<RowId, usize>,
    stages: Vec<FunnelStage>,
    priced: u32,
    left_out: Vec<(RowId, Standing)>,
}

impl Occupants {
    fn new(view: &View<'_>, rungs: Vec<Rung>, person: Option<RowId>) -> Occupants {
        let empty = |rung: &Rung| FunnelStage {
            stage: rung.stage,
            deals: Vec::new(),
            amount: 0,
            expected: None,
            goes_on: (1.0, Basis::Assumed),
            days: None,
            fill: None,
            missing: view.exits(rung.stage).into_iter().map(|milestone| (milestone, 0)).collect(),
            skills: Vec::new(),
        };
        let stages = rungs.iter().map(empty).collect();
        let place = rungs.iter().enumerate().map(|(at, rung)| (rung.stage, at)).collect();
        Occupants { rungs, person, place, stages, ..Occupants::default() }
    }

    fn look(view: &View<'_>, own: &mut Occupants, deal: RowId) {
        let plan = view.plan();
        if view.board.is_blank(deal) {
            return;
        }
        if !is_open(plan, view.draft, deal) || own.person.is_some() && plan.get(deal, deals::OWNER) != own.person {
            return;
        }
        let at = super::deal::read(plan, view.draft, deal, deals::STAGE).and_then(|stage| own.place.get(&stage));
        let Some(stage) = at.and_then(|at| own.stages.get_mut(*at)) else { return };
        stage.deals.push(deal);
        if let Some(money) = super::deal::read(plan, view.draft, deal, deals::AMOUNT) {
            match plan.in_plan_currency(money) {
                Some(minor) => (stage.amount, own.priced) = (stage.amount.saturating_add(minor), own.priced + 1),
                None => own.left_out.push((deal, Standing::NoRate)),
            }
        }
        if !stage.missing.is_empty() {
            let met = view.milestones(deal);
            stage.missing.iter_mut().filter(|(milestone, _)| !met.contains(milestone)).for_each(|(_, lack)| *lack += 1);
        }
        for activity in view.activities.of_deal(deal) {
            for skill in plan.get(*activity, activities::SKILLS).unwrap_or_default() {
                match stage.skills.iter_mut().find(|(other, _)| other == skill) {
                    Some((_, count)) => *count += 1,
                    None => stage.skills.push((*skill, 1)),
                }
            }
        }
    }

    /// What is missing and named most often comes first.
    fn settle(&mut self) {
        for stage in &mut self.stages {
            stage.missing.retain(|(_, lack)| *lack > 0);
            order::sort_by_key(&mut stage.missing, |(_, lack)| std::cmp::Reverse(*lack));
            order::sort_by_key(&mut stage.skills, |(skill, count)| (std::cmp::Reverse(*count), *skill));
        }
    }
}
