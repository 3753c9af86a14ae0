//! How good expected amounts were.

/// The errors of forecasts of amounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// How many forecasts.
    pub count: usize,
    /// Mean of |F − A|/A over those with A > 0; none where there is none.
    pub mape: Option<f64>,
    /// Σ|F − A|/ΣA; none where nothing came in.
    pub wape: Option<f64>,
    /// Σ(F − A)/ΣA: above zero where forecasts were too high.
    pub bias: Option<f64>,
}

/// The errors of (forecast, actual) pairs, in minor units.
#[must_use]
pub fn errors(pairs: &[(f64, i64)]) -> Errors {
    let (mut parts, mut with_actual) = (0.0, 0_u32);
    let (mut distance, mut difference, mut sum) = (0.0, 0.0, 0.0);
    for &(forecast, actual) in pairs {
        let actual = actual as f64;
        distance += (forecast - actual).abs();
        difference += forecast - actual;
        sum += actual;
        if actual > 0.0 {
            parts += (forecast - actual).abs() / actual;
            with_actual += 1;
        }
    }
    let of = |part: f64| (sum > 0.0).then(|| part / sum).filter(|share| share.is_finite());
    let mape = (with_actual > 0).then(|| parts / f64::from(with_actual)).filter(|mape| mape.is_finite());
    Errors { count: pairs.len(), mape, wape: of(distance), bias: of(difference) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_amounts() {
        let found = errors(&[(120.0, 100), (90.0, 100), (10.0, 0)]);
        assert!((found.mape.unwrap() - 0.15).abs() < 1e-12);
        assert!((found.wape.unwrap() - 0.20).abs() < 1e-12);
        assert!((found.bias.unwrap() - 0.10).abs() < 1e-12);
        assert_eq!(errors(&[(5.0, 0)]), Errors { count: 1, mape: None, wape: None, bias: None });
        assert_eq!(errors(&[]).count, 0);
    }
}
