//! The plan as the forecast sees it: periods, what each deal stands for, what computed cells show.
//!
//! Reads the plan and its log, writes neither; "today" is an argument, words are the text layer's. Everything is plain data,
//! made from a [`View`]: the ledger, the day, what the activities say and the [`Board`] of a period.
//!
//! | question | answered by |
//! |---|---|
//! | how may the period end, and which deals decide it | [`Board::figures`], [`Board::distribution`], [`Board::pivot`] |
//! | what does a computed cell show | [`computed`] |
//! | which deals does a computed amount leave out | [`lacking`] |
//! | which probability is used, and why | [`chance`], [`Policy`] |
//! | what do closed deals teach, of stages, people, segments, and deals that overstay | [`Rates`], [`lessons`], [`explain_taught`] |
//! | where do deals go from each stage, and what becomes of them | [`Course`], [`Lessons::course`] |
//! | which states is a deal in, and what is wrong with it | [`attention`], [`attentions`] with a [`Survey`] |
//! | what became of a period's deals between two dates | [`bridge`] |
//! | what shape has the funnel, where does it jam | [`funnel`] |
//! | how long do stages take | [`stage_limits`] |
//! | how may the next periods end, one by one and together | [`horizon`] |
//! | how may the parts of a period end: people, teams, products … | [`groups`] |
//! | how did the chance of a target move | [`fan`], or [`Fan`] point by point |
//! | what if all odds are off, or all chances at the ends of what is learned | [`scenarios`], [`ends`] |
//! | what do scenarios that people named suppose | [`staged`] |
//! | what if | [`what_if`], [`Rehearsal`] |
//! | how good were the forecasts, beside three baselines and the manager's own | [`accuracy`], [`Accuracy::offer`], [`call`] |
//! | which deals would explain a miss | [`pre_mortem`] |
//! | why does a cell or a figure show this, and what would move it by a tenth | [`explain`], [`explain_figure`] |
//! | how much pipeline does the target take | [`needed`] |
//! | where do scarce days count | [`resources`] with [`gains`] |
//! | what became of one deal | [`Board::history`] |
//!
//! What looks at every deal comes in short steps as well, under names such as [`Grouping`] and [`Bridging`]: `step` goes on until
//! a [`Stretch`](super::Stretch) is over, and answers once all deals are looked at.

mod account;
mod activities;
mod attention;
mod backtest;
mod board;
mod bridge;
mod calls;
mod checkpoint;
mod course;
mod days;
mod deal;
mod derive;
mod explain;
mod fan;
mod figures;
mod funnel;
mod gain;
mod groups;
mod horizon;
mod inflow;
mod lacking;
mod lessons;
mod links;
mod past;
mod period;
mod pool;
mod position;
mod pre_mortem;
mod rates;
mod red_flags;
mod rehearsal;
mod result;
mod scenarios;
mod scoring;
mod signals;
mod staging;
mod standpoint;
mod state;
mod survey;
mod sweep;
mod targets;
#[cfg(test)]
pub(in crate::forecast) mod tests;
mod thresholds;
mod unknowns;
mod walk;
mod what_if;

pub use account::{
    LEAST_SIGNS, PlanYear, Sign, is_sales, level, plan_years, signs, strategic, strategic_limit, years_won,
};
pub use activities::{ActivityFacts, DealActivity};
pub use attention::{Attending, Attention, attention, attentions, dirt};
pub use backtest::{Accuracy, Backtest, Offer, PolicyScore, RESOLVED, accuracy, evidence};
pub use board::Board;
pub use bridge::{Bridge, Bridging, Cause, FlowBar, bridge};
pub use calls::call;
pub use checkpoint::Checkpoint;
pub use course::{Course, Exit, StageCourse, Way};
pub use days::{Gain, Spending, Spent, gains, more_days, needed, resources};
pub use deal::{Chance, Draft, Source, Standing, assumed, chance, chance_by, is_blank, is_open, standing};
pub use derive::{View, computed, flag_stands};
pub use explain::{
    ChanceScore, CourseFigure, Explanation, Figure, FigureExplanation, Figured, Figuring, Forecaster, Input, Measure,
    Operation, Part, Place, Role, Score, ScoreExplanation, StageFigure, Telling, Told, ToldExplanation, Whole, explain,
    explain_figure, explain_told,
};
pub use fan::{Fan, FanPoint, Progress, fan};
pub use figures::{Figures, LeftOut, TARGET_LEVELS, Touch, Wins};
pub use funnel::{Basis, Funnel, FunnelStage, Funneling, Velocity, funnel};
pub use groups::{Dimension, GroupKey, GroupOutcome, Grouping, group_of, groups};
pub use horizon::{Ahead, Horizon, Horizons, PeriodAhead, horizon, slip};
pub use inflow::{FEW_SEEN, Inflow};
pub use lacking::{Lacking, lacking};
pub use lessons::{
    FEW_CLOSED, GroupRates, Learning, Lessons, StageAge, Taught, TaughtExplanation, Teaching, explain_taught,
    group_rates, lessons,
};
pub use links::Overbooked;
pub use period::{Period, Scope, Span};
pub use pool::{ALPHAS, Outcome};
pub use pre_mortem::{Reason, pre_mortem};
pub use rates::{Evidence, LEVEL, Policy, Rates, StageRate};
pub use red_flags::{Raised, RedFlag, red_flags};
pub use rehearsal::{Rehearsal, Rehearsing, Supposed};
pub use scenarios::{Comparing, Odds, Scenario, ends, scenarios};
pub use signals::{Signal, betas};
pub use staging::{staged, staged_cells};
pub use standpoint::{Dirt, Dirts, Standpoint, Standpoints};
pub use state::{DealState, states};
pub use survey::{Rung, StageLimit, Staying, Survey, ladder, stage_limits};
pub use thresholds::{Thresholds, Window};
pub use unknowns::{open_unknowns, unasked};
pub use what_if::{Idle, Suppose, WhatIf, by_deal, supposed_cells, what_if};
