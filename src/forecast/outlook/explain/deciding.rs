//! Which deals, each on its own, could change a figure of a period by a tenth.

use rustc_hash::FxHashMap;

use super::super::days::PIVOT;
use super::super::horizon::GLANCE;
use super::super::pool::ALPHAS;
use super::super::sweep::at_once;
use super::{Figure, FigureExplanation};
use crate::forecast::{BetError, Distribution, Pivots, Stretch, Sums};
use crate::model::{RowId, order};

const TENTH: f64 = 0.1;

/// How much a deal would have to do.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    /// No deal does it.
    Nothing,
    /// P(S ≥ level) is to change by one of these.
    Chance(i64, [f64; 2]),
    /// The sum is to change by so much, in minor units.
    Sum(f64),
}

/// The deals in short steps: call [`Deciding::step`] with the same explanation until it answers.
#[derive(Debug)]
pub(super) struct Deciding {
    wanted: Wanted,
    distribution: Option<Distribution>,
    sums: Option<Sums>,
    /// The next deal.
    at: usize,
    /// The pivots of the bets seen: many deals are alike.
    pivots: FxHashMap<(i64, u64), f64>,
    /// The deals with the chance that each would need, and by how much that is another one.
    found: Vec<(RowId, f64, f64)>,
    most: usize,
}

impl Deciding {
    /// Whether it takes the distribution.
    pub fn takes_distribution(of: &FigureExplanation) -> bool {
        match of.figure {
            Figure::AtLeast(_) => true,
            Figure::Quantile(_) => of.value.unwrap_or_default() > 0.0,
            _ => false,
        }
    }

    /// Begins; the deals that have to change least are kept, so many at most.
    pub fn new(of: &FigureExplanation, distribution: Option<Distribution>, most: usize) -> Deciding {
        let value = of.value.unwrap_or_default();
        let wanted = match (of.figure, &distribution) {
            (Figure::AtLeast(level), Some(_)) => Wanted::Chance(level, [TENTH, -TENTH]),
            (Figure::Quantile(at), Some(distribution)) if value > 0.0 => {
                let level = (value * (1.0 + TENTH)).ceil() as i64;
                let wanted = 1.0 - ALPHAS.get(at).copied().unwrap_or(0.5);
                let change = wanted - distribution.at_least(level);
                Wanted::Chance(level, [change, change])
            }
            (Figure::Mean | Figure::Weighted, _) if value > 0.0 => Wanted::Sum(TENTH * value),
            _ => Wanted::Nothing,
        };
        let sums = distribution.as_ref().filter(|_| matches!(wanted, Wanted::Chance(..))).map(Sums::of);
        Deciding { wanted, distribution, sums, at: 0, pivots: FxHashMap::default(), found: Vec::new(), most }
    }

    /// Goes on until the stretch is over; the deals with the chance that each would need, the smallest change first.
    pub fn step(&mut self, of: &FigureExplanation, stretch: &mut Stretch) -> Option<Vec<(RowId, f64)>> {
        let level = match self.wanted {
            Wanted::Nothing => return Some(Vec::new()),
            Wanted::Chance(level, _) => level,
            Wanted::Sum(_) => 0,
        };
        let distribution = self.distribution.take();
        let mut pivots = match (&distribution, self.sums.take()) {
            (Some(distribution), Some(sums)) => Some(Pivots::with(distribution, sums, level)),
            _ => None,
        };
        let mut is_done = false;
        while !stretch.is_over() {
            let Some((row, bet, tied)) = of.deals.get(self.at) else {
                is_done = true;
                break;
            };
            self.at += 1;
            stretch.spend(GLANCE);
            if *tied {
                continue;
            }
            let changes = match (self.wanted, &mut pivots) {
                (Wanted::Chance(_, changes), Some(pivots)) => {
                    let pivot = *self.pivots.entry((bet.amount(), bet.chance().to_bits())).or_insert_with(|| {
                        stretch.spend(PIVOT);
                        pivots.of(*bet).pivot
                    });
                    if pivot <= 1e-12 {
                        continue;
                    }
                    changes.map(|change| change / pivot)
                }
                (Wanted::Sum(sum), _) if bet.amount() > 0 => {
                    let change = sum / bet.amount() as f64;
                    [change, -change]
                }
                _ => continue,
            };
            let p = bet.chance();
            let wanted = changes.map(|change| p + change).into_iter().find(|p| (0.0..=1.0).contains(p));
            self.found.extend(wanted.map(|wanted| (*row, wanted, (wanted - p).abs())));
            if self.found.len() / 8 > self.most {
                self.keep_the_least();
            }
        }
        self.sums = pivots.map(Pivots::into_sums);
        self.distribution = distribution;
        is_done.then(|| {
            self.keep_the_least();
            std::mem::take(&mut self.found).into_iter().map(|(row, p, _)| (row, p)).collect()
        })
    }

    fn keep_the_least(&mut self) {
        order::sort_by(&mut self.found, |(a, _, p), (b, _, q)| p.total_cmp(q).then(a.cmp(b)));
        self.found.truncate(self.most);
    }
}

impl FigureExplanation {
    /// What one deal on its own would have to have for the figure to change by a tenth, a chance by ten points: the deals
    /// that could, with the chance each would need, the smallest change first. Exact, since P(S ≥ x) and the mean are
    /// linear in each chance. Linked deals are left out.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn tenths(&self) -> Result<Vec<(RowId, f64)>, BetError> {
        let takes = Deciding::takes_distribution(self);
        let distribution = if takes { Some(self.distribution()?) } else { None };
        let mut deciding = Deciding::new(self, distribution, usize::MAX);
        Ok(at_once(|stretch| deciding.step(self, stretch)))
    }
}
