//! The forecast of one period, for one person or for all, kept up to date edit by edit.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::deal::{Draft, Standing, assumed, chance, read, standing};
use super::derive::{View, weighted_value};
use super::{Period, Span};
use crate::forecast::{Bet, BetError, Candidate, Distribution, Histogram, Live, Pivot, Pivots, best_three, rank};
use crate::log::{Ledger, Operation};
use crate::model::schema::{deals, setup};
use crate::model::{Date, Key, Plan, RowId, Sheet, Value};

/// What the forecast is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// How long the period is.
    pub span: Span,
    /// How many periods after the current one.
    pub offset: i32,
    /// Whose deals; everybody's where none is given.
    pub person: Option<RowId>,
}

/// How many levels a target has: target, stretch, challenge.
pub const TARGET_LEVELS: usize = 3;

/// Deals that would count but cannot, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Without an amount that can be read.
    pub amount: usize,
    /// In a currency without a rate.
    pub rate: usize,
    /// Without an expected close.
    pub close: usize,
    /// Without a stage or an own probability.
    pub stage: usize,
}

/// One of the deals that move the target most.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The deal.
    pub deal: RowId,
    /// What would raise its chance: the first exit milestone of its stage that has not happened.
    pub milestone: Option<RowId>,
    /// What that alone would add to P(target), 0–1.
    pub lift: f64,
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
    /// Deals that would count but cannot.
    pub left_out: LeftOut,
    /// The three deals to touch, and what they add together.
    pub touches: Vec<Touch>,
    /// What the touches add together to P(target), 0–1.
    pub lift: f64,
}

/// Bars of the picture.
const BARS: usize = 40;
/// With more open deals than this, candidates for the best three are preselected by gain × amount.
const CANDIDATES: usize = 64;

/// The forecast of a scope.
#[derive(Debug)]
pub struct Board {
    scope: Scope,
    today: Option<Date>,
    period: Option<Period>,
    live: Live<RowId>,
    won: BTreeMap<RowId, i64>,
    weighted: FxHashMap<RowId, i64>,
    standings: FxHashMap<RowId, Standing>,
    targets: [Option<i64>; TARGET_LEVELS],
    pushes: FxHashMap<RowId, usize>,
    pivots: RefCell<FxHashMap<RowId, Option<Pivot>>>,
    distribution: Distribution,
    failed: Option<BetError>,
    basis: Vec<u64>,
}

impl Default for Board {
    fn default() -> Board {
        let mut live = Live::new(0);
        let distribution = live.distribution().clone();
        Board {
            scope: Scope::default(),
            today: None,
            period: None,
            live,
            won: BTreeMap::new(),
            weighted: FxHashMap::default(),
            standings: FxHashMap::default(),
            targets: [None; TARGET_LEVELS],
            pushes: FxHashMap::default(),
            pivots: RefCell::default(),
            distribution,
            failed: None,
            basis: Vec::new(),
        }
    }
}

/// Tables whose change makes every deal count anew.
const BASIS: [Sheet; 4] = [Sheet::Stages, Sheet::Settings, Sheet::Rates, Sheet::Targets];

impl Board {
    /// The scope.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// Brings the board up to date: the touched deals only, where that is enough.
    pub fn refresh(&mut self, ledger: &Ledger, scope: Scope, today: Date, touched: &[RowId], draft: Option<&Draft>) {
        let plan = ledger.plan();
        let basis: Vec<u64> = BASIS.iter().map(|sheet| plan.table(*sheet).version()).collect();
        if self.failed.is_some() || scope != self.scope || self.today != Some(today) || basis != self.basis {
            self.rebuild(ledger, scope, today, draft);
            self.basis = basis;
        } else {
            for &row in touched {
                self.count(plan, row, draft);
            }
        }
        self.settle();
    }

    /// Counts everything anew on the next [`Board::refresh`]: another plan was opened.
    pub fn forget(&mut self) {
        self.today = None;
    }

    fn rebuild(&mut self, ledger: &Ledger, scope: Scope, today: Date, draft: Option<&Draft>) {
        let plan = ledger.plan();
        let period = Period::of(plan, today, scope.span, scope.offset);
        *self = Board { scope, today: Some(today), period: Some(period), ..Board::default() };
        self.targets = targets(plan, &period, scope.person);
        self.pushes = pushes(ledger);
        for row in plan.table(Sheet::Deals).ids() {
            self.count(plan, row, draft);
        }
    }

