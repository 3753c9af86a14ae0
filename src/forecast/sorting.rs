//! Sorting in short steps: short runs are sorted one by one, then merged by pairs until one is left.

use std::cmp::Ordering;

use super::making::Stretch;
use crate::model::order;

/// The length of a run that is sorted at once.
const RUN: usize = 2_048;
/// What it takes to bring an item to its place in a run, and to take it from one into another, beside moving one result of a
/// distribution.
const PLACE: u64 = 60;
const MERGE: u64 = 10;

/// Items being sorted. Those that compare as equal keep their order.
#[derive(Debug)]
pub(super) struct Sorting<T> {
    items: Vec<T>,
    /// The merged runs of this turn.
    merged: Vec<T>,
    /// The length of the runs that are sorted; none while the first are being made.
    run: usize,
    /// Where the next run begins.
    at: usize,
    compare: fn(&T, &T) -> Ordering,
}

impl<T: Copy> Sorting<T> {
    pub fn new(items: Vec<T>, compare: fn(&T, &T) -> Ordering) -> Sorting<T> {
        // What is in order already is one run.
        let run = if items.is_sorted_by(|a, b| compare(a, b).is_le()) { items.len() } else { 0 };
        Sorting { items, merged: Vec::new(), run, at: 0, compare }
    }

    /// Goes on until the stretch is over; the items once they are in order.
    pub fn step(&mut self, stretch: &mut Stretch) -> Option<Vec<T>> {
        while !stretch.is_over() {
            if self.run >= self.items.len() {
                return Some(std::mem::take(&mut self.items));
            }
            if self.run == 0 {
                let own = self.items.get_mut(self.at..).unwrap_or_default();
                let count = own.len().min(RUN);
                order::sort_by(own.get_mut(..count).unwrap_or_default(), self.compare);
                stretch.spend(PLACE * count as u64);
                self.at += count;
                if self.at == self.items.len() {
                    (self.run, self.at) = (RUN, 0);
                }
            } else {
                stretch.spend(MERGE * self.merge());
            }
        }
        None
    }

    /// Merges the next pair of runs; how many items that were.
    fn merge(&mut self) -> u64 {
        let pair = self.items.get(self.at..).unwrap_or_default();
        let pair = pair.get(..2 * self.run).unwrap_or(pair);
        let (mut one, mut two) = pair.split_at(self.run.min(pair.len()));
        self.merged.reserve(pair.len());
        while let (Some(a), Some(b)) = (one.first(), two.first()) {
            let from = if (self.compare)(a, b).is_le() { &mut one } else { &mut two };
            self.merged.extend(from.split_off_first().copied());
        }
        self.merged.extend_from_slice(one);
        self.merged.extend_from_slice(two);
        let count = pair.len();
        self.at += count;
        if self.at == self.items.len() {
            std::mem::swap(&mut self.items, &mut self.merged);
            self.merged.clear();
            (self.run, self.at) = (2 * self.run, 0);
        }
        count as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn sorts_as_the_standard_library_does_however_short_the_steps(
            seed in proptest::collection::vec((any::<u8>(), any::<u32>()), 0..50), times in 0_usize..300, most in 1_u64..200_000
        ) {
            let items: Vec<(u8, u32)> = seed.iter().copied().cycle().take(seed.len() * times).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorting = Sorting::new(items, |a, b| a.0.cmp(&b.0));
            let found = loop {
                if let Some(found) = sorting.step(&mut Stretch::new(most)) {
                    break found;
                }
            };
            prop_assert_eq!(found, expected);
        }
    }
}
