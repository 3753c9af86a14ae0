//! The plan as the forecast sees it: periods, what each deal stands for, what computed cells show.
//!
//! Reads the plan and its log, writes neither; "today" is an argument, words are the text layer's. Everything is plain data,
//! made from a [`View`]: the ledger, the day, what the activities say and the [`Board`] of a period.
//!
//! | question | answered by |
//! |---|---|
//! | how may the period end, and which deals decide it | [`Board::figures`], [`Board::distribution`], [`Board::pivot`] |
//! | what does a computed cell show | [`computed`] |
//! | which probability is used, and why | [`chance`], [`Policy`] |
//! | what do closed deals teach, of stages and of people | [`Rates`], [`group_rates`] |
//! | which states is a deal in, and what is wrong with it | [`attention`], [`attentions`] with a [`Survey`] |
//! | what became of a period's deals between two dates | [`bridge`] |
//! | what shape has the funnel, where does it jam | [`funnel`] |
//! | how long do stages take | [`stage_limits`] |
//! | how may the next periods end, one by one and together | [`horizon`] |
//! | how may the parts of a period end: people, teams, products … | [`groups`] |
//! | how did the chance of a target move | [`fan`], or [`Fan`] point by point |
//! | what if | [`what_if`] |
//! | where do scarce days count | [`resources`] with [`gains`] |
//! | what became of one deal | [`Board::history`] |

mod account;
mod activities;
mod attention;
mod board;
mod bridge;
mod deal;
mod derive;
mod fan;
mod figures;
mod funnel;
mod horizon;
mod inflow;
mod links;
mod period;
mod pool;
mod position;
mod rates;
mod red_flags;
mod result;
mod state;
mod survey;
mod targets;
#[cfg(test)]
pub(in crate::forecast) mod tests;
mod thresholds;
mod unknowns;
mod what_if;

pub use account::{PlanYear, Sign, is_sales, level, plan_years, signs, strategic, strategic_limit, years_won};
pub use activities::{ActivityFacts, DealActivity};
pub use attention::{Attention, Dirt, Standpoint, attention, attentions};
pub use board::{Board, Scope};
pub use bridge::{Bridge, Cause, FlowBar, bridge};
pub use deal::{Chance, Draft, Source, Standing, assumed, chance, chance_by, is_open, standing};
pub use derive::{View, computed, flag_stands};
pub use fan::{Fan, FanPoint, fan};
pub use figures::{Figures, LeftOut, TARGET_LEVELS, Touch};
pub use funnel::{Basis, Funnel, FunnelStage, funnel};
pub use horizon::{Ahead, Horizon, PeriodAhead, horizon, slip};
pub use inflow::Inflow;
pub use period::{Period, Span};
pub use pool::{ALPHAS, Dimension, GroupKey, GroupOutcome, Outcome, group_of, groups};
pub use rates::{Evidence, GroupRates, LEVEL, Policy, Rates, StageRate, group_rates};
pub use red_flags::{Raised, RedFlag, red_flags};
pub use state::{DealState, states};
pub use survey::{Rung, StageLimit, Survey, ladder, stage_limits};
pub use thresholds::{Thresholds, Window};
pub use unknowns::{open_unknowns, unasked};
pub use what_if::{Suppose, WhatIf, gains, resources, what_if};
