//! The forecast over real plans: periods, targets, drafts, and what is left out.
