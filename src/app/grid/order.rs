//! The order in which rows stood when it was made. A row stays where it is until the order is made anew: it does not
//! jump or vanish because of what is written into it.

use rustc_hash::FxHashSet;

use super::{Rows, Section};
use crate::model::{Key, RowId, Table, Value};

/// A row in the order; rows that were deleted keep their place, to come back to.
#[derive(Clone, Copy, Debug)]
struct Entry {
    slot: u32,
    /// The innermost group that it stands in, by its place among the heads.
    head: u32,
}

/// A group, as it was made.
#[derive(Clone, Debug)]
pub struct Head {
    /// How deep it stands, from 0.
    pub level: usize,
    /// The group that it stands in, by its place among the heads.
    pub outer: Option<usize>,
    /// The column, and the value of the group's first record in it; none for rows that came later.
    pub common: Option<(Key, Value)>,
    /// What it and the groups around it have in common, in the form in which values are compared.
    pub path: Vec<Value>,
}

/// What is known of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Unknown,
    Shown,
    Hidden,
}

/// Where a new row was put, by the row it was put beside.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The slot of the other row.
    pub slot: u32,
    /// Below it, not above.
    pub below: bool,
}

/// The order of the rows of a grid.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The rows in order; not kept where rows stand as in the plan.
    entries: Vec<Entry>,
    heads: Vec<Head>,
    /// By slot.
    standing: Vec<Standing>,
    ordered: bool,
    grouped: bool,
}

impl Order {
    /// The order of some rows, by slot, each with its innermost group by its place among the heads. `slots` is how many
    /// there are in the table, `hidden` lists those that are filtered out. Without `ordered` rows stand as in the plan.
    #[must_use]
    pub fn new(shown: Vec<(u32, u32)>, hidden: &[u32], heads: Vec<Head>, slots: usize, ordered: bool) -> Order {
        let mut standing = vec![Standing::Unknown; slots];
        let mut note = |slot: u32, as_: Standing| {
            if let Some(standing) = standing.get_mut(slot as usize) {
                *standing = as_;
            }
        };
        shown.iter().for_each(|(slot, _)| note(*slot, Standing::Shown));
        hidden.iter().for_each(|slot| note(*slot, Standing::Hidden));
        let grouped = !heads.is_empty();
        let entries =
            if ordered { shown.into_iter().map(|(slot, head)| Entry { slot, head }).collect() } else { Vec::new() };
        Order { entries, heads, standing, ordered, grouped }
    }

    /// Whether the order says where a row stands, or that it is not shown.
    #[must_use]
    pub fn knows(&self, slot: u32) -> bool {
        self.of(slot) != Standing::Unknown
    }

    /// Whether a row is filtered out.
    #[must_use]
    pub fn hides(&self, slot: u32) -> bool {
        self.of(slot) == Standing::Hidden
    }

    /// Whether rows stand otherwise than in the plan.
    #[must_use]
    pub const fn is_ordered(&self) -> bool {
        self.ordered
    }

    fn of(&self, slot: u32) -> Standing {
        self.standing.get(slot as usize).copied().unwrap_or_default()
    }

    fn set(&mut self, slot: u32, standing: Standing) {
        let at = slot as usize;
        if self.standing.len() <= at {
            self.standing.resize(at + 1, Standing::Unknown);
        }
        if let Some(own) = self.standing.get_mut(at) {
            *own = standing;
        }
    }

    /// Leaves a row out.
    pub fn leave_out(&mut self, slot: u32) {
        self.set(slot, Standing::Hidden);
    }

    /// Takes a row in, beside another one, or at the end: behind the groups, where there are any.
    pub fn take_in(&mut self, slot: u32, beside: Option<Beside>) {
        self.set(slot, Standing::Shown);
        if !self.ordered {
            return;
        }
        let neighbour = beside.and_then(|beside| {
            let at = self.entries.iter().position(|entry| entry.slot == beside.slot)?;
            Some((at + usize::from(beside.below), self.entries.get(at)?.head))
        });
        match neighbour {
            Some((at, head)) => self.entries.insert(at, Entry { slot, head }),
            None => {
                let head = if self.grouped { self.late() } else { 0 };
                self.entries.push(Entry { slot, head });
            }
        }
    }

    /// The group of rows that came after the groups were made; it stands last.
    fn late(&mut self) -> u32 {
        if self.heads.last().is_none_or(|head| head.common.is_some()) {
            self.heads.push(Head { level: 0, outer: None, common: None, path: Vec::new() });
        }
        self.heads.len() as u32 - 1
    }

    /// The path of the group that a row stands in; none where it stands in none, or came later.
    #[must_use]
    pub fn path(&self, slot: u32) -> Option<&[Value]> {
        let entry = self.entries.iter().find(|entry| entry.slot == slot)?;
        let head = self.heads.get(entry.head as usize).filter(|head| head.common.is_some())?;
        Some(&head.path)
    }

    /// The shown rows before and after a row, passing over some.
    #[must_use]
    pub fn neighbours(&self, slot: u32, pass: impl Fn(u32) -> bool) -> (Option<u32>, Option<u32>) {
        let Some(at) = self.entries.iter().position(|entry| entry.slot == slot) else { return (None, None) };
        let (before, after) = self.entries.split_at(at);
        let stays = |entry: &&Entry| !pass(entry.slot);
        let before = before.iter().rev().find(stays).map(|entry| entry.slot);
        let after = after.iter().skip(1).find(stays).map(|entry| entry.slot);
        (before, after)
    }

    /// The rows as they are shown now: those of `candidates`, in the order of the plan, that live and are not filtered
    /// out. Rows that the order does not know are not shown. Groups whose path is in `closed` hide their records.
    #[must_use]
    pub fn rows(&self, table: &Table, candidates: &[u32], closed: &FxHashSet<Vec<Value>>) -> Rows {
        let id = |slot: u32| table.id(slot).unwrap_or_default();
        if !self.ordered {
            let shown = candidates.iter().filter(|slot| self.of(**slot) == Standing::Shown);
            return Rows::plain(shown.map(|slot| id(*slot)).collect());
        }
        let mut present = vec![false; table.slots()];
        for slot in candidates.iter().filter(|slot| self.of(**slot) == Standing::Shown) {
            if let Some(present) = present.get_mut(*slot as usize) {
                *present = true;
            }
        }
        let entries = self.entries.iter().filter(|entry| present.get(entry.slot as usize).copied().unwrap_or_default());
        if !self.grouped {
            return Rows::plain(entries.map(|entry| id(entry.slot)).collect());
        }
        let mut records: Vec<RowId> = Vec::with_capacity(candidates.len());
        let mut ranges: Vec<Option<(usize, usize)>> = vec![None; self.heads.len()];
        for entry in entries {
            let place = records.len();
            records.push(id(entry.slot));
            // The innermost group, and each one that it stands in.
            let mut at = Some(entry.head as usize);
            while let Some(head) = at {
                if let Some(range) = ranges.get_mut(head) {
                    *range = Some((range.map_or(place, |(from, _)| from), place + 1));
                }
                at = self.heads.get(head).and_then(|head| head.outer);
            }
        }
        let section = |(at, head): (usize, &Head)| {
            let (from, until) = ranges.get(at).copied().flatten()?;
            let open = !closed.contains(&head.path);
            Some(Section { level: head.level, common: head.common.clone(), from, until, open, path: head.path.clone() })
        };
        let sections = self.heads.iter().enumerate().filter_map(section).collect();
        Rows::grouped(records, sections)
    }
}
