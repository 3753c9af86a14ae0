//! The states of §7: what a deal did within a window of time, and what is wrong with it; several at once.

use super::deal::{is_open, read};
use super::derive::{View, stage_age};
use super::survey::{StageLimit, Staying, Survey, stage_number};
use super::sweep::{Sweep, at_once};
use super::{Dirt, Dirts, Period, Standpoint, Standpoints, Window};
use crate::forecast::Stretch;
use crate::forecast::history::{AsOf, Field};
use crate::model::schema::deals;
use crate::model::{Date, RowId, Severity, Sheet, Value};

/// What deserves attention about a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// The deal.
    pub deal: RowId,
    /// Its states; the gravest one gives the colour.
    pub states: Standpoints,
    /// What is wrong with its data, also where that is too little to call it dirty.
    pub dirt: Dirts,
    /// Days in its stage, and what the stage allows.
    pub stage_days: Option<(i64, Option<StageLimit>)>,
    /// Amount × probability as the board counts it, in minor units: those first that weigh most.
    pub weighted: i64,
}

/// The states of one deal, in a window and for a period; `survey` from [`Survey::of`].
#[must_use]
pub fn attention(view: &View<'_>, survey: &Survey, deal: RowId, window: &Window, period: &Period) -> Attention {
    let (plan, draft) = (view.plan(), view.draft);
    let is_blank = view.board.is_blank(deal);
    let mut states = if is_blank { Vec::new() } else { moves(view, deal, window, period) };
    let (none, weighted) = (Standpoints::default(), view.board.weighted(deal));
    let mut found = Attention { deal, states: none, dirt: Dirts::default(), stage_days: None, weighted };
    if !is_blank && is_open(plan, draft, deal) {
        let stage = read(plan, draft, deal, deals::STAGE);
        let parked = is_parked(view, deal);
        if parked {
            states.push(Standpoint::Parked);
        }
        let limit = survey.limits.iter().find(|limit| Some(limit.stage) == stage).copied();
        found.stage_days = stage_age(view, deal).map(|days| (days, limit));
        let limit = limit.and_then(|limit| limit.days());
        if let (Some((days, _)), Some(limit), false) = (found.stage_days, limit, parked) {
            let advanced = view.activities.deal(deal).and_then(|facts| facts.last_advance);
            if days > limit && advanced.is_none_or(|day| view.today.days_since(day) > limit) {
                states.push(Standpoint::Stalled);
            }
        }
        let dirt = dirt(view, survey, deal);
        if is_dirty(&dirt, survey) {
            states.push(Standpoint::Dirty);
        }
        found.dirt = dirt.into_iter().collect();
    }
    found.states = states.into_iter().collect();
    found
}

/// The states of every deal that has one, in the order of the table, of the person that the board looks at or of all: lists to
/// act on.
#[must_use]
pub fn attentions(view: &View<'_>, survey: &Survey, window: &Window, period: &Period) -> Vec<Attention> {
    let mut attending = Attending::new(view, window, period);
    attending.survey = Some(survey.clone());
    at_once(|stretch| attending.step(view, stretch))
}

/// The same in short steps: call [`Attending::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Attending {
    stays: Staying,
    survey: Option<Survey>,
    at: (Window, Period),
    deals: Option<Sweep<Asked>>,
    rows: Vec<RowId>,
}

/// What is asked of each deal, and what is found.
#[derive(Debug)]
struct Asked {
    survey: Survey,
    at: (Window, Period),
    found: Vec<Attention>,
}

