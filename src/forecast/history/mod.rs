//! What became of each deal, by the log: every value of the columns that make its history, as of any time.
//!
//! A step that was taken back leaves no trace from the moment it is taken back, and one that was done again counts again
//! from then on; between the two the plan was as it was. Nothing here looks ahead: an answer as of a time depends only on
//! the transactions made before it.
//!
//! | question | answered by |
//! |---|---|
//! | what stood in a cell at a time | [`History::value`] |
//! | which stages a deal stood in, and from when to when | [`History::visits`] |
//! | how often its close was moved later | [`History::pushes`] |
//! | every value a cell ever had | [`History::changes`] |

mod index;
#[cfg(test)]
mod tests;
mod track;
mod visits;

pub use index::History;
pub use track::{AsOf, Field, Past};
pub use visits::Visit;
