//! A walk through the log: the plan of one day after another, with what counted in a period then.

use rustc_hash::FxHashMap;

use super::deal::{Standing, standing};
use super::horizon::GLANCE;
use super::links::{Links, link};
use super::rates::Tallies;
use super::result::Combining;
use super::signals::betas;
use super::survey::Stays;
use super::{Period, Policy, Rates, StageLimit, Thresholds};
use crate::forecast::history::{AsOf, History};
use crate::forecast::sorting::Sorting;
use crate::forecast::{Bet, BetError, Block, Limits, Stretch};
use crate::log::{Ledger, Replay, Touched};
use crate::model::{Date, Plan, RowId, Sheet};

/// A plan walked through in time, with every deal's standing for one period kept up.
#[derive(Debug)]
pub(super) struct Walk {
    replay: Replay,
    pub period: Period,
    pub person: Option<RowId>,
    pub rates: Option<Rates>,
    /// In the order of the rows, which mostly come in that order.
    standings: Vec<Own>,
    /// Touched deals that have none yet.
    fresh: Vec<RowId>,
    links: Links,
    won: i128,
    basis: Option<Vec<u64>>,
    learns: bool,
    learned: Option<Rates>,
    limits: Vec<StageLimit>,
    touched: Touched,
    leg: Leg,
}

/// A deal with its standing.
#[derive(Debug)]
struct Own {
    row: RowId,
    standing: Standing,
    /// Whether an edit has touched it since it was counted.
    is_due: bool,
}

/// The legs of the way to a day.
#[derive(Debug)]
enum Leg {
    /// Edits are folded in.
    Replay,
    /// Closed deals are looked at, if what they have shown is asked for.
    Learn(std::vec::IntoIter<RowId>, Option<(Tallies, Stays)>),
    /// Signs are looked for that move a probability.
    Adjust(std::vec::IntoIter<RowId>, Option<Rates>),
    /// The deals to be counted again are put in order.
    Sort(Sorting<RowId>),
    /// They are counted again.
    Count(std::vec::IntoIter<RowId>),
}

/// What it takes to look at a deal, or to fold an operation, beside moving one result of a distribution.
pub(super) const LOOK: u64 = 500;
/// So many are taken at once.
const AT_ONCE: usize = 100;

/// Tables whose change makes every deal count anew.
const BASIS: [Sheet; 3] = [Sheet::Stages, Sheet::Settings, Sheet::Rates];
/// Cells of a distribution that is only drawn: the rounding keeps the mean, and the sd to 1 in 1 000.
const CELLS: u32 = 1 << 14;

impl Walk {
    pub fn new(period: Period, person: Option<RowId>) -> Walk {
        Walk {
            replay: Replay::default(),
            period,
            person,
            rates: None,
            standings: Vec::new(),
            fresh: Vec::new(),
            links: Links::default(),
            won: 0,
            basis: None,
            learns: false,
            learned: None,
            limits: Vec::new(),
            touched: Touched::default(),
            leg: Leg::Replay,
        }
    }

    /// Looks at another period from here on.
    pub fn turn(&mut self, period: Period) {
        self.period = period;
        self.basis = None;
    }

    /// The plan as it was.
    pub fn plan(&self) -> &Plan {
        self.replay.plan()
    }

    /// Knows at each day what closed deals had shown, whatever the plan's policy.
    pub fn learning(self) -> Walk {
        Walk { learns: true, ..self }
    }

    /// What closed deals had shown, where that was asked for.
    pub const fn learned(&self) -> Option<&Rates> {
        self.learned.as_ref()
    }

    /// What stages allowed, where closed deals were looked at.
    pub fn limits(&self) -> &[StageLimit] {
        &self.limits
    }

