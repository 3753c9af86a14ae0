//! Periods side by side, and how the horizon up to each may end: with deals that slip, and deals not yet seen.

use super::derive::View;
use super::figures::TARGET_LEVELS;
use super::inflow::{Inflow, inflow};
use super::pool::{BARS, Outcome, Pool, Prospect};
use super::targets::targets;
use super::{Period, Span};
use crate::forecast::history::{AsOf, Field, History};
use crate::forecast::slip::Slip;
use crate::forecast::{BetError, Histogram};
use crate::model::schema::deals;
use crate::model::{Date, Plan, RowId, Value};

/// What is asked of periods side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// How long a period is.
    pub span: Span,
    /// How many, from the one that holds today; at most 60.
    pub count: u32,
    /// Whose deals; everybody's where none is given.
    pub person: Option<RowId>,
    /// Whether deals slip as won deals have slipped.
    pub slip: bool,
    /// Whether deals that nobody has seen yet are counted: off unless asked for, drawn in a colour of its own.
    pub unseen: bool,
}

/// One period among others.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodAhead {
    /// How the period may end.
    pub alone: Outcome,
    /// How everything from the first period to this one may end: a convolution of its own, since a sum of periods would
    /// count a deal that may fall into either twice. Its targets are those of the periods added up, where all have one.
    pub together: Outcome,
    /// The period alone, for drawing.
    pub histogram: Histogram,
    /// What unseen deals add to the period, where they are asked for and enough is known.
    pub unseen: Option<Inflow>,
}

/// The periods with what they rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// In order.
    pub periods: Vec<PeriodAhead>,
    /// The shares by which deals slip, where that was asked for.
    pub slip: Option<Slip>,
    /// Open deals of no period, by reason.
    pub left_out: super::LeftOut,
}

/// The most periods.
const MOST: u32 = 60;

/// Periods side by side from the one that holds today.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn horizon(view: &View<'_>, ahead: &Ahead) -> Result<Horizon, BetError> {
    let plan = view.plan();
    let count = if ahead.span == Span::All { 1 } else { ahead.count.clamp(1, MOST) };
    let periods: Vec<Period> = (0..count as i32).map(|at| Period::of(plan, view.today, ahead.span, at)).collect();
    let pool = Pool::of(view, &|row| ahead.person.is_none() || plan.get(row, deals::OWNER) == ahead.person);
    let sharing = Sharing::new(view, ahead, &pool);
    let mut found = Vec::with_capacity(periods.len());
    let mut sums = [Some(0_i64); TARGET_LEVELS];
    let mut won_before = 0_i64;
    let mut unseen_before = Vec::new();
    for (at, period) in (0..).zip(&periods) {
        let levels = targets(plan, period, ahead.person);
        for (sum, level) in sums.iter_mut().zip(levels) {
            *sum = sum.zip(level).map(|(sum, level)| sum.saturating_add(level));
        }
        let won = pool.won_in(period)?;
        won_before = won_before.checked_add(won).ok_or(BetError::TotalTooLarge)?;
        let unseen = if ahead.unseen { inflow(view, period, ahead.person) } else { None };
        let block = unseen.as_ref().and_then(Inflow::block);
        unseen_before.extend(block.clone());
        let (alone, counted) = pool.distribution(won, &|deal| sharing.within(deal, at), block.as_slice())?;
        let (together, sum) = pool.distribution(won_before, &|deal| sharing.up_to(deal, at), &unseen_before)?;
        let first = periods.first().map_or(period.from, |first| first.from);
        found.push(PeriodAhead {
            histogram: alone.histogram(BARS),
            alone: Outcome::of(*period, levels, won, &alone, counted),
            together: Outcome::of(Period { from: first, ..*period }, sums, won_before, &together, sum),
            unseen,
        });
    }
    Ok(Horizon { periods: found, slip: sharing.slip, left_out: pool.left_out })
}

/// Which share of a deal's chance falls into which period.
pub(super) struct Sharing {
    slip: Option<Slip>,
    /// Where the close of each deal lies: so many periods after the first; overdue ones before it.
    places: rustc_hash::FxHashMap<RowId, i32>,
}

impl Sharing {
    pub fn new(view: &View<'_>, ahead: &Ahead, pool: &Pool) -> Sharing {
        let plan = view.plan();
        let slip = ahead.slip.then(|| slip(plan, view.board.history(), AsOf::LATEST, view.today, ahead.span));
        let place = |deal: &Prospect| (deal.row, place_of(plan, view.today, ahead.span, deal.close));
        Sharing { slip, places: pool.open.iter().map(place).collect() }
    }

    fn share(&self, deal: &Prospect, at: i32) -> f64 {
        let own = self.places.get(&deal.row).copied().unwrap_or(i32::MAX);
        match &self.slip {
            None => f64::from(u8::from(own == at)),
            Some(_) if at < own => 0.0,
            Some(slip) => slip.share(at.abs_diff(own), own.min(0).unsigned_abs()),
        }
    }

    /// The share that falls into a period; none where nothing does.
    pub fn within(&self, deal: &Prospect, at: i32) -> Option<f64> {
        Some(self.share(deal, at)).filter(|share| *share > 0.0)
    }

    /// The share that falls into the periods up to one.
    pub fn up_to(&self, deal: &Prospect, at: i32) -> Option<f64> {
        let sum = (0..=at).map(|at| self.share(deal, at)).sum::<f64>().min(1.0);
        Some(sum).filter(|share| *share > 0.0)
    }
}

/// How many periods after the one that holds today a day lies; negative where before it.
fn place_of(plan: &Plan, today: Date, span: Span, day: Date) -> i32 {
    let months = match span {
        Span::Month => 1,
        Span::Quarter => 3,
        Span::Year => 12,
        Span::All => return 0,
    };
    let first = Period::of(plan, today, span, 0).from;
    let count = |day: Date| day.year() * 12 + day.month() as i32 - 1;
    (count(day) - count(first)).div_euclid(months)
}

/// How won deals have slipped, as far as was known at a time: from the period in which each was first expected, as it
/// stood when that period began, to the one in which it was won. A deal that came and was won within one period was on time.
#[must_use]
pub fn slip(plan: &Plan, history: &History, as_of: AsOf, today: Date, span: Span) -> Slip {
    let mut counts = [0_u32; 3];
    for deal in history.deals() {
        let won = history.value(deal, Field::Outcome, as_of) == &Value::Choice("won".into());
        let ended = history.ended(deal, as_of).filter(|_| won && history.is_alive(deal, as_of));
        let Some(ended) = ended.map(|day| place_of(plan, today, span, day)) else { continue };
        let mut expected = None;
        let closes: Vec<(u64, i32)> = history
            .changes(deal, Field::Close, as_of)
            .filter_map(|past| match past.value {
                Value::Date(day) => Some((past.at, place_of(plan, today, span, day))),
                _ => None,
            })
            .collect();
        for (at, (_, place)) in closes.iter().enumerate() {
            // It stood there when that period began.
            let begins = AsOf::start_of(Period::of(plan, today, span, *place).from).0;
            let until = closes.get(at + 1).map_or(u64::MAX, |(next, _)| *next);
            let stood = closes.get(at).is_some_and(|(written, _)| *written < begins) && until >= begins;
            if stood {
                expected = Some(*place);
                break;
            }
        }
        let late = expected.map_or(0, |expected| ended - expected).clamp(0, 2);
        if let Some(count) = counts.get_mut(late.unsigned_abs() as usize) {
            *count += 1;
        }
    }
    Slip::of(counts)
}
