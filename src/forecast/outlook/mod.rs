//! The plan as the forecast sees it: periods, what each deal stands for, what computed cells show.
//!
//! Reads the plan and its log, writes neither; "today" is an argument, words are the text layer's.

mod activities;
mod board;
mod deal;
mod derive;
mod period;
mod state;
#[cfg(test)]
mod tests;

pub use activities::{ActivityFacts, DealActivity};
pub use board::{Board, Figures, LeftOut, Scope, TARGET_LEVELS, Touch};
pub use deal::{Chance, Draft, Source, Standing, assumed, chance, is_open, standing};
pub use derive::{View, computed};
pub use period::{Period, Span};
pub use state::{DealState, states};
