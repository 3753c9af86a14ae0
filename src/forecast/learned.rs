//! Rates learned from closed deals: shrunk towards what was assumed, by how little has been seen.

use super::beta;

/// Won deals out of closed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many were won.
    pub won: u32,
    /// How many were closed; never fewer than `won`.
    pub closed: u32,
}

/// (w + m·π)/(n + m): the rate seen, drawn towards `assumed` (π) as if `strength` (m ≥ 0) deals had closed at that rate.
///
/// `None` where nothing at all is known (n + m = 0) or an input is no number.
#[must_use]
pub fn shrunk(tally: Tally, assumed: f64, strength: f64) -> Option<f64> {
    let (won, closed) = counts(tally);
    let weight = closed + strength;
    let rate = (won + strength * assumed) / weight;
    (weight > 0.0 && rate.is_finite()).then(|| rate.clamp(0.0, 1.0))
}

/// The equal-tailed credible interval of that rate at `level` (such as 0.9): quantiles of Beta(w + mπ, n − w + m(1 − π)).
///
/// Where one side has neither been seen nor assumed the rate is certain: (0, 0) or (1, 1). `None` where nothing is known.
#[must_use]
pub fn interval(tally: Tally, assumed: f64, strength: f64, level: f64) -> Option<(f64, f64)> {
    let (won, closed) = counts(tally);
    let (a, b) = (won + strength * assumed, closed - won + strength * (1.0 - assumed));
    match (a > 0.0, b > 0.0) {
        (true, true) => {
            let beyond = (1.0 - level.clamp(0.0, 1.0)) / 2.0;
            Some((beta::quantile(beyond, a, b)?, beta::quantile(1.0 - beyond, a, b)?))
        }
        (true, false) => Some((1.0, 1.0)),
        (false, true) => Some((0.0, 0.0)),
        (false, false) => None,
    }
}

/// Rates of several groups (people, segments), drawn towards their common rate by as much as they seem alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// The share of differences between groups in all differences, ρ; ≤ 0 means that chance explains them all.
    pub rho: f64,
    /// m = 1/ρ − 1, in deals; `None` where the groups are pooled completely.
    pub strength: Option<f64>,
    /// The rate of all together, p̄.
    pub common: f64,
    /// One rate a group, in order.
    pub rates: Vec<f64>,
}

/// Pools groups by the method of moments (Kleinman, JASA 68, 1973): ρ from the spread of their rates, then shrinkage with m = 1/ρ − 1.
///
/// `None` where no deal has closed. With fewer than two groups, or all won or all lost, the pooling is complete.
#[must_use]
pub fn pooled(groups: &[Tally]) -> Option<Pooled> {
    let sizes = || groups.iter().map(|&tally| counts(tally));
    let (won, closed) = sizes().fold((0.0, 0.0), |sum, (won, closed)| (sum.0 + won, sum.1 + closed));
    if closed <= 0.0 {
        return None;
    }
    let common: f64 = won / closed;
    let filled = || sizes().filter(|(_, closed)| *closed > 0.0);
    let freedom = filled().count() as f64 - 1.0;
    let spread: f64 = filled().map(|(won, closed)| closed * (won / closed - common).powi(2)).sum();
    let squares: f64 = filled().map(|(_, closed)| closed * closed).sum();
    let rho = (spread / (common * (1.0 - common)) - freedom) / ((closed - squares / closed) - freedom);
    let rho = if rho.is_finite() { rho.min(1.0) } else { 0.0 };
    let strength = (rho > 0.0).then(|| 1.0 / rho - 1.0);
    let rates = sizes().map(|(won, closed)| match strength {
        Some(strength) if closed + strength > 0.0 => (won + strength * common) / (closed + strength),
        _ => common,
    });
    Some(Pooled { rho, strength, common, rates: rates.collect() })
}

fn counts(tally: Tally) -> (f64, f64) {
    (f64::from(tally.won.min(tally.closed)), f64::from(tally.closed))
}