    /// Goes on towards the end of a day until the stretch is over; whether it has arrived. Days must ascend.
    pub fn step(
        &mut self,
        ledger: &Ledger,
        history: &History,
        day: Date,
        stretch: &mut Stretch,
    ) -> Result<bool, BetError> {
        let as_of = AsOf::end_of(day);
        while !stretch.is_over() {
            match std::mem::replace(&mut self.leg, Leg::Replay) {
                Leg::Replay => {
                    let folded = self.replay.advance(ledger, as_of.0, AT_ONCE, &mut self.touched);
                    stretch.spend(LOOK * folded as u64);
                    self.mark();
                    if folded == 0 {
                        let learns = self.learns || Policy::of(self.plan()).learns();
                        let deals = if learns { history.deals() } else { Vec::new() };
                        self.leg = Leg::Learn(deals.into_iter(), learns.then(Default::default));
                    }
                }
                Leg::Learn(mut deals, mut reached) => {
                    if let Some(deal) = deals.next() {
                        if let Some((reached, stays)) = &mut reached {
                            reached.put(self.plan(), history, deal, as_of);
                            stays.count_of(self.plan(), history, deal, as_of);
                        }
                        stretch.spend(LOOK);
                        self.leg = Leg::Learn(deals, reached);
                        continue;
                    }
                    let thresholds = Thresholds::of(self.plan());
                    let rates = reached.map(|(reached, mut stays)| {
                        self.limits = stays.limits(self.replay.plan(), &thresholds).to_vec();
                        reached.rates(self.replay.plan())
                    });
                    let shifted = !betas(self.plan()).is_empty();
                    let rows = self.plan().table(Sheet::Deals).ids().filter(|_| shifted && rates.is_some());
                    self.leg = Leg::Adjust(rows.collect::<Vec<_>>().into_iter(), rates);
                }
                Leg::Adjust(mut rows, mut rates) => {
                    let some: Vec<RowId> = rows.by_ref().take(AT_ONCE).collect();
                    stretch.spend(LOOK * some.len() as u64);
                    self.leg = if some.is_empty() {
                        stretch.spend(self.glance());
                        Leg::Sort(Sorting::new(self.changed(rates), RowId::cmp))
                    } else {
                        if let Some(rates) = &mut rates {
                            rates.adjust(self.replay.plan(), history, (as_of, day), &self.limits, some.into_iter());
                        }
                        Leg::Adjust(rows, rates)
                    };
                }
                Leg::Sort(mut sorting) => {
                    let Some(mut rows) = sorting.step(stretch) else {
                        self.leg = Leg::Sort(sorting);
                        break;
                    };
                    rows.dedup();
                    self.leg = Leg::Count(rows.into_iter());
                }
                Leg::Count(mut rows) => {
                    let Some(row) = rows.next() else {
                        self.links.settle();
                        i64::try_from(self.won).map_err(|_| BetError::TotalTooLarge)?;
                        return Ok(true);
                    };
                    self.count(row);
                    stretch.spend(LOOK);
                    self.leg = Leg::Count(rows);
                }
            }
        }
        Ok(false)
    }

    /// Takes note of the deals that were just touched, one by one: whoever kept all cells that a year has touched would have
    /// to look at all of them at once. Where every deal will be counted anyway there is nothing to note.
    fn mark(&mut self) {
        let is_known = self.basis.is_some();
        for (_, row, _) in self.touched.cells.drain(..).filter(|(sheet, ..)| is_known && *sheet == Sheet::Deals) {
            match self.standings.binary_search_by_key(&row, |own| own.row) {
                Ok(at) => self.standings.get_mut(at).into_iter().for_each(|own| own.is_due = true),
                Err(_) => self.fresh.push(row),
            }
        }
    }

