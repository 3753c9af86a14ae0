//! The distribution of a board, linked deals included, and what each deal does to it.

use std::borrow::Cow;
use std::ops::Range;

use super::board::Board;
use super::horizon::GLANCE;
use crate::forecast::leaving_out::{Reaching, all_but_one};
use crate::forecast::route::Route;
use crate::forecast::{Adding, Bet, BetError, Block, Distribution, Limits, Making, Pivot, Pivots, Stretch, Sums};
use crate::model::RowId;

/// So many pivots of linked deals are worked out one by one, as rows in sight ask for them; then all.
const FEW: u32 = 12;

/// The distribution of plain bets with blocks, the same way wherever it is asked for, so that a page shows what the strip does:
/// the blocks are added to the plain bets where their form allows it, since that is exact more often.
pub(super) fn combined(won: i64, bets: &[Bet], blocks: &[Block], limits: &Limits) -> Result<Distribution, BetError> {
    let mut combining = Combining::new(won, bets.to_vec(), blocks.to_vec(), *limits);
    loop {
        if let Some(found) = combining.step(&mut Stretch::endless())? {
            return Ok(found);
        }
    }
}

/// The same in short steps.
#[derive(Debug)]
pub(super) struct Combining {
    won: i64,
    bets: Vec<Bet>,
    blocks: Vec<Block>,
    limits: Limits,
    /// None where it has not begun.
    making: Option<Making>,
    /// What is made so far, with as many blocks as are counted with it; none while it is being made.
    sum: Option<(Distribution, usize)>,
    /// The next of them while it is being added.
    adding: Option<Option<Adding>>,
    /// Whether the blocks are in what is being made.
    all: bool,
}

impl Combining {
    pub fn new(won: i64, bets: Vec<Bet>, blocks: Vec<Block>, limits: Limits) -> Combining {
        let all = blocks.is_empty();
        Combining { won, bets, blocks, limits, making: None, sum: None, adding: None, all }
    }

    /// Goes on until the stretch is over; the distribution once it is whole.
    pub fn step(&mut self, stretch: &mut Stretch) -> Result<Option<Distribution>, BetError> {
        while !stretch.is_over() {
            let Some((mut sum, added)) = self.sum.take() else {
                let Some(making) = &mut self.making else {
                    self.making = Some(Making::new(self.won, &self.bets, &[], &self.limits)?);
                    stretch.spend(GLANCE * self.bets.len() as u64);
                    continue;
                };
                let Some(found) = making.step(stretch) else { return Ok(None) };
                if self.all {
                    return Ok(Some(found));
                }
                if found.holds(&self.blocks, &self.limits) {
                    self.sum = Some((found, 0));
                } else {
                    self.begin_anew()?;
                }
                continue;
            };
            let Some(block) = self.blocks.get(added) else { return Ok(Some(sum)) };
            let begun = self.adding.take().or_else(|| sum.adding(block, &self.limits));
            let Some(mut adding) = begun else {
                self.begin_anew()?;
                continue;
            };
            stretch.spend(sum.cells() as u64);
            if sum.add_on(&mut adding, stretch) {
                self.sum = Some((sum, added + 1));
            } else {
                (self.sum, self.adding) = (Some((sum, added)), Some(adding));
            }
        }
        Ok(None)
    }

    /// Begins again with the blocks among the bets.
    fn begin_anew(&mut self) -> Result<(), BetError> {
        self.making = Some(Making::new(self.won, &self.bets, &self.blocks, &self.limits)?);
        self.all = true;
        Ok(())
    }
}

impl Board {
    /// The distribution of the plain bets with blocks.
    pub(super) fn combine(&self, blocks: &[Block]) -> Result<Distribution, BetError> {
        let limits = Limits::default();
        match self.live.made().and(blocks, &limits) {
            Some(combined) => Ok(combined),
            None => {
                let bets: Vec<Bet> = self.live.bets().map(|(_, bet)| bet).collect();
                // A grid that has stood for long may have no place for a block where the bets, begun anew, are a short list
                // of results, which takes in every amount as it is.
                match Route::choose(bets.iter().copied(), &[], &limits) {
                    Route::Points => combined(self.won(), &bets, blocks, &limits),
                    Route::Grid { .. } => Distribution::with(self.won(), &bets, blocks, &limits),
                }
            }
        }
    }

