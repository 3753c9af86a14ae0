//! How good a forecast can be at best, and how good forecasts were.
//!
//! | file | answers |
//! |---|---|
//! | here | the ceiling of accuracy, the score of one distribution, how many deals a tolerance takes |
//! | `chances` | how good probabilities were: Brier score and its parts, log loss, calibration |
//! | `amounts` | how good expected amounts were: MAPE, WAPE, bias |
//! | `coverage` | how much pipeline a confidence takes |

mod amounts;
mod chances;
mod coverage;

pub use amounts::{Errors, errors};
pub(super) use chances::alike;
pub use chances::{Bin, Brier, Call, brier, calibration, log_loss, slope};
pub use coverage::{Coverage, Covering, coverage};

use super::distribution::Distribution;

/// The accuracy to be expected of perfect probabilities, 1 − E|S − μ|/μ; below zero where results scatter more than their mean.
///
/// `None` where the mean is not above zero.
#[must_use]
pub fn ceiling(distribution: &Distribution) -> Option<f64> {
    let mean = distribution.mean();
    (mean > 0.0).then(|| 1.0 - mean_distance(distribution, mean) / mean)
}

/// The continuous ranked probability score of the distribution at an outcome, in minor units: smaller is better, 0 is certainty.
///
/// ∫(F(x) − 1{x ≥ y})² dx = E|S − y| − ∫F(1 − F) dx (Gneiting and Raftery, JASA 102, 2007).
#[must_use]
pub fn crps(distribution: &Distribution, outcome: i64) -> f64 {
    let mut below = 0.0;
    let mut previous = None;
    let mut spread = 0.0;
    for (result, mass) in distribution.points() {
        if let Some(previous) = previous {
            spread += below * f64::max(1.0 - below, 0.0) * (result as f64 - previous as f64);
        }
        below += mass;
        previous = Some(result);
    }
    (mean_distance(distribution, outcome as f64) - spread).max(0.0)
}

/// Where an outcome fell in its distribution: P(S < y) + ½·P(S = y), which is spread evenly over [0, 1] where forecasts are right
/// (the mid probability integral transform, since results stand on a lattice).
#[must_use]
pub fn pit(distribution: &Distribution, outcome: i64) -> f64 {
    let (above, from) = (distribution.at_least(outcome.saturating_add(1)), distribution.at_least(outcome));
    (1.0 - (above + from) / 2.0).clamp(0.0, 1.0)
}

/// How many equal deals at chance `chance` it takes for 90 % of outcomes to fall within ± `tolerance` (a part of the mean).
///
/// n ≥ (1.645/τ)²·(1 − p)/p. `None` unless 0 < p ≤ 1 and τ > 0.
#[must_use]
pub fn deals_needed(tolerance: f64, chance: f64) -> Option<f64> {
    const NINETY_PERCENT: f64 = 1.645;
    let good = tolerance > 0.0 && chance > 0.0 && chance <= 1.0;
    good.then(|| ((NINETY_PERCENT / tolerance).powi(2) * (1.0 - chance) / chance).ceil())
}

fn mean_distance(distribution: &Distribution, from: f64) -> f64 {
    distribution.points().map(|(result, mass)| (result as f64 - from).abs() * mass).sum()
}
