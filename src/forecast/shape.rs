//! The shape of the funnel: how many deals stand in each stage, beside how many should (Little's law).

/// A stage of the funnel as the shape sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neck {
    /// Open deals in the stage, N.
    pub open: u64,
    /// How many should stand there, E = λ·Πc·T.
    pub expected: f64,
}

/// What a stage shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// N/E; none where nothing is expected.
    pub index: Option<f64>,
    /// P(X ≥ N) for X ~ Poisson(E).
    pub above: f64,
    /// P(X ≤ N).
    pub below: f64,
}

/// What is wrong with the shape: places in the order of the stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// Too many deals wait in the stage: a weakness at its exit.
    Bulge(usize),
    /// Too few new deals.
    DryTop,
    /// Too few deals in a middle stage.
    ThinNeck(usize),
    /// A thin neck between two full ends.
    Hourglass(usize),
    /// Full at the bottom, dry at the top: what is being won is not replaced.
    Inverted,
}

/// A stage holds too many deals above this many times the expected, too few below its inverse.
pub const FULL: f64 = 1.5;
/// A difference counts where chance alone makes it less often than this.
pub const SIGNIFICANT: f64 = 0.05;

/// How full a stage is.
#[must_use]
pub fn fill(neck: &Neck) -> Fill {
    let expected = if neck.expected.is_finite() { neck.expected.max(0.0) } else { 0.0 };
    let below = poisson_at_most(neck.open, expected);
    let above = match neck.open.checked_sub(1) {
        None => 1.0,
        Some(fewer) => (1.0 - poisson_at_most(fewer, expected)).max(0.0),
    };
    Fill { index: (expected > 0.0).then(|| neck.open as f64 / expected), above, below }
}

/// What the fills of the stages, in order, say about the funnel; none where nothing is out of the ordinary.
#[must_use]
pub fn diagnose(fills: &[Fill]) -> Vec<Diagnosis> {
    let index = |at: usize| fills.get(at).and_then(|fill| fill.index);
    let full = |at: usize| {
        fills.get(at).is_some_and(|fill| fill.index.is_some_and(|index| index > FULL) && fill.above < SIGNIFICANT)
    };
    let thin = |at: usize| {
        fills.get(at).is_some_and(|fill| fill.index.is_some_and(|index| index < 1.0 / FULL) && fill.below < SIGNIFICANT)
    };
    let beside = |at: usize| [at.checked_sub(1).and_then(index), index(at + 1)].into_iter().flatten();
    let last = fills.len().saturating_sub(1);
    let mut found = Vec::new();
    if fills.len() > 1 && thin(0) {
        found.push(if full(last) { Diagnosis::Inverted } else { Diagnosis::DryTop });
    }
    for at in 0..fills.len() {
        let Some(own) = index(at) else { continue };
        if full(at) && beside(at).all(|other| own > other) {
            found.push(Diagnosis::Bulge(at));
        }
        if at > 0 && at < last && thin(at) && beside(at).all(|other| own < other) {
            let ends = (0..at).any(full) && (at + 1..=last).any(full);
            found.push(if ends { Diagnosis::Hourglass(at) } else { Diagnosis::ThinNeck(at) });
        }
    }
    found
}

/// P(X ≤ k) for X ~ Poisson(mean), term by term from the logarithm of the largest.
#[must_use]
pub fn poisson_at_most(k: u64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return 1.0;
    }
    if !mean.is_finite() {
        return 0.0;
    }
    // From the mode outward in both directions, so that nothing underflows before it matters.
    let top = (mean.floor() as u64).min(k);
    let ln_top = top as f64 * mean.ln() - mean - ln_factorial(top);
    let (mut sum, mut term) = (1.0, 1.0);
    for n in (1..=top).rev() {
        term *= n as f64 / mean;
        sum += term;
        if term < 1e-18 {
            break;
        }
    }
    term = 1.0;
    for n in top + 1..=k {
        term *= mean / n as f64;
        sum += term;
        if term < 1e-18 {
            break;
        }
    }
    (ln_top + f64::ln(sum)).exp().min(1.0)
}

/// ln n!, by its sum for small n, else Stirling's series.
fn ln_factorial(n: u64) -> f64 {
    if n < 32 {
        return (2..=n).map(|k| (k as f64).ln()).sum();
    }
    let x = n as f64;
    x * x.ln() - x + 0.5 * (std::f64::consts::TAU * x).ln() + 1.0 / (12.0 * x) - 1.0 / (360.0 * x.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(stages: &[(u64, f64)]) -> Vec<Diagnosis> {
        let fills: Vec<Fill> = stages.iter().map(|&(open, expected)| fill(&Neck { open, expected })).collect();
        diagnose(&fills)
    }

    #[test]
    fn a_tail_is_a_sum_of_terms() {
        let direct = |k: u64, mean: f64| {
            let mut term = (-mean).exp();
            let mut sum = term;
            for n in 1..=k {
                term *= mean / n as f64;
                sum += term;
            }
            sum
        };
        for (k, mean) in [(0, 0.1), (0, 5.0), (3, 5.0), (9, 5.0), (40, 35.0), (100, 80.0), (2, 30.0), (700, 650.0)] {
            let found = poisson_at_most(k, mean);
            assert!((found - direct(k, mean)).abs() < 1e-10, "{k} {mean}: {found} {}", direct(k, mean));
        }
        assert_eq!((poisson_at_most(0, 0.0), poisson_at_most(3, f64::INFINITY)), (1.0, 0.0));
        let far = poisson_at_most(1_000_000, 1_000_000.0);
        assert!((far - 0.5).abs() < 1e-3, "{far}");
        assert!(poisson_at_most(10, 5_000.0) < 1e-300);
    }

    #[test]
    fn shapes_are_named() {
        assert_eq!(of(&[(20, 20.0), (15, 15.0), (10, 10.0), (5, 5.0)]), []);
        assert_eq!(of(&[(20, 20.0), (30, 15.0), (10, 10.0), (5, 5.0)]), [Diagnosis::Bulge(1)]);
        assert_eq!(of(&[(8, 20.0), (15, 15.0), (10, 10.0), (5, 5.0)]), [Diagnosis::DryTop]);
        assert_eq!(of(&[(20, 20.0), (15, 15.0), (3, 10.0), (5, 5.0)]), [Diagnosis::ThinNeck(2)]);
        assert_eq!(
            of(&[(40, 20.0), (3, 15.0), (25, 10.0), (5, 5.0)]),
            [Diagnosis::Bulge(0), Diagnosis::Hourglass(1), Diagnosis::Bulge(2)]
        );
        assert_eq!(of(&[(8, 20.0), (15, 15.0), (10, 10.0), (15, 5.0)]), [Diagnosis::Inverted, Diagnosis::Bulge(3)]);
    }

    #[test]
    fn few_deals_prove_nothing() {
        assert_eq!(of(&[(1, 2.0), (2, 1.0), (1, 0.5)]), []);
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[(5, 0.0)]), []);
        assert_eq!(of(&[(0, f64::NAN)]), []);
        assert_eq!(of(&[(30, 10.0)]), [Diagnosis::Bulge(0)], "one stage can be too full, but has no top");
    }
}
