//! The figures of the strip, and the deals that move the target most.

use super::board::Board;
use super::deal::read;
use super::derive::View;
use super::links::Overbooked;
use super::{Period, Span};
use crate::forecast::best_three::{By, best_sets_in};
use crate::forecast::{Bet, BetError, Candidate, Histogram, Lever, Pivots, Resolution, rank};
use crate::model::RowId;
use crate::model::schema::deals;

/// How many levels a target has: target, stretch, challenge.
pub const TARGET_LEVELS: usize = 3;

/// Deals that would count but cannot, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Without an amount that can be read.
    pub amount: usize,
    /// In a currency without a rate.
    pub rate: usize,
    /// Without an expected close.
    pub close: usize,
    /// Without a stage or an own probability.
    pub stage: usize,
}

/// One of the deals that move the target most.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The deal.
    pub deal: RowId,
    /// What would raise its chance: the first exit milestone of its stage that has not happened.
    pub milestone: Option<RowId>,
    /// What that alone would add to P(target), 0–1.
    pub lift: f64,
}

/// The figures of the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The period.
    pub period: Period,
    /// Target, stretch, challenge in minor units, as far as they are set.
    pub targets: [Option<i64>; TARGET_LEVELS],
    /// P(S ≥ target); none without a target.
    pub chance: Option<f64>,
    /// The expected result, in minor units.
    pub mean: f64,
    /// The standard deviation, in minor units.
    pub sd: f64,
    /// Already won, in minor units.
    pub won: i64,
    /// "90 % sure of at least": q(0.10).
    pub sure: i64,
    /// "One chance in ten of reaching": q(0.90).
    pub reach: i64,
    /// The distribution for drawing.
    pub histogram: Histogram,
    /// The unit to which amounts were rounded; none where the distribution is exact.
    pub rounded_to: Option<i64>,
    /// Open deals counted.
    pub open: usize,
    /// Deals that would count but cannot.
    pub left_out: LeftOut,
    /// Groups of which at most one deal can be won, but whose chances add up to more than one; they were scaled.
    pub overbooked: Vec<Overbooked>,
    /// The three deals to touch, and what they add together.
    pub touches: Vec<Touch>,
    /// What the touches add together to P(target), 0–1.
    pub lift: f64,
}

/// What the three deals are, without the words about them: kept until the forecast changes.
pub(super) type Levers = (Vec<(RowId, f64)>, f64);

/// Bars of the picture.
const BARS: usize = 40;
/// With more open deals than this the three best single deals are shown instead of the best set of three: a change of
/// one deal among hundreds is too small for joint effects to reorder them, and the set costs a distribution of its own.
const MANY: usize = 400;
/// Among more open deals the candidates are those with the greatest gain × amount: where one deal is small beside the
/// spread of all, its pivot grows with its amount.
const CANDIDATES: usize = 24;

impl Board {
    /// The figures of the strip; an error where the deals add up to more than can be counted.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn figures(&self, view: &View<'_>) -> Result<Figures, BetError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let period = self.period.unwrap_or_else(|| Period::of(view.plan(), view.today, Span::default(), 0));
        let distribution = self.distribution();
        let (touches, lift) = self.touches(view)?;
        Ok(Figures {
            period,
            targets: self.targets,
            chance: self.targets[0].map(|target| distribution.at_least(target)),
            mean: distribution.mean(),
            sd: distribution.sd(),
            won: self.won(),
            sure: distribution.quantile(0.10),
            reach: distribution.quantile(0.90),
            histogram: distribution.histogram(BARS),
            rounded_to: match distribution.resolution() {
                Resolution::Rounded { unit } => Some(unit),
                Resolution::Exact => None,
            },
            open: self.live.len() + self.links.open(),
            overbooked: self.links.overbooked.clone(),
            left_out: self.left_out,
            touches,
            lift,
        })
    }

    /// The set of three with the greatest joint gain, exact among the leading fifteen (forecast.md §5).
    fn touches(&self, view: &View<'_>) -> Result<(Vec<Touch>, f64), BetError> {
        let Some(target) = self.targets[0] else { return Ok((Vec::new(), 0.0)) };
        let kept = self.levers.borrow().clone();
        let (levers, lift) = match kept {
            Some(levers) => levers,
            None => {
                let found = self.find_levers(target)?;
                *self.levers.borrow_mut() = Some(found.clone());
                found
            }
        };
        let touch = |(deal, lift): (RowId, f64)| Touch { deal, milestone: next_milestone(view, deal), lift };
        Ok((levers.into_iter().map(touch).collect(), lift))
    }

    fn find_levers(&self, target: i64) -> Result<Levers, BetError> {
        if self.live.len() > MANY {
            return Ok(self.find_single_levers(target));
        }
        let rows: Vec<(RowId, Bet)> = self.live.bets().map(|(row, bet)| (*row, bet)).collect();
        let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
        let candidate =
            |(bet, (row, _)): (usize, &(RowId, Bet))| Candidate { bet, gain: self.gain(*row), effort_days: 1.0 };
        let candidates: Vec<Candidate> = rows.iter().enumerate().map(candidate).filter(|c| c.gain > 0.0).collect();
        let sets = best_sets_in(self.distribution(), self.won(), &bets, &self.links.blocks(), &candidates, target)?;
        let Some(best) = sets.last() else { return Ok((Vec::new(), 0.0)) };
        let of = |lever: &Lever| Some((rows.get(lever.candidate.bet)?.0, lever.lift));
        Ok((best.members.iter().filter_map(of).collect(), best.lift()))
    }

    fn find_single_levers(&self, target: i64) -> Levers {
        let leading = self.by_worth.iter().rev().take(CANDIDATES);
        let rows: Vec<(RowId, Bet)> = leading.filter_map(|(_, row)| Some((*row, self.live.get(row)?))).collect();
        let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
        let candidate =
            |(bet, (row, _)): (usize, &(RowId, Bet))| Candidate { bet, gain: self.gain(*row), effort_days: 1.0 };
        let candidates: Vec<Candidate> = rows.iter().enumerate().map(candidate).collect();
        let levers = self.with_pivots(target, |pivots: &mut Pivots<'_>| rank(pivots, &bets, &candidates, By::Lift));
        let of = |lever: &Lever| Some((rows.get(lever.candidate.bet)?.0, lever.lift));
        let best: Vec<(RowId, f64)> = levers.iter().take(3).filter_map(of).collect();
        let lift = best.iter().map(|(_, lift)| lift).sum();
        (best, lift)
    }
}

/// The first exit milestone of the claimed stage that has not happened.
fn next_milestone(view: &View<'_>, row: RowId) -> Option<RowId> {
    let stage = read(view.plan(), view.draft, row, deals::STAGE)?;
    let met = view.milestones(row);
    view.exits(stage).into_iter().find(|milestone| !met.contains(milestone))
}
