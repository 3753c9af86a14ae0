//! The weighted value of a deal, rounded once, half up, before anything is summed.

const MILLION: i128 = 1_000_000;
const FINE: i128 = 1_000_000_000_000;

/// The weighted value a·p in minor units, rounded half up, in exact integer arithmetic.
///
/// `ppm` is the chance in parts per million; above 1 000 000 it counts as certain. Any `amount` is good, also a negative one:
/// half up means towards +∞. Sum the results, never round the sum: three times 33 333 at 50 % are 50 001.
#[must_use]
pub fn weighted(amount: i64, ppm: u32) -> i64 {
    rounded_half_up(amount, i128::from(ppm).min(MILLION), MILLION)
}

/// As [`weighted`] for a computed chance, which is first rounded to 10⁻¹² so that 0.29 is 29 % and not a hair less.
///
/// A NaN counts as zero, other values are clamped to [0, 1].
#[must_use]
pub fn weighted_by_chance(amount: i64, chance: f64) -> i64 {
    let parts = (chance.clamp(0.0, 1.0) * 1e12).round() as i128;
    rounded_half_up(amount, parts, FINE)
}

fn rounded_half_up(amount: i64, parts: i128, whole: i128) -> i64 {
    let doubled = 2 * i128::from(amount) * parts + whole;
    // Never further from zero than the amount itself, so the fallback is never taken.
    i64::try_from(doubled.div_euclid(2 * whole)).unwrap_or(amount)
}
