//! Periods side by side, and how the horizon up to each may end: with deals that slip, and deals not yet seen.

use super::derive::View;
use super::figures::TARGET_LEVELS;
use super::inflow::{Arrivals, Inflow};
use super::pool::{Counted, Outcome, Pool, Prospect, Taking};
use super::result::Combining;
use super::targets::{Whose, targets};
use super::walk::LOOK;
use super::{Period, Span, Standing, is_open};
use crate::forecast::history::{AsOf, Field, History};
use crate::forecast::slip::Slip;
use crate::forecast::{BetError, Block, Stretch};
use crate::model::schema::deals;
use crate::model::{Date, Plan, RowId, Sheet, Value};

/// What is asked of periods side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// How long a period is.
    pub span: Span,
    /// How many, from the one that holds today; at most 60.
    pub count: u32,
    /// Whose deals; everybody's where none is given.
    pub person: Option<RowId>,
    /// Whether deals slip as won deals have slipped.
    pub slip: bool,
    /// Whether deals that nobody has seen yet are counted: off unless asked for, drawn in a colour of its own.
    pub unseen: bool,
}

/// One period among others.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodAhead {
    /// How the period may end.
    pub alone: Outcome,
    /// How everything from the first period to this one may end: a convolution of its own, since a sum of periods would
    /// count a deal that may fall into either twice. Its targets are those of the periods added up, where all have one.
    pub together: Outcome,
    /// What unseen deals add to the period, where they are asked for and enough is known.
    pub unseen: Option<Inflow>,
}

/// The periods with what they rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// In order.
    pub periods: Vec<PeriodAhead>,
    /// The shares by which deals slip, where that was asked for.
    pub slip: Option<Slip>,
    /// How many deals have entered within a year and how many have ended, where unseen deals are asked for: too few of either
    /// ([`FEW_SEEN`](super::FEW_SEEN)) say nothing.
    pub seen: Option<(usize, usize)>,
    /// Deals of none of the periods that would count but cannot: those that lack something, those overdue from before where
    /// deals do not slip, those won in the periods, or ever where unseen deals are counted by them.
    pub left_out: Vec<(RowId, Standing)>,
}

/// The most periods.
const MOST: u32 = 60;

/// Periods side by side from the one that holds today.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn horizon(view: &View<'_>, ahead: &Ahead) -> Result<Horizon, BetError> {
    let mut survey = Horizons::new(view, ahead);
    loop {
        if let Some(found) = survey.step(view, &mut Stretch::endless())? {
            return Ok(found);
        }
    }
}

/// The horizon in short steps, so that a page may go on between two keys: call [`Horizons::step`] with the same view until
/// it answers.
#[derive(Debug)]
pub struct Horizons {
    ahead: Ahead,
    periods: Vec<Period>,
    /// Deals still to be looked at, for the pool and then for how they slipped.
    rows: std::vec::IntoIter<RowId>,
    past: std::vec::IntoIter<RowId>,
    pool: Pool,
    slips: Option<Slips>,
    arrivals: Option<Arrivals>,
    sharing: Option<Sharing>,
    sums: [Option<i64>; TARGET_LEVELS],
    won_before: i64,
    unseen_before: Vec<Block>,
    /// The next period, with what is known of it so far.
    next: Next,
    found: Vec<PeriodAhead>,
}

/// How far a period has come.
#[derive(Debug)]
enum Next {
    Begin,
    TakeAlone(Option<Inflow>, i64, Box<Taking>),
    Alone(Option<Inflow>, i64, Counted, Box<Combining>),
    TakeTogether(Box<PeriodAhead>, Box<Taking>),
    Together(Box<PeriodAhead>, Counted, Box<Combining>),
}

/// What it takes to look once more at a deal, beside moving one result of a distribution.
pub(super) const GLANCE: u64 = 30;
/// How often a distribution is passed over for its figures and its picture.
pub(super) const PASSES: u64 = 10;

