//! The Beta distribution: what closed deals leave uncertain about a rate.

/// P(X ≤ x) for X ~ Beta(a, b): the regularised incomplete beta function, by its continued fraction (Numerical Recipes §6.4).
///
/// `None` unless a, b > 0 and finite and x is a number; x outside [0, 1] is clamped.
#[must_use]
pub fn below(x: f64, a: f64, b: f64) -> Option<f64> {
    let good = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && !x.is_nan();
    good.then(|| below_unchecked(x.clamp(0.0, 1.0), a, b))
}

/// The x for which P(X ≤ x) = `alpha` (clamped to [0, 1]), to the last bits, by bisection.
///
/// `None` unless a, b > 0 and finite and alpha is a number.
#[must_use]
pub fn quantile(alpha: f64, a: f64, b: f64) -> Option<f64> {
    below(alpha, a, b)?;
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if below_unchecked(middle, a, b) < alpha { low = middle } else { high = middle }
    }
    Some((low + high) / 2.0)
}

fn below_unchecked(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    // The fraction converges fast on one side of the mean; the other side is its mirror image.
    let sum = if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(x, a, b) / a
    } else {
        1.0 - front * continued_fraction(1.0 - x, b, a) / b
    };
    sum.clamp(0.0, 1.0)
}

/// Lentz's method.
fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for round in 1..1000 {
        let m = f64::from(round);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

/// ln Γ(x) for x > 0: Stirling's series, after raising x above 10 by Γ(x + 1) = x·Γ(x).
fn ln_gamma(x: f64) -> f64 {
    let mut raised = x;
    let mut product = 0.0;
    while raised < 10.0 {
        product += raised.ln();
        raised += 1.0;
    }
    let inverse = 1.0 / raised;
    let square = inverse * inverse;
    let series = inverse
        * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0))));
    (raised - 0.5) * raised.ln() - raised + 0.5 * std::f64::consts::TAU.ln() + series - product
}
