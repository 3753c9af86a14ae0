//! The palette: everything that can be gone to or done, by a few letters of its name.
//!
//! | file | answers |
//! |---|---|
//! | `aim` | what can be chosen, and what choosing it does |
//! | `candidates` | everything there is to choose from, with the forms it is found by |
//! | `rank` | how well a name answers what is typed |

mod aim;
mod candidates;
mod rank;
#[cfg(test)]
mod tests;

pub use aim::Aim;
pub use candidates::Found;
pub(in crate::app) use candidates::Records;
