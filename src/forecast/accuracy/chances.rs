//! How good probabilities were.

use rustc_hash::FxHashMap;

use crate::model::order;

/// A probability and what became of it.
pub type Call = (f64, bool);

/// The Brier score and its parts (Murphy 1973): score = reliability − resolution + uncertainty, exactly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brier {
    /// How many probabilities.
    pub count: usize,
    /// Mean of (p − outcome)²: 0 is perfect, ¼ is what "50 %" always scores.
    pub score: f64,
    /// How far probabilities are from the rates of what they were given to; 0 is perfect.
    pub reliability: f64,
    /// How far those rates are from the common one: what the probabilities tell apart.
    pub resolution: f64,
    /// o(1 − o) of the common rate o: what is not in anyone's hands.
    pub uncertainty: f64,
    /// Wins expected, Σp.
    pub expected: f64,
    /// Wins that came.
    pub wins: usize,
}

/// Probabilities with how many were equal and how many of these came, the least first: of a hundred thousand few differ, and
/// what is taken together is cheap to go through many times. Those that are no number are left out.
pub(in crate::forecast) fn alike(calls: &[Call]) -> Vec<(f64, f64, f64)> {
    let mut seen: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for (p, won) in calls.iter().filter(|(p, _)| !p.is_nan()) {
        // Zero has no sign.
        let (count, came) = seen.entry((p.clamp(0.0, 1.0) + 0.0).to_bits()).or_default();
        (*count, *came) = (*count + 1, *came + u32::from(*won));
    }
    let of = |(p, (count, came)): (u64, (u32, u32))| (f64::from_bits(p), f64::from(count), f64::from(came));
    let mut found: Vec<(f64, f64, f64)> = seen.into_iter().map(of).collect();
    order::sort_by(&mut found, |(a, ..), (b, ..)| a.total_cmp(b));
    found
}

/// The Brier score of probabilities; equal ones are taken together. None where there is none, or one is no number.
#[must_use]
pub fn brier(calls: &[Call]) -> Option<Brier> {
    if calls.is_empty() || calls.iter().any(|(p, _)| p.is_nan()) {
        return None;
    }
    let n = calls.len() as f64;
    let wins = calls.iter().filter(|(_, won)| *won).count();
    let common = wins as f64 / n;
    let (mut reliability, mut resolution, mut score, mut expected) = (0.0, 0.0, 0.0, 0.0);
    for (p, size, won) in alike(calls) {
        let rate = won / size;
        reliability += size * (p - rate).powi(2);
        resolution += size * (rate - common).powi(2);
        score += won * (1.0 - p).powi(2) + (size - won) * p * p;
        expected += size * p;
    }
    Some(Brier {
        count: calls.len(),
        score: score / n,
        reliability: reliability / n,
        resolution: resolution / n,
        uncertainty: common * (1.0 - common),
        expected,
        wins,
    })
}

/// Mean of −ln of the probability given to what happened; probabilities are kept a millionth away from 0 and 1, since one wrong
/// certainty would outweigh everything. None where there is none.
#[must_use]
pub fn log_loss(calls: &[Call]) -> Option<f64> {
    let loss = |&(p, won): &Call| {
        let p = p.clamp(1e-6, 1.0 - 1e-6);
        -(if won { p } else { 1.0 - p }).ln()
    };
    let sum: f64 = calls.iter().map(loss).sum();
    (!calls.is_empty() && sum.is_finite()).then(|| sum / calls.len() as f64)
}

/// β of logit(came) = α + β·logit(said), fitted by maximum likelihood (Cox 1958): 1 where chances are as bold as what came,
/// below where they are too bold, above where they are too timid. None where chances do not differ, or tell everything apart.
#[must_use]
pub fn slope(calls: &[Call]) -> Option<f64> {
    const TURNS: usize = 50;
    const FARTHEST: f64 = 20.0;
    let logit = |p: f64| {
        let p = p.clamp(0.01, 0.99);
        (p / (1.0 - p)).ln()
    };
    let points: Vec<(f64, f64, f64)> =
        alike(calls).into_iter().map(|(p, count, came)| (logit(p), count, came)).collect();
    let (mut a, mut b) = (0.0_f64, 1.0_f64);
    for _ in 0..TURNS {
        // Newton's method: the gradient and the curvature of the log likelihood.
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (x, count, came) in &points {
            let mean = 1.0 / (1.0 + (-(a + b * x)).exp());
            let weight = count * mean * (1.0 - mean);
            let missed = came - count * mean;
            g0 += missed;
            g1 += missed * x;
            h00 += weight;
            h01 += weight * x;
            h11 += weight * x * x;
        }
        let determinant = h00 * h11 - h01 * h01;
        if determinant < 1e-9 {
            return None;
        }
        let (da, db) = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
        (a, b) = (a + da, b + db);
        if !(a.abs() < FARTHEST && b.abs() < FARTHEST) {
            return None;
        }
        if da.abs() + db.abs() < 1e-10 {
            return Some(b);
        }
    }
    None
}

