//! Why figures of a page that are of no distribution are what they are: bars of the flow, gains in points, how full a stage
//! should be, what its stages let through.

use super::telling::of_limit;
use super::walking::{self, CourseFigure};
use crate::forecast::BetError;
use crate::forecast::outlook::{Basis, Board, Cause, Exit, Span, Standing, View};
use crate::forecast::{Bet, Block, Distribution, Limits};
use crate::model::RowId;

/// Such a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The open deals of the period before the window, in minor units.
    FlowStart,
    /// A bar of the flow, in minor units.
    Flow(Cause),
    /// The open deals of the period after the window, in minor units.
    FlowEnd,
    /// What the next stage of one deal to touch would add to P(target), 0–1.
    Lift(RowId),
    /// What those of all deals to touch would add together, 0–1.
    Lifts,
    /// How many deals should stand in a stage.
    Expected(RowId),
    /// Another figure of a stage.
    Stage(RowId, StageFigure),
    /// A figure of the course of deals from a stage.
    Course(RowId, CourseFigure),
    /// What the funnel earns a day, in minor units.
    Velocity,
    /// The share of won deals that come so many periods of a span late, 0–1.
    Slip(Span, usize),
    /// P(lost | missed) of a deal, 0–1.
    GivenMiss(RowId),
    /// What a day of work on a deal would add to P(target), 0–1.
    ADay(RowId),
    /// P(target) with the best use of so many tenths of days, 0–1.
    Spent(u32),
    /// The open amounts that make the target as likely as so many thousandths, in minor units.
    Needed(u32),
    /// How many of the period's open deals have a chance that is assumed for their stage.
    Assumed,
}

/// A figure of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageFigure {
    /// How many open deals stand in it.
    Deals,
    /// Their amounts, in minor units.
    Amount,
    /// The share of deals that go on from it, 0–1.
    GoesOn,
    /// Days that a stay takes.
    Days,
    /// Days that it allows.
    Limit,
}

/// What a part of such a figure is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// What a deal added, in minor units.
    Added(RowId),
    /// By how much the chance of a deal would rise, 0–1.
    Gain(RowId),
    /// P(target | the deal is won).
    IfWon(RowId),
    /// P(target | the deal is lost).
    IfLost(RowId),
    /// What the deal would add to P(target) on its own, 0–1.
    Alone(RowId),
    /// λ: deals that enter in a day, and how many that rests on.
    Entries(usize),
    /// The share of deals that go on from a stage, and what it rests on.
    GoesOn(RowId, Basis),
    /// Days that a stay in the stage takes, and what they rest on.
    Days(RowId, Basis),
    /// A deal that stands in the stage: 1.
    Stands(RowId),
    /// Whether a deal went on: 1, or 0.
    WentOn(RowId),
    /// Days that a deal stayed.
    Stayed(RowId),
    /// The chance that the ladder gives a stage, 0–1.
    Ladder(RowId),
    /// Days that the user set for a stage.
    Set(RowId),
    /// Open deals of the funnel that have an amount.
    Open,
    /// What one of them would bring on average, in minor units.
    MeanAmount,
    /// The share of so many closed deals that was won.
    WinRate(usize),
    /// Days to a win, on average.
    DaysToWin,
    /// Whether a won deal came as late as asked: 1, or 0.
    Late(RowId),
    /// P(lost) of the deal, 0–1.
    Lost(RowId),
    /// P(missed | the deal is lost).
    MissIfLost(RowId),
    /// P(missed).
    Missed,
    /// Days that it takes to advance a deal.
    Effort(RowId),
    /// The amount of a deal that is counted so many times, in minor units.
    Times(RowId, usize),
    /// The chance that is assumed for the stage of an open deal, 0–1.
    Assumed(RowId),
    /// How a stay of a deal ended: 1 where so as asked, or 0.
    Exit(RowId, Exit),
    /// So many stays ended so; what comes from there.
    Onward(Exit, u32),
    /// Days that a stay in the stage takes, from so many that have ended.
    Stay(RowId, u32),
}

