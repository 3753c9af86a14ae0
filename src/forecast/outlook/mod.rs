//! The plan as the forecast sees it: periods, what each deal stands for, what computed cells show.
//!
//! Reads the plan and its log, writes neither; "today" is an argument, words are the text layer's.

mod account;
mod activities;
mod board;
mod deal;
mod derive;
mod figures;
mod period;
mod pushes;
mod red_flags;
mod state;
mod targets;
#[cfg(test)]
mod tests;
mod unknowns;

pub use account::{PlanYear, Sign, is_sales, level, plan_years, signs, strategic, strategic_limit, years_won};
pub use activities::{ActivityFacts, DealActivity};
pub use board::{Board, Scope};
pub use deal::{Chance, Draft, Source, Standing, assumed, chance, is_open, standing};
pub use derive::{View, computed, flag_stands};
pub use figures::{Figures, LeftOut, TARGET_LEVELS, Touch};
pub use period::{Period, Span};
pub use red_flags::{Raised, RedFlag, red_flags};
pub use state::{DealState, states};
pub use unknowns::{open_unknowns, unasked};
