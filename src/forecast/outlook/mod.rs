//! The plan as the forecast sees it: periods, what each deal stands for, what computed cells show.
//!
//! Reads the plan and its log, writes neither; "today" is an argument, words are the text layer's.

mod activities;
mod board;
mod deal;
mod derive;
mod figures;
mod period;
mod pushes;
mod state;
mod targets;
#[cfg(test)]
mod tests;

pub use activities::{ActivityFacts, DealActivity};
pub use board::{Board, Scope};
pub use deal::{Chance, Draft, Source, Standing, assumed, chance, is_open, standing};
pub use derive::{View, computed};
pub use figures::{Figures, LeftOut, TARGET_LEVELS, Touch};
pub use period::{Period, Span};
pub use state::{DealState, states};