impl Attending {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, window: &Window, period: &Period) -> Attending {
        let rows = view.plan().table(Sheet::Deals).ids().collect();
        Attending { stays: Staying::new(view), survey: None, at: (*window, *period), deals: None, rows }
    }

    /// Goes on until the stretch is over; what is found once all deals are looked at.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Option<Vec<Attention>> {
        let deals = match &mut self.deals {
            Some(deals) => deals,
            None => {
                if self.survey.is_none() && !self.stays.step(view, stretch) {
                    return None;
                }
                let survey = self.survey.take().unwrap_or_else(|| Survey::of(view));
                let asked = Asked { survey, at: self.at, found: Vec::new() };
                self.deals.insert(Sweep::new(std::mem::take(&mut self.rows), asked, look))
            }
        };
        deals.step(view, stretch).then(|| std::mem::take(&mut deals.gathered.found))
    }
}

fn look(view: &View<'_>, asked: &mut Asked, deal: RowId) {
    if super::what_if::is_kept(view, deal) {
        let found = attention(view, &asked.survey, deal, &asked.at.0, &asked.at.1);
        asked.found.extend(Some(found).filter(|found| !found.states.is_empty()));
    }
}

/// Whether a deal rests by agreement: until a day that has not passed, for a reason.
pub(super) fn is_parked(view: &View<'_>, deal: RowId) -> bool {
    let plan = view.plan();
    plan.get(deal, deals::PARKED).is_some_and(|until| until >= view.today)
        && !plan.value(Sheet::Deals, deal, "parked_why").is_empty()
}

/// What the log says a deal did within a window.
pub(super) fn moves(view: &View<'_>, deal: RowId, window: &Window, period: &Period) -> Vec<Standpoint> {
    let history = view.board.history();
    let (start, end) = window.edges(view.today);
    let mut states = Vec::new();
    let before = |field| history.value(deal, field, start);
    let after = |field| history.value(deal, field, end);
    let was_there = history.is_alive(deal, start);
    let (was_open, is_open) = (was_there && before(Field::Outcome).is_empty(), after(Field::Outcome).is_empty());
    if !is_open {
        let ended = history.ended(deal, end).is_some_and(|day| window.contains(day));
        if was_open || ended {
            states.push(Standpoint::Outflow);
        }
        return states;
    }
    let entered = match after(Field::Entered) {
        Value::Date(day) => Some(*day),
        _ => history.born(deal, end).map(Date::of_millis),
    };
    // Most deals were left alone: for them the log has nothing more to say.
    let quiet = window.until >= view.today && history.is_quiet(deal, start);
    let (into, out_of) = if quiet { (false, false) } else { closes(view, deal, start, end, period) };
    if entered.is_some_and(|day| window.contains(day)) || (was_there && !was_open) || into {
        states.push(Standpoint::Inflow);
    }
    if out_of {
        states.push(Standpoint::Slipped);
    }
    let (mut up, mut down) = if quiet { (false, false) } else { steps(view, deal, end, window) };
    if was_there && !quiet {
        let (had, has) = (before(Field::Milestones).linked(), after(Field::Milestones).linked());
        up |= has.iter().any(|milestone| !had.contains(milestone));
        down |= had.iter().any(|milestone| !has.contains(milestone));
    }
    up |= gained(view, deal, window);
    if down {
        states.push(Standpoint::MovedBack);
    }
    if up {
        states.push(Standpoint::Advanced);
    }
    states
}

/// Whether the close moved into the period between two times, and is there; whether it moved out of it, and is elsewhere.
/// What is typed on the day on which the row is does not count as a move.
fn closes(view: &View<'_>, deal: RowId, start: AsOf, end: AsOf, period: &Period) -> (bool, bool) {
    let history = view.board.history();
    let Some(born) = history.born(deal, end).map(Date::of_millis) else { return (false, false) };
    let (mut into, mut out_of, mut last) = (false, false, None);
    for past in history.changes(deal, Field::Close, end) {
        let Value::Date(day) = *past.value else { continue };
        let is_in = period.contains(day);
        let moved = last.replace(is_in).filter(|was_in| *was_in != is_in);
        if past.at >= start.0 && past.day() > born {
            (into, out_of) = (into || moved == Some(false), out_of || moved == Some(true));
        }
    }
    (into && last == Some(true), out_of && last == Some(false))
}

