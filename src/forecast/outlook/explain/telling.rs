//! What figures of a page that are of no distribution are made of, in short steps.

use super::super::bridge::Bridging;
use super::super::days::Spending;
use super::super::deal::read;
use super::super::funnel::{Funneling, Passing, Seen, rungs};
use super::super::horizon::Slips;
use super::super::survey::four_of_five;
use super::super::sweep::{Sweep, at_once};
use super::levers;
use super::told::{Part, StageFigure, Told, ToldExplanation, gain_and_pivot, together};
use super::walking::Walking;
use crate::forecast::accuracy::Covering;
use crate::forecast::outlook::{Basis, Bridge, Funnel, Standing, View, Window};
use crate::forecast::{Bet, BetError, Stretch};
use crate::model::schema::deals;
use crate::model::{RowId, Sheet, order};

/// The explanation in short steps: call [`Telling::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Telling {
    told: Told,
    window: Window,
    task: Task,
}

#[derive(Debug)]
enum Task {
    /// The board knows.
    Board,
    Flow(Bridging),
    Funnel(Box<Funneling>),
    /// The deals that passed through a stage, of which the figure has this value.
    Stage(f64, Sweep<Through>),
    Slip(Sweep<Lateness>),
    Course(Box<Walking>),
    Days(Box<Spending>),
    /// The open deals are gathered, those with an assumed chance alone or all.
    Open(Sweep<Open>),
    /// They are added up until they are enough.
    Cover(Box<Covering>, Vec<(RowId, Bet)>),
}

/// The open deals of the board's period.
#[derive(Debug)]
struct Open {
    assumed: bool,
    deals: Vec<(RowId, Bet)>,
}

impl Open {
    fn look(view: &View<'_>, own: &mut Open, deal: RowId) {
        if let Standing::Open(bet) = view.board.standing(deal)
            && (!own.assumed || view.board.is_assumed(deal))
        {
            own.deals.push((deal, bet));
        }
    }
}

/// Which deals passed through a stage, and how.
#[derive(Debug)]
struct Through {
    stage: RowId,
    at: usize,
    figure: StageFigure,
    passing: Passing,
    parts: Vec<(Part, f64)>,
}

impl Through {
    fn look(view: &View<'_>, own: &mut Through, deal: RowId) {
        let Through { stage, at, figure, passing, parts } = own;
        if *figure == StageFigure::Limit {
            let stays = view.board.stays.borrow();
            let days = stays.iter().flat_map(|stays| stays.of_deal(deal)).filter(|(of, _)| of == stage);
            parts.extend(days.map(|(_, days)| (Part::Stayed(deal), *days as f64)));
            return;
        }
        passing.look(view, deal, &mut |deal, of, seen| {
            parts.extend(match (seen, *figure) {
                _ if of != *at => None,
                (Seen::Passed(on), StageFigure::GoesOn) => Some((Part::WentOn(deal), f64::from(u8::from(on)))),
                (Seen::Stay(days), StageFigure::Days) => Some((Part::Stayed(deal), days as f64)),
                _ => None,
            });
        });
    }
}

/// Won deals by whether they came as late as asked.
#[derive(Debug)]
struct Lateness {
    slips: Slips,
    late: usize,
    parts: Vec<(Part, f64)>,
}

impl Lateness {
    fn look(view: &View<'_>, own: &mut Lateness, deal: RowId) {
        if let Some(late) = own.slips.count(view.plan(), view.board.history(), deal) {
            own.parts.push((Part::Late(deal), f64::from(u8::from(late == own.late))));
        }
    }
}

