//! Why the figures of a period are what they are: of the strip, of periods side by side, of the parts of a period.

use super::super::pool::{ALPHAS, Taken};
use crate::forecast::accuracy::{ceiling, crps, pit};
use crate::forecast::categories::{Category, Rollup};
use crate::forecast::outlook::{Ahead, Dimension, GroupKey, Odds, Period, Standing, Suppose};
use crate::forecast::{BetError, Block, Distribution, weighted_by_chance};
use crate::model::{Date, RowId, Sheet};

/// Of which deals a figure is.
#[derive(Clone, Debug, PartialEq)]
pub enum Whole {
    /// Those of the board: the strip's period and person.
    Board,
    /// Those of one period among several, or of all up to it.
    Ahead {
        /// The periods.
        ahead: Ahead,
        /// Which of them.
        at: u32,
        /// Whether those before it are counted as well.
        together: bool,
    },
    /// Those of one part of the board's period, of the board's person.
    Group(Dimension, GroupKey),
    /// Those of the board, with what is supposed of some.
    Supposed(Vec<(RowId, Suppose)>),
    /// The same with what a scenario supposes.
    Scenario(RowId),
    /// Those of the board, their chances other than in the plan.
    Odds(Odds),
    /// Those of a period as the plan was at the end of a day, of one person or all.
    Then {
        /// The period.
        period: Period,
        /// The day.
        day: Date,
        /// Whose deals; none for all.
        person: Option<RowId>,
    },
    /// Those of a period of the plan as it is, of the board's person.
    Past(Period),
}

/// A figure of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// The target, stretch (1) or challenge (2), in minor units.
    Target(usize),
    /// P(S ≥ so many minor units), 0–1.
    AtLeast(i64),
    /// The expected result, in minor units: won + Σ p·a.
    Mean,
    /// The standard deviation, in minor units: √Σ p(1 − p)a² where no deals are linked.
    Sd,
    /// q(α), in minor units, by the place of α in [`ALPHAS`].
    Quantile(usize),
    /// Already won, in minor units.
    Won,
    /// How many open deals count.
    Open,
    /// Their amounts, in minor units.
    Pipeline,
    /// Σ amount × probability, each rounded half up, in minor units.
    Weighted,
    /// A cumulative category, in minor units; [`Category::Pipeline`] is all that is open.
    Category(Category),
    /// How many deals would count but cannot, with the targets that are not known.
    LeftOut,
    /// The accuracy that perfect probabilities could expect, 1 − E|S − μ|/μ.
    Ceiling,
    /// How far the distribution was from a result of so many minor units, in minor units.
    Crps(i64),
    /// Where a result of so many minor units fell in the distribution, 0–1.
    Pit(i64),
}

impl Figure {
    /// Whether it is read from a distribution.
    pub(super) const fn is_of_distribution(self) -> bool {
        matches!(
            self,
            Figure::AtLeast(_)
                | Figure::Mean
                | Figure::Sd
                | Figure::Quantile(_)
                | Figure::Ceiling
                | Figure::Crps(_)
                | Figure::Pit(_)
        )
    }
}

/// What a figure is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureExplanation {
    /// The figure.
    pub figure: Figure,
    /// The period.
    pub period: Period,
    /// Its value; none for a target that is not set.
    pub value: Option<f64>,
    /// The won deals with what each brought, in minor units.
    pub won: Vec<(RowId, i64)>,
    /// The open deals that count, with amount and chance, and whether they are linked or of uncertain amount.
    pub deals: Vec<(RowId, crate::forecast::Bet, bool)>,
    /// Their categories, in the same order.
    pub categories: Vec<Category>,
    /// The linked deals as they were counted, and what unseen deals may bring.
    pub blocks: Vec<Block>,
    /// What unseen deals are expected to bring, in minor units.
    pub unseen: f64,
    /// The rows of the targets with their amounts, in minor units, where the figure is a target.
    pub targets: Vec<(RowId, i64)>,
    /// The deals of the board that would count but cannot, and its targets without a rate.
    pub left_out: Vec<(Sheet, RowId, Standing)>,
}