impl Horizons {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, ahead: &Ahead) -> Horizons {
        let plan = view.plan();
        let count = if ahead.span == Span::All { 1 } else { ahead.count.clamp(1, MOST) };
        let periods = (0..count as i32).map(|at| Period::of(plan, view.today, ahead.span, at)).collect();
        let past = if ahead.slip { view.board.history().deals() } else { Vec::new() };
        Horizons {
            ahead: *ahead,
            periods,
            rows: plan.table(Sheet::Deals).ids().collect::<Vec<_>>().into_iter(),
            past: past.into_iter(),
            pool: Pool::default(),
            arrivals: ahead.unseen.then(|| Arrivals::new(view.today)),
            slips: ahead.slip.then(|| Slips::new(plan, AsOf::LATEST, view.today, ahead.span)),
            sharing: None,
            sums: [Some(0); TARGET_LEVELS],
            won_before: 0,
            unseen_before: Vec::new(),
            next: Next::Begin,
            found: Vec::new(),
        }
    }

    /// What is asked.
    #[must_use]
    pub const fn ahead(&self) -> &Ahead {
        &self.ahead
    }

    /// Goes on until the stretch is over; the horizon once it is whole.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Horizon>, BetError> {
        while !stretch.is_over() {
            if !self.gather(view, stretch) {
                continue;
            }
            if self.found.len() == self.periods.len() {
                let slip = self.slips.as_ref().map(Slips::slip);
                let periods = std::mem::take(&mut self.found);
                let seen = self.arrivals.as_ref().map(|arrivals| (arrivals.entered, arrivals.ended));
                return Ok(Some(Horizon { periods, slip, seen, left_out: self.left_out(view) }));
            }
            self.go(view, stretch)?;
        }
        Ok(None)
    }

    fn left_out(&self, view: &View<'_>) -> Vec<(RowId, Standing)> {
        let plan = view.plan();
        let (Some(first), Some(last)) = (self.periods.first(), self.periods.last()) else { return Vec::new() };
        let counts = |row: RowId| {
            let closed = plan.get(row, deals::CLOSED).or_else(|| plan.get(row, deals::CLOSE));
            let within = closed.is_some_and(|day| (first.from..=last.until).contains(&day));
            self.ahead.unseen || within || is_open(plan, view.draft, row)
        };
        let lacking = self.pool.left_out.iter().filter(|(row, _)| counts(*row)).copied();
        let overdue = self.pool.open.iter().filter(|deal| !self.ahead.slip && deal.close < first.from);
        lacking.chain(overdue.map(|deal| (deal.row, Standing::Overdue))).collect()
    }

    /// Looks at one more deal; whether all are looked at.
    fn gather(&mut self, view: &View<'_>, stretch: &mut Stretch) -> bool {
        let plan = view.plan();
        if let Some(row) = self.rows.next() {
            let kept = self.ahead.person.is_none() || plan.get(row, deals::OWNER) == self.ahead.person;
            self.pool.put(view, row, kept);
            if let Some(arrivals) = self.arrivals.as_mut().filter(|_| kept) {
                arrivals.count(view, row);
                stretch.spend(LOOK);
            }
            stretch.spend(LOOK);
            return false;
        }
        if let (Some(slips), Some(deal)) = (&mut self.slips, self.past.next()) {
            slips.count(plan, view.board.history(), deal);
            stretch.spend(LOOK);
            return false;
        }
        if self.sharing.is_none() {
            let slip = self.slips.as_ref().map(Slips::slip);
            self.sharing = Some(Sharing::with(view, &self.ahead, slip));
        }
        true
    }

    /// Goes on with the next period.
    fn go(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<(), BetError> {
        let at = self.found.len();
        let (Some(period), Some(sharing)) = (self.periods.get(at).copied(), &self.sharing) else { return Ok(()) };
        let (place, person) = (at as i32, self.ahead.person);
        match &mut self.next {
            Next::Begin => {
                let won = self.pool.won_in(&period)?;
                self.won_before = self.won_before.checked_add(won).ok_or(BetError::TotalTooLarge)?;
                let unseen = self.arrivals.as_ref().and_then(|arrivals| arrivals.inflow(&period));
                stretch.spend(GLANCE * self.pool.won.len() as u64);
                self.next = Next::TakeAlone(unseen, won, Box::new(self.pool.taking()));
            }
            Next::TakeAlone(unseen, won, taking) => {
                let taken = self.pool.take_on(taking, &|deal| sharing.within(deal, place), stretch);
                let Some(mut taken) = taken else { return Ok(()) };
                let block = unseen.as_ref().and_then(Inflow::block);
                self.unseen_before.extend(block.clone());
                taken.blocks.extend(block);
                stretch.spend(2 * GLANCE * taken.deals.len() as u64);
                let combining = Box::new(taken.combining(*won));
                self.next = Next::Alone(*unseen, *won, taken.counted, combining);
            }
            Next::Alone(unseen, won, counted, combining) => {
                let Some(alone) = combining.step(stretch)? else { return Ok(()) };
                let levels = targets(view.plan(), &period, Whose::of(person));
                for (sum, level) in self.sums.iter_mut().zip(levels) {
                    *sum = sum.zip(level).map(|(sum, level)| sum.saturating_add(level));
                }
                let outcome = Outcome::of(period, levels, *won, &alone, std::mem::take(counted));
                let found = PeriodAhead { together: outcome.clone(), alone: outcome, unseen: *unseen };
                stretch.spend(PASSES * alone.cells() as u64);
                self.next = Next::TakeTogether(Box::new(found), Box::new(self.pool.taking()));
            }
            Next::TakeTogether(found, taking) => {
                let taken = self.pool.take_on(taking, &|deal| sharing.up_to(deal, place), stretch);
                let Some(mut taken) = taken else { return Ok(()) };
                taken.blocks.extend_from_slice(&self.unseen_before);
                stretch.spend(2 * GLANCE * taken.deals.len() as u64);
                let combining = Box::new(taken.combining(self.won_before));
                self.next = Next::Together(found.clone(), taken.counted, combining);
            }
            Next::Together(found, counted, combining) => {
                let Some(together) = combining.step(stretch)? else { return Ok(()) };
                let first = self.periods.first().map_or(period.from, |first| first.from);
                let whole = Period { from: first, ..period };
                found.together = Outcome::of(whole, self.sums, self.won_before, &together, std::mem::take(counted));
                self.found.push(PeriodAhead::clone(found));
                stretch.spend(PASSES * together.cells() as u64);
                self.next = Next::Begin;
            }
        }
        Ok(())
    }
}

