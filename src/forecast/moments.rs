//! Running mean and variance that can be taken back: compensated sums (Neumaier 1974).

use super::bet::Bet;

/// A sum that keeps the part each addition rounds away.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    fn add(&mut self, term: f64) {
        let next = self.sum + term;
        self.lost += if self.sum.abs() >= term.abs() { (self.sum - next) + term } else { (term - next) + self.sum };
        self.sum = next;
    }

    fn value(self) -> f64 {
        self.sum + self.lost
    }
}

/// Mean and variance of a sum of independent parts, by adding theirs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moments {
    mean: Sum,
    variance: Sum,
}

impl Moments {
    pub(super) fn add(&mut self, mean: f64, variance: f64) {
        self.mean.add(mean);
        self.variance.add(variance);
    }

    pub(super) fn add_bet(&mut self, bet: Bet) {
        self.add(bet.mean(), bet.variance());
    }

    pub(super) fn take_bet(&mut self, bet: Bet) {
        self.add(-bet.mean(), -bet.variance());
    }

    pub(super) fn mean(&self) -> f64 {
        self.mean.value()
    }

    pub(super) fn variance(&self) -> f64 {
        self.variance.value().max(0.0)
    }
}