/// What such a figure is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldExplanation {
    /// The figure.
    pub told: Told,
    /// Its value.
    pub value: f64,
    /// Its parts.
    pub parts: Vec<(Part, f64)>,
    /// What a share is drawn towards, and for how many deals that counts.
    pub towards: Option<(f64, f64)>,
    /// All that counts in the period, where deals are raised together.
    pub(super) together: Option<Together>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Together {
    pub won: i64,
    pub target: i64,
    pub bets: Vec<(RowId, Bet)>,
    pub blocks: Vec<Block>,
}

impl Together {
    /// P(target), with some chances raised.
    fn chance(&self, by: &dyn Fn(RowId) -> f64) -> Result<f64, BetError> {
        let bets = self.bets.iter().map(|(row, bet)| bet.at((bet.chance() + by(*row)).min(1.0)));
        let found = Distribution::with(self.won, &bets.collect::<Vec<_>>(), &self.blocks, &Limits::default());
        Ok(found?.at_least(self.target))
    }
}

impl ToldExplanation {
    /// By how much a deal is raised, 0–1.
    fn gain(&self, row: RowId) -> f64 {
        self.parts.iter().find(|(part, _)| *part == Part::Gain(row)).map_or(0.0, |(_, gain)| *gain)
    }

    /// One of some parts.
    pub(super) fn of(told: Told, value: f64, parts: Vec<(Part, f64)>) -> ToldExplanation {
        ToldExplanation { told, value, parts, towards: None, together: None }
    }

    /// The figure worked out again from its parts.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn again(&self) -> Result<f64, BetError> {
        let values = || self.parts.iter().map(|(_, value)| *value);
        Ok(match self.told {
            Told::FlowStart | Told::Flow(_) | Told::FlowEnd => values().sum(),
            Told::Lift(_) => match self.parts.as_slice() {
                [(_, gain), (_, won), (_, lost)] => gain * (won - lost),
                _ => 0.0,
            },
            Told::Lifts => match &self.together {
                None => values().sum(),
                Some(together) => together.chance(&|row| self.gain(row))? - together.chance(&|_| 0.0)?,
            },
            Told::Spent(_) => match &self.together {
                Some(together) => together.chance(&|row| self.gain(row))?,
                None => 0.0,
            },
            Told::Expected(_) => values().product(),
            Told::Velocity | Told::GivenMiss(_) => match self.parts.split_last() {
                Some(((_, divisor), factors)) => factors.iter().map(|(_, value)| value).product::<f64>() / divisor,
                None => 0.0,
            },
            Told::ADay(_) => match self.parts.as_slice() {
                [(_, gain), (_, won), (_, lost), (_, days)] => gain * (won - lost) / days,
                _ => 0.0,
            },
            Told::Slip(..) => {
                let (towards, strength) = self.towards.unwrap_or_default();
                (values().sum::<f64>() + strength * towards) / (self.parts.len() as f64 + strength)
            }
            Told::Needed(_) => values().sum(),
            Told::Assumed => self.parts.len() as f64,
            Told::Course(_, figure) => walking::again(figure, &self.parts),
            Told::Stage(_, figure) => match (figure, self.parts.as_slice()) {
                (StageFigure::Deals | StageFigure::Amount, _) => values().sum(),
                (StageFigure::GoesOn, [(Part::Ladder(_), here), (_, next)]) => (here / next).min(1.0),
                (StageFigure::Limit, parts) => of_limit(parts),
                // Of what is assumed there is one.
                (StageFigure::GoesOn | StageFigure::Days, parts) => values().sum::<f64>() / parts.len().max(1) as f64,
            },
        })
    }
}

/// All that counts in the board's period.
pub(super) fn together(view: &View<'_>, target: i64) -> Together {
    let (bets, blocks) = view.board.bets_and_blocks();
    Together { won: view.board.won(), target, bets, blocks }
}

/// By how much the chance of an open deal would rise, and P(target) with it won and lost.
pub(super) fn gain_and_pivot(board: &Board, row: RowId) -> Option<(f64, f64, f64)> {
    let Standing::Open(bet) = board.standing(row) else { return None };
    let pivot = board.pivot(row)?;
    Some((board.gain(row).min(1.0 - bet.chance()), pivot.won, pivot.lost))
}
