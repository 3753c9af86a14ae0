//! What the fold remembers beside the values: who wrote a cell last, and what was seen of a row.

use rustc_hash::{FxHashMap, FxHashSet};

use super::defined::Defined;
use crate::model::{Key, RowId, Sheet, Stamp, Value, order, put};

/// A cell of the plan by slot and column index.
pub(super) type CellAt = (Sheet, u32, u32);

/// Writes of a cell, or definitions of a column, that did not see one another.
#[derive(Clone, Debug)]
pub(super) struct Contest<T = Value> {
    /// Writes that no other write has seen.
    pub heads: Vec<(Stamp, T)>,
    /// Writes that were seen by another but have not arrived.
    pub gone: Vec<Stamp>,
}

impl<T> Default for Contest<T> {
    fn default() -> Contest<T> {
        Contest { heads: Vec::new(), gone: Vec::new() }
    }
}

impl<T: PartialEq> Contest<T> {
    /// The head that is shown: the latest.
    pub fn winner(&self) -> Option<&(Stamp, T)> {
        self.heads.iter().max_by_key(|(stamp, _)| *stamp)
    }

    /// Adds a write that saw some others.
    pub fn add(&mut self, stamp: Stamp, value: T, seen: &[Stamp]) {
        for earlier in seen {
            let before = self.heads.len();
            self.heads.retain(|(head, _)| head != earlier);
            if self.heads.len() == before && !self.gone.contains(earlier) {
                self.gone.push(*earlier);
            }
        }
        if let Some(at) = self.gone.iter().position(|gone| *gone == stamp) {
            self.gone.swap_remove(at);
        } else {
            self.heads.push((stamp, value));
        }
    }
}

/// A cell that was written by people who did not see one another's.
#[derive(Clone, Debug, Default)]
pub(super) struct Contested {
    pub contest: Contest,
    /// Every write of it since then, each with those that its author had before him: by them it is told what somebody comes
    /// back to who takes one back.
    past: Vec<Past>,
}

/// A write of a cell.
#[derive(Clone, Debug)]
pub(super) struct Past {
    stamp: Stamp,
    value: Value,
    seen: Box<[Stamp]>,
}

impl Past {
    /// A write that saw some others.
    pub fn new(stamp: Stamp, value: &Value, seen: &[Stamp]) -> Past {
        Past { stamp, value: value.clone(), seen: seen.into() }
    }
}

impl Contested {
    /// Begins with the write that the cell shows, where there is one.
    pub fn of(shown: Option<(Stamp, Value)>) -> Contested {
        let past = shown.iter().map(|(stamp, value)| Past::new(*stamp, value, &[]));
        let past = past.collect();
        Contested { contest: Contest { heads: shown.into_iter().collect(), gone: Vec::new() }, past }
    }

    /// Adds a write that saw some others.
    pub fn add(&mut self, stamp: Stamp, value: Value, seen: &[Stamp]) {
        self.past.push(Past::new(stamp, &value, seen));
        self.contest.add(stamp, value, seen);
    }

    /// The same with the writes since people differed, of all that there are: what they had in common before is nothing that one
    /// of them comes back to.
    pub fn with_past(&self, all: &[Past]) -> Contested {
        let mut all: Vec<&Past> = all.iter().collect();
        order::sort_by_key(&mut all, |past| past.stamp);
        // While each write has seen the one before it and no other, there is one line.
        let follows = |pair: &[&Past]| matches!(pair, [one, next] if next.seen.iter().eq([&one.stamp]));
        let line = all.windows(2).take_while(|pair| follows(pair)).count();
        // Up to which of them the authors of the others had come.
        let mut met: FxHashMap<Stamp, usize> =
            all.iter().take(line + 1).enumerate().map(|(at, past)| (past.stamp, at + 1)).collect();
        let mut base = line + 1;
        for past in all.iter().skip(line + 1) {
            let seen = past.seen.iter().filter_map(|earlier| met.get(earlier)).copied().max().unwrap_or_default();
            met.insert(past.stamp, seen);
            base = base.min(seen);
        }
        let past = all.into_iter().skip(base).cloned().collect();
        Contested { contest: self.contest.clone(), past }
    }

    /// Whether there never was anything to choose: the writes came in another order than they were made.
    pub fn is_none(&self) -> bool {
        let was_settled = || self.past.iter().any(|past| past.seen.len() > 1);
        self.contest.heads.len() == 1 && self.contest.gone.is_empty() && !was_settled()
    }

    /// The writes that are known.
    pub fn known(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.past.iter().map(|past| past.stamp)
    }

    /// What one of them wrote.
    pub fn value(&self, write: Stamp) -> Option<&Value> {
        self.past(write).map(|past| &past.value)
    }

    /// What its author had before him.
    pub fn seen(&self, write: Stamp) -> &[Stamp] {
        self.past(write).map(|past| &*past.seen).unwrap_or_default()
    }

