//! The course that deals took from each stage, and where it leads if they go on so: an absorbing Markov chain over the visits of
//! the log (forecast.md §3).
//!
//! What it says of a stage differs from the rate of deals that reached it at least: here every stay counts, of open deals too and
//! also the second one after a step back, so that it speaks of a deal that stands there, not of one that once did.

use rustc_hash::FxHashMap;

use super::FEW_CLOSED;
use super::survey::ladder;
use crate::forecast::Stretch;
use crate::forecast::chain::{Chain, Fate, State, fates};
use crate::forecast::history::{AsOf, Field, History, Visit};
use crate::model::{Plan, RowId, Value, order};

/// How a stay in a stage ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The deal went on to a later stage.
    Ahead(RowId),
    /// It went back to an earlier one.
    Back(RowId),
    /// It was won.
    Won,
    /// It ended otherwise.
    Lost,
}

/// A way out of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a later stage.
    Ahead,
    /// To an earlier one.
    Back,
    /// To a win.
    Won,
    /// To any other end.
    Lost,
}

impl Way {
    /// Every way.
    pub const ALL: [Way; 4] = [Way::Ahead, Way::Back, Way::Won, Way::Lost];
}

impl Exit {
    /// The way it took.
    #[must_use]
    pub const fn way(self) -> Way {
        match self {
            Exit::Ahead(_) => Way::Ahead,
            Exit::Back(_) => Way::Back,
            Exit::Won => Way::Won,
            Exit::Lost => Way::Lost,
        }
    }
}

/// How the stays in one stage ended.
#[derive(Clone, Debug, PartialEq)]
pub struct StageCourse {
    /// The stage.
    pub stage: RowId,
    /// How many stays have ended.
    pub stays: u32,
    /// How they did, each exit once: later stages in order, earlier ones in order, then won and lost.
    pub exits: Vec<(Exit, u32)>,
    /// Days that a stay took on average; 0 where none has ended.
    pub days: f64,
    /// What becomes of a deal that stands there; none where nothing that left it has ended yet.
    pub fate: Option<Fate>,
}

impl StageCourse {
    /// The share of stays that ended by a way; none where too few have ended.
    #[must_use]
    pub fn share(&self, way: Way) -> Option<f64> {
        let count: u32 = self.exits.iter().filter(|(exit, _)| exit.way() == way).map(|(_, count)| count).sum();
        (self.stays >= FEW_CLOSED).then(|| f64::from(count) / f64::from(self.stays))
    }

    /// What becomes of a deal that stands there; none where too few stays have ended to say it.
    #[must_use]
    pub fn shown(&self) -> Option<Fate> {
        self.fate.filter(|_| self.stays >= FEW_CLOSED)
    }
}

/// The course of deals through the stages that have a number, in order; those outside the funnel among them, since deals go back there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// Stage by stage.
    pub stages: Vec<StageCourse>,
}

impl Course {
    /// The course as it was known at a time.
    #[must_use]
    pub fn of(plan: &Plan, history: &History, as_of: AsOf) -> Course {
        let mut stays = CourseStays::new(plan);
        for deal in history.deals() {
            stays.put(history, deal, as_of, &history.visits(deal, as_of), &mut |_, _, _| {});
        }
        let fates = fates(&stays.states());
        stays.course(fates)
    }

    /// That of one stage.
    #[must_use]
    pub fn stage(&self, stage: RowId) -> Option<&StageCourse> {
        self.stages.iter().find(|own| own.stage == stage)
    }
}

/// How stays ended, counted deal by deal.
#[derive(Debug)]
pub(super) struct CourseStays {
    /// The stages that have a number, in order.
    stages: Vec<RowId>,
    place: FxHashMap<RowId, usize>,
    /// How many stays in each stage led to each other one, or to an end: after the stages the wins and the losses.
    exits: Vec<Vec<(usize, u32)>>,
    /// Their days, added up.
    days: Vec<i64>,
}

impl CourseStays {
    pub fn new(plan: &Plan) -> CourseStays {
        let stages: Vec<RowId> = ladder(plan).into_iter().map(|rung| rung.stage).collect();
        let place = stages.iter().enumerate().map(|(at, stage)| (*stage, at)).collect();
        let (exits, days) = (vec![Vec::new(); stages.len()], vec![0; stages.len()]);
        CourseStays { stages, place, exits, days }
    }

