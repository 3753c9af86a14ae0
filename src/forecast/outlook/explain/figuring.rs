//! What a figure of a period is made of, in short steps: the deals are gathered, taken as they count, and added up.

use super::super::groups::{group_of, whose};
use super::super::horizon::{Sharing, Slips};
use super::super::inflow::Arrivals;
use super::super::pool::{Pool, Prospect, Taken, Taking};
use super::super::rates::Tallies;
use super::super::rehearsal::Inside;
use super::super::result::Combining;
use super::super::scenarios::{Intervals, Moving, intervals};
use super::super::sweep::{Sweep, at_once};
use super::super::targets::{Whose, target_rows, unrated};
use super::super::what_if::{is_kept, suppose_in};
use super::deciding::Deciding;
use super::then::Retelling;
use super::{Figure, FigureExplanation, Whole};
use crate::forecast::history::AsOf;
use crate::forecast::outlook::{Dimension, GroupKey, Odds, Period, Span, Standing, View, staged};
use crate::forecast::{BetError, Distribution, Stretch};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet};

/// A figure of a period with the deals that could change it by a tenth, each with the chance that it would need.
pub type Figured = (FigureExplanation, Vec<(RowId, f64)>);

/// Of so many deals it is said what would change a figure by a tenth: those that have to change least.
const NAMED: usize = 5;

/// The explanation in short steps: call [`Figuring::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Figuring {
    whole: Whole,
    figure: Figure,
    task: Task,
    found: Option<FigureExplanation>,
    distribution: Option<Distribution>,
}

#[derive(Debug)]
enum Task {
    /// The log is replayed to a day gone by.
    Then(Box<Retelling>),
    /// The day is known.
    Leave(Box<Retelling>, Box<FigureExplanation>),
    /// The deals are gathered.
    Gather(Box<Sweep<Gathered>>),
    /// Closed deals are looked at, for the ends of what is learned.
    Learn(Box<Gathered>, Sweep<Tallies>),
    /// The deals are given their chances by other odds.
    Move(Box<Gathered>, Box<(Moving, Intervals)>),
    /// Won deals are looked at, for how late they came.
    Slip(Box<Gathered>, Sweep<Slips>),
    /// Those of the periods are taken.
    Take(Box<Gathered>, Option<Sharing>, Box<Taking>),
    /// They are added up.
    Make(Box<Combining>),
    /// Whatever the board knows is read, and what is added up.
    Read,
    /// The deals are sought that could change the figure.
    Decide(Box<Deciding>),
    /// All is said.
    Done,
}

/// The deals of a figure, and what else is seen on the way.
#[derive(Debug)]
struct Gathered {
    /// Of one part alone.
    part: Option<(Dimension, GroupKey)>,
    /// Of one person alone.
    person: Option<RowId>,
    /// With nothing but what counts in one period, and what is linked.
    inside: Inside,
    is_inside: bool,
    arrivals: Option<Arrivals>,
    /// Those of the board that would count but cannot, where they are asked for.
    left_out: Option<Vec<(Sheet, RowId, Standing)>>,
}

impl Gathered {
    fn look(view: &View<'_>, own: &mut Gathered, row: RowId) {
        if let Some(left_out) = &mut own.left_out {
            let standing = view.board.standing(row);
            if !matches!(standing, Standing::Won(_) | Standing::Open(_) | Standing::Elsewhere) {
                left_out.push((Sheet::Deals, row, standing));
            }
        }
        if own.is_inside {
            Inside::look(view, &mut own.inside, row);
            return;
        }
        let plan = view.plan();
        let kept = match &own.part {
            Some((dimension, key)) => is_kept(view, row) && group_of(plan, row, *dimension) == *key,
            None => own.person.is_none() || plan.get(row, deals::OWNER) == own.person,
        };
        own.inside.pool.put(view, row, kept);
        if let Some(arrivals) = own.arrivals.as_mut().filter(|_| kept) {
            arrivals.count(view, row);
        }
    }
}

