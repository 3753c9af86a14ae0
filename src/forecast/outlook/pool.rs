//! All deals of all periods, counted once: what comparisons of periods, groups and suppositions begin from.

use super::deal::{Standing, read, standing};
use super::derive::View;
use super::figures::TARGET_LEVELS;
use super::horizon::GLANCE;
use super::links::{Link, Links, link};
use super::result::{Combining, combined};
use super::sweep::at_once;
use super::{Period, Span};
use crate::forecast::categories::{Category, Rollup};
use crate::forecast::{Bet, BetError, Block, Distribution, Limits, Resolution, Stretch, weighted_by_chance};
use crate::model::schema::{deals, setup::stages};
use crate::model::{Date, Plan, RowId};

/// How a period may end.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The period.
    pub period: Period,
    /// Target, stretch, challenge in minor units, as far as they are set for the person or for all.
    pub targets: [Option<i64>; TARGET_LEVELS],
    /// P(S ≥ level) for each of them.
    pub chances: [Option<f64>; TARGET_LEVELS],
    /// The expected result, in minor units.
    pub mean: f64,
    /// The standard deviation, in minor units.
    pub sd: f64,
    /// Already won, in minor units.
    pub won: i64,
    /// q(0.10), q(0.25), q(0.50), q(0.75), q(0.90). The quantiles of parts do not add up to those of the whole.
    pub quantiles: [i64; 5],
    /// Open deals counted.
    pub open: usize,
    /// Their amounts, in minor units, saturating.
    pub pipeline: i64,
    /// Σ amount × probability, each rounded half up.
    pub weighted: i64,
    /// The forecast categories, cumulative.
    pub rollup: Rollup,
    /// The unit to which amounts were rounded; none where the distribution is exact.
    pub rounded_to: Option<i64>,
}

/// α of [`Outcome::quantiles`].
pub const ALPHAS: [f64; 5] = [0.10, 0.25, 0.50, 0.75, 0.90];

/// An open deal, whenever it is expected.
#[derive(Clone, Debug)]
pub(super) struct Prospect {
    pub row: RowId,
    pub bet: Bet,
    pub close: Date,
    pub link: Option<Link>,
    pub category: Category,
}

/// All deals that count in any period.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    pub open: Vec<Prospect>,
    /// Won deals with the day and the amount.
    pub won: Vec<(RowId, Date, i64)>,
    /// Deals that have ended and are linked to others, whoever's they are: what became of them decides about the others.
    pub ended: Vec<(RowId, Link)>,
    /// Deals without an amount, a rate, a close or a stage: of no period.
    pub left_out: Vec<(RowId, Standing)>,
}

impl Pool {
    /// Takes in a deal as it stands; one that is not kept only as far as others are linked to it.
    pub fn put(&mut self, view: &View<'_>, row: RowId, kept: bool) -> Standing {
        let (plan, draft) = (view.plan(), view.draft);
        let ever = Period::of(plan, view.today, Span::All, 0);
        let is_ended = read(plan, draft, row, deals::OUTCOME).is_some();
        if is_ended && read(plan, draft, row, deals::GROUP).is_some() {
            self.ended.extend(link(plan, draft, row).map(|link| (row, link)));
        }
        if !kept {
            return Standing::Elsewhere;
        }
        let standing = standing(plan, draft, view.board.rates(), row, (&ever, view.today), None);
        match standing {
            Standing::Open(bet) => {
                if let Some(close) = read(plan, draft, row, deals::CLOSE) {
                    let link = link(plan, draft, row);
                    self.open.push(Prospect { row, bet, close, link, category: category(plan, row) });
                }
            }
            Standing::Won(minor) => {
                let closed = read(plan, draft, row, deals::CLOSED).or_else(|| read(plan, draft, row, deals::CLOSE));
                self.won.extend(closed.map(|day| (row, day, minor)));
            }
            Standing::Elsewhere => {}
            lacking => self.left_out.push((row, lacking)),
        }
        standing
    }

    /// Takes a deal out.
    pub fn take_out(&mut self, row: RowId) {
        self.open.retain(|deal| deal.row != row);
        self.won.retain(|(own, ..)| *own != row);
        self.ended.retain(|(own, _)| *own != row);
    }

