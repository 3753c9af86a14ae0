//! Where scarce days count most, how much pipeline a target takes, and what would explain a miss.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::Standing;
use super::derive::View;
use super::pre_mortem::{Reason, missed, ranked, reason};
use super::sweep::{Sweep, at_once};
use crate::forecast::accuracy::{Coverage, Covering};
use crate::forecast::allocation::{Allocating, Allocation};
use crate::forecast::sorting::Sorting;
use crate::forecast::{Bet, BetError, Candidate, Stretch};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet, order};

/// A gain within reach: the deal, by how much its chance would rise, and the days that takes.
pub type Gain = (RowId, f64, f64);

/// Where so many days of work lift the board's target most: (deal, gain in chance, days) to choose from.
/// [`Allocation::chosen`] are places in `options`. Deals that are linked, or not open in the period, are not chosen.
///
/// None without a target.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn resources(view: &View<'_>, options: &[Gain], days: f64) -> Result<Option<Allocation>, BetError> {
    let Some(mut allocating) = allocating(view, options, days)? else { return Ok(None) };
    loop {
        if let Some(found) = allocating.step(&mut Stretch::endless())? {
            return Ok(Some(found));
        }
    }
}

fn allocating(view: &View<'_>, options: &[Gain], days: f64) -> Result<Option<Allocating>, BetError> {
    let (bets, candidates) = offered(view, options);
    begun(view, bets, candidates, days)
}

fn begun(
    view: &View<'_>,
    bets: Vec<Bet>,
    candidates: Vec<Candidate>,
    days: f64,
) -> Result<Option<Allocating>, BetError> {
    let board = view.board;
    let Some(target) = board.target() else { return Ok(None) };
    Allocating::new(board.won(), bets, board.links.blocks(), candidates, target, days).map(Some)
}

/// The board's deals, and what can be done for them.
fn offered(view: &View<'_>, options: &[Gain]) -> (Vec<Bet>, Vec<Candidate>) {
    let board = view.board;
    let (rows, bets): (Vec<RowId>, Vec<Bet>) = board.live.bets().map(|(row, bet)| (*row, bet)).unzip();
    let places: FxHashMap<RowId, usize> = rows.into_iter().enumerate().map(|(at, row)| (row, at)).collect();
    let candidate = |(row, gain, effort_days): &Gain| {
        let bet = places.get(row).copied().unwrap_or(usize::MAX);
        Candidate { bet, gain: *gain, effort_days: *effort_days }
    };
    let candidates = options.iter().map(candidate).collect();
    (bets, candidates)
}

/// What it takes to work out a pivot, beside moving one result of a distribution.
pub(super) const PIVOT: u64 = 20_000;
/// What it takes to offer a gain, beside the same.
const BEGIN: u64 = 60;
/// So many days more are looked at for one that helps.
const AHEAD: u32 = 10;
/// What lifts the target by less is no lift.
const LEAST: f64 = 1e-6;

/// What a few days more would buy: the fewest whole days, up to ten, that lift the target further, and the lift. None where
/// none does.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn more_days(
    view: &View<'_>,
    options: &[Gain],
    days: f64,
    found: &Allocation,
) -> Result<Option<(u32, f64)>, BetError> {
    for more in 1..=AHEAD {
        let Some(then) = resources(view, options, days + f64::from(more))? else { break };
        if then.after > found.after + LEAST {
            return Ok(Some((more, then.after - found.after)));
        }
    }
    Ok(None)
}

/// The gains within reach of the board's open deals, with the days that each takes: to the chance that the user gives, else to
/// that of the next stage; in the days that the user gives, else one. Those first that lift the target most; of very many those
/// by gain × amount, the leading ones by what they lift.
#[must_use]
pub fn gains(view: &View<'_>) -> Vec<Gain> {
    let mut levers = Levers::new(view);
    let rows: Vec<RowId> = view.plan().table(Sheet::Deals).ids().collect();
    rows.into_iter().for_each(|row| Levers::look(view, &mut levers, row));
    levers.leading().into_iter().for_each(|row| Levers::weigh(view, &mut levers, row));
    let mut sorting = levers.gains();
    at_once(|stretch| sorting.step(stretch)).into_iter().map(|(_, own)| own).collect()
}

/// With more open deals than this only the leading ones are weighed by their pivots.
const MANY: usize = 400;
/// So many of them.
const WEIGHED: usize = 64;

/// A gain with what it is ordered by.
type Ranked = ((f64, f64), Gain);

/// Those first that lift the target most, of equal ones those of the greatest gain × amount.
fn by_lift(((a, m), one): &Ranked, ((b, n), two): &Ranked) -> Ordering {
    b.total_cmp(a).then(n.total_cmp(m)).then(one.0.cmp(&two.0))
}

