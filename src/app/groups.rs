//! Rows that have something in common: a name, a customer. Kept up to date row by row.
//!
//! Nearly every row has a name that no other one has, so what a row has in common is kept as a digest of 64 bits, and the rows
//! that share it are chained by their slots. Two names of one digest are less likely than a fault of the machine.

use crate::model::{Index, Plan, RowId, Sheet, Value, put};
use crate::text::search_key;

/// Rows by what they have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// The digest of each bond that there ever was, by its number.
    bonds: Vec<u64>,
    /// The slot of the first row of each bond, by its number.
    firsts: Vec<u32>,
    numbers: Index,
    /// By the place of the table in [`GROUPED`], then by slot.
    members: [Vec<Member>; GROUPED.len()],
}

/// What a row is part of.
#[derive(Clone, Copy, Debug)]
struct Member {
    /// The number of its bond.
    bond: u32,
    /// The slot of the next row of that bond.
    next: u32,
}

/// No bond; no row.
const NONE: u32 = u32::MAX;

const ALONE: Member = Member { bond: NONE, next: NONE };

impl Default for Member {
    fn default() -> Member {
        ALONE
    }
}

/// The tables whose rows are grouped.
const GROUPED: [Sheet; 6] =
    [Sheet::Deals, Sheet::Accounts, Sheet::Contacts, Sheet::Persons, Sheet::Teams, Sheet::Activities];

impl Groups {
    /// The groups of a plan.
    pub fn of(plan: &Plan) -> Groups {
        let mut groups = Groups::default();
        let count = GROUPED.iter().map(|sheet| plan.table(*sheet).len()).sum();
        groups.bonds.reserve(count);
        groups.firsts.reserve(count);
        groups.numbers.reserve(count, &|_| 0);
        for (sheet, members) in GROUPED.iter().zip(&mut groups.members) {
            members.resize(plan.table(*sheet).slots(), ALONE);
        }
        for (at, sheet) in GROUPED.into_iter().enumerate() {
            for slot in plan.table(sheet).order() {
                groups.join(plan, (at, sheet), *slot);
            }
        }
        groups
    }

    /// Takes in a row that was touched; returns the rows whose company changed.
    pub fn update(&mut self, plan: &Plan, sheet: Sheet, row: RowId) -> Vec<RowId> {
        let table = plan.table(sheet);
        let (Some(at), Some(slot)) = (place(sheet), table.slot(row)) else { return Vec::new() };
        let before = self.member(at, slot).bond;
        let now = if table.contains(row) { digest(plan, sheet, row) } else { None };
        if self.bonds.get(before as usize).copied() == now {
            // The company is the same, but what it says may not be.
            return if sheet == Sheet::Teams { self.siblings(plan, sheet, row) } else { Vec::new() };
        }
        self.leave(at, slot);
        let mut moved = self.chain(plan, at, before);
        if now.is_some() {
            self.join(plan, (at, sheet), slot);
            moved.extend(self.siblings(plan, sheet, row));
        }
        moved
    }

    /// Whether another row of the table has the same name.
    pub fn has_namesake(&self, plan: &Plan, sheet: Sheet, row: RowId) -> bool {
        let (Some(at), Some(slot)) = (place(sheet), plan.table(sheet).slot(row)) else { return false };
        let Member { bond, next } = self.member(at, slot);
        let is_name = !matches!(sheet, Sheet::Teams | Sheet::Activities);
        is_name && self.firsts.get(bond as usize).is_some_and(|first| *first != slot || next != NONE)
    }

    /// The rows that have in common what this one has, itself among them.
    pub fn siblings(&self, plan: &Plan, sheet: Sheet, row: RowId) -> Vec<RowId> {
        let at = place(sheet).unwrap_or(GROUPED.len());
        let bond = plan.table(sheet).slot(row).map_or(NONE, |slot| self.member(at, slot).bond);
        self.chain(plan, at, bond)
    }

