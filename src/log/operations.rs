//! The operations of a transaction, packed: kept for as long as the plan is open, read one after the other.

use std::fmt;

use super::Operation;
use super::packing::{Packer, Unpacker};
use crate::model::{RowId, Sheet, Stamp};

/// A list of operations. A row that an import brings takes some eighty bytes of it, where the operation by itself takes four
/// hundred; each is made when it is asked for.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Operations {
    /// The identity that the others are told from, in sixteen bytes, then the operations.
    bytes: Vec<u8>,
    count: u32,
    beside: Option<Box<Beside>>,
}

/// What few lists have.
#[derive(Clone, Default, PartialEq, Eq)]
struct Beside {
    /// Operations that are not packed, in order, each with its place in the list.
    operations: Vec<(u32, Operation)>,
    /// About how many rows come, by table.
    rows: Vec<(Sheet, usize)>,
}

const BASE: usize = 16;

impl Operations {
    /// Adds an operation at the end.
    pub fn push(&mut self, operation: Operation) {
        if self.bytes.is_empty() {
            let RowId(base) = operation.row().map(|(_, row)| row).unwrap_or_default();
            self.bytes.extend(base.time.to_le_bytes());
            self.bytes.extend(base.replica.to_le_bytes());
        }
        let base = self.base();
        if self.bytes.capacity() - self.bytes.len() < 128 {
            // Twice as much would be as much as all the rest of a large plan.
            self.bytes.reserve_exact((self.bytes.len() / 4).max(128));
        }
        if let Operation::Insert { sheet, .. } = &operation
            && self.count > 0
        {
            let rows = &mut self.beside.get_or_insert_default().rows;
            match rows.iter_mut().find(|(own, _)| own == sheet) {
                Some((_, count)) => *count += 1,
                // The first one may have been passed over.
                None => rows.push((*sheet, 2)),
            }
        }
        if !(Packer { bytes: &mut self.bytes, base }).operation(&operation) {
            self.beside.get_or_insert_default().operations.push((self.count, operation));
        }
        self.count += 1;
    }

    /// Gives room back that is not needed: no more will come.
    pub fn shrink_to_fit(&mut self) {
        self.bytes.shrink_to_fit();
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// How many bytes the packed ones take: about a quarter of their text.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The operations in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        self.iter_from(Stand::default())
    }

    /// The operations from where a reader stands.
    #[must_use]
    pub fn iter_from(&self, stand: Stand) -> Iter<'_> {
        let bytes = self.bytes.get(BASE + stand.byte..).unwrap_or_default();
        Iter { all: self, unpacker: Unpacker { bytes, base: self.base() }, number: stand.number }
    }

    /// The operations that are no changes of rows, definitions and merges among them, with their places in the list: they are
    /// found without reading the others.
    pub fn beside(&self) -> impl DoubleEndedIterator<Item = (usize, &Operation)> {
        let beside = self.beside.as_ref().map_or(&[][..], |beside| &beside.operations);
        beside.iter().map(|(number, operation)| (*number as usize, operation))
    }

    /// About how many rows a list of more than one operation brings, by table, without reading it.
    #[must_use]
    pub fn rows(&self) -> &[(Sheet, usize)] {
        self.beside.as_ref().map_or(&[], |beside| &beside.rows)
    }

    fn base(&self) -> Stamp {
        let part = |at: usize| self.bytes.get(at..at + 8).and_then(|part| part.try_into().ok()).unwrap_or_default();
        Stamp { time: u64::from_le_bytes(part(0)), replica: u64::from_le_bytes(part(8)) }
    }
}

/// Where a reader of a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    number: u32,
    byte: usize,
}

impl Stand {
    /// How many operations were read before.
    #[must_use]
    pub const fn number(self) -> usize {
        self.number as usize
    }
}

/// The operations of a list, each made as it is asked for.
#[derive(Clone)]
pub struct Iter<'a> {
    all: &'a Operations,
    unpacker: Unpacker<'a>,
    number: u32,
}

impl Iter<'_> {
    /// Where it stands, to go on from there later.
    #[must_use]
    pub fn stand(&self) -> Stand {
        let read = self.all.bytes.len().saturating_sub(BASE).saturating_sub(self.unpacker.bytes.len());
        Stand { number: self.number, byte: read }
    }
}

impl Iterator for Iter<'_> {
    type Item = Operation;

    fn next(&mut self) -> Option<Operation> {
        if self.number >= self.all.count {
            return None;
        }
        let operation = self.unpacker.operation().or_else(|| {
            let beside = &self.all.beside.as_ref()?.operations;
            let at = beside.binary_search_by_key(&self.number, |(number, _)| *number).ok()?;
            beside.get(at).map(|(_, operation)| operation.clone())
        });
        self.number += 1;
        operation
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.all.count.saturating_sub(self.number) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Operations {
    type Item = Operation;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl Extend<Operation> for Operations {
    fn extend<T: IntoIterator<Item = Operation>>(&mut self, operations: T) {
        operations.into_iter().for_each(|operation| self.push(operation));
        self.shrink_to_fit();
    }
}

impl FromIterator<Operation> for Operations {
    fn from_iter<T: IntoIterator<Item = Operation>>(operations: T) -> Operations {
        let mut all = Operations::default();
        all.extend(operations);
        all
    }
}

impl From<Vec<Operation>> for Operations {
    fn from(operations: Vec<Operation>) -> Operations {
        operations.into_iter().collect()
    }
}

impl fmt::Debug for Operations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}
