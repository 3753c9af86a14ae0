//! Deals that nobody has seen yet: as many as have come, won as fast as they were won.

use super::Period;
use super::derive::View;
use crate::forecast::Block;
use crate::forecast::history::{AsOf, Field};
use crate::model::schema::{deals, setup::stages};
use crate::model::{Date, RowId, Value};

/// What unseen deals may add to a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inflow {
    /// λ: deals that enter the funnel in a day.
    pub entries_a_day: f64,
    /// How many that rests on.
    pub entered: usize,
    /// How many deals have ended, from which the speed of winning is known.
    pub ended: usize,
    /// λ·Σc: how many wins of unseen deals are expected within the period.
    pub wins: f64,
    /// What a won deal brings on average, in minor units; those without an amount or a rate are not in it.
    pub amount: i64,
}

/// Entries are counted over so many days.
const DAYS: i64 = 365;
/// Below so many deals entered, or ended, nothing is said.
pub const FEW_SEEN: usize = 10;

impl Inflow {
    /// The expected sum, in minor units.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.wins * self.amount as f64
    }

    /// Poisson(λ·Σc) wins of the mean amount, as outcomes that exclude one another; none where nothing is expected.
    pub(super) fn block(&self) -> Option<Block> {
        const NEGLIGIBLE: f64 = 1e-12;
        const UNFELT: f64 = 1e-60;
        if self.wins <= 0.0 || self.amount <= 0 || self.wins > 10_000.0 {
            return None;
        }
        let mut atoms = Vec::new();
        let mut ln = -self.wins;
        for count in 1_i64..=20_000 {
            ln += self.wins.ln() - (count as f64).ln();
            let mass = ln.exp();
            if mass < NEGLIGIBLE && count as f64 > self.wins {
                break;
            }
            // A mass that no sum can feel is not worth a pass; the least ones a processor cannot even multiply quickly.
            if mass > UNFELT {
                atoms.push((self.amount.checked_mul(count)?, mass));
            }
        }
        Block::new(&atoms).ok()
    }
}

/// How deals have come and ended so far.
#[derive(Debug)]
pub(super) struct Arrivals {
    today: Date,
    pub entered: usize,
    /// The first day within the last year on which one came.
    first: Date,
    pub ended: usize,
    /// How many days it took to win deals that were won, the least first, each with how many took that long.
    delays: Vec<(i64, usize)>,
    /// What they brought, as far as that is known, and of how many.
    sum: i128,
    priced: usize,
}

impl Arrivals {
    pub fn new(today: Date) -> Arrivals {
        Arrivals { today, entered: 0, first: today, ended: 0, delays: Vec::new(), sum: 0, priced: 0 }
    }

    pub fn count(&mut self, view: &View<'_>, deal: RowId) {
        let (plan, history, today) = (view.plan(), view.board.history(), self.today);
        let born = history.born(deal, AsOf::LATEST).map(Date::of_millis);
        let Some(start) = plan.get(deal, deals::ENTERED).or(born).filter(|day| *day <= today) else { return };
        let stage = plan.get(deal, deals::STAGE).and_then(|stage| plan.get(stage, stages::NUMBER));
        if stage.is_some_and(|number| number.trunc() < 1) || view.board.is_blank(deal) {
            return;
        }
        if today.days_since(start) < DAYS {
            self.entered += 1;
            self.first = self.first.min(start);
        }
        if let Value::Choice(outcome) = history.value(deal, Field::Outcome, AsOf::LATEST) {
            self.ended += 1;
            if outcome == "won"
                && let Some(day) = history.ended(deal, AsOf::LATEST)
            {
                let days = day.days_since(start).max(0);
                match self.delays.binary_search_by_key(&days, |(days, _)| *days) {
                    Ok(at) => self.delays.get_mut(at).into_iter().for_each(|(_, count)| *count += 1),
                    Err(at) => self.delays.insert(at, (days, 1)),
                }
                let amount = plan.get(deal, deals::FINAL).or_else(|| plan.get(deal, deals::AMOUNT));
                // One without an amount or a rate says nothing about how much a win brings.
                if let Some(minor) = amount.and_then(|money| plan.in_plan_currency(money)) {
                    (self.sum, self.priced) = (self.sum + i128::from(minor.max(0)), self.priced + 1);
                }
            }
        }
    }

