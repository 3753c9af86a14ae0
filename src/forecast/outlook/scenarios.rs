//! What if the probabilities themselves are off: all odds together, or all at the ends of what is learned.

use rustc_hash::FxHashMap;

use super::derive::View;
use super::pool::{Outcome, Pool, Prospect};
use super::{Period, Rates, Span};
use crate::forecast::BetError;
use crate::forecast::history::AsOf;
use crate::forecast::scenario::{ODDS, odds_times};
use crate::model::RowId;
use crate::model::schema::deals;

/// The board's period where the odds of every open deal are multiplied.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// By how much.
    pub factor: f64,
    /// How likely that is held to be; the weights add up to one.
    pub weight: f64,
    /// How the period would end.
    pub outcome: Outcome,
}

/// The board's period with all odds halved, as they are, and doubled. P(target) over all of them is the weighted sum.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn scenarios(view: &View<'_>) -> Result<Vec<Scenario>, BetError> {
    let ask = Ask::new(view);
    let mut found = Vec::with_capacity(ODDS.len());
    for (factor, weight) in ODDS {
        let outcome = ask.outcome(&|deal| odds_times(deal.bet.chance(), factor))?;
        found.push(Scenario { factor, weight, outcome });
    }
    Ok(found)
}

/// The board's period with the chance of every open deal at the lower, and at the upper end of the 90 % credible interval of
/// its stage; deals of stages of which nothing is learned keep theirs. None below ten closed deals.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn ends(view: &View<'_>) -> Result<Option<(Outcome, Outcome)>, BetError> {
    let plan = view.plan();
    let rates = Rates::of(plan, view.board.history(), AsOf::LATEST);
    let intervals = intervals(&rates);
    let interval = |deal: &Prospect| intervals.get(&plan.get(deal.row, deals::STAGE)?).copied();
    if rates.stages.iter().all(|rate| rate.learned.is_none()) {
        return Ok(None);
    }
    let ask = Ask::new(view);
    let low = ask.outcome(&|deal| interval(deal).map_or(deal.bet.chance(), |(low, _)| low))?;
    let high = ask.outcome(&|deal| interval(deal).map_or(deal.bet.chance(), |(_, high)| high))?;
    Ok(Some((low, high)))
}

/// The credible intervals by stage, each worked out once, however many deals stand there.
fn intervals(rates: &Rates) -> FxHashMap<RowId, (f64, f64)> {
    rates.stages.iter().filter_map(|rate| Some((rate.stage, rates.interval(rate.stage)?))).collect()
}

/// Chances other than those of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Odds {
    /// All odds multiplied by so much.
    Times(f64),
    /// All at the lower end of what is learned of their stages.
    Low,
    /// All at the upper end.
    High,
}

/// The board's period with other chances, as a page asks for it.
pub(super) fn pool_at(view: &View<'_>, odds: Odds) -> Pool {
    let rates = Rates::of(view.plan(), view.board.history(), AsOf::LATEST);
    let intervals = intervals(&rates);
    let interval = |deal: &Prospect| intervals.get(&view.plan().get(deal.row, deals::STAGE)?).copied();
    let chance = |deal: &Prospect| match odds {
        Odds::Times(factor) => odds_times(deal.bet.chance(), factor),
        Odds::Low => interval(deal).map_or(deal.bet.chance(), |(low, _)| low),
        Odds::High => interval(deal).map_or(deal.bet.chance(), |(_, high)| high),
    };
    Ask::new(view).at(&chance)
}

/// The deals of the board's period, to be given other chances.
struct Ask<'a> {
    view: &'a View<'a>,
    period: Period,
    pool: Pool,
}

impl<'a> Ask<'a> {
    fn new(view: &'a View<'a>) -> Ask<'a> {
        let plan = view.plan();
        let period = view.board.period().unwrap_or_else(|| Period::of(plan, view.today, Span::default(), 0));
        let person = view.board.scope().person;
        let pool = Pool::of(view, &|row| person.is_none() || plan.get(row, deals::OWNER) == person);
        Ask { view, period, pool }
    }

    fn at(&self, chance: &dyn Fn(&Prospect) -> f64) -> Pool {
        let moved = |deal: &Prospect| Prospect { bet: deal.bet.at(chance(deal)), ..deal.clone() };
        Pool { open: self.pool.open.iter().map(moved).collect(), ..self.pool.clone() }
    }

    fn outcome(&self, chance: &dyn Fn(&Prospect) -> f64) -> Result<Outcome, BetError> {
        let pool = self.at(chance);
        let won = pool.won_in(&self.period)?;
        let inside = |deal: &Prospect| self.period.contains(deal.close).then_some(1.0);
        let (distribution, counted) = pool.distribution(won, &inside, &[])?;
        Ok(Outcome::of(self.period, self.view.board.targets(), won, &distribution, counted))
    }
}