    /// The open deals of the period: those that are one plain bet each, and the others.
    pub(super) fn bets_and_blocks(&self) -> (Vec<(RowId, Bet)>, Vec<Block>) {
        (self.live.bets().map(|(row, bet)| (*row, bet)).collect(), self.links.blocks())
    }

    /// How the period may end.
    #[must_use]
    pub fn distribution(&self) -> &Distribution {
        self.combined.as_ref().map_or_else(|| self.live.made(), |kept| &kept.distribution)
    }

    /// The pivot of an open deal of the period; none for other deals, or without a target.
    #[must_use]
    pub fn pivot(&self, row: RowId) -> Option<Pivot> {
        let target = self.targets[0]?;
        if let Some(known) = self.pivots.borrow().get(&row) {
            return Some(*known);
        }
        let pivot = match self.live.get(&row) {
            Some(bet) => self.with_pivots(target, |pivots| pivots.of(bet)),
            None => {
                let place = self.links.place(row)?;
                // Where one was asked for the next ones mostly are: all of them cost little more than a few.
                let places = if self.singles.get() < FEW { place..place + 1 } else { 0..self.links.knots.len() };
                self.singles.set(self.singles.get() + 1);
                self.tie_pivots(target, &places);
                return self.pivots.borrow().get(&row).copied();
            }
        };
        self.pivots.borrow_mut().insert(row, pivot);
        Some(pivot)
    }

    /// What the plain bets alone may bring, on a grid that has room for the blocks; none where a short list of results
    /// holds it all.
    fn room_for(&self, blocks: &[Block], limits: &Limits) -> Option<Cow<'_, Distribution>> {
        let made = self.live.made();
        if made.unit().is_some() && made.holds(blocks, limits) {
            return Some(Cow::Borrowed(made));
        }
        let bets: Vec<Bet> = self.live.bets().map(|(_, bet)| bet).collect();
        Distribution::ready_for(self.won(), &bets, blocks, limits).map(Cow::Owned)
    }

    /// Works out the pivots of the deals of some knots.
    fn tie_pivots(&self, target: i64, places: &Range<usize>) {
        let (limits, blocks) = (Limits::default(), self.links.blocks());
        let mut found = Vec::new();
        let mut told = |place: usize, reach: &dyn Fn(i64) -> f64| {
            found.extend(self.links.pivots(place, |amount| reach(target.saturating_sub(amount))));
        };
        let base = self.room_for(&blocks, &limits);
        let is_told = base.as_deref().and_then(|base| Some((base, base.of_nothing()?))).is_some_and(|(base, none)| {
            let tails = Reaching::of(base);
            all_but_one(none, &blocks, places, &limits, &mut |place, others| {
                told(place, &|level| tails.at_least(level, others));
            })
        });
        if !is_told {
            // A short list of results: few deals, and few knots.
            for place in places.clone() {
                let mut others = blocks.clone();
                others.remove(place);
                if let Ok(rest) = self.combine(&others) {
                    told(place, &|level| rest.at_least(level));
                }
            }
        }
        self.pivots.borrow_mut().extend(found);
    }

    /// Works out pivots with the tails of the distribution, which are summed once for all.
    pub(super) fn with_pivots<T>(&self, target: i64, work: impl FnOnce(&mut Pivots<'_>) -> T) -> T {
        let distribution = self.distribution();
        let sums = self.sums.borrow_mut().take().unwrap_or_else(|| Sums::of(distribution));
        let mut pivots = Pivots::with(distribution, sums, target);
        let result = work(&mut pivots);
        *self.sums.borrow_mut() = Some(pivots.into_sums());
        result
    }
}
