//! The funnel in stage order: who stands where, who should, and what the difference says.

use rustc_hash::FxHashMap;

use super::derive::View;
use super::survey::{Rung, ladder};
use super::{StageLimit, is_open};
use super::{Thresholds, Window, stage_limits};
use crate::forecast::history::{AsOf, Field};
use crate::forecast::shape::{Diagnosis, Fill, Neck, diagnose, fill};
use crate::model::schema::{activities, deals};
use crate::model::{Date, RowId, Sheet, Value, order};

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
    /// Their amounts, in minor units, saturating.
    pub amount: i64,
    /// How many should stand there; none where the log is too short to say.
    pub expected: Option<f64>,
    /// c, the share of deals that go on from here, and what it rests on.
    pub goes_on: (f64, Basis),
    /// T, days that a stay takes, and what they rest on.
    pub days: (f64, Basis),
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
}

/// Below so many deals seen at a stage its assumptions are used.
const FEW: usize = 10;

/// The funnel of one person or of all. `window` is the stretch over which entries are counted; what is older than the
/// first entry does not thin them out.
#[must_use]
pub fn funnel(view: &View<'_>, window: &Window, person: Option<RowId>) -> Funnel {
    let (plan, history) = (view.plan(), view.board.history());
    let end = window.edges(view.today).1;
    let rungs: Vec<Rung> = ladder(plan).into_iter().filter(|rung| rung.number >= 1).collect();
    let place: FxHashMap<RowId, usize> = rungs.iter().enumerate().map(|(at, rung)| (rung.stage, at)).collect();
    let mut passed = vec![(0_usize, 0_usize); rungs.len()];
    let mut stays = vec![(0_i64, 0_usize); rungs.len()];
    let (mut entries, mut first) = (0, None::<Date>);
    for deal in history.deals() {
        let own =
            person.is_none() || history.value(deal, Field::Owner, end) == &Value::Link(person.unwrap_or_default());
        if !own || !history.is_alive(deal, end) {
            continue;
        }
        let visits = history.visits(deal, end);
        let in_funnel = visits.iter().filter_map(|visit| Some((*place.get(&visit.stage)?, visit)));
        let mut furthest = None;
        for (at, visit) in in_funnel {
            if furthest.is_none() {
                first = Some(first.map_or(visit.from, |first| first.min(visit.from)));
                entries += usize::from(window.contains(visit.from));
            }
            furthest = furthest.max(Some(at));
            if visit.until.is_some()
                && let Some(stay) = stays.get_mut(at)
            {
                *stay = (stay.0 + visit.days(view.today), stay.1 + 1);
            }
        }
        let Some(furthest) = furthest else { continue };
        let outcome = history.value(deal, Field::Outcome, end);
        let won = matches!(outcome, Value::Choice(key) if key == "won");
        for (at, (on, of)) in passed.iter_mut().enumerate().take(furthest + 1) {
            let went_on = at < furthest || won;
            if went_on || !outcome.is_empty() {
                *on += usize::from(went_on);
                *of += 1;
            }
        }
    }
    let days_seen = first.map(|first| window.until.days_since(first.max(window.from)).max(0) + 1);
    let entries_a_day = days_seen.filter(|_| entries > 0).map(|days| entries as f64 / days as f64);
    let mut stages = occupants(view, &rungs, person);
    let mut arrive = entries_a_day;
    for (at, stage) in stages.iter_mut().enumerate() {
        let (on, of) = passed.get(at).copied().unwrap_or_default();
        let (days, stays) = stays.get(at).copied().unwrap_or_default();
        stage.goes_on =
            if of >= FEW { (on as f64 / of as f64, Basis::Seen(of)) } else { (assumed_on(&rungs, at), Basis::Assumed) };
        let limit = rungs.get(at).and_then(|rung| rung.limit);
        stage.days = match limit {
            Some(limit) if stays < FEW => (limit as f64, Basis::Assumed),
            _ => (days as f64 / stays.max(1) as f64, Basis::Seen(stays)),
        };
        stage.expected = arrive.map(|arrive| arrive * stage.days.0);
        stage.fill = stage.expected.map(|expected| fill(&Neck { open: stage.deals.len() as u64, expected }));
        arrive = arrive.map(|arrive| arrive * stage.goes_on.0);
    }
    let fills: Vec<Fill> = stages.iter().filter_map(|stage| stage.fill).collect();
    let diagnoses = diagnose(&fills);
    let limits = stage_limits(plan, history, AsOf::LATEST, &Thresholds::of(plan));
    Funnel { stages, entries_a_day, entries, diagnoses, limits }
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

/// The open deals by stage, with what is missing there.
fn occupants(view: &View<'_>, rungs: &[Rung], person: Option<RowId>) -> Vec<FunnelStage> {
    let plan = view.plan();
    let empty = |rung: &Rung| FunnelStage {
        stage: rung.stage,
        deals: Vec::new(),
        amount: 0,
        expected: None,
        goes_on: (1.0, Basis::Assumed),
        days: (0.0, Basis::Assumed),
        fill: None,
        missing: view.exits(rung.stage).into_iter().map(|milestone| (milestone, 0)).collect(),
        skills: Vec::new(),
    };
    let mut stages: Vec<FunnelStage> = rungs.iter().map(empty).collect();
    let place: FxHashMap<RowId, usize> = rungs.iter().enumerate().map(|(at, rung)| (rung.stage, at)).collect();
    for deal in plan.table(Sheet::Deals).ids().filter(|deal| is_open(plan, view.draft, *deal)) {
        if person.is_some() && plan.get(deal, deals::OWNER) != person {
            continue;
        }
        let at = super::deal::read(plan, view.draft, deal, deals::STAGE).and_then(|stage| place.get(&stage));
        let Some(stage) = at.and_then(|at| stages.get_mut(*at)) else { continue };
        stage.deals.push(deal);
        let amount = plan.get(deal, deals::AMOUNT).and_then(|money| plan.in_plan_currency(money)).unwrap_or(0);
        stage.amount = stage.amount.saturating_add(amount);
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
    for stage in &mut stages {
        stage.missing.retain(|(_, lack)| *lack > 0);
        order::sort_by_key(&mut stage.missing, |(_, lack)| std::cmp::Reverse(*lack));
        order::sort_by_key(&mut stage.skills, |(skill, count)| (std::cmp::Reverse(*count), *skill));
    }
    stages
}
