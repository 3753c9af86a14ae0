//! Bets put in and taken out of a distribution that stands, and how far it may have drifted from one made afresh.

use super::bet::Bet;
use super::distribution::Distribution;
use super::form::{Form, stands_beside};
use super::step::{self, Step};

/// The drift (sum of absolute errors, in the worst case) beyond which the distribution is made afresh: a third of
/// [`super::distribution::TOLERANCE`].
const MOST_DRIFT: f64 = 3e-10;

/// What rounding may have left in a distribution since it was made.
///
/// Bounded, not hoped for: a bet taken out enlarges what rounding left by at most 1/|1 − 2p|.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drift {
    noise: f64,
    amplified: f64,
}

impl Drift {
    /// That of a distribution just made of so many bets. Every pass rounds each mass relative to itself, at random: what is left
    /// after n passes grows with √n.
    pub(super) fn fresh(bets: usize) -> Drift {
        Drift { noise: (4.0 + (bets as f64).sqrt()) * f64::EPSILON, amplified: 1.0 }
    }

    fn pass(&mut self, dropped: f64) {
        self.noise += dropped + 4.0 * f64::EPSILON;
    }
}

impl Distribution {
    /// Takes a bet out; the bounds are the caller's. `amplified` is the largest amplification that taking out bets of the same
    /// key has had, the result what it is now: however often one key changes, the passes between cancel, so that each key counts
    /// once. None where the distribution is to be made afresh; the moments are right even then.
    pub(super) fn take_out(&mut self, bet: Bet, amplified: f64, drift: &mut Drift) -> Option<f64> {
        self.moments.take_bet(bet);
        let Form::Grid { origin, unit, exact, grid, aside } = &mut self.form else { return None };
        if *exact && stands_beside(bet, *unit) {
            aside.remove(bet, *unit);
            return Some(amplified);
        }
        *origin = origin.saturating_sub(step::constant(bet));
        let Some(step) = Step::of(bet, *unit) else { return Some(amplified) };
        let larger = step.amplification(grid.masses().len()).max(amplified);
        drift.amplified *= larger / amplified;
        let is_sound = drift.noise * drift.amplified <= MOST_DRIFT && grid.deconvolve(&step);
        drift.pass(grid.take_dropped());
        is_sound.then_some(larger)
    }

    /// Puts a bet in; the bounds are the caller's, and that the form can hold it. In a list of results it cannot.
    pub(super) fn put_in(&mut self, bet: Bet, drift: &mut Drift) {
        self.moments.add_bet(bet);
        let Form::Grid { origin, unit, exact, grid, aside } = &mut self.form else { return };
        if *exact && stands_beside(bet, *unit) {
            aside.push(bet, *unit);
            return;
        }
        *origin = origin.saturating_add(step::constant(bet));
        if let Some(step) = Step::of(bet, *unit) {
            grid.convolve(&step);
            drift.pass(grid.take_dropped());
        }
    }

    /// Whether a bet has an amount that the grid holds as it is: on a rounding one every amount is split.
    fn takes(&self, bet: Bet) -> bool {
        matches!(self.form, Form::Grid { unit, exact, .. } if !exact || !stands_beside(bet, unit))
    }
}

/// A distribution of bets and blocks, kept up while only bets change: blocks cannot be taken out again, and adding all of them
/// anew costs a pass or more for each.
#[derive(Debug)]
pub(super) struct Kept<K> {
    /// As it was made, or brought up to date.
    pub distribution: Distribution,
    drift: Drift,
    /// The largest amplification of each key since it was made.
    amplified: rustc_hash::FxHashMap<K, f64>,
}

/// A bet of a key that was another one, or is new, or is gone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exchange<K> {
    pub key: K,
    pub old: Option<Bet>,
    pub new: Option<Bet>,
}

impl<K: std::hash::Hash + Eq + Copy> Kept<K> {
    /// One just made of so many bets and blocks.
    pub fn new(distribution: Distribution, count: usize) -> Kept<K> {
        let mut kept = Kept { distribution, drift: Drift::fresh(count), amplified: rustc_hash::FxHashMap::default() };
        kept.rest();
        kept
    }

