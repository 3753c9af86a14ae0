//! How much pipeline a target takes: not "three times", but as much as gives the confidence wanted.

use crate::forecast::bet::{Bet, BetError};
use crate::forecast::making::{Making, Stretch};
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
    let mut covering = Covering::new(won, bets, target, confidence);
    loop {
        if let Some(found) = covering.step(&mut Stretch::endless())? {
            return Ok(found);
        }
    }
}

/// What it takes to begin with a deal, beside moving one result of a distribution.
const BEGIN: u64 = 20;

/// The same in short steps.
#[derive(Debug)]
pub struct Covering {
    won: i64,
    useful: Vec<Bet>,
    target: i64,
    confidence: f64,
    limits: Limits,
    /// So many deals are not enough.
    low: usize,
    /// So many are, or may be while the upper end is still sought.
    high: usize,
    seek: Seek,
    making: Option<Making>,
    /// P(S ≥ target) with [`Covering::high`] deals.
    reached: f64,
}

/// What is asked next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seek {
    /// Whether the upper end is enough: it is doubled until it is.
    End,
    /// Whether nothing at all is.
    Nothing,
    /// Whether the middle is: the gap is halved until it is closed.
    Middle,
}

impl Covering {
    /// Begins.
    #[must_use]
    pub fn new(won: i64, bets: &[Bet], target: i64, confidence: f64) -> Covering {
        let is_useful = |bet: &Bet| bet.amount() > 0 && bet.chance() > 0.0 && !confidence.is_nan();
        let useful: Vec<Bet> = bets.iter().copied().filter(is_useful).collect();
        // Where one deal is small beside the sum of all, a coarser grid says the same and is asked many times over.
        let cells = if useful.len() > MANY { COARSE } else { Limits::default().cells };
        let limits = Limits { cells, ..Limits::default() };
        let high = useful.len();
        Covering { won, useful, target, confidence, limits, low: 0, high, seek: Seek::End, making: None, reached: 0.0 }
    }

    /// Goes on until the stretch is over; the pipeline once it is found, none within where there is none.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, stretch: &mut Stretch) -> Result<Option<Option<Coverage>>, BetError> {
        if self.useful.is_empty() {
            return Ok(Some(None));
        }
        let most = self.useful.len().saturating_mul(MOST_TIMES);
        while !stretch.is_over() {
            if self.seek == Seek::Middle && self.high <= self.low + 1 {
                return self.found().map(|found| Some(Some(found)));
            }
            let count = match self.seek {
                Seek::End => self.high,
                Seek::Nothing => 0,
                Seek::Middle => self.low.midpoint(self.high),
            };
            let making = match &mut self.making {
                Some(making) => making,
                None => {
                    stretch.spend(BEGIN * count as u64);
                    let some: Vec<Bet> = self.useful.iter().copied().cycle().take(count).collect();
                    self.making.insert(Making::new(self.won, &some, &[], &self.limits)?)
                }
            };
            let Some(distribution) = making.step(stretch) else { return Ok(None) };
            self.making = None;
            let reached = distribution.at_least(self.target);
            // P(S ≥ target) never falls as deals are added.
            let is_enough = reached >= self.confidence;
            match (self.seek, is_enough) {
                (Seek::End, true) => (self.seek, self.reached) = (Seek::Nothing, reached),
                (Seek::End, false) if self.high >= most => return Ok(Some(None)),
                (Seek::End, false) => (self.low, self.high) = (self.high, (self.high * 2).min(most)),
                (Seek::Nothing, true) => (self.seek, self.high, self.reached) = (Seek::Middle, 0, reached),
                (Seek::Nothing, false) => self.seek = Seek::Middle,
                (Seek::Middle, true) => (self.high, self.reached) = (count, reached),
                (Seek::Middle, false) => self.low = count,
            }
        }
        Ok(None)
    }

    fn found(&self) -> Result<Coverage, BetError> {
        let sum =
            |count: usize| self.useful.iter().cycle().take(count).map(|bet| i128::from(bet.amount())).sum::<i128>();
        let (pipeline, needed) = (sum(self.useful.len()), sum(self.high));
        let whole = |sum: i128| i64::try_from(sum).map_err(|_| BetError::TotalTooLarge);
        Ok(Coverage {
            pipeline: whole(pipeline)?,
            needed: whole(needed)?,
            times: needed as f64 / pipeline as f64,
            reached: self.reached,
        })
    }
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
