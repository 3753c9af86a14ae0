//! Where the rows of a table stand, by their identities.

use std::sync::atomic::{AtomicU32, Ordering};

use rustc_hash::FxHashMap;

use super::RowId;

/// The slots of rows. A row that has one keeps it.
#[derive(Debug, Default)]
pub(super) struct Slots {
    by_id: FxHashMap<RowId, u32>,
    /// The slot that was found last: whoever reads a row reads several of its cells.
    last: AtomicU32,
}

impl Clone for Slots {
    fn clone(&self) -> Slots {
        Slots { by_id: self.by_id.clone(), last: AtomicU32::new(self.last.load(Ordering::Relaxed)) }
    }
}

impl Slots {
    /// The slot of a row. `id_in` says whose a slot is, so that the one found last costs a comparison and no search.
    pub fn get(&self, id: RowId, id_in: impl Fn(u32) -> Option<RowId>) -> Option<u32> {
        let last = self.last.load(Ordering::Relaxed);
        if id_in(last) == Some(id) {
            return Some(last);
        }
        let slot = self.by_id.get(&id).copied()?;
        self.last.store(slot, Ordering::Relaxed);
        Some(slot)
    }

    /// Makes room for so many rows more.
    pub fn reserve(&mut self, rows: usize) {
        self.by_id.reserve(rows);
    }

    /// Gives a row a slot.
    pub fn put(&mut self, id: RowId, slot: u32) {
        self.by_id.insert(id, slot);
    }
}
