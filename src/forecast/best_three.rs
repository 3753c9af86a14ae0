//! The three deals to touch: which gains are within reach, and which set of them lifts P(target) most.

use super::bet::{Bet, BetError};
use super::block::Block;
use super::distribution::Distribution;
use super::pivot::Pivots;
use super::route::Limits;
use super::tails::Tails;
use crate::model::order;

/// How many of the leading deals are searched for the best set: 2¹⁵ outcomes are looked up once.
const LEADING: usize = 15;
const MOST_MEMBERS: usize = 3;

/// A gain within reach for one deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The index of its bet.
    pub bet: usize,
    /// By how much its chance would rise, in [0, 1 − p]; more is clamped, a NaN counts as nothing.
    pub gain: f64,
    /// What that takes, in days.
    pub effort_days: f64,
}

/// A candidate with what it would do to P(target) on its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lever {
    /// The candidate, its gain clamped.
    pub candidate: Candidate,
    /// The pivot of its deal, in [0, 1].
    pub pivot: f64,
    /// Δ·pivot: the rise of P(target), in [0, 1].
    pub lift: f64,
    /// Δ·pivot/e: the same for a day of effort; infinite where it takes none.
    pub lift_per_day: f64,
}

/// What a ranking goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Δ·pivot.
    Lift,
    /// Δ·pivot/e.
    LiftPerDay,
}

/// The set of its size that lifts P(target) most.
#[derive(Clone, Debug, PartialEq)]
pub struct BestSet {
    /// One to three deals, by their own lift, largest first.
    pub members: Vec<Lever>,
    /// P(target) as it is.
    pub before: f64,
    /// P(target) with all members raised, computed together.
    pub after: f64,
}

impl BestSet {
    /// after − before: more or less than the sum of the members' own lifts.
    #[must_use]
    pub fn lift(&self) -> f64 {
        (self.after - self.before).max(0.0)
    }
}

/// The candidates that lift P(target) at all, best first; ties by the index of the bet. Candidates without a bet are left out.
pub fn rank(pivots: &mut Pivots<'_>, bets: &[Bet], candidates: &[Candidate], by: By) -> Vec<Lever> {
    let mut levers = ranked(pivots, bets, candidates, by);
    levers.retain(|lever| lever.lift > 0.0);
    levers
}

/// The same with those that lift nothing on their own, but may do so together with others.
fn ranked(pivots: &mut Pivots<'_>, bets: &[Bet], candidates: &[Candidate], by: By) -> Vec<Lever> {
    let mut levers: Vec<Lever> = candidates
        .iter()
        .filter_map(|candidate| {
            let bet = *bets.get(candidate.bet)?;
            let gain = candidate.gain.min(1.0 - bet.chance());
            let pivot = pivots.of(bet).pivot;
            let lift = gain * pivot;
            let lift_per_day = if candidate.effort_days > 0.0 { lift / candidate.effort_days } else { f64::INFINITY };
            (gain > 0.0).then_some(Lever { candidate: Candidate { gain, ..*candidate }, pivot, lift, lift_per_day })
        })
        .collect();
    let worth = |lever: &Lever| match by {
        By::Lift => lever.lift,
        By::LiftPerDay => lever.lift_per_day,
    };
    order::sort_by(&mut levers, |a, b| worth(b).total_cmp(&worth(a)).then(a.candidate.bet.cmp(&b.candidate.bet)));
    levers
}

/// The best set of three, or of as many as there are; `None` where no candidate helps. See [`best_sets`].
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn best_three(
    won: i64,
    bets: &[Bet],
    blocks: &[Block],
    candidates: &[Candidate],
    target: i64,
) -> Result<Option<BestSet>, BetError> {
    Ok(best_sets(won, bets, blocks, candidates, target)?.pop())
}

