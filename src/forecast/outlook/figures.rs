//! The figures of the strip, and the deals that move the target most.

use super::board::Board;
use super::deal::read;
use super::derive::View;
use super::links::Overbooked;
use super::{Evidence, Period, Span, Standing};
use crate::forecast::best_three::{By, best_sets_in};
use crate::forecast::{Bet, BetError, Candidate, Histogram, Lever, Pivots, Resolution, rank, wins};
use crate::model::schema::deals;
use crate::model::{RowId, order};

/// How many levels a target has: target, stretch, challenge.
pub const TARGET_LEVELS: usize = 3;

/// Deals that would count but cannot, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Without an amount.
    pub amount: usize,
    /// With an amount that cannot be read.
    pub unread: usize,
    /// In a currency without a rate.
    pub rate: usize,
    /// Without an expected close.
    pub close: usize,
    /// With an expected close that cannot be read.
    pub unread_close: usize,
    /// Without a stage or an own probability.
    pub stage: usize,
    /// Expected before the period, and still open.
    pub overdue: usize,
    /// Rows of the target table without a rate; a target that needs one of them is not known.
    pub targets: usize,
}

impl LeftOut {
    /// Of some deals.
    #[must_use]
    pub fn of(deals: &[(RowId, Standing)]) -> LeftOut {
        let mut out = LeftOut::default();
        for (_, standing) in deals {
            if let Some(count) = out.reason(*standing) {
                *count += 1;
            }
        }
        out
    }

    /// The count of a reason; none where a deal counts, or belongs elsewhere.
    pub(super) const fn reason(&mut self, standing: Standing) -> Option<&mut usize> {
        match standing {
            Standing::NoAmount => Some(&mut self.amount),
            Standing::Unread => Some(&mut self.unread),
            Standing::NoRate => Some(&mut self.rate),
            Standing::NoClose => Some(&mut self.close),
            Standing::UnreadClose => Some(&mut self.unread_close),
            Standing::NoStage => Some(&mut self.stage),
            Standing::Overdue => Some(&mut self.overdue),
            Standing::Won(_) | Standing::Open(_) | Standing::Elsewhere => None,
        }
    }

    /// How many deals.
    #[must_use]
    pub const fn deals(&self) -> usize {
        self.amount + self.unread + self.rate + self.close + self.unread_close + self.stage + self.overdue
    }
}

/// One of the deals that move the target most.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The deal.
    pub deal: RowId,
    /// What comes first on the way there: the first exit milestone of its stage that has not happened.
    pub milestone: Option<RowId>,
    /// What its next stage alone would add to P(target), 0–1: gain × pivot.
    pub lift: f64,
    /// What it would bring, in minor units.
    pub amount: i64,
    /// Its chance now, 0–1.
    pub chance: f64,
    /// By how much that would rise with the next stage, or as the user has it, 0–1.
    pub gain: f64,
    /// P(target) if it is won less P(target) if it is lost.
    pub pivot: f64,
    /// Days that it takes, as the user has them.
    pub days: Option<f64>,
}

/// The figures of the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The period.
    pub period: Period,
    /// Target, stretch, challenge in minor units, as far as they are set.
    pub targets: [Option<i64>; TARGET_LEVELS],
    /// P(S ≥ target); none without a target.
    pub chance: Option<f64>,
    /// The expected result, in minor units.
    pub mean: f64,
    /// The standard deviation, in minor units.
    pub sd: f64,
    /// Already won, in minor units.
    pub won: i64,
    /// "90 % sure of at least": q(0.10).
    pub sure: i64,
    /// "One chance in ten of reaching": q(0.90).
    pub reach: i64,
    /// The distribution for drawing.
    pub histogram: Histogram,
    /// The unit to which amounts were rounded; none where the distribution is exact.
    pub rounded_to: Option<i64>,
    /// Open deals counted.
    pub open: usize,
    /// How many of them count with a chance that is only assumed for their stage, where too few deals have closed to learn any
    /// better; else 0.
    pub assumed: usize,
    /// Deals that would count but cannot.
    pub left_out: LeftOut,
    /// Groups of which at most one deal can be won, but whose chances add up to more than one; they were scaled.
    pub overbooked: Vec<Overbooked>,
    /// The three deals to touch, and what they add together.
    pub touches: Vec<Touch>,
    /// What the touches add together to P(target), 0–1.
    pub lift: f64,
    /// Whether that is the sum of what each adds on its own: the period has very many deals.
    pub is_sum: bool,
}

