//! Deals that are more than one bet: linked to others, or of uncertain amount.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::deal::{Draft, Standing, read};
use crate::forecast::{Bet, Block, Pivot};
use crate::model::schema::deals;
use crate::model::{Plan, RowId, order};

/// What ties a deal to others, or makes its amount uncertain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The name that the linked deals share.
    group: Option<SmolStr>,
    /// Whether they are won or lost together, rather than at most one of them; none where the row does not say.
    together: Option<bool>,
    /// Low and high amount, in minor units of the plan's currency.
    range: Option<(i64, i64)>,
    /// Whether it was won, once it has ended.
    won: Option<bool>,
}

/// The link of a deal; none for a deal that is one plain bet.
pub(super) fn link(plan: &Plan, draft: Option<&Draft>, row: RowId) -> Option<Link> {
    let name = read(plan, draft, row, deals::GROUP).map(str::trim).filter(|name| !name.is_empty());
    let worth = |column| read(plan, draft, row, column).and_then(|money| plan.in_plan_currency(money));
    let (low, high) = (worth(deals::LOW), worth(deals::HIGH));
    let likely = worth(deals::AMOUNT);
    // An end that is not given is the likely amount; ends in the wrong order say nothing.
    let range = likely
        .filter(|_| low.is_some() || high.is_some())
        .map(|likely| (low.unwrap_or(likely), high.unwrap_or(likely), likely));
    let range = range.filter(|(low, high, likely)| *low >= 0 && low <= likely && likely <= high && low < high);
    if name.is_none() && range.is_none() {
        return None;
    }
    Some(Link {
        group: name.map(SmolStr::new),
        together: read(plan, draft, row, deals::GROUP_KIND).map(|kind| kind == "all"),
        range: range.map(|(low, high, _)| (low, high)),
        won: read(plan, draft, row, deals::OUTCOME).map(|outcome| outcome == "won"),
    })
}

/// Deals that are counted together.
#[derive(Clone, Debug)]
pub(super) struct Knot {
    members: Vec<Member>,
    together: bool,
    pub block: Block,
}

#[derive(Clone, Debug)]
struct Member {
    row: RowId,
    chance: f64,
    /// What it brings where it is won: (amount, share), the shares adding up to one.
    amounts: Vec<(i64, f64)>,
}

/// Deals of which at most one can be won, but whose chances add up to more than one: each counts for its share.
#[derive(Clone, Debug, PartialEq)]
pub struct Overbooked {
    /// The deals.
    pub deals: Vec<RowId>,
    /// What their chances add up to, above one.
    pub chance: f64,
}

/// All deals that are more than one bet.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// What ties each, and its bet while it is open.
    links: FxHashMap<RowId, (Link, Option<Bet>)>,
    open: usize,
    pub knots: Vec<Knot>,
    /// Groups of which at most one deal can be won, but whose chances add up to more than one.
    pub overbooked: Vec<Overbooked>,
}

impl Links {
    /// Takes in what a deal has become; says whether its bet is kept here rather than among the plain ones.
    pub fn put(&mut self, row: RowId, link: Option<Link>, standing: Option<Standing>) -> bool {
        let bet = if let Some(Standing::Open(bet)) = standing { Some(bet) } else { None };
        let is_tied = link.is_some();
        let before = match link {
            Some(link) => self.links.insert(row, (link, bet)),
            None => self.links.remove(&row),
        };
        self.open += usize::from(is_tied && bet.is_some());
        self.open -= usize::from(matches!(before, Some((_, Some(_)))));
        is_tied
    }

    /// What ties a deal.
    pub fn of(&self, row: RowId) -> Option<&Link> {
        self.links.get(&row).map(|(link, _)| link)
    }

    /// How many open deals are kept here.
    pub const fn open(&self) -> usize {
        self.open
    }

    /// Whether a deal is kept here rather than among the plain ones.
    pub fn holds(&self, row: RowId) -> bool {
        self.links.contains_key(&row)
    }

    /// The blocks of all knots.
    pub fn blocks(&self) -> Vec<Block> {
        self.knots.iter().map(|knot| knot.block.clone()).collect()
    }