    /// Takes over what closed deals had shown; the deals that have to be counted again.
    fn changed(&mut self, rates: Option<Rates>) -> Vec<RowId> {
        let plan = self.replay.plan();
        let basis: Vec<u64> = BASIS.iter().map(|sheet| plan.table(*sheet).version()).collect();
        let used = match Policy::of(plan) {
            Policy::Adjusted => rates.clone(),
            Policy::Learned => rates.clone().map(|rates| Rates { shifts: FxHashMap::default(), ..rates }),
            Policy::Ladder | Policy::Own => None,
        };
        let all = self.basis.as_ref() != Some(&basis) || used != self.rates;
        let known = self.standings.iter();
        let rows = if all {
            let mut rows: Vec<RowId> = plan.table(Sheet::Deals).ids().collect();
            // Those that are gone are counted out; where both are in order, they are found without a search.
            let mut at = rows.is_sorted().then_some(0);
            let is_gone = |row: &RowId| match &mut at {
                Some(at) => {
                    *at += rows.iter().skip(*at).take_while(|own| *own < row).count();
                    rows.get(*at) != Some(row)
                }
                None => !plan.table(Sheet::Deals).contains(*row),
            };
            let gone: Vec<RowId> = known.map(|own| own.row).filter(is_gone).collect();
            rows.extend(gone);
            rows
        } else {
            known.filter(|own| own.is_due).map(|own| own.row).chain(self.fresh.iter().copied()).collect()
        };
        self.fresh.clear();
        (self.basis, self.rates, self.learned) = (Some(basis), used, rates);
        rows
    }

    fn count(&mut self, row: RowId) {
        let plan = self.replay.plan();
        let lives = plan.table(Sheet::Deals).contains(row);
        let now = lives
            .then(|| standing(plan, None, self.rates.as_ref(), row, (&self.period, self.period.from), self.person));
        let link = if lives { link(plan, None, row) } else { None };
        self.links.put(row, link, now);
        let before = match (now, self.standings.binary_search_by_key(&row, |own| own.row)) {
            (Some(standing), Ok(at)) => {
                let now = Own { row, standing, is_due: false };
                self.standings.get_mut(at).map(|own| std::mem::replace(own, now).standing)
            }
            (Some(standing), Err(at)) => {
                self.standings.insert(at, Own { row, standing, is_due: false });
                None
            }
            (None, Ok(at)) => Some(self.standings.remove(at).standing),
            (None, Err(_)) => None,
        };
        let won = |standing: Option<Standing>| if let Some(Standing::Won(minor)) = standing { minor } else { 0 };
        self.won += i128::from(won(now)) - i128::from(won(before));
    }

    /// Won so far in the period.
    pub fn won(&self) -> i64 {
        i64::try_from(self.won).unwrap_or(i64::MAX)
    }

    /// The open deals of the period, linked ones included.
    pub fn open(&self) -> Vec<(RowId, Bet)> {
        let bets = self.standings.iter().filter_map(|own| match own.standing {
            Standing::Open(bet) => Some((own.row, bet)),
            _ => None,
        });
        bets.collect()
    }

    /// What it takes to look at all of them.
    pub fn glance(&self) -> u64 {
        GLANCE * self.standings.len() as u64
    }

    /// How many open deals the period has.
    pub fn open_count(&self) -> usize {
        self.standings.iter().filter(|own| matches!(own.standing, Standing::Open(_))).count()
    }

    /// The won deals of the period with what each brought, in minor units.
    pub fn won_deals(&self) -> Vec<(RowId, i64)> {
        let won = self.standings.iter().filter_map(|own| match own.standing {
            Standing::Won(minor) => Some((own.row, minor)),
            _ => None,
        });
        won.collect()
    }

    /// Whether an open deal is linked to others or of uncertain amount.
    pub fn is_tied(&self, row: RowId) -> bool {
        self.links.holds(row)
    }

    /// Linked deals as they are counted.
    pub fn blocks(&self) -> Vec<Block> {
        self.links.blocks()
    }

    /// How the period may end, by what was known: made afresh, since a week of edits costs more to follow one by one.
    pub fn combining(&self) -> Combining {
        let open = self.open();
        let plain: Vec<Bet> = open.iter().filter(|(row, _)| !self.links.holds(*row)).map(|(_, bet)| *bet).collect();
        let limits = Limits { cells: CELLS, ..Limits::default() };
        Combining::new(self.won(), plain, self.links.blocks(), limits)
    }
}