    /// The activities with a customer that name no deal.
    pub fn loose(&self, plan: &Plan, account: RowId) -> Vec<RowId> {
        let bond = self.number(digest_of(Sheet::Activities, "", Some(account))).unwrap_or(NONE);
        self.chain(plan, place(Sheet::Activities).unwrap_or(GROUPED.len()), bond)
    }

    /// The rows of a bond.
    fn chain(&self, plan: &Plan, at: usize, bond: u32) -> Vec<RowId> {
        let mut rows = Vec::new();
        let mut slot = self.firsts.get(bond as usize).copied().unwrap_or(NONE);
        while let Some(row) = GROUPED.get(at).and_then(|sheet| plan.table(*sheet).id(slot)) {
            rows.push(row);
            slot = self.member(at, slot).next;
        }
        rows
    }

    fn member(&self, at: usize, slot: u32) -> Member {
        self.members.get(at).and_then(|members| members.get(slot as usize)).copied().unwrap_or(ALONE)
    }

    fn number(&self, digest: u64) -> Option<u32> {
        self.numbers.find(digest, |number| self.bonds.get(number as usize) == Some(&digest))
    }

    fn join(&mut self, plan: &Plan, (at, sheet): (usize, Sheet), slot: u32) {
        let row = plan.table(sheet).id(slot).unwrap_or_default();
        let Some(digest) = digest(plan, sheet, row) else { return };
        let bond = self.number(digest).unwrap_or_else(|| {
            let number = u32::try_from(self.bonds.len()).unwrap_or(NONE);
            put(&mut self.bonds, number, digest);
            put(&mut self.firsts, number, NONE);
            let bonds = &self.bonds;
            self.numbers.put(digest, number, &|number| bonds.get(number as usize).copied().unwrap_or_default());
            number
        });
        let (Some(members), Some(first)) = (self.members.get_mut(at), self.firsts.get_mut(bond as usize)) else {
            return;
        };
        put(members, slot, Member { bond, next: std::mem::replace(first, slot) });
    }

    fn leave(&mut self, at: usize, slot: u32) {
        let Member { bond, next } = self.member(at, slot);
        let (Some(members), Some(first)) = (self.members.get_mut(at), self.firsts.get_mut(bond as usize)) else {
            return;
        };
        if *first == slot {
            *first = next;
        } else {
            let mut before = *first;
            while let Some(member) = members.get_mut(before as usize) {
                if member.next == slot {
                    member.next = next;
                    break;
                }
                before = member.next;
            }
        }
        put(members, slot, ALONE);
    }
}

fn place(sheet: Sheet) -> Option<usize> {
    GROUPED.iter().position(|own| *own == sheet)
}

/// The digest of what a row has in common with others; none where it could have nothing: the customer of team pairs, that of
/// activities which name no deal, and of all others the name, with the customer where names are his own.
fn digest(plan: &Plan, sheet: Sheet, row: RowId) -> Option<u64> {
    let linked = |key: &str| plan.value(sheet, row, key).linked().first().copied();
    match sheet {
        Sheet::Activities if linked("deal").is_some() => None,
        Sheet::Teams | Sheet::Activities => Some(digest_of(sheet, "", Some(linked("account")?))),
        _ => {
            let Value::Text(name) = plan.value(sheet, row, "name") else { return None };
            let name = search_key(name);
            // Several people whose names are unknown are several people.
            let is_known = !name.is_empty() && name != "?";
            is_known.then(|| digest_of(sheet, &name, linked("account")))
        }
    }
}

/// FNV-1a, 64 bits.
fn digest_of(sheet: Sheet, name: &str, account: Option<RowId>) -> u64 {
    let mut digest = 0xcbf2_9ce4_8422_2325;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            digest = (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    take(&[sheet.index() as u8]);
    take(name.as_bytes());
    if let Some(RowId(stamp)) = account {
        take(&stamp.time.to_le_bytes());
        take(&stamp.replica.to_le_bytes());
    }
    digest
}