    /// Ties the knots anew: deals of uncertain amount each by itself, then the groups by their names. Says whether any block has
    /// changed.
    pub fn settle(&mut self) -> bool {
        let before = std::mem::take(&mut self.knots);
        self.overbooked = Vec::new();
        let mut rows: Vec<(Option<SmolStr>, RowId)> =
            self.links.iter().map(|(row, (link, _))| (link.group.clone(), *row)).collect();
        order::sort(&mut rows);
        for part in rows.chunk_by(|(one, _), (two, _)| one.is_some() && one == two) {
            let links = || part.iter().filter_map(|(_, row)| self.of(*row));
            let is_group = part.first().is_some_and(|(name, _)| name.is_some());
            let together = is_group && links().find_map(|link| link.together).unwrap_or(false);
            // Where one of two is won the other cannot be, and where one of those that go together is lost all are.
            if is_group && links().any(|link| link.won == Some(!together)) {
                continue;
            }
            let is_open = |row: &RowId| self.links.get(row).is_some_and(|(_, bet)| bet.is_some());
            let open: Vec<RowId> = part.iter().map(|(_, row)| *row).filter(is_open).collect();
            self.tie(&open, together);
        }
        !before.iter().map(|knot| &knot.block).eq(self.knots.iter().map(|knot| &knot.block))
    }

    fn tie(&mut self, rows: &[RowId], together: bool) {
        let mut members: Vec<Member> = rows.iter().filter_map(|row| self.member(*row)).collect();
        let Some(first) = members.first() else { return };
        let block = if together {
            // As strong as the weakest; amounts are low, likely or high together.
            let chance = members.iter().map(|member| member.chance).fold(1.0, f64::min);
            let sums = first.amounts.iter().enumerate().map(|(at, _)| {
                let sum = members.iter().filter_map(|member| member.amounts.get(at)).map(|(amount, _)| *amount);
                sum.fold(0_i64, i64::saturating_add)
            });
            let shares = first.amounts.iter().map(|(_, share)| *share);
            let amounts: Vec<(i64, f64)> = sums.zip(shares).collect();
            let atoms: Vec<(i64, f64)> = amounts.iter().map(|(amount, share)| (*amount, share * chance)).collect();
            for member in &mut members {
                (member.chance, member.amounts) = (chance, amounts.clone());
            }
            Block::new(&atoms)
        } else {
            let sum: f64 = members.iter().map(|member| member.chance).sum();
            if sum > 1.0 + 1e-9 {
                self.overbooked.push(Overbooked { deals: rows.to_vec(), chance: sum });
                members.iter_mut().for_each(|member| member.chance /= sum);
            }
            let atoms = members
                .iter()
                .flat_map(|member| member.amounts.iter().map(|(amount, share)| (*amount, share * member.chance)));
            Block::new(&atoms.collect::<Vec<_>>())
        };
        if let Ok(block) = block {
            self.knots.push(Knot { members, together, block });
        }
    }

    fn member(&self, row: RowId) -> Option<Member> {
        let (link, bet) = self.links.get(&row)?;
        let bet = (*bet)?;
        let (low, high) = link.range.unwrap_or((bet.amount(), bet.amount()));
        let amounts = vec![(low, 0.25), (bet.amount(), 0.5), (high, 0.25)];
        Some(Member { row, chance: bet.chance(), amounts })
    }

    /// The place of the knot that a deal is in.
    pub fn place(&self, row: RowId) -> Option<usize> {
        self.knots.iter().position(|knot| knot.members.iter().any(|member| member.row == row))
    }

    /// The pivots of the deals of a knot; `reach` says how likely all others bring what is missing beside an amount.
    pub fn pivots(&self, place: usize, reach: impl Fn(i64) -> f64) -> Vec<(RowId, Pivot)> {
        let Some(knot) = self.knots.get(place) else { return Vec::new() };
        let of = |member: &Member| -> f64 { member.amounts.iter().map(|(amount, share)| share * reach(*amount)).sum() };
        let each: Vec<f64> = knot.members.iter().map(of).collect();
        let nothing = reach(0);
        let all: f64 = knot.members.iter().zip(&each).map(|(member, won)| member.chance * won).sum();
        let pivot = |(member, won): (&Member, &f64)| {
            let missed = 1.0 - member.chance;
            let lost = if knot.together || missed <= 0.0 {
                nothing
            } else {
                (all - member.chance * won + knot.block.nothing() * nothing) / missed
            };
            (member.row, Pivot { won: *won, lost, pivot: won - lost })
        };
        knot.members.iter().zip(&each).map(pivot).collect()
    }
}
