//! The forecast over real plans: periods, targets, drafts, computed cells, and what is left out.

mod accounts;
mod accuracy;
mod ahead;
mod board;
mod cells;
mod course;
mod degenerate;
mod explaining;
mod figures;
mod flags;
mod flow;
pub(in crate::forecast) mod house;
mod learning;
mod periods;
mod standings;
mod states;
mod stretches;
mod supposing;
mod targets;