    /// What may come into a period; none where too few have come or ended, or the period is over.
    pub fn inflow(&self, period: &Period) -> Option<Inflow> {
        let (today, entered, ended) = (self.today, self.entered, self.ended);
        if entered < FEW_SEEN || ended < FEW_SEEN || self.priced == 0 || period.until < today {
            return None;
        }
        let sum = |sum: &mut usize, (days, count): &(i64, usize)| {
            *sum += count;
            Some((*days, *sum))
        };
        let delays: Vec<(i64, usize)> = self.delays.iter().scan(0, sum).collect();
        let entries_a_day = entered as f64 / (today.days_since(self.first) + 1) as f64;
        // c(x): the share of ended deals that were won within x days of entering.
        let within = |days: i64| {
            let at = delays.partition_point(|(delay, _)| *delay <= days);
            let count = at.checked_sub(1).and_then(|at| delays.get(at)).map_or(0, |(_, count)| *count);
            count as f64 / ended as f64
        };
        let days = period.until.days_since(today).min(20 * DAYS);
        let sums: f64 = (1..=days)
            .map(|day| {
                let comes = today.plus_days(day);
                let before = period.from.days_since(comes) - 1;
                within(period.until.days_since(comes)) - within(before)
            })
            .sum();
        let amount = i64::try_from(self.sum / self.priced as i128).ok()?;
        Some(Inflow { entries_a_day, entered, ended, wins: entries_a_day * sums, amount })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left out for speed is felt by nothing: mass, mean and variance are those of Poisson, and every outcome that
    /// a sum over all of them can tell from nothing is there with its mass.
    #[test]
    fn the_wins_of_unseen_deals_are_poisson() {
        for wins in [1e-6, 0.3, 1.0, 12.5, 200.0, 900.0, 4_000.0] {
            let inflow = Inflow { entries_a_day: 1.0, entered: 100, ended: 100, wins, amount: 100 };
            let block = inflow.block().unwrap();
            let mut masses = vec![0.0_f64; 20_001];
            let mut ln = -wins;
            for (count, mass) in masses.iter_mut().enumerate() {
                if count > 0 {
                    ln += wins.ln() - (count as f64).ln();
                }
                *mass = ln.exp();
            }
            let mass_of =
                |amount: i64| block.atoms().iter().find(|(of, _)| *of == amount).map_or(0.0, |(_, mass)| *mass);
            for (count, mass) in masses.iter().enumerate().skip(1) {
                let kept = mass_of(count as i64 * 100);
                assert!((kept - mass).abs() <= 1e-12, "{wins}: {count} wins have {kept}, not {mass}");
            }
            assert!((block.nothing() - masses[0]).abs() <= 1e-9, "{wins}: {}", block.nothing());
            assert!((block.mean() / 100.0 - wins).abs() <= 1e-6 * wins.max(1.0), "{wins}: {}", block.mean());
            assert!((block.variance() / 1e4 - wins).abs() <= 1e-5 * wins.max(1.0), "{wins}: {}", block.variance());
        }
    }

    /// Where so many are expected that the first masses vanish, what stands below the bound adds nothing to any sum.
    #[test]
    fn what_is_left_out_changes_no_sum() {
        let wins = 900.0_f64;
        let mut left_out = 0.0;
        let mut ln = -wins;
        for count in 1..=10_000 {
            ln += wins.ln() - f64::from(count).ln();
            left_out += if ln.exp() <= 1e-60 { ln.exp() } else { 0.0 };
        }
        assert_eq!(1.0 + left_out, 1.0);
        assert!(left_out < 1e-58, "{left_out}");
        assert_eq!(1e-20 + left_out, 1e-20, "not even where a chance is one of a hundred million million million");
    }
}
