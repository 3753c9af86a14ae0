//! What formulas mean, prove to be equal to, and refuse.

mod circles;
mod desk;
mod laws;
mod meaning;
mod wrong;