    /// The place of wins among the exits; that of losses is the next one.
    fn won(&self) -> usize {
        self.stages.len()
    }

    /// Counts the stays of a deal that have ended, and notes each with its stage, its exit and its days. A stage without a number
    /// is passed over, as if the deal had not stood there.
    pub fn put(
        &mut self,
        history: &History,
        deal: RowId,
        as_of: AsOf,
        visits: &[Visit],
        note: &mut dyn FnMut(RowId, Exit, i64),
    ) {
        if !history.is_alive(deal, as_of) {
            return;
        }
        let end = match history.value(deal, Field::Outcome, as_of) {
            Value::Choice(outcome) if outcome == "won" => Some(self.won()),
            Value::Choice(_) => Some(self.won() + 1),
            _ => None,
        };
        let mut stay: Option<(usize, i64)> = None;
        for visit in visits {
            let Some(to) = self.place.get(&visit.stage).copied() else { continue };
            // One that has not ended yet is not counted.
            let days = visit.days(visit.from);
            match &mut stay {
                // It came back from where nothing is counted: one stay.
                Some((at, sum)) if *at == to => *sum += days,
                other => {
                    if let Some((from, days)) = other.replace((to, days)) {
                        self.count(from, to, days, note);
                    }
                }
            }
        }
        if let (Some((from, days)), Some(end)) = (stay, end) {
            self.count(from, end, days, note);
        }
    }

    fn count(&mut self, from: usize, to: usize, days: i64, note: &mut dyn FnMut(RowId, Exit, i64)) {
        let (Some(exits), Some(sum)) = (self.exits.get_mut(from), self.days.get_mut(from)) else { return };
        match exits.iter_mut().find(|(own, _)| *own == to) {
            Some((_, count)) => *count += 1,
            None => exits.push((to, 1)),
        }
        *sum += days;
        if let (Some(stage), Some(exit)) = (self.stages.get(from), self.exit(from, to)) {
            note(*stage, exit, days);
        }
    }

    fn exit(&self, from: usize, to: usize) -> Option<Exit> {
        Some(match self.stages.get(to) {
            Some(stage) if to > from => Exit::Ahead(*stage),
            Some(stage) => Exit::Back(*stage),
            None if to == self.won() => Exit::Won,
            None => Exit::Lost,
        })
    }

    /// The chain that the stays make.
    pub fn states(&self) -> Vec<State> {
        let state = |(exits, days): (&Vec<(usize, u32)>, &i64)| {
            let count = |to: usize| exits.iter().find(|(own, _)| *own == to).map_or(0, |(_, count)| *count);
            let stays: u32 = exits.iter().map(|(_, count)| count).sum();
            State {
                onward: exits.iter().filter(|(to, _)| *to < self.won()).copied().collect(),
                won: count(self.won()),
                lost: count(self.won() + 1),
                days: *days as f64 / f64::from(stays.max(1)),
            }
        };
        self.exits.iter().zip(&self.days).map(state).collect()
    }

    /// The course, with the fates of that chain.
    pub fn course(&self, fates: Vec<Option<Fate>>) -> Course {
        let states = self.states();
        let stage = |(at, (state, fate)): (usize, (State, Option<Fate>))| {
            let mut onward = state.onward;
            // Later stages first.
            order::sort_by_key(&mut onward, |(to, _)| (*to < at, *to));
            let ends = [(self.won(), state.won), (self.won() + 1, state.lost)];
            let exits = onward.into_iter().chain(ends.into_iter().filter(|(_, count)| *count > 0));
            let exits: Vec<(Exit, u32)> = exits.filter_map(|(to, count)| Some((self.exit(at, to)?, count))).collect();
            let stays = exits.iter().map(|(_, count)| count).sum();
            Some(StageCourse { stage: *self.stages.get(at)?, stays, exits, days: state.days, fate })
        };
        Course { stages: states.into_iter().zip(fates).enumerate().filter_map(stage).collect() }
    }
}

/// The course in short steps, once all stays are counted: call [`Coursing::step`] until it answers.
#[derive(Debug)]
pub(super) struct Coursing(Option<Chain>);

impl Coursing {
    pub const fn new() -> Coursing {
        Coursing(None)
    }

    pub fn step(&mut self, stays: &CourseStays, stretch: &mut Stretch) -> Option<Course> {
        let chain = self.0.get_or_insert_with(|| Chain::new(&stays.states()));
        Some(stays.course(chain.step(stretch)?))
    }
}