    /// Whether the author of a write had another one before him, be it under what he wrote over.
    pub fn has_seen(&self, later: Stamp, earlier: Stamp) -> bool {
        let (mut open, mut met) = (vec![later], FxHashSet::default());
        while let Some(stamp) = open.pop() {
            if stamp == earlier {
                return true;
            }
            if met.insert(stamp) {
                open.extend(self.seen(stamp));
            }
        }
        false
    }

    fn past(&self, write: Stamp) -> Option<&Past> {
        self.past.iter().find(|past| past.stamp == write)
    }
}

/// What is known of one row beside its cells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowFacts {
    /// The insertion, once it has arrived.
    pub born: Option<Stamp>,
    /// The sum of the stamps of all operations on the row other than deletions: the digest that a deleter names.
    pub sum: Stamp,
    /// The insertion or move that gave the row its place.
    pub placed: Stamp,
}

impl RowFacts {
    pub fn count(&mut self, stamp: Stamp) {
        add_to_digest(&mut self.sum, stamp);
    }
}

/// The facts of the rows of one table. Most rows stand where they were inserted, so that a place has a stamp of its own in
/// few of them.
#[derive(Clone, Debug, Default)]
struct Facts {
    /// By slot: the insertion, no stamp of anybody until it has arrived, and the sum.
    rows: Vec<(Stamp, Stamp)>,
    /// Of rows that were moved, or whose insertion has not arrived.
    placed: FxHashMap<u32, Stamp>,
}

impl Facts {
    fn get(&self, slot: u32) -> Option<RowFacts> {
        let (born, sum) = *self.rows.get(slot as usize)?;
        let placed = self.placed.get(&slot).copied().unwrap_or(born);
        Some(RowFacts { born: (born != Stamp::default()).then_some(born), sum, placed })
    }

    fn put(&mut self, slot: u32, facts: RowFacts) {
        let born = facts.born.unwrap_or_default();
        put(&mut self.rows, slot, (born, facts.sum));
        if facts.placed != born {
            self.placed.insert(slot, facts.placed);
        } else if !self.placed.is_empty() {
            self.placed.remove(&slot);
        }
    }
}

/// Adds an operation other than a deletion to the digest of its row, which is what a deleter names as seen.
pub fn add_to_digest(digest: &mut Stamp, stamp: Stamp) {
    digest.time = digest.time.wrapping_add(stamp.time);
    // Mixed, so that two operations of different replicas do not cancel out.
    digest.replica = digest.replica.wrapping_add(stamp.replica ^ stamp.time.rotate_left(32));
}

/// A deletion of a row and what the deleter had seen of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deletion {
    pub stamp: Stamp,
    pub seen: Stamp,
}

/// That a row was brought back, by somebody who had seen a deletion.
#[derive(Clone, Copy, Debug)]
pub(super) struct Restored {
    pub stamp: Stamp,
    pub deletion: Stamp,
}

/// Everything that the fold remembers beside the plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Registers {
    /// By sheet.
    rows: Vec<Facts>,
    /// Writers of cells that changed after their row was inserted.
    pub writers: FxHashMap<CellAt, Stamp>,
    pub contests: FxHashMap<CellAt, Contested>,
    pub deletions: FxHashMap<(Sheet, RowId), Vec<Deletion>>,
    pub restored: FxHashMap<(Sheet, RowId), Vec<Restored>>,
    /// Columns that the user defined.
    pub definitions: FxHashMap<(Sheet, Key), Defined>,
}

impl Registers {
    pub fn new() -> Registers {
        Registers { rows: vec![Facts::default(); Sheet::ALL.len()], ..Registers::default() }
    }

    /// Takes note that so many rows of a table will come.
    pub fn expect(&mut self, sheet: Sheet, rows: usize) {
        if let Some(facts) = self.rows.get_mut(sheet.index()) {
            facts.rows.reserve(rows);
        }
    }

    /// The facts of a row; none where nothing is known of it.
    pub fn row(&self, sheet: Sheet, slot: u32) -> Option<RowFacts> {
        self.rows.get(sheet.index())?.get(slot)
    }

    /// Changes the facts of a row, and says what they are then.
    pub fn change(&mut self, sheet: Sheet, slot: u32, change: impl FnOnce(&mut RowFacts)) -> RowFacts {
        let mut facts = self.row(sheet, slot).unwrap_or_default();
        change(&mut facts);
        if let Some(rows) = self.rows.get_mut(sheet.index()) {
            rows.put(slot, facts);
        }
        facts
    }

    /// Counts an insertion or a move of a row; says whether it is the one that gives the row its place, the latest.
    pub fn place(&mut self, sheet: Sheet, slot: u32, stamp: Stamp, inserts: bool) -> bool {
        let mut is_latest = false;
        self.change(sheet, slot, |facts| {
            facts.count(stamp);
            if inserts {
                facts.born = Some(facts.born.map_or(stamp, |born| born.min(stamp)));
            }
            is_latest = stamp >= facts.placed;
            facts.placed = facts.placed.max(stamp);
        });
        is_latest
    }
}
