//! The forecast: exact, live, explained. Knows no clock ("today" is an argument), no text, no writing of the log.
//!
//! The files here are its numeric core. They know nothing of plans either: plain vectors in, numbers out. Amounts are
//! whole minor units (`i64`), chances are `f64` in [0, 1]; no sampling, no allocation an answer does not need.
//!
//! | file | answers |
//! |---|---|
//! | `bet`, `block` | what may happen: one deal, or several linked ones |
//! | `distribution`, `histogram`, `tails` | how the period may end: mean, sd, quantiles, P(S ≥ Q), bars |
//! | `live`, `making` | the same, kept up to date under edits; made in short steps |
//! | `pivot`, `best_three` | which deals decide it, and which three to touch |
//! | `weighted`, `categories`, `velocity` | the classic sums |
//! | `learned`, `beta`, `adjust` | probabilities learned from closed deals, and moved by proven signs |
//! | `scenario`, `accuracy` | what if the odds are off; how good a forecast can be, and was |
//! | `slip` | when deals come in that are late |
//! | `allocation` | where scarce days count most |
//! | `chain` | what becomes of deals from each stage, if they go on as they went |
//! | `shape` | how full the stages of a funnel are, and what that says |
//! | `drift`, `remembered`, `leaving_out` | inside: a distribution kept while bets change, or found again; all linked deals but one |
//! | `route`, `form`, `grid`, `lanes`, `aside`, `step`, `sparse`, `moments`, `sorting` | inside: the choice of a form and the convolution in it |
//!
//! `history` reads the log and `outlook` the plan; a page begins there: see the table at the head of [`outlook`].

pub mod accuracy;
pub mod adjust;
pub mod allocation;
mod aside;
pub mod best_three;
pub mod bet;
pub mod beta;
pub mod block;
pub mod categories;
pub mod chain;
pub mod distribution;
mod drift;
mod form;
mod grid;
pub mod histogram;
pub mod history;
mod lanes;
mod lattice;
pub mod learned;
mod leaving_out;
pub mod live;
pub mod making;
mod moments;
pub mod outlook;
pub mod pivot;
mod remembered;
pub mod route;
pub mod scenario;
pub mod shape;
pub mod slip;
mod sorting;
mod sparse;
mod step;
pub mod tails;
pub mod velocity;
pub mod weighted;

pub use best_three::{BestSet, Candidate, Lever, best_three, rank};
pub use bet::{Bet, BetError};
pub use block::Block;
pub use distribution::{Distribution, wins};
use grid::Adding;
pub use histogram::{Bar, Histogram, Place};
pub use live::Live;
pub use making::{Making, Stretch};
pub use pivot::{Pivot, Pivots};
pub use route::{Limits, Resolution};
pub use tails::{Sums, Tails};
pub use weighted::{weighted, weighted_by_chance};

#[cfg(test)]
mod tests;
