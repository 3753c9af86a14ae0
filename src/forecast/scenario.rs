//! Scenarios: what if all odds are too high, or too low, together.

use super::bet::{Bet, BetError};
use super::distribution::Distribution;

/// Odds halved, as they are, doubled, at weights ¼, ½, ¼.
pub const ODDS: [(f64, f64); 3] = [(0.5, 0.25), (1.0, 0.5), (2.0, 0.25)];

/// A chance whose odds p/(1 − p) are multiplied by `factor` ≥ 0.
#[must_use]
pub fn odds_times(chance: f64, factor: f64) -> f64 {
    let (won, lost) = (chance * factor, 1.0 - chance);
    let sum = won + lost;
    if sum > 0.0 && sum.is_finite() { (won / sum).clamp(0.0, 1.0) } else { chance }
}

/// Weighted distributions of which one is true: uncertainty in the probabilities themselves, which moves all deals together.
#[derive(Clone, Debug)]
pub struct Scenarios {
    /// (weight, distribution); the weights add up to one.
    pub parts: Vec<(f64, Distribution)>,
}

impl Scenarios {
    /// The bets with all odds multiplied by each factor of (factor, weight) in turn; weights are scaled to add up to one.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`]; [`BetError::ChanceNotANumber`] for factors or weights that are negative or no numbers, or no weight at all.
    pub fn on_odds(won: i64, bets: &[Bet], factors: &[(f64, f64)]) -> Result<Self, BetError> {
        let sum: f64 = factors.iter().map(|&(_, weight)| weight).sum();
        let good =
            factors.iter().all(|&(factor, weight)| factor >= 0.0 && weight >= 0.0) && sum > 0.0 && sum.is_finite();
        if !good {
            return Err(BetError::ChanceNotANumber);
        }
        let mut parts = Vec::with_capacity(factors.len());
        for &(factor, weight) in factors {
            let moved: Vec<Bet> = bets.iter().map(|bet| bet.at(odds_times(bet.chance(), factor))).collect();
            parts.push((weight / sum, Distribution::of(won, &moved)?));
        }
        Ok(Self { parts })
    }

    /// The expected result over all scenarios, in minor units.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.parts.iter().map(|(weight, part)| weight * part.mean()).sum()
    }

    /// The standard deviation over all scenarios, in minor units: within them and between them.
    #[must_use]
    pub fn sd(&self) -> f64 {
        let mean = self.mean();
        let about = |part: &Distribution| part.variance() + (part.mean() - mean).powi(2);
        self.parts.iter().map(|(weight, part)| weight * about(part)).sum::<f64>().max(0.0).sqrt()
    }

    /// P(S ≥ target) over all scenarios, in [0, 1].
    #[must_use]
    pub fn at_least(&self, target: i64) -> f64 {
        self.parts.iter().map(|(weight, part)| weight * part.at_least(target)).sum::<f64>().min(1.0)
    }
}