/// Probabilities of about the same size, and what became of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// From this probability on.
    pub from: f64,
    /// Up to this one.
    pub until: f64,
    /// How many.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// The rate of wins.
    pub rate: f64,
}

/// The calibration picture: ten bins of equal width, the empty ones left out.
#[must_use]
pub fn calibration(calls: &[Call]) -> Vec<Bin> {
    const BINS: usize = 10;
    let mut sums = [(0_usize, 0.0_f64, 0_usize); BINS];
    for &(p, won) in calls.iter().filter(|(p, _)| !p.is_nan()) {
        let p = p.clamp(0.0, 1.0);
        // A hair below a bound is the bound: 0.3 is 3 tenths.
        let at = ((p * BINS as f64 + 1e-9) as usize).min(BINS - 1);
        if let Some((count, sum, wins)) = sums.get_mut(at) {
            (*count, *sum, *wins) = (*count + 1, *sum + p, *wins + usize::from(won));
        }
    }
    let bin = |(at, (count, sum, wins)): (usize, (usize, f64, usize))| Bin {
        from: at as f64 / BINS as f64,
        until: (at + 1) as f64 / BINS as f64,
        count,
        mean: sum / count as f64,
        rate: wins as f64 / count as f64,
    };
    sums.into_iter().enumerate().filter(|(_, (count, ..))| *count > 0).map(bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn scores_of_few() {
        let calls = [(0.8, true), (0.8, false), (0.2, false), (0.2, false), (1.0, true)];
        let found = brier(&calls).unwrap();
        assert!((found.score - (0.04 + 0.64 + 0.04 + 0.04) / 5.0).abs() < 1e-12);
        assert_eq!((found.wins, found.count), (2, 5));
        assert!((found.expected - 3.0).abs() < 1e-12);
        let loss = log_loss(&[(0.5, true), (0.5, false)]).unwrap();
        assert!((loss - std::f64::consts::LN_2).abs() < 1e-12);
        assert!(log_loss(&[(0.0, true)]).unwrap() < 14.0, "a wrong certainty is dear, not endless");
        assert_eq!((brier(&[]), log_loss(&[]), brier(&[(f64::NAN, true)])), (None, None, None));
        let bins = calibration(&calls);
        assert_eq!(bins.iter().map(|bin| (bin.from, bin.count)).collect::<Vec<_>>(), [(0.2, 2), (0.8, 2), (0.9, 1)]);
        assert_eq!(calibration(&[(0.3, true)])[0].from, 0.3);
    }

    /// Of so many chances each, those that came.
    fn came(groups: &[(f64, usize, usize)]) -> Vec<Call> {
        let calls = |(p, count, won): &(f64, usize, usize)| (0..*count).map(|at| (*p, at < *won)).collect::<Vec<_>>();
        groups.iter().flat_map(calls).collect()
    }

    #[test]
    fn the_slope_tells_bold_from_timid() {
        let right = slope(&came(&[(0.2, 10, 2), (0.5, 10, 5), (0.8, 10, 8)])).unwrap();
        assert!((right - 1.0).abs() < 1e-9);
        let bold = slope(&came(&[(0.2, 10, 4), (0.8, 10, 6)])).unwrap();
        assert!((bold - (1.5_f64.ln() / 4.0_f64.ln())).abs() < 1e-9, "{bold}");
        assert!(slope(&came(&[(0.4, 20, 4), (0.6, 20, 16)])).unwrap() > 2.0, "timid");
        assert_eq!(slope(&came(&[(0.5, 10, 5)])), None, "all alike");
        assert_eq!(slope(&came(&[(0.2, 10, 0), (0.8, 10, 10)])), None, "told apart without a miss");
        assert_eq!(slope(&[]), None);
    }

    proptest! {
        #[test]
        fn the_slope_is_a_number_or_none(calls in proptest::collection::vec((0.0..=1.0_f64, any::<bool>()), 0..60)) {
            prop_assert!(slope(&calls).is_none_or(f64::is_finite));
        }

        #[test]
        fn the_parts_make_the_score(calls in proptest::collection::vec(((0_u8..=20).prop_map(|p| f64::from(p) / 20.0), any::<bool>()), 1..80)) {
            let found = brier(&calls).unwrap();
            let direct: f64 = calls.iter().map(|(p, won)| (p - f64::from(u8::from(*won))).powi(2)).sum::<f64>() / calls.len() as f64;
            prop_assert!((found.score - direct).abs() < 1e-12);
            prop_assert!((found.reliability - found.resolution + found.uncertainty - found.score).abs() < 1e-12);
            let binned: usize = calibration(&calls).iter().map(|bin| bin.count).sum();
            prop_assert_eq!(binned, calls.len());
        }
    }
}