/// What can be done for the target deal by deal, and what would explain its miss.
#[derive(Debug)]
pub(super) struct Levers {
    missed: f64,
    /// Gains with what they are ordered by: gain × amount, beside what they would add to P(target) where that is weighed.
    gains: Vec<Ranked>,
    /// How much each open deal spreads the result.
    spreads: Vec<(f64, RowId)>,
    /// The open deals in the order of their table.
    bets: Vec<Bet>,
    places: FxHashMap<RowId, usize>,
    reasons: Vec<Reason>,
}

impl Levers {
    pub fn new(view: &View<'_>) -> Levers {
        let (gains, spreads, bets, reasons) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Levers { missed: missed(view), gains, spreads, bets, places: FxHashMap::default(), reasons }
    }

    /// Looks at a deal.
    pub fn look(view: &View<'_>, own: &mut Levers, row: RowId) {
        let (board, plan) = (view.board, view.plan());
        let Standing::Open(bet) = board.standing(row) else { return };
        own.spreads.push((bet.amount() as f64 * bet.chance() * (1.0 - bet.chance()), row));
        own.bets.push(bet);
        let gain = board.gain(row);
        if gain > 0.0 || plan.get(row, deals::P_NEXT).is_some() {
            let days = plan.get(row, deals::EFFORT).map_or(1.0, |days| days.millionths as f64 / 1e6);
            own.gains.push(((0.0, gain * bet.amount() as f64), (row, gain, days)));
        }
    }

    /// The deals to be weighed.
    pub fn leading(&mut self) -> Vec<RowId> {
        type Place = (usize, f64, RowId);
        let gains = self.gains.iter().enumerate().map(|(at, ((_, weight), (row, ..)))| (at, *weight, *row));
        let by_weight = |(_, a, one): &Place, (_, b, two): &Place| b.total_cmp(a).then(one.cmp(two));
        let gains: Vec<Place> = if self.spreads.len() > MANY {
            let spreads = std::mem::take(&mut self.spreads).into_iter();
            self.spreads = order::first_of(spreads, WEIGHED, |(a, one), (b, two)| b.total_cmp(a).then(one.cmp(two)));
            order::first_of(gains, WEIGHED, by_weight)
        } else {
            gains.take(MANY).collect()
        };
        self.places = gains.into_iter().map(|(at, _, row)| (row, at)).collect();
        let mut rows: Vec<RowId> =
            self.places.keys().copied().chain(self.spreads.iter().map(|(_, row)| *row)).collect();
        order::sort(&mut rows);
        rows.dedup();
        rows
    }

    /// Weighs a deal by its pivot.
    pub fn weigh(view: &View<'_>, own: &mut Levers, row: RowId) {
        own.reasons.extend(reason(view, own.missed, row));
        let pivot = view.board.pivot(row).map_or(0.0, |pivot| pivot.pivot);
        if let Some(((lift, _), (_, gain, _))) = own.places.get(&row).and_then(|at| own.gains.get_mut(*at)) {
            *lift = *gain * pivot;
        }
    }

    /// The gains, to be put in order.
    pub fn gains(&mut self) -> Sorting<Ranked> {
        Sorting::new(std::mem::take(&mut self.gains), by_lift)
    }

    /// What would explain a miss, in order.
    pub fn reasons(&mut self) -> Vec<Reason> {
        ranked(std::mem::take(&mut self.reasons))
    }
}

/// The smallest pipeline, made of deals like the board's open ones, that reaches its target with a confidence such as 0.9; none
/// without a target, an open deal, or where twenty times as many would not do. Linked deals count one by one.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn needed(view: &View<'_>, confidence: f64) -> Result<Option<Coverage>, BetError> {
    let Some(mut covering) = covering(view, confidence) else { return Ok(None) };
    loop {
        if let Some(found) = covering.step(&mut Stretch::endless())? {
            return Ok(found);
        }
    }
}

fn covering(view: &View<'_>, confidence: f64) -> Option<Covering> {
    let board = view.board;
    let rows = view.plan().table(Sheet::Deals).ids();
    let bets = rows.filter_map(|row| if let Standing::Open(bet) = board.standing(row) { Some(bet) } else { None });
    Some(Covering::new(board.won(), &bets.collect::<Vec<Bet>>(), board.target()?, confidence))
}

/// All that a page says of scarce days.
#[derive(Clone, Debug, PartialEq)]
pub struct Spent {
    /// The days, and the confidence, that were asked for.
    pub asked: (f64, f64),
    /// [`gains`].
    pub options: Vec<Gain>,
    /// [`resources`].
    pub allocation: Allocation,
    /// [`more_days`].
    pub more: Option<(u32, f64)>,
    /// [`needed`].
    pub needed: Option<Coverage>,
    /// [`pre_mortem`](super::pre_mortem).
    pub reasons: Vec<Reason>,
}

