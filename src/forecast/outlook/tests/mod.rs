//! The forecast over real plans: periods, targets, drafts, computed cells, and what is left out.

mod board;
mod cells;
mod figures;
mod house;
mod periods;
mod standings;
mod states;
mod targets;
