//! The forecast over real plans: periods, targets, drafts, computed cells, and what is left out.

mod accounts;
mod board;
mod cells;
mod figures;
mod flags;
mod house;
mod periods;
mod standings;
mod states;
mod targets;