    /// Brings it up to date: bets that changed, and by how much more was won, in minor units. `like` is the distribution of the
    /// bets alone as it is now; false where one made afresh might have another form, or would be more exact.
    pub fn follow(&mut self, exchanges: &[Exchange<K>], won: i64, like: &Distribution) -> bool {
        let own = &self.distribution;
        if own.unit().is_none() || (own.unit(), own.resolution()) != (like.unit(), like.resolution()) {
            return false;
        }
        if !exchanges.iter().flat_map(|it| [it.old, it.new]).flatten().all(|bet| own.takes(bet)) {
            return false;
        }
        let bounds = |bet: Option<Bet>| {
            let amount = |bet: Bet, is: bool| if is { bet.amount() } else { 0 };
            bet.map_or((0, 0), |bet| (amount(bet, bet.chance() >= 1.0), amount(bet, bet.chance() > 0.0)))
        };
        for Exchange { key, old, new } in exchanges {
            if let Some(old) = *old {
                let amplified = self.amplified.get(key).copied().unwrap_or(1.0);
                let Some(larger) = self.distribution.take_out(old, amplified, &mut self.drift) else { return false };
                self.amplified.insert(*key, larger);
            }
            new.iter().for_each(|new| self.distribution.put_in(*new, &mut self.drift));
            let (before, after) = (bounds(*old), bounds(*new));
            self.distribution.least = self.distribution.least.saturating_sub(before.0).saturating_add(after.0);
            self.distribution.most = self.distribution.most.saturating_sub(before.1).saturating_add(after.1);
        }
        if won != 0 {
            self.distribution.shift(won);
            self.distribution.least = self.distribution.least.saturating_add(won);
            self.distribution.most = self.distribution.most.saturating_add(won);
        }
        self.rest();
        true
    }

    fn rest(&mut self) {
        if let Form::Grid { grid, .. } = &mut self.distribution.form {
            grid.take_dropped();
            grid.rest();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::forecast::{Block, Limits, Live};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]
        #[test]
        fn what_follows_is_what_is_made_afresh(
            deals in vec((1_i64..900, 0.01..0.99_f64), 20..50),
            blocks in vec((1_i64..300, 0_i64..200, 0.0..=1.0_f64), 1..6),
            edits in vec((0_usize..50, proptest::option::weighted(0.9, (1_i64..900, 0.0..=1.0_f64)), -5_i64..5), 1..30),
            rounded in any::<bool>(),
        ) {
            let limits = Limits { points: 0, cells: if rounded { 4_000 } else { 1 << 17 }, grouping: true };
            let bet = |(amount, chance): (i64, f64)| Bet::new(amount * 100, chance).expect("a bet");
            let block = |(low, more, chance): &(i64, i64, f64)| {
                Block::three_point(low * 100, (low + more) * 100, (low + 2 * more) * 100, *chance).expect("a block")
            };
            let blocks: Vec<Block> = blocks.iter().map(block).collect();
            let mut live: Live<usize> = Live::with_limits(0, limits);
            for (key, deal) in deals.iter().enumerate() {
                live.insert(key, bet(*deal)).expect("in range");
            }
            let Some(made) = live.distribution().and(&blocks, &limits) else { return Ok(()) };
            let mut kept = Kept::new(made, deals.len() + blocks.len());
            let (mut won, mut followed) = (0, 0);
            for (key, new, more) in edits {
                let new = new.map(bet);
                let old = match new {
                    Some(new) => live.insert(key, new).expect("in range"),
                    None => live.remove(&key),
                };
                won += more * 100;
                live.set_won(won).expect("in range");
                live.distribution();
                let Some(fresh) = live.made().and(&blocks, &limits) else { return Ok(()) };
                if kept.follow(&[Exchange { key, old, new }], more * 100, live.made()) {
                    followed += 1;
                } else {
                    kept = Kept::new(fresh.clone(), 60);
                }
                let (own, other) = (&kept.distribution, &fresh);
                prop_assert_eq!((own.least(), own.most(), own.unit()), (other.least(), other.most(), other.unit()));
                prop_assert!((own.mean() - other.mean()).abs() < 1e-4 && (own.sd() - other.sd()).abs() < 1e-2);
                for part in [0.02, 0.3, 0.5, 0.8, 0.98] {
                    let level = other.quantile(part);
                    prop_assert!((own.at_least(level) - other.at_least(level)).abs() < 1e-9, "{level}");
                }
            }
            prop_assert!(rounded || followed > 0 || deals.len() < 3);
        }
    }
}