/// What the three deals are, without the words about them: kept until the forecast changes.
pub(super) type Levers = (Vec<(RowId, Bet, Lever)>, f64);

/// Bars of the picture.
const BARS: usize = 40;
/// With more open deals than this the three best single deals are shown instead of the best set of three: a change of
/// one deal among hundreds is too small for joint effects to reorder them, and the set costs a distribution of its own.
const MANY: usize = 400;
/// Among more open deals the candidates are those with the greatest gain × amount: where one deal is small beside the
/// spread of all, its pivot grows with its amount.
const CANDIDATES: usize = 24;

impl Board {
    /// The figures of the strip; an error where the deals add up to more than can be counted.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn figures(&self, view: &View<'_>) -> Result<Figures, BetError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let period = self.period.unwrap_or_else(|| Period::of(view.plan(), view.today, Span::default(), 0));
        let distribution = self.distribution();
        let (touches, lift) = self.touches(view)?;
        Ok(Figures {
            period,
            targets: self.targets,
            chance: self.targets[0].map(|target| distribution.at_least(target)),
            mean: distribution.mean(),
            sd: distribution.sd(),
            won: self.won(),
            sure: distribution.quantile(0.10),
            reach: distribution.amount_at(0.90),
            histogram: distribution.histogram(BARS),
            rounded_to: match distribution.resolution() {
                Resolution::Rounded { unit } => Some(unit),
                Resolution::Exact => None,
            },
            open: self.live.len() + self.links.open(),
            assumed: if self.evidence() == Evidence::Assumed { self.assumed() } else { 0 },
            overbooked: self.links.overbooked.clone(),
            left_out: self.left_out,
            touches,
            lift,
            is_sum: self.live.len() > MANY,
        })
    }

    /// The set of three with the greatest joint gain, exact among the leading fifteen (forecast.md §5).
    fn touches(&self, view: &View<'_>) -> Result<(Vec<Touch>, f64), BetError> {
        let Some(target) = self.targets[0] else { return Ok((Vec::new(), 0.0)) };
        let kept = self.levers.borrow().clone();
        let (levers, lift) = match kept {
            Some(levers) => levers,
            None => {
                let found = self.find_levers(target)?;
                *self.levers.borrow_mut() = Some(found.clone());
                found
            }
        };
        let touch = |(deal, bet, lever): (RowId, Bet, Lever)| Touch {
            deal,
            milestone: next_milestone(view, deal),
            lift: lever.lift,
            amount: bet.amount(),
            chance: bet.chance(),
            gain: lever.candidate.gain,
            pivot: lever.pivot,
            days: view
                .plan()
                .get(deal, deals::EFFORT)
                .map(|days| days.millionths as f64 / 1e6)
                .filter(|days| *days > 0.0),
        };
        Ok((levers.into_iter().map(touch).collect(), lift))
    }

    fn find_levers(&self, target: i64) -> Result<Levers, BetError> {
        if self.live.len() > MANY {
            return Ok(self.find_single_levers(target));
        }
        let rows: Vec<(RowId, Bet)> = self.live.bets().map(|(row, bet)| (*row, bet)).collect();
        let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
        let candidate =
            |(bet, (row, _)): (usize, &(RowId, Bet))| Candidate { bet, gain: self.gain(*row), effort_days: 1.0 };
        let candidates: Vec<Candidate> = rows.iter().enumerate().map(candidate).filter(|c| c.gain > 0.0).collect();
        let sets = best_sets_in(self.distribution(), self.won(), &bets, &self.links.blocks(), &candidates, target)?;
        let Some(best) = sets.last() else { return Ok((Vec::new(), 0.0)) };
        let of = |lever: &Lever| rows.get(lever.candidate.bet).map(|(row, bet)| (*row, *bet, *lever));
        Ok((best.members.iter().filter_map(of).collect(), best.lift()))
    }

    fn find_single_levers(&self, target: i64) -> Levers {
        let leading = self.by_worth.iter().rev().take(CANDIDATES);
        let rows: Vec<(RowId, Bet)> = leading.filter_map(|(_, row)| Some((*row, self.live.get(row)?))).collect();
        let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
        let candidate =
            |(bet, (row, _)): (usize, &(RowId, Bet))| Candidate { bet, gain: self.gain(*row), effort_days: 1.0 };
        let candidates: Vec<Candidate> = rows.iter().enumerate().map(candidate).collect();
        let levers = self.with_pivots(target, |pivots: &mut Pivots<'_>| rank(pivots, &bets, &candidates, By::Lift));
        let of = |lever: &Lever| rows.get(lever.candidate.bet).map(|(row, bet)| (*row, *bet, *lever));
        let best: Vec<(RowId, Bet, Lever)> = levers.iter().take(3).filter_map(of).collect();
        let lift = best.iter().map(|(.., lever)| lever.lift).sum();
        (best, lift)
    }
}