/// Whether an activity within the window proved a milestone.
fn gained(view: &View<'_>, deal: RowId, window: &Window) -> bool {
    use crate::model::schema::activities;
    let plan = view.plan();
    let facts = view.activities.deal(deal);
    let evidence = facts.into_iter().flat_map(|facts| facts.evidence.iter());
    evidence.filter_map(|(_, activity)| plan.get(*activity, activities::DONE)).any(|day| window.contains(day))
}

/// Whether the stage went up, and whether it went down, within a window. A stage left on the day it was entered is a
/// slip of the hand.
fn steps(view: &View<'_>, deal: RowId, end: AsOf, window: &Window) -> (bool, bool) {
    let visits = view.board.history().visits(deal, end);
    let stays = visits
        .iter()
        .enumerate()
        .filter(|(at, visit)| at + 1 == visits.len() || visit.until.is_none_or(|until| until > visit.from));
    let (mut up, mut down) = (false, false);
    let mut last = None;
    for (_, visit) in stays {
        let Some(number) = stage_number(view.plan(), visit.stage) else { continue };
        if let Some(before) = last.replace(number)
            && window.contains(visit.from)
        {
            up |= number > before;
            down |= number < before;
        }
    }
    (up, down)
}

/// Whether so much is wrong that the data cannot be trusted.
pub(super) fn is_dirty(dirt: &[Dirt], survey: &Survey) -> bool {
    let errors = dirt.iter().filter(|dirt| dirt.severity() == Severity::Error).count();
    errors > 0 || (dirt.len() - errors) as i64 >= survey.thresholds.warnings
}

/// What is wrong with the data of an open deal.
#[must_use]
pub fn dirt(view: &View<'_>, survey: &Survey, deal: RowId) -> Vec<Dirt> {
    let (plan, draft, thresholds) = (view.plan(), view.draft, &survey.thresholds);
    let stage = read(plan, draft, deal, deals::STAGE);
    let number = stage.and_then(|stage| stage_number(plan, stage)).unwrap_or(0);
    let mut dirt = Vec::new();
    let mut find = |found: bool, what: Dirt| {
        if found {
            dirt.push(what);
        }
    };
    let close = read(plan, draft, deal, deals::CLOSE);
    find(close.is_some_and(|close| close < view.today), Dirt::ClosePast);
    let amount = read(plan, draft, deal, deals::AMOUNT);
    let unread = plan.value(Sheet::Deals, deal, "amount").is_invalid();
    find(amount.is_none() && (number >= thresholds.amount_stage || unread), Dirt::NoAmount);
    if number < 1 {
        return dirt;
    }
    let facts = view.activities.deal(deal);
    find(!is_parked(view, deal) && facts.is_none_or(|facts| facts.next.is_none()), Dirt::NoNextStep);
    let ahead = view.proven_number(deal).map_or(0, |proven| number - proven);
    find(ahead >= thresholds.ahead, Dirt::AheadOfEvidence(ahead));
    let outside = stage.and_then(|stage| survey.range(stage)).zip(read(plan, draft, deal, deals::P_OWN));
    find(outside.is_some_and(|((low, high), own)| own.chance() < low || own.chance() > high), Dirt::OwnOutsideRange);
    find(number >= thresholds.buyer_stage && !view.board.has_buyer(plan, deal), Dirt::NoEconomicBuyer);
    let pushes = view.board.pushes(deal);
    find(pushes as i64 >= thresholds.pushes, Dirt::Pushed(pushes));
    find(view.board.is_double(deal), Dirt::Double);
    find(facts.is_none_or(|facts| facts.count == 0), Dirt::NoActivity);
    find(number >= thresholds.verdict_stage && plan.get(deal, deals::VERDICT).is_none(), Dirt::NoVerdict);
    dirt
}
