//! The flow bridge: what became of a period's open deals between two dates, bar by bar, to the cent.

use super::derive::View;
use super::position::{Position, position};
use super::sweep::{Sweep, at_once};
use super::{Period, Standing, Window};
use crate::forecast::history::AsOf;
use crate::forecast::{BetError, Stretch};
use crate::model::RowId;

/// Why the sum of a period's open deals changed, in the order in which the bars stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Entered within the window.
    New,
    /// Its close moved into the period.
    PulledIn,
    /// Had ended and was opened again.
    Reopened,
    /// Counts for another reason: another owner, a stage in the funnel, no longer left out by choice, restored.
    OtherIn,
    /// Its amount rose.
    Increased,
    /// Its amount fell.
    Decreased,
    /// Its close moved out of the period.
    PushedOut,
    /// Ended without a win.
    Lost,
    /// Won.
    Won,
    /// No longer counts for another reason: another owner, left out by choice, deleted.
    OtherOut,
}

impl Cause {
    /// How many deals more there are for one of this cause: one that came, one that went, or one that was there before and after.
    #[must_use]
    pub const fn deals(self) -> i64 {
        match self {
            Cause::New | Cause::PulledIn | Cause::Reopened | Cause::OtherIn => 1,
            Cause::Increased | Cause::Decreased => 0,
            Cause::PushedOut | Cause::Lost | Cause::Won | Cause::OtherOut => -1,
        }
    }

    /// Every cause, in the order of the bars.
    pub const ALL: [Cause; 10] = [
        Cause::New,
        Cause::PulledIn,
        Cause::Reopened,
        Cause::OtherIn,
        Cause::Increased,
        Cause::Decreased,
        Cause::PushedOut,
        Cause::Lost,
        Cause::Won,
        Cause::OtherOut,
    ];
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowBar {
    /// Why.
    pub cause: Cause,
    /// What it added, in minor units; negative where it took away.
    pub sum: i64,
    /// The deals with what each added.
    pub deals: Vec<(RowId, i64)>,
}

/// The bridge: start + bars = end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bridge {
    /// The sum of the period's open deals before the window, in minor units.
    pub start: i64,
    /// The bars that are not empty, in the order of [`Cause::ALL`].
    pub bars: Vec<FlowBar>,
    /// The sum of the period's open deals after the window.
    pub end: i64,
    /// The open deals before the window with their amounts.
    pub start_deals: Vec<(RowId, i64)>,
    /// The open deals after it.
    pub end_deals: Vec<(RowId, i64)>,
    /// Deals among them whose amount has no rate.
    pub left_out: Vec<(RowId, Standing)>,
}

/// The flow bridge of a window for the open deals expected in a period, of one person or of all.
///
/// Amounts of other currencies are taken at today's rates on both sides, so that no rate moves a bar; an amount without a
/// rate counts as none on both sides, and is told.
///
/// # Errors
/// [`BetError::TotalTooLarge`] where a sum cannot be counted.
pub fn bridge(view: &View<'_>, window: &Window, period: &Period, person: Option<RowId>) -> Result<Bridge, BetError> {
    let mut bridging = Bridging::new(view, window, period, person);
    at_once(|stretch| bridging.step(view, stretch))
}

/// The bridge in short steps: call [`Bridging::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Bridging(Sweep<Flow>);

/// What is gathered on the way.
#[derive(Debug)]
struct Flow {
    edges: (AsOf, AsOf),
    period: Period,
    person: Option<RowId>,
    found: Bridge,
}

impl Bridging {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, window: &Window, period: &Period, person: Option<RowId>) -> Bridging {
        let bar = |cause: Cause| FlowBar { cause, sum: 0, deals: Vec::new() };
        let bars = Cause::ALL.into_iter().map(bar).collect();
        let found = Bridge { bars, ..Bridge::default() };
        let flow = Flow { edges: window.edges(view.today), period: *period, person, found };
        Bridging(Sweep::new(view.board.history().deals(), flow, Flow::look))
    }

    /// Goes on until the stretch is over; the bridge once it is whole.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Option<Result<Bridge, BetError>> {
        self.0.step(view, stretch).then(|| std::mem::take(&mut self.0.gathered.found).summed())
    }
}