/// The same in short steps: call [`Spending::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Spending {
    asked: (f64, f64),
    deals: Sweep<Levers>,
    weighed: Option<Sweep<Levers>>,
    sorting: Option<Sorting<Ranked>>,
    bets: Vec<Bet>,
    options: Option<Vec<Gain>>,
    offered: Option<(Vec<Bet>, Vec<Candidate>)>,
    reasons: Vec<Reason>,
    allocating: Option<Allocating>,
    allocation: Option<Allocation>,
    /// So many days more are being looked at; none once that is known.
    ahead: Option<u32>,
    more: Option<(u32, f64)>,
    covering: Option<Covering>,
    /// Whether it ends with the allocation.
    brief: bool,
}

impl Spending {
    /// Begins for so many days and a confidence.
    #[must_use]
    pub fn new(view: &View<'_>, days: f64, confidence: f64) -> Spending {
        let rows = view.plan().table(Sheet::Deals).ids().filter(|_| view.board.target().is_some()).collect();
        Spending {
            asked: (days, confidence),
            deals: Sweep::new(rows, Levers::new(view), Levers::look),
            weighed: None,
            sorting: None,
            bets: Vec::new(),
            options: None,
            offered: None,
            reasons: Vec::new(),
            allocating: None,
            allocation: None,
            ahead: Some(1),
            more: None,
            covering: None,
            brief: false,
        }
    }

    /// Without what a day more would buy, and without the pipeline that it takes.
    pub(super) fn brief(self) -> Spending {
        Spending { brief: true, ahead: None, ..self }
    }

    /// Goes on until the stretch is over; what is known once all is, none within without a target.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Option<Spent>>, BetError> {
        if view.board.target().is_none() {
            return Ok(Some(None));
        }
        let (days, confidence) = self.asked;
        while !stretch.is_over() {
            let Some(options) = &self.options else {
                if let Some(sorting) = &mut self.sorting {
                    let sorted = sorting.step(stretch).map(|sorted| sorted.into_iter().map(|(_, own)| own).collect());
                    self.options = sorted;
                } else if let Some(weighed) = &mut self.weighed {
                    if weighed.step(view, stretch) {
                        self.sorting = Some(weighed.gathered.gains());
                        self.reasons = weighed.gathered.reasons();
                    }
                } else if self.deals.step(view, stretch) {
                    let mut levers = std::mem::replace(&mut self.deals.gathered, Levers::new(view));
                    let rows = levers.leading();
                    self.bets = std::mem::take(&mut levers.bets);
                    self.weighed = Some(Sweep::new(rows, levers, Levers::weigh).costing(PIVOT));
                }
                continue;
            };
            match (&self.allocation, self.ahead) {
                (None, _) | (Some(_), Some(_)) => {}
                (Some(allocation), None) => {
                    if self.brief {
                        let (options, allocation) = (options.clone(), allocation.clone());
                        let (asked, reasons) = (self.asked, std::mem::take(&mut self.reasons));
                        return Ok(Some(Some(Spent { asked, options, allocation, more: None, needed: None, reasons })));
                    }
                    let covering = match &mut self.covering {
                        Some(covering) => covering,
                        None => {
                            let Some(target) = view.board.target() else { return Ok(Some(None)) };
                            stretch.spend(self.bets.len() as u64);
                            self.covering.insert(Covering::new(view.board.won(), &self.bets, target, confidence))
                        }
                    };
                    let Some(needed) = covering.step(stretch)? else { continue };
                    let (options, allocation) = (options.clone(), allocation.clone());
                    let (asked, more, reasons) = (self.asked, self.more, std::mem::take(&mut self.reasons));
                    return Ok(Some(Some(Spent { asked, options, allocation, more, needed, reasons })));
                }
            }
            let allocating = match &mut self.allocating {
                Some(allocating) => allocating,
                None => {
                    stretch.spend(BEGIN * options.len() as u64);
                    let Some((bets, candidates)) = self.offered.take() else {
                        self.offered = Some(offered(view, options));
                        continue;
                    };
                    let Some(allocating) = begun(view, bets, candidates, days)? else { return Ok(Some(None)) };
                    self.allocating.insert(allocating)
                }
            };
            let Some(found) = allocating.step(stretch)? else { continue };
            match (&self.allocation, self.ahead) {
                (Some(now), Some(more)) if found.after > now.after + LEAST => {
                    (self.more, self.ahead) = (Some((more, found.after - now.after)), None);
                }
                (Some(_), more) => self.ahead = more.map(|more| more + 1).filter(|more| *more <= AHEAD),
                (None, _) => self.allocation = Some(found),
            }
            // The same with a day more.
            let then = self.ahead.map(|more| days + f64::from(more));
            self.allocating = self.allocating.take().zip(then).map(|(own, days)| own.again(days));
        }
        Ok(None)
    }
}
