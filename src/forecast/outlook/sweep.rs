//! A look at many deals, one after the other, in short steps.

use super::View;
use super::walk::LOOK;
use crate::forecast::Stretch;
use crate::model::RowId;

/// Deals that are looked at one by one, with what is gathered of them so far.
#[derive(Debug)]
pub(super) struct Sweep<S> {
    rows: std::vec::IntoIter<RowId>,
    /// What is gathered.
    pub gathered: S,
    look: fn(&View<'_>, &mut S, RowId),
    /// What a look costs, as a [`Stretch`] counts.
    cost: u64,
}

impl<S> Sweep<S> {
    /// Begins with nothing looked at.
    pub fn new(rows: Vec<RowId>, gathered: S, look: fn(&View<'_>, &mut S, RowId)) -> Sweep<S> {
        Sweep { rows: rows.into_iter(), gathered, look, cost: LOOK }
    }

    /// The same where a look costs more.
    pub fn costing(self, cost: u64) -> Sweep<S> {
        Sweep { cost, ..self }
    }

    /// Goes on until the stretch is over; whether all are looked at.
    pub fn step(&mut self, view: &View<'_>, stretch: &mut Stretch) -> bool {
        while !stretch.is_over() {
            let Some(row) = self.rows.next() else { return true };
            (self.look)(view, &mut self.gathered, row);
            stretch.spend(self.cost);
        }
        false
    }
}

/// Steps to the end at once.
pub(super) fn at_once<T>(mut step: impl FnMut(&mut Stretch) -> Option<T>) -> T {
    loop {
        if let Some(found) = step(&mut Stretch::endless()) {
            return found;
        }
    }
}
