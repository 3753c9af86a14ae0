//! Why a figure of a day gone by was what it was: the log is replayed to that day, in short steps.

use super::super::fan::Walk;
use super::super::horizon::GLANCE;
use super::super::pool::category;
use super::super::targets::{Whose, target_rows};
use super::{Figure, FigureExplanation};
use crate::forecast::outlook::{Period, View};
use crate::forecast::{BetError, Stretch};
use crate::model::{Date, RowId};

/// A figure as it was known at the end of a day: call [`Retelling::step`] with the same view until it answers.
#[derive(Debug)]
pub(super) struct Retelling {
    walk: Walk,
    figure: Figure,
    day: Date,
    /// Whether the day is reached.
    is_there: bool,
}

impl Retelling {
    /// Begins, for a period and one person or all.
    pub fn new(figure: Figure, period: Period, day: Date, person: Option<RowId>) -> Retelling {
        Retelling { walk: Walk::new(period, person), figure, day, is_there: false }
    }

    /// Goes on until the stretch is over; what the figure was made of, without its value, once the day is reached.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<FigureExplanation>, BetError> {
        let Retelling { walk, figure, day, is_there } = self;
        if !*is_there {
            *is_there = walk.step(view.ledger, view.board.history(), *day, stretch)?;
            return Ok(None);
        }
        let deals: Vec<_> = walk.open().into_iter().map(|(row, bet)| (row, bet, walk.is_tied(row))).collect();
        stretch.spend(2 * GLANCE * deals.len() as u64);
        let targets = match *figure {
            Figure::Target(level) => target_rows(walk.plan(), &walk.period, Whose::of(walk.person), level),
            _ => Vec::new(),
        };
        Ok(Some(FigureExplanation {
            figure: *figure,
            period: walk.period,
            value: None,
            won: walk.won_deals(),
            categories: deals.iter().map(|(row, ..)| category(walk.plan(), *row)).collect(),
            deals,
            blocks: walk.blocks(),
            unseen: 0.0,
            targets: targets.into_iter().filter_map(|(row, minor)| Some((row, minor?))).collect(),
            left_out: Vec::new(),
        }))
    }
}
