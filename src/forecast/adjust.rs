//! Adjustments of a probability by what is known of the deal: logit p = logit p_s + Σβ, each |β| ≤ 1, each proven first.

use super::accuracy::alike;

/// The most an adjustment may be, in logits: odds times e at most.
pub const MOST: f64 = 1.0;
/// An adjustment is tried on so many deals that show its sign before anything is said.
pub const FEW: usize = 20;

/// A chance with its log odds moved by `shift`; certain ones stay certain.
#[must_use]
pub fn shifted(chance: f64, shift: f64) -> f64 {
    super::scenario::odds_times(chance, shift.exp())
}

/// A resolved deal: the chance it was given, whether it showed the sign, and whether it was won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The chance without the adjustment.
    pub chance: f64,
    /// Whether the sign was seen.
    pub sign: bool,
    /// Whether it was won.
    pub won: bool,
}

/// An adjustment that proved itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Proven {
    /// β, in logits, a multiple of 0.05 with |β| ≤ 1.
    pub beta: f64,
    /// The Brier score of the later half without it.
    pub before: f64,
    /// The same with it.
    pub after: f64,
    /// How many deals showed the sign.
    pub seen: usize,
}

/// The adjustment for a sign, from trials in the order of time: fitted on the earlier half, and kept only where it lowers the Brier
/// score of the later half, which it has not seen. None otherwise, or with fewer than [`FEW`] deals that show the sign.
#[must_use]
pub fn prove(trials: &[Trial]) -> Option<Proven> {
    const STEPS: i32 = 20;
    let signed: Vec<Trial> = trials.iter().copied().filter(|trial| trial.sign && !trial.chance.is_nan()).collect();
    if signed.len() < FEW {
        return None;
    }
    let (earlier, later) = signed.split_at(signed.len() / 2);
    let halves = [earlier, later].map(|half| {
        let calls: Vec<(f64, bool)> = half.iter().map(|trial| (trial.chance, trial.won)).collect();
        alike(&calls)
    });
    let [earlier, later] = &halves;
    // The Brier score, the mean of (p − outcome)².
    let score = |half: &[(f64, f64, f64)], beta: f64| {
        let count: f64 = half.iter().map(|(_, count, _)| count).sum();
        let sum = half.iter().map(|(p, count, came)| {
            let p = shifted(*p, beta);
            came * (1.0 - p).powi(2) + (count - came) * p * p
        });
        sum.sum::<f64>() / count
    };
    let betas = (-STEPS..=STEPS).map(|step| MOST * f64::from(step) / f64::from(STEPS));
    let scored = betas.map(|beta| (score(earlier, beta), beta));
    // Of equally good ones the smallest: nothing is moved without a reason.
    let (_, best) = scored.min_by(|(s, a), (t, b)| s.total_cmp(t).then(a.abs().total_cmp(&b.abs())))?;
    let (before, after) = (score(later, 0.0), score(later, best));
    (after < before - 1e-9).then_some(Proven { beta: best, before, after, seen: signed.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trials(count: usize, won: impl Fn(usize) -> bool) -> Vec<Trial> {
        (0..count).map(|at| Trial { chance: 0.4, sign: true, won: won(at) }).collect()
    }

    #[test]
    fn odds_are_multiplied() {
        assert!((shifted(0.5, 1.0) - std::f64::consts::E / (1.0 + std::f64::consts::E)).abs() < 1e-12);
        assert_eq!((shifted(0.0, 1.0), shifted(1.0, -1.0), shifted(0.3, 0.0)), (0.0, 1.0, 0.3));
    }

    #[test]
    fn only_what_holds_for_deals_not_seen_is_kept() {
        let found = prove(&trials(40, |at| at % 10 == 0)).expect("a tenth were won, not 40 %");
        assert_eq!((found.beta, found.seen), (-1.0, 40));
        assert!(found.after < found.before);
        assert_eq!(prove(&trials(40, |at| at % 5 < 2)), None, "right as it is");
        assert_eq!(prove(&trials(40, |at| at >= 20)), None, "what was true of the earlier half is wrong of the later");
        assert_eq!(prove(&trials(FEW - 1, |_| false)), None, "too few");
        let silent: Vec<Trial> =
            trials(40, |_| false).into_iter().map(|trial| Trial { sign: false, ..trial }).collect();
        assert_eq!(prove(&silent), None);
    }
}
