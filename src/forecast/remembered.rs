//! Distributions that stood before many bets changed at once. Who takes such a change back, or makes it again, comes to bets
//! that were there before: theirs is found here, where making it afresh is a pass over the grid for each bet.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::bet::Bet;
use super::distribution::Distribution;
use super::drift::Drift;

/// One for the way back, and one for the way there.
const MOST: usize = 2;

/// What tells one set of bets from another, in whatever order they came: two that differ are alike once in 2⁶⁴.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Print(u64);

impl Print {
    pub(super) fn add<K: Hash>(&mut self, key: &K, bet: Bet) {
        self.0 = self.0.wrapping_add(of(key, bet));
    }

    pub(super) fn take<K: Hash>(&mut self, key: &K, bet: Bet) {
        self.0 = self.0.wrapping_sub(of(key, bet));
    }
}

fn of<K: Hash>(key: &K, bet: Bet) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, bet.amount(), bet.chance().to_bits()).hash(&mut hasher);
    hasher.finish()
}

/// A distribution as it stood.
#[derive(Clone, Debug)]
pub(super) struct Stood<K> {
    /// The bets of which it is.
    pub print: Print,
    /// What was won then, in minor units.
    pub won: i64,
    /// The distribution of both.
    pub distribution: Distribution,
    /// How far it may have been from one made afresh.
    pub drift: Drift,
    /// The amplifications of keys that had one.
    pub amplified: Vec<(K, f64)>,
    /// How many open bets there were when it was made.
    pub open_when_made: usize,
}

/// The last of them.
#[derive(Clone, Debug)]
pub(super) struct Remembered<K>(VecDeque<Stood<K>>);

impl<K> Default for Remembered<K> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<K> Remembered<K> {
    /// Keeps one, in place of the one of the same bets or the oldest.
    pub(super) fn keep(&mut self, stood: Stood<K>) {
        self.0.retain(|other| other.print != stood.print);
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back(stood);
    }

    /// That of these bets, which is no longer kept.
    pub(super) fn take(&mut self, print: Print) -> Option<Stood<K>> {
        let at = self.0.iter().position(|stood| stood.print == print)?;
        self.0.remove(at)
    }
}
