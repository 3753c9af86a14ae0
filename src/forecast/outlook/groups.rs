//! The parts of a period: by person, team, segment, product, region, customer.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Period;
use super::derive::View;
use super::figures::TARGET_LEVELS;
use super::horizon::{GLANCE, PASSES};
use super::links::Link;
use super::pool::{Counted, Outcome, Pool, Prospect};
use super::result::Combining;
use super::sweep::{Sweep, at_once};
use super::targets::{Whose, targets};
use super::walk::LOOK;
use super::what_if::is_kept;
use crate::forecast::{BetError, Stretch};
use crate::model::schema::{deals, people::persons};
use crate::model::{Plan, RowId, Sheet, order};

/// By what deals are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Who answers for the deal.
    Person,
    /// His team.
    Team,
    /// The market segment.
    Segment,
    /// The product.
    Product,
    /// The region.
    Region,
    /// The customer.
    Account,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Dimension; 6] = [
        Dimension::Person,
        Dimension::Team,
        Dimension::Segment,
        Dimension::Product,
        Dimension::Region,
        Dimension::Account,
    ];
}

/// One group: a record, or a text typed in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// A person, a product or a customer.
    Record(Sheet, RowId),
    /// A team, a segment or a region.
    Text(SmolStr),
    /// The cell is empty.
    None,
}

/// The group of a deal.
#[must_use]
pub fn group_of(plan: &Plan, deal: RowId, dimension: Dimension) -> GroupKey {
    let record = |sheet: Sheet, row: Option<RowId>| match row.filter(|row| plan.table(sheet).contains(*row)) {
        Some(row) => GroupKey::Record(sheet, row),
        None => GroupKey::None,
    };
    let text = |text: Option<&str>| match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => GroupKey::Text(SmolStr::new(text)),
        None => GroupKey::None,
    };
    match dimension {
        Dimension::Person => record(Sheet::Persons, plan.get(deal, deals::OWNER)),
        Dimension::Team => text(plan.get(deal, deals::OWNER).and_then(|owner| plan.get(owner, persons::TEAM))),
        Dimension::Segment => text(plan.get(deal, deals::SEGMENT)),
        Dimension::Product => record(Sheet::Offerings, plan.get(deal, deals::PRODUCT)),
        Dimension::Region => text(plan.get(deal, deals::REGION)),
        Dimension::Account => record(Sheet::Accounts, plan.get(deal, deals::ACCOUNT)),
    }
}

/// Whose targets a group has: persons and teams have some of their own.
pub(super) fn whose(dimension: Dimension, key: &GroupKey) -> Option<Whose<'_>> {
    match (dimension, key) {
        (Dimension::Person, GroupKey::Record(_, person)) => Some(Whose::Person(*person)),
        (Dimension::Team, GroupKey::Text(team)) => Some(Whose::Team(team)),
        _ => None,
    }
}

/// One group of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOutcome {
    /// The group.
    pub key: GroupKey,
    /// How its part of the period may end: a distribution of its own, whose quantiles do not add up to those of all.
    pub outcome: Outcome,
}

/// The board's period group by group, in the order of the keys, of the person that the board looks at or of all; persons
/// and teams have targets of their own. What the board leaves out ([`Board::figures`](super::Board::figures)) is in no group.
///
/// # Errors
/// [`BetError::TotalTooLarge`].
pub fn groups(view: &View<'_>, period: &Period, dimension: Dimension) -> Result<Vec<GroupOutcome>, BetError> {
    let mut grouping = Grouping::new(view, period, dimension);
    at_once(|stretch| grouping.step(view, stretch).transpose())
}

/// The parts of a period in short steps: call [`Grouping::step`] with the same view until it answers.
#[derive(Debug)]
pub struct Grouping {
    period: Period,
    dimension: Dimension,
    deals: Sweep<Parted>,
    parts: Option<std::vec::IntoIter<(GroupKey, Pool)>>,
    making: Option<(GroupKey, i64, Counted, Box<Combining>)>,
    found: Vec<GroupOutcome>,
}

/// The deals by group, as far as they count in the period.
#[derive(Debug)]
struct Parted {
    period: Period,
    dimension: Dimension,
    parts: FxHashMap<GroupKey, Pool>,
    ended: Vec<(RowId, Link)>,
    /// The deal that is looked at.
    one: Pool,
}

impl Parted {
    fn look(view: &View<'_>, own: &mut Parted, row: RowId) {
        own.one.put(view, row, is_kept(view, row));
        own.ended.append(&mut own.one.ended);
        own.one.left_out.clear();
        // The others of a group of linked deals must be known wherever they close.
        let period = own.period;
        own.one.open.retain(|deal| deal.link.is_some() || period.contains(deal.close));
        own.one.won.retain(|(_, day, _)| period.contains(*day));
        if !own.one.open.is_empty() || !own.one.won.is_empty() {
            let part = own.parts.entry(group_of(view.plan(), row, own.dimension)).or_default();
            part.open.append(&mut own.one.open);
            part.won.append(&mut own.one.won);
        }
    }

    /// The parts in the order of their keys, each with all that has ended among linked deals.
    fn settled(&mut self) -> Vec<(GroupKey, Pool)> {
        let mut parts: Vec<(GroupKey, Pool)> = std::mem::take(&mut self.parts).into_iter().collect();
        for (_, part) in parts.iter_mut().filter(|(_, part)| part.open.iter().any(|deal| deal.link.is_some())) {
            part.ended.clone_from(&self.ended);
        }
        order::sort_by(&mut parts, |(one, _), (two, _)| one.cmp(two));
        parts
    }
}

impl Grouping {
    /// Begins.
    #[must_use]
    pub fn new(view: &View<'_>, period: &Period, dimension: Dimension) -> Grouping {
        let (period, rows) = (*period, view.plan().table(Sheet::Deals).ids().collect());
        let parted = Parted { period, dimension, parts: FxHashMap::default(), ended: Vec::new(), one: Pool::default() };
        let deals = Sweep::new(rows, parted, Parted::look);
        Grouping { period, dimension, deals, parts: None, making: None, found: Vec::new() }
    }

    /// Goes on until the stretch is over; the parts once all are known.
    ///
    /// # Errors
    /// [`BetError::TotalTooLarge`].
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> Result<Option<Vec<GroupOutcome>>, BetError> {
        while !stretch.is_over() {
            let Some(parts) = &mut self.parts else {
                if self.deals.step(view, stretch) {
                    self.parts = Some(self.deals.gathered.settled().into_iter());
                }
                continue;
            };
            let Some((key, won, counted, making)) = &mut self.making else {
                let Some((key, part)) = parts.next() else { return Ok(Some(std::mem::take(&mut self.found))) };
                let (period, won) = (self.period, part.won_in(&self.period)?);
                let taken = part.take(&|deal: &Prospect| period.contains(deal.close).then_some(1.0));
                stretch.spend(2 * LOOK + GLANCE * (part.open.len() + part.won.len()) as u64);
                if taken.counted.open > 0 || won != 0 {
                    let combining = Box::new(taken.combining(won));
                    self.making = Some((key, won, taken.counted, combining));
                }
                continue;
            };
            let Some(distribution) = making.step(stretch)? else { continue };
            let own = whose(self.dimension, key);
            let own = own.map_or([None; TARGET_LEVELS], |whose| targets(view.plan(), &self.period, whose));
            let outcome = Outcome::of(self.period, own, *won, &distribution, std::mem::take(counted));
            self.found.push(GroupOutcome { key: key.clone(), outcome });
            stretch.spend(PASSES * distribution.cells() as u64);
            self.making = None;
        }
        Ok(None)
    }
}
