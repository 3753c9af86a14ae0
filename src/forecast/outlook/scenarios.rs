//! What if the probabilities themselves are off: all odds together, or all at the ends of what is learned.

use rustc_hash::FxHashMap;

use super::Rates;
use super::derive::View;
use super::horizon::{GLANCE, PASSES};
use super::pool::{Counted, Outcome, Pool, Prospect, Taken, Taking};
use super::rates::Tallies;
use super::rehearsal::Rehearsal;
use super::result::Combining;
use super::sweep::{Sweep, at_once};
use crate::forecast::scenario::{ODDS, odds_times};
use crate::forecast::{BetError, Stretch};
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

/// The board's period with all odds halved, as they are, and doubled. P(target) over all of them is the weighted sum.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn scenarios(view: &View<'_>) -> Result<Vec<Scenario>, BetError> {
    let found = compared(view, ODDS.iter().map(|(factor, _)| Odds::Times(*factor)).collect())?;
    let scenario = |((factor, weight), (_, outcome))| Scenario { factor, weight, outcome };
    Ok(ODDS.into_iter().zip(found).map(scenario).collect())
}

/// The board's period with the chance of every open deal at the lower, and at the upper end of the 90 % credible interval of
/// its stage; deals of stages of which nothing is learned keep theirs. None below ten closed deals.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn ends(view: &View<'_>) -> Result<Option<(Outcome, Outcome)>, BetError> {
    let mut found = compared(view, vec![Odds::Low, Odds::High])?.into_iter().map(|(_, outcome)| outcome);
    Ok(found.next().zip(found.next()))
}

fn compared(view: &View<'_>, asked: Vec<Odds>) -> Result<Vec<(Odds, Outcome)>, BetError> {
    let rehearsal = Rehearsal::of(view)?;
    let mut comparing = Comparing::new(view, asked);
    at_once(|stretch| comparing.step(view, &rehearsal, stretch).transpose())
}

/// The credible intervals by stage, each worked out once, however many deals stand there.
pub(super) type Intervals = FxHashMap<RowId, (f64, f64)>;

pub(super) fn intervals(rates: &Rates) -> Intervals {
    rates.stages.iter().filter_map(|rate| Some((rate.stage, rates.interval(rate.stage)?))).collect()
}

/// A pool in which every open deal has the chance that it has by other odds.
#[derive(Debug)]
pub(super) struct Moving {
    odds: Odds,
    moved: Pool,
}

impl Moving {
    /// Begins with a pool as it is: its deals are still to be moved.
    pub fn new(pool: &Pool, odds: Odds) -> Moving {
        let open = Vec::with_capacity(pool.open.len());
        Moving { odds, moved: Pool { open, won: Vec::new(), ended: pool.ended.clone(), left_out: Vec::new() } }
    }

    /// Goes on until the stretch is over; the pool once all of its deals are moved.
    pub fn step(&mut self, view: &View<'_>, pool: &Pool, intervals: &Intervals, stretch: &mut Stretch) -> Option<Pool> {
        let interval = |deal: &Prospect| intervals.get(&view.plan().get(deal.row, deals::STAGE)?).copied();
        while !stretch.is_over() {
            let Some(deal) = pool.open.get(self.moved.open.len()) else { return Some(std::mem::take(&mut self.moved)) };
            let chance = match self.odds {
                Odds::Times(factor) => odds_times(deal.bet.chance(), factor),
                Odds::Low => interval(deal).map_or(deal.bet.chance(), |(low, _)| low),
                Odds::High => interval(deal).map_or(deal.bet.chance(), |(_, high)| high),
            };
            self.moved.open.push(Prospect { bet: deal.bet.at(chance), ..deal.clone() });
            stretch.spend(3 * GLANCE);
        }
        None
    }
}

/// The period with other chances, in short steps: call [`Comparing::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Comparing {
    asked: std::vec::IntoIter<Odds>,
    closed: Sweep<Tallies>,
    intervals: Option<Intervals>,
    making: Option<(Odds, Part)>,
    found: Vec<(Odds, Outcome)>,
}

/// How far the period with other chances has come.
#[derive(Debug)]
enum Part {
    /// The deals are given their chances.
    Move(Moving),
    /// The deals have them, and are taken.
    Take(Pool, Box<Taking>),
    /// They are taken.
    Taken(Taken),
    /// They are added up.
    Make(Counted, Box<Combining>),
}

impl Comparing {
    /// What a page compares: odds halved, as they are and doubled, and both ends of what is learned.
    #[must_use]
    pub fn all(view: &View<'_>) -> Comparing {
        let odds = ODDS.iter().map(|(factor, _)| Odds::Times(*factor));
        Comparing::new(view, odds.chain([Odds::Low, Odds::High]).collect())
    }

    fn new(view: &View<'_>, asked: Vec<Odds>) -> Comparing {
        let is_learned = asked.iter().any(|odds| matches!(odds, Odds::Low | Odds::High));
        let deals = if is_learned { view.board.history().deals() } else { Vec::new() };
        let closed = Sweep::new(deals, Tallies::default(), Tallies::look);
        Comparing { asked: asked.into_iter(), closed, intervals: None, making: None, found: Vec::new() }
    }

    /// Goes on until the stretch is over; the outcomes once all are known, without the ends where nothing is learned.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(
        &mut self,
        view: &View<'_>,
        rehearsal: &Rehearsal,
        stretch: &mut Stretch,
    ) -> Result<Option<Vec<(Odds, Outcome)>>, BetError> {
        while !stretch.is_over() {
            let Some(intervals) = &self.intervals else {
                if self.closed.step(view, stretch) {
                    self.intervals = Some(intervals(&self.closed.gathered.rates(view.plan())));
                }
                continue;
            };
            let (period, won) = (rehearsal.before().period, rehearsal.before().won);
            let Some((odds, part)) = self.making.take() else {
                let Some(odds) = self.asked.next() else { return Ok(Some(std::mem::take(&mut self.found))) };
                if matches!(odds, Odds::Times(_)) || !intervals.is_empty() {
                    self.making = Some((odds, Part::Move(Moving::new(rehearsal.pool(), odds))));
                }
                continue;
            };
            let inside = |deal: &Prospect| period.contains(deal.close).then_some(1.0);
            let next = match part {
                Part::Move(mut moving) => match moving.step(view, rehearsal.pool(), intervals, stretch) {
                    None => Part::Move(moving),
                    Some(pool) => {
                        let taking = Box::new(pool.taking());
                        Part::Take(pool, taking)
                    }
                },
                Part::Take(pool, mut taking) => match pool.take_on(&mut taking, &inside, stretch) {
                    None => Part::Take(pool, taking),
                    Some(taken) => Part::Taken(taken),
                },
                Part::Taken(taken) => {
                    stretch.spend(2 * GLANCE * taken.deals.len() as u64);
                    let making = Box::new(taken.combining(won));
                    Part::Make(taken.counted, making)
                }
                Part::Make(counted, mut making) => match making.step(stretch)? {
                    None => Part::Make(counted, making),
                    Some(distribution) => {
                        stretch.spend(PASSES * distribution.cells() as u64);
                        let outcome = Outcome::of(period, view.board.targets(), won, &distribution, counted);
                        self.found.push((odds, outcome));
                        continue;
                    }
                },
            };
            self.making = Some((odds, next));
        }
        Ok(None)
    }
}
