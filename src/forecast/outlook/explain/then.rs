//! Why a figure of a day gone by was what it was: the log is replayed to that day, in short steps.

use super::super::horizon::GLANCE;
use super::super::pool::category;
use super::super::targets::{Whose, target_rows};
use super::super::walk::Walk;
use super::{Figure, FigureExplanation};
use crate::forecast::categories::Category;
use crate::forecast::outlook::{Period, View};
use crate::forecast::{Bet, BetError, Stretch};
use crate::model::{Date, RowId};

/// A figure as it was known at the end of a day: call [`Retelling::step`] with the same view until it answers.
#[derive(Debug)]
pub(super) struct Retelling {
    walk: Walk,
    figure: Figure,
    day: Date,
    /// Whether the day is reached.
    is_there: bool,
    /// The open deals of that day, with the categories of those that were looked at.
    open: Option<(Vec<(RowId, Bet, bool)>, Vec<Category>)>,
}

impl Retelling {
    /// Begins, for a period and one person or all.
    pub fn new(figure: Figure, period: Period, day: Date, person: Option<RowId>) -> Retelling {
        Retelling { walk: Walk::new(period, person), figure, day, is_there: false, open: None }
    }

    /// Goes on until the stretch is over; what the figure was made of, without its value, once the day is reached.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<FigureExplanation>, BetError> {
        let Retelling { walk, figure, day, is_there, open } = self;
        if !*is_there {
            *is_there = walk.step(view.ledger, view.board.history(), *day, stretch)?;
            return Ok(None);
        }
        let (deals, categories) = open.get_or_insert_with(|| {
            let deals: Vec<_> = walk.open().into_iter().map(|(row, bet)| (row, bet, walk.is_tied(row))).collect();
            stretch.spend(2 * GLANCE * deals.len() as u64);
            (deals, Vec::new())
        });
        while let Some((row, ..)) = deals.get(categories.len()) {
            if stretch.is_over() {
                return Ok(None);
            }
            categories.push(category(walk.plan(), *row));
            stretch.spend(3 * GLANCE);
        }
        let targets = match *figure {
            Figure::Target(level) => target_rows(walk.plan(), &walk.period, Whose::of(walk.person), level),
            _ => Vec::new(),
        };
        Ok(Some(FigureExplanation {
            figure: *figure,
            period: walk.period,
            value: None,
            won: walk.won_deals(),
            categories: std::mem::take(categories),
            deals: std::mem::take(deals),
            blocks: walk.blocks(),
            unseen: 0.0,
            targets: targets.into_iter().filter_map(|(row, minor)| Some((row, minor?))).collect(),
            left_out: Vec::new(),
        }))
    }
}