/// Which share of a deal's chance falls into which period.
#[derive(Debug)]
pub(super) struct Sharing {
    slip: Option<Slip>,
    places: Places,
}

impl Sharing {
    pub fn with(view: &View<'_>, ahead: &Ahead, slip: Option<Slip>) -> Sharing {
        Sharing { slip, places: Places::new(view.plan(), view.today, ahead.span) }
    }

    /// The share of what closes in one place that falls into another; overdue ones close before the first.
    fn share(&self, own: i32, at: i32) -> f64 {
        match &self.slip {
            None => f64::from(u8::from(own == at)),
            Some(_) if at < own => 0.0,
            Some(slip) => slip.share(at.abs_diff(own), own.min(0).unsigned_abs()),
        }
    }

    /// The share that falls into a period; none where nothing does.
    pub fn within(&self, deal: &Prospect, at: i32) -> Option<f64> {
        Some(self.share(self.places.of(deal.close), at)).filter(|share| *share > 0.0)
    }

    /// The share that falls into the periods up to one.
    pub fn up_to(&self, deal: &Prospect, at: i32) -> Option<f64> {
        let own = self.places.of(deal.close);
        let sum = (0..=at).map(|at| self.share(own, at)).sum::<f64>().min(1.0);
        Some(sum).filter(|share| *share > 0.0)
    }
}

/// How many periods after the one that holds today a day lies; negative where before it.
#[derive(Debug)]
struct Places {
    today: Date,
    span: Span,
    /// The first month of that period, counted from the year 0.
    first: i32,
}

impl Places {
    fn new(plan: &Plan, today: Date, span: Span) -> Places {
        Places { today, span, first: month(Period::of(plan, today, span, 0).from) }
    }

    fn of(&self, day: Date) -> i32 {
        let months = match self.span {
            Span::Month => 1,
            Span::Quarter => 3,
            Span::Year => 12,
            Span::All => return 0,
        };
        (month(day) - self.first).div_euclid(months)
    }
}

fn month(day: Date) -> i32 {
    day.year() * 12 + day.month() as i32 - 1
}

/// How won deals have slipped, as far as was known at a time: from the period in which each was first expected, as it
/// stood when that period began, to the one in which it was won. A deal that came and was won within one period was on time.
#[must_use]
pub fn slip(plan: &Plan, history: &History, as_of: AsOf, today: Date, span: Span) -> Slip {
    let mut slips = Slips::new(plan, as_of, today, span);
    for deal in history.deals() {
        slips.count(plan, history, deal);
    }
    slips.slip()
}

/// Won deals counted by how late they were.
#[derive(Debug)]
pub(super) struct Slips {
    as_of: AsOf,
    places: Places,
    counts: [u32; 3],
}

impl Slips {
    pub fn new(plan: &Plan, as_of: AsOf, today: Date, span: Span) -> Slips {
        Slips { as_of, places: Places::new(plan, today, span), counts: [0; 3] }
    }

    /// Looks at a deal of the plan as it is.
    pub fn look(view: &View<'_>, own: &mut Slips, deal: RowId) {
        own.count(view.plan(), view.board.history(), deal);
    }

    /// Counts a deal, and says how many periods late it was won; none where it was not.
    pub fn count(&mut self, plan: &Plan, history: &History, deal: RowId) -> Option<usize> {
        let (as_of, places) = (self.as_of, &self.places);
        let won = history.value(deal, Field::Outcome, as_of) == &Value::Choice("won".into());
        let ended = history.ended(deal, as_of).filter(|_| won && history.is_alive(deal, as_of));
        let ended = ended.map(|day| places.of(day))?;
        let closes: Vec<(u64, i32)> = history
            .changes(deal, Field::Close, as_of)
            .filter_map(|past| match *past.value {
                Value::Date(day) => Some((past.at, places.of(day))),
                _ => None,
            })
            .collect();
        let stood = closes.iter().enumerate().find(|(at, (written, place))| {
            // It stood there when that period began.
            let begins = AsOf::start_of(Period::of(plan, places.today, places.span, *place).from).0;
            let until = closes.get(at + 1).map_or(u64::MAX, |(next, _)| *next);
            *written < begins && until >= begins
        });
        let late = stood.map_or(0, |(_, (_, expected))| ended - expected).clamp(0, 2).unsigned_abs() as usize;
        *self.counts.get_mut(late)? += 1;
        Some(late)
    }

    pub fn slip(&self) -> Slip {
        Slip::of(self.counts)
    }
}