    /// What is won within a period.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn won_in(&self, period: &Period) -> Result<i64, BetError> {
        let sum: i128 =
            self.won.iter().filter(|(_, day, _)| period.contains(*day)).map(|(.., minor)| i128::from(*minor)).sum();
        i64::try_from(sum).map_err(|_| BetError::TotalTooLarge)
    }

    /// The open deals as they count where each has `share` of its chance; none leaves a deal out.
    pub fn take(&self, share: &dyn Fn(&Prospect) -> Option<f64>) -> Taken {
        let mut taking = self.taking();
        at_once(|stretch| self.take_on(&mut taking, share, stretch))
    }

    /// Begins to take them in short steps.
    pub fn taking(&self) -> Taking {
        let mut links = Links::default();
        for (row, link) in &self.ended {
            links.put(*row, Some(link.clone()), None);
        }
        Taking { at: 0, links, taken: Taken::default() }
    }

    /// Goes on until the stretch is over; the deals once all are looked at.
    pub fn take_on(
        &self,
        taking: &mut Taking,
        share: &dyn Fn(&Prospect) -> Option<f64>,
        stretch: &mut Stretch,
    ) -> Option<Taken> {
        let Taking { at, links, taken } = taking;
        let counted = &mut taken.counted;
        while !stretch.is_over() {
            let Some(prospect) = self.open.get(*at) else {
                links.settle();
                taken.blocks = links.blocks();
                return Some(std::mem::take(taken));
            };
            *at += 1;
            stretch.spend(GLANCE);
            // The others of a group must be known, also where they fall into another period: they are not bets here.
            let bet = share(prospect).map(|share| prospect.bet.at(prospect.bet.chance() * share));
            let tied =
                prospect.link.clone().is_some_and(|link| links.put(prospect.row, Some(link), bet.map(Standing::Open)));
            let Some(bet) = bet else { continue };
            counted.open += 1;
            counted.pipeline = counted.pipeline.saturating_add(bet.amount());
            counted.weighted = counted.weighted.saturating_add(weighted_by_chance(bet.amount(), bet.chance()));
            counted.categories.push((prospect.category, bet.amount()));
            taken.deals.push((prospect.row, bet, tied));
        }
        None
    }
}

/// Open deals that are being taken.
#[derive(Debug)]
pub(super) struct Taking {
    at: usize,
    links: Links,
    taken: Taken,
}

/// Open deals as they count.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    /// Each with what it brings and how likely, and whether it counts in one of the blocks.
    pub deals: Vec<(RowId, Bet, bool)>,
    /// The linked deals, and those of uncertain amount.
    pub blocks: Vec<Block>,
    pub counted: Counted,
}

impl Taken {
    /// How it may end with so much won already.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn distribution(&self, won: i64) -> Result<Distribution, BetError> {
        combined(won, &self.plain(), &self.blocks, &Limits::default())
    }

    /// The same in short steps.
    pub fn combining(&self, won: i64) -> Combining {
        Combining::new(won, self.plain(), self.blocks.clone(), Limits::default())
    }

    fn plain(&self) -> Vec<Bet> {
        self.deals.iter().filter(|(.., tied)| !tied).map(|(_, bet, _)| *bet).collect()
    }
}

/// Sums beside a distribution.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    pub open: usize,
    pub pipeline: i64,
    pub weighted: i64,
    pub categories: Vec<(Category, i64)>,
}

impl Outcome {
    pub(super) fn of(
        period: Period,
        targets: [Option<i64>; TARGET_LEVELS],
        won: i64,
        distribution: &Distribution,
        counted: Counted,
    ) -> Outcome {
        let mut categories = counted.categories;
        categories.push((Category::Closed, won));
        Outcome {
            period,
            targets,
            chances: targets.map(|level| level.map(|level| distribution.at_least(level))),
            mean: distribution.mean(),
            sd: distribution.sd(),
            won,
            quantiles: ALPHAS.map(|alpha| distribution.amount_at(alpha)),
            open: counted.open,
            pipeline: counted.pipeline,
            weighted: counted.weighted,
            rollup: Rollup::of(categories),
            rounded_to: match distribution.resolution() {
                Resolution::Rounded { unit } => Some(unit),
                Resolution::Exact => None,
            },
        }
    }
}

/// The category of an open deal: the seller's choice, else the stage's, else pipeline.
pub(super) fn category(plan: &Plan, row: RowId) -> Category {
    let stage = plan.get(row, deals::STAGE);
    let key = plan.get(row, deals::CATEGORY).or_else(|| plan.get(stage?, stages::CATEGORY));
    match key {
        Some("omit") => Category::Omit,
        Some("best") => Category::Best,
        Some("commit") => Category::Commit,
        _ => Category::Pipeline,
    }
}
