//! Why the figures of a period are what they are: of the strip, of periods side by side, of the parts of a period.

use super::super::groups::{group_of, whose};
use super::super::horizon::Sharing;
use super::super::inflow::inflow;
use super::super::pool::{ALPHAS, Pool, Prospect, Taken};
use super::super::scenarios::pool_at;
use super::super::sweep::at_once;
use super::super::targets::{Whose, target_rows, unrated};
use super::super::what_if::{is_kept, supposed_pool};
use super::then::Retelling;
use crate::forecast::accuracy::{ceiling, crps, pit};
use crate::forecast::categories::{Category, Rollup};
use crate::forecast::outlook::{Ahead, Dimension, GroupKey, Odds, Period, Span, Standing, Suppose, View, staged};
use crate::forecast::{BetError, Block, Distribution, Pivots, weighted_by_chance};
use crate::model::schema::deals;
use crate::model::{Date, RowId, Sheet, order};

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
        let won = self.won_sum()?;
        let sum = |of: &dyn Fn(&crate::forecast::Bet) -> i64| {
            self.deals.iter().fold(0_i64, |sum, (_, bet, _)| sum.saturating_add(of(bet))) as f64
        };
        Ok(Some(match self.figure {
            Figure::Target(_) if self.targets.is_empty() => return Ok(None),
            Figure::Target(_) => self.targets.iter().fold(0_i64, |sum, (_, minor)| sum.saturating_add(*minor)) as f64,
            Figure::AtLeast(level) => self.distribution()?.at_least(level),
            Figure::Mean => self.distribution()?.mean(),
            Figure::Sd => self.distribution()?.sd(),
            Figure::Quantile(at) => self.distribution()?.quantile(ALPHAS.get(at).copied().unwrap_or(0.5)) as f64,
            Figure::Won => won as f64,
            Figure::Open => self.deals.len() as f64,
            Figure::Pipeline => sum(&|bet| bet.amount()),
            Figure::Weighted => sum(&|bet| weighted_by_chance(bet.amount(), bet.chance())),
            Figure::Category(category) => {
                let open = self.categories.iter().zip(&self.deals).map(|(own, (_, bet, _))| (*own, bet.amount()));
                rolled(&Rollup::of(open.chain([(Category::Closed, won)])), category)
            }
            Figure::LeftOut => self.left_out.len() as f64,
            Figure::Ceiling => return Ok(ceiling(&self.distribution()?)),
            Figure::Crps(result) => crps(&self.distribution()?, result),
            Figure::Pit(result) => pit(&self.distribution()?, result),
        }))
    }

    fn won_sum(&self) -> Result<i64, BetError> {
        let sum: i128 = self.won.iter().map(|(_, minor)| i128::from(*minor)).sum();
        i64::try_from(sum).map_err(|_| BetError::TotalTooLarge)
    }

    fn distribution(&self) -> Result<Distribution, BetError> {
        let won = self.won_sum()?;
        Taken { deals: self.deals.clone(), blocks: self.blocks.clone(), ..Taken::default() }.distribution(won)
    }

    /// What one deal on its own would have to have for the figure to change by a tenth, a chance by ten points: the deals
    /// that could, with the chance each would need, the smallest change first. Exact, since P(S ≥ x) and the mean are
    /// linear in each chance. Linked deals are left out.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn tenths(&self) -> Result<Vec<(RowId, f64)>, BetError> {
        const TENTH: f64 = 0.1;
        let value = self.value.unwrap_or_default();
        let plain = self.deals.iter().filter(|(.., tied)| !tied);
        let mut found: Vec<(RowId, f64, f64)> = Vec::new();
        let mut take = |row: RowId, p: f64, changes: [f64; 2]| {
            let wanted = changes.map(|change| p + change).into_iter().find(|p| (0.0..=1.0).contains(p));
            found.extend(wanted.map(|wanted| (row, wanted, (wanted - p).abs())));
        };
        // The change of P(S ≥ level) that it takes.
        let lift = match self.figure {
            Figure::AtLeast(level) => Some((level, [TENTH, -TENTH])),
            Figure::Quantile(at) if value > 0.0 => {
                let level = (value * (1.0 + TENTH)).ceil() as i64;
                let wanted = 1.0 - ALPHAS.get(at).copied().unwrap_or(0.5);
                let change = wanted - self.distribution()?.at_least(level);
                Some((level, [change, change]))
            }
            _ => None,
        };
        match (self.figure, lift) {
            (_, Some((level, changes))) => {
                let distribution = self.distribution()?;
                let mut pivots = Pivots::new(&distribution, level);
                for (row, bet, _) in plain {
                    let pivot = pivots.of(*bet).pivot;
                    if pivot > 1e-12 {
                        take(*row, bet.chance(), changes.map(|change| change / pivot));
                    }
                }
            }
            (Figure::Mean | Figure::Weighted, None) if value > 0.0 => {
                for (row, bet, _) in plain.filter(|(_, bet, _)| bet.amount() > 0) {
                    let change = TENTH * value / bet.amount() as f64;
                    take(*row, bet.chance(), [change, -change]);
                }
            }
            _ => {}
        }
        order::sort_by(&mut found, |(a, _, p), (b, _, q)| p.total_cmp(q).then(a.cmp(b)));
        Ok(found.into_iter().map(|(row, p, _)| (row, p)).collect())
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