    fn count(&mut self, plan: &Plan, row: RowId, draft: Option<&Draft>) {
        let Some(period) = self.period else { return };
        let lives = plan.table(Sheet::Deals).contains(row);
        match if lives { weighted_value(plan, draft, row) } else { None } {
            Some(minor) => drop(self.weighted.insert(row, minor)),
            None => drop(self.weighted.remove(&row)),
        }
        let now = if lives { standing(plan, draft, row, &period, self.scope.person) } else { Standing::Elsewhere };
        if self.standings.get(&row) == Some(&now) {
            return;
        }
        match now {
            Standing::Open(bet) => {
                if let Err(error) = self.live.insert(row, bet) {
                    self.failed = Some(error);
                }
            }
            _ => drop(self.live.remove(&row)),
        }
        match now {
            Standing::Won(minor) => drop(self.won.insert(row, minor)),
            _ => drop(self.won.remove(&row)),
        }
        if now == Standing::Elsewhere {
            self.standings.remove(&row);
        } else {
            self.standings.insert(row, now);
        }
    }

    fn settle(&mut self) {
        let won = self.won.values().fold(0_i64, |sum, minor| sum.saturating_add(*minor));
        if let Err(error) = self.live.set_won(won) {
            self.failed = Some(error);
        }
        self.distribution = self.live.distribution().clone();
        self.pivots.get_mut().clear();
    }

    /// The pivot of an open deal of the period; none for other deals, or without a target.
    #[must_use]
    pub fn pivot(&self, row: RowId) -> Option<Pivot> {
        let target = self.targets[0]?;
        let Some(Standing::Open(bet)) = self.standings.get(&row) else { return None };
        *self.pivots.borrow_mut().entry(row).or_insert_with(|| Some(Pivots::new(&self.distribution, target).of(*bet)))
    }

    /// How often the expected close of a deal was moved later.
    #[must_use]
    pub fn pushes(&self, row: RowId) -> usize {
        self.pushes.get(&row).copied().unwrap_or(0)
    }

    /// Amount × probability of an open deal, in minor units of the plan's currency; 0 for others.
    #[must_use]
    pub fn weighted(&self, row: RowId) -> i64 {
        self.weighted.get(&row).copied().unwrap_or(0)
    }

    /// What a deal stands for in the period.
    #[must_use]
    pub fn standing(&self, row: RowId) -> Standing {
        self.standings.get(&row).copied().unwrap_or(Standing::Elsewhere)
    }

    /// The figures of the strip; an error where the deals add up to more than can be counted.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn figures(&self, view: &View<'_>) -> Result<Figures, BetError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let period = self.period.unwrap_or_else(|| Period::of(view.plan(), view.today, Span::default(), 0));
        let mut left_out = LeftOut::default();
        for standing in self.standings.values() {
            match standing {
                Standing::NoAmount => left_out.amount += 1,
                Standing::NoRate => left_out.rate += 1,
                Standing::NoClose => left_out.close += 1,
                Standing::NoStage => left_out.stage += 1,
                Standing::Won(_) | Standing::Open(_) | Standing::Elsewhere => {}
            }
        }
        let distribution = &self.distribution;
        let (touches, lift) = self.touches(view)?;
        Ok(Figures {
            period,
            targets: self.targets,
            chance: self.targets[0].map(|target| distribution.at_least(target)),
            mean: distribution.mean(),
            sd: distribution.sd(),
            won: self.won.values().fold(0_i64, |sum, minor| sum.saturating_add(*minor)),
            sure: distribution.quantile(0.10),
            reach: distribution.quantile(0.90),
            histogram: distribution.histogram(BARS),
            rounded_to: match distribution.resolution() {
                crate::forecast::Resolution::Rounded { unit } => Some(unit),
                _ => None,
            },
            open: self.live.len(),
            left_out,
            touches,
            lift,
        })
    }

    /// The set of three with the greatest joint gain, exact among the leading fifteen (forecast.md §5).
    fn touches(&self, view: &View<'_>) -> Result<(Vec<Touch>, f64), BetError> {
        let Some(target) = self.targets[0] else { return Ok((Vec::new(), 0.0)) };
        let rows: Vec<(RowId, Bet)> = self.live.bets().map(|(row, bet)| (*row, bet)).collect();
        let bets: Vec<Bet> = rows.iter().map(|(_, bet)| *bet).collect();
        let gains = rows.iter().map(|(row, bet)| gain(view, *row, bet.chance()));
        let mut candidates: Vec<Candidate> = gains
            .enumerate()
            .map(|(bet, gain)| Candidate { bet, gain, effort_days: 1.0 })
            .filter(|c| c.gain > 0.0)
            .collect();
        if candidates.len() > CANDIDATES {
            let worth = |c: &Candidate| c.gain * bets.get(c.bet).map_or(0.0, |bet| bet.amount() as f64);
            candidates.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
            candidates.truncate(CANDIDATES);
        }
        let (levers, lift) = if bets.len() <= MANY {
            match best_three(self.distribution_won(), &bets, &[], &candidates, target)? {
                Some(best) => (best.members.clone(), best.lift()),
                None => (Vec::new(), 0.0),
            }
        } else {
            let mut pivots = Pivots::new(&self.distribution, target);
            let mut levers = rank(&mut pivots, &bets, &candidates, crate::forecast::best_three::By::Lift);
            levers.truncate(3);
            let lift = levers.iter().map(|lever| lever.lift).sum();
            (levers, lift)
        };
        let touch = |lever: &crate::forecast::Lever| {
            let (deal, _) = rows.get(lever.candidate.bet)?;
            Some(Touch {
                deal: *deal,
                milestone: view.unmet(*deal).last().copied().and(next_milestone(view, *deal)),
                lift: lever.lift,
            })
        };
        Ok((levers.iter().filter_map(touch).collect(), lift))
    }

    fn distribution_won(&self) -> i64 {
        self.won.values().fold(0_i64, |sum, minor| sum.saturating_add(*minor))
    }
}

