//! Why the figures of the strip are what they are.

use crate::forecast::outlook::result::combined;
use crate::forecast::outlook::{Board, Standing, View};
use crate::forecast::{Bet, BetError, Block, Distribution, Limits};
use crate::model::{RowId, Sheet, order};

/// A figure of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// The expected result, in minor units: won + Σ p·a.
    Mean,
    /// The standard deviation, in minor units: √Σ p(1 − p)a² where no deals are linked.
    Sd,
    /// P(S ≥ target), 0–1.
    Chance,
    /// q(0.10), "90 % sure of at least", in minor units.
    Sure,
    /// q(0.50), "even odds".
    Even,
    /// q(0.90), "one chance in ten of reaching".
    Reach,
}

/// What a figure is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureExplanation {
    /// The figure.
    pub figure: Figure,
    /// Its value; none for a chance without a target.
    pub value: Option<f64>,
    /// Already won, in minor units, by so many deals.
    pub won: (i64, Vec<RowId>),
    /// The open deals that count, with amount and chance; linked ones are marked.
    pub deals: Vec<(RowId, Bet, bool)>,
    /// The target, where the figure needs it.
    pub target: Option<i64>,
    /// The linked deals as they were counted.
    pub blocks: Vec<Block>,
}

impl FigureExplanation {
    /// The figure worked out again from what is listed: a distribution made afresh.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn again(&self) -> Result<Option<f64>, BetError> {
        let plain: Vec<Bet> = self.deals.iter().filter(|(.., linked)| !linked).map(|(_, bet, _)| *bet).collect();
        let distribution = combined(self.won.0, &plain, &self.blocks, &Limits::default())?;
        Ok(value(self.figure, &distribution, self.target))
    }
}

/// What a figure of the board's period is made of.
#[must_use]
pub fn explain_figure(view: &View<'_>, figure: Figure) -> FigureExplanation {
    let board = view.board;
    let mut won = Vec::new();
    let mut deals = Vec::new();
    for row in view.plan().table(Sheet::Deals).ids() {
        match board.standing(row) {
            Standing::Won(_) => won.push(row),
            Standing::Open(bet) => deals.push((row, bet, board.live.get(&row).is_none())),
            _ => {}
        }
    }
    let target = board.target();
    FigureExplanation {
        figure,
        value: value(figure, board.distribution(), target),
        won: (board.won(), won),
        deals,
        target: target.filter(|_| figure == Figure::Chance),
        blocks: board.links.blocks(),
    }
}

fn value(figure: Figure, distribution: &Distribution, target: Option<i64>) -> Option<f64> {
    Some(match figure {
        Figure::Mean => distribution.mean(),
        Figure::Sd => distribution.sd(),
        Figure::Chance => distribution.at_least(target?),
        Figure::Sure => distribution.quantile(0.10) as f64,
        Figure::Even => distribution.quantile(0.50) as f64,
        Figure::Reach => distribution.quantile(0.90) as f64,
    })
}

/// What would change the chance of the target by a tenth: the deals that could on their own, with the chance each would have
/// to have, the smallest change first. P(target) is linear in each chance, so that this is exact.
#[must_use]
pub fn tenths(view: &View<'_>) -> Vec<(RowId, f64)> {
    const TENTH: f64 = 0.1;
    let board: &Board = view.board;
    let mut found = Vec::new();
    for row in view.plan().table(Sheet::Deals).ids() {
        let (Standing::Open(bet), Some(pivot)) = (board.standing(row), board.pivot(row)) else { continue };
        if pivot.pivot.abs() < TENTH {
            continue;
        }
        let change = TENTH / pivot.pivot;
        let (up, down) = (bet.chance() + change, bet.chance() - change);
        found.extend([up, down].into_iter().find(|p| (0.0..=1.0).contains(p)).map(|p| (row, p)));
    }
    let size = |row: RowId, p: f64| match board.standing(row) {
        Standing::Open(bet) => (p - bet.chance()).abs(),
        _ => 0.0,
    };
    order::sort_by(&mut found, |(a, p), (b, q)| size(*a, *p).total_cmp(&size(*b, *q)).then(a.cmp(b)));
    found
}
