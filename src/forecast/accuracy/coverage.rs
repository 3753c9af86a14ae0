//! How much pipeline a target takes: not "three times", but as much as gives the confidence wanted.

use crate::forecast::bet::{Bet, BetError};
use crate::forecast::distribution::Distribution;
use crate::forecast::route::Limits;

/// The pipeline that a confidence takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// Open amounts as they are, in minor units.
    pub pipeline: i64,
    /// Open amounts needed, made of more deals like those there are, in minor units.
    pub needed: i64,
    /// How often the present pipeline is needed: below one where it is more than enough.
    pub times: f64,
    /// The confidence that `needed` gives.
    pub reached: f64,
}

/// More than so many times the present pipeline is out of reach.
const MOST_TIMES: usize = 20;
/// From so many deals on a grid of [`COARSE`] cells is enough.
const MANY: usize = 500;
const COARSE: u32 = 1 << 12;

/// The smallest pipeline, made of deals like the present ones, by which P(S ≥ target) is at least `confidence`.
///
/// Deals are added, or left out, one by one in the order given, again from the first when all are in. `None` where there is
/// no open deal with an amount and a chance, or twenty times as many would not be enough.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn coverage(won: i64, bets: &[Bet], target: i64, confidence: f64) -> Result<Option<Coverage>, BetError> {
    let useful: Vec<Bet> = bets.iter().copied().filter(|bet| bet.amount() > 0 && bet.chance() > 0.0).collect();
    let sum = |count: usize| useful.iter().cycle().take(count).map(|bet| i128::from(bet.amount())).sum::<i128>();
    if useful.is_empty() || confidence.is_nan() {
        return Ok(None);
    }
    // Where one deal is small beside the sum of all, a coarser grid says the same and is asked many times over.
    let cells = if useful.len() > MANY { COARSE } else { Limits::default().cells };
    let limits = Limits { cells, ..Limits::default() };
    let reached = |count: usize| -> Result<f64, BetError> {
        let some: Vec<Bet> = useful.iter().copied().cycle().take(count).collect();
        Ok(Distribution::with(won, &some, &[], &limits)?.at_least(target))
    };
    let most = useful.len().saturating_mul(MOST_TIMES);
    // P(S ≥ target) never falls as deals are added: double until it is enough, then halve the gap.
    let (mut low, mut high) = (0, useful.len());
    while reached(high)? < confidence {
        if high >= most {
            return Ok(None);
        }
        (low, high) = (high, (high * 2).min(most));
    }
    if reached(0)? >= confidence {
        high = 0;
    }
    while high > low + 1 {
        let middle = low.midpoint(high);
        if reached(middle)? < confidence { low = middle } else { high = middle }
    }
    let (pipeline, needed) = (sum(useful.len()), sum(high));
    let whole = |sum: i128| i64::try_from(sum).map_err(|_| BetError::TotalTooLarge);
    Ok(Some(Coverage {
        pipeline: whole(pipeline)?,
        needed: whole(needed)?,
        times: needed as f64 / pipeline as f64,
        reached: reached(high)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(count: usize, chance: f64) -> Vec<Bet> {
        vec![Bet::new(100, chance).unwrap(); count]
    }

    #[test]
    fn as_many_deals_as_the_confidence_takes() {
        // Ten deals of 100 at ½; 300 wanted with 90 %: P(at least 3 of n) ≥ .9 takes n = 9 (.9102).
        let found = coverage(0, &equal(10, 0.5), 300, 0.9).unwrap().unwrap();
        assert_eq!((found.pipeline, found.needed), (1000, 900));
        assert!((found.reached - 0.91015625).abs() < 1e-9 && (found.times - 0.9).abs() < 1e-12);
        let more = coverage(0, &equal(4, 0.5), 300, 0.9).unwrap().unwrap();
        assert_eq!((more.pipeline, more.needed, more.times), (400, 900, 2.25));
        assert_eq!(coverage(300, &equal(4, 0.5), 300, 0.9).unwrap().unwrap().needed, 0, "won already");
        assert_eq!(coverage(0, &equal(1, 0.001), 1_000_000, 0.9), Ok(None), "out of reach");
        assert_eq!((coverage(0, &[], 1, 0.9), coverage(0, &equal(1, 0.0), 1, 0.9)), (Ok(None), Ok(None)));
    }
}