impl Board {
    /// How many deals are open in the period, and their mean chance; 0 where none is.
    #[must_use]
    pub fn mean_chance(&self) -> (usize, f64) {
        let (count, sum) = self.open().fold((0, 0.0), |(count, sum), (_, bet)| (count + 1, sum + bet.chance()));
        (count, sum / (count as f64).max(1.0))
    }

    /// The open deals of the period that decide the target most, those first; and how many are open. Of very many only those
    /// are weighed that spread the result most.
    #[must_use]
    pub fn deciding(&self, most: usize) -> (Vec<RowId>, usize) {
        let spread = |bet: Bet| bet.amount() as f64 * bet.chance() * (1.0 - bet.chance());
        let mut open: Vec<(f64, RowId)> = self.open().map(|(row, bet)| (spread(bet), row)).collect();
        let count = open.len();
        let greatest_first = |open: &mut Vec<(f64, RowId)>| {
            order::sort_by(open, |(a, one), (b, two)| b.total_cmp(a).then_with(|| one.cmp(two)));
        };
        if count > MANY {
            greatest_first(&mut open);
            open.truncate(most.max(CANDIDATES));
        }
        for (spread, row) in &mut open {
            *spread = self.pivot(*row).map_or(0.0, |pivot| pivot.pivot) + *spread * 1e-18;
        }
        greatest_first(&mut open);
        (open.into_iter().take(most).map(|(_, row)| row).collect(), count)
    }
}

/// Of the wins among a period's open deals: with nine chances in ten there are at least so many, likeliest are so many, with
/// one in ten there are so many.
pub type Wins = [usize; 3];

impl Board {
    /// How many of the open deals may be won: q(0.10), the likeliest number, q(0.90). None without an open deal, or where some
    /// are linked or there are very many.
    #[must_use]
    pub fn wins(&self) -> Option<Wins> {
        if self.links.open() > 0 || self.live.len() > MANY || self.live.is_empty() {
            return None;
        }
        let bets: Vec<Bet> = self.live.bets().map(|(_, bet)| bet).collect();
        let chances = wins(&bets);
        let mut below = 0.0;
        let reached: Vec<f64> = chances
            .iter()
            .map(|chance| {
                below += chance;
                below
            })
            .collect();
        let quantile = |alpha: f64| reached.iter().position(|reached| *reached >= alpha - 1e-12).unwrap_or(bets.len());
        let likeliest = chances.iter().enumerate().max_by(|(at, a), (bt, b)| a.total_cmp(b).then(bt.cmp(at)));
        Some([quantile(0.1), likeliest.map_or(0, |(at, _)| at), quantile(0.9)])
    }

    /// How many open deals of the period are linked to others, or of uncertain amount.
    #[must_use]
    pub fn linked(&self) -> usize {
        self.links.open()
    }

    /// Whether an open deal of the period is one of them.
    #[must_use]
    pub fn is_linked(&self, row: RowId) -> bool {
        self.links.holds(row)
    }
}

/// The first exit milestone of the claimed stage that has not happened.
fn next_milestone(view: &View<'_>, row: RowId) -> Option<RowId> {
    let stage = read(view.plan(), view.draft, row, deals::STAGE)?;
    let met = view.milestones(row);
    view.exits(stage).into_iter().find(|milestone| !met.contains(milestone))
}
