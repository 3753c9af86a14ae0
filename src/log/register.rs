//! What the fold remembers beside the values: who wrote a cell last, and what was seen of a row.

use rustc_hash::FxHashMap;

use super::Seen;
use crate::model::{RowId, Sheet, Stamp, Value};

/// A cell of the plan by slot and column index.
pub(super) type CellAt = (Sheet, u32, u32);

/// Writes of a cell that did not see one another.
#[derive(Clone, Debug, Default)]
pub(super) struct Contest {
    /// Writes that no other write has seen.
    pub heads: Vec<(Stamp, Value)>,
    /// Writes that were seen by another but have not arrived.
    pub gone: Vec<Stamp>,
}

impl Contest {
    /// The head that is shown: the latest.
    pub fn winner(&self) -> Option<&(Stamp, Value)> {
        self.heads.iter().max_by_key(|(stamp, _)| *stamp)
    }

    /// Whether the heads differ, so that a person should choose.
    pub fn differs(&self) -> bool {
        self.heads.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if a != b))
    }

    /// Adds a write that saw some others.
    pub fn add(&mut self, stamp: Stamp, value: Value, seen: &[Stamp]) {
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

/// What is known of one row beside its cells.
#[derive(Clone, Debug, Default)]
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
        self.sum.time = self.sum.time.wrapping_add(stamp.time);
        // Mixed, so that two operations of different replicas do not cancel out.
        self.sum.replica = self.sum.replica.wrapping_add(stamp.replica ^ stamp.time.rotate_left(32));
    }
}

/// A deletion of a row and what the deleter had seen of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deletion {
    pub stamp: Stamp,
    pub seen: Stamp,
    pub taken_back: bool,
}

/// Everything that the fold remembers beside the plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Registers {
    /// By sheet and slot.
    pub rows: Vec<Vec<RowFacts>>,
    /// Writers of cells that changed after their row was inserted.
    pub writers: FxHashMap<CellAt, Stamp>,
    pub contests: FxHashMap<CellAt, Contest>,
    pub deletions: FxHashMap<(Sheet, RowId), Vec<Deletion>>,
    /// Deletions that were taken back before they arrived.
    pub taken_back: Seen,
    pub definitions: FxHashMap<(Sheet, crate::model::Key), Stamp>,
}

impl Registers {
    pub fn new() -> Registers {
        Registers { rows: vec![Vec::new(); Sheet::ALL.len()], ..Registers::default() }
    }

    /// The facts of a row; none where nothing is known of it.
    pub fn row(&self, sheet: Sheet, slot: u32) -> Option<&RowFacts> {
        self.rows.get(sheet.index())?.get(slot as usize)
    }

    #[expect(clippy::indexing_slicing, reason = "there is a list for each sheet, and it was just made long enough")]
    pub fn row_mut(&mut self, sheet: Sheet, slot: u32) -> &mut RowFacts {
        let rows = &mut self.rows[sheet.index()];
        let at = slot as usize;
        if rows.len() <= at {
            rows.resize_with(at + 1, RowFacts::default);
        }
        &mut rows[at]
    }
}
