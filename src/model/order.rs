//! Sorting with one copy of the algorithm for all types: it orders places, then exchanges items.
//!
//! The standard library's sort is compiled anew for every type, 4 KB each; what is short or seldom sorted needs no more
//! than this. Stable.

use std::cmp::Ordering;

/// Sorts by a comparison.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let of = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    let mut places = sorted(items.len(), &of);
    arrange(&mut places, &mut |a, b| items.swap(a, b));
}

/// Sorts by a key, which is asked for at every comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by the items' own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The first `count` of some items in their order, without putting the others in order; of equal ones those
/// that come first.
pub fn first_of<T>(items: impl Iterator<Item = T>, count: usize, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut first: Vec<T> = Vec::with_capacity(count + 1);
    for item in items {
        if first.len() == count && first.last().is_none_or(|last| compare(last, &item).is_le()) {
            continue;
        }
        let at = first.partition_point(|own| compare(own, &item).is_le());
        first.insert(at, item);
        first.truncate(count);
    }
    first
}

/// The places of `count` items in their order.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Brings each item to its place, cycle by cycle; leaves `places` in order.
#[expect(clippy::indexing_slicing, reason = "places hold one another's places only")]
fn arrange(places: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut places[at], at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_are_those_of_all_in_order(items: Vec<(u8, u32)>, count in 0_usize..9) {
            let mut all = items.clone();
            sort_by_key(&mut all, |(key, _)| *key);
            all.truncate(count);
            prop_assert_eq!(first_of(items.into_iter(), count, |a, b| a.0.cmp(&b.0)), all);
        }

        #[test]
        fn sorts_as_the_standard_library_does(items: Vec<(u8, u32)>) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