impl FigureExplanation {
    /// The figure worked out again from what is listed: a distribution made afresh.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn again(&self) -> Result<Option<f64>, BetError> {
        match self.figure.is_of_distribution() {
            true => Ok(self.read(&self.distribution()?)),
            false => self.counted(),
        }
    }

    /// A figure of the distribution of what is listed.
    pub(super) fn read(&self, distribution: &Distribution) -> Option<f64> {
        Some(match self.figure {
            Figure::AtLeast(level) => distribution.at_least(level),
            Figure::Mean => distribution.mean(),
            Figure::Sd => distribution.sd(),
            Figure::Quantile(at) => distribution.amount_at(ALPHAS.get(at).copied().unwrap_or(0.5)) as f64,
            Figure::Ceiling => return ceiling(distribution),
            Figure::Crps(result) => crps(distribution, result),
            Figure::Pit(result) => pit(distribution, result),
            _ => return None,
        })
    }

    /// A figure that is counted from what is listed.
    pub(super) fn counted(&self) -> Result<Option<f64>, BetError> {
        let won = self.won_sum()?;
        let sum = |of: &dyn Fn(&crate::forecast::Bet) -> i64| {
            self.deals.iter().fold(0_i64, |sum, (_, bet, _)| sum.saturating_add(of(bet))) as f64
        };
        Ok(Some(match self.figure {
            Figure::Target(_) if self.targets.is_empty() => return Ok(None),
            Figure::Target(_) => self.targets.iter().fold(0_i64, |sum, (_, minor)| sum.saturating_add(*minor)) as f64,
            Figure::Won => won as f64,
            Figure::Open => self.deals.len() as f64,
            Figure::Pipeline => sum(&|bet| bet.amount()),
            Figure::Weighted => sum(&|bet| weighted_by_chance(bet.amount(), bet.chance())),
            Figure::Category(category) => {
                let open = self.categories.iter().zip(&self.deals).map(|(own, (_, bet, _))| (*own, bet.amount()));
                rolled(&Rollup::of(open.chain([(Category::Closed, won)])), category)
            }
            Figure::LeftOut => self.left_out.len() as f64,
            _ => return Ok(None),
        }))
    }

    pub(super) fn won_sum(&self) -> Result<i64, BetError> {
        let sum: i128 = self.won.iter().map(|(_, minor)| i128::from(*minor)).sum();
        i64::try_from(sum).map_err(|_| BetError::TotalTooLarge)
    }

    pub(super) fn distribution(&self) -> Result<Distribution, BetError> {
        self.taken().distribution(self.won_sum()?)
    }

    /// What is listed, as it counts.
    pub(super) fn taken(&self) -> Taken {
        Taken { deals: self.deals.clone(), blocks: self.blocks.clone(), ..Taken::default() }
    }
}

impl super::super::pool::Outcome {
    /// A figure of the outcome; none where it is not kept.
    #[must_use]
    pub fn figure(&self, figure: Figure) -> Option<f64> {
        Some(match figure {
            Figure::Target(level) => self.targets.get(level).copied().flatten()? as f64,
            Figure::AtLeast(minor) => {
                let at = self.targets.iter().position(|target| *target == Some(minor))?;
                self.chances.get(at).copied().flatten()?
            }
            Figure::Mean => self.mean,
            Figure::Sd => self.sd,
            Figure::Quantile(at) => *self.quantiles.get(at)? as f64,
            Figure::Won => self.won as f64,
            Figure::Open => self.open as f64,
            Figure::Pipeline => self.pipeline as f64,
            Figure::Weighted => self.weighted as f64,
            Figure::Category(category) => rolled(&self.rollup, category),
            Figure::LeftOut | Figure::Ceiling | Figure::Crps(_) | Figure::Pit(_) => return None,
        })
    }
}

fn rolled(rollup: &Rollup, category: Category) -> f64 {
    let sum = match category {
        Category::Closed => rollup.closed,
        Category::Commit => rollup.commit,
        Category::Best => rollup.best_case,
        Category::Pipeline | Category::Omit => rollup.open,
    };
    sum as f64
}