impl Telling {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, told: Told, window: &Window) -> Telling {
        let (person, history) = (view.board.scope().person, view.board.history());
        let task = match told {
            Told::FlowStart | Told::Flow(_) | Told::FlowEnd => match view.board.period() {
                Some(period) => Task::Flow(Bridging::new(view, window, &period, person)),
                None => Task::Board,
            },
            Told::Velocity | Told::Expected(_) | Told::Stage(..) => {
                Task::Funnel(Box::new(Funneling::new(view, window, person)))
            }
            Told::Course(stage, figure) => Task::Course(Box::new(Walking::new(view, stage, figure))),
            Told::Slip(span, late) => {
                let slips = Slips::new(view.plan(), crate::forecast::history::AsOf::LATEST, view.today, span);
                let own = Lateness { slips, late, parts: Vec::new() };
                Task::Slip(Sweep::new(history.deals(), own, Lateness::look))
            }
            Told::Spent(tenths) => Task::Days(Box::new(Spending::new(view, f64::from(tenths) / 10.0, 0.0).brief())),
            Told::Needed(_) | Told::Assumed => {
                let rows = view.plan().table(Sheet::Deals).ids().collect();
                let open = Open { assumed: told == Told::Assumed, deals: Vec::new() };
                Task::Open(Sweep::new(rows, open, Open::look))
            }
            _ => Task::Board,
        };
        Telling { told, window: *window, task }
    }

    /// Goes on until the stretch is over; what the figure is made of once that is known, none within where it is not shown.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(
        &mut self,
        view: &View<'_>,
        stretch: &mut Stretch,
    ) -> Result<Option<Option<ToldExplanation>>, BetError> {
        while !stretch.is_over() {
            if let Some(found) = self.go(view, stretch)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Goes on with what is next.
    fn go(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Option<ToldExplanation>>, BetError> {
        let told = self.told;
        Ok(match &mut self.task {
            Task::Board => Some(of_board(view, told)?),
            Task::Flow(work) => match work.step(view, stretch) {
                None => None,
                Some(bridge) => Some(of_flow(told, bridge?)),
            },
            Task::Funnel(work) => {
                let Some(funnel) = work.step(view, stretch) else { return Ok(None) };
                match self.of_funnel(view, &funnel) {
                    Found::Told(found) => Some(found),
                    Found::Seen(value, sweep) => {
                        self.task = Task::Stage(value, sweep);
                        None
                    }
                }
            }
            Task::Stage(value, sweep) => {
                let value = *value;
                sweep.step(view, stretch).then(|| {
                    let mut parts = std::mem::take(&mut sweep.gathered.parts);
                    if sweep.gathered.figure == StageFigure::Limit {
                        order::sort_by(&mut parts, |(_, one), (_, two)| one.total_cmp(two));
                    }
                    Some(ToldExplanation::of(told, value, parts))
                })
            }
            Task::Slip(sweep) => sweep.step(view, stretch).then(|| {
                let Lateness { slips, late, parts } = &mut sweep.gathered;
                let value = slips.slip().shares.get(*late).copied()?;
                let towards = crate::forecast::slip::assumed(*late);
                Some(ToldExplanation { towards, ..ToldExplanation::of(told, value, std::mem::take(parts)) })
            }),
            Task::Course(work) => work.step(view, stretch),
            Task::Days(work) => {
                let Some(found) = work.step(view, stretch)? else { return Ok(None) };
                Some(found.and_then(|found| levers::spent(view, told, &found)))
            }
            Task::Open(sweep) => {
                if !sweep.step(view, stretch) {
                    return Ok(None);
                }
                let deals = std::mem::take(&mut sweep.gathered.deals);
                match (told, view.board.target()) {
                    (Told::Needed(thousandths), Some(target)) => {
                        let bets: Vec<Bet> = deals.iter().map(|(_, bet)| *bet).collect();
                        let confidence = f64::from(thousandths) / 1000.0;
                        let covering = Box::new(Covering::new(view.board.won(), &bets, target, confidence));
                        self.task = Task::Cover(covering, deals);
                        None
                    }
                    (Told::Needed(_), None) => Some(None),
                    _ => Some(levers::assumed_chances(deals)),
                }
            }
            Task::Cover(work, deals) => {
                let Some(found) = work.step(stretch)? else { return Ok(None) };
                Some(found.map(|found| levers::needed_pipeline(told, &found, deals)))
            }
        })
    }

    /// What the funnel says.
    fn of_funnel(&self, view: &View<'_>, funnel: &Funnel) -> Found {
        let told = self.told;
        let found = |value: f64, parts: Vec<(Part, f64)>| Found::Told(Some(ToldExplanation::of(told, value, parts)));
        match told {
            Told::Stage(stage, figure) => self.of_stage(view, funnel, (stage, figure)).unwrap_or(Found::Told(None)),
            Told::Expected(stage) => {
                let at = funnel.stages.iter().position(|own| own.stage == stage);
                let own = at.and_then(|at| funnel.stages.get(at));
                let known = own.and_then(|own| Some((own.expected?, funnel.entries_a_day?)));
                let (Some(at), Some((value, entries))) = (at, known) else { return Found::Told(None) };
                let mut parts = vec![(Part::Entries(funnel.entries), entries)];
                let before = funnel.stages.iter().take(at);
                parts.extend(before.map(|own| (Part::GoesOn(own.stage, own.goes_on.1), own.goes_on.0)));
                let days = own.and_then(|own| own.days);
                parts.extend(days.map(|(days, basis)| (Part::Days(stage, basis), days)));
                found(value, parts)
            }
            _ => match &funnel.velocity {
                None => Found::Told(None),
                Some(own) => {
                    let rate = (Part::WinRate(own.closed), own.rate);
                    let parts = [(Part::Open, f64::from(own.deals)), (Part::MeanAmount, own.amount), rate];
                    found(own.a_day, [parts.as_slice(), &[(Part::DaysToWin, own.days)]].concat())
                }
            },
        }
    }

    /// A figure of a stage with its parts; none for a stage outside the funnel, and where nothing can be said.
    fn of_stage(&self, view: &View<'_>, funnel: &Funnel, (stage, figure): (RowId, StageFigure)) -> Option<Found> {
        let plan = view.plan();
        let at = funnel.stages.iter().position(|own| own.stage == stage)?;
        let own = funnel.stages.get(at)?;
        let told =
            |value: f64, parts: Vec<(Part, f64)>| Some(Found::Told(Some(ToldExplanation::of(self.told, value, parts))));
        let seen = |value: f64| {
            let passing = Passing::new(view, &self.window, view.board.scope().person, &rungs(plan));
            let through = Through { stage, at, figure, passing, parts: Vec::new() };
            Some(Found::Seen(value, Sweep::new(view.board.history().deals(), through, Through::look)))
        };
        match figure {
            StageFigure::Deals => {
                told(own.deals.len() as f64, own.deals.iter().map(|deal| (Part::Stands(*deal), 1.0)).collect())
            }
            StageFigure::Amount => {
                let worth = |deal: &RowId| {
                    let minor = plan.in_plan_currency(read(plan, view.draft, *deal, deals::AMOUNT)?)?;
                    Some((Part::Added(*deal), minor as f64))
                };
                told(own.amount as f64, own.deals.iter().filter_map(worth).collect())
            }
            StageFigure::GoesOn if own.goes_on.1 == Basis::Assumed => {
                let rungs = rungs(plan);
                let ladder = |at: usize| rungs.get(at).and_then(|rung| Some((Part::Ladder(rung.stage), rung.assumed?)));
                let next = ladder(at + 1).filter(|(_, p)| *p > 0.0);
                // A stage of which nothing is assumed lets all through.
                let parts: Option<Vec<(Part, f64)>> =
                    ladder(at).map(|here| [Some(here), next].into_iter().flatten().collect());
                told(own.goes_on.0, parts?)
            }
            StageFigure::GoesOn => seen(own.goes_on.0),
            StageFigure::Days => match own.days? {
                (days, Basis::Assumed) => told(days, vec![(Part::Set(stage), days)]),
                (days, Basis::Seen(_)) => seen(days),
            },
            StageFigure::Limit => {
                let limit = funnel.limits.iter().find(|limit| limit.stage == stage)?;
                let days = limit.days()? as f64;
                if limit.user.is_some() { told(days, vec![(Part::Set(stage), days)]) } else { seen(days) }
            }
        }
    }
}

/// What the funnel has said of a figure.
enum Found {
    Told(Option<ToldExplanation>),
    /// Its value; the deals behind it are still to be looked at.
    Seen(f64, Sweep<Through>),
}

/// Of the days of stays that led on, the least first, the one that counts.
pub(super) fn of_limit(parts: &[(Part, f64)]) -> f64 {
    parts.get(four_of_five(parts.len())).map_or(0.0, |(_, days)| *days)
}

/// A bar of the flow, or one of its ends.
fn of_flow(told: Told, bridge: Bridge) -> Option<ToldExplanation> {
    let added = |sum: i64, deals: Vec<(RowId, i64)>| {
        let parts = deals.into_iter().map(|(row, minor)| (Part::Added(row), minor as f64)).collect();
        ToldExplanation::of(told, sum as f64, parts)
    };
    match told {
        Told::FlowStart => Some(added(bridge.start, bridge.start_deals)),
        Told::Flow(cause) => {
            bridge.bars.into_iter().find(|bar| bar.cause == cause).map(|bar| added(bar.sum, bar.deals))
        }
        _ => Some(added(bridge.end, bridge.end_deals)),
    }
}

/// What the board knows.
fn of_board(view: &View<'_>, told: Told) -> Result<Option<ToldExplanation>, BetError> {
    let found = |value: f64, parts: Vec<(Part, f64)>| ToldExplanation::of(told, value, parts);
    Ok(match told {
        Told::Lift(row) => {
            let figures = view.board.figures(view)?;
            let lift = figures.touches.iter().find(|touch| touch.deal == row).map(|touch| touch.lift);
            lift.zip(gain_and_pivot(view.board, row)).map(|(lift, (gain, won, lost))| {
                found(lift, vec![(Part::Gain(row), gain), (Part::IfWon(row), won), (Part::IfLost(row), lost)])
            })
        }
        Told::Lifts => {
            let figures = view.board.figures(view)?;
            let Some(target) = view.board.target().filter(|_| !figures.touches.is_empty()) else { return Ok(None) };
            // Of very many deals each is taken on its own; of one there is nothing to take together.
            let is_sum = figures.is_sum || figures.touches.len() == 1;
            let part = |touch: &crate::forecast::outlook::Touch| match is_sum {
                true => (Part::Alone(touch.deal), touch.lift),
                false => {
                    (Part::Gain(touch.deal), gain_and_pivot(view.board, touch.deal).map_or(0.0, |(gain, ..)| gain))
                }
            };
            let parts = figures.touches.iter().map(part).collect();
            let together = (!is_sum).then(|| together(view, target));
            Some(ToldExplanation { together, ..found(figures.lift, parts) })
        }
        Told::GivenMiss(row) => levers::given_miss(view, row),
        Told::ADay(row) => levers::a_day(view, row),
        _ => None,
    })
}

/// What such a figure is made of; none where it is not shown.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn explain_told(view: &View<'_>, told: Told, window: &Window) -> Result<Option<ToldExplanation>, BetError> {
    let mut telling = Telling::new(view, told, window);
    at_once(|stretch| telling.step(view, stretch).transpose())
}
