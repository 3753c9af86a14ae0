//! A roll of rows: each that is met gets the next number and keeps it, so that what is known of rows stands in lists.

use std::sync::atomic::{AtomicU32, Ordering};

use super::{Index, RowId, put};

/// Rows by number, and the number of each. Nothing is ever taken out.
#[derive(Debug, Default)]
pub struct Roll {
    ids: Vec<RowId>,
    index: Index,
    /// The number that was found last: whoever asks for a row asks for it several times.
    last: AtomicU32,
}

impl Clone for Roll {
    fn clone(&self) -> Roll {
        let last = AtomicU32::new(self.last.load(Ordering::Relaxed));
        Roll { ids: self.ids.clone(), index: self.index.clone(), last }
    }
}

impl Roll {
    /// The rows, by number.
    #[must_use]
    pub fn ids(&self) -> &[RowId] {
        &self.ids
    }

    /// The row of a number.
    #[must_use]
    pub fn id(&self, number: u32) -> Option<RowId> {
        self.ids.get(number as usize).copied()
    }

    /// The number of a row.
    #[must_use]
    pub fn number(&self, id: RowId) -> Option<u32> {
        let last = self.last.load(Ordering::Relaxed);
        if self.id(last) == Some(id) {
            return Some(last);
        }
        let number = self.index.find(hash(id), |number| self.id(number) == Some(id))?;
        self.last.store(number, Ordering::Relaxed);
        Some(number)
    }

    /// The number of a row; one that has none gets the next.
    pub fn enrol(&mut self, id: RowId) -> u32 {
        if let Some(number) = self.number(id) {
            return number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let ids = &self.ids;
        self.index.put(hash(id), number, &|number| ids.get(number as usize).map_or(0, |id| hash(*id)));
        put(&mut self.ids, number, id);
        self.last.store(number, Ordering::Relaxed);
        number
    }

    /// Makes room for so many rows more.
    pub fn reserve(&mut self, more: usize) {
        let ids = &self.ids;
        self.index.reserve(more, &|number| ids.get(number as usize).map_or(0, |id| hash(*id)));
        self.ids.reserve(more);
    }
}

/// Rows that were made one after the other differ in a bit or two of their time.
const fn hash(id: RowId) -> u64 {
    id.0.time ^ id.0.replica.rotate_left(32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_its_number() {
        let mut roll = Roll::default();
        let rows: Vec<RowId> = (0..500).map(|number| RowId::builtin(number % 300)).collect();
        roll.reserve(17);
        let numbers: Vec<u32> = rows.iter().map(|row| roll.enrol(*row)).collect();
        assert_eq!(numbers, (0..500).map(|number| number % 300).collect::<Vec<u32>>());
        assert_eq!((roll.ids().len(), roll.number(RowId::builtin(300))), (300, None));
    }
}
