//! The forecast over real plans: periods, targets, drafts, computed cells, and what is left out.

mod accounts;
mod ahead;
mod board;
mod cells;
mod figures;
mod flags;
mod flow;
pub(in crate::forecast) mod house;
mod learning;
mod periods;
mod standings;
mod states;
mod targets;
