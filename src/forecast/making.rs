//! A distribution in the making: the same answer in short steps, between which a page is drawn and a key is answered.

use super::bet::{Bet, BetError};
use super::block::Block;
use super::distribution::Distribution;
use super::form::{Form, Growing};
use super::moments::Moments;
use super::route::{Limits, Route};

/// What may be done at a stretch. One unit is a result moved by a deal: about the least that anything costs.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    most: u64,
    spent: u64,
}

impl Stretch {
    /// Well below a frame's worth, also in a browser on a slow machine.
    pub const SHORT: u64 = 400_000;

    /// A stretch of so much work.
    #[must_use]
    pub const fn new(most: u64) -> Stretch {
        Stretch { most, spent: 0 }
    }

    /// Without an end.
    #[must_use]
    pub const fn endless() -> Stretch {
        Stretch::new(u64::MAX)
    }

    /// Counts work that was done.
    pub const fn spend(&mut self, work: u64) {
        self.spent = self.spent.saturating_add(work);
    }

    /// How much was done.
    #[must_use]
    pub const fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether it is time to pause.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.spent >= self.most
    }
}

impl Default for Stretch {
    fn default() -> Stretch {
        Stretch::new(Stretch::SHORT)
    }
}

/// A distribution being made.
#[derive(Debug)]
pub struct Making {
    least: i64,
    most: i64,
    moments: Moments,
    growing: Growing,
}

impl Making {
    /// Begins a distribution of `won` (minor units) plus bets and blocks.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`] where all of it together passes `i64::MAX`.
    pub fn new(won: i64, bets: &[Bet], blocks: &[Block], limits: &Limits) -> Result<Self, BetError> {
        let mut moments = Moments::default();
        moments.add(won as f64, 0.0);
        let (mut least, mut most) = (i128::from(won), i128::from(won));
        for bet in bets {
            moments.add_bet(*bet);
            least += if bet.chance() >= 1.0 { i128::from(bet.amount()) } else { 0 };
            most += if bet.chance() > 0.0 { i128::from(bet.amount()) } else { 0 };
        }
        for block in blocks {
            moments.add(block.mean(), block.variance());
            least += i128::from(block.least());
            most += i128::from(block.most());
        }
        let least = i64::try_from(least).map_err(|_| BetError::TotalTooLarge)?;
        let most = i64::try_from(most).map_err(|_| BetError::TotalTooLarge)?;
        let route = Route::choose(bets.iter().copied(), blocks, limits);
        Ok(Self { least, most, moments, growing: Growing::new(route, won, bets, blocks, limits.grouping) })
    }

    /// The same in a form that was chosen.
    pub(super) fn on(route: Route, won: i64, bets: &[Bet], limits: &Limits) -> Result<Self, BetError> {
        let making = Self::new(won, bets, &[], limits)?;
        Ok(Self { growing: Growing::new(route, won, bets, &[], limits.grouping), ..making })
    }

    /// Goes on until the stretch is over; the distribution once it is whole.
    pub fn step(&mut self, stretch: &mut Stretch) -> Option<Distribution> {
        let form = self.growing.step(stretch)?;
        Some(Distribution { least: self.least, most: self.most, moments: self.moments, form })
    }

    /// All the rest at once.
    #[must_use]
    pub(super) fn finish(mut self) -> Distribution {
        let form = self.growing.step(&mut Stretch::endless());
        // An endless stretch ends with the form.
        let form = form.unwrap_or_else(|| Form::Points(vec![(self.least, 1.0)]));
        Distribution { least: self.least, most: self.most, moments: self.moments, form }
    }
}
