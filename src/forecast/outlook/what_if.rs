//! What if: the period with some deals taken otherwise, without touching the plan; and where scarce days count most.

use rustc_hash::FxHashMap;

use super::derive::View;
use super::pool::{BARS, Outcome, Pool, Prospect};
use super::{Period, Standing};
use crate::forecast::accuracy::{Coverage, coverage};
use crate::forecast::allocation::{Allocation, allocate};
use crate::forecast::categories::Category;
use crate::forecast::{Bet, BetError, Candidate, Histogram};
use crate::model::schema::deals;
use crate::model::{Date, RowId, Sheet};

/// A supposition about one deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suppose {
    /// It is won within the period.
    Won,
    /// It is lost.
    Lost,
    /// It has this chance, 0–1.
    Chance(f64),
    /// It closes on this day.
    Close(Date),
    /// It brings so much, in minor units of the plan's currency, ≥ 0.
    Amount(i64),
}

/// The period as it is, and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// As it is.
    pub before: Outcome,
    /// As it would be.
    pub after: Outcome,
    /// As it would be, for drawing.
    pub histogram: Histogram,
    /// Suppositions about deals that are not open, or that cannot be counted even so: they changed nothing.
    pub ignored: Vec<RowId>,
}

/// The board's period with some suppositions, later ones of a deal on top of earlier ones. The plan stays as it is.
///
/// # Errors
/// [`BetError::TotalTooLarge`]; [`BetError::NegativeAmount`] and [`BetError::ChanceNotANumber`] for what cannot be supposed.
pub fn what_if(view: &View<'_>, suppositions: &[(RowId, Suppose)]) -> Result<WhatIf, BetError> {
    let plan = view.plan();
    let board = view.board;
    let period = board.period().unwrap_or_else(|| Period::of(plan, view.today, super::Span::default(), 0));
    let person = board.scope().person;
    let mut pool = Pool::of(view, &|row| person.is_none() || plan.get(row, deals::OWNER) == person);
    let targets = board.targets();
    let outcome = |pool: &Pool, gone: &[RowId]| -> Result<(Outcome, Histogram), BetError> {
        let won = pool.won_in(&period)?;
        let inside = |deal: &Prospect| (period.contains(deal.close) && !gone.contains(&deal.row)).then_some(1.0);
        let (distribution, counted) = pool.distribution(won, &inside, &[])?;
        let histogram = distribution.histogram(BARS);
        Ok((Outcome::of(period, targets, won, &distribution, counted), histogram))
    };
    let (before, _) = outcome(&pool, &[])?;
    let mut places: FxHashMap<RowId, usize> = pool.open.iter().enumerate().map(|(at, deal)| (deal.row, at)).collect();
    let mut ignored = Vec::new();
    let mut ended = Vec::new();
    for &(row, supposed) in suppositions {
        if !places.contains_key(&row)
            && let Some(deal) = missing(view, row, supposed)?
        {
            places.insert(row, pool.open.len());
            pool.open.push(deal);
        }
        let Some(deal) = places.get(&row).and_then(|at| pool.open.get_mut(*at)) else {
            ignored.push(row);
            continue;
        };
        match supposed {
            Suppose::Won => ended.push((row, true)),
            Suppose::Lost => ended.push((row, false)),
            Suppose::Chance(p) => deal.bet = Bet::new(deal.bet.amount(), p)?,
            Suppose::Close(day) => deal.close = day,
            Suppose::Amount(minor) => deal.bet = Bet::new(minor, deal.bet.chance())?,
        }
    }
    let day = view.today.clamp(period.from, period.until);
    let mut gone = Vec::with_capacity(ended.len());
    for (row, won) in ended {
        // The later supposition holds; the others of its group follow from it.
        pool.won.retain(|(other, ..)| *other != row || !gone.contains(&row));
        if let Some(deal) = places.get(&row).and_then(|at| pool.open.get_mut(*at)) {
            deal.link = deal.link.take().map(|link| link.ended(won));
            if won {
                pool.won.push((row, day, deal.bet.amount()));
            }
            gone.push(row);
        }
    }
    let (after, histogram) = outcome(&pool, &gone)?;
    Ok(WhatIf { before, after, histogram, ignored })
}

/// An open deal that is not counted today, where the supposition gives what it lacks.
fn missing(view: &View<'_>, row: RowId, supposed: Suppose) -> Result<Option<Prospect>, BetError> {
    let plan = view.plan();
    if !super::is_open(plan, view.draft, row) {
        return Ok(None);
    }
    let amount =
        plan.get(row, deals::AMOUNT).and_then(|money| plan.in_plan_currency(money)).filter(|minor| *minor >= 0);
    let amount = if let Suppose::Amount(minor) = supposed { Some(minor) } else { amount };
    let p = super::chance(plan, view.draft, view.board.rates(), row).map(|chance| chance.p.chance());
    let p = match supposed {
        Suppose::Won => Some(1.0),
        Suppose::Chance(p) => Some(p),
        _ => p,
    };
    let close = plan.get(row, deals::CLOSE);
    let close = match supposed {
        Suppose::Close(day) => Some(day),
        Suppose::Won => Some(view.today),
        _ => close,
    };
    let (Some(amount), Some(p), Some(close)) = (amount, p, close) else { return Ok(None) };
    let bet = Bet::new(amount, p)?;
    Ok(Some(Prospect { row, bet, close, link: None, category: Category::Pipeline }))
}

/// Where so many days of work lift the board's target most: (deal, gain in chance, days) to choose from.
/// [`Allocation::chosen`] are places in `options`. Deals that are linked, or not open in the period, are not chosen.
///
/// None without a target.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn resources(view: &View<'_>, options: &[(RowId, f64, f64)], days: f64) -> Result<Option<Allocation>, BetError> {
    let board = view.board;
    let Some(target) = board.target() else { return Ok(None) };
    let rows: Vec<(RowId, Bet)> = board.live.bets().map(|(row, bet)| (*row, bet)).collect();
    let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
    let candidate = |(row, gain, effort_days): &(RowId, f64, f64)| {
        let bet = rows.iter().position(|(other, _)| other == row).unwrap_or(usize::MAX);
        Candidate { bet, gain: *gain, effort_days: *effort_days }
    };
    let candidates: Vec<Candidate> = options.iter().map(candidate).collect();
    allocate(board.won(), &bets, &board.links.blocks(), &candidates, target, days).map(Some)
}

/// The gains within reach of the board's open deals: to the chance of the next stage, each taken for one day of work until
/// somebody says better.
#[must_use]
pub fn gains(view: &View<'_>) -> Vec<(RowId, f64, f64)> {
    let board = view.board;
    let open = view.plan().table(Sheet::Deals).ids().filter(|row| matches!(board.standing(*row), Standing::Open(_)));
    open.map(|row| (row, board.gain(row), 1.0)).filter(|(_, gain, _)| *gain > 0.0).collect()
}

/// The smallest pipeline, made of deals like the board's open ones, that reaches its target with a confidence such as 0.9; none
/// without a target, an open deal, or where twenty times as many would not do. Linked deals count one by one.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn needed(view: &View<'_>, confidence: f64) -> Result<Option<Coverage>, BetError> {
    let board = view.board;
    let Some(target) = board.target() else { return Ok(None) };
    let deals = view.plan().table(Sheet::Deals).ids();
    let bets = deals.filter_map(|row| if let Standing::Open(bet) = board.standing(row) { Some(bet) } else { None });
    coverage(board.won(), &bets.collect::<Vec<Bet>>(), target, confidence)
}