impl Flow {
    fn look(view: &View<'_>, flow: &mut Flow, deal: RowId) {
        let (plan, history) = (view.plan(), view.board.history());
        let Flow { edges: (start, end), period, person, found } = flow;
        let before = position(plan, history, deal, *start);
        let after = position(plan, history, deal, *end);
        let amount = |at: &Position<'_>| stands(at, period, *person).then_some(at.amount);
        let (was, is) = (amount(&before), amount(&after));
        found.start_deals.extend(was.map(|amount| (deal, amount)));
        found.end_deals.extend(is.map(|amount| (deal, amount)));
        let flows = flows(&before, &after, was, is, period, *person);
        if !flows.is_empty() && (before.unrated || after.unrated) {
            found.left_out.push((deal, Standing::NoRate));
        }
        for (cause, change) in flows {
            // A deal without an amount comes and goes as well: else the deals would not add up.
            let is_change = change != 0 || !matches!(cause, Cause::Increased | Cause::Decreased);
            if let Some(bar) = found.bars.iter_mut().find(|bar| bar.cause == cause && is_change) {
                bar.deals.push((deal, change));
            }
        }
    }
}

impl Bridge {
    fn summed(mut self) -> Result<Bridge, BetError> {
        for bar in &mut self.bars {
            bar.sum = total(&bar.deals)?;
        }
        self.bars.retain(|bar| !bar.deals.is_empty());
        (self.start, self.end) = (total(&self.start_deals)?, total(&self.end_deals)?);
        Ok(self)
    }
}

fn total(deals: &[(RowId, i64)]) -> Result<i64, BetError> {
    let sum: i128 = deals.iter().map(|(_, amount)| i128::from(*amount)).sum();
    i64::try_from(sum).map_err(|_| BetError::TotalTooLarge)
}

/// Whether a deal is one of the period's open deals.
fn stands(at: &Position<'_>, period: &Period, person: Option<RowId>) -> bool {
    at.outcome.is_none() && belongs(at, person) && at.close.is_some_and(|close| period.contains(close))
}

fn belongs(at: &Position<'_>, person: Option<RowId>) -> bool {
    at.alive && at.counts && (person.is_none() || at.owner == person)
}

/// What one deal adds, cause by cause: its entrance, its change of amount and its exit.
fn flows(
    before: &Position<'_>,
    after: &Position<'_>,
    was: Option<i64>,
    is: Option<i64>,
    period: &Period,
    person: Option<RowId>,
) -> Vec<(Cause, i64)> {
    let mut flows = Vec::new();
    let ended_here = after.outcome.is_some()
        && belongs(after, person)
        && after.ended.or(after.close).is_some_and(|day| period.contains(day));
    let entrance = if !before.alive {
        Cause::New
    } else if before.outcome.is_some() {
        Cause::Reopened
    } else if belongs(before, person) {
        Cause::PulledIn
    } else {
        Cause::OtherIn
    };
    let exit = if !after.alive {
        Cause::OtherOut
    } else if after.outcome == Some("won") {
        Cause::Won
    } else if after.outcome.is_some() {
        Cause::Lost
    } else if belongs(after, person) {
        Cause::PushedOut
    } else {
        Cause::OtherOut
    };
    let last = if after.alive { after.amount } else { was.unwrap_or(0) };
    match (was, is) {
        (Some(was), now) => {
            let change = last - was;
            flows.push((if change > 0 { Cause::Increased } else { Cause::Decreased }, change));
            if now.is_none() {
                flows.push((exit, -last));
            }
        }
        (None, Some(now)) => flows.push((entrance, now)),
        // Came and went within the window.
        (None, None) if ended_here && before.outcome.is_none() => {
            flows.push((entrance, last));
            flows.push((exit, -last));
        }
        (None, None) => {}
    }
    flows
}