/// What a figure is made of; none for a period or a part that is not there.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn explain_figure(view: &View<'_>, whole: &Whole, figure: Figure) -> Result<Option<FigureExplanation>, BetError> {
    if let Whole::Then { period, day, person } = whole {
        let mut retelling = Retelling::new(figure, *period, *day, *person);
        return at_once(|stretch| retelling.step(view, stretch).transpose()).map(Some);
    }
    let plan = view.plan();
    let board = view.board.period().unwrap_or_else(|| Period::of(plan, view.today, Span::default(), 0));
    let person = match whole {
        Whole::Board | Whole::Supposed(_) | Whole::Scenario(_) | Whole::Odds(_) | Whole::Past(_) => {
            view.board.scope().person
        }
        Whole::Then { person, .. } => *person,
        Whole::Ahead { ahead, .. } => ahead.person,
        Whole::Group(Dimension::Person, GroupKey::Record(_, person)) => Some(*person),
        Whole::Group(..) => None,
    };
    let pool = match whole {
        Whole::Group(dimension, key) => {
            Pool::of(view, &|row| is_kept(view, row) && group_of(plan, row, *dimension) == *key)
        }
        Whole::Supposed(supposed) => supposed_pool(view, supposed)?,
        Whole::Scenario(scenario) => supposed_pool(view, &staged(plan, *scenario))?,
        Whole::Odds(odds) => pool_at(view, *odds)?,
        _ => Pool::of(view, &|row| person.is_none() || plan.get(row, deals::OWNER) == person),
    };
    let mut unseen = 0.0;
    let mut more = Vec::new();
    let (periods, taken): (Vec<Period>, Taken) = match whole {
        Whole::Ahead { ahead, at, together } => {
            let at = *at as i32;
            let first = if *together { 0 } else { at };
            let periods: Vec<Period> = (first..=at).map(|at| Period::of(plan, view.today, ahead.span, at)).collect();
            for inflow in periods.iter().filter(|_| ahead.unseen).filter_map(|period| inflow(view, period, person)) {
                unseen += inflow.mean();
                more.extend(inflow.block());
            }
            let sharing = Sharing::new(view, ahead, &pool);
            let share = |deal: &Prospect| if *together { sharing.up_to(deal, at) } else { sharing.within(deal, at) };
            (periods, pool.take(&share))
        }
        whole => {
            let period = if let Whole::Past(period) = whole { *period } else { board };
            let inside = |deal: &Prospect| period.contains(deal.close).then_some(1.0);
            (vec![period], pool.take(&inside))
        }
    };
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return Ok(None) };
    let period = Period { from: first.from, ..*last };
    let won = pool.won.iter().filter(|(_, day, _)| period.contains(*day)).map(|(row, _, minor)| (*row, *minor));
    let mut levels = Some(Vec::new());
    let whose = match whole {
        Whole::Group(dimension, key) => whose(*dimension, key),
        _ => Some(Whose::of(person)),
    };
    if let (Figure::Target(level), Some(whose)) = (figure, whose) {
        for period in &periods {
            let rows = target_rows(plan, period, whose, level);
            // The targets of periods are added up where all have one.
            let known: Option<Vec<(RowId, i64)>> = rows.iter().map(|(row, minor)| Some((*row, (*minor)?))).collect();
            let known = known.filter(|known| !known.is_empty());
            levels = levels.zip(known).map(|(levels, known)| [levels, known].concat());
        }
    }
    let mut found = FigureExplanation {
        figure,
        period,
        value: None,
        won: won.collect(),
        deals: taken.deals,
        categories: taken.counted.categories.iter().map(|(category, _)| *category).collect(),
        blocks: [taken.blocks, more].concat(),
        unseen,
        targets: levels.unwrap_or_default(),
        left_out: if figure == Figure::LeftOut { left_out(view) } else { Vec::new() },
    };
    found.value = shown(view, whole, figure, &found)?;
    Ok(Some(found))
}

/// The figure as the page shows it.
fn shown(view: &View<'_>, whole: &Whole, figure: Figure, found: &FigureExplanation) -> Result<Option<f64>, BetError> {
    let board = view.board;
    Ok(match (whole, figure) {
        (Whole::Board, Figure::Target(level)) => {
            board.targets().get(level).copied().flatten().map(|minor| minor as f64)
        }
        (Whole::Board, Figure::AtLeast(level)) => Some(board.distribution().at_least(level)),
        (Whole::Board, Figure::Mean) => Some(board.distribution().mean()),
        (Whole::Board, Figure::Sd) => Some(board.distribution().sd()),
        (Whole::Board, Figure::Quantile(at)) => {
            Some(board.distribution().quantile(ALPHAS.get(at).copied().unwrap_or(0.5)) as f64)
        }
        (Whole::Board, Figure::Won) => Some(board.won() as f64),
        (_, Figure::LeftOut) => Some((board.left_out.deals() + board.left_out.targets) as f64),
        _ => found.again()?,
    })
}

/// The deals of the board that would count but cannot, and its targets without a rate.
fn left_out(view: &View<'_>) -> Vec<(Sheet, RowId, Standing)> {
    let standing = |row: RowId| (Sheet::Deals, row, view.board.standing(row));
    let is_left = |(.., standing): &(Sheet, RowId, Standing)| {
        !matches!(standing, Standing::Won(_) | Standing::Open(_) | Standing::Elsewhere)
    };
    let period = view.board.period().into_iter();
    let targets = period.flat_map(|period| unrated(view.plan(), &period, Whose::of(view.board.scope().person)));
    let targets = targets.map(|row| (Sheet::Targets, row, Standing::NoRate));
    view.plan().table(Sheet::Deals).ids().map(standing).filter(is_left).chain(targets).collect()
}
