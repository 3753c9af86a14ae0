//! One deal as the forecast sees it: an amount that comes in with some chance, or not at all.

/// An amount that is won with some chance and otherwise brings nothing: `a·B`, B ~ Bernoulli(p).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bet {
    amount: i64,
    chance: f64,
}

/// Why a bet, a block or a sum of them cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BetError {
    /// An amount below zero.
    NegativeAmount {
        /// The amount as given, in minor units.
        amount: i64,
    },
    /// A chance that is not a number.
    ChanceNotANumber,
    /// The chances of excluding outcomes add up to more than one.
    ChancesExceedOne {
        /// What they add up to.
        sum: f64,
    },
    /// The largest possible result does not fit in an `i64` of minor units.
    TotalTooLarge,
}

impl Bet {
    /// Takes an amount in minor units (≥ 0) and a chance, which is clamped to [0, 1].
    ///
    /// # Errors
    /// [`BetError::NegativeAmount`] and [`BetError::ChanceNotANumber`].
    pub fn new(amount: i64, chance: f64) -> Result<Self, BetError> {
        if amount < 0 {
            return Err(BetError::NegativeAmount { amount });
        }
        if chance.is_nan() {
            return Err(BetError::ChanceNotANumber);
        }
        Ok(Self { amount, chance: chance.clamp(0.0, 1.0) })
    }

    /// Takes the chance in parts per million (0 to 1 000 000, above is clamped), as plans store it.
    ///
    /// # Errors
    /// [`BetError::NegativeAmount`].
    pub fn from_ppm(amount: i64, ppm: u32) -> Result<Self, BetError> {
        Self::new(amount, f64::from(ppm) / 1e6)
    }

    /// The amount, in minor units, ≥ 0.
    #[must_use]
    pub fn amount(self) -> i64 {
        self.amount
    }

    /// The chance of winning it, in [0, 1].
    #[must_use]
    pub fn chance(self) -> f64 {
        self.chance
    }

    /// The same amount at another chance (clamped; a NaN leaves the bet as it is).
    #[must_use]
    pub fn at(self, chance: f64) -> Self {
        if chance.is_nan() { self } else { Self { chance: chance.clamp(0.0, 1.0), ..self } }
    }

    /// The expected value a·p, in minor units, unrounded.
    #[must_use]
    pub fn mean(self) -> f64 {
        self.amount as f64 * self.chance
    }

    /// The variance a²·p·(1 − p), in squared minor units.
    #[must_use]
    pub fn variance(self) -> f64 {
        let amount = self.amount as f64;
        amount * amount * self.chance * (1.0 - self.chance)
    }

    /// Whether it changes the result from one time to the next: neither worthless, nor certain, nor hopeless.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.amount > 0 && self.chance > 0.0 && self.chance < 1.0
    }
}
