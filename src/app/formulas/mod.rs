//! The user's formulas in the plan: compiled once, worked out row by row when somebody asks, kept until a cell on which
//! they depend changes.
//!
//! | file | answers |
//! |---|---|
//! | `compiled` | which columns have a formula, which of them are wrong, who depends on whom |
//! | `links` | which rows link to a row |
//! | `memory` | what was worked out, and what a change makes worthless |
//! | `context` | what a formula may ask of the plan |
//! | `trial` | what a text would give that is being written |
//! | `offer` | what can stand at a place of a text that is being written |
//! | `explain` | why a cell shows what it shows |

mod compiled;
mod context;
mod explain;
mod links;
mod memory;
mod offer;
mod trial;

pub(super) use memory::Formulas;
pub use offer::{Offer, Offers, byte_of, parts};
pub use trial::Trial;
