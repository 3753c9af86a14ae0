//! A distribution kept up to date while bets come, go and change.

use std::collections::BTreeMap;
use std::hash::Hash;

use super::aside::MOST_ASIDE;
use super::bet::{Bet, BetError};
use super::distribution::Distribution;
use super::drift::Drift;
use super::form::{Form, stands_beside};
use super::remembered::{Print, Remembered, Stood};
use super::route::{Limits, Route};

/// Bets by key and their distribution, which answers as one made afresh would, within 10⁻⁹.
///
/// A change takes the old bet out by deconvolution and puts the new one in by convolution: one pass over the grid each. Drift is
/// bounded, not hoped for: a bet taken out enlarges what rounding left by at most
/// 1/|1 − 2p|; however often one
/// key changes, the passes between cancel, so that each key counts once, with the largest of its values. When the bound or the
/// form of the distribution (unit, grid, list) no longer holds, it is made afresh at the next reading; so many edits in a row cost little.
#[derive(Clone, Debug)]
pub struct Live<K> {
    won: i64,
    entries: BTreeMap<K, Entry>,
    limits: Limits,
    distribution: Distribution,
    stale: bool,
    /// Sums over the entries, in minor units.
    sums: Sums,
    /// How many open bets there are, and were when the distribution was last made.
    open: usize,
    open_when_made: usize,
    drift: Drift,
    rebuilds: u64,
    print: Print,
    remembered: Remembered<K>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    bet: Bet,
    /// The largest amplification that taking out one of this key's values has had since the distribution was made.
    amplified: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    certain: i128,
    possible: i128,
    open: i128,
}

impl<K: Ord + Hash + Clone> Live<K> {
    /// Starts with what is won already, in minor units, and no bets.
    #[must_use]
    pub fn new(won: i64) -> Self {
        let distribution = Distribution {
            least: won,
            most: won,
            moments: super::moments::Moments::default(),
            form: Form::Points(vec![(won, 1.0)]),
        };
        Self {
            won,
            entries: BTreeMap::new(),
            limits: Limits::default(),
            distribution,
            stale: true,
            sums: Sums::default(),
            open: 0,
            open_when_made: 0,
            drift: Drift::fresh(0),
            rebuilds: 0,
            print: Print::default(),
            remembered: Remembered::default(),
        }
    }

    /// The same with limits of one's own on the form taken.
    #[must_use]
    pub fn with_limits(won: i64, limits: Limits) -> Self {
        Self { limits, ..Self::new(won) }
    }

    /// Puts a bet in, in place of the one of the same key if there is one, which is returned.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`] where all together would pass `i64::MAX`; nothing has changed then.
    pub fn insert(&mut self, key: K, bet: Bet) -> Result<Option<Bet>, BetError> {
        let entry = self.entries.get(&key).copied();
        let old = entry.map(|entry| entry.bet);
        if old == Some(bet) {
            return Ok(old);
        }
        let mut sums = self.sums;
        old.into_iter().for_each(|old| sums.count(old, -1));
        sums.count(bet, 1);
        self.set_sums(self.won, sums)?;
        self.open += usize::from(bet.is_open());
        old.into_iter().for_each(|old| self.print.take(&key, old));
        self.print.add(&key, bet);
        let amplified = self.take_out(entry);
        self.entries.insert(key, Entry { bet, amplified });
        self.put_in(bet);
        Ok(old)
    }

    /// Takes a bet out and returns it; `None` where the key is unknown.
    pub fn remove(&mut self, key: &K) -> Option<Bet> {
        let entry = self.entries.remove(key)?;
        let mut sums = self.sums;
        sums.count(entry.bet, -1);
        // Sums only shrink here; they cannot overflow.
        let _ = self.set_sums(self.won, sums);
        self.print.take(key, entry.bet);
        self.take_out(Some(entry));
        if !self.stale && !self.keeps_form(None) {
            self.stale = true;
        }
        Some(entry.bet)
    }

    /// Changes what is won already, in minor units.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`]; nothing has changed then.
    pub fn set_won(&mut self, won: i64) -> Result<(), BetError> {
        let by = i128::from(won) - i128::from(self.won);
        self.set_sums(won, self.sums)?;
        self.won = won;
        match i64::try_from(by) {
            Ok(0) => {}
            Ok(by) => self.distribution.shift(by),
            Err(_) => self.stale = true,
        }
        Ok(())
    }

    /// Before many bets change at once: remembers the distribution that stands, for whoever takes the change back.
    #[inline(never)]
    pub fn expect_many(&mut self) {
        if self.stale {
            return;
        }
        let amplified = self.entries.iter().filter(|(_, entry)| entry.amplified > 1.0);
        self.remembered.keep(Stood {
            print: self.print,
            won: self.won,
            distribution: self.distribution.clone(),
            drift: self.drift,
            amplified: amplified.map(|(key, entry)| (key.clone(), entry.amplified)).collect(),
            open_when_made: self.open_when_made,
        });
    }