/// The best single deal, pair and triple among the fifteen candidates with the largest lift; a set that lifts no more than a
/// smaller one is left out.
///
/// Exact for every set, joint effects included, and without leaving anything out of a distribution: that of all *other* deals is
/// made afresh, P(target) looked up for each of the 2¹⁵ outcomes of the fifteen, and the outcomes weighted deal by deal.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn best_sets(
    won: i64,
    bets: &[Bet],
    blocks: &[Block],
    candidates: &[Candidate],
    target: i64,
) -> Result<Vec<BestSet>, BetError> {
    let distribution = Distribution::with(won, bets, blocks, &Limits::default())?;
    best_sets_in(&distribution, won, bets, blocks, candidates, target)
}

/// The same, where the distribution of all of it is at hand.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn best_sets_in(
    distribution: &Distribution,
    won: i64,
    bets: &[Bet],
    blocks: &[Block],
    candidates: &[Candidate],
    target: i64,
) -> Result<Vec<BestSet>, BetError> {
    let limits = Limits::default();
    let mut levers = ranked(&mut Pivots::new(distribution, target), bets, candidates, By::Lift);
    let mut seen = Vec::with_capacity(LEADING);
    levers.retain(|lever| {
        let fresh = seen.len() < LEADING && !seen.contains(&lever.candidate.bet);
        if fresh {
            seen.push(lever.candidate.bet);
        }
        fresh
    });
    let others: Vec<Bet> =
        bets.iter().enumerate().filter(|(index, _)| !seen.contains(index)).map(|(_, bet)| *bet).collect();
    let others = Distribution::with(won, &others, blocks, &limits)?;
    let chosen: Vec<(Bet, f64)> = levers
        .iter()
        .filter_map(|lever| bets.get(lever.candidate.bet).map(|bet| (*bet, lever.candidate.gain)))
        .collect();
    let mut search = Search { before: 0.0, best: [(0, 0.0); MOST_MEMBERS] };
    let amounts: Vec<i64> = chosen.iter().map(|(bet, _)| bet.amount()).collect();
    // P(target) for each outcome of the chosen deals.
    search.descend(&chosen, &Tails::of(&others).at_least_less(target, &amounts), 0);
    let set = |&(raised, after): &(u32, f64)| BestSet {
        members: levers
            .iter()
            .enumerate()
            .filter(|(index, _)| raised >> index & 1 == 1)
            .map(|(_, lever)| *lever)
            .collect(),
        before: search.before,
        after,
    };
    // A larger set is worth its effort only where it lifts more than the smaller one.
    let mut reached = search.before;
    let better = |(_, after): &&(u32, f64)| {
        let better = *after > reached + 1e-12;
        reached = reached.max(*after);
        better
    };
    Ok(search.best.iter().filter(better).map(set).collect())
}

/// A walk over all choices of at most three deals to raise, weighting the outcomes by one deal after the other.
struct Search {
    before: f64,
    /// (bits of the deals raised, P(target)), for one, two and three of them.
    best: [(u32, f64); MOST_MEMBERS],
}

impl Search {
    fn descend(&mut self, undecided: &[(Bet, f64)], outcomes: &[f64], raised: u32) {
        let Some(((bet, gain), undecided)) = undecided.split_last() else {
            return self.arrive(outcomes.first().copied().unwrap_or(0.0), raised);
        };
        let (lost, won) = outcomes.split_at(outcomes.len() / 2);
        let weigh = |chance: f64| -> Vec<f64> {
            lost.iter().zip(won).map(|(lost, won)| (1.0 - chance) * lost + chance * won).collect()
        };
        self.descend(undecided, &weigh(bet.chance()), raised);
        if (raised.count_ones() as usize) < MOST_MEMBERS {
            self.descend(undecided, &weigh((bet.chance() + gain).min(1.0)), raised | 1 << undecided.len());
        }
    }

    fn arrive(&mut self, chance: f64, raised: u32) {
        let size = raised.count_ones() as usize;
        match size.checked_sub(1).and_then(|index| self.best.get_mut(index)) {
            None => self.before = chance,
            Some(best) if chance > best.1 => *best = (raised, chance),
            Some(_) => {}
        }
    }
}