/// The board's period.
fn board_period(view: &View<'_>) -> Period {
    view.board.period().unwrap_or_else(|| Period::of(view.plan(), view.today, Span::default(), 0))
}

impl Figuring {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, whole: Whole, figure: Figure) -> Figuring {
        let task = match &whole {
            Whole::Then { period, day, person } => Task::Then(Box::new(Retelling::new(figure, *period, *day, *person))),
            whole => {
                let gathered = Gathered {
                    part: if let Whole::Group(by, key) = whole { Some((*by, key.clone())) } else { None },
                    person: person_of(view, whole),
                    inside: Inside { period: board_period(view), pool: Pool::default() },
                    is_inside: matches!(whole, Whole::Supposed(_) | Whole::Scenario(_) | Whole::Odds(_)),
                    arrivals: matches!(whole, Whole::Ahead { ahead, .. } if ahead.unseen)
                        .then(|| Arrivals::new(view.today)),
                    left_out: (figure == Figure::LeftOut).then(Vec::new),
                };
                let rows = view.plan().table(Sheet::Deals).ids().collect();
                Task::Gather(Box::new(Sweep::new(rows, gathered, Gathered::look)))
            }
        };
        Figuring { whole, figure, task, found: None, distribution: None }
    }

    /// Goes on until the stretch is over; what the figure is made of once that is known, none within for a period or a part that
    /// is not there.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Option<Figured>>, BetError> {
        if !matches!(self.task, Task::Decide(_)) {
            if !self.explain(view, stretch)? {
                return Ok(None);
            }
            let Some(found) = &self.found else { return Ok(Some(None)) };
            self.task = Task::Decide(Box::new(Deciding::new(found, self.distribution.take(), NAMED)));
        }
        let (Task::Decide(deciding), Some(found)) = (&mut self.task, &self.found) else { return Ok(Some(None)) };
        let Some(tenths) = deciding.step(found, stretch) else { return Ok(None) };
        Ok(Some(self.found.take().map(|found| (found, tenths))))
    }

    /// Goes on until the stretch is over; whether the figure is known with its value, or is not there.
    fn explain(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<bool, BetError> {
        while !stretch.is_over() {
            if self.go(view, stretch)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Does a part of what is next; whether the value is known.
    fn go(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<bool, BetError> {
        let plan = view.plan();
        self.task = match std::mem::replace(&mut self.task, Task::Done) {
            Task::Then(mut retelling) => match retelling.step(view, stretch)? {
                None => Task::Then(retelling),
                Some(found) => {
                    // To let go of a whole plan of then takes a step of its own.
                    stretch.spend(Stretch::SHORT);
                    Task::Leave(retelling, Box::new(found))
                }
            },
            Task::Leave(retelling, found) => {
                drop(retelling);
                stretch.spend(Stretch::SHORT);
                self.added_up(view, *found)?
            }
            Task::Gather(mut sweep) => {
                if sweep.step(view, stretch) {
                    let sweep = *sweep;
                    self.gathered(view, sweep.gathered)?
                } else {
                    Task::Gather(sweep)
                }
            }
            Task::Learn(own, mut sweep) => {
                if sweep.step(view, stretch) {
                    let Whole::Odds(odds) = self.whole else { return Ok(true) };
                    let moving = Moving::new(&own.inside.pool, odds);
                    Task::Move(own, Box::new((moving, intervals(&sweep.gathered.rates(plan)))))
                } else {
                    Task::Learn(own, sweep)
                }
            }
            Task::Move(mut own, mut moving) => match moving.0.step(view, &own.inside.pool, &moving.1, stretch) {
                None => Task::Move(own, moving),
                Some(pool) => {
                    let won = std::mem::take(&mut own.inside.pool.won);
                    own.inside.pool = Pool { won, ..pool };
                    taken_from(own, None)
                }
            },
            Task::Slip(own, mut sweep) => {
                let Whole::Ahead { ahead, .. } = &self.whole else { return Ok(true) };
                if sweep.step(view, stretch) {
                    let sharing = Sharing::with(view, ahead, Some(sweep.gathered.slip()));
                    taken_from(own, Some(sharing))
                } else {
                    Task::Slip(own, sweep)
                }
            }
            Task::Take(own, sharing, mut taking) => {
                let period = if let Whole::Past(period) = self.whole { period } else { own.inside.period };
                let (at, together) = match self.whole {
                    Whole::Ahead { at, together, .. } => (at as i32, together),
                    _ => (0, false),
                };
                let share = |deal: &Prospect| match &sharing {
                    Some(sharing) if together => sharing.up_to(deal, at),
                    Some(sharing) => sharing.within(deal, at),
                    None => period.contains(deal.close).then_some(1.0),
                };
                match own.inside.pool.take_on(&mut taking, &share, stretch) {
                    None => Task::Take(own, sharing, taking),
                    Some(taken) => {
                        let found = self.listed(view, *own, taken);
                        self.added_up(view, found)?
                    }
                }
            }
            Task::Make(mut making) => match making.step(stretch)? {
                None => Task::Make(making),
                Some(distribution) => {
                    self.distribution = Some(distribution);
                    Task::Read
                }
            },
            Task::Read => {
                let value = self.value(view)?;
                self.found.as_mut().into_iter().for_each(|found| found.value = value);
                return Ok(true);
            }
            // There is nothing more to do.
            task @ (Task::Decide(_) | Task::Done) => {
                self.task = task;
                return Ok(true);
            }
        };
        Ok(false)
    }

    /// What is done with the deals that are gathered.
    fn gathered(&self, view: &View<'_>, mut own: Gathered) -> Result<Task, BetError> {
        let (plan, period) = (view.plan(), own.inside.period);
        match &self.whole {
            Whole::Supposed(supposed) => drop(suppose_in(&mut own.inside.pool, view, &period, supposed)?),
            Whole::Scenario(row) => drop(suppose_in(&mut own.inside.pool, view, &period, &staged(plan, *row))?),
            Whole::Odds(odds) => {
                let is_learned = matches!(odds, Odds::Low | Odds::High);
                let rows = if is_learned { view.board.history().deals() } else { Vec::new() };
                return Ok(Task::Learn(Box::new(own), Sweep::new(rows, Tallies::default(), Tallies::look)));
            }
            Whole::Ahead { ahead, .. } if ahead.slip => {
                let slips = Slips::new(plan, AsOf::LATEST, view.today, ahead.span);
                return Ok(Task::Slip(Box::new(own), Sweep::new(view.board.history().deals(), slips, Slips::look)));
            }
            Whole::Ahead { ahead, .. } => {
                let sharing = Sharing::with(view, ahead, None);
                return Ok(taken_from(Box::new(own), Some(sharing)));
            }
            _ => {}
        }
        Ok(taken_from(Box::new(own), None))
    }

    /// What is listed of the deals as they count.
    fn listed(&self, view: &View<'_>, own: Gathered, taken: Taken) -> FigureExplanation {
        let (plan, person) = (view.plan(), own.person);
        let periods: Vec<Period> = match &self.whole {
            Whole::Ahead { ahead, at, together } => {
                let at = *at as i32;
                let first = if *together { 0 } else { at };
                (first..=at).map(|at| Period::of(plan, view.today, ahead.span, at)).collect()
            }
            Whole::Past(period) => vec![*period],
            _ => vec![own.inside.period],
        };
        let (mut unseen, mut more) = (0.0, Vec::new());
        if let Some(arrivals) = &own.arrivals {
            for inflow in periods.iter().filter_map(|period| arrivals.inflow(period)) {
                unseen += inflow.mean();
                more.extend(inflow.block());
            }
        }
        let first = periods.first().map_or(own.inside.period.from, |first| first.from);
        let period = Period { from: first, ..periods.last().copied().unwrap_or(own.inside.period) };
        let mut levels = Some(Vec::new());
        let whose = match &self.whole {
            Whole::Group(dimension, key) => whose(*dimension, key),
            _ => Some(Whose::of(person)),
        };
        if let (Figure::Target(level), Some(whose)) = (self.figure, whose) {
            for period in &periods {
                let rows = target_rows(plan, period, whose, level);
                // The targets of periods are added up where all have one.
                let known: Option<Vec<(RowId, i64)>> =
                    rows.iter().map(|(row, minor)| Some((*row, (*minor)?))).collect();
                let known = known.filter(|known| !known.is_empty());
                levels = levels.zip(known).map(|(levels, known)| [levels, known].concat());
            }
        }
        let mut left_out = own.left_out.unwrap_or_default();
        if self.figure == Figure::LeftOut {
            let period = view.board.period().into_iter();
            let targets = period.flat_map(|period| unrated(plan, &period, Whose::of(view.board.scope().person)));
            left_out.extend(targets.map(|row| (Sheet::Targets, row, Standing::NoRate)));
        }
        let won = own.inside.pool.won.iter().filter(|(_, day, _)| period.contains(*day));
        FigureExplanation {
            figure: self.figure,
            period,
            value: None,
            won: won.map(|(row, _, minor)| (*row, *minor)).collect(),
            deals: taken.deals,
            categories: taken.counted.categories.iter().map(|(category, _)| *category).collect(),
            blocks: [taken.blocks, more].concat(),
            unseen,
            targets: levels.unwrap_or_default(),
            left_out,
        }
    }

    /// Keeps what is listed; what is done with it next.
    fn added_up(&mut self, view: &View<'_>, found: FigureExplanation) -> Result<Task, BetError> {
        let task = match (&self.whole, self.figure.is_of_distribution()) {
            (_, false) => Task::Read,
            (Whole::Board, true) => {
                self.distribution = Some(view.board.distribution().clone());
                Task::Read
            }
            (_, true) => Task::Make(Box::new(found.taken().combining(found.won_sum()?))),
        };
        self.found = Some(found);
        Ok(task)
    }

    /// The figure as the page shows it.
    fn value(&self, view: &View<'_>) -> Result<Option<f64>, BetError> {
        let (board, Some(found)) = (view.board, &self.found) else { return Ok(None) };
        Ok(match (&self.whole, self.figure) {
            (Whole::Board, Figure::Target(level)) => {
                board.targets().get(level).copied().flatten().map(|minor| minor as f64)
            }
            (Whole::Board, Figure::Won) => Some(board.won() as f64),
            (whole, Figure::LeftOut) if !matches!(whole, Whole::Then { .. }) => {
                Some((board.left_out.deals() + board.left_out.targets) as f64)
            }
            _ => match &self.distribution {
                Some(distribution) => found.read(distribution),
                None => found.counted()?,
            },
        })
    }
}

/// Begins to take the deals of a figure.
fn taken_from(own: Box<Gathered>, sharing: Option<Sharing>) -> Task {
    let taking = Box::new(own.inside.pool.taking());
    Task::Take(own, sharing, taking)
}

/// Whose deals a figure is of.
fn person_of(view: &View<'_>, whole: &Whole) -> Option<RowId> {
    match whole {
        Whole::Board | Whole::Supposed(_) | Whole::Scenario(_) | Whole::Odds(_) | Whole::Past(_) => {
            view.board.scope().person
        }
        Whole::Then { person, .. } => *person,
        Whole::Ahead { ahead, .. } => ahead.person,
        Whole::Group(Dimension::Person, GroupKey::Record(_, person)) => Some(*person),
        Whole::Group(..) => None,
    }
}

/// What a figure is made of; none for a period or a part that is not there.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn explain_figure(view: &View<'_>, whole: &Whole, figure: Figure) -> Result<Option<FigureExplanation>, BetError> {
    let mut figuring = Figuring::new(view, whole.clone(), figure);
    at_once(|stretch| {
        figuring.explain(view, stretch).map(|is_known| is_known.then(|| figuring.found.take())).transpose()
    })
}