    /// The distribution as of now, remembered or made afresh if need be.
    pub fn distribution(&mut self) -> &Distribution {
        if self.stale {
            match self.remembered.take(self.print) {
                Some(stood) => self.recall(stood),
                None => self.rebuild(),
            }
        }
        if let Form::Grid { grid, .. } = &mut self.distribution.form {
            grid.rest();
        }
        &self.distribution
    }

    /// The distribution as it was last made: that of now right after [`Live::distribution`].
    #[must_use]
    pub const fn made(&self) -> &Distribution {
        &self.distribution
    }

    /// The bet of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<Bet> {
        self.entries.get(key).map(|entry| entry.bet)
    }

    /// All bets, in the order of their keys.
    pub fn bets(&self) -> impl Iterator<Item = (&K, Bet)> {
        self.entries.iter().map(|(key, entry)| (key, entry.bet))
    }

    /// The number of bets.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no bet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How often the distribution was made afresh: for benches and tests.
    #[must_use]
    pub fn rebuilds(&self) -> u64 {
        self.rebuilds
    }

    fn set_sums(&mut self, won: i64, sums: Sums) -> Result<(), BetError> {
        let with_won = |sum: i128| i64::try_from(i128::from(won) + sum).map_err(|_| BetError::TotalTooLarge);
        let (least, most) = (with_won(sums.certain)?, with_won(sums.possible)?);
        self.sums = sums;
        (self.distribution.least, self.distribution.most) = (least, most);
        Ok(())
    }

    /// Takes the entry's bet out of moments and grid, and returns the amplification its key has had.
    fn take_out(&mut self, entry: Option<Entry>) -> f64 {
        let Some(Entry { bet, amplified }) = entry else { return 1.0 };
        self.open -= usize::from(bet.is_open());
        if self.stale {
            self.distribution.moments.take_bet(bet);
            return amplified;
        }
        let larger = self.distribution.take_out(bet, amplified, &mut self.drift);
        self.stale = larger.is_none();
        larger.unwrap_or(amplified)
    }

    fn put_in(&mut self, bet: Bet) {
        if self.stale || !self.keeps_form(Some(bet)) {
            self.distribution.moments.add_bet(bet);
            self.stale = true;
        } else {
            self.distribution.put_in(bet, &mut self.drift);
        }
    }

    /// Whether a distribution made afresh would be of the same form, or another exact one, now that `new` is among the entries.
    fn keeps_form(&self, new: Option<Bet>) -> bool {
        match &self.distribution.form {
            Form::Points(_) => false,
            // Whoever begins anew finds this unit too, or another one that makes the same of all amounts.
            Form::Grid { unit, exact: true, aside, .. } => {
                let on_grid = aside.len() < MOST_ASIDE || !new.is_some_and(|bet| stands_beside(bet, *unit));
                let fits = self.sums.open <= i128::from(self.limits.cells) * i128::from(*unit);
                on_grid && fits && self.open <= 2 * self.open_when_made
            }
            Form::Grid { unit, exact: false, .. } => {
                let bets = self.entries.values().map(|entry| entry.bet);
                let route = Route::choose_for(self.open, self.sums.open, bets, &[], &self.limits);
                route == Route::Grid { unit: *unit, exact: false }
            }
        }
    }

    #[inline(never)]
    fn recall(&mut self, stood: Stood<K>) {
        (self.distribution, self.drift, self.open_when_made) = (stood.distribution, stood.drift, stood.open_when_made);
        self.entries.values_mut().for_each(|entry| entry.amplified = 1.0);
        for (key, amplified) in stood.amplified {
            if let Some(entry) = self.entries.get_mut(&key) {
                entry.amplified = amplified;
            }
        }
        self.stale = false;
        // What was won may be more or less by now: it only moves the whole.
        let won = std::mem::replace(&mut self.won, stood.won);
        if self.set_won(won).is_err() || self.stale {
            self.won = won;
            self.rebuild();
        }
    }

    fn rebuild(&mut self) {
        let bets: Vec<Bet> = self.entries.values().map(|entry| entry.bet).collect();
        if let Ok(distribution) = Distribution::with(self.won, &bets, &[], &self.limits) {
            self.distribution = distribution;
        }
        if let Form::Grid { grid, .. } = &mut self.distribution.form {
            grid.take_dropped();
        }
        self.entries.values_mut().for_each(|entry| entry.amplified = 1.0);
        self.drift = Drift::fresh(bets.len());
        self.open_when_made = self.open;
        self.rebuilds += 1;
        self.stale = false;
    }
}

impl Sums {
    fn count(&mut self, bet: Bet, times: i128) {
        let amount = times * i128::from(bet.amount());
        self.certain += if bet.chance() >= 1.0 { amount } else { 0 };
        self.possible += if bet.chance() > 0.0 { amount } else { 0 };
        self.open += if bet.is_open() { amount } else { 0 };
    }
}
