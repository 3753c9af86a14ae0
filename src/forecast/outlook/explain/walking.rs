//! Why figures of the course that deals take from a stage are what they are: every stay for a share, every way out for what becomes
//! of a deal that stands there.

use super::super::course::{Course, CourseStays, Coursing};
use super::super::rates::reached_in;
use super::super::sweep::Sweep;
use super::told::{Part, Told, ToldExplanation};
use crate::forecast::Stretch;
use crate::forecast::chain::Fate;
use crate::forecast::history::AsOf;
use crate::forecast::outlook::{Evidence, Exit, View, Way};
use crate::model::RowId;

/// A figure of the course of deals from a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseFigure {
    /// The share of stays that ended by a way, 0–1.
    Way(Way),
    /// The chance that a deal that stands there is won, 0–1.
    Won,
    /// Days until its end.
    Days,
}

/// The explanation in short steps: call [`Walking::step`] with the same view until it answers.
#[derive(Debug)]
pub(super) struct Walking {
    figure: CourseFigure,
    deals: Sweep<Walked>,
    coursing: Coursing,
}

/// What is gathered of deals.
#[derive(Debug)]
struct Walked {
    stage: RowId,
    stays: CourseStays,
    closed: u32,
    /// How each stay in the stage ended.
    exits: Vec<(RowId, Exit)>,
}

impl Walked {
    fn look(view: &View<'_>, own: &mut Walked, deal: RowId) {
        let (history, exits, wanted) = (view.board.history(), &mut own.exits, own.stage);
        let visits = history.visits(deal, AsOf::LATEST);
        own.closed += u32::from(reached_in(view.plan(), history, (deal, AsOf::LATEST), &visits).is_some());
        own.stays.put(history, deal, AsOf::LATEST, &visits, &mut |stage, exit, _| {
            exits.extend(Some((deal, exit)).filter(|_| stage == wanted));
        });
    }
}

impl Walking {
    pub fn new(view: &View<'_>, stage: RowId, figure: CourseFigure) -> Walking {
        let walked = Walked { stage, stays: CourseStays::new(view.plan()), closed: 0, exits: Vec::new() };
        let deals = Sweep::new(view.board.history().deals(), walked, Walked::look);
        Walking { figure, deals, coursing: Coursing::new() }
    }

    /// Goes on until the stretch is over; what the figure is made of once that is known, none within where it is not shown.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Option<Option<ToldExplanation>> {
        if !self.deals.step(view, stretch) {
            return None;
        }
        let Walked { stage, stays, closed, exits } = &self.deals.gathered;
        if Evidence::of(*closed) < Evidence::Segments {
            return Some(None);
        }
        let course = self.coursing.step(stays, stretch)?;
        Some(told(&course, *stage, self.figure, exits))
    }
}

fn told(course: &Course, stage: RowId, figure: CourseFigure, exits: &[(RowId, Exit)]) -> Option<ToldExplanation> {
    let own = course.stage(stage)?;
    let fate = own.shown();
    let after = |of: fn(&Fate) -> f64, won: f64| {
        let value = move |exit: Exit| match exit {
            Exit::Won => Some(won),
            Exit::Lost => Some(0.0),
            Exit::Ahead(to) | Exit::Back(to) => course.stage(to)?.fate.as_ref().map(of),
        };
        let part = |(exit, count): &(Exit, u32)| Some((Part::Onward(*exit, *count), value(*exit)?));
        own.exits.iter().filter_map(part).collect::<Vec<_>>()
    };
    let (value, parts) = match figure {
        CourseFigure::Way(way) => {
            let taken = |exit: Exit| f64::from(u8::from(exit.way() == way));
            (own.share(way)?, exits.iter().map(|(deal, exit)| (Part::Exit(*deal, *exit), taken(*exit))).collect())
        }
        CourseFigure::Won => (fate?.won, after(|fate| fate.won, 1.0)),
        CourseFigure::Days => {
            let stay = (Part::Stay(stage, own.stays), own.days);
            (fate?.days, [vec![stay], after(|fate| fate.days, 0.0)].concat())
        }
    };
    Some(ToldExplanation::of(Told::Course(stage, figure), value, parts))
}

/// Such a figure worked out again from its parts.
pub(super) fn again(figure: CourseFigure, parts: &[(Part, f64)]) -> f64 {
    let mean = |weight: &dyn Fn(Part) -> f64| {
        let weighed = parts.iter().map(|(part, value)| (weight(*part), value));
        let (sum, all) = weighed.fold((0.0, 0.0), |(sum, all), (weight, value)| (sum + weight * value, all + weight));
        sum / all
    };
    let onward = |part: Part| if let Part::Onward(_, count) = part { f64::from(count) } else { 0.0 };
    match figure {
        CourseFigure::Way(_) => mean(&|_| 1.0),
        CourseFigure::Won => mean(&onward),
        CourseFigure::Days => mean(&onward) + parts.first().map_or(0.0, |(_, days)| *days),
    }
}