/// With more deals than this the three best single deals are shown instead of the best set of three: a change of one
/// deal among thousands is too small for joint effects to reorder them, and the set costs a distribution of its own.
const MANY: usize = 1_500;

/// The realistic gain of a deal: to the assumed p of the next stage; from the last one, half of what is missing.
fn gain(view: &View<'_>, row: RowId, p: f64) -> f64 {
    let plan = view.plan();
    let Some(now) = chance(plan, view.draft, row).and_then(|chance| chance.stage) else { return 0.0 };
    let number = plan.get(now, setup::stages::NUMBER);
    let next = plan
        .table(Sheet::Stages)
        .ids()
        .filter(|stage| plan.get(*stage, setup::stages::NUMBER) > number)
        .min_by_key(|stage| plan.get(*stage, setup::stages::NUMBER));
    match next.and_then(|stage| assumed(plan, stage)) {
        Some(next) => (next.chance() - p).max(0.0),
        None => (1.0 - p) / 2.0,
    }
}

/// The first exit milestone of the claimed stage that has not happened.
fn next_milestone(view: &View<'_>, row: RowId) -> Option<RowId> {
    let stage = read(view.plan(), view.draft, row, deals::STAGE)?;
    let met = view.milestones(row);
    view.exits(stage).into_iter().find(|milestone| !met.contains(milestone))
}

/// The targets of a period: rows that name exactly the period, else the sum of those that lie within it; for everybody
/// the rows without a person, else the sum of the persons'.
fn targets(plan: &Plan, period: &Period, person: Option<RowId>) -> [Option<i64>; TARGET_LEVELS] {
    use setup::targets::{CHALLENGE, FROM, PERSON, STRETCH, TARGET, UNTIL};
    let rows: Vec<(RowId, Date, Date, Option<RowId>)> = plan
        .table(Sheet::Targets)
        .ids()
        .filter_map(|row| Some((row, plan.get(row, FROM)?, plan.get(row, UNTIL)?, plan.get(row, PERSON))))
        .filter(|(_, from, until, _)| period.contains(*from) && period.contains(*until))
        .collect();
    let whole = |of: &dyn Fn(Option<RowId>) -> bool| -> Vec<RowId> {
        let own: Vec<_> = rows.iter().filter(|(.., whose)| of(*whose)).collect();
        let exact: Vec<RowId> = own
            .iter()
            .filter(|(_, from, until, _)| (*from, *until) == (period.from, period.until))
            .map(|(row, ..)| *row)
            .collect();
        if exact.is_empty() { own.iter().map(|(row, ..)| *row).collect() } else { exact }
    };
    let mut chosen = whole(&|whose| whose == person);
    if chosen.is_empty() && person.is_none() {
        chosen = whole(&|whose| whose.is_some());
    }
    [TARGET, STRETCH, CHALLENGE].map(|level| {
        let amounts: Vec<i64> = chosen.iter().filter_map(|row| plan.in_plan_currency(plan.get(*row, level)?)).collect();
        (!amounts.is_empty()).then(|| amounts.iter().fold(0_i64, |sum, minor| sum.saturating_add(*minor)))
    })
}

/// Moves of the expected close to a later day, deal by deal, by the log.
fn pushes(ledger: &Ledger) -> FxHashMap<RowId, usize> {
    let mut last: FxHashMap<RowId, Date> = FxHashMap::default();
    let mut pushes: FxHashMap<RowId, usize> = FxHashMap::default();
    let close = |cells: &[(Key, Value)]| cells.iter().find(|(key, _)| key == "close").map(|(_, value)| value.clone());
    for transaction in ledger.log() {
        for operation in &transaction.operations {
            let (row, value) = match operation {
                Operation::Insert { sheet: Sheet::Deals, row, cells, .. } => (row, close(cells)),
                Operation::Set { sheet: Sheet::Deals, row, column, value, .. } if column == "close" => {
                    (row, Some(value.clone()))
                }
                _ => continue,
            };
            let Some(Value::Date(day)) = value else { continue };
            if last.insert(*row, day).is_some_and(|before| day > before) {
                *pushes.entry(*row).or_default() += 1;
            }
        }
    }
    pushes
}
